#include "fixture.h"

#include "mirror.h"

/* A list over a query: what it holds, and what it says when that becomes different. */

static void
add_books (Fixture    *fixture,
           const char *titles)
{
  g_auto (GStrv) words = g_strsplit (titles, " ", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO book (title) VALUES ('%s')", *word);

      fixture_sql (fixture, sql);
    }
}

static void
rename_book (Fixture    *fixture,
             gint64      key,
             const char *title)
{
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, key);

  g_object_set (book, "title", title, NULL);
  fixture_commit (fixture, "Rename");
}

static void
remove_book (Fixture *fixture,
             gint64   key)
{
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, key);

  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Delete");
}

/* Each edit is told as what it is: the row's own range, and nothing more. */
static void
test_edits (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (Book) book = NULL;

  add_books (fixture, "b d f h");
  mirror = mirror_new (list);
  assert_model (list, "1 2 3 4");

  book = fixture_add_book (fixture, "e", NULL);
  fixture_commit (fixture, "Add");
  assert_model (list, "1 2 5 3 4");
  assert_changes (mirror, "2+1");

  rename_book (fixture, 1, "g"); /* b d e f h: to d e f g h */
  assert_model (list, "2 5 3 1 4");
  assert_changes (mirror, "0-1, 3+1");

  rename_book (fixture, 4, "a");
  assert_model (list, "4 2 5 3 1");
  assert_changes (mirror, "4-1, 0+1");

  rename_book (fixture, 2, "e1"); /* next to where it was */
  assert_model (list, "4 5 2 3 1");
  assert_changes (mirror, "1-1, 2+1");

  rename_book (fixture, 2, "e2"); /* where it is */
  assert_changes (mirror, "");

  remove_book (fixture, 3);
  assert_model (list, "4 5 2 1");
  assert_changes (mirror, "3-1");
  remove_book (fixture, 4);
  assert_changes (mirror, "0-1");
  remove_book (fixture, 1);
  assert_model (list, "5 2");
  assert_changes (mirror, "2-1");

  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_model (list, "4 5 2 1");
  assert_changes (mirror, "2+1, 0+1");
  fixture_redo (fixture);
  assert_changes (mirror, "0-1");
}

/* A value that neither condition nor order name is told by the object alone, and the list asks
 * nothing. */
static void
test_dependence (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *order;
    const char *property;
    gboolean asks;
  } cases[] = {
    { "title", "pages", FALSE },
    { "title", "title", TRUE },
    { NULL, "title", FALSE },
    { "pages", "pages", TRUE },
    { "pages", "price", FALSE },
    { "author.name", "title", FALSE },
    { "author.name", "author", TRUE },
    { "created", "updated", FALSE },
  };
  g_autoptr (Book) book = NULL;

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Jane'), ('Anne');"
                        "INSERT INTO book (title) VALUES ('a'), ('b')");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, cases[i].order);
      g_autoptr (Author) author = fixture_load (fixture, TYPE_AUTHOR, 1 + i % 2);
      guint64 before, without;

      for (guint asked = 0; asked < 2; asked++)
        {
          GParamSpec *pspec =
            g_object_class_find_property (G_OBJECT_GET_CLASS (book), cases[i].property);
          g_autofree char *text = g_strdup_printf ("%" G_GSIZE_FORMAT "%u", i, asked);

          if (asked)
            g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
          if (pspec->value_type == G_TYPE_STRING)
            g_object_set (book, cases[i].property, text, NULL);
          else if (pspec->value_type == G_TYPE_INT64)
            g_object_set (book, cases[i].property, g_ascii_strtoll (text, NULL, 10), NULL);
          else
            g_object_set (book, cases[i].property, asked ? author : NULL, NULL);
          g_object_set (book, "notes", text, NULL);
          before = fixture_get_statements (fixture);
          fixture_commit (fixture, "Edit");
          if (!asked)
            without = fixture_get_statements (fixture) - before;
          else
            g_assert_cmpuint (fixture_get_statements (fixture) - before - without, ==,
                              cases[i].asks);
        }
    }
}

/* A condition or an order that goes through a reference follows what it refers to. */
static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "author.name");
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (Author) author = NULL;

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('A'), ('B');"
                        "INSERT INTO book (author_id) VALUES (1), (2), (2), (NULL)");
  mirror = mirror_new (list);
  assert_model (list, "1 2 3 4");
  author = fixture_load (fixture, TYPE_AUTHOR, 1);
  g_object_set (author, "name", "C", NULL);
  fixture_commit (fixture, "Rename");
  assert_model (list, "2 3 1 4");
  assert_changes (mirror, "0-1, 2+1");
  orm_session_remove (fixture->session, author);
  fixture_commit (fixture, "Delete");
  assert_model (list, "2 3 1 4");
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_model (list, "1 2 3 4");
}

/* The lists at the other end of a reference: a row goes from one to the other. */
static void
test_related (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  g_autoptr (OrmList) by_jane = NULL;
  g_autoptr (OrmList) by_anne = NULL;
  g_autoptr (Mirror) jane_mirror = NULL;
  g_autoptr (Mirror) anne_mirror = NULL;
  g_autoptr (Book) emma = NULL;
  g_autoptr (Book) agnes = NULL;

  /* Of authors who are not saved yet, to begin with */
  g_object_get (jane, "books", &by_jane, NULL);
  g_object_get (anne, "books", &by_anne, NULL);
  jane_mirror = mirror_new (by_jane);
  anne_mirror = mirror_new (by_anne);
  emma = fixture_add_book (fixture, "Emma", jane);
  agnes = fixture_add_book (fixture, "Agnes", anne);
  assert_changes (jane_mirror, "0+1");
  assert_changes (anne_mirror, "0+1");
  fixture_commit (fixture, "Add");
  assert_changes (jane_mirror, "");
  assert_changes (anne_mirror, "");

  g_object_set (emma, "author", anne, NULL);
  assert_changes (jane_mirror, "0-1");
  assert_changes (anne_mirror, "1+1");
  fixture_commit (fixture, "Edit");
  assert_changes (jane_mirror, "");
  assert_changes (anne_mirror, "0-1, 1+1"); /* in the order of keys */
  assert_model (by_anne, "1 2");

  fixture_undo (fixture);
  assert_changes (jane_mirror, "0+1");
  assert_changes (anne_mirror, "0-1");

  orm_session_remove (fixture->session, anne);
  fixture_commit (fixture, "Delete");
  assert_changes (anne_mirror, "0-1");
  assert_changes (jane_mirror, "");
}

static void
test_set_query (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (OrmQuery) down = orm_query_copy (orm_list_get_query (list));
  g_autoptr (OrmQuery) narrow = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_books (fixture, "a b c d ab");
  orm_list_set_query (list, orm_list_get_query (list)); /* nobody has asked: nothing to tell */
  mirror = mirror_new (list);
  assert_model (list, "1 5 2 3 4");

  narrow = orm_query_copy (orm_list_get_query (list));
  orm_query_where (narrow, orm_condition_search ("a"));
  orm_list_set_query (list, narrow);
  assert_model (list, "1 5");
  assert_changes (mirror, "2-3");
  g_assert_true (orm_list_get_query (list) == narrow);

  g_clear_object (&down);
  down = orm_query_new (TYPE_BOOK);
  orm_query_order_by (down, "title", ORM_DESCENDING);
  orm_list_set_query (list, down);
  assert_model (list, "4 3 2 5 1");
  assert_changes (mirror, "0-2+5");
  orm_list_set_query (list, down);
  assert_changes (mirror, "");
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  guint position = 99;
  guint64 before;

  add_books (fixture, "c a b");
  before = fixture_get_statements (fixture);
  g_assert_cmpint (orm_list_get_key (list, 0), ==, 2);
  g_assert_cmpint (orm_list_get_key (list, 2), ==, 1);
  g_assert_cmpint (orm_list_get_key (list, 3), ==, 0);
  g_assert_true (orm_list_find (list, 3, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (orm_list_find (list, 3, NULL));
  g_assert_false (orm_list_find (list, 4, &position));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1); /* the keys, no object */
}

/* While the cursor is in a row, the row stays. */
static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (OrmQuery) query = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_books (fixture, "a b c d");
  query = orm_query_copy (orm_list_get_query (list));
  orm_query_where (query, orm_condition_compare ("title", ORM_NOT_EQUAL, ORM_STRING ("x")));
  orm_list_set_query (list, query);
  mirror = mirror_new (list);
  orm_list_set_pinned (list, 2);
  assert_changes (mirror, "");

  rename_book (fixture, 2, "z"); /* would move */
  assert_model (list, "1 2 3 4");
  assert_changes (mirror, "");
  rename_book (fixture, 2, "x"); /* would leave */
  assert_model (list, "1 2 3 4");
  assert_changes (mirror, "");
  rename_book (fixture, 1, "y"); /* others go as usual, around it */
  assert_model (list, "3 2 4 1");
  orm_list_set_pinned (list, 2);
  assert_model (list, "3 2 4 1");
  orm_list_set_pinned (list, 0);
  assert_model (list, "3 4 1");
  rename_book (fixture, 2, "cc");
  assert_model (list, "3 2 4 1");

  /* A row that is not in the list stands at its end, such as a new one */
  rename_book (fixture, 2, "x");
  orm_list_set_pinned (list, 2);
  assert_model (list, "3 4 1 2");
  rename_book (fixture, 2, "a");
  assert_model (list, "3 4 1 2");
  orm_list_set_pinned (list, 3);
  assert_model (list, "3 2 4 1");
  mirror_check (mirror);

  /* One that is gone is gone */
  remove_book (fixture, 3);
  assert_model (list, "2 4 1");
  orm_list_set_pinned (list, 99);
  assert_model (list, "2 4 1");
  mirror_check (mirror);
}

/* A new query lets the pinned row go. */
static void
test_pinned_query (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (OrmQuery) down = orm_query_new (TYPE_BOOK);

  add_books (fixture, "a b c");
  assert_model (list, "1 2 3");
  orm_list_set_pinned (list, 1);
  rename_book (fixture, 1, "z");
  assert_model (list, "1 2 3");
  orm_query_order_by (down, "title", ORM_DESCENDING);
  orm_list_set_query (list, down);
  assert_model (list, "1 3 2");
}

/* Who looks at a few rows of a large list has a few objects, and is told of a sort in pieces. */

#define N_ROWS 3000

static void
add_many (Fixture *fixture)
{
  fixture_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        G_STRINGIFY (N_ROWS) ") INSERT INTO book (title, pages)"
                        " SELECT 'Book ' || i, i * 7919 % " G_STRINGIFY (N_ROWS) " FROM n");
}

static void
note_run (GListModel *list,
          guint       position,
          guint       n_removed,
          guint       n_added,
          gpointer    user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, n_removed, n_added);
}

static void
test_large_sort (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  g_autoptr (OrmQuery) sorted = orm_query_new (TYPE_BOOK);
  g_autoptr (GString) runs = g_string_new (NULL);
  g_autoptr (GObject) first = NULL;
  g_autoptr (GObject) middle = NULL;
  guint64 before;

  add_many (fixture);
  before = fixture_get_statements (fixture);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  middle = g_list_model_get_item (G_LIST_MODEL (list), 1500);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 3); /* keys and two pages */
  g_signal_connect (list, "items-changed", G_CALLBACK (note_run), runs);
  orm_query_order_by (sorted, "pages", ORM_ASCENDING);
  orm_list_set_query (list, sorted);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 4);
  g_assert_cmpstr (runs->str, ==, "0-256+256 256-1024+1024 1280-256+256 1536-1464+1464 ");
}

/* To another length a large list goes by way of the empty one: GTK looks for no row that stayed. */
static void
test_large_filter (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  g_autoptr (OrmQuery) filtered = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmQuery) narrow = orm_query_new (TYPE_BOOK);
  g_autoptr (Mirror) mirror = NULL;

  add_many (fixture);
  mirror = mirror_new (list);
  orm_query_where (filtered, orm_condition_compare ("pages", ORM_LESS, ORM_INT (1500)));
  orm_list_set_query (list, filtered);
  g_assert_cmpuint (mirror->largest, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1500);
  mirror_check (mirror);

  g_string_truncate (mirror->changes, 0);
  orm_query_where (narrow, orm_condition_compare ("pages", ORM_LESS, ORM_INT (5)));
  orm_list_set_query (list, narrow);
  g_assert_cmpuint (mirror->largest, <=, 5);
  mirror_check (mirror);
}

/* One row in a large list is one row. */
static void
test_large_edits (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (Book) added = NULL;

  add_many (fixture);
  mirror = mirror_new (list);
  rename_book (fixture, 1, "Book 2500.5");
  assert_changes (mirror, "0-1, 2499+1");
  rename_book (fixture, 3000, "A");
  assert_changes (mirror, "2999-1, 0+1");
  added = fixture_add_book (fixture, "Book 1000.5", NULL);
  fixture_commit (fixture, "Add");
  assert_changes (mirror, "1000+1");
  remove_book (fixture, 2000);
  assert_changes (mirror, "2000-1");
  g_assert_cmpuint (mirror->largest, ==, 0);
}

/* Only what is looked at becomes an object, page by page, and is let go of in time. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  GWeakRef weak;
  guint64 before;

  fixture_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 10000) INSERT INTO book (title) SELECT i FROM n");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10000);
  before = fixture_get_statements (fixture);
  for (guint i = 0; i < 256; i++)
    {
      g_autoptr (Book) book = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (book->book_id, ==, i + 1);
      if (i == 0)
        g_weak_ref_init (&weak, book);
    }
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  for (guint i = 0; i < 10000; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  g_assert_cmpuint (fixture_get_statements (fixture), <=, before + 40);
  g_assert_null (g_weak_ref_get (&weak));
  g_weak_ref_clear (&weak);
}

/* Lists go in any order, and those that stay still hear of everything. */
static void
test_free_any_order (Fixture       *fixture,
                     gconstpointer  data)
{
  enum { N_LISTS = 40 };
  OrmList *lists[N_LISTS];
  guint n = N_LISTS;

  for (guint i = 0; i < n; i++)
    {
      lists[i] = fixture_list (fixture, TYPE_AUTHOR, "name");
      assert_model (lists[i], "");
    }
  for (guint n_authors = 1; n > 0; n_authors++)
    {
      g_autofree char *name = g_strdup_printf ("%u", n_authors);
      g_autoptr (Author) author = fixture_add_author (fixture, name);
      guint place = n % 3 == 0 ? 0 : n % 3 == 1 ? n - 1 : n / 2;

      fixture_commit (fixture, "Add");
      for (guint i = 0; i < n; i++)
        g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (lists[i])), ==, n_authors);
      g_assert_finalize_object (lists[place]);
      memmove (&lists[place], &lists[place + 1], (--n - place) * sizeof *lists);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/list/edits", test_edits);
  fixture_add_test ("/orm/list/dependence", test_dependence);
  fixture_add_test ("/orm/list/paths", test_paths);
  fixture_add_test ("/orm/list/related", test_related);
  fixture_add_test ("/orm/list/set-query", test_set_query);
  fixture_add_test ("/orm/list/find", test_find);
  fixture_add_test ("/orm/list/pinned", test_pinned);
  fixture_add_test ("/orm/list/pinned-query", test_pinned_query);
  fixture_add_test ("/orm/list/large-sort", test_large_sort);
  fixture_add_test ("/orm/list/large-filter", test_large_filter);
  fixture_add_test ("/orm/list/large-edits", test_large_edits);
  fixture_add_test ("/orm/list/pages", test_pages);
  fixture_add_test ("/orm/list/free-any-order", test_free_any_order);
  return g_test_run ();
}
