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
  ORM_KIND_ENUM,        /* any C enum; never NULL; its value's nick in the file, as text */
  ORM_KIND_BYTES,       /* GBytes *; NULL is NULL */
  ORM_KIND_MANY_TO_MANY, /* no field; a table of its own in the file */
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
  ORM_DELETE_ORPHAN = 1 << 7, /* a belongs-to column that cascades: without what it refers to, the
                                 record goes */
  ORM_SEARCH_ANYWHERE = 1 << 8, /* as searchable, but found by any part and not by the beginning
                                   of its words alone: for codes such as article numbers */
  ORM_SORTED = 1 << 9, /* text: the keys by which it sorts are kept in the file, in an index */
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
 *
 * `.check` is an SQL expression over columns of the same row, by their names in the file:
 * `.check = "length (code) = 4"`. It is part of the table's definition, so it holds for every
 * program that writes the file, and calls SQLite's own deterministic functions only. Where it is
 * NULL it holds.
 */
typedef struct
{
  const char *name; /* as the C field: with underscores; the property has hyphens */
  OrmKind kind;
  gsize offset;
  OrmColumnFlags flags;
  const char *column_name; /* in the file; NULL: the name, of a belongs-to column with _id */
  const char *former_name; /* in files of older versions, from which a migration renames it;
                              of several the newest first, with a space between */
  const char *label;       /* the user's word for it, untranslated; NULL: the name */
  gint64 minimum;          /* integers: refused below; where both are 0 there is no bound */
  gint64 maximum;          /* integers: refused above */
  /* Of a new object, and of a row that another program makes without naming the column: */
  gint64 default_integer;   /* integer (ORM_UNSET: none), boolean, enumeration */
  double default_real;      /* real (NAN: none) */
  const char *default_text; /* text; bytes, as those of the text; a date in ISO 8601 */

  const char *check;        /* what has to hold, see below */
  const char *check_reason; /* that in the user's words, untranslated: N_("must be even") */
  const char *computed;     /* see ORM_COMPUTED() */

  GType (*target) (void);      /* belongs-to: the class that is referred to; enum: its type */
  GType target_type;           /* where there is no function to ask */
  const char *back_reference;  /* belongs-to: the list that it gets */
  OrmDeleteRule delete_rule;   /* belongs-to */
  gboolean is_one_to_one;      /* belongs-to: it gets one record instead of a list */
} OrmColumn;

/* A field of another C type than the column's matches no branch, which does not compile. */
#define ORM_COLUMN_OF_(T, field, ...) \
  .name = #field, .offset = G_STRUCT_OFFSET (T, field), \
  .kind = _Generic (((T *) 0)->field, __VA_ARGS__)
#define ORM_COLUMN_(T, field, ctype, k) ORM_COLUMN_OF_ (T, field, ctype: ORM_KIND_##k)

#define ORM_PRIMARY_KEY(T, field, ...) { ORM_COLUMN_ (T, field, gint64, PRIMARY_KEY), __VA_ARGS__ }
#define ORM_TEXT(T, field, ...) { ORM_COLUMN_ (T, field, char *, TEXT), .flags = __VA_ARGS__ }
#define ORM_INTEGER(T, field, ...) { ORM_COLUMN_ (T, field, gint64, INTEGER), .flags = __VA_ARGS__ }
#define ORM_REAL(T, field, ...) { ORM_COLUMN_ (T, field, double, REAL), .flags = __VA_ARGS__ }
#define ORM_BOOLEAN(T, field, ...) \
  { ORM_COLUMN_ (T, field, gboolean, BOOLEAN), .flags = __VA_ARGS__ }
#define ORM_DATE(T, field, ...) { ORM_COLUMN_ (T, field, GDate, DATE), .flags = __VA_ARGS__ }
#define ORM_TIMESTAMP(T, field, ...) \
  { ORM_COLUMN_ (T, field, OrmTimestamp, TIMESTAMP), .flags = __VA_ARGS__ }
#define ORM_BYTES(T, field, ...) { ORM_COLUMN_ (T, field, GBytes *, BYTES), .flags = __VA_ARGS__ }

/**
 * ORM_ENUM:
 * @T: the class that declares it
 * @field: a field of an enum's type, which C counts as int or, without a negative value, unsigned
 * @get_type: the function that returns the type of the enumeration, registered with GObject
 *
 * One of several values; in the file it is the value's nick. Another nick there is read as the
 * default. It is compared and ordered by nick: orm_value_from_enum() makes a condition's value.
 */
#define ORM_ENUM(T, field, get_type, ...) \
  { ORM_COLUMN_OF_ (T, field, int: ORM_KIND_ENUM, unsigned int: ORM_KIND_ENUM), \
    .target = get_type, .flags = __VA_ARGS__ }

/**
 * ORM_COMPUTED:
 * @T: the class that declares it
 * @field: a field of a column's C type, but of no reference
 * @expression: an SQL expression over other columns of the row, by their names in the file; of
 *   computed ones, those declared before. It calls SQLite's own deterministic functions only.
 *
 * A value that the database computes whenever it is asked for, so that it is right whichever
 * program wrote the row. The property can be read, searched by and ordered by, but not written. As
 * long as a record belongs to a session the field follows each change of the others; before, it is
 * unset.
 */
#define ORM_COMPUTED(T, field, expression, ...) \
  { ORM_COLUMN_OF_ (T, field, char *: ORM_KIND_TEXT, gint64: ORM_KIND_INTEGER, \
                    double: ORM_KIND_REAL, gboolean: ORM_KIND_BOOLEAN, GDate: ORM_KIND_DATE, \
                    OrmTimestamp: ORM_KIND_TIMESTAMP, GBytes *: ORM_KIND_BYTES), \
    .computed = expression, .flags = __VA_ARGS__ }

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

/**
 * ORM_ONE_TO_ONE:
 * @T: the class that declares it
 * @field: a field of type OrmReference
 * @get_type: the function that returns the type of the class referred to
 * @record: the name of the property that the other class gets by this: the one record that refers
 *   to it, to be read and written
 * @rule: an #OrmDeleteRule
 *
 * One of this class belongs to one of the other, and to no two: whoever takes one over takes it
 * from whom it was with, and whoever gets one lets go of what it had.
 */
#define ORM_ONE_TO_ONE(T, field, get_type, record, rule, ...) \
  { ORM_COLUMN_ (T, field, OrmReference, BELONGS_TO), .target = get_type, \
    .back_reference = record, .delete_rule = rule, .is_one_to_one = TRUE, __VA_ARGS__ }

/**
 * ORM_MANY_TO_MANY:
 * @T: the class that declares it
 * @property: the name of the list property that it gets by this; no field
 * @get_type: the function that returns the type of the other class
 * @list: the name of the list property that the other class gets
 * @table: the name of the table between them, which the mapper makes
 *
 * Each of this class has any number of the other, and the other way round: see orm_list_add() and
 * orm_list_remove().
 */
#define ORM_MANY_TO_MANY(T, property, get_type, list, table) \
  { .name = #property, .kind = ORM_KIND_MANY_TO_MANY, .target = get_type, .back_reference = list, \
    .column_name = table }

G_END_DECLS
