#include "fixture.h"

#include <locale.h>
#include <string.h>

#include "base/base-text.h"
#include "orm/orm-sqlite-private.h"
#include "orm/orm-sqlite-sql.h"

/* Kept sort keys: rows come in the order in which comparing their texts puts them, by the index
 * where it holds. Of locales this machine may have only C's, which sorts by bytes: one in which
 * letters go the other way round is put in here. */

static gboolean is_reversed;

size_t
strxfrm_l (char       *weights,
           const char *text,
           size_t      size,
           locale_t    locale)
{
  size_t length = strlen (text);

  for (size_t i = 0; i <= length && i < size; i++)
    weights[i] = is_reversed && g_ascii_islower (text[i]) ? 'a' + 'z' - text[i] : text[i];
  return length;
}

static OrmSqliteEngine *
get_engine (Fixture *fixture)
{
  return ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
}

static char *
list_by (OrmSession   *session,
         const char   *order_by,
         OrmDirection  direction)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  GString *text = g_string_new (NULL);

  orm_query_order_by (query, order_by, direction);
  keys = orm_session_list_keys (session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

#define assert_order(fixture, order_by, expected) \
  G_STMT_START { \
    g_autofree char *found_ = list_by ((fixture)->session, order_by, ORM_ASCENDING); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

#define assert_order_down(fixture, order_by, expected) \
  G_STMT_START { \
    g_autofree char *found_ = list_by ((fixture)->session, order_by, ORM_DESCENDING); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

/* How SQLite answers a query, a step a line. */
static char *
explain (Fixture  *fixture,
         OrmQuery *query,
         gboolean  whole_rows)
{
  OrmSqliteEngine *engine = get_engine (fixture);
  g_autoptr (OrmSql) sql = orm_sql_new_select (engine, query, whole_rows);
  g_autofree char *text = g_strconcat ("EXPLAIN QUERY PLAN ", sql->sql->str, NULL);
  GString *plan = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (engine->db, text, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s%s", plan->len > 0 ? "\n" : "",
                            (const char *) sqlite3_column_text (statement, 3));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_string_free (plan, FALSE);
}

#define assert_plan(fixture, query, whole_rows, expected) \
  G_STMT_START { \
    g_autofree char *plan_ = explain (fixture, query, whole_rows); \
    g_assert_cmpstr (plan_, ==, expected); \
  } G_STMT_END

/* Whether a list by title asks the index. */
static gboolean
uses_keys (Fixture *fixture)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autofree char *plan = NULL;

  orm_query_order_by (query, "title", ORM_ASCENDING);
  plan = explain (fixture, query, FALSE);
  return strstr (plan, "book_sort_title") != NULL;
}

static void
mend (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean done = orm_sqlite_engine_mend (get_engine (fixture), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* There is a row for each row, and none besides. */
static void
assert_rows (Fixture *fixture)
{
  assert_sql (fixture, "SELECT (SELECT group_concat (book_id) FROM (SELECT * FROM book ORDER BY 1))"
                       " IS (SELECT group_concat (row_id) FROM (SELECT * FROM book_sort ORDER BY"
                       " 1))", "1");
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_sql (fixture, "INSERT INTO book (title, isbn) VALUES ('Box 10', 'B'), ('box 9', NULL),"
                        " ('Box 100', 'A'), ('', 'AA'), ('Äpfel', ''), ('box', 'a b'),"
                        " ('Box 9', NULL), ('2', 'a-1'), ('10', '1'), ('1', '10'), ('Box 09', '9'),"
                        " ('zebra', 'ä'), (CAST (x'62ff' AS TEXT), 'Ä'), ('b' || char (0), 'é')");
  assert_order (fixture, "title", "4 10 8 9 6 2 7 11 1 3 13 14 12 5");
  g_assert_false (uses_keys (fixture));
  fixture_poll (fixture);
  g_assert_true (uses_keys (fixture));
  assert_order (fixture, "title", "4 10 8 9 6 2 7 11 1 3 13 14 12 5");
  assert_order_down (fixture, "title", "5 12 13 14 3 1 2 7 11 6 9 8 10 4");
  assert_order (fixture, "isbn", "5 9 11 10 3 6 8 4 1 12 13 14 2 7");
  assert_order_down (fixture, "isbn", "14 12 13 1 4 8 6 3 10 11 9 5 2 7");
  assert_rows (fixture);
}

/* What the session does, and takes back, the keys follow. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Book) one = fixture_add_book (fixture, "Box 10", NULL);
  g_autoptr (Book) two = fixture_add_book (fixture, "box 9", NULL);
  g_autoptr (Book) three = fixture_add_book (fixture, "Äpfel", NULL);
  g_autoptr (OrmQuery) all = orm_query_new (TYPE_BOOK);
  const OrmAssignment zebra = { .property = "title", .value = ORM_STRING ("Zebra") };
  g_autoptr (GError) error = NULL;
  guint64 n_rows;
  guint savepoint;

  fixture_commit (fixture, "Add");
  assert_order (fixture, "title", "2 1 3");
  g_object_set (three, "title", "Apfel", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_order (fixture, "title", "3 2 1");
  orm_session_rollback (fixture->session);
  assert_order (fixture, "title", "2 1 3");

  savepoint = orm_session_begin_nested (fixture->session, NULL);
  g_object_set (two, "title", "box 11", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_order (fixture, "title", "1 2 3");
  orm_session_rollback_to (fixture->session, savepoint);
  assert_order (fixture, "title", "2 1 3");
  g_object_set (one, "title", "a", NULL);
  fixture_commit (fixture, "Change");
  assert_order (fixture, "title", "1 2 3");
  orm_session_remove (fixture->session, two);
  fixture_commit (fixture, "Remove");
  assert_order (fixture, "title", "1 3");
  assert_rows (fixture);

  orm_query_where (all, orm_condition_compare ("title", ORM_EQUAL, ORM_STRING ("a")));
  orm_session_update_all (fixture->session, all, &zebra, 1, &n_rows, &error);
  g_assert_no_error (error);
  g_object_set (three, "title", "aa", NULL);
  fixture_commit (fixture, "All");
  assert_order (fixture, "title", "3 1");
  g_assert_true (uses_keys (fixture));

  for (int i = 0; i < 2; i++)
    {
      while (orm_history_get_undo_name (fixture->history) != NULL)
        fixture_undo (fixture);
      assert_order (fixture, "title", "");
      assert_rows (fixture);
      fixture_redo (fixture);
      assert_order (fixture, "title", "2 1 3");
      while (orm_history_get_redo_name (fixture->history) != NULL)
        fixture_redo (fixture);
      assert_order (fixture, "title", "3 1");
      assert_rows (fixture);
    }
  g_assert_true (uses_keys (fixture));
  g_assert_cmpint (fixture_get_statements (fixture), >, 0);
}

/* A list by a text reads the index and sorts nothing. */
static void
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) title = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmQuery) isbn = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmQuery) author = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmQuery) few = orm_query_new (TYPE_BOOK);

  orm_query_order_by (title, "title", ORM_ASCENDING);
  assert_plan (fixture, title, FALSE, "SCAN k0 USING COVERING INDEX book_sort_title");
  assert_plan (fixture, title, TRUE, "SCAN k0 USING COVERING INDEX book_sort_title\n"
                                     "SEARCH t0 USING INTEGER PRIMARY KEY (rowid=?)");
  orm_query_order_by (isbn, "isbn", ORM_ASCENDING);
  assert_plan (fixture, isbn, FALSE, "SCAN k0 USING COVERING INDEX book_sort_isbn");
  orm_query_order_by (author, "author.name", ORM_ASCENDING);
  assert_plan (fixture, author, FALSE,
               "SCAN t0 USING COVERING INDEX book_author_id\n"
               "SEARCH t1 USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\n"
               "SEARCH k1 USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\n"
               "USE TEMP B-TREE FOR ORDER BY");
  orm_query_order_by (few, "title", ORM_ASCENDING);
  orm_query_where (few, orm_condition_compare ("pages", ORM_EQUAL, ORM_INT (3)));
  assert_plan (fixture, few, FALSE, "SEARCH t0 USING COVERING INDEX book_pages (pages=?)\n"
                                    "SEARCH k0 USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN\n"
                                    "USE TEMP B-TREE FOR ORDER BY");
}

/* What other programs do to rows shows at once, and once it was heard of by the index. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) zoe = fixture_add_author (fixture, "Zoë");
  g_autoptr (Author) eva = fixture_add_author (fixture, "Eva");
  g_autoptr (Book) one = fixture_add_book (fixture, "Emma", zoe);
  g_autoptr (Book) two = fixture_add_book (fixture, "Germinal", eva);

  fixture_commit (fixture, "Add");
  assert_order (fixture, "author.name", "2 1");
  fixture_sql (fixture, "UPDATE book SET title = 'Zazie' WHERE book_id = 1;"
                        "INSERT INTO book (title) VALUES ('Faust');"
                        "UPDATE author SET name = 'Adam' WHERE author_id = 1");
  for (int i = 0; i < 3; i++)
    {
      assert_order (fixture, "title", "3 2 1");
      assert_order (fixture, "author.name", "1 2 3");
      g_assert_cmpint (uses_keys (fixture), ==, i > 0);
      if (i == 0)
        fixture_poll (fixture);
      assert_rows (fixture);
      if (i == 1)
        fixture_sql (fixture, "DELETE FROM book WHERE book_id = 3;"
                              "INSERT INTO book (book_id, title) VALUES (3, 'Faust 2')");
      if (i == 1)
        fixture_poll (fixture);
    }
  g_clear_object (&one);
  g_clear_object (&two);
  g_clear_object (&zoe);
  g_clear_object (&eva);
  fixture_close (fixture);
  fixture_sql (fixture, "UPDATE book SET title = 'A' || book_id");
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  g_assert_true (uses_keys (fixture));
  assert_order (fixture, "title", "1 2 3");
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Add");
}

/* Whatever became of the keys: the order is right, work is committed, and they are made again. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const harm[] = {
    "DROP TABLE book_sort",
    "DROP INDEX book_sort_title",
    "DELETE FROM book_sort",
    "UPDATE book_sort SET hash = 7",
    "DROP TABLE book_sort; CREATE TABLE book_sort (row_id INTEGER PRIMARY KEY, hash TEXT)",
    "DROP TABLE book_sort; CREATE TABLE book_sort (row_id, hash, title_key, isbn_key, more)",
    "DROP TABLE orm_meta",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
      g_autoptr (Book) other = NULL;

      g_test_message ("%s", harm[i]);
      fixture_commit (fixture, "Add");
      fixture_sql (fixture, harm[i]);
      fixture_close_raw (fixture);
      other = fixture_add_book (fixture, "Dune", NULL);
      fixture_commit (fixture, "Add");
      g_object_set (book, "title", "Carrie", NULL);
      fixture_commit (fixture, "Change");
      assert_order (fixture, "title", "1 2");
      if (i % 2 == 0)
        fixture_poll (fixture);
      assert_order (fixture, "title", "1 2");
      g_clear_object (&book);
      g_clear_object (&other);
      fixture_reopen (fixture);
      assert_order (fixture, "title", "1 2");
      g_assert_true (uses_keys (fixture));
      assert_rows (fixture);
      fixture_sql (fixture, "DELETE FROM book; DELETE FROM sqlite_sequence WHERE name = 'book'");
      fixture_poll (fixture);
    }
}

/* A file of an older version has no keys: for reading it needs none, for writing it gets them. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  fixture_close (fixture);
  fixture_sql (fixture, "DROP TABLE book_sort; DELETE FROM orm_meta;"
                        "INSERT INTO book (title) VALUES ('Emma'), ('Box 10'), ('box 9')");
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  assert_order (fixture, "title", "3 2 1");
  g_assert_false (uses_keys (fixture));
  assert_sql (fixture, "SELECT count (*) FROM sqlite_schema WHERE name GLOB 'book_sort*'", "0");
  fixture_reopen (fixture);
  assert_order (fixture, "title", "3 2 1");
  g_assert_true (uses_keys (fixture));
  fixture_close (fixture);
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  g_assert_true (uses_keys (fixture));
  assert_order (fixture, "title", "3 2 1");
}

/* A large table is compared when it is told to be; until it holds the texts are. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_close (fixture);
  fixture_sql (fixture,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20001)"
               " INSERT INTO book (title) SELECT 'Book ' || (i * 7 % 20011) FROM n");
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  g_assert_false (uses_keys (fixture));
  before = list_by (fixture->session, "title", ORM_ASCENDING);
  mend (fixture);
  g_assert_true (uses_keys (fixture));
  assert_rows (fixture);
  after = list_by (fixture->session, "title", ORM_ASCENDING);
  g_assert_cmpstr (after, ==, before);
  assert_sql (fixture, "SELECT count (*) FROM orm_meta WHERE name = 'book.sort'"
                       " AND value NOT GLOB '* mending'", "1");

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('A')");
  fixture_hear (fixture->session);
  g_assert_false (uses_keys (fixture)); /* there is one more row */
  mend (fixture);
  g_assert_true (uses_keys (fixture));
  fixture_sql (fixture, "UPDATE book SET title = 'B' WHERE book_id = 20002");
  fixture_reopen (fixture);
  g_assert_true (uses_keys (fixture));
  mend (fixture);
  assert_sql (fixture, "SELECT title_key FROM book_sort WHERE row_id = 20002", "b");
}

/* Another locale: its order at once, by keys that are made anew when the file is opened. */
static void
test_locale (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_close (fixture);
  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('b'), ('a 10'), ('a 9'), ('c')");
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  assert_order (fixture, "title", "3 2 1 4");
  fixture_close (fixture);

  is_reversed = TRUE;
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  g_assert_false (uses_keys (fixture));
  assert_order (fixture, "title", "4 1 3 2");
  fixture_reopen (fixture);
  g_assert_true (uses_keys (fixture));
  assert_order (fixture, "title", "4 1 3 2");
  is_reversed = FALSE;
  fixture_reopen (fixture);
  g_assert_true (uses_keys (fixture));
  assert_order (fixture, "title", "3 2 1 4");
}

/* Two programs of different locales have the file open: each has its order, and they do not make
 * the keys anew in turn. */
static void
test_two_locales (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "b", NULL);
  g_autoptr (Book) other = fixture_add_book (fixture, "c", NULL);
  g_autoptr (OrmEngine) engine = NULL;
  g_autoptr (OrmSession) session = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autofree char *marks = NULL;
  g_autofree char *order = NULL;

  fixture_commit (fixture, "Add");
  assert_order (fixture, "title", "1 2");
  is_reversed = TRUE;
  engine = orm_sqlite_engine_open (library_get_schema (), fixture->path, ORM_OPEN_DEFAULT, NULL);
  session = orm_session_new (engine);
  marks = fixture_ask (fixture, "SELECT name, value FROM orm_meta ORDER BY 1");
  for (int i = 0; i < 3; i++)
    {
      is_reversed = FALSE;
      fixture_hear (fixture->session);
      g_assert_false (uses_keys (fixture));
      assert_order (fixture, "title", "1 2");
      assert_sql (fixture, "SELECT name, value FROM orm_meta ORDER BY 1", marks);
      is_reversed = TRUE;
      fixture_hear (session);
      g_clear_pointer (&order, g_free);
      order = list_by (session, "title", ORM_ASCENDING);
      g_assert_cmpstr (order, ==, "2 1");
    }

  /* What the first writes now is of its own rules: the other finds that out. */
  is_reversed = FALSE;
  g_object_set (book, "title", "d", NULL);
  fixture_commit (fixture, "Change");
  assert_order (fixture, "title", "2 1");
  is_reversed = TRUE;
  fixture_hear (session);
  g_clear_pointer (&order, g_free);
  order = list_by (session, "title", ORM_ASCENDING);
  g_assert_cmpstr (order, ==, "1 2");
  assert_sql (fixture, "SELECT name, value FROM orm_meta ORDER BY 1", marks);
  is_reversed = FALSE;
}

/* At random: what comes is what sorting the texts gives. */

static const char *const parts[] = {
  "a", "b", "B", "ä", "É", "1", "09", "10", "9", " ", "-", "ß", "Z", "",
};

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

typedef struct
{
  gint64 key;
  GString *sort_key;
} Row;

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Row *x = a, *y = b;
  int order = memcmp (x->sort_key->str, y->sort_key->str,
                      MIN (x->sort_key->len, y->sort_key->len));

  if (order == 0)
    order = (x->sort_key->len > y->sort_key->len) - (x->sort_key->len < y->sort_key->len);
  return order != 0 ? order : (x->key > y->key) - (x->key < y->key);
}

/* Sorts what a second connection finds. */
static char *
sort_titles (Fixture *fixture)
{
  g_autofree char *rows = fixture_ask (fixture, "SELECT book_id, title FROM book");
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Row));
  locale_t locale = newlocale (LC_ALL_MASK, "C", (locale_t) 0);
  GString *keys = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      char *title;
      Row row = { g_ascii_strtoll (*line, &title, 10), g_string_new (NULL) };

      base_text_append_sort_key (row.sort_key, title + 1, locale);
      g_array_append_val (sorted, row);
    }
  g_array_sort (sorted, compare_rows);
  for (guint i = 0; i < sorted->len; i++)
    {
      Row *row = &g_array_index (sorted, Row, i);

      g_string_append_printf (keys, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", row->key);
      g_string_free (row->sort_key, TRUE);
    }
  freelocale (locale);
  return g_string_free (keys, FALSE);
}

static void
act (Fixture *fixture,
     int      action)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = orm_session_load_all (fixture->session, query, NULL);
  g_autofree char *text = make_text ();
  g_autofree char *sql = NULL;
  Book *book = g_ptr_array_index (books, g_test_rand_int_range (0, books->len));

  if (action < 3)
    g_object_unref (fixture_add_book (fixture, text, NULL));
  else if (action < 6)
    g_object_set (book, "title", text, NULL);
  else if (action == 6 && books->len > 1)
    orm_session_remove (fixture->session, book);
  else if (action == 7)
    orm_history_undo (fixture->history, NULL);
  else if (action == 8)
    orm_history_redo (fixture->history, NULL);
  else
    {
      sql = g_strdup_printf ("UPDATE book SET title = '%s' || book_id WHERE book_id %% 5 = 0",
                             text);
      fixture_sql (fixture, sql);
      fixture_poll (fixture);
    }
  if (orm_session_has_changes (fixture->session))
    fixture_commit (fixture, "Work");
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_by_keys = 0;

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('first'), ('second')");
  fixture_poll (fixture);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *expected = NULL;

      act (fixture, g_test_rand_int_range (0, 10));
      if (orm_history_get_undo_name (fixture->history) == NULL)
        act (fixture, 0);
      expected = sort_titles (fixture);
      assert_order (fixture, "title", expected);
      n_by_keys += uses_keys (fixture);
    }
  g_assert_cmpuint (n_by_keys, ==, 300);
  assert_rows (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-sort/order", test_order);
  fixture_add_test ("/orm/sqlite-sort/kept", test_kept);
  fixture_add_test ("/orm/sqlite-sort/plan", test_plan);
  fixture_add_test ("/orm/sqlite-sort/foreign", test_foreign);
  fixture_add_test ("/orm/sqlite-sort/broken", test_broken);
  fixture_add_test ("/orm/sqlite-sort/old", test_old);
  fixture_add_test ("/orm/sqlite-sort/large", test_large);
  fixture_add_test ("/orm/sqlite-sort/locale", test_locale);
  fixture_add_test ("/orm/sqlite-sort/two-locales", test_two_locales);
  fixture_add_test ("/orm/sqlite-sort/random", test_random);
  return g_test_run ();
}
