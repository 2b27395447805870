#include "config.h"

#include "ui/stock-sums.h"

#include <glib/gi18n-lib.h>

#include "base/base-decimal.h"
#include "base/base-money.h"

/**
 * stock_sums_add:
 * @self: the sums
 * @number: (nullable): what the next cell holds; %NULL: no number
 *
 * Counts a cell.
 */
void
stock_sums_add (StockSums         *self,
                const StockNumber *number)
{
  OrmTotal value;

  self->n_cells++;
  if (number == NULL)
    return;
  if (self->n_numbers++ == 0)
    {
      self->is_money = number->is_money;
      self->decimals = number->decimals;
      self->sum = self->least = self->most = number->value;
      return;
    }
  self->is_mixed = self->is_mixed || self->is_money != number->is_money;
  if (number->decimals > self->decimals)
    {
      self->sum = base_decimal_rescale (self->sum, self->decimals, number->decimals);
      self->least = base_decimal_rescale (self->least, self->decimals, number->decimals);
      self->most = base_decimal_rescale (self->most, self->decimals, number->decimals);
      self->decimals = number->decimals;
    }
  value = base_decimal_rescale (number->value, number->decimals, self->decimals);
  self->sum += value;
  self->least = MIN (self->least, value);
  self->most = MAX (self->most, value);
}

static char *
format (const StockSums *self,
        StockInventory  *inventory,
        OrmTotal         value,
        guint            decimals)
{
  return self->is_money
           ? base_money_format (value, decimals, stock_inventory_get_currency (inventory),
                                base_format_get_locale ())
           : base_decimal_format_wide (value, decimals, base_format_get_locale ());
}

static void
append (GString    *markup,
        const char *caption,
        const char *value)
{
  g_autofree char *part
    = g_markup_printf_escaped ("    <span alpha=\"60%%\">%s</span> %s", caption, value);

  g_string_append (markup, part);
}

/* Half away from zero; amounts get one decimal more than they have, money does not. */
static char *
dup_average (const StockSums *self,
             StockInventory  *inventory)
{
  guint decimals = self->decimals + (self->is_money ? 0 : 1);
  OrmTotal sum = base_decimal_rescale (self->sum, self->decimals, decimals);
  OrmTotal half = self->n_numbers / 2;

  return format (self, inventory,
                 (sum + (sum < 0 ? -half : half)) / (OrmTotal) self->n_numbers, decimals);
}

/**
 * stock_sums_dup_markup:
 * @self: the sums
 * @inventory: whose currency is shown
 *
 * Returns: (transfer full): a line for the bar below the table, as Pango markup
 */
char *
stock_sums_dup_markup (const StockSums *self,
                       StockInventory  *inventory)
{
  g_autofree char *count = base_decimal_format (self->n_cells, 0, base_format_get_locale ());
  g_autofree char *sum = NULL;
  g_autofree char *average = NULL;
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;
  GString *markup = g_string_new (NULL);

  /* Translators: %s is a number, one or more */
  g_string_append_printf (markup, ngettext ("%s cell", "%s cells", self->n_cells), count);
  if (self->n_numbers == 0 || self->is_mixed)
    return g_string_free (markup, FALSE);

  sum = format (self, inventory, self->sum, self->decimals);
  average = dup_average (self, inventory);
  least = format (self, inventory, self->least, self->decimals);
  most = format (self, inventory, self->most, self->decimals);
  append (markup, _("sum"), sum);
  append (markup, _("average"), average);
  append (markup, _("least"), least);
  append (markup, _("most"), most);
  return g_string_free (markup, FALSE);
}
