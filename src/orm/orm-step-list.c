#include "orm/orm-step-private.h"

#include "orm/orm-session-private.h"

/* The steps as a list, the newest first: a vector of numbers, and an object for each step that
 * somebody looks at. */

/* How many steps are read in one statement. */
#define PAGE_SIZE 64

struct _OrmStepList
{
  GObject parent_instance;

  OrmSession *session;
  GArray *numbers;   /* gint64, descending; NULL as long as nobody has asked */
  GHashTable *steps; /* number to OrmStep: what was looked at */
};

static void orm_step_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OrmStepList, orm_step_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      orm_step_list_model_iface_init))

static gint64 *
number_at (GArray *numbers,
           guint   position)
{
  return &g_array_index (numbers, gint64, position);
}

static GArray *
ask (OrmStepList *self)
{
  OrmEngine *engine = orm_session_get_engine (self->session);
  g_autoptr (GError) error = NULL;
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!ORM_ENGINE_GET_IFACE (engine)->list_steps (engine, numbers, &error))
    orm_session_report (self->session, error);
  return numbers;
}

static void
take_step (const OrmStepInfo *info,
           gpointer           user_data)
{
  OrmStepList *self = user_data;
  OrmStep *step = g_hash_table_lookup (self->steps, &info->number);

  if (step != NULL)
    orm_step_update (step, info);
  else
    g_hash_table_insert (self->steps, g_memdup2 (&info->number, sizeof info->number),
                         orm_step_new (self->session, info));
}

/* Reads some of the steps; those that are known already are brought up to date. */
static void
read_steps (OrmStepList  *self,
            const gint64 *numbers,
            guint         n_numbers)
{
  OrmEngine *engine = orm_session_get_engine (self->session);
  g_autoptr (GError) error = NULL;

  if (!ORM_ENGINE_GET_IFACE (engine)->read_steps (engine, numbers, n_numbers, take_step, self,
                                                  &error))
    orm_session_report (self->session, error);
}

static guint
get_n_items (GListModel *model)
{
  OrmStepList *self = ORM_STEP_LIST (model);

  if (self->numbers == NULL)
    self->numbers = ask (self);
  return self->numbers->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  OrmStepList *self = ORM_STEP_LIST (model);
  guint first = position - position % PAGE_SIZE;
  OrmStep *step;

  if (position >= get_n_items (model))
    return NULL;
  step = g_hash_table_lookup (self->steps, number_at (self->numbers, position));
  if (step == NULL)
    {
      read_steps (self, number_at (self->numbers, first),
                  MIN (PAGE_SIZE, self->numbers->len - first));
      step = g_hash_table_lookup (self->steps, number_at (self->numbers, position));
    }
  if (step == NULL) /* another program has dropped it since; a list may not have holes */
    {
      const OrmStepInfo gone = { *number_at (self->numbers, position), "", 0, TRUE };

      return orm_step_new (self->session, &gone);
    }
  return g_object_ref (step);
}

static GType
get_item_type (GListModel *model)
{
  return ORM_TYPE_STEP;
}

static void
orm_step_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_n_items = get_n_items;
  iface->get_item_type = get_item_type;
}

static void
orm_step_list_finalize (GObject *object)
{
  OrmStepList *self = ORM_STEP_LIST (object);

  g_clear_pointer (&self->numbers, g_array_unref);
  g_hash_table_unref (self->steps);
  g_object_unref (self->session);
  G_OBJECT_CLASS (orm_step_list_parent_class)->finalize (object);
}

static void
orm_step_list_class_init (OrmStepListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = orm_step_list_finalize;
}

static void
orm_step_list_init (OrmStepList *self)
{
  self->steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/* Returns: (transfer full): the steps of a session's file */
OrmStepList *
orm_step_list_new (OrmSession *session)
{
  OrmStepList *self = g_object_new (ORM_TYPE_STEP_LIST, NULL);

  self->session = g_object_ref (session);
  return self;
}

/* Puts other numbers in the place of some, and tells of it. */
static void
splice (OrmStepList  *self,
        guint         position,
        guint         n_removed,
        const gint64 *added,
        guint         n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;
  for (guint i = position; i < position + n_removed; i++)
    g_hash_table_remove (self->steps, number_at (self->numbers, i));
  if (n_removed > 0)
    g_array_remove_range (self->numbers, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->numbers, position, added, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* Brings those steps up to date that somebody has looked at. */
static void
refresh_steps (OrmStepList *self)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, self->steps);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_array_append_vals (known, number, 1);
  if (known->len > 0)
    read_steps (self, number_at (known, 0), known->len);
}

/* After a commit, undo or redo, by whomever. Steps come and go at the newer end and go at the
 * older. */
void
orm_step_list_update (OrmStepList *self)
{
  g_autoptr (GArray) new_numbers = NULL;
  guint n_new, n_old, n_gone = 0, n_same = 0;
  gint64 oldest;

  if (self->numbers == NULL)
    return;
  g_object_ref (self);
  new_numbers = ask (self);
  n_new = new_numbers->len;
  n_old = self->numbers->len;
  oldest = n_new > 0 ? *number_at (new_numbers, n_new - 1) : G_MAXINT64;
  while (n_gone < n_old && *number_at (self->numbers, n_old - 1 - n_gone) < oldest)
    n_gone++;
  splice (self, n_old - n_gone, n_gone, NULL, 0);
  n_old -= n_gone;
  while (n_same < MIN (n_old, n_new)
         && *number_at (self->numbers, n_old - 1 - n_same)
              == *number_at (new_numbers, n_new - 1 - n_same))
    n_same++;
  splice (self, 0, n_old - n_same, (gint64 *) new_numbers->data, n_new - n_same);
  refresh_steps (self);
  g_object_unref (self);
}
