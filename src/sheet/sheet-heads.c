#include "sheet/sheet-heads.h"

/* There is room for this many digits at least, so that columns do not move for the first rows. */
#define LEAST_DIGITS 3

struct _SheetHeads
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetCells *cells; /* outlives this */

  PangoLayout *layout;
  guint n_digits;
};

G_DEFINE_FINAL_TYPE (SheetHeads, sheet_heads, GTK_TYPE_WIDGET)

static PangoLayout *
get_layout (SheetHeads *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_attributes (self->layout, sheet_style_get_figures (self->style));
    }

  return self->layout;
}

static guint
count_digits (guint number)
{
  guint n = 1;

  while (number > 9)
    {
      number /= 10;
      n++;
    }

  return n;
}

/* The place for the numbers only grows while the same rows are shown: a search that leaves few of
 * them does not move the columns. */
static void
update (SheetHeads *self)
{
  guint n_digits = count_digits (sheet_controller_get_n_rows (self->controller));

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (n_digits <= self->n_digits)
    return;

  self->n_digits = n_digits;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Where the list of rows begins, and in it a row whose place is known. */
static gboolean
find_rows (SheetHeads      *self,
           graphene_rect_t *list,
           guint           *row,
           graphene_rect_t *area)
{
  return sheet_cells_get_list_area (self->cells, GTK_WIDGET (self), list)
         && sheet_cells_get_any_area (self->cells, row, area);
}

static void
draw_area (SheetHeads            *self,
           GtkSnapshot           *snapshot,
           SheetColor             color,
           const graphene_rect_t *area)
{
  gtk_snapshot_append_color (snapshot, sheet_style_get_color (self->style, color), area);
}

/* Lies on the side of the columns. */
static void
draw_edge (SheetHeads  *self,
           GtkSnapshot *snapshot,
           float        y,
           float        height)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  draw_area (self, snapshot, SHEET_COLOR_LINES,
             &GRAPHENE_RECT_INIT (is_rtl ? 0 : width - 1, y, 1, height));
}

static void
draw_number (SheetHeads  *self,
             GtkSnapshot *snapshot,
             guint        row,
             SheetColor   color,
             float        y,
             float        height)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  PangoLayout *layout = get_layout (self);
  char number[16];
  PangoRectangle extents;

  g_snprintf (number, sizeof number, "%u", row + 1);
  pango_layout_set_text (layout, number, -1);
  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (width - SHEET_CELL_PADDING - extents.width,
                                                y + (int) (height - extents.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, sheet_style_get_color (self->style, color));
  gtk_snapshot_restore (snapshot);
}

static void
draw_row (SheetHeads  *self,
          GtkSnapshot *snapshot,
          guint        row,
          float        y,
          float        height)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean is_selected =
    sheet_selection_touches_row (sheet_controller_get_selection (self->controller), row);

  if (is_selected)
    draw_area (self, snapshot, SHEET_COLOR_RANGE, &GRAPHENE_RECT_INIT (0, y, width, height));
  draw_area (self, snapshot, SHEET_COLOR_LINES,
             &GRAPHENE_RECT_INIT (0, y + height - 1, width, 1));
  draw_number (self, snapshot, row, is_selected ? SHEET_COLOR_TEXT : SHEET_COLOR_DIM, y, height);
}

static void
draw_rows (SheetHeads            *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *list,
           guint                  known_row,
           const graphene_rect_t *known)
{
  guint n_rows = sheet_controller_get_n_rows (self->controller);
  gint64 first = known_row - (gint64) ceilf (known->origin.y / known->size.height);
  float end = MIN (list->size.height, gtk_widget_get_height (GTK_WIDGET (self)) - list->origin.y);

  for (gint64 row = MAX (first, 0); row < n_rows; row++)
    {
      float y = known->origin.y + (row - (gint64) known_row) * known->size.height;

      if (y >= end)
        break;
      draw_row (self, snapshot, row, list->origin.y + y, known->size.height);
    }
}

static void
sheet_heads_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SheetHeads *self = SHEET_HEADS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t list, known;
  guint row;

  if (!find_rows (self, &list, &row, &known))
    return;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, list.origin.y, width,
                                                         height - list.origin.y));
  draw_rows (self, snapshot, &list, row, &known);
  gtk_snapshot_pop (snapshot);

  /* The header has a line below it, which goes on. */
  draw_area (self, snapshot, SHEET_COLOR_LINES,
             &GRAPHENE_RECT_INIT (0, list.origin.y - 1, width, 1));
  draw_edge (self, snapshot, 0, height);
}

static void
sheet_heads_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  SheetHeads *self = SHEET_HEADS (widget);
  char digits[16] = "";

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;

  memset (digits, '0', self->n_digits);
  pango_layout_set_text (get_layout (self), digits, -1);
  pango_layout_get_pixel_size (get_layout (self), minimum, NULL);
  *minimum += 2 * SHEET_CELL_PADDING;
  *natural = *minimum;
}

static void
sheet_heads_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sheet_heads_parent_class)->css_changed (widget, change);

  g_clear_object (&SHEET_HEADS (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
sheet_heads_dispose (GObject *object)
{
  SheetHeads *self = SHEET_HEADS (object);

  g_clear_object (&self->layout);
  g_clear_object (&self->controller);
  g_clear_object (&self->style);

  G_OBJECT_CLASS (sheet_heads_parent_class)->dispose (object);
}

static void
sheet_heads_class_init (SheetHeadsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_heads_dispose;
  widget_class->snapshot = sheet_heads_snapshot;
  widget_class->measure = sheet_heads_measure;
  widget_class->css_changed = sheet_heads_css_changed;

  /* The sheet says the number of the row with each cell. */
  gtk_widget_class_set_css_name (widget_class, "sheetheads");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sheet_heads_init (SheetHeads *self)
{
  self->n_digits = LEAST_DIGITS;
}

/**
 * sheet_heads_new:
 * @controller: who knows the rows and what is selected
 * @style: how to draw
 * @cells: who knows where rows are; outlives the new widget
 *
 * Returns: (transfer floating): heads of rows
 */
GtkWidget *
sheet_heads_new (SheetController *controller,
                 SheetStyle      *style,
                 SheetCells      *cells)
{
  SheetHeads *self = g_object_new (SHEET_TYPE_HEADS, NULL);

  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  self->cells = cells;
  g_signal_connect_object (controller, "redraw", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * sheet_heads_forget:
 * @self: heads
 *
 * Takes no more room than the rows need that are there now.
 */
void
sheet_heads_forget (SheetHeads *self)
{
  self->n_digits = LEAST_DIGITS;
  update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * sheet_heads_locate:
 * @self: heads
 * @y: a place in them
 * @row: (out): the row whose head is there, %SHEET_NONE for the corner
 *
 * Returns: whether anything is there
 */
gboolean
sheet_heads_locate (SheetHeads *self,
                    double      y,
                    guint      *row)
{
  graphene_rect_t list, known;
  guint known_row;
  gint64 found;

  if (!find_rows (self, &list, &known_row, &known))
    return FALSE;

  found = known_row + (gint64) floor ((y - list.origin.y - known.origin.y) / known.size.height);
  *row = y < list.origin.y ? SHEET_NONE : found;

  return y < list.origin.y
         || (found >= 0 && found < sheet_controller_get_n_rows (self->controller));
}
