#pragma once

#include "sheet/sheet-sort.h"

G_BEGIN_DECLS

/**
 * SheetHeader:
 *
 * The header of a #GtkColumnView: how its titles stand, the arrows of sorting in them, and clicks
 * on them. Nothing is sorted here.
 *
 * Signals:
 *
 * - clicked (SheetColumn *column, gboolean add): a title was clicked, with Shift if @add
 * - menu (SheetColumn *column): a title was clicked by the other button, or held on a touch screen
 */
#define SHEET_TYPE_HEADER (sheet_header_get_type ())
G_DECLARE_FINAL_TYPE (SheetHeader, sheet_header, SHEET, HEADER, GObject)

SheetHeader *sheet_header_new       (GtkColumnView *view,
                                     SheetSort     *sort);
void         sheet_header_add       (SheetHeader   *self,
                                     SheetColumn   *column);
void         sheet_header_remove    (SheetHeader   *self,
                                     SheetColumn   *column);
GtkWidget   *sheet_header_get_title (SheetHeader   *self,
                                     SheetColumn   *column);
int          sheet_header_measure   (SheetHeader   *self,
                                     SheetColumn   *column);
SheetColumn *sheet_header_find_edge (SheetHeader   *self,
                                     GtkWidget     *widget,
                                     double         x,
                                     double         y);

G_END_DECLS
