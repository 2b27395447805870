#pragma once

#include "orm/orm-session.h"
#include "orm/orm-step.h"

G_BEGIN_DECLS

/**
 * OrmHistory:
 *
 * The named steps that the file keeps, and the way back and forth through them. Each
 * orm_session_commit() with a name is one step; undo and redo work after a restart and after a
 * crash, because the steps are in the file. The only mechanism for undo there is.
 *
 * Properties, with `notify`: `undo-name` and `redo-name`, the name of the step that would be
 * undone or redone, NULL where there is none.
 */
#define ORM_TYPE_HISTORY (orm_history_get_type ())
G_DECLARE_FINAL_TYPE (OrmHistory, orm_history, ORM, HISTORY, GObject)

const char *orm_history_get_undo_name (OrmHistory  *self);
const char *orm_history_get_redo_name (OrmHistory  *self);
gboolean    orm_history_undo          (OrmHistory  *self,
                                       GError     **error);
gboolean    orm_history_redo          (OrmHistory  *self,
                                       GError     **error);
gboolean    orm_history_go_to         (OrmHistory  *self,
                                       gint64       step,
                                       GError     **error);

/* Beside the main loop */
void        orm_history_undo_async    (OrmHistory          *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
void        orm_history_redo_async    (OrmHistory          *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean    orm_history_move_finish   (OrmHistory          *self,
                                       GAsyncResult        *result,
                                       GError             **error);

/* What the file keeps */
GListModel *orm_history_get_steps     (OrmHistory        *self);
gboolean    orm_history_read_changes  (OrmHistory        *self,
                                       gint64             step,
                                       OrmPastChangeFunc  func,
                                       gpointer           user_data,
                                       GError           **error);
GPtrArray  *orm_history_list_values   (OrmHistory        *self,
                                       gpointer           record,
                                       const char        *property,
                                       GError           **error);
gboolean    orm_history_get_limit     (OrmHistory        *self,
                                       OrmHistorySize    *limit,
                                       GError           **error);
gboolean    orm_history_set_limit     (OrmHistory            *self,
                                       const OrmHistorySize  *limit,
                                       GError               **error);
gboolean    orm_history_measure       (OrmHistory        *self,
                                       OrmHistorySize    *size,
                                       GError           **error);

G_END_DECLS
