#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StockApplication:
 *
 * The program with its windows: one for each inventory that is open.
 */
#define STOCK_TYPE_APPLICATION (stock_application_get_type ())
G_DECLARE_FINAL_TYPE (StockApplication, stock_application, STOCK, APPLICATION, AdwApplication)

StockApplication *stock_application_new (void);

G_END_DECLS
