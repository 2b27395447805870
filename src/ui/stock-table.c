#include "config.h"

#include "ui/stock-table-private.h"

#include "base/base-text.h"
#include "ui/stock-column-menu.h"
#include "ui/stock-columns.h"
#include "ui/stock-settings.h"

static guint message_signal;

G_DEFINE_FINAL_TYPE (StockTable, stock_table, ADW_TYPE_BIN)

void
stock_table_show_message (StockTable *self,
                          const char *text,
                          gboolean    can_undo)
{
  g_signal_emit (self, message_signal, 0, text, can_undo);
}

/* What is shown */

static StockEmptiness
get_emptiness (StockTable *self)
{
  OrmHistory *history = stock_inventory_get_history (self->inventory);

  if (stock_filters_get_n (self->filters) > 0)
    return STOCK_EMPTY_FILTER;
  if (self->search != NULL)
    return STOCK_EMPTY_SEARCH;
  if (stock_scope_get_view (self->scope) != STOCK_VIEW_ALL)
    return STOCK_EMPTY_SCOPE;
  return orm_history_get_undo_name (history) == NULL ? STOCK_EMPTY_NEW : STOCK_EMPTY_INVENTORY;
}

static void
update_page (StockTable *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;

  if (is_empty)
    stock_empty_page_show (self->empty, get_emptiness (self), self->scope, !self->read_only);
  gtk_stack_set_visible_child (self->stack,
                               GTK_WIDGET (is_empty ? (GtkWidget *) self->empty
                                                    : (GtkWidget *) self->sheet));
  gtk_widget_set_visible (GTK_WIDGET (self->summary),
                          !is_empty && !gtk_widget_get_visible (GTK_WIDGET (self->work_bar)));
}

static gboolean
update_page_cb (gpointer user_data)
{
  StockTable *self = user_data;

  self->page_source = 0;
  update_page (self);
  return G_SOURCE_REMOVE;
}

/* A list that becomes quite another one is empty in between: a sheet that went for that moment
 * would lose the keyboard. */
static void
rows_changed_cb (StockTable *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    update_page (self);
  else if (self->page_source == 0)
    self->page_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_page_cb, self, NULL);
}

/* What is shown; with all values of the column @except, if that is not NULL. */
OrmQuery *
stock_table_create_query (StockTable       *self,
                          const StockField *except)
{
  OrmQuery *query = stock_scope_dup_query (self->scope, self->calendar);

  if (self->search != NULL)
    orm_query_where (query, orm_condition_search (self->search));
  stock_filters_apply (self->filters, query, self->inventory,
                       stock_calendar_get_today (self->calendar), except);
  stock_columns_order (self->sheet, query);
  return query;
}

static void
update_layout (StockTable *self)
{
  g_autofree char *place = stock_scope_dup_place (self->scope, self->inventory);

  stock_layout_set_place (self->layout, place);
}

static void
update_locks (StockTable *self)
{
  sheet_view_set_read_only (self->sheet,
                            self->read_only || stock_listing_is_outdated (self->listing));
  stock_summary_bar_set_loading (self->summary, stock_listing_is_waiting (self->listing));
}

static void
listing_cb (StockTable *self)
{
  if (!stock_listing_is_waiting (self->listing))
    update_page (self);
  update_locks (self);
}

static void
update_query (StockTable *self,
              StockAsked  asked)
{
  g_autoptr (OrmQuery) query = stock_table_create_query (self, NULL);

  stock_listing_set_query (self->listing, query, asked);
  stock_summary_bar_set_query (self->summary, query);
}

static void
fill (StockTable *self)
{
  g_autoptr (OrmQuery) query = stock_table_create_query (self, NULL);

  self->listing = stock_listing_new (self->inventory, self->sheet, query);
  self->rows = stock_listing_get_rows (self->listing);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listing, "changed", G_CALLBACK (listing_cb), self,
                           G_CONNECT_SWAPPED);
  update_page (self);
  stock_summary_bar_set_query (self->summary, query);
}

/* Categories came or went below the one that is shown. */
static gboolean
update_scope_cb (gpointer user_data)
{
  StockTable *self = user_data;

  self->scope_source = 0;
  if (stock_scope_is_outdated (self->scope) && stock_table_commit (self))
    update_query (self, STOCK_ASKED_OTHERS);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (StockTable *self)
{
  OrmRecord *last = stock_rows_get_last (self->rows);

  if (last != NULL && orm_record_get_state (last) == ORM_STATE_DELETED)
    stock_rows_set_last (self->rows, NULL);
  update_page (self);
  if (self->scope_source == 0)
    self->scope_source = g_idle_add (update_scope_cb, self);
}

static void
day_changed_cb (StockTable *self)
{
  stock_columns_changed (self->sheet);
  if (stock_table_commit (self))
    update_query (self, STOCK_ASKED_ORDER);
}

/* Writing */

/* A product for what is pasted behind the last row. */
static GObject *
make_row_cb (SheetView *sheet,
             gpointer   user_data)
{
  StockTable *self = user_data;
  StockProduct *product = stock_product_new ();

  g_object_set (product, "category", stock_scope_get_category (self->scope), NULL);
  return G_OBJECT (product);
}

/* Puts a product without a row at the end, in the category that is shown. */
static void
begin_product (StockTable *self)
{
  OrmRecord *last = stock_rows_get_last (self->rows);
  g_autoptr (GObject) product = NULL;

  if (self->read_only
      || (last != NULL && orm_record_get_state (last) == ORM_STATE_DETACHED))
    return;
  product = make_row_cb (self->sheet, self);
  stock_rows_set_last (self->rows, ORM_RECORD (product));
}

static void
activate_new_row_cb (StockTable *self)
{
  begin_product (self);
}

static void
insert_row_cb (StockTable *self,
               guint       position)
{
  stock_table_add_product (self);
}

/* Escape: a new row in which there is nothing goes. */
void
stock_table_drop_new_row (StockTable *self)
{
  OrmRecord *last = stock_rows_get_last (self->rows);

  if (last != NULL && orm_record_get_state (last) == ORM_STATE_DETACHED)
    stock_rows_set_last (self->rows, NULL);
}

static void
sort_changed_cb (StockTable *self)
{
  update_query (self, STOCK_ASKED_ORDER);
}

static void
filters_changed_cb (StockTable *self)
{
  update_query (self, STOCK_ASKED_OTHERS);
  sheet_view_scroll_to_cursor (self->sheet);
}

static void
error_cb (StockTable *self,
          const char *message)
{
  stock_table_show_message (self, message, FALSE);
}

/* Opens a menu: a child of the sheet, so that it finds the sheet's actions. */
void
stock_table_pop_up (StockTable         *self,
                    GMenuModel         *menu,
                    const GdkRectangle *area)
{
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->sheet));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
header_menu_cb (StockTable         *self,
                SheetColumn        *column,
                const GdkRectangle *area)
{
  g_autoptr (GMenuModel) menu = stock_column_menu_new (self->sheet, column);

  self->header_area = *area;
  stock_table_pop_up (self, menu, area);
}

/* The widget */

static void
stock_table_dispose (GObject *object)
{
  StockTable *self = STOCK_TABLE (object);

  g_clear_pointer (&self->retry, stock_retry_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->filter_popover, gtk_widget_unparent);
  g_clear_handle_id (&self->page_source, g_source_remove);
  g_clear_handle_id (&self->scope_source, g_source_remove);
  if (self->sheet != NULL)
    {
      sheet_view_set_writer (self->sheet, NULL, NULL, NULL);
      sheet_view_set_row_maker (self->sheet, NULL, NULL);
    }
  g_clear_object (&self->layout);
  g_clear_object (&self->filters);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  self->rows = NULL;
  g_clear_object (&self->listing);
  g_clear_object (&self->work);
  g_clear_object (&self->scope);
  g_clear_object (&self->calendar);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_table_parent_class)->dispose (object);
}

static void
stock_table_finalize (GObject *object)
{
  g_free (STOCK_TABLE (object)->search);
  G_OBJECT_CLASS (stock_table_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SHEET_TYPE_VIEW);
  g_type_ensure (STOCK_TYPE_EMPTY_PAGE);
  g_type_ensure (STOCK_TYPE_FILTER_BAR);
  g_type_ensure (STOCK_TYPE_SUMMARY_BAR);
  g_type_ensure (STOCK_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-table.ui");
  gtk_widget_class_bind_template_child (widget_class, StockTable, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, StockTable, stack);
  gtk_widget_class_bind_template_child (widget_class, StockTable, sheet);
  gtk_widget_class_bind_template_child (widget_class, StockTable, empty);
  gtk_widget_class_bind_template_child (widget_class, StockTable, summary);
  gtk_widget_class_bind_template_child (widget_class, StockTable, work_bar);
  gtk_widget_class_bind_template_callback (widget_class, activate_new_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, stock_table_delete_rows);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stock_table_drop_new_row);
  gtk_widget_class_bind_template_callback (widget_class, header_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, stock_table_open_menu);
  gtk_widget_class_bind_template_callback (widget_class, stock_table_duplicate_rows);
  gtk_widget_class_bind_template_callback (widget_class, stock_table_drag_rows);
  gtk_widget_class_bind_template_callback (widget_class, error_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_page);
}

static void
stock_table_class_init (StockTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stock_table_dispose;
  object_class->finalize = stock_table_finalize;
  message_signal = g_signal_new ("message", STOCK_TYPE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  bind_template (GTK_WIDGET_CLASS (klass));
  stock_table_install_filter_actions (GTK_WIDGET_CLASS (klass));
  stock_table_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
stock_table_init (StockTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->retry = stock_retry_new (self->sheet);
  self->filters = stock_filters_new ();
  stock_filter_bar_set_filters (self->filter_bar, self->filters);
}

/**
 * stock_table_set_inventory:
 * @self: the table
 * @inventory: whose products are shown
 * @calendar: what day it is
 *
 * Fills the table with all products, once.
 */
void
stock_table_set_inventory (StockTable     *self,
                           StockInventory *inventory,
                           StockCalendar  *calendar)
{
  OrmSession *session = stock_inventory_get_session (inventory);

  g_return_if_fail (self->inventory == NULL);

  self->inventory = g_object_ref (inventory);
  self->calendar = g_object_ref (calendar);
  self->work = stock_work_new (inventory);
  stock_work_bar_set_work (self->work_bar, self->work);
  self->scope = stock_scope_new_view (STOCK_VIEW_ALL);
  stock_columns_add (self->sheet, inventory, calendar);
  stock_column_menu_add_actions (self->sheet);
  self->layout = stock_layout_new (self->sheet);
  update_layout (self);
  stock_summary_bar_set_sheet (self->summary, self->sheet, inventory);
  sheet_view_set_writer (self->sheet, stock_table_write, self, NULL);
  sheet_view_set_row_maker (self->sheet, make_row_cb, self);
  g_settings_bind (stock_settings_get (), "dense-rows", self->sheet, "dense", G_SETTINGS_BIND_GET);
  fill (self);
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "committed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * stock_table_get_sheet:
 * @self: the table
 *
 * Returns: (transfer none): the sheet in it
 */
SheetView *
stock_table_get_sheet (StockTable *self)
{
  return self->sheet;
}

/**
 * stock_table_get_summary_bar:
 * @self: the table
 *
 * Returns: (transfer none): the line below it
 */
StockSummaryBar *
stock_table_get_summary_bar (StockTable *self)
{
  return self->summary;
}

/**
 * stock_table_get_work:
 * @self: the table
 *
 * Returns: (transfer none): what writes beside the main loop, and tells of it below the table
 */
StockWork *
stock_table_get_work (StockTable *self)
{
  return self->work;
}

/**
 * stock_table_get_scope:
 * @self: the table
 *
 * Returns: (transfer none): which products it shows
 */
StockScope *
stock_table_get_scope (StockTable *self)
{
  return self->scope;
}

/**
 * stock_table_set_scope:
 * @self: the table
 * @scope: which products to show
 *
 * Returns: %FALSE if what stands in an open editor was refused: then nothing has changed
 */
gboolean
stock_table_set_scope (StockTable *self,
                       StockScope *scope)
{
  if (!stock_table_commit (self))
    return FALSE;
  g_set_object (&self->scope, scope);
  update_layout (self);
  update_query (self, STOCK_ASKED_ANEW);
  return TRUE;
}

/**
 * stock_table_set_search:
 * @self: the table
 * @words: (nullable): only products with all of these words are shown; %NULL or empty: all
 */
void
stock_table_set_search (StockTable *self,
                        const char *words)
{
  g_autofree char *stripped = g_strstrip (g_strdup (words != NULL ? words : ""));

  if (g_strcmp0 (self->search, *stripped != '\0' ? stripped : NULL) == 0
      || !stock_table_commit (self))
    return;
  base_text_set (&self->search, *stripped != '\0' ? stripped : NULL);
  update_query (self, STOCK_ASKED_OTHERS);
}

/**
 * stock_table_set_read_only:
 * @self: the table
 * @read_only: whether nothing can be changed
 */
void
stock_table_set_read_only (StockTable *self,
                           gboolean    read_only)
{
  self->read_only = read_only;
  update_locks (self);
  update_page (self);
}

/**
 * stock_table_add_product:
 * @self: the table
 *
 * Makes a product at the end of the table and begins to edit its name. It is written when its
 * first cell is.
 */
void
stock_table_add_product (StockTable *self)
{
  if (self->read_only || !stock_table_commit (self))
    return;
  begin_product (self);
  sheet_view_set_cursor (self->sheet,
                         g_list_model_get_n_items (G_LIST_MODEL (self->rows)) - 1, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
  sheet_view_begin_edit (self->sheet);
}

/**
 * stock_table_save:
 * @self: the table
 *
 * Remembers how the columns are laid out.
 */
void
stock_table_save (StockTable *self)
{
  stock_layout_save (self->layout);
}

/**
 * stock_table_commit:
 * @self: the table
 *
 * Writes what stands in an open editor.
 *
 * Returns: %FALSE if that was refused: the editor is open and says why
 */
gboolean
stock_table_commit (StockTable *self)
{
  return sheet_view_commit_edit (self->sheet);
}

/**
 * stock_table_focus:
 * @self: the table
 *
 * Gives the keyboard to the sheet, or to the first button of the page in its place.
 */
void
stock_table_focus (StockTable *self)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_stack_get_visible_child (self->stack)),
                          GTK_DIR_TAB_FORWARD);
}
