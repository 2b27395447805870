#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

void  sheet_fill_down     (SheetView        *view);
void  sheet_fill_on       (SheetView        *view,
                           const SheetRange *target,
                           gboolean          with_ctrl);
guint sheet_fill_count_on (SheetView        *view);

G_END_DECLS
