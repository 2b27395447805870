#include "sheet/sheet-header.h"

/* Marks a title that has been dealt with. */
#define SEEN "sheet-header-seen"

struct _SheetHeader
{
  GObject parent_instance;

  GtkColumnView *view;         /* owns this */
  GObject *low;                /* two objects that are in no model, to compare */
  GObject *high;
  GtkColumnViewColumn *asked;  /* the column whose sorter was asked last */
  gboolean is_setting;
};

/* The link between a column's sorter and the column, which owns the sorter. */
typedef struct
{
  SheetHeader         *header;
  GtkColumnViewColumn *column;
} ColumnSorter;

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetHeader, sheet_header, G_TYPE_OBJECT)

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  ColumnSorter *sorter = user_data;

  SheetHeader *self = sorter->header;
  gboolean is_upward = a == self->low && b == self->high;

  if (!is_upward && !(a == self->high && b == self->low))
    return 0;

  self->asked = sorter->column;
  return is_upward ? -1 : 1;
}

static void
sorter_changed_cb (SheetHeader *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
sheet_header_finalize (GObject *object)
{
  SheetHeader *self = SHEET_HEADER (object);

  g_object_unref (self->low);
  g_object_unref (self->high);

  G_OBJECT_CLASS (sheet_header_parent_class)->finalize (object);
}

static void
sheet_header_class_init (SheetHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sheet_header_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_header_init (SheetHeader *self)
{
  self->low = g_object_new (G_TYPE_OBJECT, NULL);
  self->high = g_object_new (G_TYPE_OBJECT, NULL);
}

/**
 * sheet_header_new:
 * @view: a column view, which outlives the new object
 *
 * Returns: what knows its header
 */
SheetHeader *
sheet_header_new (GtkColumnView *view)
{
  SheetHeader *self = g_object_new (SHEET_TYPE_HEADER, NULL);

  self->view = view;
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

static GtkWidget *
find_label (GtkWidget *box)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && !GTK_IS_LABEL (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* Titles do not stand in the order of the columns: the new one is the one that has not been
 * seen. */
static GtkWidget *
find_new_title (SheetHeader *self)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (self->view));

  for (GtkWidget *title = gtk_widget_get_first_child (titles); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      if (g_object_get_data (G_OBJECT (title), SEEN) == NULL)
        {
          g_object_set_data (G_OBJECT (title), SEEN, title);
          return title;
        }
    }

  return NULL;
}

/**
 * sheet_header_align_new:
 * @self: a header
 * @numeric: whether the column that was added to the view just now is of numbers
 *
 * Makes the title of a new column stand as the cells do: over numbers at the end, with the arrow
 * before it. GTK has no setting for it; a title that is built otherwise than it is known to be is
 * left as it is.
 */
void
sheet_header_align_new (SheetHeader *self,
                        gboolean     numeric)
{
  GtkWidget *title = find_new_title (self);
  GtkWidget *box = title != NULL ? gtk_widget_get_first_child (title) : NULL;
  GtkWidget *label = box != NULL ? find_label (box) : NULL;

  if (label == NULL)
    return;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (numeric)
    {
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      gtk_widget_insert_before (label, box, NULL);
    }
}

/**
 * sheet_header_add_sort_column:
 * @self: a header
 * @column: a column of its view
 *
 * Makes the header of the column clickable.
 */
void
sheet_header_add_sort_column (SheetHeader           *self,
                GtkColumnViewColumn *column)
{
  g_autoptr (GtkCustomSorter) sorter = NULL;
  ColumnSorter *link = g_new (ColumnSorter, 1);

  link->header = self;
  link->column = column;
  sorter = gtk_custom_sorter_new (compare, link, g_free);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
}

/**
 * sheet_header_get_sort:
 * @self: a header
 * @descending: (out): the direction
 *
 * Finds where the arrow stands. The column view's sorter has no getter for it in GTK 4.8; but when
 * it compares two objects, it asks the sorter of that column first, and turns its answer round if
 * the direction is descending.
 *
 * Returns: (transfer none) (nullable): the column, %NULL if there is no arrow
 */
GtkColumnViewColumn *
sheet_header_get_sort (SheetHeader *self,
                gboolean  *descending)
{
  GtkOrdering order;

  self->asked = NULL;
  order = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->low, self->high);
  *descending = order == GTK_ORDERING_LARGER;

  return self->asked;
}

/**
 * sheet_header_set_sort:
 * @self: a header
 * @column: (nullable): the column, %NULL for no arrow
 * @descending: the direction
 *
 * Moves the arrow.
 */
void
sheet_header_set_sort (SheetHeader           *self,
                GtkColumnViewColumn *column,
                gboolean             descending)
{
  self->is_setting = TRUE;
  gtk_column_view_sort_by_column (self->view, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_setting = FALSE;
}
