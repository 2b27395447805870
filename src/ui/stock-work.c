#include "config.h"

#include "ui/stock-work.h"

#include <glib/gi18n-lib.h>

/* The fraction is kept as so many parts, plus one; 0: unknown. */
#define PARTS 10000

struct _StockWork
{
  GObject parent_instance;

  StockInventory *inventory;
  char *title;
  GCancellable *cancellable; /* of what runs, or NULL */
  int parts;                 /* atomic: written by the thread */
};

enum
{
  PROP_RUNNING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StockWork, stock_work, G_TYPE_OBJECT)

/* What runs in the thread. */
typedef struct
{
  StockWork *work;
  StockWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Run;

static void
run_free (gpointer data)
{
  Run *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_free (self);
}

static void
stock_work_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (id == PROP_RUNNING)
    g_value_set_boolean (value, stock_work_is_running (STOCK_WORK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_work_finalize (GObject *object)
{
  StockWork *self = STOCK_WORK (object);

  g_clear_object (&self->inventory);
  g_free (self->title);
  G_OBJECT_CLASS (stock_work_parent_class)->finalize (object);
}

static void
stock_work_class_init (StockWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stock_work_get_property;
  object_class->finalize = stock_work_finalize;
  properties[PROP_RUNNING]
    = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stock_work_init (StockWork *self)
{
}

/* Returns: (transfer full) (nullable): the task of what begins now; NULL, and @callback is told, if
 * something runs already */
static GTask *
begin (StockWork           *self,
       const char          *title,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  if (stock_work_is_running (self))
    {
      g_task_return_new_error (task, ORM_ERROR, ORM_ERROR_BUSY, "%s",
                               _("Something else is being written"));
      g_object_unref (task);
      return NULL;
    }
  g_free (self->title);
  self->title = g_strdup (title);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->parts, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  return task;
}

/* First whoever asked hears what came of it, then everybody that it is over. */
static void
end (GTask    *task,
     gboolean  done,
     GError   *error)
{
  StockWork *self = g_task_get_source_object (task);

  g_clear_object (&self->cancellable);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_unref (task);
}

static gboolean
run (OrmSession    *session,
     gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  Run *self = data;
  g_autoptr (StockInventory) inventory = stock_inventory_new_beside (session, error);

  return inventory != NULL
         && self->func (self->work, inventory, self->data, cancellable, error);
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GError *error = NULL;
  gboolean done = orm_session_run_finish (ORM_SESSION (source), result, &error);

  end (user_data, done, error);
}

static void
move_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  StockWork *self = g_task_get_source_object (user_data);
  GError *error = NULL;
  gboolean done = orm_history_move_finish (stock_inventory_get_history (self->inventory), result,
                                           &error);

  end (user_data, done, error);
}

/**
 * stock_work_new:
 * @inventory: what is worked on
 *
 * Returns: (transfer full): something that can work
 */
StockWork *
stock_work_new (StockInventory *inventory)
{
  StockWork *self = g_object_new (STOCK_TYPE_WORK, NULL);

  self->inventory = g_object_ref (inventory);
  return self;
}

/**
 * stock_work_run_async:
 * @self: something that can work, and whose session has no pending changes
 * @title: what is done, for the bar: "Filling of 100,000 cells"
 * @step_name: what the step is called in "Undo ..."
 * @func: does it, in a thread
 * @data: for @func
 * @free_data: (nullable): frees @data in the end, in this thread
 * @callback: called in the end
 * @user_data: for @callback
 *
 * Writes beside the main loop, all or nothing. %ORM_ERROR_BUSY: something is running already.
 */
void
stock_work_run_async (StockWork           *self,
                      const char          *title,
                      const char          *step_name,
                      StockWorkFunc        func,
                      gpointer             data,
                      GDestroyNotify       free_data,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  Run *work = g_new0 (Run, 1);
  GTask *task;

  work->work = self;
  work->func = func;
  work->data = data;
  work->free_data = free_data;
  task = begin (self, title, callback, user_data);
  if (task == NULL)
    {
      run_free (work);
      return;
    }
  g_task_set_task_data (task, work, run_free);
  orm_session_run_async (stock_inventory_get_session (self->inventory), step_name, run, work,
                         self->cancellable, run_cb, task);
}

/**
 * stock_work_move_async:
 * @self: something that can work
 * @title: what is done, for the bar
 * @redo: whether to do again what was undone last, instead of undoing
 * @callback: called in the end
 * @user_data: for @callback
 *
 * Undoes or redoes the next step beside the main loop.
 */
void
stock_work_move_async (StockWork           *self,
                       const char          *title,
                       gboolean             redo,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  OrmHistory *history = stock_inventory_get_history (self->inventory);
  GTask *task = begin (self, title, callback, user_data);

  if (task == NULL)
    return;
  if (redo)
    orm_history_redo_async (history, self->cancellable, move_cb, task);
  else
    orm_history_undo_async (history, self->cancellable, move_cb, task);
}

/**
 * stock_work_finish:
 * @self: something that can work
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is on disk; if not, the file is as it was. %G_IO_ERROR_CANCELLED: the user
 *   did not want it any more
 */
gboolean
stock_work_finish (StockWork     *self,
                   GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * stock_work_is_running:
 * @self: something that can work
 *
 * Returns: whether it does
 */
gboolean
stock_work_is_running (StockWork *self)
{
  return self->cancellable != NULL;
}

/**
 * stock_work_get_title:
 * @self: something that can work
 *
 * Returns: (nullable): what it does, or did last
 */
const char *
stock_work_get_title (StockWork *self)
{
  return self->title;
}

/**
 * stock_work_cancel:
 * @self: something that can work
 *
 * Ends what is running, if it is not done by then; nothing is changed. Whoever asked for it hears
 * of it when it has ended.
 */
void
stock_work_cancel (StockWork *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * stock_work_set_fraction:
 * @self: something that works
 * @fraction: how much is done, from 0 to 1
 *
 * Tells how far it is. To be called in any thread, as often as one likes.
 */
void
stock_work_set_fraction (StockWork *self,
                         double     fraction)
{
  g_atomic_int_set (&self->parts, (int) (CLAMP (fraction, 0, 1) * PARTS) + 1);
}

/**
 * stock_work_get_fraction:
 * @self: something that works
 *
 * Returns: how much is done, from 0 to 1; less than 0 if that is not known
 */
double
stock_work_get_fraction (StockWork *self)
{
  return (g_atomic_int_get (&self->parts) - 1) / (double) PARTS;
}

static gboolean
count_change (const OrmPastChange *change,
              gpointer             user_data)
{
  guint *n_changes = user_data;

  return ++*n_changes <= STOCK_WORK_MANY;
}

/**
 * stock_work_is_long_way:
 * @inventory: an inventory
 * @redo: whether to look at what was undone last, instead of at what was done
 *
 * Returns: whether the step that would be undone or redone next has so many changes that this
 *   should be done by stock_work_move_async()
 */
gboolean
stock_work_is_long_way (StockInventory *inventory,
                        gboolean        redo)
{
  OrmHistory *history = stock_inventory_get_history (inventory);
  g_autoptr (GListModel) steps = orm_history_get_steps (history);
  g_autoptr (OrmStep) next = NULL;
  guint n_changes = 0;

  /* The newest first: those undone, and then those that are done. */
  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (OrmStep) step = g_list_model_get_item (steps, i);

      if (redo && !orm_step_is_undone (step))
        break;
      if (redo == orm_step_is_undone (step))
        g_set_object (&next, step);
      if (!redo && next != NULL)
        break;
    }
  if (next == NULL)
    return FALSE;
  orm_history_read_changes (history, orm_step_get_number (next), count_change, &n_changes, NULL);
  return n_changes > STOCK_WORK_MANY;
}
