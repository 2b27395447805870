#include "config.h"

#include "ui/stock-field.h"

#include <glib/gi18n-lib.h>

#include "base/base-error.h"
#include "ui/stock-field-kind.h"

#define ALWAYS_NUMERIC (STOCK_FIELD_NUMERIC | STOCK_FIELD_ALWAYS_FILLED)

/* The columns of the table in their order: name, property, sorted by, header, step, kind, width. */
static const StockField fields[] = {
  { "name", "name", "name", N_("Name"), N_("Edit of name"), &stock_field_kind_text, 210 },
  { "sku", "sku", "sku", N_("SKU"), N_("Edit of SKU"), &stock_field_kind_optional, 112 },
  { "category", "category", "category.name", N_("Category"), N_("Edit of category"),
    &stock_field_kind_category, 172 },
  { "quantity", "quantity", "quantity", N_("Quantity"), N_("Edit of quantity"),
    &stock_field_kind_amount, 112, ALWAYS_NUMERIC },
  { "price", "price", "price", N_("Price"), N_("Edit of price"), &stock_field_kind_money, 84,
    ALWAYS_NUMERIC },
  { "value", NULL, NULL, N_("Value"), NULL, &stock_field_kind_value, 100,
    ALWAYS_NUMERIC | STOCK_FIELD_READ_ONLY },
  { "expiry_date", "expiry-date", "expiry-date", N_("Expires"), N_("Edit of expiry date"),
    &stock_field_kind_date, 138 },
  { "unit", "unit", "unit", N_("Unit"), N_("Edit of unit"), &stock_field_kind_unit, 80 },
  { "reorder_level", "reorder-level", "reorder-level", N_("Reorder level"),
    N_("Edit of reorder level"), &stock_field_kind_amount, 116, STOCK_FIELD_NUMERIC },
  { "supplier", "supplier", "supplier", N_("Supplier"), N_("Edit of supplier"),
    &stock_field_kind_optional, 150 },
  { "location", "location", "location", N_("Location"), N_("Edit of location"),
    &stock_field_kind_optional, 160 },
  { "barcode", "barcode", "barcode", N_("Barcode"), N_("Edit of barcode"),
    &stock_field_kind_optional, 130 },
  { "tags", "tags", NULL, N_("Tags"), N_("Edit of tags"), &stock_field_kind_tags, 150,
    STOCK_FIELD_LIST },
  { "notes", "notes", "notes", N_("Notes"), N_("Edit of notes"), &stock_field_kind_optional, 220,
    STOCK_FIELD_LINES },
};

/* Lines end as they do here; in a column of one line, a space takes the place of each end. */
static char *
dup_lines (const char *text,
           gboolean    allowed)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  if (!allowed)
    g_string_replace (lines, "\n", " ", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/**
 * stock_fields_get:
 * @n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=n_fields): the columns of the table, in their order
 */
const StockField *
stock_fields_get (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (fields);
  return fields;
}

/**
 * stock_field_find:
 * @id: a name
 *
 * Returns: (nullable): the column of that name
 */
const StockField *
stock_field_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

/**
 * stock_field_dup_text:
 * @self: a column
 * @inventory: whose currency is shown
 * @product: a product
 *
 * Returns: (transfer full): what the cell shows, in the format of the locale
 */
char *
stock_field_dup_text (const StockField *self,
                      StockInventory   *inventory,
                      StockProduct     *product)
{
  return self->kind->dup_text (self, inventory, product);
}

/**
 * stock_field_dup_edit_text:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 *
 * Returns: (transfer full): the text that an editor starts with; stock_field_set_text() gets the
 *   same value from it
 */
char *
stock_field_dup_edit_text (const StockField *self,
                           StockInventory   *inventory,
                           StockProduct     *product)
{
  if (self->kind->dup_edit_text == NULL)
    return stock_field_dup_text (self, inventory, product);
  return self->kind->dup_edit_text (self, inventory, product);
}

/**
 * stock_field_dup_copy_text:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 *
 * Returns: (transfer full): the text for other programs
 */
char *
stock_field_dup_copy_text (const StockField *self,
                           StockInventory   *inventory,
                           StockProduct     *product)
{
  if (self->kind->dup_copy_text == NULL)
    return stock_field_dup_edit_text (self, inventory, product);
  return self->kind->dup_copy_text (self, inventory, product);
}

/**
 * stock_field_set_text:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 * @text: what was typed; white space around it does not count; the empty text is no value, or
 *   the number 0 where there is always one
 * @error: return location for an error
 *
 * Reads a value and sets the property of @product. Nothing is committed. In a column of one line,
 * the end of a line becomes a space.
 *
 * Returns: %TRUE, or %FALSE with a reason for the user; then nothing was changed
 */
gboolean
stock_field_set_text (const StockField  *self,
                      StockInventory    *inventory,
                      StockProduct      *product,
                      const char        *text,
                      GError           **error)
{
  g_autofree char *lines = dup_lines (text, (self->flags & STOCK_FIELD_LINES) != 0);
  char *stripped = g_strstrip (lines);

  if (self->kind->set_text == NULL)
    {
      g_set_error_literal (error, BASE_ERROR, BASE_ERROR_SYNTAX,
                           _("The value is quantity times price and cannot be entered"));
      return FALSE;
    }
  return self->kind->set_text (self, inventory, product, stripped, error);
}

/**
 * stock_field_compute:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 * @text: what was typed
 * @may_change: whether an operator at the front changes what is there ("-3"), instead of being the
 *   sign of a number
 * @today: what day it is
 * @error: return location for an error
 *
 * Does the arithmetic that was typed into a cell of numbers ("=4*12", "*1.1"), exactly, and finds
 * the date that is meant by a short form of it ("3 May", "+30").
 *
 * Returns: (transfer full) (nullable): the text for stock_field_set_text(): the result, or @text as
 *   it is where there is nothing to compute; %NULL with a reason for the user
 */
char *
stock_field_compute (const StockField  *self,
                     StockInventory    *inventory,
                     StockProduct      *product,
                     const char        *text,
                     gboolean           may_change,
                     const GDate       *today,
                     GError           **error)
{
  if (self->kind->compute == NULL)
    return g_strdup (text);
  return self->kind->compute (self, inventory, product, text, may_change, today, error);
}

/* A product that belongs to no inventory, with what the reading of a number looks at. */
static StockProduct *
dup_loose (StockProduct *product)
{
  StockProduct *loose = stock_product_new ();

  g_object_set (loose,
                "unit", product->unit,
                "unit-decimals", product->unit_decimals,
                "quantity", product->quantity,
                "price", product->price,
                "reorder-level", product->reorder_level,
                NULL);
  return loose;
}

/**
 * stock_field_check:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 * @text: what was typed
 * @may_change: as in stock_field_compute()
 * @today: what day it is
 * @error: return location for an error
 *
 * Looks at numbers and dates that were typed; other texts pass.
 *
 * Returns: whether @text can be read; nothing is changed
 */
gboolean
stock_field_check (const StockField  *self,
                   StockInventory    *inventory,
                   StockProduct      *product,
                   const char        *text,
                   gboolean           may_change,
                   const GDate       *today,
                   GError           **error)
{
  g_autoptr (StockProduct) loose = NULL;
  g_autofree char *computed = NULL;

  if (self->kind->compute == NULL)
    return TRUE;
  loose = dup_loose (product);
  computed = stock_field_compute (self, inventory, loose, text, may_change, today, error);
  return computed != NULL && stock_field_set_text (self, inventory, loose, computed, error);
}

/**
 * stock_field_get_number:
 * @self: a column
 * @inventory: the inventory
 * @product: a product
 * @number: (out): what the cell counts for in a sum
 *
 * Returns: whether it counts for anything
 */
gboolean
stock_field_get_number (const StockField *self,
                        StockInventory   *inventory,
                        StockProduct     *product,
                        StockNumber      *number)
{
  return self->kind->get_number != NULL
         && self->kind->get_number (self, inventory, product, number);
}

/**
 * stock_field_dup_completions:
 * @self: a column
 * @inventory: the inventory
 * @typed: what stands in the editor
 *
 * Returns: (transfer full) (nullable): the values to choose from, best first
 */
char **
stock_field_dup_completions (const StockField *self,
                             StockInventory   *inventory,
                             const char       *typed)
{
  if (self->kind->dup_completions == NULL)
    return NULL;
  return self->kind->dup_completions (self, inventory, typed);
}

/**
 * stock_field_dup_new_label:
 * @self: a column
 * @inventory: the inventory
 * @typed: what stands in the editor, not empty
 *
 * Returns: (transfer full) (nullable): how to offer to make what was typed, where there is nothing
 *   of that name yet
 */
char *
stock_field_dup_new_label (const StockField *self,
                           StockInventory   *inventory,
                           const char       *typed)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));

  if (self->kind->dup_new_label == NULL || *stripped == '\0')
    return NULL;
  return self->kind->dup_new_label (self, inventory, stripped);
}

/**
 * stock_field_order:
 * @self: a column
 * @query: a query of products
 * @direction: which way
 *
 * Lets @query sort by the column, if it has an order.
 */
void
stock_field_order (const StockField *self,
                   OrmQuery         *query,
                   OrmDirection      direction)
{
  if (self->order != NULL)
    orm_query_order_by (query, self->order, direction);
  else if ((self->flags & STOCK_FIELD_LIST) == 0)
    orm_query_order_by_product (query, (OrmProduct) { "quantity", "price", "unit-decimals" },
                                direction);
}
