#include "inventory-fixture.h"

static StockProduct *
new_product (gint64 quantity,
             gint64 unit_decimals,
             gint64 price)
{
  return g_object_new (STOCK_TYPE_PRODUCT, "quantity", quantity, "unit-decimals", unit_decimals,
                       "price", price, NULL);
}

/* Quantity times price, by hand: what half of the smallest part makes is rounded away from zero. */
static void
test_value (void)
{
  static const struct
  {
    gint64 quantity, unit_decimals, price, value;
  } cases[] = {
    { 0, 0, 100, 0 },          { 3, 0, 199, 597 },       { -3, 0, 199, -597 },
    { 6120, 3, 2450, 14994 },  { 1500, 3, 333, 500 },    { -1500, 3, 333, -500 },
    { 1, 3, 499, 0 },          { 1, 3, 500, 1 },         { -1, 3, 500, -1 },
    { -1, 3, 499, 0 },         { 7010, 3, 100, 701 },    { 1, 6, 499999, 0 },
    { 1, 6, 500000, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) product =
        new_product (cases[i].quantity, cases[i].unit_decimals, cases[i].price);

      g_assert_cmpint ((gint64) stock_product_get_value (product), ==, cases[i].value);
    }
}

/* The largest of everything does not pass through anything that is too small for it. */
static void
test_value_at_the_limit (void)
{
  g_autoptr (StockProduct) product = new_product (STOCK_LIMIT, 0, -STOCK_LIMIT);
  OrmTotal expected = (OrmTotal) STOCK_LIMIT * -STOCK_LIMIT;

  g_assert_true (stock_product_get_value (product) == expected);
}

static void
test_low (void)
{
  static const struct
  {
    gint64 quantity, reorder_level;
    gboolean low;
  } cases[] = {
    { 5, ORM_UNSET, FALSE }, { -5, ORM_UNSET, FALSE }, { 5, 4, FALSE },
    { 5, 5, TRUE },          { 4, 5, TRUE },           { 0, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) product =
        g_object_new (STOCK_TYPE_PRODUCT, "quantity", cases[i].quantity, "reorder-level",
                      cases[i].reorder_level, NULL);

      g_assert_true (stock_product_is_low (product) == cases[i].low);
    }
}

static void
test_find_by_code (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StockProduct) feta = NULL;
  g_autoptr (StockProduct) long_code = NULL;
  g_autoptr (StockProduct) none = NULL;

  fixture_sql (fixture, "UPDATE product SET barcode = '0012345678905' WHERE name = 'Salt'");
  feta = stock_product_find_by_code (fixture->session, "sku", "D-2", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (feta->name, ==, "Feta");
  long_code = stock_product_find_by_code (fixture->session, "barcode", "0012345678905", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (long_code->name, ==, "Salt");

  /* A code is text: no number is equal to it. */
  none = stock_product_find_by_code (fixture->session, "barcode", "12345678905", &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

/* What the class says of a column, the file says too: other programs write to it. */
static void
test_file_refuses (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char *const refused[] = {
    "UPDATE product SET quantity = 1000000000001 WHERE product_id = 1",
    "UPDATE product SET price = -1000000000001 WHERE product_id = 1",
    "UPDATE product SET price = 1.5 WHERE product_id = 1",
    "UPDATE product SET quantity = NULL WHERE product_id = 1",
    "UPDATE product SET name = NULL WHERE product_id = 1",
    "UPDATE product SET unit_decimals = 7 WHERE product_id = 1",
    "UPDATE product SET reorder_level = -1 WHERE product_id = 1",
    "UPDATE product SET expiry_date = '2027-02-31' WHERE product_id = 1",
    "UPDATE product SET expiry_date = '8/16/2024' WHERE product_id = 1",
    "UPDATE product SET sku = 'D-2' WHERE product_id = 1",
    "PRAGMA foreign_keys = ON; UPDATE product SET category_id = 99 WHERE product_id = 1",
    "INSERT INTO category (name) VALUES ('dairy')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      int code = sqlite3_exec (fixture->raw, refused[i], NULL, NULL, NULL);

      g_test_message ("%s", refused[i]);
      g_assert_true (code == SQLITE_CONSTRAINT);
    }
  fixture_sql (fixture, "UPDATE product SET quantity = 1000000000000, expiry_date = '2028-02-29',"
                        " sku = NULL WHERE product_id = 1");
}

/* What is refused names the property as the user knows it, and the product is as it was. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *property;
    const char *text; /* or */
    gint64 number;
    OrmError code;
    const char *message;
  } cases[] = {
    { "quantity", NULL, STOCK_LIMIT + 1, ORM_ERROR_CHECK,
      "Product: Quantity cannot be “1000000000001”:"
      " at least -1000000000000, at most 1000000000000" },
    { "quantity", NULL, -STOCK_LIMIT - 1, ORM_ERROR_CHECK,
      "Product: Quantity cannot be “-1000000000001”:"
      " at least -1000000000000, at most 1000000000000" },
    { "quantity", NULL, ORM_UNSET, ORM_ERROR_NOT_NULL,
      "Product: Quantity may not be empty" },
    { "price", NULL, STOCK_LIMIT + 1, ORM_ERROR_CHECK,
      "Product: Price cannot be “1000000000001”:"
      " at least -1000000000000, at most 1000000000000" },
    { "reorder-level", NULL, -1, ORM_ERROR_CHECK,
      "Product: Reorder level cannot be “-1”: at least 0, at most 1000000000000" },
    { "unit-decimals", NULL, 7, ORM_ERROR_CHECK,
      "Product: Decimals of the unit cannot be “7”: at least 0, at most 6" },
    { "sku", "D-2", 0, ORM_ERROR_UNIQUE,
      "Product: SKU “D-2” is already in use" },
    { "name", NULL, 0, ORM_ERROR_NOT_NULL,
      "Product: Name may not be empty" },
  };
  g_autoptr (StockProduct) butter = fixture_load (fixture, STOCK_TYPE_PRODUCT, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GParamSpec *pspec =
        g_object_class_find_property (G_OBJECT_GET_CLASS (butter), cases[i].property);
      g_autoptr (GError) error = NULL;

      if (pspec->value_type == G_TYPE_STRING)
        g_object_set (butter, cases[i].property, cases[i].text, NULL);
      else
        g_object_set (butter, cases[i].property, cases[i].number, NULL);
      g_assert_false (orm_session_commit (fixture->session, "Edit", &error));
      g_assert_true (g_error_matches (error, ORM_ERROR, cases[i].code));
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpint (butter->quantity, ==, 51);
      assert_sql (fixture, "SELECT name, sku, quantity, price, reorder_level, unit_decimals"
                           " FROM product WHERE product_id = 1", "Butter|D-1|51|300|NULL|0");
    }
  g_object_set (butter, "quantity", -STOCK_LIMIT, "price", STOCK_LIMIT,
                "reorder-level", STOCK_LIMIT,
                "unit-decimals", (gint64) 6, NULL);
  g_assert_true (orm_session_commit (fixture->session, "Edit", NULL));
}

/* Where a search looks, and where it does not. */
static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_sql (fixture, "UPDATE product SET name = 'aa1', sku = 'aa2', barcode = 'aa3',"
                        " supplier = 'aa4', notes = 'aa5', location = 'bb1', unit = 'bb2'"
                        " WHERE product_id = 3");
  for (guint i = 1; i < 8; i++)
    {
      g_autofree char *word = g_strdup_printf ("%s%u", i < 6 ? "AA" : "bb", i < 6 ? i : i - 5);
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

      orm_query_where (query, orm_condition_search (word));
      g_assert_cmpint (orm_session_count (fixture->session, query, NULL), ==, i < 6);
    }
}

/* The names that README.md promises to other programs. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  assert_sql (fixture, "SELECT group_concat (name, ' ') FROM pragma_table_info ('product')",
              "product_id name sku barcode quantity unit unit_decimals price expiry_date"
              " reorder_level supplier location notes category_id created updated");
  assert_sql (fixture, "SELECT group_concat (name, ' ') FROM pragma_table_info ('category')",
              "category_id name colour position parent_id");
  assert_sql (fixture, "SELECT \"table\", \"from\", \"to\", on_delete"
                       " FROM pragma_foreign_key_list ('product')",
              "category|category_id|category_id|SET NULL");
  assert_sql (fixture, "SELECT * FROM pragma_user_version", "3");
  assert_sql (fixture, "SELECT * FROM pragma_application_id", "1400130353");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/product/value", test_value);
  g_test_add_func ("/product/value-at-the-limit", test_value_at_the_limit);
  g_test_add_func ("/product/low", test_low);
  fixture_add_test ("/product/find-by-code", test_find_by_code);
  fixture_add_test ("/product/file-refuses", test_file_refuses);
  fixture_add_test ("/product/refused", test_refused);
  fixture_add_test ("/product/search", test_search);
  fixture_add_test ("/product/columns", test_columns);
  return g_test_run ();
}
