/* bench-sheet [PART]: the sheet with a million products beside a bare GtkColumnView and the C API
 * of SQLite. Prints a line a case, tab-separated: name, ours, the yardstick, ratio, at most; with
 * PART, of the cases whose names contain it. Needs a display. */

#include "bench-view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "x-input.h"

#define N_ROUNDS  3
#define N_FRAMES  300
#define N_STEPS   1000 /* in which the whole table is scrolled through */
#define PASTE_ROWS 500
#define WORDS     "product 77"

/* One side of a case: opens what it shows, and returns its figure. */
typedef double (* SideFunc) (BenchView *view);

typedef struct
{
  const char *name;
  double at_most;
  SideFunc ours;
  SideFunc yardstick;
} SheetCase;

static double
measure_raw (BenchView  *view,
             const char *sql)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *s = bench_prepare (&view->file, sql);

  while (sqlite3_step (s) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (s, 0);

      g_array_append_val (keys, key);
    }
  sqlite3_finalize (s);
  view->expected = keys->len;
  return bench_get_time (start);
}

/* From the start of the process to the first rows on the screen. */

static double
start_ours (BenchView *view)
{
  bench_view_open_ours (view);
  return bench_get_time (view->started);
}

static double
start_bare (BenchView *view)
{
  double time;

  bench_view_open_bare (view);
  time = bench_get_time (view->started);
  bench_open_raw (&view->file);
  return time + measure_raw (view, "SELECT product_id FROM product ORDER BY name, product_id");
}

/* Scrolling. */

typedef void (* StepFunc) (BenchView *view);

static double
measure_frames (BenchView *view,
                StepFunc   step)
{
  double start;

  bench_view_focus (view);
  for (guint i = 0; i < 10; i++)
    step (view);
  start = bench_get_cpu ();
  for (guint i = 0; i < N_FRAMES; i++)
    step (view);
  return (bench_get_cpu () - start) / N_FRAMES;
}

static void
scroll_by (BenchView *view,
           double     pixels)
{
  gtk_adjustment_set_value (view->down, gtk_adjustment_get_value (view->down) + pixels);
  bench_view_paint (view);
}

static void
scroll_page (BenchView *view)
{
  scroll_by (view, gtk_adjustment_get_page_size (view->down));
}

static void
scroll_pixels (BenchView *view)
{
  scroll_by (view, 40);
}

static void
press_down (BenchView *view)
{
  x_input_key ("Down");
  bench_view_paint (view);
}

#define SCROLL_CASE(name, step) \
  static double name##_ours (BenchView *view) \
  { \
    bench_view_open_ours (view); \
    return measure_frames (view, step); \
  } \
  static double name##_bare (BenchView *view) \
  { \
    bench_view_open_bare (view); \
    return measure_frames (view, step); \
  }

SCROLL_CASE (pages, scroll_page)
SCROLL_CASE (pixels, scroll_pixels)
SCROLL_CASE (cursor, press_down)

static gboolean
is_at_end (BenchView *view)
{
  return gtk_adjustment_get_value (view->down) + gtk_adjustment_get_page_size (view->down)
         >= gtk_adjustment_get_upper (view->down) - 1;
}

static double
jump (BenchView  *view,
      const char *key)
{
  gint64 start;

  bench_view_focus (view);
  start = g_get_monotonic_time ();
  x_input_key (key);
  bench_view_wait (view, is_at_end);
  return bench_get_time (start);
}

static double
jump_ours (BenchView *view)
{
  bench_view_open_ours (view);
  return jump (view, "<Control>End");
}

static double
jump_bare (BenchView *view)
{
  bench_view_open_bare (view);
  return jump (view, "End");
}

static double
scroll_through (BenchView *view)
{
  double length = gtk_adjustment_get_upper (view->down) / N_STEPS;

  for (guint i = 0; i < N_STEPS; i++)
    scroll_by (view, length);
  return bench_get_memory ();
}

static double
memory_ours (BenchView *view)
{
  bench_view_open_ours (view);
  return scroll_through (view);
}

static double
memory_bare (BenchView *view)
{
  bench_view_open_bare (view);
  return scroll_through (view);
}

/* Searching. */

#define MATCH "IN (SELECT rowid FROM product_search WHERE product_search MATCH 'product* 77*')"

static gboolean
has_expected (BenchView *view)
{
  return bench_view_get_length (view) == view->expected;
}

static double
search_ours (BenchView *view)
{
  gint64 start;

  bench_view_open_ours (view);
  bench_view_focus (view);
  measure_raw (view, "SELECT product_id FROM product WHERE product_id " MATCH);
  gtk_widget_activate_action (GTK_WIDGET (view->window), "win.search", NULL);
  gtk_editable_set_text (view->ours->search_entry, "product 7");
  gtk_editable_set_position (view->ours->search_entry, -1);
  for (guint i = 0; i < 60; i++)
    bench_view_paint (view);
  start = g_get_monotonic_time ();
  x_input_key ("7");
  bench_view_wait (view, has_expected);
  return bench_get_time (start);
}

/* The yardstick is what is allowed: three times the statement, and 1.3 times the change. */
static double
search_bare (BenchView *view)
{
  double raw;
  gint64 start;

  bench_open_raw (&view->file);
  raw = measure_raw (view, "SELECT product_id FROM product WHERE product_id " MATCH
                           " ORDER BY name, product_id");
  bench_view_open_bare (view);
  bench_view_focus (view);
  start = g_get_monotonic_time ();
  bench_view_set_length (view, view->expected);
  bench_view_paint (view);
  return 3 * raw + 1.3 * bench_get_time (start);
}

/* A paste of dates, units and reorder levels. */

static gboolean
has_step (BenchView *view)
{
  OrmHistory *history = stock_inventory_get_history (view->file.inventory);

  return orm_history_get_undo_name (history) != NULL;
}

static double
paste_ours (BenchView *view)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start;
  double time;

  bench_view_open_ours (view);
  bench_view_focus (view);
  sheet_view_set_cursor (stock_table_get_sheet (view->ours->table), 100, VIEW_COLUMNS - 3);
  for (guint i = 0; i < PASTE_ROWS; i++)
    g_string_append_printf (text, "2031-%02u-%02u\tbox\t%u\n", 1 + i % 12, 1 + i % 28, i);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view->list), text->str);
  bench_view_paint (view);
  start = g_get_monotonic_time ();
  x_input_key ("<Control>v");
  bench_view_wait (view, has_step);
  time = bench_get_time (start);
  orm_history_undo (stock_inventory_get_history (view->file.inventory), NULL);
  return time;
}

static double
paste_raw (BenchView *view)
{
  gint64 start;
  sqlite3_stmt *s;

  bench_open_raw (&view->file);
  s = bench_prepare (&view->file, "UPDATE product SET expiry_date = ?, unit = ?, reorder_level = ?,"
                                  " updated = ? WHERE product_id = ?");
  start = g_get_monotonic_time ();
  bench_exec (&view->file, "BEGIN IMMEDIATE");
  for (guint i = 0; i < PASTE_ROWS; i++)
    {
      g_autofree char *date = g_strdup_printf ("2031-%02u-%02u", 1 + i % 12, 1 + i % 28);

      sqlite3_bind_text (s, 1, date, -1, SQLITE_STATIC);
      sqlite3_bind_text (s, 2, "box", -1, SQLITE_STATIC);
      sqlite3_bind_int (s, 3, i);
      sqlite3_bind_int64 (s, 4, start);
      sqlite3_bind_int64 (s, 5, 1 + i * 1999);
      bench_run (&view->file, s);
    }
  bench_exec (&view->file, "COMMIT");
  sqlite3_finalize (s);
  return bench_get_time (start);
}

static const SheetCase cases[] = {
  { "start to first painted rows, beside a bare view and the keys", 1.3, start_ours, start_bare },
  { "CPU a frame, scrolling by pages", 1.3, pages_ours, pages_bare },
  { "CPU a frame, scrolling by 40 pixels", 1.3, pixels_ours, pixels_bare },
  { "CPU a frame, cursor held down", 1.3, cursor_ours, cursor_bare },
  { "jump to the last row", 1.3, jump_ours, jump_bare },
  { "search, key to painted, beside what is allowed", 1.0, search_ours, search_bare },
  { "paste of 3 x 500 cells", 4.0, paste_ours, paste_raw },
  { "memory after scrolling through, kB", 1.2, memory_ours, memory_bare },
};

/* One side in this process, which then ends as it is. */
static void
run_child (int    *n_arguments,
           char ***arguments)
{
  const char *name = (*arguments)[1];
  gboolean is_ours = g_str_equal ((*arguments)[2], "ours");
  BenchView view = { .file.n_products = VIEW_ROWS };

  view.started = g_ascii_strtoll ((*arguments)[4], NULL, 10);
  bench_set_folder (&view.file, g_strdup ((*arguments)[3]));
  x_input_init (n_arguments, arguments);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (g_str_equal (cases[i].name, name))
      printf ("%f\n", is_ours ? cases[i].ours (&view) : cases[i].yardstick (&view));
  fflush (stdout);
  _exit (0);
}

static double
measure_side (const Bench     *file,
              const SheetCase *one,
              const char      *side)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *arguments[] = { "/proc/self/exe", one->name, side, file->folder, now, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, 0, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);
  /* The last line: GLib's tests tell of more. */
  return strtod (strrchr (g_strchomp (output), '\n') != NULL ? strrchr (output, '\n') + 1 : output,
                 NULL);
}

int
main (int   n_arguments,
      char *arguments[])
{
  const char *part = n_arguments > 1 ? arguments[1] : "";
  Bench file = { .n_products = VIEW_ROWS };

  if (n_arguments == 5)
    run_child (&n_arguments, &arguments);
  bench_set_folder (&file, g_dir_make_tmp ("stockbook-bench-XXXXXX", NULL));
  bench_fill (&file);
  bench_close (&file);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double ours[N_ROUNDS], yardstick[N_ROUNDS];

      if (strstr (cases[i].name, part) == NULL)
        continue;
      for (guint round = 0; round < N_ROUNDS; round++)
        {
          ours[round] = measure_side (&file, &cases[i], "ours");
          yardstick[round] = measure_side (&file, &cases[i], "yardstick");
        }
      bench_print (cases[i].name, bench_median (ours, N_ROUNDS), bench_median (yardstick, N_ROUNDS),
                   cases[i].at_most);
    }
  bench_clear (&file);
  return 0;
}
