#pragma once

/* Private to the mapper: what is derived of the rows, mended beside the main loop. */

#include "orm/orm-engine.h"

G_BEGIN_DECLS

typedef struct _OrmMender OrmMender;

/* Called once in the main context of whoever started it, unless it was freed before; frees it. */
typedef void (*OrmMenderFunc) (OrmMender *mender,
                               gpointer   user_data);

OrmMender    *orm_mender_new       (OrmEngine     *engine,
                                    OrmMenderFunc  ended,
                                    gpointer       user_data);
const GError *orm_mender_get_error (OrmMender     *self);
void          orm_mender_free      (OrmMender     *self);

G_END_DECLS
