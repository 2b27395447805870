/* Moves of the cursor, which have to look at what is in the cells. */

#include "sheet/sheet-controller.h"

/* How many cells Ctrl+arrow looks at: 20,000 rows of a lazy list are read within a few frames. */
#define EDGE_REACH 20000

static gboolean
is_filled (guint    row,
           guint    column,
           gpointer data)
{
  SheetController *self = data;
  SheetColumn *sheet_column = sheet_controller_get_column (self, column);
  g_autoptr (GObject) item = NULL;

  if (sheet_column_get_always_filled (sheet_column))
    return TRUE;

  item = sheet_controller_dup_item (self, row);
  return sheet_column_is_filled (sheet_column, item);
}

/**
 * sheet_controller_move:
 * @self: a controller
 * @move: where to
 * @extend: whether to move the end of the range instead of the cursor
 * @page: how large a screen is: of its fields page_rows, page_width and widths are read
 *
 * Does what a key does.
 *
 * Returns: %FALSE if there was nowhere to go
 */
gboolean
sheet_controller_move (SheetController *self,
                       SheetMove        move,
                       gboolean         extend,
                       const SheetGrid *page)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self);
  SheetColumn *column = sheet_controller_get_column (self, cursor.column);
  SheetGrid grid = *page;
  gboolean moved;

  if (!sheet_cursor_is_somewhere (&cursor))
    return FALSE;

  grid.n_rows = sheet_controller_get_n_rows (self);
  grid.n_columns = sheet_column_set_get_n_shown (sheet_controller_get_columns (self));
  grid.is_filled = is_filled;
  grid.data = self;
  grid.reach = sheet_column_get_always_filled (column) ? G_MAXUINT : EDGE_REACH;

  moved = sheet_cursor_move (&cursor, &grid, move, extend);
  if (extend)
    sheet_controller_extend (self, &cursor);
  else
    sheet_controller_set_cursor (self, &cursor);

  return moved;
}

/**
 * sheet_controller_find_block_end:
 * @self: a controller
 * @row: a row
 * @column: a shown column
 *
 * Looks down from a cell, as far as Ctrl+arrow does.
 *
 * Returns: the last row of the filled cells below it, or @row if the next one is not filled
 */
guint
sheet_controller_find_block_end (SheetController *self,
                                 guint            row,
                                 guint            column)
{
  guint n_rows = sheet_controller_get_n_rows (self);

  if (sheet_column_get_always_filled (sheet_controller_get_column (self, column)))
    return n_rows - 1;

  for (guint looked = 0; looked < EDGE_REACH && row + 1 < n_rows; looked++)
    {
      if (!is_filled (row + 1, column, self))
        break;
      row++;
    }

  return row;
}
