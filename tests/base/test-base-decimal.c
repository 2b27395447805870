#include "base/base-decimal.h"

#include "base/base-error.h"

#include "test-formats.h"

typedef struct
{
  const char       *text;
  guint             decimals;
  const BaseFormat *format;
  gint64            value;
} Good;

typedef struct
{
  const char       *text;
  guint             decimals;
  const BaseFormat *format;
  BaseError         code;
} Bad;

static void
test_parse (void)
{
  static const Good cases[] = {
    { "0", 0, &american, 0 },
    { "7", 0, &american, 7 },
    { "-7", 0, &american, -7 },
    { "+7", 0, &american, 7 },
    { "\342\210\2227", 0, &american, -7 }, /* a minus sign */
    { "- 7", 0, &american, -7 },
    { " 42\t", 0, &american, 42 },
    { "\302\24042\302\240", 0, &american, 42 },
    { "4.5", 2, &american, 450 },
    { "4.50", 2, &american, 450 },
    { "4.5000", 2, &american, 450 },
    { "4.0", 0, &american, 4 },
    { "4.", 2, &american, 400 },
    { ".5", 2, &american, 50 },
    { "-.5", 2, &american, -50 },
    { "007", 0, &american, 7 },
    { "1,234.50", 2, &american, 123450 },
    { "1,234,567", 0, &american, 1234567 },
    { "1234567", 0, &american, 1234567 },
    { "12,34,567.5", 1, &indian, 12345675 },
    { "1.234,50", 2, &german, 123450 },
    { "3,20", 2, &german, 320 },
    { "3.20", 2, &german, 320 },       /* no group has two digits */
    { "1.234", 3, &german, 1234000 },  /* the format wins */
    { "1234.567", 3, &german, 1234567 },
    { "0.5", 1, &german, 5 },
    { "1 234,50", 2, &german, 123450 },
    { "1'234.50", 2, &american, 123450 },
    { "1\342\200\231234.50", 2, &american, 123450 },
    { "1\342\200\257234,50", 2, &french, 123450 },
    { "1\302\240234,50", 2, &french, 123450 },
    { "1 234,50", 2, &french, 123450 },
    { "1234,50", 2, &french, 123450 },
    { "\331\241\331\242", 0, &american, 12 }, /* Arabic digits */
    { "\357\274\225", 0, &american, 5 },      /* a wide digit */
    { "0.1", 18, &american, 100000000000000000 },
    { "9223372036854775807", 0, &american, G_MAXINT64 },
    { "-9223372036854775808", 0, &american, G_MININT64 },
    { "92233720368547758.07", 2, &american, G_MAXINT64 },
    { "-92233720368547758.08", 2, &american, G_MININT64 },
    { "-0", 2, &american, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      base_decimal_parse (cases[i].text, cases[i].decimals, cases[i].format, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_parse_bad (void)
{
  static const Bad cases[] = {
    { "", 0, &american, BASE_ERROR_EMPTY },
    { "  \302\240", 0, &american, BASE_ERROR_EMPTY },
    { "-", 0, &american, BASE_ERROR_SYNTAX },
    { ".", 0, &american, BASE_ERROR_SYNTAX },
    { "abc", 0, &american, BASE_ERROR_SYNTAX },
    { "12 boxes", 0, &american, BASE_ERROR_SYNTAX },
    { "5%", 0, &american, BASE_ERROR_SYNTAX },
    { "1E5", 0, &american, BASE_ERROR_SYNTAX },
    { "0x10", 0, &american, BASE_ERROR_SYNTAX },
    { "1.2.3", 2, &american, BASE_ERROR_SYNTAX },
    { "--1", 0, &american, BASE_ERROR_SYNTAX },
    { "1-", 0, &american, BASE_ERROR_SYNTAX },
    { "3,20", 2, &american, BASE_ERROR_SYNTAX },
    { "1,23,456", 0, &german, BASE_ERROR_SYNTAX },
    { "1,2345", 0, &american, BASE_ERROR_SYNTAX },
    { "1234,567", 0, &american, BASE_ERROR_SYNTAX },
    { ",567", 0, &american, BASE_ERROR_SYNTAX },
    { "1,,567", 0, &american, BASE_ERROR_SYNTAX },
    { "1,234 567", 0, &american, BASE_ERROR_SYNTAX },
    { "1 2", 0, &american, BASE_ERROR_SYNTAX },
    { "4 .50", 2, &american, BASE_ERROR_SYNTAX },
    { "4.505", 2, &american, BASE_ERROR_PRECISION },
    { "4.5", 0, &american, BASE_ERROR_PRECISION },
    { "0.0000000000000000001", 18, &american, BASE_ERROR_PRECISION },
    { "9223372036854775808", 0, &american, BASE_ERROR_RANGE },
    { "-9223372036854775809", 0, &american, BASE_ERROR_RANGE },
    { "92233720368547758.08", 2, &american, BASE_ERROR_RANGE },
    { "100000000000000000000000000000000000000000", 0, &american, BASE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      g_assert_false (base_decimal_parse (cases[i].text, cases[i].decimals, cases[i].format, &value,
                                          &error));
      g_assert_error (error, BASE_ERROR, (int) cases[i].code);
      g_assert_cmpint (value, ==, 99);
    }
}

static void
test_messages (void)
{
  g_autoptr (GError) long_text = NULL;
  g_autoptr (GError) comma = NULL;
  g_autofree char *long_number = g_strnfill (500, 'x');
  gint64 value;

  base_decimal_parse ("3,20", 2, &american, &value, &comma);
  g_assert_cmpstr (comma->message, ==, "“3,20” is not a number (the decimal sign is “.”)");

  base_decimal_parse (long_number, 2, &american, &value, &long_text);
  g_assert_cmpint (g_utf8_strlen (long_text->message, -1), <, 100);
}

static void
test_format (void)
{
  static const struct
  {
    gint64            value;
    guint             decimals;
    const BaseFormat *format;
    const char       *text;
  } cases[] = {
    { 0, 0, &american, "0" },
    { 0, 2, &american, "0.00" },
    { 5, 2, &american, "0.05" },
    { -5, 2, &american, "-0.05" },
    { 123450, 2, &american, "1,234.50" },
    { 123450, 2, &german, "1.234,50" },
    { 123450, 2, &french, "1\342\200\257234,50" },
    { 123, 0, &american, "123" },
    { 1234567, 0, &american, "1,234,567" },
    { 1234567, 0, &indian, "12,34,567" },
    { 123456789, 0, &indian, "12,34,56,789" },
    { G_MAXINT64, 0, &american, "9,223,372,036,854,775,807" },
    { G_MININT64, 0, &american, "-9,223,372,036,854,775,808" },
    { G_MININT64, 18, &american, "-9.223372036854775808" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = base_decimal_format (cases[i].value, cases[i].decimals,
                                                   cases[i].format);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_wide (void)
{
  const BaseWide half = (BaseWide) 1 << 126;
  const BaseWide largest = half - 1 + half;
  g_autofree char *above = base_decimal_format_wide (largest, 2, base_format_get_plain ());
  g_autofree char *below = base_decimal_format_wide (-largest - 1, 0, &american);

  g_assert_cmpstr (above, ==, "1701411834604692317316873037158841057.27");
  g_assert_cmpstr (below, ==, "-170,141,183,460,469,231,731,687,303,715,884,105,728");
}

/* Every value comes back from its own text, in every format. */
static void
test_round_trip (void)
{
  const BaseFormat *formats[] = { &american, &german, &french, &indian, base_format_get_plain () };

  for (guint i = 0; i < 20000; i++)
    {
      const BaseFormat *format = formats[i % G_N_ELEMENTS (formats)];
      guint decimals = (guint) g_test_rand_int_range (0, BASE_DECIMAL_MAX_DECIMALS + 1);
      gint64 high = g_test_rand_int ();
      gint64 value = (gint64) ((guint64) high << 32 | (guint32) g_test_rand_int ())
                     >> g_test_rand_int_range (0, 64);
      g_autofree char *text = base_decimal_format (value, decimals, format);
      gint64 again = 0;

      g_assert_true (base_decimal_parse (text, decimals, format, &again, NULL));
      g_assert_cmpint (again, ==, value);
    }
}

static void
test_rescale (void)
{
  static const struct
  {
    gint64 value;
    guint  from;
    guint  to;
    gint64 result;
  } cases[] = {
    { 5, 0, 0, 5 },
    { 5, 0, 2, 500 },
    { -5, 0, 2, -500 },
    { 149, 2, 0, 1 },
    { 150, 2, 0, 2 },
    { -149, 2, 0, -1 },
    { -150, 2, 0, -2 },
    { 49, 2, 0, 0 },
    { 50, 2, 0, 1 },
    { -50, 2, 0, -1 },
    { 12345, 3, 2, 1235 },
    { 12344, 3, 2, 1234 },
    { G_MAXINT64, 18, 0, 9 },
    { G_MAXINT64, 19, 0, 1 },
    { G_MAXINT64, 20, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BaseWide wide = base_decimal_rescale (cases[i].value, cases[i].from, cases[i].to);
      gint64 result;

      g_assert_true (base_decimal_narrow (wide, &result));
      g_assert_cmpint (result, ==, cases[i].result);
    }
}

static void
test_narrow (void)
{
  gint64 narrow = 99;

  g_assert_false (base_decimal_narrow ((BaseWide) G_MAXINT64 + 1, &narrow));
  g_assert_false (base_decimal_narrow ((BaseWide) G_MININT64 - 1, &narrow));
  g_assert_cmpint (narrow, ==, 99);
  g_assert_true (base_decimal_narrow (G_MININT64, &narrow));
  g_assert_cmpint (narrow, ==, G_MININT64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/parse-bad", test_parse_bad);
  g_test_add_func ("/decimal/messages", test_messages);
  g_test_add_func ("/decimal/format", test_format);
  g_test_add_func ("/decimal/format-wide", test_format_wide);
  g_test_add_func ("/decimal/round-trip", test_round_trip);
  g_test_add_func ("/decimal/rescale", test_rescale);
  g_test_add_func ("/decimal/narrow", test_narrow);
  return g_test_run ();
}
