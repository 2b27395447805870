#pragma once

#include "sheet/sheet-column-set.h"
#include "sheet/sheet-selection.h"

G_BEGIN_DECLS

/**
 * SheetController:
 *
 * What a sheet knows without a widget: its model, its columns, the cursor and what is selected, and
 * how these follow when model and columns change. The view draws it and moves it.
 *
 * A selection is the range of the cursor, the active one, and any number of others that were made
 * before it and may overlap.
 *
 * Properties:
 *
 * - cursor-item: (nullable) (read-only): the object in the cursor's row
 *
 * Signals:
 *
 * - cursor-moved (guint old_row, guint row) and range-changed (): as those of #SheetView
 * - redraw (guint first, guint last): what cells of these rows draw beside their content is another
 *
 * A model that becomes empty and is filled again in the same turn of the main loop, as a list does
 * that asks the database again, is one change: nothing is said of the moment between.
 */
#define SHEET_TYPE_CONTROLLER (sheet_controller_get_type ())
G_DECLARE_FINAL_TYPE (SheetController, sheet_controller, SHEET, CONTROLLER, GObject)

SheetController   *sheet_controller_new              (void);

GListModel        *sheet_controller_get_model        (SheetController   *self);
void               sheet_controller_set_model        (SheetController   *self,
                                                      GListModel        *model);
guint              sheet_controller_get_n_rows       (SheetController   *self);
GObject           *sheet_controller_dup_item         (SheetController   *self,
                                                      guint              row);

SheetColumnSet    *sheet_controller_get_columns      (SheetController   *self);
SheetColumn       *sheet_controller_get_column       (SheetController   *self,
                                                      guint              column);

const SheetCursor *sheet_controller_get_cursor       (SheetController   *self);
void               sheet_controller_set_cursor       (SheetController   *self,
                                                      const SheetCursor *cursor);
void               sheet_controller_extend           (SheetController   *self,
                                                      const SheetCursor *cursor);
void               sheet_controller_add              (SheetController   *self,
                                                      const SheetCursor *cursor);
void               sheet_controller_set_selection    (SheetController   *self,
                                                      const SheetCursor *cursor,
                                                      const SheetRange  *others,
                                                      guint              n_others);
GObject           *sheet_controller_get_cursor_item  (SheetController   *self);
SheetRange         sheet_controller_get_range        (SheetController   *self);
const SheetSelection *sheet_controller_get_selection (SheetController   *self);
GArray            *sheet_controller_dup_ranges       (SheetController   *self);
GArray            *sheet_controller_dup_selection    (SheetController   *self);

gboolean           sheet_controller_move             (SheetController   *self,
                                                      SheetMove          move,
                                                      gboolean           extend,
                                                      const SheetGrid   *page);
guint              sheet_controller_find_block_end   (SheetController   *self,
                                                      guint              row,
                                                      guint              column);

G_END_DECLS
