#include "orm/orm-field.h"

#include <string.h>

#include "orm/orm-field-kinds.h"

#define FIELD(record, column, type) \
  ((type *) G_STRUCT_MEMBER_P ((record), (column)->offset))

/* Returns: (transfer floating): the property that a column declares. */
GParamSpec *
orm_field_new_pspec (const OrmColumn *column,
                     const char      *property)
{
  GParamFlags flags = column->computed != NULL ? G_PARAM_READABLE
                                               : G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY;

  return orm_field_kinds[column->kind].new_pspec (column, property, flags | G_PARAM_STATIC_NICK);
}

/* Returns: what a field holds; a text lives in the field or in @buffer (ORM_FIELD_BUFFER bytes). */
OrmValue
orm_field_get (OrmRecord       *record,
               const OrmColumn *column,
               char            *buffer)
{
  return orm_field_kinds[column->kind].get (column, FIELD (record, column, void), buffer);
}

/* Stores a value, copying a text; tells nobody. */
void
orm_field_set (OrmRecord       *record,
               const OrmColumn *column,
               OrmValue         value)
{
  orm_field_kinds[column->kind].set (column, FIELD (record, column, void), value);
}

/* Returns: what a new object holds, and a row that another program makes without naming the column;
 * NULL of a column for which that means nothing */
OrmValue
orm_field_get_default (const OrmColumn *column)
{
  const OrmFieldKind *kind = &orm_field_kinds[column->kind];

  return column->computed == NULL && kind->get_default != NULL ? kind->get_default (column)
                                                               : ORM_NULL;
}

/* Stores what a new object holds. */
void
orm_field_set_default (OrmRecord       *record,
                       const OrmColumn *column)
{
  if (column->computed != NULL || orm_field_kinds[column->kind].get_default != NULL)
    orm_field_set (record, column, orm_field_get_default (column));
}

/* Returns: whether fields of the column own something */
gboolean
orm_field_is_owning (const OrmColumn *column)
{
  return orm_field_kinds[column->kind].clear != NULL;
}

/* Frees what a field owns. */
void
orm_field_clear (OrmRecord       *record,
                 const OrmColumn *column)
{
  if (orm_field_is_owning (column))
    orm_field_kinds[column->kind].clear (FIELD (record, column, void));
}

gint64 *
orm_field_get_key (OrmRecord *record,
                   OrmTable  *table)
{
  return FIELD (record, &table->columns[table->primary_key], gint64);
}

OrmReference *
orm_field_get_reference (OrmRecord       *record,
                         const OrmColumn *column)
{
  g_return_val_if_fail (column->kind == ORM_KIND_BELONGS_TO, NULL);
  return FIELD (record, column, OrmReference);
}

void
orm_field_to_gvalue (OrmRecord       *record,
                     const OrmColumn *column,
                     GValue          *value)
{
  orm_field_kinds[column->kind].to_gvalue (FIELD (record, column, void), value);
}

OrmValue
orm_field_from_gvalue (const OrmColumn *column,
                       const GValue    *value,
                       char            *buffer)
{
  return orm_field_kinds[column->kind].from_gvalue (value, buffer);
}

/* Copies what a field holds into @saved; free it with orm_saved_field_clear(). */
void
orm_field_save (OrmRecord       *record,
                const OrmColumn *column,
                OrmSavedField   *saved)
{
  char buffer[ORM_FIELD_BUFFER];

  memset (saved, 0, sizeof *saved);
  if (column->kind == ORM_KIND_BELONGS_TO)
    {
      saved->reference = *FIELD (record, column, OrmReference);
      if (saved->reference.record != NULL)
        g_object_ref (saved->reference.record);
    }
  else
    saved->value = orm_value_copy (orm_field_get (record, column, buffer));
}

/* Puts back what orm_field_save() copied. */
void
orm_field_restore (OrmRecord       *record,
                   const OrmColumn *column,
                   OrmSavedField   *saved)
{
  if (column->kind == ORM_KIND_BELONGS_TO)
    {
      OrmReference *reference = FIELD (record, column, OrmReference);

      reference->key = saved->reference.key;
      g_set_object (&reference->record, saved->reference.record);
    }
  else
    orm_field_set (record, column, saved->value);
}

void
orm_saved_field_clear (OrmSavedField *saved)
{
  orm_value_clear (&saved->value);
  g_clear_object (&saved->reference.record);
}
