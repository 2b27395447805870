#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-sqlite-sql.h"

/* The journal: orm_step has a row for each named step, orm_change what each did to which row, as
 * the recorder noted it. The changes of a step stand together, from first_change to
 * last_change. Steps that were undone stay until another step is taken. Undo walks a step's changes
 * backwards, redo forwards; each change is made only if the row is as the journal says it was, so
 * all of a step is undone or nothing. Retracing them one by one passes through the very states that
 * the step passed through: what was unique then is unique now. A step is closed when a newer
 * version of the tables cannot take back what it did. orm_shape tells of which columns a hash is
 * made that was written before there were others. */

/* No check by IN: SQLite makes and drops a table for its list at every row that is written. */
const char orm_sql_step_table[] =
  "CREATE TABLE \"orm_step\" (\n"
  "  step_id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
  "  name TEXT NOT NULL,\n"
  "  time INTEGER NOT NULL,\n"
  "  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone BETWEEN 0 AND 1),\n"
  "  first_change INTEGER NOT NULL,\n"
  "  last_change INTEGER NOT NULL,\n"
  "  closed INTEGER NOT NULL DEFAULT 0\n" /* the version of the tables that closed it */
  ") STRICT";
const char orm_sql_change_table[] =
  "CREATE TABLE \"orm_change\" (\n"
  "  change_id INTEGER PRIMARY KEY,\n"
  "  step_id INTEGER NOT NULL,\n"
  "  table_name TEXT NOT NULL,\n"
  "  row_id INTEGER NOT NULL,\n"
  "  kind TEXT NOT NULL CHECK (kind = 'i' OR kind = 'u' OR kind = 'd'),\n"
  "  image TEXT NOT NULL\n"
  ") STRICT";
const char orm_sql_shape_table[] =
  "CREATE TABLE \"orm_shape\" (\n"
  "  shape_id INTEGER PRIMARY KEY,\n"
  "  table_name TEXT NOT NULL,\n"
  "  columns TEXT NOT NULL\n" /* a JSON array of names */
  ") STRICT";

static gboolean
run (OrmSqliteEngine  *self,
     const char       *sql,
     GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);

  return statement != NULL && orm_sqlite_run (self, statement, error);
}

/* Whether the transaction is still under way: after some errors, of a query too, SQLite has rolled
 * it back, and what followed would be kept statement by statement. */
gboolean
orm_sqlite_is_writing (OrmSqliteEngine  *self,
                       GError          **error)
{
  if (!sqlite3_get_autocommit (self->db))
    return TRUE;
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_FAILED,
                       _("An error has ended the work before it was saved"));
  return FALSE;
}

/* Begins the step that records what the transaction does. */
static gboolean
begin_step (OrmSqliteEngine  *self,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "INSERT INTO orm_step (name, time, first_change, last_change)"
                        " VALUES ('', ?, 0, 0)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_get_real_time ());
  if (!orm_sqlite_run (self, statement, error))
    return FALSE;
  self->step = sqlite3_last_insert_rowid (self->db);
  return orm_sqlite_get_integer (self, "SELECT max (change_id) FROM orm_change",
                                 &self->last_change, error);
}

/* Begins a transaction and a step in it. */
gboolean
orm_sqlite_begin (OrmEngine  *engine,
                  GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  if (self->read_only)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_READ_ONLY, _("The file cannot be written"));
      return FALSE;
    }
  if (!orm_sqlite_ensure_checked (self, error)
      || !run (self, self->is_migrating ? "SAVEPOINT orm_migration" : "BEGIN IMMEDIATE", error))
    return FALSE;
  self->is_deferring = FALSE;
  orm_sqlite_forget_names (self);
  if (self->no_history || begin_step (self, error))
    return TRUE;
  orm_sqlite_rollback (engine);
  return FALSE;
}

/* Takes what was recorded since the beginning out of the journal. */
static gboolean
drop_step (OrmSqliteEngine  *self,
           GError          **error)
{
  sqlite3_stmt *changes =
    orm_sqlite_prepare (self, "DELETE FROM orm_change WHERE change_id > ?", error);
  sqlite3_stmt *step = orm_sqlite_prepare (self, "DELETE FROM orm_step WHERE step_id = ?", error);

  if (changes == NULL || step == NULL)
    return FALSE;
  sqlite3_bind_int64 (changes, 1, self->last_change);
  sqlite3_bind_int64 (step, 1, self->step);
  return orm_sqlite_run (self, changes, error) && orm_sqlite_run (self, step, error);
}

/* Forgets the steps that were undone: another way has been taken. */
static gboolean
drop_undone (OrmSqliteEngine  *self,
             GError          **error)
{
  gint64 first;

  if (!orm_sqlite_get_integer (self, "SELECT min (first_change) FROM orm_step WHERE undone", &first,
                               error))
    return FALSE;
  if (first == 0)
    return TRUE;
  return orm_sqlite_account_changes (self, first, self->last_change, -1, error)
         && run (self,
                 "DELETE FROM orm_change WHERE EXISTS (SELECT 1 FROM orm_step WHERE undone AND"
                 " orm_step.step_id = orm_change.step_id) AND change_id >="
                 " (SELECT min (first_change) FROM orm_step WHERE undone)", error)
         && run (self, "DELETE FROM orm_step WHERE undone", error);
}

static gboolean
name_step (OrmSqliteEngine  *self,
           const char       *name,
           gint64            last_change,
           GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "UPDATE orm_step SET name = ?, first_change = ?, last_change = ?"
                        " WHERE step_id = ?", error);

  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, name, -1);
  sqlite3_bind_int64 (statement, 2, self->last_change + 1);
  sqlite3_bind_int64 (statement, 3, last_change);
  sqlite3_bind_int64 (statement, 4, self->step);
  return orm_sqlite_run (self, statement, error)
         && orm_sqlite_account_changes (self, self->last_change + 1, last_change, 1, error)
         && orm_sqlite_trim_history (self, last_change - self->last_change, error);
}

/* Ends the step, which stays in the journal if it has a name and changed anything. */
static gboolean
end_step (OrmSqliteEngine  *self,
          const char       *name,
          GError          **error)
{
  gint64 last_change;

  if (!orm_sqlite_get_integer (self, "SELECT max (change_id) FROM orm_change", &last_change, error))
    return FALSE;
  if (name == NULL || last_change == self->last_change)
    return drop_step (self, error);
  return drop_undone (self, error) && name_step (self, name, last_change, error);
}

/* Ends the transaction and its step. */
gboolean
orm_sqlite_commit (OrmEngine   *engine,
                   const char  *step_name,
                   GError     **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  if (!orm_sqlite_is_writing (self, error)
      || (!self->no_history && !end_step (self, step_name, error)))
    return FALSE;
  if (!orm_sqlite_derived_update (self, error)
      || !run (self, self->is_migrating ? "RELEASE orm_migration" : "COMMIT", error))
    return FALSE;
  self->step = 0;
  orm_sqlite_derived_forget (self);
  return TRUE;
}

/* Ends the transaction and undoes it. One that SQLite ended by itself is over already; one that
 * cannot be ended for want of memory is ended before the next statement. */
void
orm_sqlite_rollback (OrmEngine *engine)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  self->step = 0;
  self->bind_code = SQLITE_OK;
  orm_sqlite_derived_forget (self);
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db,
                  self->is_migrating ? "ROLLBACK TO orm_migration; RELEASE orm_migration"
                                     : "ROLLBACK", NULL, NULL, NULL);
  self->is_doomed = !self->is_migrating && !sqlite3_get_autocommit (self->db);
}

/* Sets a savepoint, ends it, or goes back to it. The journal goes with it: it is rows as well. */
gboolean
orm_sqlite_savepoint (OrmEngine           *engine,
                      OrmSavepointAction   action,
                      guint                number,
                      GError             **error)
{
  static const char *const statements[] = {
    [ORM_SAVEPOINT_SET] = "SAVEPOINT",
    [ORM_SAVEPOINT_RELEASE] = "RELEASE",
    [ORM_SAVEPOINT_ROLLBACK_TO] = "ROLLBACK TO",
  };
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autofree char *sql = g_strdup_printf ("%s orm_%u", statements[action], number);

  if (action == ORM_SAVEPOINT_ROLLBACK_TO)
    orm_sqlite_derived_repeat (self);
  return orm_sqlite_is_writing (self, error) && run (self, sql, error)
         && orm_sqlite_ensure_checked (self, error);
}

static const char *const next_step[] = {
  [ORM_UNDO] = "SELECT step_id, name FROM orm_step WHERE NOT undone ORDER BY step_id DESC LIMIT 1",
  [ORM_REDO] = "SELECT step_id, name FROM orm_step WHERE undone ORDER BY step_id LIMIT 1",
};

/* Adds what a step's changes take to what is there, @sign times. */
static gboolean
account_step (OrmSqliteEngine  *self,
              gint64            step,
              int               sign,
              GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT first_change, last_change FROM orm_step WHERE step_id = ?",
                        error);
  gint64 first = 0, last = 0;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step);
  code = orm_sqlite_step (self, statement);
  first = sqlite3_column_int64 (statement, 0);
  last = sqlite3_column_int64 (statement, 1);
  if (code != SQLITE_ROW)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW && orm_sqlite_account_changes (self, first, last, sign, error);
}

/* Finds the step that is next on a way; 0 if there is none. */
static gboolean
find_step (OrmSqliteEngine  *self,
           OrmHistoryWay     way,
           gint64           *step,
           char            **name,
           GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, next_step[way], error);
  int code;

  *step = 0;
  *name = NULL;
  if (statement == NULL)
    return FALSE;
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      *step = sqlite3_column_int64 (statement, 0);
      *name = g_strdup (orm_sqlite_column_text (statement, 1));
      code = orm_sqlite_get_row_code (self);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      g_clear_pointer (name, g_free);
      orm_sqlite_fail (self, code, error);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Returns: (transfer full) (nullable): the name of the step that is next on a way */
char *
orm_sqlite_dup_step_name (OrmEngine      *engine,
                          OrmHistoryWay   way,
                          GError        **error)
{
  gint64 step;
  char *name;

  find_step (ORM_SQLITE_ENGINE (engine), way, &step, &name, error);
  return name;
}

static gboolean
set_undone (OrmSqliteEngine  *self,
            gint64            step,
            gboolean          undone,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "UPDATE orm_step SET undone = ? WHERE step_id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, undone);
  sqlite3_bind_int64 (statement, 2, step);
  return orm_sqlite_run (self, statement, error);
}

/* Says which step it is that meets a conflict. Returns: %FALSE, to be returned */
static gboolean
name_conflict (OrmHistoryWay   way,
               const char     *name,
               GError        **error)
{
  if (g_error_matches (*error, ORM_ERROR, ORM_ERROR_CONFLICT))
    g_prefix_error (error, way == ORM_UNDO ? _("“%s” cannot be undone: ")
                                           : _("“%s” cannot be redone: "), name);
  return FALSE;
}

/* Checks that no newer version of the tables has closed a step. */
static gboolean
check_open (OrmSqliteEngine  *self,
            gint64            step,
            OrmHistoryWay     way,
            const char       *name,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT closed FROM orm_step WHERE step_id = ?", error);
  int code, version;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step);
  code = orm_sqlite_step (self, statement);
  version = sqlite3_column_int (statement, 0);
  if (code != SQLITE_ROW)
    orm_sqlite_fail (self, code, error);
  else if (version != 0)
    g_set_error (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                 /* Translators: the name of a step, and a version number */
                 way == ORM_UNDO
                   ? _("“%s” cannot be undone: version %d of the file has other tables")
                   : _("“%s” cannot be redone: version %d of the file has other tables"),
                 name, version);
  sqlite3_reset (statement);
  return code == SQLITE_ROW && version == 0;
}

static gboolean
walk_step (OrmSqliteEngine  *self,
           gint64            step,
           OrmHistoryWay     way,
           const char       *name,
           GError          **error)
{
  guint64 n_noted = self->n_noted;
  guint64 n_applied = 0;

  if (!account_step (self, step, -1, error))
    return FALSE;
  if (!check_open (self, step, way, name, error))
    return FALSE;
  if (!orm_sqlite_apply_step (self, step, way, &n_applied, error))
    return name_conflict (way, name, error);
  if (self->n_noted - n_noted != n_applied) /* a foreign key's rule touched rows of others */
    {
      g_set_error (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                   _("“%s” cannot be changed back: other rows refer to what it made by now"),
                   name);
      return FALSE;
    }
  return account_step (self, step, 1, error) && set_undone (self, step, way == ORM_UNDO, error);
}

static gboolean
end_walk (OrmSqliteEngine  *self,
          OrmHistoryWay     way,
          const char       *name,
          GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, "COMMIT", error);
  int code;

  if (statement == NULL || !orm_sqlite_derived_update (self, error))
    return FALSE;
  code = orm_sqlite_step (self, statement);
  sqlite3_reset (statement);
  if ((code & 0xff) == SQLITE_CONSTRAINT) /* what a row refers to has gone */
    {
      orm_sqlite_conflict (error);
      return name_conflict (way, name, error);
    }
  return code == SQLITE_DONE || orm_sqlite_fail (self, code, error);
}

/* What is walked in one transaction. */
typedef gboolean (*WalkFunc) (OrmSqliteEngine  *self,
                              gint64            argument,
                              GError          **error);

/* Begins a transaction, walks, and ends it or undoes it. */
static gboolean
walk (OrmSqliteEngine  *self,
      WalkFunc          func,
      gint64            argument,
      GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->read_only)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_READ_ONLY, _("The file cannot be written"));
      return FALSE;
    }
  if (!run (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  self->step = 0;
  if (run (self, "PRAGMA defer_foreign_keys = ON", &local_error)
      && func (self, argument, &local_error))
    {
      orm_sqlite_derived_forget (self);
      return TRUE;
    }
  orm_sqlite_rollback (ORM_ENGINE (self));
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
walk_next (OrmSqliteEngine  *self,
           gint64            argument,
           GError          **error)
{
  OrmHistoryWay way = argument;
  g_autofree char *name = NULL;
  gint64 step;

  if (!find_step (self, way, &step, &name, error))
    return FALSE;
  if (step == 0)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_FOUND,
                           way == ORM_UNDO ? _("There is nothing to undo")
                                           : _("There is nothing to redo"));
      return FALSE;
    }
  return walk_step (self, step, way, name, error) && end_walk (self, way, name, error);
}

/* Undoes or redoes the next step on a way, in one transaction. */
gboolean
orm_sqlite_move_history (OrmEngine      *engine,
                         OrmHistoryWay   way,
                         GError        **error)
{
  return walk (ORM_SQLITE_ENGINE (engine), walk_next, way, error);
}

static gboolean
step_exists (OrmSqliteEngine  *self,
             gint64            step,
             GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT 1 FROM orm_step WHERE step_id = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step);
  code = orm_sqlite_step (self, statement);
  sqlite3_reset (statement);
  if (code == SQLITE_DONE)
    g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_FOUND, _("There is no such step"));
  else if (code != SQLITE_ROW)
    orm_sqlite_fail (self, code, error);
  return code == SQLITE_ROW;
}

/* Walks all steps on a way that lie between here and a step, which itself is done in the end. */
static gboolean
walk_to (OrmSqliteEngine  *self,
         gint64            target,
         GError          **error)
{
  g_autofree char *last_name = NULL;
  OrmHistoryWay last_way = ORM_UNDO;

  if (target != 0 && !step_exists (self, target, error))
    return FALSE;
  for (OrmHistoryWay way = ORM_UNDO; way <= ORM_REDO; way++)
    while (TRUE)
      {
        g_autofree char *name = NULL;
        gint64 step;

        if (!find_step (self, way, &step, &name, error))
          return FALSE;
        if (step == 0 || (way == ORM_UNDO ? step <= target : step > target))
          break;
        if (!walk_step (self, step, way, name, error))
          return FALSE;
        g_free (last_name);
        last_name = g_steal_pointer (&name);
        last_way = way;
      }
  return end_walk (self, last_way, last_name, error);
}

/* Undoes or redoes steps until one is the last that is done, in one transaction. */
gboolean
orm_sqlite_go_to_step (OrmEngine  *engine,
                       gint64      step,
                       GError    **error)
{
  return walk (ORM_SQLITE_ENGINE (engine), walk_to, step, error);
}
