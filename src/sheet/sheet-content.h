#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/**
 * SheetContent:
 *
 * Copied cells as other programs get them: text/plain (TSV) and text/html (a table), written when
 * they are asked for. A few cells are kept as they were when they were copied. Many are read from
 * the model row by row while they are written, so that no memory holds them all; once rows have
 * come or gone since, they are not to be had any more.
 */
#define SHEET_TYPE_CONTENT (sheet_content_get_type ())
G_DECLARE_FINAL_TYPE (SheetContent, sheet_content, SHEET, CONTENT, GdkContentProvider)

GdkContentProvider *sheet_content_new      (GListModel   *model,
                                            GArray       *rows,
                                            GPtrArray    *columns,
                                            gboolean      keep);
char               *sheet_content_dup_text (SheetContent *self);

G_END_DECLS
