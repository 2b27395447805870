#pragma once

#include <gdk/gdk.h>

#include "sheet/sheet-cursor.h"

G_BEGIN_DECLS

/**
 * SheetMode:
 * @SHEET_MODE_READY: no editor is open
 * @SHEET_MODE_TYPING: the editor was opened by a character: arrows leave it
 * @SHEET_MODE_EDITING: the editor was opened by F2 or a double click: arrows move its caret
 *
 * What the sheet is doing when a key comes.
 */
typedef enum
{
  SHEET_MODE_READY   = 1 << 0,
  SHEET_MODE_TYPING  = 1 << 1,
  SHEET_MODE_EDITING = 1 << 2,
} SheetMode;

/**
 * SheetCommand:
 *
 * What a key does. MOVE goes to a #SheetMove.
 */
typedef enum
{
  SHEET_COMMAND_NONE,
  SHEET_COMMAND_MOVE,
  SHEET_COMMAND_EXTEND,
  SHEET_COMMAND_EDIT,
  SHEET_COMMAND_REPLACE,
  SHEET_COMMAND_FILL,
  SHEET_COMMAND_FILL_DOWN,
  SHEET_COMMAND_CANCEL,
  SHEET_COMMAND_CLEAR,
  SHEET_COMMAND_SELECT_ROWS,
  SHEET_COMMAND_SELECT_COLUMNS,
  SHEET_COMMAND_SELECT_ALL,
  SHEET_COMMAND_DELETE_ROWS,
  SHEET_COMMAND_INSERT_ROW,
  SHEET_COMMAND_DUPLICATE_ROWS,
  SHEET_COMMAND_COPY,
  SHEET_COMMAND_COPY_TEXT,
  SHEET_COMMAND_CUT,
  SHEET_COMMAND_PASTE,
  SHEET_COMMAND_PASTE_SPECIAL,
  SHEET_COMMAND_TODAY,
  SHEET_COMMAND_CHOOSE,
  SHEET_COMMAND_BREAK_LINE,
  SHEET_COMMAND_MENU,
  SHEET_COMMAND_HEADER_MENU,
  SHEET_COMMAND_SHOW_CURSOR,
} SheetCommand;

#define SHEET_N_COMMANDS (SHEET_COMMAND_SHOW_CURSOR + 1)

SheetCommand sheet_keys_find  (SheetMode        mode,
                               guint            keyval,
                               GdkModifierType  state,
                               SheetMove       *move);
gboolean     sheet_keys_types (guint            keyval,
                               GdkModifierType  state);

G_END_DECLS
