#pragma once

#include "model/stock-inventory.h"
#include "model/stock-view.h"
#include "ui/stock-calendar.h"

G_BEGIN_DECLS

/**
 * StockScope:
 *
 * Which products are shown: one of the views of all products, or a category with all below it. What
 * the sidebar lists and what the table is told to show.
 */
#define STOCK_TYPE_SCOPE (stock_scope_get_type ())
G_DECLARE_FINAL_TYPE (StockScope, stock_scope, STOCK, SCOPE, GObject)

StockScope    *stock_scope_new_view              (StockView      view);
StockScope    *stock_scope_new_category          (StockCategory *category);
gboolean       stock_scope_equal                 (StockScope    *self,
                                                  StockScope    *other);
StockView      stock_scope_get_view              (StockScope    *self);
StockCategory *stock_scope_get_category          (StockScope    *self);
char          *stock_scope_dup_place             (StockScope     *self,
                                                  StockInventory *inventory);
const char    *stock_scope_get_title             (StockScope    *self);
const char    *stock_scope_get_icon_name         (StockScope    *self);
const char    *stock_scope_get_empty_title       (StockScope    *self);
const char    *stock_scope_get_empty_description (StockScope    *self);
OrmQuery      *stock_scope_dup_query             (StockScope    *self,
                                                  StockCalendar *calendar);
gboolean       stock_scope_is_outdated           (StockScope    *self);

G_END_DECLS
