/* The view as its owner uses it. */

#include "sheet-window.h"

static void
test_properties (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GListModel) model = NULL;
  g_autoptr (GObject) item = NULL;
  gboolean dense, read_only, editing;

  sheet_view_set_cursor (window->view, 3, 1);
  g_object_set (window->view, "dense", TRUE, "read-only", TRUE, NULL);
  g_object_get (window->view, "model", &model, "cursor-item", &item, "dense", &dense,
                "read-only", &read_only, "editing", &editing, NULL);
  g_assert_true (model == G_LIST_MODEL (window->store));
  g_assert_true (item == sheet_view_get_cursor_item (window->view));
  g_assert_cmpstr (fixture_item_get (FIXTURE_ITEM (item), FIXTURE_SKU), ==, "03-003-0003");
  g_assert_true (dense);
  g_assert_true (read_only);
  g_assert_false (editing);
  g_assert_true (sheet_view_get_read_only (window->view));
  g_assert_false (sheet_view_begin_edit (window->view));
}

static void
cursor_moved_cb (GString *log,
                 guint    old_row,
                 guint    row)
{
  g_string_append_printf (log, "moved:%u:%u ", old_row, row);
}

static void
notify_cb (GString    *log,
           GParamSpec *pspec)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
range_changed_cb (GString *log)
{
  g_string_append (log, "range ");
}

static void
test_signals (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GString) told = g_string_new (NULL);

  g_signal_connect_swapped (window->view, "cursor-moved", G_CALLBACK (cursor_moved_cb), told);
  g_signal_connect_swapped (window->view, "range-changed", G_CALLBACK (range_changed_cb), told);
  g_signal_connect_swapped (window->view, "notify::cursor-item", G_CALLBACK (notify_cb), told);
  g_signal_connect_swapped (window->view, "notify::editing", G_CALLBACK (notify_cb), told);

  x_input_keys ("Down");
  x_input_keys ("Right");
  x_input_keys ("<Shift>Right");
  x_input_keys ("F2");
  x_input_keys ("Escape");
  g_list_store_remove (window->store, 0);
  g_assert_cmpstr (told->str, ==,
                   "cursor-item moved:0:1 range moved:1:1 range range editing editing "
                   "moved:1:0 range ");
}

static void
test_cursor_and_range (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetRange range;

  g_assert_true (sheet_view_set_cursor (window->view, 300, 300));
  assert_state (window, "19:7");
  g_assert_true (sheet_view_get_cursor_column (window->view)
                 == sheet_view_get_shown_column (window->view, 7));
  g_assert_true (sheet_view_set_range (window->view, &(SheetRange) { 18, 6, 10, 10 }));
  assert_state (window, "19:7 in 18:6 2x2");
  g_assert_false (sheet_view_set_range (window->view, &(SheetRange) { 20, 0, 1, 1 }));
  assert_state (window, "19:7 in 18:6 2x2");

  sheet_view_set_model (window->view, NULL);
  assert_state (window, "nowhere");
  g_assert_false (sheet_view_get_range (window->view, &range));
  g_assert_null (sheet_view_get_cursor_item (window->view));
  g_assert_null (sheet_view_get_cursor_column (window->view));
  g_assert_null (sheet_view_get_model (window->view));
}

/* Whatever the model does, the focus stays where it is, and so does what is on the screen. */
static void
test_refresh (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (FixtureItem) item = fixture_item_new (2000);
  double value;

  sheet_view_set_cursor (window->view, 500, 1);
  x_input_paint ();
  gtk_widget_grab_focus (window->other);
  value = gtk_adjustment_get_value (down);

  g_list_store_append (window->store, item);
  g_list_store_remove (window->store, 999);
  x_input_paint ();
  assert_state (window, "500:1");
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, value);
  g_assert_true (gtk_widget_has_focus (window->other));

  g_list_store_remove_all (window->store);
  x_input_paint ();
  assert_state (window, "nowhere");
  g_assert_true (gtk_widget_has_focus (window->other));
}

/* A list that becomes empty and is filled again at once: cursor, range and place stay. */
static void
test_relist (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *cell;

  sheet_view_set_range (window->view, &(SheetRange) { 500, 1, 3, 2 });
  gtk_adjustment_set_value (down, 16777);
  x_input_paint ();
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (rows, g_list_model_get_item (G_LIST_MODEL (window->store), i));

  g_list_store_remove_all (window->store);
  g_list_store_splice (window->store, 0, 0, rows->pdata, rows->len);
  x_input_paint ();
  x_input_paint ();
  assert_state (window, "500:1 in 500:1 3x2");
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, 16777);
  g_assert_true (sheet_window_get_cell (window, 500, 1, &cell));
  x_input_keys ("Down");
  assert_state (window, "501:1");
  g_assert_true (sheet_window_get_cell (window, 501, 1, &cell));
}

static void
test_spoken (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (window->view), GTK_ACCESSIBLE_ROLE_GRID);
  sheet_view_set_cursor (window->view, 3, FIXTURE_EXPIRES);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (window->view),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Expires, 4 Apr 2024, expired, row 4 of 20");
}

/* GTK drops the cells of such a column without a word. */
static void
test_hidden_before_shown (void)
{
  g_autoptr (GListStore) store = fixture_store_new (100);
  GtkWidget *view = fixture_view_new (G_LIST_MODEL (store));
  g_autoptr (SheetColumn) column
    = g_list_model_get_item (sheet_view_get_columns (SHEET_VIEW (view)), FIXTURE_SKU);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  sheet_column_set_visible (column, FALSE);
  x_input_start (GTK_WINDOW (window));
  sheet_view_set_dense (SHEET_VIEW (view), TRUE);
  x_input_paint ();
  sheet_column_set_visible (column, TRUE);
  x_input_paint ();
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The view lets go of everything, and an owner's model may outlive it. */
static void
test_finalize (void)
{
  g_autoptr (GListStore) store = fixture_store_new (100);
  GtkWidget *view = g_object_ref_sink (fixture_view_new (G_LIST_MODEL (store)));
  SheetWindow *window = sheet_window_new (100);
  SheetView *shown = g_object_ref (window->view);

  g_assert_finalize_object (view);
  g_list_store_remove (store, 3);

  x_input_keys ("'abc'");
  sheet_window_free (window);
  g_assert_finalize_object (shown);
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/view/properties", test_properties);
  g_test_add_func ("/sheet/view/signals", test_signals);
  g_test_add_func ("/sheet/view/cursor-and-range", test_cursor_and_range);
  g_test_add_func ("/sheet/view/refresh", test_refresh);
  g_test_add_func ("/sheet/view/relist", test_relist);
  g_test_add_func ("/sheet/view/spoken", test_spoken);
  g_test_add_func ("/sheet/view/hidden-before-shown", test_hidden_before_shown);
  g_test_add_func ("/sheet/view/finalize", test_finalize);

  return g_test_run ();
}
