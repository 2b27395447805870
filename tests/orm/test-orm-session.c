#include "fixture.h"

/* What a session finds, and that it asks for nothing else. */

static void
add_rows (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (1, 'Jane'), (2, 'Anne');"
                        "INSERT INTO book (book_id, title, pages, author_id) VALUES"
                        " (1, 'Emma', 400, 1), (2, 'Agnes', 250, 2), (3, 'Persuasion', 300, 1)");
}

/* To open a file, and to ask for lists and references without looking into them, reads no row. */
static void
test_nothing_is_read (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (OrmQuery) query = NULL;
  g_autoptr (OrmList) all = NULL;
  g_autoptr (OrmList) related = NULL;
  g_autoptr (Author) author = NULL;
  g_autoptr (Book) book = NULL;
  guint64 before;

  add_rows (fixture);
  fixture_reopen (fixture);
  before = fixture_get_statements (fixture);
  query = orm_query_new (TYPE_BOOK);
  orm_query_order_by (query, "author.name", ORM_ASCENDING);
  all = orm_list_new (fixture->session, query);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  author = fixture_load (fixture, TYPE_AUTHOR, 1);
  g_object_get (author, "books", &related, NULL);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (related)) == TYPE_BOOK);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (related)), ==, 2);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 2);
  book = g_list_model_get_item (G_LIST_MODEL (related), 0); /* came with the number of items */
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 2);
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 2);
}

/* The list of a relationship comes whole in one statement if it is no longer than a page; a longer
 * one has all its members, too. */
static void
test_related_page (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { int n_books; guint n_statements; } cases[] = { { 256, 1 }, { 257, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("DELETE FROM book; INSERT OR IGNORE INTO author (name) VALUES ('Jane');"
                         " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                         " WHERE i < %d) INSERT INTO book (title, author_id) SELECT i, 1 FROM n",
                         cases[i].n_books);
      g_autoptr (Author) author = NULL;
      g_autoptr (GListModel) books = NULL;
      guint64 before;

      fixture_sql (fixture, sql);
      fixture_reopen (fixture);
      author = fixture_load (fixture, TYPE_AUTHOR, 1);
      before = fixture_get_statements (fixture);
      g_object_get (author, "books", &books, NULL);
      g_assert_cmpuint (g_list_model_get_n_items (books), ==, cases[i].n_books);
      for (int j = 0; j < 256; j++)
        {
          g_autoptr (Book) book = g_list_model_get_item (books, j);
          g_autofree char *title = g_strdup_printf ("%d", j + 1);

          g_assert_cmpstr (book->title, ==, title);
        }
      g_assert_cmpuint (fixture_get_statements (fixture) - before, ==, cases[i].n_statements);
    }
}

/* A list that nobody has asked yet is not asked by a commit. */
static void
test_unasked_list (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (Book) first = NULL;
  g_autoptr (Book) book = NULL;
  guint64 before, without;

  before = fixture_get_statements (fixture);
  first = fixture_add_book (fixture, "Emma", NULL);
  fixture_commit (fixture, "Add");
  without = fixture_get_statements (fixture) - before;
  assert_model (list, "1");
  before = fixture_get_statements (fixture);
  book = fixture_add_book (fixture, "Agnes", NULL);
  fixture_commit (fixture, "Add");
  g_assert_cmpuint (fixture_get_statements (fixture) - before, ==, without + 1);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Book) book = NULL;
  gpointer other;

  add_rows (fixture);
  book = orm_session_load (fixture->session, TYPE_BOOK, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (book->title, ==, "Persuasion");
  g_assert_cmpint (book->pages, ==, 300);
  other = orm_session_load (fixture->session, TYPE_BOOK, 4, &error);
  g_assert_no_error (error);
  g_assert_null (other);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (Book) book = NULL;
  g_autoptr (Book) again = NULL;
  guint64 before;

  add_rows (fixture);
  orm_query_order_by (query, "title", ORM_DESCENDING);
  before = fixture_get_statements (fixture);
  book = orm_session_find (fixture->session, query, &error);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  g_assert_cmpstr (book->title, ==, "Persuasion");
  again = orm_session_find (fixture->session, query, &error);
  g_assert_true (book == again);

  orm_query_where (query, orm_condition_compare ("pages", ORM_GREATER, ORM_INT (400)));
  g_assert_null (orm_session_find (fixture->session, query, &error));
  g_assert_no_error (error);
}

static void
test_load_all (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (Book) held = NULL;
  guint64 before;

  add_rows (fixture);
  held = fixture_load (fixture, TYPE_BOOK, 1);
  orm_query_order_by (query, "pages", ORM_ASCENDING);
  before = fixture_get_statements (fixture);
  books = orm_session_load_all (fixture->session, query, &error);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  g_assert_cmpuint (books->len, ==, 3);
  g_assert_cmpstr (((Book *) books->pdata[0])->title, ==, "Agnes");
  g_assert_true (books->pdata[2] == held);

  keys = orm_session_list_keys (fixture->session, query, &error);
  g_assert_cmpuint (keys->len, ==, 3);
  g_assert_cmpint (g_array_index (keys, gint64, 0), ==, 2);
  g_assert_cmpint (orm_session_count (fixture->session, query, &error), ==, 3);
  orm_query_limit (query, 2);
  g_assert_cmpint (orm_session_count (fixture->session, query, &error), ==, 3);
  g_clear_pointer (&keys, g_array_unref);
  keys = orm_session_list_keys (fixture->session, query, &error);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_no_error (error);
}

/* An object in use is the truth of this session: reading its row again does not overwrite what was
 * changed and not saved yet. */
static void
test_load_does_not_overwrite (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (Book) book = NULL;

  add_rows (fixture);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_object_set (book, "title", "Mine", NULL);
  books = orm_session_load_all (fixture->session, query, NULL);
  g_assert_cmpstr (book->title, ==, "Mine");
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title FROM book WHERE book_id = 1", "Mine");
}

static void
error_cb (OrmSession   *session,
          const GError *error,
          gpointer      user_data)
{
  g_string_append (user_data, error->message);
}

/* What cannot be read is told: by the functions that can return an error in it, by the others with
 * the session's signal. */
static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) reported = g_string_new (NULL);
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  g_autoptr (Book) book = NULL;
  GError **error;
  g_autoptr (GError) local_error = NULL;

  add_rows (fixture);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_signal_connect (fixture->session, "error", G_CALLBACK (error_cb), reported);
  fixture_sql (fixture, "PRAGMA writable_schema = ON; PRAGMA foreign_keys = OFF;"
                        "ALTER TABLE book RENAME TO other; ALTER TABLE author RENAME TO another");

  error = &local_error;
  g_assert_null (orm_session_load_all (fixture->session, query, error));
  g_assert_error (local_error, ORM_ERROR, ORM_ERROR_FAILED);
  g_clear_error (error);
  g_assert_null (orm_session_load (fixture->session, TYPE_BOOK, 2, error));
  g_assert_error (local_error, ORM_ERROR, ORM_ERROR_FAILED);
  g_clear_error (error);
  g_assert_cmpint (orm_session_count (fixture->session, query, error), ==, -1);
  g_assert_error (local_error, ORM_ERROR, ORM_ERROR_FAILED);
  g_clear_error (error);
  g_assert_null (orm_record_load_reference (ORM_RECORD (book), "author", error));
  g_assert_error (local_error, ORM_ERROR, ORM_ERROR_FAILED);
  g_assert_cmpstr (reported->str, ==, "");

  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  g_assert_cmpstr (reported->str, ==, "no such table: author");
  g_string_truncate (reported, 0);
  assert_model (list, "");
  g_assert_cmpstr (reported->str, ==, "no such table: book");

  fixture_sql (fixture, "ALTER TABLE other RENAME TO book; ALTER TABLE another RENAME TO author");
  g_assert_nonnull (orm_record_get_reference (ORM_RECORD (book), "author"));
}

static void
count_signal (OrmSession *session,
              gpointer    n)
{
  (*(guint *) n)++;
}

static void
test_signals (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_committed = 0, n_refreshed = 0;
  g_autoptr (Author) author = NULL;

  g_signal_connect (fixture->session, "committed", G_CALLBACK (count_signal), &n_committed);
  g_signal_connect (fixture->session, "refreshed", G_CALLBACK (count_signal), &n_refreshed);
  fixture_commit (fixture, "Nothing");
  g_assert_cmpuint (n_committed, ==, 0);
  author = fixture_add_author (fixture, "Jane");
  fixture_commit (fixture, "Add");
  g_assert_cmpuint (n_committed, ==, 1);
  fixture_undo (fixture);
  fixture_redo (fixture);
  g_assert_cmpuint (n_committed, ==, 3);
  fixture_poll (fixture);
  g_assert_cmpuint (n_refreshed, ==, 0);
  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Anne')");
  fixture_poll (fixture);
  fixture_poll (fixture);
  g_assert_cmpuint (n_refreshed, ==, 1);
  g_assert_cmpuint (n_committed, ==, 3);
}

/* A session on a file that cannot be written reads, and refuses the rest without harm. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Book) book = NULL;
  g_autoptr (Author) added = NULL;
  g_autofree char *before = NULL;

  book = fixture_add_book (fixture, "Emma", NULL);
  fixture_commit (fixture, "Add");
  g_clear_object (&book);
  before = fixture_dump (fixture);
  fixture_close (fixture);
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  g_assert_true (orm_engine_is_read_only (orm_session_get_engine (fixture->session)));

  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_object_set (book, "title", "Persuasion", NULL);
  added = fixture_add_author (fixture, "Jane");
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_READ_ONLY,
                  "The file cannot be written");
  g_assert_cmpstr (book->title, ==, "Emma");
  g_assert_null (orm_record_get_session (ORM_RECORD (added)));
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_READ_ONLY,
                  "The file cannot be written");
  assert_dump (fixture, before);

  /* What others write is seen all the same */
  fixture_sql (fixture, "UPDATE book SET title = 'Theirs'");
  fixture_poll (fixture);
  g_assert_cmpstr (book->title, ==, "Theirs");
}

/* While another program writes, a commit is refused at once, and goes through later. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "BEGIN IMMEDIATE; UPDATE book SET pages = 5");
  g_object_set (book, "title", "Persuasion", NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_BUSY,
                  "Another program is writing to the file at the moment");
  g_assert_cmpstr (book->title, ==, "Emma");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_CLEAN);
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_BUSY,
                  "Another program is writing to the file at the moment");
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Add");

  fixture_sql (fixture, "COMMIT");
  g_object_set (book, "title", "Persuasion", NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages FROM book", "Persuasion|5");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/session/nothing-is-read", test_nothing_is_read);
  fixture_add_test ("/orm/session/related-page", test_related_page);
  fixture_add_test ("/orm/session/unasked-list", test_unasked_list);
  fixture_add_test ("/orm/session/load", test_load);
  fixture_add_test ("/orm/session/find", test_find);
  fixture_add_test ("/orm/session/load-all", test_load_all);
  fixture_add_test ("/orm/session/load-does-not-overwrite", test_load_does_not_overwrite);
  fixture_add_test ("/orm/session/errors", test_errors);
  fixture_add_test ("/orm/session/signals", test_signals);
  fixture_add_test ("/orm/session/read-only", test_read_only);
  fixture_add_test ("/orm/session/busy", test_busy);
  return g_test_run ();
}
