#include "orm/orm-field-kinds.h"

#include <math.h>
#include <string.h>

#include "base/base-date.h"
#include "base/base-text.h"
#include "orm/orm-field.h"
#include "orm/orm-record.h"

/* Integers, time stamps */

static OrmValue
integer_or_null (gint64 integer)
{
  return integer != ORM_UNSET ? ORM_INT (integer) : ORM_NULL;
}

static GParamSpec *
integer_new_pspec (const OrmColumn *column,
                   const char      *name,
                   GParamFlags      flags)
{
  return g_param_spec_int64 (name, column->label, NULL, G_MININT64, G_MAXINT64,
                             column->default_integer, flags);
}

static OrmValue
integer_get (const OrmColumn *column,
             gconstpointer    field,
             char            *buffer)
{
  return integer_or_null (*(const gint64 *) field);
}

static void
integer_set (const OrmColumn *column,
             gpointer         field,
             OrmValue         value)
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

static OrmValue
integer_get_default (const OrmColumn *column)
{
  return integer_or_null (column->default_integer);
}

/* Text */

static GParamSpec *
text_new_pspec (const OrmColumn *column,
                const char      *name,
                GParamFlags      flags)
{
  return g_param_spec_string (name, column->label, NULL, column->default_text, flags);
}

static OrmValue
text_get (const OrmColumn *column,
          gconstpointer    field,
          char            *buffer)
{
  return orm_value_from_text (*(char *const *) field);
}

/* Another program may have written bytes that are no text; what cannot be read is shown as such. */
static char *
dup_text (const char *text)
{
  gsize length = strlen (text);
  char *copy;

  if (!base_text_is_ascii (text, length) && !g_utf8_validate_len (text, length, NULL))
    return g_utf8_make_valid (text, length);
  copy = g_malloc (length + 1);
  memcpy (copy, text, length + 1);
  return copy;
}

static void
text_set (const OrmColumn *column,
          gpointer         field,
          OrmValue         value)
{
  char *text = value.type == ORM_VALUE_TEXT ? dup_text (value.text) : NULL;

  g_free (*(char **) field);
  *(char **) field = text;
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

static OrmValue
text_get_default (const OrmColumn *column)
{
  return orm_value_from_text (column->default_text);
}

static void
text_clear (gpointer field)
{
  g_clear_pointer ((char **) field, g_free);
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
                const char      *name,
                GParamFlags      flags)
{
  return g_param_spec_double (name, column->label, NULL, -G_MAXDOUBLE, G_MAXDOUBLE,
                              column->default_real, flags | G_PARAM_LAX_VALIDATION);
}

static OrmValue
real_get (const OrmColumn *column,
          gconstpointer    field,
          char            *buffer)
{
  return real_or_null (*(const double *) field);
}

static void
real_set (const OrmColumn *column,
          gpointer         field,
          OrmValue         value)
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

static OrmValue
real_get_default (const OrmColumn *column)
{
  return real_or_null (column->default_real);
}

/* Booleans */

static GParamSpec *
boolean_new_pspec (const OrmColumn *column,
                   const char      *name,
                   GParamFlags      flags)
{
  return g_param_spec_boolean (name, column->label, NULL, column->default_integer != 0, flags);
}

static OrmValue
boolean_get (const OrmColumn *column,
             gconstpointer    field,
             char            *buffer)
{
  return ORM_INT (*(const gboolean *) field != FALSE);
}

static void
boolean_set (const OrmColumn *column,
             gpointer         field,
             OrmValue         value)
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

static OrmValue
boolean_get_default (const OrmColumn *column)
{
  return ORM_INT (column->default_integer != 0);
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
                const char      *name,
                GParamFlags      flags)
{
  return g_param_spec_boxed (name, column->label, NULL, G_TYPE_DATE, flags);
}

static OrmValue
date_get (const OrmColumn *column,
          gconstpointer    field,
          char            *buffer)
{
  return date_or_null (field, buffer);
}

static void
date_set (const OrmColumn *column,
          gpointer         field,
          OrmValue         value)
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
                     const char      *name,
                     GParamFlags      flags)
{
  return g_param_spec_object (name, column->label, NULL, orm_column_get_target (column), flags);
}

static OrmValue
reference_get (const OrmColumn *column,
               gconstpointer    field,
               char            *buffer)
{
  const OrmReference *reference = field;
  gint64 key = reference->record != NULL ? orm_record_get_key (reference->record) : reference->key;

  return key != 0 ? ORM_INT (key) : ORM_NULL;
}

static void
reference_set (const OrmColumn *column,
               gpointer         field,
               OrmValue         value)
{
  OrmReference *reference = field;

  reference->key = value.type == ORM_VALUE_INTEGER ? value.integer : 0;
  if (reference->record != NULL && orm_record_get_key (reference->record) != reference->key)
    g_clear_object (&reference->record);
}

static void
reference_clear (gpointer field)
{
  g_clear_object (&((OrmReference *) field)->record);
}

/* Enumerations: an int in the object, the nick on the way. */

static GParamSpec *
enum_new_pspec (const OrmColumn *column,
                const char      *name,
                GParamFlags      flags)
{
  return g_param_spec_enum (name, column->label, NULL, column->target (), column->default_integer,
                            flags);
}

static OrmValue
enum_get (const OrmColumn *column,
          gconstpointer    field,
          char            *buffer)
{
  return orm_value_from_enum (column->target (), *(const int *) field);
}

/* A nick that this version does not know is read as the default. The property holds the class. */
static void
enum_set (const OrmColumn *column,
          gpointer         field,
          OrmValue         value)
{
  const GEnumValue *entry = NULL;

  if (value.type == ORM_VALUE_TEXT)
    entry = g_enum_get_value_by_nick (g_type_class_peek (column->target ()), value.text);
  *(int *) field = entry != NULL ? entry->value : (int) column->default_integer;
}

static void
enum_to_gvalue (gconstpointer  field,
                GValue        *value)
{
  g_value_set_enum (value, *(const int *) field);
}

static OrmValue
enum_from_gvalue (const GValue *value,
                  char         *buffer)
{
  return orm_value_from_enum (G_VALUE_TYPE (value), g_value_get_enum (value));
}

static OrmValue
enum_get_default (const OrmColumn *column)
{
  return orm_value_from_enum (column->target (), column->default_integer);
}

/* Bytes */

static GParamSpec *
bytes_new_pspec (const OrmColumn *column,
                 const char      *name,
                 GParamFlags      flags)
{
  return g_param_spec_boxed (name, column->label, NULL, G_TYPE_BYTES, flags);
}

static OrmValue
bytes_get (const OrmColumn *column,
           gconstpointer    field,
           char            *buffer)
{
  return orm_value_from_bytes (*(GBytes *const *) field);
}

static void
bytes_clear (gpointer field)
{
  g_clear_pointer ((GBytes **) field, g_bytes_unref);
}

static void
bytes_set (const OrmColumn *column,
           gpointer         field,
           OrmValue         value)
{
  bytes_clear (field);
  if (value.type == ORM_VALUE_BYTES)
    *(GBytes **) field = g_bytes_new (value.bytes, value.n_bytes);
}

static void
bytes_to_gvalue (gconstpointer  field,
                 GValue        *value)
{
  g_value_set_boxed (value, *(GBytes *const *) field);
}

static OrmValue
bytes_from_gvalue (const GValue *value,
                   char         *buffer)
{
  return orm_value_from_bytes (g_value_get_boxed (value));
}

static OrmValue
bytes_get_default (const OrmColumn *column)
{
  OrmValue value = { .type = ORM_VALUE_BYTES, .bytes = column->default_text };

  if (column->default_text == NULL)
    return ORM_NULL;
  value.n_bytes = strlen (column->default_text);
  return value;
}

static OrmValue
no_default (const OrmColumn *column)
{
  return ORM_NULL;
}

const OrmFieldKind orm_field_kinds[ORM_N_KINDS] = {
  [ORM_KIND_PRIMARY_KEY] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                             integer_from_gvalue, NULL, NULL },
  [ORM_KIND_TEXT] = { text_new_pspec, text_get, text_set, text_to_gvalue, text_from_gvalue,
                      text_get_default, text_clear },
  [ORM_KIND_INTEGER] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                         integer_from_gvalue, integer_get_default, NULL },
  [ORM_KIND_REAL] = { real_new_pspec, real_get, real_set, real_to_gvalue, real_from_gvalue,
                      real_get_default, NULL },
  [ORM_KIND_BOOLEAN] = { boolean_new_pspec, boolean_get, boolean_set, boolean_to_gvalue,
                         boolean_from_gvalue, boolean_get_default, NULL },
  [ORM_KIND_DATE] = { date_new_pspec, date_get, date_set, date_to_gvalue, date_from_gvalue,
                      text_get_default, NULL },
  [ORM_KIND_TIMESTAMP] = { integer_new_pspec, integer_get, integer_set, integer_to_gvalue,
                           integer_from_gvalue, no_default, NULL },
  [ORM_KIND_BELONGS_TO] = { reference_new_pspec, reference_get, reference_set, NULL, NULL,
                            NULL, reference_clear },
  [ORM_KIND_ENUM] = { enum_new_pspec, enum_get, enum_set, enum_to_gvalue, enum_from_gvalue,
                      enum_get_default, NULL },
  [ORM_KIND_BYTES] = { bytes_new_pspec, bytes_get, bytes_set, bytes_to_gvalue, bytes_from_gvalue,
                       bytes_get_default, bytes_clear },
};
