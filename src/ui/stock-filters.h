#pragma once

#include "ui/stock-filter.h"

G_BEGIN_DECLS

/* As a variant, filters are a list of (column, test, values). */
#define STOCK_FILTERS_TYPE "a(ssas)"

/**
 * StockFilters:
 *
 * The filters of a table, one a column at most. All of them hold.
 *
 * Signals: `changed ()`.
 */
#define STOCK_TYPE_FILTERS (stock_filters_get_type ())
G_DECLARE_FINAL_TYPE (StockFilters, stock_filters, STOCK, FILTERS, GObject)

StockFilters      *stock_filters_new         (void);
guint              stock_filters_get_n       (StockFilters     *self);
const StockFilter *stock_filters_get         (StockFilters     *self,
                                              guint             number);
const StockFilter *stock_filters_find        (StockFilters     *self,
                                              const StockField *field);
void               stock_filters_add         (StockFilters     *self,
                                              StockFilter      *filter);
void               stock_filters_remove      (StockFilters     *self,
                                              const StockField *field);
void               stock_filters_clear       (StockFilters     *self);
GVariant          *stock_filters_dup_variant (StockFilters     *self);
void               stock_filters_set_variant (StockFilters     *self,
                                              GVariant         *variant);
void               stock_filters_apply       (StockFilters     *self,
                                              OrmQuery         *query,
                                              StockInventory   *inventory,
                                              const GDate      *today,
                                              const StockField *except);

G_END_DECLS
