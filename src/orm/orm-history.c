#include "config.h"

#include "orm/orm-session-private.h"

#include "base/base-text.h"

struct _OrmHistory
{
  GObject parent_instance;

  OrmSession *session; /* not owned: the session owns the history */
  char *names[2];      /* by OrmHistoryWay */
};

G_DEFINE_FINAL_TYPE (OrmHistory, orm_history, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
orm_history_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  OrmHistory *self = ORM_HISTORY (object);

  g_value_set_string (value, self->names[property_id - PROP_UNDO_NAME]);
}

static void
orm_history_finalize (GObject *object)
{
  OrmHistory *self = ORM_HISTORY (object);

  g_free (self->names[ORM_UNDO]);
  g_free (self->names[ORM_REDO]);
  G_OBJECT_CLASS (orm_history_parent_class)->finalize (object);
}

static void
orm_history_class_init (OrmHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = orm_history_get_property;
  object_class->finalize = orm_history_finalize;
  properties[PROP_UNDO_NAME] =
    g_param_spec_string ("undo-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_REDO_NAME] =
    g_param_spec_string ("redo-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
orm_history_init (OrmHistory *self)
{
}

OrmHistory *
orm_history_new (OrmSession *session)
{
  OrmHistory *self = g_object_new (ORM_TYPE_HISTORY, NULL);

  self->session = session;
  orm_history_update (self);
  return self;
}

/* Asks the file which steps are next, and tells what became different. */
void
orm_history_update (OrmHistory *self)
{
  OrmEngine *engine = orm_session_get_engine (self->session);

  for (OrmHistoryWay way = ORM_UNDO; way <= ORM_REDO; way++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = ORM_ENGINE_GET_IFACE (engine)->dup_step_name (engine, way, &error);

      if (error != NULL)
        orm_session_report (self->session, error);
      if (base_text_set (&self->names[way], name))
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_NAME + way]);
    }
}

/**
 * orm_history_get_undo_name:
 * @self: a history
 *
 * Returns: (nullable): the name of the step that would be undone
 */
const char *
orm_history_get_undo_name (OrmHistory *self)
{
  return self->names[ORM_UNDO];
}

/**
 * orm_history_get_redo_name:
 * @self: a history
 *
 * Returns: (nullable): the name of the step that would be redone
 */
const char *
orm_history_get_redo_name (OrmHistory *self)
{
  return self->names[ORM_REDO];
}

/**
 * orm_history_undo:
 * @self: the history of a session without pending changes
 * @error: return location for an error
 *
 * Undoes the last step, all of it or nothing. %ORM_ERROR_CONFLICT: another program has changed
 * the same rows since; %ORM_ERROR_NOT_FOUND: there is nothing to undo.
 *
 * Returns: %TRUE if it was undone
 */
gboolean
orm_history_undo (OrmHistory  *self,
                  GError     **error)
{
  return orm_session_move_history (self->session, ORM_UNDO, error);
}

/**
 * orm_history_redo:
 * @self: the history of a session without pending changes
 * @error: return location for an error
 *
 * Does again the step that was undone last, all of it or nothing; errors as orm_history_undo().
 *
 * Returns: %TRUE if it was redone
 */
gboolean
orm_history_redo (OrmHistory  *self,
                  GError     **error)
{
  return orm_session_move_history (self->session, ORM_REDO, error);
}
