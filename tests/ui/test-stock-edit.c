#include "inventory-fixture.h"
#include "ui/stock-edit.h"

#define CATEGORIES "SELECT name, colour, position FROM category ORDER BY category_id"

static const char *
undo_name (Fixture *self)
{
  return orm_history_get_undo_name (stock_inventory_get_history (self->inventory));
}

static void
test_add_category (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (StockCategory) spices = NULL;
  g_autoptr (StockCategory) frozen = NULL;
  g_autoptr (GError) error = NULL;

  spices = stock_edit_add_category (self->inventory, "  Spices ", &error);
  g_assert_no_error (error);
  assert_sql (self, CATEGORIES,
              "Dairy|#77767b|0;Bakery|#77767b|0;Spices|#f5c211|0");
  g_assert_cmpstr (undo_name (self), ==, "New category");
  fixture_undo (self);
  assert_sql (self, "SELECT count(*) FROM category", "2");

  /* Where there is an order by hand, it comes last. */
  fixture_sql (self, "UPDATE category SET position = 4 WHERE name = 'Bakery'");
  frozen = stock_edit_add_category (self->inventory, "Frozen", &error);
  g_assert_no_error (error);
  assert_sql (self, "SELECT position FROM category WHERE name = 'Frozen'", "5");
}

static void
test_refused_names (Fixture       *self,
                    gconstpointer  data)
{
  static const char *const names[] = { "", "   ", "Dairy", "dAIRY" };
  g_autoptr (StockCategory) bakery = fixture_load (self, STOCK_TYPE_CATEGORY, 2);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) add_error = NULL;
      g_autoptr (GError) rename_error = NULL;

      g_assert_null (stock_edit_add_category (self->inventory, names[i], &add_error));
      g_assert_nonnull (add_error);
      g_assert_false (stock_edit_rename_category (self->inventory, bakery, names[i],
                                                  &rename_error));
      g_assert_nonnull (rename_error);
      g_assert_cmpstr (bakery->name, ==, "Bakery");
      g_assert_false (orm_session_has_changes (self->session));
    }
  assert_sql (self, "SELECT name FROM category ORDER BY 1", "Bakery;Dairy");
  g_assert_null (undo_name (self));
}

static void
test_change_category (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (self, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (stock_edit_rename_category (self->inventory, dairy, "Cheese", &error));
  g_assert_true (stock_edit_colour_category (self->inventory, dairy, "#c64600", &error));
  assert_sql (self, "SELECT name, colour FROM category WHERE category_id = 1", "Cheese|#c64600");
  /* Its own name in other letters is no other's. */
  g_assert_true (stock_edit_rename_category (self->inventory, dairy, "CHEESE", &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    fixture_undo (self);
  assert_sql (self, "SELECT name, colour FROM category WHERE category_id = 1", "Dairy|#77767b");
}

/* The products stay, and are in it again after undo. */
static void
test_remove_category (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (StockCategory) dairy = fixture_load (self, STOCK_TYPE_CATEGORY, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (stock_edit_remove_category (self->inventory, dairy, &error));
  assert_sql (self, "SELECT name, category_id FROM product ORDER BY 1",
              "Butter|NULL;Feta|NULL;Rye|2;Salt|NULL");
  fixture_undo (self);
  assert_sql (self, "SELECT name, category_id FROM product ORDER BY 1",
              "Butter|1;Feta|1;Rye|2;Salt|NULL");
}

static void
test_remove_products (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (products, fixture_load (self, STOCK_TYPE_PRODUCT, 1));
  g_ptr_array_add (products, fixture_load (self, STOCK_TYPE_PRODUCT, 3));
  g_assert_true (stock_edit_remove_products (self->inventory, products, &error));
  g_assert_cmpstr (undo_name (self), ==, "Deletion of 2 products");
  assert_sql (self, "SELECT name FROM product ORDER BY 1", "Feta;Salt");
  fixture_undo (self);
  assert_sql (self, "SELECT product_id, name FROM product ORDER BY 1",
              "1|Butter;2|Feta;3|Rye;4|Salt");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-edit/add-category", test_add_category);
  fixture_add_test ("/stock-edit/refused-names", test_refused_names);
  fixture_add_test ("/stock-edit/change-category", test_change_category);
  fixture_add_test ("/stock-edit/remove-category", test_remove_category);
  fixture_add_test ("/stock-edit/remove-products", test_remove_products);
  return g_test_run ();
}
