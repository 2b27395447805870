#pragma once

#include "sheet/sheet-cell.h"

G_BEGIN_DECLS

/**
 * SheetCells:
 *
 * All cell widgets of a table: those that show a row, on the screen or close to it, and those that
 * are kept for later. There are some thousands at most, so everything here looks at each.
 */
typedef struct _SheetCells SheetCells;

SheetCells *sheet_cells_new          (GtkWidget       *list);
void        sheet_cells_free         (SheetCells      *self);
void        sheet_cells_add          (SheetCells      *self,
                                      SheetCell       *cell);
void        sheet_cells_redraw       (SheetCells      *self,
                                      guint            first,
                                      guint            last);
void        sheet_cells_resize       (SheetCells      *self);
void        sheet_cells_invalidate   (SheetCells      *self,
                                      SheetColumn     *column);
gboolean    sheet_cells_get_area     (SheetCells      *self,
                                      guint            row,
                                      SheetColumn     *column,
                                      graphene_rect_t *area);
gboolean    sheet_cells_get_any_area (SheetCells      *self,
                                      guint           *row,
                                      graphene_rect_t *area);
gboolean    sheet_cells_get_list_area (SheetCells     *self,
                                      GtkWidget       *widget,
                                      graphene_rect_t *area);
SheetCell  *sheet_cells_find_nearest (SheetCells      *self,
                                      double           x,
                                      double           y);

G_END_DECLS
