#include "config.h"

#include "ui/stock-summary-bar.h"

#include <glib/gi18n-lib.h>

#include "base/base-decimal.h"
#include "base/base-money.h"
#include "base/base-text.h"
#include "sheet/sheet-ranges.h"
#include "ui/stock-product-column.h"
#include "ui/stock-sums.h"

/* Rows that are added up before the main loop gets its turn again. */
#define ROWS_AT_ONCE 200

struct _StockSummaryBar
{
  AdwBin parent_instance;

  SheetView *sheet;
  StockInventory *inventory;
  OrmQuery *query; /* the whole list */
  char *whole;
  guint whole_source;
  GArray *selection; /* SheetRanges to be added up */
  guint n_ranges;    /* how many of them are in the sums */
  guint n_rows;      /* rows of the next one that are */
  StockSums sums;
  guint source;

  GtkLabel *label;
};

enum
{
  PROP_WHOLE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StockSummaryBar, stock_summary_bar, ADW_TYPE_BIN)

static void
add_row (StockSummaryBar  *self,
         const SheetRange *range,
         StockProduct     *product)
{
  for (guint i = 0; i < range->n_columns; i++)
    {
      SheetColumn *column = sheet_view_get_shown_column (self->sheet, range->column + i);
      StockNumber number;

      if (column == NULL)
        continue;
      stock_sums_add (&self->sums,
                      stock_field_get_number (
                        stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column)),
                        self->inventory, product, &number)
                        ? &number
                        : NULL);
    }
}

static void
show_sums (StockSummaryBar *self)
{
  g_autofree char *markup = stock_sums_dup_markup (&self->sums, self->inventory);

  gtk_label_set_markup (self->label, markup);
}

static void
add_next_row (StockSummaryBar *self)
{
  const SheetRange *range = &g_array_index (self->selection, SheetRange, self->n_ranges);
  g_autoptr (StockProduct) product
    = g_list_model_get_item (sheet_view_get_model (self->sheet), range->row + self->n_rows);

  if (product != NULL)
    add_row (self, range, product);
  if (++self->n_rows < range->n_rows)
    return;
  self->n_rows = 0;
  self->n_ranges++;
}

static gboolean
add_rows_cb (gpointer user_data)
{
  StockSummaryBar *self = user_data;

  for (guint i = 0; i < ROWS_AT_ONCE && self->n_ranges < self->selection->len; i++)
    add_next_row (self);
  if (self->n_ranges < self->selection->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  show_sums (self);
  return G_SOURCE_REMOVE;
}

static void
update (StockSummaryBar *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->sheet == NULL)
    return;
  g_clear_pointer (&self->selection, g_array_unref);
  self->selection = sheet_view_dup_selection (self->sheet);
  if (sheet_ranges_count (self->selection) <= 1)
    {
      gtk_label_set_text (self->label, self->whole);
      return;
    }
  self->n_ranges = self->n_rows = 0;
  self->sums = (StockSums) { 0 };
  self->source = g_idle_add (add_rows_cb, self);
}

/* The whole list */

static char *
dup_whole (StockSummaryBar *self)
{
  const BaseFormat *format = base_format_get_locale ();
  g_autofree char *count = NULL;
  g_autofree char *money = NULL;
  gint64 n_products;
  OrmTotal worth;

  if (!stock_worth_load (stock_inventory_get_session (self->inventory), self->query, &n_products,
                         &worth, NULL))
    return NULL;
  if (n_products == 0)
    return g_strdup (_("No products"));
  count = base_decimal_format (n_products, 0, format);
  money = base_money_format (worth, stock_inventory_get_currency_decimals (self->inventory),
                             stock_inventory_get_currency (self->inventory), format);
  /* Translators: the first %s is a number, the second an amount of money */
  return g_strdup_printf (ngettext ("%s product, worth %s", "%s products, worth %s", n_products),
                          count, money);
}

static gboolean
update_whole_cb (gpointer user_data)
{
  StockSummaryBar *self = user_data;
  g_autofree char *whole = dup_whole (self);

  self->whole_source = 0;
  /* What cannot be read now stays as it was read last. */
  if (whole != NULL && base_text_set (&self->whole, whole))
    {
      update (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE]);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_whole (StockSummaryBar *self)
{
  if (self->whole_source == 0 && self->query != NULL)
    self->whole_source = g_idle_add (update_whole_cb, self);
}

static void
changed_cb (StockSummaryBar *self)
{
  update (self);
  queue_whole (self);
}

static void
stock_summary_bar_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_WHOLE)
    g_value_set_string (value, stock_summary_bar_get_whole (STOCK_SUMMARY_BAR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stock_summary_bar_dispose (GObject *object)
{
  StockSummaryBar *self = STOCK_SUMMARY_BAR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->whole_source, g_source_remove);
  g_clear_weak_pointer (&self->sheet);
  g_clear_object (&self->query);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_summary_bar_parent_class)->dispose (object);
}

static void
stock_summary_bar_finalize (GObject *object)
{
  StockSummaryBar *self = STOCK_SUMMARY_BAR (object);

  g_free (self->whole);
  g_clear_pointer (&self->selection, g_array_unref);
  G_OBJECT_CLASS (stock_summary_bar_parent_class)->finalize (object);
}

static void
stock_summary_bar_class_init (StockSummaryBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stock_summary_bar_get_property;
  object_class->dispose = stock_summary_bar_dispose;
  object_class->finalize = stock_summary_bar_finalize;
  properties[PROP_WHOLE]
    = g_param_spec_string ("whole", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stock_summary_bar_init (StockSummaryBar *self)
{
  self->whole = g_strdup ("");
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL,
                                         "xalign", 0.0,
                                         "ellipsize", PANGO_ELLIPSIZE_END,
                                         "single-line-mode", TRUE,
                                         NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self), "summary");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

/**
 * stock_summary_bar_set_sheet:
 * @self: the bar
 * @sheet: whose selected cells are added up; its columns are #StockProductColumns
 * @inventory: whose currency is shown
 */
void
stock_summary_bar_set_sheet (StockSummaryBar *self,
                             SheetView       *sheet,
                             StockInventory  *inventory)
{
  g_return_if_fail (self->sheet == NULL);

  g_set_weak_pointer (&self->sheet, sheet);
  self->inventory = g_object_ref (inventory);
  g_signal_connect_object (sheet, "range-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stock_inventory_get_session (inventory), "committed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stock_inventory_get_session (inventory), "refreshed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * stock_summary_bar_set_query:
 * @self: the bar
 * @query: the whole list
 */
void
stock_summary_bar_set_query (StockSummaryBar *self,
                             OrmQuery        *query)
{
  g_set_object (&self->query, query);
  queue_whole (self);
}

/**
 * stock_summary_bar_get_whole:
 * @self: the bar
 *
 * Returns: what the whole list comes to; empty as long as nobody has looked
 */
const char *
stock_summary_bar_get_whole (StockSummaryBar *self)
{
  return self->whole;
}

/**
 * stock_summary_bar_get_text:
 * @self: the bar
 *
 * Returns: what it says
 */
const char *
stock_summary_bar_get_text (StockSummaryBar *self)
{
  return gtk_label_get_text (self->label);
}
