#include "orm/orm-value.h"

#include <string.h>

G_DEFINE_QUARK (orm-error-quark, orm_error)

/**
 * orm_value_from_bytes:
 * @bytes: (nullable): bytes, which have to live as long as the value is used
 *
 * Returns: them as a value; NULL is the database's NULL
 */
OrmValue
orm_value_from_bytes (GBytes *bytes)
{
  OrmValue value = { .type = ORM_VALUE_BYTES };
  gsize size;

  if (bytes == NULL)
    return ORM_NULL;
  value.bytes = g_bytes_get_data (bytes, &size);
  g_return_val_if_fail (size <= G_MAXINT32, ORM_NULL); /* the database holds no more */
  value.n_bytes = size;
  return value;
}

/**
 * orm_value_from_enum:
 * @type: an enumeration
 * @value: one of its values
 *
 * Returns: its nick, as the file has it, for a condition; NULL if it is none of the values
 */
OrmValue
orm_value_from_enum (GType type,
                     int   value)
{
  GEnumClass *klass = g_type_class_peek (type);
  const GEnumValue *entry;

  if (klass == NULL)
    klass = g_type_class_ref (type); /* kept: a static type's class is never unloaded */
  entry = g_enum_get_value (klass, value);
  return orm_value_from_text (entry != NULL ? entry->value_nick : NULL);
}

/**
 * orm_value_copy:
 * @value: a value
 *
 * Returns: (transfer full): one whose text and bytes are its own; free with orm_value_clear()
 */
OrmValue
orm_value_copy (OrmValue value)
{
  if (value.type == ORM_VALUE_TEXT)
    value.text = g_strdup (value.text);
  else if (value.type == ORM_VALUE_BYTES)
    value.bytes = g_memdup2 (value.bytes, value.n_bytes);
  return value;
}

/**
 * orm_value_clear:
 * @value: what orm_value_copy() made
 *
 * Frees what it owns and leaves NULL.
 */
void
orm_value_clear (OrmValue *value)
{
  if (value->type == ORM_VALUE_TEXT || value->type == ORM_VALUE_BYTES)
    g_free ((gpointer) value->bytes);
  *value = ORM_NULL;
}

/**
 * orm_value_equal:
 * @a: a value
 * @b: another
 *
 * Returns: whether both are of one type and the same to the bit
 */
gboolean
orm_value_equal (OrmValue a,
                 OrmValue b)
{
  if (a.type != b.type)
    return FALSE;
  switch (a.type)
    {
    case ORM_VALUE_NULL:
      return TRUE;
    case ORM_VALUE_INTEGER:
      return a.integer == b.integer;
    case ORM_VALUE_REAL:
      return a.real == b.real;
    case ORM_VALUE_TEXT:
      return g_str_equal (a.text, b.text);
    case ORM_VALUE_BYTES:
      return a.n_bytes == b.n_bytes
             && (a.n_bytes == 0 || memcmp (a.bytes, b.bytes, a.n_bytes) == 0);
    default:
      g_return_val_if_reached (FALSE);
    }
}
