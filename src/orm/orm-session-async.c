#include "orm/orm-session-private.h"

#include "orm/orm-worker.h"

/* Long queries and writes beside the main loop. What is computed of many rows has a thread of its
 * own: lists, which somebody waits for, do not wait for it. */

static void
push (OrmSession          *self,
      OrmWorker          **worker,
      gpointer             tag,
      gboolean             writes,
      OrmWorkFunc          func,
      gpointer             data,
      GDestroyNotify       free_data,
      GDestroyNotify       free_result,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (*worker == NULL)
    *worker = orm_worker_new (self->engine);
  orm_worker_push (*worker, task, writes, func, data, free_data, free_result);
}

static gpointer
list_keys (OrmEngine     *engine,
           gpointer       data,
           GArray        *rows,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!ORM_ENGINE_GET_IFACE (engine)->list_keys (engine, data, keys, error))
    return NULL;
  return g_steal_pointer (&keys);
}

/**
 * orm_session_list_keys_async:
 * @self: a session
 * @query: which records, in which order
 * @cancellable: (nullable): a cancellable
 * @callback: called in the main context of the caller's thread
 * @user_data: for @callback
 *
 * Does what orm_session_list_keys() does, in a thread and on a connection of its own, so that it
 * finds what is committed when its turn comes. What is asked for is done in order. A query that is
 * cancelled stops within a few milliseconds: %G_IO_ERROR_CANCELLED.
 */
void
orm_session_list_keys_async (OrmSession          *self,
                             OrmQuery            *query,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  push (self, &self->worker, orm_session_list_keys_async, FALSE, list_keys,
        orm_query_copy (query), g_object_unref, (GDestroyNotify) g_array_unref, cancellable,
        callback, user_data);
}

/**
 * orm_session_list_keys_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): the keys, or NULL with @error
 */
GArray *
orm_session_list_keys_finish (OrmSession    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is to be summarized. */
typedef struct
{
  OrmQuery *query;
  char *group_by;
  OrmAggregate *aggregates; /* whose names are interned */
  guint n_aggregates;
} Summarize;

static void
summarize_free (gpointer data)
{
  Summarize *self = data;

  for (guint i = 0; i < self->n_aggregates; i++)
    g_clear_pointer (&self->aggregates[i].where, orm_condition_unref);
  g_free (self->aggregates);
  g_free (self->group_by);
  g_object_unref (self->query);
  g_free (self);
}

static gpointer
summarize (OrmEngine     *engine,
           gpointer       data,
           GArray        *rows,
           GCancellable  *cancellable,
           GError       **error)
{
  Summarize *self = data;

  return ORM_ENGINE_GET_IFACE (engine)->summarize (engine, self->query, self->group_by,
                                                   self->aggregates, self->n_aggregates, error);
}

static OrmAggregate
copy_aggregate (const OrmAggregate *aggregate)
{
  OrmAggregate copy = *aggregate;

  copy.property = g_intern_string (copy.property);
  copy.product.factor = g_intern_string (copy.product.factor);
  copy.product.other_factor = g_intern_string (copy.product.other_factor);
  copy.product.decimals = g_intern_string (copy.product.decimals);
  if (copy.where != NULL)
    orm_condition_ref (copy.where);
  return copy;
}

/**
 * orm_session_summarize_async:
 * @self: a session
 * @query: which records
 * @group_by: (nullable): a property, or a path to one
 * @aggregates: (array length=n_aggregates): what to compute; copied
 * @n_aggregates: how many
 * @cancellable: (nullable): a cancellable
 * @callback: called in the main context of the caller's thread
 * @user_data: for @callback
 *
 * Does what orm_session_summarize() does, as orm_session_list_keys_async() does it, but in another
 * thread: neither waits for the other.
 */
void
orm_session_summarize_async (OrmSession          *self,
                             OrmQuery            *query,
                             const char          *group_by,
                             const OrmAggregate  *aggregates,
                             guint                n_aggregates,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Summarize *data = g_new0 (Summarize, 1);

  data->query = orm_query_copy (query);
  data->group_by = g_strdup (group_by);
  data->aggregates = g_new (OrmAggregate, n_aggregates);
  data->n_aggregates = n_aggregates;
  for (guint i = 0; i < n_aggregates; i++)
    data->aggregates[i] = copy_aggregate (&aggregates[i]);
  push (self, &self->summarizer, orm_session_summarize_async, FALSE, summarize, data,
        summarize_free, (GDestroyNotify) orm_summary_free, cancellable, callback, user_data);
}

/**
 * orm_session_summarize_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): what was found, or NULL with @error
 */
OrmSummary *
orm_session_summarize_finish (OrmSession    *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * orm_session_count_async:
 * @self: a session
 * @query: which records; its limit is not regarded
 * @cancellable: (nullable): a cancellable
 * @callback: called in the main context of the caller's thread
 * @user_data: for @callback
 *
 * Does what orm_session_count() does, as orm_session_list_keys_async() does it.
 */
void
orm_session_count_async (OrmSession          *self,
                         OrmQuery            *query,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  static const OrmAggregate count = { .function = ORM_COUNT };

  orm_session_summarize_async (self, query, NULL, &count, 1, cancellable, callback, user_data);
}

/**
 * orm_session_count_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: how many there are, or -1 with @error
 */
gint64
orm_session_count_finish (OrmSession    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_autoptr (OrmSummary) summary = orm_session_summarize_finish (self, result, error);

  return summary != NULL ? (gint64) orm_summary_get_total (summary, 0, 0) : -1;
}

/* What is to be written. */
typedef struct
{
  char *step_name;
  OrmSessionFunc func;
  gpointer data;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  g_free (self->step_name);
  g_free (self);
}

static void
add_rows (OrmSession         *session,
          const OrmChangeSet *set,
          GArray             *rows)
{
  OrmSchema *schema = orm_session_get_schema (session);

  for (guint i = 0; i < orm_schema_get_n_tables (schema); i++)
    {
      guint n_rows;
      const OrmRowChange *changed =
        orm_change_set_get_rows (set, orm_schema_get_table (schema, i)->type, &n_rows);

      g_array_append_vals (rows, changed, n_rows);
    }
}

static gpointer
run (OrmEngine     *engine,
     gpointer       data,
     GArray        *rows,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *self = data;
  g_autoptr (OrmSession) session = orm_session_new (engine);

  g_signal_connect (session, "changed", G_CALLBACK (add_rows), rows);
  if (self->func (session, self->data, cancellable, error)
      && !g_cancellable_set_error_if_cancelled (cancellable, error)
      && orm_session_commit (session, self->step_name, error))
    return GINT_TO_POINTER (TRUE);
  orm_session_rollback (session);
  return NULL;
}

/**
 * orm_session_run_async:
 * @self: a session without pending changes
 * @step_name: (nullable): what the user did, translated, as for orm_session_commit()
 * @func: called in a thread, with a session of its own on a connection of its own; what it leaves
 *   pending is committed as one step. It touches no record or list of @self
 * @data: for @func; has to live until @callback
 * @cancellable: (nullable): a cancellable, which also stops the statement that is running; what
 *   has not begun yet is answered at once
 * @callback: called in the main context of the caller's thread
 * @user_data: for @callback
 *
 * Writes beside the main loop, all or nothing. When it is done @self has heard of it as of a commit
 * of its own, before @callback: it reads again what is in use and was changed, or all that is in
 * use if another program has written as well. Meanwhile @self reads what there was; its own writes
 * are answered %ORM_ERROR_BUSY from the first statement that @func writes.
 */
void
orm_session_run_async (OrmSession          *self,
                       const char          *step_name,
                       OrmSessionFunc       func,
                       gpointer             data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Run *work = g_new0 (Run, 1);

  work->step_name = g_strdup (step_name);
  work->func = func;
  work->data = data;
  push (self, &self->worker, orm_session_run_async, TRUE, run, work, run_free, NULL, cancellable,
        callback, user_data);
}

/**
 * orm_session_run_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: %TRUE if it is on disk; else the file is as it was
 */
gboolean
orm_session_run_finish (OrmSession    *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
move (OrmEngine     *engine,
      gpointer       data,
      GArray        *rows,
      GCancellable  *cancellable,
      GError       **error)
{
  OrmHistoryWay way = GPOINTER_TO_INT (data);

  ORM_ENGINE_GET_IFACE (engine)->set_change_func (engine, orm_row_change_add, rows);
  return GINT_TO_POINTER (ORM_ENGINE_GET_IFACE (engine)->move_history (engine, way, error));
}

static void
keep (gpointer data)
{
}

/* Undoes or redoes in the thread, for the history. */
void
orm_session_move_async (OrmSession          *self,
                        OrmHistoryWay        way,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  push (self, &self->worker, orm_session_run_async, TRUE, move, GINT_TO_POINTER (way), keep, NULL,
        cancellable, callback, user_data);
}
