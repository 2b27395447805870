#include "sheet/sheet-header.h"

#include "sheet/sheet-arrow.h"
#include "sheet/sheet-style.h"

/* Marks a title that has been dealt with, and carries its link. */
#define LINK "sheet-header-link"

/* Pixels beside the edge of a title within which the edge is meant: as many as GTK takes. */
#define EDGE 8

struct _SheetHeader
{
  GObject parent_instance;

  GtkColumnView *view; /* outlives this */
  SheetSort *sort;
  GPtrArray *links;    /* of TitleLink */
};

/* A title; it owns the link, and the arrow. */
typedef struct
{
  SheetHeader *header; /* NULL when that is gone */
  SheetColumn *column;
  GtkWidget   *title;
  GtkWidget   *arrow;  /* NULL in a title that is built in an unknown way */
} TitleLink;

enum
{
  CLICKED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetHeader, sheet_header, G_TYPE_OBJECT)

static void
link_free (gpointer data)
{
  TitleLink *link = data;

  if (link->header != NULL)
    g_ptr_array_remove (link->header->links, link);
  g_object_unref (link->column);
  g_free (link);
}

static void
update_title (SheetHeader *self,
              TitleLink   *link)
{
  guint number, n_keys;
  const SheetSortKey *keys = sheet_sort_get_keys (self->sort, &n_keys);
  gboolean is_key = sheet_sort_find (self->sort, link->column, &number);
  GtkAccessibleSort order = GTK_ACCESSIBLE_SORT_NONE;

  if (is_key)
    order = keys[number].descending ? GTK_ACCESSIBLE_SORT_DESCENDING
                                    : GTK_ACCESSIBLE_SORT_ASCENDING;
  gtk_accessible_update_property (GTK_ACCESSIBLE (link->title), GTK_ACCESSIBLE_PROPERTY_SORT, order,
                                  -1);
  if (link->arrow == NULL)
    return;
  gtk_widget_set_visible (link->arrow, is_key);
  if (is_key)
    sheet_arrow_set (SHEET_ARROW (link->arrow), keys[number].descending,
                     n_keys > 1 ? number + 1 : 0);
}

static void
update_titles (SheetHeader *self)
{
  for (guint i = 0; i < self->links->len; i++)
    update_title (self, g_ptr_array_index (self->links, i));
}

/* GTK 4.8 takes the header for a row that a double click activates, and would have the second click
 * for itself. */
static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y,
            TitleLink  *link)
{
  if (n_press > 1)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
menu_pressed_cb (GtkGesture *gesture,
                 int         n_press,
                 double      x,
                 double      y,
                 TitleLink  *link)
{
  if (link->header == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (link->header, signals[MENU], 0, link->column);
}

static void
long_pressed_cb (GtkGesture *gesture,
                 double      x,
                 double      y,
                 TitleLink  *link)
{
  menu_pressed_cb (gesture, 1, x, y, link);
}

static void
released_cb (GtkGesture *gesture,
             int         n_press,
             double      x,
             double      y,
             TitleLink  *link)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (link->header == NULL || !sheet_column_get_sortable (link->column)
      || !gtk_widget_contains (link->title, x, y))
    return;
  g_signal_emit (link->header, signals[CLICKED], 0, link->column, (state & GDK_SHIFT_MASK) != 0);
}

static void
add_gestures (TitleLink *link)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), link);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), link);
  gtk_widget_add_controller (link->title, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), link);
  gtk_widget_add_controller (link->title, GTK_EVENT_CONTROLLER (menu));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (long_pressed_cb), link);
  gtk_widget_add_controller (link->title, GTK_EVENT_CONTROLLER (hold));
}

static GtkWidget *
find_label (GtkWidget *box)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (child != NULL && !GTK_IS_LABEL (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* Makes a title stand as the cells do: over numbers at the end, with the arrow before it. GTK has
 * no setting for it; a title that is built otherwise than it is known to be is left as it is. */
static void
build_title (TitleLink *link)
{
  GtkWidget *box = gtk_widget_get_first_child (link->title);
  GtkWidget *label = box != NULL ? find_label (box) : NULL;

  if (label == NULL)
    return;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  link->arrow = sheet_arrow_new ();
  gtk_widget_insert_after (link->arrow, box, label);
  if (sheet_column_get_numeric (link->column))
    {
      gtk_widget_set_halign (box, GTK_ALIGN_END);
      gtk_widget_insert_before (label, box, NULL);
    }
}

static void
sheet_header_dispose (GObject *object)
{
  SheetHeader *self = SHEET_HEADER (object);

  for (guint i = 0; i < self->links->len; i++)
    ((TitleLink *) g_ptr_array_index (self->links, i))->header = NULL;
  g_ptr_array_set_size (self->links, 0);
  g_clear_object (&self->sort);

  G_OBJECT_CLASS (sheet_header_parent_class)->dispose (object);
}

static void
sheet_header_finalize (GObject *object)
{
  g_ptr_array_unref (SHEET_HEADER (object)->links);

  G_OBJECT_CLASS (sheet_header_parent_class)->finalize (object);
}

static void
sheet_header_class_init (SheetHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sheet_header_dispose;
  G_OBJECT_CLASS (klass)->finalize = sheet_header_finalize;

  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, SHEET_TYPE_COLUMN,
                                   G_TYPE_BOOLEAN);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, SHEET_TYPE_COLUMN);
}

static void
sheet_header_init (SheetHeader *self)
{
  self->links = g_ptr_array_new ();
}

/**
 * sheet_header_new:
 * @view: a column view, which outlives the new object
 * @sort: what the arrows show
 *
 * Returns: what knows its header
 */
SheetHeader *
sheet_header_new (GtkColumnView *view,
                  SheetSort     *sort)
{
  SheetHeader *self = g_object_new (SHEET_TYPE_HEADER, NULL);

  self->view = view;
  self->sort = g_object_ref (sort);
  g_signal_connect_object (sort, "changed", G_CALLBACK (update_titles), self, G_CONNECT_SWAPPED);

  return self;
}

/* Titles do not stand in the order of the columns: the new one is the one without a link. */
static GtkWidget *
find_new_title (SheetHeader *self)
{
  GtkWidget *titles = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = gtk_widget_get_first_child (titles);

  while (title != NULL && g_object_get_data (G_OBJECT (title), LINK) != NULL)
    title = gtk_widget_get_next_sibling (title);

  return title;
}

/**
 * sheet_header_add:
 * @self: a header
 * @column: the column that was added to the view just now
 *
 * Takes charge of its title.
 */
void
sheet_header_add (SheetHeader *self,
                  SheetColumn *column)
{
  GtkWidget *title = find_new_title (self);
  TitleLink *link;

  if (title == NULL)
    return;

  link = g_new0 (TitleLink, 1);
  link->header = self;
  link->column = g_object_ref (column);
  link->title = title;
  g_object_set_data_full (G_OBJECT (title), LINK, link, link_free);
  g_ptr_array_add (self->links, link);
  build_title (link);
  add_gestures (link);
  update_title (self, link);
}

static TitleLink *
find_link (SheetHeader *self,
           SheetColumn *column)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      TitleLink *link = g_ptr_array_index (self->links, i);

      if (link->column == column)
        return link;
    }

  return NULL;
}

/**
 * sheet_header_remove:
 * @self: a header
 * @column: a column that is about to leave the view
 *
 * Lets go of its title.
 */
void
sheet_header_remove (SheetHeader *self,
                     SheetColumn *column)
{
  TitleLink *link = find_link (self, column);

  if (link == NULL)
    return;

  g_ptr_array_remove (self->links, link);
  link->header = NULL;
}

/**
 * sheet_header_get_title:
 * @self: a header
 * @column: a column
 *
 * Returns: (transfer none) (nullable): its title, %NULL if it is not shown
 */
GtkWidget *
sheet_header_get_title (SheetHeader *self,
                        SheetColumn *column)
{
  TitleLink *link = find_link (self, column);

  return link != NULL ? link->title : NULL;
}

/**
 * sheet_header_measure:
 * @self: a header
 * @column: a column
 *
 * Returns: how wide its title has to be to be read in full, in pixels
 */
int
sheet_header_measure (SheetHeader *self,
                      SheetColumn *column)
{
  GtkWidget *title = sheet_header_get_title (self, column);
  int width;

  if (title == NULL)
    return 0;

  /* What is in the title: it measures itself as wide as its column. */
  gtk_widget_measure (gtk_widget_get_first_child (title), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &width, NULL, NULL);
  return width + 2 * SHEET_CELL_PADDING;
}

/**
 * sheet_header_find_edge:
 * @self: a header
 * @widget: a widget around the view
 * @x: a place in @widget
 * @y: a place in @widget
 *
 * Returns: (transfer none) (nullable): the column that ends there, in the header
 */
SheetColumn *
sheet_header_find_edge (SheetHeader *self,
                        GtkWidget   *widget,
                        double       x,
                        double       y)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < self->links->len; i++)
    {
      TitleLink *link = g_ptr_array_index (self->links, i);
      graphene_rect_t area;
      double end;

      if (!gtk_widget_compute_bounds (link->title, widget, &area))
        continue;
      end = area.origin.x + (is_rtl ? 0 : area.size.width);
      if (ABS (x - end) <= EDGE && y >= area.origin.y && y < area.origin.y + area.size.height)
        return link->column;
    }

  return NULL;
}
