#pragma once

/* Private to the mapper: both sides of a relationship are in step. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

void orm_relation_entered     (OrmSession         *session,
                               OrmRecord          *record);
void orm_relation_left        (OrmSession         *session,
                               OrmRecord          *record);
void orm_relation_changed     (OrmRecord          *record,
                               guint               column,
                               const OrmReference *old);
gboolean orm_relation_is_orphan (OrmSession         *session,
                                 OrmRecord          *record);
void orm_relation_settle      (OrmSession         *session);
void orm_relation_rolled_back (OrmSession         *session);

G_END_DECLS
