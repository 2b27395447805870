#include "config.h"

#include "orm/orm-session-private.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-log.h"
#include "orm/orm-relation.h"

/* Savepoints: places within a transaction to which database and objects can go back together. They
 * nest; their number is how deep they are, from 1. */

typedef struct
{
  guint log_length;
  guint n_rows;        /* that were changed before, see orm-changes.c */
  gboolean is_flushed; /* before it was set, since the one around it */
} Savepoint;

void
orm_session_init_savepoints (OrmSession *self)
{
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (Savepoint));
}

/* Leaves the first @depth savepoints. */
static void
end_after (OrmSession *self,
           guint       depth)
{
  for (guint i = depth; i < self->savepoints->len; i++)
    self->is_flushed |= g_array_index (self->savepoints, Savepoint, i).is_flushed;
  g_array_set_size (self->savepoints, depth);
}

/* Ends all of them, with what surrounds them. Returns: whether anything was flushed since the
 * transaction began */
gboolean
orm_session_end_savepoints (OrmSession *self)
{
  end_after (self, 0);
  return self->is_flushed;
}

/* Puts objects back to what they were at a length of the log; what was read after a flush is read
 * again. */
void
orm_session_put_back (OrmSession *self,
                      guint       log_length,
                      gboolean    read_again)
{
  g_autoptr (GArray) entries = orm_log_cut (self->log, log_length);
  g_autoptr (GError) error = NULL;

  orm_log_play_back (entries, self);
  g_clear_error (&self->unknown);
  g_ptr_array_set_size (self->pending, 0);
  orm_log_notify (entries);
  orm_relation_settle (self);
  orm_relation_rolled_back (self);
  if (read_again && self->pending->len == 0 && !orm_session_read_again (self, &error))
    orm_session_fall_behind (self, error);
}

/* What was to be written is refused: goes back to the innermost savepoint. */
void
orm_session_refuse (OrmSession *self)
{
  if (self->savepoints->len > 0)
    orm_session_rollback_to (self, self->savepoints->len);
  else
    orm_session_rollback (self);
}

/**
 * orm_session_begin_nested:
 * @self: a session
 * @error: return location for an error
 *
 * Flushes, which may be refused as in orm_session_flush(), and sets a savepoint in the transaction
 * under way. What follows can be rolled back alone. Savepoints nest; orm_session_commit() and
 * orm_session_rollback() end them all. The step of the history stays one, and holds nothing of what
 * was rolled back.
 *
 * Returns: the number of the savepoint, from 1; 0 with @error
 */
guint
orm_session_begin_nested (OrmSession  *self,
                          GError     **error)
{
  Savepoint savepoint;

  if (!orm_session_flush (self, error) || !orm_session_begin (self, error))
    return 0;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->savepoint (self->engine, ORM_SAVEPOINT_SET,
                                                       self->savepoints->len + 1, error))
    {
      orm_session_refuse (self);
      return 0;
    }
  savepoint = (Savepoint) { self->log->len, orm_session_get_n_rows (self), self->is_flushed };
  g_array_append_val (self->savepoints, savepoint);
  self->is_flushed = FALSE;
  return self->savepoints->len;
}

/**
 * orm_session_release:
 * @self: a session
 * @savepoint: a number from orm_session_begin_nested()
 * @error: return location for an error
 *
 * Flushes and ends a savepoint, and those set since: what was done belongs to what surrounds it.
 * Where the database refuses, everything since the innermost savepoint is rolled back, and all
 * savepoints stay. One that has ended already, because everything was rolled back, is
 * %ORM_ERROR_NOT_FOUND.
 *
 * Returns: %TRUE if it was released
 */
gboolean
orm_session_release (OrmSession  *self,
                     guint        savepoint,
                     GError     **error)
{
  g_return_val_if_fail (savepoint > 0, FALSE);

  if (savepoint > self->savepoints->len)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_FOUND,
                           _("The work was rolled back already"));
      return FALSE;
    }
  if (!orm_session_flush (self, error))
    return FALSE;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->savepoint (self->engine, ORM_SAVEPOINT_RELEASE,
                                                       savepoint, error))
    {
      orm_session_refuse (self);
      return FALSE;
    }
  end_after (self, savepoint - 1);
  return TRUE;
}

/**
 * orm_session_rollback_to:
 * @self: a session that is not in the middle of a flush
 * @savepoint: a number from orm_session_begin_nested()
 *
 * Drops what was done since a savepoint, which stays; those set since end. Objects are as they were
 * when it was set, as in orm_session_rollback(). Where the database itself has given up the
 * transaction, everything is rolled back, and no savepoint is left. One that has ended already is
 * nothing to do.
 */
void
orm_session_rollback_to (OrmSession *self,
                         guint       savepoint)
{
  gboolean read_again;
  Savepoint *back;

  g_return_if_fail (savepoint > 0);
  g_return_if_fail (!self->is_writing);

  if (savepoint > self->savepoints->len)
    return;
  if (!ORM_ENGINE_GET_IFACE (self->engine)->savepoint (self->engine, ORM_SAVEPOINT_ROLLBACK_TO,
                                                       savepoint, NULL))
    {
      orm_session_rollback (self);
      return;
    }
  end_after (self, savepoint);
  read_again = self->is_flushed;
  self->is_flushed = FALSE;
  back = &g_array_index (self->savepoints, Savepoint, savepoint - 1);
  orm_session_cut_rows (self, back->n_rows);
  orm_session_put_back (self, back->log_length, read_again);
}
