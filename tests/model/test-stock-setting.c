#include "inventory-fixture.h"

#include <locale.h>

/* The currency that an inventory is made in. The locales of this machine are not those of the
 * users': what a locale says of money is put in here. */

static char locale_currency[8];

struct lconv *
localeconv (void)
{
  static struct lconv conventions;

  conventions = (struct lconv) {
    .decimal_point = (char *) ".",
    .thousands_sep = (char *) "",
    .grouping = (char *) "",
    .int_curr_symbol = locale_currency,
    .currency_symbol = (char *) "",
    .mon_decimal_point = (char *) ".",
    .mon_thousands_sep = (char *) "",
    .mon_grouping = (char *) "",
    .positive_sign = (char *) "",
    .negative_sign = (char *) "-",
  };
  return &conventions;
}

static void
assert_currency (const char *path,
                 const char *currency,
                 guint       decimals)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StockInventory) inventory = stock_inventory_open (path, ORM_OPEN_CREATE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (stock_inventory_get_currency (inventory), ==, currency);
  g_assert_cmpuint (stock_inventory_get_currency_decimals (inventory), ==, decimals);
}

static void
test_locale (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *symbol;
    const char *currency;
    guint decimals;
  } cases[] = {
    { "EUR ", "EUR", 2 }, { "JPY ", "JPY", 0 }, { "KWD ", "KWD", 3 }, { "CHF ", "CHF", 2 },
    { "", "USD", 2 },     { "??? ", "USD", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.stockbook", fixture->folder, i);

      g_strlcpy (locale_currency, cases[i].symbol, sizeof locale_currency);
      assert_currency (path, cases[i].currency, cases[i].decimals);

      /* It stays, whoever opens it */
      g_strlcpy (locale_currency, "SEK ", sizeof locale_currency);
      assert_currency (path, cases[i].currency, cases[i].decimals);
    }
}

/* Changes the fixture's own inventory and opens it again. */
static void
assert_after (Fixture    *fixture,
              const char *sql,
              const char *currency,
              guint       decimals)
{
  fixture_sql (fixture, sql);
  assert_currency (fixture->path, currency, decimals);
}

/* Whatever another program wrote into the table. */
static void
test_odd_settings (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_after (fixture, "UPDATE setting SET value = 'CHF' WHERE name = 'currency'", "CHF", 2);
  assert_after (fixture, "UPDATE setting SET value = '-3' WHERE name = 'currency-decimals'", "CHF",
                0);
  assert_after (fixture, "UPDATE setting SET value = '99' WHERE name = 'currency-decimals'", "CHF",
                6);
  assert_after (fixture, "UPDATE setting SET value = 'two' WHERE name = 'currency-decimals'", "CHF",
                0);
  assert_after (fixture, "INSERT INTO setting (name, value) VALUES ('nonsense', 'x')", "CHF", 0);
}

/* A program that ended while it made the file left it without: the next one makes up for it. */
static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  g_strlcpy (locale_currency, "JPY ", sizeof locale_currency);
  assert_after (fixture, "DELETE FROM setting", "JPY", 0);
  assert_sql (fixture, "SELECT name, value FROM setting ORDER BY name",
              "currency|JPY;currency-decimals|0");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "0");
  assert_after (fixture, "DELETE FROM setting WHERE name = 'currency'", "JPY", 0);
}

/* Who may only read leaves it as it is. */
static void
test_interrupted_read_only (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, "DELETE FROM setting");
  inventory = stock_inventory_open (fixture->path, ORM_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stock_inventory_get_currency (inventory), ==, "EUR");
  g_assert_cmpuint (stock_inventory_get_currency_decimals (inventory), ==, 2);
  assert_sql (fixture, "SELECT count (*) FROM setting", "0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/setting/locale", test_locale);
  fixture_add_test ("/setting/odd-settings", test_odd_settings);
  fixture_add_test ("/setting/interrupted", test_interrupted);
  fixture_add_test ("/setting/interrupted-read-only", test_interrupted_read_only);
  return g_test_run ();
}
