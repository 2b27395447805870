#include "orm/orm-summary-private.h"

#define MAX_DECIMALS 18

struct _OrmSummary
{
  guint n_parts;
  guint n_aggregates;
  GArray *groups; /* OrmValue, n_parts a group */
  GArray *cells;  /* OrmSummaryCell, n_aggregates a group */
};

static void
cell_clear (gpointer data)
{
  orm_value_clear (&((OrmSummaryCell *) data)->value);
}

/* Returns: (transfer full): a summary without groups */
OrmSummary *
orm_summary_new (guint n_parts,
                 guint n_aggregates)
{
  OrmSummary *self = g_new0 (OrmSummary, 1);

  self->n_parts = n_parts;
  self->n_aggregates = n_aggregates;
  self->groups = g_array_new (FALSE, TRUE, sizeof (OrmValue));
  self->cells = g_array_new (FALSE, TRUE, sizeof (OrmSummaryCell));
  g_array_set_clear_func (self->groups, (GDestroyNotify) orm_value_clear);
  g_array_set_clear_func (self->cells, cell_clear);
  return self;
}

/* Adds a group: what its rows have in common, and its cells in the order of the aggregates. */
void
orm_summary_add_group (OrmSummary           *self,
                       const OrmValue       *parts,
                       const OrmSummaryCell *cells)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      OrmValue part = orm_value_copy (parts[i]);

      g_array_append_val (self->groups, part);
    }
  for (guint i = 0; i < self->n_aggregates; i++)
    {
      OrmSummaryCell cell = cells[i];

      cell.value = orm_value_copy (cell.value);
      g_array_append_val (self->cells, cell);
    }
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
  return self->groups->len / self->n_parts;
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
  return orm_summary_get_group_part (self, group, 0);
}

/**
 * orm_summary_get_group_part:
 * @self: a summary
 * @group: which, from 0
 * @part: which of the properties that were grouped by, from 0
 *
 * Returns: the value of that property in all rows of the group; its text belongs to @self
 */
OrmValue
orm_summary_get_group_part (const OrmSummary *self,
                            guint             group,
                            guint             part)
{
  g_return_val_if_fail (group < orm_summary_get_n_groups (self) && part < self->n_parts, ORM_NULL);
  return g_array_index (self->groups, OrmValue, group * self->n_parts + part);
}

static const OrmSummaryCell *
get_cell (const OrmSummary *self,
          guint             group,
          guint             aggregate)
{
  static const OrmSummaryCell none;

  g_return_val_if_fail (group < orm_summary_get_n_groups (self) && aggregate < self->n_aggregates,
                        &none);
  return &g_array_index (self->cells, OrmSummaryCell, group * self->n_aggregates + aggregate);
}

/**
 * orm_summary_get_total:
 * @self: a summary
 * @group: which group, from 0
 * @aggregate: which aggregate, from 0
 *
 * Returns: the count, the sum, of an average the sum it is made of, or the least or most of an
 *   integer property; 0 where there was nothing to add up, and for other properties
 */
OrmTotal
orm_summary_get_total (const OrmSummary *self,
                       guint             group,
                       guint             aggregate)
{
  return get_cell (self, group, aggregate)->total;
}

/**
 * orm_summary_get_count:
 * @self: a summary
 * @group: which group, from 0
 * @aggregate: which aggregate, from 0, which is an average
 *
 * Returns: by how many its sum has to be divided: rows that have a value
 */
gint64
orm_summary_get_count (const OrmSummary *self,
                       guint             group,
                       guint             aggregate)
{
  return get_cell (self, group, aggregate)->count;
}

/**
 * orm_summary_get_average:
 * @self: a summary
 * @group: which group, from 0
 * @aggregate: which aggregate, from 0, which is the average of an integer property
 * @decimals: how many decimals to give, at most 18
 * @average: (out): the average in units of ten to the power of -@decimals, rounded half away from
 *   zero once
 *
 * Returns: %FALSE if there was nothing to take the average of, or it does not fit in 128 bits
 */
gboolean
orm_summary_get_average (const OrmSummary *self,
                         guint             group,
                         guint             aggregate,
                         guint             decimals,
                         OrmTotal         *average)
{
  const OrmSummaryCell *cell = get_cell (self, group, aggregate);
  OrmTotal scale = 1, part, rest;

  g_return_val_if_fail (decimals <= MAX_DECIMALS, FALSE);

  if (cell->count == 0)
    return FALSE;
  for (guint i = 0; i < decimals; i++)
    scale *= 10;
  part = cell->total % cell->count * scale; /* less than 2^63 times 10^18 */
  rest = part % cell->count;
  part /= cell->count;
  if (rest * 2 >= cell->count)
    part++;
  else if (rest * 2 <= -cell->count)
    part--;
  return !__builtin_mul_overflow (cell->total / cell->count, scale, average)
         && !__builtin_add_overflow (*average, part, average);
}

/**
 * orm_summary_get_value:
 * @self: a summary
 * @group: which group, from 0
 * @aggregate: which aggregate, from 0
 *
 * Returns: the least or the most, as in the file; of a real property also its sum or average; NULL
 *   where no row has a value. Its text belongs to @self
 */
OrmValue
orm_summary_get_value (const OrmSummary *self,
                       guint             group,
                       guint             aggregate)
{
  return get_cell (self, group, aggregate)->value;
}

/**
 * orm_summary_free:
 * @self: (transfer full): a summary
 */
void
orm_summary_free (OrmSummary *self)
{
  g_array_unref (self->groups);
  g_array_unref (self->cells);
  g_free (self);
}
