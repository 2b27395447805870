#include "ui/stock-filters.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static StockFilter *
contains (const char *field,
          const char *part)
{
  const char *const values[] = { part, NULL };

  return stock_filter_new (stock_field_find (field), STOCK_TEST_CONTAINS, values);
}

static char *
dup_text (StockFilters *filters)
{
  g_autoptr (GVariant) variant = stock_filters_dup_variant (filters);

  return g_variant_print (variant, FALSE);
}

#define assert_filters(filters, expected) \
  G_STMT_START { \
    g_autofree char *text_ = dup_text (filters); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

/* One a column, each in its place; a change that is none is not told. */
static void
test_add (void)
{
  g_autoptr (StockFilters) filters = stock_filters_new ();
  guint count = 0;

  g_signal_connect_swapped (filters, "changed", G_CALLBACK (count_cb), &count);
  stock_filters_add (filters, contains ("name", "a"));
  stock_filters_add (filters, contains ("sku", "b"));
  stock_filters_add (filters, contains ("name", "c"));
  assert_filters (filters, "[('name', 'contains', ['c']), ('sku', 'contains', ['b'])]");
  g_assert_cmpuint (count, ==, 3);
  stock_filters_remove (filters, stock_field_find ("price"));
  g_assert_cmpuint (count, ==, 3);
  stock_filters_remove (filters, stock_field_find ("name"));
  assert_filters (filters, "[('sku', 'contains', ['b'])]");
  stock_filters_clear (filters);
  stock_filters_clear (filters);
  assert_filters (filters, "[]");
  g_assert_cmpuint (count, ==, 5);
}

/* What is unknown is passed over. */
static void
test_variant (void)
{
  g_autoptr (StockFilters) filters = stock_filters_new ();
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_parsed (
    "@a(ssas) [('colour', 'contains', ['x']), ('name', 'sounds-like', ['x']),"
    " ('quantity', 'less', ['x']), ('quantity', 'less', ['5']), ('sku', 'empty', [])]"));
  guint count = 0;

  g_signal_connect_swapped (filters, "changed", G_CALLBACK (count_cb), &count);
  stock_filters_set_variant (filters, variant);
  assert_filters (filters, "[('quantity', 'less', ['5']), ('sku', 'empty', [])]");
  stock_filters_set_variant (filters, variant);
  g_assert_cmpuint (count, ==, 1);
  stock_filters_set_variant (filters, NULL);
  assert_filters (filters, "[]");
  g_assert_cmpuint (count, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stock-filters/add", test_add);
  g_test_add_func ("/stock-filters/variant", test_variant);
  return g_test_run ();
}
