#include "orm/orm-relation.h"

#include "orm/orm-list-private.h"
#include "orm/orm-query-private.h"

/* A relationship has two sides: the reference, which is a field and a column, and what the record
 * referred to has got by it, which is a list. When the one changes in memory the other does so at
 * once, if somebody looks at it. What the file changes by itself - a delete rule, undo - comes with
 * orm-changes.c. */

/* Returns: (transfer none) (nullable): the list at the other end of a reference, if somebody looks
 * at it */
static OrmList *
find_list (OrmSession         *session,
           OrmTable           *table,
           guint               column,
           const OrmReference *reference)
{
  OrmRecord *owner = reference->record;

  if (owner == NULL && reference->key != 0)
    owner = orm_identity_map_lookup (&session->records, orm_table_get_target (table, column),
                                     reference->key);
  if (owner == NULL || owner->lists == NULL || table->ends[column] < 0)
    return NULL;
  return ((OrmList **) owner->lists)[table->ends[column]];
}

/* The member for which a record stands in the list at the end of its column comes or goes. */
static void
tell (OrmSession         *session,
      OrmRecord          *record,
      guint               column,
      const OrmReference *reference,
      gboolean            comes)
{
  OrmTable *table = orm_table_of_record (record);
  OrmList *list = find_list (session, table, column, reference);
  OrmReference member = { orm_record_get_key (record), record };
  int through;

  if (list == NULL)
    return;
  through = orm_list_get_back_reference (list)->through;
  if (through >= 0)
    member = *orm_field_get_reference (record, &table->columns[through]);
  if (member.record != NULL)
    member.key = orm_record_get_key (member.record);
  g_object_ref (list);
  if (comes)
    orm_list_take_in (list, member.record, member.key);
  else
    orm_list_let_go (list, member.record, member.key);
  g_object_unref (list);
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

/* A record is to be deleted, or not to be made. */
void
orm_relation_left (OrmSession *session,
                   OrmRecord  *record)
{
  tell_all (session, record, FALSE);
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
  tell (record->session, record, column, old, FALSE);
  tell (record->session, record, column,
        orm_field_get_reference (record, &table->columns[column]), TRUE);
}

/* After a rollback: lists that ran ahead of the file come back. */
void
orm_relation_rolled_back (OrmSession *session)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);

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
 * Lets a record be a member: it refers to the list's owner from now on, and to no other. One that
 * belongs to no session is added to that of the list. Who is a member already stays one.
 */
void
orm_list_add (OrmList  *self,
              gpointer  record)
{
  const OrmBackReference *reference;
  OrmRecord *member = ORM_RECORD (record);

  g_return_if_fail (self->owner != NULL);
  g_return_if_fail (orm_table_of_record (member) == orm_query_get_table (self->query));
  g_return_if_fail (member->session == NULL || member->session == self->session);

  reference = orm_list_get_back_reference (self);
  g_object_set (member, reference->source->columns[reference->column].name, self->owner, NULL);
  if (member->session == NULL)
    orm_session_add (self->session, member);
}

/**
 * orm_list_remove:
 * @self: the list of a relationship
 * @record: (type OrmRecord): a record of its class
 *
 * Lets a record be a member no more: it refers to nothing. The record itself stays, unless its
 * reference is declared to be what it lives by. Who is no member is left alone.
 */
void
orm_list_remove (OrmList  *self,
                 gpointer  record)
{
  const OrmBackReference *reference;
  OrmRecord *member = ORM_RECORD (record);
  const char *property;

  g_return_if_fail (self->owner != NULL);
  g_return_if_fail (orm_table_of_record (member) == orm_query_get_table (self->query));

  reference = orm_list_get_back_reference (self);
  property = reference->source->columns[reference->column].name;
  if (orm_record_get_reference (member, property) == (gpointer) self->owner)
    g_object_set (member, property, NULL, NULL);
}
