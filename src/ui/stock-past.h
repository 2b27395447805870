#pragma once

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * StockPastRow:
 *
 * What a step did to one row, in the user's words: `title`, which row, and `detail`, what was
 * changed in it. Both are properties, read-only.
 */
#define STOCK_TYPE_PAST_ROW (stock_past_row_get_type ())
G_DECLARE_FINAL_TYPE (StockPastRow, stock_past_row, STOCK, PAST_ROW, GObject)

const char *stock_past_row_get_title  (StockPastRow    *self);
const char *stock_past_row_get_detail (StockPastRow    *self);

GListModel *stock_past_list           (StockInventory  *inventory,
                                       gint64           step,
                                       guint            at_most,
                                       gboolean        *is_all,
                                       GError         **error);
char       *stock_past_dup_time       (gint64           time,
                                       GDateTime       *now);

G_END_DECLS
