#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/**
 * SheetHeader:
 *
 * The header of a #GtkColumnView: how its titles stand, and what they say about sorting. Nothing
 * is sorted here: the arrow is the column view's own, and this finds out where it stands and tells
 * when the user has moved it.
 *
 * Signals:
 *
 * - changed (): the arrow has been moved by the user; not by sheet_header_set_sort()
 */
#define SHEET_TYPE_HEADER (sheet_header_get_type ())
G_DECLARE_FINAL_TYPE (SheetHeader, sheet_header, SHEET, HEADER, GObject)

SheetHeader         *sheet_header_new             (GtkColumnView       *view);
void                 sheet_header_align_new       (SheetHeader         *self,
                                                   gboolean             numeric);
void                 sheet_header_add_sort_column (SheetHeader         *self,
                                                   GtkColumnViewColumn *column);
GtkColumnViewColumn *sheet_header_get_sort        (SheetHeader         *self,
                                                   gboolean            *descending);
void                 sheet_header_set_sort        (SheetHeader         *self,
                                                   GtkColumnViewColumn *column,
                                                   gboolean             descending);

G_END_DECLS
