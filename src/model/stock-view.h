#pragma once

#include "model/stock-product.h"

G_BEGIN_DECLS

/* The sidebar's views of all products. */
typedef enum
{
  STOCK_VIEW_ALL,
  STOCK_VIEW_LOW_STOCK,
  STOCK_VIEW_EXPIRING,
  STOCK_VIEW_EXPIRED,
  STOCK_VIEW_NO_CATEGORY,
  STOCK_N_VIEWS
} StockView;

/* What a date of expiry means today. */
typedef enum
{
  STOCK_EXPIRY_NONE, /* no date, or far ahead */
  STOCK_EXPIRY_SOON, /* from today to so many days ahead */
  STOCK_EXPIRY_PAST, /* before today */
} StockExpiry;

OrmCondition *stock_view_dup_condition (StockView     view,
                                        const GDate  *today,
                                        guint         expiring_days);
StockExpiry   stock_expiry_of          (const GDate  *date,
                                        const GDate  *today,
                                        guint         expiring_days);

G_END_DECLS
