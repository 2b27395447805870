#include "orm/orm-session-private.h"

#include "orm/orm-log.h"
#include "orm/orm-one.h"
#include "orm/orm-record-private.h"

/* What a transaction changed, as the engine tells row by row, and who has to hear of it once it is
 * committed: records that are in use, lists, the history. */

/* How many records are read again in one statement. */
#define BATCH 1000

static OrmTableChange *
find_change (OrmSession *self,
             OrmTable   *table)
{
  for (guint i = 0; i < self->changes->len; i++)
    if (g_array_index (self->changes, OrmTableChange, i).table == table)
      return &g_array_index (self->changes, OrmTableChange, i);
  return NULL;
}

/* Adds what became of a row, as an engine tells it, to an array of OrmRowChange. */
void
orm_row_change_add (OrmTable *table,
                    gint64    key,
                    guint64   columns,
                    char      kind,
                    gpointer  rows)
{
  OrmRowChange row = {
    .key = key,
    .kind = kind == 'i' ? ORM_ROW_INSERTED : kind == 'd' ? ORM_ROW_DELETED : ORM_ROW_UPDATED,
    .table = table,
    .columns = columns,
  };

  g_array_append_val ((GArray *) rows, row);
}

static void
note_change (OrmTable *table,
             gint64    key,
             guint64   columns,
             char      kind,
             gpointer  user_data)
{
  OrmSession *self = user_data;
  OrmTableChange *change = find_change (self, table);
  OrmRecord *record;

  if (kind == 'u')
    change->columns |= columns;
  else
    change->rows = TRUE;

  if (self->rows != NULL)
    orm_row_change_add (table, key, columns, kind, self->rows);
  record = orm_identity_map_lookup (&self->records, table, key);
  if (self->writing == NULL || (record != self->writing && kind != 'i'))
    change->behind = TRUE;
  if (record != NULL && record != self->writing)
    g_hash_table_add (self->stale, g_object_ref (record));
}

/* Lets the engine tell this session of every row that it changes. */
void
orm_session_watch (OrmSession *self)
{
  OrmSchema *schema = orm_session_get_schema (self);

  self->changes = g_array_new (FALSE, TRUE, sizeof (OrmTableChange));
  self->stale = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < orm_schema_get_n_tables (schema); i++)
    {
      OrmTableChange change = { orm_schema_get_table (schema, i), 0, FALSE, FALSE };

      g_array_append_val (self->changes, change);
    }
  ORM_ENGINE_GET_IFACE (self->engine)->set_change_func (self->engine, note_change, self);
}

/* A transaction begins. Rows are gathered only for somebody who wants to know. */
void
orm_session_begin_changes (OrmSession *self)
{
  guint signal = g_signal_lookup ("changed", ORM_TYPE_SESSION);

  orm_session_clear_changes (self);
  if (g_signal_has_handler_pending (self, signal, 0, FALSE))
    self->rows = g_array_new (FALSE, FALSE, sizeof (OrmRowChange));
}

/* Returns: how many changes have been gathered so far */
guint
orm_session_get_n_rows (OrmSession *self)
{
  return self->rows != NULL ? self->rows->len : 0;
}

/* Forgets what happened after that: it was rolled back. */
void
orm_session_cut_rows (OrmSession *self,
                      guint       n_rows)
{
  if (self->rows != NULL)
    g_array_set_size (self->rows, n_rows);
}

static void
clear_masks (OrmSession *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      OrmTableChange *change = &g_array_index (self->changes, OrmTableChange, i);

      change->columns = 0;
      change->rows = FALSE;
      change->behind = FALSE;
    }
}

void
orm_session_clear_changes (OrmSession *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  clear_masks (self);
  g_hash_table_remove_all (self->stale);
}

typedef struct
{
  OrmSession *session;
  OrmTable *table;
  GHashTable *missing; /* OrmRecord, not owned */
} Refill;

static void
refill_row (const OrmValue *values,
            gpointer        user_data)
{
  Refill *refill = user_data;
  gint64 key = values[refill->table->primary_key].integer;
  OrmRecord *record =
    orm_identity_map_lookup (&refill->session->records, refill->table, key);

  if (record == NULL)
    return;
  g_hash_table_remove (refill->missing, record);
  orm_record_refill (record, values);
}

static gboolean
refresh_table (OrmSession  *self,
               OrmTable    *table,
               GPtrArray   *records,
               GError     **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) missing = g_hash_table_new (NULL, NULL);
  Refill refill = { self, table, missing };
  GHashTableIter iter;
  gpointer record;

  for (guint i = 0; i < records->len; i++)
    {
      OrmRecord *one = g_ptr_array_index (records, i);
      gint64 key = orm_record_get_key (one);

      if (orm_table_of_record (one) != table || one->session != self)
        continue;
      g_array_append_val (keys, key);
      g_hash_table_add (missing, one);
    }
  for (guint i = 0; i < keys->len; i += BATCH)
    if (!ORM_ENGINE_GET_IFACE (self->engine)->fetch (self->engine, table,
                                                     &g_array_index (keys, gint64, i),
                                                     MIN (BATCH, keys->len - i), refill_row,
                                                     &refill, error))
      return FALSE;
  g_hash_table_iter_init (&iter, missing);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    {
      if (self->in_transaction) /* which may be rolled back */
        orm_log_add_removed (self->log, record);
      orm_session_detach (self, record, ORM_STATE_DELETED);
    }
  return TRUE;
}

/* Reads the rows of records again; those that have none any more are deleted. Nobody hears of it
 * before all of them are read: whoever does may look at anything, in the same statements. */
gboolean
orm_session_refresh_records (OrmSession  *self,
                             GPtrArray   *records,
                             GError     **error)
{
  OrmSchema *schema = orm_session_get_schema (self);
  gboolean done = TRUE;

  for (guint i = 0; i < records->len; i++)
    g_object_freeze_notify (g_ptr_array_index (records, i));
  for (guint i = 0; done && records->len > 0 && i < orm_schema_get_n_tables (schema); i++)
    done = refresh_table (self, orm_schema_get_table (schema, i), records, error);
  for (guint i = 0; i < records->len; i++)
    g_object_thaw_notify (g_ptr_array_index (records, i));
  return done;
}

/* Within a transaction: reads what was changed behind its back. */
gboolean
orm_session_refresh_stale (OrmSession  *self,
                           GError     **error)
{
  g_autoptr (GPtrArray) stale = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->stale);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    g_ptr_array_add (stale, g_object_ref (record));
  g_hash_table_remove_all (self->stale);
  return orm_session_refresh_records (self, stale, error);
}

static void
update_lists (OrmSession *self,
              GArray     *changes)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->lists->len; i++)
    g_ptr_array_add (lists, g_object_ref (g_ptr_array_index (self->lists, i)));
  for (guint i = 0; i < lists->len; i++)
    orm_list_update (g_ptr_array_index (lists, i), changes);
}

/* What happened to rows behind the objects' backs may concern what is known of one to one. */
static void
forget_ones (OrmSession *self,
             GArray     *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const OrmTableChange *change = &g_array_index (changes, OrmTableChange, i);

      if (change->behind)
        orm_one_forget_all (self, change->table);
    }
}

/* Brings records that are in use, and lists, up to date with changes. */
static void
catch_up (OrmSession *self,
          GArray     *changes)
{
  g_autoptr (GPtrArray) stale = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->stale);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    g_ptr_array_add (stale, g_object_ref (record));
  g_hash_table_remove_all (self->stale);
  if (!orm_session_refresh_records (self, stale, &error))
    orm_session_fall_behind (self, error);
  forget_ones (self, changes);
  update_lists (self, changes);
}

/* After a flush: a delete rule may have changed rows behind the objects' backs, which they hear of
 * before the commit. */
void
orm_session_settle (OrmSession *self)
{
  g_autoptr (GArray) changes = NULL;
  gboolean is_behind = FALSE;

  for (guint i = 0; i < self->changes->len; i++)
    is_behind |= g_array_index (self->changes, OrmTableChange, i).behind;
  if (!is_behind)
    return;
  changes = g_array_copy (self->changes);
  for (guint i = 0; i < self->changes->len; i++)
    g_array_index (self->changes, OrmTableChange, i).behind = FALSE;
  catch_up (self, changes);
}

/* After a commit: brings records and lists up to date and tells everybody. */
void
orm_session_publish (OrmSession *self)
{
  g_autoptr (GArray) changes = g_array_copy (self->changes);
  g_autoptr (OrmChangeSet) set = NULL;

  g_object_ref (self);
  if (self->rows != NULL)
    set = orm_change_set_new (g_steal_pointer (&self->rows));
  clear_masks (self);
  catch_up (self, changes);
  orm_history_update (self->history);
  if (set != NULL)
    g_signal_emit_by_name (self, "changed", set);
  g_signal_emit_by_name (self, "committed");
  g_object_unref (self);
}

/* Hears of rows that another connection has committed for this session, and of nothing else that
 * it may have missed. */
void
orm_session_hear (OrmSession *self,
                  GArray     *rows)
{
  static const char kinds[] = { 'i', 'u', 'd' }; /* by OrmRowChangeKind */

  orm_session_begin_changes (self);
  for (guint i = 0; i < rows->len; i++)
    {
      const OrmRowChange *row = &g_array_index (rows, OrmRowChange, i);

      note_change (row->table, row->key, row->columns, kinds[row->kind], self);
    }
  orm_session_publish (self);
}

/* Reads everything that is in use again: records, lists and, outside of a transaction, the
 * history. */
gboolean
orm_session_read_again (OrmSession  *self,
                        GError     **error)
{
  g_autoptr (OrmSession) keep = g_object_ref (self); /* whatever those who hear of it do */
  g_autoptr (GPtrArray) records = orm_identity_map_list (&keep->records);

  self->is_behind = FALSE;
  if (!orm_session_refresh_records (self, records, error))
    {
      self->is_behind = TRUE;
      return FALSE;
    }
  orm_one_forget_all (self, NULL);
  update_lists (self, NULL);
  if (!self->in_transaction)
    orm_history_update (self->history);
  g_signal_emit_by_name (self, "refreshed");
  return TRUE;
}

/**
 * orm_session_refresh:
 * @self: a session without pending changes
 * @error: return location for an error
 *
 * Reads everything that is in use again: after another connection has written.
 *
 * Returns: %TRUE if it could be read
 */
gboolean
orm_session_refresh (OrmSession  *self,
                     GError     **error)
{
  g_return_val_if_fail (!orm_session_has_changes (self), FALSE);

  return orm_session_read_again (self, error);
}

/* What the thread wrote is found as another connection's commit. A file that was busy is mended at
 * the next poll. */
static void
mended (OrmMender *mender,
        gpointer   user_data)
{
  g_autoptr (OrmSession) self = g_object_ref (user_data); /* whatever those who hear of it do */
  const GError *reason = orm_mender_get_error (mender);
  gboolean was_busy = g_error_matches (reason, ORM_ERROR, ORM_ERROR_BUSY);
  g_autoptr (GError) error = NULL;

  self->is_mending_due |= was_busy;
  self->is_unmendable = reason != NULL && !was_busy;
  if (self->is_unmendable)
    g_debug ("What is derived of the rows stays as it is: %s", reason->message);
  g_clear_pointer (&self->mender, orm_mender_free);
  if (!was_busy && !orm_session_poll (self, &error))
    orm_session_fall_behind (self, error);
}

/* Has what is derived of the rows compared with them in a thread, where that is due. */
static void
mend (OrmSession *self)
{
  if (!self->is_mending_due || self->is_unmendable || self->mender != NULL
      || !ORM_ENGINE_GET_IFACE (self->engine)->needs_mending (self->engine))
    return;
  self->is_mending_due = FALSE;
  self->mender = orm_mender_new (self->engine, mended, self);
}

/**
 * orm_session_poll:
 * @self: a session
 * @error: return location for an error
 *
 * Asks whether another connection has written since, and refreshes if so, or if something could not
 * be read when it had to be. Cheap: to be called every second and when the window gets the focus.
 * With changes pending it does nothing.
 *
 * What is derived of the rows and too large to be compared with them here is compared and mended in
 * a thread: at the first poll, and whenever another connection has written. What is asked meanwhile
 * is answered from what there is. If there was something to mend, the end is as another program's
 * write: records and lists are read again. Where the session goes before, so does the thread.
 *
 * Returns: %TRUE unless something could not be read
 */
gboolean
orm_session_poll (OrmSession  *self,
                  GError     **error)
{
  gboolean changed = FALSE;

  if (orm_session_has_changes (self))
    return TRUE;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->has_foreign_changes (self->engine, &changed, error))
    return FALSE;
  self->is_behind |= changed;
  self->is_mending_due |= changed;
  mend (self);
  return !self->is_behind || orm_session_refresh (self, error);
}
