#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ORM_ERROR (orm_error_quark ())
GQuark orm_error_quark (void);

/**
 * OrmError:
 * @ORM_ERROR_FAILED: the database refused for a reason that has no code of its own
 * @ORM_ERROR_NOT_NULL: a column that may not be empty would be
 * @ORM_ERROR_UNIQUE: the value is another row's already
 * @ORM_ERROR_CHECK: the value lies outside of what its column takes
 * @ORM_ERROR_REFERENCE: the row that is referred to does not exist
 * @ORM_ERROR_CONFLICT: a row is no longer as the step to be undone left it
 * @ORM_ERROR_NOT_FOUND: there is no such row, file or step
 * @ORM_ERROR_BUSY: another connection is writing; try again
 * @ORM_ERROR_FULL: the disk is full
 * @ORM_ERROR_READ_ONLY: the file cannot be written
 * @ORM_ERROR_NOT_DATABASE: the file is not a database, or not one of this program's
 * @ORM_ERROR_DAMAGED: the file is damaged
 * @ORM_ERROR_CANCELLED: the work was interrupted
 * @ORM_ERROR_RING: a record would stand above itself
 *
 * The causes for which the mapper refuses. Every message is a sentence a user can act on.
 */
typedef enum
{
  ORM_ERROR_FAILED,
  ORM_ERROR_NOT_NULL,
  ORM_ERROR_UNIQUE,
  ORM_ERROR_CHECK,
  ORM_ERROR_REFERENCE,
  ORM_ERROR_CONFLICT,
  ORM_ERROR_NOT_FOUND,
  ORM_ERROR_BUSY,
  ORM_ERROR_FULL,
  ORM_ERROR_READ_ONLY,
  ORM_ERROR_NOT_DATABASE,
  ORM_ERROR_DAMAGED,
  ORM_ERROR_CANCELLED,
  ORM_ERROR_RING,
} OrmError;

typedef enum
{
  ORM_VALUE_NULL,
  ORM_VALUE_INTEGER,
  ORM_VALUE_REAL,
  ORM_VALUE_TEXT,
  ORM_VALUE_BYTES,
} OrmValueType;

/**
 * OrmValue:
 * @type: which of the members holds
 * @n_bytes: how many bytes there are, of bytes; otherwise nothing
 *
 * A value on its way between an object and the database. It owns nothing: text and bytes belong to
 * whoever made the value and are copied by whoever keeps it.
 */
typedef struct
{
  OrmValueType type;
  guint n_bytes;
  union
  {
    gint64 integer;
    double real;
    const char *text;
    gconstpointer bytes;
  };
} OrmValue;

#define ORM_NULL         ((OrmValue) { .type = ORM_VALUE_NULL })
#define ORM_INT(value)   ((OrmValue) { .type = ORM_VALUE_INTEGER, .integer = (value) })
#define ORM_DOUBLE(value) ((OrmValue) { .type = ORM_VALUE_REAL, .real = (value) })
#define ORM_STRING(value) (orm_value_from_text (value))

/**
 * orm_value_from_text:
 * @text: (nullable): a text, which has to live as long as the value is used
 *
 * Returns: it as a value; NULL is the database's NULL
 */
static inline OrmValue
orm_value_from_text (const char *text)
{
  return text != NULL ? (OrmValue) { .type = ORM_VALUE_TEXT, .text = text } : ORM_NULL;
}

OrmValue orm_value_from_bytes (GBytes    *bytes);
OrmValue orm_value_from_enum  (GType      type,
                               int        value);
OrmValue orm_value_copy       (OrmValue   value);
void     orm_value_clear      (OrmValue  *value);
gboolean orm_value_equal      (OrmValue   a,
                               OrmValue   b);

G_END_DECLS
