#include "inventory-fixture.h"

#include "ui/stock-edit.h"
#include "ui/stock-work.h"

/* What is done in the thread, and when it may go on. */
typedef struct
{
  int may_go_on; /* atomic */
  gboolean fails;
} Job;

static gboolean
job (StockWork       *work,
     StockInventory  *inventory,
     gpointer         data,
     GCancellable    *cancellable,
     GError         **error)
{
  Job *self = data;
  g_autoptr (StockProduct) product
    = orm_session_load (stock_inventory_get_session (inventory), STOCK_TYPE_PRODUCT, 1, error);

  g_assert_nonnull (product);
  g_assert_cmpstr (stock_inventory_get_currency (inventory), ==, "USD");
  g_object_set (product, "quantity", (gint64) 7, NULL);
  g_assert_true (orm_session_flush (stock_inventory_get_session (inventory), error));
  stock_work_set_fraction (work, 0.25);
  while (!g_atomic_int_get (&self->may_go_on) && !g_cancellable_is_cancelled (cancellable))
    g_usleep (500);
  if (self->fails)
    g_set_error_literal (error, ORM_ERROR, ORM_ERROR_FAILED, "It does not want to");
  return !self->fails;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_assert_false (stock_work_is_running (STOCK_WORK (source)));
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
busy_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
count_cb (gpointer user_data)
{
  guint *n_turns = user_data;

  ++*n_turns;
  return G_SOURCE_CONTINUE;
}

#define QUANTITY "SELECT quantity FROM product WHERE product_id = 1"

/* The main loop turns while it runs; nothing is to be seen of it in the file before its end. */
static void
test_run (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (StockWork) work = stock_work_new (self->inventory);
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) other = NULL;
  g_autoptr (GError) error = NULL;
  Job first = { 0 };
  guint n_turns = 0;
  guint source;

  stock_work_run_async (work, "Title", "Step", job, &first, NULL, ended_cb, &result);
  g_assert_true (stock_work_is_running (work));
  g_assert_cmpstr (stock_work_get_title (work), ==, "Title");
  g_assert_cmpfloat (stock_work_get_fraction (work), <, 0.3);
  wait_until (stock_work_get_fraction (work) == 0.25);
  source = g_idle_add (count_cb, &n_turns);
  wait_until (n_turns > 100);
  g_source_remove (source);
  assert_sql (self, QUANTITY, "51");

  /* One thing at a time. */
  stock_work_run_async (work, "Another", NULL, job, &first, NULL, busy_cb, &other);
  wait_until (other != NULL);
  g_assert_false (stock_work_finish (work, other, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpstr (stock_work_get_title (work), ==, "Title");

  g_atomic_int_set (&first.may_go_on, TRUE);
  wait_until (result != NULL);
  g_assert_true (stock_work_finish (work, result, &error));
  g_assert_no_error (error);
  assert_sql (self, QUANTITY, "7");
  g_assert_cmpint (butter->quantity, ==, 7);
  g_assert_cmpstr (orm_history_get_undo_name (stock_inventory_get_history (self->inventory)), ==,
                   "Step");
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (StockWork) work = stock_work_new (self->inventory);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Job first = { 0 };

  stock_work_run_async (work, "Title", "Step", job, &first, NULL, ended_cb, &result);
  wait_until (stock_work_get_fraction (work) == 0.25);
  stock_work_cancel (work);
  wait_until (result != NULL);
  g_assert_false (stock_work_finish (work, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_sql (self, QUANTITY, "51");
  assert_sql (self, "SELECT count(*) FROM orm_step", "0");
}

static void
test_fail (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StockWork) work = stock_work_new (self->inventory);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Job first = { .may_go_on = TRUE, .fails = TRUE };

  stock_work_run_async (work, "Title", "Step", job, &first, NULL, ended_cb, &result);
  wait_until (result != NULL);
  g_assert_false (stock_work_finish (work, result, &error));
  g_assert_cmpstr (error->message, ==, "It does not want to");
  assert_sql (self, QUANTITY, "51");
}

/* A step of many rows goes a long way, and back. */
static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StockWork) work = stock_work_new (self->inventory);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  fixture_sql (self, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
               " WHERE i < 2500) INSERT INTO product (name) SELECT 'P' || i FROM n");
  for (gint64 key = 5; key <= 2504; key++)
    g_array_append_val (keys, key);
  g_assert_false (stock_work_is_long_way (self->inventory, FALSE));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      if (i == 0)
        stock_work_run_async (work, "Delete", "Deletion", stock_edit_remove_keys, keys,
                              (GDestroyNotify) g_array_unref, ended_cb, &result);
      else
        stock_work_move_async (work, "Way", i == 2, ended_cb, &result);
      wait_until (result != NULL);
      g_assert_true (stock_work_finish (work, result, &error));
      g_assert_no_error (error);
      assert_sql (self, "SELECT count(*) FROM product", i == 1 ? "2504" : "4");
      g_assert_true (stock_work_is_long_way (self->inventory, i == 1));
      g_assert_false (stock_work_is_long_way (self->inventory, i != 1));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-work/run", test_run);
  fixture_add_test ("/stock-work/cancel", test_cancel);
  fixture_add_test ("/stock-work/fail", test_fail);
  fixture_add_test ("/stock-work/move", test_move);
  return g_test_run ();
}
