#include "inventory-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* A new inventory knows what it is counted in, and that is nothing to undo. */
static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  assert_sql (fixture, "SELECT name, value FROM setting ORDER BY name",
              "currency|USD;currency-decimals|2"); /* what the C locale is taken for */
  assert_sql (fixture, "SELECT count(*) FROM orm_step", "0");
  g_assert_cmpstr (stock_inventory_get_currency (fixture->inventory), ==, "USD");
  g_assert_cmpuint (stock_inventory_get_currency_decimals (fixture->inventory), ==, 2);
  g_assert_null (orm_history_get_undo_name (stock_inventory_get_history (fixture->inventory)));
}

/* The file decides, not the locale of whoever opens it. */
static void
test_currency_of_the_file (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (StockInventory) again = NULL;

  fixture_sql (fixture, "UPDATE setting SET value = 'JPY' WHERE name = 'currency';"
                        "UPDATE setting SET value = '0' WHERE name = 'currency-decimals'");
  again = stock_inventory_open (fixture->path, ORM_OPEN_DEFAULT, NULL);
  g_assert_cmpstr (stock_inventory_get_currency (again), ==, "JPY");
  g_assert_cmpuint (stock_inventory_get_currency_decimals (again), ==, 0);
}

static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new", "deep.stockbook", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  StockInventory *inventory = stock_inventory_open (path, ORM_OPEN_DEFAULT, &error);

  g_assert_null (inventory);
  g_assert_error (error, ORM_ERROR, ORM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  inventory = stock_inventory_open (path, ORM_OPEN_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stock_inventory_get_notice (inventory), ==, ORM_NOTICE_CREATED);
  g_assert_cmpstr (stock_inventory_get_path (inventory), ==, path);
  g_assert_finalize_object (inventory);
  inventory = stock_inventory_open (path, ORM_OPEN_CREATE | ORM_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stock_inventory_get_notice (inventory), ==, ORM_NOTICE_NONE);
  g_assert_true (stock_inventory_is_read_only (inventory));
  g_assert_finalize_object (inventory);

  /* One file, and nothing beside it. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static StockInventory *
open_sample (Fixture  *fixture,
             GBytes  **csv)
{
  const char *build = g_getenv ("STOCKBOOK_BUILDDIR");
  g_autofree char *file = g_build_filename (build, "data", "sample.csv", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "sample.stockbook", NULL);
  g_autoptr (GError) error = NULL;
  StockInventory *inventory;
  char *text;
  gsize length;

  g_file_get_contents (file, &text, &length, &error);
  g_assert_no_error (error);
  *csv = g_bytes_new_take (text, length);
  inventory = stock_inventory_open (path, ORM_OPEN_CREATE, &error);
  g_assert_no_error (error);
  return inventory;
}

/* Another connection's look at the sample. */
static void
ask_sample (Fixture    *fixture,
            const char *sql,
            const char *expected)
{
  g_autofree char *attach =
    g_strdup_printf ("ATTACH '%s/sample.stockbook' AS sample", fixture->folder);

  fixture_sql (fixture, attach);
  assert_sql (fixture, sql, expected);
  fixture_sql (fixture, "DETACH sample");
}

static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) csv = NULL;
  StockInventory *inventory = open_sample (fixture, &csv);
  GDate today = fixture_today ();
  g_autoptr (GError) error = NULL;

  g_assert_true (stock_inventory_add_sample (inventory, csv, &today, &error));
  g_assert_no_error (error);
  ask_sample (fixture, "SELECT count(*) FROM sample.product", "120");
  ask_sample (fixture, "SELECT count(*) FROM sample.category", "8");
  ask_sample (fixture, "SELECT count(*) FROM sample.product WHERE category_id IS NULL", "0");
  ask_sample (fixture, "SELECT count(*) > 0 FROM sample.product"
                       " WHERE expiry_date BETWEEN '2026-11-22' AND '2026-12-22'", "1");
  ask_sample (fixture, "SELECT count(*) > 0 FROM sample.product WHERE expiry_date < '2026-11-22'",
              "1");
  ask_sample (fixture, "SELECT count(*) > 0 FROM sample.product WHERE quantity <= reorder_level",
              "1");
  ask_sample (fixture, "SELECT count(*) FROM sample.orm_step", "1");

  g_assert_true (orm_history_undo (stock_inventory_get_history (inventory), &error));
  g_assert_no_error (error);
  ask_sample (fixture, "SELECT (SELECT count(*) FROM sample.product),"
                       " (SELECT count(*) FROM sample.category)", "0|0");
  g_assert_true (orm_history_redo (stock_inventory_get_history (inventory), &error));
  ask_sample (fixture, "SELECT count(*) FROM sample.product", "120");
  g_assert_finalize_object (inventory);
}

/* Twice is once too often: its SKUs are unique. Nothing of the second is written. */
static void
test_sample_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (StockInventory) inventory = open_sample (fixture, &csv);
  GDate today = fixture_today ();
  g_autoptr (GError) error = NULL;

  g_assert_true (stock_inventory_add_sample (inventory, csv, &today, NULL));
  g_assert_false (stock_inventory_add_sample (inventory, csv, &today, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
  ask_sample (fixture, "SELECT count(*) FROM sample.product", "120");
}

static void
test_is_large (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_false (stock_inventory_is_large (fixture->inventory));
  fixture_sql (fixture, "INSERT INTO product (product_id) VALUES (10001)");
  g_assert_true (stock_inventory_is_large (fixture->inventory));
  fixture_sql (fixture, "DELETE FROM product");
  g_assert_false (stock_inventory_is_large (fixture->inventory));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/inventory/settings", test_settings);
  fixture_add_test ("/inventory/currency-of-the-file", test_currency_of_the_file);
  fixture_add_test ("/inventory/open", test_open);
  fixture_add_test ("/inventory/is-large", test_is_large);
  fixture_add_test ("/inventory/sample", test_sample);
  fixture_add_test ("/inventory/sample-twice", test_sample_twice);
  return g_test_run ();
}
