#pragma once

#include "sheet/sheet-paste.h"

G_BEGIN_DECLS

gboolean sheet_clipboard_copy  (SheetView       *view,
                                gboolean         keep);
void     sheet_clipboard_paste (SheetView       *view,
                                SheetPasteFlags  flags);

G_END_DECLS
