#pragma once

#include "sheet/sheet-view.h"

G_BEGIN_DECLS

void sheet_clipboard_paste (SheetView *view);

G_END_DECLS
