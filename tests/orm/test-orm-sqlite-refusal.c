#include "things.h"

#include "orm/orm-sqlite-private.h"

/* Whatever the database refuses is named by class, property, value and reason. The plain cases
 * stand in test-orm-unit-refused.c. */

/* SQLite says "database or disk is full" where it means the numbers of the rows. */
static void
test_last_key (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Thing) saw = NULL;
  g_autoptr (Thing) axe = NULL;

  fixture_sql (fixture, "INSERT INTO thing (thing_id, name) VALUES (9223372036854775807, 'Last')");
  fixture_poll (fixture);
  saw = things_add (fixture, "Saw");
  assert_refused (orm_session_commit (fixture->session, "Add", error), ORM_ERROR_FAILED,
                  "Thing: no row can be added after one of number 9223372036854775807, which is"
                  " the last number there is");
  fixture_sql (fixture, "DELETE FROM thing; DELETE FROM sqlite_sequence WHERE name = 'thing'");
  axe = things_add (fixture, "Axe");
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT thing_id, name FROM thing", "1|Axe");
}

static void
test_checks (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *property;
    const char *text;
    const char *message;
  } cases[] = {
    { "code", "AB1", "Thing: Code cannot be “AB1”: has to have four letters" },
    { "amount", "-2", "Thing: Amount cannot be “-2”: at least 0, at most 1000" },
    { "amount", "3", "Thing: Amount cannot be “3”" },
    { "amount", "100", "Thing: colour cannot be “red”" },
    { "code",
      "ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ!",
      "Thing: Code cannot be “ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ…”:"
      " has to have four letters" },
  };
  g_autoptr (Thing) thing = things_add (fixture, "Saw");

  fixture_commit (fixture, "Add");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (g_str_equal (cases[i].property, "amount"))
        g_object_set (thing, "amount", g_ascii_strtoll (cases[i].text, NULL, 10), NULL);
      else
        g_object_set (thing, cases[i].property, cases[i].text, NULL);
      assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                      cases[i].message);
      assert_sql (fixture, "SELECT code, amount, colour FROM thing", "NULL|1|red");
      g_assert_cmpint (thing->amount, ==, 1);
      g_assert_null (thing->code);
    }
}

static void
test_bytes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autoptr (Thing) other = NULL;

  fixture_commit (fixture, "Add");
  other = g_object_new (thing_get_type (), "seal", thing->seal, NULL);
  orm_session_add (fixture->session, other);
  assert_refused (orm_session_commit (fixture->session, "Add", error), ORM_ERROR_UNIQUE,
                  "Thing: Seal “6 bytes” is already in use");
  g_object_set (thing, "seal", NULL, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_NOT_NULL,
                  "Thing: Seal may not be empty");
}

/* What is larger than the file can hold is refused as well, not written as nothing. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  OrmSqliteEngine *engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autofree char *name = g_strnfill (5001, 'x');
  g_autofree char *half = g_strnfill (4000, 'x');
  g_autoptr (GBytes) picture = g_bytes_new (half, 4000);

  fixture_commit (fixture, "Add");
  sqlite3_limit (engine->db, SQLITE_LIMIT_LENGTH, 5000);
  g_object_set (thing, "name", name, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                  "Thing: Name “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…”"
                  " is too large for the file");
  g_object_set (thing, "name", half, "picture", picture, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_FAILED,
                  "Thing: There is more in it than the file can hold");
  assert_sql (fixture, "SELECT name, picture FROM thing", "Saw|NULL");
  g_assert_cmpstr (thing->name, ==, "Saw");
}

/* A constraint that another program added, which is of no column. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autoptr (Thing) other = things_add (fixture, "Axe");

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "CREATE UNIQUE INDEX two ON thing (name, amount)");
  g_object_set (other, "name", "Saw", NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_FAILED,
                  "Thing: UNIQUE constraint failed: thing.name, thing.amount");
}

/* A reference to a row that is not there, of a new row as well. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Thing) box = things_add (fixture, "Box");
  g_autoptr (Thing) thing = things_add (fixture, "Saw");

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "DELETE FROM thing WHERE thing_id = 1");
  g_object_set (thing, "box", box, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_REFERENCE,
                  "Thing: box “1” does not exist");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  things_add_test ("/orm/sqlite-refusal/last-key", test_last_key);
  things_add_test ("/orm/sqlite-refusal/checks", test_checks);
  things_add_test ("/orm/sqlite-refusal/bytes", test_bytes);
  things_add_test ("/orm/sqlite-refusal/too-large", test_too_large);
  things_add_test ("/orm/sqlite-refusal/foreign", test_foreign);
  things_add_test ("/orm/sqlite-refusal/missing", test_missing);
  return g_test_run ();
}
