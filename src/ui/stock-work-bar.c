#include "config.h"

#include "ui/stock-work-bar.h"

#include <glib/gi18n-lib.h>

/* Milliseconds after which something takes long, and between two looks at how far it is. */
#define PATIENCE 500
#define INTERVAL 80

struct _StockWorkBar
{
  AdwBin parent_instance;

  StockWork *work;
  guint source; /* waits to show the bar, or looks how far it is */

  GtkLabel *label;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
};

G_DEFINE_FINAL_TYPE (StockWorkBar, stock_work_bar, ADW_TYPE_BIN)

static gboolean
look_cb (gpointer user_data)
{
  StockWorkBar *self = user_data;
  double fraction = stock_work_get_fraction (self->work);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static gboolean
show_cb (gpointer user_data)
{
  StockWorkBar *self = user_data;

  gtk_label_set_text (self->label, stock_work_get_title (self->work));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), stock_work_get_title (self->work));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  gtk_widget_show (GTK_WIDGET (self));
  self->source = g_timeout_add (INTERVAL, look_cb, self);
  return G_SOURCE_REMOVE;
}

static void
running_cb (StockWorkBar *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (stock_work_is_running (self->work))
    self->source = g_timeout_add (PATIENCE, show_cb, self);
  else
    gtk_widget_hide (GTK_WIDGET (self));
}

/* It ends as soon as it can, which is told then. */
static void
cancel_cb (StockWorkBar *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  stock_work_cancel (self->work);
}

static void
stock_work_bar_dispose (GObject *object)
{
  StockWorkBar *self = STOCK_WORK_BAR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (stock_work_bar_parent_class)->dispose (object);
}

static void
stock_work_bar_class_init (StockWorkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_work_bar_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-work-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StockWorkBar, label);
  gtk_widget_class_bind_template_child (widget_class, StockWorkBar, progress);
  gtk_widget_class_bind_template_child (widget_class, StockWorkBar, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
stock_work_bar_init (StockWorkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_work_bar_set_work:
 * @self: the bar
 * @work: what it tells of; once
 */
void
stock_work_bar_set_work (StockWorkBar *self,
                         StockWork    *work)
{
  g_return_if_fail (self->work == NULL);

  self->work = g_object_ref (work);
  g_signal_connect_object (work, "notify::running", G_CALLBACK (running_cb), self,
                           G_CONNECT_SWAPPED);
}
