#include "things.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "orm/orm-sqlite-private.h"

/* Images of the journal: what is written comes back the same, whatever SQLite's version makes of
 * the numbers; what is no image is told from one. */

static gboolean
is_same (OrmValue a,
         OrmValue b)
{
  if (a.type == ORM_VALUE_REAL && b.type == ORM_VALUE_REAL)
    return memcmp (&a.real, &b.real, sizeof a.real) == 0;
  return orm_value_equal (a, b);
}

static void
assert_way (OrmValue value)
{
  g_autoptr (GString) whole = orm_image_new_empty ();
  g_autoptr (GString) change = orm_image_new_empty ();
  g_autoptr (GArray) cells = NULL;
  OrmImageCell *cell;

  orm_image_add_value (whole, "first", ORM_NULL);
  orm_image_add_value (whole, "second", value);
  cells = orm_image_read (whole->str, FALSE);
  g_assert_nonnull (cells);
  g_assert_cmpuint (cells->len, ==, 2);
  cell = &g_array_index (cells, OrmImageCell, 1);
  g_assert_cmpstr (cell->name, ==, "second");
  g_assert_true (is_same (cell->before, value));
  g_array_unref (cells);

  orm_image_add_change (change, "only", value, ORM_INT (3));
  cells = orm_image_read (change->str, TRUE);
  g_assert_nonnull (cells);
  cell = &g_array_index (cells, OrmImageCell, 0);
  g_assert_true (is_same (cell->before, value));
  g_assert_cmpint (cell->after.integer, ==, 3);
}

static double
random_bits (void)
{
  guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
  double real;

  memcpy (&real, &bits, sizeof real);
  return real;
}

static void
test_reals (void)
{
  static const double reals[] = {
    0.0, -0.0, 1.0, 0.1, -1.0 / 3, 1e22, 1e23, 9007199254740993.0, 5e-324, -5e-324, DBL_MIN,
    DBL_MAX, -DBL_MAX, DBL_EPSILON, 2.2250738585072011e-308, INFINITY, -INFINITY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reals); i++)
    assert_way (ORM_DOUBLE (reals[i]));
  for (guint i = 0; i < 20000; i++)
    {
      double real = random_bits ();

      if (!isnan (real))
        assert_way (ORM_DOUBLE (real));
    }
}

static void
test_others (void)
{
  static const char bytes[] = "\0\1\xff\"\\";
  static const char *const texts[] = {
    "", "Emma", "O'Neill \"Ω\" \\ \n\t\001\037", "{\"base64\":\"AA==\"}", "null", "\\u0041", "😀",
  };

  assert_way (ORM_NULL);
  assert_way (ORM_INT (0));
  assert_way (ORM_INT (G_MAXINT64));
  assert_way (ORM_INT (G_MININT64));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_way (ORM_STRING (texts[i]));
  for (guint i = 0; i <= sizeof bytes; i++)
    assert_way ((OrmValue) { .type = ORM_VALUE_BYTES, .bytes = bytes, .n_bytes = i });
}

/* JSON as another program may write it. */
static void
test_foreign (void)
{
  g_autoptr (GArray) cells =
    orm_image_read (" { \"a\" : [ \"\\u00e9\\ud83d\\ude00\\/\\n\" , -1.5e3 ] ,\n"
                    "\"b\":[null,12] }\n", TRUE);

  g_assert_nonnull (cells);
  g_assert_cmpuint (cells->len, ==, 2);
  g_assert_cmpstr (g_array_index (cells, OrmImageCell, 0).before.text, ==, "é😀/\n");
  g_assert_cmpfloat (g_array_index (cells, OrmImageCell, 0).after.real, ==, -1500.0);
  g_assert_cmpint (g_array_index (cells, OrmImageCell, 1).before.type, ==, ORM_VALUE_NULL);
  g_assert_cmpint (g_array_index (cells, OrmImageCell, 1).after.integer, ==, 12);
}

/* What is no image, and every beginning of one. */
static void
test_wrong (void)
{
  static const char *const wrong[] = {
    "", "null", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":true}",
    "{\"a\":[1]}", "{a:1}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\udc00\"}", "{\"a\":\"\\u0000\"}", "{\"a\":1-2}", "{\"a\":-}", "{\"a\":{}}",
    "{\"a\":{\"hex\":\"00\"}}", "{\"a\":{\"base64\":1}}", "0123456789abcdef",
  };
  static const char whole[] = "{\"a\":[\"\\u00e9\\\\\",{\"base64\":\"AA==\"}],\"b\":[null,-1.5]}";
  g_autoptr (GArray) cells = orm_image_read (whole, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (orm_image_read (wrong[i], FALSE));
  g_assert_nonnull (cells);
  g_assert_null (orm_image_read (whole, FALSE));
  for (gsize i = 0; i < sizeof whole - 1; i++)
    {
      g_autofree char *beginning = g_strndup (whole, i);

      g_assert_null (orm_image_read (beginning, TRUE));
    }
}

/* Returns: (transfer full): what the file holds, to the bit */
static char *
dump_weights (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement;

  assert_sql (fixture, "SELECT 1", "1"); /* opens it */
  g_assert_cmpint (sqlite3_prepare_v2 (fixture->raw, "SELECT thing_id, weight FROM thing", -1,
                                       &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%d %a\n", sqlite3_column_int (statement, 0),
                            sqlite3_column_double (statement, 1));
  sqlite3_finalize (statement);
  return g_string_free (text, FALSE);
}

static void
assert_weights (Fixture    *fixture,
                const char *expected)
{
  g_autofree char *found = dump_weights (fixture);

  g_assert_cmpstr (found, ==, expected);
}

/* The bits of reals through undo and redo of a change and of a deletion. Negative zero is zero in
 * the file. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  enum { N = 500 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Thing *things[N];

  for (guint i = 0; i < N; i++)
    {
      double real = random_bits ();

      things[i] = things_add (fixture, "Saw");
      g_object_set (things[i], "weight", isnan (real) ? -0.0 : real, NULL);
    }
  fixture_commit (fixture, "Add");
  before = dump_weights (fixture);
  for (guint i = 0; i < N; i++)
    if (i % 2 == 0)
      g_object_set (things[i], "weight", things[i]->weight / 3, NULL);
    else
      orm_session_remove (fixture->session, things[i]);
  fixture_commit (fixture, "Edit");
  after = dump_weights (fixture);
  for (guint i = 0; i < 3; i++)
    {
      fixture_undo (fixture);
      assert_weights (fixture, before);
      fixture_redo (fixture);
      assert_weights (fixture, after);
    }
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM thing", "0");
  fixture_redo (fixture);
  assert_weights (fixture, before);
  for (guint i = 0; i < N; i++)
    g_object_unref (things[i]);
}

/* Any tool can read them: no letter stands in a text that JSON does not allow there. */
static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (thing_get_type ());

  for (char c = 1; c < 0x7f; c++)
    {
      const char text[] = { 'a', c, 'b', c, '\0' };

      g_object_unref (things_add (fixture, text));
    }
  fixture_commit (fixture, "Add");
  g_assert_true (orm_session_remove_all (fixture->session, query, NULL, NULL));
  fixture_commit (fixture, "Remove");
  assert_sql (fixture, "SELECT count (*), sum (json_valid (image)) FROM orm_change"
                       " WHERE kind = 'd'", "126|126");
}

/* Rows that say nearly the same are told from each other. */
static void
test_hash (void)
{
  static const OrmValue rows[][2] = {
    { { ORM_VALUE_NULL }, { ORM_VALUE_TEXT, .text = "x" } },
    { { ORM_VALUE_TEXT, .text = "x" }, { ORM_VALUE_NULL } },
    { { ORM_VALUE_TEXT, .text = "x" }, { ORM_VALUE_TEXT, .text = "" } },
    { { ORM_VALUE_TEXT, .text = "" }, { ORM_VALUE_TEXT, .text = "x" } },
    { { ORM_VALUE_NULL }, { ORM_VALUE_NULL } },
    { { ORM_VALUE_NULL }, { ORM_VALUE_INTEGER, .integer = 0 } },
    { { ORM_VALUE_NULL }, { ORM_VALUE_REAL, .real = 0.0 } },
    { { ORM_VALUE_INTEGER, .integer = 0 }, { ORM_VALUE_NULL } },
    { { ORM_VALUE_NULL }, { ORM_VALUE_BYTES, .bytes = "x", .n_bytes = 1 } },
    { { ORM_VALUE_NULL }, { ORM_VALUE_BYTES, .bytes = "x", .n_bytes = 0 } },
    { { ORM_VALUE_TEXT, .text = "ab" }, { ORM_VALUE_TEXT, .text = "c" } },
    { { ORM_VALUE_TEXT, .text = "a" }, { ORM_VALUE_TEXT, .text = "bc" } },
    /* As if a kind of value stood in it, ORM_VALUE_TEXT or ORM_VALUE_BYTES */
    { { ORM_VALUE_TEXT, .text = "a\003b" }, { ORM_VALUE_TEXT, .text = "c" } },
    { { ORM_VALUE_TEXT, .text = "a" }, { ORM_VALUE_TEXT, .text = "b\003c" } },
    { { ORM_VALUE_BYTES, .bytes = "a\004b", .n_bytes = 3 },
      { ORM_VALUE_BYTES, .bytes = "c", .n_bytes = 1 } },
    { { ORM_VALUE_BYTES, .bytes = "a", .n_bytes = 1 },
      { ORM_VALUE_BYTES, .bytes = "b\004c", .n_bytes = 3 } },
  };
  const guint indexes[] = { 0, 1 };
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_append_vals (columns, indexes, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_true (g_hash_table_add (met, g_string_free (orm_image_hash_columns (columns, rows[i]),
                                                         FALSE)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/orm/sqlite-image/reals", test_reals);
  g_test_add_func ("/orm/sqlite-image/others", test_others);
  g_test_add_func ("/orm/sqlite-image/foreign", test_foreign);
  g_test_add_func ("/orm/sqlite-image/wrong", test_wrong);
  g_test_add_func ("/orm/sqlite-image/hash", test_hash);
  things_add_test ("/orm/sqlite-image/json", test_json);
  things_add_test ("/orm/sqlite-image/undo", test_undo);
  return g_test_run ();
}
