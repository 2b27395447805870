#include "inventory-fixture.h"
#include "ui/stock-scope.h"

/* The names that a scope finds. */
static char *
names_of (Fixture    *self,
          StockScope *scope)
{
  g_autoptr (StockCalendar) calendar = stock_calendar_new ();
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  g_autoptr (OrmQuery) query = NULL;
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GError) error = NULL;
  GString *names = g_string_new (NULL);

  stock_calendar_set_now (calendar, now);
  query = stock_scope_dup_query (scope, calendar);
  orm_query_order_by (query, "name", ORM_ASCENDING);
  products = orm_session_load_all (self->session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < products->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            STOCK_PRODUCT (g_ptr_array_index (products, i))->name);
  return g_string_free (names, FALSE);
}

static void
test_views (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    StockView view;
    const char *names;
  } cases[] = {
    { STOCK_VIEW_ALL, "Butter Feta Rye Salt" },
    { STOCK_VIEW_LOW_STOCK, "Feta Rye" },
    { STOCK_VIEW_EXPIRING, "Feta" },
    { STOCK_VIEW_EXPIRED, "Butter" },
    { STOCK_VIEW_NO_CATEGORY, "Salt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockScope) scope = stock_scope_new_view (cases[i].view);
      g_autofree char *names = names_of (self, scope);

      g_test_message ("%s", stock_scope_get_title (scope));
      g_assert_cmpstr (names, ==, cases[i].names);
      g_assert_cmpint (stock_scope_get_view (scope), ==, cases[i].view);
      g_assert_null (stock_scope_get_category (scope));
      g_assert_nonnull (stock_scope_get_icon_name (scope));
      g_assert_cmpuint (strlen (stock_scope_get_empty_title (scope)), >, 0);
      g_assert_cmpuint (strlen (stock_scope_get_empty_description (scope)), >, 0);
    }
}

static void
test_category (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (self, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (StockCategory) bakery = fixture_load (self, STOCK_TYPE_CATEGORY, 2);
  g_autoptr (StockScope) scope = stock_scope_new_category (dairy);
  g_autoptr (StockScope) same = stock_scope_new_category (dairy);
  g_autoptr (StockScope) other = stock_scope_new_category (bakery);
  g_autoptr (StockScope) all = stock_scope_new_view (STOCK_VIEW_ALL);
  g_autofree char *names = names_of (self, scope);

  g_assert_cmpstr (names, ==, "Butter Feta");
  g_assert_cmpstr (stock_scope_get_title (scope), ==, "Dairy");
  g_assert_null (stock_scope_get_icon_name (scope));
  g_assert_cmpint (stock_scope_get_view (scope), ==, STOCK_N_VIEWS);
  g_assert_true (stock_scope_equal (scope, same));
  g_assert_false (stock_scope_equal (scope, other));
  g_assert_false (stock_scope_equal (scope, all));
  g_assert_false (stock_scope_equal (scope, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-scope/views", test_views);
  fixture_add_test ("/stock-scope/category", test_category);
  return g_test_run ();
}
