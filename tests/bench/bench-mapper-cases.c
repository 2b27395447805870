#include "bench.h"

#include <stdio.h>
#include <string.h>

/* A hundred thousand products in five hundred categories. The yardstick fills plain structs. */

#define N_BY_KEY 10000

typedef struct
{
  gint64 product_id, quantity, unit_decimals, price, reorder_level, category_id, created, updated;
  char *name, *sku, *barcode, *unit, *supplier, *location, *notes;
  GDate expiry_date;
} PlainProduct;

#define COLUMNS \
  "product_id, name, sku, barcode, quantity, unit, unit_decimals, price, expiry_date," \
  " reorder_level, supplier, location, notes, category_id, created, updated"

static char *
dup_column (sqlite3_stmt *statement,
            int           index)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, index));
}

static void
read_product (sqlite3_stmt *s,
              PlainProduct *p)
{
  const char *date = (const char *) sqlite3_column_text (s, 8);
  int year, month, day;

  *p = (PlainProduct) {
    .product_id = sqlite3_column_int64 (s, 0), .name = dup_column (s, 1), .sku = dup_column (s, 2),
    .barcode = dup_column (s, 3), .quantity = sqlite3_column_int64 (s, 4),
    .unit = dup_column (s, 5), .unit_decimals = sqlite3_column_int64 (s, 6),
    .price = sqlite3_column_int64 (s, 7), .reorder_level = sqlite3_column_int64 (s, 9),
    .supplier = dup_column (s, 10), .location = dup_column (s, 11), .notes = dup_column (s, 12),
    .category_id = sqlite3_column_int64 (s, 13), .created = sqlite3_column_int64 (s, 14),
    .updated = sqlite3_column_int64 (s, 15),
  };
  if (date != NULL && sscanf (date, "%d-%d-%d", &year, &month, &day) == 3)
    g_date_set_dmy (&p->expiry_date, day, month, year);
}

static void
clear_product (gpointer data)
{
  PlainProduct *p = data;

  g_free (p->name);
  g_free (p->sku);
  g_free (p->barcode);
  g_free (p->unit);
  g_free (p->supplier);
  g_free (p->location);
  g_free (p->notes);
}

static GArray *
read_products (Bench      *bench,
               const char *where)
{
  g_autofree char *sql = g_strconcat ("SELECT " COLUMNS " FROM product ", where, NULL);
  sqlite3_stmt *s = bench_prepare (bench, sql);
  GArray *products = g_array_new (FALSE, FALSE, sizeof (PlainProduct));

  g_array_set_clear_func (products, clear_product);
  while (sqlite3_step (s) == SQLITE_ROW)
    {
      PlainProduct product;

      read_product (s, &product);
      g_array_append_val (products, product);
    }
  sqlite3_finalize (s);
  return products;
}

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
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "INSERT INTO product (name, sku, quantity, price, category_id, created,"
                            " updated) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (guint i = 0; i < bench->n_products; i++)
    {
      char name[32], sku[32];

      g_snprintf (name, sizeof name, "Product %u", i);
      g_snprintf (sku, sizeof sku, "SKU-%u", i);
      sqlite3_bind_text (s, 1, name, -1, SQLITE_STATIC);
      sqlite3_bind_text (s, 2, sku, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (s, 3, i % 1000);
      sqlite3_bind_int64 (s, 4, 100 + i % 5000);
      sqlite3_bind_int64 (s, 5, 1 + i % BENCH_CATEGORIES);
      sqlite3_bind_int64 (s, 6, 1);
      sqlite3_bind_int64 (s, 7, 1);
      if (sqlite3_step (s) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bench->db));
      sqlite3_reset (s);
    }
  sqlite3_finalize (s);
  bench_exec (bench, "COMMIT");
}

/* Load */

static void
load_ours (Bench *bench)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  bench->products = orm_session_load_all (bench->session, query, NULL);
}

static void
load_raw (Bench *bench)
{
  g_array_unref (read_products (bench, ""));
}

/* By key */

static void
keys_ours (Bench *bench)
{
  if (bench->products == NULL)
    bench->products = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_BY_KEY; i++)
    g_ptr_array_add (bench->products,
                     orm_session_load (bench->session, STOCK_TYPE_PRODUCT,
                                       1 + i * 7919 % bench->n_products, NULL));
}

static void
fill_and_load_keys (Bench *bench)
{
  bench_open (bench);
  keys_ours (bench);
}

static void
keys_raw (Bench *bench)
{
  sqlite3_stmt *s = bench_prepare (bench, "SELECT " COLUMNS " FROM product WHERE product_id = ?");

  for (guint i = 0; i < N_BY_KEY; i++)
    {
      PlainProduct product;

      sqlite3_bind_int64 (s, 1, 1 + i * 7919 % bench->n_products);
      if (sqlite3_step (s) != SQLITE_ROW)
        g_error ("%s", sqlite3_errmsg (bench->db));
      read_product (s, &product);
      clear_product (&product);
      sqlite3_reset (s);
    }
  sqlite3_finalize (s);
}

/* Change */

static void
fill_and_change (Bench *bench)
{
  bench_fill (bench);
  load_ours (bench);
  for (guint i = 0; i < bench->products->len; i++)
    {
      StockProduct *product = g_ptr_array_index (bench->products, i);

      g_object_set (product, "price", product->price + 1, NULL);
    }
}

static void
change_ours (Bench *bench)
{
  bench_commit (bench, "Change");
}

static void
change_raw (Bench *bench)
{
  sqlite3_stmt *s;

  bench_exec (bench, "BEGIN IMMEDIATE");
  s = bench_prepare (bench, "UPDATE product SET price = ?, updated = ? WHERE product_id = ?");
  for (guint i = 0; i < bench->n_products; i++)
    {
      sqlite3_bind_int64 (s, 1, 101 + i % 5000);
      sqlite3_bind_int64 (s, 2, 2);
      sqlite3_bind_int64 (s, 3, i + 1);
      if (sqlite3_step (s) != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (bench->db));
      sqlite3_reset (s);
    }
  sqlite3_finalize (s);
  bench_exec (bench, "COMMIT");
}

/* Relationships */

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
  OrmTotal worth = 0;

  for (guint i = 0; i < BENCH_CATEGORIES; i++)
    {
      g_autofree char *where =
        g_strdup_printf ("WHERE category_id = %u ORDER BY product_id", i + 1);
      g_autoptr (GArray) products = read_products (bench, where);

      for (guint j = 0; j < products->len; j++)
        worth += (OrmTotal) g_array_index (products, PlainProduct, j).quantity
                 * g_array_index (products, PlainProduct, j).price;
    }
  bench->sink = worth;
}

static void
names_ours (Bench *bench)
{
  gsize length = 0;

  keys_ours (bench);
  for (guint i = 0; i < bench->products->len; i++)
    length += strlen (stock_product_get_category (g_ptr_array_index (bench->products, i))->name);
  bench->sink = length;
}

static void
names_raw (Bench *bench)
{
  sqlite3_stmt *s =
    bench_prepare (bench, "SELECT p.product_id, p.name, c.name FROM product AS p"
                          " JOIN category AS c USING (category_id) WHERE product_id = ?");
  gsize length = 0;

  for (guint i = 0; i < N_BY_KEY; i++)
    {
      sqlite3_bind_int64 (s, 1, 1 + i * 7919 % bench->n_products);
      if (sqlite3_step (s) != SQLITE_ROW)
        g_error ("%s", sqlite3_errmsg (bench->db));
      length += strlen ((const char *) sqlite3_column_text (s, 2));
      sqlite3_reset (s);
    }
  sqlite3_finalize (s);
  bench->sink = length;
}

const BenchCase bench_mapper_cases[] = {
  { "insert in one unit of work, journal on", 2.5, bench_make_files, insert_ours, insert_raw },
  { "one attribute changed on all, journal on", 3.0, fill_and_change, change_ours, change_raw },
  { "load all as objects", 1.6, bench_open, load_ours, load_raw },
  { "10,000 by primary key, fresh session", 2.0, bench_open, keys_ours, keys_raw },
  { "the same again, from the identity map", 0.3, fill_and_load_keys, keys_ours, keys_raw },
  { "products of every category, lazily", 1.6, bench_open, lists_ours, lists_raw },
  { "category name of 10,000 products, lazily", 1.5, bench_open, names_ours, names_raw },
};

const guint bench_n_mapper_cases = G_N_ELEMENTS (bench_mapper_cases);
