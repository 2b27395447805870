#include "base/base-money.h"

#include "base/base-error.h"

#include "test-formats.h"

static void
test_parse (void)
{
  static const struct
  {
    const char       *text;
    guint             decimals;
    const BaseFormat *format;
    gint64            value;
  } cases[] = {
    { "3", 2, &american, 300 },
    { "$4.50 ", 2, &american, 450 },
    { "$ 4.50", 2, &american, 450 },
    { "4.50$", 2, &american, 450 },
    { "$.50", 2, &american, 50 },
    { "US$ 4.50", 2, &american, 450 },
    { "CA$4.50", 2, &american, 450 },
    { "R$ 4,50", 2, &german, 450 },
    { "5.€", 2, &american, 500 },
    { "EUR 3", 2, &american, 300 },
    { "eur3", 2, &american, 300 },
    { "3 EUR", 2, &american, 300 },
    { "3,20 €", 2, &german, 320 },
    { "3,20\302\240€", 2, &german, 320 },
    { "€3.20", 2, &german, 320 },
    { "1.234,50 €", 2, &german, 123450 },
    { "£1,234.50", 2, &american, 123450 },
    { "₹12,34,567.50", 2, &indian, 123456750 },
    { "¥1,200", 0, &american, 1200 },
    { "kr 5", 2, &german, 500 },
    { "5 kr.", 2, &german, 500 },
    { "Rs.5", 2, &american, 500 },
    { "5 zł", 2, &german, 500 },
    { "Kč 5", 2, &german, 500 },
    { "KWD 1.234", 3, &american, 1234 },
    { "-$3", 2, &american, -300 },
    { "$-3", 2, &american, -300 },
    { "\342\210\2223 €", 2, &german, -300 },
    { "(3.00)", 2, &american, -300 },
    { "($3.00)", 2, &american, -300 },
    { "$(3.00)", 2, &american, -300 },
    { "( 3.00 ) USD", 2, &american, -300 },
    { "+3", 2, &american, 300 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      base_money_parse (cases[i].text, cases[i].decimals, cases[i].format, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_parse_bad (void)
{
  static const struct
  {
    const char *text;
    guint       decimals;
    BaseError   code;
  } cases[] = {
    { "", 2, BASE_ERROR_EMPTY },
    { " ", 2, BASE_ERROR_EMPTY },
    { "$", 2, BASE_ERROR_EMPTY },
    { "-", 2, BASE_ERROR_SYNTAX },
    { "()", 2, BASE_ERROR_SYNTAX },
    { "cheap", 2, BASE_ERROR_SYNTAX },
    { "3 boxes", 2, BASE_ERROR_CURRENCY },
    { "price 3", 2, BASE_ERROR_CURRENCY },
    { "$3 EUR", 2, BASE_ERROR_CURRENCY },
    { "$3$", 2, BASE_ERROR_SYNTAX },
    { "(-3)", 2, BASE_ERROR_SYNTAX },
    { "-(3)", 2, BASE_ERROR_SYNTAX },
    { "--3", 2, BASE_ERROR_SYNTAX },
    { "(3", 2, BASE_ERROR_SYNTAX },
    { "3)", 2, BASE_ERROR_SYNTAX },
    { "3%", 2, BASE_ERROR_SYNTAX },
    { "$4.505", 2, BASE_ERROR_PRECISION },
    { "¥4.5", 0, BASE_ERROR_PRECISION },
    { "$92233720368547758.08", 2, BASE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      g_assert_false (base_money_parse (cases[i].text, cases[i].decimals, &american, &value,
                                        &error));
      g_assert_error (error, BASE_ERROR, (int) cases[i].code);
      g_assert_cmpint (value, ==, 99);
    }
}

static void
test_format (void)
{
  static const struct
  {
    gint64            value;
    guint             decimals;
    const char       *currency;
    const BaseFormat *format;
    const char       *text;
  } cases[] = {
    { 300, 2, "USD", &american, "$3.00" },
    { -300, 2, "USD", &american, "-$3.00" },
    { 123450, 2, "EUR", &american, "€1,234.50" },
    { 300, 2, "EUR", &german, "3,00\302\240€" },
    { -300, 2, "EUR", &german, "-3,00\302\240€" },
    { 1200, 0, "JPY", &american, "¥1,200" },
    { 300, 2, "CHF", &american, "CHF\302\2403.00" },
    { 300, 2, "SEK", &french, "3,00\302\240kr" },
    { 300, 2, "SEK", &american, "kr\302\2403.00" },
    { 1234, 3, "KWD", &american, "KWD\302\2401.234" },
    { 300, 2, "XYZ", &american, "XYZ\302\2403.00" },
    { 300, 2, NULL, &german, "3,00" },
    { -300, 2, NULL, &german, "-3,00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = base_money_format (cases[i].value, cases[i].decimals,
                                                 cases[i].currency, cases[i].format);
      gint64 value = 0;

      g_assert_cmpstr (text, ==, cases[i].text);
      if (g_strcmp0 (cases[i].currency, "XYZ") != 0)
        {
          g_assert_true (base_money_parse (text, cases[i].decimals, cases[i].format, &value, NULL));
          g_assert_cmpint (value, ==, cases[i].value);
        }
    }
}

static void
test_format_wide (void)
{
  BaseWide total = (BaseWide) 1000000000000 * 1000000000000;
  g_autofree char *text = base_money_format (total, 2, "USD", &american);

  g_assert_cmpstr (text, ==, "$10,000,000,000,000,000,000,000.00");
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *currency;
    guint       decimals;
    gboolean    known;
  } cases[] = {
    { "AED", 2, TRUE },  { "EUR", 2, TRUE },  { "USD", 2, TRUE },  { "JPY", 0, TRUE },
    { "KRW", 0, TRUE },  { "KWD", 3, TRUE },  { "TND", 3, TRUE },  { "CLF", 4, TRUE },
    { "ZWG", 2, TRUE },  { "XYZ", 2, FALSE }, { "eur", 2, FALSE }, { "", 2, FALSE },
    { "EURO", 2, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpuint (base_money_get_decimals (cases[i].currency), ==, cases[i].decimals);
      g_assert_cmpint (base_money_is_currency (cases[i].currency), ==, cases[i].known);
    }
}

static void
test_sign (void)
{
  g_assert_cmpstr (base_money_get_sign ("EUR"), ==, "€");
  g_assert_cmpstr (base_money_get_sign ("CHF"), ==, "CHF");
  g_assert_cmpstr (base_money_get_sign ("XYZ"), ==, "XYZ");
}

/* The tests run in the C locale, which has no currency. */
static void
test_locale_currency (void)
{
  g_assert_cmpstr (base_money_get_locale_currency (), ==, "USD");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/parse-bad", test_parse_bad);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/format-wide", test_format_wide);
  g_test_add_func ("/money/decimals", test_decimals);
  g_test_add_func ("/money/sign", test_sign);
  g_test_add_func ("/money/locale-currency", test_locale_currency);
  return g_test_run ();
}
