#include "ui/stock-calendar.h"

/* A timer does not count the time that the machine sleeps: so it is never set further ahead. */
#define LONGEST_WAIT 300

struct _StockCalendar
{
  GObject parent_instance;

  GDate today;
  guint expiring_days;
  guint timeout;
};

enum
{
  PROP_EXPIRING_DAYS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockCalendar, stock_calendar, G_TYPE_OBJECT)

static gboolean
timeout_cb (gpointer user_data)
{
  StockCalendar *self = user_data;

  self->timeout = 0;
  stock_calendar_check (self);
  return G_SOURCE_REMOVE;
}

static void
stock_calendar_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (id == PROP_EXPIRING_DAYS)
    g_value_set_uint (value, stock_calendar_get_expiring_days (STOCK_CALENDAR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_calendar_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (id == PROP_EXPIRING_DAYS)
    stock_calendar_set_expiring_days (STOCK_CALENDAR (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_calendar_dispose (GObject *object)
{
  StockCalendar *self = STOCK_CALENDAR (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  G_OBJECT_CLASS (stock_calendar_parent_class)->dispose (object);
}

static void
stock_calendar_class_init (StockCalendarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stock_calendar_get_property;
  object_class->set_property = stock_calendar_set_property;
  object_class->dispose = stock_calendar_dispose;
  properties[PROP_EXPIRING_DAYS]
    = g_param_spec_uint ("expiring-days", NULL, NULL, 0, 3650, 30,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", STOCK_TYPE_CALENDAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
stock_calendar_init (StockCalendar *self)
{
  self->expiring_days = 30;
  stock_calendar_check (self);
}

/**
 * stock_calendar_new:
 *
 * Returns: (transfer full): a calendar that follows the local time
 */
StockCalendar *
stock_calendar_new (void)
{
  return g_object_new (STOCK_TYPE_CALENDAR, NULL);
}

const GDate *
stock_calendar_get_today (StockCalendar *self)
{
  return &self->today;
}

guint
stock_calendar_get_expiring_days (StockCalendar *self)
{
  return self->expiring_days;
}

/**
 * stock_calendar_set_expiring_days:
 * @self: a calendar
 * @days: from today to so many days ahead a date is soon
 */
void
stock_calendar_set_expiring_days (StockCalendar *self,
                                  guint          days)
{
  if (self->expiring_days == days)
    return;
  self->expiring_days = days;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPIRING_DAYS]);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * stock_calendar_set_now:
 * @self: a calendar
 * @now: what the clock shows
 *
 * Turns the calendar to the day of @now and waits for the midnight after it.
 */
void
stock_calendar_set_now (StockCalendar *self,
                        GDateTime     *now)
{
  GDate today;
  gboolean is_new_day;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (MIN (stock_calendar_seconds_to_midnight (now),
                                              LONGEST_WAIT),
                                         timeout_cb, self);

  is_new_day = g_date_valid (&self->today) && g_date_compare (&self->today, &today) != 0;
  self->today = today;
  if (is_new_day)
    g_signal_emit (self, changed_signal, 0);
}

/**
 * stock_calendar_check:
 * @self: a calendar
 *
 * Looks at the clock at once: after the machine has slept, say.
 */
void
stock_calendar_check (StockCalendar *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  stock_calendar_set_now (self, now);
}

/**
 * stock_calendar_seconds_to_midnight:
 * @now: a time
 *
 * Returns: the seconds until the next day begins in the time zone of @now, at least 1; a day on
 *   which clocks are changed is counted with its own length
 */
guint
stock_calendar_seconds_to_midnight (GDateTime *now)
{
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) midnight
    = g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (tomorrow),
                       g_date_time_get_month (tomorrow), g_date_time_get_day_of_month (tomorrow),
                       0, 0, 0);
  GTimeSpan span = g_date_time_difference (midnight, now);

  return MAX (1, (span + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
}
