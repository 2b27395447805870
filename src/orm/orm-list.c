#include "orm/orm-list-private.h"

#include "orm/orm-query-private.h"

/* How many objects are read at once, and how many are kept though nobody holds them. */
#define PAGE_SIZE ORM_LIST_PAGE
#define N_KEPT 2048

/* How many pages are remembered as looked at. */
#define N_PAGES_SEEN 64

static void orm_list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OrmList, orm_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      orm_list_model_iface_init))

enum
{
  PROP_0,
  PROP_LOADING,
};

static gint64
key_at (GArray *keys,
        guint   position)
{
  return g_array_index (keys, gint64, position);
}

/* Returns: (transfer full) (nullable): the keys as they are to stand; NULL if they could not be
 * read */
static GArray *
ask (OrmList *self)
{
  g_autoptr (GError) error = NULL;
  GArray *keys = orm_session_list_keys (self->session, self->query, &error);

  if (keys != NULL)
    orm_list_overlay (self, keys);
  else
    orm_session_fall_behind (self->session, error);
  return keys;
}

static void
keep (OrmList   *self,
      OrmRecord *record)
{
  g_queue_push_head (&self->kept, g_object_ref (record));
  if (self->kept.length > N_KEPT)
    g_object_unref (g_queue_pop_tail (&self->kept));
}

/* Reads the list of a relationship whole, rows and all, if it is no longer than a page: one
 * statement instead of two that go the same way. Returns: (transfer full) (nullable): its keys */
static GArray *
ask_small (OrmList *self)
{
  g_autoptr (OrmQuery) query = orm_query_copy (self->query);
  g_autoptr (GPtrArray) records = NULL;
  GArray *keys;

  orm_query_limit (query, PAGE_SIZE + 1);
  records = orm_session_load_all (self->session, query, NULL);
  if (records == NULL || records->len > PAGE_SIZE)
    return NULL;
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), records->len);
  for (guint i = 0; i < records->len; i++)
    {
      gint64 key = orm_record_get_key (g_ptr_array_index (records, i));

      g_array_append_val (keys, key);
    }
  self->read = g_steal_pointer (&records);
  orm_list_overlay (self, keys);
  return keys;
}

static GArray *
get_keys (OrmList *self)
{
  if (self->keys == NULL && self->owner != NULL && orm_query_get_limit (self->query) == 0)
    self->keys = ask_small (self);
  if (self->keys == NULL)
    self->keys = ask (self);
  if (self->keys == NULL)
    self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self->keys;
}

/* Reads the objects of a page that are not in use yet, in one statement. */
static void
load_page (OrmList *self,
           guint    page)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  OrmTable *table = orm_query_get_table (self->query);
  gint64 missing[PAGE_SIZE];
  gsize n_missing = 0;

  for (guint i = page * PAGE_SIZE; i < (page + 1) * PAGE_SIZE && i < self->keys->len; i++)
    if (orm_identity_map_lookup (&self->session->records, table, key_at (self->keys, i)) == NULL
        && orm_list_lookup_unsaved (self, key_at (self->keys, i)) == NULL)
      missing[n_missing++] = key_at (self->keys, i);
  if (!orm_session_fetch (self->session, table, missing, n_missing, records, &error)
      || !orm_session_load_paths (self->session, self->query, records, &error))
    orm_session_fall_behind (self->session, error);
  for (guint i = 0; i < records->len; i++)
    keep (self, g_ptr_array_index (records, i));
}

/* Stands for a row that another program has deleted since the list was read, or that could not be
 * read: a list may not have holes. It goes with the next refresh. */
static OrmRecord *
new_ghost (OrmList  *self,
           OrmTable *table,
           gint64    key)
{
  OrmRecord *record = g_object_new (table->type, NULL);

  if (self->ghosts == NULL)
    self->ghosts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_add (self->ghosts, g_memdup2 (&key, sizeof key));
  *orm_field_get_key (record, table) = key;
  record->state = ORM_STATE_DELETED;
  return record;
}

/* Remembers a page as looked at; mostly it is the one that was looked at before. */
static void
look_at (OrmList *self,
         guint    page)
{
  if (g_hash_table_size (self->seen) > 0 && page == self->last_seen)
    return;
  if (g_hash_table_size (self->seen) >= N_PAGES_SEEN)
    g_hash_table_remove_all (self->seen);
  g_hash_table_add (self->seen, GUINT_TO_POINTER (page));
  self->last_seen = page;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  OrmList *self = ORM_LIST (model);
  OrmTable *table = orm_query_get_table (self->query);
  guint page = position / PAGE_SIZE;
  OrmRecord *record;
  gint64 key;

  if (position >= get_keys (self)->len)
    return NULL;
  look_at (self, page);

  key = key_at (self->keys, position);
  record = orm_list_lookup_unsaved (self, key);
  if (record == NULL)
    record = orm_identity_map_lookup (&self->session->records, table, key);
  if (record == NULL)
    {
      load_page (self, page);
      record = orm_identity_map_lookup (&self->session->records, table, key);
    }
  return record != NULL ? g_object_ref (record) : new_ghost (self, table, key);
}

static guint
get_n_items (GListModel *model)
{
  return get_keys (ORM_LIST (model))->len;
}

static GType
get_item_type (GListModel *model)
{
  return orm_query_get_record_type (ORM_LIST (model)->query);
}

static void
orm_list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item = get_item;
  iface->get_n_items = get_n_items;
  iface->get_item_type = get_item_type;
}

/* Takes the list out of its session's: the last one gets its place, which takes no search. */
static void
leave_session (OrmList *self)
{
  GPtrArray *lists = self->session->lists;
  OrmList *last = g_ptr_array_index (lists, lists->len - 1);

  last->place = self->place;
  g_ptr_array_remove_index_fast (lists, self->place);
}

static void
orm_list_get_property (GObject    *object,
                       guint       property_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  g_value_set_boolean (value, orm_list_is_loading (ORM_LIST (object)));
}

static void
orm_list_dispose (GObject *object)
{
  OrmList *self = ORM_LIST (object);

  orm_list_stop_asking (self);
  if (self->session != NULL)
    {
      orm_list_set_background (self, FALSE);
      leave_session (self);
    }
  g_queue_clear_full (&self->kept, g_object_unref);
  g_clear_pointer (&self->read, g_ptr_array_unref);
  g_clear_object (&self->query);
  g_clear_object (&self->owner);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (orm_list_parent_class)->dispose (object);
}

static void
orm_list_finalize (GObject *object)
{
  OrmList *self = ORM_LIST (object);

  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_clear_pointer (&self->ghosts, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (orm_list_parent_class)->finalize (object);
}

static void
orm_list_class_init (OrmListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = orm_list_dispose;
  object_class->finalize = orm_list_finalize;
  object_class->get_property = orm_list_get_property;
  g_object_class_install_property (
    object_class, PROP_LOADING,
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY));
}

static void
orm_list_init (OrmList *self)
{
  g_queue_init (&self->kept);
  self->seen = g_hash_table_new (NULL, NULL);
}

static int
find_key (GArray *keys,
          gint64  key)
{
  for (guint i = 0; i < keys->len; i++)
    if (key_at (keys, i) == key)
      return i;
  return -1;
}

static gboolean
row_exists (OrmList *self,
            gint64   key)
{
  g_autoptr (OrmRecord) record =
    orm_session_load (self->session, orm_query_get_record_type (self->query), key, NULL);

  return record != NULL;
}

/* The pinned row stays where it is, and a new one stands at the end, wherever the query would have
 * it. */
static void
apply_pin (OrmList *self,
           GArray  *new_keys)
{
  int wanted, found;

  self->displaced = FALSE;
  if (self->pinned == 0)
    return;
  wanted = find_key (self->keys, self->pinned);
  found = find_key (new_keys, self->pinned);
  if (wanted < 0)
    wanted = new_keys->len - (found >= 0);
  if (found < 0 && !row_exists (self, self->pinned))
    return;
  if (found >= 0)
    g_array_remove_index (new_keys, found);
  wanted = MIN (wanted, (int) new_keys->len);
  g_array_insert_val (new_keys, wanted, self->pinned);
  self->displaced = wanted != found;
}

static void
take_keys (OrmList *self,
           GArray  *new_keys)
{
  orm_list_drop_gone (self);
  apply_pin (self, new_keys);
  orm_list_replace (self, new_keys);
  orm_list_replace_ghosts (self);
}

static void
relist_once (OrmList *self)
{
  g_autoptr (GArray) new_keys = NULL;

  orm_list_stop_asking (self);
  orm_list_settle (self);
  new_keys = ask (self);
  if (new_keys != NULL)
    take_keys (self, new_keys);
  orm_list_drop_settled (self);
}

/* Lets the list be what was found, if it is known already, and tells what became different. Whoever
 * hears of it may change something that the list depends on: that is told afterwards, since each
 * signal has to leave the list that it tells of, to everybody who hears it. @found is changed. */
void
orm_list_publish (OrmList *self,
                  GArray  *found)
{
  self->is_outdated = found == NULL || self->is_telling;
  if (self->is_telling)
    return;
  g_object_ref (self);
  self->is_telling = TRUE;
  if (found != NULL)
    take_keys (self, found);
  while (self->is_outdated)
    {
      self->is_outdated = FALSE;
      relist_once (self);
    }
  self->is_telling = FALSE;
  orm_list_tell_loading (self);
  g_object_unref (self);
}

/* Asks again, and tells what became different: at once, or when the worker has found it. */
void
orm_list_relist (OrmList *self)
{
  if (self->keys == NULL)
    return;
  if (orm_list_asks_worker (self))
    orm_list_ask_worker (self);
  else
    orm_list_publish (self, NULL);
}

/* Tells of records that went, before the answer of the worker. Returns: whether somebody who heard
 * of it made the list ask again */
static gboolean
tell_gone (OrmList *self)
{
  if (self->gone == NULL || self->is_telling)
    return FALSE;
  self->is_outdated = FALSE;
  self->is_telling = TRUE;
  orm_list_drop_gone (self);
  self->is_telling = FALSE;
  return self->is_outdated;
}

/* After a commit. @changes says what became different, a table each; NULL: anything may have. */
void
orm_list_update (OrmList *self,
                 GArray  *changes)
{
  gboolean is_concerned = tell_gone (self) || changes == NULL || self->touched;

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const OrmTableChange *change = &g_array_index (changes, OrmTableChange, i);

      if (change->rows && orm_query_depends_on_rows (self->query, change->table))
        is_concerned = TRUE;
      else if (change->columns != 0
               && orm_query_depends_on (self->query, change->table, change->columns))
        is_concerned = TRUE;
    }
  if (is_concerned)
    orm_list_relist (self);
}

/* Lets the list of a relationship, which nobody has asked for its members yet, know them by their
 * keys; the list keeps those that are in use, however many they are. */
void
orm_list_preload (OrmList *self,
                  GArray  *keys)
{
  self->keys = g_array_ref (keys);
  for (guint i = 0; i < keys->len; i++)
    {
      OrmRecord *member = orm_identity_map_lookup (&self->session->records,
                                                   orm_query_get_table (self->query),
                                                   key_at (keys, i));

      if (member != NULL)
        g_queue_push_head (&self->kept, g_object_ref (member));
    }
  orm_list_overlay (self, self->keys);
}

/* Adds the members that are in use and have not been met elsewhere. */
void
orm_list_collect_members (OrmList    *self,
                          GHashTable *met,
                          GPtrArray  *members)
{
  OrmTable *table = orm_query_get_table (self->query);

  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    {
      OrmRecord *member =
        orm_identity_map_lookup (&self->session->records, table, key_at (self->keys, i));

      if (member != NULL && g_hash_table_add (met, member))
        g_ptr_array_add (members, g_object_ref (member));
    }
}

/**
 * orm_list_new:
 * @session: a session, which the list keeps
 * @query: what it lists; not to be changed after
 *
 * Returns: (transfer full): a list, which has asked nothing yet
 */
OrmList *
orm_list_new (OrmSession *session,
              OrmQuery   *query)
{
  OrmList *self = g_object_new (ORM_TYPE_LIST, NULL);

  self->session = g_object_ref (session);
  self->query = g_object_ref (query);
  self->place = session->lists->len;
  g_ptr_array_add (session->lists, self);
  return self;
}

/* Returns: (transfer full): the list of an owner's relationship */
OrmList *
orm_list_new_related (OrmRecord *owner,
                      guint      back_reference)
{
  OrmTable *table = orm_table_of_record (owner);
  const OrmBackReference *reference =
    &g_array_index (table->back_references, OrmBackReference, back_reference);
  g_autoptr (OrmQuery) query = orm_query_new_related (owner, reference->name);
  OrmList *self = orm_list_new (owner->session, query);

  self->owner = g_object_ref (owner);
  self->back_reference = back_reference;
  return self;
}

/**
 * orm_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it lists; copy it to ask for something else
 */
OrmQuery *
orm_list_get_query (OrmList *self)
{
  return self->query;
}

/**
 * orm_list_set_query:
 * @self: a list
 * @query: what it lists from now on, of the same class; not to be changed after
 *
 * Sorts, filters or narrows the list, and tells what became different. A row that was pinned is
 * not any more.
 */
void
orm_list_set_query (OrmList  *self,
                    OrmQuery *query)
{
  g_return_if_fail (orm_query_get_table (query) == orm_query_get_table (self->query));

  self->pinned = 0;
  g_set_object (&self->query, query);
  orm_list_relist (self);
}

/**
 * orm_list_get_key:
 * @self: a list
 * @position: a position
 *
 * Returns: the primary key of the row there, without making an object of it; 0 behind the end, or
 *   if the record there has none yet
 */
gint64
orm_list_get_key (OrmList *self,
                  guint    position)
{
  OrmRecord *unsaved;

  if (position >= get_keys (self)->len)
    return 0;
  unsaved = orm_list_lookup_unsaved (self, key_at (self->keys, position));
  return unsaved != NULL ? orm_record_get_key (unsaved) : key_at (self->keys, position);
}

/**
 * orm_list_find:
 * @self: a list
 * @key: a primary key
 * @position: (out) (optional): where its row stands
 *
 * Returns: whether the list has that row
 */
gboolean
orm_list_find (OrmList *self,
               gint64   key,
               guint   *position)
{
  int found = find_key (get_keys (self), key);

  if (found >= 0 && position != NULL)
    *position = found;
  return found >= 0;
}

/**
 * orm_list_set_pinned:
 * @self: a list
 * @key: the primary key of the row that the cursor is in; 0: none
 *
 * While a row is pinned it neither moves nor goes, whatever its values; it takes its place once it
 * is pinned no more. A pinned row that was not in the list stands at its end.
 */
void
orm_list_set_pinned (OrmList *self,
                     gint64   key)
{
  gboolean is_displaced = self->displaced;
  gboolean is_missing;

  if (self->pinned == key)
    return;
  is_missing = key != 0 && self->keys != NULL && find_key (self->keys, key) < 0;
  self->pinned = key;
  if (is_missing && !self->is_telling && orm_list_asks_worker (self) && row_exists (self, key))
    {
      self->displaced = TRUE;
      orm_list_splice (self, self->keys->len, 0, &key, 1);
      is_missing = FALSE;
    }
  if (is_displaced || is_missing)
    orm_list_relist (self);
}
