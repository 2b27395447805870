#include "config.h"

#include "ui/stock-sidebar-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-category-menu.h"
#include "ui/stock-edit.h"

/* Which actions can be used now. */
void
stock_sidebar_update_actions (StockSidebar *self)
{
  static const char *const names[] = { "sidebar.rename", "sidebar.delete", "sidebar.set-colour" };
  gboolean enabled = self->editable && stock_sidebar_get_category (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

static void
rename_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  StockSidebarRow *row = stock_sidebar_find_row (self, self->scope);

  if (row != NULL)
    stock_sidebar_row_begin_rename (row);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockSidebar *self = STOCK_SIDEBAR (widget);
  g_autoptr (StockCategory) category = g_object_ref (stock_sidebar_get_category (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  /* Translators: %s is the name of a category */
  text = g_strdup_printf (_("Category “%s” deleted"), category->name);
  if (stock_edit_remove_category (self->inventory, category, &error))
    stock_sidebar_show_message (self, text, TRUE);
  else
    stock_sidebar_show_message (self, error->message, FALSE);
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
  if (!stock_edit_colour_category (self->inventory, stock_sidebar_get_category (self),
                                   g_variant_get_string (parameter, NULL), &error))
    stock_sidebar_show_message (self, error->message, FALSE);
}

/* The context menu. It is kept until the next one: its actions run after it has closed. */

static void
open_menu (StockSidebar       *self,
           const GdkRectangle *area)
{
  if (!self->editable || stock_sidebar_get_category (self) == NULL)
    return;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = stock_category_menu_new (stock_sidebar_get_category (self));
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
  StockSidebarRow *row = stock_sidebar_find_row (self, self->scope);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), widget, &bounds))
    open_menu (self, &(GdkRectangle) { bounds.origin.x + bounds.size.width / 4,
                                       bounds.origin.y + bounds.size.height, 1, 1 });
}

/* Gives the sidebar its actions and their keys, and the menus by mouse. */
void
stock_sidebar_install_actions (GtkWidgetClass *widget_class)
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
  gtk_widget_class_bind_template_callback (widget_class, menu_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}
