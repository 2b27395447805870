#include "sheet/sheet-cursor.h"

typedef enum
{
  STRIDE_CELL,
  STRIDE_EDGE,
  STRIDE_PAGE,
  STRIDE_ALL,
} Stride;

static const struct
{
  Stride stride;
  int    rows;    /* -1, 0 or 1 */
  int    columns;
} moves[] = {
  [SHEET_MOVE_LEFT]       = { STRIDE_CELL,  0, -1 },
  [SHEET_MOVE_RIGHT]      = { STRIDE_CELL,  0,  1 },
  [SHEET_MOVE_UP]         = { STRIDE_CELL, -1,  0 },
  [SHEET_MOVE_DOWN]       = { STRIDE_CELL,  1,  0 },
  [SHEET_MOVE_HOME]       = { STRIDE_ALL,   0, -1 },
  [SHEET_MOVE_END]        = { STRIDE_ALL,   0,  1 },
  [SHEET_MOVE_FIRST]      = { STRIDE_ALL,  -1, -1 },
  [SHEET_MOVE_LAST]       = { STRIDE_ALL,   1,  1 },
  [SHEET_MOVE_EDGE_LEFT]  = { STRIDE_EDGE,  0, -1 },
  [SHEET_MOVE_EDGE_RIGHT] = { STRIDE_EDGE,  0,  1 },
  [SHEET_MOVE_EDGE_UP]    = { STRIDE_EDGE, -1,  0 },
  [SHEET_MOVE_EDGE_DOWN]  = { STRIDE_EDGE,  1,  0 },
  [SHEET_MOVE_PAGE_LEFT]  = { STRIDE_PAGE,  0, -1 },
  [SHEET_MOVE_PAGE_RIGHT] = { STRIDE_PAGE,  0,  1 },
  [SHEET_MOVE_PAGE_UP]    = { STRIDE_PAGE, -1,  0 },
  [SHEET_MOVE_PAGE_DOWN]  = { STRIDE_PAGE,  1,  0 },
};

/* One step of @by cells, not beyond the first or last of @n. */
static guint
step (guint value,
      int   sign,
      guint by,
      guint n)
{
  if (sign < 0)
    return value - MIN (value, by);
  if (sign > 0)
    return value + MIN (n - 1 - value, by);

  return value;
}

static gboolean
find_next (const SheetGrid *grid,
           guint           *row,
           guint           *column,
           int              rows,
           int              columns)
{
  guint next_row = step (*row, rows, 1, grid->n_rows);
  guint next_column = step (*column, columns, 1, grid->n_columns);
  gboolean moved = next_row != *row || next_column != *column;

  *row = next_row;
  *column = next_column;

  return moved;
}

/*
 * From a filled cell beside a filled one: to the last of that block. From anywhere else: to the
 * next filled cell. If there is none, to the edge of the table.
 */
static void
move_to_edge (const SheetGrid *grid,
              guint           *row,
              guint           *column,
              int              rows,
              int              columns)
{
  guint ahead_row = *row, ahead_column = *column;
  gboolean in_block;

  if (!find_next (grid, &ahead_row, &ahead_column, rows, columns))
    return;

  in_block = grid->is_filled (*row, *column, grid->data)
             && grid->is_filled (ahead_row, ahead_column, grid->data);

  for (guint looked = 0; looked < grid->reach; looked++)
    {
      gboolean found = !in_block && grid->is_filled (ahead_row, ahead_column, grid->data);

      *row = ahead_row;
      *column = ahead_column;
      if (found || !find_next (grid, &ahead_row, &ahead_column, rows, columns))
        return;

      if (in_block && !grid->is_filled (ahead_row, ahead_column, grid->data))
        return;
    }
}

/* The last column that fits on the screen together with this one, but another one in any case. */
static guint
page_column (const SheetGrid *grid,
             guint            column,
             int              columns)
{
  guint next = step (column, columns, 1, grid->n_columns);
  gint64 room = (gint64) grid->page_width - (next != column ? grid->widths[column] : 0);

  while (next != column)
    {
      room -= grid->widths[next];
      column = next;
      next = step (column, columns, 1, grid->n_columns);
      if (room < grid->widths[next])
        break;
    }

  return column;
}

static void
move_cell (const SheetGrid *grid,
           SheetMove        move,
           guint           *row,
           guint           *column)
{
  int rows = moves[move].rows;
  int columns = moves[move].columns;

  switch (moves[move].stride)
    {
    case STRIDE_CELL:
      find_next (grid, row, column, rows, columns);
      break;

    case STRIDE_EDGE:
      move_to_edge (grid, row, column, rows, columns);
      break;

    case STRIDE_PAGE:
      *row = step (*row, rows, grid->page_rows, grid->n_rows);
      *column = page_column (grid, *column, columns);
      break;

    case STRIDE_ALL:
      *row = step (*row, rows, grid->n_rows, grid->n_rows);
      *column = step (*column, columns, grid->n_columns, grid->n_columns);
      break;

    default:
      g_assert_not_reached ();
    }
}

static gboolean
move_by_tab (SheetCursor     *self,
             const SheetGrid *grid,
             gboolean         back)
{
  guint run_column = self->run_column;
  guint row = self->row, column = self->column;

  if (!back && run_column == SHEET_NONE)
    run_column = column;

  if (back && column > 0)
    column--;
  else if (!back && column + 1 < grid->n_columns)
    column++;
  else if (back && row > 0)
    row--, column = grid->n_columns - 1;
  else if (!back && row + 1 < grid->n_rows)
    row++, column = 0;
  else
    return FALSE;

  sheet_cursor_place (self, row, column);
  self->run_column = run_column;

  return TRUE;
}

static gboolean
move_by_enter (SheetCursor     *self,
               const SheetGrid *grid,
               gboolean         back)
{
  SheetCursor before = *self;
  guint column = self->run_column != SHEET_NONE ? self->run_column : self->column;

  sheet_cursor_place (self, step (self->row, back ? -1 : 1, 1, grid->n_rows), column);

  return self->row != before.row || self->column != before.column;
}

/**
 * sheet_cursor_is_somewhere:
 * @self: a cursor
 *
 * Returns: whether it is in a cell, which it is unless the table has none
 */
gboolean
sheet_cursor_is_somewhere (const SheetCursor *self)
{
  return self->row != SHEET_NONE;
}

/**
 * sheet_cursor_is_equal:
 * @self: a cursor
 * @other: another
 *
 * Returns: whether cell and range are the same; a Tab run does not count
 */
gboolean
sheet_cursor_is_equal (const SheetCursor *self,
                       const SheetCursor *other)
{
  return self->row == other->row && self->column == other->column
         && self->anchor_row == other->anchor_row && self->anchor_column == other->anchor_column
         && self->head_row == other->head_row && self->head_column == other->head_column;
}

/**
 * sheet_cursor_get_range:
 * @self: a cursor
 *
 * Returns: its range: of one cell if nothing more is selected, of nothing if it is nowhere
 */
SheetRange
sheet_cursor_get_range (const SheetCursor *self)
{
  if (!sheet_cursor_is_somewhere (self))
    return (SheetRange) { 0, 0, 0, 0 };

  return sheet_range_between (self->anchor_row, self->anchor_column,
                              self->head_row, self->head_column);
}

/**
 * sheet_cursor_place:
 * @self: a cursor
 * @row: a row of the table
 * @column: a column of the table
 *
 * Puts the cursor into a cell. Range and Tab run end.
 */
void
sheet_cursor_place (SheetCursor *self,
                    guint        row,
                    guint        column)
{
  self->row = self->anchor_row = self->head_row = row;
  self->column = self->anchor_column = self->head_column = column;
  self->run_column = SHEET_NONE;
}

/**
 * sheet_cursor_extend:
 * @self: a cursor that is somewhere
 * @row: a row of the table
 * @column: a column of the table
 *
 * Makes the range reach from its anchor to a cell. The cursor stays.
 */
void
sheet_cursor_extend (SheetCursor *self,
                     guint        row,
                     guint        column)
{
  self->head_row = row;
  self->head_column = column;
  self->run_column = SHEET_NONE;
}

/**
 * sheet_cursor_set_range:
 * @self: a cursor
 * @range: a range within the table, of at least one cell
 *
 * Selects a range. The cursor stays if it is in it, and goes to the first cell otherwise.
 */
void
sheet_cursor_set_range (SheetCursor      *self,
                        const SheetRange *range)
{
  g_return_if_fail (sheet_range_count (range) > 0);

  if (!sheet_range_contains (range, self->row, self->column))
    sheet_cursor_place (self, range->row, range->column);

  self->anchor_row = range->row;
  self->anchor_column = range->column;
  sheet_cursor_extend (self, range->row + range->n_rows - 1,
                       range->column + range->n_columns - 1);
}

/**
 * sheet_cursor_collapse:
 * @self: a cursor
 *
 * Makes the range the one cell of the cursor. A Tab run goes on.
 */
void
sheet_cursor_collapse (SheetCursor *self)
{
  self->anchor_row = self->head_row = self->row;
  self->anchor_column = self->head_column = self->column;
}

/**
 * sheet_cursor_move:
 * @self: a cursor that is somewhere
 * @grid: the table
 * @move: where to
 * @extend: whether to move the end of the range instead of the cursor; TAB and ENTER ignore it
 *
 * Does what a key does. Tab begins a run in the column in which it is pressed, and goes to the
 * first column of the next row after the last column; Enter goes to the next row, after a Tab run
 * in the column in which the run began. Any other move ends the run.
 *
 * Returns: %FALSE if there was nowhere to go, such as Tab in the last cell
 */
gboolean
sheet_cursor_move (SheetCursor     *self,
                   const SheetGrid *grid,
                   SheetMove        move,
                   gboolean         extend)
{
  guint row = extend ? self->head_row : self->row;
  guint column = extend ? self->head_column : self->column;
  guint old_row = row, old_column = column;

  g_return_val_if_fail (sheet_cursor_is_somewhere (self), FALSE);

  if (move == SHEET_MOVE_TAB || move == SHEET_MOVE_TAB_BACK)
    return move_by_tab (self, grid, move == SHEET_MOVE_TAB_BACK);
  if (move == SHEET_MOVE_ENTER || move == SHEET_MOVE_ENTER_BACK)
    return move_by_enter (self, grid, move == SHEET_MOVE_ENTER_BACK);

  move_cell (grid, move, &row, &column);
  if (extend)
    sheet_cursor_extend (self, row, column);
  else
    sheet_cursor_place (self, row, column);

  return row != old_row || column != old_column;
}

/**
 * sheet_cursor_enter_new_row:
 * @self: a cursor that is somewhere
 * @row: a row that was made for Tab past the last cell
 *
 * Goes to the first cell of that row, as Tab would have done: the Tab run goes on.
 */
void
sheet_cursor_enter_new_row (SheetCursor *self,
                            guint        row)
{
  guint run_column = self->run_column != SHEET_NONE ? self->run_column : self->column;

  sheet_cursor_place (self, row, 0);
  self->run_column = run_column;
}

/**
 * sheet_cursor_splice:
 * @self: a cursor that is somewhere
 * @position: the first row that changes
 * @removed: how many rows went from there
 * @added: how many came there
 *
 * Follows a change of the rows. What is below the change keeps its row; a row that went leaves the
 * cursor to the one that took its place, which may be one past the last: sheet_cursor_clamp()
 * comes next. The range collapses if a corner of it went.
 */
void
sheet_cursor_splice (SheetCursor *self,
                     guint        position,
                     guint        removed,
                     guint        added)
{
  gboolean has_anchor = sheet_range_splice_row (&self->anchor_row, position, removed, added);
  gboolean has_head = sheet_range_splice_row (&self->head_row, position, removed, added);

  sheet_range_splice_row (&self->row, position, removed, added);
  if (!has_anchor || !has_head)
    sheet_cursor_collapse (self);
}

/**
 * sheet_cursor_set_row:
 * @self: a cursor that is somewhere
 * @row: a row of the table
 *
 * Follows an object that is in another row now. A range of one cell comes along; a larger one
 * stays, and collapses if the cursor has left it. A Tab run goes on.
 */
void
sheet_cursor_set_row (SheetCursor *self,
                      guint        row)
{
  SheetRange range = sheet_cursor_get_range (self);

  self->row = row;
  if (sheet_range_count (&range) == 1 || !sheet_range_contains (&range, row, self->column))
    sheet_cursor_collapse (self);
}

/**
 * sheet_cursor_clamp:
 * @self: a cursor
 * @n_rows: the number of rows
 * @n_columns: the number of columns
 *
 * Brings the cursor and its range back into the table, and to the first cell if it was nowhere.
 */
void
sheet_cursor_clamp (SheetCursor *self,
                    guint        n_rows,
                    guint        n_columns)
{
  if (n_rows == 0 || n_columns == 0)
    {
      *self = SHEET_CURSOR_NOWHERE;
      return;
    }

  if (!sheet_cursor_is_somewhere (self))
    sheet_cursor_place (self, 0, 0);

  self->row = MIN (self->row, n_rows - 1);
  self->anchor_row = MIN (self->anchor_row, n_rows - 1);
  self->head_row = MIN (self->head_row, n_rows - 1);
  self->column = MIN (self->column, n_columns - 1);
  self->anchor_column = MIN (self->anchor_column, n_columns - 1);
  self->head_column = MIN (self->head_column, n_columns - 1);
  if (self->run_column != SHEET_NONE)
    self->run_column = MIN (self->run_column, n_columns - 1);
}
