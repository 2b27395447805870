#include "config.h"

#include "ui/stock-files.h"

#include <glib/gi18n-lib.h>

static const char *const patterns[] = { "*.stockbook", NULL };
static const char *const table_patterns[] = { "*.csv", "*.tsv", "*.tab", "*.txt", NULL };
static const char *const csv_patterns[] = { "*.csv", NULL };

static void
opened_cb (GFile    *file,
           gpointer  user_data)
{
  g_signal_emit_by_name (user_data, "open-inventory", file, FALSE);
}

static void
named_cb (GFile    *file,
          gpointer  user_data)
{
  g_signal_emit_by_name (user_data, "open-inventory", file, TRUE);
}

/**
 * stock_files_open_inventory:
 * @window: a window with the signal `open-inventory`
 *
 * Asks which inventory to open.
 */
void
stock_files_open_inventory (GtkWindow *window)
{
  stock_compat_choose_file (window,
                            &(StockFileRequest) {
                              .title = _("Open an Inventory"),
                              .accept = _("_Open"),
                              .filter_name = _("Inventories"),
                              .patterns = patterns,
                            },
                            opened_cb, window);
}

/**
 * stock_files_new_inventory:
 * @window: a window with the signal `open-inventory`
 *
 * Asks where to make an inventory.
 */
void
stock_files_new_inventory (GtkWindow *window)
{
  stock_compat_choose_file (window,
                            &(StockFileRequest) {
                              .title = _("New Inventory"),
                              .accept = _("_Create"),
                              /* Translators: the name of a file; keep .stockbook */
                              .initial_name = _("Inventory.stockbook"),
                              .filter_name = _("Inventories"),
                              .patterns = patterns,
                            },
                            named_cb, window);
}

/**
 * stock_files_open_table:
 * @window: a window
 * @func: called with the file, unless the choice was cancelled
 * @user_data: for @func
 *
 * Asks which text table to read.
 */
void
stock_files_open_table (GtkWindow     *window,
                        StockFileFunc  func,
                        gpointer       user_data)
{
  stock_compat_choose_file (window,
                            &(StockFileRequest) {
                              .title = _("Import a Spreadsheet"),
                              .accept = _("_Open"),
                              .filter_name = _("Tables (CSV, TSV)"),
                              .patterns = table_patterns,
                            },
                            func, user_data);
}

/**
 * stock_files_save_table:
 * @window: a window
 * @func: called with the file, unless the choice was cancelled
 * @user_data: for @func
 *
 * Asks where to write a text table.
 */
void
stock_files_save_table (GtkWindow     *window,
                        StockFileFunc  func,
                        gpointer       user_data)
{
  stock_compat_choose_file (window,
                            &(StockFileRequest) {
                              .title = _("Export as CSV"),
                              .accept = _("_Export"),
                              /* Translators: the name of a file; keep .csv */
                              .initial_name = _("Inventory.csv"),
                              .filter_name = _("Tables (CSV)"),
                              .patterns = csv_patterns,
                            },
                            func, user_data);
}
