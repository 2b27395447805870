#pragma once

/* Private to the mapper: what the kinds of columns are to a field. */

#include "orm/orm-column.h"

G_BEGIN_DECLS

/**
 * OrmFieldKind:
 * @new_pspec: declares the property
 * @get: reads the field; a text lives in it or in the buffer (ORM_FIELD_BUFFER bytes)
 * @set: writes the field, copying what it keeps
 * @to_gvalue: reads the field for its property
 * @from_gvalue: reads what a property is set to; a text lives in it or in the buffer
 * @get_default: what a new object holds; NULL: all bits zero, which is what it has then
 * @clear: frees what the field owns; NULL: nothing
 *
 * A value's way from the field and back, from a #GValue and back.
 */
typedef struct
{
  GParamSpec *(*new_pspec) (const OrmColumn *column, const char *name, GParamFlags flags);
  OrmValue (*get) (const OrmColumn *column, gconstpointer field, char *buffer);
  void (*set) (const OrmColumn *column, gpointer field, OrmValue value);
  void (*to_gvalue) (gconstpointer field, GValue *value);
  OrmValue (*from_gvalue) (const GValue *value, char *buffer);
  OrmValue (*get_default) (const OrmColumn *column);
  void (*clear) (gpointer field);
} OrmFieldKind;

extern const OrmFieldKind orm_field_kinds[ORM_N_KINDS];

G_END_DECLS
