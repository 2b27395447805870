#include "config.h"

#include "base/base-arithmetic.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-error.h"
#include "base/base-text.h"

/* Arithmetic as it is typed into a cell: "=4*12" is a value, "+12", "*1.1" and "+5%" change what is
 * there. Every step is a fraction of integers of 128 bits: nothing is rounded before the end. */

/* The most decimals that a number in an entry may have. */
#define MAX_TYPED_DECIMALS 9

/* How deep brackets may be in one another. */
#define MAX_DEPTH 32

/* What an intermediate result may not pass, so that there is room to negate and to round it. */
#define LIMIT ((BaseWide) 1 << 120)

/* Always in lowest terms, the denominator positive. */
typedef struct
{
  BaseWide numerator;
  BaseWide denominator;
} Fraction;

typedef struct
{
  const char *text; /* as it was typed */
  const char *p;    /* what is left of it */
  const BaseFormat *format;
  gboolean is_change; /* whether a percentage is of what stands left of it */
  guint depth;
  GError **error;
} Reader;

static gboolean read_sum (Reader *self, Fraction *value, const Fraction *first);

static gboolean
fail (Reader     *self,
      BaseError   code,
      const char *message)
{
  g_autofree char *shown = base_text_shorten (self->text);

  g_set_error (self->error, BASE_ERROR, code, message, shown);
  return FALSE;
}

static gboolean
fail_syntax (Reader *self)
{
  /* Translators: %s is what was typed into a cell of numbers, such as “=4*” */
  return fail (self, BASE_ERROR_SYNTAX, _("“%s” cannot be computed"));
}

static gboolean
fail_range (Reader *self)
{
  return fail (self, BASE_ERROR_RANGE, _("“%s” is out of range"));
}

static BaseWide
greatest_common_divisor (BaseWide a,
                         BaseWide b)
{
  while (b != 0)
    {
      BaseWide rest = a % b;

      a = b;
      b = rest;
    }
  return a < 0 ? -a : a;
}

static Fraction
new_fraction (BaseWide numerator,
              BaseWide denominator)
{
  BaseWide divisor = greatest_common_divisor (numerator, denominator);

  if (denominator < 0)
    divisor = -divisor;
  return (Fraction) { numerator / divisor, denominator / divisor };
}

static gboolean
fits (BaseWide number)
{
  return number > -LIMIT && number < LIMIT;
}

/* Returns: whether the sum fits, as with the products below */
static gboolean
add (Fraction *a,
     Fraction  b,
     int       sign)
{
  BaseWide left, right, denominator;

  if (__builtin_mul_overflow (a->numerator, b.denominator, &left)
      || __builtin_mul_overflow (b.numerator * sign, a->denominator, &right)
      || __builtin_add_overflow (left, right, &left)
      || __builtin_mul_overflow (a->denominator, b.denominator, &denominator)
      || !fits (left) || !fits (denominator))
    return FALSE;
  *a = new_fraction (left, denominator);
  return TRUE;
}

static gboolean
multiply (Fraction *a,
          Fraction  b)
{
  Fraction left = new_fraction (a->numerator, b.denominator);
  Fraction right = new_fraction (b.numerator, a->denominator);

  return !__builtin_mul_overflow (left.numerator, right.numerator, &a->numerator)
         && !__builtin_mul_overflow (left.denominator, right.denominator, &a->denominator)
         && fits (a->numerator) && fits (a->denominator);
}

static gboolean
divide (Fraction *a,
        Fraction  b)
{
  return multiply (a, new_fraction (b.denominator, b.numerator));
}

static void
skip_spaces (Reader *self)
{
  while (g_unichar_isspace (g_utf8_get_char (self->p)))
    self->p = g_utf8_next_char (self->p);
}

/* Each operator as people and spreadsheets write it. */
static const struct
{
  gunichar c;
  char meaning;
} operators[] = {
  { '+', '+' }, { '-', '-' }, { 0x2212, '-' }, { '*', '*' }, { 0xd7, '*' }, { '/', '/' },
  { 0xf7, '/' }, { ':', '/' },
};

static char
find_operator (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].c == c)
      return operators[i].meaning;
  return '\0';
}

/* Takes the next operator if it is one of those. Returns: which, or 0 */
static char
take_operator (Reader     *self,
               const char *wanted)
{
  char meaning;

  skip_spaces (self);
  meaning = find_operator (g_utf8_get_char (self->p));
  if (meaning == '\0' || strchr (wanted, meaning) == NULL)
    return '\0';
  self->p = g_utf8_next_char (self->p);
  return meaning;
}

static gboolean
take_sign (Reader *self,
           char    sign)
{
  skip_spaces (self);
  if (*self->p != sign)
    return FALSE;
  self->p++;
  return TRUE;
}

/* Returns: whether a number may go on with what stands at @p: a digit, or what stands between
 * digits */
static gboolean
is_of_number (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (g_unichar_isdigit (c) || c == '.' || c == ',' || c == '\'' || c == 0x2019)
    return TRUE;
  return g_unichar_isspace (c) && g_unichar_isdigit (g_utf8_get_char (g_utf8_next_char (p)));
}

static gboolean
read_number (Reader   *self,
             Fraction *value)
{
  const char *start = self->p;
  g_autofree char *number = NULL;
  BaseWide scale = 1;

  while (is_of_number (self->p))
    self->p = g_utf8_next_char (self->p);
  number = g_strndup (start, self->p - start);
  for (guint decimals = 0; decimals <= MAX_TYPED_DECIMALS; decimals++, scale *= 10)
    {
      g_autoptr (GError) error = NULL;
      gint64 scaled;

      if (base_decimal_parse (number, decimals, self->format, &scaled, &error))
        {
          *value = new_fraction (scaled, scale);
          return TRUE;
        }
      if (g_error_matches (error, BASE_ERROR, BASE_ERROR_RANGE))
        return fail_range (self);
      if (!g_error_matches (error, BASE_ERROR, BASE_ERROR_PRECISION))
        break;
    }
  return fail_syntax (self);
}

/* A number or brackets, with a sign before or a percent sign after it. */
static gboolean
read_factor (Reader   *self,
             Fraction *value,
             gboolean *is_percentage)
{
  gboolean is_negative = FALSE;
  char sign;

  while ((sign = take_operator (self, "+-")) != '\0')
    is_negative ^= sign == '-';
  if (take_sign (self, '('))
    {
      if (++self->depth > MAX_DEPTH)
        return fail_syntax (self);
      if (!read_sum (self, value, NULL))
        return FALSE;
      self->depth--;
      if (!take_sign (self, ')'))
        return fail_syntax (self);
    }
  else if (!read_number (self, value))
    return FALSE;
  *is_percentage = take_sign (self, '%');
  if (is_negative)
    value->numerator = -value->numerator;
  return !*is_percentage || divide (value, (Fraction) { 100, 1 }) || fail_range (self);
}

/* Factors. @first stands in for the first one if it is not %NULL; @is_percentage becomes whether
 * there is nothing but a percentage. */
static gboolean
read_product (Reader         *self,
              Fraction       *value,
              const Fraction *first,
              gboolean       *is_percentage)
{
  char sign;

  *is_percentage = FALSE;
  if (first != NULL)
    *value = *first;
  else if (!read_factor (self, value, is_percentage))
    return FALSE;
  while ((sign = take_operator (self, "*/")) != '\0')
    {
      gboolean ignored;
      Fraction factor;

      *is_percentage = FALSE;
      if (!read_factor (self, &factor, &ignored))
        return FALSE;
      if (sign == '/' && factor.numerator == 0)
        return fail (self, BASE_ERROR_RANGE, _("“%s” divides by zero"));
      if (!(sign == '*' ? multiply (value, factor) : divide (value, factor)))
        return fail_range (self);
    }
  return TRUE;
}

static gboolean
read_sum (Reader         *self,
          Fraction       *value,
          const Fraction *first)
{
  gboolean is_percentage;
  char sign;

  if (!read_product (self, value, first, &is_percentage))
    return FALSE;
  while ((sign = take_operator (self, "+-")) != '\0')
    {
      Fraction term;

      if (!read_product (self, &term, NULL, &is_percentage))
        return FALSE;
      if (is_percentage && self->is_change && !multiply (&term, *value))
        return fail_range (self);
      if (!add (value, term, sign == '-' ? -1 : 1))
        return fail_range (self);
    }
  return TRUE;
}

/* Rounds half away from zero. */
static gboolean
round_off (Fraction  fraction,
           guint     decimals,
           gint64   *value)
{
  BaseWide whole, rest;

  for (guint i = 0; i < decimals; i++)
    if (!multiply (&fraction, (Fraction) { 10, 1 }))
      return FALSE;
  whole = fraction.numerator / fraction.denominator;
  rest = fraction.numerator % fraction.denominator;
  if (rest < 0)
    rest = -rest;
  if (rest >= fraction.denominator - rest)
    whole += fraction.numerator < 0 ? -1 : 1;
  return base_decimal_narrow (whole, value);
}

/**
 * base_arithmetic_is_entry:
 * @text: what was typed
 * @may_change: whether an operator at the front counts
 *
 * Returns: whether @text is for base_arithmetic_evaluate(): begins with "=" or, if @may_change,
 *   with an operator. Else it is a value by itself, and "-5" is minus five.
 */
gboolean
base_arithmetic_is_entry (const char *text,
                          gboolean    may_change)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '=' || (may_change && find_operator (g_utf8_get_char (text)) != '\0');
}

/**
 * base_arithmetic_evaluate:
 * @text: what was typed: "=" and an expression, or an operator and what is to be done with the old
 *   value: "+12", "-3", "*1.1", "/2", "+5%"
 * @old_value: the old value times 10 to the power of @decimals; 0 where there was none
 * @decimals: how many decimals the value has, at most %BASE_DECIMAL_MAX_DECIMALS
 * @format: how numbers are written; plain decimals are understood beside it
 * @value: (out): the result times 10 to the power of @decimals
 * @error: return location for an error
 *
 * Computes exactly, and rounds the result half away from zero. There are + - * / (also × ÷ : −),
 * brackets and percentages: "=200*5%" is 10, and a change by a percentage is of what stands left of
 * it: "+5%" makes 210 of 200.
 *
 * Errors: %BASE_ERROR_SYNTAX; %BASE_ERROR_RANGE also for a division by zero. @value is left alone
 * then.
 *
 * Returns: %TRUE if @value was set
 */
gboolean
base_arithmetic_evaluate (const char       *text,
                          gint64            old_value,
                          guint             decimals,
                          const BaseFormat *format,
                          gint64           *value,
                          GError          **error)
{
  Reader reader = { text, text, format, FALSE, 0, error };
  Fraction old = { old_value, 1 }, result;

  g_return_val_if_fail (decimals <= BASE_DECIMAL_MAX_DECIMALS, FALSE);

  for (guint i = 0; i < decimals; i++)
    divide (&old, (Fraction) { 10, 1 }); /* of 64 bits: it fits */
  reader.is_change = !take_sign (&reader, '=');
  if (!read_sum (&reader, &result, reader.is_change ? &old : NULL))
    return FALSE;
  skip_spaces (&reader);
  if (*reader.p != '\0')
    return fail_syntax (&reader);
  return round_off (result, decimals, value) || fail_range (&reader);
}
