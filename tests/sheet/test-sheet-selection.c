/* A cursor with the ranges beside its own. */

#include "sheet/sheet-selection.h"

static const SheetRange two[] = { { 1, 1, 2, 2 }, { 6, 0, 1, 3 } };

static void
set_up (SheetSelection *self)
{
  sheet_selection_init (self);
  sheet_cursor_place (&self->cursor, 4, 2);
  sheet_selection_set_others (self, two, G_N_ELEMENTS (two));
}

static void
test_contains (void)
{
  SheetSelection selection;

  set_up (&selection);
  g_assert_true (sheet_selection_contains (&selection, 4, 2));
  g_assert_true (sheet_selection_contains (&selection, 2, 2));
  g_assert_true (sheet_selection_contains (&selection, 6, 0));
  g_assert_false (sheet_selection_contains (&selection, 4, 1));
  g_assert_true (sheet_selection_touches_row (&selection, 2));
  g_assert_true (sheet_selection_touches_row (&selection, 4));
  g_assert_false (sheet_selection_touches_row (&selection, 3));
  g_assert_false (sheet_selection_touches_row (&selection, 0));
  g_assert_true (sheet_selection_is_several (&selection));
  sheet_selection_set_others (&selection, NULL, 0);
  g_assert_false (sheet_selection_is_several (&selection));
  g_assert_false (sheet_selection_contains (&selection, 2, 2));
  sheet_cursor_extend (&selection.cursor, 5, 2);
  g_assert_true (sheet_selection_is_several (&selection));
  sheet_selection_clear (&selection);
}

static void
test_copy (void)
{
  SheetSelection selection, copy;

  set_up (&selection);
  sheet_selection_init (&copy);
  g_assert_false (sheet_selection_is_equal (&selection, &copy));
  sheet_selection_copy (&copy, &selection);
  g_assert_true (sheet_selection_is_equal (&selection, &copy));
  g_array_index (copy.others, SheetRange, 1).n_columns = 4;
  g_assert_false (sheet_selection_is_equal (&selection, &copy));
  sheet_selection_set_others (&copy, two, 1);
  g_assert_false (sheet_selection_is_equal (&selection, &copy));
  sheet_selection_clear (&selection);
  sheet_selection_clear (&copy);
}

static void
test_ranges (void)
{
  SheetSelection selection;
  g_autoptr (GArray) ranges = NULL;
  guint first = SHEET_NONE, last = 0;

  set_up (&selection);
  ranges = sheet_selection_dup_ranges (&selection);
  g_assert_cmpuint (ranges->len, ==, 3);
  g_assert_true (sheet_range_is_equal (&g_array_index (ranges, SheetRange, 2),
                                       &(SheetRange) { 4, 2, 1, 1 }));
  sheet_selection_add_rows (&selection, &first, &last);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (last, ==, 6);
  sheet_selection_clear (&selection);
}

/* In a table without cells nothing is selected; the others come back with the cursor. */
static void
test_nowhere (void)
{
  SheetSelection selection;
  g_autoptr (GArray) ranges = NULL;
  guint first = SHEET_NONE, last = 0;

  set_up (&selection);
  selection.cursor = SHEET_CURSOR_NOWHERE;
  sheet_selection_clamp (&selection, 0, 3);
  ranges = sheet_selection_dup_ranges (&selection);
  g_assert_cmpuint (ranges->len, ==, 0);
  sheet_selection_add_rows (&selection, &first, &last);
  g_assert_cmpuint (first, ==, SHEET_NONE);
  sheet_cursor_place (&selection.cursor, 0, 0);
  g_assert_cmpuint (selection.others->len, ==, 2);
  sheet_selection_clamp (&selection, 3, 3);
  g_assert_cmpuint (selection.others->len, ==, 1);
  sheet_selection_clear (&selection);
}

static void
test_splice (void)
{
  SheetSelection selection;

  set_up (&selection);
  sheet_selection_splice (&selection, 3, 0, 10);
  g_assert_cmpuint (selection.cursor.row, ==, 14);
  g_assert_cmpuint (g_array_index (selection.others, SheetRange, 0).row, ==, 1);
  g_assert_cmpuint (g_array_index (selection.others, SheetRange, 1).row, ==, 16);
  sheet_selection_clear (&selection);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/selection/contains", test_contains);
  g_test_add_func ("/sheet/selection/copy", test_copy);
  g_test_add_func ("/sheet/selection/ranges", test_ranges);
  g_test_add_func ("/sheet/selection/nowhere", test_nowhere);
  g_test_add_func ("/sheet/selection/splice", test_splice);

  return g_test_run ();
}
