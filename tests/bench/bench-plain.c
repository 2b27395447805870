#include "bench-plain.h"

static char *
dup_column (sqlite3_stmt *statement,
            int           index)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, index));
}

static int
digits (const char *text,
        guint       n)
{
  int value = 0;

  while (n-- > 0)
    value = value * 10 + *text++ - '0';
  return value;
}

static void
clear_product (gpointer data)
{
  PlainProduct *p = data;

  g_free (p->name);
  g_free (p->sku);
  g_free (p->barcode);
  g_free (p->unit);
  g_free (p->supplier);
  g_free (p->location);
  g_free (p->notes);
}

GArray *
plain_products_new (void)
{
  GArray *products = g_array_new (FALSE, FALSE, sizeof (PlainProduct));

  g_array_set_clear_func (products, clear_product);
  return products;
}

/* Adds the row at which a statement stands, whose first columns are PLAIN_COLUMNS. */
void
plain_products_add (GArray       *products,
                    sqlite3_stmt *s)
{
  const char *date = (const char *) sqlite3_column_text (s, 8);
  PlainProduct product = {
    .product_id = sqlite3_column_int64 (s, 0), .name = dup_column (s, 1),
    .sku = dup_column (s, 2), .barcode = dup_column (s, 3),
    .quantity = sqlite3_column_int64 (s, 4), .unit = dup_column (s, 5),
    .unit_decimals = sqlite3_column_int64 (s, 6), .price = sqlite3_column_int64 (s, 7),
    .reorder_level = sqlite3_column_int64 (s, 9), .supplier = dup_column (s, 10),
    .location = dup_column (s, 11), .notes = dup_column (s, 12),
    .category_id = sqlite3_column_int64 (s, 13), .created = sqlite3_column_int64 (s, 14),
    .updated = sqlite3_column_int64 (s, 15),
  };

  if (date != NULL)
    g_date_set_dmy (&product.expiry_date, digits (date + 8, 2), digits (date + 5, 2),
                    digits (date, 4));
  g_array_append_val (products, product);
}

/* Adds all rows of a statement, and resets it. */
void
plain_products_read (GArray       *products,
                     sqlite3_stmt *s)
{
  while (sqlite3_step (s) == SQLITE_ROW)
    plain_products_add (products, s);
  sqlite3_reset (s);
}
