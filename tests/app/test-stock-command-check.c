#include "test-commands.h"

/* "stockbook check". */

static void
test_check (Folder       *folder,
            gconstpointer data)
{
  g_auto (Result) imported = run (folder, groceries,
                                  "stockbook import --inventory=@/test.stockbook -");
  g_auto (Result) good = run (folder, NULL, "stockbook check --inventory=@/test.stockbook");
  g_auto (Result) bad = { 0, NULL, NULL };

  g_assert_cmpint (good.status, ==, 0);
  assert_contains (good.output, "test.stockbook is in order\n");
  g_assert_cmpstr (good.errors, ==, "");

  assert_sql (folder->inventory, "UPDATE product SET category_id = 999 WHERE sku = '29-205'", "");
  bad = run (folder, NULL, "stockbook check --inventory=@/test.stockbook");
  g_assert_cmpint (bad.status, ==, 1);
  g_assert_cmpstr (bad.output, ==, "");
  assert_contains (bad.errors, "product, row 1");
}

/* What can be made of the rows again is told, and mended. */
static void
test_check_derived (Folder       *folder,
                    gconstpointer data)
{
  static const char *const cases[][2] = {
    { "UPDATE product SET name = 'Other' WHERE sku = '29-205'",
      "product: the index for searches is out of step with 1 row\n"
      "product: the order of names is out of step with 1 row\n" },
    { "DELETE FROM product_sort", "product: the order of names is out of step with 3 rows\n" },
    { "DROP INDEX product_sort_name", "product: the order of names is missing\n" },
    { "DROP TABLE product_search", "product: the index for searches is missing\n" },
    { "DELETE FROM product_search_data", "product: the index for searches is broken\n" },
  };
  g_auto (Result) imported = run (folder, groceries,
                                  "stockbook import --inventory=@/test.stockbook -");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Result) found = { 0 }, good = { 0 };

      run_sql (folder->inventory, cases[i][0]);
      found = run (folder, NULL, "stockbook check --inventory=@/test.stockbook");
      g_assert_cmpint (found.status, ==, 0);
      g_assert_cmpstr (found.errors, ==, cases[i][1]);
      assert_contains (found.output, "That was mended\n");
      good = run (folder, NULL, "stockbook check --inventory=@/test.stockbook");
      g_assert_cmpint (good.status, ==, 0);
      g_assert_cmpstr (good.errors, ==, "");
      g_assert_null (strstr (good.output, "mended"));
      assert_sql (folder->inventory, "SELECT count (*) FROM product LEFT JOIN product_search_text"
                                     " ON row_id = product_id WHERE words IS NULL", "0");
      assert_sql (folder->inventory, "SELECT count (*) FROM product_sort", "3");
    }
}

int
main (int   argc,
      char *argv[])
{
#define ADD(path, function) \
  g_test_add (path, Folder, NULL, folder_set_up, function, folder_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("/command/check", test_check);
  ADD ("/command/check/derived", test_check_derived);
  return g_test_run ();
}
