#pragma once

#include "bench.h"
#include "ui/stock-window-private.h"

/* What the cases of the sheet share. Each side of a case runs in a process of its own and shows
 * either the window of the inventory or the yardstick: a bare GtkColumnView with as many columns
 * and rows, of a model that makes its objects as they are asked for. */

G_BEGIN_DECLS

#define VIEW_ROWS    1000000
#define VIEW_COLUMNS 8

typedef struct
{
  Bench file;        /* the inventory, and the other file for the C API */
  gint64 started;    /* when the process did; microseconds of the monotonic clock */
  StockWindow *ours; /* NULL: the bare one is shown */
  GtkWindow *window;
  GtkColumnView *columns;
  GtkWidget *list; /* of the rows, in the column view */
  GtkAdjustment *down;
  guint expected; /* for a condition: how many rows there are to be */
  gint64 turned;  /* when the main loop did last */
  gint64 longest; /* for how long it did not */
} BenchView;

typedef gboolean (* BenchCondition) (BenchView *self);

void   bench_view_open_ours  (BenchView      *self);
void   bench_view_open_bare  (BenchView      *self);
void   bench_view_focus      (BenchView      *self);
guint  bench_view_get_length (BenchView      *self);
void   bench_view_set_length (BenchView      *self,
                              guint           n_rows);
void   bench_view_paint      (BenchView      *self);
void   bench_view_wait       (BenchView      *self,
                              BenchCondition  is_done);
void   bench_view_watch      (BenchView      *self);
double bench_get_time        (gint64          since);
double bench_get_cpu         (void);
double bench_get_memory      (void);

G_END_DECLS
