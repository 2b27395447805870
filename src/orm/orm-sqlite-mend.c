#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <glib/gi18n-lib.h>

/* What is derived of the rows, compared with them: a small table when it is opened and whenever
 * another connection has written, and until then the rows themselves are asked; a large one by
 * orm_sqlite_engine_mend(), which a thread calls. A mark says that it was complete when somebody
 * looked last. */

/* So many rows are mended in one transaction. Who is beside another connection rests after it, so
 * many times as long as it took: the other does not wait, and would hardly ever get a turn. */
#define BATCH 1000
#define REST 2

/* Returns: (transfer full) (nullable): the keys of rows of which it is not as it should be */
static GArray *
find_stale (OrmDerived       *self,
            OrmSqliteEngine  *engine,
            GError          **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if ((self->klass->probe != NULL && !self->klass->probe (self, engine, error))
      || !self->klass->list_stale (self, engine, keys, error))
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
      orm_sqlite_derived_forget (self);
      return TRUE;
    }
  orm_sqlite_rollback (ORM_ENGINE (self));
  return FALSE;
}

/* As find_stale(). What cannot be read is dropped and made again; that is every row. */
static GArray *
find_stale_or_all (OrmDerived       *self,
                   OrmSqliteEngine  *engine,
                   GError          **error)
{
  GArray *stale = find_stale (self, engine, error);

  if (stale != NULL || !orm_derived_is_broken (engine))
    return stale;
  g_clear_error (error);
  orm_derived_drop (self, engine);
  return transact (engine, orm_sqlite_create_derived, error) ? find_stale (self, engine, error)
                                                             : NULL;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_DAMAGED,
                       _("What the file keeps for searching and sorting cannot be written"));
  return FALSE;
}

/* Compares it with the rows, and does those anew that differ. */
static gboolean
mend (OrmDerived       *self,
      OrmSqliteEngine  *engine,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GArray) stale = NULL;

  self->is_complete = FALSE;
  if (engine->keeps_marks && orm_derived_is_of_others (self, engine))
    return TRUE;
  stale = find_stale_or_all (self, engine, error);
  if (stale == NULL)
    return FALSE;
  if ((stale->len > 0 || !orm_derived_has_mark (self, engine))
      && !orm_derived_set_mark (self, engine, FALSE, error))
    return FALSE;
  for (guint i = 0; i < stale->len; i += BATCH)
    {
      gint64 begin = g_get_monotonic_time ();

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_array_append_vals (self->touched, &g_array_index (stale, gint64, i),
                           MIN (BATCH, stale->len - i));
      if (!transact (engine, orm_sqlite_derived_update, error))
        return FALSE;
      if (!self->exists) /* it could not be written, and was dropped */
        return refuse (error);
      if (engine->is_second)
        g_usleep (REST * (g_get_monotonic_time () - begin));
    }
  if (!orm_derived_has_mark (self, engine) && !orm_derived_complete_mark (self, engine, error))
    return FALSE;
  self->is_complete = orm_derived_has_mark (self, engine);
  return TRUE;
}

/* Returns: whether it says of itself that it is complete, and no row was added since */
static gboolean
is_marked (OrmDerived      *self,
           OrmSqliteEngine *engine)
{
  OrmTable *table = self->table;
  g_autofree char *rows = orm_derived_expand (self->klass->rows, table->name);
  g_autofree char *sql =
    g_strdup_printf ("SELECT (SELECT max (\"%s\") FROM \"%s\") IS (SELECT max (row_id) FROM %s)",
                     table->column_names[table->primary_key], table->name, rows);
  gint64 is_same;

  return orm_derived_has_mark (self, engine)
         && orm_sqlite_get_integer (engine, sql, &is_same, NULL) && is_same;
}

/* Compares what is derived of a small table with its rows; where the file may be written, mends
 * it. */
static void
refresh (OrmDerived      *self,
         OrmSqliteEngine *engine)
{
  gboolean was_trusted = self->klass->is_lasting && self->is_large && self->is_complete;
  g_autoptr (GArray) stale = NULL;

  if (!orm_derived_look_at (self, engine, NULL))
    self->exists = FALSE;
  if (self->exists && self->is_large)
    {
      self->is_complete = was_trusted || is_marked (self, engine);
      return;
    }
  self->is_complete = FALSE;
  if (!self->exists)
    return;
  if (!engine->read_only)
    mend (self, engine, NULL, NULL);
  else if (!orm_derived_is_of_others (self, engine))
    {
      stale = find_stale (self, engine, NULL);
      self->is_complete = stale != NULL && stale->len == 0;
    }
}

/* After opening, and after another connection has written: looks whether what is derived holds. It
 * is no error if that cannot be found out, or mended: then the rows themselves are asked. */
void
orm_sqlite_refresh_derived (OrmSqliteEngine *self)
{
  gboolean holds = TRUE;
  OrmDerived *derived;
  gint64 version;

  if (!sqlite3_get_autocommit (self->db) || !orm_sqlite_read_data_version (self, &version))
    return;
  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    {
      refresh (derived, self);
      holds &= derived->is_complete;
    }
  self->keeps_marks |= holds;
  self->derived_version = version;
}

/* Makes what is missing, and looks whether it holds. */
void
orm_sqlite_open_derived (OrmSqliteEngine *self)
{
  gboolean is_missing = FALSE;
  OrmDerived *derived;

  for (guint i = 0; !self->read_only && (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    is_missing |= !orm_derived_look_at (derived, self, NULL) || !derived->exists;
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
  OrmDerived *derived;

  for (guint i = 0; !self->read_only && (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    if (derived->is_large || !derived->is_complete)
      return TRUE;
  return FALSE;
}

/* Adds a sentence if it is not as it should be. Sort keys of another locale are none of ours. */
static gboolean
check (OrmDerived       *self,
       OrmSqliteEngine  *engine,
       GPtrArray        *findings,
       GError          **error)
{
  const char *name = self->table->name;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GArray) stale = NULL;

  if (!orm_derived_look_at (self, engine, error))
    return FALSE;
  if (self->exists && orm_derived_is_of_others (self, engine))
    return TRUE;
  stale = self->exists ? find_stale (self, engine, &local_error) : NULL;
  if (local_error != NULL && !orm_derived_is_broken (engine))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (stale == NULL || stale->len > 0)
    g_ptr_array_add (findings,
                     stale != NULL ? self->klass->describe_stale (name, stale->len)
                                   : g_strdup_printf (_(self->exists ? self->klass->broken
                                                                     : self->klass->missing),
                                                      name));
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
  OrmDerived *derived;

  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    if (!check (derived, self, findings, error))
      return FALSE;
  return TRUE;
}

/**
 * orm_sqlite_engine_mend:
 * @self: an engine that may write, outside a transaction
 * @cancellable: (nullable): stops it between two of its transactions
 * @error: return location for an error
 *
 * Compares the search index and the sort keys of every table with the rows, and mends what other
 * programs, another locale, or a broken index, left: in small transactions that are no steps of the
 * history. With a million rows it takes seconds, so it is for a thread with an engine of its own;
 * other engines find out by orm_session_poll().
 *
 * Returns: whether all was compared and could be mended
 */
gboolean
orm_sqlite_engine_mend (OrmSqliteEngine  *self,
                        GCancellable     *cancellable,
                        GError          **error)
{
  OrmDerived *derived;
  gint64 version;

  g_return_val_if_fail (!self->read_only && sqlite3_get_autocommit (self->db), FALSE);

  if (!transact (self, orm_sqlite_create_derived, error)
      || !orm_sqlite_read_data_version (self, &version))
    return FALSE;
  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    if (!mend (derived, self, cancellable, error))
      return FALSE;
  self->derived_version = version;
  return TRUE;
}
