#include "config.h"

#include "base/base-date-entry.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-date.h"
#include "base/base-error.h"
#include "base/base-text.h"

/* The most days away from today that are meant by a sign and a number. */
#define FARTHEST 99999

static const struct
{
  const char *word;
  int days;
} words[] = {
  /* Translators: a word that can be typed as a date, in lower case */
  { N_("today"), 0 },
  /* Translators: a word that can be typed as a date, in lower case */
  { N_("tomorrow"), 1 },
  /* Translators: a word that can be typed as a date, in lower case */
  { N_("yesterday"), -1 },
};

static gboolean
is_word (const char *folded,
         const char *word)
{
  g_autofree char *folded_word = base_text_fold (word);

  return strcmp (folded, folded_word) == 0;
}

/* "today" in English and in the language of the program. */
static gboolean
find_word (const char *text,
           int        *days)
{
  g_autofree char *folded = base_text_fold (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_word (folded, words[i].word) || is_word (folded, _(words[i].word)))
      {
        *days = words[i].days;
        return TRUE;
      }
  return FALSE;
}

/* "+30", "-1": a sign and a whole number. Returns 0 where it is none, 1 with @days, -1 where it is
 * too far away. */
static int
read_days (const char *text,
           int        *days)
{
  const char *digits = text + 1;
  guint64 value;

  if ((*text != '+' && *text != '-') || *digits == '\0'
      || digits[strspn (digits, "0123456789")] != '\0')
    return 0;
  value = strlen (digits) <= 9 ? g_ascii_strtoull (digits, NULL, 10) : G_MAXUINT32;
  if (value > FARTHEST)
    return -1;
  *days = *text == '-' ? -(int) value : (int) value;
  return 1;
}

static void
set_days_away (GDate       *date,
               const GDate *today,
               int          days)
{
  *date = *today;
  if (days < 0)
    g_date_subtract_days (date, -days);
  else
    g_date_add_days (date, days);
}

static gboolean
is_in_field (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The two parts of "3.5." and "3 May", and the sign between them. */
typedef struct
{
  const char *start[2];
  gsize       length[2];
  char        separator;
} Pair;

/* Whether the text is two words or numbers, of which one is a number, with signs between. */
static gboolean
split_pair (const char *text,
            Pair       *pair)
{
  const char *p = text;
  guint n = 0;

  pair->separator = ' ';
  while (*p != '\0')
    {
      const char *start = p;
      gboolean is_number = g_ascii_isdigit (*p);

      while (is_in_field (g_utf8_get_char (p)) && g_ascii_isdigit (*p) == is_number)
        p = g_utf8_next_char (p);
      if (p == start || n == 2)
        return FALSE;
      pair->start[n] = start;
      pair->length[n++] = p - start;
      for (; *p != '\0' && !is_in_field (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        if (n == 1 && strchr ("/.-", *p) != NULL)
          pair->separator = *p;
    }
  return n == 2
         && (g_ascii_isdigit (*pair->start[0]) || g_ascii_isdigit (*pair->start[1]));
}

/* Day and month without a year are of this year. */
static char *
add_year (const Pair       *pair,
          const BaseFormat *format,
          const GDate      *today)
{
  g_autofree char *first = g_strndup (pair->start[0], pair->length[0]);
  g_autofree char *second = g_strndup (pair->start[1], pair->length[1]);
  char sign = pair->separator;
  gboolean has_name = !g_ascii_isdigit (*first) || !g_ascii_isdigit (*second);

  if (has_name)
    return g_strdup_printf ("%s %s %04u", first, second, g_date_get_year (today));
  if (format->date_order == BASE_DATE_ORDER_YMD)
    return g_strdup_printf ("%04u%c%s%c%s", g_date_get_year (today), sign, first, sign, second);
  return g_strdup_printf ("%s%c%s%c%04u", first, sign, second, sign, g_date_get_year (today));
}

static gboolean
is_year (const Pair *pair,
         guint       i)
{
  return pair->length[i] == 4 && g_ascii_isdigit (*pair->start[i]);
}

static gboolean
parse_pair (const char       *text,
            const Pair       *pair,
            const BaseFormat *format,
            const GDate      *today,
            GDate            *date,
            GError          **error)
{
  g_autofree char *shown = base_text_shorten (text);
  g_autofree char *full = NULL;
  g_autoptr (GError) local_error = NULL;

  if (is_year (pair, 0) || is_year (pair, 1))
    {
      g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("“%s” does not say which day"), shown);
      return FALSE;
    }
  full = add_year (pair, format, today);
  if (base_date_parse (full, format, date, &local_error))
    return TRUE;
  /* What was typed has no year. */
  if (g_error_matches (local_error, BASE_ERROR, BASE_ERROR_SYNTAX))
    g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("“%s” is not a date"), shown);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * base_date_parse_entry:
 * @text: what was typed into a cell
 * @format: as in base_date_parse()
 * @today: what day it is
 * @date: (out): the date
 * @error: return location for an error
 *
 * Reads a date as a hand types it: whatever base_date_parse() understands, and short forms. Day and
 * month without a year are of this year, in the order of the format ("3.5.", "5/3", "3 May");
 * "today", "tomorrow" and "yesterday" in English and in the user's language; "+30" is 30 days from
 * today, "-1" the day before. Month and year without a day are refused.
 *
 * Errors: those of base_date_parse(). @date is left alone then.
 *
 * Returns: %TRUE if @date was set
 */
gboolean
base_date_parse_entry (const char       *text,
                       const BaseFormat *format,
                       const GDate      *today,
                       GDate            *date,
                       GError          **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  Pair pair;
  int days = 0;
  int is_near = read_days (stripped, &days);

  if (is_near < 0)
    {
      g_autofree char *shown = base_text_shorten (stripped);

      g_set_error (error, BASE_ERROR, BASE_ERROR_RANGE, _("“%s” is out of range"), shown);
      return FALSE;
    }
  if (is_near > 0 || find_word (stripped, &days))
    {
      set_days_away (date, today, days);
      return TRUE;
    }
  if (split_pair (stripped, &pair))
    return parse_pair (stripped, &pair, format, today, date, error);
  return base_date_parse (stripped, format, date, error);
}
