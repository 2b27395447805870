#include "sheet/sheet-cell.h"

#define ICON_SIZE 16
#define DOT_SIZE  10
#define MARK_AIR  5 /* beside the word of a mark, within its label */

/* More than fits into any cell; a text of a book's length would be set in full before it is cut. */
#define LONGEST_TEXT 400

struct _SheetCell
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetColumn *column;
  GtkListItem *list_item; /* owns this */

  GObject *item;
  gulong notify_handler;

  /* What is shown, as long as layout is set. */
  PangoLayout *layout;
  PangoLayout *mark;
  SheetLook look;
  SheetTone text_tone;
  int text_width;
};

G_DEFINE_FINAL_TYPE (SheetCell, sheet_cell, GTK_TYPE_WIDGET)

static void
clear_content (SheetCell *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->mark);
}

/* Where a line ends within a cell that shows one line. */
#define LINE_END " \342\206\265 "

/* As much of a text as can be seen, on one line. */
static char *
dup_shown (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), LONGEST_TEXT));
  g_auto (GStrv) lines = NULL;

  if (strchr (start, '\n') == NULL)
    return g_steal_pointer (&start);

  lines = g_strsplit (start, "\n", -1);
  return g_strjoinv (LINE_END, lines);
}

static PangoLayout *
make_layout (GtkWidget   *widget,
             SheetStyle  *style,
             SheetColumn *column,
             const char  *text)
{
  g_autofree char *shown
    = strlen (text) > LONGEST_TEXT || strchr (text, '\n') != NULL ? dup_shown (text) : NULL;
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, shown != NULL ? shown : text);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (sheet_column_get_numeric (column))
    pango_layout_set_attributes (layout, sheet_style_get_figures (style));

  return layout;
}

static PangoLayout *
make_mark (GtkWidget  *widget,
           const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static char *
put_in_words (SheetColumn     *column,
              const char      *text,
              const SheetLook *look)
{
  const char *parts[4] = { sheet_column_get_title (column), NULL, };
  guint n = 1;

  if (text[0] != '\0')
    parts[n++] = text;
  else if (look->placeholder != NULL)
    parts[n++] = look->placeholder;
  if (look->state != NULL)
    parts[n++] = look->state;

  return g_strjoinv (", ", (char **) parts);
}

/* Sets the cell's name for a screen reader too: when the content is needed, and only then. */
static void
ensure_content (SheetCell *self)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  gboolean is_empty;

  if (self->layout != NULL)
    return;

  text = sheet_column_dup_text (self->column, self->item);
  sheet_column_get_look (self->column, self->item, &self->look);
  is_empty = text[0] == '\0' && self->look.placeholder != NULL;

  self->text_tone = is_empty ? SHEET_TONE_DIM : self->look.text_tone;
  self->layout = make_layout (GTK_WIDGET (self), self->style, self->column,
                              is_empty ? self->look.placeholder : text);
  pango_layout_get_pixel_size (self->layout, &self->text_width, NULL);
  if (self->look.mark != NULL)
    self->mark = make_mark (GTK_WIDGET (self), self->look.mark);

  spoken = put_in_words (self->column, text, &self->look);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/* From a place counted from the start of the line to one from the left. */
static int
flip (SheetCell *self,
      int        x,
      int        width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - x - width;

  return x;
}

static void
draw_area (SheetCell   *self,
           GtkSnapshot *snapshot,
           SheetColor   color,
           int          x,
           int          y,
           int          width,
           int          height)
{
  gtk_snapshot_append_color (snapshot, sheet_style_get_color (self->style, color),
                             &GRAPHENE_RECT_INIT (flip (self, x, width), y, width, height));
}

static void
draw_layout (SheetCell     *self,
             GtkSnapshot   *snapshot,
             PangoLayout   *layout,
             const GdkRGBA *color,
             int            x,
             int            width)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (flip (self, x, width) - extents.x,
                                                (height - extents.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (SheetCell   *self,
           GtkSnapshot *snapshot,
           int          x)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkPaintable *icon = sheet_style_get_icon (self->style, widget, self->look.icon_name, ICON_SIZE);
  const GdkRGBA *color = sheet_style_get_color (self->style, (SheetColor) self->look.tone);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (flip (self, x, ICON_SIZE),
                                                (gtk_widget_get_height (widget) - ICON_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot,
                                            ICON_SIZE, ICON_SIZE, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
push_round (SheetCell   *self,
            GtkSnapshot *snapshot,
            int          x,
            int          width,
            int          height)
{
  int y = (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (flip (self, x, width), y, width, height),
                                   MIN (width, height) / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
}

static void
draw_dot (SheetCell   *self,
          GtkSnapshot *snapshot,
          int          x)
{
  int y = (gtk_widget_get_height (GTK_WIDGET (self)) - DOT_SIZE) / 2;

  push_round (self, snapshot, x, DOT_SIZE, DOT_SIZE);
  gtk_snapshot_append_color (snapshot, &self->look.dot,
                             &GRAPHENE_RECT_INIT (flip (self, x, DOT_SIZE), y, DOT_SIZE, DOT_SIZE));
  gtk_snapshot_pop (snapshot);
}

static void
draw_mark (SheetCell   *self,
           GtkSnapshot *snapshot,
           int          x,
           int          width)
{
  GdkRGBA color = *sheet_style_get_color (self->style, (SheetColor) self->look.tone);
  GdkRGBA ground = color;
  int height;

  ground.alpha *= 0.15f;
  pango_layout_get_pixel_size (self->mark, NULL, &height);
  push_round (self, snapshot, x, width, height + 2);
  gtk_snapshot_append_color (snapshot, &ground,
                             &GRAPHENE_RECT_INIT (flip (self, x, width), 0, width,
                                                  gtk_widget_get_height (GTK_WIDGET (self))));
  gtk_snapshot_pop (snapshot);
  draw_layout (self, snapshot, self->mark, &color, x + MARK_AIR, width - 2 * MARK_AIR);
}

static int
measure_mark (PangoLayout *mark)
{
  int width;

  if (mark == NULL)
    return 0;

  pango_layout_get_pixel_size (mark, &width, NULL);
  return width + 2 * MARK_AIR;
}

/* The width of dot and icon, with what separates them from the text. */
static int
measure_lead (const SheetLook *look)
{
  return (look->has_dot ? DOT_SIZE + SHEET_CELL_SPACING : 0)
         + (look->icon_name != NULL ? ICON_SIZE + SHEET_CELL_SPACING : 0);
}

static void
draw_lead (SheetCell   *self,
           GtkSnapshot *snapshot,
           int          x)
{
  if (self->look.has_dot)
    {
      draw_dot (self, snapshot, x);
      x += DOT_SIZE + SHEET_CELL_SPACING;
    }
  if (self->look.icon_name != NULL)
    draw_icon (self, snapshot, x);
}

/*
 * [padding][dot][icon][text][mark][padding]; in a numeric column the text with its lead is at the
 * end, and the mark at the start, where it does not push figures out of line.
 */
static void
draw_content (SheetCell   *self,
              GtkSnapshot *snapshot)
{
  gboolean numeric = sheet_column_get_numeric (self->column);
  int mark = measure_mark (self->mark);
  int lead = measure_lead (&self->look);
  int end = gtk_widget_get_width (GTK_WIDGET (self)) - SHEET_CELL_PADDING;
  int room = end - SHEET_CELL_PADDING - lead - (mark > 0 ? mark + SHEET_CELL_SPACING : 0);
  int width = MIN (self->text_width, MAX (room, 0));
  int x = numeric ? end - width - lead : SHEET_CELL_PADDING;

  pango_layout_set_width (self->layout, width < self->text_width ? width * PANGO_SCALE : -1);
  draw_lead (self, snapshot, x);
  if (width > 0)
    draw_layout (self, snapshot, self->layout,
                 sheet_style_get_color (self->style, (SheetColor) self->text_tone),
                 x + lead, width);
  if (mark > 0)
    draw_mark (self, snapshot,
               numeric ? SHEET_CELL_PADDING : x + lead + width + SHEET_CELL_SPACING, mark);
}

static void
draw_frame (SheetCell   *self,
            GtkSnapshot *snapshot,
            int          width,
            int          height)
{
  SheetColor color = sheet_style_get_focused (self->style) ? SHEET_COLOR_FRAME
                                                           : SHEET_COLOR_FRAME_UNFOCUSED;
  const GdkRGBA *rgba = sheet_style_get_color (self->style, color);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), 0);
  gtk_snapshot_append_border (snapshot, &outline,
                              (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { *rgba, *rgba, *rgba, *rgba });
}

static void
sheet_cell_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  SheetCell *self = SHEET_CELL (widget);
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  SheetCellState state =
    sheet_selection_get_cell_state (sheet_controller_get_selection (self->controller),
                                    sheet_cell_get_row (self),
                                    sheet_column_set_find (columns, self->column));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->item == NULL)
    return;

  ensure_content (self);

  if ((state & SHEET_CELL_SELECTED) != 0 && (state & SHEET_CELL_CURSOR) == 0)
    draw_area (self, snapshot, SHEET_COLOR_RANGE, 0, 0, width, height);
  else if ((state & SHEET_CELL_CURSOR_ROW) != 0)
    draw_area (self, snapshot, SHEET_COLOR_ROW, 0, 0, width, height);

  draw_area (self, snapshot, SHEET_COLOR_LINES, 0, height - 1, width, 1);
  draw_area (self, snapshot, SHEET_COLOR_LINES, width - 1, 0, 1, height - 1);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_content (self, snapshot);
  gtk_snapshot_pop (snapshot);

  if ((state & SHEET_CELL_CURSOR) != 0)
    draw_frame (self, snapshot, width, height);
}

/* Columns have the width they are given; all rows are of one height. */
static void
sheet_cell_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  SheetCell *self = SHEET_CELL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                        ? sheet_style_get_row_height (self->style) : 0;
}

/* A text that did not fit can be read in full under the pointer. */
static gboolean
sheet_cell_query_tooltip (GtkWidget  *widget,
                          int         x,
                          int         y,
                          gboolean    keyboard_mode,
                          GtkTooltip *tooltip)
{
  SheetCell *self = SHEET_CELL (widget);
  g_autofree char *text = NULL;

  if (self->item == NULL || self->layout == NULL)
    return FALSE;

  text = sheet_column_dup_text (self->column, self->item);
  if (!pango_layout_is_ellipsized (self->layout) && strchr (text, '\n') == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
sheet_cell_css_changed (GtkWidget         *widget,
                        GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sheet_cell_parent_class)->css_changed (widget, change);

  clear_content (SHEET_CELL (widget));
}

static void
sheet_cell_dispose (GObject *object)
{
  SheetCell *self = SHEET_CELL (object);

  sheet_cell_unbind (self);
  g_clear_object (&self->controller);
  g_clear_object (&self->style);
  g_clear_object (&self->column);

  G_OBJECT_CLASS (sheet_cell_parent_class)->dispose (object);
}

static void
sheet_cell_class_init (SheetCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_cell_dispose;
  widget_class->snapshot = sheet_cell_snapshot;
  widget_class->measure = sheet_cell_measure;
  widget_class->query_tooltip = sheet_cell_query_tooltip;
  widget_class->css_changed = sheet_cell_css_changed;

  gtk_widget_class_set_css_name (widget_class, "sheetcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
sheet_cell_init (SheetCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * sheet_cell_new:
 * @controller: who knows cursor and range
 * @style: how to draw
 * @column: the column of the cell
 * @list_item: what the cell becomes the child of, and has its row from
 *
 * Returns: (transfer floating): a cell
 */
GtkWidget *
sheet_cell_new (SheetController *controller,
                SheetStyle      *style,
                SheetColumn     *column,
                GtkListItem     *list_item)
{
  SheetCell *self = g_object_new (SHEET_TYPE_CELL, NULL);

  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);
  self->column = g_object_ref (column);
  self->list_item = list_item;

  return GTK_WIDGET (self);
}

/**
 * sheet_cell_bind:
 * @self: a cell
 *
 * Shows the object that the list item holds now, and follows it.
 */
void
sheet_cell_bind (SheetCell *self)
{
  sheet_cell_unbind (self);

  self->item = g_object_ref (gtk_list_item_get_item (self->list_item));
  self->notify_handler = g_signal_connect_swapped (self->item, "notify",
                                                   G_CALLBACK (sheet_cell_invalidate), self);
  sheet_cell_invalidate (self);
}

/**
 * sheet_cell_unbind:
 * @self: a cell
 *
 * Shows nothing.
 */
void
sheet_cell_unbind (SheetCell *self)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->notify_handler, self->item);
  g_clear_object (&self->item);
  clear_content (self);
}

/**
 * sheet_cell_invalidate:
 * @self: a cell
 *
 * Asks the column again before the next drawing.
 */
void
sheet_cell_invalidate (SheetCell *self)
{
  clear_content (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sheet_cell_get_column:
 * @self: a cell
 *
 * Returns: (transfer none): its column
 */
SheetColumn *
sheet_cell_get_column (SheetCell *self)
{
  return self->column;
}

/**
 * sheet_cell_get_row:
 * @self: a cell
 *
 * Returns: its row, or %SHEET_NONE while it is kept for later
 */
guint
sheet_cell_get_row (SheetCell *self)
{
  return self->item != NULL ? gtk_list_item_get_position (self->list_item) : SHEET_NONE;
}

/**
 * sheet_cell_dup_spoken:
 * @column: a column
 * @item: the object of the row
 *
 * Returns: (transfer full): a cell in words: title, value, and what its look says
 */
char *
sheet_cell_dup_spoken (SheetColumn *column,
                       GObject     *item)
{
  g_autofree char *text = sheet_column_dup_text (column, item);
  SheetLook look;

  sheet_column_get_look (column, item, &look);

  return put_in_words (column, text, &look);
}

/**
 * sheet_cell_measure_item:
 * @widget: a widget in the sheet
 * @style: how cells look
 * @column: a column
 * @item: an object
 *
 * Returns: how wide a cell has to be to show all of its content, in pixels
 */
int
sheet_cell_measure_item (GtkWidget   *widget,
                         SheetStyle  *style,
                         SheetColumn *column,
                         GObject     *item)
{
  g_autofree char *text = sheet_column_dup_text (column, item);
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoLayout) mark = NULL;
  SheetLook look = { 0 };
  int width;

  sheet_column_get_look (column, item, &look);
  layout = make_layout (widget, style, column,
                        *text == '\0' && look.placeholder != NULL ? look.placeholder : text);
  if (look.mark != NULL)
    mark = make_mark (widget, look.mark);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (mark != NULL)
    width += measure_mark (mark) + SHEET_CELL_SPACING;
  return width + measure_lead (&look) + 2 * SHEET_CELL_PADDING;
}
