#pragma once

#include "sheet/sheet-block.h"
#include "sheet/sheet-view.h"

G_BEGIN_DECLS

void sheet_paste_block (SheetView        *view,
                        SheetBlock       *block,
                        const SheetRange *range,
                        SheetPasteFlags   flags);

G_END_DECLS
