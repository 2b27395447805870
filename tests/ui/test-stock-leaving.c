/* A cell that is left in any way is written, or says why it cannot be: what was typed is kept. */

#include "window-fixture.h"

#include "sheet/sheet-editor.h"

#define QUANTITY "SELECT quantity FROM product WHERE product_id = 1"

typedef void (* LeaveFunc) (WindowFixture *self,
                            const char    *detail);

static void
press (WindowFixture *self,
       const char    *keys)
{
  x_input_keys (keys);
}

static void
activate (WindowFixture *self,
          const char    *action)
{
  window_fixture_activate (self, action);
}

/* A place in the sheet: "x y". */
static void
click (WindowFixture *self,
       const char    *place)
{
  double x, y;

  g_assert_cmpint (sscanf (place, "%lf %lf", &x, &y), ==, 2);
  x_input_click (GTK_WIDGET (self->sheet), x, y, GDK_BUTTON_PRIMARY, 1);
}

static void
click_button (WindowFixture *self,
              const char    *detail)
{
  x_input_click (self->window->add_button, 5, 5, GDK_BUTTON_PRIMARY, 1);
}

static void
choose_category (WindowFixture *self,
                 const char    *detail)
{
  g_autoptr (StockCategory) dairy = fixture_load (&self->inventory, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (StockScope) scope = stock_scope_new_category (dairy);

  stock_sidebar_set_scope (self->window->sidebar, scope);
}

static void
search_for (WindowFixture *self,
            const char    *words)
{
  stock_table_set_search (self->window->table, words);
}

static void
close_window (WindowFixture *self,
              const char    *detail)
{
  gtk_window_close (GTK_WINDOW (self->window));
}

static const struct
{
  const char *name;
  LeaveFunc   leave;
  const char *detail;
} ways[] = {
  { "enter", press, "Return" },
  { "tab", press, "Tab" },
  { "arrow", press, "Down" },
  { "page", press, "Page_Up" },
  { "click", click, "60 113" },
  { "click-header", click, "60 12" },
  { "click-button", click_button, NULL },
  { "search", activate, "win.search" },
  { "switch-focus", activate, "win.switch-focus" },
  { "add-product", activate, "win.add-product" },
  { "new-category", activate, "win.new-category" },
  { "category", choose_category, NULL },
  { "searched-out", search_for, "rye" },
  { "close", close_window, NULL },
};

static void
test_taken (WindowFixture *self,
            gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  x_input_keys ("Right Right Right '7'");
  g_assert_true (sheet_view_is_editing (self->sheet));
  ways[i].leave (self, ways[i].detail);
  x_input_settle ();
  if (self->window == NULL)
    g_clear_object (&self->inventory.inventory);
  assert_sql (&self->inventory, QUANTITY, "7");
  /* A popover has to be gone before its window. */
  if (self->window != NULL)
    x_input_keys ("Escape");
}

/* Nothing moves on, and Escape puts the old value back. */
static void
test_refused (WindowFixture *self,
              gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  guint row, column;

  x_input_keys ("Right Right Right '7x'");
  ways[i].leave (self, ways[i].detail);
  x_input_settle ();
  g_assert_nonnull (self->window);
  g_assert_true (sheet_view_is_editing (self->sheet));
  g_assert_cmpstr (sheet_view_get_edit_text (self->sheet), ==, "7x");
  sheet_view_get_cursor (self->sheet, &row, &column);
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (column, ==, 3);
  assert_names (self, "Butter Feta Rye Salt");
  x_input_keys ("Escape Escape");
  sheet_view_cancel_edit (self->sheet);
  assert_sql (&self->inventory, QUANTITY, "51");
  g_assert_null (orm_history_get_undo_name (stock_inventory_get_history
                                            (self->inventory.inventory)));
}

/* Undo while a text is typed is about the text. */
static void
test_undo (WindowFixture *self,
           gconstpointer  data)
{
  x_input_keys ("Right Right Right '7' Return Up '9'");
  window_fixture_activate (self, "win.undo");
  g_assert_true (sheet_view_is_editing (self->sheet));
  g_assert_cmpstr (sheet_view_get_edit_text (self->sheet), ==, "");
  assert_sql (&self->inventory, QUANTITY, "7");
  x_input_keys ("Escape");
  window_fixture_activate (self, "win.undo");
  assert_sql (&self->inventory, QUANTITY, "51");
}

/* Another window takes the focus: the editor waits. */
static void
test_other_window (WindowFixture *self,
                   gconstpointer  data)
{
  x_input_keys ("Right Right Right '7'");
  window_fixture_activate (self, "win.preferences");
  x_input_settle ();
  g_assert_cmpstr (sheet_view_get_edit_text (self->sheet), ==, "7");
  assert_sql (&self->inventory, QUANTITY, "51");
}

/* Another program takes the row away: what was typed is told. */
static void
test_row_gone (WindowFixture *self,
               gconstpointer  data)
{
  x_input_keys ("Right Right Right '7'");
  fixture_sql (&self->inventory, "DELETE FROM product WHERE product_id = 1");
  wait_until (!sheet_view_is_editing (self->sheet));
  assert_names (self, "Feta Rye Salt");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==,
                   "The row is gone, and “7” was not entered.");
}

/* Another program writes other rows: cursor, range, text and scrolling stay. */
static void
test_foreign_change (WindowFixture *self,
                     gconstpointer  data)
{
  SheetRange range;
  guint row;

  x_input_keys ("Down Down Right <Shift>Down");
  fixture_sql (&self->inventory, "INSERT INTO product (name, created, updated)"
               " VALUES ('Apple', 0, 0)");
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 5);
  assert_names (self, "Apple Butter Feta Rye Salt");
  g_assert_true (sheet_view_get_range (self->sheet, &range));
  g_assert_cmpuint (range.row, ==, 3);
  g_assert_cmpuint (range.n_rows, ==, 2);

  x_input_keys ("'K-1'");
  fixture_sql (&self->inventory, "DELETE FROM product WHERE name = 'Apple'");
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 4);
  sheet_view_get_cursor (self->sheet, &row, NULL);
  g_assert_cmpuint (row, ==, 2);
  g_assert_cmpstr (sheet_view_get_edit_text (self->sheet), ==, "K-1");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT name FROM product WHERE sku = 'K-1'", "Rye");
}

/* A row whose new value the view or the search leaves out stays until the cursor does. */
static void
test_filtered_out (WindowFixture *self,
                   gconstpointer  data)
{
  g_autoptr (StockScope) low = stock_scope_new_view (STOCK_VIEW_LOW_STOCK);

  stock_sidebar_set_scope (self->window->sidebar, low);
  x_input_settle ();
  assert_names (self, "Feta Rye");
  x_input_keys ("Right Right Right '500' Tab");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 2", "500");
  assert_names (self, "Feta Rye");
  x_input_keys ("Down");
  x_input_settle ();
  assert_names (self, "Rye");

  stock_table_set_search (self->window->table, "rye");
  x_input_keys ("Home 'Oats' Tab");
  assert_sql (&self->inventory, "SELECT name FROM product WHERE product_id = 3", "Oats");
  assert_names (self, "Oats");
}

static void
add_ways (const char *folder,
          void     (* test) (WindowFixture *self,
                             gconstpointer  data))
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strconcat ("/stock-leaving/", folder, "/", ways[i].name, NULL);

      g_test_add (path, WindowFixture, GSIZE_TO_POINTER (i), window_fixture_set_up, test,
                  window_fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  add_ways ("taken", test_taken);
  add_ways ("refused", test_refused);
  window_fixture_add_test ("/stock-leaving/undo", test_undo);
  window_fixture_add_test ("/stock-leaving/other-window", test_other_window);
  window_fixture_add_test ("/stock-leaving/row-gone", test_row_gone);
  window_fixture_add_test ("/stock-leaving/foreign-change", test_foreign_change);
  window_fixture_add_test ("/stock-leaving/filtered-out", test_filtered_out);

  return g_test_run ();
}
