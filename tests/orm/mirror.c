#include "mirror.h"

static void
replay (Mirror *self,
        guint   position,
        guint   n_removed,
        guint   n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_list_model_get_item (self->model, position + i));
  g_list_store_splice (self->store, position, n_removed, added->pdata, n_added);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->store)), ==,
                    g_list_model_get_n_items (self->model));
}

static void
items_changed_cb (Mirror *self,
                  guint   position,
                  guint   n_removed,
                  guint   n_added)
{
  g_assert_true (n_removed > 0 || n_added > 0);
  if (self->changes->len > 0)
    g_string_append (self->changes, ", ");
  g_string_append_printf (self->changes, "%u", position);
  if (n_removed > 0)
    g_string_append_printf (self->changes, "-%u", n_removed);
  if (n_added > 0)
    g_string_append_printf (self->changes, "+%u", n_added);
  self->largest = MAX (self->largest, MIN (n_removed, n_added));
  replay (self, position, n_removed, n_added);
}

/* Returns: (transfer full): somebody who looks at all rows of a list from now on */
Mirror *
mirror_new (gpointer model)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->model = g_object_ref (model);
  self->store = g_list_store_new (g_list_model_get_item_type (self->model));
  self->changes = g_string_new (NULL);
  replay (self, 0, 0, g_list_model_get_n_items (self->model));
  self->handler =
    g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

/* Checks that the list is what its signals made of it: the very same objects. */
void
mirror_check (Mirror *self)
{
  guint n_items = g_list_model_get_n_items (self->model);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->store)), ==, n_items);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);
      g_autoptr (GObject) mirrored = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      g_assert_true (item == mirrored);
    }
}

void
mirror_free (Mirror *self)
{
  g_signal_handler_disconnect (self->model, self->handler);
  g_object_unref (self->model);
  g_object_unref (self->store);
  g_string_free (self->changes, TRUE);
  g_free (self);
}
