#include "sheet/sheet-selection.h"

#include <string.h>

#include "sheet/sheet-ranges.h"

/**
 * sheet_selection_init:
 * @self: memory for a selection
 *
 * Makes it one of nothing.
 */
void
sheet_selection_init (SheetSelection *self)
{
  self->cursor = SHEET_CURSOR_NOWHERE;
  self->others = sheet_ranges_new ();
}

/**
 * sheet_selection_clear:
 * @self: a selection
 *
 * Frees what it holds.
 */
void
sheet_selection_clear (SheetSelection *self)
{
  g_clear_pointer (&self->others, g_array_unref);
}

/**
 * sheet_selection_copy:
 * @self: a selection
 * @source: another
 *
 * Makes the one what the other is.
 */
void
sheet_selection_copy (SheetSelection       *self,
                      const SheetSelection *source)
{
  self->cursor = source->cursor;
  sheet_selection_set_others (self, (SheetRange *) source->others->data, source->others->len);
}

/**
 * sheet_selection_set_others:
 * @self: a selection
 * @others: (array length=n_others) (nullable): ranges
 * @n_others: how many
 *
 * Sets what is selected beside the range of the cursor.
 */
void
sheet_selection_set_others (SheetSelection   *self,
                            const SheetRange *others,
                            guint             n_others)
{
  g_array_set_size (self->others, 0);
  if (n_others > 0)
    g_array_append_vals (self->others, others, n_others);
}

/**
 * sheet_selection_is_equal:
 * @self: a selection
 * @other: another
 *
 * Returns: whether cursor and ranges are the same; a Tab run does not count
 */
gboolean
sheet_selection_is_equal (const SheetSelection *self,
                          const SheetSelection *other)
{
  return sheet_cursor_is_equal (&self->cursor, &other->cursor)
         && self->others->len == other->others->len
         && (self->others->len == 0
             || memcmp (self->others->data, other->others->data,
                        self->others->len * sizeof (SheetRange)) == 0);
}

/**
 * sheet_selection_contains:
 * @self: a selection
 * @row: a row
 * @column: a column
 *
 * Returns: whether the cell is selected
 */
gboolean
sheet_selection_contains (const SheetSelection *self,
                          guint                 row,
                          guint                 column)
{
  SheetRange range = sheet_cursor_get_range (&self->cursor);

  if (sheet_range_contains (&range, row, column))
    return TRUE;

  for (guint i = 0; i < self->others->len; i++)
    {
      if (sheet_range_contains (&g_array_index (self->others, SheetRange, i), row, column))
        return TRUE;
    }

  return FALSE;
}

/**
 * sheet_selection_is_several:
 * @self: a selection
 *
 * Returns: whether more than the cell of the cursor is selected
 */
gboolean
sheet_selection_is_several (const SheetSelection *self)
{
  SheetRange range = sheet_cursor_get_range (&self->cursor);

  return self->others->len > 0 || sheet_range_count (&range) > 1;
}

/**
 * sheet_selection_get_cell_state:
 * @self: a selection
 * @row: a row
 * @column: a column
 *
 * Returns: what the cell is to the cursor and the selection
 */
SheetCellState
sheet_selection_get_cell_state (const SheetSelection *self,
                                guint                 row,
                                guint                 column)
{
  SheetCellState state = 0;

  if (row == self->cursor.row)
    state |= SHEET_CELL_CURSOR_ROW;
  if (row == self->cursor.row && column == self->cursor.column)
    state |= SHEET_CELL_CURSOR;
  if (sheet_selection_is_several (self) && sheet_selection_contains (self, row, column))
    state |= SHEET_CELL_SELECTED;

  return state;
}

/**
 * sheet_selection_touches_row:
 * @self: a selection
 * @row: a row
 *
 * Returns: whether any cell of the row is selected
 */
gboolean
sheet_selection_touches_row (const SheetSelection *self,
                             guint                 row)
{
  SheetRange range = sheet_cursor_get_range (&self->cursor);

  if (row - range.row < range.n_rows)
    return TRUE;

  for (guint i = 0; i < self->others->len; i++)
    {
      range = g_array_index (self->others, SheetRange, i);
      if (row - range.row < range.n_rows)
        return TRUE;
    }

  return FALSE;
}

static void
add_rows (const SheetRange *range,
          guint            *first,
          guint            *last)
{
  *first = MIN (*first, range->row);
  *last = MAX (*last, range->row + range->n_rows - 1);
}

/**
 * sheet_selection_add_rows:
 * @self: a selection
 * @first: (inout): the first row of something
 * @last: (inout): its last row
 *
 * Widens it, so that it covers the cursor and all selected rows.
 */
void
sheet_selection_add_rows (const SheetSelection *self,
                          guint                *first,
                          guint                *last)
{
  SheetRange range = sheet_cursor_get_range (&self->cursor);
  SheetRange cell = { self->cursor.row, self->cursor.column, 1, 1 };

  if (!sheet_cursor_is_somewhere (&self->cursor))
    return;

  add_rows (&range, first, last);
  add_rows (&cell, first, last);
  for (guint i = 0; i < self->others->len; i++)
    add_rows (&g_array_index (self->others, SheetRange, i), first, last);
}

/**
 * sheet_selection_dup_ranges:
 * @self: a selection
 *
 * Returns: (transfer full): its #SheetRanges as they were made, the active one last
 */
GArray *
sheet_selection_dup_ranges (const SheetSelection *self)
{
  SheetRange range = sheet_cursor_get_range (&self->cursor);
  GArray *ranges;

  if (!sheet_cursor_is_somewhere (&self->cursor))
    return sheet_ranges_new ();

  ranges = g_array_copy (self->others);
  g_array_append_val (ranges, range);

  return ranges;
}

/**
 * sheet_selection_splice:
 * @self: a selection whose cursor is somewhere
 * @position: the first row that changes
 * @removed: how many rows went from there
 * @added: how many came there
 *
 * Follows a change of the rows, see sheet_cursor_splice() and sheet_ranges_splice().
 */
void
sheet_selection_splice (SheetSelection *self,
                        guint           position,
                        guint           removed,
                        guint           added)
{
  sheet_cursor_splice (&self->cursor, position, removed, added);
  sheet_ranges_splice (self->others, position, removed, added);
}

/**
 * sheet_selection_clamp:
 * @self: a selection
 * @n_rows: the number of rows
 * @n_columns: the number of columns
 *
 * Brings it back into the table, see sheet_cursor_clamp() and sheet_ranges_clamp().
 */
void
sheet_selection_clamp (SheetSelection *self,
                       guint           n_rows,
                       guint           n_columns)
{
  sheet_cursor_clamp (&self->cursor, n_rows, n_columns);
  if (sheet_cursor_is_somewhere (&self->cursor))
    sheet_ranges_clamp (self->others, n_rows, n_columns);
}
