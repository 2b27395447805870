#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/* Cells up to which a change of all of them is written at once. */
#define SHEET_MANY 2000

/**
 * SheetChange:
 * @column: the column
 * @item: (nullable): the object of the row; %NULL where there are more than %SHEET_MANY changes for
 *   a writer: to make an object of each row would take too long, @row says which it is
 * @row: the row's position in the model when the change was made up; beyond its end for a row that
 *   is to be made
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

GArray  *sheet_changes_new    (void);
void     sheet_changes_append (GArray             *changes,
                               SheetColumn        *column,
                               GObject            *item,
                               guint               row,
                               const char         *text);
gboolean sheet_changes_apply  (SheetAction         action,
                               const SheetChange  *changes,
                               gsize               n_changes,
                               gsize              *refused,
                               GError            **error);

char    *sheet_change_dup_refusal (guint       row,
                                   const char *title,
                                   const char *reason);

G_END_DECLS
