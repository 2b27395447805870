#include "base/base-guess.h"

#include <string.h>


/* What one cell looks like. */
typedef enum
{
  LOOK_EMPTY,
  LOOK_TEXT,
  LOOK_NUMBER,
  LOOK_DATE,
} Look;

/* Three numbers with the same sign between them, and how many digits each of them has. */
typedef struct
{
  guint number[3];
  guint n_digits[3];
} DateNumbers;

static gboolean
read_number (const char **p,
             guint       *number,
             guint       *n_digits)
{
  *number = 0;
  for (*n_digits = 0; g_ascii_isdigit (**p) && *n_digits < 5; (*n_digits)++, (*p)++)
    *number = *number * 10 + (guint) g_ascii_digit_value (**p);
  return *n_digits > 0;
}

static gboolean
read_date_numbers (const char  *cell,
                   DateNumbers *date)
{
  const char *p = cell;
  char separator = '\0';

  for (guint i = 0; i < 3; i++)
    {
      if (!read_number (&p, &date->number[i], &date->n_digits[i]))
        return FALSE;
      if (i == 2)
        break;
      if (i == 0)
        separator = *p;
      if (separator == '\0' || strchr ("-/.", separator) == NULL || *p != separator)
        return FALSE;
      p++;
    }

  /* A time of day may follow. */
  if (*p != '\0' && *p != ' ' && *p != 'T')
    return FALSE;
  if (date->n_digits[0] == 4)
    return date->n_digits[1] <= 2 && date->n_digits[2] <= 2;
  return date->n_digits[0] <= 2 && date->n_digits[1] <= 2
         && (date->n_digits[2] == 4 || date->n_digits[2] == 2);
}

/* Returns the part of the cell from its first to its last digit if nothing but signs of numbers
 * stands in it, and nothing but a sign, currency or parenthesis around it; otherwise NULL. */
static char *
dup_number (const char *cell)
{
  gsize start = strcspn (cell, "0123456789");
  gsize end = strlen (cell);
  g_autofree char *number = NULL;

  while (end > start && !g_ascii_isdigit (cell[end - 1]))
    end--;
  if (end == start || start > 6 || strlen (cell + end) > 6)
    return NULL;
  if (start > 0 && strchr (".,", cell[start - 1]) != NULL)
    start--;

  number = g_strndup (cell + start, end - start);
  if (number[strspn (number, "0123456789., '")] != '\0')
    return NULL;
  return g_steal_pointer (&number);
}

static Look
get_look (const char *cell)
{
  DateNumbers date;
  g_autofree char *number = NULL;

  if (*cell == '\0')
    return LOOK_EMPTY;
  if (read_date_numbers (cell, &date))
    return LOOK_DATE;
  number = dup_number (cell);
  return number != NULL ? LOOK_NUMBER : LOOK_TEXT;
}

/* A number beyond 12 is no month, one beyond 31 no day. Four digits in front are understood in
 * every order, so they tell nothing. */
static void
learn_from_date (BaseGuess  *self,
                 const char *cell)
{
  DateNumbers date;

  if (!read_date_numbers (cell, &date) || date.n_digits[0] == 4)
    return;
  self->ordered_dates++;
  if (date.number[0] > 31)
    self->year_first++;
  else if (date.number[0] > 12)
    self->day_first++;
  else if (date.number[1] > 12)
    self->month_first++;
}

/* What one number tells, where a sign stands once in it: not followed by three digits, or with
 * digits before it that no group has, it is the decimal sign. */
static gboolean
is_decimal_sign (const char *number,
                 const char *sign)
{
  gsize n_before = sign - number;
  gsize n_after = strlen (sign + 1);

  return n_after != 3 || n_before == 0 || n_before > 3 || (n_before == 1 && number[0] == '0');
}

static void
learn_from_number (BaseGuess  *self,
                   const char *cell)
{
  g_autofree char *number = dup_number (cell);
  const char *point, *comma, *sign;
  gboolean is_decimal;

  if (number == NULL)
    return;
  point = strrchr (number, '.');
  comma = strrchr (number, ',');
  if (point == NULL && comma == NULL)
    return;

  if (point != NULL && comma != NULL)
    {
      /* The last one is the decimal sign. */
      sign = MAX (point, comma);
      is_decimal = TRUE;
    }
  else
    {
      sign = point != NULL ? point : comma;
      is_decimal = strchr (number, *sign) == sign && is_decimal_sign (number, sign);
      /* A sign that stands twice groups, so the other one is the decimal sign. */
      if (!is_decimal && strchr (number, *sign) == sign)
        return;
    }

  if ((*sign == '.') == is_decimal)
    self->decimal_points++;
  else
    self->decimal_commas++;
}

/**
 * base_guess_add_column:
 * @self: a guess
 * @cells: (array length=n_cells): the cells of one column, without the header
 * @n_cells: how many cells
 *
 * Learns from the cells of a column. A column tells something if most of its cells look like
 * numbers, or most like numeric dates.
 */
void
base_guess_add_column (BaseGuess         *self,
                       const char *const *cells,
                       gsize              n_cells)
{
  gsize count[LOOK_DATE + 1] = { 0, 0, 0, 0 };
  g_autoptr (GPtrArray) bare = g_ptr_array_new_with_free_func (g_free);
  gsize half;

  for (gsize i = 0; i < n_cells; i++)
    {
      char *cell = g_strstrip (g_strdup (cells[i]));

      g_ptr_array_add (bare, cell);
      count[get_look (cell)]++;
    }

  half = (n_cells - count[LOOK_EMPTY]) / 2;
  for (guint i = 0; i < bare->len; i++)
    {
      if (count[LOOK_DATE] > half)
        learn_from_date (self, bare->pdata[i]);
      else if (count[LOOK_NUMBER] > half)
        learn_from_number (self, bare->pdata[i]);
    }
}

/**
 * base_guess_get_decimal_sign:
 * @self: a guess
 *
 * Returns: '.' or ',', whichever more numbers have shown; 0 if none has, or as many for each
 */
char
base_guess_get_decimal_sign (const BaseGuess *self)
{
  if (self->decimal_points == self->decimal_commas)
    return 0;
  return self->decimal_points > self->decimal_commas ? '.' : ',';
}

/**
 * base_guess_needs_date_order:
 * @self: a guess
 *
 * Returns: whether there are dates that cannot be read without knowing their order; those with a
 *   year of four digits in front can
 */
gboolean
base_guess_needs_date_order (const BaseGuess *self)
{
  return self->ordered_dates > 0;
}

/**
 * base_guess_get_date_order:
 * @self: a guess
 * @order: (out): the order of day, month and year
 *
 * Finds the order that all dates agree on.
 *
 * Returns: %FALSE, with @order left alone, if no date has shown an order or if they contradict
 *   each other
 */
gboolean
base_guess_get_date_order (const BaseGuess *self,
                           BaseDateOrder   *order)
{
  const guint shown[] = {
    [BASE_DATE_ORDER_DMY] = self->day_first,
    [BASE_DATE_ORDER_MDY] = self->month_first,
    [BASE_DATE_ORDER_YMD] = self->year_first,
  };
  guint n_shown = 0;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    n_shown += shown[i] > 0;
  if (n_shown != 1)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (shown[i] > 0)
      *order = (BaseDateOrder) i;
  return TRUE;
}
