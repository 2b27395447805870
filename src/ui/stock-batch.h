#pragma once

#include <gtk/gtk.h>

#include "ui/stock-rows.h"
#include "ui/stock-work.h"

G_BEGIN_DECLS

/**
 * StockBatch:
 *
 * Products with which the same is done, few or many: their keys, which can go to a thread.
 */
typedef struct _StockBatch StockBatch;

StockBatch *stock_batch_new          (StockRows       *rows,
                                      GtkBitset       *positions);
void        stock_batch_free         (gpointer         data);
guint       stock_batch_get_size     (StockBatch      *self);
void        stock_batch_set_category (StockBatch      *self,
                                      StockCategory   *category);

/* Each is a StockWorkFunc, whose data is the batch; without a work where there are few. */
gboolean    stock_batch_move         (StockWork       *work,
                                      StockInventory  *inventory,
                                      gpointer         data,
                                      GCancellable    *cancellable,
                                      GError         **error);
gboolean    stock_batch_duplicate    (StockWork       *work,
                                      StockInventory  *inventory,
                                      gpointer         data,
                                      GCancellable    *cancellable,
                                      GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StockBatch, stock_batch_free)

G_END_DECLS
