/* The columns of the table: header, widths, sorting, hidden ones; and where its cells are. */

#include "sheet/sheet-table.h"

#include "sheet-window.h"

/* The title of a shown column; titles do not stand in the order of columns. */
static GtkWidget *
get_title (SheetWindow *window,
           guint        number)
{
  const char *text = sheet_column_get_title (sheet_view_get_shown_column (window->view, number));
  GtkWidget *view = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_COLUMN_VIEW);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = sheet_window_find (title, GTK_TYPE_LABEL);

      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return title;
    }

  g_assert_not_reached ();
}

static void
click_title (SheetWindow *window,
             guint        number)
{
  GtkWidget *title = get_title (window, number);

  x_input_click (title, gtk_widget_get_width (title) / 2, gtk_widget_get_height (title) / 2, 1, 1);
}

static void
test_sort (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *sku = sheet_view_get_shown_column (window->view, FIXTURE_SKU);
  SheetColumn *price = sheet_view_get_shown_column (window->view, FIXTURE_PRICE);
  gboolean descending;

  g_assert_null (sheet_view_get_sort (window->view, &descending));
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:up");
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:down");
  g_assert_true (sheet_view_get_sort (window->view, &descending) == sku);
  g_assert_true (descending);
  click_title (window, FIXTURE_PRICE);
  assert_told (window, "sort:price:up");
  click_title (window, FIXTURE_NOTES);
  assert_told (window, "");
  g_assert_true (sheet_view_get_sort (window->view, NULL) == price);
}

/* The owner's arrow is where the next click goes on from. */
static void
test_set_sort (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_sort (window->view, sheet_view_get_shown_column (window->view, FIXTURE_SKU),
                       FALSE);
  assert_told (window, "");
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:down");
  sheet_view_set_sort (window->view, NULL, FALSE);
  g_assert_null (sheet_view_get_sort (window->view, NULL));
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:up");
}

/* The arrow of a column that is hidden comes back with it. */
static void
test_sort_hidden (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *sku = sheet_view_get_shown_column (window->view, FIXTURE_SKU);

  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:up");
  sheet_column_set_visible (sku, FALSE);
  x_input_paint ();
  sheet_column_set_visible (sku, TRUE);
  x_input_paint ();
  g_assert_true (sheet_view_get_sort (window->view, NULL) == sku);
  assert_told (window, "");
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:down");
}

/* A refused entry holds the order too: the arrow goes back to where it was. */
static void
test_sort_commits (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:up");
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'x'");
  click_title (window, FIXTURE_PRICE);
  assert_told (window, "");
  g_assert_true (sheet_view_is_editing (window->view));
  g_assert_true (sheet_view_get_sort (window->view, NULL)
                 == sheet_view_get_shown_column (window->view, FIXTURE_SKU));

  x_input_keys ("BackSpace '5'");
  click_title (window, FIXTURE_SKU);
  assert_told (window, "sort:sku:down");
  assert_text (window, 2, FIXTURE_QUANTITY, "5");
}

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
      GtkWidget *label = sheet_window_find (get_title (window, i), GTK_TYPE_LABEL);
      double width, title_width, label_width;
      GtkWidget *cell;
      double left, label_left;

      g_assert_true (sheet_window_get_cell (window, 0, i, &cell));
      left = get_left (window, cell, &width);
      g_assert_cmpfloat (get_left (window, get_title (window, i), &title_width), ==, left);
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

/* Takes the end of a title by the mouse and drags it sideways. */
static void
drag_edge (SheetWindow *window,
           guint        number,
           double       by)
{
  GtkWidget *view = GTK_WIDGET (window->view);
  double width, x;

  x = get_left (window, get_title (window, number), &width) + width;
  x_input_move (view, x, 12);
  x_input_button (1, TRUE);
  x_input_move (view, x + by / 2, 12);
  x_input_move (view, x + by, 12);
  x_input_button (1, FALSE);
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

  drag_edge (window, FIXTURE_SKU, 60);
  g_assert_cmpint (sheet_column_get_width (sku), ==, 260);
  g_assert_cmpint (gtk_widget_get_width (cell), ==, 260);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->view)));

  drag_edge (window, FIXTURE_SKU, -250);
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

  drag_edge (window, FIXTURE_NAME, -100);
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
  /* Two clicks on a title are two clicks, however fast the test is. */
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 0, NULL);

  g_test_add_func ("/sheet/table/sort", test_sort);
  g_test_add_func ("/sheet/table/set-sort", test_set_sort);
  g_test_add_func ("/sheet/table/sort-hidden", test_sort_hidden);
  g_test_add_func ("/sheet/table/sort-commits", test_sort_commits);
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
