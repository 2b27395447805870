#include "config.h"

#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

#include <glib/gi18n-lib.h>

/* More cells than this are not written in one step: it takes some hundred bytes for each. */
#define MOST_CELLS 2000000

/**
 * sheet_view_can_edit:
 * @self: a view
 *
 * Returns: whether the cell of the cursor can be edited
 */
gboolean
sheet_view_can_edit (SheetView *self)
{
  SheetColumn *column = sheet_view_get_cursor_column (self);

  return !self->read_only && column != NULL && sheet_column_get_editable (column);
}

static gboolean
call_writer (SheetView          *self,
             SheetAction         action,
             const SheetChange  *changes,
             gsize               n_changes,
             gsize              *refused,
             GError            **error)
{
  gboolean done;

  self->is_writing = TRUE;
  done = self->writer != NULL
         ? self->writer (self, action, changes, n_changes, refused, error, self->writer_data)
         : sheet_changes_apply (action, changes, n_changes, refused, error);
  self->is_writing = FALSE;

  return done;
}

/**
 * sheet_view_is_too_large:
 * @self: a view
 * @ranges: #SheetRanges that do not overlap
 *
 * Returns: whether these are more cells than are written at once; that is reported
 */
gboolean
sheet_view_is_too_large (SheetView *self,
                         GArray    *ranges)
{
  g_autofree char *message = NULL;

  if (sheet_ranges_count (ranges) <= MOST_CELLS)
    return FALSE;

  /* Translators: the number is that of cells in a table. */
  message = g_strdup_printf (ngettext ("At most %u cell can be changed at once.",
                                       "At most %u cells can be changed at once.", MOST_CELLS),
                             MOST_CELLS);
  sheet_view_report (self, message);

  return TRUE;
}

static void
append_row (SheetView        *self,
            GArray           *changes,
            const SheetRange *range,
            guint             row,
            gboolean          with_item,
            const char       *text)
{
  g_autoptr (GObject) item
    = with_item ? sheet_controller_dup_item (self->controller, row) : NULL;

  for (guint i = range->column; i < range->column + range->n_columns; i++)
    {
      SheetColumn *column = sheet_controller_get_column (self->controller, i);

      if (sheet_column_get_editable (column))
        sheet_changes_append (changes, column, item, row, text);
    }
}

/**
 * sheet_view_make_changes_in:
 * @self: a view
 * @ranges: #SheetRanges that do not overlap
 * @text: (nullable): what each cell is to hold, %NULL to clear them; has to live as long as the
 *   result
 *
 * Makes up the changes of some ranges. Columns that cannot be edited are left out, unless nothing
 * else is there: then, and if it is too much, that is reported. Of more than %SHEET_MANY, a writer
 * gets no items.
 *
 * Returns: (transfer full) (nullable): #SheetChanges, at least one
 */
GArray *
sheet_view_make_changes_in (SheetView  *self,
                            GArray     *ranges,
                            const char *text)
{
  gboolean with_items = self->writer == NULL || sheet_ranges_count (ranges) <= SHEET_MANY;
  g_autoptr (GArray) changes = sheet_changes_new ();

  if (self->read_only || ranges->len == 0 || sheet_view_is_too_large (self, ranges))
    return NULL;

  for (guint i = 0; i < ranges->len; i++)
    {
      const SheetRange *range = &g_array_index (ranges, SheetRange, i);

      for (guint j = 0; j < range->n_rows; j++)
        append_row (self, changes, range, range->row + j, with_items, text);
    }

  if (changes->len == 0)
    {
      guint first = g_array_index (ranges, SheetRange, 0).column;
      SheetColumn *column = sheet_controller_get_column (self->controller, first);
      g_autofree char *message = g_strdup_printf (_("%s cannot be changed."),
                                                  sheet_column_get_title (column));

      sheet_view_report (self, message);
      return NULL;
    }

  return g_steal_pointer (&changes);
}

/**
 * sheet_view_make_changes:
 * @self: a view
 * @range: cells
 * @text: (nullable): as above
 *
 * Makes up the changes of one range.
 *
 * Returns: (transfer full) (nullable): #SheetChanges, at least one
 */
GArray *
sheet_view_make_changes (SheetView        *self,
                         const SheetRange *range,
                         const char       *text)
{
  g_autoptr (GArray) ranges = sheet_ranges_split (range, 1);

  return sheet_view_make_changes_in (self, ranges, text);
}

static void
report_refused (SheetView         *self,
                const SheetChange *change,
                const char        *reason)
{
  g_autofree char *message
    = sheet_change_dup_refusal (change->row, sheet_column_get_title (change->column), reason);

  sheet_view_report (self, message);
}

/**
 * sheet_view_write:
 * @self: a view
 * @action: what the user does
 * @changes: (nullable): #SheetChanges; %NULL writes nothing
 *
 * Writes cells without an editor; what is refused is reported.
 *
 * Returns: whether they are written
 */
gboolean
sheet_view_write (SheetView   *self,
                  SheetAction  action,
                  GArray      *changes)
{
  g_autoptr (GError) error = NULL;
  gsize refused = G_MAXSIZE;

  if (changes == NULL)
    return FALSE;

  if (call_writer (self, action, (SheetChange *) changes->data, changes->len, &refused, &error))
    return TRUE;

  if (error == NULL)
    return FALSE;
  if (changes->len > 1 && refused < changes->len)
    report_refused (self, &g_array_index (changes, SheetChange, refused), error->message);
  else
    sheet_view_report (self, error->message);

  return FALSE;
}

/**
 * sheet_view_open_editor:
 * @self: a view
 * @mode: TYPING to begin with the empty text, EDITING to begin with that of the cell
 *
 * Opens the editor at the cursor, which is scrolled to.
 *
 * Returns: whether the cell can be edited
 */
gboolean
sheet_view_open_editor (SheetView *self,
                        SheetMode  mode)
{
  SheetColumn *column = sheet_view_get_cursor_column (self);
  GObject *item = sheet_view_get_cursor_item (self);
  g_autofree char *text = NULL;

  if (!sheet_view_can_edit (self))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return FALSE;
    }

  text = mode == SHEET_MODE_EDITING ? sheet_column_dup_edit_text (column, item) : g_strdup ("");
  sheet_view_scroll_to_cursor (self);
  sheet_editor_open (self->editor, column, item, text, mode);
  g_object_notify (G_OBJECT (self), "editing");

  return TRUE;
}

static void
close_editor (SheetView *self)
{
  sheet_editor_close (self->editor);
  g_object_notify (G_OBJECT (self), "editing");
}

/**
 * sheet_view_begin_edit:
 * @self: a view
 *
 * Opens the editor at the cursor with the text of the cell, the caret at the end, as F2 does.
 *
 * Returns: %FALSE if the cell cannot be edited
 */
gboolean
sheet_view_begin_edit (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  if (sheet_editor_is_open (self->editor))
    return TRUE;

  return sheet_view_open_editor (self, SHEET_MODE_EDITING);
}

/* Settles what stands in the editor. Returns: what the user does: types, or @otherwise */
static SheetAction
take_entry (SheetView   *self,
            SheetAction  otherwise)
{
  if (sheet_editor_take_choice (self->editor)
      || sheet_editor_get_mode (self->editor) != SHEET_MODE_TYPING)
    return otherwise;
  return SHEET_ACTION_TYPE;
}

/**
 * sheet_view_commit_edit:
 * @self: a view
 *
 * Writes what is in the editor and closes it. To be called before anything that leaves the cell:
 * closing the window, another model.
 *
 * Returns: %FALSE if it was refused: the editor is still open, and says why. %TRUE also if no
 *   editor was open.
 */
gboolean
sheet_view_commit_edit (SheetView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SheetColumn) column = NULL;
  g_autoptr (GObject) item = NULL;
  g_autofree char *text = NULL;
  SheetChange change;
  SheetAction action;
  gsize refused;

  g_return_val_if_fail (SHEET_IS_VIEW (self), TRUE);

  if (!sheet_editor_is_open (self->editor))
    return TRUE;
  if (self->is_writing)
    return FALSE;

  action = take_entry (self, SHEET_ACTION_EDIT);
  column = g_object_ref (sheet_editor_get_column (self->editor));
  item = g_object_ref (sheet_editor_get_item (self->editor));
  text = g_strdup (sheet_editor_get_text (self->editor));
  change.column = column;
  change.item = item;
  change.row = sheet_controller_get_cursor (self->controller)->row;
  change.text = text;

  /* A sign typed over the same sign is an entry; a text that was edited back is none. */
  if ((action == SHEET_ACTION_TYPE || sheet_editor_is_changed (self->editor))
      && !call_writer (self, action, &change, 1, &refused, &error))
    {
      if (sheet_editor_is_open (self->editor))
        sheet_editor_refuse (self->editor, error->message);
      return FALSE;
    }

  if (sheet_editor_is_open (self->editor))
    close_editor (self);

  return TRUE;
}

/**
 * sheet_view_cancel_edit:
 * @self: a view
 *
 * Closes the editor and drops what was typed.
 */
void
sheet_view_cancel_edit (SheetView *self)
{
  g_return_if_fail (SHEET_IS_VIEW (self));

  if (sheet_editor_is_open (self->editor))
    close_editor (self);
}

/**
 * sheet_view_is_editing:
 * @self: a view
 *
 * Returns: whether the editor is open
 */
gboolean
sheet_view_is_editing (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), FALSE);

  return sheet_editor_is_open (self->editor);
}

/**
 * sheet_view_get_edit_text:
 * @self: a view
 *
 * Returns: (nullable): what stands in the editor, %NULL if it is not open
 */
const char *
sheet_view_get_edit_text (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_editor_is_open (self->editor) ? sheet_editor_get_text (self->editor) : NULL;
}

/**
 * sheet_view_abandon_edit:
 * @self: a view
 *
 * Closes the editor because its row is gone. What was typed cannot be kept, so it is told.
 */
void
sheet_view_abandon_edit (SheetView *self)
{
  g_autofree char *message = NULL;

  if (!sheet_editor_is_open (self->editor))
    return;

  if (sheet_editor_is_changed (self->editor))
    message = g_strdup_printf (_("The row is gone, and “%s” was not entered."),
                               sheet_editor_get_text (self->editor));
  close_editor (self);
  if (message != NULL)
    sheet_view_report (self, message);
}

/**
 * sheet_view_fill_range:
 * @self: a view whose editor is open
 *
 * Puts the entry into every selected cell, all or none.
 *
 * Returns: %FALSE if it was refused: the editor is still open, and says why
 */
gboolean
sheet_view_fill_range (SheetView *self)
{
  g_autoptr (GArray) ranges = sheet_view_dup_selection (self);
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  SheetAction action;
  gsize refused;

  if (sheet_ranges_count (ranges) == 1)
    return sheet_view_commit_edit (self);

  action = take_entry (self, SHEET_ACTION_FILL);
  text = g_strdup (sheet_editor_get_text (self->editor));
  changes = sheet_view_make_changes_in (self, ranges, text);
  if (changes == NULL || self->is_writing)
    return FALSE;

  if (!call_writer (self, action, (SheetChange *) changes->data, changes->len, &refused, &error))
    {
      sheet_editor_refuse (self->editor, error->message);
      return FALSE;
    }

  close_editor (self);

  return TRUE;
}
