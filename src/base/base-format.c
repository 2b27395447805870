#include "base/base-format.h"

#include <langinfo.h>
#include <limits.h>
#include <string.h>

static const char *const english_months[12] = {
  "January", "February", "March",     "April",   "May",      "June",
  "July",    "August",   "September", "October", "November", "December",
};

static const char *const english_short_months[12] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

/* The languages that write a day's number as an ordinal, with a full stop. */
static const char *const ordinal_day_languages[] = {
  "bs", "cs", "da", "de", "et", "fi", "hr", "is", "nb", "nn", "no", "sk", "sl", "sr", NULL,
};

static const BaseFormat plain_format = {
  .decimal_sign = ".",
  .group_sign = "",
  .group_size = 3,
  .next_group_size = 3,
  .date_order = BASE_DATE_ORDER_YMD,
  .date_pattern = "%Y-%M-%D",
  .currency_first = TRUE,
};

static const char *
pattern_for (BaseDateOrder  order,
             const char    *language)
{
  g_autofree char *code = g_strndup (language, strcspn (language, "_.@-"));

  if (order == BASE_DATE_ORDER_MDY)
    return "%b %d, %Y";
  if (order == BASE_DATE_ORDER_YMD)
    return "%Y-%M-%D";
  return g_strv_contains (ordinal_day_languages, code) ? "%d. %b %Y" : "%d %b %Y";
}

/* Copies a sign that localeconv () gave in the locale's charset; FALSE if it is of no use. */
static gboolean
copy_sign (char       *sign,
           gsize       size,
           const char *from)
{
  g_autofree char *text = g_locale_to_utf8 (from, -1, NULL, NULL, NULL);

  if (text == NULL || strlen (text) >= size)
    return FALSE;
  g_strlcpy (sign, text, size);
  return TRUE;
}

static guint
group_size_at (const char *grouping,
               guint       otherwise)
{
  if (*grouping <= 0 || *grouping == CHAR_MAX)
    return otherwise;
  return (guint) *grouping;
}

/**
 * base_format_order_from_pattern:
 * @date_format: a date in the notation of strftime (), for instance "%d.%m.%Y"
 *
 * Reads off the order of day, month and year.
 *
 * Returns: the order; %BASE_DATE_ORDER_YMD if the pattern does not tell
 */
BaseDateOrder
base_format_order_from_pattern (const char *date_format)
{
  for (const char *p = strchr (date_format, '%'); p != NULL && p[1] != '\0'; p = strchr (p, '%'))
    {
      p += 1 + strspn (p + 1, "-_0^#EO");
      if (*p == '\0')
        break;
      if (strchr ("de", *p) != NULL)
        return BASE_DATE_ORDER_DMY;
      if (strchr ("mbBhD", *p) != NULL)
        return BASE_DATE_ORDER_MDY;
      if (strchr ("yYCFG", *p) != NULL)
        return BASE_DATE_ORDER_YMD;
      p++;
    }
  return BASE_DATE_ORDER_YMD;
}

/**
 * base_format_init_from_locale:
 * @format: (out): the format to fill
 * @numbers: what localeconv () says
 * @date_format: the locale's numeric date in the notation of strftime ()
 * @language: the locale's name, for instance "de_DE.UTF-8"
 *
 * Makes a format from a locale's description. The months are the English ones.
 */
void
base_format_init_from_locale (BaseFormat         *format,
                              const struct lconv *numbers,
                              const char         *date_format,
                              const char         *language)
{
  *format = plain_format;

  if (!copy_sign (format->decimal_sign, sizeof format->decimal_sign, numbers->decimal_point)
      || format->decimal_sign[0] == '\0')
    g_strlcpy (format->decimal_sign, ".", sizeof format->decimal_sign);
  if (!copy_sign (format->group_sign, sizeof format->group_sign, numbers->thousands_sep)
      || strcmp (format->group_sign, format->decimal_sign) == 0)
    format->group_sign[0] = '\0';

  format->group_size = group_size_at (numbers->grouping, 3);
  format->next_group_size = numbers->grouping[0] == '\0'
                              ? format->group_size
                              : group_size_at (numbers->grouping + 1, format->group_size);

  format->date_order = base_format_order_from_pattern (date_format);
  format->date_pattern = pattern_for (format->date_order, language);

  format->currency_first = numbers->p_cs_precedes != 0;
  format->currency_space = numbers->p_sep_by_space == 1 || numbers->p_sep_by_space == 2;
}

static const char *
dup_langinfo (nl_item item)
{
  g_autofree char *text = g_locale_to_utf8 (nl_langinfo (item), -1, NULL, NULL, NULL);

  return g_intern_string (text != NULL ? text : "");
}

/**
 * base_format_get_locale:
 *
 * Gets the format of the locale that the process has chosen by setlocale ().
 *
 * The locale is asked once, at the first call.
 *
 * Returns: (transfer none): the format
 */
const BaseFormat *
base_format_get_locale (void)
{
  static const nl_item months[12] = {
    MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8, MON_9, MON_10, MON_11, MON_12,
  };
  static const nl_item short_months[12] = {
    ABMON_1, ABMON_2, ABMON_3, ABMON_4,  ABMON_5,  ABMON_6,
    ABMON_7, ABMON_8, ABMON_9, ABMON_10, ABMON_11, ABMON_12,
  };
  static const char *month_names[12];
  static const char *month_short_names[12];
  static BaseFormat format;
  static gsize initialized = 0;

  if (g_once_init_enter (&initialized))
    {
      const char *language = setlocale (LC_TIME, NULL);

      base_format_init_from_locale (&format, localeconv (), nl_langinfo (D_FMT),
                                    language != NULL ? language : "C");
      for (guint i = 0; i < 12; i++)
        {
          month_names[i] = dup_langinfo (months[i]);
          month_short_names[i] = dup_langinfo (short_months[i]);
        }
      format.month_names = month_names;
      format.month_short_names = month_short_names;
      g_once_init_leave (&initialized, 1);
    }
  return &format;
}

/**
 * base_format_get_plain:
 *
 * Gets the format that does not depend on a locale: a point as decimal sign, no grouping, ISO
 * dates.
 *
 * Returns: (transfer none): the format
 */
const BaseFormat *
base_format_get_plain (void)
{
  return &plain_format;
}

static const char *
month_of (const char *const *names,
          const char *const *english,
          guint              month)
{
  if (names == NULL || names[month - 1][0] == '\0')
    return english[month - 1];
  return names[month - 1];
}

/**
 * base_format_get_month_name:
 * @format: (nullable): a format, or %NULL for English
 * @month: 1 to 12
 *
 * Returns: the long name of the month
 */
const char *
base_format_get_month_name (const BaseFormat *format,
                            guint             month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return month_of (format != NULL ? format->month_names : NULL, english_months, month);
}

/**
 * base_format_get_month_short_name:
 * @format: (nullable): a format, or %NULL for English
 * @month: 1 to 12
 *
 * Returns: the short name of the month
 */
const char *
base_format_get_month_short_name (const BaseFormat *format,
                                  guint             month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return month_of (format != NULL ? format->month_short_names : NULL, english_short_months, month);
}
