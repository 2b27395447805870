#include "orm/orm-bulk.h"

#include "orm/orm-query-private.h"
#include "orm/orm-session-private.h"

/* All that match a query, written by a statement without making objects of them. What is in use is
 * read again at once; the journal, lists and events hear of each row as of any other. */

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
 * from row to row: SQLite looks after each of them.
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
  guint64 n_changed = 0;

  g_return_val_if_fail (n_assignments > 0, FALSE);
  for (guint i = 0; i < n_assignments; i++)
    if (!is_valid (&assignments[i], orm_query_get_table (query)))
      return FALSE;

  if (!orm_session_flush (self, error))
    return FALSE;
  if (!finish (self,
               orm_session_begin (self, error)
                 && ORM_ENGINE_GET_IFACE (self->engine)->update_all (self->engine, unordered,
                                                                     assignments, n_assignments,
                                                                     &n_changed, error),
               error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = n_changed;
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
                 && ORM_ENGINE_GET_IFACE (self->engine)->remove_all (self->engine, unordered,
                                                                     &n_removed, error),
               error))
    return FALSE;
  if (n_rows != NULL)
    *n_rows = n_removed;
  return TRUE;
}
