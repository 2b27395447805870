#include "orm/orm-value.h"

G_DEFINE_QUARK (orm-error-quark, orm_error)

/* Returns: (transfer full): a value whose text is its own; free with orm_value_clear(). */
OrmValue
orm_value_copy (OrmValue value)
{
  if (value.type == ORM_VALUE_TEXT)
    value.text = g_strdup (value.text);
  return value;
}

/* Frees what orm_value_copy() made and leaves NULL. */
void
orm_value_clear (OrmValue *value)
{
  if (value->type == ORM_VALUE_TEXT)
    g_free ((char *) value->text);
  *value = ORM_NULL;
}

/* Returns: whether both are of one type and the same to the bit. */
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
    default:
      g_return_val_if_reached (FALSE);
    }
}
