#include "config.h"

#include "io/io-property.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/base-date.h"
#include "base/base-error.h"
#include "base/base-money.h"
#include "base/base-text.h"

static const IoProperty properties[IO_N_PROPERTIES] = {
  [IO_PROPERTY_NAME] = { "name", N_("Name"), IO_KIND_TEXT },
  [IO_PROPERTY_SKU] = { "sku", N_("SKU"), IO_KIND_TEXT },
  [IO_PROPERTY_BARCODE] = { "barcode", N_("Barcode"), IO_KIND_TEXT },
  [IO_PROPERTY_CATEGORY] = { "category", N_("Category"), IO_KIND_CATEGORY },
  [IO_PROPERTY_QUANTITY] = { "quantity", N_("Quantity"), IO_KIND_QUANTITY, -STOCK_LIMIT,
                             STOCK_LIMIT },
  [IO_PROPERTY_UNIT] = { "unit", N_("Unit"), IO_KIND_TEXT },
  [IO_PROPERTY_UNIT_DECIMALS] = { "unit_decimals", N_("Decimals of the unit"), IO_KIND_DECIMALS, 0,
                                  STOCK_MAX_UNIT_DECIMALS },
  [IO_PROPERTY_PRICE] = { "price", N_("Price"), IO_KIND_MONEY, -STOCK_LIMIT, STOCK_LIMIT },
  [IO_PROPERTY_EXPIRY_DATE] = { "expiry_date", N_("Expires"), IO_KIND_DATE },
  [IO_PROPERTY_REORDER_LEVEL] = { "reorder_level", N_("Reorder level"), IO_KIND_QUANTITY, 0,
                                  STOCK_LIMIT },
  [IO_PROPERTY_SUPPLIER] = { "supplier", N_("Supplier"), IO_KIND_TEXT },
  [IO_PROPERTY_LOCATION] = { "location", N_("Location"), IO_KIND_TEXT },
  [IO_PROPERTY_NOTES] = { "notes", N_("Notes"), IO_KIND_TEXT },
};

/**
 * io_property_get:
 * @id: a property
 *
 * Returns: what is known of it
 */
const IoProperty *
io_property_get (IoPropertyId id)
{
  g_return_val_if_fail (id < IO_N_PROPERTIES, NULL);

  return &properties[id];
}

/**
 * io_property_get_label:
 * @id: a property
 *
 * Returns: the user's word for it, translated
 */
const char *
io_property_get_label (IoPropertyId id)
{
  return _(io_property_get (id)->label);
}

/**
 * io_property_from_name:
 * @name: the name of a property
 * @id: (out): the property
 *
 * Returns: %FALSE, with @id left alone, if there is none of that name
 */
gboolean
io_property_from_name (const char   *name,
                       IoPropertyId *id)
{
  for (guint i = 0; i < IO_N_PROPERTIES; i++)
    if (strcmp (properties[i].name, name) == 0)
      {
        *id = (IoPropertyId) i;
        return TRUE;
      }
  return FALSE;
}

static GParamSpec *
find_pspec (IoPropertyId id)
{
  GObjectClass *klass = g_type_class_peek (STOCK_TYPE_PRODUCT);

  if (klass == NULL)
    klass = g_type_class_ref (STOCK_TYPE_PRODUCT); /* never unloaded, so never given back */
  return g_object_class_find_property (klass, io_property_get (id)->name);
}

/**
 * io_property_init:
 * @id: a property
 * @value: a value that is all zeros
 *
 * Gives @value the type of the property and what a new product has.
 */
void
io_property_init (IoPropertyId  id,
                  GValue       *value)
{
  GParamSpec *pspec = find_pspec (id);

  g_value_init (value, pspec->value_type);
  g_param_value_set_default (pspec, value);
}

static gboolean
parse_integer (const IoProperty  *property,
               const char        *text,
               guint              decimals,
               const BaseFormat  *format,
               GValue            *value,
               GError           **error)
{
  gint64 integer;
  gboolean parsed;

  if (property->kind == IO_KIND_MONEY)
    parsed = base_money_parse (text, decimals, format, &integer, error);
  else
    parsed = base_decimal_parse (text, decimals, format, &integer, error);
  if (!parsed)
    return FALSE;

  if (integer < property->minimum || integer > property->maximum)
    {
      g_autofree char *shown = base_text_shorten (text);
      g_autofree char *minimum = base_decimal_format (property->minimum, decimals, format);
      g_autofree char *maximum = base_decimal_format (property->maximum, decimals, format);

      /* Translators: what was given, then the least and the greatest number that are possible. */
      g_set_error (error, BASE_ERROR, BASE_ERROR_RANGE, _("“%s” is not between %s and %s"), shown,
                   minimum, maximum);
      return FALSE;
    }
  g_value_set_int64 (value, integer);
  return TRUE;
}

/**
 * io_property_parse:
 * @id: a property, but not the category, which is a record
 * @text: a cell that is not empty
 * @decimals: the decimals of the unit for a quantity, of the currency for money
 * @format: how values are written
 * @value: a value that io_property_init () has prepared
 * @error: return location for an error
 *
 * Reads a cell as a value of the property. Text is taken to the letter.
 *
 * Errors: those of #BaseError.
 *
 * Returns: whether @value was set
 */
gboolean
io_property_parse (IoPropertyId       id,
                   const char        *text,
                   guint              decimals,
                   const BaseFormat  *format,
                   GValue            *value,
                   GError           **error)
{
  const IoProperty *property = io_property_get (id);
  GDate date;

  switch (property->kind)
    {
    case IO_KIND_TEXT:
      g_value_set_string (value, text);
      return TRUE;
    case IO_KIND_QUANTITY:
    case IO_KIND_MONEY:
      return parse_integer (property, text, decimals, format, value, error);
    case IO_KIND_DECIMALS:
      return parse_integer (property, text, 0, format, value, error);
    case IO_KIND_DATE:
      if (!base_date_parse (text, format, &date, error))
        return FALSE;
      g_value_set_boxed (value, &date);
      return TRUE;
    case IO_KIND_CATEGORY:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_same_date (const GDate *a,
              const GDate *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return g_date_compare (a, b) == 0;
}

/* Whether the product refers to this category, which may not be saved yet. */
static gboolean
is_in_category (StockProduct  *product,
                StockCategory *category)
{
  gint64 key = orm_record_get_reference_key (ORM_RECORD (product), "category");

  if (category == NULL)
    return key == 0;
  return key != 0 && orm_record_get_key (ORM_RECORD (category)) == key;
}

/**
 * io_property_is:
 * @id: a property
 * @product: a product that is not changed yet
 * @value: a value of the property
 *
 * Returns: whether the product has that value; a text that is not set is as good as an empty one
 */
gboolean
io_property_is (IoPropertyId  id,
                StockProduct *product,
                const GValue *value)
{
  const IoProperty *property = io_property_get (id);
  g_auto (GValue) now = G_VALUE_INIT;

  if (property->kind == IO_KIND_CATEGORY)
    return is_in_category (product, g_value_get_object (value));

  g_object_get_property (G_OBJECT (product), property->name, &now);
  if (G_VALUE_HOLDS_INT64 (&now))
    return g_value_get_int64 (&now) == g_value_get_int64 (value);
  if (G_VALUE_HOLDS_STRING (&now))
    {
      const char *a = g_value_get_string (&now);
      const char *b = g_value_get_string (value);

      return strcmp (a != NULL ? a : "", b != NULL ? b : "") == 0;
    }
  return is_same_date (g_value_get_boxed (&now), g_value_get_boxed (value));
}

/**
 * io_property_set:
 * @id: a property
 * @product: a product
 * @value: a value of the property
 *
 * Gives the product the value.
 */
void
io_property_set (IoPropertyId  id,
                 StockProduct *product,
                 const GValue *value)
{
  g_object_set_property (G_OBJECT (product), io_property_get (id)->name, value);
}

static char *
format_integer (gint64            integer,
                guint             decimals,
                const BaseFormat *format)
{
  return integer != ORM_UNSET ? base_decimal_format (integer, decimals, format) : g_strdup ("");
}

/**
 * io_property_format:
 * @id: a property
 * @product: a product
 * @currency_decimals: the decimals of the inventory's currency
 * @format: how values are written
 *
 * Writes a value as a cell: money without its currency, a category as its name.
 *
 * Returns: (transfer full): the text; empty where nothing is set
 */
char *
io_property_format (IoPropertyId      id,
                    StockProduct     *product,
                    guint             currency_decimals,
                    const BaseFormat *format)
{
  const IoProperty *property = io_property_get (id);
  g_auto (GValue) value = G_VALUE_INIT;
  StockCategory *category;
  const char *text;

  if (property->kind == IO_KIND_CATEGORY)
    {
      category = stock_product_get_category (product);
      return g_strdup (category != NULL ? category->name : "");
    }

  g_object_get_property (G_OBJECT (product), property->name, &value);
  switch (property->kind)
    {
    case IO_KIND_QUANTITY:
      return format_integer (g_value_get_int64 (&value), (guint) product->unit_decimals, format);
    case IO_KIND_DECIMALS:
      return format_integer (g_value_get_int64 (&value), 0, format);
    case IO_KIND_MONEY:
      return format_integer (g_value_get_int64 (&value), currency_decimals, format);
    case IO_KIND_DATE:
      return g_value_get_boxed (&value) != NULL
               ? base_date_format (g_value_get_boxed (&value), format)
               : g_strdup ("");
    case IO_KIND_TEXT:
    case IO_KIND_CATEGORY:
    default:
      text = g_value_get_string (&value);
      return g_strdup (text != NULL ? text : "");
    }
}
