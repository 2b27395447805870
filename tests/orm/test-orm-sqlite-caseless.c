#include "fixture.h"

/* Names that are unique without regard to case, in every script: the authors'. */

/* Each pair is of one name, or of two. */
static const struct
{
  const char *one;
  const char *other;
  gboolean same;
} pairs[] = {
  { "anne", "ANNE", TRUE },
  { "anne", "annie", FALSE },
  { "Änne", "änne", TRUE },
  { "Änne", "Anne", FALSE },
  { "A\xcc\x88nne", "\xc3\xa4NNE", TRUE },   /* composed and not */
  { "\xe2\x84\xaa" "elvin", "kelvin", TRUE }, /* the sign of the unit is a k */
  { "\xc5\xbf" "am", "SAM", TRUE },              /* a long s is an s */
  { "Stra\xc3\x9f" "e", "STRASSE", TRUE },
  { "\xef\xac\x81n", "FIN", TRUE },           /* a ligature */
  { "\xc5\xbf", "\xc3\x9f", FALSE },
  { "\xc4\xb0", "i", FALSE },                 /* a capital i with its dot */
  { "Σίσυφος", "ΣΊΣΥΦΟΣ", TRUE },
};

static gboolean
add_both (Fixture    *fixture,
          const char *one,
          const char *other,
          gboolean    at_once)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Author) first = fixture_add_author (fixture, one);
  g_autoptr (Author) second = NULL;
  gboolean done;

  if (!at_once)
    fixture_commit (fixture, NULL);
  second = fixture_add_author (fixture, other);
  done = orm_session_commit (fixture->session, NULL, &error);
  if (!done)
    g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
  fixture_sql (fixture, "DELETE FROM author");
  fixture_poll (fixture);
  return done;
}

static void
test_pairs (Fixture       *fixture,
            gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint at_once = 0; at_once < 2; at_once++)
      {
        g_assert_cmpint (add_both (fixture, pairs[i].one, pairs[i].other, at_once), ==,
                         !pairs[i].same);
        g_assert_cmpint (add_both (fixture, pairs[i].other, pairs[i].one, at_once), ==,
                         !pairs[i].same);
      }
}

/* Names that are given up, passed on, taken back, or written by others, are asked for as they are
 * when it counts. */
static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Author) one = fixture_add_author (fixture, "Änne");
  g_autoptr (Author) two = fixture_add_author (fixture, "Übü");
  g_autoptr (Author) three = NULL;
  guint savepoint;

  g_assert_true (orm_session_flush (fixture->session, &error));
  savepoint = orm_session_begin_nested (fixture->session, &error);
  g_assert_no_error (error);
  g_object_set (one, "name", "Ödön", NULL);
  g_object_set (two, "name", "ÄNNE", NULL);
  g_assert_true (orm_session_flush (fixture->session, &error));
  orm_session_rollback_to (fixture->session, savepoint);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT group_concat (name) FROM author", "Änne,Übü");

  g_object_set (two, "name", "änne", NULL);
  g_assert_false (orm_session_commit (fixture->session, "Bad", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
  g_clear_error (&error);

  g_object_set (one, "name", "ÜBÜ", NULL);
  g_object_set (two, "name", "änne", NULL);
  fixture_commit (fixture, "Swap");
  fixture_sql (fixture, "UPDATE author SET name = 'ödön' WHERE author_id = 1");
  fixture_poll (fixture);
  three = fixture_add_author (fixture, "übü");
  fixture_commit (fixture, "What is free");
  g_object_set (three, "name", "ÖDÖN", NULL);
  g_assert_false (orm_session_commit (fixture->session, "Bad", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
}

/* Two rows that another program has made alike. */
static void
test_alike (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('ä'), ('Ä'), ('b')");
  for (gint64 key = 1; key <= 2; key++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (Author) author = fixture_load (fixture, TYPE_AUTHOR, key);

      g_object_set (author, "name", "a\xcc\x88", NULL);
      g_assert_false (orm_session_commit (fixture->session, "Bad", &error));
      g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
    }
}

/* What a bulk statement wrote counts in the same transaction. */
static void
test_bulk (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Author) one = fixture_add_author (fixture, "Änne");
  g_autoptr (Author) two = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  OrmAssignment assignment = { .property = "name", .value = ORM_STRING ("Übü") };
  guint64 n_rows;

  g_assert_true (orm_session_flush (fixture->session, &error));
  g_assert_true (orm_session_update_all (fixture->session, query, &assignment, 1, &n_rows, &error));
  g_assert_cmpuint (n_rows, ==, 1);
  two = fixture_add_author (fixture, "übÜ");
  g_assert_false (orm_session_commit (fixture->session, "Bad", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
}

/* So many that no row may ask all others: it would not end in time. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  guint64 n_statements;

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf (i % 2 == 0 ? "Name %u" : "Näme %u", i);
      g_autoptr (Author) author = fixture_add_author (fixture, name);
    }
  n_statements = fixture_get_statements (fixture);
  fixture_commit (fixture, NULL);
  g_assert_cmpuint (fixture_get_statements (fixture) - n_statements, <, 2 * 20000 + 100);
  assert_sql (fixture, "SELECT count (*) FROM author", "20000");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_test ("/orm/sqlite-caseless/pairs", test_pairs);
  fixture_add_test ("/orm/sqlite-caseless/moves", test_moves);
  fixture_add_test ("/orm/sqlite-caseless/alike", test_alike);
  fixture_add_test ("/orm/sqlite-caseless/bulk", test_bulk);
  fixture_add_test ("/orm/sqlite-caseless/many", test_many);

  return g_test_run ();
}
