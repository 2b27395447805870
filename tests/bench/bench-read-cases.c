#include "bench-plain.h"

#include <string.h>

/* A hundred thousand products in five hundred categories, read. */

#define N_SOME 10000

/* All */

static void
load_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  bench->products = orm_session_load_all (bench->session, query, NULL);
}

static void
load_raw (Bench *bench)
{
  sqlite3_stmt *s = bench_prepare (bench, "SELECT " PLAIN_COLUMNS " FROM product");

  bench->plain = plain_products_new ();
  plain_products_read (bench->plain, s);
  sqlite3_finalize (s);
}

void
bench_load (Bench *bench)
{
  bench_open (bench);
  load_ours (bench);
  load_raw (bench);
}

/* By key, in an order that is not theirs */

static gint64
key_at (Bench *bench,
        guint  i)
{
  return 1 + i * 7919 % bench->n_products;
}

static void
keys_ours (Bench *bench)
{
  if (bench->products == NULL)
    bench->products = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_SOME; i++)
    g_ptr_array_add (bench->products, orm_session_load (bench->session, STOCK_TYPE_PRODUCT,
                                                        key_at (bench, i), NULL));
}

static void
keys_raw (Bench *bench)
{
  sqlite3_stmt *s =
    bench_prepare (bench, "SELECT " PLAIN_COLUMNS " FROM product WHERE product_id = ?");

  bench->plain = plain_products_new ();
  for (guint i = 0; i < N_SOME; i++)
    {
      sqlite3_bind_int64 (s, 1, key_at (bench, i));
      plain_products_read (bench->plain, s);
    }
  sqlite3_finalize (s);
  g_assert_cmpuint (bench->plain->len, ==, N_SOME);
}

static void
load_keys (Bench *bench)
{
  bench_open (bench);
  keys_ours (bench);
}

/* The lists of back-references */

static void
lists_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) categories = orm_session_load_all (bench->session, query, NULL);
  OrmTotal worth = 0;

  for (guint i = 0; i < categories->len; i++)
    {
      g_autoptr (GListModel) products = NULL;

      g_object_get (g_ptr_array_index (categories, i), "products", &products, NULL);
      for (guint j = 0; j < g_list_model_get_n_items (products); j++)
        {
          g_autoptr (StockProduct) product = g_list_model_get_item (products, j);

          worth += (OrmTotal) product->quantity * product->price;
        }
    }
  bench->sink = worth;
}

static void
lists_raw (Bench *bench)
{
  sqlite3_stmt *s = bench_prepare (bench, "SELECT " PLAIN_COLUMNS " FROM product"
                                          " WHERE category_id = ? ORDER BY product_id");
  OrmTotal worth = 0;

  for (guint i = 0; i < BENCH_CATEGORIES; i++)
    {
      g_autoptr (GArray) products = plain_products_new ();

      sqlite3_bind_int64 (s, 1, i + 1);
      plain_products_read (products, s);
      for (guint j = 0; j < products->len; j++)
        worth += (OrmTotal) g_array_index (products, PlainProduct, j).quantity
                 * g_array_index (products, PlainProduct, j).price;
    }
  sqlite3_finalize (s);
  g_assert_cmpint (bench->sink, ==, (gint64) worth);
}

/* References */

static void
names_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  gsize length = 0;

  orm_query_limit (query, N_SOME);
  bench->products = orm_session_load_all (bench->session, query, NULL);
  for (guint i = 0; i < bench->products->len; i++)
    length += strlen (stock_product_get_category (g_ptr_array_index (bench->products, i))->name);
  bench->sink = length;
}

static void
names_raw (Bench *bench)
{
  sqlite3_stmt *s =
    bench_prepare (bench, "SELECT " PLAIN_COLUMNS ", category_name FROM product JOIN"
                          " (SELECT category_id AS other_id, name AS category_name FROM category)"
                          " ON category_id = other_id ORDER BY product_id LIMIT ?");
  gsize length = 0;

  sqlite3_bind_int (s, 1, N_SOME);
  bench->plain = plain_products_new ();
  while (sqlite3_step (s) == SQLITE_ROW)
    {
      plain_products_add (bench->plain, s);
      length += strlen ((const char *) sqlite3_column_text (s, 16));
    }
  sqlite3_finalize (s);
  g_assert_cmpint (bench->sink, ==, length);
}

const BenchCase bench_read_cases[] = {
  { "load all as objects", 1.6, bench_open, load_ours, load_raw },
  { "10,000 by primary key, fresh session", 2.0, bench_open, keys_ours, keys_raw },
  { "the same again, from the identity map", 0.3, load_keys, keys_ours, keys_raw },
  { "products of every category, lazily", 1.6, bench_open, lists_ours, lists_raw },
  { "category name of 10,000 products, lazily", 1.5, bench_open, names_ours, names_raw },
  { "memory after loading all, kB", 1.6, bench_open, load_ours, load_raw, .in_child = TRUE },
};

const guint bench_n_read_cases = G_N_ELEMENTS (bench_read_cases);
