#pragma once

/* Private to the mapper: many to many. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

OrmTable *orm_link_table_of  (OrmTable          *table,
                              const OrmColumn   *declaration);
gboolean  orm_link_add       (OrmSession        *session,
                              const OrmBackReference *reference,
                              OrmRecord         *owner,
                              OrmRecord         *member,
                              GError           **error);
gboolean  orm_link_remove    (OrmSession        *session,
                              const OrmBackReference *reference,
                              OrmRecord         *owner,
                              OrmRecord         *member,
                              GError           **error);
void      orm_link_left      (OrmSession        *session,
                              OrmRecord         *end);
void      orm_link_settle    (OrmSession        *session);

G_END_DECLS
