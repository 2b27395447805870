#pragma once

#include "io/io-mapping.h"
#include "io/io-plan.h"
#include "io/io-table.h"
#include "model/stock-inventory.h"

G_BEGIN_DECLS

/**
 * IoMerge:
 *
 * Brings the rows of a table into the session of an inventory, one by one, and notes in a plan
 * what it does. Nothing is written: the caller commits the session, or drops it.
 */
typedef struct _IoMerge IoMerge;

IoMerge *io_merge_new  (IoTable         *table,
                        IoMapping       *mapping,
                        StockInventory  *inventory,
                        gboolean         clear_empty,
                        IoPlan          *plan,
                        GError         **error);
void     io_merge_free (IoMerge         *self);
gboolean io_merge_row  (IoMerge         *self,
                        guint            row,
                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IoMerge, io_merge_free)

G_END_DECLS
