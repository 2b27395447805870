#pragma once

#include <adwaita.h>

#include "ui/stock-work.h"

G_BEGIN_DECLS

/**
 * StockHistoryWindow:
 *
 * The steps of an inventory, the newest first; what the chosen one changed; and the way back, or
 * forth again, to any of them.
 *
 * Signals: `moved (const char *message)`: the inventory is at another step now, or could not be
 * brought there.
 */
#define STOCK_TYPE_HISTORY_WINDOW (stock_history_window_get_type ())
G_DECLARE_FINAL_TYPE (StockHistoryWindow, stock_history_window, STOCK, HISTORY_WINDOW, AdwWindow)

StockHistoryWindow *stock_history_window_new (GtkWindow      *parent,
                                              StockInventory *inventory,
                                              StockWork      *work);

G_END_DECLS
