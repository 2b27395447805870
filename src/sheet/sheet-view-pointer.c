#include "sheet/sheet-view-private.h"

/* Pixels a frame that a drag scrolls at most, and how far outside the pointer has to be for it. */
#define FASTEST_SCROLL 40.0
#define SCROLL_SLOWING 4.0

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, NULL);
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static gboolean
has_modifier (GtkGesture      *gesture,
              GdkModifierType  modifier)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return (state & modifier) != 0;
}

/* How far outside of 0..size a place is, slowed down to a step of scrolling. */
static double
get_scroll_step (double place,
                 double size)
{
  double outside = place < 0 ? place : place > size ? place - size : 0;

  return CLAMP (outside / SCROLL_SLOWING, -FASTEST_SCROLL, FASTEST_SCROLL);
}

/* How far each drag goes, and whether it scrolls sideways, and up and down. */
static const struct
{
  void     (* reach) (SheetView *self,
                      guint      row,
                      guint      column);
  gboolean across;
  gboolean down;
} drags[] = {
  [SHEET_DRAG_CELLS]   = { sheet_view_extend, TRUE, TRUE },
  [SHEET_DRAG_ROWS]    = { sheet_view_extend_rows, FALSE, TRUE },
  [SHEET_DRAG_COLUMNS] = { sheet_view_extend_columns, TRUE, FALSE },
  [SHEET_DRAG_FILL]    = { sheet_view_aim_fill, TRUE, TRUE },
};

static void
reach_for_pointer (SheetView *self)
{
  guint row, column;

  if (sheet_table_locate (self->table, self->pointer_x, self->pointer_y, TRUE, &row, &column))
    drags[self->drag].reach (self, row, column);
}

static gboolean
autoscroll_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  SheetView *self = SHEET_VIEW (widget);
  graphene_point_t place;
  graphene_rect_t area;
  double x = 0, y = 0;

  if (!sheet_table_get_visible (self->table, &area)
      || !gtk_widget_compute_point (sheet_table_get_list (self->table), widget,
                                    &GRAPHENE_POINT_INIT (self->pointer_x, self->pointer_y),
                                    &place))
    return G_SOURCE_CONTINUE;

  if (drags[self->drag].across)
    x = get_scroll_step (place.x - area.origin.x, area.size.width);
  if (drags[self->drag].down)
    y = get_scroll_step (place.y - area.origin.y, area.size.height);
  if (x == 0 && y == 0)
    return G_SOURCE_CONTINUE;

  /* The list moves sideways below the pointer. */
  self->pointer_x += sheet_table_scroll_by (self->table, x, y);
  reach_for_pointer (self);

  return G_SOURCE_CONTINUE;
}

static void
stop_drag (SheetView *self)
{
  self->drag = SHEET_DRAG_NONE;
  if (self->autoscroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_tick);
  self->autoscroll_tick = 0;
}

/**
 * sheet_view_leave_editor:
 * @self: a view
 * @gesture: a click elsewhere
 *
 * Commits what is in the editor.
 *
 * Returns: %FALSE if it is refused: the click then has done all it does
 */
gboolean
sheet_view_leave_editor (SheetView  *self,
                         GtkGesture *gesture)
{
  if (sheet_view_commit_edit (self))
    return TRUE;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (sheet_editor_get_input (self->editor)));

  return FALSE;
}

static void
press_cell (SheetView  *self,
            GtkGesture *gesture,
            int         n_press,
            guint       row,
            guint       column)
{
  gboolean with_shift = has_modifier (gesture, GDK_SHIFT_MASK);
  gboolean with_ctrl = has_modifier (gesture, GDK_CONTROL_MASK);

  if (with_shift)
    sheet_view_extend (self, row, column);
  else if (with_ctrl && n_press == 1)
    sheet_view_add (self, row, column);
  else if (!with_ctrl)
    sheet_view_place (self, row, column);

  if (n_press == 2 && !with_shift && !with_ctrl)
    sheet_view_begin_edit (self);
  else
    sheet_view_begin_drag (self, SHEET_DRAG_CELLS);
}

static void
open_menu (SheetView *self,
           double     x,
           double     y)
{
  GtkWidget *list = sheet_table_get_list (self->table);
  graphene_point_t place;
  guint row, column;

  if (sheet_table_locate (self->table, x, y, FALSE, &row, &column)
      && !sheet_selection_contains (sheet_controller_get_selection (self->controller), row, column))
    sheet_view_place (self, row, column);

  if (gtk_widget_compute_point (list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &place))
    sheet_view_emit_menu (self, sheet_controller_get_cursor (self->controller)->column,
                          &(GdkRectangle) { place.x, place.y, 1, 1 });
}

static void
click (SheetView  *self,
       GtkGesture *gesture,
       int         n_press,
       double      x,
       double      y)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  guint row, column;

  if (!sheet_view_leave_editor (self, gesture))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, x, y);
  else if (button == GDK_BUTTON_PRIMARY && !sheet_view_press_handle (self, n_press, x, y)
           && sheet_table_locate (self->table, x, y, FALSE, &row, &column))
    press_cell (self, gesture, n_press, row, column);
}

/* A finger that goes down may be about to scroll: it counts when it goes up again. */
static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y,
            SheetView  *self)
{
  if (is_touch (gesture))
    return;

  click (self, gesture, n_press, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGesture *gesture,
             int         n_press,
             double      x,
             double      y,
             SheetView  *self)
{
  if (is_touch (gesture))
    click (self, gesture, n_press, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                SheetView      *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  graphene_point_t place;
  double x, y;

  if (self->drag == SHEET_DRAG_NONE || !gtk_gesture_drag_get_start_point (gesture, &x, &y)
      || !gtk_widget_compute_point (widget, sheet_table_get_list (self->table),
                                    &GRAPHENE_POINT_INIT (x + offset_x, y + offset_y), &place))
    return;

  self->pointer_x = place.x;
  self->pointer_y = place.y;
  reach_for_pointer (self);
  if (self->autoscroll_tick == 0)
    self->autoscroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb,
                                                          NULL, NULL);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          offset_x,
             double          offset_y,
             SheetView      *self)
{
  gboolean is_fill = self->drag == SHEET_DRAG_FILL;

  stop_drag (self);
  if (is_fill)
    sheet_view_end_fill (self, has_modifier (GTK_GESTURE (gesture), GDK_CONTROL_MASK));
}

/**
 * sheet_view_begin_drag:
 * @self: a view
 * @drag: what is reached for
 *
 * Says what moves of the pointer do until the button is released.
 */
void
sheet_view_begin_drag (SheetView *self,
                       SheetDrag  drag)
{
  self->drag = drag;
}

/**
 * sheet_view_add_drag:
 * @self: a view
 * @widget: a widget in it
 * @click: the gesture that begins drags there, which the widget has
 *
 * Follows the pointer from a widget on.
 */
void
sheet_view_add_drag (SheetView  *self,
                     GtkWidget  *widget,
                     GtkGesture *click)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (stop_drag), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (drag, click);
}

static void
long_pressed_cb (GtkGesture *gesture,
                 double      x,
                 double      y,
                 SheetView  *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (sheet_view_leave_editor (self, gesture))
    open_menu (self, x, y);
}

/**
 * sheet_view_add_pointer:
 * @self: a view
 *
 * Listens to the mouse, and to fingers.
 */
void
sheet_view_add_pointer (SheetView *self)
{
  GtkWidget *list = sheet_table_get_list (self->table);
  GtkGesture *click_gesture = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click_gesture), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click_gesture),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click_gesture, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click_gesture, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);

  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click_gesture));
  sheet_view_add_drag (self, list, click_gesture);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (long_press));
}
