#include "sheet/sheet-sort.h"

struct _SheetSort
{
  GObject parent_instance;

  GArray *keys; /* of SheetSortKey, each with a reference on its column */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (SheetSort, sheet_sort, G_TYPE_OBJECT)

static void
key_clear (gpointer data)
{
  g_clear_object (&((SheetSortKey *) data)->column);
}

static SheetSortKey *
get_key (SheetSort *self,
         guint      number)
{
  return &g_array_index (self->keys, SheetSortKey, number);
}

static void
append (SheetSort   *self,
        SheetColumn *column,
        gboolean     descending)
{
  SheetSortKey key = { g_object_ref (column), !!descending };

  g_array_append_val (self->keys, key);
}

static void
sheet_sort_finalize (GObject *object)
{
  g_array_unref (SHEET_SORT (object)->keys);
  G_OBJECT_CLASS (sheet_sort_parent_class)->finalize (object);
}

static void
sheet_sort_class_init (SheetSortClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sheet_sort_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_sort_init (SheetSort *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (SheetSortKey));
  g_array_set_clear_func (self->keys, key_clear);
}

/**
 * sheet_sort_new:
 *
 * Returns: (transfer full): a sort by nothing
 */
SheetSort *
sheet_sort_new (void)
{
  return g_object_new (SHEET_TYPE_SORT, NULL);
}

/**
 * sheet_sort_get_keys:
 * @self: a sort
 * @n_keys: (out): how many
 *
 * Returns: (transfer none) (array length=n_keys): the columns, the most important first; valid
 *   until the next change
 */
const SheetSortKey *
sheet_sort_get_keys (SheetSort *self,
                     guint     *n_keys)
{
  *n_keys = self->keys->len;
  return (const SheetSortKey *) self->keys->data;
}

/**
 * sheet_sort_find:
 * @self: a sort
 * @column: a column
 * @number: (out): which of the keys it is
 *
 * Returns: whether rows are sorted by @column
 */
gboolean
sheet_sort_find (SheetSort   *self,
                 SheetColumn *column,
                 guint       *number)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      if (get_key (self, i)->column == column)
        {
          *number = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
has_keys (SheetSort          *self,
          const SheetSortKey *keys,
          guint               n_keys)
{
  if (self->keys->len != n_keys)
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    {
      if (get_key (self, i)->column != keys[i].column
          || get_key (self, i)->descending != !!keys[i].descending)
        return FALSE;
    }
  return TRUE;
}

/**
 * sheet_sort_set_keys:
 * @self: a sort
 * @keys: (array length=n_keys): the columns, the most important first; one that comes again is
 *   left out
 * @n_keys: how many
 */
void
sheet_sort_set_keys (SheetSort          *self,
                     const SheetSortKey *keys,
                     guint               n_keys)
{
  g_autoptr (GArray) old = NULL;
  guint number;

  if (has_keys (self, keys, n_keys))
    return;

  /* The old ones may be what @keys points to. */
  old = g_steal_pointer (&self->keys);
  sheet_sort_init (self);
  for (guint i = 0; i < n_keys; i++)
    if (!sheet_sort_find (self, keys[i].column, &number))
      append (self, keys[i].column, keys[i].descending);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sheet_sort_click:
 * @self: a sort
 * @column: the column whose header was clicked
 * @add: whether to keep the other columns
 *
 * Sorts by @column, upward at first and the other way round if that is so already. With @add the
 * column comes behind the others, or is turned round in its place.
 */
void
sheet_sort_click (SheetSort   *self,
                  SheetColumn *column,
                  gboolean     add)
{
  guint number = 0;
  gboolean is_key = sheet_sort_find (self, column, &number);
  SheetSortKey key = { column, FALSE };

  if (!add)
    {
      key.descending = is_key && self->keys->len == 1 && !get_key (self, 0)->descending;
      sheet_sort_set_keys (self, &key, 1);
      return;
    }
  if (is_key)
    get_key (self, number)->descending = !get_key (self, number)->descending;
  else
    append (self, column, FALSE);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * sheet_sort_remove:
 * @self: a sort
 * @column: a column
 *
 * Does not sort by @column any more.
 */
void
sheet_sort_remove (SheetSort   *self,
                   SheetColumn *column)
{
  guint number;

  if (!sheet_sort_find (self, column, &number))
    return;
  g_array_remove_index (self->keys, number);
  g_signal_emit (self, changed_signal, 0);
}
