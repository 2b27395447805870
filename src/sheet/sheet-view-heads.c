/* What the mouse does on the heads of rows and columns. */

#include "config.h"

#include "sheet/sheet-view-private.h"

#include <glib/gi18n-lib.h>

static guint
get_last_column (SheetView *self)
{
  return sheet_column_set_get_n_shown (sheet_controller_get_columns (self->controller)) - 1;
}

/* A cell alone is where the cursor is, not what the user has selected: Ctrl does not keep it. */
static void
set_or_add (SheetView         *self,
            const SheetCursor *cursor,
            gboolean           with_ctrl)
{
  if (with_ctrl
      && sheet_selection_is_several (sheet_controller_get_selection (self->controller)))
    sheet_controller_add (self->controller, cursor);
  else
    sheet_controller_set_cursor (self->controller, cursor);
}

/**
 * sheet_view_extend_rows:
 * @self: a view
 * @row: a row
 * @column: not looked at
 *
 * Makes the active range reach to a row, over whole rows.
 */
void
sheet_view_extend_rows (SheetView *self,
                        guint      row,
                        guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  cursor.anchor_column = 0;
  sheet_cursor_extend (&cursor, row, get_last_column (self));
  sheet_controller_extend (self->controller, &cursor);
}

/* The cursor stays in its column, as it does with Shift+Space. */
static void
select_row (SheetView *self,
            guint      row,
            gboolean   with_ctrl)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, row, cursor.column);
  cursor.anchor_column = 0;
  cursor.head_column = get_last_column (self);
  set_or_add (self, &cursor, with_ctrl);
}

/**
 * sheet_view_extend_columns:
 * @self: a view
 * @row: not looked at
 * @column: a shown column
 *
 * Makes the active range reach to a column, over whole columns.
 */
void
sheet_view_extend_columns (SheetView *self,
                           guint      row,
                           guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  cursor.anchor_row = 0;
  sheet_cursor_extend (&cursor, sheet_controller_get_n_rows (self->controller) - 1, column);
  sheet_controller_extend (self->controller, &cursor);
}

static void
select_column (SheetView *self,
               guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, cursor.row, column);
  cursor.anchor_row = 0;
  cursor.head_row = sheet_controller_get_n_rows (self->controller) - 1;
  set_or_add (self, &cursor, TRUE);
}

static gboolean
is_whole_row_selected (SheetView *self,
                       guint      row)
{
  const SheetSelection *selection = sheet_controller_get_selection (self->controller);

  for (guint i = 0; i <= get_last_column (self); i++)
    {
      if (!sheet_selection_contains (selection, row, i))
        return FALSE;
    }

  return TRUE;
}

static void
open_menu (SheetView *self,
           GtkWidget *heads,
           guint      row,
           double     x,
           double     y)
{
  graphene_point_t place;

  if (!is_whole_row_selected (self, row))
    select_row (self, row, FALSE);
  if (gtk_widget_compute_point (heads, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &place))
    sheet_view_emit_menu (self, SHEET_NONE, &(GdkRectangle) { place.x, place.y, 1, 1 });
}

static void
press_row (SheetView       *self,
           guint            row,
           GdkModifierType  state)
{
  if ((state & GDK_SHIFT_MASK) != 0)
    sheet_view_extend_rows (self, row, 0);
  else
    select_row (self, row, (state & GDK_CONTROL_MASK) != 0);

  sheet_view_begin_drag (self, SHEET_DRAG_ROWS);
}

/* Whether a press without keys is on one of several rows that are selected: they can be dragged,
 * and only a click that drags nothing selects that row alone. */
static gboolean
may_drag (SheetView       *self,
          guint            row,
          GdkModifierType  state)
{
  return row != SHEET_NONE && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0
         && is_whole_row_selected (self, row);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            SheetView     *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (source);
  GtkWidget *heads = gtk_event_controller_get_widget (controller);
  g_autoptr (GtkBitset) rows = sheet_view_dup_rows (self);
  GdkContentProvider *provider = NULL;
  guint row;

  if (!sheet_heads_locate (SHEET_HEADS (heads), y, &row)
      || !may_drag (self, row, gtk_event_controller_get_current_event_state (controller)))
    return NULL;

  g_signal_emit_by_name (self, "drag-rows", rows, &provider);

  return provider;
}

/* What hangs on the pointer: how many rows. */
static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               SheetView     *self)
{
  g_autoptr (GtkBitset) rows = sheet_view_dup_rows (self);
  guint n_rows = gtk_bitset_get_size (rows);
  g_autofree char *text = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "sheetdrag");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
heads_released_cb (GtkGesture *gesture,
                   int         n_press,
                   double      x,
                   double      y,
                   SheetView  *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *heads = gtk_event_controller_get_widget (controller);
  guint row;

  if (sheet_heads_locate (SHEET_HEADS (heads), y, &row)
      && may_drag (self, row, gtk_event_controller_get_current_event_state (controller)))
    select_row (self, row, FALSE);
}

static void
heads_pressed_cb (GtkGesture *gesture,
                  int         n_press,
                  double      x,
                  double      y,
                  SheetView  *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *heads = gtk_event_controller_get_widget (controller);
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  guint row;

  if (!sheet_heads_locate (SHEET_HEADS (heads), y, &row)
      || !sheet_view_leave_editor (self, gesture))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (button == GDK_BUTTON_PRIMARY
      && may_drag (self, row, gtk_event_controller_get_current_event_state (controller)))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (row == SHEET_NONE)
    sheet_view_run (self, SHEET_COMMAND_SELECT_ALL, 0);
  else if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, heads, row, x, y);
  else if (button == GDK_BUTTON_PRIMARY)
    press_row (self, row, gtk_event_controller_get_current_event_state (controller));

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* A click on a title sorts; with Ctrl it selects the column. */
static void
header_pressed_cb (GtkGesture *gesture,
                   int         n_press,
                   double      x,
                   double      y,
                   SheetView  *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *header = gtk_event_controller_get_widget (controller);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  graphene_point_t place;
  guint column;

  if ((state & GDK_CONTROL_MASK) == 0
      || !gtk_widget_compute_point (header, sheet_table_get_list (self->table),
                                    &GRAPHENE_POINT_INIT (x, y), &place)
      || !sheet_table_locate_column (self->table, place.x, &column))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  if (!sheet_view_leave_editor (self, gesture))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if ((state & GDK_SHIFT_MASK) != 0)
    sheet_view_extend_columns (self, 0, column);
  else
    select_column (self, column);
  sheet_view_begin_drag (self, SHEET_DRAG_COLUMNS);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The heads stand outside of what scrolls. */
static gboolean
scroll_cb (GtkEventControllerScroll *scroll,
           double                    x,
           double                    y,
           SheetView                *self)
{
  GtkAdjustment *across, *down;

  sheet_table_get_adjustments (self->table, &across, &down);
  if (gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_WHEEL)
    y *= pow (gtk_adjustment_get_page_size (down), 2.0 / 3.0);
  sheet_table_scroll_by (self->table, 0, y);

  return GDK_EVENT_STOP;
}

static void
add_gestures (SheetView *self,
              GtkWidget *widget,
              int        button,
              GCallback  pressed_cb)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", pressed_cb, self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  sheet_view_add_drag (self, widget, click);
}

/* What a press on selected rows leaves to others. */
static void
add_row_drag (SheetView *self,
              GtkWidget *heads)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (heads, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (click, "released", G_CALLBACK (heads_released_cb), self);
  gtk_widget_add_controller (heads, GTK_EVENT_CONTROLLER (click));
}

/**
 * sheet_view_add_heads:
 * @self: a view
 *
 * Listens to the mouse on the heads of rows and on the header.
 */
void
sheet_view_add_heads (SheetView *self)
{
  GtkWidget *heads = GTK_WIDGET (sheet_table_get_heads (self->table));
  GtkWidget *view = gtk_widget_get_parent (sheet_table_get_list (self->table));
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  add_gestures (self, heads, 0, G_CALLBACK (heads_pressed_cb));
  add_row_drag (self, heads);
  add_gestures (self, gtk_widget_get_first_child (view), GDK_BUTTON_PRIMARY,
                G_CALLBACK (header_pressed_cb));
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (heads, scroll);
}
