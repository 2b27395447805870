/* The columns of the table: header, widths, hidden ones; and where its cells are. */

#include "sheet/sheet-table.h"

#include "sheet-window.h"

static double
get_left (SheetWindow *window,
          GtkWidget   *widget,
          double      *width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window->view), &bounds));
  *width = bounds.size.width;

  return bounds.origin.x;
}

/* Titles are as wide as their cells, and stand as these do, hidden columns or not. */
static void
assert_aligned (SheetWindow *window)
{
  for (guint i = 0; sheet_view_get_shown_column (window->view, i) != NULL; i++)
    {
      SheetColumn *column = sheet_view_get_shown_column (window->view, i);
      GtkWidget *label = sheet_window_get_title_label (sheet_window_get_title (window, i));
      double width, title_width, label_width;
      GtkWidget *cell;
      double left, label_left;

      g_assert_true (sheet_window_get_cell (window, 0, i, &cell));
      left = get_left (window, cell, &width);
      g_assert_cmpfloat (get_left (window, sheet_window_get_title (window, i), &title_width), ==,
                         left);
      g_assert_cmpfloat (title_width, ==, width);

      label_left = get_left (window, label, &label_width);
      if (sheet_column_get_numeric (column))
        g_assert_cmpfloat (label_left + label_width, ==, left + width - 8);
      else
        g_assert_cmpfloat (label_left, ==, left + 8);
    }
}

static void
test_titles (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *category = sheet_view_get_shown_column (window->view, FIXTURE_CATEGORY);
  SheetColumn *quantity = sheet_view_get_shown_column (window->view, FIXTURE_QUANTITY);

  assert_aligned (window);
  sheet_column_set_visible (quantity, FALSE);
  sheet_column_set_visible (category, FALSE);
  x_input_paint ();
  assert_aligned (window);
  sheet_column_set_visible (category, TRUE);
  sheet_column_set_visible (quantity, TRUE);
  sheet_column_set_title (category, "Kind");
  x_input_paint ();
  assert_aligned (window);
}

static void
test_widths (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *sku = sheet_view_get_shown_column (window->view, FIXTURE_SKU);
  GtkWidget *cell;

  sheet_column_set_width (sku, 200);
  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, 0, FIXTURE_SKU, &cell));
  g_assert_cmpint (gtk_widget_get_width (cell), ==, 200);

  sheet_window_drag_title (window, FIXTURE_SKU, TRUE, 60);
  g_assert_cmpint (sheet_column_get_width (sku), ==, 260);
  g_assert_cmpint (gtk_widget_get_width (cell), ==, 260);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->view)));

  sheet_window_drag_title (window, FIXTURE_SKU, TRUE, -250);
  g_assert_cmpint (sheet_column_get_width (sku), ==, 32);
}

/* A column that takes what room there is keeps its width once the user has set it. */
static void
test_expand (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *name = sheet_view_get_shown_column (window->view, FIXTURE_NAME);
  GtkWidget *cell;
  int width;

  for (guint i = FIXTURE_N_COLUMNS - 1; i > FIXTURE_QUANTITY; i--)
    sheet_column_set_visible (sheet_view_get_shown_column (window->view, i), FALSE);
  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, 0, FIXTURE_NAME, &cell));
  width = gtk_widget_get_width (cell);
  g_assert_cmpint (width, >, 400);
  g_assert_cmpint (sheet_column_get_width (name), ==, 200);

  sheet_window_drag_title (window, FIXTURE_NAME, TRUE, -100);
  g_assert_cmpint (sheet_column_get_width (name), ==, width - 100);
  g_assert_cmpint (gtk_widget_get_width (cell), ==, width - 100);
}

static void
test_remove_columns (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (SheetColumn) sku = NULL;
  GtkWidget *cell;

  sku = g_object_ref (sheet_view_get_shown_column (window->view, FIXTURE_SKU));
  sheet_view_remove_column (window->view, sku);
  x_input_paint ();
  assert_aligned (window);
  sheet_view_add_column (window->view, sku);
  x_input_paint ();
  assert_aligned (window);
  g_assert_true (sheet_view_get_shown_column (window->view, 7) == sku);
  g_assert_true (sheet_window_get_cell (window, 0, 7, &cell));

  sheet_view_clear_columns (window->view);
  x_input_paint ();
  assert_state (window, "nowhere");
  g_assert_cmpuint (g_list_model_get_n_items (sheet_view_get_columns (window->view)), ==, 0);
  sheet_view_add_column (window->view, sku);
  x_input_paint ();
  assert_state (window, "0:0");
}

static void
test_dense (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, 0, 0, &cell));
  g_assert_cmpint (gtk_widget_get_height (cell), ==, 34);
  sheet_view_set_dense (window->view, TRUE);
  x_input_paint ();
  g_assert_cmpint (gtk_widget_get_height (cell), ==, 26);
  g_assert_true (sheet_view_get_dense (window->view));
}

/* Rows grow with a text that would not fit into them. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *cell;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_assert_true (sheet_window_get_cell (window, 0, 0, &cell));
  g_object_set (settings, "gtk-xft-dpi", dpi * 2, NULL);
  x_input_paint ();
  x_input_paint ();
  g_assert_cmpint (gtk_widget_get_height (cell), >, 36);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  x_input_paint ();
  x_input_paint ();
  g_assert_cmpint (gtk_widget_get_height (cell), ==, 34);
}

static void
test_locate (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (5);
  SheetTable *table = SHEET_TABLE (sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_TABLE));
  graphene_rect_t area;
  guint row, column;

  g_assert_true (sheet_table_get_area (table, 3, 2, &area));
  g_assert_true (sheet_table_locate (table, area.origin.x + 1, area.origin.y + 1, FALSE,
                                     &row, &column));
  g_assert_cmpuint (row, ==, 3);
  g_assert_cmpuint (column, ==, 2);

  g_assert_false (sheet_table_locate (table, area.origin.x + 1, 400, FALSE, &row, &column));
  g_assert_true (sheet_table_locate (table, area.origin.x + 1, 400, TRUE, &row, &column));
  g_assert_cmpuint (row, ==, 4);
  g_assert_cmpuint (column, ==, 2);
  g_assert_true (sheet_table_locate (table, -50, -50, TRUE, &row, &column));
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (column, ==, 0);

  g_assert_false (sheet_table_get_area (table, 99, 2, &area));
  g_assert_false (sheet_table_get_area (table, SHEET_NONE, 2, &area));
}

/* A million rows: the last is shown without reading what is between. */
static void
test_million_rows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (0);
  g_autoptr (GListModel) model = fixture_lazy_model_new (1000000);
  GtkWidget *cell;

  sheet_view_set_model (window->view, model);
  x_input_paint ();
  assert_state (window, "0:0");
  x_input_keys ("<Control>End");
  assert_state (window, "999999:7");
  g_assert_true (sheet_window_get_cell (window, 999999, 7, &cell));
  x_input_keys ("Page_Up Page_Up <Control>Home Page_Down");
  g_assert_true (sheet_window_get_cell (window, 0, 0, &cell));
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/table/titles", test_titles);
  g_test_add_func ("/sheet/table/widths", test_widths);
  g_test_add_func ("/sheet/table/expand", test_expand);
  g_test_add_func ("/sheet/table/remove-columns", test_remove_columns);
  g_test_add_func ("/sheet/table/dense", test_dense);
  g_test_add_func ("/sheet/table/large-text", test_large_text);
  g_test_add_func ("/sheet/table/locate", test_locate);
  g_test_add_func ("/sheet/table/million-rows", test_million_rows);

  return g_test_run ();
}
