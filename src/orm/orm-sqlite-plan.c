#include "orm/orm-sqlite-plan.h"

#include <stdarg.h>
#include <string.h>

#include "orm/orm-sqlite-sql.h"

/* A plan is made on a clone of the file without its rows, where each step is tried at once: what
 * SQLite would refuse for the file's structure is known before anything is copied or changed, and
 * what it rewrites by itself (the names in views, say) need not be guessed. */

void
orm_plan_free (OrmPlan *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* Adds a step, made as by sqlite3_mprintf(), and does it in the clone. */
gboolean
orm_planner_add (OrmPlanner  *self,
                 GError     **error,
                 const char  *format,
                 ...)
{
  va_list arguments;
  char *sql;
  int code;

  va_start (arguments, format);
  sql = sqlite3_vmprintf (format, arguments);
  va_end (arguments);
  code = sql != NULL ? sqlite3_exec (self->clone, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  if (code == SQLITE_OK)
    g_ptr_array_add (self->plan->steps, g_strdup (sql));
  sqlite3_free (sql);
  return code == SQLITE_OK || orm_sqlite_fail_connection (self->clone, code, error);
}

/* Looks what the clone is made of by now. */
gboolean
orm_planner_look (OrmPlanner  *self,
                  GError     **error)
{
  OrmLayout *found = orm_layout_read (self->clone, error);

  if (found == NULL)
    return FALSE;
  g_clear_pointer (&self->found, orm_layout_free);
  self->found = found;
  return TRUE;
}

static gboolean
is_view (const OrmObject *object)
{
  return orm_object_is (object, "view") || orm_object_is (object, "trigger");
}

/* Takes views and triggers out, which only other programs make: SQLite renames no table while a
 * view names one that is not there. They are made again at the end. */
gboolean
orm_planner_keep_views (OrmPlanner  *self,
                        GError     **error)
{
  if (!orm_planner_look (self, error))
    return FALSE;
  for (guint i = 0; i < self->found->objects->len; i++)
    {
      OrmObject *object = g_ptr_array_index (self->found->objects, i);

      if (!is_view (object))
        continue;
      g_ptr_array_add (self->kept, g_strdup (object->sql));
      if (!orm_planner_add (self, error, "DROP %s IF EXISTS \"%w\"", object->type, object->name))
        return FALSE;
    }
  return TRUE;
}

/* Returns: whether a version above the file's does away with a column, or with a table where
 * @column is NULL */
gboolean
orm_planner_is_dropped (OrmPlanner *self,
                        const char *table,
                        const char *column)
{
  g_autofree char *name =
    column != NULL ? g_strdup_printf ("%s.%s", table, column) : g_strdup (table);
  const OrmVersion *versions;
  guint n_versions;

  versions = orm_schema_get_versions (self->schema, &n_versions);
  for (guint i = 0; i < n_versions; i++)
    if (versions[i].version > self->plan->version && versions[i].dropped != NULL
        && g_strv_contains (versions[i].dropped, name))
      return TRUE;
  return FALSE;
}

/* Returns: whether an index is written as the mapper writes the one of a column */
static gboolean
is_usual (const OrmObject *index)
{
  gsize length = strlen (index->table);
  g_autofree char *usual = NULL;

  if (strncmp (index->name, index->table, length) != 0 || index->name[length] != '_')
    return FALSE;
  usual = orm_sql_index (index->table, index->name + length + 1);
  return g_str_equal (index->sql, usual);
}

/* Takes away the indexes that an older version made otherwise, or that this one does not make. */
static gboolean
drop_old_indexes (OrmPlanner  *self,
                  GError     **error)
{
  for (guint i = 0; i < self->found->objects->len; i++)
    {
      const OrmObject *index = g_ptr_array_index (self->found->objects, i);
      const OrmObject *wanted = orm_layout_find (self->wanted, "index", index->name);

      if (orm_object_is (index, "index")
          && (wanted != NULL ? !orm_object_serves (index, wanted) : is_usual (index))
          && !orm_planner_add (self, error, "DROP INDEX \"%w\"", index->name))
        return FALSE;
    }
  return TRUE;
}

/* Renames by a statement of SQLite, which changes the names in all that refers to it. */
static gboolean
rename_by (OrmPlanner  *self,
           char        *sql,
           GError     **error)
{
  gboolean done = orm_planner_add (self, NULL, "%s", sql)
                  || (orm_planner_keep_views (self, error)
                      && orm_planner_add (self, error, "%s", sql));

  g_free (sql);
  self->plan->changes_rows = TRUE; /* they are not read by the names of the classes before */
  return done && orm_planner_look (self, error);
}

static gboolean
rename_column (OrmPlanner  *self,
               OrmTable    *table,
               guint        column,
               GError     **error)
{
  const OrmObject *found = orm_layout_find (self->found, "table", table->name);
  g_autoptr (OrmDefinition) definition = orm_definition_new (found->sql);
  const char *name = table->column_names[column];
  g_auto (GStrv) former = g_strsplit (table->columns[column].former_name, " ", -1);
  GString *sql;

  if (orm_definition_find (definition, name) >= 0)
    return TRUE;
  for (guint i = 0; former[i] != NULL; i++)
    if (orm_definition_find (definition, former[i]) >= 0)
      {
        orm_planner_rename_column (self, table->name, former[i], name);
        sql = g_string_new (NULL);
        g_string_append_printf (sql, "ALTER TABLE \"%s\" RENAME COLUMN \"%s\" TO ", table->name,
                                former[i]);
        orm_sql_append_name (sql, name);
        return rename_by (self, g_string_free (sql, FALSE), error);
      }
  return TRUE;
}

static gboolean
rename_table (OrmPlanner  *self,
              OrmTable    *table,
              GError     **error)
{
  g_auto (GStrv) former = NULL;

  if (table->former_name == NULL || orm_layout_find (self->found, "table", table->name) != NULL)
    return TRUE;
  former = g_strsplit (table->former_name, " ", -1);
  for (guint i = 0; former[i] != NULL; i++)
    if (orm_layout_find (self->found, "table", former[i]) != NULL)
      {
        orm_planner_rename_table (self, former[i], table->name);
        return rename_by (self, g_strdup_printf ("ALTER TABLE \"%s\" RENAME TO \"%s\"", former[i],
                                                 table->name), error);
      }
  return TRUE;
}

/* Gives tables and columns the names that they have by now. */
static gboolean
rename_all (OrmPlanner  *self,
            GError     **error)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    {
      OrmTable *table = orm_schema_get_table (self->schema, i);

      if (!rename_table (self, table, error))
        return FALSE;
      if (orm_layout_find (self->found, "table", table->name) == NULL)
        continue;
      for (guint j = 0; j < table->n_columns; j++)
        if (table->columns[j].former_name != NULL && !rename_column (self, table, j, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
fit_tables (OrmPlanner  *self,
            GError     **error)
{
  for (guint i = 0; i < self->wanted->objects->len; i++)
    {
      const OrmObject *wanted = g_ptr_array_index (self->wanted->objects, i);

      if (orm_object_is (wanted, "table") && !orm_planner_fit_table (self, wanted, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes the indexes that are missing, of rebuilt tables as well. */
static gboolean
fit_indexes (OrmPlanner  *self,
             GError     **error)
{
  if (!orm_planner_look (self, error))
    return FALSE;
  for (guint i = 0; i < self->wanted->objects->len; i++)
    {
      const OrmObject *wanted = g_ptr_array_index (self->wanted->objects, i);

      if (orm_object_is (wanted, "index")
          && orm_layout_find (self->found, "index", wanted->name) == NULL
          && !orm_planner_add (self, error, "%s", wanted->sql))
        return FALSE;
    }
  return TRUE;
}

/* Does away with the tables that a version does not have any more. */
static gboolean
drop_tables (OrmPlanner  *self,
             GError     **error)
{
  if (!orm_planner_look (self, error))
    return FALSE;
  for (guint i = 0; i < self->found->objects->len; i++)
    {
      const OrmObject *object = g_ptr_array_index (self->found->objects, i);

      if (orm_object_is (object, "table") && orm_planner_is_dropped (self, object->name, NULL)
          && !orm_planner_add (self, error, "DROP TABLE \"%w\"", object->name))
        return FALSE;
    }
  return TRUE;
}

/* Adds what is done behind the functions of the versions. */
static gboolean
finish (OrmPlanner  *self,
        GError     **error)
{
  self->plan->n_before = self->plan->steps->len;
  if (self->drops_last)
    {
      self->drops_last = FALSE;
      if (!orm_planner_look (self, error) || !fit_tables (self, error)
          || !fit_indexes (self, error))
        return FALSE;
    }
  if (self->is_older && !drop_tables (self, error))
    return FALSE;
  for (guint i = 0; i < self->kept->len; i++) /* one on a table that is gone goes with it */
    orm_planner_add (self, NULL, "%s", (const char *) g_ptr_array_index (self->kept, i));
  return !self->is_older
         || orm_planner_add (self, error, "PRAGMA user_version = %u",
                             orm_schema_get_version (self->schema));
}

static gboolean
make_plan (OrmPlanner  *self,
           GError     **error)
{
  if ((self->is_older && !drop_old_indexes (self, error)) || !rename_all (self, error))
    return FALSE;
  if (!orm_planner_look (self, error) || !fit_tables (self, error))
    return FALSE;
  for (guint i = 0; i < self->late->len; i++)
    if (!orm_planner_add (self, error, "%s", (const char *) g_ptr_array_index (self->late, i)))
      return FALSE;
  return fit_indexes (self, error) && finish (self, error);
}

/* Returns: whether a class has a table of that name, or had one */
static gboolean
is_table_of_class (OrmPlanner *self,
                   const char *name)
{
  if (orm_layout_find (self->wanted, "table", name) != NULL)
    return TRUE;
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    {
      const char *former = orm_schema_get_table (self->schema, i)->former_name;
      g_auto (GStrv) names = g_strsplit (former != NULL ? former : "", " ", -1);

      if (g_strv_contains ((const char *const *) names, name))
        return TRUE;
    }
  return FALSE;
}

/* Makes the clone. What only other programs made and cannot be made here is left out. */
static gboolean
clone_file (OrmPlanner  *self,
            sqlite3     *db,
            GError     **error)
{
  int code = sqlite3_open_v2 (":memory:", &self->clone, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                              NULL);

  if (code != SQLITE_OK)
    return orm_sqlite_fail_connection (self->clone, code, error);
  sqlite3_db_config (self->clone, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  self->found = orm_layout_read (db, error);
  for (guint i = 0; self->found != NULL && i < self->found->objects->len; i++)
    {
      const OrmObject *object = g_ptr_array_index (self->found->objects, i);

      code = sqlite3_exec (self->clone, object->sql, NULL, NULL, NULL);
      if (code != SQLITE_OK && (code & 0xff) != SQLITE_ERROR)
        return orm_sqlite_fail_connection (self->clone, code, error);
      if (code != SQLITE_OK && orm_object_is (object, "table")
          && is_table_of_class (self, object->name)) /* it calls functions that there are not */
        return orm_sqlite_fail_connection (self->clone, SQLITE_CORRUPT, error);
    }
  return self->found != NULL && orm_planner_look (self, error);
}

/* Returns: whether a version above the file's has a function */
static gboolean
has_functions (OrmPlanner *self)
{
  const OrmVersion *versions;
  guint n_versions;

  versions = orm_schema_get_versions (self->schema, &n_versions);
  for (guint i = 0; i < n_versions; i++)
    if (versions[i].version > self->plan->version && versions[i].migrate != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
read_version (sqlite3  *db,
              guint    *version,
              GError  **error)
{
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *version = sqlite3_column_int64 (statement, 0);
  else
    orm_sqlite_fail_connection (db, code, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW;
}

/* Returns: (transfer full) (nullable): what brings the file of @db in step with the classes. A file
 * of an older version becomes as a new one is, but for what other programs added. In one of this
 * version only what is missing is made: what is different is nobody's to decide. */
OrmPlan *
orm_plan_new (OrmSchema  *schema,
              sqlite3    *db,
              GError    **error)
{
  g_autoptr (OrmPlan) plan = g_new0 (OrmPlan, 1);
  OrmPlanner planner = { .plan = plan, .schema = schema };
  gboolean done;

  plan->steps = g_ptr_array_new_with_free_func (g_free);
  planner.kept = g_ptr_array_new_with_free_func (g_free);
  planner.late = g_ptr_array_new_with_free_func (g_free);
  planner.wanted = orm_layout_new (schema, error);
  done = planner.wanted != NULL && read_version (db, &plan->version, error);
  planner.is_older = plan->version < orm_schema_get_version (schema);
  planner.drops_last = has_functions (&planner);
  plan->changes_rows = planner.is_older;
  if (plan->version <= orm_schema_get_version (schema))
    done = done && clone_file (&planner, db, error) && make_plan (&planner, error);

  g_clear_pointer (&planner.found, orm_layout_free);
  g_clear_pointer (&planner.wanted, orm_layout_free);
  g_ptr_array_unref (planner.kept);
  g_ptr_array_unref (planner.late);
  sqlite3_close (planner.clone);
  g_ptr_array_add (plan->steps, NULL);
  plan->n_steps = plan->steps->len - 1;
  return done ? g_steal_pointer (&plan) : NULL;
}
