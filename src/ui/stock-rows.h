#pragma once

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockRows:
 *
 * The rows of the table: a list from the database, and behind it one record at most that was made
 * just now. That record stands at the end, whether it has been saved or not and wherever the
 * list's order would have it, until it is dropped from there: then it is where it belongs.
 */
#define STOCK_TYPE_ROWS (stock_rows_get_type ())
G_DECLARE_FINAL_TYPE (StockRows, stock_rows, STOCK, ROWS, GObject)

StockRows *stock_rows_new      (OrmList   *list);
OrmList   *stock_rows_get_list (StockRows *self);
OrmRecord *stock_rows_get_last (StockRows *self);
gint64     stock_rows_get_key  (StockRows *self,
                                guint      position);
void       stock_rows_set_last (StockRows *self,
                                OrmRecord *record);

G_END_DECLS
