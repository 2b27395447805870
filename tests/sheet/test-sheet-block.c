#include "sheet/sheet-block.h"
#include "sheet/sheet-incoming.h"

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

      again = sheet_incoming_read_text (text);
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
  g_autoptr (SheetBlock) block = sheet_incoming_read_text ("a\tb\nc\td");

  g_assert_cmpstr (sheet_block_get (block, 2, 2), ==, "a");
  g_assert_cmpstr (sheet_block_get (block, 5, 3), ==, "d");
}

static void
test_transpose (void)
{
  g_autoptr (SheetBlock) block = sheet_incoming_read_text ("a\tb\tc\nd\te\tf");
  g_autofree char *text = NULL;

  sheet_block_transpose (block);
  text = sheet_block_to_text (block);
  g_assert_cmpstr (text, ==, "a\td\nb\te\nc\tf");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/block/write", test_write);
  g_test_add_func ("/sheet/block/target", test_target);
  g_test_add_func ("/sheet/block/repeats", test_repeats);
  g_test_add_func ("/sheet/block/transpose", test_transpose);

  return g_test_run ();
}
