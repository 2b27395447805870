#include "test-commands.h"

#include <locale.h>

#define CONTENT \
  "SELECT sku, p.name, c.name, supplier, quantity, price, expiry_date FROM product p " \
  "LEFT JOIN category c USING (category_id) ORDER BY product_id"

static void
test_is_subcommand (void)
{
  static const struct
  {
    const char *arguments;
    gboolean    is_subcommand;
  } cases[] = {
    { "", FALSE },
    { "import", TRUE },
    { "import table.csv", TRUE },
    { "export -", TRUE },
    { "check", TRUE },
    { "schema", TRUE },
    { "history", TRUE },
    { "undo", TRUE },
    { "redo", TRUE },
    { "--help", TRUE },
    { "-h", TRUE },
    { "--version", TRUE },
    { "my.stockbook", FALSE },
    { "-- import", FALSE },
    { "./import", FALSE },
    { "important", FALSE },
    { "my.stockbook import", FALSE },
    { "--gapplication-service", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strconcat ("stockbook ", cases[i].arguments, NULL);
      g_auto (GStrv) argv = NULL;
      int argc;

      g_assert_true (g_shell_parse_argv (line, &argc, &argv, NULL));
      g_assert_cmpint (stock_command_line_is_subcommand (argc, argv), ==, cases[i].is_subcommand);
    }
}

static void
test_import (Folder       *folder,
             gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "groceries.csv", groceries);
  g_auto (Result) first = run (folder, NULL,
                               "stockbook import --inventory=@/test.stockbook @/groceries.csv");
  g_auto (Result) second = { 1, NULL, NULL };

  g_assert_cmpstr (first.errors, ==, "");
  g_assert_cmpint (first.status, ==, 0);
  assert_contains (first.output, "date order mdy");
  assert_contains (first.output, "Catagory → category");
  assert_contains (first.output, "Supplier_ID is left out");
  assert_contains (first.output, "New category: Beverages");
  assert_contains (first.output, "3 new, 0 updated, 0 unchanged, 0 refused");
  assert_sql (folder->inventory, CONTENT,
              "29-205|Sushi Rice|Grains|Jaxnation|22|450|2024-09-19\n"
              "40-681|Coffee|Beverages|Feedmix|45|2000|2024-05-08\n"
              "06-955|Black Rice|NULL|Vinder|30|629|2024-06-10");

  second = run (folder, NULL, "stockbook import @/groceries.csv --inventory @/test.stockbook");
  g_assert_cmpint (second.status, ==, 0);
  assert_contains (second.output, "0 new, 0 updated, 3 unchanged, 0 refused");
}

static void
test_import_stdin (Folder       *folder,
                   gconstpointer data)
{
  g_auto (Result) result = run (folder, groceries,
                                "stockbook import --inventory=@/test.stockbook -");

  g_assert_cmpint (result.status, ==, 0);
  assert_contains (result.output, "standard input: ");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "3");
}

static void
test_dry_run (Folder       *folder,
              gconstpointer data)
{
  g_auto (Result) result = run (folder, groceries,
                                "stockbook import --dry-run --inventory=@/test.stockbook -");

  g_assert_cmpint (result.status, ==, 0);
  assert_contains (result.output, "3 new, 0 updated, 0 unchanged, 0 refused");
  assert_contains (result.output, "Nothing was written");
  g_assert_false (g_file_test (folder->inventory, G_FILE_TEST_EXISTS));
}

static void
test_refused (Folder       *folder,
              gconstpointer data)
{
  static const char text[] = "sku,name,price,expiry\n"
                             "A1,Tofu,cheap,2027-02-31\n"
                             "A2,Tea,2.50,2027-01-02\n"
                             "A3,Soup\n"
                             "A2,Rice,1,\n";
  g_auto (Result) stopped = run (folder, text, "stockbook import --inventory=@/test.stockbook -");
  g_auto (Result) tried = run (folder, text,
                               "stockbook import --inventory=@/test.stockbook --dry-run -");
  g_auto (Result) skipped = { 1, NULL, NULL };

  g_assert_cmpint (stopped.status, ==, 1);
  g_assert_cmpint (tried.status, ==, 1);
  g_assert_cmpstr (stopped.errors, ==,
                   "Row 2, price, “cheap”: “cheap” is not a number\n"
                   "Row 2, expiry, “2027-02-31”: 31 February 2027 does not exist\n"
                   "Row 4: The row is too short: it has 2 cells, the header has 4\n"
                   "Row 5, sku, “A2”: Row 3 has this SKU already\n"
                   "Nothing was written. Use --skip-refused to import the other rows.\n");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");

  skipped = run (folder, text,
                 "stockbook import --inventory=@/test.stockbook --skip-refused -");
  g_assert_cmpint (skipped.status, ==, 0);
  assert_contains (skipped.output, "1 new, 0 updated, 0 unchanged, 3 refused");
  assert_contains (skipped.errors, "Row 2, price, “cheap”");
  assert_sql (folder->inventory, "SELECT name FROM product", "Tea");
}

/* Everything that is found can be overruled. */
static void
test_options (Folder       *folder,
              gconstpointer data)
{
  g_auto (Result) result = run (folder,
                                "code|K\344se|best|price\n"
                                "A1|Brie|01-02-2027|1,234\n",
                                "stockbook import --inventory=@/test.stockbook --delimiter=bar "
                                "--encoding=latin1 --decimal=point --date-order=dmy "
                                "--map=Käse=name --map best=expiry_date -");
  g_auto (Result) cleared = { 1, NULL, NULL };

  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  assert_sql (folder->inventory, "SELECT sku, name, expiry_date, price FROM product",
              "A1|Brie|2027-02-01|123400");

  cleared = run (folder, "code,price,best\nA1,2,\n",
                 "stockbook import --inventory=@/test.stockbook --clear-empty "
                 "--map=best=expiry_date --map=price= -");
  g_assert_cmpint (cleared.status, ==, 0);
  assert_sql (folder->inventory, "SELECT sku, name, expiry_date, price FROM product",
              "A1|Brie|NULL|123400");
}

/* Day and month are not told apart in silence. */
static void
test_unsure_order (Folder       *folder,
                   gconstpointer data)
{
  static const char note[] = "No date shows the order of day and month: mdy is assumed";
  g_auto (Result) unsure = run (folder, "name,expiry\nTofu,1/2/2027\n",
                                "stockbook import --dry-run --inventory=@/test.stockbook -");
  g_auto (Result) sure = run (folder, "name,expiry\nTofu,1/22/2027\n",
                              "stockbook import --dry-run --inventory=@/test.stockbook -");
  g_auto (Result) iso = run (folder, "name,expiry\nTofu,2027-01-02\n",
                             "stockbook import --dry-run --inventory=@/test.stockbook -");

  assert_contains (unsure.output, note);
  g_assert_null (strstr (sure.output, note));
  g_assert_null (strstr (iso.output, note));
}

static void
test_export (Folder       *folder,
             gconstpointer data)
{
  g_auto (Result) imported = run (folder, groceries,
                                  "stockbook import --inventory=@/test.stockbook -");
  g_auto (Result) to_file = run (folder, NULL,
                                 "stockbook export --inventory=@/test.stockbook --exact @/out.csv");
  g_auto (Result) to_stdout = run (folder, NULL,
                                   "stockbook export --exact --inventory=@/test.stockbook -");
  g_auto (Result) for_people = run (folder, NULL,
                                    "stockbook export --inventory=@/test.stockbook -");
  g_autofree char *out = g_build_filename (folder->path, "out.csv", NULL);
  g_autofree char *text = take_file (out);

  g_assert_cmpint (to_file.status, ==, 0);
  assert_contains (to_file.output, "3 products were written to ");
  g_assert_cmpint (to_stdout.status, ==, 0);
  g_assert_cmpstr (to_stdout.output, ==, text);
  g_assert_cmpstr (to_stdout.errors, ==, "");
  assert_contains (text, "Sushi Rice,29-205,,Grains,22,,0,4.50,2024-09-19,,Jaxnation,,\n");
  g_assert_cmpint (for_people.status, ==, 0);
  assert_contains (for_people.output, "Sushi Rice,29-205,,Grains,22,,4.50,2024-09-19,,");
}

/* What cannot be done is said on standard error and makes no file. */
static void
test_errors (Folder       *folder,
             gconstpointer data)
{
  static const struct
  {
    const char *command;
    const char *message;
  } cases[] = {
    { "stockbook import", "“stockbook import” takes 1 file, not 0" },
    { "stockbook import a b", "“stockbook import” takes 1 file, not 2" },
    { "stockbook export", "“stockbook export” takes 1 file, not 0" },
    { "stockbook check a", "“stockbook check” takes 0 files, not 1" },
    { "stockbook check --exact", "--exact" },
    { "stockbook import --bogus -", "--bogus" },
    { "stockbook import @/none.csv", "none.csv" },
    { "stockbook import --decimal=x -", "--decimal does not take “x”" },
    { "stockbook import --map=none=sku -", "has no column “none”" },
    { "stockbook import --inventory=@/test.stockbook --map=sku= --map=name= -",
      "No column holds the names" },
    { "stockbook export --inventory=@/test.stockbook @/out.csv", "no such file" },
    { "stockbook check --inventory=@/test.stockbook", "no such file" },
    { "stockbook check --inventory=@/in", "not a database" },
    { "stockbook export --inventory=@/in -", "not a database" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Result) result = run (folder, "sku,name\nA1,Tofu\n", cases[i].command);

      g_test_message ("%s", cases[i].command);
      g_assert_cmpint (result.status, ==, 1);
      g_assert_true (g_str_has_prefix (result.errors, "stockbook: "));
      assert_contains (result.errors, cases[i].message);
      if (g_file_test (folder->inventory, G_FILE_TEST_EXISTS))
        g_assert_cmpint (g_remove (folder->inventory), ==, 0);
    }
}

static void
test_default_inventory (Folder       *folder,
                        gconstpointer data)
{
  g_autofree char *directory = g_build_filename (g_get_user_data_dir (), "stockbook", NULL);
  g_autofree char *path = g_build_filename (directory, "inventory.stockbook", NULL);
  g_auto (Result) result = run (folder, groceries, "stockbook import -");

  g_assert_cmpint (result.status, ==, 0);
  assert_sql (path, "SELECT count (*) FROM product", "3");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

static void
test_help (Folder       *folder,
           gconstpointer data)
{
  g_auto (Result) help = run (folder, NULL, "stockbook --help");
  g_auto (Result) version = run (folder, NULL, "stockbook --version");

  g_assert_cmpint (help.status, ==, 0);
  assert_contains (help.output, "stockbook import [OPTION…] TABLE\n");
  assert_contains (help.output, "stockbook export [OPTION…] OUT.csv\n");
  assert_contains (help.output, "stockbook check [OPTION…]");
  g_assert_cmpint (version.status, ==, 0);
  g_assert_true (g_str_has_prefix (version.output, "Stockbook "));
}

static void
assert_run (Folder     *folder,
            const char *command,
            int         status,
            const char *output,
            const char *errors)
{
  g_auto (Result) result = run (folder, NULL, command);

  g_assert_cmpstr (result.errors, ==, errors);
  assert_contains (result.output, output);
  g_assert_cmpint (result.status, ==, status);
}

/* Back and forth without a window. */
static void
test_history (Folder       *folder,
              gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "groceries.csv", groceries);

  assert_run (folder, "stockbook import --inventory=@/test.stockbook @/groceries.csv", 0, "3 new",
              "");
  assert_run (folder, "stockbook history @/test.stockbook", 0,
              "\tImport of groceries.csv\t5\t\n1 step, ", "");
  assert_run (folder, "stockbook undo @/test.stockbook", 0,
              "Undone: Import of groceries.csv\n", "");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "0");
  assert_run (folder, "stockbook history --inventory=@/test.stockbook", 0,
              "\tImport of groceries.csv\t5\tundone\n1 step, ", "");
  assert_run (folder, "stockbook undo @/test.stockbook", 1, "",
              "stockbook: There is nothing to undo\n");
  assert_run (folder, "stockbook redo @/test.stockbook", 0,
              "Redone: Import of groceries.csv\n", "");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "3");
  assert_run (folder, "stockbook redo @/test.stockbook", 1, "",
              "stockbook: There is nothing to redo\n");
  assert_run (folder, "stockbook undo @/none.stockbook", 1, "",
              "stockbook: There is no such file\n");
}

static void
test_history_limit (Folder       *folder,
                    gconstpointer data)
{
  static const char table[] = "Product_ID,Product_Name\n29-205,Basmati\n";
  g_autofree char *path = folder_add (folder, "groceries.csv", groceries);
  g_autofree char *second = folder_add (folder, "second.csv", table);

  assert_run (folder, "stockbook import --inventory=@/test.stockbook @/groceries.csv", 0, "", "");
  assert_run (folder, "stockbook import --inventory=@/test.stockbook @/second.csv", 0, "", "");
  assert_run (folder, "stockbook history @/test.stockbook", 0, "\n2 steps, ", "");
  {
    g_auto (Result) one = run (folder, NULL, "stockbook history --limit=1 @/test.stockbook");

    assert_contains (one.output, "\tImport of second.csv\t1\t\n2 steps, ");
    g_assert_null (strstr (one.output, "groceries"));
  }
  assert_run (folder, "stockbook history --keep=20MB @/test.stockbook", 0, "\n2 steps, ", "");
  assert_sql (folder->inventory, "SELECT value FROM orm_setting WHERE name = 'history_bytes'",
              "20000000");
  assert_run (folder, "stockbook history --keep=1 @/test.stockbook", 0, "\t1\t\n1 step, ", "");
  assert_run (folder, "stockbook history --keep=all @/test.stockbook", 0, "\n1 step, ", "");
  assert_sql (folder->inventory, "SELECT count (*) FROM orm_setting WHERE value > 0", "0");
  for (const char *const *bad = (const char *const[]) { "0", "-1", "x", "5TB", "", "MB", NULL };
       *bad != NULL; bad++)
    {
      g_autofree char *command =
        g_strdup_printf ("stockbook history '--keep=%s' @/test.stockbook", *bad);
      g_autofree char *message =
        g_strdup_printf ("stockbook: “%s” is no limit: 500 is a number of steps, 20MB a size,"
                         " all is everything\n", *bad);

      assert_run (folder, command, 1, "", message);
    }
}

/* What a file is made of, without what is derived of its rows. */
#define OBJECTS "SELECT group_concat (name) FROM (SELECT name FROM sqlite_schema" \
  " WHERE tbl_name <> 'orm_meta' AND tbl_name NOT GLOB '*_search*'" \
  " AND tbl_name NOT GLOB '*_sort' ORDER BY name)"

/* The SQL makes what an inventory is made of; what one lacks is printed, and not made. */
static void
test_schema (Folder       *folder,
             gconstpointer data)
{
  g_auto (Result) imported = run (folder, groceries,
                                  "stockbook import --inventory=@/test.stockbook -");
  g_auto (Result) schema = run (folder, NULL, "stockbook schema");
  g_auto (Result) none = run (folder, NULL, "stockbook schema --diff=@/test.stockbook");
  g_autofree char *made = g_build_filename (folder->path, "made.db", NULL);
  g_autofree char *objects = raw_sql (folder->inventory, OBJECTS);
  g_auto (Result) lacking = { 0 }, newer = { 0 };

  g_assert_cmpint (schema.status, ==, 0);
  run_sql (made, schema.output);
  assert_sql (made, OBJECTS, objects);
  g_assert_cmpint (none.status, ==, 0);
  g_assert_cmpstr (none.output, ==, "");
  run_sql (folder->inventory, "DROP INDEX product_supplier");
  lacking = run (folder, NULL, "stockbook schema --diff=@/test.stockbook");
  g_assert_cmpint (lacking.status, ==, 1);
  assert_contains (lacking.output, "CREATE INDEX product_supplier ON product (supplier");
  assert_sql (folder->inventory, "SELECT 1 FROM sqlite_schema WHERE name = 'product_supplier'", "");
  run_sql (folder->inventory, "PRAGMA user_version = 99");
  newer = run (folder, NULL, "stockbook schema --diff=@/test.stockbook");
  g_assert_cmpint (newer.status, ==, 1);
  assert_contains (newer.errors, "is of version 99");
}

static void
make_older (Folder *folder)
{
  g_autofree char *source = g_build_filename (g_getenv ("STOCKBOOK_SRCDIR"), "tests", "model",
                                              "versions", "1.sql", NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  run_sql (folder->inventory, sql);
}

/* An inventory of an older version is left alone by whoever only reads it, and brought to this one
 * by whoever writes it. */
static void
test_older (Folder       *folder,
            gconstpointer data)
{
  g_auto (Result) diff = { 0 }, exported = { 0 }, imported = { 0 };

  make_older (folder);
  diff = run (folder, NULL, "stockbook schema --diff=@/test.stockbook");
  g_assert_cmpint (diff.status, ==, 1);
  assert_contains (diff.output, "PRAGMA user_version = ");
  exported = run (folder, NULL, "stockbook export --inventory=@/test.stockbook -");
  g_assert_cmpint (exported.status, ==, 0);
  assert_contains (exported.output, "Butter");
  assert_sql (folder->inventory, "PRAGMA user_version", "1");

  imported = run (folder, groceries, "stockbook import --inventory=@/test.stockbook -");
  g_assert_cmpint (imported.status, ==, 0);
  assert_contains (imported.errors, "it is kept as ");
  assert_contains (imported.errors, "/test-version-1-");
  assert_sql (folder->inventory, "SELECT user_version > 1 FROM pragma_user_version", "1");
  assert_sql (folder->inventory, "SELECT count (*) FROM product", "8");
}

static void
test_older_steps (Folder       *folder,
                  gconstpointer data)
{
  g_auto (Result) listed = { 0 }, undone = { 0 };

  make_older (folder);
  listed = run (folder, NULL, "stockbook history @/test.stockbook");
  g_assert_cmpint (listed.status, ==, 0);
  assert_sql (folder->inventory, "PRAGMA user_version", "1");
  undone = run (folder, NULL, "stockbook undo @/test.stockbook");
  g_assert_cmpint (undone.status, ==, 0);
  g_assert_cmpstr (undone.output, ==, "Undone: Delete Product\n");
  assert_contains (undone.errors, "/test-version-1-");
  assert_run (folder, "stockbook redo @/test.stockbook", 0, "Redone: Delete Product\n", "");
}

static void
test_command_help (void)
{
  if (g_test_subprocess ())
    {
      char *argv[] = { (char *) "stockbook", (char *) "import", (char *) "--help", NULL };

      stock_command_line_run (3, argv);
      g_assert_not_reached ();
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*--dry-run*--skip-refused*--clear-empty*--map=*--inventory=FILE*");
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data_home = NULL;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  /* Nobody's own inventory is touched. (GLib's option for this leaks.) A subprocess inherits it. */
  if (!g_test_subprocess ())
    {
      data_home = g_dir_make_tmp ("stockbook-data-XXXXXX", NULL);
      g_setenv ("XDG_DATA_HOME", data_home, TRUE);
    }
  g_test_add_func ("/command-line/is-subcommand", test_is_subcommand);
  ADD ("/command-line/import", test_import);
  ADD ("/command-line/import-stdin", test_import_stdin);
  ADD ("/command-line/dry-run", test_dry_run);
  ADD ("/command-line/refused", test_refused);
  ADD ("/command-line/options", test_options);
  ADD ("/command-line/unsure-order", test_unsure_order);
  ADD ("/command-line/export", test_export);
  ADD ("/command-line/errors", test_errors);
  ADD ("/command-line/default-inventory", test_default_inventory);
  ADD ("/command-line/history", test_history);
  ADD ("/command-line/history-limit", test_history_limit);
  ADD ("/command-line/schema", test_schema);
  ADD ("/command-line/older", test_older);
  ADD ("/command-line/older/steps", test_older_steps);
  ADD ("/command-line/help", test_help);
  g_test_add_func ("/command-line/command-help", test_command_help);
  status = g_test_run ();
  if (data_home != NULL)
    g_assert_cmpint (g_rmdir (data_home), ==, 0);
  return status;
}
