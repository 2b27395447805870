#include "fixture.h"

#include <string.h>

#include "mirror.h"

/* What others write, and who hears of it. */

static void
note_property (GObject    *object,
               GParamSpec *pspec,
               gpointer    user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

/* Everything that is in use is as the file after a poll: changed, deleted and new rows. */
static void
test_poll (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  g_autoptr (Book) emma = fixture_add_book (fixture, "Emma", jane);
  g_autoptr (Book) agnes = fixture_add_book (fixture, "Agnes", anne);
  g_autoptr (GString) notified = g_string_new (NULL);
  g_autoptr (OrmList) books = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (Mirror) mirror = NULL;

  fixture_commit (fixture, "Add");
  mirror = mirror_new (books);
  g_signal_connect (emma, "notify", G_CALLBACK (note_property), notified);
  fixture_sql (fixture, "UPDATE book SET title = 'Zelda', pages = 5, author_id = 2"
                        " WHERE book_id = 1;"
                        "DELETE FROM book WHERE book_id = 2;"
                        "INSERT INTO book (title) VALUES ('Middlemarch')");
  fixture_poll (fixture);
  g_assert_cmpstr (emma->title, ==, "Zelda");
  g_assert_cmpint (emma->pages, ==, 5);
  g_assert_true (orm_record_get_reference (ORM_RECORD (emma), "author") == anne);
  g_assert_cmpuint (notified->len, ==, strlen ("author pages title ")); /* in whichever order */
  g_assert_nonnull (strstr (notified->str, "author "));
  g_assert_nonnull (strstr (notified->str, "pages "));
  g_assert_nonnull (strstr (notified->str, "title "));
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (agnes)), ==, ORM_STATE_DELETED);
  g_assert_null (orm_record_get_session (ORM_RECORD (agnes)));
  assert_model (books, "3 1");
  assert_changes (mirror, "0-1+1");
}

/* With changes pending nothing is read over them; after the commit there is another chance. */
static void
test_poll_waits (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "UPDATE book SET title = 'Theirs', pages = 5");
  g_object_set (book, "title", "Mine", NULL);
  fixture_poll (fixture);
  g_assert_cmpint (book->pages, ==, 7);
  g_assert_cmpstr (book->title, ==, "Mine");
  fixture_commit (fixture, "Edit");
  fixture_poll (fixture);
  g_assert_cmpint (book->pages, ==, 5);
  g_assert_cmpstr (book->title, ==, "Mine");
}

/* Asking costs one statement when there is nothing new. */
static void
test_poll_is_cheap (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  guint64 before;

  fixture_commit (fixture, "Add");
  assert_model (list, "1");
  fixture_poll (fixture);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < 10; i++)
    fixture_poll (fixture);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 10);
  g_object_set (book, "title", "Agnes", NULL);
  fixture_commit (fixture, "Own commits are no news");
  before = fixture_get_statements (fixture);
  fixture_poll (fixture);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
}

/* More records in use than are read at once. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;

  fixture_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 2500)"
                        " INSERT INTO book (title, pages) SELECT 'Book ' || i, i FROM n");
  books = orm_session_load_all (fixture->session, query, NULL);
  fixture_sql (fixture, "UPDATE book SET pages = -1 WHERE book_id % 2; DELETE FROM book"
                        " WHERE book_id % 3 = 0");
  fixture_poll (fixture);
  g_assert_cmpuint (books->len, ==, 2500);
  for (guint i = 0; i < books->len; i++)
    {
      Book *book = books->pdata[i];

      if (book->book_id % 3 == 0)
        g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_DELETED);
      else
        g_assert_cmpint (book->pages, ==, book->book_id % 2 ? -1 : book->book_id);
    }
}

typedef struct
{
  OrmSession *session;
  OrmList *list;
  GPtrArray *seen;
} Curious;

/* Whoever hears of a change may look at anything, which reads more rows of the same class. */
static void
look_around (GObject    *object,
             GParamSpec *pspec,
             gpointer    user_data)
{
  Curious *curious = user_data;
  g_autoptr (GError) error = NULL;
  gint64 key = orm_record_get_key (ORM_RECORD (object)) + 1000;
  gpointer other = orm_session_load (curious->session, TYPE_BOOK, key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (other);
  g_assert_cmpint (orm_record_get_key (other), ==, key);
  g_ptr_array_add (curious->seen, other);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (curious->list)); i += 300)
    g_ptr_array_add (curious->seen, g_list_model_get_item (G_LIST_MODEL (curious->list), i));
}

static void
test_curious (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  Curious curious = { fixture->session };
  g_autofree char *dump = NULL;

  fixture_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 2000) INSERT INTO book (title) SELECT 'Book ' || i FROM n");
  orm_query_where (query, orm_condition_compare ("book-id", ORM_LESS_OR_EQUAL, ORM_INT (50)));
  books = orm_session_load_all (fixture->session, query, NULL);
  curious.seen = g_ptr_array_new_with_free_func (g_object_unref);
  curious.list = fixture_list (fixture, TYPE_BOOK, "-title");
  for (guint i = 0; i < books->len; i++)
    g_signal_connect (books->pdata[i], "notify::title", G_CALLBACK (look_around), &curious);
  fixture_sql (fixture, "UPDATE book SET title = 'Other ' || book_id");
  fixture_poll (fixture);
  for (guint i = 0; i < books->len; i++)
    {
      g_autofree char *title = g_strdup_printf ("Other %u", i + 1);

      g_assert_cmpstr (((Book *) books->pdata[i])->title, ==, title);
    }
  for (guint i = 0; i < curious.seen->len; i++)
    g_assert_true (g_str_has_prefix (((Book *) curious.seen->pdata[i])->title, "Other "));
  g_ptr_array_unref (curious.seen);
  g_object_unref (curious.list);
}

/* A row that another program has deleted, in a list that does not know it yet, is no hole. */
static void
test_ghost (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  g_autoptr (Book) ghost = NULL;

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('A'), ('B')");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  fixture_sql (fixture, "DELETE FROM book WHERE book_id = 1");
  ghost = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (ghost)), ==, ORM_STATE_DELETED);
  g_assert_cmpint (ghost->book_id, ==, 1);
  fixture_poll (fixture);
  assert_model (list, "2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/changes/poll", test_poll);
  fixture_add_test ("/orm/changes/poll-waits", test_poll_waits);
  fixture_add_test ("/orm/changes/poll-is-cheap", test_poll_is_cheap);
  fixture_add_test ("/orm/changes/many", test_many);
  fixture_add_test ("/orm/changes/curious", test_curious);
  fixture_add_test ("/orm/changes/ghost", test_ghost);
  return g_test_run ();
}
