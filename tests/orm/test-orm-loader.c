#include "school.h"

#include <string.h>

/* What is read along with the rows, counted in statements. */

static void
add_rows (Fixture *fixture)
{
  fixture_sql (fixture,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)"
               " INSERT INTO author (author_id, name) SELECT i, 'Author ' || i FROM n;"
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
               " INSERT INTO book (book_id, title, author_id)"
               " SELECT i, 'Book ' || i, nullif (i % 21, 0) FROM n;"
               "INSERT INTO reader (reader_id, name, card) VALUES (1, 'A', 1), (2, 'B', 2);"
               "INSERT INTO loan (due, book_id, reader_id) SELECT '2024-01-01', book_id,"
               " nullif (book_id % 3, 0) FROM book WHERE book_id <= 100");
}

static GPtrArray *
load_all (Fixture  *fixture,
          OrmQuery *query,
          guint     n_statements)
{
  guint64 before = fixture_get_statements (fixture);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = orm_session_load_all (fixture->session, query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + n_statements);
  return records;
}

/* Returns: how many letters the names of the books' authors have */
static gsize
read_authors (GPtrArray *books)
{
  gsize n = 0;

  for (guint i = 0; i < books->len; i++)
    {
      Author *author = orm_record_get_reference (books->pdata[i], "author");

      n += author != NULL ? strlen (author->name) : 0;
    }
  return n;
}

/* Returns: how many pages the authors' books have */
static gint64
read_books (GPtrArray *authors)
{
  gint64 n = 0;

  for (guint i = 0; i < authors->len; i++)
    {
      g_autoptr (GListModel) books = NULL;

      g_object_get (authors->pdata[i], "books", &books, NULL);
      for (guint j = 0; j < g_list_model_get_n_items (books); j++)
        {
          g_autoptr (Book) book = g_list_model_get_item (books, j);

          g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author")
                         == authors->pdata[i]);
          n += book->pages;
        }
    }
  return n;
}

/* Each book reads its author: N + 1. Loaded along: 2. */
static void
test_reference (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;
  guint64 before;
  gsize n;

  add_rows (fixture);
  books = load_all (fixture, query, 1);
  before = fixture_get_statements (fixture);
  n = read_authors (books);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 20); /* authors there are */
  g_clear_pointer (&books, g_ptr_array_unref);

  orm_query_load (query, "author");
  books = load_all (fixture, query, 2);
  before = fixture_get_statements (fixture);
  g_assert_cmpuint (read_authors (books), ==, n);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  /* What is in use already is not read again */
  g_ptr_array_unref (load_all (fixture, query, 1));
}

/* Each author reads its list: N + 1. Loaded along: 2. */
static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GPtrArray) authors = NULL;
  guint64 before;
  gint64 n;

  add_rows (fixture);
  authors = load_all (fixture, query, 1);
  before = fixture_get_statements (fixture);
  n = read_books (authors);
  g_assert_cmpint (n, ==, 7 * 191);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 20);
  g_clear_pointer (&authors, g_ptr_array_unref);

  orm_query_load (query, "books");
  authors = load_all (fixture, query, 2);
  before = fixture_get_statements (fixture);
  g_assert_cmpint (read_books (authors), ==, n);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
}

/* The list is as it would have been: in the same order, live, and let go with the query. */
static void
test_list_is_live (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GPtrArray) authors = NULL;
  g_autoptr (OrmList) list = NULL;
  g_autoptr (OrmList) empty = NULL;
  g_autoptr (Book) book = NULL;

  add_rows (fixture);
  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('None')");
  orm_query_load (query, "books");
  authors = load_all (fixture, query, 2);
  g_object_get (authors->pdata[0], "books", &list, NULL);
  g_object_get (authors->pdata[20], "books", &empty, NULL);
  assert_model (empty, "");
  assert_model (list, "1 22 43 64 85 106 127 148 169 190");
  book = fixture_load (fixture, TYPE_BOOK, 22);
  g_object_set (book, "author", authors->pdata[20], NULL);
  assert_model (empty, "22");
  fixture_commit (fixture, "Edit");
  assert_model (list, "1 43 64 85 106 127 148 169 190");
  assert_model (empty, "22");
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  g_assert_nonnull (list);
  g_clear_object (&query);
  g_assert_null (list);
}

/* A statement for each part of a path, up and down. */
static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) loans = orm_query_new (TYPE_LOAN);
  g_autoptr (OrmQuery) authors = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GPtrArray) records = NULL;
  guint64 before;

  add_rows (fixture);
  orm_query_load (loans, "book.author");
  orm_query_load (loans, "reader");
  records = load_all (fixture, loans, 4);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < records->len; i++)
    {
      OrmRecord *book = orm_record_get_reference (records->pdata[i], "book");

      orm_record_get_reference (records->pdata[i], "reader");
      orm_record_get_reference (book, "author");
    }
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
  g_clear_pointer (&records, g_ptr_array_unref);

  orm_query_load (authors, "books.loans.reader");
  records = load_all (fixture, authors, 4);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GListModel) books = NULL;

      g_object_get (records->pdata[i], "books", &books, NULL);
      for (guint j = 0; j < g_list_model_get_n_items (books); j++)
        {
          g_autoptr (Book) book = g_list_model_get_item (books, j);
          g_autoptr (GListModel) of_book = NULL;

          g_object_get (book, "loans", &of_book, NULL);
          g_assert_cmpuint (g_list_model_get_n_items (of_book), ==, book->book_id <= 100);
        }
    }
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
}

/* Groups above groups, as far as the path goes. */
static void
test_self_reference (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_GROUP);
  g_autoptr (GPtrArray) groups = NULL;
  guint64 before;

  fixture_sql (fixture, "INSERT INTO \"group\" (group_id, name, parent_id) VALUES (1, '1', NULL),"
                        " (2, '2', 1), (3, '3', 2), (4, '4', 3), (5, '5', 2)");
  orm_query_where (query, orm_condition_compare ("group-id", ORM_GREATER, ORM_INT (3)));
  orm_query_load (query, "parent.parent.parent");
  groups = load_all (fixture, query, 3); /* 2 stands above 5, and above 3 again */
  before = fixture_get_statements (fixture);
  for (OrmRecord *up = groups->pdata[0]; up != NULL; up = orm_record_get_reference (up, "parent"))
    g_assert_cmpint (orm_record_get_key (up), >, 0);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
}

/* More than a list keeps by itself, and many owners. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (OrmQuery) books = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) authors = NULL;
  g_autoptr (Author) author = NULL;
  guint64 before;

  fixture_sql (fixture,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
               " INSERT INTO author (author_id, name) SELECT i, 'Author ' || i FROM n;"
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)"
               " INSERT INTO book (title, author_id) SELECT 'Book', max (i - 3000, 1) FROM n");
  orm_query_load (query, "books");
  authors = load_all (fixture, query, 2);
  before = fixture_get_statements (fixture);
  g_assert_cmpint (read_books (authors), ==, 7 * 6000);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
  g_clear_pointer (&authors, g_ptr_array_unref);
  g_clear_object (&query);

  orm_query_load (books, "author");
  g_ptr_array_unref (load_all (fixture, books, 2));
}

/* The first that is found has what was asked for, and a list of a query loads page by page. */
static void
test_find_and_list (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (OrmQuery) books = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmList) list = NULL;
  g_autoptr (Author) author = NULL;
  g_autoptr (GListModel) of_author = NULL;
  guint64 before;

  add_rows (fixture);
  orm_query_load (query, "books");
  author = orm_session_find (fixture->session, query, NULL);
  before = fixture_get_statements (fixture);
  g_object_get (author, "books", &of_author, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (of_author), ==, 10);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  orm_query_load (books, "author");
  list = orm_list_new (fixture->session, books);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (Book) book = g_list_model_get_item (G_LIST_MODEL (list), i);

      orm_record_get_reference (ORM_RECORD (book), "author");
    }
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 3);
}

/* What is pending stands in the lists all the same. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GPtrArray) authors = NULL;
  g_autoptr (Book) moved = NULL;
  g_autoptr (OrmList) first = NULL;
  g_autoptr (OrmList) second = NULL;

  add_rows (fixture);
  moved = fixture_load (fixture, TYPE_BOOK, 1);
  authors = orm_session_load_all (fixture->session, query, NULL);
  g_object_set (moved, "author", authors->pdata[1], NULL);
  orm_query_load (query, "books");
  g_ptr_array_unref (load_all (fixture, query, 2));
  g_object_get (authors->pdata[0], "books", &first, NULL);
  g_object_get (authors->pdata[1], "books", &second, NULL);
  assert_model (first, "22 43 64 85 106 127 148 169 190");
  assert_model (second, "2 23 44 65 86 107 128 149 170 191 1");
  orm_session_rollback (fixture->session);
  assert_model (first, "1 22 43 64 85 106 127 148 169 190");
}

/* Many to many costs a statement for the table between; the far end of one to one is known, also
 * where there is none. */
static void
test_every_kind (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_PUPIL);
  g_autoptr (GPtrArray) pupils = NULL;
  guint64 before;

  fixture_sql (fixture,
               "INSERT INTO course (name) VALUES ('Art'), ('Botany');"
               "INSERT INTO pupil (name) VALUES ('Ann'), ('Bob'), ('Cy');"
               "INSERT INTO enrolment (pupil_id, course_id) VALUES (1, 2), (1, 1), (2, 2);"
               "INSERT INTO locker (name, pupil_id) VALUES ('L', 2), ('M', NULL)");
  orm_query_load (query, "courses.pupils");
  orm_query_load (query, "locker.pupil");
  pupils = load_all (fixture, query, 1 + 2 + 1 + 1);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const courses[] = { "1 2", "2", "" };
      g_autoptr (OrmList) list = NULL;
      g_autoptr (Locker) locker = school_get (pupils->pdata[i], "locker");

      g_object_get (pupils->pdata[i], "courses", &list, NULL);
      assert_model (list, courses[i]);
      g_assert_cmpstr (locker != NULL ? locker->name : NULL, ==, i == 1 ? "L" : NULL);
    }
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/loader/reference", test_reference);
  fixture_add_test ("/orm/loader/list", test_list);
  fixture_add_test ("/orm/loader/list-is-live", test_list_is_live);
  fixture_add_test ("/orm/loader/paths", test_paths);
  fixture_add_test ("/orm/loader/self-reference", test_self_reference);
  fixture_add_test ("/orm/loader/many", test_many);
  fixture_add_test ("/orm/loader/find-and-list", test_find_and_list);
  fixture_add_test ("/orm/loader/pending", test_pending);
  school_add_test ("/orm/loader/every-kind", test_every_kind);
  return g_test_run ();
}
