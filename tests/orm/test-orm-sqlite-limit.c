#include "fixture.h"

/* How much of the past a file keeps. */

#define STEPS "SELECT ifnull (group_concat (name, ' '), '') FROM (SELECT name FROM orm_step" \
              " ORDER BY step_id)"

static void
make_steps (Fixture *fixture,
            Author  *author,
            guint    first,
            guint    last)
{
  for (guint i = first; i <= last; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      g_object_set (author, "name", name, NULL);
      fixture_commit (fixture, name);
    }
}

static void
set_limit (Fixture *fixture,
           gint64   n_steps,
           gint64   n_bytes)
{
  const OrmHistorySize limit = { n_steps, n_bytes };
  g_autoptr (GError) error = NULL;

  orm_history_set_limit (fixture->history, &limit, &error);
  g_assert_no_error (error);
}

static void
assert_limit (Fixture *fixture,
              gint64   n_steps,
              gint64   n_bytes)
{
  OrmHistorySize limit;
  g_autoptr (GError) error = NULL;

  orm_history_get_limit (fixture->history, &limit, &error);
  g_assert_no_error (error);
  g_assert_cmpint (limit.n_steps, ==, n_steps);
  g_assert_cmpint (limit.n_bytes, ==, n_bytes);
}

static OrmHistorySize
measure (Fixture *fixture)
{
  OrmHistorySize size;
  g_autoptr (GError) error = NULL;

  orm_history_measure (fixture->history, &size, &error);
  g_assert_no_error (error);
  return size;
}

/* No change is left that belongs to no step, and the size that is kept is what is there. */
static void
assert_tidy (Fixture *fixture)
{
  assert_sql (fixture, "SELECT count (*) FROM orm_change WHERE step_id NOT IN"
                       " (SELECT step_id FROM orm_step)", "0");
  assert_sql (fixture, "SELECT (SELECT value FROM orm_setting WHERE name = 'history_size') ="
                       " (SELECT sum (length (CAST (image AS BLOB)) + 32) FROM orm_change)"
                       " OR (SELECT value FROM orm_setting WHERE name = 'history_bytes') = 0", "1");
}

static void
test_unlimited (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "");

  fixture_commit (fixture, "0");
  make_steps (fixture, author, 1, 50);
  assert_limit (fixture, 0, 0);
  g_assert_cmpint (measure (fixture).n_steps, ==, 51);
  assert_sql (fixture, "SELECT count (*) FROM sqlite_schema WHERE name = 'orm_setting'", "0");
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "");
  g_autoptr (GListModel) steps = orm_history_get_steps (fixture->history);

  fixture_commit (fixture, "0");
  make_steps (fixture, author, 1, 5);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 6);
  set_limit (fixture, 3, 0);
  assert_sql (fixture, STEPS, "3 4 5");
  assert_tidy (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 3);
  make_steps (fixture, author, 6, 7);
  assert_sql (fixture, STEPS, "5 6 7");
  assert_tidy (fixture);

  for (guint i = 0; i < 3; i++)
    fixture_undo (fixture);
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_NOT_FOUND,
                  "There is nothing to undo");
  g_assert_cmpstr (author->name, ==, "4");
  set_limit (fixture, 1, 0); /* what waits to be redone stays */
  assert_sql (fixture, STEPS, "5 6 7");
  fixture_redo (fixture);
  set_limit (fixture, 1, 0);
  make_steps (fixture, author, 8, 8);
  assert_sql (fixture, STEPS, "8");
  assert_tidy (fixture);
  fixture_undo (fixture);
  g_assert_cmpstr (author->name, ==, "5");
}

/* The setting is the file's: it holds after a restart and for other connections; taken back, all is
 * kept again. */
static void
test_stays (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), fixture->path, ORM_OPEN_DEFAULT, NULL);
  g_autoptr (OrmSession) other = orm_session_new (engine);
  g_autoptr (Author) author = fixture_add_author (fixture, "");

  fixture_commit (fixture, "0");
  make_steps (fixture, author, 1, 3);
  orm_history_set_limit (orm_session_get_history (other), &(OrmHistorySize) { 2, 0 }, NULL);
  make_steps (fixture, author, 4, 4);
  assert_sql (fixture, STEPS, "3 4");
  g_clear_object (&author);
  fixture_reopen (fixture);
  assert_limit (fixture, 2, 0);
  author = fixture_load (fixture, TYPE_AUTHOR, 1);
  make_steps (fixture, author, 5, 5);
  assert_sql (fixture, STEPS, "4 5");
  set_limit (fixture, 0, 0);
  make_steps (fixture, author, 6, 9);
  assert_sql (fixture, STEPS, "4 5 6 7 8 9");
}

static void
test_bytes (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "");
  g_autofree char *text = g_strnfill (1000, 'x');
  gint64 largest;

  fixture_commit (fixture, "0");
  set_limit (fixture, 0, 2000);
  make_steps (fixture, author, 1, 200);
  largest = measure (fixture).n_bytes;
  g_assert_cmpint (largest, <=, 2000);
  g_assert_cmpint (largest, >, 1800);
  assert_tidy (fixture);

  for (guint i = 0; i < 10; i++)
    fixture_undo (fixture);
  assert_tidy (fixture);
  make_steps (fixture, author, 300, 300); /* which drops those undone */
  assert_tidy (fixture);

  g_object_set (author, "name", text, NULL); /* larger than all that may be: it stays */
  fixture_commit (fixture, "Large");
  g_object_set (author, "name", text + 1, NULL);
  fixture_commit (fixture, "Larger");
  assert_sql (fixture, STEPS, "Larger");
  assert_tidy (fixture);
  fixture_undo (fixture);
  g_assert_cmpstr (author->name, ==, text);
  assert_tidy (fixture);
}

/* Undoing what was made turns its hash into the whole row, which takes more. */
static void
test_undo_grows (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Author) author = NULL;

  set_limit (fixture, 0, 1000000);
  author = fixture_add_author (fixture, "a name that is longer than the hash of a row");
  fixture_commit (fixture, "Add");
  assert_tidy (fixture);
  fixture_undo (fixture);
  assert_tidy (fixture);
  fixture_redo (fixture);
  assert_tidy (fixture);
}

/* A step of many rows is out of reach at once, and its changes go in parts. */
static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = NULL;

  for (guint i = 0; i < 25000; i++)
    {
      g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "r", "card", (gint64) i, NULL);

      orm_session_add (fixture->session, reader);
    }
  author = fixture_add_author (fixture, "A");
  fixture_commit (fixture, "Large");
  fixture_sql (fixture, "CREATE TABLE orm_setting (name TEXT PRIMARY KEY NOT NULL,"
                        " value INTEGER NOT NULL) STRICT;"
                        "INSERT INTO orm_setting VALUES ('history_steps', 1)");
  make_steps (fixture, author, 1, 1);
  assert_sql (fixture, STEPS, "1");
  assert_sql (fixture, "SELECT count (*) FROM orm_change", "15000");
  make_steps (fixture, author, 2, 2);
  assert_sql (fixture, "SELECT count (*) FROM orm_change", "4999");
  make_steps (fixture, author, 3, 3);
  assert_sql (fixture, STEPS, "3");
  assert_sql (fixture, "SELECT count (*) FROM orm_change", "1");
  fixture_undo (fixture);
  g_assert_cmpstr (author->name, ==, "2");
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  const OrmHistorySize limit = { 1, 0 };

  fixture_close (fixture);
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  assert_refused (orm_history_set_limit (fixture->history, &limit, error), ORM_ERROR_READ_ONLY,
                  "The file cannot be written");
  assert_limit (fixture, 0, 0);
}

/* What waits to be redone stays, however much it takes. */
static void
test_undone (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "");

  fixture_commit (fixture, NULL);
  make_steps (fixture, author, 1, 3);
  for (guint i = 0; i < 3; i++)
    fixture_undo (fixture);
  set_limit (fixture, 0, 1);
  assert_sql (fixture, STEPS, "1 2 3");
  assert_tidy (fixture);
  fixture_redo (fixture);
  g_assert_cmpstr (author->name, ==, "1");
}

/* Other programs may write any number. */
static void
test_negative (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "");

  fixture_commit (fixture, NULL);
  set_limit (fixture, 100, 100000);
  fixture_sql (fixture, "UPDATE orm_setting SET value = -3 WHERE name <> 'history_size'");
  assert_limit (fixture, 0, 0);
  make_steps (fixture, author, 1, 5);
  assert_sql (fixture, STEPS, "1 2 3 4 5");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-limit/unlimited", test_unlimited);
  fixture_add_test ("/orm/sqlite-limit/steps", test_steps);
  fixture_add_test ("/orm/sqlite-limit/stays", test_stays);
  fixture_add_test ("/orm/sqlite-limit/bytes", test_bytes);
  fixture_add_test ("/orm/sqlite-limit/undo-grows", test_undo_grows);
  fixture_add_test ("/orm/sqlite-limit/parts", test_parts);
  fixture_add_test ("/orm/sqlite-limit/read-only", test_read_only);
  fixture_add_test ("/orm/sqlite-limit/undone", test_undone);
  fixture_add_test ("/orm/sqlite-limit/negative", test_negative);
  return g_test_run ();
}
