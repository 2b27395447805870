#include "sheet/sheet-fill.h"

#include "sheet/sheet-ranges.h"
#include "sheet/sheet-series.h"
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

/* How a range is filled on: each of its columns downward or upward, or each of its rows sideways,
 * is a line with a series of its own. */
typedef struct
{
  SheetController *controller;
  SheetRange       source;
  SheetRange       part; /* that is written */
  gboolean         across;
  gboolean         back;
  gboolean         with_ctrl;
  GHashTable      *lines; /* number of the row or column -> SheetSeries */
} Extension;

/* Returns: whether there is anything to fill between @source and @target, which is larger on one
 * side */
static gboolean
find_part (Extension        *self,
           const SheetRange *target)
{
  const SheetRange *source = &self->source;

  self->across = target->n_columns > source->n_columns;
  self->back = target->row < source->row || target->column < source->column;
  self->part = *target;
  if (self->across)
    {
      self->part.n_columns -= source->n_columns;
      if (!self->back)
        self->part.column += source->n_columns;
    }
  else
    {
      self->part.n_rows -= source->n_rows;
      if (!self->back)
        self->part.row += source->n_rows;
    }

  return sheet_range_count (&self->part) > 0;
}

static SheetSeries *
make_series (Extension *self,
             guint      line)
{
  guint n = self->across ? self->source.n_columns : self->source.n_rows;
  g_autofree SheetValue *values = g_new (SheetValue, n);
  g_auto (GStrv) texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint row = self->across ? line : self->source.row + i;
      guint number = self->across ? self->source.column + i : line;
      SheetColumn *column = sheet_controller_get_column (self->controller, number);
      g_autoptr (GObject) item = sheet_controller_dup_item (self->controller, row);

      sheet_column_get_value (column, item, &values[i]);
      texts[i] = sheet_column_dup_copy_text (column, item);
    }

  return sheet_series_new (values, (const char * const *) texts, n, self->with_ctrl, self->back);
}

/* How many cells from the source on, in the direction of filling. */
static guint
get_index (Extension *self,
           guint      row,
           guint      column)
{
  guint place = self->across ? column - self->part.column : row - self->part.row;
  guint n = self->across ? self->part.n_columns : self->part.n_rows;

  return self->back ? n - 1 - place : place;
}

static char *
dup_next_text (Extension *self,
               guint      row,
               guint      column)
{
  guint line = self->across ? row : column;
  SheetSeries *series = g_hash_table_lookup (self->lines, GUINT_TO_POINTER (line));

  if (series == NULL)
    {
      series = make_series (self, line);
      g_hash_table_insert (self->lines, GUINT_TO_POINTER (line), series);
    }

  return sheet_series_dup_text (series, get_index (self, row, column));
}

static gboolean
write_extension (SheetView *view,
                 Extension *extension)
{
  SheetColumnSet *columns = sheet_controller_get_columns (view->controller);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) changes = sheet_view_make_changes (view, &extension->part, NULL);

  if (changes == NULL)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      SheetChange *change = &g_array_index (changes, SheetChange, i);
      char *text = dup_next_text (extension, change->row,
                                  sheet_column_set_find (columns, change->column));

      g_ptr_array_add (texts, text);
      change->text = text;
    }

  return sheet_view_write (view, SHEET_ACTION_FILL, changes);
}

/**
 * sheet_fill_on:
 * @view: a view
 * @target: the active range made larger on one side, see sheet_range_extend_to()
 * @with_ctrl: whether Ctrl is held: see sheet_series_new()
 *
 * Fills the active range into what @target has more, and selects all of it. All of it or nothing:
 * what is refused is reported.
 */
void
sheet_fill_on (SheetView        *view,
               const SheetRange *target,
               gboolean          with_ctrl)
{
  g_autoptr (GHashTable) lines =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sheet_series_free);
  Extension extension = {
    .controller = view->controller,
    .source = sheet_controller_get_range (view->controller),
    .with_ctrl = with_ctrl,
    .lines = lines,
  };

  if (sheet_range_count (&extension.source) > 0 && find_part (&extension, target)
      && write_extension (view, &extension))
    sheet_view_set_range (view, target);
}

/**
 * sheet_fill_count_on:
 * @view: a view
 *
 * Returns: how many rows below the active range stand beside filled cells, before the range or,
 *   if there are none, behind it
 */
guint
sheet_fill_count_on (SheetView *view)
{
  SheetColumnSet *columns = sheet_controller_get_columns (view->controller);
  SheetRange range = sheet_controller_get_range (view->controller);
  guint last = range.row + range.n_rows - 1;
  guint end = last;

  if (range.column > 0)
    end = sheet_controller_find_block_end (view->controller, last, range.column - 1);
  if (end == last && range.column + range.n_columns < sheet_column_set_get_n_shown (columns))
    end = sheet_controller_find_block_end (view->controller, last,
                                           range.column + range.n_columns);

  return end - last;
}
