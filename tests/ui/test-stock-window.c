#include "window-fixture.h"

#include "ui/stock-settings.h"

#define ALL "All products 4;Low stock 2;Expiring soon 1;Expired 1;No category 1"

static StockScope *
scope_of (WindowFixture *self,
          gint64         category)
{
  g_autoptr (StockCategory) record
    = fixture_load (&self->inventory, STOCK_TYPE_CATEGORY, category);

  return stock_scope_new_category (record);
}

static void
choose_category (WindowFixture *self,
                 gint64         category)
{
  g_autoptr (StockScope) scope = scope_of (self, category);

  stock_sidebar_set_scope (self->window->sidebar, scope);
  x_input_settle ();
}

static void
choose_view (WindowFixture *self,
             StockView      view)
{
  g_autoptr (StockScope) scope = stock_scope_new_view (view);

  stock_sidebar_set_scope (self->window->sidebar, scope);
  x_input_settle ();
}

static const char *
get_subtitle (WindowFixture *self)
{
  return adw_window_title_get_subtitle (self->window->title);
}

static void
test_scopes (WindowFixture *self,
             gconstpointer  data)
{
  assert_names (self, "Butter Feta Rye Salt");
  assert_counts (self, ALL ";Bakery 1;Dairy 2");
  g_assert_cmpstr (adw_window_title_get_title (self->window->title), ==, "All products");
  wait_for_text (g_strdup (get_subtitle (self)), "4 products, worth $249.00");
  choose_category (self, 1);
  assert_names (self, "Butter Feta");
  g_assert_cmpstr (adw_window_title_get_title (self->window->title), ==, "Dairy");
  wait_for_text (g_strdup (get_subtitle (self)), "2 products, worth $223.00");
  choose_view (self, STOCK_VIEW_LOW_STOCK);
  assert_names (self, "Feta Rye");
  choose_view (self, STOCK_VIEW_EXPIRED);
  assert_names (self, "Butter");
}

/* What is shown after the key is what is on disk. */
static void
test_edit (WindowFixture *self,
           gconstpointer  data)
{
  x_input_keys ("Right Right Right");
  x_input_text ("1043");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 1", "1043");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (self->window->undo_button), ==,
                   "Undo Edit of quantity");
  x_input_text ("x");
  x_input_keys ("Return");
  g_assert_true (sheet_view_is_editing (self->sheet));
  x_input_keys ("Escape");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 2", "10");

  x_input_keys ("Left");
  x_input_text ("Spices");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy;Spices");
  assert_counts (self, ALL ";Bakery 1;Dairy 1;Spices 1");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==, "New category “Spices”");
}

/* An operator at the front changes what is there, in one cell or in all of a range. */
static void
test_arithmetic (WindowFixture *self,
                 gconstpointer  data)
{
  x_input_keys ("Right Right Right");
  x_input_text ("-3");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 1", "48");
  x_input_keys ("F2 Home");
  x_input_text ("-");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 2", "-10");

  x_input_keys ("<Control>Home Right Right Right Right <Control><Shift>Down");
  x_input_text ("+5%");
  x_input_keys ("<Control>Return");
  assert_sql (&self->inventory, "SELECT price FROM product ORDER BY product_id",
              "315;735;263;84");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (self->window->undo_button), ==,
                   "Undo Filling of 4 cells");
  window_fixture_activate (self, "win.undo");
  assert_sql (&self->inventory, "SELECT price FROM product ORDER BY product_id",
              "300;700;250;80");
}

/* An edited row stays until the cursor leaves it, then it goes where it belongs. */
static void
test_staying_put (WindowFixture *self,
                  gconstpointer  data)
{
  x_input_text ("Zander");
  x_input_keys ("Tab");
  assert_names (self, "Zander Feta Rye Salt");
  x_input_keys ("Down");
  x_input_settle ();
  assert_names (self, "Feta Rye Salt Zander");
}

static void
test_add (WindowFixture *self,
          gconstpointer  data)
{
  choose_category (self, 1);
  window_fixture_activate (self, "win.add-product");
  assert_names (self, "Butter Feta ");
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "4");
  x_input_text ("Curd");
  x_input_keys ("Tab");
  assert_names (self, "Butter Feta Curd");
  assert_sql (&self->inventory, "SELECT name, category_id FROM product WHERE product_id = 5",
              "Curd|1");
  assert_counts (self, "All products 5;Low stock 2;Expiring soon 1;Expired 1;No category 1;"
                 "Bakery 1;Dairy 3");
  x_input_keys ("Up");
  x_input_settle ();
  assert_names (self, "Butter Curd Feta");

  /* One that is left untouched goes. */
  window_fixture_activate (self, "win.add-product");
  assert_names (self, "Butter Curd Feta ");
  x_input_keys ("Escape");
  x_input_keys ("Escape");
  x_input_settle ();
  assert_names (self, "Butter Curd Feta");
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "5");
}

/* Tab past the last cell. */
static void
test_new_row (WindowFixture *self,
              gconstpointer  data)
{
  x_input_keys ("<Control>End Tab");
  assert_names (self, "Butter Feta Rye Salt ");
  x_input_text ("Tea");
  x_input_keys ("Tab");
  assert_sql (&self->inventory, "SELECT name FROM product WHERE product_id = 5", "Tea");
}

static void
test_delete_and_undo (WindowFixture *self,
                      gconstpointer  data)
{
  x_input_keys ("<Shift>Down <Control>minus");
  assert_names (self, "Rye Salt");
  assert_sql (&self->inventory, "SELECT name FROM product ORDER BY 1", "Rye;Salt");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==, "2 products deleted");
  g_assert_cmpstr (adw_toast_get_action_name (self->window->toast), ==, "win.undo");
  window_fixture_activate (self, "win.undo");
  assert_names (self, "Butter Feta Rye Salt");
  assert_sql (&self->inventory, "SELECT product_id, name FROM product ORDER BY 1",
              "1|Butter;2|Feta;3|Rye;4|Salt");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==,
                   "Undone: Deletion of 2 products");
  window_fixture_activate (self, "win.redo");
  assert_names (self, "Rye Salt");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (self->window->redo_button), ==, "Redo");
}

/* The button of a toast means the last step: another step takes the toast away. */
static void
test_toast (WindowFixture *self,
            gconstpointer  data)
{
  x_input_keys ("<Control>minus");
  g_assert_nonnull (self->window->toast);
  x_input_text ("Ghee");
  x_input_keys ("Return");
  g_assert_null (self->window->toast);
  assert_sql (&self->inventory, "SELECT name FROM product ORDER BY 1", "Ghee;Rye;Salt");
}

static void
test_search (WindowFixture *self,
             gconstpointer  data)
{
  window_fixture_activate (self, "win.search");
  x_input_text ("d-2");
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 1);
  assert_names (self, "Feta");
  x_input_text ("xyz");
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
  x_input_keys ("Escape");
  assert_names (self, "Butter Feta Rye Salt");
  g_assert_false (gtk_widget_get_visible (self->window->search_bar));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
}

static void
test_sort (WindowFixture *self,
           gconstpointer  data)
{
  GListModel *columns = sheet_view_get_columns (self->sheet);
  g_autoptr (SheetColumn) price = g_list_model_get_item (columns, 4);

  g_assert_cmpstr (sheet_column_get_id (price), ==, "price");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "sheet.sort-down", "s",
                                             "price"));
  assert_names (self, "Feta Butter Rye Salt");
  g_clear_object (&price);
  window_fixture_close (self);
  window_fixture_open (self, ORM_OPEN_DEFAULT);
  assert_names (self, "Feta Butter Rye Salt");
}

/* A value that is refused keeps its cell, whatever else is clicked. */
static void
test_refused (WindowFixture *self,
              gconstpointer  data)
{
  x_input_keys ("Right");
  x_input_text ("D-2");
  x_input_paint ();
  choose_category (self, 2);
  g_assert_true (sheet_view_is_editing (self->sheet));
  assert_names (self, "Butter Feta Rye Salt");
  g_assert_cmpstr (stock_scope_get_title (stock_sidebar_get_scope (self->window->sidebar)), ==,
                   "All products");
  gtk_window_close (GTK_WINDOW (self->window));
  x_input_settle ();
  g_assert_nonnull (self->window);
  x_input_keys ("Escape");
  choose_category (self, 2);
  assert_names (self, "Rye");
}

static void
test_close_commits (WindowFixture *self,
                    gconstpointer  data)
{
  x_input_text ("Ghee");
  x_input_paint ();
  gtk_window_close (GTK_WINDOW (self->window));
  wait_until (self->window == NULL);
  assert_sql (&self->inventory, "SELECT name FROM product WHERE product_id = 1", "Ghee");
  g_assert_finalize_object (g_steal_pointer (&self->inventory.inventory));
}

/* Another program writes the file. */
static void
test_foreign_change (WindowFixture *self,
                     gconstpointer  data)
{
  GListModel *rows = sheet_view_get_model (self->sheet);
  g_autoptr (StockProduct) salt = g_list_model_get_item (rows, 3);

  fixture_sql (&self->inventory, "UPDATE product SET quantity = 99 WHERE name = 'Salt';"
               "DELETE FROM product WHERE name = 'Rye'");
  wait_until (g_list_model_get_n_items (rows) == 3);
  g_assert_cmpint (salt->quantity, ==, 99);
  assert_counts (self, "All products 3;Low stock 1;Expiring soon 1;Expired 1;No category 1;"
                 "Bakery 0;Dairy 2");
}

/* Another program is writing: what was typed waits. */
static void
test_busy (WindowFixture *self,
           gconstpointer  data)
{
  fixture_sql (&self->inventory, "BEGIN IMMEDIATE");
  x_input_text ("Ghee");
  x_input_keys ("Return");
  g_assert_true (sheet_view_is_editing (self->sheet));
  fixture_sql (&self->inventory, "ROLLBACK");
  wait_until (!sheet_view_is_editing (self->sheet));
  assert_sql (&self->inventory, "SELECT name FROM product WHERE product_id = 1", "Ghee");
}

static void
test_read_only (WindowFixture *self,
                gconstpointer  data)
{
  static const char *const actions[] = { "add-product", "new-category", "undo", "redo", "import" };

  window_fixture_close (self);
  fixture_sql (&self->inventory, "PRAGMA user_version = 99");
  window_fixture_open (self, ORM_OPEN_DEFAULT);
  assert_names (self, "Butter Feta Rye Salt");
  g_assert_true (gtk_revealer_get_reveal_child (self->window->notice));
  g_assert_nonnull (strstr (gtk_label_get_text (self->window->notice_label), "newer"));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window),
                                                       actions[i]));
  x_input_text ("Ghee");
  x_input_keys ("Return Delete <Control>minus");
  g_assert_false (sheet_view_is_editing (self->sheet));
  assert_sql (&self->inventory, "SELECT name FROM product ORDER BY 1", "Butter;Feta;Rye;Salt");
}

/* Midnight: the product that expired yesterday is joined by others. */
static void
test_midnight (WindowFixture *self,
               gconstpointer  data)
{
  g_autoptr (GDateTime) later = g_date_time_new_utc (2026, 12, 24, 0, 0, 0);

  choose_view (self, STOCK_VIEW_EXPIRED);
  stock_calendar_set_now (self->window->calendar, later);
  assert_names (self, "Butter Feta");
  assert_counts (self, "All products 4;Low stock 2;Expiring soon 0;Expired 2;No category 1;"
                 "Bakery 1;Dairy 2");
}

static void
set_width (WindowFixture *self,
           int            width)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 600);
  wait_until (ABS (gtk_widget_get_width (GTK_WIDGET (self->window)) - width) < 20);
  x_input_paint ();
}

static void
test_width (WindowFixture *self,
            gconstpointer  data)
{
  set_width (self, 1000);
  g_assert_false (adw_flap_get_folded (self->window->flap));
  g_assert_true (gtk_widget_get_visible (self->window->add_button));
  set_width (self, 700);
  g_assert_true (adw_flap_get_folded (self->window->flap));
  g_assert_false (adw_flap_get_reveal_flap (self->window->flap));
  g_assert_true (gtk_widget_get_visible (self->window->add_button));
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (self->window->primary_menu)), ==, 5);
  set_width (self, 480);
  set_width (self, 380);
  g_assert_false (gtk_widget_get_visible (self->window->add_button));
  g_assert_false (gtk_widget_get_visible (self->window->undo_box));
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (self->window->primary_menu)), ==, 6);
  set_width (self, 1000);
  g_assert_false (adw_flap_get_folded (self->window->flap));
  wait_until (adw_flap_get_reveal_flap (self->window->flap));
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (self->window->primary_menu)), ==, 5);
  g_assert_true (g_settings_get_boolean (stock_settings_get (), "sidebar-visible"));
}

static void
test_empty (WindowFixture *self,
            gconstpointer  data)
{
  x_input_keys ("<Control>a <Control>minus");
  assert_names (self, "");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
  wait_for_text (g_strdup (get_subtitle (self)), "No products");
  window_fixture_activate (self, "win.add-product");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->sheet)));
  x_input_text ("Tea");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT name FROM product", "Tea");
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-window/scopes", test_scopes);
  window_fixture_add_test ("/stock-window/edit", test_edit);
  window_fixture_add_test ("/stock-window/arithmetic", test_arithmetic);
  window_fixture_add_test ("/stock-window/staying-put", test_staying_put);
  window_fixture_add_test ("/stock-window/add", test_add);
  window_fixture_add_test ("/stock-window/new-row", test_new_row);
  window_fixture_add_test ("/stock-window/delete-and-undo", test_delete_and_undo);
  window_fixture_add_test ("/stock-window/toast", test_toast);
  window_fixture_add_test ("/stock-window/search", test_search);
  window_fixture_add_test ("/stock-window/sort", test_sort);
  window_fixture_add_test ("/stock-window/refused", test_refused);
  window_fixture_add_test ("/stock-window/close-commits", test_close_commits);
  window_fixture_add_test ("/stock-window/foreign-change", test_foreign_change);
  window_fixture_add_test ("/stock-window/busy", test_busy);
  window_fixture_add_test ("/stock-window/read-only", test_read_only);
  window_fixture_add_test ("/stock-window/midnight", test_midnight);
  window_fixture_add_test ("/stock-window/width", test_width);
  window_fixture_add_test ("/stock-window/empty", test_empty);
  return g_test_run ();
}
