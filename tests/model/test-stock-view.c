#include "inventory-fixture.h"

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

/* A view lists what it counts. */
static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  GDate today = fixture_today ();

  add_boundaries (fixture);
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    {
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
      g_autoptr (GArray) keys = NULL;
      g_autofree char *expected = fixture_ask (fixture, view_sql[i]);

      orm_query_where (query, stock_view_dup_condition (i, &today, 30));
      keys = orm_session_list_keys (fixture->session, query, NULL);
      g_assert_cmpint (keys->len, ==, g_ascii_strtoll (expected, NULL, 10));
    }
}

static void
test_expiry (void)
{
  static const struct
  {
    int days; /* from today */
    guint expiring_days;
    StockExpiry expiry;
  } cases[] = {
    { -1, 30, STOCK_EXPIRY_PAST }, { 0, 30, STOCK_EXPIRY_SOON },  { 30, 30, STOCK_EXPIRY_SOON },
    { 31, 30, STOCK_EXPIRY_NONE }, { -400, 1, STOCK_EXPIRY_PAST }, { 1, 1, STOCK_EXPIRY_SOON },
    { 2, 1, STOCK_EXPIRY_NONE },
  };
  GDate today = fixture_today ();
  GDate none;

  g_date_clear (&none, 1);
  g_assert_cmpint (stock_expiry_of (&none, &today, 30), ==, STOCK_EXPIRY_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = today;

      if (cases[i].days < 0)
        g_date_subtract_days (&date, -cases[i].days);
      else
        g_date_add_days (&date, cases[i].days);
      g_assert_cmpint (stock_expiry_of (&date, &today, cases[i].expiring_days), ==,
                       cases[i].expiry);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/view/conditions", test_conditions);
  g_test_add_func ("/view/expiry", test_expiry);
  return g_test_run ();
}
