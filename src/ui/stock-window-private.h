#pragma once

#include "ui/stock-sidebar.h"
#include "ui/stock-table.h"
#include "ui/stock-window.h"

G_BEGIN_DECLS

/* What the files of the window share: its parts and its actions. */
struct _StockWindow
{
  AdwApplicationWindow parent_instance;

  StockInventory *inventory;
  StockCalendar *calendar;
  guint poll_source;
  guint checkpoint_source;
  gboolean is_folded; /* less wide than what the sidebar beside the table needs */
  gboolean is_narrow; /* less wide than what all buttons of the header bar need */
  gboolean is_busy;   /* something long is being written */
  gboolean is_closing; /* it is to be closed when that has ended */
  AdwToast *toast;    /* the one that is shown, or NULL */

  AdwToastOverlay *toasts;
  AdwFlap *flap;
  StockSidebar *sidebar;
  AdwWindowTitle *title;
  AdwHeaderBar *header_bar;
  GtkWidget *undo_box;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *add_button;
  GtkMenuButton *menu_button;
  GMenu *primary_menu;
  GMenu *undo_menu;
  GMenuModel *narrow_menu;
  GtkWidget *search_bar;
  GtkEditable *search_entry;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  StockTable *table;
};

void     stock_window_add_actions    (StockWindow *self);
void     stock_window_update_actions (StockWindow *self);
void     stock_window_set_busy       (StockWindow *self,
                                      gboolean     busy);
gboolean stock_window_is_editable    (StockWindow *self);

G_END_DECLS
