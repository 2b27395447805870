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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/category/find", test_find);
  fixture_add_test ("/category/name-twice", test_name_twice);
  fixture_add_test ("/category/products", test_products);
  fixture_add_test ("/category/delete", test_delete);
  g_test_add_func ("/category/colours", test_colours);
  return g_test_run ();
}
