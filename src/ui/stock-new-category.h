#pragma once

#include <gtk/gtk.h>

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * StockNewCategory:
 *
 * A popover that asks for the name of a new category and makes it.
 *
 * Signals: `added (StockCategory *category)`.
 */
#define STOCK_TYPE_NEW_CATEGORY (stock_new_category_get_type ())
G_DECLARE_FINAL_TYPE (StockNewCategory, stock_new_category, STOCK, NEW_CATEGORY, GtkPopover)

void stock_new_category_set_inventory (StockNewCategory *self,
                                       StockInventory   *inventory);

G_END_DECLS
