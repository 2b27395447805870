#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-sql.h"

/* Where unique values pass between rows, those that give theirs up hold NULL until they are
 * written, or where that is refused a value that no row has. It is a state between, so no CHECK is
 * asked: a column may allow no value but those in use. The write that follows in the same
 * transaction is checked, and so is what the history retraces, see orm-sqlite-apply.c. */

#define MAX_TRIES 8

/* Turns the checks off or on for what is compiled from now on. SQLite does so while it compiles the
 * pragma; to run it would make it compile every other statement anew. */
static gboolean
set_checked (OrmSqliteEngine  *self,
             gboolean          is_checked,
             GError          **error)
{
  sqlite3_stmt *pragma =
    orm_sqlite_prepare_new (self, is_checked ? "PRAGMA ignore_check_constraints = OFF"
                                             : "PRAGMA ignore_check_constraints = ON", error);

  sqlite3_finalize (pragma);
  if (pragma == NULL)
    return FALSE;
  self->is_unchecked = !is_checked;
  return TRUE;
}

/* Turns the checks on, should there have been no memory for it before. */
gboolean
orm_sqlite_ensure_checked (OrmSqliteEngine  *self,
                           GError          **error)
{
  return !self->is_unchecked || set_checked (self, TRUE, error);
}

/* Returns: (transfer none) (nullable): a statement for orm_sqlite_step_unchecked(), kept apart from
 * the one of the same text that is checked */
sqlite3_stmt *
orm_sqlite_prepare_unchecked (OrmSqliteEngine  *self,
                              const char       *sql,
                              GError          **error)
{
  g_autofree char *text = g_strconcat (sql, " /* unchecked */", NULL);
  sqlite3_stmt *statement;

  if (!set_checked (self, FALSE, error))
    return NULL;
  statement = orm_sqlite_prepare (self, text, error);
  return set_checked (self, TRUE, statement != NULL ? error : NULL) ? statement : NULL;
}

/* As orm_sqlite_step(), with the checks off: SQLite may compile the statement again. */
int
orm_sqlite_step_unchecked (OrmSqliteEngine *self,
                           sqlite3_stmt    *statement)
{
  int code;

  if (!set_checked (self, FALSE, NULL))
    return SQLITE_NOMEM;
  code = orm_sqlite_step (self, statement);
  return set_checked (self, TRUE, NULL) ? code : SQLITE_NOMEM;
}

static gboolean
parks_on_nobody (OrmTable *table,
                 guint64   columns)
{
  columns &= table->references;
  for (guint i = 0; columns >> i != 0; i++)
    if ((columns >> i) & 1 && table->columns[i].flags & ORM_NOT_NULL)
      return TRUE;
  return FALSE;
}

/* A reference of one to one may have to be parked on nobody. While that lasts, rules that restrict
 * are not enforced: so it ends before rows are deleted. */
gboolean
orm_sqlite_defer_foreign_keys (OrmSqliteEngine  *self,
                               gboolean          defers,
                               GError          **error)
{
  if (self->is_deferring == defers)
    return TRUE;
  self->is_deferring = defers;
  return orm_sqlite_exec (self, defers ? "PRAGMA defer_foreign_keys = ON"
                                       : "PRAGMA defer_foreign_keys = OFF", error);
}

static int
try_to_park (OrmSqliteEngine  *self,
             sqlite3_stmt     *statement,
             gint64            key,
             GError          **error)
{
  int code;

  sqlite3_bind_int64 (statement, 1, key);
  code = orm_sqlite_step (self, statement);
  sqlite3_reset (statement);
  if (code != SQLITE_CONSTRAINT_CHECK)
    return code;
  statement = orm_sqlite_prepare_unchecked (self, sqlite3_sql (statement), error);
  if (statement == NULL)
    return SQLITE_OK;
  sqlite3_bind_int64 (statement, 1, key);
  code = orm_sqlite_step_unchecked (self, statement);
  sqlite3_reset (statement);
  return code;
}

/* See OrmEngineInterface. A value that some row has by chance is drawn again. */
gboolean
orm_sqlite_park (OrmEngine  *engine,
                 OrmTable   *table,
                 gint64      key,
                 guint64     columns,
                 GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_shape (self, statements->parks, orm_sql_park, table, columns, error);
  int code = SQLITE_CONSTRAINT_UNIQUE;

  if (statement == NULL || !orm_sqlite_is_writing (self, error))
    return FALSE;
  if (parks_on_nobody (table, columns) && !orm_sqlite_defer_foreign_keys (self, TRUE, error))
    return FALSE;
  for (guint i = 0; i < MAX_TRIES && code == SQLITE_CONSTRAINT_UNIQUE; i++)
    code = try_to_park (self, statement, key, error);
  if (code == SQLITE_DONE)
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return code == SQLITE_OK ? FALSE : orm_sqlite_fail (self, code, error);
}
