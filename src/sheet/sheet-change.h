#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/**
 * SheetChange:
 * @column: the column
 * @item: the object of the row
 * @row: the row's position in the model when the change was made up
 * @text: what the cell is to hold, as typed; %NULL clears it
 *
 * One cell that is to be written. Everything that the sheet writes (an entry, Delete over a range,
 * one entry into many cells) is a list of these.
 */
typedef struct
{
  SheetColumn *column;
  GObject     *item;
  guint        row;
  const char  *text;
} SheetChange;

gboolean sheet_changes_apply (SheetAction         action,
                              const SheetChange  *changes,
                              gsize               n_changes,
                              gsize              *refused,
                              GError            **error);

G_END_DECLS
