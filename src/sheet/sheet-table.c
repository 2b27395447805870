#include "sheet/sheet-table.h"

#include "sheet/sheet-cells.h"
#include "sheet/sheet-compat.h"
#include "sheet/sheet-header.h"

/* Pixels below which the user cannot make a column narrower. */
#define NARROWEST 32

struct _SheetTable
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetHeader *header;

  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *list; /* the view's own list of rows */
  GtkNoSelection *selection;

  GPtrArray *links;  /* of ColumnLink, in the order of the view's columns */
  SheetCells *cells;
};

/* A column and what shows it. The factory of the column's cells owns the link. */
typedef struct
{
  SheetTable          *table;
  SheetColumn         *column;
  GtkColumnViewColumn *view_column;
} ColumnLink;

enum
{
  SORT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetTable, sheet_table, GTK_TYPE_WIDGET)

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          ColumnLink         *link)
{
  SheetTable *self = link->table;
  GtkWidget *cell = sheet_cell_new (self->controller, self->style, link->column, item);

  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, cell);
  sheet_cells_add (self->cells, SHEET_CELL (cell));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         ColumnLink         *link)
{
  sheet_cell_bind (SHEET_CELL (gtk_list_item_get_child (item)));
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           ColumnLink         *link)
{
  sheet_cell_unbind (SHEET_CELL (gtk_list_item_get_child (item)));
}

static void
teardown_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             ColumnLink         *link)
{
  sheet_cells_remove (link->table->cells, SHEET_CELL (gtk_list_item_get_child (item)));
  gtk_list_item_set_child (item, NULL);
}

static GtkListItemFactory *
make_factory (ColumnLink *link)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), link);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), link);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), link);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), link);

  return factory;
}

static void
link_free (gpointer data)
{
  ColumnLink *link = data;

  g_object_unref (link->column);
  g_free (link);
}

static void
width_changed_cb (SheetColumn         *column,
                  GParamSpec          *pspec,
                  GtkColumnViewColumn *view_column)
{
  gtk_column_view_column_set_fixed_width (view_column, sheet_column_get_width (column));
}

/* By the user's hand: a column that took what room there was keeps to its width from now on. */
static void
fixed_width_changed_cb (GtkColumnViewColumn *view_column,
                        GParamSpec          *pspec,
                        SheetColumn         *column)
{
  int width = gtk_column_view_column_get_fixed_width (view_column);

  if (width == sheet_column_get_width (column))
    return;

  gtk_column_view_column_set_expand (view_column, FALSE);
  sheet_column_set_width (column, MAX (width, NARROWEST));
  width_changed_cb (column, NULL, view_column);
}

static void
column_changed_cb (SheetColumn *column,
                   SheetTable  *self)
{
  sheet_cells_invalidate (self->cells, column);
}

static GtkColumnViewColumn *
make_view_column (ColumnLink *link)
{
  SheetColumn *column = link->column;
  GtkListItemFactory *factory = make_factory (link);
  GtkColumnViewColumn *view_column = gtk_column_view_column_new (NULL, factory);

  g_object_set_data_full (G_OBJECT (factory), "sheet-column-link", link, link_free);

  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, sheet_column_get_expand (column));
  gtk_column_view_column_set_fixed_width (view_column, sheet_column_get_width (column));
  g_object_bind_property (column, "title", view_column, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (column, "menu", view_column, "header-menu", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (column, "notify::width", G_CALLBACK (width_changed_cb), view_column, 0);
  g_signal_connect_object (view_column, "notify::fixed-width",
                           G_CALLBACK (fixed_width_changed_cb), column, 0);
  if (sheet_column_get_sortable (column))
    sheet_header_add_sort_column (link->table->header, view_column);

  return view_column;
}

static void
add_column (SheetTable  *self,
            guint        position,
            SheetColumn *column)
{
  ColumnLink *link = g_new0 (ColumnLink, 1);
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  link->table = self;
  link->column = g_object_ref (column);
  link->view_column = view_column = make_view_column (link);

  g_ptr_array_insert (self->links, position, link);
  gtk_column_view_insert_column (self->view, position, view_column);
  g_signal_connect_object (column, "changed", G_CALLBACK (column_changed_cb), self, 0);
}

static void
remove_column (SheetTable *self,
               guint       position)
{
  ColumnLink *link = g_ptr_array_index (self->links, position);

  g_signal_handlers_disconnect_by_func (link->column, column_changed_cb, self);
  g_ptr_array_remove_index (self->links, position);
  gtk_column_view_remove_column (self->view, link->view_column);
}

/* A column has a new title widget each time it is shown, which has to be aligned again. */
static void
shown_changed_cb (SheetTable *self)
{
  guint number = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      ColumnLink *link = g_ptr_array_index (self->links, i);
      gboolean visible = sheet_column_get_visible (link->column);

      gtk_column_view_column_set_visible (link->view_column, visible);
      if (visible)
        sheet_header_align (self->header, number++, sheet_column_get_numeric (link->column));
    }
}

static void
columns_changed_cb (GListModel *columns,
                    guint       position,
                    guint       removed,
                    guint       added,
                    SheetTable *self)
{
  while (removed-- > 0)
    remove_column (self, position);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      add_column (self, i, column);
    }

  shown_changed_cb (self);
}

static void
sort_changed_cb (SheetTable *self)
{
  g_signal_emit (self, signals[SORT_CHANGED], 0);
}

static void
sheet_table_dispose (GObject *object)
{
  SheetTable *self = SHEET_TABLE (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->header);
  g_clear_object (&self->style);
  g_clear_object (&self->controller);

  G_OBJECT_CLASS (sheet_table_parent_class)->dispose (object);
}

static void
sheet_table_finalize (GObject *object)
{
  SheetTable *self = SHEET_TABLE (object);

  g_ptr_array_unref (self->links);
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

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
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
  self->links = g_ptr_array_new ();

  self->selection = gtk_no_selection_new (NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  self->list = find_list (self->view);
  self->cells = sheet_cells_new (self->list);
  self->header = sheet_header_new (self->view);
  g_signal_connect_swapped (self->header, "changed", G_CALLBACK (sort_changed_cb), self);

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
  SheetColumnSet *columns = sheet_controller_get_columns (controller);

  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  g_signal_connect_object (controller, "redraw", G_CALLBACK (sheet_table_redraw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet_column_set_get_all (columns), "items-changed",
                           G_CALLBACK (columns_changed_cb), self, 0);
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (shown_changed_cb), self,
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
  double left = gtk_adjustment_get_value (across);
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
  graphene_rect_t area;

  sheet_compat_scroll_to_row (self->view, self->list, row);

  if (sheet_cells_get_area (self->cells, SHEET_NONE,
                            sheet_controller_get_column (self->controller, column), &area))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->scroller),
                               area.origin.x, area.origin.x + area.size.width);
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
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  double old_x = gtk_adjustment_get_value (across);

  gtk_adjustment_set_value (across, old_x + x);
  gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + y);

  return gtk_adjustment_get_value (across) - old_x;
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

static ColumnLink *
find_link (SheetTable          *self,
           SheetColumn         *column,
           GtkColumnViewColumn *view_column)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      ColumnLink *link = g_ptr_array_index (self->links, i);

      if (link->column == column || link->view_column == view_column)
        return link;
    }

  return NULL;
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
  ColumnLink *link = find_link (self, NULL, sheet_header_get_sort (self->header, descending));

  return link != NULL ? link->column : NULL;
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
  ColumnLink *link = find_link (self, column, NULL);

  sheet_header_set_sort (self->header, link != NULL ? link->view_column : NULL, descending);
}
