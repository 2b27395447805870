#pragma once

/* Private to the mapper: a session's work beside the main loop. */

#include "orm/orm-session.h"

G_BEGIN_DECLS

/* Work in the thread, on a connection that is its own. What it commits is added to @rows, which is
 * NULL for what only reads. Returns: the result; NULL with an error */
typedef gpointer (*OrmWorkFunc) (OrmEngine     *engine,
                                 gpointer       data,
                                 GArray        *rows,
                                 GCancellable  *cancellable,
                                 GError       **error);

typedef struct _OrmWorker OrmWorker;

OrmWorker *orm_worker_new   (OrmEngine      *engine);
void       orm_worker_push  (OrmWorker      *self,
                             GTask          *task,
                             gboolean        writes,
                             OrmWorkFunc     func,
                             gpointer        data,
                             GDestroyNotify  free_data,
                             GDestroyNotify  free_result);
void       orm_worker_free  (OrmWorker      *self);

G_END_DECLS
