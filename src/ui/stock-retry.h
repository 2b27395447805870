#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

/**
 * StockRetry:
 *
 * Writes what stands in the editor of a sheet again and again, as long as another program is
 * writing to the file and nobody types on.
 */
typedef struct _StockRetry StockRetry;

StockRetry *stock_retry_new   (SheetView  *sheet);
void        stock_retry_free  (StockRetry *self);
void        stock_retry_queue (StockRetry *self);

G_END_DECLS
