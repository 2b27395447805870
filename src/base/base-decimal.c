#include "config.h"

#include "base/base-decimal.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-error.h"
#include "base/base-text.h"

/* Enough for the digits of 128 bits with a group sign between all of them. */
#define FORMAT_SIZE 512

/* The digits of a number, without signs: text[0 .. n_integer) and the n_decimals after them. */
typedef struct
{
  GString *text;
  gsize    n_integer;
  gsize    n_decimals;
} Digits;

/* How one reading of a number understands the signs in it. */
typedef struct
{
  const char *decimal_sign;
  const char *group_sign;
  gboolean    any_group_sign;
} Reading;

/* Spaces of every width become one kind, as do apostrophes and minus signs; digits become ASCII. */
static char *
normalize (const char *text)
{
  g_autoptr (GString) normal = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        c = ' ';
      else if (c == 0x2019)
        c = '\'';
      else if (c == 0x2212 || c == 0xfe63 || c == 0xff0d)
        c = '-';
      else if (g_unichar_isdigit (c))
        c = '0' + g_unichar_digit_value (c);
      g_string_append_unichar (normal, c);
    }
  return g_strstrip (g_string_free (g_steal_pointer (&normal), FALSE));
}

/* The length of the group sign at @p, or 0. */
static gsize
match_group_sign (const char    *p,
                  const Reading *reading)
{
  if (reading->group_sign[0] != '\0' && g_str_has_prefix (p, reading->group_sign))
    return strlen (reading->group_sign);
  if (reading->any_group_sign && (*p == ' ' || *p == '\''))
    return 1;
  return 0;
}

/* Whether @n digits may stand between two group signs, or before the first, or after the last one.
 * India writes 12,34,567: every group but the last may have two digits. */
static gboolean
is_group (gsize    n,
          gboolean first,
          gboolean last)
{
  if (last)
    return n == 3;
  return first ? n >= 1 && n <= 3 : n == 2 || n == 3;
}

/* Takes the digits before the decimal sign; returns where they end, or NULL if they are grouped as
 * no number is. */
static const char *
scan_integer (const char    *p,
              const Reading *reading,
              GString       *digits)
{
  const char *sign = NULL;
  gsize sign_length = 0;
  gsize n = 0;

  for (;;)
    {
      gsize length;

      if (g_ascii_isdigit (*p))
        {
          g_string_append_c (digits, *p++);
          n++;
          continue;
        }

      length = match_group_sign (p, reading);
      if (length == 0)
        return sign == NULL || is_group (n, FALSE, TRUE) ? p : NULL;
      if (!is_group (n, sign == NULL, FALSE))
        return NULL;
      if (sign != NULL && (sign_length != length || strncmp (sign, p, length) != 0))
        return NULL;
      sign = p;
      sign_length = length;
      p += length;
      n = 0;
    }
}

static gboolean
scan_digits (const char    *text,
             const Reading *reading,
             Digits        *digits)
{
  const char *p;

  g_string_truncate (digits->text, 0);
  p = scan_integer (text, reading, digits->text);
  if (p == NULL)
    return FALSE;
  digits->n_integer = digits->text->len;

  if (g_str_has_prefix (p, reading->decimal_sign))
    {
      p += strlen (reading->decimal_sign);
      while (g_ascii_isdigit (*p))
        g_string_append_c (digits->text, *p++);
    }
  digits->n_decimals = digits->text->len - digits->n_integer;

  return *p == '\0' && digits->text->len > 0;
}

/* Reads @text as the format writes numbers or, where that fails, as a plain decimal. */
static gboolean
scan_number (const char       *text,
             const BaseFormat *format,
             Digits           *digits)
{
  g_autofree char *decimal_sign = normalize (format->decimal_sign);
  g_autofree char *group_sign = normalize (format->group_sign);
  const Reading by_format = { decimal_sign, group_sign, TRUE };
  const Reading plain = { ".", "", FALSE };

  return scan_digits (text, &by_format, digits) || scan_digits (text, &plain, digits);
}

static void
set_syntax_error (GError          **error,
                  const char       *text,
                  const BaseFormat *format)
{
  g_autofree char *shown = base_text_shorten (text);

  if (text[strspn (text, "0123456789.,-+ ")] == '\0')
    /* Translators: the first is what was typed, the second the sign before the decimals. */
    g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX,
                 _("“%s” is not a number (the decimal sign is “%s”)"), shown, format->decimal_sign);
  else
    g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("“%s” is not a number"), shown);
}

static void
set_precision_error (GError    **error,
                     const char *text,
                     guint       decimals)
{
  g_autofree char *shown = base_text_shorten (text);

  if (decimals == 0)
    g_set_error (error, BASE_ERROR, BASE_ERROR_PRECISION, _("“%s” is not a whole number"), shown);
  else
    g_set_error (error, BASE_ERROR, BASE_ERROR_PRECISION,
                 ngettext ("“%s” has more than %u decimal", "“%s” has more than %u decimals",
                           decimals),
                 shown, decimals);
}

static void
set_range_error (GError    **error,
                 const char *text)
{
  g_autofree char *shown = base_text_shorten (text);

  g_set_error (error, BASE_ERROR, BASE_ERROR_RANGE, _("“%s” is out of range"), shown);
}

/* Turns the digits into an integer that has @decimals decimals. */
static gboolean
combine_digits (const Digits *digits,
                guint         decimals,
                gboolean      negative,
                gint64       *value)
{
  const guint64 limit = negative ? (guint64) G_MAXINT64 + 1 : G_MAXINT64;
  guint64 sum = 0;

  for (gsize i = 0; i < digits->n_integer + decimals; i++)
    {
      guint digit = i < digits->text->len ? (guint) (digits->text->str[i] - '0') : 0;

      if (sum > (limit - digit) / 10)
        return FALSE;
      sum = sum * 10 + digit;
    }

  *value = negative ? (gint64) (0 - sum) : (gint64) sum;
  return TRUE;
}

static gboolean
has_digits_after (const Digits *digits,
                  guint         decimals)
{
  for (gsize i = digits->n_integer + decimals; i < digits->text->len; i++)
    if (digits->text->str[i] != '0')
      return TRUE;
  return FALSE;
}

/**
 * base_decimal_parse:
 * @text: what was typed or read
 * @decimals: how many decimals the value has, at most %BASE_DECIMAL_MAX_DECIMALS
 * @format: how numbers are written; plain decimals are understood beside it
 * @value: (out): the number times 10 to the power of @decimals
 * @error: return location for an error
 *
 * Reads a decimal number exactly: no step goes through a floating point number.
 *
 * Spaces around it, group signs between its digits, a Unicode minus and digits of any script are
 * taken. Where a text can be read both ways ("1.234" where the point groups), the format wins.
 * Decimals beyond @decimals have to be zeros.
 *
 * Errors: %BASE_ERROR_EMPTY, %BASE_ERROR_SYNTAX, %BASE_ERROR_PRECISION, %BASE_ERROR_RANGE. @value
 * is left alone then.
 *
 * Returns: %TRUE if @value was set
 */
gboolean
base_decimal_parse (const char       *text,
                    guint             decimals,
                    const BaseFormat *format,
                    gint64           *value,
                    GError          **error)
{
  g_autofree char *normal = normalize (text);
  g_autoptr (GString) buffer = g_string_new (NULL);
  Digits digits = { buffer, 0, 0 };
  const char *number = normal;
  gboolean negative = FALSE;

  g_return_val_if_fail (decimals <= BASE_DECIMAL_MAX_DECIMALS, FALSE);

  if (*normal == '\0')
    {
      g_set_error_literal (error, BASE_ERROR, BASE_ERROR_EMPTY, _("A number is missing"));
      return FALSE;
    }

  if (*number == '-' || *number == '+')
    {
      negative = *number == '-';
      number += 1 + strspn (number + 1, " ");
    }
  if (!scan_number (number, format, &digits))
    {
      set_syntax_error (error, normal, format);
      return FALSE;
    }
  if (has_digits_after (&digits, decimals))
    {
      set_precision_error (error, normal, decimals);
      return FALSE;
    }
  if (!combine_digits (&digits, decimals, negative, value))
    {
      set_range_error (error, normal);
      return FALSE;
    }
  return TRUE;
}

/* Puts @text in front of what stands at @end; returns the new front. */
static char *
prepend (char       *end,
         const char *text)
{
  gsize length = strlen (text);

  return memcpy (end - length, text, length);
}

/**
 * base_decimal_format_wide:
 * @value: a number times 10 to the power of @decimals
 * @decimals: how many decimals the value has, at most %BASE_DECIMAL_MAX_DECIMALS
 * @format: how numbers are written
 *
 * Writes a decimal number of up to 128 bits with all its decimals, zeros included.
 *
 * Returns: (transfer full): the text
 */
char *
base_decimal_format_wide (BaseWide          value,
                          guint             decimals,
                          const BaseFormat *format)
{
  __extension__ unsigned __int128 rest
    = value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;
  char buffer[FORMAT_SIZE];
  char *p = buffer + sizeof buffer - 1;
  guint group = 0;
  guint group_size = format->group_size;

  g_return_val_if_fail (decimals <= BASE_DECIMAL_MAX_DECIMALS, NULL);

  *p = '\0';
  for (guint i = 0; i < decimals; i++, rest /= 10)
    *--p = '0' + (char) (rest % 10);
  if (decimals > 0)
    p = prepend (p, format->decimal_sign);

  do
    {
      if (group == group_size && format->group_sign[0] != '\0')
        {
          p = prepend (p, format->group_sign);
          group = 0;
          group_size = format->next_group_size;
        }
      *--p = '0' + (char) (rest % 10);
      rest /= 10;
      group++;
    }
  while (rest > 0);

  if (value < 0)
    *--p = '-';
  return g_strdup (p);
}

/**
 * base_decimal_format:
 * @value: a number times 10 to the power of @decimals
 * @decimals: how many decimals the value has, at most %BASE_DECIMAL_MAX_DECIMALS
 * @format: how numbers are written
 *
 * Writes a decimal number with all its decimals, zeros included.
 *
 * Returns: (transfer full): the text
 */
char *
base_decimal_format (gint64            value,
                     guint             decimals,
                     const BaseFormat *format)
{
  return base_decimal_format_wide (value, decimals, format);
}

/**
 * base_decimal_rescale:
 * @value: a number times 10 to the power of @from_decimals
 * @from_decimals: how many decimals @value has
 * @to_decimals: how many decimals the result has
 *
 * Changes the number of decimals. Where digits are cut off, halves are rounded away from zero.
 *
 * At most %BASE_DECIMAL_MAX_DECIMALS can be added, and only to a value within 64 bits.
 *
 * Returns: the number times 10 to the power of @to_decimals
 */
BaseWide
base_decimal_rescale (BaseWide value,
                      guint    from_decimals,
                      guint    to_decimals)
{
  BaseWide scale = 1;

  if (from_decimals <= to_decimals)
    {
      g_return_val_if_fail (to_decimals - from_decimals <= BASE_DECIMAL_MAX_DECIMALS, 0);
      for (guint i = from_decimals; i < to_decimals; i++)
        value *= 10;
      return value;
    }

  g_return_val_if_fail (from_decimals - to_decimals <= 2 * BASE_DECIMAL_MAX_DECIMALS, 0);
  for (guint i = to_decimals; i < from_decimals; i++)
    scale *= 10;
  if (value % scale >= scale / 2)
    return value / scale + 1;
  if (value % scale <= -(scale / 2))
    return value / scale - 1;
  return value / scale;
}

/**
 * base_decimal_narrow:
 * @value: a wide integer
 * @narrow: (out): the same integer
 *
 * Takes a wide integer back to 64 bits.
 *
 * Returns: %FALSE, with @narrow left alone, if it does not fit
 */
gboolean
base_decimal_narrow (BaseWide  value,
                     gint64   *narrow)
{
  if (value < G_MININT64 || value > G_MAXINT64)
    return FALSE;
  *narrow = (gint64) value;
  return TRUE;
}
