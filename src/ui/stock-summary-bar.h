#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"
#include "sheet/sheet-view.h"

G_BEGIN_DECLS

/**
 * StockSummaryBar:
 *
 * The line below the table: what the selected cells come to, or, while one cell is selected, what
 * the whole list does. Large ranges are added up piece by piece, when there is time.
 *
 * Properties: `whole`, what the whole list comes to ("180 products, worth $50,601.95").
 */
#define STOCK_TYPE_SUMMARY_BAR (stock_summary_bar_get_type ())
G_DECLARE_FINAL_TYPE (StockSummaryBar, stock_summary_bar, STOCK, SUMMARY_BAR, AdwBin)

void        stock_summary_bar_set_sheet   (StockSummaryBar *self,
                                           SheetView       *sheet,
                                           StockInventory  *inventory);
void        stock_summary_bar_set_query   (StockSummaryBar *self,
                                           OrmQuery        *query);
void        stock_summary_bar_set_loading (StockSummaryBar *self,
                                           gboolean         loading);
const char *stock_summary_bar_get_whole   (StockSummaryBar *self);
const char *stock_summary_bar_get_text    (StockSummaryBar *self);

G_END_DECLS
