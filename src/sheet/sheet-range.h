#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SHEET_NONE:
 *
 * No row, or no column: what a cursor says in a table without cells. Equals
 * %GTK_INVALID_LIST_POSITION.
 */
#define SHEET_NONE G_MAXUINT

/**
 * SheetRange:
 * @row: the first row
 * @column: the first column, counted among the shown ones
 * @n_rows: how many rows; 0 for a range of nothing
 * @n_columns: how many columns; 0 for a range of nothing
 *
 * A rectangle of cells.
 */
typedef struct
{
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;
} SheetRange;

SheetRange sheet_range_between  (guint             row,
                                 guint             column,
                                 guint             other_row,
                                 guint             other_column);
gboolean   sheet_range_contains (const SheetRange *self,
                                 guint             row,
                                 guint             column);
gboolean   sheet_range_is_equal (const SheetRange *self,
                                 const SheetRange *other);
guint64    sheet_range_count    (const SheetRange *self);
void       sheet_range_clamp    (SheetRange       *self,
                                 guint             n_rows,
                                 guint             n_columns);
SheetRange sheet_range_extend_to (const SheetRange *self,
                                  guint             row,
                                  guint             column);
gboolean   sheet_range_splice_row (guint          *row,
                                   guint           position,
                                   guint           removed,
                                   guint           added);

G_END_DECLS
