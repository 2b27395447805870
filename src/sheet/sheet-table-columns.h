#pragma once

#include "sheet/sheet-cells.h"
#include "sheet/sheet-controller.h"
#include "sheet/sheet-header.h"

G_BEGIN_DECLS

/* Pixels below which a column does not get narrower. */
#define SHEET_NARROWEST_COLUMN 32

/**
 * SheetTableColumns:
 *
 * Keeps the columns of a #GtkColumnView as those of a controller: makes them and their cells, and
 * passes titles, widths and the order on, both ways.
 */
#define SHEET_TYPE_TABLE_COLUMNS (sheet_table_columns_get_type ())
G_DECLARE_FINAL_TYPE (SheetTableColumns, sheet_table_columns, SHEET, TABLE_COLUMNS, GObject)

SheetTableColumns *sheet_table_columns_new (GtkColumnView   *view,
                                            SheetController *controller,
                                            SheetStyle      *style,
                                            SheetCells      *cells,
                                            SheetHeader     *header);

G_END_DECLS
