/* The smaller public functions of the view: columns, cursor and range, settings. */

#include "sheet/sheet-clipboard.h"
#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

static GListStore *
get_all_columns (SheetView *self)
{
  return sheet_column_set_get_all (sheet_controller_get_columns (self->controller));
}

/**
 * sheet_view_add_column:
 * @self: a view
 * @column: a column that is in no sheet yet
 *
 * Adds a column at the end. The view takes its own reference.
 */
void
sheet_view_add_column (SheetView   *self,
                       SheetColumn *column)
{
  g_return_if_fail (SHEET_IS_VIEW (self));
  g_return_if_fail (SHEET_IS_COLUMN (column));

  g_list_store_append (get_all_columns (self), column);
}

/**
 * sheet_view_remove_column:
 * @self: a view
 * @column: one of its columns
 *
 * Removes a column. The entry in an open editor is dropped: commit it before.
 */
void
sheet_view_remove_column (SheetView   *self,
                          SheetColumn *column)
{
  guint position;

  g_return_if_fail (SHEET_IS_VIEW (self));

  sheet_view_cancel_edit (self);
  if (g_list_store_find (get_all_columns (self), column, &position))
    g_list_store_remove (get_all_columns (self), position);
}

/**
 * sheet_view_clear_columns:
 * @self: a view
 *
 * Removes all columns.
 */
void
sheet_view_clear_columns (SheetView *self)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  sheet_view_cancel_edit (self);
  g_list_store_remove_all (get_all_columns (self));
}

/**
 * sheet_view_get_columns:
 * @self: a view
 *
 * Returns: (transfer none): all #SheetColumns, hidden ones too, in order; a live list
 */
GListModel *
sheet_view_get_columns (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return G_LIST_MODEL (get_all_columns (self));
}

/**
 * sheet_view_get_shown_column:
 * @self: a view
 * @column: a number, counting shown columns
 *
 * Returns: (transfer none) (nullable): the column, %NULL beyond the last
 */
SheetColumn *
sheet_view_get_shown_column (SheetView *self,
                             guint      column)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_controller_get_column (self->controller, column);
}

/**
 * sheet_view_get_cursor:
 * @self: a view
 * @row: (out) (optional): the row
 * @column: (out) (optional): the column, counting shown ones
 *
 * Returns: %FALSE, and %SHEET_NONE in both, in a table without cells
 */
gboolean
sheet_view_get_cursor (SheetView *self,
                       guint     *row,
                       guint     *column)
{
  const SheetCursor *cursor;

  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  cursor = sheet_controller_get_cursor (self->controller);
  if (row != NULL)
    *row = cursor->row;
  if (column != NULL)
    *column = cursor->column;

  return sheet_cursor_is_somewhere (cursor);
}

/**
 * sheet_view_set_cursor:
 * @self: a view
 * @row: a row, clamped to the table
 * @column: a column, counting shown ones, clamped likewise
 *
 * Commits an open edit, puts the cursor into the cell and scrolls to it.
 *
 * Returns: %FALSE, and nothing has moved, if the edit was refused
 */
gboolean
sheet_view_set_cursor (SheetView *self,
                       guint      row,
                       guint      column)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  if (!sheet_view_commit_edit (self))
    return FALSE;

  sheet_view_place (self, row, column);
  sheet_view_scroll_to_cursor (self);

  return TRUE;
}

/**
 * sheet_view_get_cursor_item:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the object in the cursor's row
 */
GObject *
sheet_view_get_cursor_item (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_controller_get_cursor_item (self->controller);
}

/**
 * sheet_view_get_cursor_column:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the column of the cursor
 */
SheetColumn *
sheet_view_get_cursor_column (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_controller_get_column (self->controller,
                                      sheet_controller_get_cursor (self->controller)->column);
}

/**
 * sheet_view_scroll_to_cursor:
 * @self: a view
 *
 * Scrolls as little as is needed to see the cursor.
 */
void
sheet_view_scroll_to_cursor (SheetView *self)
{
  const SheetCursor *cursor;

  g_return_if_fail (SHEET_IS_VIEW (self));

  cursor = sheet_controller_get_cursor (self->controller);
  if (sheet_cursor_is_somewhere (cursor))
    sheet_table_scroll_to (self->table, cursor->row, cursor->column);
}

/**
 * sheet_view_get_range:
 * @self: a view
 * @range: (out): the active range, of at least one cell
 *
 * Returns: %FALSE in a table without cells
 */
gboolean
sheet_view_get_range (SheetView  *self,
                      SheetRange *range)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  *range = sheet_controller_get_range (self->controller);

  return sheet_range_count (range) > 0;
}

/**
 * sheet_view_set_range:
 * @self: a view
 * @range: a range; what lies outside the table is cut off
 *
 * Commits an open edit and selects a range. The cursor stays if it is in it, and goes to its first
 * cell otherwise.
 *
 * Returns: %FALSE, and nothing has changed, if the edit was refused or nothing of the range is in
 *   the table
 */
gboolean
sheet_view_set_range (SheetView        *self,
                      const SheetRange *range)
{
  return sheet_view_set_selection (self, range, 1);
}

/**
 * sheet_view_dup_selection:
 * @self: a view
 *
 * Gets all cells that are selected, each once, as ranges from the top of the table to its end: see
 * sheet_ranges_split(). Which of them is the active one tells sheet_view_get_range().
 *
 * Returns: (transfer full): #SheetRanges; none in a table without cells
 */
GArray *
sheet_view_dup_selection (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_controller_dup_selection (self->controller);
}

/**
 * sheet_view_set_selection:
 * @self: a view
 * @ranges: (array length=n_ranges): ranges, the active one last; what lies outside the table is cut
 *   off
 * @n_ranges: how many, at least one
 *
 * Commits an open edit and selects ranges. The cursor stays if it is in the active one, and goes to
 * its first cell otherwise.
 *
 * Returns: %FALSE, and nothing has changed, if the edit was refused or nothing of the ranges is in
 *   the table
 */
gboolean
sheet_view_set_selection (SheetView        *self,
                          const SheetRange *ranges,
                          guint             n_ranges)
{
  g_autoptr (GArray) inside = sheet_ranges_new ();
  SheetCursor cursor;

  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  if (!sheet_view_commit_edit (self))
    return FALSE;

  g_array_append_vals (inside, ranges, n_ranges);
  sheet_ranges_clamp (inside, sheet_controller_get_n_rows (self->controller),
                      sheet_column_set_get_n_shown (
                        sheet_controller_get_columns (self->controller)));
  if (inside->len == 0)
    return FALSE;

  cursor = *sheet_controller_get_cursor (self->controller);
  sheet_cursor_set_range (&cursor, &g_array_index (inside, SheetRange, inside->len - 1));
  sheet_controller_set_selection (self->controller, &cursor, (SheetRange *) inside->data,
                                  inside->len - 1);

  return TRUE;
}

/**
 * sheet_view_get_dense:
 * @self: a view
 *
 * Returns: whether rows are low
 */
gboolean
sheet_view_get_dense (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  return sheet_style_get_dense (self->style);
}

/**
 * sheet_view_set_dense:
 * @self: a view
 * @dense: whether rows are low: 26 pixels instead of 34
 *
 * Makes rows low or not.
 */
void
sheet_view_set_dense (SheetView *self,
                      gboolean   dense)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  dense = !!dense;
  if (sheet_style_get_dense (self->style) == dense)
    return;

  sheet_style_set_dense (self->style, dense);
  sheet_table_resize (self->table);
  g_object_notify (G_OBJECT (self), "dense");
}

/**
 * sheet_view_get_read_only:
 * @self: a view
 *
 * Returns: whether nothing can be edited
 */
gboolean
sheet_view_get_read_only (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  return self->read_only;
}

/**
 * sheet_view_set_read_only:
 * @self: a view
 * @read_only: whether nothing can be edited, whatever the columns say
 *
 * Locks the sheet, or opens it. An editor that is open stays so: what is typed can be copied.
 */
void
sheet_view_set_read_only (SheetView *self,
                          gboolean   read_only)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  read_only = !!read_only;
  if (self->read_only == read_only)
    return;

  self->read_only = read_only;
  g_object_notify (G_OBJECT (self), "read-only");
}

/**
 * sheet_view_get_row_heads:
 * @self: a view
 *
 * Returns: whether the numbers of the rows stand beside them
 */
gboolean
sheet_view_get_row_heads (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (sheet_table_get_heads (self->table)));
}

/**
 * sheet_view_set_row_heads:
 * @self: a view
 * @row_heads: whether the numbers of the rows stand beside them
 *
 * Shows the heads of rows, or hides them.
 */
void
sheet_view_set_row_heads (SheetView *self,
                          gboolean   row_heads)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  row_heads = !!row_heads;
  if (sheet_view_get_row_heads (self) == row_heads)
    return;

  gtk_widget_set_visible (GTK_WIDGET (sheet_table_get_heads (self->table)), row_heads);
  g_object_notify (G_OBJECT (self), "row-heads");
}

/**
 * sheet_view_set_row_maker:
 * @self: a view
 * @func: (nullable): what makes rows; %NULL where no rows can be made by writing behind the last
 * @user_data: data for @func
 *
 * Sets the function that makes rows for what is pasted beyond the end of the table.
 */
void
sheet_view_set_row_maker (SheetView        *self,
                          SheetMakeRowFunc  func,
                          gpointer          user_data)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  self->row_maker = func;
  self->row_maker_data = user_data;
}

/**
 * sheet_view_paste:
 * @self: a view
 * @flags: how
 *
 * Pastes the clipboard at the range, as Ctrl+V does.
 */
void
sheet_view_paste (SheetView       *self,
                  SheetPasteFlags  flags)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  sheet_clipboard_paste (self, flags);
}

/**
 * sheet_view_is_pasting:
 * @self: a view
 *
 * Returns: whether the clipboard has been asked and what it answers is still to be pasted
 */
gboolean
sheet_view_is_pasting (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  return self->n_pastes > 0;
}

/**
 * sheet_view_set_writer:
 * @self: a view
 * @func: (nullable): what writes cells; %NULL for sheet_changes_apply() alone
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 *
 * Sets the function through which all writing goes.
 */
void
sheet_view_set_writer (SheetView      *self,
                       SheetWriteFunc  func,
                       gpointer        user_data,
                       GDestroyNotify  destroy)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  if (self->writer_destroy != NULL)
    self->writer_destroy (self->writer_data);

  self->writer = func;
  self->writer_data = user_data;
  self->writer_destroy = destroy;
}
