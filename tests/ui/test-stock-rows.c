#include "inventory-fixture.h"
#include "ui/stock-rows.h"

/* Replays every change of a model, so that a wrong signal shows. */
typedef struct
{
  GListModel *model;
  GPtrArray *items;
} Mirror;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->items, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->items->len);
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (mirror->items, i));
    }
}

static void
mirror_start (Mirror     *mirror,
              GListModel *model)
{
  mirror->model = model;
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  changed_cb (model, 0, 0, g_list_model_get_n_items (model), mirror);
  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), mirror);
}

static void
mirror_stop (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_func (mirror->model, changed_cb, mirror);
  g_clear_pointer (&mirror->items, g_ptr_array_unref);
}

static void
assert_names (Mirror     *mirror,
              const char *expected)
{
  GString *names = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < mirror->items->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            STOCK_PRODUCT (g_ptr_array_index (mirror->items, i))->name);
  text = g_string_free (names, FALSE);
  g_assert_cmpstr (text, ==, expected);
}

static StockRows *
create_rows (Fixture *self)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmList) list = NULL;

  orm_query_order_by (query, "name", ORM_ASCENDING);
  list = orm_list_new (self->session, query);
  return stock_rows_new (list);
}

static void
commit (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_commit (self->session, "Step", &error));
  g_assert_no_error (error);
}

/* A product that has no row, gets one, and goes to its place. */
static void
test_new (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (StockRows) rows = create_rows (self);
  g_autoptr (StockProduct) product = stock_product_new ();
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (rows));
  assert_names (&mirror, "Butter Feta Rye Salt");
  stock_rows_set_last (rows, ORM_RECORD (product));
  assert_names (&mirror, "Butter Feta Rye Salt ");
  g_assert_true (stock_rows_get_last (rows) == ORM_RECORD (product));

  g_object_set (product, "name", "Curd", NULL);
  orm_session_add (self->session, product);
  commit (self);
  assert_names (&mirror, "Butter Feta Rye Salt Curd");
  g_object_set (product, "name", "Ayran", NULL);
  commit (self);
  assert_names (&mirror, "Butter Feta Rye Salt Ayran");
  stock_rows_set_last (rows, NULL);
  assert_names (&mirror, "Ayran Butter Feta Rye Salt");
  mirror_stop (&mirror);
}

/* Dropped before it got a row. */
static void
test_dropped (Fixture       *self,
              gconstpointer  data)
{
  StockRows *rows = create_rows (self);
  g_autoptr (StockProduct) product = stock_product_new ();
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (rows));
  stock_rows_set_last (rows, ORM_RECORD (product));
  stock_rows_set_last (rows, NULL);
  assert_names (&mirror, "Butter Feta Rye Salt");
  mirror_stop (&mirror);
  g_assert_finalize_object (rows);
}

/* The list changes around the place that is left out. */
static void
test_hole (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StockRows) rows = create_rows (self);
  g_autoptr (StockProduct) feta = fixture_load (self, STOCK_TYPE_PRODUCT, 2);
  g_autoptr (StockProduct) butter = fixture_load (self, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (StockProduct) salt = fixture_load (self, STOCK_TYPE_PRODUCT, 4);
  Mirror mirror;

  mirror_start (&mirror, G_LIST_MODEL (rows));
  stock_rows_set_last (rows, ORM_RECORD (feta));
  assert_names (&mirror, "Butter Rye Salt Feta");
  g_object_set (butter, "name", "Unsalted", NULL);
  commit (self);
  assert_names (&mirror, "Rye Salt Unsalted Feta");
  orm_session_remove (self->session, salt);
  commit (self);
  assert_names (&mirror, "Rye Unsalted Feta");
  g_object_set (feta, "name", "Zander", NULL);
  commit (self);
  assert_names (&mirror, "Rye Unsalted Zander");
  orm_session_remove (self->session, feta);
  commit (self);
  stock_rows_set_last (rows, NULL);
  assert_names (&mirror, "Rye Unsalted");
  for (guint i = 0; i < 4; i++)
    fixture_undo (self);
  assert_names (&mirror, "Butter Feta Rye Salt");
  mirror_stop (&mirror);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-rows/new", test_new);
  fixture_add_test ("/stock-rows/dropped", test_dropped);
  fixture_add_test ("/stock-rows/hole", test_hole);
  return g_test_run ();
}
