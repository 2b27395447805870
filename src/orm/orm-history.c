#include "config.h"

#include "orm/orm-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/base-text.h"
#include "orm/orm-step-private.h"

struct _OrmHistory
{
  GObject parent_instance;

  OrmSession *session; /* not owned: the session owns the history; NULL: it has gone */
  char *names[2];      /* by OrmHistoryWay */
  OrmStepList *steps;  /* known weakly; NULL as long as nobody looks at it */
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

  g_clear_weak_pointer (&self->steps);
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

/* The session ends; somebody may hold the history for longer. */
void
orm_history_detach (OrmHistory *self)
{
  self->session = NULL;
}

/* Returns: (transfer none) (nullable): the session's database; NULL, with @error, once the session
 * has gone */
static OrmEngine *
get_engine (OrmHistory  *self,
            GError     **error)
{
  if (self->session != NULL)
    return orm_session_get_engine (self->session);
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_FOUND, _("The file was closed"));
  return NULL;
}

/* Asks the file which steps are next, and tells what became different. */
void
orm_history_update (OrmHistory *self)
{
  g_autoptr (OrmSession) session = g_object_ref (self->session); /* whatever those who hear do */
  OrmEngine *engine = orm_session_get_engine (session);

  for (OrmHistoryWay way = ORM_UNDO; way <= ORM_REDO; way++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = ORM_ENGINE_GET_IFACE (engine)->dup_step_name (engine, way, &error);

      if (error != NULL)
        orm_session_fall_behind (session, error);
      else if (base_text_set (&self->names[way], name))
        g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_NAME + way]);
    }
  if (self->steps != NULL)
    orm_step_list_update (self->steps);
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

/* Whatever the engine did: brings everybody up to date. Returns: @done, to be returned */
static gboolean
end_move (OrmHistory *self,
          gboolean    done)
{
  if (done)
    orm_session_publish (self->session);
  else
    orm_session_clear_changes (self->session);
  return done;
}

static gboolean
move (OrmHistory     *self,
      OrmHistoryWay   way,
      GError        **error)
{
  OrmEngine *engine = get_engine (self, error);

  if (engine == NULL)
    return FALSE;
  g_return_val_if_fail (!orm_session_has_changes (self->session), FALSE);

  orm_session_begin_changes (self->session);
  return end_move (self, ORM_ENGINE_GET_IFACE (engine)->move_history (engine, way, error));
}

/**
 * orm_history_undo:
 * @self: the history of a session without pending changes
 * @error: return location for an error
 *
 * Undoes the last step, all of it or nothing. %ORM_ERROR_CONFLICT: another program has changed
 * the same rows since, of which the message names one; %ORM_ERROR_NOT_FOUND: there is nothing to
 * undo.
 *
 * Returns: %TRUE if it was undone
 */
gboolean
orm_history_undo (OrmHistory  *self,
                  GError     **error)
{
  return move (self, ORM_UNDO, error);
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
  return move (self, ORM_REDO, error);
}

static void
move_async (OrmHistory          *self,
            OrmHistoryWay        way,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GError *error = NULL;

  if (get_engine (self, &error) != NULL)
    orm_session_move_async (self->session, way, cancellable, callback, user_data);
  else
    g_task_report_error (NULL, callback, user_data, move_async, error);
}

/**
 * orm_history_undo_async:
 * @self: the history of a session without pending changes
 * @cancellable: (nullable): a cancellable: nothing is undone then
 * @callback: called in the main context of the caller's thread, with the session as its source
 * @user_data: for @callback
 *
 * Does what orm_history_undo() does beside the main loop, as orm_session_run_async() does.
 */
void
orm_history_undo_async (OrmHistory          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  move_async (self, ORM_UNDO, cancellable, callback, user_data);
}

/**
 * orm_history_redo_async:
 * @self: the history of a session without pending changes
 * @cancellable: (nullable): a cancellable: nothing is redone then
 * @callback: called in the main context of the caller's thread, with the session as its source
 * @user_data: for @callback
 *
 * Does what orm_history_redo() does beside the main loop, as orm_session_run_async() does.
 */
void
orm_history_redo_async (OrmHistory          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  move_async (self, ORM_REDO, cancellable, callback, user_data);
}

/**
 * orm_history_move_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends orm_history_undo_async() and orm_history_redo_async().
 *
 * Returns: %TRUE if it was undone or redone; else the file is as it was
 */
gboolean
orm_history_move_finish (OrmHistory    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * orm_history_go_to:
 * @self: the history of a session without pending changes
 * @step: the number of a step; 0: to before the first that is kept
 * @error: return location for an error
 *
 * Undoes or redoes steps until @step is the last that is done. All of them go in one transaction:
 * either the file is as it was after @step or nothing is changed. Errors as orm_history_undo();
 * the message names the step that could not be walked.
 *
 * Returns: %TRUE if the history stands there
 */
gboolean
orm_history_go_to (OrmHistory  *self,
                   gint64       step,
                   GError     **error)
{
  OrmEngine *engine = get_engine (self, error);

  if (engine == NULL)
    return FALSE;
  g_return_val_if_fail (!orm_session_has_changes (self->session), FALSE);

  orm_session_begin_changes (self->session);
  return end_move (self, ORM_ENGINE_GET_IFACE (engine)->go_to_step (engine, step, error));
}

/**
 * orm_history_get_steps:
 * @self: a history
 *
 * The steps that the file keeps, the newest first, those undone among them. The list is live, and
 * reads no step that nobody looks at.
 *
 * Returns: (transfer full): a list of #OrmStep; as long as somebody holds it, the same. Nothing is
 *   in it once the session has gone; a list that was made before keeps the session
 */
GListModel *
orm_history_get_steps (OrmHistory *self)
{
  OrmStepList *steps;

  if (self->steps != NULL)
    return G_LIST_MODEL (g_object_ref (self->steps));
  if (self->session == NULL)
    return G_LIST_MODEL (g_list_store_new (ORM_TYPE_STEP));
  steps = orm_step_list_new (self->session);
  g_set_weak_pointer (&self->steps, steps);
  return G_LIST_MODEL (steps);
}

/**
 * orm_history_read_changes:
 * @self: a history
 * @step: the number of a step
 * @func: (scope call): called for each change
 * @user_data: for @func
 * @error: return location for an error
 *
 * Tells what a step changed, in the order in which it did; a row that it wrote twice comes twice.
 * The changes are read a thousand at a time, so that a step may be of any size.
 *
 * Returns: %TRUE unless something could not be read
 */
gboolean
orm_history_read_changes (OrmHistory        *self,
                          gint64             step,
                          OrmPastChangeFunc  func,
                          gpointer           user_data,
                          GError           **error)
{
  OrmEngine *engine = get_engine (self, error);

  return engine != NULL
         && ORM_ENGINE_GET_IFACE (engine)->read_changes (engine, step, func, user_data, error);
}

/**
 * orm_history_list_values:
 * @self: a history
 * @record: (type OrmRecord): a record that has a row, or had one
 * @property: one of its properties that is a column
 * @error: return location for an error
 *
 * What values a cell has had, as far as the history goes; steps undone are not part of it. The
 * journal is read from end to end, which takes a tenth of a second for a million changes.
 *
 * Returns: (transfer full) (element-type OrmPastValue): the values, the newest first; or NULL with
 *   @error
 */
GPtrArray *
orm_history_list_values (OrmHistory  *self,
                         gpointer     record,
                         const char  *property,
                         GError     **error)
{
  OrmEngine *engine = get_engine (self, error);
  OrmTable *table = orm_table_of_record (record);
  int column = orm_table_find_column (table, property);
  g_autoptr (GPtrArray) values = NULL;

  g_return_val_if_fail (column >= 0, NULL);
  if (engine == NULL)
    return NULL;

  values = g_ptr_array_new_with_free_func ((GDestroyNotify) orm_past_value_free);
  if (!ORM_ENGINE_GET_IFACE (engine)->list_values (engine, table, orm_record_get_key (record),
                                                   column, values, error))
    return NULL;
  return g_steal_pointer (&values);
}

/**
 * orm_history_get_limit:
 * @self: a history
 * @limit: (out): how much is kept
 * @error: return location for an error
 *
 * Returns: %TRUE unless the file could not be read
 */
gboolean
orm_history_get_limit (OrmHistory      *self,
                       OrmHistorySize  *limit,
                       GError         **error)
{
  OrmEngine *engine = get_engine (self, error);

  return engine != NULL
         && ORM_ENGINE_GET_IFACE (engine)->get_history_limit (engine, limit, error);
}

/**
 * orm_history_set_limit:
 * @self: the history of a session without pending changes
 * @limit: how much is kept from now on: so many steps, so many bytes, or both; 0 of either is no
 *   limit
 * @error: return location for an error
 *
 * Limits how much of the past the file keeps; it is a setting of the file. The oldest steps that
 * pass it are dropped now and by each commit later, but never the step just made. What large steps
 * took goes in parts, so that no commit waits long for it: the file may pass the limit for a while.
 *
 * Returns: %TRUE if it is on disk
 */
gboolean
orm_history_set_limit (OrmHistory            *self,
                       const OrmHistorySize  *limit,
                       GError               **error)
{
  OrmEngine *engine = get_engine (self, error);

  g_return_val_if_fail (limit->n_steps >= 0 && limit->n_bytes >= 0, FALSE);
  if (engine == NULL)
    return FALSE;
  g_return_val_if_fail (!orm_session_has_changes (self->session), FALSE);

  if (!ORM_ENGINE_GET_IFACE (engine)->set_history_limit (engine, limit, error))
    return FALSE;
  orm_history_update (self);
  return TRUE;
}

/**
 * orm_history_measure:
 * @self: a history
 * @size: (out): how much is there
 * @error: return location for an error
 *
 * Returns: %TRUE unless the file could not be read
 */
gboolean
orm_history_measure (OrmHistory      *self,
                     OrmHistorySize  *size,
                     GError         **error)
{
  OrmEngine *engine = get_engine (self, error);

  return engine != NULL && ORM_ENGINE_GET_IFACE (engine)->measure_history (engine, size, error);
}
