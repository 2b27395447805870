#include "io/io-property.h"

#include <string.h>

#include "base/base-error.h"

static void
test_names (void)
{
  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    {
      IoPropertyId found = IO_PROPERTY_NONE;

      g_assert_true (io_property_from_name (io_property_get (id)->name, &found));
      g_assert_cmpint (found, ==, id);
      g_assert_cmpstr (io_property_get_label (id), !=, "");
    }
  g_assert_false (io_property_from_name ("product_id", &(IoPropertyId){ IO_PROPERTY_NONE }));
}

/* A cell is read, stored, recognised, and written again. */
static void
test_round_trip (void)
{
  static const struct
  {
    IoPropertyId id;
    guint        decimals;
    const char  *text;
    const char  *written;
  } cases[] = {
    { IO_PROPERTY_NAME, 0, " Müsli ", " Müsli " },
    { IO_PROPERTY_SKU, 0, "0012345678905", "0012345678905" },
    { IO_PROPERTY_BARCODE, 0, "1E5", "1E5" },
    { IO_PROPERTY_QUANTITY, 3, "1.5", "1.500" },
    { IO_PROPERTY_QUANTITY, 3, "-1000000000", "-1000000000.000" },
    { IO_PROPERTY_UNIT, 0, "kg", "kg" },
    { IO_PROPERTY_UNIT_DECIMALS, 2, "6", "6" },
    { IO_PROPERTY_PRICE, 2, "$4.50 ", "4.50" },
    { IO_PROPERTY_PRICE, 2, "10000000000", "10000000000.00" },
    { IO_PROPERTY_EXPIRY_DATE, 0, "2027-05-10", "2027-05-10" },
    { IO_PROPERTY_REORDER_LEVEL, 3, "0", "0.000" },
    { IO_PROPERTY_NOTES, 0, "two\nlines", "two\nlines" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockProduct) product = stock_product_new ();
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;

      g_test_message ("%s", cases[i].text);
      g_object_set (product, "unit-decimals", (gint64) 3, NULL);
      io_property_init (cases[i].id, &value);
      io_property_parse (cases[i].id, cases[i].text, cases[i].decimals, base_format_get_plain (),
                         &value, &error);
      g_assert_no_error (error);
      g_assert_false (io_property_is (cases[i].id, product, &value));
      io_property_set (cases[i].id, product, &value);
      g_assert_true (io_property_is (cases[i].id, product, &value));
      written = io_property_format (cases[i].id, product, 2, base_format_get_plain ());
      g_assert_cmpstr (written, ==, cases[i].written);
    }
}

static void
test_refuse (void)
{
  static const struct
  {
    IoPropertyId id;
    const char  *text;
    BaseError    code;
  } cases[] = {
    { IO_PROPERTY_QUANTITY, "many", BASE_ERROR_SYNTAX },
    { IO_PROPERTY_QUANTITY, "1.005", BASE_ERROR_PRECISION },
    { IO_PROPERTY_QUANTITY, "10000000000.01", BASE_ERROR_RANGE },
    { IO_PROPERTY_REORDER_LEVEL, "-0.01", BASE_ERROR_RANGE },
    { IO_PROPERTY_UNIT_DECIMALS, "7", BASE_ERROR_RANGE },
    { IO_PROPERTY_UNIT_DECIMALS, "1.5", BASE_ERROR_PRECISION },
    { IO_PROPERTY_PRICE, "4.505", BASE_ERROR_PRECISION },
    { IO_PROPERTY_PRICE, "10000000000.01", BASE_ERROR_RANGE },
    { IO_PROPERTY_PRICE, "3 boxes", BASE_ERROR_CURRENCY },
    { IO_PROPERTY_EXPIRY_DATE, "2027-02-31", BASE_ERROR_NO_SUCH_DATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      io_property_init (cases[i].id, &value);
      g_assert_false (io_property_parse (cases[i].id, cases[i].text, 2, base_format_get_plain (),
                                         &value, &error));
      g_assert_error (error, BASE_ERROR, (int) cases[i].code);
    }
}

static void
test_range_message (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  io_property_init (IO_PROPERTY_UNIT_DECIMALS, &value);
  io_property_parse (IO_PROPERTY_UNIT_DECIMALS, "7", 0, base_format_get_plain (), &value, &error);
  g_assert_cmpstr (error->message, ==, "“7” is not between 0 and 6");
}

/* A value that was not given is what a new product has, and is written as nothing, or as zero. */
static void
test_default (void)
{
  g_autoptr (StockProduct) product = stock_product_new ();

  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      g_autofree char *text = io_property_format (id, product, 2, base_format_get_plain ());
      const char *expected = id == IO_PROPERTY_QUANTITY || id == IO_PROPERTY_UNIT_DECIMALS ? "0"
                             : id == IO_PROPERTY_PRICE                                     ? "0.00"
                                                                                           : "";

      io_property_init (id, &value);
      g_assert_true (io_property_is (id, product, &value));
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
test_category (void)
{
  g_autoptr (StockProduct) product = stock_product_new ();
  g_autoptr (StockCategory) category = stock_category_new ("Dairy");
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  io_property_init (IO_PROPERTY_CATEGORY, &value);
  g_assert_true (io_property_is (IO_PROPERTY_CATEGORY, product, &value));
  g_value_set_object (&value, category);
  g_assert_false (io_property_is (IO_PROPERTY_CATEGORY, product, &value));
  io_property_set (IO_PROPERTY_CATEGORY, product, &value);
  text = io_property_format (IO_PROPERTY_CATEGORY, product, 2, base_format_get_plain ());
  g_assert_cmpstr (text, ==, "Dairy");
}

/* No text and an empty one are the same to a table. */
static void
test_empty_text (void)
{
  g_autoptr (StockProduct) product = stock_product_new ();
  g_auto (GValue) value = G_VALUE_INIT;

  io_property_init (IO_PROPERTY_NOTES, &value);
  g_value_set_static_string (&value, "");
  g_assert_true (io_property_is (IO_PROPERTY_NOTES, product, &value));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/property/names", test_names);
  g_test_add_func ("/property/round-trip", test_round_trip);
  g_test_add_func ("/property/refuse", test_refuse);
  g_test_add_func ("/property/range-message", test_range_message);
  g_test_add_func ("/property/default", test_default);
  g_test_add_func ("/property/category", test_category);
  g_test_add_func ("/property/empty-text", test_empty_text);
  return g_test_run ();
}
