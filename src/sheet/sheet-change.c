#include "config.h"

#include "sheet/sheet-change.h"

#include <glib/gi18n-lib.h>

static void
clear_change (gpointer data)
{
  SheetChange *change = data;

  g_object_unref (change->column);
  g_clear_object (&change->item);
}

/**
 * sheet_changes_new:
 *
 * Returns: (transfer full): an array for #SheetChanges, which holds their columns and objects
 */
GArray *
sheet_changes_new (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (SheetChange));

  g_array_set_clear_func (changes, clear_change);

  return changes;
}

/**
 * sheet_changes_append:
 * @changes: an array from sheet_changes_new()
 * @column: the column
 * @item: (nullable): the object of the row
 * @row: its position
 * @text: (nullable): what the cell is to hold; has to live as long as @changes
 *
 * Appends a change.
 */
void
sheet_changes_append (GArray      *changes,
                      SheetColumn *column,
                      GObject     *item,
                      guint        row,
                      const char  *text)
{
  SheetChange change = { g_object_ref (column), NULL, row, text };

  g_set_object (&change.item, item);
  g_array_append_val (changes, change);
}

/**
 * sheet_changes_apply:
 * @action: what the user does
 * @changes: (array length=n_changes): the cells to write
 * @n_changes: how many
 * @refused: (out) (optional): on failure, which of them was refused
 * @error: why, as the column said it
 *
 * Writes cells one after the other through their columns, and stops at the first that is refused.
 * What was written before that is for the caller to roll back.
 *
 * Returns: whether all are written
 */
gboolean
sheet_changes_apply (SheetAction         action,
                     const SheetChange  *changes,
                     gsize               n_changes,
                     gsize              *refused,
                     GError            **error)
{
  for (gsize i = 0; i < n_changes; i++)
    {
      const SheetChange *change = &changes[i];
      gboolean done = change->text != NULL
                      ? sheet_column_set_text (change->column, change->item, change->text, action,
                                               error)
                      : sheet_column_clear (change->column, change->item, error);

      if (!done)
        {
          if (refused != NULL)
            *refused = i;
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * sheet_change_dup_refusal:
 * @row: the position of a row
 * @title: the title of a column
 * @reason: why the cell was refused
 *
 * Returns: (transfer full): the reason for one of several cells, of which it has to be said which
 *   one it is
 */
char *
sheet_change_dup_refusal (guint       row,
                          const char *title,
                          const char *reason)
{
  /* Translators: the number of a row, the title of a column, why its cell was refused. */
  return g_strdup_printf (_("Row %u, %s: %s"), row + 1, title, reason);
}
