#include "inventory-fixture.h"

#include <string.h>

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *name;
    gint64 key; /* 0: none */
  } cases[] = {
    { "Dairy", 1 }, { "dAIRY", 1 }, { "  Dairy ", 1 }, { "Äpfel", 3 }, { "ÄPFEL", 3 },
    { "A\314\210pfel", 3 }, { "Dair", 0 },  { "Apfel", 0 }, { "", 0 },
  };

  fixture_sql (fixture, "INSERT INTO category (category_id, name) VALUES (3, 'äpfel')");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StockCategory) category =
        stock_category_find (fixture->session, cases[i].name, &error);

      g_assert_no_error (error);
      g_assert_cmpint (category != NULL ? category->category_id : 0, ==, cases[i].key);
    }
}

/* A name twice is refused whatever its case and script, and nothing is lost. */
static void
test_name_twice (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const names[] = { "Dairy", "DAIRY", "äpfel", "ÄPFEL" };

  fixture_sql (fixture, "INSERT INTO category (name) VALUES ('Äpfel')");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StockCategory) category = stock_category_new (names[i]);
      g_autofree char *message =
        g_strdup_printf ("Category: Name “%s” is already in use", names[i]);
      g_autoptr (GError) error = NULL;

      orm_session_add (fixture->session, category);
      g_assert_false (orm_session_commit (fixture->session, "Twice", &error));
      g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
      g_assert_cmpstr (error->message, ==, message);
    }
  assert_sql (fixture, "SELECT name FROM category ORDER BY category_id", "Dairy;Bakery;Äpfel");
}

/* The category does not say so, but it has the products that say they are of it. */
static void
test_products (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (fixture, STOCK_TYPE_CATEGORY, 1);
  OrmEngine *engine = orm_session_get_engine (fixture->session);
  guint64 before = orm_engine_get_statements (engine);
  g_autoptr (GListModel) products = NULL;
  g_autoptr (StockProduct) first = NULL;

  g_object_get (dairy, "products", &products, NULL);
  g_assert_cmpuint (orm_engine_get_statements (engine), ==, before);
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, 2);
  g_assert_cmpuint (orm_engine_get_statements (engine), ==, before + 1);
  first = g_list_model_get_item (products, 0);
  g_assert_cmpuint (orm_engine_get_statements (engine), ==, before + 1);
  g_assert_cmpstr (first->name, ==, "Butter");
  g_assert_true (stock_product_get_category (first) == dairy);
  g_assert_cmpuint (orm_engine_get_statements (engine), ==, before + 1);

  g_object_set (first, "category", NULL, NULL);
  g_assert_true (orm_session_commit (fixture->session, "Move", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, 1);
  assert_sql (fixture, "SELECT count(*) FROM product WHERE category_id = 1", "1");
}

/* Its products stay, without a category; undo gives them back. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (fixture, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (StockProduct) butter = fixture_load (fixture, STOCK_TYPE_PRODUCT, 1);

  g_assert_true (stock_product_get_category (butter) == dairy);
  orm_session_remove (fixture->session, dairy);
  g_assert_true (orm_session_commit (fixture->session, "Delete", NULL));
  g_assert_null (stock_product_get_category (butter));
  assert_sql (fixture, "SELECT name, category_id FROM product",
              "Butter|NULL;Feta|NULL;Rye|2;Salt|NULL");
  fixture_undo (fixture);
  g_assert_cmpstr (stock_product_get_category (butter)->name, ==, "Dairy");
  assert_sql (fixture, "SELECT name, category_id FROM product", "Butter|1;Feta|1;Rye|2;Salt|NULL");
}

#define TREE "SELECT category_id, parent_id FROM category ORDER BY 1"

/* Categories stand below each other: Dairy, Bakery, and below it 3 and 4. */
static void
set_up_tree (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_sql (fixture, "INSERT INTO category (name, parent_id) VALUES ('Bread', 2),"
                        " ('Rolls', 3)");
}

static void
assert_ring (Fixture       *fixture,
             StockCategory *category,
             StockCategory *parent,
             const char    *message)
{
  g_autoptr (GError) error = NULL;

  g_object_set (category, "parent", parent, NULL);
  g_assert_false (orm_session_commit (fixture->session, "Move", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_RING);
  g_assert_cmpstr (error->message, ==, message);
  assert_sql (fixture, TREE, "1|NULL;2|NULL;3|2;4|3");
}

/* None can stand below itself; the file and the objects are as they were. */
static void
test_ring (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (StockCategory) bakery = fixture_load (fixture, STOCK_TYPE_CATEGORY, 2);
  g_autoptr (StockCategory) rolls = fixture_load (fixture, STOCK_TYPE_CATEGORY, 4);

  assert_ring (fixture, bakery, rolls,
               "Category “Bakery”: Parent category cannot be “Rolls”, which stands below it"
               " already");
  assert_ring (fixture, bakery, bakery,
               "Category “Bakery”: Parent category cannot be “Bakery”, which stands below it"
               " already");
  g_assert_null (orm_record_get_reference (ORM_RECORD (bakery), "parent"));
}

/* What stood below a category stays, below none; undo puts it back. */
static void
test_delete_parent (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (StockCategory) bakery = fixture_load (fixture, STOCK_TYPE_CATEGORY, 2);
  g_autoptr (StockCategory) bread = fixture_load (fixture, STOCK_TYPE_CATEGORY, 3);
  g_autoptr (GListModel) children = NULL;

  g_object_get (bakery, "children", &children, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (children), ==, 1);
  orm_session_remove (fixture->session, bakery);
  g_assert_true (orm_session_commit (fixture->session, "Delete", NULL));
  assert_sql (fixture, TREE, "1|NULL;3|NULL;4|3");
  assert_sql (fixture, "SELECT category_id FROM product WHERE name = 'Rye'", "NULL");
  g_assert_null (orm_record_get_reference (ORM_RECORD (bread), "parent"));
  fixture_undo (fixture);
  assert_sql (fixture, TREE, "1|NULL;2|NULL;3|2;4|3");
  assert_sql (fixture, "SELECT category_id FROM product WHERE name = 'Rye'", "2");
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (bread), "parent"), ==, 2);
}

static void
test_colours (void)
{
  for (guint i = 0; i < 40; i++)
    {
      const char *colour = stock_category_next_colour (i);

      g_assert_cmpuint (strlen (colour), ==, 7);
      g_assert_cmpint (colour[0], ==, '#');
      for (guint j = i + 1; j < i + 6; j++) /* neighbours differ */
        g_assert_cmpstr (colour, !=, stock_category_next_colour (j));
    }
}

#define fixture_add_tree_test(path, function) \
  g_test_add (path, Fixture, NULL, set_up_tree, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/category/find", test_find);
  fixture_add_test ("/category/name-twice", test_name_twice);
  fixture_add_test ("/category/products", test_products);
  fixture_add_test ("/category/delete", test_delete);
  fixture_add_tree_test ("/category/ring", test_ring);
  fixture_add_tree_test ("/category/delete-parent", test_delete_parent);
  g_test_add_func ("/category/colours", test_colours);
  return g_test_run ();
}
