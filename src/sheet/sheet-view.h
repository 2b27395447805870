#pragma once

#include "sheet/sheet-change.h"
#include "sheet/sheet-column.h"
#include "sheet/sheet-range.h"
#include "sheet/sheet-sort.h"

G_BEGIN_DECLS

/**
 * SheetView:
 *
 * A table of objects that is edited like a spreadsheet. Rows are the objects of a #GListModel,
 * columns are #SheetColumns. There is always one cursor cell (unless the table is empty) and one
 * range around it, of at least that cell. With Ctrl more ranges are selected: that of the cursor is
 * then the active one. Column numbers count the shown columns.
 *
 * The view never changes the model: it asks columns to write cells, and its owner to add, delete
 * and sort rows. When the model changes, the cursor follows its object: it is looked for near its
 * old position, and if it is gone the cursor stays at its position as far as there are rows. This
 * never takes the keyboard focus.
 *
 * Properties:
 *
 * - model: (nullable) a #GListModel of #GObjects
 * - cursor-item: (nullable, read-only) the object in the cursor's row. The owner watches
 *   `notify::cursor-item` to keep that row in its place.
 * - dense: low rows (26 px instead of 34)
 * - read-only: nothing can be edited, whatever the columns say
 * - row-heads: whether the numbers of the rows stand beside them, to select whole rows. Default
 *   TRUE.
 * - editing: (read-only) whether the editor is open
 *
 * Signals:
 *
 * - cursor-moved (guint old_row, guint row): the cursor is in another cell (the rows are equal if
 *   only the column is another), or its row has another number now. %SHEET_NONE: no row.
 * - range-changed (): the selection is another one; also whenever the cursor moved, and when rows
 *   above or within it came, went or moved. A changed value does not: it is `notify` on its object.
 * - sort-changed (): the user has chosen another order, as sheet_view_get_sort() says, and the
 *   arrows show it: the owner sorts the model
 * - header-menu (SheetColumn *column, const GdkRectangle *area): right click on a header, or
 *   Ctrl+Shift+L. @area is what to point at, in the view's coordinates.
 * - delete-rows (GtkBitset *rows): Ctrl+Minus: delete these rows of the model
 * - duplicate-rows (GtkBitset *rows): Ctrl+Shift+D: make a copy of each of these rows of the model
 * - drag-rows (GtkBitset *rows): selected rows are dragged by their heads; returns the
 *   GdkContentProvider of what can be dropped elsewhere, %NULL if they cannot be dragged
 * - insert-row (guint position): Ctrl+Plus: make a row there
 * - activate-new-row (): Tab past the last cell: make a row at the end. If there is one after the
 *   signal, the cursor goes to its first cell.
 * - cancel (): Escape with nothing to cancel in the sheet itself: drop a new row that is untouched
 * - context-menu (guint row, guint column, const GdkRectangle *area): Menu, Shift+F10 or right
 *   click, with the cursor already there. @area is what to point at, in the view's coordinates;
 *   @column is %SHEET_NONE on the head of a row, and @row too if there is no cell.
 * - paste-special (): Ctrl+Shift+V: ask how to paste, and call sheet_view_paste()
 * - error (const char *message): something was refused that has no editor to say it beside (Delete
 *   in a cell that may not be empty): show it as a toast
 *
 * Actions, for menus and shortcuts: sheet.copy, sheet.cut, sheet.paste, sheet.clear,
 * sheet.edit, sheet.delete-rows, sheet.insert-row, sheet.duplicate-rows, sheet.copy-text,
 * sheet.select-all; and with the id of a column, or the empty text for that of the cursor:
 * sheet.sort-up, sheet.sort-down, sheet.remove-sort, sheet.move-column-left,
 * sheet.move-column-right, sheet.fit-column, sheet.hide-column.
 */
#define SHEET_TYPE_VIEW (sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (SheetView, sheet_view, SHEET, VIEW, GtkWidget)

/**
 * SheetWriteFunc:
 * @view: the view
 * @action: what the user does
 * @changes: the cells to write; valid during the call
 * @n_changes: how many, at least one
 * @refused: (out): on failure, which of them was refused; leave it if it was none in particular
 * @error: why, in words of the user's world; left alone where the owner tells it in another way
 * @user_data: data of sheet_view_set_writer()
 *
 * Writes cells, all or nothing: the owner opens a step, calls sheet_changes_apply() and commits, or
 * rolls back. Objects from a #SheetMakeRowFunc get their rows here. More than %SHEET_MANY come
 * without items, and are to be written beside the main loop: the owner copies keys and texts, makes
 * the sheet read-only until it is done, and tells by itself what came of it.
 *
 * Returns: whether all is written, or was taken to be written
 */
typedef gboolean (* SheetWriteFunc) (SheetView          *view,
                                     SheetAction         action,
                                     const SheetChange  *changes,
                                     gsize               n_changes,
                                     gsize              *refused,
                                     GError            **error,
                                     gpointer            user_data);

/**
 * SheetMakeRowFunc:
 * @view: the view
 * @user_data: data of sheet_view_set_row_maker()
 *
 * Makes an object for a row behind the last one, of which the model knows nothing yet: it gets its
 * row when cells of it are written, by a #SheetWriteFunc.
 *
 * Returns: (transfer full): the object
 */
typedef GObject *(* SheetMakeRowFunc) (SheetView *view,
                                       gpointer   user_data);

/**
 * SheetPasteFlags:
 * @SHEET_PASTE_DEFAULT: everything, at the range
 * @SHEET_PASTE_SKIP_EMPTY: cells stay as they are where the clipboard has none
 * @SHEET_PASTE_TRANSPOSED: rows become columns
 * @SHEET_PASTE_AS_ROWS: into new rows behind the last one
 *
 * How the clipboard is pasted.
 */
typedef enum
{
  SHEET_PASTE_DEFAULT = 0,
  SHEET_PASTE_SKIP_EMPTY = 1 << 0,
  SHEET_PASTE_TRANSPOSED = 1 << 1,
  SHEET_PASTE_AS_ROWS = 1 << 2,
} SheetPasteFlags;

GtkWidget   *sheet_view_new               (void);

GListModel  *sheet_view_get_model         (SheetView        *self);
void         sheet_view_set_model         (SheetView        *self,
                                           GListModel       *model);

void         sheet_view_add_column        (SheetView        *self,
                                           SheetColumn      *column);
void         sheet_view_remove_column     (SheetView        *self,
                                           SheetColumn      *column);
void         sheet_view_clear_columns     (SheetView        *self);
GListModel  *sheet_view_get_columns       (SheetView        *self);
SheetColumn *sheet_view_get_shown_column  (SheetView        *self,
                                           guint             column);

gboolean     sheet_view_get_cursor        (SheetView        *self,
                                           guint            *row,
                                           guint            *column);
gboolean     sheet_view_set_cursor        (SheetView        *self,
                                           guint             row,
                                           guint             column);
GObject     *sheet_view_get_cursor_item   (SheetView        *self);
SheetColumn *sheet_view_get_cursor_column (SheetView        *self);
void         sheet_view_scroll_to_cursor  (SheetView        *self);

gboolean     sheet_view_get_range         (SheetView        *self,
                                           SheetRange       *range);
gboolean     sheet_view_set_range         (SheetView        *self,
                                           const SheetRange *range);
GArray      *sheet_view_dup_selection     (SheetView        *self);
gboolean     sheet_view_set_selection     (SheetView        *self,
                                           const SheetRange *ranges,
                                           guint             n_ranges);
GtkBitset   *sheet_view_dup_rows          (SheetView        *self);
char        *sheet_view_dup_range_text    (SheetView        *self);

const SheetSortKey *sheet_view_get_sort   (SheetView        *self,
                                           guint            *n_keys);
void         sheet_view_set_sort          (SheetView        *self,
                                           const SheetSortKey *keys,
                                           guint             n_keys);
void         sheet_view_arrange_columns   (SheetView        *self,
                                           SheetColumn *const *order,
                                           guint             n_columns);

gboolean     sheet_view_get_dense         (SheetView        *self);
void         sheet_view_set_dense         (SheetView        *self,
                                           gboolean          dense);
gboolean     sheet_view_get_read_only     (SheetView        *self);
void         sheet_view_set_read_only     (SheetView        *self,
                                           gboolean          read_only);

gboolean     sheet_view_get_row_heads     (SheetView        *self);
void         sheet_view_set_row_heads     (SheetView        *self,
                                           gboolean          row_heads);

void         sheet_view_set_writer        (SheetView        *self,
                                           SheetWriteFunc    func,
                                           gpointer          user_data,
                                           GDestroyNotify    destroy);

void         sheet_view_set_row_maker     (SheetView        *self,
                                           SheetMakeRowFunc  func,
                                           gpointer          user_data);
void         sheet_view_paste             (SheetView        *self,
                                           SheetPasteFlags   flags);
gboolean     sheet_view_is_pasting        (SheetView        *self);

gboolean     sheet_view_begin_edit        (SheetView        *self);
gboolean     sheet_view_commit_edit       (SheetView        *self);
void         sheet_view_cancel_edit       (SheetView        *self);
gboolean     sheet_view_is_editing        (SheetView        *self);
const char  *sheet_view_get_edit_text     (SheetView        *self);

G_END_DECLS
