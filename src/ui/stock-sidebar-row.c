#include "config.h"

#include "ui/stock-sidebar-row.h"

#include <glib/gi18n-lib.h>

#include "base/base-decimal.h"
#include "ui/stock-dot.h"

/* How far a category stands in from the one above it, and how deep that is seen. */
#define INDENT 18
#define MOST_DEPTH 6

struct _StockSidebarRow
{
  GtkListBoxRow parent_instance;

  StockScope *scope;
  guint n_products;
  gboolean is_away;

  GtkImage *icon;
  GtkWidget *dot;
  GtkStack *stack;
  GtkWidget *title;
  GtkWidget *entry;
  GtkLabel *count;
  GtkLabel *reason;
};

static guint rename_signal;

G_DEFINE_FINAL_TYPE (StockSidebarRow, stock_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
entry_activate_cb (StockSidebarRow *self)
{
  StockCategory *category = stock_scope_get_category (self->scope);
  g_autofree char *name
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (g_str_equal (name, category->name))
    stock_sidebar_row_end_rename (self);
  else
    g_signal_emit (self, rename_signal, 0, name);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint                  keyval,
              guint                  keycode,
              GdkModifierType        state,
              gpointer               user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget *row = gtk_widget_get_ancestor (widget, STOCK_TYPE_SIDEBAR_ROW);

  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  stock_sidebar_row_end_rename (STOCK_SIDEBAR_ROW (row));
  gtk_widget_grab_focus (row);
  return GDK_EVENT_STOP;
}

/* What was typed is kept, whichever way one leaves. */
static void
entry_leave_cb (StockSidebarRow *self)
{
  if (stock_sidebar_row_is_renaming (self))
    entry_activate_cb (self);
}

static void
update_label (StockSidebarRow *self)
{
  g_autofree char *label = NULL;

  label = g_strdup_printf (ngettext ("%s, %u product", "%s, %u products", self->n_products),
                           stock_scope_get_title (self->scope), self->n_products);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
category_changed_cb (StockSidebarRow *self)
{
  StockCategory *category = stock_scope_get_category (self->scope);

  gtk_label_set_text (GTK_LABEL (self->title), category->name);
  stock_dot_set_colour (STOCK_DOT (self->dot), category->colour);
  update_label (self);
}

static void
stock_sidebar_row_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  if (!STOCK_SIDEBAR_ROW (widget)->is_away)
    GTK_WIDGET_CLASS (stock_sidebar_row_parent_class)->snapshot (widget, snapshot);
}

static void
stock_sidebar_row_dispose (GObject *object)
{
  StockSidebarRow *self = STOCK_SIDEBAR_ROW (object);

  if (self->scope != NULL && stock_scope_get_category (self->scope) != NULL)
    g_signal_handlers_disconnect_by_func (stock_scope_get_category (self->scope),
                                          category_changed_cb, self);
  g_clear_object (&self->scope);
  G_OBJECT_CLASS (stock_sidebar_row_parent_class)->dispose (object);
}

static void
stock_sidebar_row_class_init (StockSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_sidebar_row_dispose;
  widget_class->snapshot = stock_sidebar_row_snapshot;
  g_type_ensure (STOCK_TYPE_DOT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, dot);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, stack);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, entry);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, count);
  gtk_widget_class_bind_template_child (widget_class, StockSidebarRow, reason);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_leave_cb);
  rename_signal = g_signal_new ("rename", STOCK_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stock_sidebar_row_init (StockSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_sidebar_row_new:
 * @scope: what the row stands for
 *
 * Returns: (transfer floating): a row; it follows the name and colour of a category
 */
GtkWidget *
stock_sidebar_row_new (StockScope *scope)
{
  StockSidebarRow *self = g_object_new (STOCK_TYPE_SIDEBAR_ROW, NULL);
  StockCategory *category = stock_scope_get_category (scope);

  self->scope = g_object_ref (scope);
  gtk_image_set_from_icon_name (self->icon, stock_scope_get_icon_name (scope));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), category == NULL);
  gtk_widget_set_visible (self->dot, category != NULL);
  gtk_label_set_text (GTK_LABEL (self->title), stock_scope_get_title (scope));
  if (category != NULL)
    {
      g_signal_connect_swapped (category, "notify", G_CALLBACK (category_changed_cb), self);
      category_changed_cb (self);
    }
  stock_sidebar_row_set_count (self, 0);
  return GTK_WIDGET (self);
}

/**
 * stock_sidebar_row_get_scope:
 * @self: a row
 *
 * Returns: (transfer none): what it stands for
 */
StockScope *
stock_sidebar_row_get_scope (StockSidebarRow *self)
{
  return self->scope;
}

/**
 * stock_sidebar_row_get_count:
 * @self: a row
 *
 * Returns: how many products it shows
 */
guint
stock_sidebar_row_get_count (StockSidebarRow *self)
{
  return self->n_products;
}

/**
 * stock_sidebar_row_set_count:
 * @self: a row
 * @count: how many products it shows
 */
void
stock_sidebar_row_set_count (StockSidebarRow *self,
                             guint            count)
{
  g_autofree char *text = base_decimal_format (count, 0, base_format_get_locale ());

  self->n_products = count;
  gtk_label_set_text (self->count, text);
  update_label (self);
}

/**
 * stock_sidebar_row_set_depth:
 * @self: a row
 * @depth: how many categories stand above that of the row
 */
void
stock_sidebar_row_set_depth (StockSidebarRow *self,
                             guint            depth)
{
  gtk_widget_set_margin_start (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)),
                               INDENT * MIN (depth, MOST_DEPTH));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) depth + 1, -1);
}

/**
 * stock_sidebar_row_set_away:
 * @self: a row
 * @is_away: whether it is out of sight, and need not be painted
 */
void
stock_sidebar_row_set_away (StockSidebarRow *self,
                            gboolean         is_away)
{
  if (self->is_away == is_away)
    return;
  self->is_away = is_away;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * stock_sidebar_row_begin_rename:
 * @self: the row of a category
 *
 * Puts an entry in the place of the name.
 */
void
stock_sidebar_row_begin_rename (StockSidebarRow *self)
{
  g_return_if_fail (stock_scope_get_category (self->scope) != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), stock_scope_get_title (self->scope));
  gtk_stack_set_visible_child (self->stack, self->entry);
  gtk_widget_hide (GTK_WIDGET (self->count));
  gtk_widget_grab_focus (self->entry);
}

/**
 * stock_sidebar_row_end_rename:
 * @self: a row
 *
 * Shows the name again.
 */
void
stock_sidebar_row_end_rename (StockSidebarRow *self)
{
  gboolean had_focus = gtk_widget_has_focus (self->entry);

  if (!stock_sidebar_row_is_renaming (self))
    return;
  gtk_stack_set_visible_child (self->stack, self->title);
  gtk_widget_show (GTK_WIDGET (self->count));
  gtk_widget_hide (GTK_WIDGET (self->reason));
  gtk_widget_remove_css_class (self->entry, "error");
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * stock_sidebar_row_show_reason:
 * @self: a row whose name is being edited
 * @reason: why the category cannot have that name
 */
void
stock_sidebar_row_show_reason (StockSidebarRow *self,
                               const char      *reason)
{
  gtk_label_set_text (self->reason, reason);
  gtk_widget_show (GTK_WIDGET (self->reason));
  gtk_widget_add_css_class (self->entry, "error");
}

gboolean
stock_sidebar_row_is_renaming (StockSidebarRow *self)
{
  return gtk_stack_get_visible_child (self->stack) == self->entry;
}
