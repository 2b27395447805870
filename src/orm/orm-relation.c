#include "orm/orm-relation.h"

#include "orm/orm-link.h"
#include "orm/orm-list-private.h"
#include "orm/orm-one.h"
#include "orm/orm-query-private.h"

/* A relationship has two sides: the reference, which is a field and a column, and what the record
 * referred to has got by it, which is a list. When the one changes in memory the other does so at
 * once, if somebody looks at it. What the file changes by itself - a delete rule, undo - comes with
 * orm-changes.c. */

/* Returns: (transfer none) (nullable): what a reference refers to, if it is in use */
static OrmRecord *
find_owner (OrmSession         *session,
            OrmTable           *table,
            guint               column,
            const OrmReference *reference)
{
  if (reference->record != NULL || reference->key == 0)
    return reference->record;
  return orm_identity_map_lookup (&session->records, orm_table_get_target (table, column),
                                  reference->key);
}

static void
tell_list (OrmList   *list,
           OrmRecord *record,
           gboolean   comes)
{
  const OrmBackReference *reference = orm_list_get_back_reference (list);
  OrmReference member = { orm_record_get_key (record), record };

  if (reference->through >= 0)
    member = *orm_field_get_reference (record, &reference->source->columns[reference->through]);
  if (member.record != NULL)
    member.key = orm_record_get_key (member.record);
  g_object_ref (list);
  if (comes)
    orm_list_take_in (list, member.record, member.key);
  else
    orm_list_let_go (list, member.record, member.key);
  g_object_unref (list);
}

/* What a record refers to by a column, or referred to, hears that it comes or goes. */
static void
tell (OrmSession         *session,
      OrmRecord          *record,
      guint               column,
      const OrmReference *reference,
      gboolean            comes)
{
  OrmTable *table = orm_table_of_record (record);
  int end = table->ends[column];
  OrmRecord *owner = end >= 0 ? find_owner (session, table, column, reference) : NULL;
  gpointer *ends = owner != NULL ? owner->lists : NULL;

  if (owner == NULL)
    return;
  if (table->columns[column].is_one_to_one)
    {
      if (comes)
        orm_one_came (session, owner, end, record);
      else
        orm_one_went (owner, end, record);
    }
  else if (ends != NULL && ends[end] != NULL)
    tell_list (ends[end], record, comes);
}

static void
tell_all (OrmSession *session,
          OrmRecord  *record,
          gboolean    comes)
{
  OrmTable *table = orm_table_of_record (record);

  for (guint i = 0; table->references >> i != 0; i++)
    if ((table->references >> i) & 1)
      tell (session, record, i, orm_field_get_reference (record, &table->columns[i]), comes);
}

/* A record has become part of a session's work. */
void
orm_relation_entered (OrmSession *session,
                      OrmRecord  *record)
{
  tell_all (session, record, TRUE);
}

static gboolean
has_links (OrmTable *table)
{
  for (guint i = 0; i < table->back_references->len; i++)
    if (g_array_index (table->back_references, OrmBackReference, i).through >= 0)
      return TRUE;
  return FALSE;
}

/* The lists that a record may be a member of by links which are not in use. */
static void
leave_lists (OrmSession *session,
             OrmRecord  *record)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < session->lists->len; i++)
    {
      OrmList *list = g_ptr_array_index (session->lists, i);

      if (list->owner != NULL && orm_list_get_back_reference (list)->through >= 0
          && orm_query_get_table (list->query) == orm_table_of_record (record))
        g_ptr_array_add (lists, g_object_ref (list));
    }
  for (guint i = 0; i < lists->len; i++)
    orm_list_let_go (g_ptr_array_index (lists, i), record, orm_record_get_key (record));
}

/* A record is to be deleted, or not to be made. */
void
orm_relation_left (OrmSession *session,
                   OrmRecord  *record)
{
  tell_all (session, record, FALSE);
  if (!has_links (orm_table_of_record (record)))
    return;
  if (record->state == ORM_STATE_DETACHED) /* the links of one that has a row go with the row */
    orm_link_left (session, record);
  leave_lists (session, record);
}

/* A new record that had what it lives by may have lost it. */
static void
note_orphan (OrmRecord *record)
{
  OrmSession *session = record->session;

  if (session->orphans == NULL)
    session->orphans = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_add (session->orphans, g_object_ref (record));
}

/* Returns: whether a pending record has lost what it lives by */
gboolean
orm_relation_is_orphan (OrmSession *session,
                        OrmRecord  *record)
{
  OrmTable *table = orm_table_of_record (record);
  guint64 columns = table->orphans;

  if (columns == 0)
    return FALSE;
  if (record->state == ORM_STATE_DIRTY)
    columns &= record->dirty;
  else if (record->state != ORM_STATE_NEW || session->orphans == NULL
           || !g_hash_table_contains (session->orphans, record))
    return FALSE;
  for (guint i = 0; columns >> i != 0; i++)
    if ((columns >> i) & 1)
      {
        const OrmReference *reference = orm_field_get_reference (record, &table->columns[i]);

        if (reference->record == NULL && reference->key == 0)
          return TRUE;
      }
  return FALSE;
}

/* After a flush or a rollback: nobody waits any more for what was pending. */
void
orm_relation_settle (OrmSession *session)
{
  orm_link_settle (session);
  if (session->orphans != NULL)
    g_hash_table_remove_all (session->orphans);
}

/* A record refers to another one by a column; @old is what it referred to before. */
void
orm_relation_changed (OrmRecord          *record,
                      guint               column,
                      const OrmReference *old)
{
  OrmTable *table = orm_table_of_record (record);

  if (record->session == NULL
      || (record->state != ORM_STATE_NEW && record->state != ORM_STATE_DIRTY))
    return;
  if (record->state == ORM_STATE_NEW && (table->orphans >> column) & 1
      && (old->record != NULL || old->key != 0))
    note_orphan (record);
  tell (record->session, record, column, old, FALSE);
  tell (record->session, record, column,
        orm_field_get_reference (record, &table->columns[column]), TRUE);
}

/* After a rollback: lists that ran ahead of the file come back. */
void
orm_relation_rolled_back (OrmSession *session)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);

  orm_one_forget_all (session, NULL);
  for (guint i = 0; i < session->lists->len; i++)
    {
      OrmList *list = g_ptr_array_index (session->lists, i);

      if (list->touched)
        g_ptr_array_add (lists, g_object_ref (list));
    }
  for (guint i = 0; i < lists->len; i++)
    orm_list_relist (g_ptr_array_index (lists, i));
}

/**
 * orm_list_add:
 * @self: the list of a relationship
 * @record: (type OrmRecord): a record of its class
 *
 * Lets a record be a member. Of one to many: it refers to the list's owner from now on, and to no
 * other. Of many to many: it is one of the owner's from now on, besides others'. One that belongs
 * to no session is added to that of the list. Who is a member already stays one. Where the file
 * cannot be asked for that, the next flush is refused.
 */
void
orm_list_add (OrmList  *self,
              gpointer  record)
{
  const OrmBackReference *reference;
  GError *error = NULL;
  OrmRecord *member = ORM_RECORD (record);

  g_return_if_fail (self->owner != NULL);
  g_return_if_fail (orm_table_of_record (member) == orm_query_get_table (self->query));
  g_return_if_fail (member->session == NULL || member->session == self->session);

  reference = orm_list_get_back_reference (self);
  if (reference->through < 0)
    g_object_set (member, reference->source->columns[reference->column].name, self->owner, NULL);
  if (member->session == NULL)
    orm_session_add (self->session, member);
  if (reference->through >= 0
      && !orm_link_add (self->session, reference, self->owner, member, &error))
    orm_session_spoil (self->session, error);
}

/**
 * orm_list_remove:
 * @self: the list of a relationship
 * @record: (type OrmRecord): a record of its class
 *
 * Lets a record be a member no more. Of one to many: it refers to nothing, and goes at the flush if
 * its reference is declared with %ORM_DELETE_ORPHAN. Who is no member is left alone. Where the file
 * cannot be asked for that, the next flush is refused.
 */
void
orm_list_remove (OrmList  *self,
                 gpointer  record)
{
  const OrmBackReference *reference;
  GError *error = NULL;
  OrmRecord *member = ORM_RECORD (record);
  const char *property;

  g_return_if_fail (self->owner != NULL);
  g_return_if_fail (orm_table_of_record (member) == orm_query_get_table (self->query));

  reference = orm_list_get_back_reference (self);
  property = reference->source->columns[reference->column].name;
  if (reference->through >= 0)
    {
      if (!orm_link_remove (self->session, reference, self->owner, member, &error))
        orm_session_spoil (self->session, error);
    }
  else if (orm_record_get_reference (member, property) == (gpointer) self->owner)
    g_object_set (member, property, NULL, NULL);
}
