#include "config.h"

#include "ui/stock-table.h"

#include <glib/gi18n-lib.h>

#include "base/base-text.h"
#include "ui/stock-columns.h"
#include "ui/stock-edit.h"
#include "ui/stock-empty-page.h"
#include "ui/stock-retry.h"
#include "ui/stock-rows.h"
#include "ui/stock-settings.h"
#include "ui/stock-write.h"

struct _StockTable
{
  AdwBin parent_instance;

  StockInventory *inventory;
  StockCalendar *calendar;
  StockScope *scope;
  StockRows *rows;
  gboolean is_asking;      /* rows were asked for and are not there yet */
  gboolean is_narrowing;   /* they are not the same as those that are shown */
  gboolean is_other_scope; /* they are those of another scope, so that the cursor begins anew */
  guint page_source;
  char *search;
  gboolean read_only;
  gint64 pinned; /* the key of the row that stays in its place as long as the cursor does */
  guint place_source;
  StockRetry *retry;
  GtkWidget *menu; /* the context menu that was open last, or NULL */

  GtkStack *stack;
  SheetView *sheet;
  StockEmptyPage *empty;
  StockSummaryBar *summary;
  GMenuModel *cell_menu;
};

static guint message_signal;

G_DEFINE_FINAL_TYPE (StockTable, stock_table, ADW_TYPE_BIN)

static OrmSession *
get_session (StockTable *self)
{
  return stock_inventory_get_session (self->inventory);
}

static void
show_message (StockTable *self,
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
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !is_empty);
}

static gboolean
update_page_cb (gpointer user_data)
{
  StockTable *self = user_data;

  self->page_source = 0;
  update_page (self);
  return G_SOURCE_REMOVE;
}

/* A list that becomes quite another one is empty in between: a sheet that went for that moment would
 * lose the keyboard. */
static void
rows_changed_cb (StockTable *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    update_page (self);
  else if (self->page_source == 0)
    self->page_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_page_cb, self, NULL);
}

static OrmQuery *
create_query (StockTable *self)
{
  OrmQuery *query = stock_scope_dup_query (self->scope, self->calendar);

  if (self->search != NULL)
    orm_query_where (query, orm_condition_search (self->search));
  stock_columns_order (self->sheet, query);
  return query;
}

static OrmList *
get_list (StockTable *self)
{
  return stock_rows_get_list (self->rows);
}

/* The rows that are shown are about to be exchanged for others: nothing is written into them. */
static void
update_locks (StockTable *self)
{
  gboolean is_loading = orm_list_is_loading (get_list (self));

  sheet_view_set_read_only (self->sheet, self->read_only || (is_loading && self->is_narrowing));
  stock_summary_bar_set_loading (self->summary, is_loading && self->is_asking);
}

/* What was asked for last is there: the same rows in another order, or others. */
static void
loading_cb (StockTable *self)
{
  guint column = 0;

  if (self->is_asking && !orm_list_is_loading (get_list (self)))
    {
      if (self->is_other_scope && stock_rows_get_last (self->rows) == NULL)
        {
          sheet_view_get_cursor (self->sheet, NULL, &column);
          sheet_view_set_cursor (self->sheet, 0, column != SHEET_NONE ? column : 0);
        }
      else if (self->is_narrowing)
        sheet_view_scroll_to_cursor (self->sheet);
      self->is_asking = self->is_narrowing = self->is_other_scope = FALSE;
      update_page (self);
    }
  update_locks (self);
}

/* Asks for other rows, or for the same in another order: at once where there are few, else beside
 * the main loop; then the old ones are shown until the new ones are there, but for a moment in
 * which nobody would see either. What was asked for before is not waited for any more. */
static void
update_query (StockTable *self,
              gboolean    is_narrowing)
{
  g_autoptr (OrmQuery) query = create_query (self);

  stock_rows_set_last (self->rows, NULL);
  self->pinned = 0;
  self->is_asking = TRUE;
  self->is_narrowing = self->is_narrowing || is_narrowing;
  orm_list_set_background (get_list (self), stock_inventory_is_large (self->inventory));
  orm_list_set_query (get_list (self), query);
  stock_summary_bar_set_query (self->summary, query);
  loading_cb (self);
}

/* The first rows are asked for at once: nothing is shown that could stay meanwhile. */
static void
fill (StockTable *self)
{
  g_autoptr (OrmQuery) query = create_query (self);
  g_autoptr (OrmList) list = orm_list_new (get_session (self), query);

  orm_list_set_background (list, stock_inventory_is_large (self->inventory));
  self->rows = stock_rows_new (list);
  sheet_view_set_model (self->sheet, G_LIST_MODEL (self->rows));
  sheet_view_set_cursor (self->sheet, 0, 0);
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self);
  g_signal_connect_swapped (list, "notify::loading", G_CALLBACK (loading_cb), self);
  update_page (self);
  stock_summary_bar_set_query (self->summary, query);
}

/* Lets rows that the cursor has left go where they belong. */
static void
update_place (StockTable *self)
{
  GObject *item = sheet_view_get_cursor_item (self->sheet);
  OrmRecord *last = stock_rows_get_last (self->rows);
  gint64 key = item != NULL ? orm_record_get_key (ORM_RECORD (item)) : 0;

  g_clear_handle_id (&self->place_source, g_source_remove);
  if (last != NULL && item != (GObject *) last)
    stock_rows_set_last (self->rows, NULL);
  if (self->pinned != 0 && self->pinned != key)
    {
      self->pinned = 0;
      orm_list_set_pinned (stock_rows_get_list (self->rows), 0);
    }
}

/* What is about to be changed in the row of the cursor does not move it until the cursor leaves. */
static void
pin_cursor_row (StockTable *self)
{
  GObject *item = sheet_view_get_cursor_item (self->sheet);

  update_place (self);
  self->pinned = item != NULL ? orm_record_get_key (ORM_RECORD (item)) : 0;
  orm_list_set_pinned (stock_rows_get_list (self->rows), self->pinned);
}

static gboolean
update_place_cb (gpointer user_data)
{
  StockTable *self = user_data;

  self->place_source = 0;
  update_place (self);
  return G_SOURCE_REMOVE;
}

/* Rows must not move while the sheet tells that the cursor has: so this is put off. */
static void
cursor_item_cb (StockTable *self)
{
  if (self->rows != NULL && self->place_source == 0)
    self->place_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_place_cb, self, NULL);
}

static void
changed_cb (StockTable *self)
{
  OrmRecord *last = stock_rows_get_last (self->rows);

  if (last != NULL && orm_record_get_state (last) == ORM_STATE_DELETED)
    stock_rows_set_last (self->rows, NULL);
  update_page (self);
}

static void
day_changed_cb (StockTable *self)
{
  stock_columns_changed (self->sheet);
  if (stock_table_commit (self))
    update_query (self, FALSE);
}

/* Writing */

static gboolean
write_cb (SheetView          *sheet,
          SheetAction         action,
          const SheetChange  *changes,
          gsize               n_changes,
          gsize              *refused,
          GError            **error,
          gpointer            user_data)
{
  StockTable *self = user_data;
  g_autofree char *category = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  pin_cursor_row (self);
  if (!stock_write_cells (self->inventory, stock_rows_get_last (self->rows), action, changes,
                          n_changes, refused, &category, &failure))
    {
      if (g_error_matches (failure, ORM_ERROR, ORM_ERROR_BUSY) && sheet_view_is_editing (sheet))
        stock_retry_queue (self->retry);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (category != NULL)
    {
      /* Translators: %s is the name of a category */
      text = g_strdup_printf (_("New category “%s”"), category);
      show_message (self, text, TRUE);
    }
  return TRUE;
}

/* Puts a product without a row at the end, in the category that is shown. */
static void
begin_product (StockTable *self)
{
  StockCategory *category = stock_scope_get_category (self->scope);
  OrmRecord *last = stock_rows_get_last (self->rows);
  g_autoptr (StockProduct) product = NULL;

  if (self->read_only
      || (last != NULL && orm_record_get_state (last) == ORM_STATE_DETACHED))
    return;
  product = stock_product_new ();
  g_object_set (product, "category", category, NULL);
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
static void
cancel_cb (StockTable *self)
{
  OrmRecord *last = stock_rows_get_last (self->rows);

  if (last != NULL && orm_record_get_state (last) == ORM_STATE_DETACHED)
    stock_rows_set_last (self->rows, NULL);
}

static void
delete_rows_cb (StockTable *self,
                GtkBitset  *rows)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkBitsetIter iter;
  guint row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (OrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->rows), row);

      if (record != NULL && orm_record_get_state (record) != ORM_STATE_DETACHED)
        g_ptr_array_add (products, g_steal_pointer (&record));
    }
  cancel_cb (self);
  if (products->len == 0)
    return;
  if (!stock_edit_remove_products (self->inventory, products, &error))
    {
      show_message (self, error->message, FALSE);
      return;
    }
  text = g_strdup_printf (ngettext ("%u product deleted", "%u products deleted", products->len),
                          products->len);
  show_message (self, text, TRUE);
}

static void
sort_changed_cb (StockTable  *self,
                 SheetColumn *column,
                 gboolean     descending)
{
  stock_columns_save (self->sheet);
  update_query (self, FALSE);
}

static void
error_cb (StockTable *self,
          const char *message)
{
  show_message (self, message, FALSE);
}

static gboolean
present_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  gtk_popover_present (GTK_POPOVER (widget));
  return G_SOURCE_REMOVE;
}

static void
context_menu_cb (StockTable         *self,
                 guint               row,
                 guint               column,
                 const GdkRectangle *area)
{
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (self->cell_menu);
  /* A child of the sheet, so that it finds the sheet's actions. */
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->sheet));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
  /* It grows when it finds its actions; the sheet's own allocation does not know of popovers. */
  gtk_widget_add_tick_callback (self->menu, present_cb, NULL, NULL);
}

/* The widget */

static void
stock_table_dispose (GObject *object)
{
  StockTable *self = STOCK_TABLE (object);

  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_pointer (&self->retry, stock_retry_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_handle_id (&self->page_source, g_source_remove);
  if (self->rows != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->rows, rows_changed_cb, self);
      g_signal_handlers_disconnect_by_func (get_list (self), loading_cb, self);
    }
  if (self->sheet != NULL)
    sheet_view_set_writer (self->sheet, NULL, NULL, NULL);
  g_clear_object (&self->rows);
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
  g_type_ensure (STOCK_TYPE_SUMMARY_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-table.ui");
  gtk_widget_class_bind_template_child (widget_class, StockTable, stack);
  gtk_widget_class_bind_template_child (widget_class, StockTable, sheet);
  gtk_widget_class_bind_template_child (widget_class, StockTable, empty);
  gtk_widget_class_bind_template_child (widget_class, StockTable, summary);
  gtk_widget_class_bind_template_child (widget_class, StockTable, cell_menu);
  gtk_widget_class_bind_template_callback (widget_class, activate_new_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_rows_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, context_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, error_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_item_cb);
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
}

static void
stock_table_init (StockTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->retry = stock_retry_new (self->sheet);
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
  self->scope = stock_scope_new_view (STOCK_VIEW_ALL);
  stock_columns_add (self->sheet, inventory, calendar);
  stock_summary_bar_set_sheet (self->summary, self->sheet, inventory);
  sheet_view_set_writer (self->sheet, write_cb, self, NULL);
  g_settings_bind (stock_settings_get (), "dense-rows", self->sheet, "dense", G_SETTINGS_BIND_GET);
  fill (self);
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
  self->is_other_scope = TRUE;
  update_query (self, TRUE);
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
  update_query (self, TRUE);
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
