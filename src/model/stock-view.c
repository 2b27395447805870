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

static gboolean
load_views (StockCounts  *self,
            OrmSession   *session,
            OrmQuery     *query,
            const GDate  *today,
            guint         expiring_days,
            GError      **error)
{
  OrmAggregate aggregates[STOCK_N_VIEWS] = { 0 };
  g_autoptr (OrmSummary) summary = NULL;

  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    aggregates[i].where = stock_view_dup_condition (i, today, expiring_days);
  summary = orm_session_summarize (session, query, NULL, aggregates, STOCK_N_VIEWS, error);
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    {
      if (summary != NULL)
        self->views[i] = orm_summary_get_total (summary, 0, i);
      g_clear_pointer (&aggregates[i].where, orm_condition_unref);
    }
  return summary != NULL;
}

/**
 * stock_counts_load:
 * @session: a session
 * @today: today
 * @expiring_days: how many days ahead count as soon
 * @error: return location for an error
 *
 * Counts, in two statements, what the sidebar shows.
 *
 * Returns: (transfer full): the counts, or NULL with @error
 */
StockCounts *
stock_counts_load (OrmSession   *session,
                   const GDate  *today,
                   guint         expiring_days,
                   GError      **error)
{
  static const OrmAggregate count = { .function = ORM_COUNT };
  g_autoptr (StockCounts) self = g_new0 (StockCounts, 1);
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmSummary) summary = NULL;

  self->categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!load_views (self, session, query, today, expiring_days, error))
    return NULL;
  summary = orm_session_summarize (session, query, "category", &count, 1, error);
  if (summary == NULL)
    return NULL;
  for (guint i = 0; i < orm_summary_get_n_groups (summary); i++)
    {
      OrmValue key = orm_summary_get_group (summary, i);

      if (key.type == ORM_VALUE_INTEGER)
        g_hash_table_insert (self->categories, g_memdup2 (&key.integer, sizeof key.integer),
                             GUINT_TO_POINTER ((guint) orm_summary_get_total (summary, i, 0)));
    }
  return g_steal_pointer (&self);
}

void
stock_counts_free (StockCounts *self)
{
  g_clear_pointer (&self->categories, g_hash_table_unref);
  g_free (self);
}

/**
 * stock_worth_load:
 * @session: a session
 * @query: which products
 * @n_products: (out): how many they are
 * @worth: (out): the sum of quantity times price, exact, in the currency's smallest part
 * @error: return location for an error
 *
 * Returns: %TRUE if both could be read
 */
gboolean
stock_worth_load (OrmSession  *session,
                  OrmQuery    *query,
                  gint64      *n_products,
                  OrmTotal    *worth,
                  GError     **error)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT },
    { .function = ORM_SUM_PRODUCT, .product = { "quantity", "price", "unit-decimals" } },
  };
  g_autoptr (OrmSummary) summary = NULL;

  summary = orm_session_summarize (session, query, NULL, aggregates, G_N_ELEMENTS (aggregates),
                                   error);
  if (summary == NULL)
    return FALSE;
  *n_products = orm_summary_get_total (summary, 0, 0);
  *worth = orm_summary_get_total (summary, 0, 1);
  return TRUE;
}
