#pragma once

#include "sheet/sheet-change.h"
#include "ui/stock-rows.h"
#include "ui/stock-work.h"

G_BEGIN_DECLS

/**
 * StockLargeWrite:
 *
 * More cells than can be written at once, made ready for a thread: keys, columns and texts, which
 * take no record and no widget along.
 */
typedef struct _StockLargeWrite StockLargeWrite;

StockLargeWrite *stock_large_write_new  (StockRows          *rows,
                                         StockCategory      *category,
                                         SheetAction         action,
                                         const SheetChange  *changes,
                                         gsize               n_changes,
                                         const GDate        *today);
gboolean         stock_large_write_run  (StockWork          *work,
                                         StockInventory     *inventory,
                                         gpointer            data,
                                         GCancellable       *cancellable,
                                         GError            **error);
void             stock_large_write_free (gpointer            data);

G_END_DECLS
