#pragma once

/* Private to the mapper: one row is one object. */

#include "orm/orm-record.h"

G_BEGIN_DECLS

typedef struct _OrmIdentityBlock OrmIdentityBlock;

/* A set of records by class and key. It owns none of them: each is taken out while it dies. */
typedef struct
{
  OrmIdentityBlock **slots;
  gsize n_slots;   /* a power of two */
  guint slot_bits; /* which */
  gsize n_blocks;
  gsize n_records;
} OrmIdentityMap;

void       orm_identity_map_init    (OrmIdentityMap *self);
void       orm_identity_map_clear   (OrmIdentityMap *self);
OrmRecord *orm_identity_map_lookup  (OrmIdentityMap *self,
                                     OrmTable       *table,
                                     gint64          key);
void       orm_identity_map_add     (OrmIdentityMap *self,
                                     OrmRecord      *record);
void       orm_identity_map_remove  (OrmIdentityMap *self,
                                     OrmRecord      *record);
GPtrArray *orm_identity_map_list    (OrmIdentityMap *self);

G_END_DECLS
