/* The handle at the corner of the active range: dragging it fills the range into its neighbours. */

#include "sheet/sheet-fill.h"
#include "sheet/sheet-view-private.h"

/* Pixels from the middle of the handle to its edge, with the border that sets it off, and as far
 * as a press counts. */
#define HANDLE_REACH 3.5f
#define BORDER_REACH 4.5f
#define PRESS_REACH  6

static gboolean
has_handle (SheetView *self)
{
  return !self->read_only && !sheet_editor_is_open (self->editor)
         && sheet_cursor_is_somewhere (sheet_controller_get_cursor (self->controller));
}

/* In the coordinates of the list: over the lines at the end of the range's last cell. */
static gboolean
get_middle (SheetView        *self,
            graphene_point_t *middle)
{
  SheetRange range = sheet_controller_get_range (self->controller);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  graphene_rect_t area;

  if (!has_handle (self) || !sheet_table_get_range_area (self->table, &range, &area))
    return FALSE;

  *middle = GRAPHENE_POINT_INIT (area.origin.x + (is_rtl ? 0.5f : area.size.width - 1),
                                 area.origin.y + area.size.height - 1);

  return TRUE;
}

static void
draw_square (SheetView              *self,
             GtkSnapshot            *snapshot,
             const graphene_point_t *middle)
{
  SheetColor color = sheet_style_get_focused (self->style) ? SHEET_COLOR_FRAME
                                                           : SHEET_COLOR_FRAME_UNFOCUSED;

  gtk_snapshot_append_color (snapshot, sheet_style_get_color (self->style, SHEET_COLOR_GROUND),
                             &GRAPHENE_RECT_INIT (middle->x - BORDER_REACH,
                                                  middle->y - BORDER_REACH,
                                                  2 * BORDER_REACH, 2 * BORDER_REACH));
  gtk_snapshot_append_color (snapshot, sheet_style_get_color (self->style, color),
                             &GRAPHENE_RECT_INIT (middle->x - HANDLE_REACH,
                                                  middle->y - HANDLE_REACH,
                                                  2 * HANDLE_REACH, 2 * HANDLE_REACH));
}

/* The part that can be seen and a little more: an outline of a million rows has no end. */
static void
draw_outline (SheetView             *self,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *visible,
              const graphene_point_t *offset)
{
  const GdkRGBA *color = sheet_style_get_color (self->style, SHEET_COLOR_FRAME);
  graphene_rect_t area, seen = *visible;
  GskRoundedRect outline;

  if (!sheet_table_get_range_area (self->table, &self->fill_target, &area))
    return;

  graphene_rect_offset (&area, offset->x, offset->y);
  graphene_rect_inset (&seen, -10, -10);
  if (!graphene_rect_intersection (&area, &seen, &area))
    return;

  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

/**
 * sheet_view_draw_handle:
 * @self: a view
 * @snapshot: what to draw into, over the cells
 *
 * Draws the handle, and while it is dragged the outline of what is filled.
 */
void
sheet_view_draw_handle (SheetView   *self,
                        GtkSnapshot *snapshot)
{
  graphene_point_t middle, offset;
  graphene_rect_t visible;

  if (!get_middle (self, &middle) || !sheet_table_get_visible (self->table, &visible)
      || !gtk_widget_compute_point (sheet_table_get_list (self->table), GTK_WIDGET (self),
                                    &GRAPHENE_POINT_INIT (0, 0), &offset))
    return;

  middle.x += offset.x;
  middle.y += offset.y;
  gtk_snapshot_push_clip (snapshot, &visible);
  if (self->drag == SHEET_DRAG_FILL)
    draw_outline (self, snapshot, &visible, &offset);
  draw_square (self, snapshot, &middle);
  gtk_snapshot_pop (snapshot);
}

static gboolean
is_at_handle (SheetView *self,
              double     x,
              double     y)
{
  graphene_point_t middle;

  return get_middle (self, &middle)
         && ABS (x - middle.x) <= PRESS_REACH && ABS (y - middle.y) <= PRESS_REACH;
}

/* A double click fills down beside what stands before the range, or else behind it. */
static void
fill_down_beside (SheetView *self)
{
  SheetRange range = sheet_controller_get_range (self->controller);

  range.n_rows += sheet_fill_count_on (self);
  sheet_fill_on (self, &range, FALSE);
}

/**
 * sheet_view_press_handle:
 * @self: a view
 * @n_press: the number of the click
 * @x: a place in the list
 * @y: a place in the list
 *
 * Returns: whether the handle is there, and does what it does
 */
gboolean
sheet_view_press_handle (SheetView *self,
                         int        n_press,
                         double     x,
                         double     y)
{
  if (!is_at_handle (self, x, y))
    return FALSE;

  if (n_press == 2)
    fill_down_beside (self);
  else
    {
      self->fill_target = sheet_controller_get_range (self->controller);
      sheet_view_begin_drag (self, SHEET_DRAG_FILL);
    }

  return TRUE;
}

/**
 * sheet_view_aim_fill:
 * @self: a view
 * @row: a row
 * @column: a shown column
 *
 * Shows that releasing the handle would fill as far as a cell.
 */
void
sheet_view_aim_fill (SheetView *self,
                     guint      row,
                     guint      column)
{
  SheetRange range = sheet_controller_get_range (self->controller);

  self->fill_target = sheet_range_extend_to (&range, row, column);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sheet_view_end_fill:
 * @self: a view whose handle is released
 * @with_ctrl: whether Ctrl is held
 *
 * Fills as far as was aimed.
 */
void
sheet_view_end_fill (SheetView *self,
                     gboolean   with_ctrl)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  sheet_fill_on (self, &self->fill_target, with_ctrl);
}

/**
 * sheet_view_cancel_fill:
 * @self: a view
 *
 * Makes that the handle fills nothing when it is released.
 *
 * Returns: whether it was dragged
 */
gboolean
sheet_view_cancel_fill (SheetView *self)
{
  if (self->drag != SHEET_DRAG_FILL)
    return FALSE;

  sheet_view_begin_drag (self, SHEET_DRAG_NONE);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return TRUE;
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           SheetView                *self)
{
  gboolean is_there = self->drag == SHEET_DRAG_FILL || is_at_handle (self, x, y);

  if (self->is_at_handle == is_there)
    return;

  self->is_at_handle = is_there;
  gtk_widget_set_cursor_from_name (sheet_table_get_list (self->table),
                                   is_there ? "crosshair" : NULL);
}

/**
 * sheet_view_add_handle:
 * @self: a view
 *
 * Makes the pointer show where the handle is.
 */
void
sheet_view_add_handle (SheetView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (sheet_table_get_list (self->table), motion);
}
