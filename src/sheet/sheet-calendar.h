#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetCalendar:
 *
 * The calendar below the editor of a date. It never takes the focus: the editor has the keys, and
 * moves the day.
 *
 * Signals:
 *
 * - chosen (): a day was clicked, and is selected now
 * - cleared (): no date is wanted
 */
#define SHEET_TYPE_CALENDAR (sheet_calendar_get_type ())
G_DECLARE_FINAL_TYPE (SheetCalendar, sheet_calendar, SHEET, CALENDAR, GtkWidget)

GtkWidget *sheet_calendar_new      (void);
void       sheet_calendar_set_date (SheetCalendar *self,
                                    const GDate   *date);
void       sheet_calendar_get_date (SheetCalendar *self,
                                    GDate         *date);
gboolean   sheet_calendar_take_key (SheetCalendar *self,
                                    guint          keyval);

G_END_DECLS
