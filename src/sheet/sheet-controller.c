#include "sheet/sheet-controller.h"

#include "sheet/sheet-ranges.h"

/* How far from its old row the object of the cursor is looked for after a change. */
#define FIND_REACH 200

struct _SheetController
{
  GObject parent_instance;

  GListModel *model;
  SheetColumnSet *columns;

  SheetSelection selection;
  GObject *item; /* in the cursor's row */
  SheetColumn *column; /* the cursor's, to follow it */

  /* The cursor of before the model became empty. */
  SheetCursor lost_cursor;
  GObject *lost_item;

  /* What the signals have told last. */
  SheetSelection told;
  GObject *told_item;
  guint tell_source;
};

enum
{
  PROP_0,
  PROP_CURSOR_ITEM,
  N_PROPS,
};

enum
{
  CURSOR_MOVED,
  RANGE_CHANGED,
  REDRAW,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetController, sheet_controller, G_TYPE_OBJECT)

static void
tell_redraw (SheetController *self)
{
  guint first = SHEET_NONE, last = 0;

  sheet_selection_add_rows (&self->told, &first, &last);
  sheet_selection_add_rows (&self->selection, &first, &last);
  if (first <= last)
    g_signal_emit (self, signals[REDRAW], 0, first, last);
}

static void
clamp (SheetController *self)
{
  sheet_selection_clamp (&self->selection, sheet_controller_get_n_rows (self),
                         sheet_column_set_get_n_shown (self->columns));
}

/* Emits what has changed since the last time; @touched: the range has, though it is the same. */
static void
tell (SheetController *self,
      gboolean         touched)
{
  SheetCursor before = self->told.cursor;
  SheetCursor after = self->selection.cursor;
  gboolean is_other_item = g_set_object (&self->told_item, self->item);
  gboolean is_same = sheet_selection_is_equal (&self->told, &self->selection);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_set_object (&self->column, sheet_controller_get_column (self, after.column));

  if (!is_same)
    tell_redraw (self);
  sheet_selection_copy (&self->told, &self->selection);
  if (is_other_item)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR_ITEM]);
  if (before.row != after.row || before.column != after.column)
    g_signal_emit (self, signals[CURSOR_MOVED], 0, before.row, after.row);
  if (touched || is_other_item || !is_same)
    g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

static gboolean
tell_cb (gpointer user_data)
{
  SheetController *self = user_data;

  self->tell_source = 0;
  tell (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
read_item (SheetController *self)
{
  g_clear_object (&self->item);
  if (sheet_cursor_is_somewhere (&self->selection.cursor))
    self->item = g_list_model_get_item (self->model, self->selection.cursor.row);
}

static gboolean
holds_item (SheetController *self,
            guint            row,
            GObject         *item)
{
  g_autoptr (GObject) found = g_list_model_get_item (self->model, row);

  return found == item;
}

/* The row of @item, the nearest first, or SHEET_NONE. */
static guint
find_item (SheetController *self,
           GObject         *item,
           guint            near)
{
  guint n_rows = sheet_controller_get_n_rows (self);

  if (item == NULL || n_rows == 0)
    return SHEET_NONE;

  near = MIN (near, n_rows - 1);
  for (guint distance = 0; distance <= FIND_REACH; distance++)
    {
      if (distance <= near && holds_item (self, near - distance, item))
        return near - distance;
      if (distance < n_rows - near && holds_item (self, near + distance, item))
        return near + distance;
    }

  return SHEET_NONE;
}

/* Puts the cursor right after the model has changed; @item is what it stood on. */
static void
settle (SheetController *self,
        GObject         *item)
{
  clamp (self);
  if (sheet_cursor_is_somewhere (&self->selection.cursor))
    {
      guint row = find_item (self, item, self->selection.cursor.row);

      if (row != SHEET_NONE)
        sheet_cursor_set_row (&self->selection.cursor, row);
    }
  read_item (self);
}

static void
lose_cursor (SheetController *self)
{
  self->lost_cursor = self->selection.cursor;
  g_set_object (&self->lost_item, self->item);
  self->selection.cursor = SHEET_CURSOR_NOWHERE;
  read_item (self);

  if (self->tell_source == 0)
    self->tell_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
find_lost_cursor (SheetController *self)
{
  g_autoptr (GObject) item = g_steal_pointer (&self->lost_item);

  self->selection.cursor = self->lost_cursor;
  self->lost_cursor = SHEET_CURSOR_NOWHERE;
  settle (self, item);
}

/* At once, or as soon as there are rows. */
static void
place_in_first_row (SheetController *self,
                    guint            column)
{
  sheet_cursor_place (&self->selection.cursor, 0, column);
  clamp (self);
  read_item (self);

  g_clear_object (&self->lost_item);
  sheet_cursor_place (&self->lost_cursor, 0, column);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  SheetController *self = user_data;
  guint first = SHEET_NONE, last = 0;
  gboolean touched;

  sheet_selection_add_rows (&self->selection, &first, &last);
  touched = position <= last;

  if (g_list_model_get_n_items (model) == 0)
    {
      if (sheet_cursor_is_somewhere (&self->selection.cursor))
        lose_cursor (self);
      return;
    }

  if (!sheet_cursor_is_somewhere (&self->selection.cursor))
    {
      find_lost_cursor (self);
      touched = TRUE;
    }
  else if (touched)
    {
      g_autoptr (GObject) item = g_steal_pointer (&self->item);

      sheet_selection_splice (&self->selection, position, removed, added);
      settle (self, item);
    }

  if (removed != added)
    g_signal_emit (self, signals[REDRAW], 0, position, SHEET_NONE);
  tell (self, touched);
}

/* The cursor follows its column; ranges are of columns that may have gone, and end. */
static void
columns_changed_cb (SheetController *self)
{
  if (sheet_cursor_is_somewhere (&self->selection.cursor))
    {
      guint column = sheet_column_set_find (self->columns, self->column);

      if (column != SHEET_NONE)
        self->selection.cursor.column = column;
      self->selection.cursor.run_column = SHEET_NONE;
      sheet_cursor_collapse (&self->selection.cursor);
    }

  sheet_selection_set_others (&self->selection, NULL, 0);
  settle (self, NULL);
  g_signal_emit (self, signals[REDRAW], 0, 0, SHEET_NONE);
  tell (self, FALSE);
}

static void
sheet_controller_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  g_assert (property_id == PROP_CURSOR_ITEM);
  g_value_set_object (value, SHEET_CONTROLLER (object)->item);
}

static void
sheet_controller_dispose (GObject *object)
{
  SheetController *self = SHEET_CONTROLLER (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->item);
  g_clear_object (&self->column);
  g_clear_object (&self->lost_item);
  g_clear_object (&self->told_item);

  G_OBJECT_CLASS (sheet_controller_parent_class)->dispose (object);
}

static void
sheet_controller_finalize (GObject *object)
{
  SheetController *self = SHEET_CONTROLLER (object);

  g_object_unref (self->columns);
  sheet_selection_clear (&self->selection);
  sheet_selection_clear (&self->told);

  G_OBJECT_CLASS (sheet_controller_parent_class)->finalize (object);
}

static void
sheet_controller_class_init (SheetControllerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = sheet_controller_get_property;
  object_class->dispose = sheet_controller_dispose;
  object_class->finalize = sheet_controller_finalize;

  properties[PROP_CURSOR_ITEM] =
    g_param_spec_object ("cursor-item", NULL, NULL, G_TYPE_OBJECT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
  signals[REDRAW] = g_signal_new ("redraw", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
sheet_controller_init (SheetController *self)
{
  self->columns = sheet_column_set_new ();
  self->lost_cursor = SHEET_CURSOR_NOWHERE;
  sheet_selection_init (&self->selection);
  sheet_selection_init (&self->told);

  g_signal_connect_object (self->columns, "items-changed", G_CALLBACK (columns_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sheet_controller_new:
 *
 * Returns: a controller without model and columns
 */
SheetController *
sheet_controller_new (void)
{
  return g_object_new (SHEET_TYPE_CONTROLLER, NULL);
}

/**
 * sheet_controller_get_model:
 * @self: a controller
 *
 * Returns: (transfer none) (nullable): the rows
 */
GListModel *
sheet_controller_get_model (SheetController *self)
{
  return self->model;
}

/**
 * sheet_controller_set_model:
 * @self: a controller
 * @model: (nullable): the rows
 *
 * Sets the rows. The cursor keeps its column. It goes to the object it was in if that is near its
 * old row, and to the first row otherwise.
 */
void
sheet_controller_set_model (SheetController *self,
                            GListModel      *model)
{
  g_autoptr (GObject) item = NULL;
  guint column;

  if (self->model == model)
    return;

  item = g_steal_pointer (&self->item);
  column = sheet_cursor_is_somewhere (&self->selection.cursor)
           ? self->selection.cursor.column : self->lost_cursor.column;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);

  sheet_selection_set_others (&self->selection, NULL, 0);
  settle (self, item);
  if (self->item != item && column != SHEET_NONE)
    place_in_first_row (self, column);
  g_signal_emit (self, signals[REDRAW], 0, 0, SHEET_NONE);
  tell (self, TRUE);
}

/**
 * sheet_controller_get_n_rows:
 * @self: a controller
 *
 * Returns: the number of rows
 */
guint
sheet_controller_get_n_rows (SheetController *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

/**
 * sheet_controller_dup_item:
 * @self: a controller
 * @row: a row
 *
 * Returns: (transfer full) (nullable): its object; %NULL beyond the last row
 */
GObject *
sheet_controller_dup_item (SheetController *self,
                           guint            row)
{
  return self->model != NULL ? g_list_model_get_item (self->model, row) : NULL;
}

/**
 * sheet_controller_get_columns:
 * @self: a controller
 *
 * Returns: (transfer none): the columns, to add to and take from
 */
SheetColumnSet *
sheet_controller_get_columns (SheetController *self)
{
  return self->columns;
}

/**
 * sheet_controller_get_column:
 * @self: a controller
 * @column: a number, counting shown columns
 *
 * Returns: (transfer none) (nullable): the shown column of that number
 */
SheetColumn *
sheet_controller_get_column (SheetController *self,
                             guint            column)
{
  return sheet_column_set_get_shown (self->columns, column);
}

/**
 * sheet_controller_get_cursor:
 * @self: a controller
 *
 * Returns: (transfer none): cursor and range; valid until the next change
 */
const SheetCursor *
sheet_controller_get_cursor (SheetController *self)
{
  return &self->selection.cursor;
}

/**
 * sheet_controller_set_cursor:
 * @self: a controller
 * @cursor: cursor and range, clamped to the table
 *
 * Moves the cursor, and makes its range all that is selected: what sheet_cursor_place(),
 * sheet_cursor_set_range() and the like have made of a copy of sheet_controller_get_cursor().
 */
void
sheet_controller_set_cursor (SheetController   *self,
                             const SheetCursor *cursor)
{
  sheet_controller_set_selection (self, cursor, NULL, 0);
}

/**
 * sheet_controller_extend:
 * @self: a controller
 * @cursor: cursor and range, clamped to the table
 *
 * Changes the active range, as Shift does; the others stay.
 */
void
sheet_controller_extend (SheetController   *self,
                         const SheetCursor *cursor)
{
  g_autoptr (GArray) others = g_array_copy (self->selection.others);

  sheet_controller_set_selection (self, cursor, (SheetRange *) others->data, others->len);
}

/**
 * sheet_controller_add:
 * @self: a controller
 * @cursor: cursor and range, clamped to the table
 *
 * Begins another range, as Ctrl does; those that were there stay.
 */
void
sheet_controller_add (SheetController   *self,
                      const SheetCursor *cursor)
{
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (self);

  sheet_controller_set_selection (self, cursor, (SheetRange *) ranges->data, ranges->len);
}

/**
 * sheet_controller_set_selection:
 * @self: a controller
 * @cursor: cursor and active range
 * @others: (array length=n_others) (nullable): what else is selected
 * @n_others: how many
 *
 * Moves the cursor and selects. Everything is clamped to the table.
 */
void
sheet_controller_set_selection (SheetController   *self,
                                const SheetCursor *cursor,
                                const SheetRange  *others,
                                guint              n_others)
{
  guint old_row = self->selection.cursor.row;

  self->selection.cursor = *cursor;
  sheet_selection_set_others (&self->selection, others, n_others);
  clamp (self);
  if (self->selection.cursor.row != old_row)
    read_item (self);
  tell (self, FALSE);
}

/**
 * sheet_controller_get_cursor_item:
 * @self: a controller
 *
 * Returns: (transfer none) (nullable): the object in the cursor's row
 */
GObject *
sheet_controller_get_cursor_item (SheetController *self)
{
  return self->item;
}

/**
 * sheet_controller_get_range:
 * @self: a controller
 *
 * Returns: the active range, of one cell at least; of nothing in a table without cells
 */
SheetRange
sheet_controller_get_range (SheetController *self)
{
  return sheet_cursor_get_range (&self->selection.cursor);
}

/**
 * sheet_controller_get_selection:
 * @self: a controller
 *
 * Returns: (transfer none): the cursor and all that is selected; valid until the next change
 */
const SheetSelection *
sheet_controller_get_selection (SheetController *self)
{
  return &self->selection;
}

/**
 * sheet_controller_dup_ranges:
 * @self: a controller
 *
 * Returns: (transfer full): the #SheetRanges that are selected, as they were made, the active one
 *   last; none in a table without cells
 */
GArray *
sheet_controller_dup_ranges (SheetController *self)
{
  return sheet_selection_dup_ranges (&self->selection);
}

/**
 * sheet_controller_dup_selection:
 * @self: a controller
 *
 * Returns: (transfer full): what is selected, each cell once: see sheet_ranges_split()
 */
GArray *
sheet_controller_dup_selection (SheetController *self)
{
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (self);

  return sheet_ranges_split ((SheetRange *) ranges->data, ranges->len);
}
