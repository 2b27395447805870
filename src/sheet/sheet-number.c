#include "sheet/sheet-number.h"

#include <math.h>
#include <string.h>

#include "base/base-date.h"

/* Day 0 of the dates of spreadsheets. */
#define EPOCH_DAY   30
#define EPOCH_MONTH G_DATE_DECEMBER
#define EPOCH_YEAR  1899

/* The numbers in a text, at most three. Returns: how many there are */
static guint
list_numbers (const char *text,
              guint64    *numbers)
{
  guint n = 0;

  for (const char *p = text; *p != '\0';)
    {
      char *end = (char *) p + 1;

      if (g_ascii_isdigit (*p))
        {
          guint64 number = g_ascii_strtoull (p, &end, 10);

          if (n < 3)
            numbers[n] = number;
          n++;
        }
      p = end;
    }

  return n;
}

/* Takes one number out of those that are left. */
static gboolean
take (guint64 *numbers,
      guint   *n,
      guint64  number)
{
  for (guint i = 0; i < *n; i++)
    if (numbers[i] == number)
      {
        numbers[i] = numbers[--*n];
        return TRUE;
      }

  return FALSE;
}

/* Whether the text shows the day whose number stands beside it: its parts are there, in any order,
 * the month perhaps in words. Then nobody need guess at the order. */
static char *
dup_date (const char *shown,
          double      value)
{
  guint64 numbers[3];
  guint n = list_numbers (shown, numbers);
  GDate date;

  if (value < 1 || value > 2958465 || floor (value) != value || n < 2 || n > 3)
    return NULL;

  g_date_set_dmy (&date, EPOCH_DAY, EPOCH_MONTH, EPOCH_YEAR);
  g_date_add_days (&date, value);
  if ((!take (numbers, &n, g_date_get_year (&date))
       && !take (numbers, &n, g_date_get_year (&date) % 100))
      || !take (numbers, &n, g_date_get_day (&date))
      || (n > 0 && !take (numbers, &n, g_date_get_month (&date))))
    return NULL;

  return base_date_format_iso (&date);
}

/* What stands before decimals or between thousands in some country. */
static gboolean
is_mark (gunichar c)
{
  static const gunichar marks[] = { '.', ',', '\'', 0xa0, 0x2019, 0x202f };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (c == marks[i])
      return TRUE;

  return FALSE;
}

/* The digits of a number that is written with marks for thousands or decimals, and nothing else;
 * @n_marked: how many of them stand behind the last mark. */
static char *
dup_digits (const char *shown,
            gsize      *n_marked)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean has_marks = FALSE;

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isdigit (c))
        {
          g_string_append_c (digits, c);
          *n_marked += has_marks;
        }
      else if (is_mark (c))
        {
          has_marks = TRUE;
          *n_marked = 0;
        }
      else if (p != shown || (c != '-' && c != 0x2212))
        return NULL;
    }

  return has_marks && digits->len > 0 ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

/* The number in the locale's format, without marks for thousands. */
static char *
dup_number (const char *shown,
            double      value)
{
  gsize n_marked = 0;
  g_autofree char *digits = dup_digits (shown, &n_marked);
  gsize n_decimals[] = { n_marked, 0 };

  for (gsize i = 0; digits != NULL && i < G_N_ELEMENTS (n_decimals); i++)
    {
      gsize n_whole = strlen (digits) - n_decimals[i];
      double unit = pow (10, -(double) n_decimals[i]);

      if (fabs (g_ascii_strtod (digits, NULL) * unit - fabs (value)) > unit * 0.51)
        continue;
      return g_strdup_printf ("%s%.*s%s%s", value < 0 ? "-" : "", (int) n_whole, digits,
                              n_decimals[i] > 0 ? base_format_get_locale ()->decimal_sign : "",
                              digits + n_whole);
    }

  return NULL;
}

/**
 * sheet_number_settle:
 * @shown: what a cell of another spreadsheet shows
 * @value: (nullable): the number behind it, with a point; %NULL if it is none
 *
 * Finds what a cell holds, in spite of another locale and of orders of day and month. What is shown
 * counts, so that leading zeros and rounding stay; the number only tells how to read it: a date
 * becomes an ISO date, and marks for thousands go.
 *
 * Returns: (transfer full): the text
 */
char *
sheet_number_settle (const char *shown,
                     const char *value)
{
  char *settled = NULL;
  char *end;
  double number;

  if (value == NULL || *value == '\0')
    return g_strdup (shown);

  number = g_ascii_strtod (value, &end);
  if (*end == '\0' && isfinite (number))
    {
      settled = dup_date (shown, number);
      if (settled == NULL)
        settled = dup_number (shown, number);
    }

  return settled != NULL ? settled : g_strdup (shown);
}
