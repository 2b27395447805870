#pragma once

#include <adwaita.h>

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockMigrationWindow:
 *
 * Stands in the place of a window on an inventory of an older version while that is brought to this
 * one, in a thread: it tells how far that is, and cancels it. It is shown when that takes longer
 * than a moment, and goes when the work has ended. To close it is to cancel, without a word.
 *
 * Signals: `ended (GError *error)`: the file is of this version now, or, with an error, as it was:
 * %ORM_ERROR_CANCELLED if the user did not want it.
 */
#define STOCK_TYPE_MIGRATION_WINDOW (stock_migration_window_get_type ())
G_DECLARE_FINAL_TYPE (StockMigrationWindow, stock_migration_window, STOCK, MIGRATION_WINDOW,
                      AdwApplicationWindow)

StockMigrationWindow *stock_migration_window_new           (GtkApplication       *application,
                                                            GFile                *file,
                                                            OrmMigration         *migration);
GFile                *stock_migration_window_get_file      (StockMigrationWindow *self);
const char           *stock_migration_window_get_copy_path (StockMigrationWindow *self);

G_END_DECLS
