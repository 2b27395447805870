#pragma once

#include "sheet/sheet-column.h"
#include "ui/stock-calendar.h"
#include "ui/stock-field.h"

G_BEGIN_DECLS

/**
 * StockProductColumn:
 *
 * A column of the table of products: a #StockField for the sheet, with the marks, icons and dots
 * that tell more than its text.
 */
#define STOCK_TYPE_PRODUCT_COLUMN (stock_product_column_get_type ())
G_DECLARE_FINAL_TYPE (StockProductColumn, stock_product_column, STOCK, PRODUCT_COLUMN, SheetColumn)

SheetColumn      *stock_product_column_new       (const StockField   *field,
                                                  StockInventory     *inventory,
                                                  StockCalendar      *calendar);
const StockField *stock_product_column_get_field (StockProductColumn *self);
gboolean          stock_product_column_write     (const StockField   *field,
                                                  StockInventory     *inventory,
                                                  const GDate        *today,
                                                  StockProduct       *product,
                                                  const char         *text,
                                                  SheetAction         action,
                                                  GError            **error);

G_END_DECLS
