#include "orm/orm-sqlite-private.h"

#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"

/* Records on their way into rows. */

/* Binds the columns of a mask in order, and leaves their values in @values. A key that is not set
 * yet is left to the database. Texts live in the record or in @buffers until the statement is
 * reset. Returns: how many were bound, or -1 where a value is larger than the file can hold */
static int
bind_record (OrmSqliteEngine  *self,
             sqlite3_stmt     *statement,
             OrmTable         *table,
             OrmRecord        *record,
             guint64           columns,
             OrmValue         *values,
             char            (*buffers)[ORM_FIELD_BUFFER],
             GError          **error)
{
  int n = 0, code;

  for (guint i = 0; i < table->n_columns; i++)
    if ((columns >> i) & 1)
      {
        values[i] = orm_field_get (record, &table->columns[i], buffers[i]);
        if (i == table->primary_key && values[i].integer == 0)
          values[i] = ORM_NULL;
        code = orm_sqlite_bind (self, statement, ++n, values[i]);
        if (G_LIKELY (code == SQLITE_OK))
          continue;
        self->bind_code = SQLITE_OK; /* it is told here */
        if (code == SQLITE_TOOBIG)
          orm_sqlite_refuse (self, code, table, record, i, error);
        else
          orm_sqlite_fail (self, code, error);
        return -1;
      }
  return n;
}

/* Runs the write of a record, and says how many rows it wrote; an error names what was refused. */
static gboolean
run_record (OrmSqliteEngine  *self,
            sqlite3_stmt     *statement,
            OrmTable         *table,
            OrmRecord        *record,
            int              *n_rows,
            GError          **error)
{
  int code = orm_sqlite_step (self, statement);

  *n_rows = sqlite3_changes (self->db); /* before the journal's own writes */

  if (code != SQLITE_DONE)
    orm_sqlite_fail_record (self, code, table, record, error);
  sqlite3_reset (statement);
  if (code == SQLITE_DONE)
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return FALSE;
}

/* Returns: (transfer none) (nullable): the statement of a mask of columns, written at its first
 * use */
sqlite3_stmt *
orm_sqlite_prepare_shape (OrmSqliteEngine  *self,
                          GHashTable       *shapes,
                          char           *(*write) (OrmTable *, guint64),
                          OrmTable         *table,
                          guint64           columns,
                          GError          **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (shapes, &columns);
  g_autofree char *sql = NULL;

  if (statement != NULL)
    return statement;
  sql = write (table, columns);
  statement = orm_sqlite_prepare_new (self, sql, error);
  if (statement != NULL)
    g_hash_table_insert (shapes, g_memdup2 (&columns, sizeof columns), statement);
  return statement;
}

gboolean
orm_sqlite_insert (OrmEngine  *engine,
                   OrmTable   *table,
                   OrmRecord  *record,
                   gint64     *key,
                   GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_once (self, &statements->insert, orm_sql_insert, table, error);
  char buffers[ORM_MAX_COLUMNS][ORM_FIELD_BUFFER];
  OrmValue values[ORM_MAX_COLUMNS];
  int n_rows;

  if (statement == NULL || !orm_sqlite_is_writing (self, error))
    return FALSE;
  if (bind_record (self, statement, table, record, table->stored, values, buffers, error) < 0
      || !run_record (self, statement, table, record, &n_rows, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (self->db);
  orm_sqlite_note_row (self, table, *key, values);
  if (!orm_sqlite_write_notes (self, error))
    return FALSE;
  return table->nocase == 0
         || orm_sqlite_check_names (self, table, record, *key, ORM_ALL_COLUMNS, error);
}

gboolean
orm_sqlite_update (OrmEngine  *engine,
                   OrmTable   *table,
                   OrmRecord  *record,
                   guint64     columns,
                   GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_shape (self, statements->updates, orm_sql_update, table, columns, error);
  char buffers[ORM_MAX_COLUMNS][ORM_FIELD_BUFFER];
  OrmValue values[ORM_MAX_COLUMNS];
  gint64 key = orm_record_get_key (record);
  int n, n_rows;

  if (statement == NULL || !orm_sqlite_is_writing (self, error))
    return FALSE;
  n = bind_record (self, statement, table, record, columns, values, buffers, error);
  if (n < 0)
    return FALSE;
  sqlite3_bind_int64 (statement, n + 1, key);
  if (!run_record (self, statement, table, record, &n_rows, error))
    return FALSE;
  if (n_rows != 1)
    return orm_sqlite_refuse_deleted (table, record, error);
  return (table->nocase & columns) == 0
         || orm_sqlite_check_names (self, table, record, key, columns, error);
}

gboolean
orm_sqlite_remove (OrmEngine  *engine,
                   OrmTable   *table,
                   OrmRecord  *record,
                   GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_once (self, &statements->remove, orm_sql_delete, table, error);
  int n_rows;

  if (statement == NULL || !orm_sqlite_is_writing (self, error)
      || !orm_sqlite_defer_foreign_keys (self, FALSE, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, orm_record_get_key (record));
  return run_record (self, statement, table, record, &n_rows, error);
}
