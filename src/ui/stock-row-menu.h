#pragma once

#include "model/stock-inventory.h"

G_BEGIN_DECLS

GMenuModel *stock_row_menu_new (OrmSession *session,
                                gboolean    for_head);

G_END_DECLS
