#include "config.h"

#include "orm/orm-session-private.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-hierarchy.h"
#include "orm/orm-link.h"
#include "orm/orm-log.h"
#include "orm/orm-relation.h"

/* The unit of work: what was added, changed and removed, and how it is written. */

void
orm_session_init_unit (OrmSession *self)
{
  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  self->log = orm_log_new ();
  orm_session_init_savepoints (self);
}

void
orm_session_clear_unit (OrmSession *self)
{
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->orphans, g_hash_table_unref);
  g_clear_error (&self->unknown);
  g_clear_pointer (&self->log, g_array_unref);
  g_clear_pointer (&self->savepoints, g_array_unref);
}

static void
set_pending (OrmSession     *self,
             OrmRecord      *record,
             OrmRecordState  state)
{
  if (record->state != ORM_STATE_NEW && record->state != ORM_STATE_DIRTY)
    g_ptr_array_add (self->pending, g_object_ref (record));
  record->state = state;
}

/* A record tells that one of its fields is about to change. */
void
orm_session_will_change (OrmSession *self,
                         OrmRecord  *record,
                         guint       column)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << column;

  if (record->state != ORM_STATE_CLEAN && record->state != ORM_STATE_DIRTY
      && record->state != ORM_STATE_REMOVED)
    return;
  if (record->dirty & bit)
    return;
  orm_log_add_field (self->log, record, column);
  record->dirty |= bit;
  if (record->state != ORM_STATE_REMOVED)
    set_pending (self, record, ORM_STATE_DIRTY);
}

/**
 * orm_session_add:
 * @self: a session
 * @record: (type OrmRecord): a record that belongs to no session, of a class of the schema
 *
 * Adds a record: its row is made by the next flush. Records that it refers to are added with it.
 * A record whose key is set gets a row of that key.
 */
void
orm_session_add (OrmSession *self,
                 gpointer    record)
{
  OrmRecord *added = ORM_RECORD (record);

  g_return_if_fail (added->state == ORM_STATE_DETACHED && added->session == NULL);
  g_return_if_fail (orm_schema_has_table (orm_session_get_schema (self),
                                          orm_table_of_record (added)));

  orm_log_add_added (self->log, added);
  g_ptr_array_add (self->pending, g_object_ref (added));
  added->session = self;
  added->state = ORM_STATE_NEW;
  orm_record_compute (added);
  orm_relation_entered (self, added);
}

/**
 * orm_session_remove:
 * @self: a session
 * @record: (type OrmRecord): one of its records
 *
 * Removes a record: its row is deleted by the next flush.
 */
void
orm_session_remove (OrmSession *self,
                    gpointer    record)
{
  OrmRecord *removed = ORM_RECORD (record);

  g_return_if_fail (removed->session == self);

  if (removed->state == ORM_STATE_NEW)
    {
      removed->state = ORM_STATE_DETACHED; /* the flush passes it over */
      removed->session = NULL;
    }
  else if (removed->state == ORM_STATE_CLEAN || removed->state == ORM_STATE_DIRTY)
    {
      orm_log_add_removed (self->log, removed);
      set_pending (self, removed, ORM_STATE_REMOVED);
    }
  else
    return;
  orm_relation_left (self, removed);
}

/* Keeps a record that was removed and is not deleted yet. */
void
orm_session_restore (OrmSession *self,
                     OrmRecord  *record)
{
  record->state = record->dirty != 0 ? ORM_STATE_DIRTY : ORM_STATE_CLEAN;
  orm_relation_entered (self, record);
}

/**
 * orm_session_has_changes:
 * @self: a session
 *
 * Returns: whether there is anything to write or to commit
 */
gboolean
orm_session_has_changes (OrmSession *self)
{
  return self->pending->len > 0 || self->in_transaction || self->unknown != NULL;
}

/* Begins a transaction unless one is under way. */
gboolean
orm_session_begin (OrmSession  *self,
                   GError     **error)
{
  if (self->in_transaction)
    return TRUE;
  orm_session_begin_changes (self);
  self->in_transaction = ORM_ENGINE_GET_IFACE (self->engine)->begin (self->engine, error);
  return self->in_transaction;
}

/* Records that are referred to belong to the unit of work of those that refer to them. */
static void
add_referred (OrmSession *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->pending, i);
      OrmTable *table = orm_table_of_record (record);

      if (record->state != ORM_STATE_NEW && record->state != ORM_STATE_DIRTY)
        continue;
      for (guint j = 0; table->references >> j != 0; j++)
        if ((table->references >> j) & 1)
          {
            OrmRecord *target = orm_field_get_reference (record, &table->columns[j])->record;

            if (target != NULL && target->state == ORM_STATE_DETACHED)
              orm_session_add (self, target);
          }
    }
}

static void
stamp (OrmSession *self,
       OrmRecord  *record,
       guint64     columns,
       gint64      now)
{
  OrmTable *table = orm_table_of_record (record);

  for (guint i = 0; columns >> i != 0; i++)
    if ((columns >> i) & 1)
      {
        orm_session_will_change (self, record, i);
        orm_field_set (record, &table->columns[i], ORM_INT (now));
        g_object_notify_by_pspec (G_OBJECT (record), table->pspecs[i]);
      }
}

/* What is pending of one table. */
typedef struct
{
  OrmTable *table;
  guint n_new;
  guint n_changed;
  guint n_exchanged; /* of these: changed in what is unique */
  guint n_removed;
} Counts;

/* Counts what is pending by table, so that the records are gone through only for those tables that
 * have any: of a large unit of work none is in the processor's cache. Returns: (transfer full): one
 * a table of the schema */
static Counts *
count_pending (OrmSession *self)
{
  OrmSchema *schema = orm_session_get_schema (self);
  guint n_tables = orm_schema_get_n_tables (schema);
  Counts *counts = g_new0 (Counts, n_tables);
  Counts *found = counts;

  for (guint i = 0; i < n_tables; i++)
    counts[i].table = orm_schema_get_table (schema, i);
  for (guint i = 0; i < self->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->pending, i);
      OrmTable *table = orm_table_of_record (record);

      if (found->table != table)
        for (found = counts; found->table != table;)
          found++;
      found->n_new += record->state == ORM_STATE_NEW;
      found->n_changed += record->state == ORM_STATE_DIRTY;
      found->n_exchanged +=
        record->state == ORM_STATE_DIRTY && (record->dirty & table->unique) != 0;
      found->n_removed += record->state == ORM_STATE_REMOVED;
    }
  return counts;
}

/* Whether unique values may pass from one row to another in this flush, so that those that give
 * theirs up have to let go first; or rows be deleted that hold each other. */
static gboolean
needs_parking (const Counts *counts)
{
  guint n_new = counts->n_new, n_changed = counts->n_exchanged, n_removed = counts->n_removed;

  if (counts->table->unique == 0 && counts->table->restricted == 0)
    return FALSE;
  return (n_removed > 0 && n_new + n_changed > 0) || (n_changed > 0 && n_changed + n_new > 1)
         || (n_removed > 1 && counts->table->restricted != 0);
}

static gboolean
park (OrmSession  *self,
      OrmRecord   *record,
      OrmTable    *table,
      GError     **error)
{
  guint64 columns = record->state == ORM_STATE_REMOVED ? table->unique | table->restricted
                    : record->state == ORM_STATE_DIRTY ? record->dirty & table->unique
                                                       : 0;

  return columns == 0
         || ORM_ENGINE_GET_IFACE (self->engine)->park (self->engine, table,
                                                       orm_record_get_key (record), columns, error);
}

/* Returns: the references to records that have no row yet: to others of the same class, that is */
static guint64
find_unsaved_references (OrmRecord *record,
                         OrmTable  *table)
{
  guint64 columns = 0;

  for (guint i = 0; table->references >> i != 0; i++)
    if ((table->references >> i) & 1)
      {
        OrmRecord *target = orm_field_get_reference (record, &table->columns[i])->record;

        if (target != NULL && target->state == ORM_STATE_NEW)
          columns |= G_GUINT64_CONSTANT (1) << i;
      }
  return columns;
}

/* Makes a row. References to rows that are made after it are written when all are there. */
static gboolean
insert (OrmSession  *self,
        OrmRecord   *record,
        OrmTable    *table,
        GError     **error)
{
  gboolean is_new_key;
  guint64 unsaved;
  gint64 key;

  if (record->state != ORM_STATE_NEW)
    return TRUE;
  unsaved = find_unsaved_references (record, table);
  if (!ORM_ENGINE_GET_IFACE (self->engine)->insert (self->engine, table, record, &key, error))
    return FALSE;
  is_new_key = orm_record_get_key (record) != key;
  *orm_field_get_key (record, table) = key;
  orm_record_compute (record); /* of the key, and of those that it refers to */
  record->state = unsaved != 0 ? ORM_STATE_DIRTY : ORM_STATE_CLEAN;
  record->dirty = unsaved;
  orm_identity_map_add (&self->records, record);
  if (is_new_key) /* told when it is a saved record, which may be changed again */
    g_object_notify_by_pspec (G_OBJECT (record), table->pspecs[table->primary_key]);
  return TRUE;
}

static gboolean
update (OrmSession  *self,
        OrmRecord   *record,
        OrmTable    *table,
        GError     **error)
{
  if (record->state != ORM_STATE_DIRTY)
    return TRUE;
  orm_record_compute (record); /* of the time, and of the keys of those that it refers to */
  if (!ORM_ENGINE_GET_IFACE (self->engine)->update (self->engine, table, record,
                                                    record->dirty & table->stored, error))
    return FALSE;
  record->state = ORM_STATE_CLEAN;
  record->dirty = 0;
  return TRUE;
}

static gboolean
delete (OrmSession  *self,
        OrmRecord   *record,
        OrmTable    *table,
        GError     **error)
{
  if (record->state != ORM_STATE_REMOVED)
    return TRUE;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->remove (self->engine, table, record, error))
    return FALSE;
  orm_session_detach (self, record, ORM_STATE_DELETED);
  return TRUE;
}

typedef gboolean (*WriteFunc) (OrmSession *, OrmRecord *, OrmTable *, GError **);

static gboolean
write_table (OrmSession  *self,
             OrmTable    *table,
             WriteFunc    write,
             GError     **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < self->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->pending, i);

      if (orm_table_of_record (record) != table || record->state == ORM_STATE_DETACHED)
        continue;
      self->writing = record;
      done = write (self, record, table, error);
    }
  self->writing = NULL;
  return done;
}

static gboolean
insert_and_update (OrmSession  *self,
                   GError     **error)
{
  guint n_tables = orm_schema_get_n_tables (orm_session_get_schema (self));
  g_autofree Counts *before = count_pending (self);
  g_autofree Counts *counts = NULL;

  for (guint i = 0; i < n_tables; i++)
    if (needs_parking (&before[i]) && !write_table (self, before[i].table, park, error))
      return FALSE;
  for (guint i = 0; i < n_tables; i++)
    if (before[i].n_new > 0 && !write_table (self, before[i].table, insert, error))
      return FALSE;
  counts = count_pending (self); /* what was made may have to refer to others yet */
  for (guint i = 0; i < n_tables; i++)
    if (counts[i].n_changed > 0 && !write_table (self, counts[i].table, update, error))
      return FALSE;
  return TRUE;
}

/* Rows are made after those they refer to, and deleted before; what is referred to anew stands by
 * then, and what lost its last reference can go. */
static gboolean
write_all (OrmSession  *self,
           GError     **error)
{
  g_autofree Counts *counts = NULL;

  if (!insert_and_update (self, error))
    return FALSE;
  counts = count_pending (self);
  for (guint i = orm_schema_get_n_tables (orm_session_get_schema (self)); i-- > 0;)
    if (counts[i].n_removed > 0 && !write_table (self, counts[i].table, delete, error))
      return FALSE;
  return TRUE;
}

/* Records that lost what they live by go. One that is new and never had it is refused or made, as
 * its column says. */
static void
remove_orphans (OrmSession *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->pending, i);

      if (orm_relation_is_orphan (self, record))
        orm_session_remove (self, record);
    }
}

static gboolean
validate (OrmRecord  *record,
          GError    **error)
{
  OrmRecordClass *klass = ORM_RECORD_GET_CLASS (record);

  return klass->validate == NULL
         || (record->state != ORM_STATE_NEW && record->state != ORM_STATE_DIRTY)
         || klass->validate (record, error);
}

/* Brings in what belongs to the work, takes out what is left alone, sets the time stamps, and asks
 * the classes whether they agree. */
static gboolean
prepare (OrmSession  *self,
         GError     **error)
{
  gint64 now = g_get_real_time ();

  remove_orphans (self);
  add_referred (self);
  for (guint i = 0; i < self->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->pending, i);
      OrmTable *table = orm_table_of_record (record);

      if (record->state == ORM_STATE_NEW)
        stamp (self, record, table->set_on_insert | table->set_on_update, now);
      else if (record->state == ORM_STATE_DIRTY)
        stamp (self, record, table->set_on_update & ~record->dirty, now);
      if (!validate (record, error))
        return FALSE;
    }
  return TRUE;
}

/* What is left was added or changed meanwhile, by those who heard of a key. */
static void
drop_written (OrmSession *self)
{
  g_autoptr (GPtrArray) written = self->pending;

  self->pending = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < written->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (written, i);

      if (record->state == ORM_STATE_NEW || record->state == ORM_STATE_DIRTY
          || record->state == ORM_STATE_REMOVED)
        g_ptr_array_add (self->pending, g_object_ref (record));
    }
  orm_relation_settle (self);
}

static gboolean
write_pending (OrmSession  *self,
               GError     **error)
{
  gboolean done = self->unknown == NULL;

  if (!done)
    g_propagate_error (error, g_steal_pointer (&self->unknown));
  self->is_writing = TRUE;
  while (done && self->pending->len > 0)
    {
      done = prepare (self, error) && orm_hierarchy_check (self, error)
             && orm_session_begin (self, error) && write_all (self, error);
      if (!done)
        break;
      drop_written (self);
      self->is_flushed = TRUE;
    }
  self->is_writing = FALSE;
  if (!done)
    orm_session_refuse (self);
  return done;
}

/* Who hears of a key or a time stamp, or is asked whether a record may be written, is in the middle
 * of a flush: neither half of it can be written by itself. */
static gboolean
may_write (OrmSession  *self,
           GError     **error)
{
  if (!self->is_writing)
    return TRUE;
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_BUSY,
                       _("The changes are being written already"));
  return FALSE;
}

/**
 * orm_session_flush:
 * @self: a session
 * @error: return location for an error
 *
 * Writes what is pending in the transaction under way, which it begins if there is none. New
 * records have their keys then. Nothing is kept before orm_session_commit(). A class may refuse a
 * record by its `validate`, and one that would stand above itself is refused (%ORM_ERROR_RING).
 * What is refused, by these or by the database, is rolled back, objects too: everything since the
 * innermost savepoint or, without one, since the last commit. Within a flush, which is where
 * classes validate and new keys are told, a second one is %ORM_ERROR_BUSY and changes nothing;
 * whoever adds or changes records there has them written by the flush under way.
 *
 * Returns: %TRUE if everything was written
 */
gboolean
orm_session_flush (OrmSession  *self,
                   GError     **error)
{
  g_autoptr (OrmSession) keep = g_object_ref (self); /* whatever those who hear of it do */

  if (!may_write (keep, error) || !write_pending (self, error))
    return FALSE;
  orm_session_settle (self);
  return TRUE;
}

/**
 * orm_session_commit:
 * @self: a session
 * @step_name: (nullable): what the user did, translated, for the menu ("Edit of quantity"); NULL
 *   if it is nothing to be undone, such as the settings of a new file
 * @error: return location for an error
 *
 * Writes what is pending in one transaction, which is one step of the history. Where the database
 * refuses, everything since the last commit is rolled back, objects too. Nothing pending is
 * nothing to do. Savepoints end. Within a flush it is refused as orm_session_flush() is.
 *
 * Returns: %TRUE if it is on disk
 */
gboolean
orm_session_commit (OrmSession  *self,
                    const char  *step_name,
                    GError     **error)
{
  g_autoptr (OrmSession) keep = g_object_ref (self); /* whatever those who hear of it do */

  if (!may_write (keep, error))
    return FALSE;
  self->is_flushed = orm_session_end_savepoints (self);
  if (!write_pending (self, error))
    return FALSE;
  if (!self->in_transaction)
    return TRUE;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->commit (self->engine, step_name, error))
    {
      orm_session_rollback (self);
      return FALSE;
    }
  self->in_transaction = self->is_flushed = FALSE;
  g_array_set_size (self->log, 0); /* there is nothing to go back to */
  orm_session_publish (self);
  return TRUE;
}

/**
 * orm_session_rollback:
 * @self: a session that is not in the middle of a flush
 *
 * Drops what is pending, and what was flushed since the last commit. Objects are as they were:
 * changed ones have their old values, added ones belong to no session, removed ones are there. What
 * was read after a flush is read again. Savepoints end.
 */
void
orm_session_rollback (OrmSession *self)
{
  g_autoptr (OrmSession) keep = NULL;
  gboolean read_again;

  g_return_if_fail (!self->is_writing);

  keep = g_object_ref (self); /* whatever those who hear of it do */
  read_again = orm_session_end_savepoints (self);
  if (self->in_transaction)
    ORM_ENGINE_GET_IFACE (self->engine)->rollback (self->engine);
  self->in_transaction = self->is_flushed = FALSE;
  orm_session_clear_changes (self);
  orm_session_put_back (self, 0, read_again);
}
