#pragma once

#include "ui/stock-work.h"

G_BEGIN_DECLS

/* What is done to an inventory from the window beside typing into cells. Each is one transaction
 * and one step of undo. On failure nothing has changed, and the message is for the user. */

/* Adds to the session without a commit: for a step that does more. */
StockCategory *stock_edit_make_category   (StockInventory  *inventory,
                                           const char      *name,
                                           GError         **error);

StockCategory *stock_edit_add_category    (StockInventory  *inventory,
                                           const char      *name,
                                           GError         **error);
gboolean       stock_edit_rename_category (StockInventory  *inventory,
                                           StockCategory   *category,
                                           const char      *name,
                                           GError         **error);
gboolean       stock_edit_colour_category (StockInventory  *inventory,
                                           StockCategory   *category,
                                           const char      *colour,
                                           GError         **error);
gboolean       stock_edit_nest_category   (StockInventory  *inventory,
                                           StockCategory   *category,
                                           StockCategory   *parent,
                                           GError         **error);
gboolean       stock_edit_remove_category (StockInventory  *inventory,
                                           StockCategory   *category,
                                           GError         **error);
gboolean       stock_edit_remove_products (StockInventory  *inventory,
                                           GPtrArray       *products,
                                           GError         **error);
char          *stock_edit_dup_removal     (guint            n_products);

/* A StockWorkFunc: @data is a GArray of the keys (gint64) of products. */
gboolean       stock_edit_remove_keys     (StockWork       *work,
                                           StockInventory  *inventory,
                                           gpointer         data,
                                           GCancellable    *cancellable,
                                           GError         **error);

G_END_DECLS
