#pragma once

#include <adwaita.h>

#include "ui/stock-field.h"

G_BEGIN_DECLS

/**
 * StockValueList:
 *
 * The values that a column has among some products, the most frequent first, each with how often it
 * is there, to choose from. They are counted beside the main loop. Only so many are shown; a search
 * finds the others.
 *
 * Signals: `activate ()`: Enter in the search.
 */
#define STOCK_TYPE_VALUE_LIST (stock_value_list_get_type ())
G_DECLARE_FINAL_TYPE (StockValueList, stock_value_list, STOCK, VALUE_LIST, AdwBin)

void   stock_value_list_set_field  (StockValueList    *self,
                                    const StockField  *field,
                                    StockInventory    *inventory,
                                    OrmQuery          *query,
                                    const char *const *chosen);
char **stock_value_list_dup_chosen (StockValueList    *self);

G_END_DECLS
