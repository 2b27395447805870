#include "base/base-arithmetic.h"

#include <string.h>

#include "base/base-error.h"

#include "test-formats.h"

typedef struct
{
  const char *text;
  gint64 old_value;
  guint decimals;
  const BaseFormat *format;
  gint64 value;
} Good;

static void
test_evaluate (void)
{
  static const Good cases[] = {
    /* a value */
    { "=4*12", 7, 0, &american, 48 },
    { "=-3", 7, 0, &american, -3 },
    { " = 2 + 3 * 4 ", 7, 0, &american, 14 },
    { "=(2+3)*4", 7, 0, &american, 20 },
    { "=2-3-4", 7, 0, &american, -5 },
    { "=100/8/5", 7, 1, &american, 25 },
    { "=-(2-5)", 0, 0, &american, 3 },
    { "=2*-3", 0, 0, &american, -6 },
    { "=--3", 0, 0, &american, 3 },
    { "=200*5%", 0, 0, &american, 10 },
    { "=100+5%", 0, 2, &american, 10005 }, /* as in every spreadsheet */
    { "=1/3*3", 0, 2, &american, 100 },    /* a third is a third */
    { "=0.1+0.2", 0, 1, &american, 3 },
    { "=1,200.50*2", 0, 2, &american, 240100 },
    { "=1.200,50*2", 0, 2, &german, 240100 },
    { "=2,5*4", 0, 2, &german, 1000 },
    { "=1 200 * 2", 0, 0, &french, 2400 },
    { "=6×7÷2−1", 0, 0, &american, 20 },
    { "=9223372036854775807", 0, 0, &american, G_MAXINT64 },
    { "=9223372036854775807*2/2", 0, 0, &american, G_MAXINT64 },

    /* a change */
    { "+12", 49, 0, &american, 61 },
    { "-3", 49, 0, &american, 46 },
    { "\342\210\2223", 49, 0, &american, 46 }, /* a minus sign */
    { " - 3", 49, 0, &american, 46 },
    { "*1.1", 450, 2, &american, 495 },
    { "*1,1", 450, 2, &german, 495 },
    { "/2", 9, 0, &american, 5 },
    { "+5%", 20000, 2, &american, 21000 },
    { "-5%", 20000, 2, &american, 19000 },
    { "*105%", 20000, 2, &american, 21000 },
    { "+10%+10%", 10000, 2, &american, 12100 },
    { "+2*3", 10, 0, &american, 16 },
    { "*2+1", 10, 0, &american, 21 },
    { "+5", 0, 0, &american, 5 },
    { "+5%", 0, 2, &american, 0 },
    { "-0.010", 7010, 3, &american, 7000 },

    /* rounded once, half away from zero */
    { "*1.05", 99, 2, &american, 104 },
    { "*1.05", 90, 2, &american, 95 },  /* 94.5 */
    { "*1.05", -90, 2, &american, -95 },
    { "/3", 100, 2, &american, 33 },
    { "/3", 200, 2, &american, 67 },
    { "/3*3", 100, 2, &american, 100 },
    { "/2", 1, 0, &american, 1 },
    { "/2", -1, 0, &american, -1 },
    { "=0.49999", 0, 0, &american, 0 },
    { "=1/2000000000*1000000000", 0, 0, &american, 1 },
    { "*1", G_MININT64, 18, &american, G_MININT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      g_assert_true (base_arithmetic_is_entry (cases[i].text, TRUE));
      base_arithmetic_evaluate (cases[i].text, cases[i].old_value, cases[i].decimals,
                                cases[i].format, &value, &error);
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_evaluate_bad (void)
{
  static const struct
  {
    const char *text;
    BaseError code;
  } cases[] = {
    { "=", BASE_ERROR_SYNTAX },
    { "-", BASE_ERROR_SYNTAX },
    { "=4*", BASE_ERROR_SYNTAX },
    { "=*4", BASE_ERROR_SYNTAX },
    { "=(4", BASE_ERROR_SYNTAX },
    { "=4)", BASE_ERROR_SYNTAX },
    { "=()", BASE_ERROR_SYNTAX },
    { "=4 4", BASE_ERROR_SYNTAX },
    { "=4%%", BASE_ERROR_SYNTAX },
    { "=A1+2", BASE_ERROR_SYNTAX },
    { "=SUM(1,2)", BASE_ERROR_SYNTAX },
    { "+3 boxes", BASE_ERROR_SYNTAX },
    { "+1.2.3", BASE_ERROR_SYNTAX },
    { "=1E5", BASE_ERROR_SYNTAX },
    { "=0.0000000001", BASE_ERROR_SYNTAX },
    { "=1/0", BASE_ERROR_RANGE },
    { "/0", BASE_ERROR_RANGE },
    { "/(2-2)", BASE_ERROR_RANGE },
    { "=9223372036854775807+1", BASE_ERROR_RANGE },
    { "=99999999999999999999", BASE_ERROR_RANGE },
    { "=9000000000000000000*9000000000000000000*9000000000000000000", BASE_ERROR_RANGE },
    { "=1/9000000000000000000/9000000000000000000", BASE_ERROR_RANGE },
    { "=((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))",
      BASE_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 value = 99;

      g_test_message ("“%s”", cases[i].text);
      g_assert_false (base_arithmetic_evaluate (cases[i].text, 7, 0, &american, &value, &error));
      g_assert_error (error, BASE_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, "“"));
      g_assert_cmpint (value, ==, 99);
    }
}

static void
test_is_entry (void)
{
  static const struct
  {
    const char *text;
    gboolean may_change;
    gboolean is_entry;
  } cases[] = {
    { "=3", FALSE, TRUE }, { "=3", TRUE, TRUE },   { " =3", FALSE, TRUE }, { "-3", FALSE, FALSE },
    { "-3", TRUE, TRUE },  { "×3", TRUE, TRUE },   { "3", TRUE, FALSE },   { "", TRUE, FALSE },
    { "3-1", TRUE, FALSE }, { "(3)", TRUE, FALSE }, { "%", TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (base_arithmetic_is_entry (cases[i].text, cases[i].may_change), ==,
                     cases[i].is_entry);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/arithmetic/evaluate", test_evaluate);
  g_test_add_func ("/base/arithmetic/evaluate-bad", test_evaluate_bad);
  g_test_add_func ("/base/arithmetic/is-entry", test_is_entry);
  return g_test_run ();
}
