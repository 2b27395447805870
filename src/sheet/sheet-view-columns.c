/* What the header does: sorting, the order and the widths of columns. */

#include "sheet/sheet-view-private.h"

/* Pixels between two presses that are a double click, and not a drag and another one. */
#define STEADY 4

static SheetColumnSet *
get_set (SheetView *self)
{
  return sheet_controller_get_columns (self->controller);
}

/* The column of that name; that of the cursor for the empty one. */
static SheetColumn *
find_column (SheetView  *self,
             const char *id)
{
  GListModel *all = sheet_view_get_columns (self);

  if (*id == '\0')
    return sheet_view_get_cursor_column (self);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (all, i);

      if (g_strcmp0 (sheet_column_get_id (column), id) == 0)
        return column;
    }
  return NULL;
}

/* Sorting moves rows, so what is typed is written before; what is refused holds the order too. */

static void
emit_sorted (SheetView *self)
{
  g_signal_emit_by_name (self, "sort-changed");
}

static void
clicked_cb (SheetView   *self,
            SheetColumn *column,
            gboolean     add)
{
  if (!sheet_view_commit_edit (self))
    return;
  sheet_sort_click (self->sort, column, add);
  emit_sorted (self);
}

static void
sort_by (SheetView   *self,
         SheetColumn *column,
         gboolean     descending)
{
  SheetSortKey key = { column, descending };

  if (!sheet_column_get_sortable (column))
    return;
  sheet_sort_set_keys (self->sort, &key, 1);
  emit_sorted (self);
}

static void
sort_up (SheetView   *self,
         SheetColumn *column)
{
  sort_by (self, column, FALSE);
}

static void
sort_down (SheetView   *self,
           SheetColumn *column)
{
  sort_by (self, column, TRUE);
}

static void
remove_sort (SheetView   *self,
             SheetColumn *column)
{
  sheet_sort_remove (self->sort, column);
  emit_sorted (self);
}

static void
move_by (SheetView   *self,
         SheetColumn *column,
         int          by)
{
  g_object_ref (column);
  if (sheet_column_set_move (get_set (self), column, by)
      && sheet_view_get_cursor_column (self) == column)
    sheet_view_scroll_to_cursor (self);
  g_object_unref (column);
}

static void
move_left (SheetView   *self,
           SheetColumn *column)
{
  move_by (self, column, -1);
}

static void
move_right (SheetView   *self,
            SheetColumn *column)
{
  move_by (self, column, 1);
}

static void
fit (SheetView   *self,
     SheetColumn *column)
{
  sheet_table_fit_column (self->table, column);
}

/* Where no column is shown there is no header to show one again. */
static void
hide (SheetView   *self,
      SheetColumn *column)
{
  if (sheet_column_set_get_n_shown (get_set (self)) > 1)
    sheet_column_set_visible (column, FALSE);
}

static const struct
{
  const char *name;
  void (*run) (SheetView *self, SheetColumn *column);
} actions[] = {
  { "sheet.sort-up", sort_up },
  { "sheet.sort-down", sort_down },
  { "sheet.remove-sort", remove_sort },
  { "sheet.move-column-left", move_left },
  { "sheet.move-column-right", move_right },
  { "sheet.fit-column", fit },
  { "sheet.hide-column", hide },
};

static void
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  SheetView *self = SHEET_VIEW (widget);
  SheetColumn *column = find_column (self, g_variant_get_string (parameter, NULL));

  if (column == NULL || !sheet_view_commit_edit (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].run (self, column);
}

/* Installs what menus do with a column: the parameter is its id, or empty for the cursor's. */
void
sheet_view_install_column_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, "s", activate_action);
}

/* The menu of a header */

static void
menu_cb (SheetView   *self,
         SheetColumn *column)
{
  GtkWidget *title = sheet_header_get_title (sheet_table_get_header (self->table), column);
  graphene_rect_t area;

  if (title == NULL || !sheet_view_commit_edit (self)
      || !gtk_widget_compute_bounds (title, GTK_WIDGET (self), &area))
    return;
  g_signal_emit_by_name (self, "header-menu", column,
                         &(GdkRectangle) { area.origin.x, area.origin.y, area.size.width,
                                           area.size.height });
}

/* Asks the owner for the menu of the column that the cursor is in. */
void
sheet_view_emit_header_menu (SheetView *self)
{
  SheetColumn *column = sheet_view_get_cursor_column (self);

  if (column == NULL)
    return;
  sheet_view_scroll_to_cursor (self);
  menu_cb (self, column);
}

/* The edges of titles */

/* GTK takes each press on an edge for the beginning of a drag, so presses are counted here. */
static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y,
            SheetView  *self)
{
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture));
  SheetColumn *column = sheet_header_find_edge (sheet_table_get_header (self->table),
                                                GTK_WIDGET (self), x, y);
  gboolean is_same = column != NULL && column == self->pressed_edge;
  int interval;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &interval,
                NULL);
  if (is_same && time - self->pressed_time < (guint32) interval
      && ABS (x - self->pressed_x) < STEADY)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      fit (self, column);
      column = NULL;
    }
  self->pressed_edge = column;
  self->pressed_time = time;
  self->pressed_x = x;
}

/* Listens to the header. */
void
sheet_view_add_header (SheetView *self)
{
  SheetHeader *header = sheet_table_get_header (self->table);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (header, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (header, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * sheet_view_get_sort:
 * @self: a view
 * @n_keys: (out): how many
 *
 * Returns: (transfer none) (array length=n_keys): the columns whose headers show arrows, the most
 *   important first; valid until the next change
 */
const SheetSortKey *
sheet_view_get_sort (SheetView *self,
                     guint     *n_keys)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_sort_get_keys (self->sort, n_keys);
}

/**
 * sheet_view_set_sort:
 * @self: a view
 * @keys: (array length=n_keys): the columns whose headers show arrows, the most important first
 * @n_keys: how many
 *
 * Sets the arrows, without emitting #SheetView::sort-changed: the owner has sorted the model.
 */
void
sheet_view_set_sort (SheetView          *self,
                     const SheetSortKey *keys,
                     guint               n_keys)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  sheet_sort_set_keys (self->sort, keys, n_keys);
}

/**
 * sheet_view_arrange_columns:
 * @self: a view
 * @order: (array length=n_columns): some of its columns, each once, in their new order
 * @n_columns: how many
 *
 * Puts columns into another order. They take the places that they have together.
 */
void
sheet_view_arrange_columns (SheetView          *self,
                            SheetColumn *const *order,
                            guint               n_columns)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  sheet_column_set_arrange (get_set (self), order, n_columns);
}
