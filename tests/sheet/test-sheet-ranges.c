/* Ranges "row:column rows x columns", split, joined and moved. */

#include "sheet/sheet-ranges.h"

#include <stdio.h>

static GArray *
parse (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ", ", -1);
  GArray *ranges = sheet_ranges_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    {
      SheetRange range;

      g_assert_cmpint (sscanf (words[i], "%u:%u %ux%u", &range.row, &range.column, &range.n_rows,
                               &range.n_columns), ==, 4);
      g_array_append_val (ranges, range);
    }

  return ranges;
}

static char *
print (GArray *ranges)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      SheetRange range = g_array_index (ranges, SheetRange, i);

      g_string_append_printf (text, "%s%u:%u %ux%u", i > 0 ? ", " : "", range.row, range.column,
                              range.n_rows, range.n_columns);
    }

  return g_string_free (text, FALSE);
}

static char *
print_numbers (GArray *numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (numbers, guint, i));

  return g_string_free (text, FALSE);
}

/* What is split into what, and the rows and columns of the block that it makes, if any. */
static const struct
{
  const char *ranges;
  const char *split;
  const char *rows;
  const char *columns;
} splits[] = {
  { "", "", "", "" },
  { "2:1 3x2", "2:1 3x2", "2 3 4", "1 2" },
  { "2:1 0x2", "", "", "" },
  { "2:1 1x1, 2:1 1x1", "2:1 1x1", "2", "1" },
  { "5:1 1x1, 2:1 1x1", "2:1 1x1, 5:1 1x1", "2 5", "1" },
  { "2:1 2x1, 2:4 2x2", "2:1 2x1, 2:4 2x2", "2 3", "1 4 5" },
  { "2:4 2x2, 2:1 2x1", "2:1 2x1, 2:4 2x2", "2 3", "1 4 5" },
  { "2:1 2x2, 2:3 2x2", "2:1 2x4", "2 3", "1 2 3 4" },
  { "2:1 2x2, 4:1 1x2", "2:1 3x2", "2 3 4", "1 2" },
  { "2:1 3x1, 3:3 1x1", "2:1 1x1, 3:1 1x1, 3:3 1x1, 4:1 1x1", "", "" },
  { "0:0 3x3, 1:1 3x3", "0:0 1x3, 1:0 2x4, 3:1 1x3", "", "" },
  { "0:0 9x9, 3:3 1x1", "0:0 9x9", "0 1 2 3 4 5 6 7 8", "0 1 2 3 4 5 6 7 8" },
  { "0:0 1x1, 0:2 1x1, 2:0 1x1, 2:2 1x1", "0:0 1x1, 0:2 1x1, 2:0 1x1, 2:2 1x1", "0 2", "0 2" },
  { "0:0 1x1, 0:2 1x1, 1:0 1x1, 1:2 1x1", "0:0 2x1, 0:2 2x1", "0 1", "0 2" },
  { "0:0 1x1, 0:2 1x1, 2:0 1x1", "0:0 1x1, 0:2 1x1, 2:0 1x1", "", "" },
  { "0:0 1x1, 1:0 1x1, 1:2 1x1", "0:0 1x1, 1:0 1x1, 1:2 1x1", "", "" },
  { "0:0 1x1, 2:1 1x1", "0:0 1x1, 2:1 1x1", "", "" },
  { "0:0 1x2, 2:0 1x1, 2:2 1x1", "0:0 1x2, 2:0 1x1, 2:2 1x1", "", "" },
};

static void
test_split (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GArray) ranges = parse (splits[i].ranges);
      g_autoptr (GArray) split = sheet_ranges_split ((SheetRange *) ranges->data, ranges->len);
      g_autofree char *printed = print (split);

      g_assert_cmpstr (printed, ==, splits[i].split);
    }
}

static void
test_block (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GArray) split = parse (splits[i].split);
      g_autoptr (GArray) rows = NULL;
      g_autoptr (GArray) columns = NULL;
      g_autofree char *printed_rows = NULL;
      g_autofree char *printed_columns = NULL;
      gboolean is_block = sheet_ranges_get_block (split, &rows, &columns);

      g_assert_true (is_block == (*splits[i].rows != '\0' || split->len == 0));
      printed_rows = print_numbers (rows);
      printed_columns = print_numbers (columns);
      g_assert_cmpstr (printed_rows, ==, splits[i].rows);
      g_assert_cmpstr (printed_columns, ==, splits[i].columns);
    }
}

/* Every cell of random ranges is in exactly one part, and no other is. */
static void
test_random (void)
{
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GArray) ranges = sheet_ranges_new ();
      g_autoptr (GArray) split = NULL;
      guint64 count = 0;

      for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
        {
          SheetRange range = { g_test_rand_int_range (0, 8), g_test_rand_int_range (0, 8),
                               g_test_rand_int_range (0, 6), g_test_rand_int_range (0, 6) };

          g_array_append_val (ranges, range);
        }

      split = sheet_ranges_split ((SheetRange *) ranges->data, ranges->len);
      for (guint cell = 0; cell < 16 * 16; cell++)
        {
          guint in_ranges = 0, in_split = 0;

          for (guint j = 0; j < ranges->len; j++)
            in_ranges += sheet_range_contains (&g_array_index (ranges, SheetRange, j), cell / 16,
                                               cell % 16);
          for (guint j = 0; j < split->len; j++)
            in_split += sheet_range_contains (&g_array_index (split, SheetRange, j), cell / 16,
                                              cell % 16);
          g_assert_cmpuint (in_split, ==, MIN (in_ranges, 1));
          count += in_split;
        }
      g_assert_cmpuint (sheet_ranges_count (split), ==, count);
    }
}

/* Rows come and go: position, removed, added. */
static const struct
{
  guint position;
  guint removed;
  guint added;
  const char *before;
  const char *after;
} splices[] = {
  { 0, 0, 2, "3:1 2x1", "5:1 2x1" },
  { 4, 0, 2, "3:1 2x1", "3:1 4x1" },
  { 5, 0, 2, "3:1 2x1", "3:1 2x1" },
  { 0, 2, 0, "3:1 2x1", "1:1 2x1" },
  { 4, 1, 0, "3:1 3x1", "3:1 2x1" },
  { 3, 1, 0, "3:1 3x1, 8:1 1x1", "7:1 1x1" },
  { 5, 1, 0, "8:1 1x1, 3:1 3x1", "7:1 1x1" },
  { 0, 9, 9, "3:1 3x1", "3:1 3x1" },
};

static void
test_splice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (splices); i++)
    {
      g_autoptr (GArray) ranges = parse (splices[i].before);
      g_autofree char *printed = NULL;

      sheet_ranges_splice (ranges, splices[i].position, splices[i].removed, splices[i].added);
      printed = print (ranges);
      g_assert_cmpstr (printed, ==, splices[i].after);
    }
}

static void
test_clamp (void)
{
  g_autoptr (GArray) ranges = parse ("0:0 9x9, 3:3 1x1, 2:2 2x1, 9:0 1x1");
  g_autofree char *printed = NULL;

  sheet_ranges_clamp (ranges, 3, 5);
  printed = print (ranges);
  g_assert_cmpstr (printed, ==, "0:0 3x5, 2:2 1x1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/ranges/split", test_split);
  g_test_add_func ("/sheet/ranges/block", test_block);
  g_test_add_func ("/sheet/ranges/random", test_random);
  g_test_add_func ("/sheet/ranges/splice", test_splice);
  g_test_add_func ("/sheet/ranges/clamp", test_clamp);

  return g_test_run ();
}
