#include "sheet/sheet-table-columns.h"

#include "sheet/sheet-cell.h"


struct _SheetTableColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* outlives this */
  SheetController *controller;
  SheetStyle *style;
  SheetCells *cells; /* outlives this */
  SheetHeader *header;
  GPtrArray *links; /* of ColumnLink, in the order of the view's columns */
  gboolean is_changing; /* the view's columns, here */
};

/* A column and what shows it. The factory of the column's cells owns the link. */
typedef struct
{
  SheetTableColumns   *owner;
  SheetColumn         *column;
  GtkColumnViewColumn *view_column;
} ColumnLink;

G_DEFINE_FINAL_TYPE (SheetTableColumns, sheet_table_columns, G_TYPE_OBJECT)

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          ColumnLink         *link)
{
  SheetTableColumns *self = link->owner;
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

  sheet_column_set_expand (column, FALSE);
  sheet_column_set_width (column, MAX (width, SHEET_NARROWEST_COLUMN));
  width_changed_cb (column, NULL, view_column);
}

static void
column_changed_cb (SheetColumn       *column,
                   SheetTableColumns *self)
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
  gtk_column_view_column_set_fixed_width (view_column, sheet_column_get_width (column));
  g_object_bind_property (column, "title", view_column, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (column, "expand", view_column, "expand", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (column, "notify::width", G_CALLBACK (width_changed_cb), view_column, 0);
  g_signal_connect_object (view_column, "notify::fixed-width",
                           G_CALLBACK (fixed_width_changed_cb), column, 0);

  return view_column;
}

static void
add_column (SheetTableColumns *self,
            guint              position,
            SheetColumn       *column)
{
  ColumnLink *link = g_new0 (ColumnLink, 1);
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  link->owner = self;
  link->column = g_object_ref (column);
  link->view_column = view_column = make_view_column (link);

  g_ptr_array_insert (self->links, position, link);
  gtk_column_view_insert_column (self->view, position, view_column);
  sheet_header_add (self->header, column);
  g_signal_connect_object (column, "changed", G_CALLBACK (column_changed_cb), self, 0);
}

static void
remove_column (SheetTableColumns *self,
               guint              position)
{
  ColumnLink *link = g_ptr_array_index (self->links, position);

  g_signal_handlers_disconnect_by_func (link->column, column_changed_cb, self);
  g_ptr_array_remove_index (self->links, position);
  sheet_header_remove (self->header, link->column);
  gtk_column_view_remove_column (self->view, link->view_column);
}

static ColumnLink *
get_link (SheetTableColumns *self,
          guint              position)
{
  return position < self->links->len ? g_ptr_array_index (self->links, position) : NULL;
}

/* Where a shown column is among those of the view; SHEET_NONE if it is not there yet. */
static guint
find_link (SheetTableColumns *self,
           SheetColumn       *column)
{
  for (guint i = 0; i < self->links->len; i++)
    if (get_link (self, i)->column == column)
      return i;

  return SHEET_NONE;
}

static void
move_column (SheetTableColumns *self,
             guint              from,
             guint              to)
{
  ColumnLink *link = g_ptr_array_steal_index (self->links, from);

  g_ptr_array_insert (self->links, to, link);
  gtk_column_view_insert_column (self->view, to, link->view_column);
}

/*
 * Makes the columns of the view the shown ones. A column that is hidden is taken out: GTK 4.8 keeps
 * its width free when it is only made invisible. One that has another place keeps its cells.
 */
static void
shown_changed_cb (SheetTableColumns *self)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  guint n_shown = sheet_column_set_get_n_shown (columns);

  self->is_changing = TRUE;

  for (guint i = self->links->len; i > 0; i--)
    {
      if (sheet_column_set_find (columns, get_link (self, i - 1)->column) == SHEET_NONE)
        remove_column (self, i - 1);
    }

  for (guint i = 0; i < n_shown; i++)
    {
      SheetColumn *column = sheet_column_set_get_shown (columns, i);
      guint old = find_link (self, column);

      if (old == SHEET_NONE)
        add_column (self, i, column);
      else if (old != i)
        move_column (self, old, i);
    }

  self->is_changing = FALSE;
}

static int
compare_links (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  GListModel *view_columns = user_data;
  guint places[2] = { 0, 0 };

  for (guint i = 0; i < 2; i++)
    {
      const ColumnLink *link = *(ColumnLink *const *) (i == 0 ? a : b);

      for (guint n = g_list_model_get_n_items (view_columns); places[i] < n; places[i]++)
        {
          g_autoptr (GtkColumnViewColumn) at = g_list_model_get_item (view_columns, places[i]);

          if (at == link->view_column)
            break;
        }
    }

  return places[0] < places[1] ? -1 : places[0] > places[1];
}

/* By the user's hand: a title was dragged to another place. It is out of the view first, and then
 * there again. */
static void
view_columns_changed_cb (SheetTableColumns *self)
{
  GListModel *view_columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  if (self->is_changing || g_list_model_get_n_items (view_columns) != self->links->len)
    return;

  g_ptr_array_sort_with_data (self->links, compare_links, view_columns);
  for (guint i = 0; i < self->links->len; i++)
    g_ptr_array_add (shown, get_link (self, i)->column);
  sheet_column_set_arrange (sheet_controller_get_columns (self->controller),
                            (SheetColumn *const *) shown->pdata, shown->len);
}

/* Says nothing any more. The cells still need this while the view goes, but not its header. */
static void
sheet_table_columns_dispose (GObject *object)
{
  SheetTableColumns *self = SHEET_TABLE_COLUMNS (object);

  if (self->view != NULL)
    g_signal_handlers_disconnect_by_func (gtk_column_view_get_columns (self->view),
                                          view_columns_changed_cb, self);
  self->view = NULL;
  g_clear_object (&self->header);

  G_OBJECT_CLASS (sheet_table_columns_parent_class)->dispose (object);
}

static void
sheet_table_columns_finalize (GObject *object)
{
  SheetTableColumns *self = SHEET_TABLE_COLUMNS (object);

  g_object_unref (self->style);
  g_object_unref (self->controller);
  g_ptr_array_unref (self->links);

  G_OBJECT_CLASS (sheet_table_columns_parent_class)->finalize (object);
}

static void
sheet_table_columns_class_init (SheetTableColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sheet_table_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = sheet_table_columns_finalize;
}

static void
sheet_table_columns_init (SheetTableColumns *self)
{
  self->links = g_ptr_array_new ();
}

/**
 * sheet_table_columns_new:
 * @view: a column view without columns; it outlives the new object
 * @controller: the columns, which have not been added yet
 * @style: how cells look
 * @cells: where to register cells; outlives the new object
 * @header: the view's
 *
 * Returns: what keeps the columns of the view as those of the controller
 */
SheetTableColumns *
sheet_table_columns_new (GtkColumnView   *view,
                         SheetController *controller,
                         SheetStyle      *style,
                         SheetCells      *cells,
                         SheetHeader     *header)
{
  SheetTableColumns *self = g_object_new (SHEET_TYPE_TABLE_COLUMNS, NULL);
  SheetColumnSet *columns = sheet_controller_get_columns (controller);

  self->view = view;
  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  self->cells = cells;
  self->header = g_object_ref (header);

  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (view_columns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (columns, "items-changed", G_CALLBACK (shown_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
