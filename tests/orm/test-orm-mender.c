#include "fixture.h"

#include "orm/orm-session-private.h"
#include "orm/orm-sqlite-engine.h"

/* A table that is too large to be compared on the spot, mended beside the main loop. */

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture_set_up (fixture, data);
  fixture_sql (fixture,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001)"
               " INSERT INTO book (title) SELECT 'Book ' || i FROM n");
}

static OrmQuery *
search_query (const char *words)
{
  OrmQuery *query = orm_query_new (TYPE_BOOK);

  orm_query_where (query, orm_condition_search (words));
  return query;
}

static OrmList *
search_list (Fixture    *fixture,
             const char *words)
{
  g_autoptr (OrmQuery) query = search_query (words);

  return orm_list_new (fixture->session, query);
}

#define assert_search(fixture, words, expected) \
  G_STMT_START { \
    g_autoptr (OrmList) found = search_list (fixture, words); \
    assert_model (found, expected); \
  } G_STMT_END

/* Lets the index say something that no row says, so that it shows who is asked. */
static void
plant (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO book_search (rowid, tokens) VALUES (7, 'planted')");
}

/* FTS5's own check, and that what was indexed is what the rows say. */
static void
assert_index (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO book_search (book_search) VALUES ('integrity-check')");
  assert_sql (fixture, "SELECT count (*) FROM book FULL JOIN book_search_text ON row_id = book_id"
                       " WHERE words IS NOT lower (title)", "0");
}

static void
test_opening (Fixture       *fixture,
              gconstpointer  data)
{
  assert_search (fixture, "bo 9999", "9999"); /* in the rows */
  fixture_mend (fixture);
  assert_index (fixture);
  plant (fixture);
  assert_search (fixture, "planted", "7");
  assert_search (fixture, "bo 9999", "9999");
  g_assert_null (orm_history_get_undo_name (fixture->history));
}

/* What another program writes is found, by whoever shows what was searched for before. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmList) list = search_list (fixture, "book 500");
  g_autoptr (OrmList) other = search_list (fixture, "emma");

  fixture_mend (fixture);
  assert_model (list, "500 5000 5001 5002 5003 5004 5005 5006 5007 5008 5009");
  assert_model (other, "");
  fixture_sql (fixture, "UPDATE book SET title = 'Emma' WHERE book_id IN (500, 5001, 5002);"
                        "DELETE FROM book WHERE book_id > 5003 AND book_id < 6000;"
                        "INSERT INTO book (title) VALUES ('Book 5003')");
  fixture_mend (fixture);
  assert_model (list, "5000 5003 10002");
  assert_model (other, "500 5001 5002");
  assert_index (fixture);
}

/* An index that is gone is made again, and then asked again, in the worker as well. */
static void
keys_found (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GArray **keys = user_data;

  *keys = orm_session_list_keys_finish (ORM_SESSION (source), result, NULL);
  g_assert_nonnull (*keys);
}

static guint
count_beside (Fixture    *fixture,
              const char *words)
{
  g_autoptr (OrmQuery) query = search_query (words);
  g_autoptr (GArray) keys = NULL;

  orm_session_list_keys_async (fixture->session, query, NULL, keys_found, &keys);
  while (keys == NULL)
    g_main_context_iteration (NULL, TRUE);
  return keys->len;
}

static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const harm[] = {
    "DROP TABLE book_search",
    "DROP TABLE book_search_text",
    "DELETE FROM book_search_data",
    "DROP TABLE orm_meta",
  };

  g_assert_cmpuint (count_beside (fixture, "book 999"), ==, 11);
  for (gsize i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      fixture_mend (fixture);
      fixture_sql (fixture, harm[i]);
      fixture_close_raw (fixture);
      assert_search (fixture, "bo 9999", "9999");
      fixture_mend (fixture);
      assert_index (fixture);
      plant (fixture);
      assert_search (fixture, "planted", "7");
      g_assert_cmpuint (count_beside (fixture, "planted"), ==, 1);
      g_assert_cmpuint (count_beside (fixture, "book 999"), ==, 11);
    }
}

/* Who closes does not wait for it; what is mended is whole, and the rest is mended another time. */
static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 8; i++)
    {
      fixture_poll (fixture);
      g_assert_nonnull (fixture->session->mender);
      g_usleep (g_test_rand_int_range (0, 100000));
      fixture_reopen (fixture);
      fixture_sql (fixture, "INSERT INTO book_search (book_search) VALUES ('integrity-check')");
      assert_sql (fixture, "SELECT count (*) FROM book_search_text LEFT JOIN book"
                           " ON book_id = row_id WHERE words IS NOT lower (title)", "0");
    }
  fixture_mend (fixture);
  assert_index (fixture);
}

/* Another's lock is waited for, unless the session goes. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_sql (fixture, "BEGIN IMMEDIATE; UPDATE book SET title = 'Emma' WHERE book_id = 3");
  fixture_poll (fixture);
  g_assert_nonnull (fixture->session->mender);
  fixture_reopen (fixture);
  fixture_poll (fixture);
  fixture_sql (fixture, "COMMIT");
  fixture_mend (fixture);
  assert_search (fixture, "emma", "3");
  assert_index (fixture);
}

/* Work goes on meanwhile; who meets a lock gets a turn. */
static gboolean
add_meanwhile (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Book) book = fixture_add_book (fixture, "Meanwhile", NULL);

  if (orm_session_commit (fixture->session, "Add", &error))
    return TRUE;
  g_assert_error (error, ORM_ERROR, ORM_ERROR_BUSY);
  g_usleep (1000);
  return FALSE;
}

static void
test_meanwhile (Fixture       *fixture,
                gconstpointer  data)
{
  guint n = 0;

  fixture_poll (fixture);
  while (fixture->session->mender != NULL)
    {
      n += add_meanwhile (fixture);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (n, >, 0);
  assert_index (fixture);
  g_assert_cmpuint (count_beside (fixture, "meanwhile"), ==, n);
}

/* Texts that a new version's function changes are not looked for in an index of what they were. */
static gboolean
rename_one (OrmSession  *session,
            GError     **error)
{
  g_autoptr (Book) book = orm_session_load (session, TYPE_BOOK, 5, error);

  g_object_set (book, "title", "Emma", NULL);
  return TRUE;
}

static void
test_migrated (Fixture       *fixture,
               gconstpointer  data)
{
  static const OrmVersion version = { LIBRARY_VERSION + 1, NULL, rename_one };
  g_autoptr (OrmSchema) schema =
    orm_schema_new (LIBRARY_APPLICATION_ID, LIBRARY_VERSION + 1, TYPE_LOAN, TYPE_BOOK, TYPE_GROUP,
                    TYPE_READER, TYPE_AUTHOR, G_TYPE_INVALID);
  g_autoptr (OrmEngine) engine = NULL;
  g_autoptr (OrmSession) session = NULL;
  g_autoptr (OrmQuery) query = search_query ("emma");
  g_autoptr (GError) error = NULL;

  fixture_mend (fixture);
  fixture_close (fixture);
  orm_schema_set_versions (schema, &version, 1);
  engine = orm_sqlite_engine_open (schema, fixture->path, ORM_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  session = orm_session_new (engine);
  g_assert_cmpint (orm_session_count (session, query, &error), ==, 1);
  assert_sql (fixture, "SELECT count (*) FROM orm_meta WHERE name = 'book.search'", "0");
}

int
main (int   argc,
      char *argv[])
{
#define ADD_TEST(path, function) \
  g_test_add (path, Fixture, NULL, set_up, function, fixture_tear_down_idle)

  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/orm/mender/opening", test_opening);
  ADD_TEST ("/orm/mender/foreign", test_foreign);
  ADD_TEST ("/orm/mender/dropped", test_dropped);
  ADD_TEST ("/orm/mender/closed", test_closed);
  ADD_TEST ("/orm/mender/locked", test_locked);
  ADD_TEST ("/orm/mender/meanwhile", test_meanwhile);
  ADD_TEST ("/orm/mender/migrated", test_migrated);
  return g_test_run ();
}
