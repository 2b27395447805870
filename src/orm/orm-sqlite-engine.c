#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"
#include "orm/orm-summary-private.h"

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

/* Binds the columns of a mask in order. A key that is not set yet is left to the database. Texts
 * live in the record or in @buffers until the statement is reset. */
static int
bind_record (sqlite3_stmt *statement,
             OrmTable     *table,
             OrmRecord    *record,
             guint64       columns,
             char        (*buffers)[ORM_FIELD_BUFFER])
{
  int n = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if ((columns >> i) & 1)
      {
        OrmValue value = orm_field_get (record, &table->columns[i], buffers[i]);

        if (i == table->primary_key && value.integer == 0)
          value = ORM_NULL;
        orm_sqlite_bind (statement, ++n, value);
      }
  return n;
}

/* Names that are unique without regard to case are so in every script, not in ASCII alone. */
static gboolean
check_caseless (OrmSqliteEngine  *self,
                OrmTable         *table,
                OrmRecord        *record,
                gint64            key,
                guint64           columns,
                GError          **error)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      char buffer[ORM_FIELD_BUFFER];
      g_autofree char *sql = NULL;
      sqlite3_stmt *statement;
      OrmValue value;
      int code;

      if (!((table->nocase & columns) >> i & 1))
        continue;
      sql = orm_sql_find_same (table, i);
      statement = orm_sqlite_prepare (self, sql, error);
      if (statement == NULL)
        return FALSE;
      value = orm_field_get (record, &table->columns[i], buffer);
      orm_sqlite_bind (statement, 1, value);
      sqlite3_bind_int64 (statement, 2, key);
      code = orm_sqlite_step (self, statement);
      if (code == SQLITE_ROW)
        g_set_error (error, ORM_ERROR, ORM_ERROR_UNIQUE, _("%s “%s” is already in use"),
                     orm_table_get_column_label (table, i), value.text);
      else if (code != SQLITE_DONE)
        orm_sqlite_fail (self, code, error);
      sqlite3_reset (statement);
      if (code != SQLITE_DONE)
        return FALSE;
    }
  return TRUE;
}

/* Runs the write of a record; an error names what was refused. */
static gboolean
run_record (OrmSqliteEngine  *self,
            sqlite3_stmt     *statement,
            OrmTable         *table,
            OrmRecord        *record,
            GError          **error)
{
  int code = orm_sqlite_step (self, statement);

  if (code != SQLITE_DONE)
    orm_sqlite_fail_record (self, code, table, record, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static sqlite3_stmt *
prepare_once (OrmSqliteEngine  *self,
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

static sqlite3_stmt *
prepare_shape (OrmSqliteEngine  *self,
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

static gboolean
insert (OrmEngine  *engine,
        OrmTable   *table,
        OrmRecord  *record,
        gint64     *key,
        GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    prepare_once (self, &statements->insert, orm_sql_insert, table, error);
  char buffers[ORM_MAX_COLUMNS][ORM_FIELD_BUFFER];

  if (statement == NULL)
    return FALSE;
  bind_record (statement, table, record, ORM_ALL_COLUMNS, buffers);
  if (!run_record (self, statement, table, record, error))
    return FALSE;
  *key = sqlite3_last_insert_rowid (self->db);
  return table->nocase == 0
         || check_caseless (self, table, record, *key, ORM_ALL_COLUMNS, error);
}

static gboolean
update (OrmEngine  *engine,
        OrmTable   *table,
        OrmRecord  *record,
        guint64     columns,
        GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    prepare_shape (self, statements->updates, orm_sql_update, table, columns, error);
  char buffers[ORM_MAX_COLUMNS][ORM_FIELD_BUFFER];
  gint64 key = orm_record_get_key (record);
  int n;

  if (statement == NULL)
    return FALSE;
  n = bind_record (statement, table, record, columns, buffers);
  sqlite3_bind_int64 (statement, n + 1, key);
  if (!run_record (self, statement, table, record, error))
    return FALSE;
  if (sqlite3_changes (self->db) != 1)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_FOUND,
                           _("The row was deleted by another program"));
      return FALSE;
    }
  return (table->nocase & columns) == 0
         || check_caseless (self, table, record, key, columns, error);
}

static gboolean
park (OrmEngine  *engine,
      OrmTable   *table,
      gint64      key,
      guint64     columns,
      GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    prepare_shape (self, statements->parks, orm_sql_park, table, columns, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return orm_sqlite_run (self, statement, error);
}

static gboolean
remove_row (OrmEngine  *engine,
            OrmTable   *table,
            OrmRecord  *record,
            GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    prepare_once (self, &statements->remove, orm_sql_delete, table, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, orm_record_get_key (record));
  return run_record (self, statement, table, record, error);
}

/* Reads rows until there are no more. */
static gboolean
read_rows (OrmSqliteEngine  *self,
           sqlite3_stmt     *statement,
           guint             n_columns,
           OrmRowFunc        func,
           gpointer          user_data,
           GError          **error)
{
  OrmValue values[ORM_MAX_COLUMNS];
  int code;

  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      for (guint i = 0; i < n_columns; i++)
        values[i] = orm_sqlite_column (statement, i);
      func (values, user_data);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
fetch (OrmEngine     *engine,
       OrmTable      *table,
       const gint64  *keys,
       gsize          n_keys,
       OrmRowFunc     func,
       gpointer       user_data,
       GError       **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement = prepare_once (self, &statements->fetch, orm_sql_fetch, table, error);
  g_autoptr (GString) json = g_string_new ("[");

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n_keys; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", keys[i]);
  g_string_append_c (json, ']');
  sqlite3_bind_text (statement, 1, json->str, json->len, SQLITE_STATIC);
  return read_rows (self, statement, table->n_columns, func, user_data, error);
}

static sqlite3_stmt *
prepare_sql (OrmSqliteEngine  *self,
             OrmSql           *sql,
             GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql->sql->str, error);

  for (guint i = 0; statement != NULL && i < sql->values->len; i++)
    orm_sqlite_bind (statement, i + 1, g_array_index (sql->values, OrmValue, i));
  return statement;
}

static gboolean
select_rows (OrmEngine   *engine,
             OrmQuery    *query,
             OrmRowFunc   func,
             gpointer     user_data,
             GError     **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (OrmSql) sql = orm_sql_new_select (query, TRUE);
  sqlite3_stmt *statement = prepare_sql (self, sql, error);

  return statement != NULL
         && read_rows (self, statement, orm_query_get_table (query)->n_columns, func, user_data,
                       error);
}

static gboolean
list_keys (OrmEngine  *engine,
           OrmQuery   *query,
           GArray     *keys,
           GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (OrmSql) sql = orm_sql_new_select (query, FALSE);
  sqlite3_stmt *statement = prepare_sql (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      g_array_append_val (keys, key);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Totals in 128 bits come as text. */
static OrmTotal
column_total (sqlite3_stmt *statement,
              int           index)
{
  const char *text = (const char *) sqlite3_column_text (statement, index);
  gboolean is_negative = text != NULL && *text == '-';
  OrmTotal total = 0;

  for (const char *c = text != NULL ? text + is_negative : ""; g_ascii_isdigit (*c); c++)
    total = total * 10 + (is_negative ? '0' - *c : *c - '0');
  return total;
}

static OrmSummary *
summarize (OrmEngine           *engine,
           OrmQuery            *query,
           const char          *group_by,
           const OrmAggregate  *aggregates,
           guint                n_aggregates,
           GError             **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (OrmSql) sql = orm_sql_new_summary (query, group_by, aggregates, n_aggregates);
  g_autoptr (OrmSummary) summary = orm_summary_new (n_aggregates);
  g_autofree OrmTotal *totals = g_new0 (OrmTotal, n_aggregates);
  sqlite3_stmt *statement = prepare_sql (self, sql, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      for (guint i = 0; i < n_aggregates; i++)
        totals[i] = column_total (statement, i + 1);
      orm_summary_add_group (summary, orm_sqlite_column (statement, 0), totals);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&summary) : NULL;
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
  return TRUE;
}

static void
orm_sqlite_engine_iface_init (OrmEngineInterface *iface)
{
  iface->get_schema = get_schema;
  iface->is_read_only = is_read_only;
  iface->get_statements = get_statements;
  iface->begin = orm_sqlite_begin;
  iface->commit = orm_sqlite_commit;
  iface->rollback = orm_sqlite_rollback;
  iface->insert = insert;
  iface->update = update;
  iface->park = park;
  iface->remove = remove_row;
  iface->fetch = fetch;
  iface->select = select_rows;
  iface->list_keys = list_keys;
  iface->summarize = summarize;
  iface->dup_step_name = orm_sqlite_dup_step_name;
  iface->move_history = orm_sqlite_move_history;
  iface->set_change_func = set_change_func;
  iface->has_foreign_changes = has_foreign_changes;
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
  g_clear_pointer (&statements->updates, g_hash_table_unref);
  g_clear_pointer (&statements->parks, g_hash_table_unref);
}

static void
orm_sqlite_engine_finalize (GObject *object)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (object);

  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    clear_table (&self->tables[i]);
  g_free (self->tables);
  g_hash_table_unref (self->statements);
  if (self->db != NULL && !self->read_only)
    orm_sqlite_engine_checkpoint (self);
  sqlite3_close_v2 (self->db);
  g_object_unref (self->schema);
  g_free (self->path);

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
    }
}

/**
 * orm_sqlite_engine_open:
 * @schema: the classes that the file holds
 * @path: the file
 * @flags: how to open it
 * @error: return location for an error
 *
 * Opens a file. One that cannot be written, or that a newer version made, is opened for reading,
 * which orm_sqlite_engine_get_notice() tells. Refused, and left as it is: what is not a database
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
  g_autoptr (OrmSqliteEngine) self = g_object_new (ORM_TYPE_SQLITE_ENGINE, NULL);

  self->schema = g_object_ref (schema);
  self->path = g_canonicalize_filename (path, NULL);
  self->read_only = (flags & ORM_OPEN_READ_ONLY) != 0;
  init_tables (self);
  if (!orm_sqlite_open (self, flags, error))
    {
      self->read_only = TRUE; /* nothing more is written to it, not even in closing */
      return NULL;
    }
  return ORM_ENGINE (g_steal_pointer (&self));
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
