#include "config.h"

#include "ui/stock-filter-bar.h"

#include <glib/gi18n-lib.h>

struct _StockFilterBar
{
  AdwBin parent_instance;

  StockFilters *filters;

  GtkBox *chips;
};

G_DEFINE_FINAL_TYPE (StockFilterBar, stock_filter_bar, ADW_TYPE_BIN)

static GtkWidget *
create_button (const char       *action,
               const StockField *field,
               GtkWidget        *child)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", field->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
create_chip (const StockFilter *filter)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *text = stock_filter_dup_text (filter);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *edit, *remove;
  g_autofree char *name = NULL;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_tooltip_text (label, text);
  edit = create_button ("table.filter", filter->field, label);
  remove = create_button ("table.remove-filter", filter->field,
                          gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_set_tooltip_text (remove, _("Remove Filter"));
  /* Translators: %s is a filter, such as “Price > 5” */
  name = g_strdup_printf (_("Remove filter: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_add_css_class (chip, "filter-chip");
  gtk_widget_set_name (chip, filter->field->id);
  gtk_box_append (GTK_BOX (chip), edit);
  gtk_box_append (GTK_BOX (chip), remove);
  return chip;
}

static void
update (StockFilterBar *self)
{
  guint n_filters = self->filters != NULL ? stock_filters_get_n (self->filters) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < n_filters; i++)
    gtk_box_append (self->chips, create_chip (stock_filters_get (self->filters, i)));
  gtk_widget_set_visible (GTK_WIDGET (self), n_filters > 0);
}

static void
stock_filter_bar_dispose (GObject *object)
{
  StockFilterBar *self = STOCK_FILTER_BAR (object);

  g_clear_object (&self->filters);
  G_OBJECT_CLASS (stock_filter_bar_parent_class)->dispose (object);
}

static void
stock_filter_bar_class_init (StockFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_filter_bar_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, StockFilterBar, chips);
}

static void
stock_filter_bar_init (StockFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_filter_bar_set_filters:
 * @self: the bar
 * @filters: what it tells of
 */
void
stock_filter_bar_set_filters (StockFilterBar *self,
                              StockFilters   *filters)
{
  g_return_if_fail (self->filters == NULL);

  self->filters = g_object_ref (filters);
  g_signal_connect_object (filters, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * stock_filter_bar_get_chip:
 * @self: the bar
 * @field: a column
 *
 * Returns: (transfer none) (nullable): the chip of its filter
 */
GtkWidget *
stock_filter_bar_get_chip (StockFilterBar   *self,
                           const StockField *field)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (chip != NULL && !g_str_equal (gtk_widget_get_name (chip), field->id))
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}
