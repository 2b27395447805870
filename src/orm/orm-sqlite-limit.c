#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-sqlite-sql.h"

/* How much of the past a file keeps. Where a limit is set, each commit drops the oldest steps that
 * pass it: first the step itself, so that it is out of reach at once, then its changes, so many a
 * commit that none takes long. What the changes take is kept beside the limit, since summing them
 * up would take longer than the commit. A file without a limit has none of this. */

const char orm_sql_setting_table[] =
  "CREATE TABLE \"orm_setting\" (\n"
  "  name TEXT PRIMARY KEY NOT NULL,\n"
  "  value INTEGER NOT NULL\n"
  ") STRICT";

/* How many changes a commit drops at most, beyond twice as many as it made. */
#define SWEEP 10000

/* What a change takes beside its image. */
#define BYTES "sum (length (CAST (image AS BLOB)) + 32)"

typedef struct
{
  OrmHistorySize limit;
  gint64 n_bytes; /* what is there; kept only where the limit is in bytes */
} Settings;

/* Returns: whether the file has a limit, or had one: without a statement */
static gboolean
has_settings (OrmSqliteEngine *self)
{
  return sqlite3_table_column_metadata (self->db, "main", "orm_setting", NULL, NULL, NULL, NULL,
                                        NULL, NULL) == SQLITE_OK;
}

static gboolean
read_settings (OrmSqliteEngine  *self,
               Settings         *settings,
               GError          **error)
{
  sqlite3_stmt *statement;
  int code;

  *settings = (Settings) { 0 };
  if (!has_settings (self))
    return TRUE;
  statement =
    orm_sqlite_prepare (self,
                        "SELECT (SELECT value FROM orm_setting WHERE name = 'history_steps'),"
                        " (SELECT value FROM orm_setting WHERE name = 'history_bytes'),"
                        " (SELECT value FROM orm_setting WHERE name = 'history_size')", error);
  if (statement == NULL)
    return FALSE;
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      settings->limit.n_steps = MAX (sqlite3_column_int64 (statement, 0), 0);
      settings->limit.n_bytes = MAX (sqlite3_column_int64 (statement, 1), 0);
      settings->n_bytes = sqlite3_column_int64 (statement, 2);
    }
  else
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW;
}

static gboolean
write_setting (OrmSqliteEngine  *self,
               const char       *name,
               gint64            value,
               GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "INSERT INTO orm_setting (name, value) VALUES (?1, ?2)"
                              " ON CONFLICT (name) DO UPDATE SET value = ?2", error);

  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, name, -1);
  sqlite3_bind_int64 (statement, 2, value);
  return orm_sqlite_run (self, statement, error);
}

/* Runs a statement over the changes of a range; what it answers, if anything, is an integer. */
static gboolean
run_range (OrmSqliteEngine  *self,
           const char       *sql,
           gint64            first,
           gint64            last,
           gint64           *answer,
           GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, last);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    *answer = sqlite3_column_int64 (statement, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Adds what a range of changes takes to what is there, @sign times: 1 or -1. Does nothing where
 * nobody wants to know. */
gboolean
orm_sqlite_account_changes (OrmSqliteEngine  *self,
                            gint64            first,
                            gint64            last,
                            int               sign,
                            GError          **error)
{
  Settings settings;
  gint64 n_bytes = 0;

  if (!read_settings (self, &settings, error))
    return FALSE;
  if (settings.limit.n_bytes == 0)
    return TRUE;
  return run_range (self, "SELECT " BYTES " FROM orm_change WHERE change_id BETWEEN ? AND ?",
                    first, last, &n_bytes, error)
         && write_setting (self, "history_size", settings.n_bytes + sign * n_bytes, error);
}

/* Drops changes that belong to no step any more. Where all of them are gone, @budget is left. */
static gboolean
sweep (OrmSqliteEngine  *self,
       gint64           *budget,
       GError          **error)
{
  gint64 first, lowest, last, ignored;

  if (!orm_sqlite_get_integer (self, "SELECT first_change FROM orm_step ORDER BY step_id LIMIT 1",
                               &first, error)
      || !orm_sqlite_get_integer (self, "SELECT min (change_id) FROM orm_change", &lowest, error))
    return FALSE;
  if (lowest >= first)
    return TRUE;
  last = MIN (first - 1, lowest + *budget - 1);
  *budget -= last - lowest + 1;
  return orm_sqlite_account_changes (self, lowest, last, -1, error)
         && run_range (self, "DELETE FROM orm_change WHERE change_id BETWEEN ? AND ?", lowest, last,
                       &ignored, error);
}

/* Drops the oldest step, unless it is the newest as well or waits to be redone. */
static gboolean
drop_oldest (OrmSqliteEngine  *self,
             gboolean         *dropped,
             GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "DELETE FROM orm_step WHERE step_id = (SELECT min (step_id) FROM orm_step)"
                        " AND step_id < (SELECT max (step_id) FROM orm_step) AND NOT undone",
                        error);

  if (statement == NULL || !orm_sqlite_run (self, statement, error))
    return FALSE;
  *dropped = sqlite3_changes (self->db) > 0;
  return TRUE;
}

static gboolean
trim (OrmSqliteEngine  *self,
      gint64            budget,
      GError          **error)
{
  gboolean go_on = TRUE;
  Settings settings;
  gint64 ignored;

  if (!read_settings (self, &settings, error))
    return FALSE;
  if (settings.limit.n_steps > 0
      && !run_range (self, "DELETE FROM orm_step WHERE NOT undone AND step_id <"
                           " (SELECT step_id FROM orm_step ORDER BY step_id DESC LIMIT ? OFFSET ?)",
                     1, settings.limit.n_steps - 1, &ignored, error))
    return FALSE;
  while (go_on)
    {
      if (!sweep (self, &budget, error) || !read_settings (self, &settings, error))
        return FALSE;
      go_on = FALSE;
      if (budget > 0 && settings.limit.n_bytes > 0 && settings.n_bytes > settings.limit.n_bytes
          && !drop_oldest (self, &go_on, error))
        return FALSE;
    }
  return TRUE;
}

/* In a commit, when its step is named: drops what passes the limit, but not the step itself.
 * @n_changes is how many changes it made. */
gboolean
orm_sqlite_trim_history (OrmSqliteEngine  *self,
                         gint64            n_changes,
                         GError          **error)
{
  Settings settings;

  if (!read_settings (self, &settings, error))
    return FALSE;
  return (settings.limit.n_steps == 0 && settings.limit.n_bytes == 0)
         || trim (self, 2 * n_changes + SWEEP, error);
}

gboolean
orm_sqlite_get_history_limit (OrmEngine       *engine,
                              OrmHistorySize  *limit,
                              GError         **error)
{
  Settings settings;

  if (!read_settings (ORM_SQLITE_ENGINE (engine), &settings, error))
    return FALSE;
  *limit = settings.limit;
  return TRUE;
}

static gboolean
write_limit (OrmSqliteEngine       *self,
             const OrmHistorySize  *limit,
             GError               **error)
{
  gint64 n_bytes = 0;

  if (!has_settings (self) && !orm_sqlite_exec (self, orm_sql_setting_table, error))
    return FALSE;
  if (limit->n_bytes > 0
      && !orm_sqlite_get_integer (self, "SELECT " BYTES " FROM orm_change", &n_bytes, error))
    return FALSE;
  return write_setting (self, "history_steps", limit->n_steps, error)
         && write_setting (self, "history_bytes", limit->n_bytes, error)
         && write_setting (self, "history_size", n_bytes, error);
}

/* Sets the limit, and drops at once what passes it. */
gboolean
orm_sqlite_set_history_limit (OrmEngine             *engine,
                              const OrmHistorySize  *limit,
                              GError               **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  if (self->read_only)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_READ_ONLY, _("The file cannot be written"));
      return FALSE;
    }
  if (!orm_sqlite_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (write_limit (self, limit, error) && trim (self, G_MAXINT64 / 2, error)
      && orm_sqlite_exec (self, "COMMIT", error))
    return TRUE;
  orm_sqlite_rollback (engine);
  return FALSE;
}

gboolean
orm_sqlite_measure_history (OrmEngine       *engine,
                            OrmHistorySize  *size,
                            GError         **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  return orm_sqlite_get_integer (self, "SELECT count (*) FROM orm_step WHERE first_change > 0",
                                 &size->n_steps, error)
         && orm_sqlite_get_integer (self, "SELECT " BYTES " FROM orm_change", &size->n_bytes,
                                    error);
}
