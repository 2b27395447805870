#include "inventory-fixture.h"
#include "model/stock-category-tree.h"

/* "Name" for each category, with a dot before it for each one above. */
static char *
dup_tree (GListModel *model,
          gpointer    tree)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (StockCategory) category = g_list_model_get_item (model, i);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      for (guint j = stock_category_tree_get_depth (tree, i); j > 0; j--)
        g_string_append_c (text, '.');
      g_string_append (text, category->name);
    }
  return g_string_free (text, FALSE);
}

#define assert_tree(tree, expected) \
  G_STMT_START { \
    g_autofree char *text_ = dup_tree (G_LIST_MODEL (tree), tree); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

/* Replays what the tree tells. */
static void
mirror_cb (GListModel *tree,
           guint       position,
           guint       removed,
           guint       added,
           GListStore *mirror)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_list_model_get_item (tree, position + i));
  g_list_store_splice (mirror, position, removed, items->pdata, added);
}

static void
assert_mirrored (GListModel *tree,
                 GListModel *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (tree), ==, g_list_model_get_n_items (mirror));
  for (guint i = 0; i < g_list_model_get_n_items (tree); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (tree, i);
      g_autoptr (GObject) mirrored = g_list_model_get_item (mirror, i);

      g_assert_true (item == mirrored);
    }
}

static void
set_parent (Fixture *fixture,
            gint64   category,
            gint64   parent)
{
  g_autoptr (StockCategory) record = fixture_load (fixture, STOCK_TYPE_CATEGORY, category);
  g_autoptr (StockCategory) above
    = parent != 0 ? fixture_load (fixture, STOCK_TYPE_CATEGORY, parent) : NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (record, "parent", above, NULL);
  g_assert_true (orm_session_commit (fixture->session, "Nesting", &error));
  g_assert_no_error (error);
}

static void
add_categories (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO category (category_id, name, parent_id) VALUES"
                        " (3, 'Cheese', 1), (4, 'Aged', 3), (5, 'Milk', 1), (6, 'Zest', NULL)");
}

static void
test_tree (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (StockCategoryTree) tree = NULL;
  g_autoptr (GListStore) mirror = g_list_store_new (STOCK_TYPE_CATEGORY);

  add_categories (fixture);
  tree = stock_category_tree_new (fixture->session);
  mirror_cb (G_LIST_MODEL (tree), 0, 0, 6, mirror);
  g_signal_connect (tree, "items-changed", G_CALLBACK (mirror_cb), mirror);
  assert_tree (tree, "Bakery Dairy .Cheese ..Aged .Milk Zest");
  g_assert_cmpuint (stock_category_tree_get_end (tree, 0), ==, 1);
  g_assert_cmpuint (stock_category_tree_get_end (tree, 1), ==, 5);
  g_assert_cmpuint (stock_category_tree_get_end (tree, 2), ==, 4);

  set_parent (fixture, 3, 2);
  assert_tree (tree, "Bakery .Cheese ..Aged Dairy .Milk Zest");
  assert_mirrored (G_LIST_MODEL (tree), G_LIST_MODEL (mirror));
  fixture_undo (fixture);
  assert_tree (tree, "Bakery Dairy .Cheese ..Aged .Milk Zest");
  set_parent (fixture, 6, 5);
  assert_tree (tree, "Bakery Dairy .Cheese ..Aged .Milk ..Zest");
  assert_mirrored (G_LIST_MODEL (tree), G_LIST_MODEL (mirror));
}

/* A parent that goes leaves its children at the top. A ring that another program made hides
 * nothing. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (StockCategoryTree) tree = NULL;
  g_autoptr (GError) error = NULL;

  add_categories (fixture);
  tree = stock_category_tree_new (fixture->session);
  fixture_sql (fixture, "PRAGMA foreign_keys = ON; DELETE FROM category WHERE category_id = 1");
  g_assert_true (orm_session_poll (fixture->session, &error));
  g_assert_no_error (error);
  assert_tree (tree, "Bakery Cheese .Aged Milk Zest");
  fixture_sql (fixture, "UPDATE category SET parent_id = 4 WHERE category_id = 3");
  g_assert_true (orm_session_poll (fixture->session, &error));
  assert_tree (tree, "Bakery Milk Zest Aged .Cheese");
}

static char *
dup_below (Fixture *fixture,
           gint64   key)
{
  g_autoptr (StockCategory) category = fixture_load (fixture, STOCK_TYPE_CATEGORY, key);
  g_autoptr (GArray) keys = stock_category_list_below (category, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "",
                            (int) g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

static void
test_below (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const expected[] = { "1 3 5 4", "2", "3 4", "4" };

  add_categories (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *below = dup_below (fixture, i + 1);

      g_assert_cmpstr (below, ==, expected[i]);
    }
  fixture_sql (fixture, "UPDATE category SET parent_id = 4 WHERE category_id = 3");
  g_assert_true (orm_session_poll (fixture->session, NULL));
  {
    g_autofree char *below = dup_below (fixture, 4);

    g_assert_cmpstr (below, ==, "4 3");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-category-tree/tree", test_tree);
  fixture_add_test ("/stock-category-tree/foreign", test_foreign);
  fixture_add_test ("/stock-category-tree/below", test_below);
  return g_test_run ();
}
