#include "picture.h"
#include "window-fixture.h"

#include "ui/stock-new-category.h"
#include "ui/stock-sidebar-row.h"

#define VIEWS "All products 4;Low stock 2;Expiring soon 1;Expired 1;No category 1"

static void
choose (WindowFixture *self,
        gint64         category)
{
  g_autoptr (StockCategory) record
    = fixture_load (&self->inventory, STOCK_TYPE_CATEGORY, category);
  g_autoptr (StockScope) scope = stock_scope_new_category (record);

  stock_sidebar_set_scope (self->window->sidebar, scope);
  x_input_settle ();
}

static const char *
chosen (WindowFixture *self)
{
  return stock_scope_get_title (stock_sidebar_get_scope (self->window->sidebar));
}

static StockSidebarRow *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (STOCK_IS_SIDEBAR_ROW (widget)
      && g_str_equal (stock_scope_get_title (
                        stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (widget))), title))
    return STOCK_SIDEBAR_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      StockSidebarRow *row = find_row (child, title);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static StockSidebarRow *
row_of (WindowFixture *self,
        const char    *title)
{
  return find_row (GTK_WIDGET (self->window->sidebar), title);
}

/* F6, F2, a name, Enter. */
static void
test_rename (WindowFixture *self,
             gconstpointer  data)
{
  choose (self, 1);
  window_fixture_activate (self, "win.switch-focus");
  x_input_keys ("F2");
  g_assert_true (stock_sidebar_row_is_renaming (row_of (self, "Dairy")));
  x_input_keys ("<Control>a");
  x_input_text ("bakery");
  x_input_keys ("Return");
  g_assert_true (stock_sidebar_row_is_renaming (row_of (self, "Dairy")));
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy");

  x_input_keys ("<Control>a");
  x_input_text ("Aged cheese");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Aged cheese;Bakery");
  assert_counts (self, VIEWS ";Aged cheese 2;Bakery 1");
  g_assert_cmpstr (chosen (self), ==, "Aged cheese");
  g_assert_cmpstr (adw_window_title_get_title (self->window->title), ==, "Aged cheese");
  g_assert_false (stock_sidebar_row_is_renaming (row_of (self, "Aged cheese")));

  x_input_keys ("F2");
  x_input_text ("dropped");
  x_input_keys ("Escape");
  g_assert_false (stock_sidebar_row_is_renaming (row_of (self, "Aged cheese")));
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Aged cheese;Bakery");
  window_fixture_activate (self, "win.undo");
  assert_counts (self, VIEWS ";Bakery 1;Dairy 2");
}

/* A name is kept whichever way one leaves. */
static void
test_leave (WindowFixture *self,
            gconstpointer  data)
{
  choose (self, 2);
  window_fixture_activate (self, "win.switch-focus");
  x_input_keys ("F2");
  x_input_keys ("<Control>a");
  x_input_text ("Bread");
  x_input_paint ();
  stock_table_focus (self->window->table);
  x_input_settle ();
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Bread;Dairy");
}

static void
test_delete (WindowFixture *self,
             gconstpointer  data)
{
  choose (self, 1);
  window_fixture_activate (self, "win.switch-focus");
  x_input_keys ("Delete");
  x_input_settle ();
  g_assert_cmpstr (chosen (self), ==, "All products");
  assert_counts (self, "All products 4;Low stock 2;Expiring soon 1;Expired 1;No category 3;"
                 "Bakery 1");
  assert_names (self, "Butter Feta Rye Salt");
  g_assert_cmpstr (adw_toast_get_title (self->window->toast), ==, "Category “Dairy” deleted");
  window_fixture_activate (self, "win.undo");
  assert_counts (self, VIEWS ";Bakery 1;Dairy 2");
  choose (self, 1);
  assert_names (self, "Butter Feta");
}

static const char *
selected (WindowFixture *self)
{
  GtkWidget *list_box = gtk_widget_get_parent (GTK_WIDGET (row_of (self, "All products")));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list_box));

  return row == NULL ? NULL
                     : stock_scope_get_title (stock_sidebar_row_get_scope (
                         STOCK_SIDEBAR_ROW (row)));
}

/* Another program renames what is chosen, and its row goes elsewhere; then it deletes it. */
static void
test_foreign (WindowFixture *self,
              gconstpointer  data)
{
  choose (self, 2);
  fixture_sql (&self->inventory, "UPDATE category SET name = 'Zwieback' WHERE category_id = 2");
  wait_until (g_str_equal (chosen (self), "Zwieback"));
  assert_counts (self, VIEWS ";Dairy 2;Zwieback 1");
  g_assert_cmpstr (selected (self), ==, "Zwieback");
  g_assert_cmpstr (adw_window_title_get_title (self->window->title), ==, "Zwieback");
  assert_names (self, "Rye");
  fixture_sql (&self->inventory, "PRAGMA foreign_keys = ON;"
               "DELETE FROM category WHERE category_id = 2");
  wait_until (g_str_equal (chosen (self), "All products"));
  g_assert_cmpstr (selected (self), ==, "All products");
  assert_names (self, "Butter Feta Rye Salt");
}

static void
test_new (WindowFixture *self,
          gconstpointer  data)
{
  window_fixture_activate (self, "win.new-category");
  x_input_paint ();
  x_input_text ("Dairy");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT count(*) FROM category", "2");
  x_input_keys ("<Control>a");
  x_input_text ("Cheese & more");
  x_input_keys ("Return");
  x_input_settle ();
  assert_sql (&self->inventory, "SELECT name FROM category WHERE category_id = 3",
              "Cheese & more");
  g_assert_cmpstr (chosen (self), ==, "Cheese & more");
  assert_counts (self, VIEWS ";Bakery 1;Cheese & more 0;Dairy 2");
  assert_names (self, "");
}

static void
test_colour (WindowFixture *self,
             gconstpointer  data)
{
  choose (self, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window->sidebar),
                                             "sidebar.set-colour", "s", "#c64600"));
  assert_sql (&self->inventory, "SELECT colour FROM category WHERE category_id = 1", "#c64600");
  /* Views have none. */
  stock_sidebar_set_scope (self->window->sidebar, stock_sidebar_row_get_scope (
                                                    row_of (self, "Expired")));
  x_input_settle ();
  window_fixture_activate (self, "win.switch-focus");
  x_input_keys ("F2");
  g_assert_false (stock_sidebar_row_is_renaming (row_of (self, "Expired")));
}

/* A click leaves the keyboard in the sidebar, Enter takes it to the table. */
static void
test_focus (WindowFixture *self,
            gconstpointer  data)
{
  GtkWidget *row = GTK_WIDGET (row_of (self, "Bakery"));

  x_input_click (row, 40, gtk_widget_get_height (row) / 2.0, 1, 1);
  x_input_settle ();
  assert_names (self, "Rye");
  g_assert_true (gtk_widget_is_focus (row));
  x_input_keys ("F2");
  g_assert_true (stock_sidebar_row_is_renaming (STOCK_SIDEBAR_ROW (row)));
  x_input_keys ("Escape Down");
  x_input_settle ();
  assert_names (self, "Butter Feta");
  x_input_keys ("Return");
  x_input_text ("Ghee");
  x_input_keys ("Return");
  assert_sql (&self->inventory, "SELECT name FROM product WHERE product_id = 1", "Ghee");
}

/* Right click: the row under the pointer is chosen, and its menu opens. */
static void
test_menu (WindowFixture *self,
           gconstpointer  data)
{
  GtkWidget *row = GTK_WIDGET (row_of (self, "Dairy"));

  x_input_click (row, 40, gtk_widget_get_height (row) / 2.0, 3, 1);
  x_input_settle ();
  g_assert_cmpstr (chosen (self), ==, "Dairy");
  x_input_paint ();
  x_input_keys ("Down Return");
  x_input_settle ();
  assert_sql (&self->inventory, "SELECT name FROM category ORDER BY 1", "Bakery");
}

/* Another program nests: what a category counts and what it shows are its own products and those
 * below it. */
static void
test_nested (WindowFixture *self,
             gconstpointer  data)
{
  GtkWidget *bakery, *dairy;

  choose (self, 1);
  assert_names (self, "Butter Feta");
  fixture_sql (&self->inventory, "UPDATE category SET parent_id = 1 WHERE category_id = 2");
  assert_counts (self, VIEWS ";Dairy 3;Bakery 1");
  wait_for_text (window_fixture_dup_names (self), "Butter Feta Rye");
  bakery = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row_of (self, "Bakery")));
  dairy = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row_of (self, "Dairy")));
  g_assert_cmpint (gtk_widget_get_margin_start (bakery), >, gtk_widget_get_margin_start (dairy));
  choose (self, 2);
  assert_names (self, "Rye");
  fixture_sql (&self->inventory, "UPDATE category SET parent_id = NULL");
  assert_counts (self, VIEWS ";Bakery 1;Dairy 2");
  assert_names (self, "Rye");
}

static void
drag (WindowFixture *self,
      const char    *from,
      const char    *to)
{
  GtkWidget *source = GTK_WIDGET (row_of (self, from));
  GtkWidget *target = GTK_WIDGET (row_of (self, to));

  x_input_move (source, 60, gtk_widget_get_height (source) / 2.0);
  x_input_button (1, TRUE);
  for (int i = 1; i <= 4; i++)
    x_input_move (source, 60 + 10 * i, gtk_widget_get_height (source) / 2.0);
  x_input_move (target, 80, gtk_widget_get_height (target) / 2.0);
  x_input_paint ();
  x_input_move (target, 84, gtk_widget_get_height (target) / 2.0);
  x_input_paint ();
  x_input_button (1, FALSE);
  x_input_settle ();
}

/* A category dropped on another stands below it; on all products, below none; and never below what
 * is below it. */
static void
test_drag (WindowFixture *self,
           gconstpointer  data)
{
  const char *parents = "SELECT ifnull (parent_id, '-') FROM category ORDER BY category_id";

  drag (self, "Bakery", "Dairy");
  wait_until (g_strcmp0 (orm_history_get_undo_name (
                           stock_inventory_get_history (self->inventory.inventory)),
                         "Nesting of category") == 0);
  assert_sql (&self->inventory, parents, "-;1");
  assert_counts (self, VIEWS ";Dairy 3;Bakery 1");
  drag (self, "Dairy", "Bakery");
  wait_until (self->window->toast != NULL
              && strstr (adw_toast_get_title (self->window->toast), "below it already") != NULL);
  assert_sql (&self->inventory, parents, "-;1");
  drag (self, "Bakery", "Expired");
  assert_sql (&self->inventory, parents, "-;1");
  drag (self, "Bakery", "All products");
  assert_counts (self, VIEWS ";Bakery 1;Dairy 2");
  assert_sql (&self->inventory, parents, "-;-");
  window_fixture_activate (self, "win.undo");
  assert_sql (&self->inventory, parents, "-;1");
}

/* Whether a row paints its text. */
static gboolean
is_painted (GtkWidget *row)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GBytes) bytes = NULL;
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, 100, 100);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  bytes = gsk_render_node_serialize (node);
  gsk_render_node_unref (node);
  return g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "text {") != NULL;
}

static guint
count_painted (WindowFixture *self)
{
  GtkWidget *list_box = gtk_widget_get_parent (GTK_WIDGET (row_of (self, "All products")));
  guint n_painted = 0;

  x_input_paint ();
  for (GtkWidget *row = gtk_widget_get_first_child (list_box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    n_painted += STOCK_IS_SIDEBAR_ROW (row) && is_painted (row);
  return n_painted;
}

/* Of many categories those are painted that can be seen, wherever one scrolls to. */
static void
test_many (WindowFixture *self,
           gconstpointer  data)
{
  fixture_sql (&self->inventory, "WITH RECURSIVE n (i) AS"
               " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)"
               " INSERT INTO category (name) SELECT printf ('K %03d', i) FROM n");
  wait_until (row_of (self, "K 499") != NULL);
  x_input_settle ();
  g_assert_cmpuint (count_painted (self), >, 10);
  g_assert_cmpuint (count_painted (self), <, 40);
  choose (self, 2);
  window_fixture_activate (self, "win.switch-focus");
  x_input_keys ("End");
  wait_until (g_str_equal (chosen (self), "K 499"));
  g_assert_cmpuint (count_painted (self), >, 10);
  g_assert_cmpuint (count_painted (self), <, 40);
  {
    GtkWidget *row = GTK_WIDGET (row_of (self, "K 499"));
    g_autoptr (Picture) picture = picture_new (row);
    int left, right;

    g_assert_true (picture_find_ink (picture, &left, &right));
  }
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-sidebar/rename", test_rename);
  window_fixture_add_test ("/stock-sidebar/leave", test_leave);
  window_fixture_add_test ("/stock-sidebar/delete", test_delete);
  window_fixture_add_test ("/stock-sidebar/foreign", test_foreign);
  window_fixture_add_test ("/stock-sidebar/new", test_new);
  window_fixture_add_test ("/stock-sidebar/colour", test_colour);
  window_fixture_add_test ("/stock-sidebar/focus", test_focus);
  window_fixture_add_test ("/stock-sidebar/menu", test_menu);
  window_fixture_add_test ("/stock-sidebar/nested", test_nested);
  window_fixture_add_test ("/stock-sidebar/drag", test_drag);
  window_fixture_add_test ("/stock-sidebar/many", test_many);
  return g_test_run ();
}
