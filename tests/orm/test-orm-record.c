#include "fixture.h"

#include <pthread.h>

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Author) author = g_object_new (TYPE_AUTHOR, "name", "Jane", NULL);
  OrmRecord *record = ORM_RECORD (author);

  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_DETACHED);
  g_assert_null (orm_record_get_session (record));
  g_assert_cmpint (orm_record_get_key (record), ==, 0);

  orm_session_add (fixture->session, author);
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_NEW);
  g_assert_true (orm_record_get_session (record) == fixture->session);

  fixture_commit (fixture, "Add");
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (orm_record_get_key (record), ==, 1);

  g_object_set (author, "name", "Jane", NULL);
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_CLEAN);
  g_object_set (author, "name", "Anne", NULL);
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_DIRTY);
  fixture_commit (fixture, "Edit");
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_CLEAN);

  orm_session_remove (fixture->session, author);
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_REMOVED);
  fixture_commit (fixture, "Delete");
  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_DELETED);
  g_assert_null (orm_record_get_session (record));
  g_assert_cmpstr (author->name, ==, "Anne");
}

/* A record outlives its session as a plain object. */
static void
test_outlives_session (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autoptr (Book) unsaved = NULL;
  g_autoptr (OrmList) list = NULL;

  fixture_commit (fixture, "Add");
  unsaved = fixture_add_book (fixture, "Persuasion", author);
  g_object_set (book, "title", "Emma, a novel", NULL);
  fixture_close (fixture);

  g_assert_cmpint (orm_record_get_state (ORM_RECORD (author)), ==, ORM_STATE_DETACHED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (unsaved)), ==, ORM_STATE_DETACHED);
  g_assert_null (orm_record_get_session (ORM_RECORD (book)));
  g_object_set (book, "title", "Sense", NULL);
  g_assert_cmpstr (book->title, ==, "Sense");
  g_object_get (author, "books", &list, NULL);
  g_assert_null (list);
  assert_sql (fixture, "SELECT title FROM book", "Emma");
}

/* Only what is asked for is read: the other end of a reference when it is first looked at. */
static void
test_lazy_reference (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Book) book = NULL;
  g_autoptr (Author) held = NULL;
  Author *author;
  guint64 before;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane');"
                        "INSERT INTO book (book_id, author_id) VALUES (1, 7)");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  before = fixture_get_statements (fixture);
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (book), "author"), ==, 7);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  author = orm_record_get_reference (ORM_RECORD (book), "author");
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  g_assert_cmpstr (author->name, ==, "Jane");

  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  g_object_get (book, "author", &held, NULL);
  g_assert_true (held == author);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
}

/* A reference to a record that is in use already needs no statement. */
static void
test_reference_in_use (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Author) author = NULL;
  g_autoptr (Book) book = NULL;
  guint64 before;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane');"
                        "INSERT INTO book (book_id, author_id) VALUES (1, 7), (2, NULL)");
  author = fixture_load (fixture, TYPE_AUTHOR, 7);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  before = fixture_get_statements (fixture);
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  g_clear_object (&book);
  book = fixture_load (fixture, TYPE_BOOK, 2);
  before = fixture_get_statements (fixture);
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (book), "author"), ==, 0);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
}

static void
test_set_reference (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", jane);
  guint n = 0;

  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT name FROM book JOIN author USING (author_id)", "Jane");
  g_signal_connect (book, "notify::author", G_CALLBACK (count_notify), &n);

  /* The same once more, although it had no key when it was set first */
  g_object_set (book, "author", jane, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (orm_session_has_changes (fixture->session));

  g_object_set (book, "author", anne, NULL);
  g_assert_cmpuint (n, ==, 1);
  fixture_commit (fixture, "Edit");
  g_assert_cmpuint (n, ==, 1);
  assert_sql (fixture, "SELECT name FROM book JOIN author USING (author_id)", "Anne");

  g_object_set (book, "author", NULL, NULL);
  g_assert_cmpuint (n, ==, 2);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT author_id FROM book", "NULL");
}

/* What is not loaded yet compares by its key. */
static void
test_set_unloaded_reference (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (Book) book = NULL;
  g_autoptr (Author) jane = NULL;
  guint n = 0;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane');"
                        "INSERT INTO book (book_id, author_id) VALUES (1, 7)");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  jane = fixture_load (fixture, TYPE_AUTHOR, 7);
  g_signal_connect (book, "notify::author", G_CALLBACK (count_notify), &n);
  g_object_set (book, "author", jane, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (orm_session_has_changes (fixture->session));

  g_clear_object (&book);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_object_set (book, "author", NULL, NULL);
  g_assert_true (orm_session_has_changes (fixture->session));
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT author_id FROM book", "NULL");
}

/* References to what is not saved yet are told apart. */
static void
test_unsaved_references (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (Author) jane = g_object_new (TYPE_AUTHOR, "name", "Jane", NULL);
  g_autoptr (Author) anne = g_object_new (TYPE_AUTHOR, "name", "Anne", NULL);
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, "author", jane, NULL);

  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == jane);
  g_object_set (book, "author", anne, NULL);
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == anne);
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (book), "author"), ==, 0);
  g_object_set (book, "author", NULL, NULL);
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  g_assert_finalize_object (g_steal_pointer (&anne));
}

/* The list of a back-reference: one at a time, kept by those who look at it alone. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  OrmList *list, *again;

  fixture_commit (fixture, "Add");
  g_object_get (author, "books", &list, NULL);
  g_object_get (author, "books", &again, NULL);
  g_assert_true (list == again);
  g_object_unref (again);
  assert_model (list, "1");

  g_assert_finalize_object (list);
  g_object_get (author, "books", &list, NULL);
  assert_model (list, "1");
  g_assert_finalize_object (list);
}

/* The list keeps its owner: the last one who looks at both may let go in any order. */
static void
test_list_keeps_owner (Fixture       *fixture,
                       gconstpointer  data)
{
  Author *author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  OrmList *list;
  gpointer watched = author;

  fixture_commit (fixture, "Add");
  g_object_get (author, "books", &list, NULL);
  g_clear_object (&book);
  g_object_add_weak_pointer (G_OBJECT (author), &watched);
  g_object_unref (author);
  g_assert_nonnull (watched);
  assert_model (list, "1");
  g_assert_finalize_object (list);
  g_assert_null (watched);
}

/* A parent, its list, a child in it and its parent are no ring: nothing leaks. */
static void
test_no_ring (Fixture       *fixture,
              gconstpointer  data)
{
  Author *author;
  Book *book;
  OrmList *list;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane');"
                        "INSERT INTO book (book_id, author_id) VALUES (1, 7)");
  author = fixture_load (fixture, TYPE_AUTHOR, 7);
  g_object_get (author, "books", &list, NULL);
  book = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  g_object_unref (author);
  g_assert_finalize_object (list);
  author = g_object_ref (orm_record_get_reference (ORM_RECORD (book), "author"));
  g_assert_finalize_object (book);
  g_assert_finalize_object (author);
}

/* A record that is in use elsewhere is not made twice; one that nobody holds is read anew. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Author) first = NULL;
  Author *second;
  guint64 before;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane')");
  first = fixture_load (fixture, TYPE_AUTHOR, 7);
  before = fixture_get_statements (fixture);
  second = fixture_load (fixture, TYPE_AUTHOR, 7);
  g_assert_true (first == second);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
  g_object_unref (second);
  g_assert_finalize_object (g_steal_pointer (&first));

  first = fixture_load (fixture, TYPE_AUTHOR, 7);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
}

/* A key is not changed once there is a row of it. */
static void
test_key_is_kept (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (Author) author = g_object_new (TYPE_AUTHOR, "author-id", G_GINT64_CONSTANT (12), NULL);

  orm_session_add (fixture->session, author);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT author_id FROM author", "12");
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*ORM_KIND_PRIMARY_KEY*");
  g_object_set (author, "author-id", G_GINT64_CONSTANT (13), NULL);
  g_test_assert_expected_messages ();
  g_assert_cmpint (author->author_id, ==, 12);
}

#define CHAIN_LENGTH 100000
#define SMALL_STACK (512 * 1024)

/* Frees a chain of records, each of which is all that keeps the next. Returns: its last one, whose
 * end is seen by a weak pointer */
static gpointer
free_chain (gpointer data)
{
  Group *top = g_object_new (TYPE_GROUP, NULL);
  Group *group = top;
  gpointer seen = top;

  g_object_add_weak_pointer (G_OBJECT (top), &seen);
  for (guint i = 1; i < CHAIN_LENGTH; i++)
    {
      Group *below = g_object_new (TYPE_GROUP, "parent", group, NULL);

      g_object_unref (group);
      group = below;
    }
  g_assert_nonnull (seen);
  g_assert_finalize_object (group);
  return seen;
}

/* However long a chain of references is, its end takes no more stack. */
static void
test_long_chain (void)
{
  pthread_attr_t attributes;
  pthread_t thread;
  gpointer left;

  g_type_ensure (TYPE_GROUP);
  library_get_schema ();
  g_assert_cmpint (pthread_attr_init (&attributes), ==, 0);
  g_assert_cmpint (pthread_attr_setstacksize (&attributes, SMALL_STACK), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, free_chain, NULL), ==, 0);
  g_assert_cmpint (pthread_join (thread, &left), ==, 0);
  g_assert_null (left);
  pthread_attr_destroy (&attributes);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/record/states", test_states);
  fixture_add_test ("/orm/record/outlives-session", test_outlives_session);
  fixture_add_test ("/orm/record/lazy-reference", test_lazy_reference);
  fixture_add_test ("/orm/record/reference-in-use", test_reference_in_use);
  fixture_add_test ("/orm/record/set-reference", test_set_reference);
  fixture_add_test ("/orm/record/set-unloaded-reference", test_set_unloaded_reference);
  fixture_add_test ("/orm/record/unsaved-references", test_unsaved_references);
  fixture_add_test ("/orm/record/list", test_list);
  fixture_add_test ("/orm/record/list-keeps-owner", test_list_keeps_owner);
  fixture_add_test ("/orm/record/no-ring", test_no_ring);
  fixture_add_test ("/orm/record/identity", test_identity);
  fixture_add_test ("/orm/record/key-is-kept", test_key_is_kept);
  g_test_add_func ("/orm/record/long-chain", test_long_chain);
  return g_test_run ();
}
