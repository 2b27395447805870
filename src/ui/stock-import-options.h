#pragma once

#include <adwaita.h>

#include "io/io-options.h"

G_BEGIN_DECLS

/**
 * StockImportOptions:
 *
 * How a text table is written: what was found by looking at it, to be overruled.
 *
 * Signals: `changed ()`: the user has chosen something else.
 */
#define STOCK_TYPE_IMPORT_OPTIONS (stock_import_options_get_type ())
G_DECLARE_FINAL_TYPE (StockImportOptions, stock_import_options, STOCK, IMPORT_OPTIONS,
                      AdwExpanderRow)

const IoOptions *stock_import_options_get (StockImportOptions *self);
void             stock_import_options_set (StockImportOptions *self,
                                           const IoOptions    *options);

G_END_DECLS
