#include "sheet/sheet-fill.h"

#include "sheet/sheet-view-private.h"

/* Returns: (transfer none): the text of a source row in a column, as another program would get it;
 * it is kept in @texts */
static const char *
get_text (GHashTable  *texts,
          SheetColumn *column,
          GObject     *source)
{
  char *text = g_hash_table_lookup (texts, column);

  if (text == NULL)
    {
      text = sheet_column_dup_copy_text (column, source);
      g_hash_table_insert (texts, column, text);
    }

  return text;
}

/* Where to copy from, and the cells to copy to. Returns: whether there is anything to copy */
static gboolean
find_source (SheetRange *range,
             guint      *source_row)
{
  *source_row = range->row;
  if (range->n_rows > 1)
    {
      range->row++;
      range->n_rows--;
      return TRUE;
    }

  if (range->row == 0)
    return FALSE;
  *source_row = range->row - 1;

  return TRUE;
}

/**
 * sheet_fill_down:
 * @view: a view
 *
 * Copies the first row of the range into the others or, where the range is one row, the row above
 * into it. All of it or nothing: what is refused is reported. Columns that cannot be edited are
 * left alone.
 */
void
sheet_fill_down (SheetView *view)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  SheetRange range = sheet_controller_get_range (view->controller);
  g_autoptr (GObject) source = NULL;
  g_autoptr (GArray) changes = NULL;
  guint source_row;

  if (sheet_range_count (&range) == 0 || !find_source (&range, &source_row))
    return;

  source = sheet_controller_dup_item (view->controller, source_row);
  changes = sheet_view_make_changes (view, &range, NULL);
  if (changes == NULL)
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      SheetChange *change = &g_array_index (changes, SheetChange, i);

      change->text = get_text (texts, change->column, source);
    }
  sheet_view_write (view, SHEET_ACTION_FILL, changes);
}
