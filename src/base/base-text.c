#include "base/base-text.h"

#include <string.h>

/* How much of a text base_text_shorten () shows, in characters. */
#define SHORT_LENGTH 60

/* The letters that Unicode does not take apart, but people type without their stroke. */
static const struct
{
  gunichar    letter;
  const char *folded;
} stroke_letters[] = {
  { 0x00e6, "ae" }, /* æ */
  { 0x00f0, "d" },  /* ð */
  { 0x00f8, "o" },  /* ø */
  { 0x00fe, "th" }, /* þ */
  { 0x0111, "d" },  /* đ */
  { 0x0131, "i" },  /* ı */
  { 0x0142, "l" },  /* ł */
  { 0x0153, "oe" }, /* œ */
};

static void
append_folded (GString  *folded,
               gunichar  c)
{
  if (g_unichar_ismark (c))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (stroke_letters); i++)
    if (stroke_letters[i].letter == c)
      {
        g_string_append (folded, stroke_letters[i].folded);
        return;
      }
  g_string_append_unichar (folded, c);
}

/**
 * base_text_fold:
 * @text: UTF-8
 *
 * Takes away what a search does not look at: case, accents, ligatures and widths.
 *
 * Returns: (transfer full): the folded text
 */
char *
base_text_fold (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  g_autofree char *lower = g_utf8_casefold (apart != NULL ? apart : "", -1);
  g_autofree char *lower_apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFKD);
  GString *folded = g_string_sized_new (strlen (lower_apart));

  for (const char *p = lower_apart; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p));
  return g_string_free (folded, FALSE);
}

/**
 * base_text_contains:
 * @folded_haystack: what to search in, from base_text_fold ()
 * @folded_word: what to search for, from base_text_fold ()
 *
 * Returns: whether the word is anywhere in the text; the empty word always is
 */
gboolean
base_text_contains (const char *folded_haystack,
                    const char *folded_word)
{
  return strstr (folded_haystack, folded_word) != NULL;
}

static gboolean
is_in_word (const char *p)
{
  return *p != '\0' && g_unichar_isalnum (g_utf8_get_char (p));
}

/**
 * base_text_contains_word:
 * @folded_haystack: what to search in, from base_text_fold ()
 * @folded_word: what to search for, from base_text_fold ()
 *
 * Returns: whether the whole word is in the text: with no letter or digit beside it; the empty word
 *   always is
 */
gboolean
base_text_contains_word (const char *folded_haystack,
                         const char *folded_word)
{
  gsize length = strlen (folded_word);
  const char *found = folded_haystack;

  if (length == 0)
    return TRUE;
  for (; (found = strstr (found, folded_word)) != NULL; found = g_utf8_next_char (found))
    {
      const char *before = g_utf8_find_prev_char (folded_haystack, found);

      if ((before == NULL || !is_in_word (before)) && !is_in_word (found + length))
        return TRUE;
    }
  return FALSE;
}

/**
 * base_text_split_words:
 * @text: UTF-8
 *
 * Splits at white space of every kind.
 *
 * Returns: (transfer full): the words, none of them empty, ended by %NULL
 */
char **
base_text_split_words (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gboolean inside = *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p));

      if (inside && start == NULL)
        start = p;
      if (!inside && start != NULL)
        {
          g_autofree char *word = g_strndup (start, p - start);

          g_strv_builder_add (words, word);
          start = NULL;
        }
      if (*p == '\0')
        return g_strv_builder_end (words);
    }
}

/* What follows the letters of a word in a key, before any letter: the end of the word, a number, or
 * what tells it from other words of the same letters. */
#define KEY_SPACE "\1\1"
#define KEY_NUMBER "\1\2"
#define KEY_ACCENTS "\1\3"

/* Digits beyond are another number. */
#define MAX_DIGITS 250

/* The least weight that a letter has in strxfrm (), and what ends a level of weights. */
#define LEAST_WEIGHT '\2'
#define LEVEL_END '\1'

/* Appends part of a weight string, without the least weights at its end: what may follow is less
 * than them. */
static void
append_level (GString    *key,
              const char *level,
              gsize       length)
{
  while (length > 0 && level[length - 1] == LEAST_WEIGHT)
    length--;
  g_string_append_len (key, level, length);
}

/* A weight string has levels: letters, accents, case, and what there is besides. The last is as
 * long as the others together and tells nothing that anybody would sort by. */
static void
append_weights (GString    *key,
                const char *weights)
{
  gsize n_letters = strcspn (weights, "\1");
  const char *accents = weights + n_letters + (weights[n_letters] == LEVEL_END);
  gsize n_accents = strcspn (accents, "\1");
  const char *cases = accents + n_accents + (accents[n_accents] == LEVEL_END);
  gsize n_cases = strcspn (cases, "\1");
  gsize start;

  g_string_append_len (key, weights, n_letters);
  start = key->len;
  g_string_append (key, KEY_ACCENTS);
  append_level (key, accents, n_accents);
  g_string_append_c (key, LEVEL_END);
  append_level (key, cases, n_cases);
  if (key->len == start + strlen (KEY_ACCENTS) + 1)
    g_string_truncate (key, start);
}

/* Returns: whether a text is so plain that nothing but its case has to be folded, which is done */
static gboolean
lower_ascii (const char *text,
             gsize       length,
             char       *lower,
             gsize       size)
{
  if (length >= size)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 0x80)
        return FALSE;
      lower[i] = g_ascii_tolower (text[i]);
    }
  lower[length] = '\0';
  return TRUE;
}

static void
append_text_key (GString    *key,
                 const char *text,
                 gsize       length,
                 locale_t    locale)
{
  char buffer[512], ascii[64];
  g_autofree char *composed = NULL;
  g_autofree char *weights = NULL;
  gsize n_weights;

  if (!lower_ascii (text, length, ascii, sizeof ascii))
    {
      g_autofree char *folded = g_utf8_casefold (text, length);

      composed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
    }
  n_weights = strxfrm_l (buffer, composed != NULL ? composed : ascii, sizeof buffer, locale);
  if (n_weights < sizeof buffer)
    {
      append_weights (key, buffer);
      return;
    }
  weights = g_malloc (n_weights + 1);
  strxfrm_l (weights, composed != NULL ? composed : ascii, n_weights + 1, locale);
  append_weights (key, weights);
}

/* A number is how many digits it has, and two of them a byte: the longer one is the larger one. */
static void
append_number_key (GString    *key,
                   const char *digits,
                   gsize       length)
{
  while (length > 1 && *digits == '0')
    {
      digits++;
      length--;
    }
  g_string_append (key, KEY_NUMBER);
  g_string_append_c (key, (char) length);
  for (gsize i = 0; i < length; i += 2)
    g_string_append_c (key, (digits[i] - '0') << 4 | (i + 1 < length ? digits[i + 1] - '0' : 0));
}

/**
 * base_text_append_sort_key:
 * @key: bytes
 * @text: UTF-8
 * @locale: by whose rules words sort, from newlocale ()
 *
 * Appends bytes whose order by memcmp () is the natural order: word by word, words as the locale
 * sorts them, without regard to case, and runs of digits by their value, so that "Box 9" is before
 * "Box 10". They are about as many as the text has, and hold for one version of the C library.
 */
void
base_text_append_sort_key (GString    *key,
                           const char *text,
                           locale_t    locale)
{
  const char *p = text;

  while (*p != '\0')
    {
      gsize n_digits = MIN (strspn (p, "0123456789"), MAX_DIGITS);
      gsize n_others;

      if (n_digits > 0)
        append_number_key (key, p, n_digits);
      p += n_digits;

      n_others = strcspn (p, " 0123456789");
      if (n_others > 0)
        append_text_key (key, p, n_others, locale);
      p += n_others;

      if (*p == ' ') /* the end of a word is before every letter: "Apple Pie", "Apples" */
        g_string_append (key, KEY_SPACE);
      p += strspn (p, " ");
    }
}

/**
 * base_text_shorten:
 * @text: UTF-8
 *
 * Makes a text fit to be quoted in a message: one line, of a readable length.
 *
 * Returns: (transfer full): the text, cut with an ellipsis if it is long
 */
char *
base_text_shorten (const char *text)
{
  g_autofree char *start = NULL;
  char *shortened;

  if (g_utf8_strlen (text, -1) <= SHORT_LENGTH)
    shortened = g_strdup (text);
  else
    {
      start = g_utf8_substring (text, 0, SHORT_LENGTH - 1);
      shortened = g_strconcat (start, "…", NULL);
    }
  return g_strdelimit (shortened, "\n\r\t", ' ');
}

/**
 * base_text_is_ascii:
 * @text: a text
 * @length: how many bytes of it
 *
 * Cheaper than to validate as UTF-8, which it then is: eight bytes at a time.
 *
 * Returns: whether all of them are ASCII
 */
gboolean
base_text_is_ascii (const char *text,
                    gsize       length)
{
  guint64 bits = 0;
  gsize i = 0;

  for (; i + sizeof bits <= length; i += sizeof bits)
    {
      guint64 word;

      memcpy (&word, text + i, sizeof word);
      bits |= word;
    }
  for (; i < length; i++)
    bits |= (guchar) text[i];
  return (bits & G_GUINT64_CONSTANT (0x8080808080808080)) == 0;
}

/**
 * base_text_set:
 * @field: (inout): a text that the caller owns, or %NULL
 * @value: (nullable): what it shall be
 *
 * Replaces a text by a copy of another one. Both may be the same.
 *
 * Returns: whether it changed
 */
gboolean
base_text_set (char       **field,
               const char  *value)
{
  char *copy;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}
