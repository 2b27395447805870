#pragma once

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/* Rows or cells up to which something is written, undone or redone at once. */
#define STOCK_WORK_MANY 2000

/**
 * StockWork:
 *
 * Long work on an inventory, beside the main loop: one at a time, all or nothing, one step of undo,
 * with progress and cancel. Each window has one (stock_table_get_work()); while it runs, nothing
 * else in the window can be changed, and the bar below the table tells how far it is.
 *
 * Properties, read-only, with `notify`: `running`.
 */
#define STOCK_TYPE_WORK (stock_work_get_type ())
G_DECLARE_FINAL_TYPE (StockWork, stock_work, STOCK, WORK, GObject)

/**
 * StockWorkFunc:
 * @self: what runs it, for stock_work_set_fraction() alone
 * @inventory: the same file, in a session of the thread's own
 * @data: what was given
 * @cancellable: to be looked at now and then; statements that run stop by themselves
 * @error: return location for an error
 *
 * Works in a thread: it touches no record, list or widget of the main one. What it leaves pending
 * in the session is committed.
 *
 * Returns: whether it is done; if not, nothing is changed
 */
typedef gboolean (*StockWorkFunc) (StockWork       *self,
                                   StockInventory  *inventory,
                                   gpointer         data,
                                   GCancellable    *cancellable,
                                   GError         **error);

StockWork  *stock_work_new          (StockInventory       *inventory);
void        stock_work_run_async    (StockWork            *self,
                                     const char           *title,
                                     const char           *step_name,
                                     StockWorkFunc         func,
                                     gpointer              data,
                                     GDestroyNotify        free_data,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
void        stock_work_move_async   (StockWork            *self,
                                     const char           *title,
                                     gboolean              redo,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean    stock_work_finish       (StockWork            *self,
                                     GAsyncResult         *result,
                                     GError              **error);
gboolean    stock_work_is_running   (StockWork            *self);
const char *stock_work_get_title    (StockWork            *self);
void        stock_work_cancel       (StockWork            *self);
void        stock_work_set_fraction (StockWork            *self,
                                     double                fraction);
double      stock_work_get_fraction (StockWork            *self);

gboolean    stock_work_is_long_way  (StockInventory       *inventory,
                                     gboolean              redo);

G_END_DECLS
