#include "orm/orm-one.h"

/* The other end of one to one: a property of the record referred to, which is read from the file
 * when somebody asks. The owner knows the record weakly, or the two would keep each other. A record
 * that is pending holds its owner, which has heard of it: so what is not known is as in the file,
 * but for a record that has moved away. */

struct _OrmOne
{
  OrmSession *session; /* NULL: it has gone */
  OrmRecord *owner;    /* which owns this */
  guint back_reference;
  gboolean is_known;
  OrmRecord *record;   /* not owned; NULL where known: there is none */
};

static const OrmBackReference *
get_reference (OrmRecord *owner,
               guint      back_reference)
{
  return &g_array_index (orm_table_of_record (owner)->back_references, OrmBackReference,
                         back_reference);
}

static const char *
get_property (OrmRecord *owner,
              guint      back_reference)
{
  const OrmBackReference *reference = get_reference (owner, back_reference);

  return reference->source->columns[reference->column].name;
}

static void
record_dies (gpointer  data,
             GObject  *record)
{
  OrmOne *self = data;

  self->record = NULL;
  self->is_known = FALSE;
}

static void
forget (OrmOne *self)
{
  if (self->record != NULL)
    g_object_weak_unref (G_OBJECT (self->record), record_dies, self);
  self->record = NULL;
  self->is_known = FALSE;
}

static void
know (OrmOne    *self,
      OrmRecord *record)
{
  forget (self);
  self->is_known = TRUE;
  self->record = record;
  if (record != NULL)
    g_object_weak_ref (G_OBJECT (record), record_dies, self);
}

static OrmOne **
get_place (OrmRecord *owner,
           guint      back_reference)
{
  if (owner->lists == NULL)
    owner->lists = g_new0 (gpointer, orm_table_of_record (owner)->back_references->len);
  return &((OrmOne **) owner->lists)[back_reference];
}

static OrmOne *
ensure (OrmSession *session,
        OrmRecord  *owner,
        guint       back_reference)
{
  OrmOne **place = get_place (owner, back_reference);

  if (*place != NULL && (*place)->session == session)
    return *place;
  g_clear_pointer (place, orm_one_free);
  *place = g_new0 (OrmOne, 1);
  (*place)->session = session;
  (*place)->owner = owner;
  (*place)->back_reference = back_reference;
  if (session->ones == NULL)
    session->ones = g_hash_table_new (NULL, NULL);
  g_hash_table_add (session->ones, *place);
  return *place;
}

void
orm_one_free (OrmOne *self)
{
  if (self->session != NULL)
    g_hash_table_remove (self->session->ones, self);
  forget (self);
  g_free (self);
}

/* Returns: whether a record still refers to the owner that it has in the file */
static gboolean
has_stayed (OrmRecord *record,
            OrmRecord *owner,
            guint      back_reference)
{
  return record->state != ORM_STATE_REMOVED
         && orm_record_get_reference_key (record, get_property (owner, back_reference))
              == orm_record_get_key (owner);
}

/* Asks the file. Returns: (transfer full) (nullable): the record, unless it refers to another owner
 * or to none by now */
static OrmRecord *
find (OrmSession  *session,
      OrmRecord   *owner,
      guint        back_reference,
      GError     **error)
{
  const OrmBackReference *reference = get_reference (owner, back_reference);
  g_autoptr (OrmQuery) query = NULL;
  g_autoptr (OrmRecord) record = NULL;

  if (orm_record_get_key (owner) == 0 || owner->state == ORM_STATE_NEW)
    return NULL;
  query = orm_query_new (reference->source->type);
  orm_query_where (query, orm_condition_refers_to (get_property (owner, back_reference), owner));
  record = orm_session_find (session, query, error);
  if (record == NULL || !has_stayed (record, owner, back_reference))
    return NULL;
  return g_steal_pointer (&record);
}

/* Returns: (transfer full) (nullable): the record that refers to an owner, read from the file if it
 * is not known; NULL without an error if there is none */
OrmRecord *
orm_one_load (OrmRecord  *owner,
              guint       back_reference,
              GError    **error)
{
  g_autoptr (GError) local_error = NULL;
  OrmRecord *record;
  OrmOne *self;

  if (owner->session == NULL)
    return NULL;
  self = ensure (owner->session, owner, back_reference);
  if (self->is_known)
    return self->record != NULL ? g_object_ref (self->record) : NULL;
  record = find (owner->session, owner, back_reference, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    know (self, record);
  return record;
}

/* Lets an owner know the record that the file has for it, unless it knows better. */
void
orm_one_preload (OrmRecord *owner,
                 guint      back_reference,
                 OrmRecord *record)
{
  OrmOne *self = ensure (owner->session, owner, back_reference);

  if (!self->is_known)
    know (self, record != NULL && has_stayed (record, owner, back_reference) ? record : NULL);
}

/* Lets a record refer to an owner, or none. */
void
orm_one_set (OrmRecord *owner,
             guint      back_reference,
             OrmRecord *record)
{
  const char *property = get_property (owner, back_reference);
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmRecord) before = orm_one_load (owner, back_reference, &error);

  if (error != NULL)
    orm_session_spoil (owner->session, g_steal_pointer (&error));
  if (record == before)
    return;
  if (record == NULL)
    {
      g_object_set (before, property, NULL, NULL);
      return;
    }
  g_object_set (record, property, owner, NULL);
  if (record->session == NULL && owner->session != NULL)
    orm_session_add (owner->session, record);
}

static void
notify (OrmRecord *owner,
        guint      back_reference)
{
  g_object_notify_by_pspec (G_OBJECT (owner), get_reference (owner, back_reference)->pspec);
}

/* A record refers to an owner from now on: which lets go of the one it had. */
void
orm_one_came (OrmSession *session,
              OrmRecord  *owner,
              guint       back_reference,
              OrmRecord  *record)
{
  OrmOne *self = ensure (session, owner, back_reference);
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmRecord) before = NULL;

  if (self->is_known)
    before = self->record != NULL ? g_object_ref (self->record) : NULL;
  else
    before = find (session, owner, back_reference, &error);
  if (error != NULL)
    orm_session_spoil (session, g_steal_pointer (&error));
  know (self, record);
  if (before != NULL && before != record)
    g_object_set (before, get_property (owner, back_reference), NULL, NULL);
  notify (owner, back_reference);
}

/* A record refers to an owner no more. */
void
orm_one_went (OrmRecord *owner,
              guint      back_reference,
              OrmRecord *record)
{
  OrmOne *self = owner->lists != NULL ? ((OrmOne **) owner->lists)[back_reference] : NULL;

  if (self == NULL || (self->is_known && self->record != record))
    return;
  know (self, NULL);
  notify (owner, back_reference);
}

/* What is known may be wrong: of records of @source, or of all if that is NULL. */
void
orm_one_forget_all (OrmSession *session,
                    OrmTable   *source)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  OrmOne *self;

  if (session->ones == NULL)
    return;
  g_hash_table_iter_init (&iter, session->ones);
  while (g_hash_table_iter_next (&iter, (gpointer *) &self, NULL))
    if (self->is_known
        && (source == NULL || get_reference (self->owner, self->back_reference)->source == source))
      {
        forget (self);
        g_ptr_array_add (owners, g_object_ref (self->owner));
        g_array_append_val (ends, self->back_reference);
      }
  for (guint i = 0; i < owners->len; i++)
    notify (g_ptr_array_index (owners, i), g_array_index (ends, guint, i));
}

/* The session goes. */
void
orm_one_detach_all (OrmSession *session)
{
  GHashTableIter iter;
  OrmOne *self;

  if (session->ones == NULL)
    return;
  g_hash_table_iter_init (&iter, session->ones);
  while (g_hash_table_iter_next (&iter, (gpointer *) &self, NULL))
    {
      forget (self);
      self->session = NULL;
    }
  g_clear_pointer (&session->ones, g_hash_table_unref);
}
