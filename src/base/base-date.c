#include "config.h"

#include "base/base-date.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-error.h"
#include "base/base-text.h"

/* Two digits of a year: these and above are of the twentieth century, as in POSIX strptime (). */
#define CENTURY_PIVOT 69

/* A date as written: three fields, and what stands between them. */
typedef struct
{
  char *field[3];
  char  separator[2];
} Fields;

static void
fields_clear (Fields *fields)
{
  for (guint i = 0; i < 3; i++)
    g_free (fields->field[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

static void
set_syntax_error (GError    **error,
                  const char *text)
{
  g_autofree char *shown = base_text_shorten (text);

  g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("“%s” is not a date"), shown);
}

static void
set_order_error (GError    **error,
                 const char *text)
{
  g_autofree char *shown = base_text_shorten (text);

  g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX,
               _("“%s” does not tell day and month apart: write the year first"), shown);
}

/* Sets the date if the calendar has it. */
static gboolean
set_date (GDate   *date,
          guint    year,
          guint    month,
          guint    day,
          GError **error)
{
  if (month < 1 || month > 12)
    {
      g_set_error (error, BASE_ERROR, BASE_ERROR_NO_SUCH_DATE, _("There is no month %u"), month);
      return FALSE;
    }
  if (year < 1 || year > 9999)
    {
      g_set_error (error, BASE_ERROR, BASE_ERROR_RANGE, _("The year %u is out of range"), year);
      return FALSE;
    }
  if (day < 1 || day > g_date_get_days_in_month (month, year))
    {
      /* Translators: day, name of the month, year: "31 February 2027 does not exist". */
      g_set_error (error, BASE_ERROR, BASE_ERROR_NO_SUCH_DATE, _("%u %s %u does not exist"), day,
                   base_format_get_month_name (base_format_get_locale (), month), year);
      return FALSE;
    }

  g_date_clear (date, 1);
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

/* Reads exactly @n digits. */
static gboolean
read_digits (const char **p,
             guint        n,
             guint       *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*p)++)
    {
      guint digit = (guint) **p - '0';

      if (digit > 9)
        return FALSE;
      *value = *value * 10 + digit;
    }
  return TRUE;
}

static gboolean
read_iso (const char *text,
          guint      *year,
          guint      *month,
          guint      *day)
{
  const char *p = text;

  return read_digits (&p, 4, year) && *p++ == '-' && read_digits (&p, 2, month) && *p++ == '-'
         && read_digits (&p, 2, day) && *p == '\0';
}

/**
 * base_date_parse_iso:
 * @text: a date in exactly the form YYYY-MM-DD
 * @date: (out): the date
 * @error: return location for an error
 *
 * Reads an ISO 8601 date, strictly: nothing around it, no missing zeros.
 *
 * Errors: %BASE_ERROR_SYNTAX, %BASE_ERROR_RANGE for the year 0, %BASE_ERROR_NO_SUCH_DATE. @date is
 * left alone then.
 *
 * Returns: %TRUE if @date was set
 */
gboolean
base_date_parse_iso (const char  *text,
                     GDate       *date,
                     GError     **error)
{
  guint year, month, day;

  if (!read_iso (text, &year, &month, &day))
    {
      set_syntax_error (error, text);
      return FALSE;
    }
  return set_date (date, year, month, day, error);
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

static gboolean
is_separator (gunichar c)
{
  return c == '-' || c == '/' || c == '.' || c == ',' || g_unichar_isspace (c);
}

static const char *
skip_digits (const char *p)
{
  return p + strspn (p, "0123456789");
}

static const char *
skip_letters (const char *p)
{
  while (is_letter (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* The "th" of "10th". */
static const char *
skip_ordinal (const char *p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strncasecmp (p, endings[i], 2) == 0 && !is_letter (g_utf8_get_char (p + 2)))
      return p + 2;
  return p;
}

/* Remembers the first sign that is not a space, or a space if there is no other. */
static const char *
skip_separators (const char *p,
                 char       *separator)
{
  *separator = '\0';
  for (gunichar c = g_utf8_get_char (p); is_separator (c); c = g_utf8_get_char (p))
    {
      if (*separator == '\0' || *separator == ' ')
        *separator = g_unichar_isspace (c) ? ' ' : (char) c;
      p = g_utf8_next_char (p);
    }
  return p;
}

static const char *
skip_field (const char *p)
{
  const char *end = skip_digits (p);

  return end > p ? end : skip_letters (p);
}

/* Whether @p is a time of day that says nothing. */
static gboolean
is_midnight (const char *p)
{
  static const char *const midnights[] = {
    "0:00",          "0:00:00",  "00:00",     "00:00:00",    "00:00:00.000",
    "00:00:00.000Z", "00:00:00Z", "12:00 AM", "12:00:00 AM", NULL,
  };

  if (*p != 'T' && *p != ' ')
    return FALSE;
  return g_strv_contains (midnights, p + 1);
}

static gboolean
split_fields (const char *text,
              Fields     *fields)
{
  const char *p = text;

  for (guint i = 0; i < 3; i++)
    {
      const char *end = skip_field (p);

      if (end == p)
        return FALSE;
      fields->field[i] = g_strndup (p, end - p);
      p = g_ascii_isdigit (*p) ? skip_ordinal (end) : end;
      if (i < 2)
        p = skip_separators (p, &fields->separator[i]);
    }
  return *p == '\0' || is_midnight (p);
}

static gboolean
is_number (const char *field)
{
  return g_ascii_isdigit (*field);
}

/* The value of a field of at most four digits; FALSE if it has more. */
static gboolean
get_number (const char *field,
            guint      *value)
{
  const char *p = field;

  return strlen (field) <= 4 && read_digits (&p, strlen (field), value);
}

static gboolean
get_year (const char *field,
          guint      *year)
{
  if (!get_number (field, year))
    return FALSE;
  if (strlen (field) == 2)
    *year += *year >= CENTURY_PIVOT ? 1900 : 2000;
  else if (strlen (field) != 4)
    return FALSE;
  return TRUE;
}

/* Takes the fields at these places and sets the date. */
static gboolean
set_from_numbers (const Fields *fields,
                  guint         year_at,
                  guint         month_at,
                  guint         day_at,
                  const char   *text,
                  GDate        *date,
                  GError      **error)
{
  guint year, month, day;

  if (!get_year (fields->field[year_at], &year) || !get_number (fields->field[month_at], &month)
      || !get_number (fields->field[day_at], &day))
    {
      set_syntax_error (error, text);
      return FALSE;
    }
  return set_date (date, year, month, day, error);
}

static gboolean
parse_numeric (const Fields     *fields,
               const BaseFormat *format,
               const char       *text,
               GDate            *date,
               GError          **error)
{
  if (fields->separator[0] == '\0' || fields->separator[0] != fields->separator[1]
      || fields->separator[0] == ',')
    {
      set_syntax_error (error, text);
      return FALSE;
    }
  if (strlen (fields->field[0]) == 4)
    return set_from_numbers (fields, 0, 1, 2, text, date, error);
  if (format->date_order == BASE_DATE_ORDER_YMD && strlen (fields->field[2]) == 4)
    {
      set_order_error (error, text);
      return FALSE;
    }

  switch (format->date_order)
    {
    case BASE_DATE_ORDER_DMY:
      return set_from_numbers (fields, 2, 1, 0, text, date, error);
    case BASE_DATE_ORDER_MDY:
      return set_from_numbers (fields, 2, 0, 1, text, date, error);
    case BASE_DATE_ORDER_YMD:
    default:
      return set_from_numbers (fields, 0, 1, 2, text, date, error);
    }
}

/* A month is meant by its whole name, its short name, or at least three letters of its name. */
static gboolean
is_month_name (const char *folded_word,
               const char *name,
               const char *short_name)
{
  g_autofree char *bare_short_name = g_strndup (short_name, strcspn (short_name, "."));
  g_autofree char *folded_name = base_text_fold (name);
  g_autofree char *folded_short_name = base_text_fold (bare_short_name);

  return strcmp (folded_word, folded_short_name) == 0
         || (g_utf8_strlen (folded_word, -1) >= 3 && g_str_has_prefix (folded_name, folded_word));
}

/* Returns the month from 1 to 12, or 0. */
static guint
find_month (const char       *word,
            const BaseFormat *format)
{
  const BaseFormat *languages[] = { format, NULL };
  g_autofree char *folded = base_text_fold (word);

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    for (guint month = 1; month <= 12; month++)
      if (is_month_name (folded, base_format_get_month_name (languages[i], month),
                         base_format_get_month_short_name (languages[i], month)))
        return month;
  return 0;
}

/* "10 May 2027", "May 10, 2027", "2027 May 10". */
static gboolean
parse_with_name (const Fields     *fields,
                 const BaseFormat *format,
                 const char       *text,
                 GDate            *date,
                 GError          **error)
{
  guint name_at = is_number (fields->field[0]) ? 1 : 0;
  guint year_at = strlen (fields->field[0]) == 4 && name_at == 1 ? 0 : 2;
  guint day_at = 3 - name_at - year_at;
  guint month = 0, year, day;

  if (!is_number (fields->field[name_at]))
    month = find_month (fields->field[name_at], format);
  if (month == 0 || !is_number (fields->field[year_at]) || !get_year (fields->field[year_at], &year)
      || !is_number (fields->field[day_at]) || !get_number (fields->field[day_at], &day))
    {
      set_syntax_error (error, text);
      return FALSE;
    }
  return set_date (date, year, month, day, error);
}

static gboolean
are_all_numbers (const Fields *fields)
{
  return is_number (fields->field[0]) && is_number (fields->field[1])
         && is_number (fields->field[2]);
}

/**
 * base_date_parse:
 * @text: what was typed or read
 * @format: the order of numeric dates and the names of months; English names and dates with a
 *   year of four digits in front (ISO 8601) are understood beside them
 * @date: (out): the date
 * @error: return location for an error
 *
 * Reads a date: three numbers in the format's order with "-", "/", "." or spaces between them, or
 * with the month's name. A year of two digits is 1969 to 2068. A time of day is taken if it is
 * midnight, which programs write after dates.
 *
 * Day and month are never exchanged to make a date possible.
 *
 * Errors: %BASE_ERROR_EMPTY, %BASE_ERROR_SYNTAX, %BASE_ERROR_RANGE, %BASE_ERROR_NO_SUCH_DATE.
 * @date is left alone then.
 *
 * Returns: %TRUE if @date was set
 */
gboolean
base_date_parse (const char       *text,
                 const BaseFormat *format,
                 GDate            *date,
                 GError          **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (Fields) fields = { { NULL, NULL, NULL }, { '\0', '\0' } };

  if (*stripped == '\0')
    {
      g_set_error_literal (error, BASE_ERROR, BASE_ERROR_EMPTY, _("A date is missing"));
      return FALSE;
    }
  if (!split_fields (stripped, &fields))
    {
      set_syntax_error (error, stripped);
      return FALSE;
    }
  if (are_all_numbers (&fields))
    return parse_numeric (&fields, format, stripped, date, error);
  return parse_with_name (&fields, format, stripped, date, error);
}

/* Appends what one letter of a pattern stands for. */
static void
append_part (GString          *text,
             char              letter,
             const GDate      *date,
             const BaseFormat *format)
{
  guint day = g_date_get_day (date);
  guint month = g_date_get_month (date);

  switch (letter)
    {
    case 'd':
      g_string_append_printf (text, "%u", day);
      break;
    case 'D':
      g_string_append_printf (text, "%02u", day);
      break;
    case 'm':
      g_string_append_printf (text, "%u", month);
      break;
    case 'M':
      g_string_append_printf (text, "%02u", month);
      break;
    case 'b':
      g_string_append (text, base_format_get_month_short_name (format, month));
      break;
    case 'B':
      g_string_append (text, base_format_get_month_name (format, month));
      break;
    case 'Y':
      g_string_append_printf (text, "%04u", g_date_get_year (date));
      break;
    default:
      g_string_append_c (text, letter);
      break;
    }
}

/**
 * base_date_format:
 * @date: a valid date
 * @format: how dates are shown
 *
 * Writes a date to be shown, for instance "10 May 2027".
 *
 * Returns: (transfer full): the text
 */
char *
base_date_format (const GDate      *date,
                  const BaseFormat *format)
{
  GString *text;

  g_return_val_if_fail (g_date_valid (date), NULL);

  text = g_string_new (NULL);
  for (const char *p = format->date_pattern; *p != '\0'; p++)
    {
      if (p[0] == '%' && p[1] != '\0')
        append_part (text, *++p, date, format);
      else
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

/**
 * base_date_format_iso:
 * @date: a valid date
 *
 * Writes a date as ISO 8601 does: YYYY-MM-DD.
 *
 * Returns: (transfer full): the text
 */
char *
base_date_format_iso (const GDate *date)
{
  return base_date_format (date, base_format_get_plain ());
}
