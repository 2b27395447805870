/* Every key that moves, selects or orders something, pressed in a window. */

#include "sheet-window.h"

/* Notes are filled in every third row. The window shows 12 rows and some. */
static const struct
{
  const char *name;
  guint       row;
  guint       column;
  const char *keys;
  const char *state;
  const char *told;
} cases[] = {
  { "right", 0, 0, "Right", "0:1", "" },
  { "left-at-edge", 0, 0, "Left", "0:0", "" },
  { "down", 0, 0, "Down Down", "2:0", "" },
  { "up", 5, 3, "Up", "4:3", "" },
  { "number-pad", 5, 3, "KP_Up KP_Left", "4:2", "" },
  { "home", 5, 3, "Home", "5:0", "" },
  { "end", 5, 3, "End", "5:7", "" },
  { "first", 5, 3, "<Control>Home", "0:0", "" },
  { "last", 5, 3, "<Control>End", "999:7", "" },
  { "edge-of-filled", 0, 7, "<Control>Down", "3:7", "" },
  { "edge-from-empty", 1, 7, "<Control>Up", "0:7", "" },
  { "edge-of-table", 5, 3, "<Control>Down", "999:3", "" },
  { "edge-right", 1, 0, "<Control>Right", "1:6", "" },
  { "edge-left", 1, 7, "<Control>Left", "1:6", "" },
  { "tab", 2, 6, "Tab Tab", "3:0", "" },
  { "tab-back", 2, 0, "<Shift>Tab", "1:7", "" },
  { "enter", 2, 4, "Return", "3:4", "" },
  { "enter-back", 2, 4, "<Shift>Return", "1:4", "" },
  { "enter-after-tabs", 2, 1, "Tab Tab Return", "3:1", "" },
  { "enter-after-tab-over-the-end", 2, 6, "Tab Tab Tab Return", "4:6", "" },
  { "enter-after-a-broken-run", 2, 1, "Tab Tab Up Return", "2:3", "" },
  { "tab-past-the-last", 999, 7, "Tab", "1000:0", "new-row" },
  { "run-into-a-new-row", 999, 6, "Tab Tab Tab Return", "1000:6", "new-row" },
  { "shift-down", 2, 2, "<Shift>Down <Shift>Down", "2:2 in 2:2 3x1", "" },
  { "shift-left", 2, 2, "<Shift>Left <Shift>Up", "2:2 in 1:1 2x2", "" },
  { "shift-home", 2, 2, "<Shift>Home", "2:2 in 2:0 1x3", "" },
  { "shift-end", 2, 2, "<Shift>End", "2:2 in 2:2 1x6", "" },
  { "shift-to-last", 2, 2, "<Shift><Control>End", "2:2 in 2:2 998x6", "" },
  { "shift-to-first", 2, 2, "<Shift><Control>Home", "2:2 in 0:0 3x3", "" },
  { "shift-to-edge", 0, 7, "<Shift><Control>Down", "0:7 in 0:7 4x1", "" },
  { "move-ends-range", 2, 2, "<Shift>Down Down", "3:2", "" },
  { "escape-ends-range", 2, 2, "<Shift>Down Escape", "2:2", "" },
  { "second-escape", 2, 2, "<Shift>Down Escape Escape", "2:2", "cancel" },
  { "rows", 2, 2, "<Shift>Down <Shift>space", "2:2 in 2:0 2x8", "" },
  { "columns", 2, 2, "<Shift>Right <Control>space", "2:2 in 0:2 1000x2", "" },
  { "all", 2, 2, "<Control>a", "2:2 in 0:0 1000x8", "" },
  { "delete-rows", 2, 2, "<Shift>Down <Control>minus", "2:2", "delete:2+2" },
  { "delete-row-number-pad", 2, 2, "<Control>KP_Subtract", "2:2", "delete:2+1" },
  { "delete-last-rows", 998, 2, "<Shift>Down <Control>minus", "997:2", "delete:998+2" },
  { "insert-row", 2, 2, "<Control>plus", "3:2", "insert:2" },
  { "menu", 2, 2, "Menu", "2:2", "menu:2:2" },
  { "menu-f10", 2, 2, "<Shift>F10", "2:2", "menu:2:2" },
};

static void
test_key (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (1000);

  g_assert_true (sheet_view_set_cursor (window->view, cases[i].row, cases[i].column));
  x_input_paint ();
  x_input_keys (cases[i].keys);
  assert_state (window, cases[i].state);
  assert_told (window, cases[i].told);
}

static const SheetRange several[] = { { 1, 1, 2, 1 }, { 2, 3, 1, 1 }, { 5, 1, 1, 2 } };

/* What keys make of three ranges with the cursor in 5:1. */
static const struct
{
  const char *keys;
  const char *state;
  const char *told;
} several_cases[] = {
  { "Down", "6:1", "" },
  { "<Control>Home", "0:0", "" },
  { "Escape", "5:1", "" },
  { "Escape Escape", "5:1", "cancel" },
  { "<Shift>Right", "5:1 in 5:1 1x3 of 1:1 1x1 2:1 1x1 2:3 1x1 5:1 1x3", "" },
  { "<Shift>space", "5:1 in 5:0 1x8 of 1:0 2x8 5:0 1x8", "" },
  { "<Control>space", "5:1 in 0:1 20x2 of 0:1 20x3", "" },
  { "<Control>a", "5:1 in 0:0 20x8", "" },
  { "<Control>minus", "3:1", "delete:1+3" },
  { "Delete <Control>BackSpace", "5:1 in 5:1 1x2 of 1:1 1x1 2:1 1x1 2:3 1x1 5:1 1x2", "" },
};

static void
test_several (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  g_assert_true (sheet_view_set_selection (window->view, several, G_N_ELEMENTS (several)));
  x_input_keys (several_cases[i].keys);
  assert_state (window, several_cases[i].state);
  assert_told (window, several_cases[i].told);
}

/* Cells in which ranges overlap are written once, cells between them not at all. */
static void
test_several_written (void)
{
  static const SheetRange overlapping[] = { { 1, 1, 2, 1 }, { 2, 1, 2, 2 }, { 5, 3, 1, 1 } };
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_selection (window->view, overlapping, G_N_ELEMENTS (overlapping));
  x_input_keys ("Delete");
  assert_text (window, 1, FIXTURE_SKU, "");
  assert_text (window, 3, FIXTURE_SKU, "");
  assert_text (window, 3, FIXTURE_CATEGORY, "");
  assert_text (window, 1, FIXTURE_CATEGORY, "Beverages");
  assert_text (window, 4, FIXTURE_SKU, "04-004-0004");
  assert_text (window, 5, FIXTURE_QUANTITY, "0");

  sheet_view_set_selection (window->view, several, 2);
  x_input_keys ("'7' <Control>Return");
  assert_text (window, 1, FIXTURE_SKU, "7");
  assert_text (window, 2, FIXTURE_SKU, "7");
  assert_text (window, 2, FIXTURE_QUANTITY, "7");
  assert_text (window, 1, FIXTURE_QUANTITY, "7");
  assert_text (window, 3, FIXTURE_SKU, "");
}

static guint
get_row (SheetWindow *window)
{
  guint row;

  sheet_view_get_cursor (window->view, &row, NULL);

  return row;
}

/* How many rows a screen is depends on fonts: what counts is that both keys agree, that the cursor
 * is on the screen, and that the ends hold. */
static void
test_page (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *cell;
  guint page;

  x_input_keys ("Page_Down");
  page = get_row (window);
  g_assert_cmpuint (page, >, 5);
  g_assert_cmpuint (page, <, 20);

  x_input_keys ("Page_Down Page_Down");
  g_assert_cmpuint (get_row (window), ==, 3 * page);
  g_assert_true (sheet_window_get_cell (window, 3 * page, 0, &cell));

  x_input_keys ("Page_Up");
  g_assert_cmpuint (get_row (window), ==, 2 * page);
  x_input_keys ("<Shift>Page_Down");
  g_assert_cmpuint (get_row (window), ==, 2 * page);

  x_input_keys ("<Control>End Page_Down");
  assert_state (window, "999:7");
  x_input_keys ("<Control>Home Page_Up");
  assert_state (window, "0:0");
}

/* 900 pixels hold some columns of 1050. */
static void
test_page_sideways (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  guint column;

  x_input_keys ("<Alt>Page_Down");
  sheet_view_get_cursor (window->view, NULL, &column);
  g_assert_cmpuint (column, >, 3);
  g_assert_cmpuint (column, <, 7);
  x_input_keys ("<Alt>Page_Down");
  assert_state (window, "0:7");
  x_input_keys ("<Alt>Page_Up <Alt>Page_Up");
  assert_state (window, "0:0");
}

static gboolean
is_in_sight (SheetWindow *window,
             guint        row,
             guint        column)
{
  graphene_rect_t area;
  GtkWidget *cell;

  return sheet_window_get_cell (window, row, column, &cell)
         && gtk_widget_compute_bounds (cell, GTK_WIDGET (window->view), &area)
         && area.origin.x >= 0 && area.origin.y > 0
         && area.origin.x + area.size.width <= gtk_widget_get_width (GTK_WIDGET (window->view))
         && area.origin.y + area.size.height <= gtk_widget_get_height (GTK_WIDGET (window->view));
}

static void
test_cursor_stays_in_sight (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  g_assert_false (is_in_sight (window, 0, 7));
  x_input_keys ("End");
  g_assert_true (is_in_sight (window, 0, 7));
  x_input_keys ("<Control>End");
  g_assert_true (is_in_sight (window, 999, 7));
  x_input_keys ("Home");
  g_assert_true (is_in_sight (window, 999, 0));

  gtk_adjustment_set_value (down, 0);
  x_input_paint ();
  g_assert_false (is_in_sight (window, 999, 0));
  x_input_keys ("<Control>BackSpace");
  g_assert_true (is_in_sight (window, 999, 0));
  assert_state (window, "999:0");
}

/* The range's moving end is what is followed. */
static void
test_range_end_stays_in_sight (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);

  x_input_keys ("<Shift><Control>End");
  g_assert_true (is_in_sight (window, 999, 7));
  assert_state (window, "0:0 in 0:0 1000x8");
}

static void
test_right_to_left (void)
{
  g_autoptr (SheetWindow) window = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = sheet_window_new (10);
  x_input_keys ("Left Left Right");
  assert_state (window, "0:1");
  x_input_keys ("<Shift>Left");
  assert_state (window, "0:1 in 0:1 1x2");
  x_input_keys ("<Control>Left");
  assert_state (window, "0:7");
  g_assert_true (is_in_sight (window, 0, 7));
  x_input_keys ("Home");
  g_assert_true (is_in_sight (window, 0, 0));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_empty_table (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (0);

  x_input_keys ("Down Right <Control>End Tab Return <Shift>Down <Control>a 'x' F2 Page_Down");
  assert_state (window, "nowhere");
  g_assert_false (sheet_view_is_editing (window->view));
  assert_told (window, "");
  x_input_keys ("Delete <Control>minus <Control>c <Control>x <Control>v <Control>semicolon "
                "<Alt>Down");
  assert_told (window, "");
}

static void
test_read_only (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);

  sheet_view_set_read_only (window->view, TRUE);
  sheet_view_set_cursor (window->view, 9, 7);
  x_input_keys ("'x' F2 Delete BackSpace <Control>minus <Control>plus Tab <Control>x <Control>v");
  g_assert_false (sheet_view_is_editing (window->view));
  assert_text (window, 9, FIXTURE_NOTES, "by the door");
  assert_told (window, "");
  assert_state (window, "9:7");
}

/* What menus and the window's own shortcuts use. */
static void
test_actions (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  GtkWidget *view = GTK_WIDGET (window->view);

  sheet_view_set_cursor (window->view, 3, 1);
  g_assert_true (gtk_widget_activate_action (view, "sheet.clear", NULL));
  assert_text (window, 3, FIXTURE_SKU, "");
  g_assert_true (gtk_widget_activate_action (view, "sheet.edit", NULL));
  g_assert_true (sheet_view_is_editing (window->view));
  g_assert_true (gtk_widget_activate_action (view, "sheet.select-all", NULL));
  assert_state (window, "3:1 in 0:0 10x8");
  g_assert_true (gtk_widget_activate_action (view, "sheet.delete-rows", NULL));
  assert_state (window, "nowhere");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/commands/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_key);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (several_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/commands/several/", several_cases[i].keys, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_several);
    }
  g_test_add_func ("/sheet/commands/several-written", test_several_written);
  g_test_add_func ("/sheet/commands/page", test_page);
  g_test_add_func ("/sheet/commands/page-sideways", test_page_sideways);
  g_test_add_func ("/sheet/commands/in-sight", test_cursor_stays_in_sight);
  g_test_add_func ("/sheet/commands/range-in-sight", test_range_end_stays_in_sight);
  g_test_add_func ("/sheet/commands/right-to-left", test_right_to_left);
  g_test_add_func ("/sheet/commands/empty-table", test_empty_table);
  g_test_add_func ("/sheet/commands/read-only", test_read_only);
  g_test_add_func ("/sheet/commands/actions", test_actions);

  return g_test_run ();
}
