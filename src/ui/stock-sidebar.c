#include "config.h"

#include "ui/stock-sidebar-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-edit.h"

enum
{
  PROP_SCOPE = 1,
  N_PROPS
};

enum
{
  MESSAGE,
  ACTIVATED,
  ROWS_DROPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StockSidebar, stock_sidebar, ADW_TYPE_BIN)

/* Lets the window tell of something. */
void
stock_sidebar_show_message (StockSidebar *self,
                            const char   *text,
                            gboolean      can_undo)
{
  g_signal_emit (self, signals[MESSAGE], 0, text, can_undo);
}

static StockSidebarRow *
get_row (StockSidebar *self,
         int           index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, index);

  return row != NULL ? STOCK_SIDEBAR_ROW (row) : NULL;
}

/* The row that stands for a scope, or NULL. */
StockSidebarRow *
stock_sidebar_find_row (StockSidebar *self,
                        StockScope   *scope)
{
  StockSidebarRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (stock_scope_equal (stock_sidebar_row_get_scope (row), scope))
      return row;
  return NULL;
}

/* The category that is chosen, or NULL. */
StockCategory *
stock_sidebar_get_category (StockSidebar *self)
{
  return self->scope != NULL ? stock_scope_get_category (self->scope) : NULL;
}

/* What a category shows: its own products and those of all categories below it. */
static guint
count_products (StockSidebar *self,
                StockCounts  *counts,
                guint         position)
{
  guint end = stock_category_tree_get_end (self->tree, position);
  guint n_products = 0;

  for (guint i = position; i < end; i++)
    {
      g_autoptr (StockCategory) category = g_list_model_get_item (G_LIST_MODEL (self->tree), i);

      n_products += GPOINTER_TO_UINT (g_hash_table_lookup (counts->categories,
                                                           &category->category_id));
    }
  return n_products;
}

/* The rows of categories are in the order of the tree. */
static void
show_counts (StockSidebar *self,
             StockCounts  *counts)
{
  StockSidebarRow *row;
  guint position = 0;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      StockScope *scope = stock_sidebar_row_get_scope (row);

      if (stock_scope_get_category (scope) == NULL)
        stock_sidebar_row_set_count (row, counts->views[stock_scope_get_view (scope)]);
      else
        stock_sidebar_row_set_count (row, count_products (self, counts, position++));
    }
}

static void
update_depths (StockSidebar *self)
{
  StockSidebarRow *row;
  guint position = 0;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (stock_scope_get_category (stock_sidebar_row_get_scope (row)) != NULL)
      stock_sidebar_row_set_depth (row, stock_category_tree_get_depth (self->tree, position++));
}

static void
failed_cb (StockSidebar *self,
           const char   *reason)
{
  stock_sidebar_show_message (self, reason, FALSE);
}

static gboolean
select_cb (gpointer user_data)
{
  StockSidebar *self = user_data;

  self->select_source = 0;
  stock_sidebar_set_scope (self, self->scope);
  return G_SOURCE_REMOVE;
}

/* GTK paints all rows of a list box, whether they can be seen or not: those that cannot are told to
 * paint nothing, or hundreds of categories would be felt in each frame. */
static void
update_away (StockSidebar *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  float top = gtk_adjustment_get_value (adjustment);
  float bottom = top + gtk_adjustment_get_page_size (adjustment);
  StockSidebarRow *row;
  graphene_rect_t area;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list_box), &area))
      stock_sidebar_row_set_away (row, area.origin.y + area.size.height <= top
                                         || area.origin.y >= bottom);
}

static gboolean
update_away_cb (gpointer user_data)
{
  StockSidebar *self = user_data;

  self->away_source = 0;
  update_away (self);
  return G_SOURCE_REMOVE;
}

/* Again when the rows have got their places. */
static void
size_changed_cb (StockSidebar *self)
{
  update_away (self);
  if (self->away_source == 0)
    self->away_source = g_idle_add (update_away_cb, self);
}

/* What moves is painted until its place is known. */
static void
show_all (StockSidebar *self)
{
  StockSidebarRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    stock_sidebar_row_set_away (row, FALSE);
  if (self->away_source == 0)
    self->away_source = g_idle_add (update_away_cb, self);
}

/* After the list box, so that the rows are there. It loses the chosen row while that is
 * exchanged. */
static void
items_changed_cb (StockSidebar *self)
{
  update_depths (self);
  show_all (self);
  if (self->select_source == 0)
    self->select_source = g_idle_add (select_cb, self);
}

/* What is chosen */

static void
row_selected_cb (StockSidebar  *self,
                 GtkListBoxRow *row)
{
  StockScope *scope;

  /* Nothing is selected while rows are exchanged. */
  if (row == NULL)
    return;
  scope = stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (row));
  if (self->scope != NULL && stock_scope_equal (self->scope, scope)
      && stock_scope_get_category (self->scope) == stock_scope_get_category (scope))
    return;
  g_set_object (&self->scope, scope);
  stock_sidebar_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
}

static void
row_activated_cb (StockSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, FALSE);
}

/* Enter, as opposed to a click: comes right after the other. */
static void
key_activated_cb (StockSidebar *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, TRUE);
}

/* Categories */

static void
rename_cb (StockSidebar    *self,
           const char      *name,
           StockSidebarRow *row)
{
  g_autoptr (StockScope) scope = g_object_ref (stock_sidebar_row_get_scope (row));
  g_autoptr (GError) error = NULL;

  if (!stock_edit_rename_category (self->inventory, stock_scope_get_category (scope), name,
                                   &error))
    {
      stock_sidebar_row_show_reason (row, error->message);
      return;
    }
  /* The order may be another one now, and the row a new one. */
  row = stock_sidebar_find_row (self, scope);
  if (row != NULL)
    {
      stock_sidebar_row_end_rename (row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
category_added_cb (StockSidebar  *self,
                   StockCategory *category)
{
  g_autoptr (StockScope) scope = stock_scope_new_category (category);

  stock_sidebar_set_scope (self, scope);
  g_signal_emit (self, signals[ACTIVATED], 0, TRUE);
}

/* The widget */

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  g_autoptr (StockScope) scope = STOCK_IS_SCOPE (item)
                                   ? g_object_ref (STOCK_SCOPE (item))
                                   : stock_scope_new_category (STOCK_CATEGORY (item));
  GtkWidget *row = stock_sidebar_row_new (scope);

  g_signal_connect_object (row, "rename", G_CALLBACK (rename_cb), user_data, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "activate", G_CALLBACK (key_activated_cb), user_data,
                           G_CONNECT_SWAPPED);
  stock_sidebar_add_drag (user_data, STOCK_SIDEBAR_ROW (row));
  return row;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  StockScope *scope = stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (row));
  StockScope *above
    = before != NULL ? stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (before)) : NULL;
  gboolean is_category = stock_scope_get_category (scope) != NULL;
  GtkWidget *label;

  if (above != NULL && is_category == (stock_scope_get_category (above) != NULL))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (is_category ? _("Categories") : _("Stock"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_header (row, label);
}

/* The views, as StockScope, and behind them the categories. */
static GListModel *
create_items (StockSidebar *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListStore) views = g_list_store_new (STOCK_TYPE_SCOPE);

  for (StockView view = 0; view < STOCK_N_VIEWS; view++)
    {
      g_autoptr (StockScope) scope = stock_scope_new_view (view);

      g_list_store_append (views, scope);
    }
  g_list_store_append (parts, views);
  g_list_store_append (parts, self->tree);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
stock_sidebar_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_SCOPE)
    g_value_set_object (value, STOCK_SIDEBAR (object)->scope);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_sidebar_dispose (GObject *object)
{
  StockSidebar *self = STOCK_SIDEBAR (object);

  g_clear_handle_id (&self->select_source, g_source_remove);
  g_clear_handle_id (&self->away_source, g_source_remove);
  g_clear_object (&self->tally);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->scope);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_sidebar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (STOCK_TYPE_NEW_CATEGORY);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, scrolled);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, list_box);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, new_category);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, new_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_added_cb);
}

static void
stock_sidebar_class_init (StockSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = stock_sidebar_get_property;
  object_class->dispose = stock_sidebar_dispose;
  properties[PROP_SCOPE]
    = g_param_spec_object ("scope", NULL, NULL, STOCK_TYPE_SCOPE,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[MESSAGE] = g_signal_new ("message", STOCK_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[ACTIVATED] = g_signal_new ("activated", STOCK_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ROWS_DROPPED] = g_signal_new ("rows-dropped", STOCK_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                        STOCK_TYPE_CATEGORY);
  bind_template (widget_class);
  stock_sidebar_install_actions (widget_class);
}

static void
stock_sidebar_init (StockSidebar *self)
{
  GtkAdjustment *adjustment;

  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list_box, update_header, NULL, NULL);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update_away), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (size_changed_cb), self,
                           G_CONNECT_SWAPPED);
  stock_sidebar_add_drop (self);
  stock_sidebar_update_actions (self);
}

/**
 * stock_sidebar_set_inventory:
 * @self: the sidebar
 * @inventory: what it shows
 * @calendar: what day it is
 *
 * Fills the sidebar, once. All products are chosen.
 */
void
stock_sidebar_set_inventory (StockSidebar   *self,
                             StockInventory *inventory,
                             StockCalendar  *calendar)
{
  g_autoptr (GListModel) items = NULL;

  g_return_if_fail (self->inventory == NULL);

  self->inventory = g_object_ref (inventory);
  stock_new_category_set_inventory (self->new_category, inventory);
  self->tree = stock_category_tree_new (stock_inventory_get_session (inventory));
  items = create_items (self);
  gtk_list_box_bind_model (self->list_box, items, create_row, self, NULL);
  update_depths (self);
  g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_select_row (self->list_box, gtk_list_box_get_row_at_index (self->list_box, 0));
  self->tally = stock_tally_new (inventory, calendar);
  g_signal_connect_object (self->tally, "counted", G_CALLBACK (show_counts), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tally, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * stock_sidebar_get_scope:
 * @self: the sidebar
 *
 * Returns: (transfer none) (nullable): what is chosen; %NULL before there is an inventory
 */
StockScope *
stock_sidebar_get_scope (StockSidebar *self)
{
  return self->scope;
}

/**
 * stock_sidebar_set_scope:
 * @self: the sidebar
 * @scope: what to choose; if there is no such row any more, all products are chosen
 */
void
stock_sidebar_set_scope (StockSidebar *self,
                         StockScope   *scope)
{
  StockSidebarRow *row = stock_sidebar_find_row (self, scope);

  gtk_list_box_select_row (self->list_box,
                           GTK_LIST_BOX_ROW (row != NULL ? row : get_row (self, 0)));
}

/**
 * stock_sidebar_set_editable:
 * @self: the sidebar
 * @editable: whether categories can be made, changed and deleted
 */
void
stock_sidebar_set_editable (StockSidebar *self,
                            gboolean      editable)
{
  if (self->editable == editable)
    return;
  self->editable = editable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_menu_button), editable);
  stock_sidebar_update_actions (self);
}

/**
 * stock_sidebar_set_title:
 * @self: the sidebar
 * @title: what to call the inventory
 * @path: where its file is
 */
void
stock_sidebar_set_title (StockSidebar *self,
                         const char   *title,
                         const char   *path)
{
  g_autofree char *place = g_filename_display_name (path);

  adw_window_title_set_title (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), place);
}

/**
 * stock_sidebar_new_category:
 * @self: the sidebar
 *
 * Asks for the name of a new category.
 */
void
stock_sidebar_new_category (StockSidebar *self)
{
  gtk_menu_button_popup (self->new_menu_button);
}

/**
 * stock_sidebar_focus:
 * @self: the sidebar
 *
 * Gives the keyboard to the chosen row.
 */
void
stock_sidebar_focus (StockSidebar *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
