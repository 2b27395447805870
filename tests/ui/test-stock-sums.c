#include <pango/pango.h>

#include "inventory-fixture.h"
#include "ui/stock-sums.h"

/* The line without its colours. */
static char *
line_of (Fixture         *self,
         const StockSums *sums)
{
  g_autofree char *markup = stock_sums_dup_markup (sums, self->inventory);
  char *text;

  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL));
  return text;
}

static void
test_amounts (Fixture       *self,
              gconstpointer  data)
{
  static const struct
  {
    gint64 values[4];
    guint decimals[4];
    guint n;
    const char *line;
  } cases[] = {
    { { 1, 2, 3 }, { 0 }, 3, "3 cells    sum 6    average 2.0    least 1    most 3" },
    { { 1, 2 }, { 0 }, 2, "2 cells    sum 3    average 1.5    least 1    most 2" },
    { { 1, 1, 2, 0 }, { 0 }, 4, "4 cells    sum 4    average 1.0    least 0    most 2" },
    { { 1, 1, 0 }, { 0 }, 3, "3 cells    sum 2    average 0.7    least 0    most 1" },
    { { -1, -1, 0 }, { 0 }, 3, "3 cells    sum -2    average -0.7    least -1    most 0" },
    { { 5, 1500 }, { 0, 3 }, 2,
      "2 cells    sum 6.500    average 3.2500    least 1.500    most 5.000" },
    { { 1500, 5 }, { 3, 0 }, 2,
      "2 cells    sum 6.500    average 3.2500    least 1.500    most 5.000" },
    { { 7 }, { 0 }, 1, "1 cell    sum 7    average 7.0    least 7    most 7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      StockSums sums = { 0 };
      g_autofree char *line = NULL;

      for (guint j = 0; j < cases[i].n; j++)
        stock_sums_add (&sums, &(StockNumber) { cases[i].values[j], cases[i].decimals[j], FALSE });
      line = line_of (self, &sums);
      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
test_money (Fixture       *self,
            gconstpointer  data)
{
  StockSums sums = { 0 };
  g_autofree char *line = NULL;

  /* More than 64 bits hold: 2 * 10^20 cents. */
  stock_sums_add (&sums, &(StockNumber) { (OrmTotal) STOCK_LIMIT * 100000000, 2, TRUE });
  stock_sums_add (&sums, &(StockNumber) { (OrmTotal) STOCK_LIMIT * 100000000, 2, TRUE });
  line = line_of (self, &sums);
  g_assert_cmpstr (line, ==,
                   "2 cells    sum $2000000000000000000.00    average $1000000000000000000.00"
                   "    least $1000000000000000000.00    most $1000000000000000000.00");
}

/* A sum of prices and quantities says nothing; cells without a number count as cells. */
static void
test_mixed (Fixture       *self,
            gconstpointer  data)
{
  StockSums sums = { 0 };
  g_autofree char *texts = NULL;
  g_autofree char *both = NULL;

  stock_sums_add (&sums, NULL);
  stock_sums_add (&sums, NULL);
  texts = line_of (self, &sums);
  g_assert_cmpstr (texts, ==, "2 cells");
  stock_sums_add (&sums, &(StockNumber) { 5, 0, FALSE });
  stock_sums_add (&sums, &(StockNumber) { 500, 2, TRUE });
  both = line_of (self, &sums);
  g_assert_cmpstr (both, ==, "4 cells");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-sums/amounts", test_amounts);
  fixture_add_test ("/stock-sums/money", test_money);
  fixture_add_test ("/stock-sums/mixed", test_mixed);
  return g_test_run ();
}
