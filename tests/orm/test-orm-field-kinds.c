#include "things.h"

#include <string.h>

/* Enumerations and bytes, and the defaults of every kind. */

static const char thing_columns[] =
  "  thing_id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
  "  name TEXT NOT NULL COLLATE NOCASE DEFAULT 'a ''thing''',\n"
  "  code TEXT CONSTRAINT thing_code CHECK (length (code) = 4),\n"
  "  condition TEXT NOT NULL DEFAULT 'used' CONSTRAINT thing_condition"
  " CHECK (condition = 'new' OR condition = 'used' OR condition = 'lo''st'),\n"
  "  colour TEXT NOT NULL DEFAULT 'red' CONSTRAINT thing_colour"
  " CHECK ((colour = 'red' OR colour = 'dark-blue') AND (colour <> 'red' OR amount < 100)),\n"
  "  picture BLOB,\n"
  "  seal BLOB NOT NULL UNIQUE DEFAULT x'6e6f6e65',\n"
  "  weight REAL NOT NULL DEFAULT 0.1,\n"
  "  amount INTEGER NOT NULL DEFAULT 1 CONSTRAINT thing_amount"
  " CHECK ((amount BETWEEN 0 AND 1000) AND (amount % 2 = 0 OR amount = 1)),\n"
  "  cost INTEGER,\n"
  "  since TEXT DEFAULT '2024-02-29' CONSTRAINT thing_since"
  " CHECK (since IS date (since, '+0 days')),\n"
  "  box_id INTEGER REFERENCES thing (thing_id) ON DELETE CASCADE,\n"
  "  worth INTEGER GENERATED ALWAYS AS (amount * cost) VIRTUAL CONSTRAINT thing_worth"
  " CHECK (worth IS NULL OR typeof (worth) = 'integer'),\n"
  "  title TEXT GENERATED ALWAYS AS (name || ', ' || condition) VIRTUAL CONSTRAINT thing_title"
  " CHECK (title IS NULL OR typeof (title) = 'text'),\n";

static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *sql =
    fixture_ask (fixture, "SELECT sql FROM sqlite_schema WHERE name = 'thing'");

  if (strstr (sql, thing_columns) == NULL)
    g_error ("%s", sql);
}

static GBytes *
bytes_of (const char *text,
          gsize       size)
{
  return g_bytes_new (text, size);
}

static void
assert_bytes (GBytes     *bytes,
              const char *text,
              gsize       size)
{
  g_autoptr (GBytes) expected = g_bytes_new (text, size);

  g_assert_nonnull (bytes);
  g_assert_true (g_bytes_equal (bytes, expected));
}

/* A new object and a row that another program makes hold the same. */
static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Thing) made = g_object_new (thing_get_type (), NULL);
  g_autoptr (Thing) found = NULL;

  fixture_sql (fixture, "INSERT INTO thing DEFAULT VALUES");
  found = fixture_load (fixture, thing_get_type (), 1);
  for (guint i = 0; i < 2; i++)
    {
      Thing *thing = i == 0 ? made : found;
      GDate since = date_of (29, 2, 2024);

      g_assert_cmpstr (thing->name, ==, "a 'thing'");
      g_assert_null (thing->code);
      g_assert_cmpint (thing->condition, ==, CONDITION_USED);
      g_assert_cmpint (thing->colour, ==, COLOUR_RED);
      g_assert_null (thing->picture);
      assert_bytes (thing->seal, "none", 4);
      g_assert_cmpfloat (thing->weight, ==, 0.1);
      g_assert_cmpint (thing->amount, ==, 1);
      g_assert_cmpint (thing->price, ==, ORM_UNSET);
      g_assert_cmpint (g_date_compare (&thing->since, &since), ==, 0);
      g_assert_null (thing->box.record);
    }
  fixture_sql (fixture, "DELETE FROM thing");
}

#define FILE "SELECT condition, colour, quote (picture) FROM thing"

/* By property into the object, into the file, undone and done again, and out of another session. */
static void
test_way (Fixture       *fixture,
          gconstpointer  data)
{
  static const char nothing[] = "";
  static const char odd[] = "\0\xff\"\\'\n";
  g_autoptr (GBytes) empty = bytes_of (nothing, 0);
  g_autoptr (GBytes) some = bytes_of (odd, sizeof odd);
  Thing *thing = things_add (fixture, "Saw");
  Condition condition;

  g_object_set (thing, "condition", CONDITION_LOST, "picture", empty, NULL);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, FILE, "lo'st|red|X''");
  g_object_set (thing, "condition", CONDITION_NEW, "colour", COLOUR_DARK_BLUE, "picture", some,
                NULL);
  g_object_get (thing, "condition", &condition, NULL);
  g_assert_cmpint (condition, ==, CONDITION_NEW);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, FILE, "new|dark-blue|X'00FF225C270A00'");
  g_object_set (thing, "picture", NULL, NULL);
  fixture_commit (fixture, "Clear");
  assert_sql (fixture, FILE, "new|dark-blue|NULL");

  fixture_undo (fixture);
  assert_sql (fixture, FILE, "new|dark-blue|X'00FF225C270A00'");
  assert_bytes (thing->picture, odd, sizeof odd);
  orm_session_remove (fixture->session, thing);
  fixture_commit (fixture, "Delete");
  g_clear_object (&thing);
  fixture_reopen (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, FILE, "new|dark-blue|X'00FF225C270A00'");
  thing = fixture_load (fixture, thing_get_type (), 1);
  g_assert_cmpint (thing->condition, ==, CONDITION_NEW);
  g_assert_cmpint (thing->colour, ==, COLOUR_DARK_BLUE);
  assert_bytes (thing->picture, odd, sizeof odd);
  fixture_undo (fixture);
  g_assert_cmpint (thing->condition, ==, CONDITION_LOST);
  assert_bytes (thing->picture, nothing, 0);
  assert_sql (fixture, FILE, "lo'st|red|X''");
  fixture_undo (fixture);
  assert_sql (fixture, FILE, "");
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, FILE, "new|dark-blue|X'00FF225C270A00'");
  g_object_unref (thing);
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

/* The same bytes again are no change; a rollback brings the former ones back. */
static void
test_notify (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) some = bytes_of ("abc", 3);
  g_autoptr (GBytes) same = bytes_of ("abc", 3);
  g_autoptr (GBytes) more = bytes_of ("abcd", 4);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  guint n = 0;

  g_object_set (thing, "picture", some, NULL);
  fixture_commit (fixture, "Add");
  g_signal_connect (thing, "notify", G_CALLBACK (count_notify), &n);
  g_object_set (thing, "picture", same, "condition", CONDITION_USED, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (orm_session_has_changes (fixture->session));
  g_object_set (thing, "picture", more, NULL);
  g_assert_cmpuint (n, ==, 1);
  orm_session_rollback (fixture->session);
  g_object_get (thing, "picture", &found, NULL);
  assert_bytes (found, "abc", 3);
}

/* A nick that this version does not know is read as the default, and stays in the file as long as
 * nobody sets the property. */
static void
test_unknown_nick (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "PRAGMA ignore_check_constraints = ON");
  fixture_sql (fixture, "UPDATE thing SET condition = 'broken'");
  fixture_poll (fixture);
  g_assert_cmpint (thing->condition, ==, CONDITION_USED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (thing)), ==, ORM_STATE_CLEAN);
  g_object_set (thing, "condition", CONDITION_NEW, NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT condition FROM thing", "new");
}

/* A condition names an enumeration's value by its nick. */
static void
test_condition (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (thing_get_type ());
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autoptr (Thing) other = things_add (fixture, "Axe");
  g_autoptr (Thing) found = NULL;

  g_object_set (other, "condition", CONDITION_LOST, NULL);
  fixture_commit (fixture, "Add");
  orm_query_where (query, orm_condition_compare ("condition", ORM_EQUAL,
                                                 orm_value_from_enum (condition_get_type (),
                                                                      CONDITION_LOST)));
  g_assert_cmpint (orm_session_count (fixture->session, query, NULL), ==, 1);
  found = orm_session_find (fixture->session, query, NULL);
  g_assert_true (found == other);
  g_assert_cmpint (orm_value_from_enum (condition_get_type (), 77).type, ==, ORM_VALUE_NULL);
}

/* Bytes that are unique can be exchanged between rows. */
static void
test_exchange (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autoptr (Thing) other = things_add (fixture, "Axe");
  g_autoptr (GBytes) first = g_bytes_ref (thing->seal);
  g_autoptr (GBytes) second = g_bytes_ref (other->seal);
  g_autofree char *before = NULL;

  fixture_commit (fixture, "Add");
  before = fixture_ask (fixture, "SELECT hex (seal) FROM thing ORDER BY thing_id DESC");
  g_object_set (thing, "seal", second, NULL);
  g_object_set (other, "seal", first, NULL);
  fixture_commit (fixture, "Exchange");
  assert_sql (fixture, "SELECT hex (seal) FROM thing ORDER BY thing_id", before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  things_add_test ("/orm/field-kinds/table", test_table);
  things_add_test ("/orm/field-kinds/defaults", test_defaults);
  things_add_test ("/orm/field-kinds/way", test_way);
  things_add_test ("/orm/field-kinds/notify", test_notify);
  things_add_test ("/orm/field-kinds/unknown-nick", test_unknown_nick);
  things_add_test ("/orm/field-kinds/condition", test_condition);
  things_add_test ("/orm/field-kinds/exchange", test_exchange);
  return g_test_run ();
}
