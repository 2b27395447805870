#pragma once

#include "bench.h"

/* The yardstick: products as plain structs, read by the C API. */

G_BEGIN_DECLS

typedef struct
{
  gint64 product_id, quantity, unit_decimals, price, reorder_level, category_id, created, updated;
  char *name, *sku, *barcode, *unit, *supplier, *location, *notes;
  GDate expiry_date;
} PlainProduct;

#define PLAIN_COLUMNS \
  "product_id, name, sku, barcode, quantity, unit, unit_decimals, price, expiry_date," \
  " reorder_level, supplier, location, notes, category_id, created, updated"

GArray *plain_products_new  (void);
void    plain_products_add  (GArray       *products,
                             sqlite3_stmt *statement);
void    plain_products_read (GArray       *products,
                             sqlite3_stmt *statement);

G_END_DECLS
