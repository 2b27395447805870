#include "orm/orm-link.h"

/* Many to many: the table between two classes is a class of records itself, which nobody sees. So
 * unit of work, journal, undo and delete rules hold for links as for any other rows. */

typedef struct
{
  OrmRecord parent_instance;

  gint64 link_id;
  OrmReference first;
  OrmReference second;
} Link;

typedef struct
{
  const char *table_name;
  OrmColumn columns[3];
} Declaration;

static void
link_class_init (gpointer klass,
                 gpointer data)
{
  const Declaration *declaration = data;

  orm_record_class_bind (klass, declaration->table_name, declaration->table_name,
                         declaration->columns, G_N_ELEMENTS (declaration->columns));
  ((OrmRecordClass *) klass)->table->is_link = TRUE;
}

/* One end of the links: a column named as the class's table, the other one as the property if both
 * are the same. */
static OrmColumn
declare_end (const char *name,
             GType       type,
             const char *list,
             gsize       offset)
{
  return (OrmColumn) {
    .name = name,
    .kind = ORM_KIND_BELONGS_TO,
    .offset = offset,
    .flags = ORM_NOT_NULL,
    .target_type = type,
    .back_reference = list,
    .delete_rule = ORM_CASCADE,
  };
}

static GType
register_type (const char      *type_name,
               OrmTable        *table,
               const OrmColumn *column)
{
  OrmTable *other = orm_table_of (column->target ());
  Declaration *declaration = g_new0 (Declaration, 1);
  GTypeInfo info = {
    .class_size = sizeof (OrmRecordClass),
    .class_init = link_class_init,
    .class_data = declaration,
    .instance_size = sizeof (Link),
  };

  declaration->table_name = column->column_name;
  declaration->columns[0] = (OrmColumn) {
    .name = g_strconcat (column->column_name, "_id", NULL),
    .kind = ORM_KIND_PRIMARY_KEY,
    .offset = G_STRUCT_OFFSET (Link, link_id),
  };
  declaration->columns[ORM_LINK_FIRST] =
    declare_end (table->name, table->type, column->name, G_STRUCT_OFFSET (Link, first));
  declaration->columns[ORM_LINK_SECOND] =
    declare_end (other != table ? other->name : column->name, other->type, column->back_reference,
                 G_STRUCT_OFFSET (Link, second));
  return g_type_register_static (ORM_TYPE_RECORD, type_name, &info, 0);
}

/* Finds the class of links that a many-to-many column of a table declares, or makes it, which only
 * one thread may do at a time. */
OrmTable *
orm_link_table_of (OrmTable        *table,
                   const OrmColumn *declaration)
{
  g_autofree char *type_name = g_strconcat ("OrmLink-", declaration->column_name, NULL);
  GType type = g_type_from_name (type_name);

  if (type == G_TYPE_INVALID)
    type = register_type (type_name, table, declaration);
  return orm_table_of (type);
}

/* What is pending between two records, by their addresses: a link that is new or to be deleted. */
typedef struct
{
  OrmTable *table;
  OrmRecord *ends[2];
  OrmRecord *link; /* owned, as it owns its ends or they are in use */
} Pending;

static guint
pending_hash (gconstpointer data)
{
  const Pending *self = data;

  return g_direct_hash (self->table) ^ (g_direct_hash (self->ends[0]) * 31)
         ^ (g_direct_hash (self->ends[1]) * 17);
}

static gboolean
pending_equal (gconstpointer a,
               gconstpointer b)
{
  const Pending *first = a, *second = b;

  return first->table == second->table && first->ends[0] == second->ends[0]
         && first->ends[1] == second->ends[1];
}

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_object_unref (self->ends[0]);
  g_object_unref (self->ends[1]);
  g_object_unref (self->link);
  g_free (self);
}

static Pending
pending_of (const OrmBackReference *reference,
            OrmRecord              *owner,
            OrmRecord              *member)
{
  gboolean owner_is_first = reference->column == ORM_LINK_FIRST;

  return (Pending) {
    reference->source,
    { owner_is_first ? owner : member, owner_is_first ? member : owner },
    NULL,
  };
}

static OrmRecord *
find_pending (OrmSession    *session,
              const Pending *wanted)
{
  Pending *found =
    session->links != NULL ? g_hash_table_lookup (session->links, wanted) : NULL;

  return found != NULL ? found->link : NULL;
}

static void
add_pending (OrmSession *session,
             Pending     pending,
             OrmRecord  *link)
{
  Pending *added = g_memdup2 (&pending, sizeof pending);

  g_object_ref (added->ends[0]);
  g_object_ref (added->ends[1]);
  added->link = g_object_ref (link);
  if (session->links == NULL)
    session->links = g_hash_table_new_full (pending_hash, pending_equal, pending_free, NULL);
  g_hash_table_add (session->links, added);
}

/* Finds the link of two records in the file. Returns: %FALSE with @error */
static gboolean
find_saved (OrmSession     *session,
            const Pending  *wanted,
            OrmRecord     **link,
            GError        **error)
{
  const OrmColumn *columns = wanted->table->columns;
  g_autoptr (OrmQuery) query = NULL;
  g_autoptr (GError) local_error = NULL;

  *link = NULL;
  for (guint i = 0; i < 2; i++)
    if (wanted->ends[i]->state == ORM_STATE_NEW)
      return TRUE;
  query = orm_query_new (wanted->table->type);
  for (guint i = 0; i < 2; i++)
    orm_query_where (query, orm_condition_refers_to (columns[ORM_LINK_FIRST + i].name,
                                                     wanted->ends[i]));
  *link = orm_session_find (session, query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Links two records that belong to the session, unless they are. */
gboolean
orm_link_add (OrmSession             *session,
              const OrmBackReference *reference,
              OrmRecord              *owner,
              OrmRecord              *member,
              GError                **error)
{
  Pending pending = pending_of (reference, owner, member);
  OrmRecord *known = find_pending (session, &pending);
  g_autoptr (OrmRecord) link = NULL;

  if (known != NULL && known->state == ORM_STATE_REMOVED)
    orm_session_restore (session, known);
  if (known != NULL && known->session == session)
    return TRUE;
  if (!find_saved (session, &pending, &link, error))
    return FALSE;
  if (link != NULL)
    return TRUE;
  link = g_object_new (pending.table->type, pending.table->columns[ORM_LINK_FIRST].name,
                       pending.ends[0], pending.table->columns[ORM_LINK_SECOND].name,
                       pending.ends[1], NULL);
  add_pending (session, pending, link);
  orm_session_add (session, link);
  return TRUE;
}

/* Takes the link of two records away, if there is one. */
gboolean
orm_link_remove (OrmSession             *session,
                 const OrmBackReference *reference,
                 OrmRecord              *owner,
                 OrmRecord              *member,
                 GError                **error)
{
  Pending pending = pending_of (reference, owner, member);
  OrmRecord *known = find_pending (session, &pending);
  g_autoptr (OrmRecord) link = NULL;

  if (known != NULL && known->session == session)
    {
      orm_session_remove (session, known);
      return TRUE;
    }
  if (!find_saved (session, &pending, &link, error))
    return FALSE;
  if (link == NULL)
    return TRUE;
  add_pending (session, pending, link);
  orm_session_remove (session, link);
  return TRUE;
}

/* A record is not to be made: nor are links with it. */
void
orm_link_left (OrmSession *session,
               OrmRecord  *end)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  Pending *pending;

  if (session->links == NULL)
    return;
  g_hash_table_iter_init (&iter, session->links);
  while (g_hash_table_iter_next (&iter, (gpointer *) &pending, NULL))
    if ((pending->ends[0] == end || pending->ends[1] == end)
        && pending->link->state == ORM_STATE_NEW)
      g_ptr_array_add (links, g_object_ref (pending->link));
  for (guint i = 0; i < links->len; i++)
    orm_session_remove (session, g_ptr_array_index (links, i));
}

static gboolean
is_settled (gpointer key,
            gpointer value,
            gpointer user_data)
{
  OrmRecord *link = ((Pending *) key)->link;

  return link->state != ORM_STATE_NEW && link->state != ORM_STATE_REMOVED;
}

/* After a flush or a rollback: the file knows of the links. */
void
orm_link_settle (OrmSession *session)
{
  if (session->links != NULL)
    g_hash_table_foreach_remove (session->links, is_settled, NULL);
}
