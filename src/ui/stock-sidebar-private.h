#pragma once

#include "model/stock-category-tree.h"
#include "ui/stock-new-category.h"
#include "ui/stock-sidebar-row.h"
#include "ui/stock-sidebar.h"
#include "ui/stock-tally.h"

G_BEGIN_DECLS

/* What the files of the sidebar share: stock-sidebar.c is the widget, stock-sidebar-actions.c what
 * is done to categories, stock-sidebar-drag.c what the mouse drags there. */
struct _StockSidebar
{
  AdwBin parent_instance;

  StockInventory *inventory;
  StockTally *tally;
  StockCategoryTree *tree;
  StockScope *scope;
  gboolean editable;
  guint select_source;
  guint away_source;

  AdwWindowTitle *title;
  GtkScrolledWindow *scrolled;
  GtkListBox *list_box;
  StockNewCategory *new_category;
  GtkMenuButton *new_menu_button;
  GtkWidget *menu; /* the context menu that was open last, or NULL */
};

/* stock-sidebar.c */
void             stock_sidebar_show_message    (StockSidebar    *self,
                                                const char      *text,
                                                gboolean         can_undo);
StockSidebarRow *stock_sidebar_find_row        (StockSidebar    *self,
                                                StockScope      *scope);
StockCategory   *stock_sidebar_get_category    (StockSidebar    *self);

/* stock-sidebar-actions.c */
void             stock_sidebar_install_actions (GtkWidgetClass  *widget_class);
void             stock_sidebar_update_actions  (StockSidebar    *self);

/* stock-sidebar-drag.c */
void             stock_sidebar_add_drag        (StockSidebar    *self,
                                                StockSidebarRow *row);
void             stock_sidebar_add_drop        (StockSidebar    *self);

G_END_DECLS
