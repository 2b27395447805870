#include "config.h"

#include "ui/stock-import-options.h"

#include <glib/gi18n-lib.h>

struct _StockImportOptions
{
  AdwExpanderRow parent_instance;

  IoOptions options;
  gboolean is_updating;

  AdwComboRow *encoding;
  AdwComboRow *delimiter;
  AdwComboRow *decimal_sign;
  AdwComboRow *date_order;
};

typedef struct
{
  int value;
  const char *label;
} Choice;

static const Choice delimiters[] = {
  { ',', N_("Comma") },
  { ';', N_("Semicolon") },
  { '\t', N_("Tab") },
  { '|', N_("Vertical bar") },
};

static const Choice decimal_signs[] = {
  { '.', N_("Point") },
  { ',', N_("Comma") },
};

static const Choice date_orders[] = {
  { BASE_DATE_ORDER_DMY, N_("Day, month, year") },
  { BASE_DATE_ORDER_MDY, N_("Month, day, year") },
  { BASE_DATE_ORDER_YMD, N_("Year, month, day") },
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockImportOptions, stock_import_options, ADW_TYPE_EXPANDER_ROW)

static void
fill (AdwComboRow  *row,
      const Choice *choices,
      guint         n_choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < n_choices; i++)
    gtk_string_list_append (list, _(choices[i].label));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill_encodings (AdwComboRow *row)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (BaseEncoding encoding = 0; encoding < BASE_N_ENCODINGS; encoding++)
    gtk_string_list_append (list, base_encoding_get_name (encoding));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
choose (AdwComboRow  *row,
        const Choice *choices,
        guint         n_choices,
        int           value)
{
  for (guint i = 0; i < n_choices; i++)
    if (choices[i].value == value)
      adw_combo_row_set_selected (row, i);
}

static const char *
get_label (AdwComboRow *row)
{
  GtkStringObject *object = adw_combo_row_get_selected_item (row);

  return object != NULL ? gtk_string_object_get_string (object) : "";
}

/* What is chosen can be seen without opening the row. */
static void
update_subtitle (StockImportOptions *self)
{
  g_autofree char *text
    = g_strdup_printf ("%s · %s · %s · %s", get_label (self->encoding),
                       get_label (self->delimiter), get_label (self->decimal_sign),
                       get_label (self->date_order));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static void
selected_cb (StockImportOptions *self)
{
  if (self->is_updating)
    return;
  self->options = (IoOptions) {
    .encoding = adw_combo_row_get_selected (self->encoding),
    .delimiter = delimiters[adw_combo_row_get_selected (self->delimiter)].value,
    .decimal_sign = decimal_signs[adw_combo_row_get_selected (self->decimal_sign)].value,
    .date_order = date_orders[adw_combo_row_get_selected (self->date_order)].value,
  };
  update_subtitle (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
stock_import_options_class_init (StockImportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-import-options.ui");
  gtk_widget_class_bind_template_child (widget_class, StockImportOptions, encoding);
  gtk_widget_class_bind_template_child (widget_class, StockImportOptions, delimiter);
  gtk_widget_class_bind_template_child (widget_class, StockImportOptions, decimal_sign);
  gtk_widget_class_bind_template_child (widget_class, StockImportOptions, date_order);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  changed_signal = g_signal_new ("changed", STOCK_TYPE_IMPORT_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
stock_import_options_init (StockImportOptions *self)
{
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_encodings (self->encoding);
  fill (self->delimiter, delimiters, G_N_ELEMENTS (delimiters));
  fill (self->decimal_sign, decimal_signs, G_N_ELEMENTS (decimal_signs));
  fill (self->date_order, date_orders, G_N_ELEMENTS (date_orders));
  self->is_updating = FALSE;
}

/**
 * stock_import_options_get:
 * @self: the options
 *
 * Returns: (transfer none): what is chosen
 */
const IoOptions *
stock_import_options_get (StockImportOptions *self)
{
  return &self->options;
}

/**
 * stock_import_options_set:
 * @self: the options
 * @options: what was found; all of it is set
 *
 * Does not emit `changed`.
 */
void
stock_import_options_set (StockImportOptions *self,
                          const IoOptions    *options)
{
  self->options = *options;
  self->is_updating = TRUE;
  adw_combo_row_set_selected (self->encoding, options->encoding);
  choose (self->delimiter, delimiters, G_N_ELEMENTS (delimiters), options->delimiter);
  choose (self->decimal_sign, decimal_signs, G_N_ELEMENTS (decimal_signs), options->decimal_sign);
  choose (self->date_order, date_orders, G_N_ELEMENTS (date_orders), options->date_order);
  self->is_updating = FALSE;
  update_subtitle (self);
}
