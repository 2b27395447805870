#include "orm/orm-sqlite-layout.h"

#include <string.h>

/* Takes a CREATE TABLE apart as far as a migration needs it: which columns there are, and what is
 * said of each. What is inside a definition stays text. */

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

/* Returns: the end of a name or text in quotes, in which a quote is written twice */
static const char *
skip_quoted (const char *c)
{
  char quote = *c == '[' ? ']' : *c;

  for (c++; *c != '\0'; c++)
    if (*c == quote)
      {
        if (quote == ']' || c[1] != quote)
          return c + 1;
        c++;
      }
  return c;
}

/* Returns: where white space and comments end */
static const char *
skip_space (const char *c)
{
  const char *end;

  for (;;)
    {
      if (g_ascii_isspace (*c))
        c++;
      else if (g_str_has_prefix (c, "--"))
        c += strcspn (c, "\n");
      else if (g_str_has_prefix (c, "/*"))
        {
          end = strstr (c + 2, "*/");
          c = end != NULL ? end + 2 : c + strlen (c);
        }
      else
        return c;
    }
}

/* Returns: the end of a word, of something in quotes, or of a single sign */
static const char *
skip_token (const char *c)
{
  if (strchr ("'\"`[", *c) != NULL)
    return skip_quoted (c);
  if (!is_word (*c))
    return c + 1;
  while (is_word (*c))
    c++;
  return c;
}

/* Returns: (transfer full): a name without its quotes */
static char *
unquote (const char *token,
         gsize       length)
{
  GString *name = g_string_new (NULL);

  if (strchr ("'\"`[", *token) == NULL)
    return g_string_free (g_string_append_len (name, token, length), FALSE);
  for (gsize i = 1; i + 1 < length; i++)
    {
      g_string_append_c (name, token[i]);
      if (token[i] == *token) /* written twice */
        i++;
    }
  return g_string_free (name, FALSE);
}

/* Adds one of the definitions, of a column or of the table. */
static void
add_definition (OrmDefinition *self,
                const char    *text)
{
  static const char *const words[] = { "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN" };
  gsize length = skip_token (text) - text;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (text, words[i], length) == 0)
      {
        g_ptr_array_add (self->constraints, g_strdup (text));
        return;
      }
  g_ptr_array_add (self->columns, g_strdup (text));
  g_ptr_array_add (self->names, unquote (text, length));
}

/* Reads the definitions between the brackets. Returns: where they end */
static const char *
read_definitions (OrmDefinition *self,
                  const char    *c)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int depth = 1;

  while (depth > 0 && *c != '\0')
    {
      const char *begin = skip_space (c);
      const char *end = *begin != '\0' ? skip_token (begin) : begin;

      depth += *begin == '(' ? 1 : *begin == ')' ? -1 : 0;
      if (depth == 0 || *begin == '\0' || (depth == 1 && *begin == ','))
        {
          if (text->len > 0)
            add_definition (self, text->str);
          g_string_truncate (text, 0);
        }
      else
        {
          if (begin > c && text->len > 0)
            g_string_append_c (text, ' ');
          g_string_append_len (text, begin, end - begin);
        }
      c = end;
    }
  return c;
}

/* Returns: (transfer full): what the statement @sql says of a table; without columns, if it does
 * not name them: a virtual table */
OrmDefinition *
orm_definition_new (const char *sql)
{
  OrmDefinition *self = g_new0 (OrmDefinition, 1);
  const char *c = skip_space (sql);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->constraints = g_ptr_array_new_with_free_func (g_free);
  while (*c != '\0' && *c != '(')
    {
      if (g_ascii_strncasecmp (c, "VIRTUAL", strlen ("VIRTUAL")) == 0)
        c = "";
      else
        c = skip_space (skip_token (c));
    }
  if (*c == '(')
    c = read_definitions (self, c + 1);
  self->options = g_strstrip (g_strdup (c));
  return self;
}

void
orm_definition_free (OrmDefinition *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->constraints);
  g_free (self->options);
  g_free (self);
}

/* Returns: where a column stands, or -1. To SQLite names are the same whatever their case. */
int
orm_definition_find (const OrmDefinition *self,
                     const char          *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->names, i), name) == 0)
      return i;
  return -1;
}
