#include "config.h"

#include "io/io-matcher.h"

#include <glib/gi18n-lib.h>

/* The codes of the rows so far, and the rows in which they stand: text -> number of the row. */
struct _IoMatcher
{
  OrmSession *session;       /* NULL where the inventory has no products */
  GHashTable *skus;
  GHashTable *barcodes;      /* of rows without a SKU */
  GHashTable *products;      /* key of a product (gint64 *) -> number of the row */
};

/**
 * io_matcher_new:
 * @session: (nullable): the session, or %NULL for an inventory that does not exist yet
 * @error: return location for an error
 *
 * Errors: those of the database.
 *
 * Returns: (transfer full) (nullable): a matcher
 */
IoMatcher *
io_matcher_new (OrmSession  *session,
                GError     **error)
{
  g_autoptr (IoMatcher) self = g_new0 (IoMatcher, 1);
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  gint64 n_products = session != NULL ? orm_session_count (session, query, error) : 0;

  self->skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->barcodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->products = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (n_products < 0)
    return NULL;
  if (n_products > 0)
    self->session = g_object_ref (session);
  return g_steal_pointer (&self);
}

/**
 * io_matcher_free:
 * @self: (transfer full): a matcher
 *
 * Frees a matcher.
 */
void
io_matcher_free (IoMatcher *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->skus, g_hash_table_unref);
  g_clear_pointer (&self->barcodes, g_hash_table_unref);
  g_clear_pointer (&self->products, g_hash_table_unref);
  g_free (self);
}

/**
 * io_match_clear:
 * @match: a match
 *
 * Frees what is in it.
 */
void
io_match_clear (IoMatch *match)
{
  g_clear_object (&match->product);
  g_clear_pointer (&match->reason, g_free);
}

static void
refuse (IoMatch    *match,
        const char *code,
        char       *reason)
{
  g_clear_object (&match->product);
  match->refused = code;
  match->reason = reason;
}

/* Remembers the row of a code; returns the row in which it stood before, or 0. */
static guint
remember (GHashTable *codes,
          const char *code,
          guint       number)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (codes, code));

  if (before == 0)
    g_hash_table_insert (codes, g_strdup (code), GUINT_TO_POINTER (number));
  return before;
}

static gboolean
find_by_sku (IoMatcher   *self,
             const char  *sku,
             IoMatch     *match,
             GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  match->product = stock_product_find_by_code (self->session, "sku", sku, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Returns up to two products with the barcode, which is enough to see whether it is one. */
static GPtrArray *
load_by_barcode (IoMatcher   *self,
                 const char  *barcode,
                 gboolean     without_sku,
                 GError     **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  orm_query_where (query, orm_condition_compare ("barcode", ORM_EQUAL, ORM_STRING (barcode)));
  if (without_sku)
    orm_query_where (query, orm_condition_is_null ("sku"));
  orm_query_limit (query, 2);
  return orm_session_load_all (self->session, query, error);
}

/* Takes the one product with the barcode that has no SKU. One that has a SKU is taken only for a
 * row without: where both have a SKU, and not the same, they are two things with one barcode. */
static gboolean
find_by_barcode (IoMatcher   *self,
                 gboolean     has_sku,
                 const char  *barcode,
                 IoMatch     *match,
                 GError     **error)
{
  g_autoptr (GPtrArray) found = load_by_barcode (self, barcode, TRUE, error);

  if (found != NULL && found->len == 0 && !has_sku)
    {
      g_ptr_array_unref (found);
      found = load_by_barcode (self, barcode, FALSE, error);
    }
  if (found == NULL)
    return FALSE;

  if (found->len == 1)
    match->product = g_object_ref (g_ptr_array_index (found, 0));
  else if (found->len > 1)
    refuse (match, "barcode", g_strdup (_("Several products have this barcode")));
  return TRUE;
}

/* A code by which an earlier row was to be matched; sets the refusal. */
static gboolean
is_repeated (IoMatcher  *self,
             const char *sku,
             const char *barcode,
             guint       number,
             IoMatch    *match)
{
  guint before;

  if (*sku != '\0')
    {
      before = remember (self->skus, sku, number);
      if (before != 0)
        refuse (match, "sku", g_strdup_printf (_("Row %u has this SKU already"), before));
    }
  else if (*barcode != '\0')
    {
      before = remember (self->barcodes, barcode, number);
      if (before != 0)
        refuse (match, "barcode", g_strdup_printf (_("Row %u has this barcode already"), before));
    }
  return match->refused != NULL;
}

/* Refuses a product that an earlier row was about. */
static void
remember_product (IoMatcher  *self,
                  const char *code,
                  guint       number,
                  IoMatch    *match)
{
  gint64 key = orm_record_get_key (ORM_RECORD (match->product));
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->products, &key));

  if (before != 0)
    refuse (match, code, g_strdup_printf (_("Row %u is about the same product"), before));
  else
    g_hash_table_insert (self->products, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (number));
}

/**
 * io_matcher_find:
 * @self: a matcher
 * @sku: the row's SKU; empty if it has none
 * @barcode: the row's barcode; empty if it has none
 * @number: the row's number for the user, not 0
 * @match: (out): what the row is about
 * @error: return location for an error
 *
 * Finds the product with the SKU, otherwise the one with the barcode. A barcode does not match
 * where the row and the product have different SKUs: these are two products.
 *
 * A SKU that an earlier row had is refused, as is a barcode where both rows have no SKU, and a
 * product that an earlier row was about.
 *
 * Errors: those of the database.
 *
 * Returns: whether it was found out
 */
gboolean
io_matcher_find (IoMatcher   *self,
                 const char  *sku,
                 const char  *barcode,
                 guint        number,
                 IoMatch     *match,
                 GError     **error)
{
  gboolean has_sku = *sku != '\0';
  const char *code = "sku";

  if (is_repeated (self, sku, barcode, number, match) || self->session == NULL)
    return TRUE;

  if (has_sku && !find_by_sku (self, sku, match, error))
    return FALSE;
  if (match->product == NULL && *barcode != '\0')
    {
      code = "barcode";
      if (!find_by_barcode (self, has_sku, barcode, match, error))
        return FALSE;
    }
  if (match->product != NULL)
    remember_product (self, code, number, match);
  return TRUE;
}
