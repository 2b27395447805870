#include "ui/stock-calendar.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static GDateTime *
time_of (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  GDateTime *time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);
  return time;
}

static void
test_midnight (void)
{
  static const struct
  {
    const char *now;
    guint seconds;
  } cases[] = {
    { "2026-11-22T00:00:00", 86400 },
    { "2026-11-22T12:00:00", 43200 },
    { "2026-11-22T23:59:59", 1 },
    { "2026-12-31T23:00:00", 3600 },
    { "2024-02-28T00:00:00", 86400 },
    { "2026-03-29T00:00:00", 23 * 3600 }, /* summer time begins */
    { "2026-10-25T00:00:00", 25 * 3600 }, /* and ends */
    { "2026-11-22T23:59:59.5", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = time_of (cases[i].now);

      g_test_message ("%s", cases[i].now);
      g_assert_cmpuint (stock_calendar_seconds_to_midnight (now), ==, cases[i].seconds);
    }
}

static void
test_changed (void)
{
  g_autoptr (StockCalendar) calendar = stock_calendar_new ();
  g_autoptr (GDateTime) evening = time_of ("2026-11-22T23:59:00");
  g_autoptr (GDateTime) later = time_of ("2026-11-22T23:59:59");
  g_autoptr (GDateTime) morning = time_of ("2026-11-23T00:00:00");
  guint n_changed = 0;

  stock_calendar_set_now (calendar, evening);
  g_assert_cmpint (g_date_get_day (stock_calendar_get_today (calendar)), ==, 22);
  g_signal_connect_swapped (calendar, "changed", G_CALLBACK (count_cb), &n_changed);
  stock_calendar_set_now (calendar, later);
  g_assert_cmpuint (n_changed, ==, 0);
  stock_calendar_set_now (calendar, morning);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (g_date_get_day (stock_calendar_get_today (calendar)), ==, 23);
  g_assert_cmpint (g_date_get_month (stock_calendar_get_today (calendar)), ==, G_DATE_NOVEMBER);
  g_assert_cmpint (g_date_get_year (stock_calendar_get_today (calendar)), ==, 2026);
}

static void
test_expiring_days (void)
{
  StockCalendar *calendar = stock_calendar_new ();
  guint n_changed = 0, n_notified = 0;

  g_assert_cmpuint (stock_calendar_get_expiring_days (calendar), ==, 30);
  g_signal_connect_swapped (calendar, "changed", G_CALLBACK (count_cb), &n_changed);
  g_signal_connect_swapped (calendar, "notify::expiring-days", G_CALLBACK (count_cb), &n_notified);
  stock_calendar_set_expiring_days (calendar, 30);
  g_assert_cmpuint (n_changed + n_notified, ==, 0);
  g_object_set (calendar, "expiring-days", 7, NULL);
  g_assert_cmpuint (stock_calendar_get_expiring_days (calendar), ==, 7);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_finalize_object (calendar);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stock-calendar/midnight", test_midnight);
  g_test_add_func ("/stock-calendar/changed", test_changed);
  g_test_add_func ("/stock-calendar/expiring-days", test_expiring_days);
  return g_test_run ();
}
