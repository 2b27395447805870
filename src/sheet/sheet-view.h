#pragma once

#include "sheet/sheet-change.h"
#include "sheet/sheet-column.h"
#include "sheet/sheet-range.h"

G_BEGIN_DECLS

/**
 * SheetView:
 *
 * A table of objects that is edited like a spreadsheet. Rows are the objects of a #GListModel,
 * columns are #SheetColumns. There is always one cursor cell (unless the table is empty) and one
 * range around it, of at least that cell. Column numbers count the shown columns.
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
 * - editing: (read-only) whether the editor is open
 *
 * Signals:
 *
 * - cursor-moved (guint old_row, guint row): the cursor is in another cell (the rows are equal if
 *   only the column is another), or its row has another number now. %SHEET_NONE: no row.
 * - range-changed (): the range is another one; also whenever the cursor moved, and when rows
 *   within it came, went or moved
 * - sort-changed (SheetColumn *column, gboolean descending): the user has clicked a header and
 *   the arrow shows it: the owner sorts the model
 * - delete-rows (GtkBitset *rows): Ctrl+Minus: delete these rows of the model
 * - insert-row (guint position): Ctrl+Plus: make a row there
 * - activate-new-row (): Tab past the last cell: make a row at the end. If there is one after the
 *   signal, the cursor goes to its first cell.
 * - cancel (): Escape with nothing to cancel in the sheet itself: drop a new row that is untouched
 * - context-menu (guint row, guint column, const GdkRectangle *area): Menu, Shift+F10 or right
 *   click, with the cursor already there. @area is what to point at, in the view's coordinates;
 *   the rows and columns are %SHEET_NONE if there is no cell.
 * - error (const char *message): something was refused that has no editor to say it beside (Delete
 *   in a cell that may not be empty): show it as a toast
 *
 * Actions, for menus and shortcuts: sheet.copy, sheet.cut, sheet.clear, sheet.edit,
 * sheet.delete-rows, sheet.insert-row, sheet.select-all.
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
 * @error: why, in words of the user's world
 * @user_data: data of sheet_view_set_writer()
 *
 * Writes cells, all or nothing: the owner opens a step, calls sheet_changes_apply() and commits, or
 * rolls back.
 *
 * Returns: whether all is written
 */
typedef gboolean (* SheetWriteFunc) (SheetView          *view,
                                     SheetAction         action,
                                     const SheetChange  *changes,
                                     gsize               n_changes,
                                     gsize              *refused,
                                     GError            **error,
                                     gpointer            user_data);

GtkWidget   *sheet_view_new               (void);

GListModel  *sheet_view_get_model         (SheetView        *self);
/* Commits an open edit first. The cursor goes to its old object if that is near, else clamps. */
void         sheet_view_set_model         (SheetView        *self,
                                           GListModel       *model);

/* Takes its own reference. */
void         sheet_view_add_column        (SheetView        *self,
                                           SheetColumn      *column);
void         sheet_view_remove_column     (SheetView        *self,
                                           SheetColumn      *column);
void         sheet_view_clear_columns     (SheetView        *self);
/* (transfer none): all columns, hidden ones too, in order; a live list. */
GListModel  *sheet_view_get_columns       (SheetView        *self);
/* (transfer none) (nullable): the shown column of that number. */
SheetColumn *sheet_view_get_shown_column  (SheetView        *self,
                                           guint             column);

/* FALSE, and SHEET_NONE in both, in a table without cells. */
gboolean     sheet_view_get_cursor        (SheetView        *self,
                                           guint            *row,
                                           guint            *column);
/* Commits an open edit (FALSE and no move if that is refused), clamps, scrolls to the cell. */
gboolean     sheet_view_set_cursor        (SheetView        *self,
                                           guint             row,
                                           guint             column);
GObject     *sheet_view_get_cursor_item   (SheetView        *self);
SheetColumn *sheet_view_get_cursor_column (SheetView        *self);
void         sheet_view_scroll_to_cursor  (SheetView        *self);

gboolean     sheet_view_get_range         (SheetView        *self,
                                           SheetRange       *range);
/* The cursor goes to its first cell unless it is in the range; FALSE as in set_cursor. */
gboolean     sheet_view_set_range         (SheetView        *self,
                                           const SheetRange *range);
/* The range as TSV, each row ended by a newline but the last; (transfer full). */
char        *sheet_view_dup_range_text    (SheetView        *self);

/* (transfer none) (nullable): the column whose header shows the arrow. */
SheetColumn *sheet_view_get_sort          (SheetView        *self,
                                           gboolean         *descending);
/* Sets the arrow without emitting sort-changed; NULL: no arrow. */
void         sheet_view_set_sort          (SheetView        *self,
                                           SheetColumn      *column,
                                           gboolean          descending);

gboolean     sheet_view_get_dense         (SheetView        *self);
void         sheet_view_set_dense         (SheetView        *self,
                                           gboolean          dense);
gboolean     sheet_view_get_read_only     (SheetView        *self);
void         sheet_view_set_read_only     (SheetView        *self,
                                           gboolean          read_only);

/* All writing goes through func; without one (NULL) it is sheet_changes_apply() alone. */
void         sheet_view_set_writer        (SheetView        *self,
                                           SheetWriteFunc    func,
                                           gpointer          user_data,
                                           GDestroyNotify    destroy);

/* Opens the editor at the cursor, caret at the end; FALSE if the cell cannot be edited. */
gboolean     sheet_view_begin_edit        (SheetView        *self);
/* Writes what is in the editor and closes it. FALSE: it was refused, and the editor is still open
 * and says why. TRUE if no editor was open. To be called before the window closes, the model is
 * exchanged, or anything else happens that leaves the cell. */
gboolean     sheet_view_commit_edit       (SheetView        *self);
/* Closes the editor and drops what was typed. */
void         sheet_view_cancel_edit       (SheetView        *self);
gboolean     sheet_view_is_editing        (SheetView        *self);

G_END_DECLS
