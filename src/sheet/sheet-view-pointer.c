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

static void
extend_to_pointer (SheetView *self)
{
  guint row, column;

  if (sheet_table_locate (self->table, self->pointer_x, self->pointer_y, TRUE, &row, &column))
    sheet_view_extend (self, row, column);
}

static gboolean
autoscroll_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  SheetView *self = SHEET_VIEW (widget);
  GtkWidget *list = sheet_table_get_list (self->table);
  graphene_point_t place;
  double x, y;

  if (!gtk_widget_compute_point (list, widget,
                                 &GRAPHENE_POINT_INIT (self->pointer_x, self->pointer_y), &place))
    return G_SOURCE_CONTINUE;

  x = get_scroll_step (place.x, gtk_widget_get_width (widget));
  y = get_scroll_step (self->pointer_y, gtk_widget_get_height (list));
  if (x == 0 && y == 0)
    return G_SOURCE_CONTINUE;

  /* The list moves sideways below the pointer. */
  self->pointer_x += sheet_table_scroll_by (self->table, x, y);
  extend_to_pointer (self);

  return G_SOURCE_CONTINUE;
}

static void
stop_drag (SheetView *self)
{
  self->is_dragging = FALSE;
  if (self->autoscroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_tick);
  self->autoscroll_tick = 0;
}

/* FALSE if an entry is refused: the click then has done all it does. */
static gboolean
leave_editor (SheetView  *self,
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
    self->is_dragging = TRUE;
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
      && (sheet_controller_get_cell_state (self->controller, row, column)
          & (SHEET_CELL_SELECTED | SHEET_CELL_CURSOR)) == 0)
    sheet_view_place (self, row, column);

  if (gtk_widget_compute_point (list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &place))
    sheet_view_emit_menu (self, &(GdkRectangle) { place.x, place.y, 1, 1 });
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

  if (!leave_editor (self, gesture))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, x, y);
  else if (button == GDK_BUTTON_PRIMARY
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
  double start_x, start_y;

  if (!self->is_dragging || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;

  self->pointer_x = start_x + offset_x;
  self->pointer_y = start_y + offset_y;
  extend_to_pointer (self);
  if (self->autoscroll_tick == 0)
    self->autoscroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb,
                                                          NULL, NULL);
}

static void
long_pressed_cb (GtkGesture *gesture,
                 double      x,
                 double      y,
                 SheetView  *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (leave_editor (self, gesture))
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
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click_gesture), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click_gesture),
                                              GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);

  g_signal_connect (click_gesture, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click_gesture, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (stop_drag), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (stop_drag), self);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);

  gtk_gesture_group (drag, click_gesture);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click_gesture));
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (long_press));
}
