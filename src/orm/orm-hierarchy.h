#pragma once

/* Private to the mapper: classes that refer to themselves. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

void     orm_hierarchy_refuse (OrmTable   *table,
                               guint       column,
                               OrmRecord  *record,
                               OrmRecord  *above,
                               GError    **error);
gboolean orm_hierarchy_check (OrmSession  *session,
                              GError     **error);

G_END_DECLS
