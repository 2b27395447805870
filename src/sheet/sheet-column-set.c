#include "sheet/sheet-column-set.h"


struct _SheetColumnSet
{
  GObject parent_instance;

  GListStore *all;
  GPtrArray *shown; /* of SheetColumn */
};

static void
update_shown (SheetColumnSet *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  guint n_columns = g_list_model_get_n_items (G_LIST_MODEL (self->all));

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      if (sheet_column_get_visible (column))
        g_ptr_array_add (self->shown, g_steal_pointer (&column));
    }

  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->shown->len);
}

static void
all_changed_cb (GListModel *all,
                guint       position,
                guint       removed,
                guint       added,
                gpointer    user_data)
{
  SheetColumnSet *self = user_data;

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (all, i);

      g_signal_handlers_disconnect_by_func (column, update_shown, self);
      g_signal_connect_object (column, "notify::visible", G_CALLBACK (update_shown), self,
                               G_CONNECT_SWAPPED);
    }

  update_shown (self);
}

static GType
get_item_type (GListModel *model)
{
  return SHEET_TYPE_COLUMN;
}

static guint
get_n_items (GListModel *model)
{
  return SHEET_COLUMN_SET (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SheetColumn *column = sheet_column_set_get_shown (SHEET_COLUMN_SET (model), position);

  return column != NULL ? g_object_ref (column) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SheetColumnSet, sheet_column_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sheet_column_set_finalize (GObject *object)
{
  SheetColumnSet *self = SHEET_COLUMN_SET (object);

  g_signal_handlers_disconnect_by_data (self->all, self);
  g_object_unref (self->all);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (sheet_column_set_parent_class)->finalize (object);
}

static void
sheet_column_set_class_init (SheetColumnSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sheet_column_set_finalize;
}

static void
sheet_column_set_init (SheetColumnSet *self)
{
  self->all = g_list_store_new (SHEET_TYPE_COLUMN);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (self->all, "items-changed", G_CALLBACK (all_changed_cb), self);
}

/**
 * sheet_column_set_new:
 *
 * Returns: a set without columns
 */
SheetColumnSet *
sheet_column_set_new (void)
{
  return g_object_new (SHEET_TYPE_COLUMN_SET, NULL);
}

/**
 * sheet_column_set_get_all:
 * @self: a set of columns
 *
 * Returns: (transfer none): all columns, hidden ones too, to add to and take from
 */
GListStore *
sheet_column_set_get_all (SheetColumnSet *self)
{
  return self->all;
}

/**
 * sheet_column_set_get_n_shown:
 * @self: a set of columns
 *
 * Returns: how many are shown
 */
guint
sheet_column_set_get_n_shown (SheetColumnSet *self)
{
  return self->shown->len;
}

/**
 * sheet_column_set_get_shown:
 * @self: a set of columns
 * @number: which, counting the shown ones
 *
 * Returns: (transfer none) (nullable): the column, %NULL beyond the last
 */
SheetColumn *
sheet_column_set_get_shown (SheetColumnSet *self,
                            guint           number)
{
  return number < self->shown->len ? g_ptr_array_index (self->shown, number) : NULL;
}

/**
 * sheet_column_set_find:
 * @self: a set of columns
 * @column: (nullable): a column
 *
 * Returns: its number among the shown ones, or %SHEET_NONE
 */
guint
sheet_column_set_find (SheetColumnSet *self,
                       SheetColumn    *column)
{
  guint number;

  return g_ptr_array_find (self->shown, column, &number) ? number : SHEET_NONE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  GHashTable *places = user_data;

  return GPOINTER_TO_INT (g_hash_table_lookup (places, a))
         - GPOINTER_TO_INT (g_hash_table_lookup (places, b));
}

/**
 * sheet_column_set_arrange:
 * @self: a set of columns
 * @order: (array length=n_columns): some of the columns, in their new order
 * @n_columns: how many
 *
 * Puts columns into another order. They take the places that they have together; the others stay
 * where they are.
 */
void
sheet_column_set_arrange (SheetColumnSet     *self,
                          SheetColumn *const *order,
                          guint               n_columns)
{
  GListModel *all = G_LIST_MODEL (self->all);
  g_autoptr (GHashTable) arranged = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  gboolean is_changed = FALSE;
  guint next = 0;

  for (guint i = 0; i < n_columns; i++)
    g_hash_table_add (arranged, order[i]);
  g_return_if_fail (g_hash_table_size (arranged) == n_columns);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (all, i);
      SheetColumn *here = g_hash_table_contains (arranged, column) ? order[next++] : column;

      is_changed |= here != column;
      g_hash_table_insert (places, here, GUINT_TO_POINTER (i));
    }
  if (is_changed)
    g_list_store_sort (self->all, compare_places, places);
}

/**
 * sheet_column_set_move:
 * @self: a set of columns
 * @column: a shown column
 * @by: how many places among the shown ones, to the end if positive
 *
 * Moves a column, as far as there are places.
 *
 * Returns: whether it has another place now
 */
gboolean
sheet_column_set_move (SheetColumnSet *self,
                       SheetColumn    *column,
                       int             by)
{
  guint old = sheet_column_set_find (self, column);
  g_autoptr (GPtrArray) order = NULL;
  int place;

  if (old == SHEET_NONE)
    return FALSE;
  place = CLAMP ((int) old + by, 0, (int) self->shown->len - 1);
  if (place == (int) old)
    return FALSE;

  order = g_ptr_array_copy (self->shown, NULL, NULL);
  g_ptr_array_set_free_func (order, NULL);
  g_ptr_array_insert (order, place, g_ptr_array_steal_index (order, old));
  sheet_column_set_arrange (self, (SheetColumn *const *) order->pdata, order->len);
  return TRUE;
}
