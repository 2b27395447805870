#pragma once

#include "sheet/sheet-block.h"

G_BEGIN_DECLS

/* What other programs put on the clipboard. */

SheetBlock *sheet_incoming_read      (const char *html,
                                      const char *text,
                                      GError    **error);
SheetBlock *sheet_incoming_read_text (const char *text);

G_END_DECLS
