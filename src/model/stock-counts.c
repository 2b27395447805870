#include "model/stock-counts.h"

static StockCounts *
counts_copy (const StockCounts *self)
{
  StockCounts *copy = g_memdup2 (self, sizeof *self);

  g_hash_table_ref (copy->categories);
  return copy;
}

/* The second of two statements, which begins when the first is done: the groups of @task. */
static void
categories_loaded (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  StockCounts *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (OrmSummary) summary
    = orm_session_summarize_finish (ORM_SESSION (source), result, &error);

  if (summary == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < orm_summary_get_n_groups (summary); i++)
    {
      OrmValue key = orm_summary_get_group (summary, i);

      if (key.type == ORM_VALUE_INTEGER)
        g_hash_table_insert (self->categories, g_memdup2 (&key.integer, sizeof key.integer),
                             GUINT_TO_POINTER ((guint) orm_summary_get_total (summary, i, 0)));
    }
  g_task_return_pointer (task, counts_copy (self), (GDestroyNotify) stock_counts_free);
}

static void
views_loaded (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  static const OrmAggregate count = { .function = ORM_COUNT };
  g_autoptr (GTask) task = user_data;
  StockCounts *self = g_task_get_task_data (task);
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  GError *error = NULL;
  g_autoptr (OrmSummary) summary
    = orm_session_summarize_finish (ORM_SESSION (source), result, &error);

  if (summary == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    self->views[i] = orm_summary_get_total (summary, 0, i);
  orm_session_summarize_async (ORM_SESSION (source), query, "category", &count, 1,
                               g_task_get_cancellable (task), categories_loaded,
                               g_object_ref (task));
}

/**
 * stock_counts_load_async:
 * @session: a session
 * @today: today
 * @expiring_days: how many days ahead count as soon
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Counts beside the main loop, in two statements, what the sidebar shows.
 */
void
stock_counts_load_async (OrmSession          *session,
                         const GDate         *today,
                         guint                expiring_days,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  StockCounts *self = g_new0 (StockCounts, 1);
  OrmAggregate aggregates[STOCK_N_VIEWS] = { 0 };
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

  g_task_set_source_tag (task, stock_counts_load_async);
  self->categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_task_set_task_data (task, self, (GDestroyNotify) stock_counts_free);
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    aggregates[i].where = stock_view_dup_condition (i, today, expiring_days);
  orm_session_summarize_async (session, query, NULL, aggregates, STOCK_N_VIEWS, cancellable,
                               views_loaded, task);
  for (guint i = 0; i < STOCK_N_VIEWS; i++)
    g_clear_pointer (&aggregates[i].where, orm_condition_unref);
}

/**
 * stock_counts_load_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the counts, or NULL with @error
 */
StockCounts *
stock_counts_load_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
stock_counts_free (StockCounts *self)
{
  g_clear_pointer (&self->categories, g_hash_table_unref);
  g_free (self);
}

/**
 * stock_worth_load_async:
 * @session: a session
 * @query: which products
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done, with the session as its source
 * @user_data: for @callback
 *
 * Adds up beside the main loop what products are worth.
 */
void
stock_worth_load_async (OrmSession          *session,
                        OrmQuery            *query,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT },
    { .function = ORM_SUM_PRODUCT, .product = { "quantity", "price", "unit-decimals" } },
  };

  orm_session_summarize_async (session, query, NULL, aggregates, G_N_ELEMENTS (aggregates),
                               cancellable, callback, user_data);
}

/**
 * stock_worth_load_finish:
 * @session: the session
 * @result: what the callback was given
 * @n_products: (out): how many they are
 * @worth: (out): the sum of quantity times price, exact, in the currency's smallest part
 * @error: return location for an error
 *
 * Returns: %TRUE if both could be read
 */
gboolean
stock_worth_load_finish (OrmSession    *session,
                         GAsyncResult  *result,
                         gint64        *n_products,
                         OrmTotal      *worth,
                         GError       **error)
{
  g_autoptr (OrmSummary) summary = orm_session_summarize_finish (session, result, error);

  if (summary == NULL)
    return FALSE;
  *n_products = orm_summary_get_total (summary, 0, 0);
  *worth = orm_summary_get_total (summary, 0, 1);
  return TRUE;
}
