#include "sheet/sheet-table-private.h"

#include "sheet/sheet-compat.h"

static double
get_hidden_width (SheetTable *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);

  return gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);
}

/* The place in the list that is at the left edge of the screen, or will be in the next frame. */
static double
get_left (SheetTable *self)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));

  return self->is_mirrored ? get_hidden_width (self) - value : value;
}

static void
set_left (SheetTable *self,
          double      left)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller),
                            self->is_mirrored ? get_hidden_width (self) - left : left);
}

/* From right to left, some versions of GTK count scrolling from the right and some from the left.
 * Where the list really is tells it, unless it is just in the middle. */
void
sheet_table_update_mirrored (SheetTable *self)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  double mirrored_value = get_hidden_width (self) - value;
  graphene_rect_t list;

  if (value == mirrored_value
      || !gtk_widget_compute_bounds (self->list, GTK_WIDGET (self->scroller), &list))
    return;

  self->is_mirrored = ABS (list.origin.x + mirrored_value) < ABS (list.origin.x + value);
}

/**
 * sheet_table_get_visible:
 * @self: a table
 * @area: (out): where its cells can be seen, in its coordinates: what is left by heads and header
 *
 * Returns: whether there is such a place yet
 */
gboolean
sheet_table_get_visible (SheetTable      *self,
                         graphene_rect_t *area)
{
  graphene_rect_t list;

  if (!gtk_widget_compute_bounds (self->list, GTK_WIDGET (self), &list)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->scroller), GTK_WIDGET (self), area))
    return FALSE;

  area->origin.y = list.origin.y;
  area->size.height = list.size.height;

  return TRUE;
}

/**
 * sheet_table_get_area:
 * @self: a table
 * @row: a row
 * @column: a shown column
 * @area: (out): where the cell is, in the coordinates of the list
 *
 * Returns: whether the cell is on the screen, or close enough to have a place
 */
gboolean
sheet_table_get_area (SheetTable      *self,
                      guint            row,
                      guint            column,
                      graphene_rect_t *area)
{
  return row != SHEET_NONE
         && sheet_cells_get_area (self->cells, row,
                                  sheet_controller_get_column (self->controller, column), area);
}

/**
 * sheet_table_get_range_area:
 * @self: a table
 * @range: a range within it, of at least one cell
 * @area: (out): where it is, in the coordinates of the list, on the screen or not
 *
 * Returns: whether the table has its place yet
 */
gboolean
sheet_table_get_range_area (SheetTable       *self,
                            const SheetRange *range,
                            graphene_rect_t  *area)
{
  SheetColumn *first = sheet_controller_get_column (self->controller, range->column);
  SheetColumn *last = sheet_controller_get_column (self->controller,
                                                   range->column + range->n_columns - 1);
  graphene_rect_t known, other;
  guint row;

  if (!sheet_cells_get_any_area (self->cells, &row, &known)
      || !sheet_cells_get_area (self->cells, SHEET_NONE, first, area)
      || !sheet_cells_get_area (self->cells, SHEET_NONE, last, &other))
    return FALSE;

  graphene_rect_union (area, &other, area);
  area->origin.y = known.origin.y + ((double) range->row - row) * known.size.height;
  area->size.height = range->n_rows * known.size.height;

  return TRUE;
}

/**
 * sheet_table_locate:
 * @self: a table
 * @x: a place in the list
 * @y: a place in the list
 * @nearest: whether a place beside the cells, or out of sight, means the nearest cell in sight
 * @row: (out): the row
 * @column: (out): the shown column
 *
 * Returns: whether there is a cell
 */
gboolean
sheet_table_locate (SheetTable *self,
                    double      x,
                    double      y,
                    gboolean    nearest,
                    guint      *row,
                    guint      *column)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  double left = get_left (self);
  GtkWidget *picked;
  SheetCell *cell;

  if (nearest)
    {
      x = CLAMP (x, left, left + gtk_adjustment_get_page_size (across) - 1);
      y = CLAMP (y, 0, gtk_widget_get_height (self->list) - 1);
    }

  picked = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);
  if (picked != NULL && SHEET_IS_CELL (picked))
    cell = SHEET_CELL (picked);
  else
    cell = nearest ? sheet_cells_find_nearest (self->cells, x, y) : NULL;
  if (cell == NULL)
    return FALSE;

  *row = sheet_cell_get_row (cell);
  *column = sheet_column_set_find (sheet_controller_get_columns (self->controller),
                                   sheet_cell_get_column (cell));

  return *row != SHEET_NONE && *column != SHEET_NONE;
}

/**
 * sheet_table_locate_column:
 * @self: a table
 * @x: a place in the list
 * @column: (out): the shown column
 *
 * Returns: whether there is a column, as it is known as soon as any row has been on the screen
 */
gboolean
sheet_table_locate_column (SheetTable *self,
                           double      x,
                           guint      *column)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  graphene_rect_t area;

  for (*column = 0; *column < sheet_column_set_get_n_shown (columns); (*column)++)
    {
      if (sheet_cells_get_area (self->cells, SHEET_NONE,
                                sheet_column_set_get_shown (columns, *column), &area)
          && x >= area.origin.x && x < area.origin.x + area.size.width)
        return TRUE;
    }

  return FALSE;
}

/**
 * sheet_table_scroll_to:
 * @self: a table
 * @row: a row, or %SHEET_NONE to stay where it is up and down
 * @column: a shown column, or %SHEET_NONE to stay where it is sideways
 *
 * Scrolls as little as is needed to see the cell. Sideways this works as soon as any row has been
 * on the screen.
 */
void
sheet_table_scroll_to (SheetTable *self,
                       guint       row,
                       guint       column)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  double width = gtk_adjustment_get_page_size (across);
  graphene_rect_t area;
  double left;

  if (row != SHEET_NONE)
    sheet_compat_scroll_to_row (self->view, self->list, row);
  if (!sheet_cells_get_area (self->cells, SHEET_NONE,
                             sheet_controller_get_column (self->controller, column), &area))
    return;

  left = MAX (get_left (self), area.origin.x + area.size.width - width);
  set_left (self, MIN (left, area.origin.x));
}

/**
 * sheet_table_scroll_by:
 * @self: a table
 * @x: pixels sideways
 * @y: pixels down
 *
 * Scrolls, not beyond the ends.
 *
 * Returns: how far it went sideways, in pixels
 */
double
sheet_table_scroll_by (SheetTable *self,
                       double      x,
                       double      y)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double old_left = get_left (self);

  set_left (self, old_left + x);
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + y);

  return get_left (self) - old_left;
}

/**
 * sheet_table_get_page:
 * @self: a table
 * @rows: (out): how many rows a screen is, at least 1
 * @width: (out): how wide it is, in pixels
 * @widths: (out caller-allocates): the width of each shown column, in pixels
 *
 * Measures the screen.
 */
void
sheet_table_get_page (SheetTable *self,
                      guint      *rows,
                      int        *width,
                      int        *widths)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);

  *rows = MAX (1, gtk_widget_get_height (self->list) / sheet_style_get_row_height (self->style));
  *width = gtk_adjustment_get_page_size (gtk_scrolled_window_get_hadjustment (self->scroller));

  for (guint i = 0; i < sheet_column_set_get_n_shown (columns); i++)
    {
      SheetColumn *column = sheet_column_set_get_shown (columns, i);
      graphene_rect_t area;

      widths[i] = sheet_cells_get_area (self->cells, SHEET_NONE, column, &area)
                  ? (int) area.size.width : sheet_column_get_width (column);
    }
}
