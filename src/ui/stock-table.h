#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"
#include "sheet/sheet-view.h"
#include "ui/stock-scope.h"
#include "ui/stock-summary-bar.h"
#include "ui/stock-work.h"

G_BEGIN_DECLS

/**
 * StockTable:
 *
 * The table of products: a sheet over what the sidebar and the search have chosen, a page that
 * stands there when that is nothing, and a line of sums. It names what the sheet writes as steps of
 * undo, and it keeps a product in its place while the cursor is in it.
 *
 * Signals: `message (const char *text, gboolean can_undo)`: something was done, or could not be.
 */
#define STOCK_TYPE_TABLE (stock_table_get_type ())
G_DECLARE_FINAL_TYPE (StockTable, stock_table, STOCK, TABLE, AdwBin)

void             stock_table_set_inventory   (StockTable     *self,
                                              StockInventory *inventory,
                                              StockCalendar  *calendar);
SheetView       *stock_table_get_sheet       (StockTable     *self);
StockSummaryBar *stock_table_get_summary_bar (StockTable     *self);
StockWork       *stock_table_get_work        (StockTable     *self);
StockScope      *stock_table_get_scope       (StockTable     *self);
gboolean         stock_table_set_scope       (StockTable     *self,
                                              StockScope     *scope);
void             stock_table_set_search      (StockTable     *self,
                                              const char     *words);
void             stock_table_set_read_only   (StockTable     *self,
                                              gboolean        read_only);
void             stock_table_add_product     (StockTable     *self);
void             stock_table_save            (StockTable     *self);
void             stock_table_move_rows       (StockTable     *self,
                                              StockCategory  *category);
void             stock_table_drop_rows       (StockTable     *self,
                                              const char     *table,
                                              StockCategory  *category);
gboolean         stock_table_commit          (StockTable     *self);
void             stock_table_focus           (StockTable     *self);

G_END_DECLS
