#include "inventory-fixture.h"

#include "ui/stock-filter.h"

/* The names that a filter lets through, in alphabetical order. */
static char *
dup_names (Fixture           *self,
           const StockFilter *filter)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (GPtrArray) products = NULL;
  g_autoptr (GError) error = NULL;
  GString *names = g_string_new (NULL);
  GDate today = fixture_today ();

  orm_query_where (query, stock_filter_dup_condition (filter, self->inventory, &today));
  orm_query_order_by (query, "name", ORM_ASCENDING);
  products = orm_session_load_all (self->session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < products->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            STOCK_PRODUCT (g_ptr_array_index (products, i))->name);
  return g_string_free (names, FALSE);
}

#define NONE { NULL }

/* A row: a column, a test, its values, who passes, and how that is told. */
static const struct
{
  const char *field;
  StockTest test;
  const char *values[4];
  const char *names;
  const char *text;
} cases[] = {
  { "name", STOCK_TEST_ONE_OF, { "Rye", "Salt" }, "Rye Salt", "Name: Rye, Salt" },
  { "name", STOCK_TEST_CONTAINS, { "T" }, "Butter Feta Salt", "Name contains “T”" },
  { "name", STOCK_TEST_CONTAINS, { "%" }, "", "Name contains “%”" },
  { "name", STOCK_TEST_BEGINS, { "b" }, "Butter", "Name begins with “b”" },
  { "sku", STOCK_TEST_ONE_OF, { "", "D-1" }, "Butter Salt", "SKU: (empty), D-1" },
  { "sku", STOCK_TEST_EMPTY, NONE, "Salt", "SKU is empty" },
  { "sku", STOCK_TEST_FILLED, NONE, "Butter Feta Rye", "SKU is not empty" },
  { "category", STOCK_TEST_ONE_OF, { "Dairy" }, "Butter Feta", "Category: Dairy" },
  { "category", STOCK_TEST_ONE_OF, { "", "Bakery" }, "Rye Salt", "Category: (empty), Bakery" },
  { "category", STOCK_TEST_CONTAINS, { "ak" }, "Rye", "Category contains “ak”" },
  { "category", STOCK_TEST_EMPTY, NONE, "Salt", "Category is empty" },
  { "category", STOCK_TEST_FILLED, NONE, "Butter Feta Rye", "Category is not empty" },
  { "quantity", STOCK_TEST_EQUAL, { "10" }, "Feta", "Quantity = 10" },
  { "quantity", STOCK_TEST_EQUAL, { "10.5" }, "", "Quantity = 10.5" },
  { "quantity", STOCK_TEST_LESS, { "10" }, "Rye", "Quantity < 10" },
  { "quantity", STOCK_TEST_LESS, { "10.5" }, "Feta Rye", "Quantity < 10.5" },
  { "quantity", STOCK_TEST_MORE, { "20" }, "Butter", "Quantity > 20" },
  { "quantity", STOCK_TEST_MORE, { "19.5" }, "Butter Salt", "Quantity > 19.5" },
  { "quantity", STOCK_TEST_MORE, { "-0.5" }, "Butter Feta Rye Salt", "Quantity > -0.5" },
  { "quantity", STOCK_TEST_LESS, { "-0.5" }, "", "Quantity < -0.5" },
  { "quantity", STOCK_TEST_BETWEEN, { "4", "10" }, "Feta Rye", "Quantity from 4 to 10" },
  { "quantity", STOCK_TEST_BETWEEN, { "4.5", "9.5" }, "", "Quantity from 4.5 to 9.5" },
  { "price", STOCK_TEST_EQUAL, { "2.5" }, "Rye", "Price = 2.5" },
  { "price", STOCK_TEST_LESS, { "2.5" }, "Salt", "Price < 2.5" },
  { "price", STOCK_TEST_MORE, { "2.999" }, "Butter Feta", "Price > 2.999" },
  { "reorder_level", STOCK_TEST_EMPTY, NONE, "Butter Salt", "Reorder level is empty" },
  { "reorder_level", STOCK_TEST_MORE, { "8" }, "Feta", "Reorder level > 8" },
  { "expiry_date", STOCK_TEST_EQUAL, { "2026-12-02" }, "Feta", "Expires on Dec 2, 2026" },
  { "expiry_date", STOCK_TEST_LESS, { "2026-11-22" }, "Butter", "Expires before Nov 22, 2026" },
  { "expiry_date", STOCK_TEST_MORE, { "2026-11-21" }, "Feta Rye", "Expires after Nov 21, 2026" },
  { "expiry_date", STOCK_TEST_BETWEEN, { "2026-11-21", "2026-12-02" }, "Butter Feta",
    "Expires from Nov 21, 2026 to Dec 2, 2026" },
  { "expiry_date", STOCK_TEST_TODAY, NONE, "", "Expires today" },
  { "expiry_date", STOCK_TEST_THIS_MONTH, NONE, "Butter", "Expires this month" },
  { "expiry_date", STOCK_TEST_NEXT_DAYS, NONE, "Feta", "Expires in the next 30 days" },
  { "expiry_date", STOCK_TEST_EMPTY, NONE, "Salt", "Expires is empty" },
  { "tags", STOCK_TEST_ONE_OF, { "cold" }, "Butter Feta", "Tags: cold" },
  { "tags", STOCK_TEST_CONTAINS, { "oca" }, "Butter", "Tags contains “oca”" },
  { "tags", STOCK_TEST_EMPTY, NONE, "Rye Salt", "Tags is empty" },
  { "tags", STOCK_TEST_FILLED, NONE, "Butter Feta", "Tags is not empty" },
};

static void
test_conditions (Fixture       *self,
                 gconstpointer  data)
{
  fixture_sql (self, "INSERT INTO tag (name) VALUES ('cold'), ('local');"
               "INSERT INTO product_tag (product_id, tag_id) SELECT product_id, tag_id"
               " FROM product, tag WHERE product.name = 'Butter'"
               " OR (product.name = 'Feta' AND tag.name = 'cold')");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockFilter) filter = stock_filter_new (stock_field_find (cases[i].field),
                                                         cases[i].test, cases[i].values);
      g_autofree char *names = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%u %s", i, cases[i].text);
      g_assert_nonnull (filter);
      names = dup_names (self, filter);
      g_assert_cmpstr (names, ==, cases[i].names);
      text = stock_filter_dup_text (filter);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* 51 pieces are 51, and 51.000 kg too. */
static void
test_units (Fixture       *self,
            gconstpointer  data)
{
  const char *const value[] = { "51.0005", NULL };
  g_autoptr (StockFilter) less
    = stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_LESS, value);
  g_autoptr (StockFilter) more
    = stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_MORE, value);
  g_autofree char *below = NULL;
  g_autofree char *above = NULL;

  fixture_sql (self, "UPDATE product SET unit_decimals = 3, quantity = 51000 WHERE name = 'Rye';"
               "UPDATE product SET unit_decimals = 6, quantity = 51000500 WHERE name = 'Feta';"
               "UPDATE product SET unit_decimals = 4, quantity = 510006 WHERE name = 'Salt'");
  below = dup_names (self, less);
  g_assert_cmpstr (below, ==, "Butter Rye");
  above = dup_names (self, more);
  g_assert_cmpstr (above, ==, "Salt");
}

/* A row: a column, a test, what is typed, and the values it becomes; or NULL: refused. */
static const struct
{
  const char *field;
  StockTest test;
  const char *typed[3];
  const char *values;
} typed_cases[] = {
  { "name", STOCK_TEST_CONTAINS, { " a b " }, "a b" },
  { "name", STOCK_TEST_CONTAINS, { "  " }, NULL },
  { "quantity", STOCK_TEST_LESS, { "1200.50" }, "1200.5" },
  { "quantity", STOCK_TEST_LESS, { "many" }, NULL },
  { "quantity", STOCK_TEST_BETWEEN, { "9", "10" }, "9 10" },
  { "quantity", STOCK_TEST_BETWEEN, { "10", "9" }, "9 10" },
  { "quantity", STOCK_TEST_BETWEEN, { "10", "" }, NULL },
  { "price", STOCK_TEST_MORE, { "2.50" }, "2.5" },
  { "expiry_date", STOCK_TEST_EQUAL, { "2026-12-02" }, "2026-12-02" },
  { "expiry_date", STOCK_TEST_EQUAL, { "31 Feb 2026" }, NULL },
  { "expiry_date", STOCK_TEST_BETWEEN, { "2026-12-02", "2026-01-02" }, "2026-01-02 2026-12-02" },
};

static void
test_typed (Fixture       *self,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StockFilter) filter
        = stock_filter_new_typed (stock_field_find (typed_cases[i].field), typed_cases[i].test,
                                  typed_cases[i].typed, self->inventory, &error);
      g_autofree char *values = filter != NULL ? g_strjoinv (" ", filter->values) : NULL;

      g_test_message ("%u %s", i, typed_cases[i].typed[0]);
      g_assert_cmpstr (values, ==, typed_cases[i].values);
      g_assert_true ((error != NULL) == (values == NULL));
    }
}

/* What a file holds that makes no sense is no filter. */
static void
test_refused (void)
{
  const char *const word[] = { "word", NULL };
  const char *const two[] = { "1", "2", NULL };

  g_assert_null (stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_LESS, word));
  g_assert_null (stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_LESS, two));
  g_assert_null (stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_BETWEEN, NULL));
  g_assert_null (stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_CONTAINS, word));
  g_assert_null (stock_filter_new (stock_field_find ("quantity"), STOCK_TEST_EMPTY, NULL));
  g_assert_null (stock_filter_new (stock_field_find ("expiry_date"), STOCK_TEST_EQUAL, word));
  g_assert_null (stock_filter_new (stock_field_find ("name"), STOCK_TEST_ONE_OF, NULL));
  g_assert_null (stock_filter_new (stock_field_find ("value"), STOCK_TEST_FILLED, NULL));
}

/* A row: a product, a column, and the filter for what the cell holds. */
static const struct
{
  gint64 product;
  const char *field;
  const char *text;
} cells[] = {
  { 1, "category", "Category: Dairy" },
  { 4, "category", "Category is empty" },
  { 1, "quantity", "Quantity = 51" },
  { 2, "price", "Price = 7" },
  { 2, "expiry_date", "Expires on Dec 2, 2026" },
  { 4, "expiry_date", "Expires is empty" },
  { 4, "sku", "SKU is empty" },
  { 1, "value", NULL },
};

static void
test_product (Fixture       *self,
              gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (StockProduct) product = fixture_load (self, STOCK_TYPE_PRODUCT, cells[i].product);
      StockFilter *filter
        = stock_filter_new_product (stock_field_find (cells[i].field), self->inventory, product);
      g_autofree char *text = filter != NULL ? stock_filter_dup_text (filter) : NULL;

      g_assert_cmpstr (text, ==, cells[i].text);
      g_clear_pointer (&filter, stock_filter_free);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-filter/conditions", test_conditions);
  fixture_add_test ("/stock-filter/units", test_units);
  fixture_add_test ("/stock-filter/typed", test_typed);
  fixture_add_test ("/stock-filter/product", test_product);
  g_test_add_func ("/stock-filter/refused", test_refused);
  return g_test_run ();
}
