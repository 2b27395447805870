#pragma once

#include <adwaita.h>

#include "ui/stock-work.h"

G_BEGIN_DECLS

/**
 * StockWorkBar:
 *
 * The line below the table while something long is written: what, how far it is, and a button to
 * cancel it. It shows itself when that takes longer than half a second, and hides itself in the
 * end.
 */
#define STOCK_TYPE_WORK_BAR (stock_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (StockWorkBar, stock_work_bar, STOCK, WORK_BAR, AdwBin)

void stock_work_bar_set_work (StockWorkBar *self,
                              StockWork    *work);

G_END_DECLS
