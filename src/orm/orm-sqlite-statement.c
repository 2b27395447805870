#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>

/* Statements, values and errors of the SQLite C API, in the mapper's terms. */

typedef struct
{
  int code;
  OrmError error;
  const char *message; /* NULL: SQLite's own */
} Cause;

static const Cause causes[] = {
  { SQLITE_BUSY, ORM_ERROR_BUSY, N_("Another program is writing to the file at the moment") },
  { SQLITE_LOCKED, ORM_ERROR_BUSY, N_("Another program is writing to the file at the moment") },
  { SQLITE_FULL, ORM_ERROR_FULL, N_("The disk is full") },
  { SQLITE_READONLY, ORM_ERROR_READ_ONLY, N_("The file cannot be written") },
  { SQLITE_PERM, ORM_ERROR_READ_ONLY, N_("The file may not be accessed") },
  { SQLITE_CORRUPT, ORM_ERROR_DAMAGED, N_("The file is damaged") },
  { SQLITE_NOTADB, ORM_ERROR_NOT_DATABASE, N_("The file is not a database") },
  { SQLITE_CANTOPEN, ORM_ERROR_NOT_FOUND, N_("The file cannot be opened") },
  { SQLITE_INTERRUPT, ORM_ERROR_CANCELLED, N_("The work was cancelled") },
  { SQLITE_TOOBIG, ORM_ERROR_FAILED, N_("There is more in it than the file can hold") },
  { SQLITE_NOMEM, ORM_ERROR_FAILED, N_("There is not enough memory") },
  { SQLITE_IOERR, ORM_ERROR_FAILED, N_("The disk could not be read or written") },
};

/* Sets @error from what SQLite said last of a connection. Returns: %FALSE, to be returned. */
gboolean
orm_sqlite_fail_connection (sqlite3  *db,
                            int       code,
                            GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (causes[i].code == (code & 0xff))
      {
        g_set_error_literal (error, ORM_ERROR, causes[i].error, _(causes[i].message));
        return FALSE;
      }
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_FAILED, sqlite3_errmsg (db));
  return FALSE;
}

gboolean
orm_sqlite_fail (OrmSqliteEngine  *self,
                 int               code,
                 GError          **error)
{
  return orm_sqlite_fail_connection (self->db, code, error);
}

/* Returns: (transfer full) (nullable): a statement to be finalized by the caller */
sqlite3_stmt *
orm_sqlite_prepare_new (OrmSqliteEngine  *self,
                        const char       *sql,
                        GError          **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);

  if (code != SQLITE_OK)
    orm_sqlite_fail (self, code, error);
  return statement;
}

/* Returns: (transfer none) (nullable): a statement that is kept by its text, reset */
sqlite3_stmt *
orm_sqlite_prepare (OrmSqliteEngine  *self,
                    const char       *sql,
                    GError          **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    return statement;
  statement = orm_sqlite_prepare_new (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

/* Returns: (transfer none) (nullable): a table's statement, prepared at its first use */
sqlite3_stmt *
orm_sqlite_prepare_once (OrmSqliteEngine  *self,
                         sqlite3_stmt    **place,
                         char           *(*write) (OrmTable *),
                         OrmTable         *table,
                         GError          **error)
{
  if (*place == NULL)
    {
      g_autofree char *sql = write (table);

      *place = orm_sqlite_prepare_new (self, sql, error);
    }
  return *place;
}

/* What has to be in order before a statement is run: it has got all its values, and nothing is left
 * of a transaction that was to be rolled back. */
static int
get_ready (OrmSqliteEngine *self)
{
  int code = self->bind_code;

  self->bind_code = SQLITE_OK;
  if (code == SQLITE_OK && self->is_doomed)
    orm_sqlite_rollback (ORM_ENGINE (self));
  return code == SQLITE_OK && self->is_doomed ? SQLITE_NOMEM : code;
}

/* Steps, and counts a statement at its first step. Whoever steps resets. */
int
orm_sqlite_step (OrmSqliteEngine *self,
                 sqlite3_stmt    *statement)
{
  int code = get_ready (self);

  if (code != SQLITE_OK)
    return code;
  if (!sqlite3_stmt_busy (statement))
    self->n_statements++;
  return sqlite3_step (statement);
}

/* Runs a statement that gives no rows, and resets it. */
gboolean
orm_sqlite_run (OrmSqliteEngine  *self,
                sqlite3_stmt     *statement,
                GError          **error)
{
  int code = orm_sqlite_step (self, statement);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  if (code == SQLITE_DONE || code == SQLITE_ROW)
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return FALSE;
}

/* Runs SQL text that nobody will need again: of set-up, not of work. */
gboolean
orm_sqlite_exec (OrmSqliteEngine  *self,
                 const char       *sql,
                 GError          **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return orm_sqlite_fail (self, sqlite3_extended_errcode (self->db), error);
  return TRUE;
}

/* Asks for one integer; 0 where there is no row. */
gboolean
orm_sqlite_get_integer (OrmSqliteEngine  *self,
                        const char       *sql,
                        gint64           *value,
                        GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Whoever does not look at the code of a value hears of it by the next step. */
static int
note_bound (OrmSqliteEngine *self,
            int              code)
{
  if (G_UNLIKELY (code != SQLITE_OK))
    self->bind_code = code;
  return code;
}

/* Binds a text, which has to live until the statement is reset; @length is in bytes, -1: up to its
 * end. In a file of another encoding it needs memory, and more than 10^9 bytes are refused: the
 * statement is not run then. Returns: the code */
int
orm_sqlite_bind_text (OrmSqliteEngine *self,
                      sqlite3_stmt    *statement,
                      int              index,
                      const char      *text,
                      gssize           length)
{
  gsize n_bytes = length >= 0 ? (gsize) length : strlen (text);

  return note_bound (self, sqlite3_bind_text64 (statement, index, text, n_bytes, SQLITE_STATIC,
                                                SQLITE_UTF8));
}

static int
bind_bytes (OrmSqliteEngine *self,
            sqlite3_stmt    *statement,
            int              index,
            gconstpointer    bytes,
            gsize            n_bytes)
{
  return note_bound (self, sqlite3_bind_blob64 (statement, index, bytes, n_bytes, SQLITE_STATIC));
}

/* Binds a value; as orm_sqlite_bind_text(). */
int
orm_sqlite_bind (OrmSqliteEngine *self,
                 sqlite3_stmt    *statement,
                 int              index,
                 OrmValue         value)
{
  switch (value.type)
    {
    case ORM_VALUE_INTEGER:
      return sqlite3_bind_int64 (statement, index, value.integer);
    case ORM_VALUE_REAL:
      return sqlite3_bind_double (statement, index, value.real);
    case ORM_VALUE_TEXT:
      return orm_sqlite_bind_text (self, statement, index, value.text, -1);
    case ORM_VALUE_BYTES: /* to SQLite no address means NULL, even of no bytes */
      return bind_bytes (self, statement, index, value.n_bytes > 0 ? value.bytes : "",
                         value.n_bytes);
    case ORM_VALUE_NULL:
    default:
      return sqlite3_bind_null (statement, index);
    }
}

/* To be asked when the values of a row were read, and before another statement is run: for a text
 * there may have been no memory. Returns: SQLITE_ROW, or what went wrong */
int
orm_sqlite_get_row_code (OrmSqliteEngine *self)
{
  int code = sqlite3_errcode (self->db);

  return code == SQLITE_NOMEM ? code : SQLITE_ROW;
}

/* Returns: (not nullable): a text of the row; it lives until the next step */
const char *
orm_sqlite_column_text (sqlite3_stmt *statement,
                        int           index)
{
  const char *text = (const char *) sqlite3_column_text (statement, index);

  return text != NULL ? text : "";
}

static OrmValue
get_value (sqlite3_value *value)
{
  switch (sqlite3_value_type (value))
    {
    case SQLITE_INTEGER:
      return ORM_INT (sqlite3_value_int64 (value));
    case SQLITE_FLOAT:
      return ORM_DOUBLE (sqlite3_value_double (value));
    case SQLITE_TEXT:
      return ORM_STRING ((const char *) sqlite3_value_text (value));
    case SQLITE_BLOB:
      return (OrmValue) { .type = ORM_VALUE_BYTES,
                          .bytes = sqlite3_value_blob (value),
                          .n_bytes = sqlite3_value_bytes (value) };
    default:
      return ORM_NULL;
    }
}

/* Returns: a value of the row; text and bytes live until the next step. To ask for the value once
 * is a third cheaper than to ask for its type and then for it by type; SQLite allows it where only
 * one thread uses the connection. */
OrmValue
orm_sqlite_column (sqlite3_stmt *statement,
                   int           index)
{
  return get_value (sqlite3_column_value (statement, index));
}

/* Returns: (nullable): a function's argument as text; it lives until the function returns. NULL is
 * NULL, or that there was no memory, which the function's caller hears then */
const char *
orm_sqlite_value_text (sqlite3_context *context,
                       sqlite3_value   *value)
{
  const char *text = (const char *) sqlite3_value_text (value);

  if (text == NULL && sqlite3_value_type (value) != SQLITE_NULL)
    sqlite3_result_error_nomem (context);
  return text;
}

/* Returns: a function's argument; text and bytes live until the function returns. As
 * orm_sqlite_value_text() where there is no memory */
OrmValue
orm_sqlite_value (sqlite3_context *context,
                  sqlite3_value   *value)
{
  OrmValue argument = get_value (value);

  if (argument.type == ORM_VALUE_NULL && sqlite3_value_type (value) != SQLITE_NULL)
    sqlite3_result_error_nomem (context);
  return argument;
}

/* Returns: (transfer none): the statements of a table, which has to be part of the schema */
OrmTableStatements *
orm_sqlite_get_table (OrmSqliteEngine *self,
                      OrmTable        *table)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].table == table)
      return &self->tables[i];
  g_error ("%s is not part of the schema", table->name);
}
