#pragma once

#include "sheet/sheet-block.h"

G_BEGIN_DECLS

/**
 * SheetHtmlFlags:
 * @SHEET_HTML_ROUNDED: numbers are written as they are shown, with fewer digits than they have
 *
 * What is known of the program that wrote a table.
 */
typedef enum
{
  SHEET_HTML_ROUNDED = 1 << 0,
} SheetHtmlFlags;

SheetBlock *sheet_html_read       (const char      *text,
                                   gsize            length,
                                   SheetHtmlFlags  *flags,
                                   GError         **error);
void        sheet_html_begin      (GString         *html);
void        sheet_html_append_row (GString         *html,
                                   const SheetBlock *block,
                                   guint            row,
                                   const gboolean  *is_text);
void        sheet_html_end        (GString         *html);

G_END_DECLS
