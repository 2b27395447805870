#include "sheet/sheet-fill.h"

#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

/* One range that is filled. */
typedef struct
{
  SheetRange  target;
  guint       source_row;
  GObject    *source;
  GHashTable *texts; /* SheetColumn -> what is copied */
} Fill;

static void
clear_fill (gpointer data)
{
  Fill *fill = data;

  g_object_unref (fill->source);
  g_hash_table_unref (fill->texts);
}

/* What another program would get of the source row. Returns: (transfer none) */
static const char *
get_text (Fill        *fill,
          SheetColumn *column)
{
  char *text = g_hash_table_lookup (fill->texts, column);

  if (text == NULL)
    {
      text = sheet_column_dup_copy_text (column, fill->source);
      g_hash_table_insert (fill->texts, column, text);
    }

  return text;
}

/* The rows below the first are filled from that, a single row from the one above it. */
static void
append_fill (GArray           *fills,
             SheetController  *controller,
             const SheetRange *range)
{
  Fill fill = { .target = *range, .source_row = range->row };

  if (range->n_rows > 1)
    {
      fill.target.row++;
      fill.target.n_rows--;
    }
  else if (range->row > 0)
    fill.source_row--;
  else
    return;

  fill.source = sheet_controller_dup_item (controller, fill.source_row);
  fill.texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_array_append_val (fills, fill);
}

/* Where ranges overlap, the one that was selected last counts. */
static Fill *
find_fill (GArray *fills,
           guint   row,
           guint   column)
{
  for (guint i = fills->len; i > 0; i--)
    {
      Fill *fill = &g_array_index (fills, Fill, i - 1);

      if (sheet_range_contains (&fill->target, row, column))
        return fill;
    }

  g_assert_not_reached ();
}

static GArray *
split_targets (GArray *fills)
{
  g_autoptr (GArray) targets = sheet_ranges_new ();

  for (guint i = 0; i < fills->len; i++)
    g_array_append_val (targets, g_array_index (fills, Fill, i).target);

  return sheet_ranges_split ((SheetRange *) targets->data, targets->len);
}

/**
 * sheet_fill_down:
 * @view: a view
 *
 * Copies the first row of each selected range into the others or, where a range is one row, the row
 * above into it. All of it or nothing: what is refused is reported. Columns that cannot be edited
 * are left alone.
 */
void
sheet_fill_down (SheetView *view)
{
  SheetColumnSet *columns = sheet_controller_get_columns (view->controller);
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (view->controller);
  g_autoptr (GArray) fills = g_array_new (FALSE, FALSE, sizeof (Fill));
  g_autoptr (GArray) targets = NULL;
  g_autoptr (GArray) changes = NULL;

  g_array_set_clear_func (fills, clear_fill);
  for (guint i = 0; i < ranges->len; i++)
    append_fill (fills, view->controller, &g_array_index (ranges, SheetRange, i));

  targets = split_targets (fills);
  changes = sheet_view_make_changes_in (view, targets, NULL);
  if (changes == NULL)
    return;

  for (guint i = 0; i < changes->len; i++)
    {
      SheetChange *change = &g_array_index (changes, SheetChange, i);
      guint column = sheet_column_set_find (columns, change->column);

      change->text = get_text (find_fill (fills, change->row, column), change->column);
    }
  sheet_view_write (view, SHEET_ACTION_FILL, changes);
}
