#include "config.h"

#include "io/io-options.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "io/io-error.h"

/* The words for signs and orders that a command line takes. */
static const struct
{
  const char *option;
  const char *word;
  int         value;
} words[] = {
  { "delimiter", ",", ',' },
  { "delimiter", "comma", ',' },
  { "delimiter", ";", ';' },
  { "delimiter", "semicolon", ';' },
  { "delimiter", "\t", '\t' },
  { "delimiter", "\\t", '\t' },
  { "delimiter", "tab", '\t' },
  { "delimiter", "|", '|' },
  { "delimiter", "bar", '|' },
  { "decimal", ".", '.' },
  { "decimal", "point", '.' },
  { "decimal", ",", ',' },
  { "decimal", "comma", ',' },
  { "date-order", "dmy", BASE_DATE_ORDER_DMY },
  { "date-order", "mdy", BASE_DATE_ORDER_MDY },
  { "date-order", "ymd", BASE_DATE_ORDER_YMD },
};

static gboolean
find_word (const char *option,
           const char *word,
           int        *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].option, option) == 0 && g_ascii_strcasecmp (words[i].word, word) == 0)
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

/**
 * io_options_set:
 * @options: options
 * @name: "encoding", "delimiter", "decimal" or "date-order"
 * @value: the name of an encoding; a delimiter or the word for it; a decimal sign or the word for
 *   it; "dmy", "mdy" or "ymd"
 * @error: return location for an error
 *
 * Sets one option from a word.
 *
 * Errors: %IO_ERROR_OPTION.
 *
 * Returns: %FALSE, with @options left alone, if there is no such option or value
 */
gboolean
io_options_set (IoOptions   *options,
                const char  *name,
                const char  *value,
                GError     **error)
{
  BaseEncoding encoding;
  int found;

  if (strcmp (name, "encoding") == 0 && base_encoding_from_name (value, &encoding))
    options->encoding = (int) encoding;
  else if (!find_word (name, value, &found))
    {
      /* Translators: the first is an option of the command line, the second what was given. */
      g_set_error (error, IO_ERROR, IO_ERROR_OPTION, _("--%s does not take “%s”"), name, value);
      return FALSE;
    }
  else if (strcmp (name, "delimiter") == 0)
    options->delimiter = (char) found;
  else if (strcmp (name, "decimal") == 0)
    options->decimal_sign = (char) found;
  else
    options->date_order = found;
  return TRUE;
}

/**
 * io_options_equal:
 * @a: options
 * @b: options
 *
 * Returns: whether both say the same
 */
gboolean
io_options_equal (const IoOptions *a,
                  const IoOptions *b)
{
  return a->encoding == b->encoding && a->delimiter == b->delimiter
         && a->decimal_sign == b->decimal_sign && a->date_order == b->date_order;
}

/**
 * io_options_get_format:
 * @options: options
 *
 * Makes the format in which the table's values are written. What is not set is as in the locale,
 * as are the names of months.
 *
 * Returns: the format
 */
BaseFormat
io_options_get_format (const IoOptions *options)
{
  BaseFormat format = *base_format_get_locale ();

  if (options->decimal_sign != '\0')
    {
      g_strlcpy (format.decimal_sign, options->decimal_sign == ',' ? "," : ".",
                 sizeof format.decimal_sign);
      g_strlcpy (format.group_sign, options->decimal_sign == ',' ? "." : ",",
                 sizeof format.group_sign);
    }
  if (options->date_order != IO_FIND)
    format.date_order = (BaseDateOrder) options->date_order;
  return format;
}
