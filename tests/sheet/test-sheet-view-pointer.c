/* Clicks and drags in a window. */

#include "sheet-window.h"

static GtkAdjustment *
get_vadjustment (SheetWindow *window)
{
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
test_click (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  gtk_widget_grab_focus (window->other);
  sheet_window_click_cell (window, 3, 2, 1, 1);
  assert_state (window, "3:2");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->view)));
  sheet_window_click_cell (window, 5, 1, 1, 1);
  assert_state (window, "5:1");
  x_input_keys ("Down");
  assert_state (window, "6:1");
}

static void
test_shift_click (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, 2, 1, 1);
  x_input_hold ("<Shift>", TRUE);
  sheet_window_click_cell (window, 6, 1, 1, 1);
  assert_state (window, "3:2 in 3:1 4x2");
  sheet_window_click_cell (window, 1, 3, 1, 1);
  assert_state (window, "3:2 in 1:2 3x2");
  x_input_hold ("<Shift>", FALSE);
  sheet_window_click_cell (window, 1, 3, 1, 1);
  assert_state (window, "1:3");
}

static void
test_double_click (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, 1, 1, 2);
  g_assert_true (sheet_view_is_editing (window->view));
  x_input_keys ("'!' Left Left '!' Return");
  assert_text (window, 3, FIXTURE_SKU, "03-003-000!3!");
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

static void
test_drag (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  move_to_cell (window, 3, 1);
  x_input_button (1, TRUE);
  assert_state (window, "3:1");
  move_to_cell (window, 4, 2);
  move_to_cell (window, 6, 3);
  assert_state (window, "3:1 in 3:1 4x3");
  move_to_cell (window, 2, 0);
  assert_state (window, "3:1 in 2:0 2x2");
  x_input_button (1, FALSE);
  move_to_cell (window, 8, 1);
  assert_state (window, "3:1 in 2:0 2x2");
}

/* Ctrl keeps what is selected: a click adds a cell, a drag a block, and Shift extends the last. */
static void
test_ctrl (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, 1, 1, 1);
  x_input_hold ("<Control>", TRUE);
  sheet_window_click_cell (window, 5, 2, 1, 1);
  assert_state (window, "5:2 of 3:1 1x1 5:2 1x1");
  move_to_cell (window, 7, 1);
  x_input_button (1, TRUE);
  move_to_cell (window, 8, 2);
  x_input_button (1, FALSE);
  assert_state (window, "7:1 in 7:1 2x2 of 3:1 1x1 5:2 1x1 7:1 2x2");
  x_input_hold ("<Control>", FALSE);

  x_input_keys ("<Shift>Down");
  assert_state (window, "7:1 in 7:1 3x2 of 3:1 1x1 5:2 1x1 7:1 3x2");
  x_input_hold ("<Shift>", TRUE);
  sheet_window_click_cell (window, 7, 3, 1, 1);
  x_input_hold ("<Shift>", FALSE);
  assert_state (window, "7:1 in 7:1 1x3 of 3:1 1x1 5:2 1x1 7:1 1x3");
  sheet_window_click_cell (window, 5, 2, 3, 1);
  assert_state (window, "7:1 in 7:1 1x3 of 3:1 1x1 5:2 1x1 7:1 1x3");
  x_input_keys ("Escape");
  assert_state (window, "7:1");
}

/* Twice on a cell is one cell more, and neither opens it; a plain click ends all that. */
static void
test_ctrl_double_click (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, 1, 1, 1);
  x_input_hold ("<Control>", TRUE);
  sheet_window_click_cell (window, 5, 2, 1, 2);
  x_input_hold ("<Control>", FALSE);
  g_assert_false (sheet_view_is_editing (window->view));
  assert_state (window, "5:2 of 3:1 1x1 5:2 1x1");
  sheet_window_click_cell (window, 6, 1, 1, 1);
  assert_state (window, "6:1");
}

/* Beyond the edge the table scrolls on its own, and the range grows with it. */
static void
test_drag_scrolls (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (200);
  SheetRange range;
  double scrolled;

  move_to_cell (window, 3, 1);
  x_input_button (1, TRUE);
  x_input_move (GTK_WIDGET (window->view), 300,
                gtk_widget_get_height (GTK_WIDGET (window->view)) + 20);
  for (int i = 0; i < 40; i++)
    x_input_paint ();
  scrolled = gtk_adjustment_get_value (get_vadjustment (window));
  g_assert_cmpfloat (scrolled, >, 100);
  g_assert_true (sheet_view_get_range (window->view, &range));
  g_assert_cmpuint (range.row, ==, 3);
  g_assert_cmpuint (range.n_rows, >, 12);

  move_to_cell (window, range.row + range.n_rows - 3, 1);
  x_input_button (1, FALSE);
  scrolled = gtk_adjustment_get_value (get_vadjustment (window));
  for (int i = 0; i < 5; i++)
    x_input_paint ();
  g_assert_cmpfloat (gtk_adjustment_get_value (get_vadjustment (window)), ==, scrolled);
}

/* So it does sideways, and with Ctrl: 900 pixels hold some columns of 1050. */
static void
test_drag_scrolls_sideways (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  SheetRange range = { 0 };

  sheet_window_click_cell (window, 1, 1, 1, 1);
  x_input_hold ("<Control>", TRUE);
  move_to_cell (window, 3, 4);
  x_input_button (1, TRUE);
  x_input_move (GTK_WIDGET (window->view),
                gtk_widget_get_width (GTK_WIDGET (window->view)) + 40, 150);
  while (range.n_columns < 4)
    {
      x_input_paint ();
      g_assert_true (sheet_view_get_range (window->view, &range));
    }
  x_input_button (1, FALSE);
  x_input_hold ("<Control>", FALSE);
  assert_state (window, "3:4 in 3:4 1x4 of 1:1 1x1 3:4 1x4");
}

/* The right button leaves a range around it, and takes the cursor along from outside. */
static void
test_menu (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, 1, 3, 1);
  assert_state (window, "3:1");
  assert_told (window, "menu:3:1");
  sheet_view_set_range (window->view, &(SheetRange) { 3, 1, 4, 2 });
  sheet_window_click_cell (window, 5, 2, 3, 1);
  assert_state (window, "3:1 in 3:1 4x2");
  assert_told (window, "menu:3:1");
  sheet_window_click_cell (window, 8, 2, 3, 1);
  assert_state (window, "8:2");
  assert_told (window, "menu:8:2");
}

/* A click elsewhere commits; what is refused holds the cursor and the focus. */
static void
test_click_commits (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_window_click_cell (window, 3, FIXTURE_QUANTITY, 1, 1);
  x_input_keys ("'5'");
  sheet_window_click_cell (window, 6, 1, 1, 1);
  assert_text (window, 3, FIXTURE_QUANTITY, "5");
  assert_state (window, "6:1");

  sheet_window_click_cell (window, 3, FIXTURE_QUANTITY, 1, 1);
  x_input_keys ("'x'");
  sheet_window_click_cell (window, 6, 1, 1, 1);
  g_assert_true (sheet_view_is_editing (window->view));
  assert_state (window, "3:3");
  x_input_keys ("BackSpace '6' Return");
  assert_text (window, 3, FIXTURE_QUANTITY, "6");
}

/* A click into the text that is being edited moves the caret and no more. */
static void
test_click_in_editor (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *text;

  sheet_window_click_cell (window, 3, 0, 1, 1);
  x_input_keys ("F2");
  text = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_TEXT);
  x_input_click (text, 1, gtk_widget_get_height (text) / 2, 1, 1);
  g_assert_true (sheet_view_is_editing (window->view));
  x_input_keys ("'>' Return");
  assert_text (window, 3, FIXTURE_NAME, ">Orange Juice 3");
}

static void
test_click_choice (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *row;

  sheet_window_click_cell (window, 3, FIXTURE_CATEGORY, 1, 1);
  x_input_keys ("<Alt>Down");
  row = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (row);
  x_input_click (row, 10, 5, 1, 1);
  g_assert_false (sheet_view_is_editing (window->view));
  assert_text (window, 3, FIXTURE_CATEGORY, "Bakery");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (window->view)));
}

static void
test_click_beside_rows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (3);

  sheet_window_click_cell (window, 1, 1, 1, 1);
  x_input_click (GTK_WIDGET (window->view), 100,
                 gtk_widget_get_height (GTK_WIDGET (window->view)) - 10, 1, 2);
  assert_state (window, "1:1");
  g_assert_false (sheet_view_is_editing (window->view));
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/pointer/click", test_click);
  g_test_add_func ("/sheet/pointer/shift-click", test_shift_click);
  g_test_add_func ("/sheet/pointer/double-click", test_double_click);
  g_test_add_func ("/sheet/pointer/drag", test_drag);
  g_test_add_func ("/sheet/pointer/ctrl", test_ctrl);
  g_test_add_func ("/sheet/pointer/ctrl-double-click", test_ctrl_double_click);
  g_test_add_func ("/sheet/pointer/drag-scrolls", test_drag_scrolls);
  g_test_add_func ("/sheet/pointer/drag-scrolls-sideways", test_drag_scrolls_sideways);
  g_test_add_func ("/sheet/pointer/menu", test_menu);
  g_test_add_func ("/sheet/pointer/click-commits", test_click_commits);
  g_test_add_func ("/sheet/pointer/click-in-editor", test_click_in_editor);
  g_test_add_func ("/sheet/pointer/click-choice", test_click_choice);
  g_test_add_func ("/sheet/pointer/click-beside-rows", test_click_beside_rows);

  return g_test_run ();
}
