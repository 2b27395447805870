#include "inventory-fixture.h"

/* Tags: many to many, in objects, in the file and through undo. */

#define LINKS "SELECT product.name, tag.name FROM product_tag JOIN product USING (product_id)" \
  " JOIN tag USING (tag_id) ORDER BY product_id, tag_id"

static void
commit (Fixture    *fixture,
        const char *step_name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_commit (fixture->session, step_name, &error));
  g_assert_no_error (error);
}

static OrmList *
get_list (gpointer    record,
          const char *property)
{
  OrmList *list;

  g_object_get (record, property, &list, NULL);
  return list;
}

/* Butter is cold and local, Feta is cold. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_sql (fixture, "INSERT INTO tag (name) VALUES ('cold'), ('local');"
                        "INSERT INTO product_tag (product_id, tag_id) VALUES (1, 1),"
                        " (1, 2), (2, 1)");
  assert_sql (fixture, LINKS, "Butter|cold;Butter|local;Feta|cold");
}

static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  assert_sql (fixture, "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info ('tag')",
              "tag_id|INTEGER|0|NULL;name|TEXT|1|'';colour|TEXT|1|'#77767b'");
  assert_sql (fixture, "SELECT \"from\", \"table\", on_delete"
                       " FROM pragma_foreign_key_list ('product_tag') ORDER BY 1",
              "product_id|product|CASCADE;tag_id|tag|CASCADE");
  g_assert_cmpint (sqlite3_exec (fixture->raw, "INSERT INTO product_tag (product_id, tag_id)"
                                               " VALUES (1, 1)", NULL, NULL, NULL),
                   ==, SQLITE_CONSTRAINT);
}

/* Both sides agree; each step can be undone, and the list that somebody looks at follows. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (StockProduct) rye = fixture_load (fixture, STOCK_TYPE_PRODUCT, 3);
  g_autoptr (StockTag) local = fixture_load (fixture, STOCK_TYPE_TAG, 2);
  g_autoptr (StockTag) brown = stock_tag_new ("brown");
  g_autoptr (OrmList) tags = get_list (rye, "tags");
  g_autoptr (OrmList) products = get_list (local, "products");

  g_assert_cmpstr (brown->colour, ==, "#77767b");
  orm_session_add (fixture->session, brown);
  orm_list_add (tags, brown);
  orm_list_add (products, rye);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tags)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 2);
  commit (fixture, "Tag");
  assert_sql (fixture, LINKS,
              "Butter|cold;Butter|local;Feta|cold;Rye|local;Rye|brown");

  orm_list_remove (tags, local);
  commit (fixture, "Untag");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 1);
  assert_sql (fixture, LINKS, "Butter|cold;Butter|local;Feta|cold;Rye|brown");

  fixture_undo (fixture);
  assert_sql (fixture, LINKS,
              "Butter|cold;Butter|local;Feta|cold;Rye|local;Rye|brown");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tags)), ==, 2);
  fixture_undo (fixture);
  assert_sql (fixture, LINKS, "Butter|cold;Butter|local;Feta|cold");
  assert_sql (fixture, "SELECT name FROM tag ORDER BY tag_id", "cold;local");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tags)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (products)), ==, 1);
}

/* Links go with either end, and come back with it. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (StockTag) cold = fixture_load (fixture, STOCK_TYPE_TAG, 1);
  g_autoptr (StockProduct) butter = fixture_load (fixture, STOCK_TYPE_PRODUCT, 1);

  orm_session_remove (fixture->session, cold);
  commit (fixture, "Delete Tag");
  assert_sql (fixture, LINKS, "Butter|local");
  assert_sql (fixture, "SELECT count(*) FROM product", "4");
  orm_session_remove (fixture->session, butter);
  commit (fixture, "Delete Product");
  assert_sql (fixture, "SELECT count(*) FROM product_tag", "0");
  assert_sql (fixture, "SELECT name FROM tag ORDER BY tag_id", "local");

  fixture_undo (fixture);
  assert_sql (fixture, LINKS, "Butter|local");
  fixture_undo (fixture);
  assert_sql (fixture, LINKS, "Butter|cold;Butter|local;Feta|cold");
}

/* Another program's link is seen, and can be asked for. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (StockProduct) butter = fixture_load (fixture, STOCK_TYPE_PRODUCT, 1);
  g_autoptr (OrmList) tags = get_list (butter, "tags");
  g_autoptr (OrmQuery) local = orm_query_new (STOCK_TYPE_PRODUCT);

  orm_query_where (local, orm_condition_has ("tags", orm_condition_compare ("name", ORM_EQUAL,
                                                                            ORM_STRING ("LOCAL"))));
  g_assert_cmpint (orm_session_count (fixture->session, local, NULL), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tags)), ==, 2);
  fixture_sql (fixture, "INSERT INTO product_tag (product_id, tag_id) VALUES (4, 2);"
                        "DELETE FROM product_tag WHERE product_id = 1");
  g_assert_cmpint (orm_session_count (fixture->session, local, NULL), ==, 1);
  g_assert_true (orm_session_poll (fixture->session, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tags)), ==, 0);
}

/* A name twice is refused whatever its case and script, and nothing is lost. */
static void
test_name_twice (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const names[] = { "Cold", "KÜHL" };

  fixture_sql (fixture, "INSERT INTO tag (name) VALUES ('kühl')");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StockTag) tag = stock_tag_new (names[i]);
      g_autofree char *message = g_strdup_printf ("Tag: Name “%s” is already in use", names[i]);
      g_autoptr (GError) error = NULL;

      orm_session_add (fixture->session, tag);
      g_assert_false (orm_session_commit (fixture->session, "Twice", &error));
      g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
      g_assert_cmpstr (error->message, ==, message);
    }
  assert_sql (fixture, "SELECT name FROM tag ORDER BY tag_id", "cold;local;kühl");
  assert_sql (fixture, LINKS, "Butter|cold;Butter|local;Feta|cold");
}

#define add_test(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/tag/columns", test_columns);
  add_test ("/tag/link", test_link);
  add_test ("/tag/delete", test_delete);
  add_test ("/tag/query", test_query);
  add_test ("/tag/name-twice", test_name_twice);
  return g_test_run ();
}
