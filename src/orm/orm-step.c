#include "orm/orm-step-private.h"

#include "orm/orm-session-private.h"

struct _OrmStep
{
  GObject parent_instance;

  OrmSession *session;
  gint64 number;
  char *name;
  gint64 time;
  gboolean undone;
  gint64 n_rows; /* -1: not counted yet */
};

G_DEFINE_FINAL_TYPE (OrmStep, orm_step, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NUMBER,
  PROP_NAME,
  PROP_TIME,
  PROP_UNDONE,
  PROP_N_ROWS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
orm_step_get_property (GObject    *object,
                       guint       property_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  OrmStep *self = ORM_STEP (object);

  switch (property_id)
    {
    case PROP_NUMBER:
      g_value_set_int64 (value, self->number);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, self->time);
      break;
    case PROP_UNDONE:
      g_value_set_boolean (value, self->undone);
      break;
    case PROP_N_ROWS:
      g_value_set_int64 (value, orm_step_get_n_rows (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
orm_step_finalize (GObject *object)
{
  OrmStep *self = ORM_STEP (object);

  g_object_unref (self->session);
  g_free (self->name);
  G_OBJECT_CLASS (orm_step_parent_class)->finalize (object);
}

static void
orm_step_class_init (OrmStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = orm_step_get_property;
  object_class->finalize = orm_step_finalize;
  properties[PROP_NUMBER] =
    g_param_spec_int64 ("number", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TIME] =
    g_param_spec_int64 ("time", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_UNDONE] = g_param_spec_boolean ("undone", NULL, NULL, FALSE, flags);
  properties[PROP_N_ROWS] =
    g_param_spec_int64 ("n-rows", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
orm_step_init (OrmStep *self)
{
  self->n_rows = -1;
}

/* Returns: (transfer full): a step as the file has it */
OrmStep *
orm_step_new (OrmSession        *session,
              const OrmStepInfo *info)
{
  OrmStep *self = g_object_new (ORM_TYPE_STEP, NULL);

  self->session = g_object_ref (session);
  self->number = info->number;
  self->name = g_strdup (info->name);
  self->time = info->time;
  self->undone = info->undone;
  return self;
}

/* Whether a step is undone is all of it that can become different. */
void
orm_step_update (OrmStep           *self,
                 const OrmStepInfo *info)
{
  if (self->undone == info->undone)
    return;
  self->undone = info->undone;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDONE]);
}

/**
 * orm_step_get_number:
 * @self: a step
 *
 * Returns: the number that names it
 */
gint64
orm_step_get_number (OrmStep *self)
{
  return self->number;
}

/**
 * orm_step_get_name:
 * @self: a step
 *
 * Returns: what the user did
 */
const char *
orm_step_get_name (OrmStep *self)
{
  return self->name;
}

/**
 * orm_step_get_time:
 * @self: a step
 *
 * Returns: when it was made, in microseconds since the epoch, UTC
 */
gint64
orm_step_get_time (OrmStep *self)
{
  return self->time;
}

/**
 * orm_step_is_undone:
 * @self: a step
 *
 * Returns: whether it waits to be redone
 */
gboolean
orm_step_is_undone (OrmStep *self)
{
  return self->undone;
}

/**
 * orm_step_get_n_rows:
 * @self: a step
 *
 * Returns: how many rows it made, changed or deleted, each counted once
 */
gint64
orm_step_get_n_rows (OrmStep *self)
{
  OrmEngine *engine = orm_session_get_engine (self->session);
  g_autoptr (GError) error = NULL;

  if (self->n_rows < 0
      && !ORM_ENGINE_GET_IFACE (engine)->count_step_rows (engine, self->number, &self->n_rows,
                                                          &error))
    {
      self->n_rows = -1;
      orm_session_report (self->session, error);
    }
  return MAX (self->n_rows, 0);
}

/**
 * orm_past_value_free:
 * @self: (transfer full): a value that a cell has had
 */
void
orm_past_value_free (OrmPastValue *self)
{
  g_free (self->step_name);
  orm_value_clear (&self->before);
  orm_value_clear (&self->after);
  g_free (self);
}
