#include "io/io-plan.h"

struct _IoPlan
{
  GObject parent_instance;

  GByteArray *outcomes; /* an IoOutcome a row */
  guint counts[IO_N_OUTCOMES];
  GArray *refusals;      /* IoRefusal */
  GPtrArray *categories; /* char * */
  gboolean written;
};

G_DEFINE_FINAL_TYPE (IoPlan, io_plan, G_TYPE_OBJECT)

static void
clear_refusal (gpointer data)
{
  IoRefusal *refusal = data;

  g_clear_pointer (&refusal->header, g_free);
  g_clear_pointer (&refusal->value, g_free);
  g_clear_pointer (&refusal->reason, g_free);
}

static void
io_plan_finalize (GObject *object)
{
  IoPlan *self = IO_PLAN (object);

  g_clear_pointer (&self->outcomes, g_byte_array_unref);
  g_clear_pointer (&self->refusals, g_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);

  G_OBJECT_CLASS (io_plan_parent_class)->finalize (object);
}

static void
io_plan_class_init (IoPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = io_plan_finalize;
}

static void
io_plan_init (IoPlan *self)
{
  self->outcomes = g_byte_array_new ();
  self->refusals = g_array_new (FALSE, FALSE, sizeof (IoRefusal));
  g_array_set_clear_func (self->refusals, clear_refusal);
  self->categories = g_ptr_array_new_with_free_func (g_free);
}

/**
 * io_plan_new:
 *
 * Returns: (transfer full): a plan without rows
 */
IoPlan *
io_plan_new (void)
{
  return g_object_new (IO_TYPE_PLAN, NULL);
}

/**
 * io_plan_add_row:
 * @self: a plan
 * @outcome: what is done with the next row of the table
 *
 * Adds a row.
 */
void
io_plan_add_row (IoPlan    *self,
                 IoOutcome  outcome)
{
  guint8 byte = (guint8) outcome;

  g_byte_array_append (self->outcomes, &byte, 1);
  self->counts[outcome]++;
}

/**
 * io_plan_add_refusal:
 * @self: a plan
 * @refusal: a refusal, whose texts the plan takes over
 *
 * Adds the reason for which a row is refused. A row may have several.
 */
void
io_plan_add_refusal (IoPlan    *self,
                     IoRefusal  refusal)
{
  g_array_append_val (self->refusals, refusal);
}

/**
 * io_plan_add_category:
 * @self: a plan
 * @name: the name of a category that the import makes
 *
 * Adds a category.
 */
void
io_plan_add_category (IoPlan     *self,
                      const char *name)
{
  g_ptr_array_add (self->categories, g_strdup (name));
}

/**
 * io_plan_set_written:
 * @self: a plan
 *
 * Says that the plan has been carried out.
 */
void
io_plan_set_written (IoPlan *self)
{
  self->written = TRUE;
}

/**
 * io_plan_get_n_rows:
 * @self: a plan
 *
 * Returns: how many rows the table has
 */
guint
io_plan_get_n_rows (IoPlan *self)
{
  return self->outcomes->len;
}

/**
 * io_plan_get_outcome:
 * @self: a plan
 * @row: a row of the table, from 0
 *
 * Returns: what is done with the row
 */
IoOutcome
io_plan_get_outcome (IoPlan *self,
                     guint   row)
{
  g_return_val_if_fail (row < self->outcomes->len, IO_OUTCOME_REFUSED);

  return (IoOutcome) self->outcomes->data[row];
}

/**
 * io_plan_get_count:
 * @self: a plan
 * @outcome: an outcome
 *
 * Returns: with how many rows this is done
 */
guint
io_plan_get_count (IoPlan    *self,
                   IoOutcome  outcome)
{
  g_return_val_if_fail (outcome < IO_N_OUTCOMES, 0);

  return self->counts[outcome];
}

/**
 * io_plan_get_n_refusals:
 * @self: a plan
 *
 * Returns: how many cells and rows are refused
 */
guint
io_plan_get_n_refusals (IoPlan *self)
{
  return self->refusals->len;
}

/**
 * io_plan_get_refusal:
 * @self: a plan
 * @index: from 0, in the order of the table
 *
 * Returns: (transfer none): what is refused, and why
 */
const IoRefusal *
io_plan_get_refusal (IoPlan *self,
                     guint   index)
{
  g_return_val_if_fail (index < self->refusals->len, NULL);

  return &g_array_index (self->refusals, IoRefusal, index);
}

/**
 * io_plan_get_n_categories:
 * @self: a plan
 *
 * Returns: how many categories are made
 */
guint
io_plan_get_n_categories (IoPlan *self)
{
  return self->categories->len;
}

/**
 * io_plan_get_category:
 * @self: a plan
 * @index: from 0
 *
 * Returns: the name of a category that is made
 */
const char *
io_plan_get_category (IoPlan *self,
                      guint   index)
{
  g_return_val_if_fail (index < self->categories->len, NULL);

  return g_ptr_array_index (self->categories, index);
}

/**
 * io_plan_is_written:
 * @self: a plan
 *
 * Returns: whether the inventory is now as the plan says, because it was carried out or because
 *   there was nothing to change
 */
gboolean
io_plan_is_written (IoPlan *self)
{
  return self->written;
}
