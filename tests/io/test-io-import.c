#include "io/io-import.h"

#include <string.h>

#include "io/io-error.h"
#include "model/stock-inventory.h"

#include "../orm/vfs-full.h"
#include "test-files.h"

#define CONTENT \
  "SELECT sku, p.name, c.name, quantity, price, expiry_date FROM product p " \
  "LEFT JOIN category c USING (category_id) ORDER BY sku"

static const char table_text[] = "SKU,Product,Catagory,Stock_Quantity,Unit_Price,Expiration_Date\n"
                                 "A1,Sushi Rice,Grains & Pulses,22,$4.50 ,8/16/2024\n"
                                 "A2,Coffee,Beverages,45,$20.00 ,05-08-2024\n"
                                 "A3,Black Rice,,30,$6.05 ,06-10-2024\n";

static const char table_content[] = "A1|Sushi Rice|Grains & Pulses|22|450|2024-08-16\n"
                                    "A2|Coffee|Beverages|45|2000|2024-05-08\n"
                                    "A3|Black Rice|NULL|30|605|2024-06-10";

static IoImport *
make_import (Folder        *folder,
             const char    *text,
             IoImportFlags  flags)
{
  g_autoptr (IoTable) table = make_table (text);
  g_autoptr (IoMapping) mapping = io_mapping_new (table);

  return io_import_new (table, mapping, folder->inventory, flags);
}

static void
make_inventory (Folder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StockInventory) inventory = stock_inventory_open (folder->inventory, ORM_OPEN_CREATE,
                                                               &error);

  g_assert_no_error (error);
}

/* Imports; returns "new updated unchanged refused", and "written" if it was. */
static char *
run (Folder        *folder,
     const char    *text,
     IoImportFlags  flags)
{
  g_autoptr (IoImport) import = make_import (folder, text, flags);
  g_autoptr (GError) error = NULL;
  g_autoptr (IoPlan) plan = io_import_run (import, NULL, &error);

  g_assert_no_error (error);
  return g_strdup_printf ("%u %u %u %u%s", io_plan_get_count (plan, IO_OUTCOME_NEW),
                          io_plan_get_count (plan, IO_OUTCOME_UPDATED),
                          io_plan_get_count (plan, IO_OUTCOME_UNCHANGED),
                          io_plan_get_count (plan, IO_OUTCOME_REFUSED),
                          io_plan_is_written (plan) ? " written" : "");
}

#define assert_run(folder, text, flags, expected) \
  G_STMT_START \
  { \
    g_autofree char *result_ = run (folder, text, flags); \
\
    g_assert_cmpstr (result_, ==, expected); \
  } \
  G_STMT_END

static void
test_run (Folder       *folder,
          gconstpointer data)
{
  assert_run (folder, table_text, IO_IMPORT_CREATE, "3 0 0 0 written");
  assert_sql (folder->inventory, CONTENT, table_content);

  /* The same again changes nothing, not even a time stamp. */
  assert_sql (folder->inventory, "UPDATE product SET updated = 7", "");
  assert_run (folder, table_text, IO_IMPORT_DEFAULT, "0 0 3 0 written");
  assert_sql (folder->inventory, "SELECT count (*) FROM product WHERE updated = 7", "3");

  assert_run (folder, "sku,price\nA2,19.99\n", IO_IMPORT_DEFAULT, "0 1 0 0 written");
  assert_sql (folder->inventory, "SELECT price FROM product WHERE sku = 'A2'", "1999");
}

static void
test_undo (Folder       *folder,
           gconstpointer data)
{
  g_autoptr (StockInventory) inventory = NULL;
  OrmHistory *history;

  make_inventory (folder);
  assert_run (folder, table_text, IO_IMPORT_DEFAULT, "3 0 0 0 written");

  inventory = stock_inventory_open (folder->inventory, ORM_OPEN_DEFAULT, NULL);
  history = stock_inventory_get_history (inventory);
  g_assert_cmpstr (orm_history_get_undo_name (history), ==, "Import of table.csv");
  g_assert_true (orm_history_undo (history, NULL));
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
  assert_sql (folder->inventory, "SELECT count (*) FROM category", "0");
  g_assert_null (orm_history_get_undo_name (history));

  g_assert_true (orm_history_redo (history, NULL));
  assert_sql (folder->inventory, CONTENT, table_content);
}

/* An import that changes nothing leaves no step. */
static void
test_no_step (Folder       *folder,
              gconstpointer data)
{
  g_autoptr (StockInventory) inventory = NULL;

  g_autoptr (IoImport) empty = make_import (folder, "sku,name\n", IO_IMPORT_DEFAULT);

  make_inventory (folder);
  g_assert_cmpfloat (io_import_get_progress (empty), ==, 1.0);
  assert_run (folder, "sku,name\n", IO_IMPORT_DEFAULT, "0 0 0 0 written");
  inventory = stock_inventory_open (folder->inventory, ORM_OPEN_DEFAULT, NULL);
  g_assert_null (orm_history_get_undo_name (stock_inventory_get_history (inventory)));
}

static void
test_check (Folder       *folder,
            gconstpointer data)
{
  g_autoptr (IoImport) import = make_import (folder, table_text, IO_IMPORT_CREATE);
  g_autoptr (IoPlan) plan = io_import_check (import, NULL, NULL);

  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 3);
  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 2);
  g_assert_false (io_plan_is_written (plan));
  g_assert_false (g_file_test (folder->inventory, G_FILE_TEST_EXISTS));

  make_inventory (folder);
  g_clear_object (&plan);
  plan = io_import_check (import, NULL, NULL);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 3);
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
  assert_sql (folder->inventory, "SELECT count (*) FROM category", "0");
}

static void
test_refused (Folder       *folder,
              gconstpointer data)
{
  static const char text[] = "sku,category,price\nA1,Soy,1\nA2,Milk,cheap\nA3,,2\n";

  make_inventory (folder);
  assert_run (folder, text, IO_IMPORT_DEFAULT, "2 0 0 1");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
  assert_sql (folder->inventory, "SELECT count (*) FROM category", "0");

  assert_run (folder, text, IO_IMPORT_SKIP_REFUSED, "2 0 0 1 written");
  assert_sql (folder->inventory, "SELECT sku FROM product ORDER BY sku", "A1\nA3");
  assert_sql (folder->inventory, "SELECT name FROM category", "Soy");
}

static void
test_clear_empty (Folder       *folder,
                  gconstpointer data)
{
  assert_run (folder, "sku,name,price\nA1,Tofu,2\n", IO_IMPORT_CREATE, "1 0 0 0 written");
  assert_run (folder, "sku,name\nA1,\n", IO_IMPORT_DEFAULT, "0 0 1 0 written");
  assert_run (folder, "sku,name\nA1,\n", IO_IMPORT_CLEAR_EMPTY, "0 1 0 0 written");
  assert_sql (folder->inventory, "SELECT name, price FROM product", "|200");
}

static void
assert_error_of (Folder        *folder,
                 const char    *text,
                 IoImportFlags  flags,
                 GQuark         domain,
                 int            code)
{
  g_autoptr (IoImport) import = make_import (folder, text, flags);
  g_autoptr (GError) error = NULL;

  g_assert_null (io_import_run (import, NULL, &error));
  g_assert_error (error, domain, code);
}

static void
test_errors (Folder       *folder,
             gconstpointer data)
{
  g_autofree char *text_file = NULL;

  assert_error_of (folder, table_text, IO_IMPORT_DEFAULT, ORM_ERROR, ORM_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (folder->inventory, G_FILE_TEST_EXISTS));

  make_inventory (folder);
  assert_error_of (folder, "price\n1\n", IO_IMPORT_DEFAULT, IO_ERROR, IO_ERROR_MAPPING);

  text_file = folder_add (folder, "test.stockbook", "no database at all");
  assert_error_of (folder, table_text, IO_IMPORT_DEFAULT, ORM_ERROR, ORM_ERROR_NOT_DATABASE);
}

/* A newer program's file is read, but not written. */
static void
test_read_only (Folder       *folder,
                gconstpointer data)
{
  make_inventory (folder);
  assert_sql (folder->inventory, "PRAGMA user_version = 99", "");
  assert_error_of (folder, table_text, IO_IMPORT_DEFAULT, IO_ERROR, IO_ERROR_READ_ONLY);
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
}

static void
test_full_disk (Folder       *folder,
                gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("sku,name\n");

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "S%u,A product of a long name that takes its place\n", i);
  assert_run (folder, table_text, IO_IMPORT_CREATE, "3 0 0 0 written");

  vfs_full_allow (200000);
  assert_error_of (folder, text->str, IO_IMPORT_DEFAULT, ORM_ERROR, ORM_ERROR_FULL);
  vfs_full_heal ();

  assert_sql (folder->inventory, CONTENT, table_content);
  assert_sql (folder->inventory, "PRAGMA integrity_check", "ok");
  assert_run (folder, text->str, IO_IMPORT_DEFAULT, "5000 0 0 0 written");
}

static void
test_cancel (Folder       *folder,
             gconstpointer data)
{
  g_autoptr (IoImport) import = make_import (folder, table_text, IO_IMPORT_DEFAULT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  make_inventory (folder);
  g_cancellable_cancel (cancellable);
  g_assert_null (io_import_run (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static IoPlan *
finish (IoImport      *import,
        GAsyncResult **result,
        GError       **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return io_import_finish (import, *result, error);
}

static void
test_async (Folder       *folder,
            gconstpointer data)
{
  g_autoptr (IoImport) import = make_import (folder, table_text, IO_IMPORT_DEFAULT);
  g_autoptr (GAsyncResult) checked = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (IoPlan) check = NULL;
  g_autoptr (IoPlan) plan = NULL;

  make_inventory (folder);
  g_assert_cmpfloat (io_import_get_progress (import), ==, 0.0);
  io_import_check_async (import, NULL, take_result, &checked);
  check = finish (import, &checked, NULL);
  g_assert_cmpuint (io_plan_get_count (check, IO_OUTCOME_NEW), ==, 3);
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");

  io_import_run_async (import, NULL, take_result, &done);
  plan = finish (import, &done, NULL);
  g_assert_true (io_plan_is_written (plan));
  g_assert_cmpfloat (io_import_get_progress (import), ==, 1.0);
  assert_sql (folder->inventory, CONTENT, table_content);
}

static void
test_async_error (Folder       *folder,
                  gconstpointer data)
{
  g_autoptr (IoImport) import = make_import (folder, "price\n1\n", IO_IMPORT_CREATE);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;

  io_import_run_async (import, NULL, take_result, &done);
  g_assert_null (finish (import, &done, &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_MAPPING);
}

/* A session that is open meanwhile hears of the import. */
static void
test_open_session (Folder       *folder,
                   gconstpointer data)
{
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmList) list = NULL;

  make_inventory (folder);
  inventory = stock_inventory_open (folder->inventory, ORM_OPEN_DEFAULT, NULL);
  list = orm_list_new (stock_inventory_get_session (inventory), query);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  assert_run (folder, table_text, IO_IMPORT_DEFAULT, "3 0 0 0 written");
  g_assert_true (orm_session_poll (stock_inventory_get_session (inventory), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vfs_full_install ();
  ADD ("/import/run", test_run);
  ADD ("/import/undo", test_undo);
  ADD ("/import/no-step", test_no_step);
  ADD ("/import/check", test_check);
  ADD ("/import/refused", test_refused);
  ADD ("/import/clear-empty", test_clear_empty);
  ADD ("/import/errors", test_errors);
  ADD ("/import/read-only", test_read_only);
  ADD ("/import/full-disk", test_full_disk);
  ADD ("/import/cancel", test_cancel);
  ADD ("/import/async", test_async);
  ADD ("/import/async-error", test_async_error);
  ADD ("/import/open-session", test_open_session);
  return g_test_run ();
}
