#pragma once

#include "model/stock-counts.h"
#include "model/stock-inventory.h"
#include "ui/stock-calendar.h"

G_BEGIN_DECLS

/**
 * StockTally:
 *
 * Counts what the sidebar shows, beside the main loop, and again whenever the inventory or the day
 * is another one. Many changes in a row are counted once, when there is time.
 *
 * Signals:
 * - `counted (StockCounts *counts)`: the numbers, valid during the call.
 * - `failed (const char *reason)`: they could not be had.
 */
#define STOCK_TYPE_TALLY (stock_tally_get_type ())
G_DECLARE_FINAL_TYPE (StockTally, stock_tally, STOCK, TALLY, GObject)

StockTally *stock_tally_new (StockInventory *inventory,
                             StockCalendar  *calendar);

G_END_DECLS
