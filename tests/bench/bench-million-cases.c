#include "bench.h"

/* A million products: what a list costs, and a step that changes ten thousand cells. */

#define N_CELLS 10000

static void
list_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmList) list = NULL;

  orm_query_order_by (query, "quantity", ORM_ASCENDING);
  list = orm_list_new (bench->session, query);
  g_assert (g_list_model_get_n_items (G_LIST_MODEL (list)) == bench->n_products);
}

static void
list_raw (Bench *bench)
{
  sqlite3_stmt *s =
    bench_prepare (bench, "SELECT product_id FROM product ORDER BY quantity, product_id");
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (sqlite3_step (s) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (s, 0);

      g_array_append_val (keys, key);
    }
  sqlite3_finalize (s);
}

static void
load_cells (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  bench_open (bench);
  orm_query_limit (query, N_CELLS);
  bench->products = orm_session_load_all (bench->session, query, NULL);
  for (guint i = 0; i < bench->products->len; i++)
    {
      StockProduct *product = g_ptr_array_index (bench->products, i);

      g_object_set (product, "price", product->price + 1, NULL);
    }
}

static void
step_ours (Bench *bench)
{
  bench_commit (bench, "Cells");
}

static void
step_raw (Bench *bench)
{
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "UPDATE product SET price = price + 1, updated = ?"
                            " WHERE product_id = ?");
  for (guint i = 1; i <= N_CELLS; i++)
    {
      sqlite3_bind_int64 (s, 1, 2);
      sqlite3_bind_int64 (s, 2, i);
      if (sqlite3_step (s) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bench->db));
      sqlite3_reset (s);
    }
  sqlite3_finalize (s);
  bench_exec (bench, "COMMIT");
}

static void
undo_ours (Bench *bench)
{
  g_autoptr (GError) error = NULL;

  if (!orm_history_undo (orm_session_get_history (bench->session), &error))
    g_error ("%s", error->message);
}

/* The yardstick of undo is the step itself, done again. */
static void
redo_ours (Bench *bench)
{
  for (guint i = 0; i < bench->products->len; i++)
    {
      StockProduct *product = g_ptr_array_index (bench->products, i);

      g_object_set (product, "price", product->price + 1, NULL);
    }
  bench_commit (bench, "Cells");
}

static void
load_and_step (Bench *bench)
{
  load_cells (bench);
  bench_commit (bench, "Cells");
}

const BenchCase bench_million_cases[] = {
  { "1,000,000: list ready, by an indexed column", 1.3, bench_open, list_ours, list_raw },
  { "1,000,000: 10,000 cells in one step, journal on", 3.0, load_cells, step_ours, step_raw },
  { "1,000,000: undo of that step, against the step", 2.0, load_and_step, undo_ours, redo_ours },
};

const guint bench_n_million_cases = G_N_ELEMENTS (bench_million_cases);
