#include "config.h"

#include "sheet/sheet-paste.h"

#include <glib/gi18n-lib.h>

#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

static guint
count_rows (SheetView *self)
{
  return sheet_controller_get_n_rows (self->controller);
}

static guint
count_columns (SheetView *self)
{
  return sheet_column_set_get_n_shown (sheet_controller_get_columns (self->controller));
}

/* Whether the block has room; if not, that is reported. Rows can be made, columns cannot. */
static gboolean
check_room (SheetView        *self,
            const SheetRange *target)
{
  guint64 end_row = (guint64) target->row + target->n_rows;
  guint64 end_column = (guint64) target->column + target->n_columns;
  g_autofree char *message = NULL;
  guint missing;

  if (end_column > count_columns (self))
    {
      missing = end_column - count_columns (self);
      message = g_strdup_printf (ngettext ("Not pasted: it needs %u column more than there is.",
                                           "Not pasted: it needs %u columns more than there are.",
                                           missing), missing);
    }
  else if (end_row > count_rows (self) && self->row_maker == NULL)
    {
      missing = end_row - count_rows (self);
      message = g_strdup_printf (ngettext ("Not pasted: it needs %u row more than there is.",
                                           "Not pasted: it needs %u rows more than there are.",
                                           missing), missing);
    }
  if (message != NULL)
    sheet_view_report (self, message);

  return message == NULL;
}

/* Where the block goes. */
static SheetRange
find_target (SheetView        *self,
             SheetBlock       *block,
             const SheetRange *range,
             SheetPasteFlags   flags)
{
  SheetRange target = *range;

  if (flags & SHEET_PASTE_AS_ROWS)
    {
      target.row = count_rows (self);
      sheet_block_get_size (block, &target.n_rows, &target.n_columns);
      return target;
    }

  return sheet_block_get_target (block, range);
}

/* A single value fills all that is selected; any other block goes to the active range alone. */
static GArray *
list_targets (SheetView        *self,
              SheetBlock       *block,
              const SheetRange *range,
              const SheetRange *target)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self);
  SheetRange active;
  guint n_rows, n_columns;

  sheet_block_get_size (block, &n_rows, &n_columns);
  if (n_rows == 1 && n_columns == 1 && sheet_range_is_equal (range, target)
      && sheet_view_get_range (self, &active) && sheet_range_is_equal (&active, range))
    return g_steal_pointer (&selection);

  return sheet_ranges_split (target, 1);
}

/* The text for a cell. Returns: %NULL if the cell is left alone */
static const char *
get_text (SheetBlock       *block,
          const SheetRange *target,
          guint             row,
          guint             column,
          SheetPasteFlags   flags)
{
  /* In a selection of several ranges the block is a single cell. */
  const char *text = sheet_block_get (block, row > target->row ? row - target->row : 0,
                                      column > target->column ? column - target->column : 0);

  return (flags & SHEET_PASTE_SKIP_EMPTY) != 0 && *text == '\0' ? NULL : text;
}

static GObject *
dup_row (SheetView *self,
         guint      row)
{
  if (row < count_rows (self))
    return sheet_controller_dup_item (self->controller, row);

  return self->row_maker (self, self->row_maker_data);
}

typedef struct
{
  SheetBlock *block;
  SheetRange target;
  SheetPasteFlags flags;
  GArray *changes;
  gboolean with_items; /* not where it is too much, see SheetChange */
  GPtrArray *left_out; /* columns that cannot be changed, for which there is another text */
} Plan;

static void
leave_out (Plan        *plan,
           SheetColumn *column,
           GObject     *item,
           const char  *text)
{
  g_autofree char *old = item != NULL ? sheet_column_dup_copy_text (column, item) : NULL;

  if (*text != '\0' && g_strcmp0 (old, text) != 0
      && !g_ptr_array_find (plan->left_out, column, NULL))
    g_ptr_array_add (plan->left_out, column);
}

static void
append_row (SheetView        *self,
            Plan             *plan,
            const SheetRange *range,
            guint             row)
{
  g_autoptr (GObject) item = plan->with_items ? dup_row (self, row) : NULL;

  for (guint i = range->column; i < range->column + range->n_columns; i++)
    {
      SheetColumn *column = sheet_controller_get_column (self->controller, i);
      const char *text = get_text (plan->block, &plan->target, row, i, plan->flags);

      if (text == NULL)
        continue;
      if (sheet_column_get_editable (column))
        sheet_changes_append (plan->changes, column, item, row, text);
      else
        leave_out (plan, column, item, text);
    }
}

static char *
dup_titles (GPtrArray *columns)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "",
                            sheet_column_get_title (g_ptr_array_index (columns, i)));

  return g_string_free (titles, FALSE);
}

static void
report_left_out (SheetView *self,
                 Plan      *plan)
{
  g_autofree char *titles = dup_titles (plan->left_out);
  g_autofree char *message = NULL;

  if (plan->left_out->len == 0)
    return;

  message = plan->changes->len == 0
            ? g_strdup_printf (_("%s cannot be changed."), titles)
            /* Translators: the titles of columns whose cells are computed, such as “Value”. */
            : g_strdup_printf (_("Left out, as it cannot be changed: %s"), titles);
  sheet_view_report (self, message);
}

/* Shows what has been pasted, as far as it is among the rows that were there. */
static void
select_target (SheetView        *self,
               const SheetRange *target,
               guint             n_rows)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);
  SheetRange range = *target;

  sheet_range_clamp (&range, MIN (n_rows, count_rows (self)), count_columns (self));
  if (sheet_range_count (&range) == 0)
    return;

  sheet_cursor_set_range (&cursor, &range);
  sheet_controller_set_cursor (self->controller, &cursor);
}

static void
write_plan (SheetView *self,
            Plan      *plan,
            GArray    *targets)
{
  guint n_rows = count_rows (self);

  if (plan->changes->len > 0 && !sheet_view_write (self, SHEET_ACTION_PASTE, plan->changes))
    return;
  if (targets->len == 1)
    select_target (self, &plan->target, n_rows);
  report_left_out (self, plan);
}

/**
 * sheet_paste_block:
 * @view: a view
 * @block: what is pasted
 * @range: where to
 * @flags: how
 *
 * Pastes a block: where the range begins and beyond it, or repeated to fill it, see
 * sheet_block_get_target(). Where the table ends, rows are made. All of it or nothing: what is
 * refused, and a block that is wider than the table, is reported. Columns that cannot be changed
 * are left out, and that is told.
 */
void
sheet_paste_block (SheetView        *view,
                   SheetBlock       *block,
                   const SheetRange *range,
                   SheetPasteFlags   flags)
{
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();
  g_autoptr (GArray) changes = sheet_changes_new ();
  g_autoptr (GArray) targets = NULL;
  Plan plan = { .block = block, .flags = flags, .changes = changes, .left_out = left_out };

  if (flags & SHEET_PASTE_TRANSPOSED)
    sheet_block_transpose (block);
  if (!sheet_view_commit_edit (view))
    return;

  plan.target = find_target (view, block, range, flags);
  targets = list_targets (view, block, range, &plan.target);
  if (!check_room (view, &plan.target) || sheet_view_is_too_large (view, targets))
    return;

  plan.with_items = view->writer == NULL || sheet_ranges_count (targets) <= SHEET_MANY;
  for (guint i = 0; i < targets->len; i++)
    {
      const SheetRange *target = &g_array_index (targets, SheetRange, i);

      for (guint j = 0; j < target->n_rows; j++)
        append_row (view, &plan, target, target->row + j);
    }
  write_plan (view, &plan, targets);
}
