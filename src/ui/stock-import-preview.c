#include "config.h"

#include "ui/stock-import-preview.h"

#include <glib/gi18n-lib.h>

#define N_ROWS 5
#define CELL_CHARS 22

struct _StockImportPreview
{
  AdwBin parent_instance;

  IoTable *table;
  IoMapping *mapping;
  GPtrArray *choosers; /* GtkDropDown of each column, not owned */
  gboolean is_updating;

  GtkGrid *grid;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockImportPreview, stock_import_preview, ADW_TYPE_BIN)

/* What can be chosen: leaving the column out, and behind it the properties by their numbers. */
static GListModel *
create_choices (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  /* Translators: a column of the file that is not imported */
  gtk_string_list_append (list, _("Leave out"));
  for (IoPropertyId id = 0; id < IO_N_PROPERTIES; id++)
    gtk_string_list_append (list, io_property_get_label (id));
  return G_LIST_MODEL (list);
}

static guint
choice_of (IoPropertyId id)
{
  return id == IO_PROPERTY_NONE ? 0 : id + 1;
}

static IoPropertyId
id_of (guint choice)
{
  return choice == 0 ? IO_PROPERTY_NONE : choice - 1;
}

/* Shows which columns are left out: choosing a property for one takes it from another. */
static void
update (StockImportPreview *self)
{
  self->is_updating = TRUE;
  for (guint column = 0; column < self->choosers->len; column++)
    {
      IoPropertyId id = io_mapping_get (self->mapping, column);

      gtk_drop_down_set_selected (g_ptr_array_index (self->choosers, column), choice_of (id));
      for (int row = 1; row <= N_ROWS + 1; row++)
        {
          GtkWidget *cell = gtk_grid_get_child_at (self->grid, column, row);

          if (cell != NULL && id == IO_PROPERTY_NONE)
            gtk_widget_add_css_class (cell, "dim-label");
          else if (cell != NULL)
            gtk_widget_remove_css_class (cell, "dim-label");
        }
    }
  self->is_updating = FALSE;
}

static void
selected_cb (StockImportPreview *self,
             GParamSpec         *pspec,
             GtkDropDown        *chooser)
{
  guint column;

  if (self->is_updating || !g_ptr_array_find (self->choosers, chooser, &column))
    return;
  stock_import_preview_choose (self, column, id_of (gtk_drop_down_get_selected (chooser)));
}

static void
add_cell (StockImportPreview *self,
          guint               column,
          int                 row,
          const char         *text,
          const char         *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
add_column (StockImportPreview *self,
            GListModel         *choices,
            guint               column)
{
  GtkWidget *chooser = gtk_drop_down_new (g_object_ref (choices), NULL);
  const char *header = io_table_get_header (self->table, column);

  g_ptr_array_add (self->choosers, chooser);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chooser), GTK_ACCESSIBLE_PROPERTY_LABEL, header,
                                  -1);
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, chooser, column, 0, 1, 1);
  add_cell (self, column, 1, header, "heading");
  for (guint row = 0; row < MIN (N_ROWS, io_table_get_n_rows (self->table)); row++)
    add_cell (self, column, row + 2, io_table_get_cell (self->table, row, column), NULL);
}

static void
stock_import_preview_dispose (GObject *object)
{
  StockImportPreview *self = STOCK_IMPORT_PREVIEW (object);

  g_clear_object (&self->table);
  g_clear_object (&self->mapping);
  g_clear_pointer (&self->choosers, g_ptr_array_unref);
  G_OBJECT_CLASS (stock_import_preview_parent_class)->dispose (object);
}

static void
stock_import_preview_class_init (StockImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_import_preview_dispose;
  changed_signal = g_signal_new ("changed", STOCK_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
stock_import_preview_init (StockImportPreview *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->choosers = g_ptr_array_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "import-preview");
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  /* Cells are cut off where they are too long, not to fit the window. */
  gtk_scrollable_set_hscroll_policy (
    GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller))),
    GTK_SCROLL_NATURAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * stock_import_preview_set_table:
 * @self: the preview
 * @table: a table
 *
 * Shows a table and maps its columns by their headers. A table with the same headers as the one
 * before keeps what was chosen.
 */
void
stock_import_preview_set_table (StockImportPreview *self,
                                IoTable            *table)
{
  g_autoptr (GListModel) choices = create_choices ();
  gboolean is_same = self->table != NULL
                     && io_table_get_n_columns (self->table) == io_table_get_n_columns (table);
  GtkWidget *child;

  for (guint i = 0; is_same && i < io_table_get_n_columns (table); i++)
    is_same = g_str_equal (io_table_get_header (self->table, i), io_table_get_header (table, i));
  g_set_object (&self->table, table);
  if (!is_same)
    {
      g_clear_object (&self->mapping);
      self->mapping = io_mapping_new (table);
    }
  g_ptr_array_set_size (self->choosers, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint column = 0; column < io_table_get_n_columns (table); column++)
    add_column (self, choices, column);
  update (self);
}

/**
 * stock_import_preview_get_mapping:
 * @self: the preview
 *
 * Returns: (transfer none) (nullable): what the columns hold; %NULL before there is a table
 */
IoMapping *
stock_import_preview_get_mapping (StockImportPreview *self)
{
  return self->mapping;
}

/**
 * stock_import_preview_choose:
 * @self: the preview, with a table
 * @column: a column
 * @id: what it holds
 *
 * Does what the user does by choosing from the list above a column.
 */
void
stock_import_preview_choose (StockImportPreview *self,
                             guint               column,
                             IoPropertyId        id)
{
  if (io_mapping_get (self->mapping, column) == id)
    return;
  io_mapping_set (self->mapping, column, id);
  update (self);
  g_signal_emit (self, changed_signal, 0);
}
