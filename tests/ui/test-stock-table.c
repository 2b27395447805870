#include "window-fixture.h"

#include "ui/stock-rows.h"

/* Keys so high that the list is asked for beside the main loop: "00000" to "01199", the last ones
 * the cheapest, and all but every twelfth one in Dairy. */
static void
set_up (WindowFixture *self,
        gconstpointer  data)
{
  window_fixture_set_up (self, data);
  window_fixture_close (self);
  fixture_sql (&self->inventory, "DELETE FROM product; WITH RECURSIVE n (i) AS"
               " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1199)"
               " INSERT INTO product (product_id, name, sku, quantity, price, category_id)"
               " SELECT i + 10001, printf ('%05d', i), 'S-' || i, i, 1200 - i,"
               " CASE WHEN i % 12 THEN 1 END FROM n");
  window_fixture_open (self, ORM_OPEN_DEFAULT);
}

static OrmList *
get_list (WindowFixture *self)
{
  return stock_rows_get_list (STOCK_ROWS (sheet_view_get_model (self->sheet)));
}

/* How many rows there are, and the names in the first and last one. */
static char *
dup_rows (WindowFixture *self)
{
  GListModel *rows = sheet_view_get_model (self->sheet);
  guint n_rows = g_list_model_get_n_items (rows);
  g_autoptr (StockProduct) first = g_list_model_get_item (rows, 0);
  g_autoptr (StockProduct) last = n_rows > 0 ? g_list_model_get_item (rows, n_rows - 1) : NULL;

  return g_strdup_printf ("%u %s %s", n_rows, first != NULL ? first->name : "",
                          last != NULL ? last->name : "");
}

#define assert_rows(self, expected) \
  G_STMT_START { \
    g_autofree char *rows_ = dup_rows (self); \
    g_assert_cmpstr (rows_, ==, expected); \
  } G_STMT_END

#define assert_cursor(self, row, column) \
  G_STMT_START { \
    guint row_, column_; \
    g_assert_true (sheet_view_get_cursor ((self)->sheet, &row_, &column_)); \
    g_assert_cmpuint (row_, ==, row); \
    g_assert_cmpuint (column_, ==, column); \
  } G_STMT_END

static void
sort_by (WindowFixture *self,
         guint          column)
{
  g_autoptr (SheetColumn) by
    = g_list_model_get_item (sheet_view_get_columns (self->sheet), column);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "sheet.sort-up", "s",
                                             sheet_column_get_id (by)));
}

/* The old rows stay until the new ones are there, and can be written. */
static void
test_sort (WindowFixture *self,
           gconstpointer  data)
{
  g_assert_true (sheet_view_set_cursor (self->sheet, 5, 2));
  assert_rows (self, "1200 00000 01199");
  sort_by (self, 4);
  g_assert_true (orm_list_is_loading (get_list (self)));
  assert_rows (self, "1200 00000 01199");
  g_assert_false (sheet_view_get_read_only (self->sheet));
  wait_for_text (dup_rows (self), "1200 01199 00000");
  g_assert_false (orm_list_is_loading (get_list (self)));
  assert_cursor (self, 5, 2);
}

/* Of searches that follow each other the last is answered, the others are not waited for. */
static void
test_search (WindowFixture *self,
             gconstpointer  data)
{
  static const char *const searches[] = { "1", "11", "112", "1123" };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      stock_table_set_search (self->window->table, searches[i]);
      g_assert_true (orm_list_is_loading (get_list (self)));
      assert_rows (self, "1200 00000 01199");
    }
  /* What is written now would go into rows that are about to go. */
  x_input_text ("lost");
  g_assert_false (orm_list_is_loading (get_list (self)) && sheet_view_is_editing (self->sheet));
  wait_until (!orm_list_is_loading (get_list (self)));
  sheet_view_cancel_edit (self->sheet);
  assert_sql (&self->inventory, "SELECT count(*) FROM product WHERE name LIKE '%lost%'", "0");
  wait_for_text (dup_rows (self), "1 01123 01123");
  g_assert_false (sheet_view_get_read_only (self->sheet));
  stock_table_set_search (self->window->table, "no such thing");
  wait_until (!gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
  stock_table_set_search (self->window->table, NULL);
  wait_for_text (dup_rows (self), "1200 00000 01199");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
}

/* Another category: the cursor goes to the first row, once there is one, and stays in its column;
 * the sheet keeps the keyboard. */
static void
test_scope (WindowFixture *self,
            gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (&self->inventory, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (StockScope) scope = stock_scope_new_category (dairy);
  g_autoptr (StockScope) all = stock_scope_new_view (STOCK_VIEW_ALL);

  g_assert_true (sheet_view_set_cursor (self->sheet, 500, 3));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (self->sheet)));
  stock_sidebar_set_scope (self->window->sidebar, scope);
  assert_rows (self, "1200 00000 01199");
  assert_cursor (self, 500, 3);
  g_assert_true (sheet_view_get_read_only (self->sheet));
  wait_for_text (dup_rows (self), "1100 00001 01199");
  wait_until (!orm_list_is_loading (get_list (self)));
  assert_cursor (self, 0, 3);
  g_assert_false (sheet_view_get_read_only (self->sheet));
  x_input_settle ();
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (self->sheet)));

  /* What was chosen in between does not come. */
  stock_sidebar_set_scope (self->window->sidebar, all);
  stock_sidebar_set_scope (self->window->sidebar, scope);
  wait_until (!orm_list_is_loading (get_list (self)));
  assert_rows (self, "1100 00001 01199");
  wait_for_text (g_strdup (adw_window_title_get_subtitle (self->window->title)),
                 "1100 products, worth $2640022.00");
}

/* A row is where it is while the cursor is in it; a new product is there at once. */
static void
test_staying_put (WindowFixture *self,
                  gconstpointer  data)
{
  GListModel *rows = sheet_view_get_model (self->sheet);

  x_input_text ("zz");
  x_input_keys ("Tab");
  wait_until (!orm_list_is_loading (get_list (self)));
  assert_rows (self, "1200 zz 01199");
  x_input_keys ("Down");
  wait_for_text (dup_rows (self), "1200 00001 zz");
  assert_cursor (self, 0, 1);

  window_fixture_activate (self, "win.add-product");
  x_input_text ("aa");
  x_input_keys ("Tab");
  wait_until (!orm_list_is_loading (get_list (self)));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1201);
  assert_rows (self, "1201 00001 aa");
  x_input_keys ("Up");
  wait_for_text (dup_rows (self), "1201 00001 zz");
  assert_sql (&self->inventory, "SELECT count(*) FROM product WHERE name IN ('aa', 'zz')", "2");
}

/* The window goes while it waits for rows and numbers. */
static void
test_close (WindowFixture *self,
            gconstpointer  data)
{
  sort_by (self, 4);
  window_fixture_close (self);
}

#define add_test(path, function) \
  g_test_add (path, WindowFixture, NULL, set_up, function, window_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  add_test ("/stock-table/sort", test_sort);
  add_test ("/stock-table/search", test_search);
  add_test ("/stock-table/scope", test_scope);
  add_test ("/stock-table/staying-put", test_staying_put);
  add_test ("/stock-table/close", test_close);
  return g_test_run ();
}
