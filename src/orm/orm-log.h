#pragma once

/* Private to the mapper: what a unit of work did to objects, and how they get back. */

#include "orm/orm-record.h"

G_BEGIN_DECLS

GArray *orm_log_new         (void);
void    orm_log_add_field   (GArray     *log,
                             OrmRecord  *record,
                             guint       column);
void    orm_log_add_added   (GArray     *log,
                             OrmRecord  *record);
void    orm_log_add_removed (GArray     *log,
                             OrmRecord  *record);
GArray *orm_log_cut         (GArray     *log,
                             guint       length);
void    orm_log_play_back   (GArray     *entries,
                             OrmSession *session);
void    orm_log_notify      (GArray     *entries);

G_END_DECLS
