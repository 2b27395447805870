#include "orm/orm-sqlite-derived.h"

#include <locale.h>

static void orm_sqlite_engine_iface_init (OrmEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OrmSqliteEngine, orm_sqlite_engine, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORM_TYPE_ENGINE,
                                                      orm_sqlite_engine_iface_init))

static OrmSchema *
get_schema (OrmEngine *engine)
{
  return ORM_SQLITE_ENGINE (engine)->schema;
}

static gboolean
is_read_only (OrmEngine *engine)
{
  return ORM_SQLITE_ENGINE (engine)->read_only;
}

static guint64
get_statements (OrmEngine *engine)
{
  return ORM_SQLITE_ENGINE (engine)->n_statements;
}

static void
set_change_func (OrmEngine     *engine,
                 OrmChangeFunc  func,
                 gpointer       user_data)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  self->change_func = func;
  self->change_data = user_data;
}

/* The number changes with every commit of another connection, and of no other. */
static gboolean
has_foreign_changes (OrmEngine  *engine,
                     gboolean   *changed,
                     GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  gint64 data_version;

  if (!orm_sqlite_get_integer (self, "PRAGMA data_version", &data_version, error))
    return FALSE;
  *changed = data_version != self->data_version;
  self->data_version = data_version;
  if (*changed)
    orm_sqlite_refresh_derived (self);
  return TRUE;
}

static gboolean
open_file (OrmSqliteEngine  *self,
           OrmOpenFlags      flags,
           GError          **error)
{
  if (orm_sqlite_open (self, flags, error))
    return TRUE;
  self->read_only = TRUE; /* nothing more is written to it, not even in closing */
  return FALSE;
}

/* Opens another connection to the same file, for another thread: it may wait. */
static OrmEngine *
open_again (OrmEngine  *engine,
            gboolean    read_only,
            GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmOpenFlags flags = ORM_OPEN_WAIT | (read_only ? ORM_OPEN_READ_ONLY : 0)
                       | (self->no_history ? ORM_OPEN_NO_HISTORY : 0);
  g_autoptr (OrmSqliteEngine) second = orm_sqlite_engine_new (self->schema, self->path, flags);

  second->is_second = TRUE;
  second->keeps_marks = self->keeps_marks;
  return open_file (second, flags, error) ? ORM_ENGINE (g_steal_pointer (&second)) : NULL;
}

static int
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/* Milliseconds between two tries to get a lock that another has. */
#define WAIT_STEP 10

static int
wait_for_lock (gpointer cancellable,
               int      n_waits)
{
  if (g_cancellable_is_cancelled (cancellable) || n_waits >= ORM_SQLITE_WAIT / WAIT_STEP)
    return 0;
  g_usleep (WAIT_STEP * 1000);
  return 1;
}

/* How many of SQLite's operations are done between two looks at the cancellable: well under a
 * millisecond's. An interrupt from the other thread could come before the statement and be lost. */
#define OPERATIONS 1000

static void
set_cancellable (OrmEngine    *engine,
                 GCancellable *cancellable)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  sqlite3_progress_handler (self->db, OPERATIONS, cancellable != NULL ? is_cancelled : NULL,
                            cancellable);
  if (self->is_second && cancellable != NULL)
    sqlite3_busy_handler (self->db, wait_for_lock, cancellable);
  else if (self->is_second)
    sqlite3_busy_timeout (self->db, ORM_SQLITE_WAIT);
}

static gboolean
mend (OrmEngine     *engine,
      GCancellable  *cancellable,
      GError       **error)
{
  return orm_sqlite_engine_mend (ORM_SQLITE_ENGINE (engine), cancellable, error);
}

static void
orm_sqlite_engine_iface_init (OrmEngineInterface *iface)
{
  iface->get_schema = get_schema;
  iface->is_read_only = is_read_only;
  iface->get_statements = get_statements;
  iface->open_again = open_again;
  iface->set_cancellable = set_cancellable;
  iface->begin = orm_sqlite_begin;
  iface->commit = orm_sqlite_commit;
  iface->rollback = orm_sqlite_rollback;
  iface->savepoint = orm_sqlite_savepoint;
  iface->insert = orm_sqlite_insert;
  iface->update = orm_sqlite_update;
  iface->park = orm_sqlite_park;
  iface->remove = orm_sqlite_remove;
  iface->compute = orm_sqlite_compute;
  iface->update_all = orm_sqlite_update_all;
  iface->remove_all = orm_sqlite_remove_all;
  iface->fetch = orm_sqlite_fetch;
  iface->select = orm_sqlite_select;
  iface->list_keys = orm_sqlite_list_keys;
  iface->summarize = orm_sqlite_summarize;
  iface->dup_step_name = orm_sqlite_dup_step_name;
  iface->move_history = orm_sqlite_move_history;
  iface->go_to_step = orm_sqlite_go_to_step;
  iface->list_steps = orm_sqlite_list_steps;
  iface->read_steps = orm_sqlite_read_steps;
  iface->count_step_rows = orm_sqlite_count_step_rows;
  iface->read_changes = orm_sqlite_read_changes;
  iface->list_values = orm_sqlite_list_values;
  iface->get_history_limit = orm_sqlite_get_history_limit;
  iface->set_history_limit = orm_sqlite_set_history_limit;
  iface->measure_history = orm_sqlite_measure_history;
  iface->set_change_func = set_change_func;
  iface->has_foreign_changes = has_foreign_changes;
  iface->needs_mending = orm_sqlite_needs_mending;
  iface->mend = mend;
  iface->check = orm_sqlite_check;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static void
clear_table (OrmTableStatements *statements)
{
  g_clear_pointer (&statements->insert, sqlite3_finalize);
  g_clear_pointer (&statements->remove, sqlite3_finalize);
  g_clear_pointer (&statements->fetch, sqlite3_finalize);
  g_clear_pointer (&statements->fetch_one, sqlite3_finalize);
  g_clear_pointer (&statements->compute, sqlite3_finalize);
  g_clear_pointer (&statements->updates, g_hash_table_unref);
  g_clear_pointer (&statements->parks, g_hash_table_unref);
  for (guint i = 0; i < ORM_N_DERIVED; i++)
    g_clear_pointer (&statements->derived[i], orm_derived_free);
}

static void
orm_sqlite_engine_finalize (GObject *object)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (object);

  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    clear_table (&self->tables[i]);
  g_free (self->tables);
  g_hash_table_unref (self->statements);
  g_hash_table_unref (self->names);
  g_array_unref (self->notes);
  if (self->db != NULL && !self->read_only && !self->is_second)
    orm_sqlite_engine_checkpoint (self);
  sqlite3_close_v2 (self->db);
  sqlite3_close (self->original);
  g_object_unref (self->schema);
  g_free (self->path);
  g_free (self->file_name);
  g_free (self->copy_path);
  freelocale (self->locale);
  g_free (self->sort_mark);

  G_OBJECT_CLASS (orm_sqlite_engine_parent_class)->finalize (object);
}

static void
orm_sqlite_engine_class_init (OrmSqliteEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = orm_sqlite_engine_finalize;
}

static void
orm_sqlite_engine_init (OrmSqliteEngine *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->notes = orm_sqlite_notes_new ();
  self->locale = newlocale (LC_ALL_MASK, setlocale (LC_COLLATE, NULL), (locale_t) 0);
}

static void
init_tables (OrmSqliteEngine *self)
{
  guint n_tables = orm_schema_get_n_tables (self->schema);

  self->tables = g_new0 (OrmTableStatements, n_tables);
  for (guint i = 0; i < n_tables; i++)
    {
      self->tables[i].table = orm_schema_get_table (self->schema, i);
      self->tables[i].updates =
        g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, finalize_statement);
      self->tables[i].parks =
        g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, finalize_statement);
      if (self->tables[i].table->searchable != 0)
        self->tables[i].derived[ORM_DERIVED_SEARCH] = orm_search_new (self->tables[i].table);
      if (self->tables[i].table->sorted != 0)
        self->tables[i].derived[ORM_DERIVED_SORT] = orm_sort_new (self->tables[i].table, self);
    }
}

/* Returns: (transfer full): an engine that has not opened its file yet */
OrmSqliteEngine *
orm_sqlite_engine_new (OrmSchema    *schema,
                       const char   *path,
                       OrmOpenFlags  flags)
{
  OrmSqliteEngine *self = g_object_new (ORM_TYPE_SQLITE_ENGINE, NULL);

  self->schema = g_object_ref (schema);
  self->path = g_canonicalize_filename (path, NULL);
  self->read_only = (flags & ORM_OPEN_READ_ONLY) != 0;
  self->no_history = (flags & ORM_OPEN_NO_HISTORY) != 0;
  init_tables (self);
  return self;
}

/**
 * orm_sqlite_engine_open:
 * @schema: the classes that the file holds
 * @path: the file
 * @flags: how to open it
 * @error: return location for an error
 *
 * Opens a file. One that cannot be written, or that a newer version made, is opened for reading,
 * which orm_sqlite_engine_get_notice() tells. One of an older version is brought in step with the
 * classes first, as orm_migration_apply() does it; where it cannot be written, a copy that goes
 * with the engine is, and is read in its place. Refused, and left as it is: what is not a database
 * or not one of this application id (%ORM_ERROR_NOT_DATABASE), is damaged (%ORM_ERROR_DAMAGED),
 * or is not there while %ORM_OPEN_CREATE is not given (%ORM_ERROR_NOT_FOUND).
 *
 * Returns: (transfer full): the engine, or NULL with @error
 */
OrmEngine *
orm_sqlite_engine_open (OrmSchema     *schema,
                        const char    *path,
                        OrmOpenFlags   flags,
                        GError       **error)
{
  g_autoptr (OrmSqliteEngine) self = orm_sqlite_engine_new (schema, path, flags);

  return open_file (self, flags, error) ? ORM_ENGINE (g_steal_pointer (&self)) : NULL;
}

/**
 * orm_sqlite_engine_get_path:
 * @self: an engine
 *
 * Returns: the absolute path of its file
 */
const char *
orm_sqlite_engine_get_path (OrmSqliteEngine *self)
{
  return self->path;
}

/**
 * orm_sqlite_engine_get_notice:
 * @self: an engine
 *
 * Returns: what the user should know of how the file was opened
 */
OrmNotice
orm_sqlite_engine_get_notice (OrmSqliteEngine *self)
{
  return self->notice;
}

/**
 * orm_sqlite_engine_get_copy_path:
 * @self: an engine
 *
 * Returns: (nullable): the copy of the file as it was before opening it brought it to a new version
 *   (%ORM_NOTICE_MIGRATED); it is kept
 */
const char *
orm_sqlite_engine_get_copy_path (OrmSqliteEngine *self)
{
  return self->copy_path;
}

/**
 * orm_sqlite_engine_checkpoint:
 * @self: an engine
 *
 * Moves what stands in the write-ahead log into the file, so that a copy of the one file is a copy
 * of everything. To be called when idle.
 *
 * Returns: whether it could be done now
 */
gboolean
orm_sqlite_engine_checkpoint (OrmSqliteEngine *self)
{
  int n_frames, n_moved;

  if (self->read_only)
    return FALSE;
  return sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &n_frames,
                                    &n_moved) == SQLITE_OK;
}
