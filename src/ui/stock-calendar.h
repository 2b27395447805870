#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * StockCalendar:
 *
 * What day it is, and how many days ahead count as soon. Everything that tells expired from fresh
 * asks one calendar and listens to it, so that the window follows midnight.
 *
 * Properties: `expiring-days`, see stock_calendar_set_expiring_days().
 *
 * Signals: `changed ()`: another day has begun, or soon means another span now.
 */
#define STOCK_TYPE_CALENDAR (stock_calendar_get_type ())
G_DECLARE_FINAL_TYPE (StockCalendar, stock_calendar, STOCK, CALENDAR, GObject)

StockCalendar *stock_calendar_new               (void);
const GDate   *stock_calendar_get_today         (StockCalendar *self);
guint          stock_calendar_get_expiring_days (StockCalendar *self);
void           stock_calendar_set_expiring_days (StockCalendar *self,
                                                 guint          days);
void           stock_calendar_set_now           (StockCalendar *self,
                                                 GDateTime     *now);
void           stock_calendar_check             (StockCalendar *self);
guint          stock_calendar_seconds_to_midnight (GDateTime   *now);

G_END_DECLS
