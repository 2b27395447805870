#include "bench.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "orm/orm-session-private.h"
#include "orm/orm-sqlite-engine.h"

/* How often each side of a case is measured. */
#ifndef N_ROUNDS
#define N_ROUNDS 5
#endif

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

/* @folder: (transfer full): where both files are */
void
bench_set_folder (Bench *bench,
                  char  *folder)
{
  bench->folder = folder;
  bench->ours = g_build_filename (folder, "ours.stockbook", NULL);
  bench->raw = g_build_filename (folder, "raw.stockbook", NULL);
}

/* Removes both files and their folder. */
void
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

/* Opens the file of the C API. */
void
bench_open_raw (Bench *bench)
{
  if (sqlite3_open_v2 (bench->raw, &bench->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
      != SQLITE_OK)
    g_error ("%s: %s", bench->raw, sqlite3_errmsg (bench->db));
  bench_exec (bench, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
                     "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
                     "PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;");
}

/* Opens both files afresh: nothing is in memory. */
void
bench_open (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  bench_close (bench);
  bench->inventory = stock_inventory_open (bench->ours, bench->flags, &error);
  if (bench->inventory == NULL)
    g_error ("%s: %s", bench->ours, error->message);
  bench->session = stock_inventory_get_session (bench->inventory);
  bench_open_raw (bench);
}

void
bench_close (Bench *bench)
{
  g_clear_pointer (&bench->products, g_ptr_array_unref);
  g_clear_pointer (&bench->plain, g_array_unref);
  g_clear_object (&bench->inventory);
  bench->session = NULL;
  g_clear_pointer (&bench->db, sqlite3_close);
}

/* Copies one file, which nobody has open, to the place of the other. */
static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  remove_file (to);
  if (!g_file_get_contents (from, &bytes, &length, NULL)
      || !g_file_set_contents (to, bytes, length, NULL))
    g_error ("%s could not be copied", from);
}

/* Makes both files anew, with the same tables and the categories. */
void
bench_make_files (Bench *bench)
{
  g_autoptr (StockInventory) inventory = NULL;

  bench_close (bench);
  remove_file (bench->ours);
  inventory = stock_inventory_open (bench->ours, ORM_OPEN_CREATE, NULL);
  for (guint i = 0; i < BENCH_CATEGORIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("Category %u", i);
      g_autoptr (StockCategory) category = stock_category_new (name);

      orm_session_add (stock_inventory_get_session (inventory), category);
    }
  orm_session_commit (stock_inventory_get_session (inventory), "Categories", NULL);
  g_clear_object (&inventory);
  copy_file (bench->ours, bench->raw);
  bench_open (bench);
}

/* Indexes what was written without the mapper's knowledge. */
static void
mend (Bench *bench)
{
  g_autoptr (StockInventory) inventory = stock_inventory_open (bench->raw, 0, NULL);
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (GError) error = NULL;

  if (!orm_sqlite_engine_mend (ORM_SQLITE_ENGINE (session->engine), NULL, &error))
    g_error ("%s", error->message);
}

/* Fills both files with the same products, by the C API, and their search index. */
void
bench_fill (Bench *bench)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
    " INSERT INTO product (name, sku, barcode, quantity, price, expiry_date, reorder_level,"
    " supplier, location, category_id, created, updated)"
    " SELECT 'Product ' || (i * 7919 %% 1000003), 'SKU-' || i, 4000000000000 + i, i %% 1000,"
    " 100 + i %% 5000, date ('2026-01-01', (i %% 700) || ' days'), 20, 'Supplier ' || (i %% 40),"
    " 'Shelf ' || (i %% 90), 1 + i %% %u, 1, 1 FROM n", bench->n_products - 1, BENCH_CATEGORIES);
  bench_make_files (bench);
  bench_exec (bench, sql);
  bench_exec (bench, "PRAGMA wal_checkpoint (TRUNCATE)");
  bench_close (bench);
  mend (bench);
  copy_file (bench->raw, bench->ours);
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

/* Runs a statement that gives no rows, and resets it. */
void
bench_run (Bench        *bench,
           sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (bench->db));
  sqlite3_reset (statement);
}

void
bench_commit (Bench      *bench,
              const char *step)
{
  g_autoptr (GError) error = NULL;

  if (!orm_session_commit (bench->session, step, &error))
    g_error ("%s: %s", step, error->message);
}

/* Returns: what the work took, in milliseconds, or what it counted */
static double
measure (Bench  *bench,
         void (*work) (Bench *))
{
  gint64 start = g_get_monotonic_time ();

  bench->figure = -1.0;
  work (bench);
  return bench->figure >= 0 ? bench->figure : (g_get_monotonic_time () - start) / 1000.0;
}

/* Returns: the memory of the process in kB, without that of SQLite, which both sides need alike */
static double
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      || (line = strstr (status, "RssAnon:")) == NULL)
    g_error ("there is no /proc/self/status");
  return strtod (line + strlen ("RssAnon:"), NULL) - sqlite3_memory_used () / 1024.0;
}

/* One side of a case in a process of its own. */
void
bench_run_child (const BenchGroup *groups,
                 guint             n_groups,
                 const char       *name,
                 const char       *side,
                 const char       *folder)
{
  for (guint i = 0; i < n_groups; i++)
    for (guint j = 0; j < *groups[i].n_cases; j++)
      {
        const BenchCase *one = &groups[i].cases[j];
        Bench bench = { .n_products = groups[i].n_products, .flags = one->flags };
        double before;

        if (!g_str_equal (one->name, name))
          continue;
        bench_set_folder (&bench, g_strdup (folder));
        one->prepare (&bench);
        before = get_memory ();
        measure (&bench, g_str_equal (side, "ours") ? one->ours : one->raw);
        printf ("%.0f\n", bench.figure >= 0 ? bench.figure : get_memory () - before);
        fflush (stdout);
        _exit (0);
      }
}

static double
measure_in_child (Bench           *bench,
                  const BenchCase *one,
                  const char      *side)
{
  const char *arguments[] = { "/proc/self/exe", one->name, side, bench->folder, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);
  return strtod (output, NULL);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
bench_median (double *figures,
              guint   n)
{
  qsort (figures, n, sizeof *figures, compare);
  return figures[n / 2];
}

/* A line of the output: what all programs print alike. */
void
bench_print (const char *name,
             double      ours,
             double      raw,
             double      at_most)
{
  printf ("%s\t%.1f\t%.1f\t%.2f\t%.1f\n", name, ours, raw, ours / raw, at_most);
  fflush (stdout);
}

static void
run_case (Bench           *bench,
          const BenchCase *one)
{
  double ours[N_ROUNDS], raw[N_ROUNDS];
  double our_median, raw_median;

  bench->flags = one->flags;
  for (guint round = 0; round < N_ROUNDS; round++)
    if (one->in_child)
      {
        bench_close (bench);
        ours[round] = measure_in_child (bench, one, "ours");
        raw[round] = measure_in_child (bench, one, "raw");
      }
    else
      {
        one->prepare (bench);
        ours[round] = measure (bench, one->ours);
        raw[round] = measure (bench, one->raw);
      }
  our_median = bench_median (ours, N_ROUNDS);
  raw_median = bench_median (raw, N_ROUNDS);
  bench_print (one->name, our_median, raw_median, one->at_most);
}

static void
run_group (const BenchGroup *group,
           const char       *part)
{
  Bench bench = { .n_products = group->n_products };

  for (guint i = 0; i < *group->n_cases; i++)
    if (strstr (group->cases[i].name, part) != NULL)
      {
        if (bench.folder == NULL)
          {
            bench_set_folder (&bench, g_dir_make_tmp ("stockbook-bench-XXXXXX", NULL));
            bench_fill (&bench);
          }
        run_case (&bench, &group->cases[i]);
      }
  if (bench.folder != NULL)
    bench_clear (&bench);
}

/* Runs the cases whose names contain @part, both sides in turn, and prints a line each: name, ours,
 * raw, ratio, at most. */
void
bench_run_groups (const BenchGroup *groups,
                  guint             n_groups,
                  const char       *part)
{
  for (guint i = 0; i < n_groups; i++)
    run_group (&groups[i], part);
}
