#include "orm/orm-list-private.h"

#include "orm/orm-query-private.h"

/* A list that is asked again beside the main loop. The first listing is not: who opens a list wants
 * to see its first rows at once, and nothing is shown that could stay meanwhile. Nor is what a
 * transaction that is not committed yet makes of it: the worker's connection cannot see that. */

struct _OrmListRequest
{
  OrmList *list; /* not owned; NULL once nobody waits for the answer any more */
  GCancellable *cancellable;
};

/* Nobody waits for the answer any more. */
void
orm_list_stop_asking (OrmList *self)
{
  OrmListRequest *request = g_steal_pointer (&self->request);

  if (request == NULL)
    return;
  request->list = NULL;
  g_cancellable_cancel (request->cancellable);
}

/* Tells whether an answer is waited for, if that became different. */
void
orm_list_tell_loading (OrmList *self)
{
  gboolean is_loading = self->request != NULL;

  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify (G_OBJECT (self), "loading");
}

/* A record has no row any more. Should another be made with its key, it is another record: whoever
 * holds the first has to hear that it went, even if it is there again in the answer. */
void
orm_list_note_gone (OrmList  *self,
                    OrmTable *table,
                    gint64    key)
{
  if (!self->is_background || self->keys == NULL || table != orm_query_get_table (self->query))
    return;
  if (self->gone == NULL)
    self->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (self->gone, g_memdup2 (&key, sizeof key));
}

/* Rows of which is known that they are no more do not wait for the answer. */
void
orm_list_drop_gone (OrmList *self)
{
  g_autoptr (GHashTable) gone = g_steal_pointer (&self->gone);
  g_autoptr (GArray) left = NULL;

  if (gone == NULL)
    return;
  left = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->keys->len);
  for (guint i = 0; i < self->keys->len; i++)
    if (!g_hash_table_contains (gone, &g_array_index (self->keys, gint64, i)))
      g_array_append_val (left, g_array_index (self->keys, gint64, i));
  orm_list_replace (self, left);
}

static void
request_free (OrmListRequest *self)
{
  g_object_unref (self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmListRequest, request_free)

/* The answer is the newest: whatever made an older one wrong has asked again. */
static void
keys_found (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (OrmListRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys =
    orm_session_list_keys_finish (ORM_SESSION (source), result, &error);
  g_autoptr (OrmList) self = NULL;

  if (request->list == NULL)
    return;
  self = g_object_ref (request->list);
  self->request = NULL;
  if (keys != NULL)
    orm_list_publish (self, keys);
  else
    orm_session_fall_behind (self->session, error);
  orm_list_tell_loading (self); /* whoever heard of it may have asked again */
}

/* Returns: whether the list is asked again beside the main loop */
gboolean
orm_list_asks_worker (OrmList *self)
{
  return self->is_background && self->owner == NULL && !self->session->in_transaction;
}

/* Asks the worker, and nobody waits for what was asked before. */
void
orm_list_ask_worker (OrmList *self)
{
  orm_list_stop_asking (self);
  self->request = g_new0 (OrmListRequest, 1);
  self->request->list = self;
  self->request->cancellable = g_cancellable_new ();
  orm_session_list_keys_async (self->session, self->query, self->request->cancellable, keys_found,
                               self->request);
  orm_list_tell_loading (self);
}

/**
 * orm_list_set_background:
 * @self: a list
 * @background: whether it is asked again beside the main loop
 *
 * For lists so long that to sort or filter them takes more than a frame. When the query is set, or
 * a commit, undo, redo or another connection's write concerns the list, its keys are asked for in
 * the session's worker; until the answer comes the list stays as it is and its property "loading"
 * is %TRUE. Then it tells what became different, as ever, in the main context of the caller. What
 * concerns the list meanwhile makes it ask again, and the older question is cancelled, so that only
 * the newest answer is ever told. If the question fails the old rows stay, and the session's
 * "error" signal says why. Changes that come faster than answers are shown in the next pause.
 *
 * A record in use that was deleted goes at once, and a row that is pinned and was not in the list
 * is there at once. The first listing is made at once, so are those of a relationship's list and
 * those within a transaction that has been flushed and not committed.
 *
 * To end the mode while the list is loading asks again at once.
 */
void
orm_list_set_background (OrmList  *self,
                         gboolean  background)
{
  if (self->is_background == background)
    return;
  self->is_background = background;
  if (background)
    g_ptr_array_add (self->session->background_lists, self);
  else
    g_ptr_array_remove_fast (self->session->background_lists, self);
  if (self->request != NULL)
    orm_list_relist (self);
}

/**
 * orm_list_is_loading:
 * @self: a list
 *
 * Returns: whether it has asked again and shows old rows until the answer comes
 */
gboolean
orm_list_is_loading (OrmList *self)
{
  return self->is_loading;
}
