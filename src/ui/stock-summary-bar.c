#include "config.h"

#include "ui/stock-summary-bar.h"

#include <glib/gi18n-lib.h>

#include "base/base-decimal.h"
#include "base/base-money.h"
#include "base/base-text.h"
#include "model/stock-counts.h"
#include "sheet/sheet-ranges.h"
#include "ui/stock-product-column.h"
#include "ui/stock-sums.h"

/* Rows that are added up before the main loop gets its turn again. */
#define ROWS_AT_ONCE 200

/* Milliseconds for which nobody wonders why the rows do not come. */
#define PATIENCE 200

struct _StockSummaryBar
{
  AdwBin parent_instance;

  SheetView *sheet;
  StockInventory *inventory;
  OrmQuery *query; /* the whole list */
  char *whole;
  guint whole_source;
  GCancellable *adding; /* what adds up the whole list, or NULL */
  GArray *selection; /* SheetRanges to be added up */
  guint n_ranges;    /* how many of them are in the sums */
  guint n_rows;      /* rows of the next one that are */
  StockSums sums;
  guint source;
  guint patience_source; /* waits before it says that rows are waited for */
  gboolean is_loading;

  GtkLabel *label;
  GtkSpinner *spinner;
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
  if (self->sheet == NULL || self->is_loading)
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
dup_whole (StockSummaryBar *self,
           gint64           n_products,
           OrmTotal         worth)
{
  const BaseFormat *format = base_format_get_locale ();
  g_autofree char *count = NULL;
  g_autofree char *money = NULL;

  if (n_products == 0)
    return g_strdup (_("No products"));
  count = base_decimal_format (n_products, 0, format);
  money = base_money_format (worth, stock_inventory_get_currency_decimals (self->inventory),
                             stock_inventory_get_currency (self->inventory), format);
  /* Translators: the first %s is a number, the second an amount of money */
  return g_strdup_printf (ngettext ("%s product, worth %s", "%s products, worth %s", n_products),
                          count, money);
}

/* Until it is known, and if it cannot be read, what was shown last stays. */
static void
whole_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (StockSummaryBar) self = user_data;
  g_autofree char *whole = NULL;
  gint64 n_products;
  OrmTotal worth;

  if (g_task_get_cancellable (G_TASK (result)) != self->adding)
    return;
  g_clear_object (&self->adding);
  if (stock_worth_load_finish (ORM_SESSION (source), result, &n_products, &worth, NULL))
    whole = dup_whole (self, n_products, worth);
  if (whole == NULL || !base_text_set (&self->whole, whole))
    return;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOLE]);
}

static void
stop_adding (StockSummaryBar *self)
{
  g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
}

static gboolean
update_whole_cb (gpointer user_data)
{
  StockSummaryBar *self = user_data;

  self->whole_source = 0;
  stop_adding (self);
  self->adding = g_cancellable_new ();
  stock_worth_load_async (stock_inventory_get_session (self->inventory), self->query,
                          self->adding, whole_cb, g_object_ref (self));
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
  g_clear_handle_id (&self->patience_source, g_source_remove);
  stop_adding (self);
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->whole = g_strdup ("");
  self->spinner = GTK_SPINNER (g_object_new (GTK_TYPE_SPINNER, "visible", FALSE, NULL));
  self->label = GTK_LABEL (g_object_new (GTK_TYPE_LABEL,
                                         "xalign", 0.0,
                                         "ellipsize", PANGO_ELLIPSIZE_END,
                                         "single-line-mode", TRUE,
                                         NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self), "summary");
  adw_bin_set_child (ADW_BIN (self), box);
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

static void
set_loading (StockSummaryBar *self,
             gboolean         loading)
{
  self->is_loading = loading;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), loading);
  gtk_spinner_set_spinning (self->spinner, loading);
  if (loading)
    gtk_label_set_text (self->label, _("Loading…"));
  update (self);
}

static gboolean
patience_cb (gpointer user_data)
{
  StockSummaryBar *self = user_data;

  self->patience_source = 0;
  set_loading (self, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * stock_summary_bar_set_loading:
 * @self: the bar
 * @loading: whether the rows that are shown are about to be exchanged for others
 *
 * Lets it be said that rows are waited for, if that takes longer than a moment.
 */
void
stock_summary_bar_set_loading (StockSummaryBar *self,
                               gboolean         loading)
{
  if (loading == (self->is_loading || self->patience_source != 0))
    return;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  if (loading)
    self->patience_source = g_timeout_add (PATIENCE, patience_cb, self);
  else if (self->is_loading)
    set_loading (self, FALSE);
}
