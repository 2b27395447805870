#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base-decimal.h"
#include "base/base-delimited.h"
#include "model/stock-inventory.h"

/* The sample inventory: delimited text that ships with the program, its dates counted from today.
 * A cell that cannot be read is a mistake of the build and ends the program. */

enum
{
  CATEGORY,
  CATEGORY_COLOUR,
  NAME,
  SKU,
  BARCODE,
  QUANTITY,
  UNIT,
  UNIT_DECIMALS,
  PRICE,
  EXPIRY_DAYS,
  REORDER_LEVEL,
  SUPPLIER,
  LOCATION,
  NOTES,
  N_CELLS
};

static const char *const header[N_CELLS] = {
  "category", "category_colour", "name", "sku", "barcode", "quantity", "unit", "unit_decimals",
  "price", "expiry_days", "reorder_level", "supplier", "location", "notes",
};

/* An empty cell is no text at all. */
static const char *
get_text (GPtrArray *cells,
          guint      index)
{
  const char *text = g_ptr_array_index (cells, index);

  return *text != '\0' ? text : NULL;
}

static gint64
get_number (GPtrArray *cells,
            guint      index,
            guint      decimals)
{
  const char *text = get_text (cells, index);
  gint64 number = ORM_UNSET;

  if (text != NULL
      && !base_decimal_parse (text, decimals, base_format_get_plain (), &number, NULL))
    g_error ("The sample inventory says \"%s\" for %s", text, header[index]);
  return number;
}

static StockCategory *
get_category (StockInventory *self,
              GHashTable     *categories,
              GPtrArray      *cells)
{
  const char *name = get_text (cells, CATEGORY);
  StockCategory *category = g_hash_table_lookup (categories, name);

  if (category == NULL)
    {
      category = stock_category_new (name);
      g_object_set (category, "colour", get_text (cells, CATEGORY_COLOUR),
                    "position", (gint64) g_hash_table_size (categories), NULL);
      orm_session_add (stock_inventory_get_session (self), category);
      g_hash_table_insert (categories, g_strdup (name), category);
    }
  return category;
}

static void
add_product (StockInventory *self,
             GHashTable     *categories,
             GPtrArray      *cells,
             const GDate    *today)
{
  g_autoptr (StockProduct) product = stock_product_new ();
  gint64 unit_decimals = get_number (cells, UNIT_DECIMALS, 0);
  gint64 expiry_days = get_number (cells, EXPIRY_DAYS, 0);
  GDate expiry_date = *today;

  if (unit_decimals == ORM_UNSET)
    unit_decimals = 0;
  g_object_set (product,
                "category", get_category (self, categories, cells),
                "name", get_text (cells, NAME),
                "sku", get_text (cells, SKU),
                "barcode", get_text (cells, BARCODE),
                "quantity", get_number (cells, QUANTITY, unit_decimals),
                "unit", get_text (cells, UNIT),
                "unit-decimals", unit_decimals,
                "price", (gint64) base_decimal_rescale (
                  get_number (cells, PRICE, 2), 2, stock_inventory_get_currency_decimals (self)),
                "reorder-level", get_number (cells, REORDER_LEVEL, unit_decimals),
                "supplier", get_text (cells, SUPPLIER),
                "location", get_text (cells, LOCATION),
                "notes", get_text (cells, NOTES),
                NULL);
  if (expiry_days != ORM_UNSET)
    {
      if (expiry_days < 0)
        g_date_subtract_days (&expiry_date, -expiry_days);
      else
        g_date_add_days (&expiry_date, expiry_days);
      g_object_set (product, "expiry-date", &expiry_date, NULL);
    }
  orm_session_add (stock_inventory_get_session (self), product);
}

/**
 * stock_inventory_add_sample:
 * @self: an inventory
 * @csv: the sample: delimited text with the columns above
 * @today: the date that its dates are counted from
 * @error: return location for an error
 *
 * Adds the sample's categories and products: one step.
 *
 * Returns: %TRUE if they are in the file
 */
gboolean
stock_inventory_add_sample (StockInventory  *self,
                            GBytes          *csv,
                            const GDate     *today,
                            GError         **error)
{
  gsize length;
  const char *text = g_bytes_get_data (csv, &length);
  g_autoptr (BaseDelimitedReader) reader = base_delimited_reader_new (text, length, ',');
  g_autoptr (GHashTable) categories =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; base_delimited_reader_next (reader, cells, NULL); row++)
    {
      if (cells->len != N_CELLS)
        g_error ("The sample inventory has %u cells in a row", cells->len);
      for (guint i = 0; row == 0 && i < N_CELLS; i++)
        g_assert (g_str_equal (g_ptr_array_index (cells, i), header[i]));
      if (row > 0)
        add_product (self, categories, cells, today);
    }
  return orm_session_commit (stock_inventory_get_session (self), _("Sample inventory"), error);
}
