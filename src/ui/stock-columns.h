#pragma once

#include "model/stock-inventory.h"
#include "sheet/sheet-view.h"
#include "ui/stock-calendar.h"
#include "ui/stock-field.h"

G_BEGIN_DECLS

/* The columns of the table of products, with the widths and the order of rows that the user has
 * given them. */

void              stock_columns_add      (SheetView      *sheet,
                                          StockInventory *inventory,
                                          StockCalendar  *calendar);
void              stock_columns_changed  (SheetView      *sheet);
void              stock_columns_save     (SheetView      *sheet);
void              stock_columns_order    (SheetView      *sheet,
                                          OrmQuery       *query);

G_END_DECLS
