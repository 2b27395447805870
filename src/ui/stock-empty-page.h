#pragma once

#include <adwaita.h>

#include "ui/stock-scope.h"

G_BEGIN_DECLS

/**
 * StockEmptyPage:
 *
 * What stands in the place of a table without products: what it would show, and what to do.
 */
#define STOCK_TYPE_EMPTY_PAGE (stock_empty_page_get_type ())
G_DECLARE_FINAL_TYPE (StockEmptyPage, stock_empty_page, STOCK, EMPTY_PAGE, AdwBin)

/**
 * StockEmptiness:
 * @STOCK_EMPTY_NEW: the inventory was made just now
 * @STOCK_EMPTY_INVENTORY: there is no product at all
 * @STOCK_EMPTY_SCOPE: the view or category has no product
 * @STOCK_EMPTY_SEARCH: no product has what was searched for
 * @STOCK_EMPTY_FILTER: no product passes the filters
 *
 * Why a table shows nothing.
 */
typedef enum
{
  STOCK_EMPTY_NEW,
  STOCK_EMPTY_INVENTORY,
  STOCK_EMPTY_SCOPE,
  STOCK_EMPTY_SEARCH,
  STOCK_EMPTY_FILTER,
  STOCK_N_EMPTINESSES
} StockEmptiness;

void stock_empty_page_show (StockEmptyPage *self,
                            StockEmptiness  emptiness,
                            StockScope     *scope,
                            gboolean        editable);

G_END_DECLS
