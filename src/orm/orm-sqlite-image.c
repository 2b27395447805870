#include "orm/orm-sqlite-private.h"

#include <math.h>
#include <string.h>

#include "orm/orm-sqlite-sql.h"

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

/* As an object, which no other value is. */
static void
append_bytes (GString       *json,
              gconstpointer  bytes,
              guint          n_bytes)
{
  g_autofree char *text = g_base64_encode (bytes, n_bytes);

  g_string_append_printf (json, "{\"base64\":\"%s\"}", text);
}

/* Appends digits one by one: with printf() it took a sixth of the time of an update. */
static void
append_integer (GString *json,
                gint64   integer)
{
  char digits[20]; /* of the largest number, and its sign */
  char *first = digits + sizeof digits;
  guint64 rest = integer < 0 ? -(guint64) integer : (guint64) integer;

  do
    {
      *--first = '0' + rest % 10;
      rest /= 10;
    }
  while (rest != 0);
  if (integer < 0)
    *--first = '-';
  g_string_append_len (json, first, digits + sizeof digits - first);
}

/* Appends a value as JSON. */
void
orm_json_append (GString  *json,
                 OrmValue  value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      append_integer (json, value.integer);
      break;
    case ORM_VALUE_REAL:
      if (isinf (value.real)) /* JSON has no word for it, but any number of digits */
        g_strlcpy (number, value.real < 0 ? "-9e999" : "9e999", sizeof number);
      else
        g_ascii_formatd (number, sizeof number, "%.17e", value.real);
      g_string_append (json, number);
      break;
    case ORM_VALUE_BYTES:
      append_bytes (json, value.bytes, value.n_bytes);
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

/* Adds a name to an image, which ends in the brace that is opened again. */
static void
append_name (GString    *json,
             const char *name)
{
  g_string_truncate (json, json->len - 1);
  g_string_append (json, json->len > 1 ? ",\"" : "\"");
  g_string_append (json, name);
  g_string_append (json, "\":");
}

/* Returns: (transfer full): an image of nothing */
GString *
orm_image_new_empty (void)
{
  return g_string_new ("{}");
}

/* Adds a column of a row that is gone. */
void
orm_image_add_value (GString    *json,
                     const char *name,
                     OrmValue    value)
{
  append_name (json, name);
  orm_json_append (json, value);
  g_string_append_c (json, '}');
}

/* Adds a column of a row that was changed. */
void
orm_image_add_change (GString    *json,
                      const char *name,
                      OrmValue    before,
                      OrmValue    after)
{
  append_name (json, name);
  g_string_append_c (json, '[');
  orm_json_append (json, before);
  g_string_append_c (json, ',');
  orm_json_append (json, after);
  g_string_append (json, "]}");
}

/* Returns: (transfer full): the image of a whole row; @values has one value a column */
GString *
orm_image_new (OrmTable       *table,
               const OrmValue *values)
{
  GString *json = orm_image_new_empty ();

  for (guint i = 0; i < table->n_columns; i++)
    if (orm_table_is_image_column (table, i))
      orm_image_add_value (json, table->column_names[i], values[i]);
  return json;
}

/* The hash is FNV-1a in 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
guint64
orm_image_hash_bytes (guint64       hash,
                      gconstpointer bytes,
                      gsize         length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ ((const guint8 *) bytes)[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static guint64
hash_value (guint64  hash,
            OrmValue value)
{
  guint8 type = value.type;
  double real = value.type == ORM_VALUE_REAL ? value.real + 0.0 : 0.0;

  hash = orm_image_hash_bytes (hash, &type, 1);
  if (value.type == ORM_VALUE_TEXT)
    hash = orm_image_hash_bytes (hash, value.text, strlen (value.text) + 1);
  else if (value.type == ORM_VALUE_REAL) /* in the file there is no negative zero */
    hash = orm_image_hash_bytes (hash, &real, sizeof real);
  else if (value.type == ORM_VALUE_INTEGER)
    hash = orm_image_hash_bytes (hash, &value.integer, sizeof value.integer);
  else if (value.type == ORM_VALUE_BYTES)
    {
      hash = orm_image_hash_bytes (hash, &value.n_bytes, sizeof value.n_bytes);
      hash = orm_image_hash_bytes (hash, value.bytes, value.n_bytes);
    }
  return hash;
}

/* Returns: (transfer full): 16 hexadecimal digits that tell whether a row is still as it was */
GString *
orm_image_hash (OrmTable       *table,
                const OrmValue *values)
{
  guint64 hash = ORM_IMAGE_HASH_BASIS;
  GString *text = g_string_sized_new (ORM_HASH_LENGTH);

  for (guint i = 0; i < table->n_columns; i++)
    if (orm_table_is_image_column (table, i))
      hash = hash_value (hash, values[i]);
  g_string_printf (text, "%016" G_GINT64_MODIFIER "x", hash);
  return text;
}

/* Returns: (transfer full): the same of some columns, an array of guint, in their order */
GString *
orm_image_hash_columns (GArray         *columns,
                        const OrmValue *values)
{
  guint64 hash = ORM_IMAGE_HASH_BASIS;
  GString *text = g_string_sized_new (ORM_HASH_LENGTH);

  for (guint i = 0; i < columns->len; i++)
    hash = hash_value (hash, values[g_array_index (columns, guint, i)]);
  g_string_printf (text, "%016" G_GINT64_MODIFIER "x", hash);
  return text;
}
