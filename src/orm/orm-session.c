#include "orm/orm-session-private.h"

#include "orm/orm-one.h"
#include "orm/orm-query-private.h"
#include "orm/orm-record-private.h"

G_DEFINE_FINAL_TYPE (OrmSession, orm_session, G_TYPE_OBJECT)

enum
{
  CHANGED,
  COMMITTED,
  REFRESHED,
  ERROR,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
orm_session_dispose (GObject *object)
{
  OrmSession *self = ORM_SESSION (object);
  g_autoptr (GPtrArray) records = NULL;

  if (self->engine != NULL)
    {
      self->is_flushed = FALSE; /* nothing is read again */
      orm_session_rollback (self);
      ORM_ENGINE_GET_IFACE (self->engine)->set_change_func (self->engine, NULL, NULL);
    }
  records = orm_identity_map_list (&self->records);
  for (guint i = 0; i < records->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (records, i);

      record->session = NULL;
      record->state = ORM_STATE_DETACHED;
    }
  orm_one_detach_all (self);
  orm_identity_map_clear (&self->records);
  if (self->history != NULL)
    orm_history_detach (self->history);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (orm_session_parent_class)->dispose (object);
}

static void
orm_session_finalize (GObject *object)
{
  OrmSession *self = ORM_SESSION (object);

  orm_session_clear_unit (self);
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->background_lists);
  g_clear_pointer (&self->worker, orm_worker_free);
  g_clear_pointer (&self->summarizer, orm_worker_free);
  g_clear_pointer (&self->mender, orm_mender_free);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (orm_session_parent_class)->finalize (object);
}

static void
orm_session_class_init (OrmSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = orm_session_dispose;
  object_class->finalize = orm_session_finalize;

  signals[CHANGED] = g_signal_new ("changed", ORM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, ORM_TYPE_CHANGE_SET);
  signals[COMMITTED] = g_signal_new ("committed", ORM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[REFRESHED] = g_signal_new ("refreshed", ORM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[ERROR] = g_signal_new ("error", ORM_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
orm_session_init (OrmSession *self)
{
  orm_identity_map_init (&self->records);
  orm_session_init_unit (self);
  self->is_mending_due = TRUE;
  self->lists = g_ptr_array_new ();
  self->background_lists = g_ptr_array_new ();
}

/**
 * orm_session_new:
 * @engine: the database; one session uses it
 *
 * Returns: (transfer full): a session
 */
OrmSession *
orm_session_new (OrmEngine *engine)
{
  OrmSession *self = g_object_new (ORM_TYPE_SESSION, NULL);

  self->engine = g_object_ref (engine);
  orm_session_watch (self);
  self->history = orm_history_new (self);
  return self;
}

/**
 * orm_session_get_engine:
 * @self: a session
 *
 * Returns: (transfer none): its database
 */
OrmEngine *
orm_session_get_engine (OrmSession *self)
{
  return self->engine;
}

/**
 * orm_session_get_schema:
 * @self: a session
 *
 * Returns: (transfer none): its classes
 */
OrmSchema *
orm_session_get_schema (OrmSession *self)
{
  return orm_engine_get_schema (self->engine);
}

/**
 * orm_session_get_history:
 * @self: a session
 *
 * Returns: (transfer none): the way back and forth
 */
OrmHistory *
orm_session_get_history (OrmSession *self)
{
  return self->history;
}

/* Finds the object of a row, or makes it. Returns: (transfer full) */
OrmRecord *
orm_session_adopt_row (OrmSession     *self,
                       OrmTable       *table,
                       const OrmValue *values)
{
  OrmRecord *record =
    orm_identity_map_lookup (&self->records, table, values[table->primary_key].integer);

  if (record != NULL)
    return g_object_ref (record);
  record = orm_record_new_of_row (table, values);
  record->session = self;
  record->state = ORM_STATE_CLEAN;
  orm_identity_map_add (&self->records, record);
  return record;
}

/* Lets go of a record that has no row any more, or never got one. */
void
orm_session_detach (OrmSession     *self,
                    OrmRecord      *record,
                    OrmRecordState  state)
{
  for (guint i = 0; i < self->background_lists->len; i++)
    orm_list_note_gone (g_ptr_array_index (self->background_lists, i),
                        orm_table_of_record (record), orm_record_get_key (record));
  orm_identity_map_remove (&self->records, record);
  record->session = NULL;
  record->dirty = 0;
  record->state = state;
}

/* A record dies. */
void
orm_session_forget (OrmSession *self,
                    OrmRecord  *record)
{
  if (self->records.slots != NULL)
    orm_identity_map_remove (&self->records, record);
}

/* Part of the unit of work could not be done, by who cannot return an error: the next flush is
 * refused for it, or the rest would be half a step. @error: (transfer full) */
void
orm_session_spoil (OrmSession *self,
                   GError     *error)
{
  if (self->unknown == NULL)
    self->unknown = error;
  else
    g_error_free (error);
}

/* Tells of an error that its place cannot return. */
void
orm_session_report (OrmSession   *self,
                    const GError *error)
{
  g_signal_emit (self, signals[ERROR], 0, error);
}

/* Something that is in use could not be read again: tells, and leaves it to the next poll. */
void
orm_session_fall_behind (OrmSession   *self,
                         const GError *error)
{
  self->is_behind = TRUE;
  orm_session_report (self, error);
}

typedef struct
{
  OrmSession *session;
  OrmTable *table;
  GPtrArray *records;
} Collect;

static void
collect_row (const OrmValue *values,
             gpointer        user_data)
{
  Collect *collect = user_data;

  g_ptr_array_add (collect->records,
                   orm_session_adopt_row (collect->session, collect->table, values));
}

/* Reads rows by their keys and adds their records, in the order of the keys' values. */
gboolean
orm_session_fetch (OrmSession    *self,
                   OrmTable      *table,
                   const gint64  *keys,
                   gsize          n_keys,
                   GPtrArray     *records,
                   GError       **error)
{
  Collect collect = { self, table, records };

  return n_keys == 0
         || ORM_ENGINE_GET_IFACE (self->engine)->fetch (self->engine, table, keys, n_keys,
                                                        collect_row, &collect, error);
}

/**
 * orm_session_load:
 * @self: a session
 * @type: a class of records
 * @key: a primary key
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record with that key; one that is in use already is
 *   found without a statement. NULL without an error if there is none
 */
gpointer
orm_session_load (OrmSession  *self,
                  GType        type,
                  gint64       key,
                  GError     **error)
{
  OrmTable *table = orm_table_of (type);
  OrmRecord *record = orm_identity_map_lookup (&self->records, table, key);
  g_autoptr (GPtrArray) records = NULL;

  if (record != NULL)
    return g_object_ref (record);
  records = g_ptr_array_new_with_free_func (g_object_unref);
  if (!orm_session_fetch (self, table, &key, 1, records, error) || records->len == 0)
    return NULL;
  return g_object_ref (g_ptr_array_index (records, 0));
}

/**
 * orm_session_find:
 * @self: a session
 * @query: what to look for
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the first record that @query finds; NULL without an error
 *   if there is none
 */
gpointer
orm_session_find (OrmSession  *self,
                  OrmQuery    *query,
                  GError     **error)
{
  g_autoptr (OrmQuery) first = orm_query_copy (query);
  g_autoptr (GPtrArray) records = NULL;

  orm_query_limit (first, 1);
  records = orm_session_load_all (self, first, error);
  orm_query_keep_as (query, first);
  if (records == NULL || records->len == 0)
    return NULL;
  return g_object_ref (g_ptr_array_index (records, 0));
}

/**
 * orm_session_load_all:
 * @self: a session
 * @query: which records, in which order
 * @error: return location for an error
 *
 * Reads in one statement, and what orm_query_load() names in a few more. Pending changes are not
 * seen by it: flush first.
 *
 * Returns: (transfer full) (element-type OrmRecord): the records, or NULL with @error
 */
GPtrArray *
orm_session_load_all (OrmSession  *self,
                      OrmQuery    *query,
                      GError     **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Collect collect = { self, orm_query_get_table (query), records };

  if (!ORM_ENGINE_GET_IFACE (self->engine)->select (self->engine, query, collect_row, &collect,
                                                    error)
      || !orm_session_load_paths (self, query, records, error))
    return NULL;
  return g_steal_pointer (&records);
}

/**
 * orm_session_list_keys:
 * @self: a session
 * @query: which records, in which order
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): their keys, or NULL with @error
 */
GArray *
orm_session_list_keys (OrmSession  *self,
                       OrmQuery    *query,
                       GError     **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!ORM_ENGINE_GET_IFACE (self->engine)->list_keys (self->engine, query, keys, error))
    return NULL;
  return g_steal_pointer (&keys);
}

/**
 * orm_session_count:
 * @self: a session
 * @query: which records; its limit is not regarded
 * @error: return location for an error
 *
 * Returns: how many there are, or -1 with @error
 */
gint64
orm_session_count (OrmSession  *self,
                   OrmQuery    *query,
                   GError     **error)
{
  static const OrmAggregate count = { .function = ORM_COUNT };
  g_autoptr (OrmSummary) summary = orm_session_summarize (self, query, NULL, &count, 1, error);

  return summary != NULL ? (gint64) orm_summary_get_total (summary, 0, 0) : -1;
}

/**
 * orm_session_summarize:
 * @self: a session
 * @query: which records; its order and limit are not regarded
 * @group_by: (nullable): a property, or a path to one, or several with commas between them
 *   ("category.name,unit"); NULL: all are one group
 * @aggregates: (array length=n_aggregates): what to compute
 * @n_aggregates: how many
 * @error: return location for an error
 *
 * Returns: (transfer full): what was found, in one statement; or NULL with @error
 */
OrmSummary *
orm_session_summarize (OrmSession          *self,
                       OrmQuery            *query,
                       const char          *group_by,
                       const OrmAggregate  *aggregates,
                       guint                n_aggregates,
                       GError             **error)
{
  return ORM_ENGINE_GET_IFACE (self->engine)->summarize (self->engine, query, group_by, aggregates,
                                                         n_aggregates, error);
}
