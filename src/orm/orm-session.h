#pragma once

#include <gio/gio.h>

#include "orm/orm-change-set.h"
#include "orm/orm-engine.h"
#include "orm/orm-query.h"
#include "orm/orm-summary.h"

G_BEGIN_DECLS

typedef struct _OrmHistory OrmHistory;

/**
 * OrmSession:
 *
 * An identity map (one row is one object) and a unit of work (what was added, changed and removed
 * is written in dependency order in one transaction). A session, its records and its lists belong
 * to the thread that made them.
 *
 * Signals:
 * - `changed (session, OrmChangeSet *)`: what this session has just written, undone or redone, row
 *   by row. Gathered only where somebody is connected when the transaction begins.
 * - `committed (session)`: something was written by this session, undone or redone;
 *   lists have been brought up to date already.
 * - `refreshed (session)`: another connection wrote, or what had been flushed was rolled back;
 *   records and lists were read again.
 * - `error (session, GError *)`: a getter that cannot return an error failed to load.
 */
#define ORM_TYPE_SESSION (orm_session_get_type ())
G_DECLARE_FINAL_TYPE (OrmSession, orm_session, ORM, SESSION, GObject)

OrmSession *orm_session_new         (OrmEngine       *engine);
OrmEngine  *orm_session_get_engine  (OrmSession      *self);
OrmSchema  *orm_session_get_schema  (OrmSession      *self);
OrmHistory *orm_session_get_history (OrmSession      *self);

/* Objects */
void        orm_session_add         (OrmSession      *self,
                                     gpointer         record);
void        orm_session_remove      (OrmSession      *self,
                                     gpointer         record);
gboolean    orm_session_has_changes (OrmSession      *self);
gboolean    orm_session_flush       (OrmSession      *self,
                                     GError         **error);
gboolean    orm_session_commit      (OrmSession      *self,
                                     const char      *step_name,
                                     GError         **error);
void        orm_session_rollback    (OrmSession      *self);
guint       orm_session_begin_nested (OrmSession     *self,
                                      GError        **error);
gboolean    orm_session_release     (OrmSession      *self,
                                     guint            savepoint,
                                     GError         **error);
void        orm_session_rollback_to (OrmSession      *self,
                                     guint            savepoint);
gboolean    orm_session_refresh     (OrmSession      *self,
                                     GError         **error);
gboolean    orm_session_poll        (OrmSession      *self,
                                     GError         **error);

/* Queries */
gpointer    orm_session_load        (OrmSession      *self,
                                     GType            type,
                                     gint64           key,
                                     GError         **error);
gpointer    orm_session_find        (OrmSession      *self,
                                     OrmQuery        *query,
                                     GError         **error);
GPtrArray  *orm_session_load_all    (OrmSession      *self,
                                     OrmQuery        *query,
                                     GError         **error);
GArray     *orm_session_list_keys   (OrmSession      *self,
                                     OrmQuery        *query,
                                     GError         **error);
gint64      orm_session_count       (OrmSession      *self,
                                     OrmQuery        *query,
                                     GError         **error);
OrmSummary *orm_session_summarize   (OrmSession      *self,
                                     OrmQuery        *query,
                                     const char      *group_by,
                                     const OrmAggregate *aggregates,
                                     guint            n_aggregates,
                                     GError         **error);

/* Beside the main loop */

/**
 * OrmSessionFunc:
 * @session: a session of the thread's own
 * @data: what was given
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: whether what it left pending is to be committed
 */
typedef gboolean (*OrmSessionFunc) (OrmSession    *session,
                                    gpointer       data,
                                    GCancellable  *cancellable,
                                    GError       **error);

void        orm_session_list_keys_async  (OrmSession          *self,
                                          OrmQuery            *query,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GArray     *orm_session_list_keys_finish (OrmSession          *self,
                                          GAsyncResult        *result,
                                          GError             **error);
void        orm_session_count_async      (OrmSession          *self,
                                          OrmQuery            *query,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gint64      orm_session_count_finish     (OrmSession          *self,
                                          GAsyncResult        *result,
                                          GError             **error);
void        orm_session_summarize_async  (OrmSession          *self,
                                          OrmQuery            *query,
                                          const char          *group_by,
                                          const OrmAggregate  *aggregates,
                                          guint                n_aggregates,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
OrmSummary *orm_session_summarize_finish (OrmSession          *self,
                                          GAsyncResult        *result,
                                          GError             **error);
void        orm_session_run_async        (OrmSession          *self,
                                          const char          *step_name,
                                          OrmSessionFunc       func,
                                          gpointer             data,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean    orm_session_run_finish       (OrmSession          *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
