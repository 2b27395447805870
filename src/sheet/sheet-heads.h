#pragma once

#include "sheet/sheet-cells.h"
#include "sheet/sheet-controller.h"
#include "sheet/sheet-style.h"

G_BEGIN_DECLS

/**
 * SheetHeads:
 *
 * The numbers of the rows, beside them, and the corner above. It stands beside the column view and
 * not in it, so that it stays when the columns are scrolled sideways, and draws all of its numbers
 * itself: no row has a widget here.
 */
#define SHEET_TYPE_HEADS (sheet_heads_get_type ())
G_DECLARE_FINAL_TYPE (SheetHeads, sheet_heads, SHEET, HEADS, GtkWidget)

GtkWidget *sheet_heads_new    (SheetController *controller,
                               SheetStyle      *style,
                               SheetCells      *cells);
void       sheet_heads_forget (SheetHeads      *self);
gboolean   sheet_heads_locate (SheetHeads      *self,
                               double           y,
                               guint           *row);

G_END_DECLS
