#pragma once

/* Private to the mapper: what sessions do with records. */

#include "orm/orm-record.h"

G_BEGIN_DECLS

typedef struct _OrmList OrmList;

void     orm_record_fill           (OrmRecord      *self,
                                    const OrmValue *values);
void     orm_record_refill         (OrmRecord      *self,
                                    const OrmValue *values);
void     orm_record_set_reference  (OrmRecord      *self,
                                    guint           column,
                                    OrmRecord      *target);
OrmList *orm_record_get_list       (OrmRecord      *self,
                                    guint           back_reference);

G_END_DECLS
