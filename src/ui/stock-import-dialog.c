#include "config.h"

#include "ui/stock-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "io/io-table-load.h"
#include "ui/stock-import-options.h"

/* Milliseconds between two looks at how far the import is. */
#define PROGRESS_INTERVAL 80

struct _StockImportDialog
{
  AdwWindow parent_instance;

  char *path; /* of the inventory */
  IoTable *table;
  IoImport *import;          /* what is checked or run, or NULL */
  GCancellable *cancellable; /* of what is under way, or NULL */
  gboolean is_running;
  guint progress_source;

  AdwWindowTitle *title;
  GtkWidget *import_button;
  GtkStack *stack;
  AdwStatusPage *busy_page;
  AdwStatusPage *problem_page;
  GtkProgressBar *progress;
  StockImportPreview *preview;
  StockImportReport *report;
  StockImportOptions *options;
};

enum
{
  RUNNING,
  IMPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StockImportDialog, stock_import_dialog, ADW_TYPE_WINDOW)

static void
update_button (StockImportDialog *self)
{
  gtk_widget_set_sensitive (self->import_button, stock_import_dialog_can_import (self));
}

/* Whatever is under way is not waited for. */
static GCancellable *
restart (StockImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Checking */

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (StockImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IoPlan) plan = io_import_finish (IO_IMPORT (source), result, &error);

  if (plan == NULL && was_cancelled (error))
    return;
  if (plan != NULL)
    stock_import_report_show_plan (self->report, plan);
  else
    stock_import_report_show_problem (self->report, error->message);
  update_button (self);
}

/* Finds out what the import would do, as things are chosen now. */
static void
check (StockImportDialog *self)
{
  GCancellable *cancellable = restart (self);

  self->import = io_import_new (self->table, stock_import_preview_get_mapping (self->preview),
                                self->path, stock_import_report_get_flags (self->report));
  stock_import_report_show_busy (self->report);
  update_button (self);
  io_import_check_async (self->import, cancellable, checked_cb, g_object_ref (self));
}

static void
decided_cb (StockImportDialog *self)
{
  update_button (self);
}

/* Reading */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StockImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IoTable) table = io_table_load_finish (result, &error);
  g_autofree char *reason = NULL;

  if (table == NULL && was_cancelled (error))
    return;
  if (table == NULL && self->table != NULL)
    {
      /* The choice can be taken back. */
      stock_import_report_show_problem (self->report, error->message);
      update_button (self);
      return;
    }
  if (table == NULL)
    {
      reason = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->problem_page, reason);
      gtk_stack_set_visible_child_name (self->stack, "problem");
      return;
    }
  g_set_object (&self->table, table);
  adw_window_title_set_subtitle (self->title, io_table_get_name (table));
  stock_import_options_set (self->options, io_table_get_options (table));
  stock_import_preview_set_table (self->preview, table);
  gtk_stack_set_visible_child_name (self->stack, "table");
  check (self);
}

static void
reread_cb (StockImportDialog *self)
{
  GCancellable *cancellable = restart (self);

  stock_import_report_show_busy (self->report);
  update_button (self);
  io_table_reread_async (self->table, stock_import_options_get (self->options), cancellable,
                         loaded_cb, g_object_ref (self));
}

/* Writing */

static gboolean
progress_cb (gpointer user_data)
{
  StockImportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, io_import_get_progress (self->import));
  return G_SOURCE_CONTINUE;
}

static void
set_running (StockImportDialog *self,
             gboolean           running)
{
  self->is_running = running;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (running)
    {
      adw_status_page_set_title (self->busy_page, _("Importing"));
      self->progress_source = g_timeout_add (PROGRESS_INTERVAL, progress_cb, self);
    }
  gtk_stack_set_visible_child_name (self->stack, running ? "busy" : "table");
  update_button (self);
  g_signal_emit (self, signals[RUNNING], 0, running);
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (StockImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IoPlan) plan = io_import_finish (IO_IMPORT (source), result, &error);

  set_running (self, FALSE);
  if (plan != NULL && io_plan_is_written (plan))
    {
      g_signal_emit (self, signals[IMPORTED], 0,
                     io_plan_get_count (plan, IO_OUTCOME_NEW)
                       + io_plan_get_count (plan, IO_OUTCOME_UPDATED));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  /* The inventory has changed since the check, or the import was cancelled. */
  if (plan != NULL)
    stock_import_report_show_plan (self->report, plan);
  else if (was_cancelled (error))
    check (self);
  else
    stock_import_report_show_problem (self->report, error->message);
  update_button (self);
}

static void
import_cb (StockImportDialog *self)
{
  stock_import_dialog_import (self);
}

static void
cancel_cb (StockImportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* While the import runs, to close means to cancel it; the window waits for the end. */
static gboolean
stock_import_dialog_close_request (GtkWindow *window)
{
  StockImportDialog *self = STOCK_IMPORT_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  if (self->is_running)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (stock_import_dialog_parent_class)->close_request (window);
}

static void
stock_import_dialog_dispose (GObject *object)
{
  StockImportDialog *self = STOCK_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->import);
  g_clear_object (&self->table);
  G_OBJECT_CLASS (stock_import_dialog_parent_class)->dispose (object);
}

static void
stock_import_dialog_finalize (GObject *object)
{
  g_free (STOCK_IMPORT_DIALOG (object)->path);
  G_OBJECT_CLASS (stock_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (STOCK_TYPE_IMPORT_PREVIEW);
  g_type_ensure (STOCK_TYPE_IMPORT_REPORT);
  g_type_ensure (STOCK_TYPE_IMPORT_OPTIONS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, busy_page);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, report);
  gtk_widget_class_bind_template_child (widget_class, StockImportDialog, options);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, reread_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
stock_import_dialog_class_init (StockImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = stock_import_dialog_dispose;
  object_class->finalize = stock_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = stock_import_dialog_close_request;
  signals[RUNNING] = g_signal_new ("running", STOCK_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[IMPORTED] = g_signal_new ("imported", STOCK_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
stock_import_dialog_init (StockImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_import_dialog_new:
 * @parent: the window in front of which it stands
 * @inventory: where to import
 * @file: the table
 *
 * Returns: (transfer none): the dialog, which begins to read @file
 */
StockImportDialog *
stock_import_dialog_new (GtkWindow      *parent,
                         StockInventory *inventory,
                         GFile          *file)
{
  StockImportDialog *self = g_object_new (STOCK_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->path = g_strdup (stock_inventory_get_path (inventory));
  io_table_load_async (file, NULL, restart (self), loaded_cb, g_object_ref (self));
  return self;
}

/**
 * stock_import_dialog_get_preview:
 * @self: the dialog
 *
 * Returns: (transfer none): where columns are chosen
 */
StockImportPreview *
stock_import_dialog_get_preview (StockImportDialog *self)
{
  return self->preview;
}

/**
 * stock_import_dialog_get_report:
 * @self: the dialog
 *
 * Returns: (transfer none): where it is said what would be done
 */
StockImportReport *
stock_import_dialog_get_report (StockImportDialog *self)
{
  return self->report;
}

/**
 * stock_import_dialog_can_import:
 * @self: the dialog
 *
 * Returns: whether the button can be pressed
 */
gboolean
stock_import_dialog_can_import (StockImportDialog *self)
{
  return !self->is_running && stock_import_report_can_import (self->report);
}

/**
 * stock_import_dialog_import:
 * @self: a dialog that can import
 *
 * Does what the button does.
 */
void
stock_import_dialog_import (StockImportDialog *self)
{
  GCancellable *cancellable;

  g_return_if_fail (stock_import_dialog_can_import (self));

  cancellable = restart (self);
  self->import = io_import_new (self->table, stock_import_preview_get_mapping (self->preview),
                                self->path, stock_import_report_get_flags (self->report));
  set_running (self, TRUE);
  io_import_run_async (self->import, cancellable, imported_cb, g_object_ref (self));
}
