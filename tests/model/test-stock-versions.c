#include "inventory-fixture.h"

#include <string.h>

/* Inventories of every version that there has been, as SQL text in the folder "versions", with rows
 * in every table and steps done and undone: each is brought to the newest one. */

static const char *const versions[] = { "1", "2" };

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  fixture_set_up (self, data);
  fixture_make_old (self, data);
}

static void
open_inventory (Fixture      *self,
                OrmOpenFlags  flags)
{
  g_autoptr (GError) error = NULL;

  self->inventory = stock_inventory_open (self->path, flags, &error);
  g_assert_no_error (error);
  self->session = stock_inventory_get_session (self->inventory);
}

/* Returns: (transfer full): a query for every value of every table that there is by now, but what
 * is derived of others */
static char *
dup_dump_query (Fixture *self)
{
  return fixture_ask (self,
                      "SELECT group_concat (query, ' UNION ALL ') FROM (SELECT 'SELECT * FROM"
                      " (SELECT ' || quote (t.name) || ', ' || group_concat (CASE c.name"
                      " WHEN 'image' THEN 'CASE WHEN image LIKE ''{%'' THEN quote (image)"
                      " ELSE substr (image, 1, 16) END' ELSE 'quote (\"' || c.name || '\")' END,"
                      " ' || '','' || ') || ' FROM \"' || t.name || '\" ORDER BY 1, 2)' AS query"
                      " FROM pragma_table_list AS t, pragma_table_xinfo (t.name) AS c"
                      " WHERE t.schema = 'main' AND t.type = 'table'"
                      " AND t.name NOT LIKE 'sqlite_schema%' AND t.name <> 'orm_meta'"
                      " AND t.name NOT GLOB '*_search*' AND t.name NOT GLOB '*_sort' GROUP BY"
                      " t.name)");
}

#define SCHEMA "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2"

/* Every value of every table is there, and the file has the very text that a new one has. */
static void
test_data (Fixture       *self,
           gconstpointer  version)
{
  g_autofree char *query = dup_dump_query (self);
  g_autofree char *before = fixture_ask (self, query);
  g_autofree char *new_path = g_build_filename (self->folder, "new.stockbook", NULL);
  g_autoptr (StockInventory) new_inventory =
    stock_inventory_open (new_path, ORM_OPEN_CREATE, NULL);
  g_autofree char *schema = NULL;
  g_autofree char *newest = g_strdup_printf ("%d", STOCK_SCHEMA_VERSION);
  sqlite3 *old_raw = self->raw;

  g_assert_true (strstr (before, "Butter") != NULL && strstr (before, "Seasonal") != NULL);
  open_inventory (self, ORM_OPEN_DEFAULT);
  assert_sql (self, query, before);
  assert_sql (self, "PRAGMA user_version", newest);
  assert_sql (self, "PRAGMA integrity_check", "ok");
  assert_sql (self, "PRAGMA foreign_key_check", "");

  g_assert_cmpint (sqlite3_open (new_path, &self->raw), ==, SQLITE_OK);
  schema = fixture_ask (self, SCHEMA);
  sqlite3_close (self->raw);
  self->raw = old_raw;
  assert_sql (self, SCHEMA, schema);
}

/* What was before is kept beside the file, and opens. */
static void
test_copy (Fixture       *self,
           gconstpointer  version)
{
  g_autofree char *query = dup_dump_query (self);
  g_autofree char *before = fixture_ask (self, query);
  g_autofree char *pattern = g_strdup_printf ("*/test-version-%s-*-*-*.stockbook",
                                              (const char *) version);
  g_autofree char *copy = NULL;
  sqlite3 *old_raw = self->raw;

  open_inventory (self, ORM_OPEN_DEFAULT);
  g_assert_cmpint (stock_inventory_get_notice (self->inventory), ==, ORM_NOTICE_MIGRATED);
  copy = g_strdup (stock_inventory_get_copy_path (self->inventory));
  g_assert_true (g_pattern_match_simple (pattern, copy));
  g_assert_cmpint (sqlite3_open (copy, &self->raw), ==, SQLITE_OK);
  assert_sql (self, query, before);
  assert_sql (self, "PRAGMA user_version", version);
  assert_sql (self, "PRAGMA journal_mode", "delete");
  sqlite3_close (self->raw);
  self->raw = old_raw;

  /* Once only */
  g_clear_object (&self->inventory);
  open_inventory (self, ORM_OPEN_DEFAULT);
  g_assert_cmpint (stock_inventory_get_notice (self->inventory), ==, ORM_NOTICE_NONE);
  g_assert_null (stock_inventory_get_copy_path (self->inventory));
}

#define WALK "SELECT product_id, name, sku, quantity, category_id FROM product" \
  " UNION ALL SELECT -category_id, name, colour, position, NULL FROM category ORDER BY 1"

/* What each step of the files leaves. */
static const char *const states[] = {
  "-3|Seasonal|#26a269|3|NULL;-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL",
  "-3|Seasonal|#26a269|3|NULL;-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|51|1;2|Feta|D-2|7010|1;3|Rye|1E5|-4|2;4||NULL|1000000000000|NULL;5|Tree|S-1|3|3;"
  "6|Star|S-2|9|3",
  "-3|Seasonal|#26a269|3|NULL;-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-2|7010|1;3|Rye|1E5|-4|2;4||NULL|1000000000000|NULL;5|Tree|S-1|3|3;"
  "6|Star|S-2|9|3",
  "-3|Seasonal|#26a269|3|NULL;-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;4||NULL|1000000000000|NULL;5|Tree|S-1|3|3;"
  "6|Star|S-2|9|3",
  "-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;4||NULL|1000000000000|NULL;"
  "5|Tree|S-1|3|NULL;6|Star|S-2|9|NULL",
  "-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;4||NULL|1000000000000|NULL;6|Star|S-2|9|NULL",
  "-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;4||NULL|1000000000000|NULL;6|Star|S-2|9|NULL;"
  "7|Milk|D-9|2500|1",
  "-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;4||NULL|1000000000000|NULL;"
  "6|Stars|S-2|9|NULL;7|Milk|D-9|2500|1",
  "-2|Äpfel & “Brot”|#c64600|2|NULL;-1|Dairy|#77767b|0|NULL;"
  "1|Butter|D-1|48|1;2|Feta|D-3|7010|1;3|Rye|D-2|-4|2;6|Stars|S-2|9|NULL;7|Milk|D-9|2500|1",
};

#define NOW 5 /* the others are undone */

static void
redo (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_history_redo (stock_inventory_get_history (self->inventory), &error));
  g_assert_no_error (error);
}

/* What was done before can be undone and done again, through the very same states. */
static void
test_history (Fixture       *self,
              gconstpointer  version)
{
  const int n_steps = G_N_ELEMENTS (states) - 1;

  open_inventory (self, ORM_OPEN_DEFAULT);
  assert_sql (self, WALK, states[NOW]);
  for (int i = NOW + 1; i <= n_steps; i++)
    {
      redo (self);
      assert_sql (self, WALK, states[i]);
    }
  for (int i = n_steps - 1; i >= 0; i--)
    {
      fixture_undo (self);
      assert_sql (self, WALK, states[i]);
    }
  for (int i = 1; i <= n_steps; i++)
    {
      redo (self);
      assert_sql (self, WALK, states[i]);
    }
}

/* An old file that is to be read only is read through a copy, and stays what it is. */
static void
test_read_only (Fixture       *self,
                gconstpointer  version)
{
  g_autofree char *query = dup_dump_query (self);
  g_autofree char *before = fixture_ask (self, query);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OrmQuery) products = orm_query_new (STOCK_TYPE_PRODUCT);
  g_autoptr (OrmQuery) categories = orm_query_new (STOCK_TYPE_CATEGORY);

  open_inventory (self, ORM_OPEN_READ_ONLY);
  g_assert_cmpint (stock_inventory_get_notice (self->inventory), ==, ORM_NOTICE_NONE);
  g_assert_true (stock_inventory_is_read_only (self->inventory));
  g_assert_cmpint (orm_session_count (self->session, products, NULL), ==, 5);
  g_assert_cmpint (orm_session_count (self->session, categories, NULL), ==, 2);
  g_assert_true (orm_engine_check (orm_session_get_engine (self->session), problems, NULL));
  g_assert_cmpint (problems->len, ==, 0);
  g_clear_object (&self->inventory);
  assert_sql (self, query, before);
  assert_sql (self, "PRAGMA user_version", version);
}

/* The categories of version 1, as the program of then declared them. */
typedef struct
{
  OrmRecord parent_instance;

  gint64 category_id;
  char *name;
  char *colour;
  gint64 position;
} OldCategory;

GType old_category_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OldCategory, g_object_unref)
typedef OrmRecordClass OldCategoryClass;
G_DEFINE_TYPE (OldCategory, old_category, ORM_TYPE_RECORD)

static const OrmColumn old_columns[] = {
  ORM_PRIMARY_KEY (OldCategory, category_id),
  ORM_TEXT (OldCategory, name, ORM_NOT_NULL | ORM_UNIQUE | ORM_NOCASE, .default_text = ""),
  ORM_TEXT (OldCategory, colour, ORM_NOT_NULL, .default_text = "#77767b"),
  ORM_INTEGER (OldCategory, position, ORM_NOT_NULL),
};

static void
old_category_class_init (OrmRecordClass *klass)
{
  orm_record_class_bind (klass, "category", "Category", old_columns, G_N_ELEMENTS (old_columns));
}

static void
old_category_init (OldCategory *self)
{
}

/* A program of version 1 reads what it knows of, and may write nothing. */
static void
test_old_program (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (OrmSchema) schema =
    orm_schema_new (STOCK_APPLICATION_ID, 1, old_category_get_type (), G_TYPE_INVALID);
  g_autoptr (OrmQuery) query = orm_query_new (old_category_get_type ());
  g_autoptr (OrmEngine) engine = NULL;
  g_autoptr (OrmSession) session = NULL;
  g_autoptr (OldCategory) bakery = NULL;
  g_autoptr (GError) error = NULL;

  fixture_sql (self, "UPDATE category SET parent_id = 1 WHERE category_id = 2;"
                     "INSERT INTO tag (name) VALUES ('cold');"
                     "INSERT INTO product_tag (product_id, tag_id) VALUES (1, 1)");
  engine = orm_sqlite_engine_open (schema, self->path, ORM_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==, ORM_NOTICE_NEWER);
  session = orm_session_new (engine);
  g_assert_cmpint (orm_session_count (session, query, NULL), ==, 2);
  bakery = orm_session_load (session, old_category_get_type (), 2, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bakery->name, ==, "Bakery");
  g_object_set (bakery, "name", "Old", NULL);
  g_assert_false (orm_session_commit (session, "Rename", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_READ_ONLY);
  assert_sql (self, "SELECT name, parent_id FROM category", "Dairy|NULL;Bakery|1");
  assert_sql (self, "SELECT count(*) FROM product_tag", "1");
}

static void
add_tests (const char *version)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *, gconstpointer);
  } tests[] = {
    { "data", test_data },
    { "copy", test_copy },
    { "history", test_history },
    { "read-only", test_read_only },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/stock/versions/%s/%s", version, tests[i].name);

      g_test_add (path, Fixture, version, set_up, tests[i].run, fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    add_tests (versions[i]);
  fixture_add_test ("/stock/versions/old-program", test_old_program);
  return g_test_run ();
}
