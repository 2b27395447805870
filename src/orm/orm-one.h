#pragma once

/* Private to the mapper: the other end of one to one. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

/* What is known of the one record that refers to an owner. */
typedef struct _OrmOne OrmOne;

OrmRecord *orm_one_load       (OrmRecord  *owner,
                               guint       back_reference,
                               GError    **error);
void       orm_one_preload    (OrmRecord  *owner,
                               guint       back_reference,
                               OrmRecord  *record);
void       orm_one_set        (OrmRecord  *owner,
                               guint       back_reference,
                               OrmRecord  *record);
void       orm_one_came       (OrmSession *session,
                               OrmRecord  *owner,
                               guint       back_reference,
                               OrmRecord  *record);
void       orm_one_went       (OrmRecord  *owner,
                               guint       back_reference,
                               OrmRecord  *record);
void       orm_one_free       (OrmOne     *self);
void       orm_one_forget_all (OrmSession *session,
                               OrmTable   *source);
void       orm_one_detach_all (OrmSession *session);

G_END_DECLS
