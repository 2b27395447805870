#pragma once

#include "sheet/sheet-controller.h"
#include "sheet/sheet-style.h"

G_BEGIN_DECLS

/**
 * SheetCell:
 *
 * Draws one cell. It keeps nothing but what it shows: whether it is the cursor or in the range, it
 * asks the controller each time, so that rows can be used again for other objects.
 */
#define SHEET_TYPE_CELL (sheet_cell_get_type ())
G_DECLARE_FINAL_TYPE (SheetCell, sheet_cell, SHEET, CELL, GtkWidget)

GtkWidget   *sheet_cell_new           (SheetController *controller,
                                       SheetStyle      *style,
                                       SheetColumn     *column,
                                       GtkListItem     *list_item);
void         sheet_cell_bind          (SheetCell       *self);
void         sheet_cell_unbind        (SheetCell       *self);
void         sheet_cell_invalidate    (SheetCell       *self);
SheetColumn *sheet_cell_get_column    (SheetCell       *self);
guint        sheet_cell_get_row       (SheetCell       *self);
char        *sheet_cell_dup_spoken    (SheetColumn     *column,
                                       GObject         *item);
int          sheet_cell_measure_item  (GtkWidget       *widget,
                                       SheetStyle      *style,
                                       SheetColumn     *column,
                                       GObject         *item);

G_END_DECLS
