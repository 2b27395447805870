#pragma once

#include "model/stock-view.h"

G_BEGIN_DECLS

/**
 * StockCounts:
 * @views: how many products each view shows
 * @categories: how many each category has: category_id (gint64 *) to count (GUINT_TO_POINTER)
 *
 * What the sidebar shows of all products.
 */
typedef struct
{
  gint64 views[STOCK_N_VIEWS];
  GHashTable *categories;
} StockCounts;

void         stock_counts_load_async  (OrmSession           *session,
                                       const GDate          *today,
                                       guint                 expiring_days,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
StockCounts *stock_counts_load_finish (GAsyncResult         *result,
                                       GError              **error);
void         stock_counts_free        (StockCounts          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StockCounts, stock_counts_free)

void         stock_worth_load_async   (OrmSession           *session,
                                       OrmQuery             *query,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean     stock_worth_load_finish  (OrmSession           *session,
                                       GAsyncResult         *result,
                                       gint64               *n_products,
                                       OrmTotal             *worth,
                                       GError              **error);

G_END_DECLS
