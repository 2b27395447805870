#pragma once

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * IoMatcher:
 *
 * Finds the product that a row of a table is about, and the rows that are about one that another
 * row was about already.
 */
typedef struct _IoMatcher IoMatcher;

/**
 * IoMatch:
 * @product: the product, or %NULL if the row is a new one
 * @refused: the code that cannot be matched, "sku" or "barcode", or %NULL
 * @reason: why it cannot
 *
 * What a row is about.
 */
typedef struct
{
  StockProduct *product;
  const char   *refused;
  char         *reason;
} IoMatch;

IoMatcher *io_matcher_new  (OrmSession  *session,
                            GError     **error);
void       io_matcher_free (IoMatcher   *self);
gboolean   io_matcher_find (IoMatcher   *self,
                            const char  *sku,
                            const char  *barcode,
                            guint        number,
                            IoMatch     *match,
                            GError     **error);

void       io_match_clear  (IoMatch     *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IoMatcher, io_matcher_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IoMatch, io_match_clear)

G_END_DECLS
