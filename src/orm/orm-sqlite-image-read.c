#include "orm/orm-sqlite-private.h"

#include <errno.h>
#include <string.h>

/* Images of the journal, read: the JSON that orm-sqlite-image.c writes. SQLite could read it, but
 * would not always give back the bits of a real. */

static void
cell_clear (gpointer data)
{
  OrmImageCell *cell = data;

  g_free (cell->name);
  orm_value_clear (&cell->before);
  orm_value_clear (&cell->after);
}

static void
skip_space (const char **json)
{
  *json += strspn (*json, " \t\r\n");
}

static gboolean
skip_character (const char **json,
                char         c)
{
  skip_space (json);
  if (**json != c)
    return FALSE;
  (*json)++;
  return TRUE;
}

/* Reads the four digits of \uXXXX. Returns: the number, or -1 */
static int
read_code_unit (const char **json)
{
  int unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (**json);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
      (*json)++;
    }
  return unit;
}

static gboolean
read_unicode (const char **json,
              GString     *text)
{
  int unit = read_code_unit (json);
  int low = 0;

  if (unit >= 0xd800 && unit < 0xdc00) /* the first half of a pair */
    {
      if (strncmp (*json, "\\u", 2) != 0)
        return FALSE;
      *json += 2;
      low = read_code_unit (json);
      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  if (unit <= 0 || (unit >= 0xdc00 && unit < 0xe000))
    return FALSE;
  g_string_append_unichar (text, unit);
  return TRUE;
}

static gboolean
read_escape (const char **json,
             GString     *text)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char characters[] = "\"\\/\b\f\n\r\t";
  char c = *(*json)++;
  const char *letter;

  if (c == 'u')
    return read_unicode (json, text);
  letter = c != '\0' ? strchr (letters, c) : NULL;
  if (letter == NULL)
    return FALSE;
  g_string_append_c (text, characters[letter - letters]);
  return TRUE;
}

/* Returns: (transfer full) (nullable): a text in quotes; NULL if there is none */
static char *
read_text (const char **json)
{
  g_autoptr (GString) text = NULL;

  if (!skip_character (json, '"'))
    return NULL;
  text = g_string_new (NULL);
  while (**json != '"')
    {
      gsize plain = strcspn (*json, "\"\\");

      g_string_append_len (text, *json, plain);
      *json += plain;
      if (**json == '\0')
        return NULL;
      if (**json == '\\' && (++*json, !read_escape (json, text)))
        return NULL;
    }
  (*json)++;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* To the nearest double, which has the bits of the one that was written with 17 digits. */
static gboolean
read_number (const char **json,
             OrmValue    *value)
{
  gsize length = strspn (*json, "+-.0123456789eE");
  gboolean is_real = strcspn (*json, ".eE") < length;
  char *end;

  errno = 0;
  *value = is_real ? ORM_NULL : ORM_INT (g_ascii_strtoll (*json, &end, 10));
  if (is_real || errno == ERANGE)
    *value = ORM_DOUBLE (g_ascii_strtod (*json, &end));
  if (length == 0 || end != *json + length)
    return FALSE;
  *json = end;
  return TRUE;
}

static gboolean
read_bytes (const char **json,
            OrmValue    *value)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!skip_character (json, '{') || (name = read_text (json)) == NULL
      || !g_str_equal (name, "base64") || !skip_character (json, ':')
      || (text = read_text (json)) == NULL || !skip_character (json, '}'))
    return FALSE;
  *value = (OrmValue) { .type = ORM_VALUE_BYTES, .bytes = g_base64_decode (text, &length) };
  value->n_bytes = length;
  return TRUE;
}

/* Reads a value, which owns its text and bytes. */
static gboolean
read_value (const char **json,
            OrmValue    *value)
{
  *value = ORM_NULL;
  skip_space (json);
  if (**json == '"')
    {
      *value = ORM_STRING (read_text (json));
      return value->type == ORM_VALUE_TEXT;
    }
  if (**json == '{')
    return read_bytes (json, value);
  if (!g_str_has_prefix (*json, "null"))
    return read_number (json, value);
  *json += strlen ("null");
  return TRUE;
}

static gboolean
read_cell (const char   **json,
           gboolean       is_change,
           OrmImageCell  *cell)
{
  cell->name = read_text (json);
  if (cell->name == NULL || !skip_character (json, ':'))
    return FALSE;
  if (!is_change)
    return read_value (json, &cell->before);
  return skip_character (json, '[') && read_value (json, &cell->before)
         && skip_character (json, ',') && read_value (json, &cell->after)
         && skip_character (json, ']');
}

/* Returns: (transfer full) (nullable) (element-type OrmImageCell): what an image says, of a row
 * that was changed or of a whole one; NULL if it is no image */
GArray *
orm_image_read (const char *json,
                gboolean    is_change)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (OrmImageCell));
  gboolean more;

  g_array_set_clear_func (cells, cell_clear);
  if (!skip_character (&json, '{'))
    return NULL;
  skip_space (&json);
  for (more = *json != '}'; more; more = skip_character (&json, ','))
    {
      OrmImageCell *cell;

      g_array_set_size (cells, cells->len + 1);
      cell = &g_array_index (cells, OrmImageCell, cells->len - 1);
      if (!read_cell (&json, is_change, cell))
        return NULL;
    }
  if (!skip_character (&json, '}'))
    return NULL;
  skip_space (&json);
  return *json == '\0' ? g_steal_pointer (&cells) : NULL;
}
