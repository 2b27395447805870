#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"
#include "ui/stock-scope.h"

G_BEGIN_DECLS

/**
 * StockSidebar:
 *
 * The views and categories of an inventory with live counts; one of them is chosen. Categories are
 * made, renamed, coloured and deleted here.
 *
 * Properties: `scope`, what is chosen, with notify.
 *
 * Signals:
 * - `message (const char *text, gboolean can_undo)`: something was done, or could not be
 * - `activated (gboolean by_key)`: a row was clicked or confirmed by Enter: a sidebar that covers
 *   the table folds
 * - `rows-dropped (const char *table, StockCategory *category)`: the selected rows of a table were
 *   dropped on a category, or %NULL; see stock_table_drop_rows()
 */
#define STOCK_TYPE_SIDEBAR (stock_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (StockSidebar, stock_sidebar, STOCK, SIDEBAR, AdwBin)

void        stock_sidebar_set_inventory (StockSidebar   *self,
                                         StockInventory *inventory,
                                         StockCalendar  *calendar);
StockScope *stock_sidebar_get_scope     (StockSidebar   *self);
void        stock_sidebar_set_scope     (StockSidebar   *self,
                                         StockScope     *scope);
void        stock_sidebar_set_editable  (StockSidebar   *self,
                                         gboolean        editable);
void        stock_sidebar_set_title     (StockSidebar   *self,
                                         const char     *title,
                                         const char     *path);
void        stock_sidebar_new_category  (StockSidebar   *self);
void        stock_sidebar_focus         (StockSidebar   *self);

G_END_DECLS
