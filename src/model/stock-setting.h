#pragma once

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockSetting:
 *
 * Something that holds for the whole inventory and travels with its file: "currency", an ISO 4217
 * code, and "currency-decimals".
 */
#define STOCK_TYPE_SETTING (stock_setting_get_type ())
G_DECLARE_FINAL_TYPE (StockSetting, stock_setting, STOCK, SETTING, OrmRecord)

struct _StockSetting
{
  OrmRecord parent_instance;

  gint64 setting_id;
  char *name;
  char *value;
};

G_END_DECLS
