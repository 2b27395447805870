#include "io/io-category-pool.h"

#include <string.h>

#include "test-files.h"

static StockInventory *
open_with_categories (Folder     *folder,
                      const char *sql)
{
  g_autoptr (GError) error = NULL;
  StockInventory *inventory = stock_inventory_open (folder->inventory, ORM_OPEN_CREATE, &error);
  g_autofree char *rows = NULL;

  g_assert_no_error (error);
  rows = raw_sql (folder->inventory, sql);
  return inventory;
}

static void
test_get (Folder       *folder,
          gconstpointer data)
{
  g_autoptr (StockInventory) inventory = open_with_categories (
    folder, "INSERT INTO category (name, colour, position) VALUES ('Äpfel', '#000000', 1)");
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (IoPlan) plan = io_plan_new ();
  g_autoptr (IoCategoryPool) pool = io_category_pool_new (session, plan, NULL);
  StockCategory *dairy;

  g_assert_cmpstr (io_category_pool_get (pool, "äpfel ")->name, ==, "Äpfel");
  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 0);
  g_assert_false (orm_session_has_changes (session));

  dairy = io_category_pool_get (pool, " Dairy");
  g_assert_true (dairy == io_category_pool_get (pool, "DAIRY"));
  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 1);
  g_assert_cmpstr (io_plan_get_category (plan, 0), ==, "Dairy");

  g_assert_true (orm_session_commit (session, "Import", NULL));
  assert_sql (folder->inventory, "SELECT name, position FROM category ORDER BY category_id",
              "Äpfel|1\nDairy|2");
}

/* Where no order was made by hand the new ones come in the order of their names. */
static void
test_no_order (Folder       *folder,
               gconstpointer data)
{
  g_autoptr (StockInventory) inventory = open_with_categories (
    folder, "INSERT INTO category (name, colour, position) VALUES ('Fish', '#000000', 0)");
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (IoPlan) plan = io_plan_new ();
  g_autoptr (IoCategoryPool) pool = io_category_pool_new (session, plan, NULL);

  io_category_pool_get (pool, "Dairy");
  io_category_pool_get (pool, "Bread");
  g_assert_true (orm_session_commit (session, "Import", NULL));
  assert_sql (folder->inventory, "SELECT name, position FROM category ORDER BY category_id",
              "Fish|0\nDairy|0\nBread|0");
  assert_sql (folder->inventory, "SELECT count (DISTINCT colour) FROM category", "3");
}

static void
test_no_inventory (void)
{
  g_autoptr (IoPlan) plan = io_plan_new ();
  g_autoptr (IoCategoryPool) pool = io_category_pool_new (NULL, plan, NULL);

  g_assert_cmpstr (io_category_pool_get (pool, "Dairy")->name, ==, "Dairy");
  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 1);
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/category-pool/get", test_get);
  ADD ("/category-pool/no-order", test_no_order);
  g_test_add_func ("/category-pool/no-inventory", test_no_inventory);
  return g_test_run ();
}
