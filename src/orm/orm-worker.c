#include "config.h"

#include "orm/orm-worker.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-session-private.h"

/* A thread of a session, which works beside the main loop; what it is given is done in order.
 * It reads on a connection that is opened at the first use and kept, and writes on one that is
 * opened for each work, by the session's thread. What was given, and what came of it, is freed in
 * the thread that gave it: a query may hold records, which belong there. */

struct _OrmWorker
{
  OrmEngine *engine; /* the session's own: what it has open is opened again */
  OrmEngine *reader; /* touched by the thread alone, until that has ended */
  GThreadPool *pool;
};

typedef enum
{
  WAITING,
  BEGUN,
  GIVEN_UP, /* cancelled before its turn: it will not begin */
} State;

typedef struct
{
  OrmWorker *worker;
  GTask *task;
  gboolean writes;
  int state; /* State; atomic */
  OrmEngine *writer;     /* its connection; NULL if it only reads, or could not be opened */
  GArray *rows;          /* OrmRowChange: what it committed */
  gboolean is_caught_up; /* whether the session knew all that was older than the connection */
  OrmWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;
  gulong cancelled;     /* handler */
  GSource *answer;      /* what tells that nobody waits for it any more; NULL: somebody does */
  gboolean is_answered; /* whether it has been told */
} Work;

/* Nobody waits for a query that was cancelled: SQLite sorts a million rows without a look at
 * anything. The thread ends it as soon as it can. A write that has begun is waited for, since only
 * its end says whether it was done; one whose turn has not come yet was not. */
static gboolean
answer_cancelled (gpointer data)
{
  Work *work = data;

  work->is_answered = TRUE;
  g_task_return_new_error (work->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                           _("The work was cancelled"));
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Work *work = user_data;

  gboolean has_begun = !g_atomic_int_compare_and_exchange (&work->state, WAITING, GIVEN_UP);

  if (work->answer != NULL || (work->writes && has_begun))
    return;
  work->answer = g_idle_source_new ();
  g_source_set_priority (work->answer, g_task_get_priority (work->task));
  g_source_set_callback (work->answer, answer_cancelled, work, NULL);
  g_source_attach (work->answer, g_task_get_context (work->task));
}

static void
stop_answer (Work *work)
{
  g_cancellable_disconnect (g_task_get_cancellable (work->task), work->cancelled);
  if (work->answer == NULL)
    return;
  g_source_destroy (work->answer);
  g_source_unref (work->answer);
}

/* The session hears of what was written. Whether that is all that it has missed, the connection of
 * the work says: it has seen nobody else write since it was opened, and the session nothing since
 * it caught up, which was after. */
static gboolean
hear (Work        *work,
      OrmSession  *session,
      GError     **error)
{
  gboolean is_missing = FALSE, others = FALSE;

  if (!work->is_caught_up || session->is_behind || orm_session_has_changes (session))
    return orm_session_poll (session, error);
  if (!ORM_ENGINE_GET_IFACE (session->engine)->has_foreign_changes (session->engine, &is_missing,
                                                                    error))
    return FALSE;
  if (!ORM_ENGINE_GET_IFACE (work->writer)->has_foreign_changes (work->writer, &others, NULL)
      || others)
    {
      session->is_mending_due = TRUE;
      return orm_session_refresh (session, error);
    }
  if (is_missing)
    orm_session_hear (session, work->rows);
  return TRUE;
}

/* In the session's thread again. */
static gboolean
end_work (gpointer data)
{
  Work *work = data;
  OrmSession *session = g_task_get_source_object (work->task);
  g_autoptr (GError) error = NULL;

  if (work->writes && work->error == NULL && !hear (work, session, &error))
    orm_session_fall_behind (session, error);
  stop_answer (work);
  if (work->is_answered)
    {
      g_clear_error (&work->error);
      g_clear_pointer (&work->result, work->free_result);
    }
  else if (work->error != NULL)
    g_task_return_error (work->task, g_steal_pointer (&work->error));
  else
    g_task_return_pointer (work->task, work->result, work->free_result);
  work->free_data (work->data);
  g_clear_object (&work->writer);
  g_clear_pointer (&work->rows, g_array_unref);
  g_object_unref (work->task);
  g_free (work);
  return G_SOURCE_REMOVE;
}

static OrmEngine *
open_engine (Work    *work,
             GError **error)
{
  OrmWorker *worker = work->worker;
  gboolean changed;

  if (work->writes)
    return work->writer != NULL ? g_object_ref (work->writer) : NULL;
  if (worker->reader == NULL)
    worker->reader = ORM_ENGINE_GET_IFACE (worker->engine)->open_again (worker->engine, TRUE,
                                                                        error);
  else /* what is derived of the rows may hold again, or not any more */
    ORM_ENGINE_GET_IFACE (worker->reader)->has_foreign_changes (worker->reader, &changed, NULL);
  return worker->reader != NULL ? g_object_ref (worker->reader) : NULL;
}

static void
do_work (gpointer data,
         gpointer user_data)
{
  Work *work = data;
  g_autoptr (GSource) end = g_idle_source_new ();
  GCancellable *cancellable = g_task_get_cancellable (work->task);
  g_autoptr (OrmEngine) engine = NULL;

  if (g_atomic_int_compare_and_exchange (&work->state, WAITING, BEGUN))
    engine = open_engine (work, &work->error);
  else if (work->error == NULL)
    g_set_error_literal (&work->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _("The work was cancelled"));
  if (engine != NULL)
    {
      ORM_ENGINE_GET_IFACE (engine)->set_cancellable (engine, cancellable);
      work->result = work->func (engine, work->data, work->rows, cancellable, &work->error);
      ORM_ENGINE_GET_IFACE (engine)->set_cancellable (engine, NULL);
    }
  if (g_error_matches (work->error, ORM_ERROR, ORM_ERROR_CANCELLED))
    {
      work->error->domain = G_IO_ERROR;
      work->error->code = G_IO_ERROR_CANCELLED;
    }
  g_clear_object (&engine);
  g_source_set_priority (end, g_task_get_priority (work->task));
  g_source_set_callback (end, end_work, work, NULL);
  g_source_attach (end, g_task_get_context (work->task));
}

/* Returns: (transfer full): a worker that has no thread yet */
OrmWorker *
orm_worker_new (OrmEngine *engine)
{
  OrmWorker *self = g_new0 (OrmWorker, 1);

  self->engine = engine;
  self->pool = g_thread_pool_new (do_work, NULL, 1, FALSE, NULL);
  return self;
}

/* Opens a connection to write on, here and not in the thread: so that the session can catch up
 * after it, and knows by it what it misses when the work is done. */
static void
open_writer (Work *work)
{
  OrmSession *session = g_task_get_source_object (work->task);
  OrmEngine *engine = work->worker->engine;
  g_autoptr (GError) error = NULL;

  work->writer = ORM_ENGINE_GET_IFACE (engine)->open_again (engine, FALSE, &work->error);
  if (work->writer == NULL)
    return;
  work->rows = g_array_new (FALSE, FALSE, sizeof (OrmRowChange));
  work->is_caught_up = !orm_session_has_changes (session) && orm_session_poll (session, &error);
  if (error != NULL)
    orm_session_fall_behind (session, error);
}

/* Gives work to the thread. @task (transfer full), whose source is the session, returns what comes
 * of it. */
void
orm_worker_push (OrmWorker      *self,
                 GTask          *task,
                 gboolean        writes,
                 OrmWorkFunc     func,
                 gpointer        data,
                 GDestroyNotify  free_data,
                 GDestroyNotify  free_result)
{
  Work *work = g_new0 (Work, 1);

  work->worker = self;
  work->task = task;
  work->writes = writes;
  work->func = func;
  work->data = data;
  work->free_data = free_data;
  work->free_result = free_result;
  if (writes)
    open_writer (work);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told, cancelled or not */
  if (g_task_get_cancellable (task) != NULL)
    work->cancelled = g_cancellable_connect (g_task_get_cancellable (task),
                                             G_CALLBACK (cancelled_cb), work, NULL);
  g_thread_pool_push (self->pool, work, NULL);
}

/* Work holds its session: nothing is under way when a session goes. */
void
orm_worker_free (OrmWorker *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->reader);
  g_free (self);
}
