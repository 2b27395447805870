#pragma once

#include "model/stock-inventory.h"
#include "sheet/sheet-view.h"
#include "ui/stock-rows.h"

G_BEGIN_DECLS

/**
 * StockAsked:
 * @STOCK_ASKED_ORDER: the same rows in another order
 * @STOCK_ASKED_OTHERS: other rows
 * @STOCK_ASKED_ANEW: other rows, of which the cursor takes the first
 *
 * What is asked for beside what is shown.
 */
typedef enum
{
  STOCK_ASKED_ORDER,
  STOCK_ASKED_OTHERS,
  STOCK_ASKED_ANEW,
} StockAsked;

/**
 * StockListing:
 *
 * Puts rows into a sheet, at once where there are few, else beside the main loop: then the old ones
 * are shown until the new ones are there. It keeps a row in its place while the cursor is in it.
 *
 * Signals: `changed ()`: rows are waited for, or the wait is over.
 */
#define STOCK_TYPE_LISTING (stock_listing_get_type ())
G_DECLARE_FINAL_TYPE (StockListing, stock_listing, STOCK, LISTING, GObject)

StockListing *stock_listing_new          (StockInventory *inventory,
                                          SheetView      *sheet,
                                          OrmQuery       *query);
StockRows    *stock_listing_get_rows     (StockListing   *self);
void          stock_listing_set_query    (StockListing   *self,
                                          OrmQuery       *query,
                                          StockAsked      asked);
gboolean      stock_listing_is_waiting   (StockListing   *self);
gboolean      stock_listing_is_outdated  (StockListing   *self);
void          stock_listing_pin_cursor   (StockListing   *self);

G_END_DECLS
