#pragma once

#include <adwaita.h>

#include "model/stock-inventory.h"
#include "ui/stock-import-preview.h"
#include "ui/stock-import-report.h"

G_BEGIN_DECLS

/**
 * StockImportDialog:
 *
 * Takes a text table into an inventory: shows what its columns hold, how it is written, and what
 * would be done, all of which can be changed; then does it, in a thread that has its own
 * connection.
 *
 * Signals:
 * - `running (gboolean running)`: the import has begun to write, or has ended
 * - `imported (guint n_products)`: it has written, and so many products are new or changed
 */
#define STOCK_TYPE_IMPORT_DIALOG (stock_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (StockImportDialog, stock_import_dialog, STOCK, IMPORT_DIALOG, AdwWindow)

StockImportDialog  *stock_import_dialog_new         (GtkWindow         *parent,
                                                     StockInventory    *inventory,
                                                     GFile             *file);
StockImportPreview *stock_import_dialog_get_preview (StockImportDialog *self);
StockImportReport  *stock_import_dialog_get_report  (StockImportDialog *self);
gboolean            stock_import_dialog_can_import  (StockImportDialog *self);
void                stock_import_dialog_import      (StockImportDialog *self);

G_END_DECLS
