#include "orm/orm-session-private.h"

#include "orm/orm-list-private.h"
#include "orm/orm-one.h"
#include "orm/orm-query-private.h"

/* Eager loading: what a query's paths lead to, for all the records that it found at once. A
 * reference costs a statement however many records have it, a list one for all owners, and one more
 * where there is a table between. */

typedef struct
{
  OrmSession *session;
  GPtrArray *lists; /* OrmList, for whoever asked to keep */
  GPtrArray *ones;  /* OrmRecord, likewise */
  GError **error;
} Loader;

static void
add_key (GArray     *keys,
         GHashTable *met,
         gint64      key)
{
  if (g_hash_table_add (met, g_memdup2 (&key, sizeof key)))
    g_array_append_val (keys, key);
}

/* Reads the records of a table that are not in use. Returns: (transfer full) (nullable): they */
static GPtrArray *
fetch_missing (Loader       *self,
               OrmTable     *table,
               const GArray *wanted)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < wanted->len; i++)
    {
      gint64 key = g_array_index (wanted, gint64, i);

      if (orm_identity_map_lookup (&self->session->records, table, key) == NULL)
        add_key (keys, met, key);
    }
  if (!orm_session_fetch (self->session, table, (const gint64 *) keys->data, keys->len, records,
                          self->error))
    return NULL;
  return g_steal_pointer (&records);
}

/* Returns: (transfer full) (nullable): the records that others refer to, each once */
static GPtrArray *
load_references (Loader    *self,
                 GPtrArray *records,
                 OrmTable  *table,
                 guint      column)
{
  OrmTable *target = orm_table_get_target (table, column);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) fetched = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      OrmReference *reference =
        orm_field_get_reference (g_ptr_array_index (records, i), &table->columns[column]);

      if (reference->record == NULL && reference->key != 0)
        g_array_append_val (keys, reference->key);
    }
  fetched = fetch_missing (self, target, keys);
  if (fetched == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      OrmReference *reference =
        orm_field_get_reference (g_ptr_array_index (records, i), &table->columns[column]);

      if (reference->record == NULL && reference->key != 0)
        g_set_object (&reference->record, orm_identity_map_lookup (&self->session->records, target,
                                                                   reference->key));
      if (reference->record != NULL && g_hash_table_add (met, reference->record))
        g_ptr_array_add (found, g_object_ref (reference->record));
    }
  return g_steal_pointer (&found);
}

/* Who is a member of whose list. */
typedef struct
{
  gint64 owner;
  gint64 member;
} Membership;

typedef struct
{
  Loader *loader;
  const OrmBackReference *reference;
  GArray *memberships;
  GPtrArray *members; /* held until the lists hold them */
} Reading;

static void
read_member (const OrmValue *values,
             gpointer        user_data)
{
  Reading *reading = user_data;
  const OrmBackReference *reference = reading->reference;
  Membership membership = { values[reference->column].integer,
                            values[reference->source->primary_key].integer };

  if (reference->through >= 0)
    membership.member = values[reference->through].integer;
  else
    g_ptr_array_add (reading->members, orm_session_adopt_row (reading->loader->session,
                                                              reference->source, values));
  g_array_append_val (reading->memberships, membership);
}

/* Reads the members of many owners in the order in which each owner's list has them. */
static gboolean
read_members (Reading *reading,
              GArray  *owners)
{
  const OrmBackReference *reference = reading->reference;
  OrmTable *source = reference->source;
  OrmEngine *engine = reading->loader->session->engine;
  g_autoptr (OrmQuery) query = orm_query_new (source->type);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  orm_query_where (query, orm_condition_in_keys (source->columns[reference->column].name,
                                                 (const gint64 *) owners->data, owners->len));
  if (reference->through >= 0)
    orm_query_order_by (query, source->columns[reference->through].name, ORM_ASCENDING);
  if (!ORM_ENGINE_GET_IFACE (engine)->select (engine, query, read_member, reading,
                                              reading->loader->error))
    return FALSE;
  if (reference->through < 0)
    return TRUE;
  for (guint i = 0; i < reading->memberships->len; i++)
    g_array_append_val (keys, g_array_index (reading->memberships, Membership, i).member);
  g_ptr_array_unref (reading->members);
  reading->members =
    fetch_missing (reading->loader, orm_table_get_target (source, reference->through), keys);
  return reading->members != NULL;
}

/* Lets the lists of owners know their members; @lists are by key of the owner. */
static gboolean
fill_lists (Loader                 *self,
            const OrmBackReference *reference,
            GArray                 *owners,
            GHashTable             *lists)
{
  Reading reading = {
    self, reference, g_array_new (FALSE, FALSE, sizeof (Membership)),
    g_ptr_array_new_with_free_func (g_object_unref),
  };
  g_autoptr (GHashTable) keys =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  gboolean done = owners->len == 0 || read_members (&reading, owners);
  GHashTableIter iter;
  gpointer list, members;

  g_hash_table_iter_init (&iter, lists);
  while (done && g_hash_table_iter_next (&iter, NULL, &list))
    g_hash_table_insert (keys, list, g_array_new (FALSE, FALSE, sizeof (gint64)));
  for (guint i = 0; done && i < reading.memberships->len; i++)
    {
      Membership *membership = &g_array_index (reading.memberships, Membership, i);

      list = g_hash_table_lookup (lists, &membership->owner);
      g_array_append_val ((GArray *) g_hash_table_lookup (keys, list), membership->member);
    }
  g_hash_table_iter_init (&iter, keys);
  while (done && g_hash_table_iter_next (&iter, &list, &members))
    orm_list_preload (list, members);
  g_array_unref (reading.memberships);
  g_clear_pointer (&reading.members, g_ptr_array_unref);
  return done;
}

/* Returns: (transfer full) (nullable): the members of the lists of some owners, each once */
static GPtrArray *
load_lists (Loader                 *self,
            GPtrArray              *records,
            const OrmBackReference *reference)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first = self->lists->len;

  for (guint i = 0; i < records->len; i++)
    {
      OrmRecord *owner = g_ptr_array_index (records, i);
      gint64 key = orm_record_get_key (owner);
      OrmList *list;

      g_object_get (owner, reference->name, &list, NULL);
      if (list == NULL)
        continue;
      g_ptr_array_add (self->lists, list);
      if (list->keys == NULL && g_hash_table_insert (lists, g_memdup2 (&key, sizeof key), list))
        g_array_append_val (owners, key);
    }
  if (!fill_lists (self, reference, owners, lists))
    return NULL;
  for (guint i = first; i < self->lists->len; i++)
    orm_list_collect_members (g_ptr_array_index (self->lists, i), met, found);
  return g_steal_pointer (&found);
}

/* The far end of one to one. Returns: (transfer full) (nullable): the records that refer to some
 * owners */
static GPtrArray *
load_ones (Loader    *self,
           GPtrArray *records,
           OrmTable  *table,
           guint      back_reference)
{
  Reading reading = {
    self, &g_array_index (table->back_references, OrmBackReference, back_reference),
    g_array_new (FALSE, FALSE, sizeof (Membership)),
    g_ptr_array_new_with_free_func (g_object_unref),
  };
  g_autoptr (GHashTable) members = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done;

  for (guint i = 0; i < records->len; i++)
    {
      gint64 key = orm_record_get_key (g_ptr_array_index (records, i));

      g_array_append_val (owners, key);
    }
  done = owners->len == 0 || read_members (&reading, owners);
  for (guint i = 0; i < reading.memberships->len; i++)
    g_hash_table_insert (members, &g_array_index (reading.memberships, Membership, i).owner,
                         g_ptr_array_index (reading.members, i));
  for (guint i = 0; done && i < records->len; i++)
    {
      OrmRecord *owner = g_ptr_array_index (records, i);

      if (owner->session != NULL)
        orm_one_preload (owner, back_reference,
                         g_hash_table_lookup (members, orm_field_get_key (owner, table)));
    }
  g_array_unref (reading.memberships);
  if (!done)
    {
      g_ptr_array_unref (reading.members);
      return NULL;
    }
  for (guint i = 0; i < reading.members->len; i++)
    g_ptr_array_add (self->ones, g_object_ref (g_ptr_array_index (reading.members, i)));
  return reading.members;
}

static gboolean
is_one (const OrmBackReference *reference)
{
  return reference->source->columns[reference->column].is_one_to_one;
}

/* Follows one name of a path. Returns: (transfer full) (nullable): what it leads to */
static GPtrArray *
load_step (Loader      *self,
           GPtrArray   *records,
           OrmTable   **table,
           const char  *name)
{
  const OrmBackReference *reference = orm_table_find_back_reference (*table, name);
  int column = orm_table_find_column (*table, name);
  OrmTable *from = *table;

  if (reference != NULL)
    {
      *table = orm_table_get_members (reference);
      if (!is_one (reference))
        return load_lists (self, records, reference);
      return load_ones (self, records, from,
                        reference - (const OrmBackReference *) from->back_references->data);
    }
  if (column < 0 || from->columns[column].kind != ORM_KIND_BELONGS_TO)
    g_error ("%s has no relationship \"%s\" to load", from->name, name);
  *table = orm_table_get_target (from, column);
  return load_references (self, records, from, column);
}

static gboolean
load_path (Loader     *self,
           GPtrArray  *records,
           OrmTable   *table,
           const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (GPtrArray) current = g_ptr_array_ref (records);

  for (guint i = 0; names[i] != NULL; i++)
    {
      GPtrArray *next = load_step (self, current, &table, names[i]);

      if (next == NULL)
        return FALSE;
      g_ptr_array_unref (current);
      current = next;
    }
  return TRUE;
}

/* Loads what the paths of a query lead to from records that it found. The query keeps the lists
 * among it and the far ends of one to one: a record does not keep these. */
gboolean
orm_session_load_paths (OrmSession  *self,
                        OrmQuery    *query,
                        GPtrArray   *records,
                        GError     **error)
{
  guint n_paths;
  const char *const *paths = orm_query_get_paths (query, &n_paths);
  g_autoptr (GPtrArray) lists = NULL;
  g_autoptr (GPtrArray) ones = NULL;
  Loader loader;

  if (n_paths == 0)
    return TRUE;
  lists = g_ptr_array_new_with_free_func (g_object_unref);
  ones = g_ptr_array_new_with_free_func (g_object_unref);
  loader = (Loader) { self, lists, ones, error };
  for (guint i = 0; i < n_paths; i++)
    if (!load_path (&loader, records, orm_query_get_table (query), paths[i]))
      return FALSE;
  g_ptr_array_extend_and_steal (lists, g_steal_pointer (&ones));
  orm_query_keep (query, g_steal_pointer (&lists));
  return TRUE;
}
