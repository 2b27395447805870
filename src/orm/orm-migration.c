#include "orm/orm-migration.h"

#include "orm/orm-sqlite-migrate.h"
#include "orm/orm-sqlite-sql.h"

struct _OrmMigration
{
  GObject parent_instance;

  OrmSchema *schema;
  char *path;
  OrmPlan *plan;
  char *copy_path;
};

G_DEFINE_FINAL_TYPE (OrmMigration, orm_migration, G_TYPE_OBJECT)

static void
orm_migration_finalize (GObject *object)
{
  OrmMigration *self = ORM_MIGRATION (object);

  g_clear_object (&self->schema);
  g_free (self->path);
  g_clear_pointer (&self->plan, orm_plan_free);
  g_free (self->copy_path);
  G_OBJECT_CLASS (orm_migration_parent_class)->finalize (object);
}

static void
orm_migration_class_init (OrmMigrationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = orm_migration_finalize;
}

static void
orm_migration_init (OrmMigration *self)
{
}

/**
 * orm_migration_new:
 * @schema: what the file is to be
 * @path: the file
 * @error: return location for an error
 *
 * Compares a file with the classes, and finds the steps that bring it in step. The file is not
 * changed. Refused is what orm_sqlite_engine_open() refuses, and a file whose tables cannot be
 * brought in step.
 *
 * Returns: (transfer full): the migration, or NULL with @error
 */
OrmMigration *
orm_migration_new (OrmSchema   *schema,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (OrmMigration) self = g_object_new (ORM_TYPE_MIGRATION, NULL);

  self->schema = g_object_ref (schema);
  self->path = g_canonicalize_filename (path, NULL);
  self->plan = orm_sqlite_plan_file (schema, self->path, error);
  return self->plan != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * orm_migration_get_version:
 * @self: a migration
 *
 * Returns: the version that the file was of
 */
guint
orm_migration_get_version (OrmMigration *self)
{
  return self->plan->version;
}

/**
 * orm_migration_get_steps:
 * @self: a migration
 *
 * Returns: (transfer none) (array zero-terminated=1): the SQL statements in their order; none where
 *   the file lacks nothing, or a newer version made it. Functions of versions are not among them
 */
const char *const *
orm_migration_get_steps (OrmMigration *self)
{
  return (const char *const *) self->plan->steps->pdata;
}

/**
 * orm_migration_changes_rows:
 * @self: a migration
 *
 * Returns: whether tables are made or changed, so that a copy is made first; FALSE where nothing
 *   or no more than indexes are missing
 */
gboolean
orm_migration_changes_rows (OrmMigration *self)
{
  return self->plan->changes_rows;
}

/**
 * orm_migration_apply:
 * @self: a migration
 * @progress: (nullable) (scope call): hears how far it is, in the thread that calls this
 * @user_data: for @progress
 * @cancellable: (nullable): stops it, the file being as it was
 * @error: return location for an error
 *
 * Brings the file in step, in one transaction; nobody else can write it meanwhile. Before rows are
 * touched, a copy of the file is made beside it and checked: see orm_migration_get_copy_path(). The
 * steps are found anew: if another program has brought the file in step meanwhile, there is nothing
 * to do. Waits up to five seconds for another program that writes (%ORM_ERROR_BUSY).
 *
 * Returns: whether it was done; if not, the file is as it was and there is no copy
 */
gboolean
orm_migration_apply (OrmMigration     *self,
                     OrmProgressFunc   progress,
                     gpointer          user_data,
                     GCancellable     *cancellable,
                     GError          **error)
{
  OrmWork work = { progress, user_data, cancellable, 0.0 };

  g_clear_pointer (&self->copy_path, g_free);
  if (!orm_sqlite_migrate_file (self->schema, self->path, ORM_OPEN_WAIT, &self->copy_path, &work,
                                error))
    return FALSE;
  if (progress != NULL)
    progress (1.0, user_data);
  return TRUE;
}

/**
 * orm_migration_get_copy_path:
 * @self: a migration
 *
 * Returns: (nullable): the copy of the file as it was before orm_migration_apply(); it is kept, for
 *   nobody but the user knows when it is not needed any more. NULL where none had to be made
 */
const char *
orm_migration_get_copy_path (OrmMigration *self)
{
  return self->copy_path;
}

/**
 * orm_migration_read_column:
 * @session: the session that a function of a version got
 * @type: a class of records
 * @column_name: a column in the file, which the class need not have any more
 * @func: (scope call): called for each row, in the order of keys
 * @user_data: for @func
 * @error: return location for an error
 *
 * Reads what a version does away with, for its function to keep it elsewhere.
 *
 * Returns: whether it could be read
 */
gboolean
orm_migration_read_column (OrmSession     *session,
                           GType           type,
                           const char     *column_name,
                           OrmColumnFunc   func,
                           gpointer        user_data,
                           GError        **error)
{
  return orm_sqlite_read_column (ORM_SQLITE_ENGINE (orm_session_get_engine (session)),
                                 orm_table_of (type), column_name, func, user_data, error);
}

/**
 * orm_migration_print_schema:
 * @schema: a schema
 *
 * Returns: (transfer full): the SQL statements that make a new file of it, each on lines of its own
 */
char *
orm_migration_print_schema (OrmSchema *schema)
{
  return orm_sql_create_schema (schema);
}
