#include "io/io-matcher.h"

#include <string.h>

#include "test-files.h"

/* Asks for rows "sku/barcode" one after the other, from row 2 on. The answers are the names of
 * products, "new", or "!" and the code that is refused. */
static char *
match_rows (OrmSession *session,
            const char *rows)
{
  g_autoptr (IoMatcher) matcher = io_matcher_new (session, NULL);
  g_auto (GStrv) list = g_strsplit (rows, " ", -1);
  GString *answers = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) codes = g_strsplit (list[i], "/", 2);
      g_auto (IoMatch) match = { NULL, NULL, NULL };
      g_autoptr (GError) error = NULL;

      io_matcher_find (matcher, codes[0], codes[1], i + 2, &match, &error);
      g_assert_no_error (error);
      g_assert_cmpint (match.refused != NULL, ==, match.reason != NULL);
      if (i > 0)
        g_string_append_c (answers, ' ');
      if (match.refused != NULL)
        g_string_append_printf (answers, "!%s", match.refused);
      else
        g_string_append (answers, match.product != NULL ? match.product->name : "new");
    }
  return g_string_free (answers, FALSE);
}

static void
test_match (Folder       *folder,
            gconstpointer data)
{
  static const char *const cases[][2] = {
    { "S1/", "A" },
    { "s1/", "new" }, /* codes are compared to the letter */
    { "S9/", "new" },
    { "/", "new" },
    { "/ /", "new new" },
    { "/B2", "B" },
    { "/B9", "new" },
    { "S2/B1", "B" },  /* the SKU first */
    { "S9/B3", "C" },  /* a product without a SKU gets one */
    { "S9/B2", "new" }, /* two things with one barcode */
    { "/B4", "!barcode" }, /* of two products */
    { "S9/B5", "!barcode" },
    { "S4/B4", "D" },
    { "S1/ S1/", "A !sku" },
    { "S9/ S9/", "new !sku" },
    { "S7/B9 S9/B9", "new new" },
    { "/B9 /B9", "new !barcode" },
    { "S9/B9 /B9", "new new" },
    { "/B9 S9/B9", "new new" },
    { "/B6", "I" }, /* the one without a SKU */
    { "S8/B6 /B6", "H I" },
    { "S9/B6 /B6", "I !barcode" },
    { "S1/ /B1", "A !barcode" }, /* the same product by its other code */
    { "/B1 S1/", "A !sku" },
    { "S1/ S2/ /B3", "A B C" },
  };
  g_autoptr (StockInventory) inventory = stock_inventory_open (folder->inventory, ORM_OPEN_CREATE,
                                                               NULL);
  g_autofree char *rows = raw_sql (
    folder->inventory,
    "INSERT INTO product (name, sku, barcode, quantity, unit_decimals, price, created, updated) "
    "SELECT column1, column2, column3, 0, 0, 0, 0, 0 FROM (VALUES ('A', 'S1', 'B1'), "
    "('B', 'S2', 'B2'), ('C', NULL, 'B3'), ('D', 'S4', 'B4'), ('E', 'S5', 'B4'), "
    "('F', NULL, 'B5'), ('G', NULL, 'B5'), ('H', 'S8', 'B6'), ('I', NULL, 'B6'))");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answers = match_rows (stock_inventory_get_session (inventory), cases[i][0]);

      g_test_message ("%s", cases[i][0]);
      g_assert_cmpstr (answers, ==, cases[i][1]);
    }
}

/* Without an inventory only the rows themselves are compared. */
static void
test_no_inventory (void)
{
  g_autofree char *answers = match_rows (NULL, "S1/B1 S2/B1 S1/ /B1 /B1");

  g_assert_cmpstr (answers, ==, "new new !sku new !barcode");
}

static void
test_reason (void)
{
  g_autoptr (IoMatcher) matcher = io_matcher_new (NULL, NULL);
  g_auto (IoMatch) first = { NULL, NULL, NULL };
  g_auto (IoMatch) second = { NULL, NULL, NULL };

  g_assert_true (io_matcher_find (matcher, "S1", "", 17, &first, NULL));
  g_assert_true (io_matcher_find (matcher, "S1", "", 20, &second, NULL));
  g_assert_cmpstr (second.reason, ==, "Row 17 has this SKU already");
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/matcher/match", test_match);
  g_test_add_func ("/matcher/no-inventory", test_no_inventory);
  g_test_add_func ("/matcher/reason", test_reason);
  return g_test_run ();
}
