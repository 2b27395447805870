#include "orm/orm-log.h"

#include "orm/orm-session-private.h"

/* The log of a unit of work: played backwards, it brings objects back to what they were without
 * asking the database. A savepoint is a length of it: everything is flushed where one is set, so a
 * column's first change after it is logged again. */

/* An entry: a field that was changed, or one of these instead of a column. */
#define ADDED -1
#define REMOVED -2

typedef struct
{
  OrmRecord *record;
  int column;
  OrmSavedField saved;
  gboolean was_saved; /* of a record that was added: whether it had got a key */
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  orm_saved_field_clear (&entry->saved);
  g_object_unref (entry->record);
}

/* Returns: (transfer full): a log without entries */
GArray *
orm_log_new (void)
{
  GArray *log = g_array_new (FALSE, TRUE, sizeof (Entry));

  g_array_set_clear_func (log, entry_clear);
  return log;
}

static Entry *
add (GArray    *log,
     OrmRecord *record,
     int        column)
{
  Entry entry = { .record = g_object_ref (record), .column = column };

  g_array_append_val (log, entry);
  return &g_array_index (log, Entry, log->len - 1);
}

/* A field is about to change for the first time since it was written. */
void
orm_log_add_field (GArray    *log,
                   OrmRecord *record,
                   guint      column)
{
  orm_field_save (record, &orm_table_of_record (record)->columns[column],
                  &add (log, record, column)->saved);
}

/* A record becomes one of the session. */
void
orm_log_add_added (GArray    *log,
                   OrmRecord *record)
{
  add (log, record, ADDED)->saved.value = ORM_INT (orm_record_get_key (record));
}

/* A record loses its row. */
void
orm_log_add_removed (GArray    *log,
                     OrmRecord *record)
{
  add (log, record, REMOVED);
}

/* Cuts a log. Returns: (transfer full): the entries behind @length, which it has no more */
GArray *
orm_log_cut (GArray *log,
             guint   length)
{
  GArray *entries = orm_log_new ();

  if (log->len == length)
    return entries;
  g_array_append_vals (entries, &g_array_index (log, Entry, length), log->len - length);
  g_array_set_clear_func (log, NULL); /* what they own has moved */
  g_array_set_size (log, length);
  g_array_set_clear_func (log, entry_clear);
  return entries;
}

static void
undo (Entry      *entry,
      OrmSession *session)
{
  OrmRecord *record = entry->record;
  OrmTable *table = orm_table_of_record (record);

  if (entry->column >= 0)
    orm_field_restore (record, &table->columns[entry->column], &entry->saved);
  else if (entry->column == ADDED)
    {
      entry->was_saved = orm_record_get_key (record) != entry->saved.value.integer;
      orm_session_detach (session, record, ORM_STATE_DETACHED);
      *orm_field_get_key (record, table) = entry->saved.value.integer;
    }
  else if (record->state == ORM_STATE_DELETED)
    {
      record->session = session;
      record->state = ORM_STATE_CLEAN;
      orm_identity_map_add (&session->records, record);
    }
  record->dirty = 0;
  if (record->session == session)
    record->state = ORM_STATE_CLEAN;
}

/* Puts objects back to what they were before the entries. Nobody is told yet. */
void
orm_log_play_back (GArray     *entries,
                   OrmSession *session)
{
  for (guint i = entries->len; i-- > 0;)
    undo (&g_array_index (entries, Entry, i), session);
}

/* Tells of what was put back. */
void
orm_log_notify (GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      OrmTable *table = orm_table_of_record (entry->record);

      if (entry->column >= 0)
        g_object_notify_by_pspec (G_OBJECT (entry->record), table->pspecs[entry->column]);
      else if (entry->column == ADDED && entry->was_saved)
        g_object_notify_by_pspec (G_OBJECT (entry->record), table->pspecs[table->primary_key]);
    }
}
