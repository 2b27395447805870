#include "sheet/sheet-range.h"

/**
 * sheet_range_between:
 * @row: the row of one corner
 * @column: the column of that corner
 * @other_row: the row of the opposite corner
 * @other_column: its column
 *
 * Makes the range of which these are opposite corners, whichever they are.
 *
 * Returns: the range, of at least one cell
 */
SheetRange
sheet_range_between (guint row,
                     guint column,
                     guint other_row,
                     guint other_column)
{
  return (SheetRange) {
    .row = MIN (row, other_row),
    .column = MIN (column, other_column),
    .n_rows = MAX (row, other_row) - MIN (row, other_row) + 1,
    .n_columns = MAX (column, other_column) - MIN (column, other_column) + 1,
  };
}

/**
 * sheet_range_contains:
 * @self: a range
 * @row: a row
 * @column: a column
 *
 * Returns: whether the cell is in the range
 */
gboolean
sheet_range_contains (const SheetRange *self,
                      guint             row,
                      guint             column)
{
  /* A cell before the range wraps round to a number too large. */
  return row - self->row < self->n_rows && column - self->column < self->n_columns;
}

/**
 * sheet_range_is_equal:
 * @self: a range
 * @other: another
 *
 * Returns: whether both are the same cells; all ranges of nothing are
 */
gboolean
sheet_range_is_equal (const SheetRange *self,
                      const SheetRange *other)
{
  if (sheet_range_count (self) == 0 || sheet_range_count (other) == 0)
    return sheet_range_count (self) == sheet_range_count (other);

  return self->row == other->row && self->column == other->column
         && self->n_rows == other->n_rows && self->n_columns == other->n_columns;
}

/**
 * sheet_range_count:
 * @self: a range
 *
 * Returns: the number of cells
 */
guint64
sheet_range_count (const SheetRange *self)
{
  return (guint64) self->n_rows * self->n_columns;
}

/**
 * sheet_range_clamp:
 * @self: a range
 * @n_rows: the number of rows in the table
 * @n_columns: the number of columns
 *
 * Cuts off what lies outside the table.
 */
void
sheet_range_clamp (SheetRange *self,
                   guint       n_rows,
                   guint       n_columns)
{
  self->row = MIN (self->row, n_rows);
  self->column = MIN (self->column, n_columns);
  self->n_rows = MIN (self->n_rows, n_rows - self->row);
  self->n_columns = MIN (self->n_columns, n_columns - self->column);
}

/**
 * sheet_range_splice_row:
 * @row: (inout): a row, of a range or of the cursor
 * @position: the first row that changes
 * @removed: how many rows went from there
 * @added: how many came there
 *
 * Follows a change of the rows. What is below the change keeps its row; a row that went leaves its
 * number to the one that took its place, which may be one past the last.
 *
 * Returns: whether the row is still there
 */
gboolean
sheet_range_splice_row (guint *row,
                        guint  position,
                        guint  removed,
                        guint  added)
{
  guint offset = *row - position;

  if (*row < position)
    return TRUE;

  if (offset >= removed)
    *row = *row - removed + added;
  else
    *row = position + MIN (offset, added);

  return offset >= removed || offset < added;
}

/* How far a place is before the first or behind the last of @n from @first on. */
static guint
get_distance (guint place,
              guint first,
              guint n)
{
  if (place < first)
    return first - place;

  return place - first < n ? 0 : place - (first + n - 1);
}

/**
 * sheet_range_extend_to:
 * @self: a range of at least one cell
 * @row: the row of a cell
 * @column: its column
 *
 * Makes the range reach to a cell up or down, or else sideways, whichever is further: where
 * dragging its corner there fills it to.
 *
 * Returns: the range, which contains @self
 */
SheetRange
sheet_range_extend_to (const SheetRange *self,
                       guint             row,
                       guint             column)
{
  SheetRange range = *self;
  guint down = get_distance (row, self->row, self->n_rows);
  guint across = get_distance (column, self->column, self->n_columns);

  if (down >= across)
    {
      range.row = MIN (row, self->row);
      range.n_rows += down;
    }
  else
    {
      range.column = MIN (column, self->column);
      range.n_columns += across;
    }

  return range;
}
