#include "window-fixture.h"

#include "ui/stock-sidebar-row.h"

static const char *
get_step (WindowFixture *self)
{
  return orm_history_get_undo_name (stock_inventory_get_history (self->inventory.inventory));
}

/* Two ranges: Butter and Feta, and Salt. */
static void
select_three (WindowFixture *self)
{
  SheetRange ranges[] = { { 3, 1, 1, 2 }, { 0, 0, 2, 1 } };

  g_assert_true (sheet_view_set_selection (self->sheet, ranges, G_N_ELEMENTS (ranges)));
  x_input_settle ();
}

/* All but SKU and barcode, tags too, in one step. */
static void
test_duplicate (WindowFixture *self,
                gconstpointer  data)
{
  fixture_sql (&self->inventory, "UPDATE product SET barcode = '4006381333931', notes = 'cold'"
               " WHERE product_id = 1; INSERT INTO tag (tag_id, name) VALUES (1, 'Offer');"
               "INSERT INTO product_tag (product_id, tag_id) VALUES (1, 1)");
  g_assert_true (orm_session_poll (self->inventory.session, NULL));
  select_three (self);
  x_input_keys ("<Control><Shift>d");
  x_input_settle ();
  assert_names (self, "Butter Butter Feta Feta Rye Salt Salt");
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "7");
  assert_sql (&self->inventory, "SELECT name || ' ' || quantity || ' ' || price || ' '"
              " || ifnull (category_id, '-') || ' ' || ifnull (sku, '-') || ' '"
              " || ifnull (barcode, '-') || ' ' || ifnull (notes, '-')"
              " FROM product WHERE product_id > 4 ORDER BY product_id",
              "Butter 51 300 1 - - cold;Feta 10 700 1 - - -;Salt 20 80 - - - -");
  assert_sql (&self->inventory, "SELECT tag_id FROM product_tag WHERE product_id = 5", "1");
  assert_sql (&self->inventory, "SELECT expiry_date = (SELECT expiry_date FROM product"
              " WHERE product_id = 1) FROM product WHERE product_id = 5", "1");
  g_assert_cmpstr (get_step (self), ==, "Duplicate of 3 products");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==, "3 products duplicated");
  window_fixture_activate (self, "win.undo");
  assert_sql (&self->inventory, "SELECT count(*) FROM product", "4");
  assert_sql (&self->inventory, "SELECT count(*) FROM product_tag", "1");
}

static void
move (WindowFixture *self,
      gint64         category)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "table.move-to-category",
                                             "x", category));
  x_input_settle ();
}

static void
test_move (WindowFixture *self,
           gconstpointer  data)
{
  const char *categories = "SELECT ifnull (category_id, '-') FROM product ORDER BY product_id";

  select_three (self);
  move (self, 2);
  assert_sql (&self->inventory, categories, "2;2;2;2");
  g_assert_cmpstr (get_step (self), ==, "Moving of 3 products");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==,
                   "3 products moved to “Bakery”");
  window_fixture_activate (self, "win.undo");
  assert_sql (&self->inventory, categories, "1;1;2;-");
  move (self, 0);
  assert_sql (&self->inventory, categories, "-;-;2;-");
  window_fixture_activate (self, "win.undo");
  /* A category that is gone by now. */
  move (self, 99);
  assert_sql (&self->inventory, categories, "1;1;2;-");
}

/* So many that they are moved and copied beside the main loop. */
static void
test_many (WindowFixture *self,
           gconstpointer  data)
{
  StockWork *work = stock_table_get_work (self->window->table);

  fixture_sql (&self->inventory, "WITH RECURSIVE n (i) AS"
               " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2499)"
               " INSERT INTO product (name, sku) SELECT printf ('%05d', i), 'S-' || i FROM n");
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 2504);
  x_input_keys ("<Control>a");
  move (self, 2);
  wait_until (!stock_work_is_running (work));
  assert_sql (&self->inventory, "SELECT count(*) FROM product WHERE category_id = 2", "2504");
  g_assert_cmpstr (get_step (self), ==, "Moving of 2504 products");
  x_input_keys ("<Control>a <Control><Shift>d");
  wait_until (!stock_work_is_running (work));
  wait_until (g_list_model_get_n_items (sheet_view_get_model (self->sheet)) == 5008);
  assert_sql (&self->inventory, "SELECT count(*), count(sku) FROM product", "5008|2503");
  g_assert_cmpstr (get_step (self), ==, "Duplicate of 2504 products");
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* Whole rows as they are shown, under their titles, in straight columns. */
static void
test_copy_text (WindowFixture *self,
                gconstpointer  data)
{
  GListModel *columns = sheet_view_get_columns (self->sheet);
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);
      const char *id = sheet_column_get_id (column);

      sheet_column_set_visible (column, g_str_equal (id, "name") || g_str_equal (id, "quantity")
                                          || g_str_equal (id, "category"));
    }
  fixture_sql (&self->inventory, "UPDATE product SET name = '牛乳' WHERE product_id = 2");
  g_assert_true (orm_session_poll (self->inventory.session, NULL));
  x_input_settle ();
  sheet_view_set_range (self->sheet, &(SheetRange) { 0, 0, 4, 1 });
  x_input_keys ("<Control><Shift>c");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->sheet)), NULL,
                                 read_cb, &text);
  wait_until (text != NULL);
  g_assert_cmpstr (text, ==,
                   "Name    Category  Quantity\n"
                   "Butter  Dairy           51\n"
                   "Rye     Bakery           4\n"
                   "Salt                    20\n"
                   "牛乳    Dairy           10\n");
}

/* The menu of a cell, by keys alone. */
static void
test_menu (WindowFixture *self,
           gconstpointer  data)
{
  g_assert_true (sheet_view_set_cursor (self->sheet, 2, 0));
  x_input_keys ("<Shift>F10");
  x_input_paint ();
  x_input_keys ("u");
  x_input_settle ();
  assert_names (self, "Butter Feta Rye Rye Salt");
  g_assert_cmpstr (get_step (self), ==, "Duplicate of 1 product");
}

static GtkWidget *
find_widget (GtkWidget  *widget,
             const char *type,
             const char *title)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type)
      && (title == NULL
          || g_str_equal (stock_scope_get_title (
                            stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (widget))), title)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* By their heads onto a category. */
static void
test_drag (WindowFixture *self,
           gconstpointer  data)
{
  GtkWidget *heads = find_widget (GTK_WIDGET (self->sheet), "SheetHeads", NULL);
  GtkWidget *bakery = find_widget (GTK_WIDGET (self->window->sidebar), "StockSidebarRow",
                                   "Bakery");
  SheetRange range;

  /* The header is as high as what is left above the first row. */
  x_input_click (heads, 8, 60, 1, 1);
  x_input_settle ();
  g_assert_true (sheet_view_get_range (self->sheet, &range));
  g_assert_cmpuint (range.row, ==, 0);
  g_assert_cmpuint (range.n_rows, ==, 1);
  g_assert_cmpuint (range.n_columns, >, 5);
  x_input_hold ("<Shift>", TRUE);
  x_input_click (heads, 8, 60 + 34, 1, 1);
  x_input_hold ("<Shift>", FALSE);
  x_input_settle ();
  x_input_move (heads, 8, 60);
  x_input_button (1, TRUE);
  for (int i = 1; i <= 4; i++)
    x_input_move (heads, 8, 60 + 8 * i);
  x_input_move (bakery, 80, gtk_widget_get_height (bakery) / 2.0);
  x_input_paint ();
  x_input_move (bakery, 84, gtk_widget_get_height (bakery) / 2.0);
  x_input_paint ();
  x_input_button (1, FALSE);
  wait_until (g_strcmp0 (get_step (self), "Moving of 2 products") == 0);
  assert_sql (&self->inventory,
              "SELECT ifnull (category_id, '-') FROM product ORDER BY product_id", "2;2;2;-");
  /* A click that drags nothing selects the row alone. */
  x_input_click (heads, 8, 60 + 34, 1, 1);
  x_input_settle ();
  g_assert_true (sheet_view_get_range (self->sheet, &range));
  g_assert_cmpuint (range.row, ==, 1);
  g_assert_cmpuint (range.n_rows, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-table-rows/duplicate", test_duplicate);
  window_fixture_add_test ("/stock-table-rows/move", test_move);
  window_fixture_add_test ("/stock-table-rows/many", test_many);
  window_fixture_add_test ("/stock-table-rows/copy-text", test_copy_text);
  window_fixture_add_test ("/stock-table-rows/menu", test_menu);
  window_fixture_add_test ("/stock-table-rows/drag", test_drag);
  return g_test_run ();
}
