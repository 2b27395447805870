#include "fixture.h"

/* A step is undone or redone where the rows are as it left them, and nowhere else. Each case is
 * what another program did in between; the error, or NULL where it is in nobody's way. */

typedef struct
{
  const char *name;
  const char *sql;
  const char *undo_error;
  const char *redo_error; /* where it is done between undo and redo */
} Meddling;

#define NOT_UNDONE(what) "“Edit” cannot be undone: another program has " what " since"
#define NOT_REDONE(what) "“Edit” cannot be redone: another program has " what " since"
#define UNDO_CONFLICT NOT_UNDONE ("changed the same rows")
#define REDO_CONFLICT NOT_REDONE ("changed the same rows")
#define REFERRED_TO "“Edit” cannot be changed back: other rows refer to what it made by now"

/* The step changes the title and the pages of book 1, deletes book 2 and makes book 3. */
static const Meddling meddlings[] = {
  { "nothing", "", NULL, NULL },
  { "other-row", "INSERT INTO book (title) VALUES ('theirs')", NULL, NULL },
  { "other-column", "UPDATE book SET notes = 'theirs' WHERE book_id = 1", NULL, NULL },
  { "same-column", "UPDATE book SET title = 'theirs' WHERE book_id = 1",
    NOT_UNDONE ("changed Title of Book “theirs”"),
    NOT_REDONE ("changed Title of Book “theirs”") },
  { "case-alone", "UPDATE book SET title = upper (title) WHERE book_id = 1",
    NOT_UNDONE ("changed Title of Book “PERSUASION”"),
    NOT_REDONE ("changed Title of Book “EMMA”") },
  { "to-null", "UPDATE book SET level = NULL WHERE book_id = 1",
    NOT_UNDONE ("changed level of Book “Persuasion”"), NULL },
  { "row-gone", "DELETE FROM book WHERE book_id = 1",
    NOT_UNDONE ("deleted Book 1"), NOT_REDONE ("deleted Book 1") },
  { "made-changed", "UPDATE book SET notes = 'theirs' WHERE book_id = 3",
    NOT_UNDONE ("changed Book “Shirley”"), NULL },
  { "made-gone", "DELETE FROM book WHERE book_id = 3",
    NOT_UNDONE ("deleted Book 3"), NULL },
  { "deleted-changed", "UPDATE book SET notes = 'theirs' WHERE book_id = 2", NULL,
    NOT_REDONE ("changed Book “Agnes”") },
  { "deleted-gone", "DELETE FROM book WHERE book_id = 2", NULL,
    NOT_REDONE ("deleted Book 2") },
  { "deleted-is-back", "INSERT OR IGNORE INTO book (book_id, title) VALUES (2, 'theirs')",
    UNDO_CONFLICT, NULL },
  { "made-is-there", "INSERT OR IGNORE INTO book (book_id, title) VALUES (3, 'theirs')", NULL,
    REDO_CONFLICT },
  { "unique-taken", "INSERT OR IGNORE INTO book (isbn) VALUES ('two')", UNDO_CONFLICT, NULL },
  { "unique-taken-too", "INSERT OR IGNORE INTO book (isbn) VALUES ('three')", NULL, REDO_CONFLICT },
  { "parent-gone", "DELETE FROM author WHERE author_id = 1", UNDO_CONFLICT,
    NOT_REDONE ("changed Book “Agnes”") },
  { "referred-to", "INSERT INTO loan (due, book_id) SELECT '2024-01-01', 3 FROM book"
                   " WHERE book_id = 3", REFERRED_TO, NULL },
  { "referred-to-too", "INSERT INTO loan (due, book_id) SELECT '2024-01-01', 2 FROM book"
                       " WHERE book_id = 2", NULL, REFERRED_TO },
};

static void
make_step (Fixture *fixture)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) one = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) two = fixture_add_book (fixture, "Agnes", author);
  g_autoptr (Book) three = NULL;

  g_object_set (two, "isbn", "two", NULL);
  fixture_commit (fixture, NULL);
  g_object_set (one, "title", "Persuasion", "pages", (gint64) 9, "level", (gint64) 1, NULL);
  orm_session_remove (fixture->session, two);
  three = fixture_add_book (fixture, "Shirley", NULL);
  g_object_set (three, "isbn", "three", NULL);
  fixture_commit (fixture, "Edit");
}

/* Tries a step on a way, after something was meddled with. */
static void
try_step (Fixture       *fixture,
          OrmHistoryWay  way,
          const char    *sql,
          const char    *message)
{
  gboolean (*move) (OrmHistory *, GError **)
    = way == ORM_UNDO ? orm_history_undo : orm_history_redo;
  g_autofree char *before = NULL;
  g_autofree char *journal = NULL;

  fixture_sql (fixture, sql);
  fixture_poll (fixture);
  before = fixture_dump (fixture);
  journal = fixture_ask (fixture, "SELECT step_id, name, undone, kind, image FROM orm_step"
                                  " JOIN orm_change USING (step_id)");
  if (message == NULL)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (move (fixture->history, &error));
      g_assert_no_error (error);
      return;
    }
  assert_refused (move (fixture->history, error), ORM_ERROR_CONFLICT, message);
  assert_dump (fixture, before);
  assert_sql (fixture, "SELECT step_id, name, undone, kind, image FROM orm_step"
                       " JOIN orm_change USING (step_id)", journal);
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==,
                   way == ORM_UNDO ? "Edit" : NULL);
  g_assert_cmpstr (orm_history_get_redo_name (fixture->history), ==,
                   way == ORM_UNDO ? NULL : "Edit");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  const Meddling *meddling = data;

  make_step (fixture);
  try_step (fixture, ORM_UNDO, meddling->sql, meddling->undo_error);
  if (meddling->undo_error == NULL)
    assert_sql (fixture, "SELECT title, pages, author_id FROM book WHERE book_id IN (1, 2)",
                "Emma|7|NULL\nAgnes|7|1");
}

static void
test_redo (Fixture       *fixture,
           gconstpointer  data)
{
  const Meddling *meddling = data;

  make_step (fixture);
  fixture_undo (fixture);
  try_step (fixture, ORM_REDO, meddling->sql, meddling->redo_error);
}

/* Case counts here, also in a column where it does not otherwise. */
static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");

  fixture_commit (fixture, NULL);
  g_object_set (author, "name", "Anne", NULL);
  fixture_commit (fixture, "Edit");
  try_step (fixture, ORM_UNDO, "UPDATE author SET name = 'ANNE'",
            NOT_UNDONE ("changed Name of Author “ANNE”"));
  try_step (fixture, ORM_UNDO, "UPDATE author SET name = 'Anne'", NULL);
}

/* What stands in the way can be taken out of it. */
static void
test_out_of_the_way (Fixture       *fixture,
                     gconstpointer  data)
{
  make_step (fixture);
  try_step (fixture, ORM_UNDO, "INSERT INTO book (isbn) VALUES ('two')", UNDO_CONFLICT);
  try_step (fixture, ORM_UNDO, "DELETE FROM book WHERE isbn = 'two'", NULL);
  try_step (fixture, ORM_REDO, "UPDATE book SET title = 'theirs' WHERE book_id = 1",
            NOT_REDONE ("changed Title of Book “theirs”"));
  try_step (fixture, ORM_REDO, "UPDATE book SET title = 'Emma' WHERE book_id = 1", NULL);
}

/* What another program wrote into rows that this one deletes comes back as it was. */
static void
test_odd_rows (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;
  g_autofree char *before = NULL;

  fixture_sql (fixture, "INSERT INTO book (title, weight, price, level) VALUES ('a', 9e999, 1, 1),"
                        " ('b', -9e999, -9223372036854775808, -9223372036854775808),"
                        " (CAST (x'c328' AS TEXT), 0.1, 9223372036854775807, 0)");
  before = fixture_dump (fixture);
  books = orm_session_load_all (fixture->session, query, NULL);
  for (guint i = 0; i < books->len; i++)
    g_object_set (books->pdata[i], "title", "mine", "weight", 1.0, "price", (gint64) 5, "level",
                  (gint64) 7, NULL);
  fixture_commit (fixture, "Edit");
  fixture_undo (fixture);
  assert_dump (fixture, before);
  for (guint i = 0; i < books->len; i++)
    orm_session_remove (fixture->session, books->pdata[i]);
  fixture_commit (fixture, "Delete");
  fixture_undo (fixture);
  assert_dump (fixture, before);
}

/* A journal that makes no sense is an error and no harm. */
static void
test_damaged_journal (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char *const damages[] = {
    "UPDATE orm_change SET image = 'no JSON'",
    "UPDATE orm_change SET image = '{\"title\":5}'",
    "UPDATE orm_change SET image = '[]'",
    "UPDATE orm_change SET image = '{\"nonsense\":[1,2]}'",
    "UPDATE orm_change SET image = '{\"title\\\" = 1; DROP TABLE book; --\":[1,2]}'",
    "UPDATE orm_change SET table_name = 'nonsense'",
    "UPDATE orm_change SET table_name = 'orm_step'",
    "UPDATE orm_change SET row_id = 99",
    "UPDATE orm_change SET image = NULL",
    "UPDATE orm_change SET kind = NULL",
    "UPDATE orm_change SET kind = 'x'",
    "UPDATE orm_change SET table_name = NULL",
    "DELETE FROM orm_change WHERE kind = 'i'",
  };
  g_autofree char *journal = NULL;
  g_autofree char *before = NULL;

  make_step (fixture);
  before = fixture_dump (fixture);
  fixture_sql (fixture, "ALTER TABLE orm_change RENAME TO kept;"
                        "CREATE TABLE orm_change AS SELECT * FROM kept");
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      fixture_sql (fixture, damages[i]);
      done = orm_history_undo (fixture->history, &error);
      if (g_str_has_prefix (damages[i], "DELETE"))
        {
          g_assert_no_error (error);
          g_assert_true (done);
          break;
        }
      g_assert_false (done);
      g_assert_nonnull (error);
      assert_dump (fixture, before);
      fixture_sql (fixture, "DELETE FROM orm_change; INSERT INTO orm_change SELECT * FROM kept");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (meddlings); i++)
    {
      g_autofree char *undo = g_strconcat ("/orm/sqlite-apply/undo/", meddlings[i].name, NULL);
      g_autofree char *redo = g_strconcat ("/orm/sqlite-apply/redo/", meddlings[i].name, NULL);

      g_test_add (undo, Fixture, &meddlings[i], fixture_set_up, test_undo, fixture_tear_down);
      g_test_add (redo, Fixture, &meddlings[i], fixture_set_up, test_redo, fixture_tear_down);
    }
  fixture_add_test ("/orm/sqlite-apply/case", test_case);
  fixture_add_test ("/orm/sqlite-apply/out-of-the-way", test_out_of_the_way);
  fixture_add_test ("/orm/sqlite-apply/odd-rows", test_odd_rows);
  fixture_add_test ("/orm/sqlite-apply/damaged-journal", test_damaged_journal);
  return g_test_run ();
}
