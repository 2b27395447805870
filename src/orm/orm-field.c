#include "orm/orm-field.h"

#include <math.h>
#include <string.h>

#include "base/base-date.h"
#include "base/base-text.h"

#define FIELD(record, column, type) \
  ((type *) G_STRUCT_MEMBER_P ((record), (column)->offset))

#define FLAGS (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_NICK)

/* A kind of column: how its property is declared, and its value's way from the field and back,
 * from a GValue and back. Text that get() and from_gvalue() return lives in the field, the GValue
 * or the buffer. */
typedef struct
{
  GParamSpec *(*new_pspec) (const OrmColumn *column, const char *name);
  OrmValue (*get) (gconstpointer field, char *buffer);
  void (*set) (gpointer field, OrmValue value);
  void (*to_gvalue) (gconstpointer field, GValue *value);
  OrmValue (*from_gvalue) (const GValue *value, char *buffer);
} FieldKind;

/* Integers, time stamps */

static OrmValue
integer_or_null (gint64 integer)
{
  return integer != ORM_UNSET ? ORM_INT (integer) : ORM_NULL;
}

static GParamSpec *
integer_new_pspec (const OrmColumn *column,
                   const char      *name)
{
  return g_param_spec_int64 (name, column->label, NULL, G_MININT64, G_MAXINT64,
                             column->default_integer, FLAGS);
}

static OrmValue
integer_get (gconstpointer field,
             char         *buffer)
{
  return integer_or_null (*(const gint64 *) field);
}

static void
integer_set (gpointer field,
             OrmValue value)
{
  *(gint64 *) field = value.type == ORM_VALUE_INTEGER ? value.integer : ORM_UNSET;
}

static void
integer_to_gvalue (gconstpointer  field,
                   GValue        *value)
{
  g_value_set_int64 (value, *(const gint64 *) field);
}

static OrmValue
integer_from_gvalue (const GValue *value,
                     char         *buffer)
{
  return integer_or_null (g_value_get_int64 (value));
}

/* Text */

static GParamSpec *
text_new_pspec (const OrmColumn *column,
                const char      *name)
{
  return g_param_spec_string (name, column->label, NULL, column->default_text, FLAGS);
}

static OrmValue
text_get (gconstpointer field,
          char         *buffer)
{
  return orm_value_from_text (*(char *const *) field);
}

/* Another program may have written bytes that are no text; what cannot be read is shown as such. */
static void
text_set (gpointer field,
          OrmValue value)
{
  g_autofree char *valid = NULL;

  if (value.type == ORM_VALUE_TEXT && !g_utf8_validate (value.text, -1, NULL))
    {
      valid = g_utf8_make_valid (value.text, -1);
      value.text = valid;
    }
  base_text_set (field, value.type == ORM_VALUE_TEXT ? value.text : NULL);
}

static void
text_to_gvalue (gconstpointer  field,
                GValue        *value)
{
  g_value_set_string (value, *(char *const *) field);
}

static OrmValue
text_from_gvalue (const GValue *value,
                  char         *buffer)
{
  return orm_value_from_text (g_value_get_string (value));
}

/* Reals */

static OrmValue
real_or_null (double real)
{
  return isnan (real) ? ORM_NULL : ORM_DOUBLE (real);
}

/* Lax, or GObject would not let NaN pass. */
static GParamSpec *
real_new_pspec (const OrmColumn *column,
                const char      *name)
{
  return g_param_spec_double (name, column->label, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                              FLAGS | G_PARAM_LAX_VALIDATION);
}

static OrmValue
real_get (gconstpointer field,
          char         *buffer)
{
  return real_or_null (*(const double *) field);
}

static void
real_set (gpointer field,
          OrmValue value)
{
  *(double *) field = value.type == ORM_VALUE_REAL      ? value.real
                      : value.type == ORM_VALUE_INTEGER ? (double) value.integer
                                                        : NAN;
}

static void
real_to_gvalue (gconstpointer  field,
                GValue        *value)
{
  g_value_set_double (value, *(const double *) field);
}

static OrmValue
real_from_gvalue (const GValue *value,
                  char         *buffer)
{
  return real_or_null (g_value_get_double (value));
}

/* Booleans */

static GParamSpec *
boolean_new_pspec (const OrmColumn *column,
                   const char      *name)
{
  return g_param_spec_boolean (name, column->label, NULL, column->default_integer != 0, FLAGS);
}

static OrmValue
boolean_get (gconstpointer field,
             char         *buffer)
{
  return ORM_INT (*(const gboolean *) field != FALSE);
}

static void
boolean_set (gpointer field,
             OrmValue value)
{
  *(gboolean *) field = value.type == ORM_VALUE_INTEGER && value.integer != 0;
}

static void
boolean_to_gvalue (gconstpointer  field,
                   GValue        *value)
{
  g_value_set_boolean (value, *(const gboolean *) field);
}

static OrmValue
boolean_from_gvalue (const GValue *value,
                     char         *buffer)
{
  return ORM_INT (g_value_get_boolean (value) != FALSE);
}

/* Dates */

static OrmValue
date_or_null (const GDate *date,
              char        *buffer)
{
  if (date == NULL || !g_date_valid (date))
    return ORM_NULL;
  g_snprintf (buffer, ORM_FIELD_BUFFER, "%04d-%02d-%02d", g_date_get_year (date),
              g_date_get_month (date), g_date_get_day (date));
  return ORM_STRING (buffer);
}

static GParamSpec *
date_new_pspec (const OrmColumn *column,
                const char      *name)
{
  return g_param_spec_boxed (name, column->label, NULL, G_TYPE_DATE, FLAGS);
}

static OrmValue
date_get (gconstpointer field,
          char         *buffer)
{
  return date_or_null (field, buffer);
}

static void
date_set (gpointer field,
          OrmValue value)
{
  g_date_clear (field, 1);
  if (value.type == ORM_VALUE_TEXT)
    base_date_parse_iso (value.text, field, NULL);
}

static void
date_to_gvalue (gconstpointer  field,
                GValue        *value)
{
  g_value_set_boxed (value, g_date_valid (field) ? field : NULL);
}

static OrmValue
date_from_gvalue (const GValue *value,
                  char         *buffer)
{
  return date_or_null (g_value_get_boxed (value), buffer);
}

/* References: only the key passes here; the record goes by orm_field_get_reference(). */

static GParamSpec *
reference_new_pspec (const OrmColumn *column,
                     const char      *name)
{
  return g_param_spec_object (name, column->label, NULL, column->target (), FLAGS);
}

static OrmValue
reference_get (gconstpointer field,
               char         *buffer)
{
  const OrmReference *reference = field;
  gint64 key = reference->record != NULL ? orm_record_get_key (reference->record) : reference->key;

  return key != 0 ? ORM_INT (key) : ORM_NULL;
}

static void
reference_set (gpointer field,
               OrmValue value)
{
  OrmReference *reference = field;

  reference->key = value.type == ORM_VALUE_INTEGER ? value.integer : 0;
  if (reference->record != NULL && orm_record_get_key (reference->record) != reference->key)
    g_clear_object (&reference->record);
}

static const FieldKind kinds[ORM_N_KINDS] = {
  [ORM_KIND_PRIMARY_KEY] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                             integer_from_gvalue },
  [ORM_KIND_TEXT] = { text_new_pspec, text_get, text_set, text_to_gvalue, text_from_gvalue },
  [ORM_KIND_INTEGER] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                         integer_from_gvalue },
  [ORM_KIND_REAL] = { real_new_pspec, real_get, real_set, real_to_gvalue, real_from_gvalue },
  [ORM_KIND_BOOLEAN] = { boolean_new_pspec, boolean_get, boolean_set, boolean_to_gvalue,
                         boolean_from_gvalue },
  [ORM_KIND_DATE] = { date_new_pspec, date_get, date_set, date_to_gvalue, date_from_gvalue },
  [ORM_KIND_TIMESTAMP] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                           integer_from_gvalue },
  [ORM_KIND_BELONGS_TO] = { reference_new_pspec, reference_get, reference_set, NULL, NULL },
};

/* Returns: (transfer floating): the property that a column declares. */
GParamSpec *
orm_field_new_pspec (const OrmColumn *column,
                     const char      *property)
{
  return kinds[column->kind].new_pspec (column, property);
}

/* Returns: what a field holds; a text lives in the field or in @buffer (ORM_FIELD_BUFFER bytes). */
OrmValue
orm_field_get (OrmRecord       *record,
               const OrmColumn *column,
               char            *buffer)
{
  return kinds[column->kind].get (FIELD (record, column, void), buffer);
}

/* Stores a value, copying a text; tells nobody. */
void
orm_field_set (OrmRecord       *record,
               const OrmColumn *column,
               OrmValue         value)
{
  kinds[column->kind].set (FIELD (record, column, void), value);
}

void
orm_field_set_default (OrmRecord       *record,
                       const OrmColumn *column)
{
  switch (column->kind)
    {
    case ORM_KIND_TEXT:
      orm_field_set (record, column, orm_value_from_text (column->default_text));
      break;
    case ORM_KIND_INTEGER:
    case ORM_KIND_BOOLEAN:
      orm_field_set (record, column, ORM_INT (column->default_integer));
      break;
    case ORM_KIND_TIMESTAMP:
      orm_field_set (record, column, ORM_NULL);
      break;
    default: /* all bits zero are an unsaved key, 0.0, no date and no reference */
      break;
    }
}

/* Frees what a field owns. */
void
orm_field_clear (OrmRecord       *record,
                 const OrmColumn *column)
{
  if (column->kind == ORM_KIND_TEXT)
    g_clear_pointer (FIELD (record, column, char *), g_free);
  else if (column->kind == ORM_KIND_BELONGS_TO)
    g_clear_object (&FIELD (record, column, OrmReference)->record);
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
  kinds[column->kind].to_gvalue (FIELD (record, column, void), value);
}

OrmValue
orm_field_from_gvalue (const OrmColumn *column,
                       const GValue    *value,
                       char            *buffer)
{
  return kinds[column->kind].from_gvalue (value, buffer);
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
