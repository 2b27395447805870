#include "sheet/sheet-range.h"

static void
assert_range (SheetRange  range,
              const char *expected)
{
  g_autofree char *text = g_strdup_printf ("%u:%u %ux%u", range.row, range.column, range.n_rows,
                                           range.n_columns);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_between (void)
{
  assert_range (sheet_range_between (2, 3, 2, 3), "2:3 1x1");
  assert_range (sheet_range_between (2, 3, 5, 7), "2:3 4x5");
  assert_range (sheet_range_between (5, 7, 2, 3), "2:3 4x5");
  assert_range (sheet_range_between (5, 3, 2, 7), "2:3 4x5");
}

static void
test_contains (void)
{
  SheetRange range = { 2, 3, 4, 5 };
  SheetRange nothing = { 0, 0, 0, 0 };

  for (guint row = 0; row < 9; row++)
    {
      for (guint column = 0; column < 11; column++)
        g_assert_cmpint (sheet_range_contains (&range, row, column), ==,
                         row >= 2 && row < 6 && column >= 3 && column < 8);
    }
  g_assert_false (sheet_range_contains (&range, SHEET_NONE, 3));
  g_assert_false (sheet_range_contains (&nothing, 0, 0));
}

static void
test_is_equal (void)
{
  SheetRange a = { 2, 3, 4, 5 };
  SheetRange others[] = { { 1, 3, 4, 5 }, { 2, 2, 4, 5 }, { 2, 3, 3, 5 }, { 2, 3, 4, 4 } };
  SheetRange nothing = { 7, 7, 0, 3 };
  SheetRange nothing_else = { 1, 1, 2, 0 };

  g_assert_true (sheet_range_is_equal (&a, &(SheetRange) { 2, 3, 4, 5 }));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (sheet_range_is_equal (&a, &others[i]));
  g_assert_true (sheet_range_is_equal (&nothing, &nothing_else));
  g_assert_false (sheet_range_is_equal (&a, &nothing));
}

static void
test_count (void)
{
  g_assert_cmpuint (sheet_range_count (&(SheetRange) { 2, 3, 4, 5 }), ==, 20);
  g_assert_cmpuint (sheet_range_count (&(SheetRange) { 0, 0, G_MAXUINT, 8 }), ==,
                    G_GUINT64_CONSTANT (34359738360));
}

static void
test_clamp (void)
{
  static const struct
  {
    SheetRange  range;
    const char *expected; /* in a table of 10 rows and 6 columns */
  } cases[] = {
    { { 2, 3, 4, 3 }, "2:3 4x3" },
    { { 2, 3, 40, 30 }, "2:3 8x3" },
    { { 0, 0, G_MAXUINT, G_MAXUINT }, "0:0 10x6" },
    { { 12, 3, 4, 3 }, "10:3 0x3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SheetRange range = cases[i].range;

      sheet_range_clamp (&range, 10, 6);
      assert_range (range, cases[i].expected);
    }
}

/* Up or down where that is further, or as far, as sideways. */
static void
test_extend_to (void)
{
  static const struct
  {
    guint       row;
    guint       column;
    const char *expected; /* from 5:5 2x3 */
  } cases[] = {
    { 5, 5, "5:5 2x3" },
    { 6, 7, "5:5 2x3" },
    { 9, 6, "5:5 5x3" },
    { 2, 6, "2:5 5x3" },
    { 6, 9, "5:5 2x5" },
    { 6, 2, "5:2 2x6" },
    { 8, 9, "5:5 4x3" },
    { 8, 10, "5:5 2x6" },
    { 0, 0, "0:5 7x3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_range (sheet_range_extend_to (&(SheetRange) { 5, 5, 2, 3 }, cases[i].row,
                                         cases[i].column), cases[i].expected);
}

static void
test_splice_row (void)
{
  guint row = 5;

  g_assert_true (sheet_range_splice_row (&row, 6, 1, 0));
  g_assert_true (sheet_range_splice_row (&row, 0, 1, 3));
  g_assert_cmpuint (row, ==, 7);
  g_assert_true (sheet_range_splice_row (&row, 7, 1, 1));
  g_assert_cmpuint (row, ==, 7);
  g_assert_false (sheet_range_splice_row (&row, 6, 2, 0));
  g_assert_cmpuint (row, ==, 6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/range/between", test_between);
  g_test_add_func ("/sheet/range/contains", test_contains);
  g_test_add_func ("/sheet/range/is-equal", test_is_equal);
  g_test_add_func ("/sheet/range/count", test_count);
  g_test_add_func ("/sheet/range/clamp", test_clamp);
  g_test_add_func ("/sheet/range/extend-to", test_extend_to);
  g_test_add_func ("/sheet/range/splice-row", test_splice_row);

  return g_test_run ();
}
