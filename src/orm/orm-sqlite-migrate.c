#include "config.h"

#include "orm/orm-sqlite-migrate.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "orm/orm-sqlite-derived.h"
#include "orm/orm-sqlite-sql.h"

/* A migration is one transaction: if the program is ended in its midst, the file is as it was. */

/* Finds out, at every opening and therefore quickly, whether the file has all that a new file
 * has. */
gboolean
orm_sqlite_is_in_step (OrmSqliteEngine  *self,
                       gboolean         *in_step,
                       GError          **error)
{
  g_autofree char *schema = orm_sql_create_schema (self->schema);
  g_auto (GStrv) statements = g_strsplit (schema, ";\n", -1);
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OrmLayout) layout = orm_layout_read (self->db, error);
  gint64 version;

  if (layout == NULL || !orm_sqlite_get_integer (self, "PRAGMA user_version", &version, error))
    return FALSE;
  for (guint i = 0; i < layout->objects->len; i++)
    g_hash_table_add (found, ((OrmObject *) g_ptr_array_index (layout->objects, i))->sql);
  *in_step = version == orm_schema_get_version (self->schema);
  for (guint i = 0; statements[i] != NULL && *statements[i] != '\0'; i++)
    *in_step &= g_hash_table_contains (found, statements[i]);
  return TRUE;
}

/* Runs some of the steps of a plan. They are all that is left of the work, but for the check. */
static gboolean
run_steps (OrmSqliteEngine  *self,
           const OrmPlan    *plan,
           guint             from,
           guint             to,
           OrmWork          *work,
           GError          **error)
{
  double begin = work != NULL ? work->fraction : 0;

  for (guint i = from; i < to; i++)
    if (!orm_sqlite_exec (self, g_ptr_array_index (plan->steps, i), error)
        || !orm_work_report (work, begin + (0.95 - begin) * (i + 1 - from)
                                             / (plan->n_steps - from), error))
      return FALSE;
  return TRUE;
}

/* The recorder is of use to the functions only, and its triggers name tables that may go. */
static gboolean
drop_triggers (OrmSqliteEngine  *self,
               GError          **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT printf ('DROP TRIGGER temp.\"%w\";', name)"
                              " FROM sqlite_temp_schema WHERE type = 'trigger'", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    g_string_append (sql, orm_sqlite_column_text (statement, 0));
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? orm_sqlite_exec (self, sql->str, error)
                             : orm_sqlite_fail (self, code, error);
}

/* Closes the steps of the journal where the data has been changed under them. */
static gboolean
close_steps (OrmSqliteEngine  *self,
             GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE orm_step SET closed = %u WHERE closed = 0",
                                          orm_schema_get_version (self->schema));

  return orm_sqlite_exec (self, sql, error);
}

static gboolean
call_function (OrmSqliteEngine   *self,
               const OrmVersion  *version,
               GError           **error)
{
  g_autoptr (OrmSession) session = orm_session_new (ORM_ENGINE (self));

  return version->migrate (session, error) && orm_session_commit (session, NULL, error);
}

/* Runs the functions of the versions above the file's. */
static gboolean
run_functions (OrmSqliteEngine  *self,
               const OrmPlan    *plan,
               GError          **error)
{
  guint64 n_noted = self->n_noted;
  guint n_functions = 0;
  guint n_versions;
  const OrmVersion *versions = orm_schema_get_versions (self->schema, &n_versions);
  gboolean done = TRUE;

  self->no_history = TRUE;
  self->is_migrating = TRUE;
  for (guint i = 0; done && i < n_versions; i++)
    if (versions[i].version > plan->version && versions[i].migrate != NULL)
      done = (n_functions++ > 0 || orm_sqlite_watch (self, error))
             && call_function (self, &versions[i], error);
  self->is_migrating = FALSE;
  return done && (n_functions == 0 || drop_triggers (self, error))
         && (self->n_noted == n_noted || close_steps (self, error));
}

/* Counts what refers to nothing. */
static gboolean
count_broken (OrmSqliteEngine  *self,
              gint64           *n_broken,
              GError          **error)
{
  return orm_sqlite_get_integer (self, "SELECT count (*) FROM pragma_foreign_key_check", n_broken,
                                 error);
}

static gboolean
run_plan (OrmSqliteEngine  *self,
          const OrmPlan    *plan,
          OrmWork          *work,
          GError          **error)
{
  gboolean is_older = plan->version < orm_schema_get_version (self->schema);
  gint64 before = 0, after;

  if (plan->changes_rows && !count_broken (self, &before, error))
    return FALSE;
  if (!run_steps (self, plan, 0, plan->n_before, work, error)
      || (is_older && !run_functions (self, plan, error))
      || !run_steps (self, plan, plan->n_before, plan->n_steps, work, error)
      || (is_older && !orm_sqlite_distrust_derived (self, error)))
    return FALSE;
  if (!plan->changes_rows)
    return TRUE;
  if (!count_broken (self, &after, error))
    return FALSE;
  if (after <= before)
    return TRUE;
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_REFERENCE,
                       _("rows would refer to others that do not exist"));
  return FALSE;
}

/* Says what it is that could not be done. Tables have the names that they are known by. */
static void
prefix_error (OrmSqliteEngine  *self,
              GError          **error)
{
  g_autoptr (GString) message = NULL;

  if (error == NULL || *error == NULL || g_error_matches (*error, ORM_ERROR, ORM_ERROR_CANCELLED)
      || g_error_matches (*error, ORM_ERROR, ORM_ERROR_DAMAGED))
    return;
  message = g_string_new ((*error)->message);
  g_string_replace (message, "orm_new_", "", 0);
  g_free ((*error)->message);
  (*error)->message =
    /* Translators: a version number, and why */
    g_strdup_printf (_("The file cannot be brought to version %u: %s"),
                     orm_schema_get_version (self->schema), message->str);
}

/* Plans under the lock, so that nobody else changes the file in between, and does it. */
static gboolean
migrate_locked (OrmSqliteEngine  *self,
                char            **copy_path,
                OrmWork          *work,
                GError          **error)
{
  g_autoptr (OrmPlan) plan = orm_plan_new (self->schema, self->db, error);

  if (plan == NULL)
    return FALSE;
  if (copy_path != NULL && plan->changes_rows)
    {
      *copy_path = orm_sqlite_keep_copy (self, plan->version, work, error);
      if (*copy_path == NULL)
        return FALSE;
    }
  orm_work_watch (work, self->db);
  if (!run_plan (self, plan, work, error))
    return FALSE;
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  return TRUE;
}

/* Brings the file of an engine that nobody uses yet in step with the classes. With @copy_path, a
 * copy of it is kept where rows are touched, and told. */
gboolean
orm_sqlite_migrate (OrmSqliteEngine  *self,
                    char            **copy_path,
                    OrmWork          *work,
                    GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (!orm_sqlite_exec (self, "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = OFF;", error)
      || !orm_sqlite_exec (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = migrate_locked (self, copy_path, work, &local_error)
         && orm_sqlite_exec (self, "COMMIT", &local_error);
  sqlite3_progress_handler (self->db, 0, NULL, NULL);
  if (!done)
    {
      if (!sqlite3_get_autocommit (self->db))
        orm_sqlite_exec (self, "ROLLBACK", NULL);
      if (copy_path != NULL && *copy_path != NULL)
        g_remove (*copy_path); /* the file is as it was */
      if (copy_path != NULL)
        g_clear_pointer (copy_path, g_free);
      prefix_error (self, &local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  return orm_sqlite_exec (self, "PRAGMA foreign_keys = ON", done ? error : NULL) && done;
}

/* Brings a file in step by a connection of its own. */
gboolean
orm_sqlite_migrate_file (OrmSchema     *schema,
                         const char    *path,
                         OrmOpenFlags   flags,
                         char         **copy_path,
                         OrmWork       *work,
                         GError       **error)
{
  g_autoptr (OrmSqliteEngine) self = orm_sqlite_engine_new (schema, path, flags);

  if (orm_sqlite_connect (self, flags, error) && orm_sqlite_migrate (self, copy_path, work, error))
    return TRUE;
  self->read_only = TRUE; /* nothing more is written to it, not even in closing */
  return FALSE;
}

/* Returns: (transfer full) (nullable): what a file would need, which is not changed */
OrmPlan *
orm_sqlite_plan_file (OrmSchema   *schema,
                      const char  *path,
                      GError     **error)
{
  g_autoptr (OrmSqliteEngine) self = orm_sqlite_engine_new (schema, path, ORM_OPEN_READ_ONLY);

  if (!orm_sqlite_connect (self, ORM_OPEN_READ_ONLY, error))
    return NULL;
  return orm_plan_new (schema, self->db, error);
}

/* See orm_migration_read_column(). */
gboolean
orm_sqlite_read_column (OrmSqliteEngine  *self,
                        OrmTable         *table,
                        const char       *column_name,
                        OrmColumnFunc     func,
                        gpointer          user_data,
                        GError          **error)
{
  char *sql = sqlite3_mprintf ("SELECT \"%w\", \"%w\".\"%w\" FROM \"%w\" ORDER BY 1",
                               table->column_names[table->primary_key], table->name, column_name,
                               table->name);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  sqlite3_free (sql);
  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    func (sqlite3_column_int64 (statement, 0), orm_sqlite_column (statement, 1), user_data);
  sqlite3_reset (statement);
  return code == SQLITE_DONE || orm_sqlite_fail (self, code, error);
}
