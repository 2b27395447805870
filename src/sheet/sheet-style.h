#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/* Pixels between the edge of a cell and its content, and between the parts of the content. */
#define SHEET_CELL_PADDING 8
#define SHEET_CELL_SPACING 6

/**
 * SheetColor:
 *
 * What cells are drawn with. The first are the #SheetTones, in their order.
 */
typedef enum
{
  SHEET_COLOR_TEXT = SHEET_TONE_NORMAL,
  SHEET_COLOR_DIM = SHEET_TONE_DIM,
  SHEET_COLOR_WARNING = SHEET_TONE_WARNING,
  SHEET_COLOR_ERROR = SHEET_TONE_ERROR,
  SHEET_COLOR_LINES,
  SHEET_COLOR_FRAME,
  SHEET_COLOR_FRAME_UNFOCUSED,
  SHEET_COLOR_RANGE,
  SHEET_COLOR_ROW,
  SHEET_COLOR_GROUND,
} SheetColor;

#define SHEET_N_COLORS (SHEET_COLOR_GROUND + 1)

/**
 * SheetStyle:
 *
 * What the cells of one sheet have in common: colours, the height of rows, icons. Read once from
 * the theme, so that a cell asks for nothing while it is drawn.
 */
#define SHEET_TYPE_STYLE (sheet_style_get_type ())
G_DECLARE_FINAL_TYPE (SheetStyle, sheet_style, SHEET, STYLE, GObject)

void           sheet_style_load_css       (GdkDisplay *display);
SheetStyle    *sheet_style_new            (void);
gboolean       sheet_style_update         (SheetStyle *self,
                                           GtkWidget  *widget);
const GdkRGBA *sheet_style_get_color      (SheetStyle *self,
                                           SheetColor  color);
int            sheet_style_get_row_height (SheetStyle *self);
gboolean       sheet_style_get_dense      (SheetStyle *self);
void           sheet_style_set_dense      (SheetStyle *self,
                                           gboolean    dense);
gboolean       sheet_style_get_focused    (SheetStyle *self);
void           sheet_style_set_focused    (SheetStyle *self,
                                           gboolean    focused);
PangoAttrList *sheet_style_get_figures    (SheetStyle *self);
GdkPaintable  *sheet_style_get_icon       (SheetStyle *self,
                                           GtkWidget  *widget,
                                           const char *name,
                                           int         size);

G_END_DECLS
