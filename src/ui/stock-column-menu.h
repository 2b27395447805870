#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

GMenuModel *stock_column_menu_new         (SheetView   *sheet,
                                           SheetColumn *column);
void        stock_column_menu_add_actions (SheetView   *sheet);

G_END_DECLS
