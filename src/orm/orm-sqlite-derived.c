#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <glib/gi18n-lib.h>

/* What is made of the rows and kept in the file stands in tables of its own, which any version may
 * drop and make again. A mark in orm_meta says that it was complete when somebody looked last.
 * Other programs write rows and know nothing of it; so it is compared with the rows: a small table
 * when it is opened and whenever another connection has written, and until then the rows themselves
 * are asked; a large one by orm_sqlite_engine_mend(), which a thread calls. */

/* What a complete index of words is marked with. */
#define SEARCH_MARK "1"

/* So many rows are mended in one transaction. Who is beside another connection rests after it, so
 * many times as long as it took: the other does not wait, and would hardly ever get a turn. */
#define BATCH 1000
#define REST 2

static gboolean
run (OrmSqliteEngine  *self,
     sqlite3_stmt     *statement,
     GError          **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Marks what is derived of a table; NULL takes the mark away. */
gboolean
orm_sqlite_set_mark (OrmSqliteEngine  *self,
                     OrmTable         *table,
                     const char       *what,
                     const char       *mark,
                     GError          **error)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", table->name, what);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        mark != NULL ? "REPLACE INTO orm_meta (name, value) VALUES (?, ?)"
                                     : "DELETE FROM orm_meta WHERE name = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  if (mark != NULL)
    sqlite3_bind_text (statement, 2, mark, -1, SQLITE_TRANSIENT);
  return run (self, statement, error);
}

/* Returns: whether what is derived of a table bears this mark */
gboolean
orm_sqlite_has_mark (OrmSqliteEngine *self,
                     OrmTable        *table,
                     const char      *what,
                     const char      *mark)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", table->name, what);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT value = ? FROM orm_meta WHERE name = ?", NULL);
  gboolean has;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, mark, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
  has = sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_int (statement, 0) == 1;
  sqlite3_reset (statement);
  return has;
}

static gboolean
read_data_version (OrmSqliteEngine *self,
                   gint64          *version)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, "PRAGMA data_version", NULL);
  gboolean done = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;

  *version = done ? sqlite3_column_int64 (statement, 0) : -1;
  if (statement != NULL)
    sqlite3_reset (statement);
  return done;
}

/* Returns: whether no other connection has written since what is derived was compared */
gboolean
orm_sqlite_is_current (OrmSqliteEngine *self)
{
  gint64 version;

  return read_data_version (self, &version) && version == self->derived_version;
}

/* Finds out what there is of the index of a table. */
static gboolean
look_at_search (OrmSqliteEngine  *self,
                OrmSearch        *search,
                GError          **error)
{
  g_autofree char *count =
    g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE name IN"
                     " ('orm_meta', '%s_search', '%s_search_text')",
                     search->table->name, search->table->name);
  g_autofree char *size =
    g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM \"%s\" LIMIT %d)", search->table->name,
                     ORM_SQLITE_SMALL + 1);
  gint64 n_tables, n_rows;

  if (!orm_sqlite_get_integer (self, count, &n_tables, error)
      || !orm_sqlite_get_integer (self, size, &n_rows, error))
    return FALSE;
  search->exists = n_tables == 3;
  search->is_large = n_rows > ORM_SQLITE_SMALL;
  return TRUE;
}

static gboolean
create_search (OrmSqliteEngine  *self,
               OrmSearch        *search,
               GError          **error)
{
  g_autofree char *sql = orm_sql_create_search (search->table);
  g_autofree char *has_rows =
    g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\")", search->table->name);
  g_autofree char *has_parts =
    g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE name GLOB '%s_search*'",
                     search->table->name);
  gint64 n_rows, n_parts;

  if (!orm_sqlite_get_integer (self, has_parts, &n_parts, error))
    return FALSE;
  if (n_parts > 0) /* what is there is not whole */
    orm_search_drop (search, self);
  if (!orm_sqlite_exec (self, sql, error)
      || !orm_sqlite_get_integer (self, has_rows, &n_rows, error))
    return FALSE;
  search->exists = TRUE;
  return n_rows > 0 || orm_sqlite_set_mark (self, search->table, "search", SEARCH_MARK, error);
}

/* Makes the tables of what is derived where they are missing, in the transaction under way. */
gboolean
orm_sqlite_create_derived (OrmSqliteEngine  *self,
                           GError          **error)
{
  if (!orm_sqlite_exec (self, orm_sql_meta_table, error))
    return FALSE;
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    {
      OrmSearch *search = self->tables[i].search;

      if (search != NULL
          && (!look_at_search (self, search, error)
              || (!search->exists && !create_search (self, search, error))))
        return FALSE;
    }
  return TRUE;
}

/* Adds the keys that a statement gives in its first column: all, or those of rows whose text is not
 * what was indexed. */
static gboolean
gather (OrmSqliteEngine     *self,
        OrmSearch           *search,
        OrmSearchStatement   which,
        GArray              *keys,
        GError             **error)
{
  sqlite3_stmt *statement = orm_search_prepare (search, self, which, error);
  int n_columns, code;

  if (statement == NULL)
    return FALSE;
  n_columns = sqlite3_column_count (statement);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      if (which == ORM_SEARCH_LIST_ROWS)
        {
          if (!orm_search_read_text (search, statement, 1))
            {
              code = SQLITE_NOMEM;
              break;
            }
          if (orm_search_same_text (search, statement, n_columns - 2))
            continue;
        }
      g_array_append_val (keys, key);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Returns: (transfer full) (nullable): the keys of rows whose index is not as it should be */
static GArray *
find_stale (OrmSqliteEngine  *self,
            OrmSearch        *search,
            GError          **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!orm_search_probe (search, self, error)
      || !gather (self, search, ORM_SEARCH_LIST_ROWS, keys, error)
      || !gather (self, search, ORM_SEARCH_LIST_GONE, keys, error))
    return NULL;
  return g_steal_pointer (&keys);
}

/* After a migration: what is derived of rows that may be others now is to be compared with them. */
gboolean
orm_sqlite_distrust_derived (OrmSqliteEngine  *self,
                             GError          **error)
{
  return orm_sqlite_exec (self, orm_sql_meta_table, error)
         && orm_sqlite_exec (self, "DELETE FROM orm_meta", error);
}

/* Does something in a transaction of its own, which is no step of the history. */
static gboolean
transact (OrmSqliteEngine  *self,
          gboolean        (*work) (OrmSqliteEngine *, GError **),
          GError          **error)
{
  if (orm_sqlite_exec (self, "BEGIN IMMEDIATE", error) && work (self, error)
      && orm_sqlite_exec (self, "COMMIT", error))
    {
      orm_sqlite_search_forget (self);
      return TRUE;
    }
  orm_sqlite_rollback (ORM_ENGINE (self));
  return FALSE;
}

/* As find_stale(). An index that cannot be read is dropped and made again; that is every row. */
static GArray *
find_stale_or_all (OrmSqliteEngine  *self,
                   OrmSearch        *search,
                   GError          **error)
{
  GArray *stale = find_stale (self, search, error);

  if (stale != NULL || !orm_search_is_broken (self))
    return stale;
  g_clear_error (error);
  orm_search_drop (search, self);
  return transact (self, orm_sqlite_create_derived, error) ? find_stale (self, search, error)
                                                           : NULL;
}

static gboolean
refuse_index (GError **error)
{
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_DAMAGED,
                       _("The index for searches cannot be written"));
  return FALSE;
}

static gboolean
mend_search (OrmSqliteEngine  *self,
             OrmSearch        *search,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GArray) stale = find_stale_or_all (self, search, error);

  if (stale == NULL)
    return FALSE;
  for (guint i = 0; i < stale->len; i += BATCH)
    {
      gint64 begin = g_get_monotonic_time ();

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_array_append_vals (search->touched, &g_array_index (stale, gint64, i),
                           MIN (BATCH, stale->len - i));
      if (!transact (self, orm_sqlite_search_update, error))
        return FALSE;
      if (!search->exists) /* it could not be written, and was dropped */
        return refuse_index (error);
      if (self->is_second)
        g_usleep (REST * (g_get_monotonic_time () - begin));
    }
  search->is_complete = TRUE;
  return orm_sqlite_has_mark (self, search->table, "search", SEARCH_MARK)
         || orm_sqlite_set_mark (self, search->table, "search", SEARCH_MARK, error);
}

/* Returns: whether an index says of itself that it is complete, and no row was added since */
static gboolean
is_marked (OrmSqliteEngine *self,
           OrmSearch       *search)
{
  OrmTable *table = search->table;
  g_autofree char *sql =
    g_strdup_printf ("SELECT (SELECT max (\"%s\") FROM \"%s\")"
                     " IS (SELECT max (row_id) FROM %s_search_text)",
                     table->column_names[table->primary_key], table->name, table->name);
  gint64 is_same;

  return orm_sqlite_has_mark (self, table, "search", SEARCH_MARK)
         && orm_sqlite_get_integer (self, sql, &is_same, NULL) && is_same;
}

/* Compares the index of a small table with its rows; where the file may be written, mends it. */
static void
refresh_search (OrmSqliteEngine *self,
                OrmSearch       *search)
{
  gboolean was_trusted = search->is_large && search->is_complete;
  g_autoptr (GArray) stale = NULL;

  if (!look_at_search (self, search, NULL))
    search->exists = FALSE;
  if (search->exists && search->is_large)
    {
      search->is_complete = was_trusted || is_marked (self, search);
      return;
    }
  search->is_complete = FALSE;
  if (!search->exists)
    return;
  if (!self->read_only)
    mend_search (self, search, NULL, NULL);
  else
    {
      stale = find_stale (self, search, NULL);
      search->is_complete = stale != NULL && stale->len == 0;
    }
}

/* After opening, and after another connection has written: looks whether what is derived holds. It
 * is no error if that cannot be found out, or mended: then the rows themselves are asked. */
void
orm_sqlite_refresh_derived (OrmSqliteEngine *self)
{
  gint64 version;

  if (!sqlite3_get_autocommit (self->db) || !read_data_version (self, &version))
    return;
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL)
      refresh_search (self, self->tables[i].search);
  self->derived_version = version;
}

/* Makes what is missing, and looks whether it holds. */
void
orm_sqlite_open_derived (OrmSqliteEngine *self)
{
  gboolean is_missing = FALSE;

  for (guint i = 0; !self->read_only && i < orm_schema_get_n_tables (self->schema); i++)
    {
      OrmSearch *search = self->tables[i].search;

      is_missing |= search != NULL
                    && (!look_at_search (self, search, NULL) || !search->exists);
    }
  if (is_missing)
    transact (self, orm_sqlite_create_derived, NULL);
  orm_sqlite_refresh_derived (self);
}

/* Returns: whether something is derived that is too large to be compared on the spot, or could not
 * be mended there */
gboolean
orm_sqlite_needs_mending (OrmEngine *engine)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  for (guint i = 0; !self->read_only && i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL
        && (self->tables[i].search->is_large || !self->tables[i].search->is_complete))
      return TRUE;
  return FALSE;
}

/* Adds a sentence if the index of a table is not as it should be. */
static gboolean
check_search (OrmSqliteEngine  *self,
              OrmSearch        *search,
              GPtrArray        *findings,
              GError          **error)
{
  const char *name = search->table->name;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) stale = NULL;
  char *text = NULL;

  if (!look_at_search (self, search, error))
    return FALSE;
  stale = search->exists ? find_stale (self, search, &local_error) : NULL;
  if (local_error != NULL && !orm_search_is_broken (self))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (stale == NULL)
    text = g_strdup_printf (search->exists
                              /* Translators: %s is the name of a table in the file */
                              ? _("%s: the index for searches is broken")
                              : _("%s: the index for searches is missing"), name);
  else if (stale->len > 0)
    text = g_strdup_printf (ngettext ("%s: the index for searches is out of step with %u row",
                                      "%s: the index for searches is out of step with %u rows",
                                      stale->len), name, stale->len);
  if (text != NULL)
    g_ptr_array_add (findings, text);
  return TRUE;
}

/**
 * orm_sqlite_engine_check_derived:
 * @self: an engine
 * @findings: (element-type utf8): gets a sentence for each thing that is not as the rows say
 * @error: return location for an error
 *
 * Compares what is derived of the rows with them, and changes nothing: orm_sqlite_engine_mend()
 * does. With a million rows it takes seconds.
 *
 * Returns: %TRUE if everything could be compared, whatever was found
 */
gboolean
orm_sqlite_engine_check_derived (OrmSqliteEngine  *self,
                                 GPtrArray        *findings,
                                 GError          **error)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL
        && !check_search (self, self->tables[i].search, findings, error))
      return FALSE;
  return TRUE;
}

/**
 * orm_sqlite_engine_mend:
 * @self: an engine that may write, outside a transaction
 * @cancellable: (nullable): stops it between two of its transactions
 * @error: return location for an error
 *
 * Compares the search index of every table with the rows, and mends what other programs, or a
 * broken index, left: in small transactions that are no steps of the history. With a million rows
 * it takes seconds, so it is for a thread with an engine of its own; other engines find out by
 * orm_session_poll().
 *
 * Returns: whether everything holds now
 */
gboolean
orm_sqlite_engine_mend (OrmSqliteEngine  *self,
                        GCancellable     *cancellable,
                        GError          **error)
{
  gint64 version;

  g_return_val_if_fail (!self->read_only && sqlite3_get_autocommit (self->db), FALSE);

  if (!transact (self, orm_sqlite_create_derived, error) || !read_data_version (self, &version))
    return FALSE;
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL
        && !mend_search (self, self->tables[i].search, cancellable, error))
      return FALSE;
  self->derived_version = version;
  return TRUE;
}
