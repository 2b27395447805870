#pragma once

/* Private to the mapper: what sessions do with records. */

#include "orm/orm-record.h"

G_BEGIN_DECLS

OrmRecord *orm_record_new_of_row (OrmTable       *table,
                                  const OrmValue *values);
void       orm_record_refill     (OrmRecord      *self,
                                  const OrmValue *values);

G_END_DECLS
