#pragma once

#include "orm/orm-value.h"

G_BEGIN_DECLS

typedef struct _OrmRecord OrmRecord;

/* An integer or a time stamp that is not set: NULL in the file. */
#define ORM_UNSET G_MININT64

typedef enum
{
  ORM_KIND_PRIMARY_KEY, /* gint64; 0 before the first save */
  ORM_KIND_TEXT,        /* char *; NULL is NULL */
  ORM_KIND_INTEGER,     /* gint64; ORM_UNSET is NULL */
  ORM_KIND_REAL,        /* double; NaN is NULL */
  ORM_KIND_BOOLEAN,     /* gboolean; never NULL; 0 or 1 in the file */
  ORM_KIND_DATE,        /* GDate, not a pointer; of the years 1 to 9999, another one is NULL; ISO
                           8601 text in the file */
  ORM_KIND_TIMESTAMP,   /* OrmTimestamp: microseconds since the epoch, UTC; ORM_UNSET is NULL */
  ORM_KIND_BELONGS_TO,  /* OrmReference; the other's key in the file, in a column NAME_id */
  ORM_N_KINDS
} OrmKind;

/**
 * OrmTimestamp:
 *
 * Microseconds since the epoch, UTC. A type of its own so that a column of the wrong kind does
 * not compile.
 */
typedef struct
{
  gint64 microseconds;
} OrmTimestamp;

/**
 * OrmReference:
 *
 * The field behind a belongs-to column. Read it with orm_record_get_reference(), which loads the
 * record on first use; write it by its property.
 */
typedef struct
{
  /*< private >*/
  gint64 key;        /* 0: none, or the record is not saved yet */
  OrmRecord *record; /* owned; NULL as long as it is not loaded */
} OrmReference;

typedef enum
{
  ORM_NOT_NULL = 1 << 0,
  ORM_UNIQUE = 1 << 1,     /* where it is set */
  ORM_NOCASE = 1 << 2,     /* compared without case: ASCII in the file, Unicode by the mapper */
  ORM_INDEXED = 1 << 3,
  ORM_SEARCHABLE = 1 << 4, /* orm_condition_search() looks here */
  ORM_SET_ON_INSERT = 1 << 5, /* a time stamp that the mapper sets when the row is made */
  ORM_SET_ON_UPDATE = 1 << 6, /* a time stamp that the mapper sets whenever the row changes */
} OrmColumnFlags;

/* What happens to the rows that refer to a deleted one. */
typedef enum
{
  ORM_RESTRICT,
  ORM_SET_NULL,
  ORM_CASCADE,
} OrmDeleteRule;

/**
 * OrmColumn:
 *
 * One property of a class and one column of its table, declared once. Made with the macros below;
 * behind the flags further members can be named:
 * `ORM_INTEGER (StockProduct, price, ORM_NOT_NULL, .label = N_("Price"), .maximum = 1000)`.
 */
typedef struct
{
  const char *name; /* as the C field: with underscores; the property has hyphens */
  OrmKind kind;
  gsize offset;
  OrmColumnFlags flags;
  const char *column_name; /* in the file; NULL: the name, of a belongs-to column with _id */
  const char *former_name; /* in the file of an older version, from which a migration renames it */
  const char *label;       /* the user's word for it, untranslated; NULL: the name */
  gint64 minimum;          /* integers: refused below; where both are 0 there is no bound */
  gint64 maximum;          /* integers: refused above */
  gint64 default_integer;  /* of a new object: integer, boolean */
  const char *default_text; /* of a new object: text */
  GType (*target) (void);      /* belongs-to: the class that is referred to */
  const char *back_reference;  /* belongs-to: the list that it gets */
  OrmDeleteRule delete_rule;   /* belongs-to */
} OrmColumn;

/* A field of another C type than the column's matches no branch, which does not compile. */
#define ORM_COLUMN_(T, field, ctype, k) \
  .name = #field, .offset = G_STRUCT_OFFSET (T, field), \
  .kind = _Generic (((T *) 0)->field, ctype: ORM_KIND_##k)

#define ORM_PRIMARY_KEY(T, field, ...) { ORM_COLUMN_ (T, field, gint64, PRIMARY_KEY), __VA_ARGS__ }
#define ORM_TEXT(T, field, ...) { ORM_COLUMN_ (T, field, char *, TEXT), .flags = __VA_ARGS__ }
#define ORM_INTEGER(T, field, ...) { ORM_COLUMN_ (T, field, gint64, INTEGER), .flags = __VA_ARGS__ }
#define ORM_REAL(T, field, ...) { ORM_COLUMN_ (T, field, double, REAL), .flags = __VA_ARGS__ }
#define ORM_BOOLEAN(T, field, ...) \
  { ORM_COLUMN_ (T, field, gboolean, BOOLEAN), .flags = __VA_ARGS__ }
#define ORM_DATE(T, field, ...) { ORM_COLUMN_ (T, field, GDate, DATE), .flags = __VA_ARGS__ }
#define ORM_TIMESTAMP(T, field, ...) \
  { ORM_COLUMN_ (T, field, OrmTimestamp, TIMESTAMP), .flags = __VA_ARGS__ }

/**
 * ORM_BELONGS_TO:
 * @T: the class that declares it
 * @field: a field of type OrmReference
 * @get_type: the function that returns the type of the class referred to
 * @list: the name of the read-only list property that the other class gets by this
 * @rule: an #OrmDeleteRule
 *
 * Many of this class belong to one of the other.
 */
#define ORM_BELONGS_TO(T, field, get_type, list, rule, ...) \
  { ORM_COLUMN_ (T, field, OrmReference, BELONGS_TO), .target = get_type, \
    .back_reference = list, .delete_rule = rule, __VA_ARGS__ }

G_END_DECLS
