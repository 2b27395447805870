#include "base/base-search.h"

#include <string.h>

#include "base/base-text.h"

/* What is found by which word. A text is folded and lies as words with single spaces between. A
 * word is found by its beginning, and by what follows punctuation inside it: "Red-Wine" by "red",
 * "red-w" and "wine". In scripts that put no space between words it is found from every letter on.
 * A code, such as an article number, is found by any part.
 *
 * For an index that finds tokens by their beginning, or several in a row, each such place of a word
 * becomes a token; of a code each three letters in a row become one. Three or more letters are
 * found by the tokens of their threes in a row; one or two by a token's beginning, for which the
 * last two letters and the last one are tokens as well. */

/* So many letters of a word count. Fewer where each letter begins a word: a text of n letters has
 * as many tokens. */
#define MAX_LETTERS 64
#define MAX_UNSPACED 16

#define GRAM 3

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
is_separator (gunichar c)
{
  return c <= ' ' || c == 0x7f || (c >= 0x80 && (g_unichar_isspace (c) || g_unichar_iscntrl (c)));
}

/* Returns: whether a letter is of a script that puts no space between words */
static gboolean
is_unspaced (gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  switch (g_unichar_break_type (c))
    {
    case G_UNICODE_BREAK_IDEOGRAPHIC:
    case G_UNICODE_BREAK_COMPLEX_CONTEXT:
    case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
    case G_UNICODE_BREAK_NON_STARTER:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c);
}

/* Returns: the end of so many letters, or of the word if that is before */
static const char *
skip_letters (const char *p,
              guint       n)
{
  for (; n > 0 && *p != '\0' && *p != ' '; n--)
    p = g_utf8_next_char (p);
  return p;
}

/* Puts words with single spaces between, in place. */
static char *
squeeze (char *text)
{
  char *out = text;
  const char *next;

  for (const char *p = text; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (!is_separator (g_utf8_get_char (p)))
        for (; p < next; p++)
          *out++ = *p;
      else if (out > text && out[-1] != ' ')
        *out++ = ' ';
    }
  if (out > text && out[-1] == ' ')
    out--;
  *out = '\0';
  return text;
}

/**
 * base_search_fold:
 * @text: text, which may be no valid UTF-8
 *
 * Folds as base_text_fold(). White space and control characters become single spaces between
 * words.
 *
 * Returns: (transfer full): the folded words
 */
char *
base_search_fold (const char *text)
{
  g_autofree char *valid = NULL;

  if (is_ascii (text))
    return squeeze (g_ascii_strdown (text, -1));
  valid = g_utf8_make_valid (text, -1);
  return squeeze (base_text_fold (valid));
}

/**
 * base_search_split:
 * @text: what somebody typed
 *
 * Returns: (transfer full): its words, folded, none of them empty, ended by %NULL
 */
char **
base_search_split (const char *text)
{
  g_autofree char *folded = base_search_fold (text);

  return g_strsplit (folded, " ", -1);
}

/**
 * base_search_word_length:
 * @word: a folded word, or the rest of one
 *
 * Returns: how many bytes of it count
 */
gsize
base_search_word_length (const char *word)
{
  guint n = is_unspaced (g_utf8_get_char (word)) ? MAX_UNSPACED : MAX_LETTERS;

  return skip_letters (word, n) - word;
}

/* Returns: (nullable): the next place that a word is found from, behind @place of @folded */
static const char *
next_place (const char *place)
{
  gunichar last = g_utf8_get_char (place);

  for (const char *p = g_utf8_next_char (place); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != ' ' && (last == ' ' || is_unspaced (c) || (is_letter (c) && !is_letter (last))))
        return p;
      last = c;
    }
  return NULL;
}

/**
 * base_search_append_words:
 * @tokens: a line of tokens
 * @folded: text from base_search_fold()
 *
 * Adds the tokens of words.
 */
void
base_search_append_words (GString    *tokens,
                          const char *folded)
{
  for (const char *p = *folded != '\0' ? folded : NULL; p != NULL; p = next_place (p))
    {
      g_string_append_len (tokens, p, base_search_word_length (p));
      g_string_append_c (tokens, ' ');
    }
}

static void
append_code (GString    *tokens,
             const char *start,
             const char *end)
{
  g_string_append (tokens, BASE_SEARCH_CODE);
  g_string_append_len (tokens, start, end - start);
  g_string_append_c (tokens, ' ');
}

/**
 * base_search_append_codes:
 * @tokens: a line of tokens
 * @folded: text from base_search_fold()
 *
 * Adds the tokens of codes.
 */
void
base_search_append_codes (GString    *tokens,
                          const char *folded)
{
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != ' ')
      append_code (tokens, p, skip_letters (p, GRAM));
}

/**
 * base_search_append_part:
 * @tokens: a line of tokens
 * @word: one word, folded
 *
 * Adds the tokens that a code has in a row where @word is part of it. Of a word of one or two
 * letters it is one, which begins a token of such a code.
 *
 * Returns: whether the token need only begin so
 */
gboolean
base_search_append_part (GString    *tokens,
                         const char *word)
{
  const char *last = skip_letters (word, GRAM);

  append_code (tokens, word, last);
  if (skip_letters (word, GRAM - 1) == last)
    return TRUE;
  while (*last != '\0')
    {
      word = g_utf8_next_char (word);
      last = g_utf8_next_char (last);
      append_code (tokens, word, last);
    }
  return FALSE;
}

/**
 * base_search_has_word:
 * @folded: text from base_search_fold()
 * @word: one word, folded
 *
 * Returns: whether a word of the text is found by it
 */
gboolean
base_search_has_word (const char *folded,
                      const char *word)
{
  gsize length = base_search_word_length (word);

  for (const char *p = *folded != '\0' ? folded : NULL; p != NULL; p = next_place (p))
    if (strncmp (p, word, length) == 0)
      return TRUE;
  return FALSE;
}

/**
 * base_search_has_part:
 * @folded: text from base_search_fold()
 * @word: one word, folded
 *
 * Returns: whether a code of the text has it as a part
 */
gboolean
base_search_has_part (const char *folded,
                      const char *word)
{
  return strstr (folded, word) != NULL;
}
