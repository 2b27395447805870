#include "base/base-format.h"

#include <limits.h>

#include "base/base-decimal.h"

/* What localeconv () says in a locale: sign, group sign and grouping, currency in front, space. */
static struct lconv
make_lconv (const char *decimal_point,
            const char *thousands_sep,
            const char *grouping,
            char        currency_first,
            char        currency_space)
{
  struct lconv numbers = {
    .decimal_point = (char *) decimal_point,
    .thousands_sep = (char *) thousands_sep,
    .grouping = (char *) grouping,
    .p_cs_precedes = currency_first,
    .p_sep_by_space = currency_space,
  };

  return numbers;
}

static void
test_german (void)
{
  struct lconv numbers = make_lconv (",", ".", "\3\3", 0, 1);
  BaseFormat format;

  base_format_init_from_locale (&format, &numbers, "%d.%m.%Y", "de_DE.UTF-8");
  g_assert_cmpstr (format.decimal_sign, ==, ",");
  g_assert_cmpstr (format.group_sign, ==, ".");
  g_assert_cmpuint (format.group_size, ==, 3);
  g_assert_cmpuint (format.next_group_size, ==, 3);
  g_assert_cmpint (format.date_order, ==, BASE_DATE_ORDER_DMY);
  g_assert_cmpstr (format.date_pattern, ==, "%d. %b %Y");
  g_assert_false (format.currency_first);
  g_assert_true (format.currency_space);
}

static void
test_american (void)
{
  struct lconv numbers = make_lconv (".", ",", "\3\3", 1, 0);
  BaseFormat format;

  base_format_init_from_locale (&format, &numbers, "%m/%d/%Y", "en_US.UTF-8");
  g_assert_cmpstr (format.group_sign, ==, ",");
  g_assert_cmpint (format.date_order, ==, BASE_DATE_ORDER_MDY);
  g_assert_cmpstr (format.date_pattern, ==, "%b %d, %Y");
  g_assert_true (format.currency_first);
  g_assert_false (format.currency_space);
}

static void
test_indian (void)
{
  struct lconv numbers = make_lconv (".", ",", "\3\2", 1, 0);
  BaseFormat format;
  g_autofree char *text = NULL;

  base_format_init_from_locale (&format, &numbers, "%d/%m/%y", "en_IN");
  g_assert_cmpuint (format.next_group_size, ==, 2);
  g_assert_cmpstr (format.date_pattern, ==, "%d %b %Y");
  text = base_decimal_format (123456789, 0, &format);
  g_assert_cmpstr (text, ==, "12,34,56,789");
}

/* The C locale says nothing about money, and a broken one may give the same sign twice. */
static void
test_poor_locale (void)
{
  struct lconv none = make_lconv ("", "", "", CHAR_MAX, CHAR_MAX);
  struct lconv twice = make_lconv (",", ",", "\3\177", CHAR_MAX, CHAR_MAX);
  BaseFormat format;

  base_format_init_from_locale (&format, &none, "", "C");
  g_assert_cmpstr (format.decimal_sign, ==, ".");
  g_assert_cmpstr (format.group_sign, ==, "");
  g_assert_cmpuint (format.group_size, ==, 3);
  g_assert_cmpint (format.date_order, ==, BASE_DATE_ORDER_YMD);
  g_assert_true (format.currency_first);
  g_assert_false (format.currency_space);

  base_format_init_from_locale (&format, &twice, "%F", "C");
  g_assert_cmpstr (format.decimal_sign, ==, ",");
  g_assert_cmpstr (format.group_sign, ==, "");
}

static void
test_order (void)
{
  static const struct
  {
    const char    *pattern;
    BaseDateOrder  order;
  } cases[] = {
    { "%d.%m.%Y", BASE_DATE_ORDER_DMY },  { "%-d.%-m.%Y", BASE_DATE_ORDER_DMY },
    { "%e/%m/%Y", BASE_DATE_ORDER_DMY },  { "%Od.%Om.%Ey", BASE_DATE_ORDER_DMY },
    { "%m/%d/%y", BASE_DATE_ORDER_MDY },  { "%D", BASE_DATE_ORDER_MDY },
    { "%b %d, %Y", BASE_DATE_ORDER_MDY }, { "%Y-%m-%d", BASE_DATE_ORDER_YMD },
    { "%F", BASE_DATE_ORDER_YMD },        { "%y. %m. %d.", BASE_DATE_ORDER_YMD },
    { "%A, %d.%m.%Y", BASE_DATE_ORDER_DMY }, { "nothing", BASE_DATE_ORDER_YMD },
    { "%", BASE_DATE_ORDER_YMD },         { "%-", BASE_DATE_ORDER_YMD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (base_format_order_from_pattern (cases[i].pattern), ==, cases[i].order);
}

static void
test_months (void)
{
  static const char *const partly[12] = { "Eins", "", "", "", "", "", "", "", "", "", "", "Ende" };
  const BaseFormat format = { .month_names = partly };

  g_assert_cmpstr (base_format_get_month_name (NULL, 1), ==, "January");
  g_assert_cmpstr (base_format_get_month_short_name (NULL, 12), ==, "Dec");
  g_assert_cmpstr (base_format_get_month_name (&format, 1), ==, "Eins");
  g_assert_cmpstr (base_format_get_month_name (&format, 2), ==, "February");
  g_assert_cmpstr (base_format_get_month_name (&format, 12), ==, "Ende");
  g_assert_cmpstr (base_format_get_month_short_name (&format, 12), ==, "Dec");
}

static void
test_plain (void)
{
  const BaseFormat *plain = base_format_get_plain ();

  g_assert_cmpstr (plain->decimal_sign, ==, ".");
  g_assert_cmpstr (plain->group_sign, ==, "");
  g_assert_cmpint (plain->date_order, ==, BASE_DATE_ORDER_YMD);
}

/* The tests run in the C locale. */
static void
test_locale (void)
{
  const BaseFormat *format = base_format_get_locale ();

  g_assert_true (format == base_format_get_locale ());
  g_assert_cmpstr (format->decimal_sign, ==, ".");
  g_assert_cmpint (format->date_order, ==, BASE_DATE_ORDER_MDY);
  g_assert_cmpstr (base_format_get_month_name (format, 5), ==, "May");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/german", test_german);
  g_test_add_func ("/format/american", test_american);
  g_test_add_func ("/format/indian", test_indian);
  g_test_add_func ("/format/poor-locale", test_poor_locale);
  g_test_add_func ("/format/order", test_order);
  g_test_add_func ("/format/months", test_months);
  g_test_add_func ("/format/plain", test_plain);
  g_test_add_func ("/format/locale", test_locale);
  return g_test_run ();
}
