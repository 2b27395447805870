#include "config.h"

#include "model/stock-view.h"

static OrmCondition *
all_condition (const GDate *today,
               guint        expiring_days)
{
  return NULL;
}

static OrmCondition *
low_stock_condition (const GDate *today,
                     guint        expiring_days)
{
  return orm_condition_compare_properties ("quantity", ORM_LESS_OR_EQUAL, "reorder-level");
}

static OrmCondition *
expiring_condition (const GDate *today,
                    guint        expiring_days)
{
  GDate last = *today;

  g_date_add_days (&last, expiring_days);
  return orm_condition_and (
    orm_condition_compare_date ("expiry-date", ORM_GREATER_OR_EQUAL, today),
    orm_condition_compare_date ("expiry-date", ORM_LESS_OR_EQUAL, &last), NULL);
}

static OrmCondition *
expired_condition (const GDate *today,
                   guint        expiring_days)
{
  return orm_condition_compare_date ("expiry-date", ORM_LESS, today);
}

static OrmCondition *
no_category_condition (const GDate *today,
                       guint        expiring_days)
{
  return orm_condition_is_null ("category");
}

static OrmCondition *(*const conditions[STOCK_N_VIEWS]) (const GDate *, guint) = {
  [STOCK_VIEW_ALL] = all_condition,
  [STOCK_VIEW_LOW_STOCK] = low_stock_condition,
  [STOCK_VIEW_EXPIRING] = expiring_condition,
  [STOCK_VIEW_EXPIRED] = expired_condition,
  [STOCK_VIEW_NO_CATEGORY] = no_category_condition,
};

/**
 * stock_view_dup_condition:
 * @view: a view
 * @today: the date that expiry is measured from
 * @expiring_days: how many days ahead count as soon
 *
 * Returns: (transfer full) (nullable): what holds for the products of @view; NULL: every product
 */
OrmCondition *
stock_view_dup_condition (StockView    view,
                          const GDate *today,
                          guint        expiring_days)
{
  g_return_val_if_fail (view < STOCK_N_VIEWS, NULL);
  return conditions[view] (today, expiring_days);
}

/**
 * stock_expiry_of:
 * @date: a date of expiry, may be invalid
 * @today: today
 * @expiring_days: how many days ahead count as soon
 *
 * Returns: what @date means today
 */
StockExpiry
stock_expiry_of (const GDate *date,
                 const GDate *today,
                 guint        expiring_days)
{
  int days;

  if (!g_date_valid (date))
    return STOCK_EXPIRY_NONE;
  days = g_date_days_between (today, date);
  if (days < 0)
    return STOCK_EXPIRY_PAST;
  return days <= (int) expiring_days ? STOCK_EXPIRY_SOON : STOCK_EXPIRY_NONE;
}
