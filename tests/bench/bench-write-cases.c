#include "bench-plain.h"
#include "bench-search.h"
#include "bench-sort.h"

/* A hundred thousand products in five hundred categories, written. */

/* Insert */

static void
insert_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) categories = orm_session_load_all (bench->session, query, NULL);

  for (guint i = 0; i < bench->n_products; i++)
    {
      g_autoptr (StockProduct) product = stock_product_new ();
      char name[32], sku[32];

      g_snprintf (name, sizeof name, "Product %u", i);
      g_snprintf (sku, sizeof sku, "SKU-%u", i);
      g_object_set (product, "name", name, "sku", sku, "quantity", (gint64) i % 1000,
                    "price", (gint64) 100 + i % 5000, "category",
                    g_ptr_array_index (categories, i % BENCH_CATEGORIES), NULL);
      orm_session_add (bench->session, product);
    }
  bench_commit (bench, "Insert");
}

static void
insert_raw (Bench *bench)
{
  BenchSearch *search = bench_search_new (bench);
  BenchSort *sort = bench_sort_new (bench);
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "INSERT INTO product (name, sku, quantity, price, category_id, created,"
                            " updated) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (guint i = 0; i < bench->n_products; i++)
    {
      char name[32], sku[32];
      gint64 key;

      g_snprintf (name, sizeof name, "Product %u", i);
      g_snprintf (sku, sizeof sku, "SKU-%u", i);
      sqlite3_bind_text (s, 1, name, -1, SQLITE_STATIC);
      sqlite3_bind_text (s, 2, sku, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (s, 3, i % 1000);
      sqlite3_bind_int64 (s, 4, 100 + i % 5000);
      sqlite3_bind_int64 (s, 5, 1 + i % BENCH_CATEGORIES);
      sqlite3_bind_int64 (s, 6, 1);
      sqlite3_bind_int64 (s, 7, 1);
      bench_run (bench, s);
      key = sqlite3_last_insert_rowid (bench->db);
      bench_search_add (search, key, name, sku);
      bench_sort_add (sort, key, name);
    }
  sqlite3_finalize (s);
  bench_search_free (search);
  bench_sort_free (sort);
  bench_exec (bench, "COMMIT");
}

/* Change, of what is loaded */

void
bench_change_ours (Bench *bench)
{
  for (guint i = 0; i < bench->products->len; i++)
    {
      StockProduct *product = g_ptr_array_index (bench->products, i);

      g_object_set (product, "price", product->price + 1, NULL);
    }
  bench_commit (bench, "Change");
}

void
bench_change_raw (Bench *bench)
{
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "UPDATE product SET price = ?, updated = ? WHERE product_id = ?");
  for (guint i = 0; i < bench->plain->len; i++)
    {
      PlainProduct *product = &g_array_index (bench->plain, PlainProduct, i);

      sqlite3_bind_int64 (s, 1, ++product->price);
      sqlite3_bind_int64 (s, 2, ++product->updated);
      sqlite3_bind_int64 (s, 3, product->product_id);
      bench_run (bench, s);
    }
  sqlite3_finalize (s);
  bench_exec (bench, "COMMIT");
}

/* Delete, of what is loaded */

static void
fill_and_load (Bench *bench)
{
  bench_fill (bench);
  bench_load (bench);
}

static void
delete_ours (Bench *bench)
{
  for (guint i = 0; i < bench->products->len; i += 10)
    orm_session_remove (bench->session, g_ptr_array_index (bench->products, i));
  bench_commit (bench, "Delete");
}

static void
delete_raw (Bench *bench)
{
  BenchSearch *search = bench_search_new (bench);
  BenchSort *sort = bench_sort_new (bench);
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "DELETE FROM product WHERE product_id = ?");
  for (guint i = 0; i < bench->plain->len; i += 10)
    {
      gint64 key = g_array_index (bench->plain, PlainProduct, i).product_id;

      bench_search_remove (search, key);
      bench_sort_remove (sort, key);
      sqlite3_bind_int64 (s, 1, key);
      bench_run (bench, s);
    }
  sqlite3_finalize (s);
  bench_search_free (search);
  bench_sort_free (sort);
  bench_exec (bench, "COMMIT");
}

const BenchCase bench_write_cases[] = {
  { "insert in one unit of work, journal off", 1.5, bench_make_files, insert_ours, insert_raw,
    .flags = ORM_OPEN_NO_HISTORY },
  { "insert in one unit of work, journal on", 2.5, bench_make_files, insert_ours, insert_raw },
  { "one attribute changed on all, journal off", 1.8, bench_load, bench_change_ours,
    bench_change_raw, .flags = ORM_OPEN_NO_HISTORY },
  { "one attribute changed on all, journal on", 3.0, bench_load, bench_change_ours,
    bench_change_raw },
  { "delete 10 %, journal off", 2.0, fill_and_load, delete_ours, delete_raw,
    .flags = ORM_OPEN_NO_HISTORY },
};

const guint bench_n_write_cases = G_N_ELEMENTS (bench_write_cases);
