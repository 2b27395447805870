#include "base/base-guess.h"

/* Columns are separated by "||", their cells by "|". */
static BaseGuess
guess_from (const char *columns)
{
  BaseGuess guess = { 0 };
  g_auto (GStrv) list = g_strsplit (columns, "||", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (list[i], "|", -1);

      base_guess_add_column (&guess, (const char *const *) cells, g_strv_length (cells));
    }
  return guess;
}

static void
test_decimal_sign (void)
{
  static const struct
  {
    const char *columns;
    char        sign;
  } cases[] = {
    { "", 0 },
    { "1|2|3", 0 },
    { "4.50|3", '.' },
    { "4,50|3", ',' },
    { "$4.50 |$20.00 ", '.' },
    { "3,20 €|EUR 4,00", ',' },
    { "1,234.50", '.' },
    { "1.234,50", ',' },
    { "1.234", 0 },
    { "1,234|12", 0 },
    { "0.125", '.' },
    { "1234,567", ',' },
    { "1,234,567", '.' },
    { "1.234.567", ',' },
    { "1'234.50", '.' },
    { "(4,5)", ',' },
    { ".5|.25", '.' },
    { "Tofu|4.50|Tea|Soup", 0 },        /* a column of names */
    { "4.50|Tofu|4.60|4.70", '.' },
    { "|||4.50", '.' },
    { "12.50||13,50", 0 },
    { "24 - 12,5 oz bottles|10 boxes", 0 },
    { "1.5.2024|2.5.2024", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BaseGuess guess = guess_from (cases[i].columns);

      g_test_message ("“%s”", cases[i].columns);
      g_assert_cmpint (base_guess_get_decimal_sign (&guess), ==, cases[i].sign);
    }
}

static void
test_date_order (void)
{
  static const struct
  {
    const char *columns;
    int         order; /* -1: not found */
  } cases[] = {
    { "", -1 },
    { "8/16/2024|05-08-2024|11-01-2024", BASE_DATE_ORDER_MDY },
    { "05-08-2024|11-01-2024", -1 },
    { "16.8.2024|5.8.2024", BASE_DATE_ORDER_DMY },
    { "16.8.24", BASE_DATE_ORDER_DMY },
    { "31.8.24", BASE_DATE_ORDER_DMY },
    { "99-08-05", BASE_DATE_ORDER_YMD },
    { "2024-08-16|2024-08-17", -1 },
    { "2024-08-16|8/16/2024", BASE_DATE_ORDER_MDY },
    { "8/16/2024 0:00|8/17/2024 0:00", BASE_DATE_ORDER_MDY },
    { "8/16/2024|16/8/2024", -1 },
    { "8/16/2024||16/8/2024", -1 },
    { "29-205-1132|06-955-3428", -1 },
    { "Tofu|8/16/2024|Tea|Soup", -1 },
    { "||8/16/2024|", BASE_DATE_ORDER_MDY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BaseGuess guess = guess_from (cases[i].columns);
      BaseDateOrder order = BASE_DATE_ORDER_YMD;
      gboolean found = base_guess_get_date_order (&guess, &order);

      g_test_message ("“%s”", cases[i].columns);
      g_assert_cmpint (found ? (int) order : -1, ==, cases[i].order);
    }
}

static void
test_needs_date_order (void)
{
  static const struct
  {
    const char *columns;
    gboolean    needed;
  } cases[] = {
    { "", FALSE },
    { "Tofu|1.50", FALSE },
    { "2024-08-16|2024/8/5", FALSE },
    { "05-08-2024", TRUE },
    { "8/16/2024|2024-08-16", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BaseGuess guess = guess_from (cases[i].columns);

      g_assert_cmpint (base_guess_needs_date_order (&guess), ==, cases[i].needed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guess/decimal-sign", test_decimal_sign);
  g_test_add_func ("/guess/date-order", test_date_order);
  g_test_add_func ("/guess/needs-date-order", test_needs_date_order);
  return g_test_run ();
}
