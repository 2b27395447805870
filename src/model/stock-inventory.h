#pragma once

#include "model/stock-category.h"
#include "model/stock-product.h"
#include "model/stock-saved-view.h"
#include "model/stock-setting.h"
#include "model/stock-view.h"

G_BEGIN_DECLS

/* 'StK1' at offset 68 of the file tells an inventory from other SQLite files. */
#define STOCK_APPLICATION_ID 0x53744B31

/* The version of the tables: the file's user_version. */
#define STOCK_SCHEMA_VERSION 3

/**
 * StockInventory:
 *
 * One open file: its session, its currency, and what is done with a whole inventory. Belongs to
 * the thread that opened it.
 */
#define STOCK_TYPE_INVENTORY (stock_inventory_get_type ())
G_DECLARE_FINAL_TYPE (StockInventory, stock_inventory, STOCK, INVENTORY, GObject)

OrmSchema      *stock_schema_get                       (void);
char           *stock_inventory_dup_default_path       (void);

StockInventory *stock_inventory_open                   (const char      *path,
                                                        OrmOpenFlags     flags,
                                                        GError         **error);
StockInventory *stock_inventory_new_beside             (OrmSession      *session,
                                                        GError         **error);
OrmSession     *stock_inventory_get_session            (StockInventory  *self);
OrmHistory     *stock_inventory_get_history            (StockInventory  *self);
const char     *stock_inventory_get_path               (StockInventory  *self);
OrmNotice       stock_inventory_get_notice             (StockInventory  *self);
const char     *stock_inventory_get_copy_path          (StockInventory  *self);
gboolean        stock_inventory_is_read_only           (StockInventory  *self);
const char     *stock_inventory_get_currency           (StockInventory  *self);
guint           stock_inventory_get_currency_decimals  (StockInventory  *self);
gboolean        stock_inventory_is_large               (StockInventory  *self);

gboolean        stock_inventory_add_sample             (StockInventory  *self,
                                                        GBytes          *csv,
                                                        const GDate     *today,
                                                        GError         **error);

G_END_DECLS
