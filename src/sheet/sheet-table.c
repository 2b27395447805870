#include "sheet/sheet-table-private.h"

#include "sheet/sheet-cell.h"
#include "sheet/sheet-compat.h"

/* What is measured of the rows that are not on the screen: so many places, and rows at each. */
#define N_SAMPLES 8
#define SAMPLE_SIZE 25

/* Pixels beyond which a long text does not make its column wide by itself. */
#define WIDEST_FIT 600

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

static int
get_heads_width (SheetTable *self)
{
  int width = 0;

  if (gtk_widget_should_layout (GTK_WIDGET (self->heads)))
    gtk_widget_measure (GTK_WIDGET (self->heads), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                        NULL, NULL);

  return width;
}

static void
sheet_table_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  SheetTable *self = SHEET_TABLE (widget);
  int heads_width = get_heads_width (self);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation all = { is_rtl ? 0 : heads_width, 0, width - heads_width, height };
  GtkAllocation heads = { is_rtl ? width - heads_width : 0, 0, heads_width, height };

  if (heads_width > 0)
    gtk_widget_size_allocate (GTK_WIDGET (self->heads), &heads, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->scroller), &all, baseline);
  sheet_table_update_mirrored (self);
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
  SheetTable *self = SHEET_TABLE (widget);

  gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  *minimum += get_heads_width (self);
  *natural += get_heads_width (self);
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
  if (self->heads != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->heads));
  self->heads = NULL;
  if (self->header != NULL)
    g_object_run_dispose (G_OBJECT (self->header));
  g_clear_object (&self->header);
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
  gtk_column_view_set_reorderable (self->view, TRUE);
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
 * @sort: what the header shows of sorting
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
sheet_table_new (SheetController *controller,
                 SheetStyle      *style,
                 SheetSort       *sort)
{
  SheetTable *self = g_object_new (SHEET_TYPE_TABLE, NULL);

  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  self->heads = SHEET_HEADS (sheet_heads_new (controller, style, self->cells));
  gtk_widget_set_parent (GTK_WIDGET (self->heads), GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (gtk_widget_queue_draw), self->heads, G_CONNECT_SWAPPED);
  g_signal_connect_object (controller, "redraw", G_CALLBACK (sheet_table_redraw), self,
                           G_CONNECT_SWAPPED);
  self->header = sheet_header_new (self->view, sort);
  self->columns = sheet_table_columns_new (self->view, controller, style, self->cells,
                                           self->header);

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
  sheet_heads_forget (self->heads);
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
 * sheet_table_get_heads:
 * @self: a table
 *
 * Returns: (transfer none): the heads of the rows, which may be made invisible
 */
SheetHeads *
sheet_table_get_heads (SheetTable *self)
{
  return self->heads;
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
  gtk_widget_queue_resize (GTK_WIDGET (self->heads));
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
 * sheet_table_get_header:
 * @self: a table
 *
 * Returns: (transfer none): its header
 */
SheetHeader *
sheet_table_get_header (SheetTable *self)
{
  return self->header;
}

static int
measure_rows (SheetTable  *self,
              SheetColumn *column,
              guint        first,
              guint        n_rows)
{
  int width = 0;

  for (guint i = first; i < first + n_rows; i++)
    {
      g_autoptr (GObject) item = sheet_controller_dup_item (self->controller, i);

      if (item != NULL)
        width = MAX (width, sheet_cell_measure_item (GTK_WIDGET (self), self->style, column, item));
    }

  return width;
}

/**
 * sheet_table_fit_column:
 * @self: a table
 * @column: a shown column
 *
 * Makes a column as wide as its title and its texts are: those on the screen, and of a long table
 * a sample of the others.
 */
void
sheet_table_fit_column (SheetTable  *self,
                        SheetColumn *column)
{
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  int row_height = sheet_style_get_row_height (self->style);
  guint n_rows = sheet_controller_get_n_rows (self->controller);
  int width = SHEET_NARROWEST_COLUMN;

  width = MAX (width, measure_rows (self, column, gtk_adjustment_get_value (down) / row_height,
                                    gtk_adjustment_get_page_size (down) / row_height + 2));
  for (guint i = 0; i < N_SAMPLES; i++)
    width = MAX (width, measure_rows (self, column, (guint64) n_rows * i / N_SAMPLES,
                                      MIN (SAMPLE_SIZE, n_rows / N_SAMPLES + 1)));
  width = MAX (width, sheet_header_measure (self->header, column));

  sheet_column_set_expand (column, FALSE);
  sheet_column_set_width (column, MIN (width, WIDEST_FIT));
}
