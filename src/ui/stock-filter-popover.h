#pragma once

#include <gtk/gtk.h>

#include "ui/stock-filters.h"

G_BEGIN_DECLS

/**
 * StockFilterPopover:
 *
 * Makes the filter of a column, or changes it: the values that there are with how often, or a test
 * with what is typed for it.
 */
#define STOCK_TYPE_FILTER_POPOVER (stock_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (StockFilterPopover, stock_filter_popover, STOCK, FILTER_POPOVER, GtkPopover)

GtkWidget *stock_filter_popover_new (const StockField *field,
                                     StockFilters     *filters,
                                     StockInventory   *inventory,
                                     OrmQuery         *query);

G_END_DECLS
