#pragma once

#include "ui/stock-compat.h"

G_BEGIN_DECLS

/* Dialogs that ask for files. Where the answer is an inventory, the window that asked emits
 * `open-inventory (GFile *file, gboolean create)`. */

void stock_files_open_inventory (GtkWindow *window);
void stock_files_new_inventory  (GtkWindow *window);

/* The others call a function with the file. */

void stock_files_open_table     (GtkWindow     *window,
                                 StockFileFunc  func,
                                 gpointer       user_data);
void stock_files_save_table     (GtkWindow     *window,
                                 StockFileFunc  func,
                                 gpointer       user_data);

G_END_DECLS
