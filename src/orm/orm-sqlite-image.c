#include "orm/orm-sqlite-private.h"

#include <string.h>

/* What the journal keeps of a row, as JSON by column name, so that any tool can read it and a later
 * version can convert it: of a row deleted {"name": "Butter", ...}; of a row changed only what is
 * different, {"quantity": [51, 48]}; of a row made only a hash, since the row is there. */

static void
append_text (GString    *json,
             const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *c < 0x20)
        g_string_append_printf (json, "\\u%04x", *c);
      else
        g_string_append_c (json, *c);
    }
  g_string_append_c (json, '"');
}

static void
append_value (GString  *json,
              OrmValue  value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, value.integer);
      break;
    case ORM_VALUE_REAL:
      g_ascii_formatd (number, sizeof number, "%.17e", value.real);
      g_string_append (json, number);
      break;
    case ORM_VALUE_TEXT:
      append_text (json, value.text);
      break;
    case ORM_VALUE_NULL:
    default:
      g_string_append (json, "null");
      break;
    }
}

static void
append_name (GString    *json,
             const char *name)
{
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? "," : "", name);
}

/* Returns: (transfer full): the image of a row; @values has one value a column */
char *
orm_image_new (OrmTable       *table,
               const OrmValue *values)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < table->n_columns; i++)
    {
      if (i == table->primary_key)
        continue;
      append_name (json, table->column_names[i]);
      append_value (json, values[i]);
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* Returns: (transfer full): the image of what is different in the columns of the mask */
char *
orm_image_new_changes (OrmTable       *table,
                       const OrmValue *before,
                       const OrmValue *after,
                       guint64         columns)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < table->n_columns; i++)
    if ((columns >> i) & 1)
      {
        append_name (json, table->column_names[i]);
        g_string_append_c (json, '[');
        append_value (json, before[i]);
        g_string_append_c (json, ',');
        append_value (json, after[i]);
        g_string_append_c (json, ']');
      }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* The hash is FNV-1a in 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint64
hash_bytes (guint64       hash,
            gconstpointer bytes,
            gsize         length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ ((const guint8 *) bytes)[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

/* Returns: (transfer full): 16 hexadecimal digits that tell whether a row is still as it was */
char *
orm_image_hash (OrmTable       *table,
                const OrmValue *values)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (guint i = 0; i < table->n_columns; i++)
    {
      guint8 type = values[i].type;

      if (i == table->primary_key)
        continue;
      hash = hash_bytes (hash, &type, 1);
      if (values[i].type == ORM_VALUE_TEXT)
        hash = hash_bytes (hash, values[i].text, strlen (values[i].text) + 1);
      else if (values[i].type != ORM_VALUE_NULL)
        hash = hash_bytes (hash, &values[i].integer, sizeof values[i].integer);
    }
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", hash);
}
