#pragma once

/* Private to the mapper: classes that refer to themselves. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

gboolean orm_hierarchy_check (OrmSession  *session,
                              GError     **error);

G_END_DECLS
