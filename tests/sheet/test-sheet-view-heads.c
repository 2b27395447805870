/* Clicks and drags on the heads of rows and columns. */

#include "sheet-window.h"

#include "sheet/sheet-heads.h"

static void
move_to_head (SheetWindow *window,
              guint        row)
{
  GtkWidget *heads = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_HEADS);
  graphene_rect_t area;
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, row, 0, &cell));
  g_assert_true (gtk_widget_compute_bounds (cell, heads, &area));
  x_input_move (heads, 10, area.origin.y + area.size.height / 2);
}

static void
click_head (SheetWindow *window,
            guint        row,
            guint        button)
{
  move_to_head (window, row);
  x_input_button (button, TRUE);
  x_input_button (button, FALSE);
}

/* Above the cell of row 0, in the header. */
static void
click_title (SheetWindow *window,
             guint        column)
{
  graphene_rect_t area;
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, 0, column, &cell));
  g_assert_true (gtk_widget_compute_bounds (cell, GTK_WIDGET (window->view), &area));
  x_input_click (GTK_WIDGET (window->view), area.origin.x + area.size.width / 2, 12, 1, 1);
}

static void
test_rows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 0, 2);
  gtk_widget_grab_focus (window->other);
  click_head (window, 3, 1);
  assert_state (window, "3:2 in 3:0 1x8");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->view)));
  x_input_hold ("<Shift>", TRUE);
  click_head (window, 5, 1);
  x_input_hold ("<Shift>", FALSE);
  assert_state (window, "3:2 in 3:0 3x8");
  x_input_keys ("<Shift>Down");
  assert_state (window, "3:2 in 3:0 4x8");
  x_input_hold ("<Control>", TRUE);
  click_head (window, 9, 1);
  x_input_hold ("<Control>", FALSE);
  assert_state (window, "9:2 in 9:0 1x8 of 3:0 4x8 9:0 1x8");
  x_input_keys ("<Control>minus");
  assert_told (window, "delete:3+5");
  assert_text (window, 3, FIXTURE_SKU, "07-007-0007");
  assert_text (window, 5, FIXTURE_SKU, "10-010-0010");
}

static void
test_drag (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (200);
  SheetRange range = { 0 };

  move_to_head (window, 6);
  x_input_button (1, TRUE);
  move_to_head (window, 8);
  assert_state (window, "6:0 in 6:0 3x8");
  move_to_head (window, 4);
  assert_state (window, "6:0 in 4:0 3x8");
  x_input_move (GTK_WIDGET (window->view), 10,
                gtk_widget_get_height (GTK_WIDGET (window->view)) + 20);
  while (range.n_rows < 15)
    {
      x_input_paint ();
      g_assert_true (sheet_view_get_range (window->view, &range));
    }
  x_input_button (1, FALSE);
  g_assert_cmpuint (range.row, ==, 6);
  g_assert_cmpuint (range.n_columns, ==, 8);
}

/* Shift moves the end of whole rows without scrolling sideways to the last column. */
static void
test_stays_sideways (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  click_head (window, 3, 1);
  x_input_keys ("<Shift>Down <Shift>Up");
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, 0);
  x_input_keys ("<Shift>Left <Shift>Right");
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >, 0);
}

static void
test_corner (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 3, 2);
  x_input_click (GTK_WIDGET (window->view), 10, 10, 1, 1);
  assert_state (window, "3:2 in 0:0 20x8");
}

static void
test_menu (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autofree char *told = g_strdup_printf ("menu:3:%u", SHEET_NONE);

  sheet_view_set_cursor (window->view, 3, 2);
  click_head (window, 3, 3);
  assert_state (window, "3:2 in 3:0 1x8");
  assert_told (window, told);
  x_input_keys ("<Shift>Down");
  click_head (window, 4, 3);
  assert_state (window, "3:2 in 3:0 2x8");
  assert_told (window, told);
}

/* Without Ctrl the title sorts. */
static void
test_columns (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 3, 2);
  x_input_hold ("<Control>", TRUE);
  click_title (window, 1);
  assert_state (window, "3:1 in 0:1 20x1");
  click_title (window, 3);
  assert_state (window, "3:3 in 0:3 20x1 of 0:1 20x1 0:3 20x1");
  x_input_hold ("<Shift>", TRUE);
  click_title (window, 4);
  x_input_hold ("<Shift>", FALSE);
  assert_state (window, "3:3 in 0:3 20x2 of 0:1 20x1 0:3 20x2");
  x_input_hold ("<Control>", FALSE);
  assert_told (window, "");
  click_title (window, 1);
  assert_told (window, "sort:sku:up");
}

/* What is refused holds the cursor here too. */
static void
test_commits (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 3, FIXTURE_QUANTITY);
  x_input_keys ("'5'");
  click_head (window, 6, 1);
  assert_text (window, 3, FIXTURE_QUANTITY, "5");
  assert_state (window, "6:3 in 6:0 1x8");
  x_input_keys ("'x'");
  click_head (window, 8, 1);
  g_assert_true (sheet_view_is_editing (window->view));
  assert_state (window, "6:3 in 6:0 1x8");
  x_input_keys ("Escape");
}

static void
test_wheel (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (200);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  move_to_head (window, 3);
  x_input_button (5, TRUE);
  x_input_button (5, FALSE);
  g_assert_cmpfloat (gtk_adjustment_get_value (down), >, 20);
  x_input_button (4, TRUE);
  x_input_button (4, FALSE);
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (0);

  x_input_click (GTK_WIDGET (window->view), 10, 10, 1, 1);
  x_input_click (GTK_WIDGET (window->view), 10, 100, 1, 1);
  assert_state (window, "nowhere");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/view-heads/rows", test_rows);
  g_test_add_func ("/sheet/view-heads/drag", test_drag);
  g_test_add_func ("/sheet/view-heads/stays-sideways", test_stays_sideways);
  g_test_add_func ("/sheet/view-heads/corner", test_corner);
  g_test_add_func ("/sheet/view-heads/menu", test_menu);
  g_test_add_func ("/sheet/view-heads/columns", test_columns);
  g_test_add_func ("/sheet/view-heads/commits", test_commits);
  g_test_add_func ("/sheet/view-heads/wheel", test_wheel);
  g_test_add_func ("/sheet/view-heads/empty", test_empty);

  return g_test_run ();
}
