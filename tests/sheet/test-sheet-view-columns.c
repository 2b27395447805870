/* Sorting, order and widths of columns, by the mouse on the header, by keys and by actions. */

#include "sheet/sheet-arrow.h"

#include "sheet-window.h"

/* The arrows in the header, in the order of the columns: "sku:up1 price:down2". */
static char *
dup_arrows (SheetWindow *window)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; sheet_view_get_shown_column (window->view, i) != NULL; i++)
    {
      GtkWidget *arrow = sheet_window_find (sheet_window_get_title (window, i), SHEET_TYPE_ARROW);
      g_autofree char *way = sheet_arrow_dup_text (SHEET_ARROW (arrow));

      if (gtk_widget_get_mapped (arrow))
        g_string_append_printf (text, "%s%s:%s", text->len > 0 ? " " : "",
                                sheet_column_get_id (sheet_view_get_shown_column (window->view, i)),
                                way);
    }
  return g_string_free (text, FALSE);
}

#define assert_arrows(window, expected)                                                            \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *arrows_ = NULL;                                                             \
                                                                                                   \
      x_input_paint ();                                                                            \
      arrows_ = dup_arrows (window);                                                               \
      g_assert_cmpstr (arrows_, ==, expected);                                                     \
    }                                                                                              \
  G_STMT_END

/* The shown columns. */
static char *
dup_columns (SheetWindow *window)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; sheet_view_get_shown_column (window->view, i) != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            sheet_column_get_id (sheet_view_get_shown_column (window->view, i)));
  return g_string_free (text, FALSE);
}

/* As the sheet counts them, and as they stand on the screen, titles and cells. */
static void
assert_columns (SheetWindow *window,
                const char  *expected)
{
  g_autofree char *columns = NULL;
  double last_title = -G_MAXDOUBLE, last_cell = -G_MAXDOUBLE;

  x_input_paint ();
  columns = dup_columns (window);
  g_assert_cmpstr (columns, ==, expected);
  for (guint i = 0; sheet_view_get_shown_column (window->view, i) != NULL; i++)
    {
      graphene_rect_t title, area;
      GtkWidget *cell;

      g_assert_true (sheet_window_get_cell (window, 0, i, &cell));
      g_assert_true (gtk_widget_compute_bounds (sheet_window_get_title (window, i),
                                                GTK_WIDGET (window->view), &title));
      g_assert_true (gtk_widget_compute_bounds (cell, GTK_WIDGET (window->view), &area));
      g_assert_cmpfloat (title.origin.x, >, last_title);
      g_assert_cmpfloat (area.origin.x, >, last_cell);
      g_assert_cmpfloat (title.origin.x, ==, area.origin.x);
      last_title = title.origin.x;
      last_cell = area.origin.x;
    }
}

static void
run (SheetWindow *window,
     const char  *action,
     const char  *column)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window->view), action, "s", column));
  x_input_settle ();
}

static void
shift_click (SheetWindow *window,
             guint        column)
{
  x_input_hold ("<Shift>", TRUE);
  sheet_window_click_title (window, column, 1);
  x_input_hold ("<Shift>", FALSE);
}

static void
test_sort (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  assert_arrows (window, "");
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:up");
  assert_arrows (window, "sku:up");
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:down");
  assert_arrows (window, "sku:down");
  sheet_window_click_title (window, FIXTURE_PRICE, 1);
  assert_told (window, "sort:price:up");
  assert_arrows (window, "price:up");
  sheet_window_click_title (window, FIXTURE_NOTES, 1);
  assert_told (window, "");
}

static void
test_several (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  shift_click (window, FIXTURE_QUANTITY);
  assert_told (window, "sort:quantity:up");
  shift_click (window, FIXTURE_NAME);
  assert_told (window, "sort:quantity:up:name:up");
  assert_arrows (window, "name:up2 quantity:up1");
  shift_click (window, FIXTURE_QUANTITY);
  assert_told (window, "sort:quantity:down:name:up");
  assert_arrows (window, "name:up2 quantity:down1");
  sheet_window_click_title (window, FIXTURE_NAME, 1);
  assert_told (window, "sort:name:up");
  assert_arrows (window, "name:up");
}

/* The owner's arrows are where the next click goes on from. */
static void
test_set_sort (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetSortKey keys[] = {
    { sheet_view_get_shown_column (window->view, FIXTURE_SKU), FALSE },
    { sheet_view_get_shown_column (window->view, FIXTURE_NAME), TRUE },
    { sheet_view_get_shown_column (window->view, FIXTURE_SKU), TRUE },
  };

  sheet_view_set_sort (window->view, keys, 3);
  assert_told (window, "");
  assert_arrows (window, "name:down2 sku:up1");
  shift_click (window, FIXTURE_NAME);
  assert_told (window, "sort:sku:up:name:up");
  sheet_view_set_sort (window->view, NULL, 0);
  assert_arrows (window, "");
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:up");
}

/* The arrow of a column that is hidden comes back with it. Its title is another one then: two
 * clicks there are no double click, however fast the test is. */
static void
test_sort_hidden (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *sku = sheet_view_get_shown_column (window->view, FIXTURE_SKU);
  int interval;

  g_object_get (gtk_settings_get_default (), "gtk-double-click-time", &interval, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", 0, NULL);
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:up");
  sheet_column_set_visible (sku, FALSE);
  assert_arrows (window, "");
  sheet_column_set_visible (sku, TRUE);
  assert_arrows (window, "sku:up");
  assert_told (window, "");
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:down");
  g_object_set (gtk_settings_get_default (), "gtk-double-click-time", interval, NULL);
}

/* A refused entry holds the order too: the arrow stays where it is. */
static void
test_sort_commits (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:up");
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'x'");
  sheet_window_click_title (window, FIXTURE_PRICE, 1);
  assert_told (window, "");
  g_assert_true (sheet_view_is_editing (window->view));
  assert_arrows (window, "sku:up");

  x_input_keys ("BackSpace '5'");
  sheet_window_click_title (window, FIXTURE_SKU, 1);
  assert_told (window, "sort:sku:down");
  assert_text (window, 2, FIXTURE_QUANTITY, "5");
}

static void
test_sort_actions (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  run (window, "sheet.sort-down", "sku");
  assert_told (window, "sort:sku:down");
  shift_click (window, FIXTURE_NAME);
  assert_told (window, "sort:sku:down:name:up");
  run (window, "sheet.remove-sort", "sku");
  assert_told (window, "sort:name:up");
  assert_arrows (window, "name:up");
  sheet_view_set_cursor (window->view, 0, FIXTURE_PRICE);
  run (window, "sheet.sort-up", "");
  assert_told (window, "sort:price:up");
  run (window, "sheet.sort-up", "notes");
  run (window, "sheet.sort-up", "none such");
  assert_told (window, "");
}

static void
test_menu (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_title (window, FIXTURE_PRICE, 3);
  assert_told (window, "header-menu:price");
  sheet_view_set_cursor (window->view, 0, FIXTURE_SKU);
  x_input_keys ("<Control><Shift>l");
  assert_told (window, "header-menu:sku");
}

/* The cursor goes with its column. */
static void
test_move (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 3, FIXTURE_SKU);
  run (window, "sheet.move-column-left", "");
  assert_columns (window, "sku name category quantity price value expires notes");
  assert_state (window, "3:0");
  run (window, "sheet.move-column-left", "");
  assert_columns (window, "sku name category quantity price value expires notes");
  run (window, "sheet.move-column-right", "price");
  assert_columns (window, "sku name category quantity value price expires notes");

  run (window, "sheet.hide-column", "name");
  assert_columns (window, "sku category quantity value price expires notes");
  run (window, "sheet.move-column-right", "sku");
  assert_columns (window, "category sku quantity value price expires notes");
  sheet_column_set_visible (g_list_model_get_item (sheet_view_get_columns (window->view), 1), TRUE);
  assert_columns (window, "category name sku quantity value price expires notes");
}

static void
test_drag (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetColumn *name = sheet_view_get_shown_column (window->view, FIXTURE_NAME);

  sheet_view_set_cursor (window->view, 3, FIXTURE_SKU);
  sheet_window_drag_title (window, FIXTURE_SKU, FALSE, 160);
  assert_columns (window, "name category sku quantity price value expires notes");
  assert_told (window, "");
  assert_state (window, "3:2");
  sheet_window_drag_title (window, FIXTURE_NAME, FALSE, 190);
  assert_columns (window, "category name sku quantity price value expires notes");
  sheet_column_set_visible (name, FALSE);
  assert_columns (window, "category sku quantity price value expires notes");
}

#define LONG_NAME "A name that is much longer than that of every other item in the table"

static void
double_click_edge (SheetWindow *window,
                   guint        column)
{
  for (guint i = 0; i < 2; i++)
    sheet_window_drag_title (window, column, TRUE, 0);
}

/* The column is as wide as the longest of its texts, on the screen or far below, or its title. */
static void
test_fit (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  SheetColumn *name = sheet_view_get_shown_column (window->view, FIXTURE_NAME);
  SheetColumn *quantity = sheet_view_get_shown_column (window->view, FIXTURE_QUANTITY);
  g_autoptr (FixtureItem) first = g_list_model_get_item (G_LIST_MODEL (window->store), 0);
  g_autoptr (FixtureItem) far = g_list_model_get_item (G_LIST_MODEL (window->store), 500);
  int width;

  double_click_edge (window, FIXTURE_NAME);
  width = sheet_column_get_width (name);
  g_assert_cmpint (width, !=, 200);
  fixture_item_set (first, FIXTURE_NAME, LONG_NAME);
  double_click_edge (window, FIXTURE_NAME);
  g_assert_cmpint (sheet_column_get_width (name), >, width + 100);
  fixture_item_set (first, FIXTURE_NAME, "short");
  fixture_item_set (far, FIXTURE_NAME, LONG_NAME);
  run (window, "sheet.fit-column", "name");
  g_assert_cmpint (sheet_column_get_width (name), >, width + 100);

  sheet_column_set_title (quantity, "Quantity of these in the house");
  run (window, "sheet.fit-column", "quantity");
  x_input_paint ();
  g_assert_cmpint (sheet_column_get_width (quantity), >, 150);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (
    GTK_LABEL (sheet_window_get_title_label (sheet_window_get_title (window, FIXTURE_QUANTITY))))));
  assert_told (window, "");
}

/* The last column cannot be hidden. */
static void
test_hide (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GListModel *columns = sheet_view_get_columns (window->view);

  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      run (window, "sheet.hide-column", sheet_column_get_id (column));
    }
  assert_columns (window, "notes");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/view-columns/sort", test_sort);
  g_test_add_func ("/sheet/view-columns/several", test_several);
  g_test_add_func ("/sheet/view-columns/set-sort", test_set_sort);
  g_test_add_func ("/sheet/view-columns/sort-hidden", test_sort_hidden);
  g_test_add_func ("/sheet/view-columns/sort-commits", test_sort_commits);
  g_test_add_func ("/sheet/view-columns/sort-actions", test_sort_actions);
  g_test_add_func ("/sheet/view-columns/menu", test_menu);
  g_test_add_func ("/sheet/view-columns/move", test_move);
  g_test_add_func ("/sheet/view-columns/drag", test_drag);
  g_test_add_func ("/sheet/view-columns/fit", test_fit);
  g_test_add_func ("/sheet/view-columns/hide", test_hide);

  return g_test_run ();
}
