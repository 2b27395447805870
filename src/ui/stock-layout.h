#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

/**
 * StockLayout:
 *
 * Remembers for this user how the columns of a table are laid out at each place: in each view and
 * in each category. A place that was never touched looks like the table of all products.
 *
 * Signals: `changed ()`: the user has changed the layout.
 */
#define STOCK_TYPE_LAYOUT (stock_layout_get_type ())
G_DECLARE_FINAL_TYPE (StockLayout, stock_layout, STOCK, LAYOUT, GObject)

StockLayout *stock_layout_new       (SheetView   *sheet);
void         stock_layout_set_place (StockLayout *self,
                                     const char  *place);
void         stock_layout_set       (StockLayout *self,
                                     GVariant    *layout);
void         stock_layout_save      (StockLayout *self);

G_END_DECLS
