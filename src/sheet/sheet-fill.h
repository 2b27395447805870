#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

void sheet_fill_down (SheetView *view);

G_END_DECLS
