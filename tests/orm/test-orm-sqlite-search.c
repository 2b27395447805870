#include "fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base-text.h"
#include "orm/orm-sqlite-engine.h"

/* The index of words: what it finds is what going through all rows finds. */

static char *
search (Fixture    *fixture,
        const char *words)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  GString *text = g_string_new (NULL);

  orm_query_where (query, orm_condition_search (words));
  keys = orm_session_list_keys (fixture->session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

#define assert_search(fixture, words, expected) \
  G_STMT_START { \
    g_autofree char *found_ = search (fixture, words); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

/* Lets what the index says differ from the rows, so that it shows which of them is asked. */
static void
plant (Fixture    *fixture,
       const char *word,
       gint64      key)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO book_search (rowid, tokens) VALUES (%" G_GINT64_FORMAT ", '%s')",
                     key, word);

  fixture_sql (fixture, sql);
}

static void
mend (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean done =
    orm_sqlite_engine_mend (ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session)), NULL,
                            &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* FTS5's own check, and the texts that were indexed. */
static void
assert_index (Fixture    *fixture,
              const char *texts)
{
  fixture_sql (fixture, "INSERT INTO book_search (book_search) VALUES ('integrity-check')");
  assert_sql (fixture, "SELECT row_id, words, codes FROM book_search_text ORDER BY row_id", texts);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Book) one = fixture_add_book (fixture, "Rote Grütze", NULL);
  g_autoptr (Book) two = fixture_add_book (fixture, "Red-Wine 5.5", NULL);

  g_object_set (one, "isbn", "A-1/2", NULL);
  fixture_commit (fixture, "Add");
  assert_index (fixture, "1|rote grutze|a-1/2\n2|red-wine 5.5|");
  assert_search (fixture, "GRÜ 1/", "1");
  assert_search (fixture, "r", "1 2");
  assert_search (fixture, "wine 5.", "2");

  g_object_set (one, "title", "Blaue", "pages", (gint64) 3, NULL);
  fixture_commit (fixture, "Change");
  assert_index (fixture, "1|blaue|a-1/2\n2|red-wine 5.5|");
  assert_search (fixture, "rote", "");
  orm_session_remove (fixture->session, two);
  fixture_commit (fixture, "Remove");
  assert_index (fixture, "1|blaue|a-1/2");

  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_index (fixture, "1|rote grutze|a-1/2\n2|red-wine 5.5|");
  assert_search (fixture, "r", "1 2");
  fixture_undo (fixture);
  assert_index (fixture, "");
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_index (fixture, "1|blaue|a-1/2\n2|red-wine 5.5|");
}

/* Between flush and commit a search knows what was flushed; after a rollback it does not. */
static void
test_transaction (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  g_object_set (book, "title", "Persuasion", NULL);
  g_assert_true (orm_session_flush (fixture->session, &error));
  assert_search (fixture, "pers", "1");
  assert_search (fixture, "emma", "");
  orm_session_rollback (fixture->session);
  assert_search (fixture, "pers", "");
  assert_search (fixture, "emma", "1");
  assert_index (fixture, "1|emma|");
}

/* A search indexes what was flushed; going back to a savepoint takes that away as well. */
static void
test_savepoint (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Book) one = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) two = NULL;
  guint savepoint;

  g_assert_true (orm_session_flush (fixture->session, &error));
  savepoint = orm_session_begin_nested (fixture->session, &error);
  two = fixture_add_book (fixture, "Persuasion", NULL);
  g_assert_true (orm_session_flush (fixture->session, &error));
  assert_search (fixture, "p", "2");
  orm_session_rollback_to (fixture->session, savepoint);
  assert_search (fixture, "p", "");
  fixture_commit (fixture, "Add");
  assert_index (fixture, "1|emma|");
}

/* It is the index that is asked, as long as nobody else has written. */
static void
test_used (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  plant (fixture, "planted", 1);
  assert_search (fixture, "planted", "");
  fixture_poll (fixture);
  assert_search (fixture, "planted", "1");
  assert_search (fixture, "emma", "1");
}

/* What other programs do to rows is found at once, and indexed once it was heard of. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "INSERT INTO book (title, isbn) VALUES ('Germinal', 'X 7');"
                        "UPDATE book SET title = 'Emil' WHERE book_id = 1");
  assert_search (fixture, "ger 7", "2");
  assert_search (fixture, "emma", "");
  assert_index (fixture, "1|emma|");
  fixture_poll (fixture);
  assert_index (fixture, "1|emil|\n2|germinal|x 7");
  fixture_sql (fixture, "DELETE FROM book WHERE book_id = 1");
  fixture_reopen (fixture);
  assert_index (fixture, "2|germinal|x 7");
  assert_search (fixture, "ger", "2");
  g_assert_null (orm_history_get_redo_name (fixture->history));
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Add");
}

/* Whatever became of the index: searches go on, work is committed, and it is made again. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const harm[] = {
    "DROP TABLE book_search",
    "DROP TABLE book_search_data",
    "DROP TABLE book_search_config",
    "DROP TABLE book_search_idx; DROP TABLE book_search_data",
    "DROP TABLE book_search_text",
    "DROP TABLE book_search_text; CREATE TABLE book_search_text (row_id, words)",
    "DROP TABLE orm_meta",
    "DELETE FROM book_search_data",
    "UPDATE book_search_data SET block = x'00112233445566778899'",
    "DELETE FROM book_search_config",
    "DROP TABLE book_search; CREATE TABLE book_search (tokens TEXT) STRICT",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (harm); i++)
    {
      g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
      g_autoptr (Book) other = NULL;

      g_test_message ("%s", harm[i]);
      fixture_commit (fixture, "Add");
      fixture_sql (fixture, harm[i]);
      fixture_close_raw (fixture);
      other = fixture_add_book (fixture, "Germinal", NULL);
      fixture_commit (fixture, "Add");
      g_object_set (book, "title", "Emil", NULL);
      fixture_commit (fixture, "Change");
      if (i % 2 == 0)
        fixture_poll (fixture);
      g_clear_object (&book);
      g_clear_object (&other);
      fixture_reopen (fixture);
      mend (fixture);
      assert_index (fixture, "1|emil|\n2|germinal|");
      assert_search (fixture, "ger", "2");
      assert_search (fixture, "e", "1");
      fixture_sql (fixture, "DELETE FROM book; DELETE FROM sqlite_sequence WHERE name = 'book'");
      fixture_poll (fixture);
    }
}

/* A file of an older version has no index: for reading it needs none, for writing it gets one. */
static void
test_old (Fixture       *fixture,
          gconstpointer  data)
{
  fixture_close (fixture);
  fixture_sql (fixture, "DROP TABLE book_search; DROP TABLE book_search_text; DROP TABLE orm_meta;"
                        "INSERT INTO book (title) VALUES ('Emma')");
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  assert_search (fixture, "em", "1");
  assert_sql (fixture, "SELECT count (*) FROM sqlite_schema WHERE name GLOB 'book_search*'", "0");
  fixture_reopen (fixture);
  assert_search (fixture, "em", "1");
  assert_index (fixture, "1|emma|");
}

/* A large table is compared when it is told to be. */
static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  OrmSqliteEngine *engine;

  fixture_close (fixture);
  fixture_sql (fixture,
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20001)"
               " INSERT INTO book (title) SELECT 'Book ' || i FROM n");
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  assert_search (fixture, "bo 19999", "19999"); /* in the rows */
  assert_sql (fixture, "SELECT count (*) FROM book_search_text", "0");

  g_cancellable_cancel (cancellable);
  g_assert_false (orm_sqlite_engine_mend (engine, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mend (fixture);
  assert_sql (fixture, "SELECT count (*) FROM book_search_text", "20001");
  assert_sql (fixture, "SELECT value FROM orm_meta WHERE name = 'book.search'", "1");
  assert_search (fixture, "bo 19999", "19999");
  fixture_sql (fixture, "UPDATE book SET title = 'Emma' WHERE book_id = 19999");
  fixture_hear (fixture->session);
  assert_search (fixture, "bo 19999", "19999"); /* not compared yet */
  mend (fixture);
  assert_search (fixture, "bo 19999", "");
  assert_search (fixture, "emma", "19999");
  assert_search (fixture, "b -", "");
  fixture_reopen (fixture);
  plant (fixture, "planted", 7);
  assert_search (fixture, "planted", "7");
}

/* At random */

static const char *const parts[] = {
  "a", "b", "ab", "ä", "É", "1", "12", "-", ".", " ", "/", "x", "\"", "'", "*", "ß",
};

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 7); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* Whether a title has a word that begins so, slowly. */
static gboolean
title_matches (const char *title,
               const char *word)
{
  g_autofree char *folded = base_text_fold (title);

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' '
        && (p == folded || p[-1] == ' ' || (g_ascii_isalnum (*p) && !g_ascii_isalnum (p[-1])))
        && g_str_has_prefix (p, word))
      return TRUE;
  return FALSE;
}

static gboolean
row_matches (const char *title,
             const char *isbn,
             const char *words)
{
  g_autofree char *folded = base_text_fold (words);
  g_autofree char *folded_isbn = base_text_fold (isbn);
  g_auto (GStrv) all = base_text_split_words (folded);

  for (char **word = all; *word != NULL; word++)
    if (!title_matches (title, *word) && strstr (folded_isbn, *word) == NULL)
      return FALSE;
  return TRUE;
}

static char *
search_rows (Fixture    *fixture,
             const char *words)
{
  g_autofree char *rows =
    fixture_ask (fixture, "SELECT book_id, title, ifnull (isbn, '') FROM book ORDER BY 1");
  g_auto (GStrv) lines = g_strsplit (rows, "\n", -1);
  GString *found = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "|", -1);

      if (row_matches (cells[1], cells[2], words))
        g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", cells[0]);
    }
  return g_string_free (found, FALSE);
}

static Book *
pick (Fixture *fixture)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = orm_session_load_all (fixture->session, query, NULL);

  if (books->len == 0)
    return fixture_add_book (fixture, "first", NULL);
  return g_object_ref (g_ptr_array_index (books, g_test_rand_int_range (0, books->len)));
}

static void
act (Fixture *fixture)
{
  g_autofree char *text = make_text ();
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", ' ');
  g_autofree char *sql = NULL;
  g_autoptr (Book) book = pick (fixture);

  fixture_commit (fixture, "First");
  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
    case 1:
      g_object_unref (fixture_add_book (fixture, text, NULL));
      break;
    case 2:
    case 3:
      g_object_set (book, "title", text, NULL);
      break;
    case 4: /* may be refused: it is unique */
      g_object_set (book, "isbn", *text != '\0' ? text : NULL, NULL);
      break;
    case 5:
      orm_session_remove (fixture->session, book);
      break;
    case 6:
      orm_history_undo (fixture->history, NULL);
      break;
    case 7:
      orm_history_redo (fixture->history, NULL);
      break;
    default:
      sql = g_strdup_printf ("UPDATE OR IGNORE book SET title = '%s', isbn = '%s'"
                             " WHERE book_id %% 5 = 0", quoted, text + strspn (text, "'\""));
      if (strchr (text, '\'') == NULL)
        fixture_sql (fixture, sql);
      fixture_poll (fixture);
    }
  if (g_test_rand_int_range (0, 6) == 0)
    orm_session_rollback (fixture->session);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *words = make_text ();
      g_autofree char *expected = NULL;

      if (orm_session_has_changes (fixture->session))
        orm_session_commit (fixture->session, "Work", NULL);
      act (fixture);
      orm_session_commit (fixture->session, "Work", NULL);
      expected = search_rows (fixture, words);
      g_test_message ("“%s”", words);
      assert_search (fixture, words, expected);
      if (i % 20 == 0)
        fixture_sql (fixture, "INSERT INTO book_search (book_search) VALUES ('integrity-check')");
      if (i % 20 == 0)
        fixture_poll (fixture);
    }
}

/* A process that is killed leaves rows and index as they were after one of its commits. */
static void
write_for_ever (Fixture *fixture)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *title = g_strdup_printf ("word%u", i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, NULL);

      fixture_commit (fixture, "Add");
      g_object_set (book, "title", "other", NULL);
      fixture_commit (fixture, "Change");
    }
}

static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *n_rows = NULL;
      g_autofree char *found = NULL;
      pid_t child;

      fixture_close (fixture);
      fixture_close_raw (fixture);
      child = fork ();
      if (child == 0)
        {
          fixture_open (fixture, ORM_OPEN_DEFAULT);
          write_for_ever (fixture);
        }
      g_usleep (g_test_rand_int_range (20000, 60000));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

      assert_sql (fixture, "SELECT count (*) FROM book LEFT JOIN book_search_text"
                           " ON row_id = book_id WHERE words IS NOT title", "0");
      fixture_sql (fixture, "INSERT INTO book_search (book_search) VALUES ('integrity-check')");
      fixture_open (fixture, ORM_OPEN_DEFAULT);
      n_rows = fixture_ask (fixture, "SELECT ifnull (group_concat (book_id, ' '), '') FROM book"
                                     " WHERE title = 'other'");
      found = search (fixture, "other");
      g_assert_cmpstr (found, ==, n_rows);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-search/kept", test_kept);
  fixture_add_test ("/orm/sqlite-search/transaction", test_transaction);
  fixture_add_test ("/orm/sqlite-search/savepoint", test_savepoint);
  fixture_add_test ("/orm/sqlite-search/used", test_used);
  fixture_add_test ("/orm/sqlite-search/foreign", test_foreign);
  fixture_add_test ("/orm/sqlite-search/broken", test_broken);
  fixture_add_test ("/orm/sqlite-search/old", test_old);
  fixture_add_test ("/orm/sqlite-search/large", test_large);
  fixture_add_test ("/orm/sqlite-search/random", test_random);
  fixture_add_test ("/orm/sqlite-search/killed", test_killed);
  return g_test_run ();
}
