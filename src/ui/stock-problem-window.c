#include "config.h"

#include "ui/stock-problem-window.h"

#include <glib/gi18n-lib.h>

#include "orm/orm.h"
#include "ui/stock-files.h"

struct _StockProblemWindow
{
  AdwApplicationWindow parent_instance;

  GFile *file;

  AdwStatusPage *page;
};

/* What the page is headed by. */
static const struct
{
  OrmError code;
  const char *title;
} titles[] = {
  { ORM_ERROR_DAMAGED, N_("This Inventory Is Damaged") },
  { ORM_ERROR_NOT_DATABASE, N_("This Is Not an Inventory") },
  { ORM_ERROR_NOT_FOUND, N_("There Is No Such Inventory") },
  { ORM_ERROR_CANCELLED, N_("The Inventory Was Not Opened") },
};

G_DEFINE_FINAL_TYPE (StockProblemWindow, stock_problem_window, ADW_TYPE_APPLICATION_WINDOW)

static void
open_cb (StockProblemWindow *self)
{
  stock_files_open_inventory (GTK_WINDOW (self));
}

static void
new_cb (StockProblemWindow *self)
{
  stock_files_new_inventory (GTK_WINDOW (self));
}

static void
retry_cb (StockProblemWindow *self)
{
  g_signal_emit_by_name (self, "open-inventory", self->file, FALSE);
}

static const char *
get_title (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_error_matches (error, ORM_ERROR, titles[i].code))
      return _(titles[i].title);
  return _("This Inventory Cannot Be Opened");
}

static void
stock_problem_window_dispose (GObject *object)
{
  g_clear_object (&STOCK_PROBLEM_WINDOW (object)->file);
  G_OBJECT_CLASS (stock_problem_window_parent_class)->dispose (object);
}

static void
stock_problem_window_class_init (StockProblemWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_problem_window_dispose;
  g_signal_new ("open-inventory", STOCK_TYPE_PROBLEM_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-problem-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StockProblemWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
stock_problem_window_init (StockProblemWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_problem_window_new:
 * @application: the application
 * @file: what was to be opened
 * @error: why it could not be
 *
 * Returns: (transfer none): the window, which belongs to @application
 */
StockProblemWindow *
stock_problem_window_new (GtkApplication *application,
                          GFile          *file,
                          const GError   *error)
{
  StockProblemWindow *self
    = g_object_new (STOCK_TYPE_PROBLEM_WINDOW, "application", application, NULL);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *description = NULL;

  self->file = g_object_ref (file);
  adw_status_page_set_title (self->page, get_title (error));
  /* Translators: the first %s says why a file cannot be opened, the second is its path */
  description = g_markup_printf_escaped (_("%s\n\n%s\n\nNothing in this file was changed."),
                                         error->message, name);
  adw_status_page_set_description (self->page, description);
  return self;
}
