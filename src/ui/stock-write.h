#pragma once

#include "model/stock-inventory.h"
#include "sheet/sheet-change.h"

G_BEGIN_DECLS

gboolean stock_write_cells (StockInventory     *inventory,
                            SheetAction         action,
                            const SheetChange  *changes,
                            gsize               n_changes,
                            gsize              *refused,
                            char              **new_category,
                            GError            **error);

char    *stock_write_dup_step_name (SheetAction        action,
                                    const SheetChange *changes,
                                    gsize              n_changes,
                                    guint              n_new);

G_END_DECLS
