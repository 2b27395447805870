#pragma once

#include <adwaita.h>

#include "io/io-import.h"

G_BEGIN_DECLS

/**
 * StockImportReport:
 *
 * What an import would do, each refused cell with its reason, and what there is to decide.
 *
 * Signals:
 * - `changed ()`: other rows are to be written now: the import is to be checked again
 * - `decided ()`: the refused rows are to be left out, or not
 */
#define STOCK_TYPE_IMPORT_REPORT (stock_import_report_get_type ())
G_DECLARE_FINAL_TYPE (StockImportReport, stock_import_report, STOCK, IMPORT_REPORT,
                      AdwPreferencesGroup)

void          stock_import_report_show_busy    (StockImportReport *self);
void          stock_import_report_show_problem (StockImportReport *self,
                                                const char        *reason);
void          stock_import_report_show_plan    (StockImportReport *self,
                                                IoPlan            *plan);
IoImportFlags stock_import_report_get_flags    (StockImportReport *self);
void          stock_import_report_set_flags    (StockImportReport *self,
                                                IoImportFlags      flags);
const char   *stock_import_report_get_summary  (StockImportReport *self);
gboolean      stock_import_report_can_import   (StockImportReport *self);

G_END_DECLS
