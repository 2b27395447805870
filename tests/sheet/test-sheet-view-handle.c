/* Dragging the handle at the corner of the range. */

#include "picture.h"
#include "sheet-window.h"

/* To the handle, when @row and @column are those of the range's last cell. */
static void
move_to_corner (SheetWindow *window,
                guint        row,
                guint        column)
{
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, row, column, &cell));
  x_input_move (cell, gtk_widget_get_width (cell) - 2, gtk_widget_get_height (cell) - 2);
}

static void
move_to_cell (SheetWindow *window,
              guint        row,
              guint        column)
{
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, row, column, &cell));
  x_input_move (cell, gtk_widget_get_width (cell) / 2, gtk_widget_get_height (cell) / 2);
}

/* The texts of a column, from one row to another. */
static char *
dup_texts (SheetWindow   *window,
           FixtureColumn  column,
           guint          first,
           guint          last)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint row = first; row <= last; row++)
    g_ptr_array_add (texts, (char *) sheet_window_get_text (window, row, column));
  g_ptr_array_add (texts, NULL);

  return g_strjoinv (" ", (char **) texts->pdata);
}

/* What is dragged to which cell, and what rows 1 to 6 of a column hold then. */
static const struct
{
  const char    *name;
  SheetRange     range;
  guint          row;
  guint          column;
  gboolean       with_ctrl;
  FixtureColumn  looked_at;
  const char    *texts;
  const char    *state;
} drags[] = {
  { "copies", { 2, FIXTURE_QUANTITY, 1, 1 }, 5, 3, FALSE,
    FIXTURE_QUANTITY, "7 14 14 14 14 42", "2:3 in 2:3 4x1" },
  { "numbers", { 2, FIXTURE_QUANTITY, 1, 1 }, 5, 3, TRUE,
    FIXTURE_QUANTITY, "7 14 15 16 17 42", "2:3 in 2:3 4x1" },
  { "difference", { 1, FIXTURE_QUANTITY, 2, 1 }, 5, 4, FALSE,
    FIXTURE_QUANTITY, "7 14 21 28 35 42", "1:3 in 1:3 5x1" },
  { "several-copies", { 1, FIXTURE_QUANTITY, 2, 1 }, 5, 4, TRUE,
    FIXTURE_QUANTITY, "7 14 7 14 7 42", "1:3 in 1:3 5x1" },
  { "upward", { 5, FIXTURE_QUANTITY, 1, 1 }, 3, 3, TRUE,
    FIXTURE_QUANTITY, "7 14 33 34 35 42", "5:3 in 3:3 3x1" },
  { "days", { 2, FIXTURE_EXPIRES, 1, 1 }, 4, 6, TRUE,
    FIXTURE_EXPIRES, "2025-02-02 2026-03-03 2026-03-04 2026-03-05 2026-06-06 2024-07-07",
    "2:6 in 2:6 3x1" },
  { "texts", { 2, FIXTURE_SKU, 1, 1 }, 4, 1, TRUE,
    FIXTURE_SKU, "01-001-0001 02-002-0002 02-002-0003 02-002-0004 05-005-0005 06-006-0006",
    "2:1 in 2:1 3x1" },
  { "sideways", { 2, FIXTURE_QUANTITY, 2, 1 }, 3, 4, FALSE,
    FIXTURE_PRICE, "2.25 14 21 5.00 6.25 7.50", "2:3 in 2:3 2x2" },
  { "to-the-left", { 2, FIXTURE_PRICE, 1, 1 }, 2, 2, FALSE,
    FIXTURE_PRICE, "2.25 3.50 4.75 5.00 6.25 7.50", "2:4" },
  { "within", { 1, FIXTURE_QUANTITY, 4, 1 }, 2, 3, FALSE,
    FIXTURE_QUANTITY, "7 14 21 28 35 42", "1:3 in 1:3 4x1" },
  { "two-columns", { 1, FIXTURE_QUANTITY, 2, 2 }, 4, 3, FALSE,
    FIXTURE_PRICE, "2.25 3.50 4.75 6 6.25 7.50", "1:3 in 1:3 4x2" },
};

static void
test_drag (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const SheetRange *range = &drags[i].range;
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autofree char *texts = NULL;

  if (range->column > FIXTURE_PRICE)
    sheet_view_set_cursor (window->view, range->row, FIXTURE_NOTES);
  sheet_view_set_range (window->view, range);
  x_input_paint ();
  move_to_corner (window, range->row + range->n_rows - 1, range->column + range->n_columns - 1);
  x_input_button (1, TRUE);
  move_to_cell (window, drags[i].row, drags[i].column);
  if (drags[i].with_ctrl)
    x_input_hold ("<Control>", TRUE);
  x_input_button (1, FALSE);
  x_input_hold ("<Control>", FALSE);

  texts = dup_texts (window, drags[i].looked_at, 1, 6);
  g_assert_cmpstr (texts, ==, drags[i].texts);
  assert_state (window, drags[i].state);
}

static gboolean
count_cb (SheetView          *view,
          SheetAction         action,
          const SheetChange  *changes,
          gsize               n_changes,
          gsize              *refused,
          GError            **error,
          gpointer            user_data)
{
  g_string_append_printf (user_data, "[%d: %u]", action, (guint) n_changes);

  return sheet_changes_apply (action, changes, n_changes, refused, error);
}

/* All of it is one list of changes, without the columns that cannot be edited. What is refused is
 * told, and leaves the selection. */
static void
test_one_change (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GString) log = g_string_new (NULL);

  sheet_view_set_writer (window->view, count_cb, log, NULL);
  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_PRICE, 1, 2 });
  x_input_paint ();
  move_to_corner (window, 2, FIXTURE_VALUE);
  x_input_button (1, TRUE);
  move_to_cell (window, 6, FIXTURE_PRICE);
  x_input_button (1, FALSE);
  g_assert_cmpstr (log->str, ==, "[5: 4]");
  sheet_view_set_writer (window->view, NULL, NULL, NULL);

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_NAME, 1, 1 });
  x_input_keys ("'TAKEN' Return Up");
  move_to_corner (window, 2, FIXTURE_NAME);
  x_input_button (1, TRUE);
  move_to_cell (window, 2, FIXTURE_SKU);
  x_input_button (1, FALSE);
  assert_told (window, "error:This SKU belongs to Butter already.");
  assert_state (window, "2:0");
}

static void
test_escape (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_paint ();
  move_to_corner (window, 2, FIXTURE_QUANTITY);
  x_input_button (1, TRUE);
  move_to_cell (window, 5, FIXTURE_QUANTITY);
  x_input_keys ("Escape");
  x_input_button (1, FALSE);
  assert_text (window, 4, FIXTURE_QUANTITY, "28");
  assert_state (window, "2:3");
  assert_told (window, "");
}

static void
double_click_corner (SheetWindow *window,
                     guint        row,
                     guint        column)
{
  sheet_view_set_cursor (window->view, row, column);
  x_input_paint ();
  move_to_corner (window, row, column);
  for (int i = 0; i < 2; i++)
    {
      x_input_button (1, TRUE);
      x_input_button (1, FALSE);
    }
}

/* Down to the end of the block before the range. */
static void
test_double_click (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (FixtureItem) end = g_list_model_get_item (G_LIST_MODEL (window->store), 5);
  g_autofree char *texts = NULL;

  fixture_item_set (end, FIXTURE_SKU, "");
  double_click_corner (window, 2, FIXTURE_CATEGORY);
  texts = dup_texts (window, FIXTURE_CATEGORY, 1, 6);
  g_assert_cmpstr (texts, ==, "Beverages Dairy Dairy Dairy Beverages Dairy");
  assert_state (window, "2:2 in 2:2 3x1");
}

/* Where nothing stands before it, or nothing below, to the end of the one behind it. */
static void
test_double_click_behind (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (FixtureItem) end = g_list_model_get_item (G_LIST_MODEL (window->store), 5);

  fixture_item_set (end, FIXTURE_SKU, "");
  double_click_corner (window, 3, FIXTURE_NAME);
  assert_text (window, 4, FIXTURE_NAME, "Orange Juice 3");
  assert_text (window, 5, FIXTURE_NAME, "Äpfel 5");
}

/* Beyond the edge it scrolls, and fills as far as it came. */
static void
test_scrolls (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (200);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  SheetRange range;

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_paint ();
  move_to_corner (window, 2, FIXTURE_QUANTITY);
  x_input_button (1, TRUE);
  x_input_move (GTK_WIDGET (window->view), 500,
                gtk_widget_get_height (GTK_WIDGET (window->view)) + 20);
  while (gtk_adjustment_get_value (down) < 200)
    x_input_paint ();
  x_input_button (1, FALSE);
  g_assert_true (sheet_view_get_range (window->view, &range));
  g_assert_cmpuint (range.n_rows, >, 14);
  assert_text (window, range.row + range.n_rows - 1, FIXTURE_QUANTITY, "14");
  g_assert_cmpstr (sheet_window_get_text (window, range.row + range.n_rows, FIXTURE_QUANTITY),
                   !=, "14");
}

static int
get_blueness (SheetWindow *window,
              guint        row,
              guint        column,
              int          from_right,
              int          from_bottom)
{
  g_autoptr (Picture) picture = NULL;
  GtkWidget *cell;
  guint32 pixel;

  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, row, column, &cell));
  picture = picture_new_part (GTK_WIDGET (window->view), cell);
  pixel = picture_get (picture, picture->width - from_right, picture->height - from_bottom);

  return (int) (pixel & 0xff) - (int) (pixel >> 16 & 0xff);
}

/* The square is at the corner of the range, and the outline around what would be filled. */
static void
test_painted (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &(SheetRange) { 2, 2, 2, 2 });
  g_assert_cmpint (get_blueness (window, 3, 3, 3, 3), >, 100);
  g_assert_cmpint (get_blueness (window, 3, 3, 8, 8), <, 50);
  g_assert_cmpint (get_blueness (window, 2, 3, 3, 3), <, 50);
  sheet_view_set_read_only (window->view, TRUE);
  sheet_view_set_range (window->view, &(SheetRange) { 2, 2, 2, 1 });
  g_assert_cmpint (get_blueness (window, 3, 2, 3, 3), <, 50);
  sheet_view_set_read_only (window->view, FALSE);
  sheet_view_set_range (window->view, &(SheetRange) { 2, 2, 2, 2 });

  x_input_paint ();
  move_to_corner (window, 3, 3);
  x_input_button (1, TRUE);
  move_to_cell (window, 6, 3);
  g_assert_cmpint (get_blueness (window, 6, 3, 1, 15), >, 100);
  g_assert_cmpint (get_blueness (window, 6, 3, 40, 1), >, 100);
  g_assert_cmpint (get_blueness (window, 7, 3, 1, 15), <, 50);
  x_input_keys ("Escape");
  g_assert_cmpint (get_blueness (window, 6, 3, 1, 15), <, 50);
  x_input_button (1, FALSE);
}

static void
test_pointer (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *list = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_LIST_VIEW);

  sheet_view_set_cursor (window->view, 3, 2);
  x_input_paint ();
  move_to_cell (window, 3, 2);
  g_assert_null (gtk_widget_get_cursor (list));
  move_to_corner (window, 3, 2);
  g_assert_cmpstr (gdk_cursor_get_name (gtk_widget_get_cursor (list)), ==, "crosshair");
  move_to_cell (window, 4, 2);
  g_assert_null (gtk_widget_get_cursor (list));
}

static void
test_right_to_left (void)
{
  g_autoptr (SheetWindow) window = NULL;
  GtkWidget *cell;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = sheet_window_new (20);
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, 2, FIXTURE_QUANTITY, &cell));
  x_input_move (cell, 1, gtk_widget_get_height (cell) - 2);
  x_input_button (1, TRUE);
  move_to_cell (window, 4, FIXTURE_QUANTITY);
  x_input_button (1, FALSE);
  assert_text (window, 4, FIXTURE_QUANTITY, "14");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (drags); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/handle/", drags[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_drag);
    }
  g_test_add_func ("/sheet/handle/one-change", test_one_change);
  g_test_add_func ("/sheet/handle/escape", test_escape);
  g_test_add_func ("/sheet/handle/double-click", test_double_click);
  g_test_add_func ("/sheet/handle/double-click-behind", test_double_click_behind);
  g_test_add_func ("/sheet/handle/scrolls", test_scrolls);
  g_test_add_func ("/sheet/handle/painted", test_painted);
  g_test_add_func ("/sheet/handle/pointer", test_pointer);
  g_test_add_func ("/sheet/handle/right-to-left", test_right_to_left);

  return g_test_run ();
}
