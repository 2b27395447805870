#include "orm/orm-summary-private.h"

struct _OrmSummary
{
  guint n_aggregates;
  GArray *groups; /* OrmValue */
  GArray *totals; /* OrmTotal, n_aggregates a group */
};

/* Returns: (transfer full): a summary without groups */
OrmSummary *
orm_summary_new (guint n_aggregates)
{
  OrmSummary *self = g_new0 (OrmSummary, 1);

  self->n_aggregates = n_aggregates;
  self->groups = g_array_new (FALSE, TRUE, sizeof (OrmValue));
  self->totals = g_array_new (FALSE, TRUE, sizeof (OrmTotal));
  g_array_set_clear_func (self->groups, (GDestroyNotify) orm_value_clear);
  return self;
}

/* Adds a group, with its totals, in the order of the aggregates. */
void
orm_summary_add_group (OrmSummary     *self,
                       OrmValue        group,
                       const OrmTotal *totals)
{
  group = orm_value_copy (group);
  g_array_append_val (self->groups, group);
  g_array_append_vals (self->totals, totals, self->n_aggregates);
}

/**
 * orm_summary_get_n_groups:
 * @self: a summary
 *
 * Returns: how many groups there are; 1 where nothing was grouped by
 */
guint
orm_summary_get_n_groups (const OrmSummary *self)
{
  return self->groups->len;
}

/**
 * orm_summary_get_group:
 * @self: a summary
 * @group: which, from 0
 *
 * Returns: what the rows of the group have in common; its text belongs to @self
 */
OrmValue
orm_summary_get_group (const OrmSummary *self,
                       guint             group)
{
  g_return_val_if_fail (group < self->groups->len, ORM_NULL);
  return g_array_index (self->groups, OrmValue, group);
}

/**
 * orm_summary_get_total:
 * @self: a summary
 * @group: which group, from 0
 * @aggregate: which aggregate, from 0
 *
 * Returns: the total; 0 where there was nothing to add up
 */
OrmTotal
orm_summary_get_total (const OrmSummary *self,
                       guint             group,
                       guint             aggregate)
{
  g_return_val_if_fail (group < self->groups->len && aggregate < self->n_aggregates, 0);
  return g_array_index (self->totals, OrmTotal, group * self->n_aggregates + aggregate);
}

/**
 * orm_summary_free:
 * @self: (transfer full): a summary
 */
void
orm_summary_free (OrmSummary *self)
{
  g_array_unref (self->groups);
  g_array_unref (self->totals);
  g_free (self);
}
