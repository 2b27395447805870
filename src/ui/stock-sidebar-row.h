#pragma once

#include <gtk/gtk.h>

#include "ui/stock-scope.h"

G_BEGIN_DECLS

/**
 * StockSidebarRow:
 *
 * A row of the sidebar: the icon of a view or the dot of a category, its title, and how many
 * products it shows. A category's name can be edited in place.
 *
 * Signals: `rename (const char *name)`: the user has typed another name. Whoever hears it ends the
 * editing, or says why that name cannot be.
 */
#define STOCK_TYPE_SIDEBAR_ROW (stock_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (StockSidebarRow, stock_sidebar_row, STOCK, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget  *stock_sidebar_row_new          (StockScope      *scope);
StockScope *stock_sidebar_row_get_scope    (StockSidebarRow *self);
guint       stock_sidebar_row_get_count    (StockSidebarRow *self);
void        stock_sidebar_row_set_count    (StockSidebarRow *self,
                                            guint            count);
void        stock_sidebar_row_set_depth    (StockSidebarRow *self,
                                            guint            depth);
void        stock_sidebar_row_set_away     (StockSidebarRow *self,
                                            gboolean         is_away);
void        stock_sidebar_row_begin_rename (StockSidebarRow *self);
void        stock_sidebar_row_end_rename   (StockSidebarRow *self);
void        stock_sidebar_row_show_reason  (StockSidebarRow *self,
                                            const char      *reason);
gboolean    stock_sidebar_row_is_renaming  (StockSidebarRow *self);

G_END_DECLS
