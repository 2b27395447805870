#include "sheet/sheet-cursor.h"

#include <string.h>

/* The table of all tests: x is a filled cell. */
static const char *const cells[] = {
  "x.x..xx",
  "x.xxx.x",
  "x.....x",
  "..x....",
  "x.x....",
  "x.x...x",
};

#define N_ROWS    G_N_ELEMENTS (cells)
#define N_COLUMNS 7

static gboolean
is_filled (guint    row,
           guint    column,
           gpointer data)
{
  g_assert_cmpuint (row, <, N_ROWS);
  g_assert_cmpuint (column, <, N_COLUMNS);

  return cells[row][column] == 'x';
}

static const int widths[N_COLUMNS] = { 200, 100, 100, 50, 50, 100, 300 };

static const SheetGrid grid = {
  .n_rows = N_ROWS,
  .n_columns = N_COLUMNS,
  .page_rows = 3,
  .page_width = 300,
  .widths = widths,
  .reach = 100,
  .is_filled = is_filled,
};

static const struct
{
  const char *name;
  SheetMove   move;
} letters[] = {
  { "l", SHEET_MOVE_LEFT }, { "r", SHEET_MOVE_RIGHT },
  { "u", SHEET_MOVE_UP }, { "d", SHEET_MOVE_DOWN },
  { "home", SHEET_MOVE_HOME }, { "end", SHEET_MOVE_END },
  { "first", SHEET_MOVE_FIRST }, { "last", SHEET_MOVE_LAST },
  { "el", SHEET_MOVE_EDGE_LEFT }, { "er", SHEET_MOVE_EDGE_RIGHT },
  { "eu", SHEET_MOVE_EDGE_UP }, { "ed", SHEET_MOVE_EDGE_DOWN },
  { "pl", SHEET_MOVE_PAGE_LEFT }, { "pr", SHEET_MOVE_PAGE_RIGHT },
  { "pu", SHEET_MOVE_PAGE_UP }, { "pd", SHEET_MOVE_PAGE_DOWN },
  { "tab", SHEET_MOVE_TAB }, { "back", SHEET_MOVE_TAB_BACK },
  { "enter", SHEET_MOVE_ENTER }, { "enter-back", SHEET_MOVE_ENTER_BACK },
};

static SheetMove
find_move (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      if (g_str_equal (letters[i].name, name))
        return letters[i].move;
    }

  g_assert_not_reached ();
}

/* Moves by words; one with a + in front extends, one with a ! in front has nowhere to go. */
static void
move (SheetCursor     *cursor,
      const SheetGrid *in,
      const char      *words)
{
  g_auto (GStrv) names = g_strsplit (words, " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *name = names[i] + strspn (names[i], "+!");
      gboolean moved = sheet_cursor_move (cursor, in, find_move (name),
                                          strchr (names[i], '+') != NULL);

      if (strchr (names[i], '!') != NULL)
        g_assert_false (moved);
    }
}

static char *
dup_state (const SheetCursor *cursor)
{
  SheetRange range = sheet_cursor_get_range (cursor);

  if (!sheet_cursor_is_somewhere (cursor))
    return g_strdup ("nowhere");
  if (sheet_range_count (&range) == 1)
    return g_strdup_printf ("%u:%u", cursor->row, cursor->column);

  return g_strdup_printf ("%u:%u in %u:%u %ux%u", cursor->row, cursor->column, range.row,
                          range.column, range.n_rows, range.n_columns);
}

#define assert_state(cursor, expected)                                                             \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *state_ = dup_state (cursor);                                                \
      g_assert_cmpstr (state_, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

/* Where the cursor is placed, which way it goes, and where it ends. */
static const struct
{
  guint       row;
  guint       column;
  const char *moves;
  const char *state;
} moves[] = {
  { 2, 2, "l", "2:1" },
  { 2, 2, "r", "2:3" },
  { 2, 2, "u", "1:2" },
  { 2, 2, "d", "3:2" },
  { 0, 0, "!l !u", "0:0" },
  { 5, 6, "!r !d", "5:6" },
  { 2, 2, "home", "2:0" },
  { 2, 2, "end", "2:6" },
  { 2, 2, "first", "0:0" },
  { 2, 2, "last", "5:6" },
  { 0, 0, "!first", "0:0" },
  { 2, 2, "pd", "5:2" },
  { 4, 2, "pu", "1:2" },
  { 4, 2, "pd !pd", "5:2" },
  { 1, 2, "pu", "0:2" },

  /* Within a block, to its end; over a gap, to the next filled cell; else to the edge. */
  { 0, 0, "ed", "2:0" },
  { 2, 0, "ed", "4:0" },
  { 4, 0, "ed", "5:0" },
  { 5, 0, "!ed", "5:0" },
  { 5, 0, "eu", "4:0" },
  { 4, 0, "eu", "2:0" },
  { 0, 1, "ed", "5:1" },
  { 5, 1, "eu", "0:1" },
  { 1, 2, "er", "1:4" },
  { 1, 4, "er", "1:6" },
  { 1, 6, "el", "1:4" },
  { 1, 0, "er", "1:2" },
  { 2, 3, "er", "2:6" },
  { 3, 3, "er", "3:6" },
  { 3, 1, "el", "3:0" },
  { 3, 0, "ed", "4:0" },

  /* 200 + 100 fit into 300; 300 fit alone; one column in any case. */
  { 1, 0, "pr", "1:1" },
  { 1, 1, "pr", "1:4" },
  { 1, 4, "pr", "1:5" },
  { 1, 5, "pr", "1:6" },
  { 1, 6, "!pr", "1:6" },
  { 1, 6, "pl", "1:5" },
  { 1, 5, "pl", "1:2" },
  { 1, 2, "pl", "1:1" },
  { 1, 0, "!pl", "1:0" },

  /* Tab runs. */
  { 2, 2, "tab", "2:3" },
  { 2, 6, "tab", "3:0" },
  { 2, 0, "back", "1:6" },
  { 0, 0, "!back", "0:0" },
  { 5, 6, "!tab", "5:6" },
  { 2, 2, "enter", "3:2" },
  { 2, 2, "enter-back", "1:2" },
  { 5, 2, "!enter", "5:2" },
  { 2, 2, "tab tab enter", "3:2" },
  { 2, 2, "tab tab enter-back", "1:2" },
  { 2, 2, "tab tab back enter", "3:2" },
  { 2, 2, "tab tab enter tab enter", "4:2" },
  { 2, 5, "tab tab tab enter", "4:5" },
  { 2, 2, "tab u enter", "2:3" },
  { 2, 2, "back enter", "3:1" },
  { 5, 2, "tab enter", "5:2" },

  /* Shift moves the end of the range and leaves the cursor. */
  { 2, 2, "+d +d", "2:2 in 2:2 3x1" },
  { 2, 2, "+d +r +u +u", "2:2 in 1:2 2x2" },
  { 2, 2, "+d +u", "2:2" },
  { 2, 2, "+last", "2:2 in 2:2 4x5" },
  { 2, 2, "+first", "2:2 in 0:0 3x3" },
  { 2, 2, "+home", "2:2 in 2:0 1x3" },
  { 0, 0, "+ed", "0:0 in 0:0 3x1" },
  { 2, 2, "+pd", "2:2 in 2:2 4x1" },
  { 2, 2, "+d d", "3:2" },
  { 2, 2, "+d tab", "2:3" },
  { 2, 2, "tab +d enter", "3:3" },
};

static void
test_moves (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      SheetCursor cursor = SHEET_CURSOR_NOWHERE;

      g_test_message ("%u:%u %s", moves[i].row, moves[i].column, moves[i].moves);
      sheet_cursor_place (&cursor, moves[i].row, moves[i].column);
      move (&cursor, &grid, moves[i].moves);
      assert_state (&cursor, moves[i].state);
    }
}

/* A search that has looked at as many cells as it may stops where it is, past no filled cell. */
static void
test_reach (void)
{
  SheetCursor cursor = SHEET_CURSOR_NOWHERE;
  SheetGrid short_sighted = grid;

  short_sighted.reach = 2;
  sheet_cursor_place (&cursor, 0, 1);
  move (&cursor, &short_sighted, "ed");
  assert_state (&cursor, "2:1");
  move (&cursor, &short_sighted, "ed ed !ed");
  assert_state (&cursor, "5:1");

  sheet_cursor_place (&cursor, 2, 3);
  move (&cursor, &short_sighted, "er");
  assert_state (&cursor, "2:5");
  move (&cursor, &short_sighted, "er");
  assert_state (&cursor, "2:6");
}

static void
test_range (void)
{
  SheetCursor cursor = SHEET_CURSOR_NOWHERE;

  g_assert_false (sheet_cursor_is_somewhere (&cursor));
  assert_state (&cursor, "nowhere");

  sheet_cursor_set_range (&cursor, &(SheetRange) { 1, 2, 3, 4 });
  assert_state (&cursor, "1:2 in 1:2 3x4");
  sheet_cursor_place (&cursor, 2, 3);
  sheet_cursor_set_range (&cursor, &(SheetRange) { 1, 2, 3, 4 });
  assert_state (&cursor, "2:3 in 1:2 3x4");
  sheet_cursor_extend (&cursor, 5, 2);
  assert_state (&cursor, "2:3 in 1:2 5x1");
  sheet_cursor_collapse (&cursor);
  assert_state (&cursor, "2:3");
}

static void
test_new_row (void)
{
  SheetCursor cursor = SHEET_CURSOR_NOWHERE;
  SheetGrid grown = grid;

  sheet_cursor_place (&cursor, 5, 5);
  move (&cursor, &grid, "tab !tab");
  sheet_cursor_enter_new_row (&cursor, 6);
  assert_state (&cursor, "6:0");
  grown.n_rows = 8;
  move (&cursor, &grown, "enter");
  assert_state (&cursor, "7:5");
}

/* Rows come and go around a cursor in row 5 and a range of rows 4 to 7. */
static void
test_splice (void)
{
  static const struct
  {
    guint       position;
    guint       removed;
    guint       added;
    const char *cursor;
    const char *range;
  } cases[] = {
    { 8, 1, 0, "5:1", "5:1 in 4:1 4x2" },
    { 8, 0, 3, "5:1", "5:1 in 4:1 4x2" },
    { 0, 0, 3, "8:1", "8:1 in 7:1 4x2" },
    { 0, 2, 0, "3:1", "3:1 in 2:1 4x2" },
    { 0, 2, 1, "4:1", "4:1 in 3:1 4x2" },
    { 5, 0, 1, "6:1", "6:1 in 4:1 5x2" },
    { 6, 0, 1, "5:1", "5:1 in 4:1 5x2" },
    { 6, 1, 0, "5:1", "5:1 in 4:1 3x2" },
    { 5, 1, 0, "5:1", "5:1 in 4:1 3x2" },
    { 4, 4, 0, "4:1", "4:1" },
    { 7, 1, 0, "5:1", "5:1" },
    { 4, 4, 4, "5:1", "5:1 in 4:1 4x2" },
    { 0, 10, 10, "5:1", "5:1 in 4:1 4x2" },
    { 3, 5, 1, "4:1", "4:1" },
    { 4, 2, 3, "5:1", "5:1 in 4:1 5x2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SheetCursor cursor = SHEET_CURSOR_NOWHERE;
      SheetCursor range;

      g_test_message ("%u-%u+%u", cases[i].position, cases[i].removed, cases[i].added);
      sheet_cursor_place (&cursor, 5, 1);
      range = cursor;
      sheet_cursor_set_range (&range, &(SheetRange) { 4, 1, 4, 2 });

      sheet_cursor_splice (&cursor, cases[i].position, cases[i].removed, cases[i].added);
      assert_state (&cursor, cases[i].cursor);
      sheet_cursor_splice (&range, cases[i].position, cases[i].removed, cases[i].added);
      assert_state (&range, cases[i].range);
    }
}

static void
test_set_row (void)
{
  SheetCursor cursor = SHEET_CURSOR_NOWHERE;

  sheet_cursor_place (&cursor, 5, 1);
  sheet_cursor_set_row (&cursor, 7);
  assert_state (&cursor, "7:1");
  sheet_cursor_set_range (&cursor, &(SheetRange) { 4, 1, 4, 2 });
  sheet_cursor_set_row (&cursor, 6);
  assert_state (&cursor, "6:1 in 4:1 4x2");
  sheet_cursor_set_row (&cursor, 9);
  assert_state (&cursor, "9:1");
}

static void
test_clamp (void)
{
  SheetCursor cursor = SHEET_CURSOR_NOWHERE;

  sheet_cursor_clamp (&cursor, 0, 3);
  assert_state (&cursor, "nowhere");
  sheet_cursor_clamp (&cursor, 5, 3);
  assert_state (&cursor, "0:0");
  sheet_cursor_set_range (&cursor, &(SheetRange) { 2, 1, 3, 2 });
  sheet_cursor_clamp (&cursor, 4, 2);
  assert_state (&cursor, "2:1 in 2:1 2x1");
  sheet_cursor_clamp (&cursor, 4, 0);
  assert_state (&cursor, "nowhere");
}

static void
test_is_equal (void)
{
  SheetCursor a = SHEET_CURSOR_NOWHERE;
  SheetCursor b = SHEET_CURSOR_NOWHERE;

  g_assert_true (sheet_cursor_is_equal (&a, &b));
  sheet_cursor_place (&a, 2, 1);
  g_assert_false (sheet_cursor_is_equal (&a, &b));
  sheet_cursor_place (&b, 2, 1);
  b.run_column = 0;
  g_assert_true (sheet_cursor_is_equal (&a, &b));
  sheet_cursor_extend (&b, 3, 1);
  g_assert_false (sheet_cursor_is_equal (&a, &b));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/cursor/moves", test_moves);
  g_test_add_func ("/sheet/cursor/reach", test_reach);
  g_test_add_func ("/sheet/cursor/range", test_range);
  g_test_add_func ("/sheet/cursor/new-row", test_new_row);
  g_test_add_func ("/sheet/cursor/splice", test_splice);
  g_test_add_func ("/sheet/cursor/set-row", test_set_row);
  g_test_add_func ("/sheet/cursor/clamp", test_clamp);
  g_test_add_func ("/sheet/cursor/is-equal", test_is_equal);

  return g_test_run ();
}
