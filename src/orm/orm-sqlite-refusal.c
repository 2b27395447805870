#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"

/* What the database refuses to write, in words: class, property, value and reason. */

/* A text is named by its beginning. */
#define MAX_CHARACTERS 60

/* What is to be written; @column is -1 as long as nobody knows which it is. */
typedef struct
{
  OrmSqliteEngine *self;
  OrmTable *table;
  OrmRecord *record;
  int column;
} Refusal;

/* Finds the column that a constraint's message names at its end, as "product.sku" or, of a check,
 * as "product_quantity". Returns: the column, or -1 */
int
orm_sqlite_find_refused (OrmTable   *table,
                         const char *message)
{
  const char *name = strrchr (message, ' ');
  gsize length = strlen (table->name);

  if (name == NULL || strstr (message, ", ") != NULL /* several columns together */
      || strncmp (++name, table->name, length) != 0
      || (name[length] != '.' && name[length] != '_'))
    return -1;
  return orm_table_find_column_name (table, name + length + 1);
}

#define INTEGER_BUFFER 24

/* Writes an integer into @buffer: strings to be translated hold no macros. Returns: @buffer */
static const char *
integer_text (gint64  integer,
              char   *buffer)
{
  g_snprintf (buffer, INTEGER_BUFFER, "%" G_GINT64_FORMAT, integer);
  return buffer;
}

/* Returns: (transfer full): a value as a message names it */
static char *
dup_value (OrmRecord *record,
           OrmTable  *table,
           int        column)
{
  char buffer[ORM_FIELD_BUFFER];
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  OrmValue value = orm_field_get (record, &table->columns[column], buffer);
  g_autofree char *start = NULL;

  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value.integer);
    case ORM_VALUE_REAL:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", value.real));
    case ORM_VALUE_BYTES:
      return g_strdup_printf (ngettext ("%u byte", "%u bytes", value.n_bytes), value.n_bytes);
    case ORM_VALUE_TEXT:
      if (g_utf8_strlen (value.text, -1) <= MAX_CHARACTERS)
        return g_strdup (value.text);
      start = g_utf8_substring (value.text, 0, MAX_CHARACTERS);
      return g_strconcat (start, "…", NULL);
    case ORM_VALUE_NULL:
    default:
      return g_strdup ("");
    }
}

/* Returns: (transfer full) (nullable): why a column's check does not hold, if the class says so */
static char *
dup_check_reason (const Refusal *refusal)
{
  const OrmColumn *column = &refusal->table->columns[refusal->column];
  char buffer[ORM_FIELD_BUFFER];
  char minimum[INTEGER_BUFFER], maximum[INTEGER_BUFFER];
  OrmValue value = orm_field_get (refusal->record, column, buffer);

  if ((column->minimum != 0 || column->maximum != 0) && value.type == ORM_VALUE_INTEGER
      && (value.integer < column->minimum || value.integer > column->maximum))
    /* Translators: the reason behind: Product: Price cannot be “-3”: */
    return g_strdup_printf (_("at least %s, at most %s"),
                            integer_text (column->minimum, minimum),
                            integer_text (column->maximum, maximum));
  return column->check_reason != NULL ? g_strdup (_(column->check_reason)) : NULL;
}

static void
refuse_unique (const Refusal  *refusal,
               const char     *value,
               GError        **error)
{
  g_set_error (error, ORM_ERROR, ORM_ERROR_UNIQUE,
               /* Translators: such as: Product: SKU “A-1” is already in use */
               _("%s: %s “%s” is already in use"), _(refusal->table->label),
               orm_table_get_column_label (refusal->table, refusal->column), value);
}

static void
refuse_null (const Refusal  *refusal,
             const char     *value,
             GError        **error)
{
  g_set_error (error, ORM_ERROR, ORM_ERROR_NOT_NULL,
               /* Translators: such as: Product: Price may not be empty */
               _("%s: %s may not be empty"), _(refusal->table->label),
               orm_table_get_column_label (refusal->table, refusal->column));
}

static void
refuse_check (const Refusal  *refusal,
              const char     *value,
              GError        **error)
{
  g_autofree char *reason = dup_check_reason (refusal);
  const char *label = orm_table_get_column_label (refusal->table, refusal->column);

  if (reason != NULL)
    g_set_error (error, ORM_ERROR, ORM_ERROR_CHECK,
                 /* Translators: such as: Product: Price cannot be “-3”: at least 0, at most 99 */
                 _("%s: %s cannot be “%s”: %s"), _(refusal->table->label), label, value, reason);
  else
    g_set_error (error, ORM_ERROR, ORM_ERROR_CHECK,
                 /* Translators: such as: Product: Price cannot be “-3” */
                 _("%s: %s cannot be “%s”"), _(refusal->table->label), label, value);
}

/* The file's column is of another type than the class's: another program made it. */
static void
refuse_type (const Refusal  *refusal,
             const char     *value,
             GError        **error)
{
  g_set_error (error, ORM_ERROR, ORM_ERROR_CHECK,
               /* Translators: such as: Product: Price cannot be “3”: ... */
               _("%s: %s cannot be “%s”: the file holds values of another type there"),
               _(refusal->table->label),
               orm_table_get_column_label (refusal->table, refusal->column), value);
}

static void
refuse_size (const Refusal  *refusal,
             const char     *value,
             GError        **error)
{
  g_set_error (error, ORM_ERROR, ORM_ERROR_CHECK,
               /* Translators: such as: Product: Notes “Once upon a time…” is too large */
               _("%s: %s “%s” is too large for the file"), _(refusal->table->label),
               orm_table_get_column_label (refusal->table, refusal->column), value);
}

/* Returns: whether a row with such a value exists: no error matters, there is one already */
static gboolean
exists (OrmSqliteEngine *self,
        OrmTable        *table,
        guint            column,
        gint64           value)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM ");
  sqlite3_stmt *statement;
  gboolean found;

  orm_sql_append_name (sql, table->name);
  g_string_append (sql, " WHERE ");
  orm_sql_append_column_name (sql, table, column);
  g_string_append (sql, " = ?");
  statement = orm_sqlite_prepare (self, sql->str, NULL);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, value);
  found = orm_sqlite_step (self, statement) == SQLITE_ROW;
  sqlite3_reset (statement);
  return found;
}

/* A row that is written refers to one that is not there. Returns: whether it is found */
static gboolean
refuse_missing (Refusal  *refusal,
                GError  **error)
{
  OrmTable *table = refusal->table;

  for (guint i = 0; i < table->n_columns; i++)
    {
      char buffer[ORM_FIELD_BUFFER], number[INTEGER_BUFFER];
      OrmTable *target;
      OrmValue key;

      if (table->columns[i].kind != ORM_KIND_BELONGS_TO)
        continue;
      key = orm_field_get (refusal->record, &table->columns[i], buffer);
      target = orm_table_get_target (table, i);
      if (key.type == ORM_VALUE_NULL
          || exists (refusal->self, target, target->primary_key, key.integer))
        continue;
      g_set_error (error, ORM_ERROR, ORM_ERROR_REFERENCE,
                   /* Translators: such as: Product: Category “7” does not exist */
                   _("%s: %s “%s” does not exist"), _(table->label),
                   orm_table_get_column_label (table, i), integer_text (key.integer, number));
      return TRUE;
    }
  return FALSE;
}

/* A row that is deleted is referred to by one that has to stay. Returns: whether it is found */
static gboolean
refuse_used (Refusal  *refusal,
             GError  **error)
{
  GArray *references = refusal->table->back_references;
  gint64 key = orm_record_get_key (refusal->record);
  char number[INTEGER_BUFFER];

  for (guint i = 0; i < references->len; i++)
    {
      const OrmBackReference *reference = &g_array_index (references, OrmBackReference, i);
      OrmTable *source = reference->source;

      if (source->columns[reference->column].delete_rule != ORM_RESTRICT
          || !exists (refusal->self, source, reference->column, key))
        continue;
      g_set_error (error, ORM_ERROR, ORM_ERROR_REFERENCE,
                   /* Translators: such as: Category “7”: still in use, as Category of: Product */
                   _("%s “%s”: still in use, as %s of: %s"), _(refusal->table->label),
                   integer_text (key, number),
                   orm_table_get_column_label (source, reference->column), _(source->label));
      return TRUE;
    }
  return FALSE;
}

static void
refuse_reference (Refusal  *refusal,
                  GError  **error)
{
  gboolean found = refusal->record->state == ORM_STATE_REMOVED ? refuse_used (refusal, error)
                                                               : refuse_missing (refusal, error);

  if (!found)
    g_set_error (error, ORM_ERROR, ORM_ERROR_REFERENCE,
                 /* Translators: the word for one row, such as Product */
                 _("%s: what it refers to does not exist, or something still refers to it"),
                 _(refusal->table->label));
}

typedef struct
{
  int code;
  void (*refuse) (const Refusal *refusal, const char *value, GError **error);
} Cause;

static const Cause causes[] = {
  { SQLITE_CONSTRAINT_UNIQUE, refuse_unique },
  { SQLITE_CONSTRAINT_PRIMARYKEY, refuse_unique },
  { SQLITE_CONSTRAINT_NOTNULL, refuse_null },
  { SQLITE_CONSTRAINT_CHECK, refuse_check },
  { SQLITE_CONSTRAINT_DATATYPE, refuse_type },
  { SQLITE_TOOBIG, refuse_size },
};

/* Sets @error for a record whose row another program deleted. Returns: %FALSE, to be returned */
gboolean
orm_sqlite_refuse_deleted (OrmTable   *table,
                           OrmRecord  *record,
                           GError    **error)
{
  char number[INTEGER_BUFFER];

  g_set_error (error, ORM_ERROR, ORM_ERROR_NOT_FOUND,
               /* Translators: such as: Product “7” was deleted by another program */
               _("%s “%s” was deleted by another program"), _(table->label),
               integer_text (orm_record_get_key (record), number));
  return FALSE;
}

/* Sets @error for a column of a record, as if the database had refused it. Returns: %FALSE, to be
 * returned */
gboolean
orm_sqlite_refuse (OrmSqliteEngine  *self,
                   int               code,
                   OrmTable         *table,
                   OrmRecord        *record,
                   int               column,
                   GError          **error)
{
  Refusal refusal = { self, table, record, column };
  g_autofree char *value = dup_value (record, table, column);

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].code == code)
      causes[i].refuse (&refusal, value, error);
  return FALSE;
}

static gboolean
is_known (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].code == code)
      return TRUE;
  return FALSE;
}

/* Returns: whether a table has used its largest key, after which SQLite calls it full: keys are not
 * used twice */
static gboolean
is_out_of_keys (OrmSqliteEngine *self,
                OrmTable        *table)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT max (seq) = %" G_GINT64_FORMAT " FROM sqlite_sequence"
                     " WHERE name = '%s'", G_MAXINT64, table->name);
  gint64 is_last;

  return orm_sqlite_get_integer (self, sql, &is_last, NULL) && is_last;
}

/* As orm_sqlite_fail(), for the write of a record: names class, property, value and reason. */
gboolean
orm_sqlite_fail_record (OrmSqliteEngine  *self,
                        int               code,
                        OrmTable         *table,
                        OrmRecord        *record,
                        GError          **error)
{
  Refusal refusal = { self, table, record, -1 };

  if ((code & 0xff) == SQLITE_CONSTRAINT)
    refusal.column = orm_sqlite_find_refused (table, sqlite3_errmsg (self->db));
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY
      || code == SQLITE_CONSTRAINT_TRIGGER) /* as SQLite says of a row that RESTRICT keeps */
    refuse_reference (&refusal, error);
  else if ((code & 0xff) == SQLITE_FULL && is_out_of_keys (self, table))
    g_set_error (error, ORM_ERROR, ORM_ERROR_FAILED,
                 /* Translators: %s is a class, such as “Product” */
                 _("%s: no row can be added after one of number 9223372036854775807, which is the "
                   "last number there is"), _(table->label));
  else if (refusal.column >= 0 && is_known (code))
    orm_sqlite_refuse (self, code, table, record, refusal.column, error);
  else
    {
      orm_sqlite_fail (self, code, error);
      if ((code & 0xff) == SQLITE_CONSTRAINT || code == SQLITE_TOOBIG)
        g_prefix_error (error, "%s: ", _(table->label));
    }
  return FALSE;
}
