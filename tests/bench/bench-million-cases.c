#include "bench-plain.h"

#include "orm/orm-session-private.h"

/* A million products: what a list costs, and a step that changes ten thousand cells. */

#define N_CELLS 10000

/* What a window shows at first, and what a list of a million may cost. */
#define N_SHOWN 200
#define MOST_KB (40 * 1024)

static OrmList *
list_new (Bench      *bench,
          const char *order_by)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  OrmList *list;

  orm_query_order_by (query, order_by, ORM_ASCENDING);
  list = orm_list_new (bench->session, query);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, bench->n_products);
  return list;
}

static void
list_ours (Bench *bench)
{
  g_object_unref (list_new (bench, "quantity"));
}

static void
list_by_name_ours (Bench *bench)
{
  g_object_unref (list_new (bench, "name"));
}

static void
read_keys (Bench      *bench,
           const char *sql)
{
  sqlite3_stmt *s = bench_prepare (bench, sql);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (sqlite3_step (s) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (s, 0);

      g_array_append_val (keys, key);
    }
  sqlite3_finalize (s);
  g_assert_cmpuint (keys->len, ==, bench->n_products);
}

static void
list_raw (Bench *bench)
{
  read_keys (bench, "SELECT product_id FROM product ORDER BY quantity, product_id");
}

static void
list_by_name_raw (Bench *bench)
{
  read_keys (bench, "SELECT row_id FROM product_sort ORDER BY name_key, row_id");
}

/* Leaves the list to the end of the process. */
static void
show_ours (Bench *bench)
{
  GListModel *list = G_LIST_MODEL (list_new (bench, "quantity"));

  bench->products = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_SHOWN; i++)
    g_ptr_array_add (bench->products, g_list_model_get_item (list, i));
}

static void
allow_memory (Bench *bench)
{
  bench->figure = MOST_KB;
}

static void
count_ours (Bench *bench)
{
  show_ours (bench);
  bench->figure = bench->session->records.n_records;
}

static void
allow_shown (Bench *bench)
{
  bench->figure = N_SHOWN;
}

static void
load_cells (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  sqlite3_stmt *s;

  bench_open (bench);
  orm_query_limit (query, N_CELLS);
  bench->products = orm_session_load_all (bench->session, query, NULL);
  s = bench_prepare (bench, "SELECT " PLAIN_COLUMNS " FROM product ORDER BY product_id LIMIT ?");
  sqlite3_bind_int (s, 1, N_CELLS);
  bench->plain = plain_products_new ();
  plain_products_read (bench->plain, s);
  sqlite3_finalize (s);
}

static void
load_and_change (Bench *bench)
{
  load_cells (bench);
  bench_change_ours (bench);
}

static void
undo_ours (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  if (!orm_history_undo (orm_session_get_history (bench->session), &error))
    g_error ("%s", error->message);
}

/* What it takes to free a session with this many objects, whose list is the last to hold them. */
static double
time_free (Bench *bench,
           guint  n)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  GPtrArray *products;
  gint64 start;

  orm_query_limit (query, n);
  products = orm_session_load_all (bench->session, query, NULL);
  g_assert_cmpuint (products->len, ==, n);
  start = g_get_monotonic_time ();
  g_ptr_array_unref (products);
  g_clear_object (&bench->inventory);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static void
free_all (Bench *bench)
{
  bench->figure = time_free (bench, bench->n_products);
}

static void
free_tenths (Bench *bench)
{
  double total = 0.0;

  for (guint i = 0; i < 10; i++)
    {
      bench_open (bench);
      total += time_free (bench, bench->n_products / 10);
    }
  bench->figure = total;
}

/* The yardstick of undo is the step itself, taken again; that of freeing, ten sessions with a tenth
 * of the objects each. */
const BenchCase bench_million_cases[] = {
  { "1,000,000: list ready, by an indexed column", 1.3, bench_open, list_ours, list_raw },
  { "1,000,000: list ready, by name in natural order", 1.3, bench_open, list_by_name_ours,
    list_by_name_raw },
  { "1,000,000: rows read for a list's first page, beside those shown", 1.3, bench_open,
    count_ours, allow_shown, .in_child = TRUE },
  { "1,000,000: memory of a list and its first page, kB, beside 40 MB", 1.0, bench_open, show_ours,
    allow_memory, .in_child = TRUE },
  { "1,000,000: 10,000 cells in one step, journal on", 3.0, load_cells, bench_change_ours,
    bench_change_raw },
  { "1,000,000: undo of that step, beside the step", 2.0, load_and_change, undo_ours,
    bench_change_ours },
  { "1,000,000: session freed, beside ten of 100,000", 2.0, bench_open, free_all, free_tenths,
    .in_child = TRUE },
};

const guint bench_n_million_cases = G_N_ELEMENTS (bench_million_cases);
