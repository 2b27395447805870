#include "sheet/sheet-ranges.h"

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

static int
compare_columns (gconstpointer a,
                 gconstpointer b)
{
  return compare_numbers (&((const SheetRange *) a)->column, &((const SheetRange *) b)->column);
}

/* The rows at which a range begins or has ended, each once. */
static GArray *
list_edges (const SheetRange *ranges,
            guint             n_ranges)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_kept = 0;

  for (guint i = 0; i < n_ranges; i++)
    {
      guint pair[] = { ranges[i].row, ranges[i].row + ranges[i].n_rows };

      if (sheet_range_count (&ranges[i]) > 0)
        g_array_append_vals (edges, pair, 2);
    }

  g_array_sort (edges, compare_numbers);
  for (guint i = 0; i < edges->len; i++)
    {
      guint edge = g_array_index (edges, guint, i);

      if (n_kept == 0 || g_array_index (edges, guint, n_kept - 1) != edge)
        g_array_index (edges, guint, n_kept++) = edge;
    }
  g_array_set_size (edges, n_kept);

  return edges;
}

/* The columns that are selected in the rows from @row to before @end, within which none begins or
 * ends. */
static GArray *
list_strip (const SheetRange *ranges,
            guint             n_ranges,
            guint             row,
            guint             end)
{
  GArray *strip = sheet_ranges_new ();
  guint n_kept = 0;

  for (guint i = 0; i < n_ranges; i++)
    {
      SheetRange part = { row, ranges[i].column, end - row, ranges[i].n_columns };

      if (sheet_range_contains (&ranges[i], row, ranges[i].column))
        g_array_append_val (strip, part);
    }

  g_array_sort (strip, compare_columns);
  for (guint i = 0; i < strip->len; i++)
    {
      SheetRange part = g_array_index (strip, SheetRange, i);
      SheetRange *last = n_kept > 0 ? &g_array_index (strip, SheetRange, n_kept - 1) : NULL;

      if (last == NULL || part.column > last->column + last->n_columns)
        g_array_index (strip, SheetRange, n_kept++) = part;
      else
        last->n_columns = MAX (last->n_columns, part.column + part.n_columns - last->column);
    }
  g_array_set_size (strip, n_kept);

  return strip;
}

/* Whether the last ranges of @split go on in @strip, which then are made longer. */
static gboolean
join_strip (GArray *split,
            GArray *strip)
{
  SheetRange *parts = &g_array_index (strip, SheetRange, 0);
  SheetRange *above;

  if (strip->len == 0 || split->len < strip->len)
    return FALSE;

  above = &g_array_index (split, SheetRange, split->len - strip->len);
  if (split->len > strip->len && above[-1].row == above->row)
    return FALSE;

  for (guint i = 0; i < strip->len; i++)
    {
      if (above[i].column != parts[i].column || above[i].n_columns != parts[i].n_columns
          || above[i].row + above[i].n_rows != parts[i].row)
        return FALSE;
    }

  for (guint i = 0; i < strip->len; i++)
    above[i].n_rows += parts[i].n_rows;

  return TRUE;
}

/**
 * sheet_ranges_new:
 *
 * Returns: (transfer full): no ranges
 */
GArray *
sheet_ranges_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (SheetRange));
}

/**
 * sheet_ranges_split:
 * @ranges: (array length=n_ranges): ranges, which may overlap
 * @n_ranges: how many
 *
 * Cuts a selection into ranges of which no two share a cell: strips of rows from the top, each from
 * its first column to its last, so that the same cells always give the same ranges.
 *
 * Returns: (transfer full): #SheetRanges
 */
GArray *
sheet_ranges_split (const SheetRange *ranges,
                       guint             n_ranges)
{
  GArray *split = sheet_ranges_new ();
  g_autoptr (GArray) edges = list_edges (ranges, n_ranges);

  for (guint i = 1; i < edges->len; i++)
    {
      g_autoptr (GArray) strip = list_strip (ranges, n_ranges, g_array_index (edges, guint, i - 1),
                                             g_array_index (edges, guint, i));

      if (!join_strip (split, strip))
        g_array_append_vals (split, strip->data, strip->len);
    }

  return split;
}

/**
 * sheet_ranges_count:
 * @split: ranges that do not overlap
 *
 * Returns: the number of cells
 */
guint64
sheet_ranges_count (GArray *split)
{
  guint64 count = 0;

  for (guint i = 0; i < split->len; i++)
    count += sheet_range_count (&g_array_index (split, SheetRange, i));

  return count;
}

/**
 * sheet_ranges_get_block:
 * @split: what sheet_ranges_split() has made
 * @rows: (out) (transfer full): numbers of rows, from the top
 * @columns: (out) (transfer full): numbers of columns, from the first
 *
 * Joins ranges to one block, as copying does: what lies between them is left out. That is possible
 * if every selected row has the same columns.
 *
 * Returns: whether it is; if not, @rows and @columns are not set
 */
gboolean
sheet_ranges_get_block (GArray  *split,
                           GArray **rows,
                           GArray **columns)
{
  const SheetRange *ranges = (const SheetRange *) split->data;
  guint n_parts = 0;

  while (n_parts < split->len && ranges[n_parts].row == ranges[0].row)
    n_parts++;
  for (guint i = n_parts; i < split->len; i++)
    {
      if (split->len % n_parts != 0 || ranges[i].row != ranges[i - i % n_parts].row
          || ranges[i].column != ranges[i % n_parts].column
          || ranges[i].n_columns != ranges[i % n_parts].n_columns)
        return FALSE;
    }

  *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < split->len; i += n_parts)
    for (guint row = ranges[i].row; row < ranges[i].row + ranges[i].n_rows; row++)
      g_array_append_val (*rows, row);
  for (guint i = 0; i < n_parts; i++)
    for (guint j = ranges[i].column; j < ranges[i].column + ranges[i].n_columns; j++)
      g_array_append_val (*columns, j);

  return TRUE;
}

/**
 * sheet_ranges_splice:
 * @ranges: #SheetRanges
 * @position: the first row that changes
 * @removed: how many rows went from there
 * @added: how many came there
 *
 * Follows a change of the rows. A range whose first or last row went is dropped.
 */
void
sheet_ranges_splice (GArray *ranges,
                        guint   position,
                        guint   removed,
                        guint   added)
{
  for (guint i = ranges->len; i > 0; i--)
    {
      SheetRange *range = &g_array_index (ranges, SheetRange, i - 1);
      guint last = range->row + range->n_rows - 1;

      if (sheet_range_splice_row (&range->row, position, removed, added)
          && sheet_range_splice_row (&last, position, removed, added))
        range->n_rows = last - range->row + 1;
      else
        g_array_remove_index (ranges, i - 1);
    }
}

/**
 * sheet_ranges_clamp:
 * @ranges: #SheetRanges
 * @n_rows: the number of rows in the table
 * @n_columns: the number of columns
 *
 * Cuts off what lies outside the table.
 */
void
sheet_ranges_clamp (GArray *ranges,
                       guint   n_rows,
                       guint   n_columns)
{
  for (guint i = ranges->len; i > 0; i--)
    {
      SheetRange *range = &g_array_index (ranges, SheetRange, i - 1);

      sheet_range_clamp (range, n_rows, n_columns);
      if (sheet_range_count (range) == 0)
        g_array_remove_index (ranges, i - 1);
    }
}
