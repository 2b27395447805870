#include "orm/orm-mender.h"

/* A thread that mends what is derived of the rows, once, on a connection of its own. Unlike the
 * worker's work it holds no session, so a session can go at any time, and nobody waits behind it:
 * it may take a minute. */

struct _OrmMender
{
  OrmEngine *engine; /* not owned: what it has open is opened again */
  GCancellable *cancellable;
  GThread *thread;
  GMainContext *context;
  GSource *end; /* attached by the thread, when it has nothing more to do */
  GError *error;
  OrmMenderFunc ended;
  gpointer user_data;
};

static gboolean
tell_end (gpointer data)
{
  OrmMender *self = data;

  self->ended (self, self->user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
mend (gpointer data)
{
  OrmMender *self = data;
  g_autoptr (OrmEngine) engine =
    ORM_ENGINE_GET_IFACE (self->engine)->open_again (self->engine, FALSE, &self->error);

  if (engine != NULL)
    {
      ORM_ENGINE_GET_IFACE (engine)->set_cancellable (engine, self->cancellable);
      ORM_ENGINE_GET_IFACE (engine)->mend (engine, self->cancellable, &self->error);
    }
  g_clear_object (&engine);
  g_source_attach (self->end, self->context);
  return NULL;
}

/* Returns: (transfer full): begins to mend what the file of an engine holds, which has to live
 * longer */
OrmMender *
orm_mender_new (OrmEngine     *engine,
                OrmMenderFunc  ended,
                gpointer       user_data)
{
  OrmMender *self = g_new0 (OrmMender, 1);

  self->engine = engine;
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->end = g_idle_source_new ();
  g_source_set_callback (self->end, tell_end, self, NULL);
  self->ended = ended;
  self->user_data = user_data;
  self->thread = g_thread_new ("orm-mender", mend, self);
  return self;
}

/* Returns: (nullable): why it could not be mended, once it has ended */
const GError *
orm_mender_get_error (OrmMender *self)
{
  return self->error;
}

/* Stops it where it is. What it has mended is on disk; the rest is as it was. */
void
orm_mender_free (OrmMender *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_source_destroy (self->end);
  g_source_unref (self->end);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self);
}
