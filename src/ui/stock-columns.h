#pragma once

#include "model/stock-inventory.h"
#include "sheet/sheet-view.h"
#include "ui/stock-calendar.h"
#include "ui/stock-field.h"

G_BEGIN_DECLS

/* The columns of the table of products, and their layout: which are shown, in which order, how wide
 * they are, and by which of them rows are sorted. As a variant, a layout is a list of (name, width,
 * whether shown) and a list of (name, whether descending). Columns that it does not name, of a
 * later version say, follow as they are at first; names that are none are passed over. */
#define STOCK_LAYOUT_TYPE "(a(sib)a(sb))"

void      stock_columns_add        (SheetView      *sheet,
                                    StockInventory *inventory,
                                    StockCalendar  *calendar);
void      stock_columns_changed    (SheetView      *sheet);
GVariant *stock_columns_dup_layout (SheetView      *sheet);
void      stock_columns_set_layout (SheetView      *sheet,
                                    GVariant       *layout);
void      stock_columns_order      (SheetView      *sheet,
                                    OrmQuery       *query);

G_END_DECLS
