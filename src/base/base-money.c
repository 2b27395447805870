#include "config.h"

#include "base/base-money.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-currency-table.h"
#include "base/base-error.h"
#include "base/base-text.h"

#define NO_BREAK_SPACE "\302\240"

/* Other ways to write a currency, all in lower case. */
static const char *const usual_names[] = {
  "$us", "c$", "euro", "euros", "fr", "kcs", "kn", "rs", "sfr", "tl", "us$", NULL,
};

/* What is left to be read of an amount, and what was taken off it. */
typedef struct
{
  const char *start;
  const char *end;
  gboolean    negative;
  gboolean    has_sign;
  gboolean    has_currency;
} Amount;

static int
compare_code (gconstpointer key,
              gconstpointer currency)
{
  return strcmp (key, ((const BaseCurrency *) currency)->code);
}

static const BaseCurrency *
find_currency (const char *code)
{
  return bsearch (code, base_currencies, G_N_ELEMENTS (base_currencies), sizeof base_currencies[0],
                  compare_code);
}

/**
 * base_money_is_currency:
 * @currency: any text
 *
 * Returns: whether it is a code of ISO 4217, in capitals
 */
gboolean
base_money_is_currency (const char *currency)
{
  return find_currency (currency) != NULL;
}

/**
 * base_money_get_decimals:
 * @currency: a code of ISO 4217
 *
 * Returns: the decimals of the currency's smallest part; 2 for an unknown currency
 */
guint
base_money_get_decimals (const char *currency)
{
  const BaseCurrency *known = find_currency (currency);

  return known != NULL ? known->decimals : 2;
}

/**
 * base_money_get_sign:
 * @currency: a code of ISO 4217
 *
 * Returns: the sign of the currency, or the code itself where no sign is usual
 */
const char *
base_money_get_sign (const char *currency)
{
  const BaseCurrency *known = find_currency (currency);

  return known != NULL && known->sign != NULL ? known->sign : currency;
}

/**
 * base_money_get_locale_currency:
 *
 * Gets the currency of the locale that the process has chosen by setlocale ().
 *
 * Returns: a code of ISO 4217; "USD" where the locale has none
 */
const char *
base_money_get_locale_currency (void)
{
  g_autofree char *code = g_strndup (localeconv ()->int_curr_symbol, 3);
  const BaseCurrency *known = find_currency (code);

  return known != NULL ? known->code : "USD";
}

static gboolean
is_currency_sign (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;
}

static gboolean
is_currency_letter (gunichar c)
{
  return g_unichar_isalpha (c) || is_currency_sign (c) || c == '.';
}

static gboolean
is_known_name (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *lower = g_utf8_strdown (name, -1);

  if (is_currency_sign (g_utf8_get_char (name)) && *g_utf8_next_char (name) == '\0')
    return TRUE;
  if (find_currency (upper) != NULL || g_strv_contains (usual_names, lower))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (base_currencies); i++)
    if (base_currencies[i].sign != NULL)
      {
        g_autofree char *sign = g_utf8_strdown (base_currencies[i].sign, -1);

        if (strcmp (sign, lower) == 0)
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_known_span (const char *start,
               const char *end)
{
  g_autofree char *name = g_strndup (start, end - start);

  return *name != '\0' && is_known_name (name);
}

static void
skip_spaces (Amount *amount)
{
  while (amount->start < amount->end && g_unichar_isspace (g_utf8_get_char (amount->start)))
    amount->start = g_utf8_next_char (amount->start);
  while (amount->start < amount->end
         && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (amount->end))))
    amount->end = g_utf8_prev_char (amount->end);
}

/* Takes a currency from the front. A point after it belongs to it ("Rs.5") or not ("$.50"). */
static gboolean
take_prefix (Amount *amount)
{
  const char *p = amount->start;
  const char *bare;

  while (p < amount->end && is_currency_letter (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  bare = p;
  while (bare > amount->start && bare[-1] == '.')
    bare--;
  if (!is_known_span (amount->start, bare))
    return FALSE;

  amount->start = g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (bare))) ? p : bare;
  return TRUE;
}

/* Takes a currency from the end. A point after it belongs to it ("5 kr."), one before does not. */
static gboolean
take_suffix (Amount *amount)
{
  const char *p = amount->end;
  const char *bare_end = amount->end;

  while (p > amount->start && is_currency_letter (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);
  while (p < amount->end && *p == '.')
    p++;
  while (bare_end > p && bare_end[-1] == '.')
    bare_end--;
  if (!is_known_span (p, bare_end))
    return FALSE;

  amount->end = p;
  return TRUE;
}

static gboolean
take_parentheses (Amount *amount)
{
  if (amount->end - amount->start < 2 || amount->start[0] != '(' || amount->end[-1] != ')')
    return FALSE;
  amount->start++;
  amount->end--;
  amount->negative = TRUE;
  return TRUE;
}

static gboolean
take_sign (Amount *amount)
{
  gunichar c = amount->start < amount->end ? g_utf8_get_char (amount->start) : 0;

  if (c != '-' && c != '+' && c != 0x2212)
    return FALSE;
  amount->start = g_utf8_next_char (amount->start);
  amount->negative = c != '+';
  return TRUE;
}

/* Takes off all that may stand around the digits, in any order, but each of it once. */
static void
take_surroundings (Amount *amount)
{
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      skip_spaces (amount);
      if (!amount->has_currency && (take_prefix (amount) || take_suffix (amount)))
        more = amount->has_currency = TRUE;
      else if (!amount->has_sign && (take_parentheses (amount) || take_sign (amount)))
        more = amount->has_sign = TRUE;
    }
}

/* Returns the word before or after the digits, or NULL if the text is not digits and one word. */
static char *
dup_unknown_word (const char *digits)
{
  gsize before = strcspn (digits, "0123456789");
  gsize after = strlen (digits);
  g_autofree char *word = NULL;

  while (after > 0 && !g_ascii_isdigit (digits[after - 1]))
    after--;
  if (after == 0 || (before > 0 && digits[after] != '\0'))
    return NULL;

  word = before > 0 ? g_strndup (digits, before) : g_strdup (digits + after);
  g_strstrip (word);
  return g_unichar_isalpha (g_utf8_get_char (word)) ? g_steal_pointer (&word) : NULL;
}

/**
 * base_money_parse:
 * @text: what was typed or read
 * @decimals: the decimals of the currency's smallest part
 * @format: how numbers are written; plain decimals are understood beside it
 * @value: (out): the amount in the currency's smallest part
 * @error: return location for an error
 *
 * Reads an amount of money exactly: a decimal number that may have a currency's sign or code
 * before or after it ("$4.50 ", "EUR 3", "3,20 €"). Parentheses mean a negative amount, as in
 * accounting.
 *
 * Which currency it is makes no difference to the value.
 *
 * Errors: those of base_decimal_parse (), and %BASE_ERROR_CURRENCY for a word beside the number
 * that is not a currency.
 *
 * Returns: %TRUE if @value was set
 */
gboolean
base_money_parse (const char       *text,
                  guint             decimals,
                  const BaseFormat *format,
                  gint64           *value,
                  GError          **error)
{
  Amount amount = { text, text + strlen (text) };
  g_autofree char *digits = NULL;
  g_autofree char *word = NULL;
  g_autofree char *signed_digits = NULL;

  take_surroundings (&amount);
  digits = g_strndup (amount.start, amount.end - amount.start);
  word = dup_unknown_word (digits);
  if (word != NULL)
    {
      g_autofree char *shown = base_text_shorten (word);

      g_set_error (error, BASE_ERROR, BASE_ERROR_CURRENCY, _("“%s” is not a currency"), shown);
      return FALSE;
    }
  if (amount.has_sign && strchr ("+-", *digits) != NULL)
    {
      g_autofree char *shown = base_text_shorten (text);

      g_set_error (error, BASE_ERROR, BASE_ERROR_SYNTAX, _("“%s” is not an amount"), shown);
      return FALSE;
    }

  signed_digits = g_strconcat (amount.negative ? "-" : "", digits, NULL);
  return base_decimal_parse (signed_digits, decimals, format, value, error);
}

/**
 * base_money_format:
 * @value: the amount in the currency's smallest part
 * @decimals: the decimals of the currency's smallest part
 * @currency: (nullable): a code of ISO 4217, or %NULL to write the number alone
 * @format: how numbers are written and where the currency stands
 *
 * Writes an amount of money, for instance "$3.00" or "3,00 €". The spaces in it do not break.
 *
 * Returns: (transfer full): the text
 */
char *
base_money_format (BaseWide          value,
                   guint             decimals,
                   const char       *currency,
                   const BaseFormat *format)
{
  g_autofree char *number = base_decimal_format_wide (value, decimals, format);
  gboolean negative = value < 0;
  const char *digits = negative ? number + 1 : number;
  const char *minus = negative ? "-" : "";
  const char *sign;
  gboolean spaced;

  if (currency == NULL)
    return g_steal_pointer (&number);

  sign = base_money_get_sign (currency);
  if (format->currency_first)
    {
      const char *last = g_utf8_prev_char (sign + strlen (sign));

      spaced = format->currency_space || g_unichar_isalpha (g_utf8_get_char (last));
      return g_strconcat (minus, sign, spaced ? NO_BREAK_SPACE : "", digits, NULL);
    }

  spaced = format->currency_space || g_unichar_isalpha (g_utf8_get_char (sign));
  return g_strconcat (minus, digits, spaced ? NO_BREAK_SPACE : "", sign, NULL);
}
