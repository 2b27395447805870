#pragma once

#include "sheet/sheet-cursor.h"

G_BEGIN_DECLS

/**
 * SheetSelection:
 * @cursor: the cursor, and the range around it, which is the active one
 * @others: the #SheetRanges that were selected before it, in that order
 *
 * All that is selected. Ranges may overlap. Where the cursor is nowhere nothing is, but the others
 * are kept for when it comes back.
 */
typedef struct
{
  SheetCursor cursor;
  GArray     *others;
} SheetSelection;

/**
 * SheetCellState:
 * @SHEET_CELL_CURSOR: the cell of the cursor
 * @SHEET_CELL_CURSOR_ROW: a cell in its row
 * @SHEET_CELL_SELECTED: a selected cell, if several are
 */
typedef enum
{
  SHEET_CELL_CURSOR     = 1 << 0,
  SHEET_CELL_CURSOR_ROW = 1 << 1,
  SHEET_CELL_SELECTED   = 1 << 2,
} SheetCellState;

void     sheet_selection_init       (SheetSelection       *self);
void     sheet_selection_clear      (SheetSelection       *self);
void     sheet_selection_copy       (SheetSelection       *self,
                                     const SheetSelection *source);
void     sheet_selection_set_others (SheetSelection       *self,
                                     const SheetRange     *others,
                                     guint                 n_others);
gboolean sheet_selection_is_equal   (const SheetSelection *self,
                                     const SheetSelection *other);
gboolean sheet_selection_contains   (const SheetSelection *self,
                                     guint                 row,
                                     guint                 column);
gboolean sheet_selection_is_several (const SheetSelection *self);
SheetCellState sheet_selection_get_cell_state (const SheetSelection *self,
                                               guint                 row,
                                               guint                 column);
gboolean sheet_selection_touches_row (const SheetSelection *self,
                                     guint                 row);
void     sheet_selection_add_rows   (const SheetSelection *self,
                                     guint                *first,
                                     guint                *last);
GArray  *sheet_selection_dup_ranges (const SheetSelection *self);
void     sheet_selection_splice     (SheetSelection       *self,
                                     guint                 position,
                                     guint                 removed,
                                     guint                 added);
void     sheet_selection_clamp      (SheetSelection       *self,
                                     guint                 n_rows,
                                     guint                 n_columns);

G_END_DECLS
