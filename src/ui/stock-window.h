#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"
#include "ui/stock-import-dialog.h"

G_BEGIN_DECLS

/**
 * StockWindow:
 *
 * The window of one inventory.
 *
 * Signals: `open-inventory (GFile *file, gboolean create)`: the user wants a window on another
 * inventory.
 */
#define STOCK_TYPE_WINDOW (stock_window_get_type ())
G_DECLARE_FINAL_TYPE (StockWindow, stock_window, STOCK, WINDOW, AdwApplicationWindow)

StockWindow       *stock_window_new           (GtkApplication *application,
                                               StockInventory *inventory);
StockInventory    *stock_window_get_inventory (StockWindow    *self);
void               stock_window_show_migrated (StockWindow    *self,
                                               const char     *copy_path);
void               stock_window_show_message  (StockWindow    *self,
                                               const char     *text,
                                               gboolean        can_undo);
StockImportDialog *stock_window_import        (StockWindow    *self,
                                               GFile          *file);

G_END_DECLS
