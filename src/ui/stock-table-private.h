#pragma once

#include "ui/stock-empty-page.h"
#include "ui/stock-filter-bar.h"
#include "ui/stock-layout.h"
#include "ui/stock-listing.h"
#include "ui/stock-retry.h"
#include "ui/stock-table.h"
#include "ui/stock-work-bar.h"

G_BEGIN_DECLS

/* What the files of the table share: stock-table.c is the widget, stock-table-filter.c what shows
 * fewer products, stock-table-write.c what changes the inventory by cells, stock-table-rows.c what
 * is done to rows. */
struct _StockTable
{
  AdwBin parent_instance;

  StockInventory *inventory;
  StockCalendar *calendar;
  StockScope *scope;
  StockLayout *layout;
  StockFilters *filters;
  StockListing *listing;
  StockRows *rows; /* what the listing shows */
  guint page_source;
  guint scope_source;
  StockWork *work;
  char *search;
  gboolean read_only;
  StockRetry *retry;
  GtkWidget *menu; /* the context menu that was open last, or NULL */
  GtkWidget *filter_popover; /* likewise */
  GdkRectangle header_area;  /* the header whose menu was open last, in the sheet */

  StockFilterBar *filter_bar;
  GtkStack *stack;
  SheetView *sheet;
  StockEmptyPage *empty;
  StockSummaryBar *summary;
  StockWorkBar *work_bar;
};

/* stock-table.c */
void     stock_table_show_message (StockTable         *self,
                                   const char         *text,
                                   gboolean            can_undo);
void     stock_table_drop_new_row (StockTable         *self);
void     stock_table_pop_up       (StockTable         *self,
                                   GMenuModel         *menu,
                                   const GdkRectangle *area);

OrmQuery *stock_table_create_query (StockTable        *self,
                                   const StockField   *except);

/* stock-table-filter.c */
void     stock_table_install_filter_actions (GtkWidgetClass *widget_class);
void     stock_table_update_filter_actions  (StockTable     *self);

/* stock-table-write.c */
gboolean stock_table_write        (SheetView          *sheet,
                                   SheetAction         action,
                                   const SheetChange  *changes,
                                   gsize               n_changes,
                                   gsize              *refused,
                                   GError            **error,
                                   gpointer            user_data);
void     stock_table_worked       (GObject            *source,
                                   GAsyncResult       *result,
                                   gpointer            user_data);
void     stock_table_delete_rows  (StockTable         *self,
                                   GtkBitset          *rows);

/* stock-table-rows.c */
void     stock_table_install_actions (GtkWidgetClass  *widget_class);
void     stock_table_duplicate_rows (StockTable       *self,
                                   GtkBitset          *rows);
GdkContentProvider *stock_table_drag_rows (StockTable *self,
                                   GtkBitset          *rows);
void     stock_table_open_menu    (StockTable         *self,
                                   guint               row,
                                   guint               column,
                                   const GdkRectangle *area);

G_END_DECLS
