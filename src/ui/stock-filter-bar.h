#pragma once

#include <adwaita.h>

#include "ui/stock-filters.h"

G_BEGIN_DECLS

/**
 * StockFilterBar:
 *
 * The line above the table that tells of the filters, each as a chip that can be pressed to change
 * it and taken off. It is not there when there is nothing to tell.
 *
 * The actions are those of the table: table.filter and table.remove-filter with the name of a
 * column, table.clear-filters.
 */
#define STOCK_TYPE_FILTER_BAR (stock_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (StockFilterBar, stock_filter_bar, STOCK, FILTER_BAR, AdwBin)

void       stock_filter_bar_set_filters (StockFilterBar   *self,
                                         StockFilters     *filters);
GtkWidget *stock_filter_bar_get_chip    (StockFilterBar   *self,
                                         const StockField *field);

G_END_DECLS
