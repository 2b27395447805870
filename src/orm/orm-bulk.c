#include "orm/orm-bulk.h"

#include "orm/orm-hierarchy.h"
#include "orm/orm-query-private.h"
#include "orm/orm-session-private.h"

/* All that match a query, written by a statement without making objects of them. What is in use is
 * read again at once; the journal, lists and events hear of each row as of any other. */

/**
 * orm_assignment_is_scaled:
 * @self: an assignment
 *
 * Returns: whether its source is multiplied, divided or added to
 */
gboolean
orm_assignment_is_scaled (const OrmAssignment *self)
{
  return self->multiplier != 0 || self->divisor != 0 || self->addend != 0;
}

static gboolean
is_valid (const OrmAssignment *assignment,
          OrmTable            *table)
{
  int column = orm_table_find_column (table, assignment->property);
  int source;

  g_return_val_if_fail (column >= 0 && orm_table_is_image_column (table, column), FALSE);
  if (assignment->source == NULL)
    return TRUE;
  g_return_val_if_fail (!((table->hierarchies >> column) & 1), FALSE);
  source = orm_table_find_column (table, assignment->source);
  g_return_val_if_fail (source >= 0, FALSE);
  g_return_val_if_fail (table->columns[column].kind == table->columns[source].kind, FALSE);
  g_return_val_if_fail (table->columns[column].kind == ORM_KIND_INTEGER
                        || !orm_assignment_is_scaled (assignment), FALSE);
  return TRUE;
}

/* Without a limit the order does not matter. Returns: (transfer full): what to look for */
static OrmQuery *
dup_unordered (OrmQuery *query)
{
  OrmCondition *condition = orm_query_get_condition (query);
  OrmQuery *copy;

  if (orm_query_get_limit (query) != 0 || orm_query_get_offset (query) != 0)
    return orm_query_copy (query);
  copy = orm_query_new (orm_query_get_record_type (query));
  if (condition != NULL)
    orm_query_where (copy, orm_condition_ref (condition));
  return copy;
}

/* Ends what a statement began: reads again what is in use, or rolls back. */
static gboolean
finish (OrmSession  *self,
        gboolean     done,
        GError     **error)
{
  if (done)
    {
      self->is_flushed = TRUE;
      done = orm_session_refresh_stale (self, error);
    }
  if (!done)
    orm_session_refuse (self);
  return done;
}

/* Returns: (transfer full) (nullable): the query for the rows that match now, by their keys */
static OrmQuery *
dup_by_keys (OrmSession  *self,
             OrmQuery    *query,
             GError     **error)
{
  OrmTable *table = orm_query_get_table (query);
  g_autoptr (GArray) keys = orm_session_list_keys (self, query, error);
  OrmQuery *by_keys;

  if (keys == NULL)
    return NULL;
  by_keys = orm_query_new (table->type);
  orm_query_where (by_keys, orm_condition_in_keys (table->columns[table->primary_key].name,
                                                   (const gint64 *) keys->data, keys->len));
  return by_keys;
}

/* Goes up from a key. Returns: (transfer full) (nullable): the keys on the way, its own first */
static GArray *
list_above (OrmSession  *self,
            OrmTable    *table,
            guint        column,
            gint64       key,
            GError     **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;

  while (key != 0)
    {
      OrmRecord *record = orm_session_load (self, table->type, key, &local_error);

      if (record == NULL)
        break;
      g_ptr_array_add (records, record);
      if (!g_hash_table_add (met, record)) /* a ring of another program's */
        break;
      g_array_append_val (keys, key);
      key = orm_record_get_reference_key (record, table->columns[column].name);
    }
  if (local_error == NULL)
    return g_steal_pointer (&keys);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Where rows are to stand below another one of their class: none of them may be above it. */
static gboolean
check_ring (OrmSession           *self,
            OrmQuery             *query,
            const OrmAssignment  *assignment,
            guint                 column,
            GError              **error)
{
  OrmTable *table = orm_query_get_table (query);
  g_autoptr (GArray) above =
    list_above (self, table, column, assignment->value.integer, error);
  g_autoptr (OrmQuery) by_keys = above != NULL ? dup_by_keys (self, query, error) : NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (OrmRecord) record = NULL;

  if (by_keys == NULL)
    return FALSE;
  orm_query_where (by_keys, orm_condition_in_keys (table->columns[table->primary_key].name,
                                                   (const gint64 *) above->data, above->len));
  record = orm_session_find (self, by_keys, &local_error);
  if (record != NULL)
    {
      g_autoptr (OrmRecord) value =
        orm_session_load (self, table->type, assignment->value.integer, NULL);

      orm_hierarchy_refuse (table, column, record, value != NULL ? value : record, &local_error);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_rings (OrmSession           *self,
             OrmQuery             *query,
             const OrmAssignment  *assignments,
             guint                 n_assignments,
             GError              **error)
{
  OrmTable *table = orm_query_get_table (query);

  for (guint i = 0; i < n_assignments; i++)
    {
      guint column = orm_table_find_column (table, assignments[i].property);

      if ((table->hierarchies >> column) & 1 && assignments[i].value.type == ORM_VALUE_INTEGER
          && !check_ring (self, query, &assignments[i], column, error))
        return FALSE;
    }
  return TRUE;
}

/* Rows of a class whose reference to itself restricts let go of each other first: SQLite looks at
 * each of them, and not at what is left in the end. */
static gboolean
remove_rows (OrmSession  *self,
             OrmQuery    *query,
             guint64     *n_rows,
             GError     **error)
{
  OrmTable *table = orm_query_get_table (query);
  OrmEngineInterface *engine = ORM_ENGINE_GET_IFACE (self->engine);
  g_autoptr (OrmQuery) by_keys = NULL;
  guint64 n_changed;

  if (table->restricted == 0)
    return engine->remove_all (self->engine, query, n_rows, error);
  by_keys = dup_by_keys (self, query, error);
  for (guint i = 0; by_keys != NULL && table->restricted >> i != 0; i++)
    {
      OrmAssignment nothing = { table->columns[i].name, .value = ORM_NULL };

      if ((table->restricted >> i) & 1
          && !engine->update_all (self->engine, by_keys, &nothing, 1, &n_changed, error))
        return FALSE;
    }
  return by_keys != NULL && engine->remove_all (self->engine, by_keys, n_rows, error);
}

/* Returns: (transfer full) (nullable): the condition of rows that lose by an assignment what they
 * live by; NULL if it is none that any row lives by. Those that never had it lose nothing. */
static OrmCondition *
new_orphaned (OrmTable            *table,
              const OrmAssignment *assignment)
{
  OrmCondition *had;

  if (!((table->orphans >> orm_table_find_column (table, assignment->property)) & 1)
      || (assignment->source == NULL && assignment->value.type != ORM_VALUE_NULL))
    return NULL;
  had = orm_condition_is_not_null (assignment->property);
  return assignment->source == NULL
           ? had : orm_condition_and (had, orm_condition_is_null (assignment->source), NULL);
}

/* Deletes rows that would lose what they live by, and counts them. What is left of @query is in its
 * place then. */
static gboolean
remove_orphans (OrmSession           *self,
                OrmQuery            **query,
                const OrmAssignment  *assignments,
                guint                 n_assignments,
                guint64              *n_rows,
                GError              **error)
{
  OrmTable *table = orm_query_get_table (*query);
  OrmCondition *orphaned = NULL;
  g_autoptr (OrmQuery) by_keys = NULL;
  g_autoptr (OrmQuery) orphans = NULL;

  for (guint i = 0; i < n_assignments; i++)
    {
      OrmCondition *condition = new_orphaned (table, &assignments[i]);

      if (condition != NULL)
        orphaned = orphaned != NULL ? orm_condition_or (orphaned, condition, NULL) : condition;
    }
  if (orphaned == NULL)
    return TRUE;
  by_keys = dup_by_keys (self, *query, error);
  if (by_keys == NULL)
    {
      orm_condition_unref (orphaned);
      return FALSE;
    }
  orphans = orm_query_copy (by_keys);
  orm_query_where (orphans, orphaned);
  g_set_object (query, by_keys);
  return remove_rows (self, orphans, n_rows, error);
}

/**
 * orm_session_update_all:
 * @self: a session
 * @query: which rows; its order counts only with a limit or an offset
 * @assignments: (array length=n_assignments): what to set
 * @n_assignments: how many
 * @n_rows: (out) (optional): how many rows have become different
 * @error: return location for an error
 *
 * Flushes, and sets properties of all rows that match, in one statement of the transaction under
 * way. Every value is set from the row as it was before. Rows that would stay as they are are left
 * alone; those that do not get their time stamps. Classes are not asked to validate. Where the
 * database refuses one row, it is as in orm_session_flush(). A unique property cannot pass values
 * from row to row: SQLite looks after each of them. Rows that would lose a reference that they live
 * by (%ORM_DELETE_ORPHAN) are deleted instead; one that would make a ring is %ORM_ERROR_RING.
 *
 * Returns: %TRUE if it was done; orm_session_commit() keeps it
 */
gboolean
orm_session_update_all (OrmSession           *self,
                        OrmQuery             *query,
                        const OrmAssignment  *assignments,
                        guint                 n_assignments,
                        guint64              *n_rows,
                        GError              **error)
{
  g_autoptr (OrmQuery) unordered = dup_unordered (query);
  guint64 n_changed = 0, n_removed = 0;

  g_return_val_if_fail (n_assignments > 0, FALSE);
  for (guint i = 0; i < n_assignments; i++)
    if (!is_valid (&assignments[i], orm_query_get_table (query)))
      return FALSE;

  if (!orm_session_flush (self, error))
    return FALSE;
  if (!finish (self,
               orm_session_begin (self, error)
                 && remove_orphans (self, &unordered, assignments, n_assignments, &n_removed, error)
                 && check_rings (self, unordered, assignments, n_assignments, error)
                 && ORM_ENGINE_GET_IFACE (self->engine)->update_all (self->engine, unordered,
                                                                     assignments, n_assignments,
                                                                     &n_changed, error),
               error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = n_changed + n_removed;
  return TRUE;
}

/**
 * orm_session_remove_all:
 * @self: a session
 * @query: which rows; its order counts only with a limit or an offset
 * @n_rows: (out) (optional): how many rows were deleted, without those that went with them
 * @error: return location for an error
 *
 * Flushes, and deletes all rows that match, in one statement of the transaction under way; rows
 * that refer to them are treated by their rule. Where the database refuses, it is as in
 * orm_session_flush().
 *
 * Returns: %TRUE if it was done; orm_session_commit() keeps it
 */
gboolean
orm_session_remove_all (OrmSession  *self,
                        OrmQuery    *query,
                        guint64     *n_rows,
                        GError     **error)
{
  g_autoptr (OrmQuery) unordered = dup_unordered (query);
  guint64 n_removed = 0;

  if (!orm_session_flush (self, error))
    return FALSE;
  if (!finish (self,
               orm_session_begin (self, error)
                 && remove_rows (self, unordered, &n_removed, error),
               error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = n_removed;
  return TRUE;
}
