#include "orm/orm-list-private.h"

#include "orm/orm-query-private.h"

/* The list of a relationship runs ahead of the file: who comes stands at its end, who goes is gone,
 * at once. After the commit the list is asked again, which puts everybody in the query's place and
 * tells nothing where that is the same.
 *
 * A record that has no key yet stands in the vector of keys by its address, in a range in which no
 * key lies that SQLite gives. */

#define MARK (G_GUINT64_CONSTANT (1) << 63)

static gint64
mark_of (OrmRecord *record)
{
  return (gint64) (MARK | (gsize) record);
}

const OrmBackReference *
orm_list_get_back_reference (OrmList *self)
{
  GArray *all = orm_table_of_record (self->owner)->back_references;

  return &g_array_index (all, OrmBackReference, self->back_reference);
}

/* Returns: (transfer none) (nullable): the member that stands for itself, having come without a
 * key; NULL if @key is a key */
OrmRecord *
orm_list_lookup_unsaved (OrmList *self,
                         gint64   key)
{
  OrmRecord *record = (OrmRecord *) (gsize) ((guint64) key & ~MARK);

  if (key >= 0 || self->unsaved == NULL || !g_hash_table_contains (self->unsaved, record))
    return NULL;
  return record;
}

/* Finds a member by its key, or by itself where it came without one. Who is taken out one after
 * the other mostly stands where the last one stood. Returns: its position, or -1 */
int
orm_list_find_member (OrmList   *self,
                      OrmRecord *record,
                      gint64     key)
{
  const gint64 *keys = (const gint64 *) self->keys->data;
  gboolean is_unsaved =
    record != NULL && self->unsaved != NULL && g_hash_table_contains (self->unsaved, record);
  gint64 wanted = is_unsaved ? mark_of (record) : key;

  if (wanted == 0)
    return -1;
  if (self->last_taken < self->keys->len && keys[self->last_taken] == wanted)
    return self->last_taken;
  for (guint i = 0; i < self->keys->len; i++)
    if (keys[i] == wanted)
      return i;
  return -1;
}

static gint64
mark_unsaved (OrmList   *self,
              OrmRecord *record)
{
  if (self->unsaved == NULL)
    self->unsaved = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_add (self->unsaved, g_object_ref (record));
  return mark_of (record);
}

/* Returns: how a member stands in the vector of keys */
static gint64
place_for (OrmList   *self,
           OrmRecord *record,
           gint64     key)
{
  return record != NULL && record->state == ORM_STATE_NEW ? mark_unsaved (self, record) : key;
}

/* Lets a member stand at the end. @record is NULL if it is not loaded. */
void
orm_list_take_in (OrmList   *self,
                  OrmRecord *record,
                  gint64     key)
{
  gint64 place;

  if (self->keys == NULL)
    return;
  self->touched = TRUE;
  self->is_outdated = self->is_telling;
  if (self->is_telling)
    return;
  if (self->pinned != 0 && self->pinned == key && orm_list_find_member (self, record, key) >= 0)
    return;
  place = place_for (self, record, key);
  orm_list_splice (self, self->keys->len, 0, &place, 1);
}

/* Takes a member out, unless it is pinned. */
void
orm_list_let_go (OrmList   *self,
                 OrmRecord *record,
                 gint64     key)
{
  int position;

  if (self->keys == NULL)
    return;
  self->touched = TRUE;
  self->is_outdated = self->is_telling;
  if (self->is_telling)
    return;
  position = orm_list_find_member (self, record, key);
  if (position < 0)
    return;
  if (self->pinned != 0 && self->pinned == key)
    {
      self->displaced = TRUE;
      return;
    }
  self->last_taken = position;
  orm_list_splice (self, position, 1, NULL, 0);
  if (self->unsaved != NULL && record != NULL)
    g_hash_table_remove (self->unsaved, record);
}

static gboolean
has_got_key (OrmRecord *record)
{
  return record->state != ORM_STATE_NEW && orm_record_get_key (record) != 0;
}

/* Puts keys where members stand that have got one; that is no change to anybody. */
void
orm_list_settle (OrmList *self)
{
  guint n_left = self->unsaved != NULL ? g_hash_table_size (self->unsaved) : 0;

  for (guint i = self->keys->len; n_left > 0 && i-- > 0;)
    {
      gint64 *key = &g_array_index (self->keys, gint64, i);
      OrmRecord *record = orm_list_lookup_unsaved (self, *key);

      if (record == NULL)
        continue;
      n_left--;
      if (has_got_key (record))
        *key = orm_record_get_key (record);
    }
}

static gboolean
is_settled (gpointer record,
            gpointer value,
            gpointer user_data)
{
  return ((OrmRecord *) record)->state != ORM_STATE_NEW;
}

/* Lets go of the records that orm_list_settle() has given keys, or that came to nothing. */
void
orm_list_drop_settled (OrmList *self)
{
  if (self->unsaved != NULL)
    g_hash_table_foreach_remove (self->unsaved, is_settled, NULL);
}

/* What a pending record means for a list: a member that comes, one that goes, or one of which
 * nothing but the last is certain. */
typedef struct
{
  OrmList *list;
  const OrmBackReference *reference;
  GHashTable *gone;  /* keys of members whose row may stand in the file and does not count */
  GPtrArray *coming; /* OrmRecord of the source's class */
} Overlay;

static OrmReference
get_reference (OrmRecord *record,
               OrmTable  *table,
               guint      column)
{
  OrmReference reference = *orm_field_get_reference (record, &table->columns[column]);

  if (reference.record != NULL)
    reference.key = orm_record_get_key (reference.record);
  return reference;
}

static gboolean
refers_to (OrmRecord             *record,
           const OrmBackReference *reference,
           OrmRecord             *owner)
{
  OrmReference held = get_reference (record, reference->source, reference->column);

  return held.record != NULL ? held.record == owner
                             : held.key != 0 && held.key == orm_record_get_key (owner);
}

/* Returns: the member for which a record of the source's class stands */
static OrmReference
member_of (const OrmBackReference *reference,
           OrmRecord              *record)
{
  if (reference->through < 0)
    return (OrmReference) { orm_record_get_key (record), record };
  return get_reference (record, reference->source, reference->through);
}

static void
meet_pending (Overlay   *self,
              OrmRecord *record)
{
  const OrmBackReference *reference = self->reference;
  guint64 bit = G_GUINT64_CONSTANT (1) << reference->column;
  gboolean is_here = refers_to (record, reference, self->list->owner);
  OrmReference member;

  if (record->state == ORM_STATE_DIRTY && !(record->dirty & bit))
    return;
  if (reference->through >= 0 && !is_here) /* the same member may be another owner's as well */
    return;
  member = member_of (reference, record);
  if (record->state != ORM_STATE_NEW)
    g_hash_table_add (self->gone, g_memdup2 (&member.key, sizeof member.key));
  if (is_here && record->state != ORM_STATE_REMOVED
      && (member.record == NULL || member.record->state != ORM_STATE_REMOVED))
    g_ptr_array_add (self->coming, record);
}

static void
remove_gone (GArray     *keys,
             GHashTable *gone)
{
  guint n = 0;

  if (g_hash_table_size (gone) == 0)
    return;
  for (guint i = 0; i < keys->len; i++)
    {
      gint64 key = g_array_index (keys, gint64, i);

      if (!g_hash_table_contains (gone, &key))
        g_array_index (keys, gint64, n++) = key;
    }
  g_array_set_size (keys, n);
}

/* Brings keys as the file has them to what the session has in mind. */
void
orm_list_overlay (OrmList *self,
                  GArray  *keys)
{
  OrmTable *members = orm_query_get_table (self->query);
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) coming = g_ptr_array_new ();
  Overlay overlay = { self, NULL, gone, coming };

  self->touched = FALSE;
  if (self->owner == NULL || self->session->pending->len == 0)
    return;
  overlay.reference = orm_list_get_back_reference (self);
  for (guint i = 0; i < self->session->pending->len; i++)
    {
      OrmRecord *record = g_ptr_array_index (self->session->pending, i);
      OrmTable *table = orm_table_of_record (record);

      if (record->state == ORM_STATE_DETACHED || record->state == ORM_STATE_CLEAN
          || record->state == ORM_STATE_DELETED || !g_hash_table_add (met, record))
        continue;
      if (table == overlay.reference->source)
        meet_pending (&overlay, record);
      else if (table == members && record->state == ORM_STATE_REMOVED)
        {
          gint64 key = orm_record_get_key (record);

          g_hash_table_add (gone, g_memdup2 (&key, sizeof key));
        }
    }
  remove_gone (keys, gone);
  for (guint i = 0; i < coming->len; i++)
    {
      OrmReference member = member_of (overlay.reference, g_ptr_array_index (coming, i));
      gint64 place = place_for (self, member.record, member.key);

      g_array_append_val (keys, place);
    }
  self->touched = coming->len > 0 || g_hash_table_size (gone) > 0;
}
