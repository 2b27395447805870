#include "config.h"

#include "ui/stock-sidebar-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-edit.h"

/* Categories that are dragged onto one another, or onto the first view to stand below none; and
 * rows of the table that are dragged onto categories. */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            StockSidebar  *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  StockScope *scope = stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (row));
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (row);

  if (!self->editable || stock_sidebar_row_is_renaming (STOCK_SIDEBAR_ROW (row)))
    return NULL;
  gtk_drag_source_set_icon (source, picture, x, y);
  return gdk_content_provider_new_typed (STOCK_TYPE_CATEGORY, stock_scope_get_category (scope));
}

/* Lets the row of a category be dragged. */
void
stock_sidebar_add_drag (StockSidebar    *self,
                        StockSidebarRow *row)
{
  GtkDragSource *source;

  if (stock_scope_get_category (stock_sidebar_row_get_scope (row)) == NULL)
    return;
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
}

/* What can be dropped on a row: on a category anything but itself, on the first view, which shows
 * all there is, what is to stand below none. */
static gboolean
takes_category (StockSidebar    *self,
                StockSidebarRow *row,
                StockCategory   *category)
{
  StockScope *scope = stock_sidebar_row_get_scope (row);
  OrmSession *session = stock_inventory_get_session (self->inventory);

  if (orm_record_get_session (ORM_RECORD (category)) != session)
    return FALSE;
  return stock_scope_get_category (scope) != NULL
           ? stock_scope_get_category (scope) != category
           : stock_scope_get_view (scope) == STOCK_VIEW_ALL;
}

/* Products go to a category, or out of theirs. */
static gboolean
takes_rows (StockSidebarRow *row)
{
  StockScope *scope = stock_sidebar_row_get_scope (row);

  return stock_scope_get_category (scope) != NULL
         || stock_scope_get_view (scope) == STOCK_VIEW_NO_CATEGORY;
}

static gboolean
takes (StockSidebar    *self,
       StockSidebarRow *row,
       const GValue    *value)
{
  return G_VALUE_HOLDS (value, GTK_TYPE_STRING_OBJECT)
           ? takes_rows (row)
           : takes_category (self, row, g_value_get_object (value));
}

static StockSidebarRow *
find_target (StockSidebar  *self,
             GtkDropTarget *target,
             double         y)
{
  const GValue *value = gtk_drop_target_get_value (target);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list_box, y);

  if (!self->editable || row == NULL || value == NULL)
    return NULL;
  return takes (self, STOCK_SIDEBAR_ROW (row), value)
           ? STOCK_SIDEBAR_ROW (row)
           : NULL;
}

static GdkDragAction
motion_cb (StockSidebar  *self,
           double         x,
           double         y,
           GtkDropTarget *target)
{
  StockSidebarRow *row = find_target (self, target, y);

  if (row == NULL)
    {
      gtk_list_box_drag_unhighlight_row (self->list_box);
      return 0;
    }
  gtk_list_box_drag_highlight_row (self->list_box, GTK_LIST_BOX_ROW (row));
  return GDK_ACTION_MOVE;
}

static void
leave_cb (StockSidebar *self)
{
  gtk_list_box_drag_unhighlight_row (self->list_box);
}

static void
nest (StockSidebar  *self,
      StockCategory *category,
      StockCategory *parent)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!stock_edit_nest_category (self->inventory, category, parent, &error))
    {
      stock_sidebar_show_message (self, error->message, FALSE);
      return;
    }
  text = parent != NULL
           /* Translators: the names of two categories */
           ? g_strdup_printf (_("“%s” is below “%s” now"), category->name, parent->name)
           /* Translators: %s is the name of a category */
           : g_strdup_printf (_("“%s” is below no other category now"), category->name);
  stock_sidebar_show_message (self, text, TRUE);
}

static gboolean
drop_cb (StockSidebar  *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  StockSidebarRow *row = find_target (self, target, y);
  StockCategory *category;

  leave_cb (self);
  if (row == NULL)
    return FALSE;
  category = stock_scope_get_category (stock_sidebar_row_get_scope (row));
  if (G_VALUE_HOLDS (value, GTK_TYPE_STRING_OBJECT))
    g_signal_emit_by_name (self, "rows-dropped",
                           gtk_string_object_get_string (g_value_get_object (value)), category);
  else
    nest (self, g_value_get_object (value), category);
  return TRUE;
}

/* Lets rows be dropped on the list. */
void
stock_sidebar_add_drop (StockSidebar *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  GType types[] = { STOCK_TYPE_CATEGORY, GTK_TYPE_STRING_OBJECT };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_box), GTK_EVENT_CONTROLLER (target));
}
