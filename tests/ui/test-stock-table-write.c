#include "window-fixture.h"

#define N_CELLS "SELECT count(*), sum (quantity) FROM product"

/* 3,000 products, so that a column of them is too much to be written at once: "0000" to "2999",
 * each with its number as the quantity. */
static void
set_up (WindowFixture *self,
        gconstpointer  data)
{
  window_fixture_set_up (self, data);
  window_fixture_close (self);
  fixture_sql (&self->inventory, "DELETE FROM product; WITH RECURSIVE n (i) AS"
               " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)"
               " INSERT INTO product (product_id, name, sku, quantity, price)"
               " SELECT i + 1, printf ('%04d', i), 'S-' || i, i, 100 FROM n");
  window_fixture_open (self, ORM_OPEN_DEFAULT);
}

static gboolean
is_working (WindowFixture *self)
{
  return stock_work_is_running (stock_table_get_work (self->window->table));
}

static void
select_column (WindowFixture *self,
               guint          column)
{
  SheetRange range = { 0, column, 3000, 1 };

  g_assert_true (sheet_view_set_range (self->sheet, &range));
}

static const char *
get_toast (WindowFixture *self)
{
  return self->window->toast != NULL ? adw_toast_get_title (self->window->toast) : NULL;
}

/* Arithmetic in every cell of a column: one step, which can be undone and redone. */
static void
test_fill (WindowFixture *self,
           gconstpointer  data)
{
  g_autoptr (StockProduct) first = g_list_model_get_item (sheet_view_get_model (self->sheet), 0);

  select_column (self, 3);
  x_input_text ("+5");
  x_input_keys ("<Control>Return");
  g_assert_false (sheet_view_is_editing (self->sheet));
  wait_until (!is_working (self));
  assert_sql (&self->inventory, N_CELLS, "3000|4513500");
  g_assert_cmpint (first->quantity, ==, 5);
  g_assert_cmpstr (get_toast (self), ==, "Done: Filling of 3000 cells");
  g_assert_cmpstr (adw_toast_get_action_name (self->window->toast), ==, "win.undo");
  assert_sql (&self->inventory, "SELECT name FROM orm_step", "Filling of 3000 cells");

  window_fixture_activate (self, "win.undo");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, N_CELLS, "3000|4498500");
  g_assert_cmpint (first->quantity, ==, 0);
  g_assert_cmpstr (get_toast (self), ==, "Undone: Filling of 3000 cells");
  window_fixture_activate (self, "win.redo");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, N_CELLS, "3000|4513500");
  g_assert_cmpstr (get_toast (self), ==, "Redone: Filling of 3000 cells");
}

static void
test_clear (WindowFixture *self,
            gconstpointer  data)
{
  select_column (self, 1);
  x_input_keys ("Delete");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, "SELECT count(*), count (sku) FROM product", "3000|0");
}

/* What stands in no cell of the column is taken for one; what is refused is named, and nothing is
 * written. */
static void
test_refused (WindowFixture *self,
              gconstpointer  data)
{
  select_column (self, 6);
  x_input_text ("x");
  x_input_keys ("<Control>Return");
  wait_until (!is_working (self) && get_toast (self) != NULL);
  g_assert_true (g_str_has_prefix (get_toast (self), "Row 1, Expires: "));
  assert_sql (&self->inventory, "SELECT count(*), count (expiry_date) FROM product", "3000|0");

  select_column (self, 1);
  x_input_text ("same");
  x_input_keys ("<Control>Return");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, "SELECT count(*), count (DISTINCT sku) FROM product",
              "3000|3000");
  assert_sql (&self->inventory, "SELECT count(*) FROM orm_step", "0");
  g_assert_nonnull (strstr (get_toast (self), "same"));
}

static void
test_cancel (WindowFixture *self,
             gconstpointer  data)
{
  select_column (self, 3);
  x_input_text ("7");
  x_input_keys ("<Control>Return");
  stock_work_cancel (stock_table_get_work (self->window->table));
  wait_until (!is_working (self));
  /* It may have been quicker. */
  if (g_str_has_prefix (get_toast (self), "Done"))
    assert_sql (&self->inventory, N_CELLS, "3000|21000");
  else
    {
      g_assert_true (g_str_has_prefix (get_toast (self), "Cancelled"));
      assert_sql (&self->inventory, N_CELLS, "3000|4498500");
    }
}

static void
test_delete (WindowFixture *self,
             gconstpointer  data)
{
  x_input_keys ("<Control>a <Control>minus");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "0");
  g_assert_cmpuint (g_list_model_get_n_items (sheet_view_get_model (self->sheet)), ==, 0);
  g_assert_cmpstr (get_toast (self), ==, "Done: Deletion of 3000 products");
  window_fixture_activate (self, "win.undo");
  wait_until (!is_working (self));
  assert_sql (&self->inventory, N_CELLS, "3000|4498500");
  g_assert_cmpuint (g_list_model_get_n_items (sheet_view_get_model (self->sheet)), ==, 3000);
}

#define add_test(path, function) \
  g_test_add (path, WindowFixture, NULL, set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  add_test ("/stock-table-write/fill", test_fill);
  add_test ("/stock-table-write/clear", test_clear);
  add_test ("/stock-table-write/refused", test_refused);
  add_test ("/stock-table-write/cancel", test_cancel);
  add_test ("/stock-table-write/delete", test_delete);
  return g_test_run ();
}
