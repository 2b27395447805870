#include "sheet/sheet-block.h"

/* Texts as they come from clipboards; cells are told apart by | and rows by /. */
static void
test_read (void)
{
  static const struct
  {
    const char *text;
    guint       n_rows;
    guint       n_columns;
    const char *cells;
  } cases[] = {
    { "a", 1, 1, "a" },
    { "", 1, 1, "" },
    { "a\tb\nc\td", 2, 2, "a|b/c|d" },
    { "a\tb\nc\td\n", 2, 2, "a|b/c|d" },
    { "a\tb\r\nc\td\r\n", 2, 2, "a|b/c|d" },
    { "a\n\nb\n", 3, 1, "a//b" },
    { "a\tb\tc\nd\n", 2, 3, "a|b|c/d||" },
    { "\"a\nb\"\tc", 1, 2, "a\nb|c" },
    { "\"say \"\"so\"\"\"\tc", 1, 2, "say \"so\"|c" },
    { "0012345678905\t1E5\t=1+1", 1, 3, "0012345678905|1E5|=1+1" },
    { " a \t b", 1, 2, " a | b" },
    { "\"never closed\ta\nb", 1, 1, "\"never closed\ta\nb" },
    { "5\" pipe", 1, 1, "5\" pipe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetBlock) block = sheet_block_new_from_text (cases[i].text);
      SheetRange target = sheet_block_get_target (block, &(SheetRange) { 0, 0, 7919, 7907 });
      g_autoptr (GString) cells = g_string_new (NULL);

      /* A range of prime lengths is divided by single cells only: else it is the block's size. */
      if (cases[i].n_rows * cases[i].n_columns > 1)
        {
          g_assert_cmpuint (target.n_rows, ==, cases[i].n_rows);
          g_assert_cmpuint (target.n_columns, ==, cases[i].n_columns);
        }

      for (guint row = 0; row < cases[i].n_rows; row++)
        {
          if (row > 0)
            g_string_append_c (cells, '/');
          for (guint column = 0; column < cases[i].n_columns; column++)
            {
              if (column > 0)
                g_string_append_c (cells, '|');
              g_string_append (cells, sheet_block_get (block, row, column));
            }
        }
      g_assert_cmpstr (cells->str, ==, cases[i].cells);
    }
}

static void
test_write (void)
{
  static const struct
  {
    guint       n_rows;
    guint       n_columns;
    const char *cells[4];
    const char *text;
  } cases[] = {
    { 1, 1, { "a \"b\"\tc" }, "a \"b\"\tc" },
    { 2, 2, { "a", "b", "c", "d" }, "a\tb\nc\td" },
    { 2, 2, { "", "b", "c", "" }, "\tb\nc\t" },
    { 1, 2, { "a\tb", "c\nd" }, "\"a\tb\"\t\"c\nd\"" },
    { 1, 2, { "say \"so\"", "" }, "\"say \"\"so\"\"\"\t" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetBlock) block = sheet_block_new (cases[i].n_rows, cases[i].n_columns);
      g_autoptr (SheetBlock) again = NULL;
      g_autofree char *text = NULL;
      guint n = cases[i].n_columns;

      for (guint j = 0; j < cases[i].n_rows * n; j++)
        sheet_block_take (block, j / n, j % n, g_strdup (cases[i].cells[j]));
      text = sheet_block_to_text (block);
      g_assert_cmpstr (text, ==, cases[i].text);
      if (cases[i].n_rows * n == 1)
        continue;

      again = sheet_block_new_from_text (text);
      for (guint j = 0; j < cases[i].n_rows * n; j++)
        g_assert_cmpstr (sheet_block_get (again, j / n, j % n), ==, cases[i].cells[j]);
    }
}

/* Where a block of rows x columns goes when it is pasted into a range at 2:3. */
static void
test_target (void)
{
  static const struct
  {
    guint rows, columns;
    guint range_rows, range_columns;
    guint target_rows, target_columns;
  } cases[] = {
    { 1, 1, 1, 1, 1, 1 },
    { 1, 1, 5, 4, 5, 4 },
    { 2, 3, 1, 1, 2, 3 },
    { 2, 3, 4, 6, 4, 6 },
    { 2, 3, 4, 5, 2, 3 },
    { 2, 3, 5, 6, 2, 3 },
    { 1, 3, 5, 3, 5, 3 },
    { 4, 1, 2, 1, 4, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SheetBlock) block = sheet_block_new (cases[i].rows, cases[i].columns);
      SheetRange range = { 2, 3, cases[i].range_rows, cases[i].range_columns };
      SheetRange expected = { 2, 3, cases[i].target_rows, cases[i].target_columns };
      SheetRange target = sheet_block_get_target (block, &range);

      g_assert_true (sheet_range_is_equal (&target, &expected));
    }
}

static void
test_repeats (void)
{
  g_autoptr (SheetBlock) block = sheet_block_new_from_text ("a\tb\nc\td");

  g_assert_cmpstr (sheet_block_get (block, 2, 2), ==, "a");
  g_assert_cmpstr (sheet_block_get (block, 5, 3), ==, "d");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/block/read", test_read);
  g_test_add_func ("/sheet/block/write", test_write);
  g_test_add_func ("/sheet/block/target", test_target);
  g_test_add_func ("/sheet/block/repeats", test_repeats);

  return g_test_run ();
}
