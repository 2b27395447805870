#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How often each side of a case is measured. */
#define N_ROUNDS 3

static void
remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static void
bench_init (Bench *bench,
            guint  n_products)
{
  *bench = (Bench) { .n_products = n_products };
  bench->folder = g_dir_make_tmp ("stockbook-bench-XXXXXX", NULL);
  bench->ours = g_build_filename (bench->folder, "ours.stockbook", NULL);
  bench->raw = g_build_filename (bench->folder, "raw.stockbook", NULL);
}

static void
bench_clear (Bench *bench)
{
  bench_close (bench);
  remove_file (bench->ours);
  remove_file (bench->raw);
  g_rmdir (bench->folder);
  g_free (bench->ours);
  g_free (bench->raw);
  g_free (bench->folder);
}

/* Opens both files afresh: nothing is in memory. */
void
bench_open (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench_close (bench);
  bench->inventory = stock_inventory_open (bench->ours, ORM_OPEN_DEFAULT, &error);
  if (bench->inventory == NULL)
    g_error ("%s: %s", bench->ours, error->message);
  bench->session = stock_inventory_get_session (bench->inventory);
  if (sqlite3_open_v2 (bench->raw, &bench->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    g_error ("%s: %s", bench->raw, sqlite3_errmsg (bench->db));
  bench_exec (bench, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
                     "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
                     "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;");
}

void
bench_close (Bench *bench)
{
  g_clear_pointer (&bench->products, g_ptr_array_unref);
  g_clear_object (&bench->inventory);
  bench->session = NULL;
  g_clear_pointer (&bench->db, sqlite3_close);
}

/* Makes both files anew, with the same tables and the categories. */
void
bench_make_files (Bench *bench)
{
  g_autoptr (StockInventory) inventory = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  bench_close (bench);
  remove_file (bench->ours);
  remove_file (bench->raw);
  inventory = stock_inventory_open (bench->ours, ORM_OPEN_CREATE, NULL);
  for (guint i = 0; i < BENCH_CATEGORIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Category %u", i);
      g_autoptr (StockCategory) category = stock_category_new (name);

      orm_session_add (stock_inventory_get_session (inventory), category);
    }
  orm_session_commit (stock_inventory_get_session (inventory), "Categories", NULL);
  g_clear_object (&inventory);
  if (!g_file_get_contents (bench->ours, &bytes, &length, NULL)
      || !g_file_set_contents (bench->raw, bytes, length, NULL))
    g_error ("%s could not be copied", bench->ours);
  bench_open (bench);
}

/* Fills both files with the same products, by the C API. */
void
bench_fill (Bench *bench)
{
  g_autofree char *sql = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO product (name, sku, barcode, quantity, price, expiry_date, reorder_level,"
    " supplier, location, category_id, created, updated)"
    " SELECT 'Product ' || i * 7919 %% 1000003, 'SKU-' || i, 4000000000000 + i, i %% 1000,"
    " 100 + i %% 5000, date ('2026-01-01', i %% 700 || ' days'), 20, 'Supplier ' || i %% 40,"
    " 'Shelf ' || i %% 90, 1 + i %% %u, 1, 1 FROM n", bench->n_products - 1, BENCH_CATEGORIES);
  bench_make_files (bench);
  bench_exec (bench, sql);
  bench_exec (bench, "PRAGMA wal_checkpoint (TRUNCATE)");
  bench_close (bench);
  remove_file (bench->ours);
  if (!g_file_get_contents (bench->raw, &bytes, &length, NULL)
      || !g_file_set_contents (bench->ours, bytes, length, NULL))
    g_error ("%s could not be copied", bench->raw);
  bench_open (bench);
}

void
bench_exec (Bench      *bench,
            const char *sql)
{
  if (sqlite3_exec (bench->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (bench->db));
}

sqlite3_stmt *
bench_prepare (Bench      *bench,
               const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (bench->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (bench->db));
  return statement;
}

void
bench_commit (Bench      *bench,
              const char *step)
{
  g_autoptr (GError) error = NULL;

  if (!orm_session_commit (bench->session, step, &error))
    g_error ("%s: %s", step, error->message);
}

static double
measure (Bench  *bench,
         void (*work) (Bench *))
{
  gint64 start = g_get_monotonic_time ();

  work (bench);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *figures,
        guint   n)
{
  qsort (figures, n, sizeof *figures, compare);
  return figures[n / 2];
}

static void
run_case (Bench           *bench,
          const BenchCase *bench_case)
{
  double ours[N_ROUNDS], raw[N_ROUNDS];
  double our_median, raw_median;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      bench_case->prepare (bench);
      ours[round] = measure (bench, bench_case->ours);
      raw[round] = measure (bench, bench_case->raw);
    }
  our_median = median (ours, N_ROUNDS);
  raw_median = median (raw, N_ROUNDS);
  printf ("%s\t%.1f\t%.1f\t%.2f\t%.1f\n", bench_case->name, our_median, raw_median,
          our_median / raw_median, bench_case->at_most);
  fflush (stdout);
}

/* Runs the cases whose names contain @part, both sides in turn, and prints a line each: name, ours,
 * raw, ratio, at most. */
void
bench_run (const char      *part,
           guint            n_products,
           const BenchCase *cases,
           guint            n_cases)
{
  Bench bench = { 0 };

  for (guint i = 0; i < n_cases; i++)
    if (strstr (cases[i].name, part) != NULL)
      {
        if (bench.folder == NULL)
          {
            bench_init (&bench, n_products);
            bench_fill (&bench);
          }
        run_case (&bench, &cases[i]);
      }
  if (bench.folder != NULL)
    bench_clear (&bench);
}
