#pragma once

#include "model/stock-category.h"
#include "model/stock-tag.h"

G_BEGIN_DECLS

/* Quantities, prices and levels lie between minus and plus this: products of two fit 128 bits. */
#define STOCK_LIMIT G_GINT64_CONSTANT (1000000000000)

/* The most decimals that a unit may have. */
#define STOCK_MAX_UNIT_DECIMALS 6

/**
 * StockProduct:
 *
 * What is kept in stock. Its property "tags" lists what it bears, an #OrmList of #StockTag.
 */
#define STOCK_TYPE_PRODUCT (stock_product_get_type ())
G_DECLARE_FINAL_TYPE (StockProduct, stock_product, STOCK, PRODUCT, OrmRecord)

struct _StockProduct
{
  OrmRecord parent_instance;

  gint64 product_id;
  char *name;           /* never NULL; the empty text is shown as "No name" */
  char *sku;            /* unique where it is set */
  char *barcode;
  gint64 quantity;      /* in the unit's smallest part: grams where kg has three decimals */
  char *unit;           /* NULL: pieces */
  gint64 unit_decimals; /* pieces 0, kg 3 */
  gint64 price;         /* of one whole unit, in the currency's smallest part */
  GDate expiry_date;    /* invalid: none */
  gint64 reorder_level; /* as quantity; ORM_UNSET: none */
  char *supplier;
  char *location;
  char *notes;
  OrmReference category;
  OrmTimestamp created;
  OrmTimestamp updated;
};

StockProduct  *stock_product_new          (void);
StockCategory *stock_product_get_category (StockProduct *self);
StockProduct  *stock_product_find_by_code (OrmSession   *session,
                                           const char   *property,
                                           const char   *code,
                                           GError      **error);
StockProduct  *stock_product_duplicate    (StockProduct *self);
gboolean       stock_product_is_low       (StockProduct *self);
OrmTotal       stock_product_get_value    (StockProduct *self);

G_END_DECLS
