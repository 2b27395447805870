#include "config.h"

#include "ui/stock-sidebar.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-category-menu.h"
#include "ui/stock-edit.h"
#include "ui/stock-new-category.h"
#include "ui/stock-sidebar-row.h"
#include "ui/stock-tally.h"

struct _StockSidebar
{
  AdwBin parent_instance;

  StockInventory *inventory;
  StockTally *tally;
  StockScope *scope;
  gboolean editable;
  guint select_source;

  AdwWindowTitle *title;
  GtkListBox *list_box;
  StockNewCategory *new_category;
  GtkMenuButton *new_menu_button;
  GtkWidget *menu; /* the context menu that was open last, or NULL */
};

enum
{
  PROP_SCOPE = 1,
  N_PROPS
};

enum
{
  MESSAGE,
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StockSidebar, stock_sidebar, ADW_TYPE_BIN)

static void
show_message (StockSidebar *self,
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

static StockSidebarRow *
find_row (StockSidebar *self,
          StockScope   *scope)
{
  StockSidebarRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (stock_scope_equal (stock_sidebar_row_get_scope (row), scope))
      return row;
  return NULL;
}

static StockCategory *
get_category (StockSidebar *self)
{
  return self->scope != NULL ? stock_scope_get_category (self->scope) : NULL;
}

static void
update_actions (StockSidebar *self)
{
  static const char *const names[] = { "sidebar.rename", "sidebar.delete", "sidebar.set-colour" };
  gboolean enabled = self->editable && get_category (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

/* Counts */

static void
show_counts (StockSidebar *self,
             StockCounts  *counts)
{
  StockSidebarRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    {
      StockScope *scope = stock_sidebar_row_get_scope (row);
      StockCategory *category = stock_scope_get_category (scope);

      if (category == NULL)
        stock_sidebar_row_set_count (row, counts->views[stock_scope_get_view (scope)]);
      else
        stock_sidebar_row_set_count (
          row, GPOINTER_TO_UINT (g_hash_table_lookup (counts->categories,
                                                      &category->category_id)));
    }
}

static void
failed_cb (StockSidebar *self,
           const char   *reason)
{
  show_message (self, reason, FALSE);
}

static gboolean
select_cb (gpointer user_data)
{
  StockSidebar *self = user_data;

  self->select_source = 0;
  stock_sidebar_set_scope (self, self->scope);
  return G_SOURCE_REMOVE;
}

/* A list box loses the chosen row while it is exchanged. */
static void
queue_select (StockSidebar *self)
{
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
  update_actions (self);
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
  row = find_row (self, scope);
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

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  StockSidebarRow *row = find_row (self, self->scope);

  if (row != NULL)
    stock_sidebar_row_begin_rename (row);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  g_autoptr (StockCategory) category = g_object_ref (get_category (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is the name of a category */
  text = g_strdup_printf (_("Category “%s” deleted"), category->name);
  if (stock_edit_remove_category (self->inventory, category, &error))
    show_message (self, text, TRUE);
  else
    show_message (self, error->message, FALSE);
}

static void
set_colour_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  g_autoptr (GError) error = NULL;

  if (self->menu != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->menu));
  if (!stock_edit_colour_category (self->inventory, get_category (self),
                                   g_variant_get_string (parameter, NULL), &error))
    show_message (self, error->message, FALSE);
}

/* The context menu. It is kept until the next one: its actions run after it has closed. */

static void
open_menu (StockSidebar       *self,
           const GdkRectangle *area)
{
  if (!self->editable || get_category (self) == NULL)
    return;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = stock_category_menu_new (get_category (self));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), area);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
open_menu_at (StockSidebar *self,
              double        x,
              double        y)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list_box, y);
  GdkRectangle area = { .width = 1, .height = 1 };
  double window_x, window_y;

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list_box, row);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list_box), GTK_WIDGET (self), x, y,
                                    &window_x, &window_y);
  area.x = window_x;
  area.y = window_y;
  open_menu (self, &area);
}

static void
menu_pressed_cb (StockSidebar *self,
                 int           n_press,
                 double        x,
                 double        y)
{
  open_menu_at (self, x, y);
}

static void
long_pressed_cb (StockSidebar *self,
                 double        x,
                 double        y)
{
  open_menu_at (self, x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  StockSidebarRow *row = find_row (self, self->scope);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), widget, &bounds))
    open_menu (self, &(GdkRectangle) { bounds.origin.x + bounds.size.width / 4,
                                       bounds.origin.y + bounds.size.height, 1, 1 });
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

/* The views, as StockScope, and behind them the categories in the order of their positions and
 * names. */
static GListModel *
create_items (StockSidebar *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListStore) views = g_list_store_new (STOCK_TYPE_SCOPE);
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (OrmList) categories = NULL;

  for (StockView view = 0; view < STOCK_N_VIEWS; view++)
    {
      g_autoptr (StockScope) scope = stock_scope_new_view (view);

      g_list_store_append (views, scope);
    }
  orm_query_order_by (query, "position", ORM_ASCENDING);
  orm_query_order_by (query, "name", ORM_ASCENDING);
  categories = orm_list_new (stock_inventory_get_session (self->inventory), query);
  g_list_store_append (parts, views);
  g_list_store_append (parts, categories);
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
  g_clear_object (&self->tally);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
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
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, list_box);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, new_category);
  gtk_widget_class_bind_template_child (widget_class, StockSidebar, new_menu_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, category_added_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sidebar.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "sidebar.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "sidebar.set-colour", "s", set_colour_action);
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "sidebar.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "sidebar.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu",
                                       NULL);
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
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
stock_sidebar_init (StockSidebar *self)
{
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list_box, update_header, NULL, NULL);
  update_actions (self);
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
  items = create_items (self);
  gtk_list_box_bind_model (self->list_box, items, create_row, self, NULL);
  /* After the list box, so that the rows are there. */
  g_signal_connect_object (items, "items-changed", G_CALLBACK (queue_select), self,
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
  StockSidebarRow *row = find_row (self, scope);

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
  update_actions (self);
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
