#pragma once

#include "ui/stock-field.h"

G_BEGIN_DECLS

/**
 * StockSums:
 * @n_cells: how many cells were looked at
 * @n_numbers: how many of them held a number
 * @is_mixed: whether money stood beside amounts, so that a sum would say nothing
 * @is_money: whether all numbers are amounts of money
 * @decimals: the decimals of the members that follow
 * @sum: all numbers added
 * @least: the smallest number
 * @most: the greatest number
 *
 * What the selected cells come to, exactly. Starts as all zeros.
 */
typedef struct
{
  guint64 n_cells;
  guint64 n_numbers;
  gboolean is_mixed;
  gboolean is_money;
  guint decimals;
  OrmTotal sum;
  OrmTotal least;
  OrmTotal most;
} StockSums;

void  stock_sums_add        (StockSums         *self,
                             const StockNumber *number);
char *stock_sums_dup_markup (const StockSums   *self,
                             StockInventory    *inventory);

G_END_DECLS
