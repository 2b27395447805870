/* Cells as they are painted, in the light style, and as they are read aloud. */

#include "picture.h"
#include "sheet-window.h"

static Picture *
paint_cell (SheetWindow *window,
            guint        row,
            guint        column)
{
  GtkWidget *cell;

  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, row, column, &cell));

  return picture_new_part (GTK_WIDGET (window->view), cell);
}

/* What a pixel beside the text has of a colour, to tell blue from white. */
static int
get_blueness (const Picture *picture,
              int            x,
              int            y)
{
  guint32 pixel = picture_get (picture, x, y);

  return (int) (pixel & 0xff) - (int) (pixel >> 16 & 0xff);
}

static void
test_cursor (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (Picture) cursor = paint_cell (window, 0, 1);
  g_autoptr (Picture) beside = paint_cell (window, 0, 2);
  g_autoptr (Picture) below = paint_cell (window, 1, 1);
  g_autoptr (Picture) unfocused = NULL;

  sheet_view_set_cursor (window->view, 0, 1);
  g_clear_pointer (&cursor, g_free);
  cursor = paint_cell (window, 0, 1);
  g_assert_cmpint (get_blueness (cursor, 0, 10), >, 100);
  g_assert_cmpint (get_blueness (cursor, 1, 10), >, 100);
  g_assert_cmpint (get_blueness (cursor, 2, 10), <, 30);
  g_assert_cmpint (get_blueness (cursor, cursor->width - 1, 10), >, 100);
  g_assert_cmpint (get_blueness (cursor, 10, cursor->height - 2), >, 100);

  g_assert_cmpint (get_blueness (beside, 3, 3), >, 0);
  g_assert_cmpint (get_blueness (beside, 3, 3), <, 20);
  g_assert_cmpint (get_blueness (below, 3, 3), ==, 0);

  gtk_widget_grab_focus (window->other);
  unfocused = paint_cell (window, 0, 1);
  g_assert_cmpint (get_blueness (unfocused, 0, 10), <, get_blueness (cursor, 0, 10));
  g_assert_cmpint (get_blueness (unfocused, 0, 10), >, 20);
}

static void
test_range (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (Picture) before = paint_cell (window, 3, 2);
  g_autoptr (Picture) inside = NULL;
  g_autoptr (Picture) outside = NULL;
  g_autoptr (Picture) after = NULL;

  sheet_view_set_range (window->view, &(SheetRange) { 2, 1, 2, 2 });
  inside = paint_cell (window, 3, 2);
  outside = paint_cell (window, 3, 3);
  g_assert_cmpint (get_blueness (inside, 3, 3), >, 15);
  g_assert_cmpint (get_blueness (outside, 3, 3), ==, 0);

  sheet_view_set_cursor (window->view, 0, 0);
  after = paint_cell (window, 3, 2);
  g_assert_true (picture_is_equal (before, after));
}

/* Text begins 8 pixels from the start, figures end 8 pixels from the end. */
static void
test_alignment (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (Picture) text = paint_cell (window, 2, FIXTURE_SKU);
  g_autoptr (Picture) number = paint_cell (window, 2, FIXTURE_PRICE);
  g_autoptr (Picture) dotted = paint_cell (window, 2, FIXTURE_CATEGORY);
  g_autoptr (Picture) mirrored = NULL;
  g_autoptr (SheetWindow) other = NULL;
  int left, right;

  g_assert_true (picture_find_ink (text, &left, &right));
  g_assert_cmpint (ABS (left - 9), <=, 2);
  g_assert_true (picture_find_ink (number, &left, &right));
  g_assert_cmpint (ABS (right - (number->width - 9)), <=, 2);
  g_assert_true (picture_find_ink (dotted, &left, &right));
  g_assert_cmpint (left, >=, 8);
  g_assert_cmpint (right, >, 40);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  other = sheet_window_new (10);
  mirrored = paint_cell (other, 2, FIXTURE_PRICE);
  g_assert_true (picture_find_ink (mirrored, &left, &right));
  g_assert_cmpint (ABS (left - 9), <=, 2);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* A cell follows its object, and its column. */
static void
test_changes (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (window->store), 2);
  g_autoptr (Picture) before = paint_cell (window, 2, FIXTURE_SKU);
  g_autoptr (Picture) computed = paint_cell (window, 2, FIXTURE_VALUE);
  g_autoptr (Picture) after = NULL;
  g_autoptr (Picture) computed_after = NULL;
  GtkWidget *cell;

  fixture_item_set (item, FIXTURE_SKU, "other");
  fixture_item_set (item, FIXTURE_PRICE, "9.99");
  after = paint_cell (window, 2, FIXTURE_SKU);
  computed_after = paint_cell (window, 2, FIXTURE_VALUE);
  g_assert_false (picture_is_equal (before, after));
  g_assert_false (picture_is_equal (computed, computed_after));

  g_assert_true (sheet_window_get_cell (window, 2, FIXTURE_SKU, &cell));
  sheet_column_set_title (sheet_view_get_shown_column (window->view, FIXTURE_SKU), "Number");
  sheet_column_changed (sheet_view_get_shown_column (window->view, FIXTURE_SKU));
  x_input_paint ();
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Number, other");
}

/* Icons, marks and placeholders are seen, and said in words. */
static void
test_looks (void)
{
  static const struct
  {
    guint         row;
    FixtureColumn column;
    const char   *spoken;
  } cases[] = {
    { 0, FIXTURE_NAME, "Name, Butter 0" },
    { 7, FIXTURE_NAME, "Name, No name" },
    { 0, FIXTURE_QUANTITY, "Quantity, 0, below minimum" },
    { 2, FIXTURE_QUANTITY, "Quantity, 14" },
    { 0, FIXTURE_EXPIRES, "Expires, 1 Jan 2024, expired" },
    { 1, FIXTURE_NOTES, "Notes" },
  };
  g_autoptr (SheetWindow) window = sheet_window_new (10);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *cell;

      sheet_view_set_cursor (window->view, cases[i].row, cases[i].column);
      x_input_paint ();
      g_assert_true (sheet_window_get_cell (window, cases[i].row, cases[i].column, &cell));
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_ROLE_GRID_CELL);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           cases[i].spoken);
    }
}

static void
test_look_is_painted (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (window->store), 0);
  g_autoptr (Picture) low = NULL;
  g_autoptr (Picture) enough = NULL;
  guint32 white;

  sheet_view_set_cursor (window->view, 5, 0);
  low = paint_cell (window, 0, FIXTURE_QUANTITY);
  fixture_item_set (item, FIXTURE_QUANTITY, "10");
  enough = paint_cell (window, 0, FIXTURE_QUANTITY);
  white = picture_get (enough, 3, 3);
  g_assert_cmpuint (picture_get (enough, 12, enough->height / 2), ==, white);
  g_assert_cmpuint (picture_get (low, 12, low->height / 2), !=, white);
}

/* A book in a cell is cut short before it is set. */
static void
test_long_text (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (window->store), 2);
  g_autoptr (GString) book = g_string_new (NULL);
  g_autoptr (Picture) picture = NULL;
  int left, right;

  for (int i = 0; i < 200000; i++)
    g_string_append (book, "ä\n");
  fixture_item_set (item, FIXTURE_SKU, book->str);
  picture = paint_cell (window, 2, FIXTURE_SKU);
  g_assert_true (picture_find_ink (picture, &left, &right));
  g_assert_cmpint (right, <=, picture->width - 8);
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/cell/cursor", test_cursor);
  g_test_add_func ("/sheet/cell/range", test_range);
  g_test_add_func ("/sheet/cell/alignment", test_alignment);
  g_test_add_func ("/sheet/cell/changes", test_changes);
  g_test_add_func ("/sheet/cell/looks", test_looks);
  g_test_add_func ("/sheet/cell/look-is-painted", test_look_is_painted);
  g_test_add_func ("/sheet/cell/long-text", test_long_text);

  return g_test_run ();
}
