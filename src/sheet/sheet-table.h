#pragma once

#include "sheet/sheet-controller.h"
#include "sheet/sheet-header.h"
#include "sheet/sheet-heads.h"
#include "sheet/sheet-style.h"

G_BEGIN_DECLS

/**
 * SheetTable:
 *
 * The #GtkColumnView of a sheet in its scrolled window, with the heads of its rows beside it: makes
 * its columns and cells from those of the controller, and knows where cells are on the screen.
 */
#define SHEET_TYPE_TABLE (sheet_table_get_type ())
G_DECLARE_FINAL_TYPE (SheetTable, sheet_table, SHEET, TABLE, GtkWidget)

GtkWidget   *sheet_table_new         (SheetController *controller,
                                      SheetStyle      *style,
                                      SheetSort       *sort);
void         sheet_table_set_model   (SheetTable      *self,
                                      GListModel      *model);
GtkWidget   *sheet_table_get_list    (SheetTable      *self);
SheetHeads  *sheet_table_get_heads   (SheetTable      *self);
gboolean     sheet_table_get_visible (SheetTable      *self,
                                      graphene_rect_t *area);
void         sheet_table_get_adjustments (SheetTable *self,
                                      GtkAdjustment  **across,
                                      GtkAdjustment  **down);

void         sheet_table_redraw      (SheetTable      *self,
                                      guint            first,
                                      guint            last);
void         sheet_table_resize      (SheetTable      *self);

gboolean     sheet_table_get_area    (SheetTable      *self,
                                      guint            row,
                                      guint            column,
                                      graphene_rect_t *area);
gboolean     sheet_table_get_range_area (SheetTable   *self,
                                      const SheetRange *range,
                                      graphene_rect_t *area);
gboolean     sheet_table_locate      (SheetTable      *self,
                                      double           x,
                                      double           y,
                                      gboolean         nearest,
                                      guint           *row,
                                      guint           *column);
gboolean     sheet_table_locate_column (SheetTable    *self,
                                      double           x,
                                      guint           *column);
void         sheet_table_scroll_to   (SheetTable      *self,
                                      guint            row,
                                      guint            column);
double       sheet_table_scroll_by   (SheetTable      *self,
                                      double           x,
                                      double           y);
void         sheet_table_get_page    (SheetTable      *self,
                                      guint           *rows,
                                      int             *width,
                                      int             *widths);

SheetHeader *sheet_table_get_header  (SheetTable      *self);
void         sheet_table_fit_column  (SheetTable      *self,
                                      SheetColumn     *column);

G_END_DECLS
