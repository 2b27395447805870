#pragma once

#include "io/io-plan.h"
#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * IoCategoryPool:
 *
 * The categories of an inventory by name, and those that an import adds to them.
 */
typedef struct _IoCategoryPool IoCategoryPool;

IoCategoryPool *io_category_pool_new  (OrmSession      *session,
                                       IoPlan          *plan,
                                       GError         **error);
void            io_category_pool_free (IoCategoryPool  *self);
StockCategory  *io_category_pool_get  (IoCategoryPool  *self,
                                       const char      *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IoCategoryPool, io_category_pool_free)

G_END_DECLS
