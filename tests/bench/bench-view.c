#include "bench-view.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sheet-fixture.h"
#include "ui/stock-field.h"
#include "ui/stock-ui.h"
#include "x-input.h"

/* As many pixels as the window has at first, and as many as the sidebar takes of them. */
#define WIDTH   1180
#define HEIGHT  760
#define SIDEBAR 245

/* The columns of products that are not shown, so that there are as many as on the other side. */
static const char *const hidden[] = { "sku", "tags", "supplier", "location", "barcode", "notes" };

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static gboolean
has_rows (BenchView *self)
{
  GtkWidget *row = gtk_widget_get_first_child (self->list);

  return bench_view_get_length (self) > 0 && row != NULL && gtk_widget_get_mapped (row);
}

/* Shows the window until its first rows are painted. */
static void
present (BenchView *self)
{
  self->columns = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW));
  self->list = find_widget (GTK_WIDGET (self->columns), GTK_TYPE_LIST_VIEW);
  self->down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->columns));
  gtk_window_set_default_size (self->window, self->ours != NULL ? WIDTH : WIDTH - SIDEBAR, HEIGHT);
  gtk_window_present (self->window);
  bench_view_wait (self, has_rows);
}

void
bench_view_open_ours (BenchView *self)
{
  g_autoptr (GError) error = NULL;
  GListModel *columns;

  stock_ui_init ();
  adw_init ();
  self->file.inventory = stock_inventory_open (self->file.ours, ORM_OPEN_DEFAULT, &error);
  if (self->file.inventory == NULL)
    g_error ("%s: %s", self->file.ours, error->message);
  self->ours = stock_window_new (NULL, self->file.inventory);
  self->window = GTK_WINDOW (self->ours);
  columns = sheet_view_get_columns (stock_table_get_sheet (self->ours->table));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      sheet_column_set_visible (column, !g_strv_contains (hidden, sheet_column_get_id (column)));
    }
  present (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  column)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            fixture_item_get (gtk_list_item_get_item (item),
                                              GPOINTER_TO_UINT (column)));
}

static void
add_column (GtkColumnView *view,
            guint          column,
            int            width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = gtk_column_view_column_new ("Column", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  gtk_column_view_column_set_fixed_width (shown, width);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_append_column (view, shown);
}

void
bench_view_open_bare (BenchView *self)
{
  GtkWidget *view = gtk_column_view_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  guint n_fields, column = 0;
  const StockField *fields = stock_fields_get (&n_fields);

  adw_init ();
  self->window = GTK_WINDOW (gtk_window_new ());
  for (guint i = 0; i < n_fields; i++)
    if (!g_strv_contains (hidden, fields[i].id))
      add_column (GTK_COLUMN_VIEW (view), column++, fields[i].width);
  g_assert_cmpuint (column, ==, VIEW_COLUMNS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (self->window, scrolled);
  self->columns = GTK_COLUMN_VIEW (view);
  bench_view_set_length (self, VIEW_ROWS);
  present (self);
}

/* Gives the window the keyboard, and the rows the focus. */
void
bench_view_focus (BenchView *self)
{
  x_input_start (self->window);
  gtk_widget_grab_focus (self->ours != NULL ? GTK_WIDGET (stock_table_get_sheet (self->ours->table))
                                            : self->list);
  bench_view_paint (self);
}

guint
bench_view_get_length (BenchView *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->columns);

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* Gives the bare one another model. */
void
bench_view_set_length (BenchView *self,
                       guint      n_rows)
{
  g_autoptr (GtkSingleSelection) selection
    = gtk_single_selection_new (fixture_lazy_model_new (n_rows));

  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
}

static gboolean
is_painted (BenchView *self)
{
  return TRUE;
}

/* Waits for a frame that is painted after what has happened by now. */
void
bench_view_paint (BenchView *self)
{
  bench_view_wait (self, is_painted);
}

typedef struct
{
  BenchView *view;
  BenchCondition is_done;
  gboolean done;
} Wait;

static void
painted_cb (GdkFrameClock *clock,
            Wait          *wait)
{
  wait->done = wait->is_done (wait->view);
}

/* Waits for a frame at the end of which a condition is true: what it tells of is painted. */
void
bench_view_wait (BenchView      *self,
                 BenchCondition  is_done)
{
  Wait wait = { self, is_done, FALSE };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &wait);

  while (!wait.done)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
turn_cb (gpointer user_data)
{
  BenchView *self = user_data;
  gint64 now = g_get_monotonic_time ();

  self->longest = MAX (self->longest, now - self->turned);
  self->turned = now;
  return G_SOURCE_CONTINUE;
}

/* From now on @longest tells for how long the main loop has not turned. */
void
bench_view_watch (BenchView *self)
{
  self->longest = 0;
  self->turned = g_get_monotonic_time ();
  g_timeout_add_full (G_PRIORITY_HIGH, 1, turn_cb, self, NULL);
}

/* Returns: milliseconds since a moment of the monotonic clock */
double
bench_get_time (gint64 since)
{
  return (g_get_monotonic_time () - since) / 1000.0;
}

/* Returns: what the process has had of the processors, in milliseconds */
double
bench_get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1000000.0;
}

/* Returns: the memory of the process in kB */
double
bench_get_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL)
      || (line = strstr (status, "RssAnon:")) == NULL)
    g_error ("there is no /proc/self/status");
  return strtod (line + strlen ("RssAnon:"), NULL);
}
