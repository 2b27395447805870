#include "config.h"

#include "sheet/sheet-clipboard.h"

#include <glib/gi18n-lib.h>

#include "sheet/sheet-block.h"
#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

typedef struct
{
  SheetView *view;
  SheetRange range; /* the range when the key was pressed */
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->view);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static char *
dup_text (SheetController *controller,
          GArray          *rows,
          GArray          *columns)
{
  g_autoptr (SheetBlock) block = sheet_block_new (rows->len, columns->len);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GObject) item = sheet_controller_dup_item (controller,
                                                            g_array_index (rows, guint, i));

      for (guint j = 0; j < columns->len; j++)
        {
          SheetColumn *column =
            sheet_controller_get_column (controller, g_array_index (columns, guint, j));

          sheet_block_take (block, i, j, sheet_column_dup_copy_text (column, item));
        }
    }

  return sheet_block_to_text (block);
}

/**
 * sheet_view_dup_range_text:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the selected cells as they are copied: TSV, rows but the
 *   last ended by a newline; %NULL if they make no block, see sheet_ranges_get_block()
 */
char *
sheet_view_dup_range_text (SheetView *self)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) columns = NULL;

  if (selection->len == 0)
    return g_strdup ("");
  if (!sheet_ranges_get_block (selection, &rows, &columns))
    return NULL;

  return dup_text (self->controller, rows, columns);
}

/* Whether the block has room; if not, that is reported. */
static gboolean
check_room (SheetView        *self,
            const SheetRange *target)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  SheetRange inside = *target;
  g_autofree char *message = NULL;

  sheet_range_clamp (&inside, sheet_controller_get_n_rows (self->controller),
                     sheet_column_set_get_n_shown (columns));
  if (sheet_range_is_equal (&inside, target))
    return TRUE;

  message = inside.n_rows < target->n_rows
            ? g_strdup_printf (ngettext ("Not pasted: it needs %u row more than there is.",
                                         "Not pasted: it needs %u rows more than there are.",
                                         target->n_rows - inside.n_rows),
                               target->n_rows - inside.n_rows)
            : g_strdup_printf (ngettext ("Not pasted: it needs %u column more than there is.",
                                         "Not pasted: it needs %u columns more than there are.",
                                         target->n_columns - inside.n_columns),
                               target->n_columns - inside.n_columns);
  sheet_view_report (self, message);

  return FALSE;
}

static void
paste_block (SheetView        *self,
             SheetBlock       *block,
             const SheetRange *range)
{
  SheetRange target = sheet_block_get_target (block, range);
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);
  g_autoptr (GArray) changes = NULL;

  if (!check_room (self, &target) || !sheet_view_commit_edit (self))
    return;

  changes = sheet_view_make_changes (self, &target, NULL);
  if (changes == NULL)
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      SheetChange *change = &g_array_index (changes, SheetChange, i);
      guint column = sheet_column_set_find (sheet_controller_get_columns (self->controller),
                                            change->column);

      change->text = sheet_block_get (block, change->row - target.row, column - target.column);
    }

  if (!sheet_view_write (self, SHEET_ACTION_PASTE, changes))
    return;

  sheet_cursor_set_range (&cursor, &target);
  sheet_controller_set_cursor (self->controller, &cursor);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (SheetBlock) block = NULL;

  if (text == NULL)
    {
      sheet_view_report (paste->view, _("There is no text on the clipboard."));
      return;
    }

  block = sheet_block_new_from_text (text);
  paste_block (paste->view, block, &paste->range);
}

/**
 * sheet_clipboard_paste:
 * @view: a view
 *
 * Pastes the text on the clipboard at the range, all of it or nothing: what is refused, and a block
 * that is larger than the table, is reported. The clipboard answers later; the range of now counts.
 */
void
sheet_clipboard_paste (SheetView *view)
{
  g_autoptr (Paste) paste = g_new0 (Paste, 1);

  paste->view = g_object_ref (view);
  if (view->read_only || !sheet_view_get_range (view, &paste->range))
    return;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL,
                                 text_read_cb, g_steal_pointer (&paste));
}
