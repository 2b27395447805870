#include "config.h"

#include "ui/stock-migration-window.h"

#include <glib/gi18n-lib.h>

/* Milliseconds after which something takes long, and between two looks at how far it is. */
#define PATIENCE 300
#define INTERVAL 80

/* The fraction that is done is kept as so many parts. */
#define PARTS 10000

struct _StockMigrationWindow
{
  AdwApplicationWindow parent_instance;

  GFile *file;
  OrmMigration *migration; /* in the thread's hands until it has ended */
  GCancellable *cancellable;
  int parts;     /* atomic: written by the thread */
  guint source;  /* waits to show the window, or looks how far it is */
  gboolean is_closed; /* nobody wants to hear that it was cancelled */

  AdwStatusPage *page;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
};

static guint ended_signal;

G_DEFINE_FINAL_TYPE (StockMigrationWindow, stock_migration_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
look_cb (gpointer user_data)
{
  StockMigrationWindow *self = user_data;

  gtk_progress_bar_set_fraction (self->progress,
                                 g_atomic_int_get (&self->parts) / (double) PARTS);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  StockMigrationWindow *self = user_data;

  self->source = g_timeout_add (INTERVAL, look_cb, self);
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* In the thread. */
static void
progress_cb (double   fraction,
             gpointer user_data)
{
  StockMigrationWindow *self = user_data;

  g_atomic_int_set (&self->parts, (int) (fraction * PARTS));
}

static void
apply (GTask        *task,
       gpointer      source,
       gpointer      data,
       GCancellable *cancellable)
{
  StockMigrationWindow *self = source;
  GError *error = NULL;

  if (orm_migration_apply (self->migration, progress_cb, source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  StockMigrationWindow *self = STOCK_MIGRATION_WINDOW (source);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, ORM_ERROR, ORM_ERROR_CANCELLED))
    {
      g_free (error->message);
      error->message = g_strdup (_("You cancelled bringing it to the version that this program "
                                   "reads and writes."));
    }
  g_clear_handle_id (&self->source, g_source_remove);
  if (error == NULL || !self->is_closed)
    g_signal_emit (self, ended_signal, 0, error);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cancel (StockMigrationWindow *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  g_cancellable_cancel (self->cancellable);
}

static gboolean
stock_migration_window_close_request (GtkWindow *window)
{
  StockMigrationWindow *self = STOCK_MIGRATION_WINDOW (window);

  self->is_closed = TRUE;
  cancel (self);
  return GDK_EVENT_STOP;
}

static void
stock_migration_window_dispose (GObject *object)
{
  StockMigrationWindow *self = STOCK_MIGRATION_WINDOW (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (stock_migration_window_parent_class)->dispose (object);
}

static void
stock_migration_window_finalize (GObject *object)
{
  StockMigrationWindow *self = STOCK_MIGRATION_WINDOW (object);

  g_clear_object (&self->file);
  g_clear_object (&self->migration);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (stock_migration_window_parent_class)->finalize (object);
}

static void
stock_migration_window_class_init (StockMigrationWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = stock_migration_window_dispose;
  object_class->finalize = stock_migration_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = stock_migration_window_close_request;
  ended_signal = g_signal_new ("ended", STOCK_TYPE_MIGRATION_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-migration-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StockMigrationWindow, page);
  gtk_widget_class_bind_template_child (widget_class, StockMigrationWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, StockMigrationWindow, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel);
}

static void
stock_migration_window_init (StockMigrationWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_migration_window_new:
 * @application: the application
 * @file: an inventory of an older version
 * @migration: what brings it to this one, which belongs to the window from now on
 *
 * Returns: (transfer none): the window, which belongs to @application; the work has begun
 */
StockMigrationWindow *
stock_migration_window_new (GtkApplication *application,
                            GFile          *file,
                            OrmMigration   *migration)
{
  StockMigrationWindow *self
    = g_object_new (STOCK_TYPE_MIGRATION_WINDOW, "application", application, NULL);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, applied_cb, NULL);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *description = NULL;

  self->file = g_object_ref (file);
  self->migration = g_object_ref (migration);
  /* Translators: %s is the path of a file */
  description = g_markup_printf_escaped (
    _("%s\n\nIt was made by an older version of Stockbook. First a copy of it is made beside it, "
      "as it is now."), name);
  adw_status_page_set_description (self->page, description);
  self->source = g_timeout_add (PATIENCE, show_cb, self);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told, cancelled or not */
  g_task_run_in_thread (task, apply);
  return self;
}

/**
 * stock_migration_window_get_file:
 * @self: the window
 *
 * Returns: (transfer none): the inventory
 */
GFile *
stock_migration_window_get_file (StockMigrationWindow *self)
{
  return self->file;
}

/**
 * stock_migration_window_get_copy_path:
 * @self: a window that has ended
 *
 * Returns: (nullable): where the inventory is kept as it was
 */
const char *
stock_migration_window_get_copy_path (StockMigrationWindow *self)
{
  return orm_migration_get_copy_path (self->migration);
}
