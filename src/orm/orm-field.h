#pragma once

/* Private to the mapper: the fields behind the columns. Access by offset happens in orm-field.c
 * alone. */

#include "orm/orm-table.h"

G_BEGIN_DECLS

/* Room for a date as text while it is on its way. */
#define ORM_FIELD_BUFFER 16

/* What a field held, to be put back: a reference keeps the record that it had loaded. */
typedef struct
{
  OrmValue value;
  OrmReference reference;
} OrmSavedField;

GParamSpec   *orm_field_new_pspec   (const OrmColumn *column,
                                     const char      *property);
OrmValue      orm_field_get         (OrmRecord       *record,
                                     const OrmColumn *column,
                                     char            *buffer);
void          orm_field_set         (OrmRecord       *record,
                                     const OrmColumn *column,
                                     OrmValue         value);
OrmValue      orm_field_get_default (const OrmColumn *column);
void          orm_field_set_default (OrmRecord       *record,
                                     const OrmColumn *column);
gboolean      orm_field_is_owning   (const OrmColumn *column);
void          orm_field_clear       (OrmRecord       *record,
                                     const OrmColumn *column);
gint64       *orm_field_get_key     (OrmRecord       *record,
                                     OrmTable        *table);
OrmReference *orm_field_get_reference (OrmRecord     *record,
                                       const OrmColumn *column);
void          orm_field_to_gvalue   (OrmRecord       *record,
                                     const OrmColumn *column,
                                     GValue          *value);
OrmValue      orm_field_from_gvalue (const OrmColumn *column,
                                     const GValue    *value,
                                     char            *buffer);
void          orm_field_save        (OrmRecord       *record,
                                     const OrmColumn *column,
                                     OrmSavedField   *saved);
void          orm_field_restore     (OrmRecord       *record,
                                     const OrmColumn *column,
                                     OrmSavedField   *saved);
void          orm_saved_field_clear (OrmSavedField   *saved);

G_END_DECLS
