#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * StockPreferences:
 *
 * What the user can choose for the program, and what is fixed for an inventory.
 */
#define STOCK_TYPE_PREFERENCES (stock_preferences_get_type ())
G_DECLARE_FINAL_TYPE (StockPreferences, stock_preferences, STOCK, PREFERENCES,
                      AdwPreferencesWindow)

StockPreferences *stock_preferences_new (GtkWindow      *parent,
                                         StockInventory *inventory);

G_END_DECLS
