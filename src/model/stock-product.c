#include "config.h"

#include "model/stock-product.h"

#include <glib/gi18n-lib.h>

G_DEFINE_TYPE (StockProduct, stock_product, ORM_TYPE_RECORD)

#define BOUNDED .minimum = -STOCK_LIMIT, .maximum = STOCK_LIMIT

static const OrmColumn columns[] = {
  ORM_PRIMARY_KEY (StockProduct, product_id),
  ORM_TEXT (StockProduct, name, ORM_NOT_NULL | ORM_INDEXED | ORM_SEARCHABLE | ORM_SORTED,
            .label = N_("Name"), .default_text = ""),
  ORM_TEXT (StockProduct, sku, ORM_UNIQUE | ORM_SEARCH_ANYWHERE, .label = N_("SKU")),
  ORM_TEXT (StockProduct, barcode, ORM_INDEXED | ORM_SEARCH_ANYWHERE, .label = N_("Barcode")),
  ORM_INTEGER (StockProduct, quantity, ORM_NOT_NULL | ORM_INDEXED, .label = N_("Quantity"),
               BOUNDED),
  ORM_TEXT (StockProduct, unit, 0, .label = N_("Unit")),
  ORM_INTEGER (StockProduct, unit_decimals, ORM_NOT_NULL, .label = N_("Decimals of the unit"),
               .minimum = 0, .maximum = STOCK_MAX_UNIT_DECIMALS),
  ORM_INTEGER (StockProduct, price, ORM_NOT_NULL | ORM_INDEXED, .label = N_("Price"), BOUNDED),
  ORM_DATE (StockProduct, expiry_date, ORM_INDEXED, .label = N_("Expires")),
  ORM_INTEGER (StockProduct, reorder_level, ORM_INDEXED, .label = N_("Reorder level"),
               .minimum = 0, .maximum = STOCK_LIMIT, .default_integer = ORM_UNSET),
  ORM_TEXT (StockProduct, supplier, ORM_INDEXED | ORM_SEARCHABLE | ORM_SORTED,
            .label = N_("Supplier")),
  ORM_TEXT (StockProduct, location, ORM_INDEXED | ORM_SORTED, .label = N_("Location")),
  ORM_TEXT (StockProduct, notes, ORM_SEARCHABLE, .label = N_("Notes")),
  ORM_BELONGS_TO (StockProduct, category, stock_category_get_type, "products", ORM_SET_NULL,
                  .label = N_("Category")),
  ORM_TIMESTAMP (StockProduct, created, ORM_NOT_NULL | ORM_SET_ON_INSERT, .label = N_("Created")),
  ORM_TIMESTAMP (StockProduct, updated, ORM_NOT_NULL | ORM_SET_ON_UPDATE, .label = N_("Updated")),
  ORM_MANY_TO_MANY (StockProduct, tags, stock_tag_get_type, "products", "product_tag"),
};

static void
stock_product_class_init (StockProductClass *klass)
{
  orm_record_class_bind (ORM_RECORD_CLASS (klass), "product", N_("Product"),
                         columns, G_N_ELEMENTS (columns));
}

static void
stock_product_init (StockProduct *self)
{
}

/**
 * stock_product_new:
 *
 * Returns: (transfer full): a product without a name that belongs to no session yet
 */
StockProduct *
stock_product_new (void)
{
  return g_object_new (STOCK_TYPE_PRODUCT, NULL);
}

/**
 * stock_product_get_category:
 * @self: a product
 *
 * Returns: (transfer none) (nullable): its category, loaded on first use; NULL if it has none
 */
StockCategory *
stock_product_get_category (StockProduct *self)
{
  return orm_record_get_reference (ORM_RECORD (self), "category");
}

/**
 * stock_product_find_by_code:
 * @session: a session
 * @property: "sku" or "barcode"
 * @code: the code, to the letter
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the first product with that code; NULL without an error if
 *   there is none
 */
StockProduct *
stock_product_find_by_code (OrmSession  *session,
                            const char  *property,
                            const char  *code,
                            GError     **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  orm_query_where (query, orm_condition_compare (property, ORM_EQUAL, ORM_STRING (code)));
  return orm_session_find (session, query, error);
}

static void
copy_tags (StockProduct *from,
           StockProduct *to)
{
  g_autoptr (OrmList) tags = NULL;
  g_autoptr (OrmList) copies = NULL;

  g_object_get (from, "tags", &tags, NULL);
  g_object_get (to, "tags", &copies, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tags)); i++)
    {
      g_autoptr (StockTag) tag = g_list_model_get_item (G_LIST_MODEL (tags), i);

      orm_list_add (copies, tag);
    }
}

/**
 * stock_product_duplicate:
 * @self: a product of a session
 *
 * Adds a product to the session of @self that has all that @self has, but for what tells one from
 * the other: SKU and barcode.
 *
 * Returns: (transfer full): the copy
 */
StockProduct *
stock_product_duplicate (StockProduct *self)
{
  static const char *const copied[] = {
    "name", "quantity", "unit", "unit-decimals", "price", "expiry-date", "reorder-level",
    "supplier", "location", "notes", "category",
  };
  StockProduct *copy = stock_product_new ();

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (self), copied[i], &value);
      g_object_set_property (G_OBJECT (copy), copied[i], &value);
    }
  orm_session_add (orm_record_get_session (ORM_RECORD (self)), copy);
  copy_tags (self, copy);
  return copy;
}

/**
 * stock_product_is_low:
 * @self: a product
 *
 * Returns: whether a reorder level is set and the quantity is at or under it
 */
gboolean
stock_product_is_low (StockProduct *self)
{
  return self->reorder_level != ORM_UNSET && self->quantity <= self->reorder_level;
}

/**
 * stock_product_get_value:
 * @self: a product
 *
 * Returns: quantity times price, in the currency's smallest part, rounded half away from zero
 */
OrmTotal
stock_product_get_value (StockProduct *self)
{
  OrmTotal value = (OrmTotal) self->quantity * self->price;
  OrmTotal divisor = 1;

  for (gint64 i = 0; i < self->unit_decimals; i++)
    divisor *= 10;
  return (value + (value < 0 ? -divisor : divisor) / 2) / divisor;
}
