#include "config.h"

#include "ui/stock-preferences.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-settings.h"

struct _StockPreferences
{
  AdwPreferencesWindow parent_instance;

  GtkAdjustment *days;
  GtkWidget *dense_rows;
  AdwActionRow *currency;
  AdwActionRow *file;
};

G_DEFINE_FINAL_TYPE (StockPreferences, stock_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
stock_preferences_class_init (StockPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, StockPreferences, days);
  gtk_widget_class_bind_template_child (widget_class, StockPreferences, dense_rows);
  gtk_widget_class_bind_template_child (widget_class, StockPreferences, currency);
  gtk_widget_class_bind_template_child (widget_class, StockPreferences, file);
}

static void
stock_preferences_init (StockPreferences *self)
{
  GSettings *settings = stock_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (settings, "dense-rows", self->dense_rows, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "expiring-days", self->days, "value", G_SETTINGS_BIND_DEFAULT);
}

/**
 * stock_preferences_new:
 * @parent: the window in front of which it stands
 * @inventory: the inventory that is shown there
 *
 * Returns: (transfer none): the window
 */
StockPreferences *
stock_preferences_new (GtkWindow      *parent,
                       StockInventory *inventory)
{
  StockPreferences *self = g_object_new (STOCK_TYPE_PREFERENCES, "transient-for", parent, NULL);
  guint decimals = stock_inventory_get_currency_decimals (inventory);
  g_autofree char *currency = NULL;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;

  /* Translators: %s is the code of a currency, such as “EUR” */
  currency = g_strdup_printf (ngettext ("%s with %u decimal, chosen when the inventory was made",
                                        "%s with %u decimals, chosen when the inventory was made",
                                        decimals),
                              stock_inventory_get_currency (inventory), decimals);
  path = g_filename_display_name (stock_inventory_get_path (inventory));
  escaped = g_markup_escape_text (path, -1);
  adw_action_row_set_subtitle (self->currency, currency);
  adw_action_row_set_subtitle (self->file, escaped);
  return self;
}
