#pragma once

#include "sheet/sheet-cells.h"
#include "sheet/sheet-controller.h"

G_BEGIN_DECLS

/**
 * SheetTableColumns:
 *
 * Keeps the columns of a #GtkColumnView as those of a controller: makes them and their cells, and
 * passes titles, widths, menus and sorting on.
 *
 * Signals:
 *
 * - sort-changed (): the user has clicked a header
 */
#define SHEET_TYPE_TABLE_COLUMNS (sheet_table_columns_get_type ())
G_DECLARE_FINAL_TYPE (SheetTableColumns, sheet_table_columns, SHEET, TABLE_COLUMNS, GObject)

SheetTableColumns *sheet_table_columns_new      (GtkColumnView     *view,
                                                 SheetController   *controller,
                                                 SheetStyle        *style,
                                                 SheetCells        *cells);
SheetColumn       *sheet_table_columns_get_sort (SheetTableColumns *self,
                                                 gboolean          *descending);
void               sheet_table_columns_set_sort (SheetTableColumns *self,
                                                 SheetColumn       *column,
                                                 gboolean           descending);

G_END_DECLS
