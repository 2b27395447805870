#include "inventory-fixture.h"
#include "model/stock-counts.h"

static const char *const view_sql[STOCK_N_VIEWS] = {
  [STOCK_VIEW_ALL] = "SELECT count(*) FROM product",
  [STOCK_VIEW_LOW_STOCK] = "SELECT count(*) FROM product WHERE quantity <= reorder_level",
  [STOCK_VIEW_EXPIRING] = "SELECT count(*) FROM product"
                          " WHERE expiry_date BETWEEN '2026-11-22' AND '2026-12-22'",
  [STOCK_VIEW_EXPIRED] = "SELECT count(*) FROM product WHERE expiry_date < '2026-11-22'",
  [STOCK_VIEW_NO_CATEGORY] = "SELECT count(*) FROM product WHERE category_id IS NULL",
};

/* Days beside each boundary of a view. */
static void
add_boundaries (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO product (name, expiry_date) VALUES"
                        " ('a', '2026-11-21'), ('b', '2026-11-22'), ('c', '2026-12-22'),"
                        " ('d', '2026-12-23'), ('e', NULL)");
  fixture_sql (fixture, "INSERT INTO product (name, quantity, reorder_level, category_id) VALUES"
                        " ('f', 0, NULL, 1), ('g', 0, 0, 2), ('h', 1, 0, 2), ('i', -1, 0, NULL)");
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static StockCounts *
load_counts (Fixture     *fixture,
             const GDate *today,
             guint        expiring_days)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StockCounts *counts;

  stock_counts_load_async (fixture->session, today, expiring_days, NULL, answered_cb, &result);
  wait_until (result != NULL);
  counts = stock_counts_load_finish (result, &error);
  g_assert_no_error (error);
  return counts;
}

static void
load_worth (Fixture  *fixture,
            OrmQuery *query,
            gint64   *n_products,
            OrmTotal *worth)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stock_worth_load_async (fixture->session, query, NULL, answered_cb, &result);
  wait_until (result != NULL);
  g_assert_true (stock_worth_load_finish (fixture->session, result, n_products, worth, &error));
  g_assert_no_error (error);
}

static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  GDate today = fixture_today ();
  g_autoptr (StockCounts) counts = NULL;
  gint64 dairy = 1, bakery = 2;

  add_boundaries (fixture);
  counts = load_counts (fixture, &today, 30);
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    {
      g_autofree char *expected = fixture_ask (fixture, view_sql[i]);

      g_assert_cmpint (counts->views[i], ==, g_ascii_strtoll (expected, NULL, 10));
      g_assert_cmpint (counts->views[i], >, 0);
    }
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts->categories, &dairy)), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts->categories, &bakery)), ==, 3);
  g_assert_cmpuint (g_hash_table_size (counts->categories), ==, 2);
}

/* At random, against the same in plain C: what a view finds is what the functions for one product
 * say, for any number of days. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  GDate today = fixture_today ();
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (GPtrArray) products = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO product (quantity, reorder_level, unit_decimals, price,"
                         " expiry_date, category_id) VALUES (%d, nullif (%d, 0), %d, %d,"
                         " CASE WHEN %d THEN date ('2026-11-22', '%d days') END, nullif (%d, 0))",
                         g_test_rand_int_range (-9, 10), g_test_rand_int_range (0, 10),
                         g_test_rand_int_range (0, 7), g_test_rand_int_range (-500, 500),
                         g_test_rand_bit (), g_test_rand_int_range (-5, 6),
                         g_test_rand_int_range (0, 3));

      fixture_sql (fixture, sql);
    }
  products = orm_session_load_all (fixture->session, query, NULL);
  for (guint days = 0; days < 6; days++)
    {
      gint64 expected[STOCK_N_VIEWS] = { products->len };
      g_autoptr (StockCounts) counts = load_counts (fixture, &today, days);

      for (guint i = 0; i < products->len; i++)
        {
          StockProduct *product = products->pdata[i];
          StockExpiry expiry = stock_expiry_of (&product->expiry_date, &today, days);

          expected[STOCK_VIEW_LOW_STOCK] += stock_product_is_low (product);
          expected[STOCK_VIEW_EXPIRING] += expiry == STOCK_EXPIRY_SOON;
          expected[STOCK_VIEW_EXPIRED] += expiry == STOCK_EXPIRY_PAST;
          expected[STOCK_VIEW_NO_CATEGORY] += stock_product_get_category (product) == NULL;
        }
      for (guint i = 0; i < STOCK_N_VIEWS; i++)
        g_assert_cmpint (counts->views[i], ==, expected[i]);
    }
}

/* The worth of one product is what the product says itself. */
static void
test_worth_of_one (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmQuery) all = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (GPtrArray) products = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO product (quantity, unit_decimals, price)"
                         " VALUES (%d, %d, %d * 5)", g_test_rand_int_range (-2000, 2000),
                         g_test_rand_int_range (0, 7), g_test_rand_int_range (-2000, 2000));

      fixture_sql (fixture, sql);
    }
  products = orm_session_load_all (fixture->session, all, NULL);
  for (guint i = 0; i < products->len; i++)
    {
      StockProduct *product = products->pdata[i];
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
      gint64 n_products;
      OrmTotal worth;

      orm_query_where (query, orm_condition_compare ("product-id", ORM_EQUAL,
                                                     ORM_INT (product->product_id)));
      load_worth (fixture, query, &n_products, &worth);
      g_assert_cmpint (n_products, ==, 1);
      g_assert_true (worth == stock_product_get_value (product));
    }
}

/* 51 x 3.00 + 10 x 7.00 + 4 x 2.50 + 20 x 0.80, and then what would not fit 64 bits. */
static void
test_worth (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  gint64 n_products;
  OrmTotal worth;

  load_worth (fixture, query, &n_products, &worth);
  g_assert_cmpint (n_products, ==, 4);
  g_assert_cmpint ((gint64) worth, ==, 24900);

  /* 0.003 kg at 1.00 is three tenths of a cent: two of them are one cent, but only once summed. */
  fixture_sql (fixture, "INSERT INTO product (name, quantity, unit_decimals, price)"
                        " VALUES ('a', 3, 3, 100), ('b', 3, 3, 100)");
  load_worth (fixture, query, &n_products, &worth);
  g_assert_cmpint ((gint64) worth, ==, 24901);

  fixture_sql (fixture, "DELETE FROM product; INSERT INTO product (quantity, price) VALUES"
                        " (1000000000000, 1000000000000), (1000000000000, 1000000000000)");
  load_worth (fixture, query, &n_products, &worth);
  g_assert_true (worth == (OrmTotal) 2 * STOCK_LIMIT * STOCK_LIMIT);
}

/* Whoever cancels is told so, whichever of the two statements runs. */
static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  GDate today = fixture_today ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stock_counts_load_async (fixture->session, &today, 30, cancellable, answered_cb, &result);
  g_cancellable_cancel (cancellable);
  wait_until (result != NULL);
  g_assert_null (stock_counts_load_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/counts/counts", test_counts);
  fixture_add_test ("/counts/random", test_random);
  fixture_add_test ("/counts/worth", test_worth);
  fixture_add_test ("/counts/worth-of-one", test_worth_of_one);
  fixture_add_test ("/counts/cancel", test_cancel);
  return g_test_run ();
}
