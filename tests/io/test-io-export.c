#include "io/io-export.h"

#include <string.h>
#include <unistd.h>

#include "io/io-import.h"
#include "model/stock-inventory.h"

#include "test-files.h"

#define CONTENT \
  "SELECT p.name, sku, barcode, c.name, quantity, unit, unit_decimals, price, expiry_date, " \
  "reorder_level, supplier, location, notes " \
  "FROM product p LEFT JOIN category c USING (category_id) ORDER BY product_id"

/* Values that suffer where somebody is careless. */
static void
fill (Folder *folder)
{
  g_autoptr (StockInventory) inventory = stock_inventory_open (folder->inventory, ORM_OPEN_CREATE,
                                                               NULL);

  g_assert_nonnull (inventory);
  assert_sql (folder->inventory,
              "INSERT INTO category (category_id, name, colour, position) VALUES "
              "(1, 'Käse, \"weich\"', '#000000', 0), (2, '0', '#000000', 0)",
              "");
  assert_sql (folder->inventory,
              "INSERT INTO product (name, sku, barcode, category_id, quantity, unit, "
              "unit_decimals, price, expiry_date, reorder_level, supplier, location, notes, "
              "created, updated) VALUES "
              "('Brie', '007', '0012345678905', 1, 1500, 'kg', 3, 999999999999, '2027-05-10', 0, "
              "'O''Neill; Söhne', 'A-1', 'two\nlines', 0, 0), "
              "(' spaces ', '1E5', '1.234', 2, -5, NULL, 0, -1, '0001-01-01', NULL, "
              "'=1+1', '1,5', '1,5', 0, 0), "
              "('', '+3', NULL, NULL, 1000000000000, 'box', 6, 0, '9999-12-31', 1000000000000, "
              "'\t', char (13, 10), '\"', 0, 0), "
              "('NULL', NULL, '1.234', NULL, 1234, 'l', 3, 1234, NULL, 1234, NULL, NULL, NULL, "
              "0, 0)",
              "");
}

static char *
export_to_text (Folder        *folder,
                IoExportFlags  flags)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  guint n_products = 0;

  io_export_write (folder->inventory, stream, flags, &n_products, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_products, ==, 4);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
test_exact (Folder       *folder,
            gconstpointer data)
{
  g_autofree char *text = NULL;

  fill (folder);
  text = export_to_text (folder, IO_EXPORT_EXACT);
  g_assert_cmpstr (
    text, ==,
    "name,sku,barcode,category,quantity,unit,unit_decimals,price,expiry_date,reorder_level,"
    "supplier,location,notes\n"
    "Brie,007,0012345678905,\"Käse, \"\"weich\"\"\",1.500,kg,3,9999999999.99,2027-05-10,0.000,"
    "O'Neill; Söhne,A-1,\"two\nlines\"\n"
    "\" spaces \",1E5,1.234,0,-5,,0,-0.01,0001-01-01,,=1+1,\"1,5\",\"1,5\"\n"
    ",+3,,,1000000.000000,box,6,0.00,9999-12-31,1000000.000000,\"\t\",\"\r\n\",\"\"\"\"\n"
    "NULL,,1.234,,1.234,l,3,12.34,,1.234,,,\n");
}

/* What an exact export says an import brings back, in another file. */
static void
test_exact_round_trip (Folder       *folder,
                       gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *copy = g_build_filename (folder->path, "copy.stockbook", NULL);
  g_autoptr (IoTable) table = NULL;
  g_autoptr (IoMapping) mapping = NULL;
  g_autoptr (IoImport) import = NULL;
  g_autoptr (IoImport) again = NULL;
  g_autoptr (IoPlan) plan = NULL;
  g_autoptr (IoPlan) unchanged = NULL;

  fill (folder);
  before = raw_sql (folder->inventory, CONTENT);
  text = export_to_text (folder, IO_EXPORT_EXACT);

  table = make_table (text);
  mapping = io_mapping_new (table);
  import = io_import_new (table, mapping, copy, IO_IMPORT_CREATE);
  plan = io_import_run (import, NULL, NULL);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 4);
  assert_sql (copy, CONTENT, before);

  /* Where it came from it changes nothing. */
  again = io_import_new (table, mapping, folder->inventory, IO_IMPORT_CLEAR_EMPTY);
  unchanged = io_import_check (again, NULL, NULL);
  g_assert_cmpuint (io_plan_get_count (unchanged, IO_OUTCOME_UNCHANGED), ==, 4);
}

/* Dates are ISO ones in every locale: all spreadsheets understand them. */
static void
test_default (Folder       *folder,
              gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  fill (folder);
  text = export_to_text (folder, IO_EXPORT_DEFAULT);
  lines = g_strsplit (text, "\n", 3);
  g_assert_cmpstr (lines[0], ==,
                   "name,sku,barcode,category,quantity,unit,price,expiry_date,reorder_level,"
                   "supplier,location,notes");
  g_assert_true (g_str_has_prefix (lines[1], "Brie,007,0012345678905,\"Käse, \"\"weich\"\"\",1.500,"
                                             "kg,9999999999.99,2027-05-10,0.000,"));
}

static void
test_save (Folder       *folder,
           gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "out.csv", "old");
  g_autofree char *link = g_build_filename (folder->path, "link.csv", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;

  fill (folder);
  g_assert_cmpint (symlink ("out.csv", link), ==, 0);
  expected = export_to_text (folder, IO_EXPORT_EXACT);
  io_export_save (folder->inventory, link, IO_EXPORT_EXACT, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, expected);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* A file that cannot be completed leaves the old one, and no other. */
static void
test_save_fails (Folder       *folder,
                 gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "out.csv", "old");
  g_autofree char *nowhere = g_build_filename (folder->path, "none", "out.csv", NULL);
  g_autofree char *saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) folder_error = NULL;

  g_assert_false (io_export_save (folder->inventory, path, IO_EXPORT_EXACT, NULL, NULL, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_NOT_FOUND);
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, "old");

  fill (folder);
  g_assert_false (io_export_save (folder->inventory, nowhere, IO_EXPORT_EXACT, NULL, NULL,
                                  &folder_error));
  g_assert_error (folder_error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* A device stays what it is. */
static void
test_save_to_device (Folder       *folder,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fill (folder);
  io_export_save (folder->inventory, "/dev/null", IO_EXPORT_EXACT, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test ("/dev/null", G_FILE_TEST_IS_REGULAR));
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/export/exact", test_exact);
  ADD ("/export/exact-round-trip", test_exact_round_trip);
  ADD ("/export/default", test_default);
  ADD ("/export/save", test_save);
  ADD ("/export/save-fails", test_save_fails);
  ADD ("/export/save-to-device", test_save_to_device);
  return g_test_run ();
}
