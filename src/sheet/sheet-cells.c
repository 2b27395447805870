#include "sheet/sheet-cells.h"

struct _SheetCells
{
  GtkWidget *list;   /* holds the rows; owned by who owns this */
  GHashTable *cells; /* a set of SheetCell */
};

/**
 * sheet_cells_new:
 * @list: the widget that holds the rows, in whose coordinates areas are
 *
 * Returns: (transfer full): no cells yet
 */
SheetCells *
sheet_cells_new (GtkWidget *list)
{
  SheetCells *self = g_new (SheetCells, 1);

  self->list = list;
  self->cells = g_hash_table_new (NULL, NULL);

  return self;
}

/* GTK does not tear down the cells of a column that is hidden before it was ever shown. */
static void
forget_cb (gpointer  user_data,
           GObject  *cell)
{
  SheetCells *self = user_data;

  g_hash_table_remove (self->cells, cell);
}

/**
 * sheet_cells_free:
 * @self: cells
 *
 * Forgets them.
 */
void
sheet_cells_free (SheetCells *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    g_object_weak_unref (cell, forget_cb, self);
  g_hash_table_unref (self->cells);
  g_free (self);
}

/**
 * sheet_cells_add:
 * @self: cells
 * @cell: a new one
 *
 * Adds a cell, for as long as there is one.
 */
void
sheet_cells_add (SheetCells *self,
                 SheetCell  *cell)
{
  g_object_weak_ref (G_OBJECT (cell), forget_cb, self);
  g_hash_table_add (self->cells, cell);
}

/**
 * sheet_cells_redraw:
 * @self: cells
 * @first: the first row
 * @last: the last row
 *
 * Draws the cells of these rows again; their content is not asked for again.
 */
void
sheet_cells_redraw (SheetCells *self,
                    guint       first,
                    guint       last)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      guint row = sheet_cell_get_row (cell);

      if (row >= first && row <= last && row != SHEET_NONE)
        gtk_widget_queue_draw (cell);
    }
}

/**
 * sheet_cells_resize:
 * @self: cells
 *
 * Measures all cells again: rows have another height.
 */
void
sheet_cells_resize (SheetCells *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    gtk_widget_queue_resize (cell);
}

/**
 * sheet_cells_invalidate:
 * @self: cells
 * @column: a column
 *
 * Asks for the content of all cells of the column again.
 */
void
sheet_cells_invalidate (SheetCells  *self,
                        SheetColumn *column)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      if (sheet_cell_get_column (cell) == column)
        sheet_cell_invalidate (cell);
    }
}

static gboolean
measure (SheetCells      *self,
         GtkWidget       *cell,
         graphene_rect_t *area)
{
  return gtk_widget_get_mapped (cell) && gtk_widget_compute_bounds (cell, self->list, area)
         && area->size.width > 0;
}

/**
 * sheet_cells_get_area:
 * @self: cells
 * @row: a row; %SHEET_NONE for any, to know where the column is sideways
 * @column: (nullable): a column
 * @area: (out): the area of the cell in the list
 *
 * Returns: whether there is such a cell and it has its place already
 */
gboolean
sheet_cells_get_area (SheetCells      *self,
                      guint            row,
                      SheetColumn     *column,
                      graphene_rect_t *area)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      if (sheet_cell_get_column (cell) == column
          && (row == SHEET_NONE || sheet_cell_get_row (cell) == row)
          && measure (self, cell, area))
        return TRUE;
    }

  return FALSE;
}

/**
 * sheet_cells_get_any_area:
 * @self: cells
 * @row: (out): a row
 * @area: (out): the area of one of its cells in the list
 *
 * Finds the place of any row. All are of one height, so it tells where each of them is.
 *
 * Returns: whether any row has its place already
 */
gboolean
sheet_cells_get_any_area (SheetCells      *self,
                          guint           *row,
                          graphene_rect_t *area)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      *row = sheet_cell_get_row (cell);
      if (*row != SHEET_NONE && measure (self, cell, area))
        return TRUE;
    }

  return FALSE;
}

/**
 * sheet_cells_get_list_area:
 * @self: cells
 * @widget: a widget
 * @area: (out): where the list is, in coordinates of @widget
 *
 * Returns: whether it is anywhere yet
 */
gboolean
sheet_cells_get_list_area (SheetCells      *self,
                           GtkWidget       *widget,
                           graphene_rect_t *area)
{
  return gtk_widget_compute_bounds (self->list, widget, area);
}

/**
 * sheet_cells_find_nearest:
 * @self: cells
 * @x: a place in the list
 * @y: a place in the list
 *
 * Returns: (transfer none) (nullable): the cell in the row nearest to the place, and there the
 *   nearest to it
 */
SheetCell *
sheet_cells_find_nearest (SheetCells *self,
                          double      x,
                          double      y)
{
  SheetCell *nearest = NULL;
  double least = G_MAXDOUBLE;
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      graphene_rect_t area;
      double distance;

      if (sheet_cell_get_row (cell) == SHEET_NONE || !measure (self, cell, &area))
        continue;

      /* A row away is further than any number of columns. */
      distance = ABS (area.origin.x + area.size.width / 2 - x)
                 + ABS (area.origin.y + area.size.height / 2 - y) * G_MAXINT16;
      if (distance < least)
        {
          least = distance;
          nearest = cell;
        }
    }

  return nearest;
}
