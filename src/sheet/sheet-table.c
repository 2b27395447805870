#include "sheet/sheet-table.h"

#include "sheet/sheet-cells.h"
#include "sheet/sheet-compat.h"
#include "sheet/sheet-table-columns.h"

struct _SheetTable
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetTableColumns *columns;

  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *list; /* the view's own list of rows */
  GtkNoSelection *selection;

  SheetCells *cells;

  /* How far down the table was scrolled when its model became empty, and whether it is on its way
   * back there because rows have come again. */
  double kept_value;
  gboolean is_returning;

  gboolean is_mirrored; /* scrolling sideways is counted from the right */
};

enum
{
  SORT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetTable, sheet_table, GTK_TYPE_WIDGET)

/* Before the list of rows hears of it, which then forgets where it was. */
static void
rows_leave_cb (SheetTable *self,
               guint       position,
               guint       removed,
               guint       added)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  if (removed > 0 && g_list_model_get_n_items (model) == 0)
    self->kept_value =
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/* After the list has heard of it. It can be brought near at once, and to the pixel as soon as it is
 * allocated. */
static void
rows_return_cb (SheetTable *self,
                guint       position,
                guint       removed,
                guint       added)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint row = self->kept_value / sheet_style_get_row_height (self->style);

  if (added != n_rows || removed > 0 || n_rows == 0 || self->kept_value == 0)
    return;

  sheet_compat_scroll_to_row (self->view, self->list, MIN (row, n_rows - 1));
  self->is_returning = TRUE;
}

static void
sort_changed_cb (SheetTable *self)
{
  g_signal_emit (self, signals[SORT_CHANGED], 0);
}

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
static void
update_mirrored (SheetTable *self)
{
  double value = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  double mirrored_value = get_hidden_width (self) - value;
  graphene_rect_t list;

  if (value == mirrored_value
      || !gtk_widget_compute_bounds (self->list, GTK_WIDGET (self), &list))
    return;

  self->is_mirrored = ABS (list.origin.x + mirrored_value) < ABS (list.origin.x + value);
}

static void
sheet_table_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  SheetTable *self = SHEET_TABLE (widget);
  GtkAllocation all = { 0, 0, width, height };

  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &all, baseline);
  update_mirrored (self);
  if (!self->is_returning)
    return;

  self->is_returning = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller),
                            self->kept_value);
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &all, baseline);
}

static void
sheet_table_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SHEET_TABLE (widget)->scroller), orientation, for_size,
                      minimum, natural, NULL, NULL);
}

static void
sheet_table_dispose (GObject *object)
{
  SheetTable *self = SHEET_TABLE (object);

  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_object_run_dispose (G_OBJECT (self->columns));
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  g_clear_object (&self->style);
  g_clear_object (&self->controller);

  G_OBJECT_CLASS (sheet_table_parent_class)->dispose (object);
}

static void
sheet_table_finalize (GObject *object)
{
  SheetTable *self = SHEET_TABLE (object);

  g_object_unref (self->selection);
  g_clear_object (&self->columns);
  sheet_cells_free (self->cells);

  G_OBJECT_CLASS (sheet_table_parent_class)->finalize (object);
}

static void
sheet_table_class_init (SheetTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sheet_table_dispose;
  object_class->finalize = sheet_table_finalize;
  widget_class->size_allocate = sheet_table_size_allocate;
  widget_class->measure = sheet_table_measure;

  gtk_widget_class_set_css_name (widget_class, "sheettable");

  signals[SORT_CHANGED] = g_signal_new ("sort-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
find_list (GtkColumnView *view)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));

  while (!GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* The keys are for the sheet itself: nothing in the table ever takes the focus. */
static void
sheet_table_init (SheetTable *self)
{

  self->selection = gtk_no_selection_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, FALSE);
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (rows_leave_cb), self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "items-changed", G_CALLBACK (rows_return_cb), self);
  self->list = find_list (self->view);
  self->cells = sheet_cells_new (self->list);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_widget_set_can_focus (GTK_WIDGET (self->scroller), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
}

/**
 * sheet_table_new:
 * @controller: columns, cursor and range
 * @style: how cells look
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
sheet_table_new (SheetController *controller,
                 SheetStyle      *style)
{
  SheetTable *self = g_object_new (SHEET_TYPE_TABLE, NULL);

  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  g_signal_connect_object (controller, "redraw", G_CALLBACK (sheet_table_redraw), self,
                           G_CONNECT_SWAPPED);
  self->columns = sheet_table_columns_new (self->view, controller, style, self->cells);
  g_signal_connect_object (self->columns, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * sheet_table_set_model:
 * @self: a table
 * @model: (nullable): the rows
 *
 * Shows the rows. The controller has to know the model before, and so to hear of changes first.
 */
void
sheet_table_set_model (SheetTable *self,
                       GListModel *model)
{
  self->kept_value = 0;
  gtk_no_selection_set_model (self->selection, model);
}

/**
 * sheet_table_get_list:
 * @self: a table
 *
 * Returns: (transfer none): the widget that holds the rows, in whose coordinates areas and places
 *   are. Sideways it is as wide as all columns and moves; up and down it stays and its rows move.
 */
GtkWidget *
sheet_table_get_list (SheetTable *self)
{
  return self->list;
}

/**
 * sheet_table_redraw:
 * @self: a table
 * @first: the first row
 * @last: the last row
 *
 * Draws the cells of these rows again; their content is not asked for again.
 */
void
sheet_table_redraw (SheetTable *self,
                    guint       first,
                    guint       last)
{
  sheet_cells_redraw (self->cells, first, last);
}

/**
 * sheet_table_resize:
 * @self: a table
 *
 * Measures all cells again: rows have another height.
 */
void
sheet_table_resize (SheetTable *self)
{
  sheet_cells_resize (self->cells);
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
 * sheet_table_get_adjustments:
 * @self: a table
 * @across: (out) (transfer none): where it is scrolled to sideways
 * @down: (out) (transfer none): where it is scrolled to up and down
 *
 * Gets what to watch to hear of scrolling.
 */
void
sheet_table_get_adjustments (SheetTable     *self,
                             GtkAdjustment **across,
                             GtkAdjustment **down)
{
  *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  *down = gtk_scrolled_window_get_vadjustment (self->scroller);
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
 * sheet_table_scroll_to:
 * @self: a table
 * @row: a row
 * @column: a shown column
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

/**
 * sheet_table_get_sort:
 * @self: a table
 * @descending: (out): the direction
 *
 * Returns: (transfer none) (nullable): the column whose header shows the arrow
 */
SheetColumn *
sheet_table_get_sort (SheetTable *self,
                      gboolean   *descending)
{
  return sheet_table_columns_get_sort (self->columns, descending);
}

/**
 * sheet_table_set_sort:
 * @self: a table
 * @column: (nullable): the column whose header shows the arrow
 * @descending: the direction
 *
 * Moves the arrow.
 */
void
sheet_table_set_sort (SheetTable  *self,
                      SheetColumn *column,
                      gboolean     descending)
{
  sheet_table_columns_set_sort (self->columns, column, descending);
}
