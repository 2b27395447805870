#pragma once

#include "sheet/sheet-range.h"

G_BEGIN_DECLS

/**
 * SheetMove:
 *
 * Where a key takes the cursor. Left is towards the first column, whichever way the text runs.
 * EDGE is the edge of the block of filled cells, PAGE a screen. TAB and ENTER (and back, with
 * Shift) know of Tab runs: see sheet_cursor_move().
 */
typedef enum
{
  SHEET_MOVE_LEFT,
  SHEET_MOVE_RIGHT,
  SHEET_MOVE_UP,
  SHEET_MOVE_DOWN,
  SHEET_MOVE_HOME,
  SHEET_MOVE_END,
  SHEET_MOVE_FIRST,
  SHEET_MOVE_LAST,
  SHEET_MOVE_EDGE_LEFT,
  SHEET_MOVE_EDGE_RIGHT,
  SHEET_MOVE_EDGE_UP,
  SHEET_MOVE_EDGE_DOWN,
  SHEET_MOVE_PAGE_LEFT,
  SHEET_MOVE_PAGE_RIGHT,
  SHEET_MOVE_PAGE_UP,
  SHEET_MOVE_PAGE_DOWN,
  SHEET_MOVE_TAB,
  SHEET_MOVE_TAB_BACK,
  SHEET_MOVE_ENTER,
  SHEET_MOVE_ENTER_BACK,
} SheetMove;

/**
 * SheetGrid:
 * @n_rows: rows in the table
 * @n_columns: shown columns
 * @page_rows: how many rows a screen is, at least 1
 * @reach: how many cells an EDGE move may look at before it stops where it is
 * @page_width: how wide a screen is, in pixels
 * @widths: the width of each column, in pixels
 * @is_filled: whether a cell has a value
 * @data: for that function
 *
 * What a move has to know of the table.
 */
typedef struct
{
  guint      n_rows;
  guint      n_columns;
  guint      page_rows;
  guint      reach;
  int        page_width;
  const int *widths;
  gboolean   (* is_filled) (guint    row,
                            guint    column,
                            gpointer data);
  gpointer   data;
} SheetGrid;

/**
 * SheetCursor:
 * @row: the row of the cell that is typed into
 * @column: its column
 * @anchor_row: the row of the corner of the range that stays
 * @anchor_column: its column
 * @head_row: the row of the opposite corner, which Shift moves
 * @head_column: its column
 * @run_column: the column in which a Tab run began, or %SHEET_NONE
 *
 * A cursor and the range around it. Without a range all three cells are the same one. In a table
 * without cells everything is %SHEET_NONE.
 */
typedef struct
{
  guint row;
  guint column;
  guint anchor_row;
  guint anchor_column;
  guint head_row;
  guint head_column;
  guint run_column;
} SheetCursor;

#define SHEET_CURSOR_NOWHERE                                                                       \
  ((SheetCursor) { SHEET_NONE, SHEET_NONE, SHEET_NONE, SHEET_NONE, SHEET_NONE, SHEET_NONE,         \
                   SHEET_NONE })

gboolean   sheet_cursor_is_somewhere  (const SheetCursor *self);
gboolean   sheet_cursor_is_equal      (const SheetCursor *self,
                                       const SheetCursor *other);
SheetRange sheet_cursor_get_range     (const SheetCursor *self);
void       sheet_cursor_place         (SheetCursor       *self,
                                       guint              row,
                                       guint              column);
void       sheet_cursor_extend        (SheetCursor       *self,
                                       guint              row,
                                       guint              column);
void       sheet_cursor_set_range     (SheetCursor       *self,
                                       const SheetRange  *range);
void       sheet_cursor_collapse      (SheetCursor       *self);
gboolean   sheet_cursor_move          (SheetCursor       *self,
                                       const SheetGrid   *grid,
                                       SheetMove          move,
                                       gboolean           extend);
void       sheet_cursor_enter_new_row (SheetCursor       *self,
                                       guint              row);
void       sheet_cursor_splice        (SheetCursor       *self,
                                       guint              position,
                                       guint              removed,
                                       guint              added);
void       sheet_cursor_set_row       (SheetCursor       *self,
                                       guint              row);
void       sheet_cursor_clamp         (SheetCursor       *self,
                                       guint              n_rows,
                                       guint              n_columns);

G_END_DECLS
