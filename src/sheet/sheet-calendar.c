#include "config.h"

#include "sheet/sheet-calendar.h"

#include <glib/gi18n-lib.h>

struct _SheetCalendar
{
  GtkWidget parent_instance;

  GtkCalendar *calendar;
  GtkWidget *none;
};

enum
{
  CHOSEN,
  CLEARED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetCalendar, sheet_calendar, GTK_TYPE_WIDGET)

static gboolean
is_day (GtkWidget *widget,
        GtkWidget *calendar)
{
  for (; widget != NULL && widget != calendar; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_has_css_class (widget, "day-number"))
      return TRUE;

  return FALSE;
}

/* The calendar selects the day itself, and a day of another month by turning the page. */
static void
released_cb (SheetCalendar *self,
             int            n_press,
             double         x,
             double         y)
{
  GtkWidget *calendar = GTK_WIDGET (self->calendar);

  if (is_day (gtk_widget_pick (calendar, x, y, GTK_PICK_DEFAULT), calendar))
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
clear_cb (SheetCalendar *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
sheet_calendar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sheet_calendar_parent_class)->dispose (object);
}

static void
sheet_calendar_class_init (SheetCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_calendar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sheetcalendar");

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_calendar_init (SheetCalendar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->calendar), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_parent (GTK_WIDGET (self->calendar), GTK_WIDGET (self));

  /* Translators: a button that takes the date out of a cell */
  self->none = gtk_button_new_with_label (_("No date"));
  gtk_widget_add_css_class (self->none, "flat");
  g_signal_connect_swapped (self->none, "clicked", G_CALLBACK (clear_cb), self);
  gtk_widget_set_parent (self->none, GTK_WIDGET (self));

  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

/**
 * sheet_calendar_new:
 *
 * Returns: (transfer floating): a calendar
 */
GtkWidget *
sheet_calendar_new (void)
{
  return g_object_new (SHEET_TYPE_CALENDAR, NULL);
}

/**
 * sheet_calendar_set_date:
 * @self: a calendar
 * @date: a valid date
 *
 * Selects a day.
 */
void
sheet_calendar_set_date (SheetCalendar *self,
                         const GDate   *date)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (g_date_get_year (date),
                                                     g_date_get_month (date),
                                                     g_date_get_day (date), 12, 0, 0);

  gtk_calendar_select_day (self->calendar, day);
}

/**
 * sheet_calendar_get_date:
 * @self: a calendar
 * @date: (out): the day that is selected
 */
void
sheet_calendar_get_date (SheetCalendar *self,
                         GDate         *date)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  g_date_clear (date, 1);
  g_date_set_dmy (date, g_date_time_get_day_of_month (day), g_date_time_get_month (day),
                  g_date_time_get_year (day));
}

static const struct
{
  guint keyval;
  guint keypad;
  int   days;
  int   months;
} keys[] = {
  { GDK_KEY_Left,      GDK_KEY_KP_Left,      -1, 0 },
  { GDK_KEY_Right,     GDK_KEY_KP_Right,     1,  0 },
  { GDK_KEY_Up,        GDK_KEY_KP_Up,        -7, 0 },
  { GDK_KEY_Down,      GDK_KEY_KP_Down,      7,  0 },
  { GDK_KEY_Page_Up,   GDK_KEY_KP_Page_Up,   0,  -1 },
  { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0,  1 },
};

static void
move (SheetCalendar *self,
      int            days,
      int            months)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) later = g_date_time_add_full (day, 0, months, days, 0, 0, 0);

  if (later != NULL)
    gtk_calendar_select_day (self->calendar, later);
}

/**
 * sheet_calendar_take_key:
 * @self: a calendar
 * @keyval: a key without modifiers
 *
 * Moves the day by arrows, the month by Page Up and Page Down. Left and right are as seen. Delete
 * takes the date out.
 *
 * Returns: whether it was such a key
 */
gboolean
sheet_calendar_take_key (SheetCalendar *self,
                         guint          keyval)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    {
      g_signal_emit (self, signals[CLEARED], 0);
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keyval == keys[i].keyval || keyval == keys[i].keypad)
      {
        gboolean turn = is_rtl && ABS (keys[i].days) == 1;

        move (self, turn ? -keys[i].days : keys[i].days, keys[i].months);
        return TRUE;
      }

  return FALSE;
}
