#include "sheet-window.h"

#include "sheet/sheet-cell.h"

static void
tell (SheetWindow *self,
      const char  *format,
      ...)
{
  va_list arguments;

  if (self->told->len > 0)
    g_string_append_c (self->told, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (self->told, format, arguments);
  va_end (arguments);
}

static void
delete_rows_cb (SheetWindow *self,
                GtkBitset   *rows)
{
  tell (self, "delete:%u+%u", gtk_bitset_get_minimum (rows), (guint) gtk_bitset_get_size (rows));
  for (guint i = gtk_bitset_get_size (rows); i > 0; i--)
    g_list_store_remove (self->store, gtk_bitset_get_nth (rows, i - 1));
}

static void
insert_row_cb (SheetWindow *self,
               guint        position)
{
  g_autoptr (FixtureItem) item = fixture_item_new (5000);

  tell (self, "insert:%u", position);
  g_list_store_insert (self->store, position, item);
}

static void
activate_new_row_cb (SheetWindow *self)
{
  g_autoptr (FixtureItem) item = fixture_item_new (6000);

  tell (self, "new-row");
  g_list_store_append (self->store, item);
}

static void
cancel_cb (SheetWindow *self)
{
  tell (self, "cancel");
}

static void
error_cb (SheetWindow *self,
          const char  *message)
{
  tell (self, "error:%s", message);
}

static void
context_menu_cb (SheetWindow        *self,
                 guint               row,
                 guint               column,
                 const GdkRectangle *area)
{
  tell (self, "menu:%u:%u", row, column);
}

static void
sort_changed_cb (SheetWindow *self)
{
  g_autoptr (GString) text = g_string_new ("sort");
  guint n_keys;
  const SheetSortKey *keys = sheet_view_get_sort (self->view, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, ":%s:%s", sheet_column_get_id (keys[i].column),
                            keys[i].descending ? "down" : "up");
  tell (self, "%s", text->str);
}

static void
header_menu_cb (SheetWindow        *self,
                SheetColumn        *column,
                const GdkRectangle *area)
{
  tell (self, "header-menu:%s", sheet_column_get_id (column));
}

static void
connect_view (SheetWindow *self)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "delete-rows", G_CALLBACK (delete_rows_cb) },
    { "insert-row", G_CALLBACK (insert_row_cb) },
    { "activate-new-row", G_CALLBACK (activate_new_row_cb) },
    { "cancel", G_CALLBACK (cancel_cb) },
    { "error", G_CALLBACK (error_cb) },
    { "context-menu", G_CALLBACK (context_menu_cb) },
    { "sort-changed", G_CALLBACK (sort_changed_cb) },
    { "header-menu", G_CALLBACK (header_menu_cb) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_swapped (self->view, handlers[i].signal, handlers[i].callback, self);
}

SheetWindow *
sheet_window_new (guint n_rows)
{
  SheetWindow *self = g_new0 (SheetWindow, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->told = g_string_new (NULL);
  self->store = fixture_store_new (n_rows);
  self->view = SHEET_VIEW (fixture_view_new (G_LIST_MODEL (self->store)));
  self->other = gtk_button_new_with_label ("Other");
  connect_view (self);

  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), self->other);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (self->window, FALSE);
  gtk_window_set_default_size (self->window, 900, 500);
  gtk_window_set_child (self->window, box);
  x_input_start (self->window);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  x_input_paint ();

  return self;
}

void
sheet_window_free (SheetWindow *self)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->store);
  g_string_free (self->told, TRUE);
  g_free (self);
}

/* The text in the object behind the cell. */
const char *
sheet_window_get_text (SheetWindow   *self,
                       guint          row,
                       FixtureColumn  column)
{
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), row);

  return fixture_item_get (item, column);
}

char *
sheet_window_dup_state (SheetWindow *self)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self->view);
  GString *state = g_string_new (NULL);
  SheetRange range;
  guint row, column;

  if (!sheet_view_get_cursor (self->view, &row, &column))
    return g_string_free (g_string_append (state, "nowhere"), FALSE);

  sheet_view_get_range (self->view, &range);
  g_string_append_printf (state, "%u:%u", row, column);
  if (range.n_rows * range.n_columns > 1)
    g_string_append_printf (state, " in %u:%u %ux%u", range.row, range.column, range.n_rows,
                            range.n_columns);
  if (selection->len == 1
      && sheet_range_is_equal (&range, &g_array_index (selection, SheetRange, 0)))
    return g_string_free (state, FALSE);

  g_string_append (state, " of");
  for (guint i = 0; i < selection->len; i++)
    {
      SheetRange part = g_array_index (selection, SheetRange, i);

      g_string_append_printf (state, " %u:%u %ux%u", part.row, part.column, part.n_rows,
                              part.n_columns);
    }

  return g_string_free (state, FALSE);
}

char *
sheet_window_steal_told (SheetWindow *self)
{
  char *told = g_strdup (self->told->str);

  g_string_truncate (self->told, 0);

  return told;
}

static gboolean
find_cell (SheetWindow  *self,
           GtkWidget    *widget,
           guint         row,
           guint         column,
           GtkWidget   **cell)
{
  if (SHEET_IS_CELL (widget)
      && sheet_cell_get_row (SHEET_CELL (widget)) == row
      && sheet_cell_get_column (SHEET_CELL (widget))
         == sheet_view_get_shown_column (self->view, column))
    {
      *cell = widget;
      return TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (find_cell (self, child, row, column, cell))
        return TRUE;
    }

  return FALSE;
}

/* Whether the cell has a widget that is mapped. */
gboolean
sheet_window_get_cell (SheetWindow  *self,
                       guint         row,
                       guint         column,
                       GtkWidget   **cell)
{
  return find_cell (self, GTK_WIDGET (self->view), row, column, cell)
         && gtk_widget_get_mapped (*cell);
}

void
sheet_window_click_cell (SheetWindow *self,
                         guint        row,
                         guint        column,
                         guint        button,
                         guint        n_presses)
{
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (self, row, column, &cell));
  x_input_click (cell, gtk_widget_get_width (cell) / 2, gtk_widget_get_height (cell) / 2,
                 button, n_presses);
}

/* The first widget of the type, depth first. */
GtkWidget *
sheet_window_find (GtkWidget *widget,
                   GType      type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = sheet_window_find (child, type);

  return found;
}

/* The title of a shown column; titles do not stand in the order of columns. */
GtkWidget *
sheet_window_get_title (SheetWindow *self,
                        guint        column)
{
  const char *text = sheet_column_get_title (sheet_view_get_shown_column (self->view, column));
  GtkWidget *view = sheet_window_find (GTK_WIDGET (self->view), GTK_TYPE_COLUMN_VIEW);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = sheet_window_get_title_label (title);

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return title;
    }

  g_assert_not_reached ();
}

/* The text of a title, as opposed to the number in its arrow. */
GtkWidget *
sheet_window_get_title_label (GtkWidget *title)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_first_child (title));

  while (!GTK_IS_LABEL (label))
    label = gtk_widget_get_next_sibling (label);

  return label;
}

void
sheet_window_click_title (SheetWindow *self,
                          guint        column,
                          guint        button)
{
  GtkWidget *title = sheet_window_get_title (self, column);

  x_input_click (title, gtk_widget_get_width (title) / 2, gtk_widget_get_height (title) / 2,
                 button, 1);
}

/* Takes a title by the mouse, at its middle or at its end, and drags it sideways. */
void
sheet_window_drag_title (SheetWindow *self,
                         guint        column,
                         gboolean     at_end,
                         double       by)
{
  GtkWidget *title = sheet_window_get_title (self, column);
  GtkWidget *view = GTK_WIDGET (self->view);
  graphene_rect_t bounds;
  double x;

  g_assert_true (gtk_widget_compute_bounds (title, view, &bounds));
  x = bounds.origin.x + bounds.size.width * (at_end ? 1 : 0.5);
  x_input_move (view, x, 12);
  x_input_button (1, TRUE);
  x_input_move (view, x + by / 2, 12);
  x_input_move (view, x + by, 12);
  x_input_button (1, FALSE);
}
