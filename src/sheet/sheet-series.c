#include "sheet/sheet-series.h"

#include <string.h>

#include "base/base-date.h"
#include "base/base-decimal.h"

/* More digits than this at the end of a text are no number that goes on. */
#define MOST_DIGITS 15

/* The days that can be written in ISO format. */
#define FIRST_DAY 1
#define LAST_DAY  3652059

typedef enum
{
  SERIES_COPIES,
  SERIES_NUMBERS,
  SERIES_DAYS,
  SERIES_MONTHS,
  SERIES_TEXTS,
} SeriesKind;

struct _SheetSeries
{
  SeriesKind kind;
  char     **texts; /* the examples, the one that is filled from last */
  guint      n_texts;

  /* The last example and what each next one is further. */
  gint64     value; /* a number, a day, or a month counted from year 0 */
  gint64     step;
  guint      decimals;
  guint      day;    /* of each month that has it; other months end before */
  gsize      prefix; /* bytes of the last text before its number */
  int        digits; /* that a number is filled up to with zeros */
};

typedef gboolean (* ReadFunc) (SheetSeries      *self,
                               const SheetValue *values,
                               guint             i,
                               gint64           *value);

static gint64
get_month (const GDate *date)
{
  return (gint64) g_date_get_year (date) * 12 + g_date_get_month (date) - 1;
}

static guint
get_day_in (gint64 month,
            guint  day)
{
  return MIN (day, g_date_get_days_in_month (month % 12 + 1, month / 12));
}

static gboolean
read_number (SheetSeries      *self,
             const SheetValue *values,
             guint             i,
             gint64           *value)
{
  return values[i].kind == SHEET_VALUE_NUMBER
         && base_decimal_narrow (base_decimal_rescale (values[i].number, values[i].decimals,
                                                       self->decimals), value);
}

static gboolean
read_day (SheetSeries      *self,
          const SheetValue *values,
          guint             i,
          gint64           *value)
{
  if (values[i].kind != SHEET_VALUE_DATE)
    return FALSE;

  *value = g_date_get_julian (&values[i].date);

  return TRUE;
}

/* A date on the day that all have, or at the end of a month that does not have it. */
static gboolean
read_month (SheetSeries      *self,
            const SheetValue *values,
            guint             i,
            gint64           *value)
{
  if (values[i].kind != SHEET_VALUE_DATE)
    return FALSE;

  *value = get_month (&values[i].date);

  return g_date_get_day (&values[i].date) == get_day_in (*value, self->day);
}

static gsize
get_prefix (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isdigit (text[length - 1]))
    length--;

  return length;
}

static gboolean
read_text (SheetSeries      *self,
           const SheetValue *values,
           guint             i,
           gint64           *value)
{
  const char *text = self->texts[i];
  gsize prefix = get_prefix (text);
  gsize digits = strlen (text + prefix);

  if (values[i].kind != SHEET_VALUE_TEXT || digits == 0 || digits > MOST_DIGITS
      || prefix != self->prefix || strncmp (text, self->texts[0], prefix) != 0)
    return FALSE;

  *value = g_ascii_strtoll (text + prefix, NULL, 10);

  return TRUE;
}

/* What examples go on as, the first that fits all of them. */
static const struct
{
  SeriesKind kind;
  ReadFunc   read;
} readers[] = {
  { SERIES_NUMBERS, read_number },
  { SERIES_MONTHS, read_month },
  { SERIES_DAYS, read_day },
  { SERIES_TEXTS, read_text },
};

/* Whether all examples are equally far apart; a single one is followed by the next or previous. */
static gboolean
find_step (SheetSeries      *self,
           const SheetValue *values,
           ReadFunc          read,
           gboolean          back)
{
  gint64 last, before, step;

  if (!read (self, values, 0, &last))
    return FALSE;

  self->step = back ? -1 : 1;
  for (guint i = 1; i < self->n_texts; i++)
    {
      before = last;
      if (!read (self, values, i, &last))
        return FALSE;
      if (__builtin_sub_overflow (last, before, &step) || (i > 1 && step != self->step))
        return FALSE;
      self->step = step;
    }
  self->value = last;

  return TRUE;
}

/* What the examples have in common, whatever they are. */
static void
prepare (SheetSeries      *self,
         const SheetValue *values)
{
  self->prefix = get_prefix (self->texts[0]);
  for (guint i = 0; i < self->n_texts; i++)
    {
      const char *number = self->texts[i] + get_prefix (self->texts[i]);

      if (number[0] == '0')
        self->digits = MAX (self->digits, (int) strlen (number));
      if (values[i].kind == SHEET_VALUE_NUMBER)
        self->decimals = MAX (self->decimals, values[i].decimals);
      if (values[i].kind == SHEET_VALUE_DATE)
        self->day = MAX (self->day, g_date_get_day (&values[i].date));
    }
}

/* A single number is followed by one more, and not by one in its last decimal. */
static void
set_kind (SheetSeries *self,
          SeriesKind   kind)
{
  self->kind = kind;
  if (kind == SERIES_NUMBERS && self->n_texts == 1)
    base_decimal_narrow (base_decimal_rescale (self->step, 0, self->decimals), &self->step);
}

/* A single date is followed by the next day. Dates within one month are not months apart. */
static gboolean
makes_sense (SheetSeries *self,
             SeriesKind   kind)
{
  return kind != SERIES_MONTHS || (self->n_texts > 1 && self->step != 0);
}

/**
 * sheet_series_new:
 * @values: (array length=n_values): what the cells hold, from the first to the last
 * @texts: (array length=n_values): their texts, as another program would get them
 * @n_values: how many, at least one
 * @with_ctrl: whether a single cell begins a series, and several are copied, instead of the other
 *   way round
 * @back: whether the cells before the first are filled, and not those behind the last
 *
 * Finds out how some cells go on. Several go on with the difference between them, dates with a
 * number of months if their days allow it, and are copied if they have nothing in common.
 *
 * Returns: (transfer full): the series
 */
SheetSeries *
sheet_series_new (const SheetValue   *values,
                  const char * const *texts,
                  guint               n_values,
                  gboolean            with_ctrl,
                  gboolean            back)
{
  SheetSeries *self = g_new0 (SheetSeries, 1);
  g_autofree SheetValue *ordered = g_new (SheetValue, n_values);

  self->n_texts = n_values;
  self->texts = g_new0 (char *, n_values + 1);
  for (guint i = 0; i < n_values; i++)
    {
      guint source = back ? n_values - 1 - i : i;

      self->texts[i] = g_strdup (texts[source]);
      ordered[i] = values[source];
    }
  if ((n_values == 1) != !!with_ctrl)
    return self;

  prepare (self, ordered);
  for (gsize i = 0; i < G_N_ELEMENTS (readers) && self->kind == SERIES_COPIES; i++)
    {
      if (find_step (self, ordered, readers[i].read, back) && makes_sense (self, readers[i].kind))
        set_kind (self, readers[i].kind);
    }

  return self;
}

/**
 * sheet_series_free:
 * @self: a series
 *
 * Frees it.
 */
void
sheet_series_free (SheetSeries *self)
{
  g_strfreev (self->texts);
  g_free (self);
}

/* As the locale writes it, without marks between thousands, and with no more decimals than are
 * needed: the next row may have fewer. */
static char *
format_number (BaseWide value,
               guint    decimals)
{
  BaseFormat format = *base_format_get_locale ();

  format.group_sign[0] = '\0';
  for (; decimals > 0 && value % 10 == 0; decimals--)
    value /= 10;

  return base_decimal_format_wide (value, decimals, &format);
}

/* Out of what a calendar has there is no date to write: the column says so of the text. */
static char *
format_day (gint64 day)
{
  GDate date;

  if (day < FIRST_DAY || day > LAST_DAY)
    return g_strdup ("?");

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);

  return base_date_format_iso (&date);
}

static char *
format_month (gint64 month,
              guint  day)
{
  GDate date;

  if (month < 12 || month >= 10000 * 12)
    return g_strdup ("?");

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, get_day_in (month, day), month % 12 + 1, month / 12);

  return base_date_format_iso (&date);
}

/**
 * sheet_series_dup_text:
 * @self: a series
 * @index: which cell, counted from the examples on
 *
 * Returns: (transfer full): what it holds
 */
char *
sheet_series_dup_text (SheetSeries *self,
                       guint        index)
{
  BaseWide value = self->value + (BaseWide) self->step * ((BaseWide) index + 1);
  const char *last = self->texts[self->n_texts - 1];

  switch (self->kind)
    {
    case SERIES_NUMBERS:
      return format_number (value, self->decimals);

    case SERIES_DAYS:
      return format_day (CLAMP (value, 0, LAST_DAY + 1));

    case SERIES_MONTHS:
      return format_month (CLAMP (value, 0, 10000 * 12), self->day);

    case SERIES_TEXTS:
      return g_strdup_printf ("%.*s%s%0*" G_GINT64_FORMAT, (int) self->prefix, last,
                              value < 0 ? "-" : "", self->digits, (gint64) ABS (value));

    case SERIES_COPIES:
    default:
      return g_strdup (self->texts[index % self->n_texts]);
    }
}
