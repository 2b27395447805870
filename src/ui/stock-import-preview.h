#pragma once

#include <adwaita.h>

#include "io/io-mapping.h"
#include "io/io-table.h"

G_BEGIN_DECLS

/**
 * StockImportPreview:
 *
 * The first rows of a table that is to be imported, and above each column what it holds, to be
 * chosen.
 *
 * Signals: `changed ()`: the user has given a column another meaning.
 */
#define STOCK_TYPE_IMPORT_PREVIEW (stock_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (StockImportPreview, stock_import_preview, STOCK, IMPORT_PREVIEW, AdwBin)

void       stock_import_preview_set_table   (StockImportPreview *self,
                                             IoTable            *table);
IoMapping *stock_import_preview_get_mapping (StockImportPreview *self);
void       stock_import_preview_choose      (StockImportPreview *self,
                                             guint               column,
                                             IoPropertyId        id);

G_END_DECLS
