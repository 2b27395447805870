#include "fixture.h"

#include "orm/orm-sqlite-private.h"

/* Savepoints: database and objects go back to them together, however deep. */

static OrmRecordState
state_of (gpointer record)
{
  return orm_record_get_state (record);
}

static guint
begin_nested (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint savepoint = orm_session_begin_nested (fixture->session, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (savepoint, >, 0);
  return savepoint;
}

static void
release (Fixture *fixture,
         guint    savepoint)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_release (fixture->session, savepoint, &error));
  g_assert_no_error (error);
}

static void
flush (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_flush (fixture->session, &error));
  g_assert_no_error (error);
}

/* Returns: (transfer full): what SQL finds inside of the transaction, which no other connection
 * sees */
static char *
ask_inside (Fixture    *fixture,
            const char *sql)
{
  OrmSqliteEngine *engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  GString *rows = g_string_new (NULL);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (engine->db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (rows, "%s%s", rows->len > 0 ? " " : "",
                            (const char *) sqlite3_column_text (statement, 0));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_string_free (rows, FALSE);
}

#define assert_inside(fixture, sql, expected) \
  G_STMT_START { \
    g_autofree char *inside_ = ask_inside (fixture, sql); \
    g_assert_cmpstr (inside_, ==, expected); \
  } G_STMT_END

/* Each depth has its own values; going back several at once passes over those between. */
static void
test_depths (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "0", NULL);
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, NULL);
  guint savepoints[5];

  fixture_commit (fixture, "Add");
  assert_model (list, "1");
  for (guint i = 0; i < G_N_ELEMENTS (savepoints); i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i + 1);
      g_autoptr (Book) other = NULL;

      savepoints[i] = begin_nested (fixture);
      g_assert_cmpuint (savepoints[i], ==, i + 1);
      g_object_set (book, "title", title, "pages", (gint64) i, NULL);
      other = fixture_add_book (fixture, title, NULL);
    }
  flush (fixture);
  assert_inside (fixture, "SELECT title FROM book ORDER BY book_id", "5 1 2 3 4 5");
  orm_session_rollback_to (fixture->session, savepoints[4]);
  g_assert_cmpstr (book->title, ==, "4");
  assert_inside (fixture, "SELECT title FROM book ORDER BY book_id", "4 1 2 3 4");
  assert_model (list, "1 2 3 4 5");
  orm_session_rollback_to (fixture->session, savepoints[2]);
  g_assert_cmpstr (book->title, ==, "2");
  g_assert_cmpint (book->pages, ==, 1);
  assert_inside (fixture, "SELECT title FROM book ORDER BY book_id", "2 1 2");
  assert_model (list, "1 2 3");

  g_object_set (book, "title", "again", NULL);
  release (fixture, savepoints[2]);
  orm_session_rollback_to (fixture->session, savepoints[3]); /* has ended: nothing happens */
  g_assert_cmpstr (book->title, ==, "again");
  release (fixture, savepoints[1]);
  orm_session_rollback_to (fixture->session, savepoints[0]);
  g_assert_cmpstr (book->title, ==, "0");
  g_assert_cmpint (book->pages, ==, 7);
  assert_inside (fixture, "SELECT title FROM book ORDER BY book_id", "0");
  assert_model (list, "1");
  g_object_set (book, "title", "end", NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages FROM book", "end|7");
  assert_sql (fixture, "SELECT name FROM orm_step", "Add\nEdit");
  assert_sql (fixture, "SELECT count (*) FROM orm_change WHERE step_id = 2", "1");
  fixture_undo (fixture);
  g_assert_cmpstr (book->title, ==, "0");
}

/* What was not flushed goes back without a statement but the savepoint's. */
static void
test_pending (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) other = fixture_add_book (fixture, "Agnes", NULL);
  g_autoptr (Book) added = NULL;
  guint64 before;
  guint savepoint;

  fixture_commit (fixture, "Add");
  g_object_set (book, "pages", (gint64) 8, NULL);
  savepoint = begin_nested (fixture);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_CLEAN);
  g_object_set (book, "pages", (gint64) 9, "title", "Zelda", NULL);
  orm_session_remove (fixture->session, other);
  added = fixture_add_book (fixture, "New", NULL);
  before = fixture_get_statements (fixture);
  orm_session_rollback_to (fixture->session, savepoint);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  g_assert_cmpint (book->pages, ==, 8);
  g_assert_cmpstr (book->title, ==, "Emma");
  g_assert_cmpint (state_of (other), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_DETACHED);
  g_assert_null (orm_record_get_session (ORM_RECORD (added)));
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages FROM book", "Emma|8\nAgnes|7");
}

/* Keys of rows that never came to be go, records whose rows come back are the same objects, those
 * too that a foreign key's rule had changed. */
static void
test_objects (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autoptr (Loan) loan = g_object_new (TYPE_LOAN, "book", book, NULL);
  GDate due = date_of (1, 2, 2024);
  g_autoptr (Author) added = NULL;
  g_autoptr (Book) found = NULL;
  g_autofree char *before = NULL;
  guint outer, inner;

  g_object_set (loan, "due", &due, NULL);
  orm_session_add (fixture->session, loan);
  fixture_commit (fixture, "Add");
  before = fixture_dump (fixture);

  outer = begin_nested (fixture);
  added = fixture_add_author (fixture, "Anne");
  flush (fixture);
  g_assert_cmpint (added->author_id, ==, 2);
  orm_session_remove (fixture->session, book); /* the loan goes with it */
  inner = begin_nested (fixture);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_DELETED);
  orm_session_remove (fixture->session, author);
  orm_session_remove (fixture->session, added);
  flush (fixture);
  assert_inside (fixture, "SELECT name FROM author ORDER BY author_id", "");
  orm_session_rollback_to (fixture->session, inner);
  g_assert_cmpint (state_of (author), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_DELETED);
  g_assert_cmpint (state_of (loan), ==, ORM_STATE_DELETED);
  assert_inside (fixture, "SELECT name FROM author ORDER BY author_id", "Jane Anne");
  orm_session_rollback_to (fixture->session, outer);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_DETACHED);
  g_assert_cmpint (added->author_id, ==, 0);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (state_of (loan), ==, ORM_STATE_CLEAN);
  found = fixture_load (fixture, TYPE_BOOK, 1);
  g_assert_true (found == book);
  g_assert_true (orm_record_get_reference (ORM_RECORD (loan), "book") == book);
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  fixture_commit (fixture, "Nothing");
  assert_dump (fixture, before);
  assert_sql (fixture, "SELECT name FROM orm_step", "Add");
}

/* A write that is refused goes back to the innermost savepoint, which stays. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) added = NULL;
  guint outer, inner;

  fixture_commit (fixture, "Add");
  outer = begin_nested (fixture);
  g_object_set (book, "pages", (gint64) 1, NULL);
  inner = begin_nested (fixture);
  added = fixture_add_book (fixture, "Agnes", NULL);
  flush (fixture);
  g_object_set (book, "pages", (gint64) -11, NULL);
  assert_refused (orm_session_flush (fixture->session, error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “-11”: at least -10, at most 100000");
  g_assert_cmpint (book->pages, ==, 1);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_DETACHED);
  assert_inside (fixture, "SELECT pages FROM book", "1");
  g_object_set (book, "pages", (gint64) -12, NULL);
  assert_refused (orm_session_release (fixture->session, inner, error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “-12”: at least -10, at most 100000");
  g_object_set (book, "pages", (gint64) 2, NULL);
  release (fixture, inner);
  g_object_set (book, "pages", (gint64) -13, NULL);
  assert_refused (orm_session_begin_nested (fixture->session, error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “-13”: at least -10, at most 100000");
  g_assert_cmpint (book->pages, ==, 7);
  g_object_set (book, "pages", (gint64) 3, NULL);
  release (fixture, outer);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages FROM book", "Emma|3");
}

/* A commit that is refused rolls back everything, whatever savepoints there are. */
static void
test_refused_commit (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  guint savepoint;

  fixture_commit (fixture, "Add");
  begin_nested (fixture);
  g_object_set (book, "pages", (gint64) 1, NULL);
  savepoint = begin_nested (fixture);
  g_object_set (book, "pages", (gint64) -11, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “-11”: at least -10, at most 100000");
  g_assert_cmpint (book->pages, ==, 7);
  g_assert_false (orm_session_has_changes (fixture->session));
  assert_refused (orm_session_release (fixture->session, savepoint, error), ORM_ERROR_NOT_FOUND,
                  "The work was rolled back already");
  orm_session_rollback_to (fixture->session, savepoint);
  g_object_set (book, "pages", (gint64) 2, NULL);
  g_assert_cmpuint (begin_nested (fixture), ==, 1);
  orm_session_rollback (fixture->session);
  g_assert_cmpint (book->pages, ==, 7);
  assert_sql (fixture, "SELECT title, pages FROM book", "Emma|7");
}

/* Where the database gives up the transaction by itself, no savepoint is left. */
static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  OrmSqliteEngine *engine;
  guint savepoint;

  fixture_commit (fixture, "Add");
  g_object_set (book, "pages", (gint64) 1, NULL);
  savepoint = begin_nested (fixture);
  g_object_set (book, "pages", (gint64) 2, NULL);
  engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  g_assert_cmpint (sqlite3_exec (engine->db, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  orm_session_rollback_to (fixture->session, savepoint);
  g_assert_cmpint (book->pages, ==, 7);
  g_assert_false (orm_session_has_changes (fixture->session));
  g_object_set (book, "pages", (gint64) 3, NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT pages FROM book", "3");
}

/* Random work in random savepoints, against what SQL said when each was set. */

#define N_BOOKS 12
#define MAX_DEPTH 6

typedef struct
{
  Fixture *fixture;
  GRand *rand;
  Book *books[N_BOOKS];
  char *rows[MAX_DEPTH + 1]; /* what stood there when the savepoint was set; 0: the commit */
  guint depth;
} Work;

static char *
print_rows (Work *self)
{
  return ask_inside (self->fixture, "SELECT book_id || ':' || title || ':' || pages || ':' ||"
                                    " coalesce (isbn, '') FROM book ORDER BY book_id");
}

static char *
print_books (Work *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint key = 1; key <= N_BOOKS; key++)
    {
      Book *book = self->books[key - 1];

      if (state_of (book) == ORM_STATE_CLEAN)
        g_string_append_printf (text, "%s%u:%s:%" G_GINT64_FORMAT ":%s", text->len > 0 ? " " : "",
                                key, book->title, book->pages,
                                book->isbn != NULL ? book->isbn : "");
      else
        g_assert_null (orm_record_get_session (ORM_RECORD (book)));
    }
  return g_strdup (text->str);
}

/* A record that is not there is added, one that is there changed or removed. */
static void
act (Work *self)
{
  guint i = g_rand_int_range (self->rand, 0, N_BOOKS);
  Book *book = self->books[i];
  g_autofree char *text = g_strdup_printf ("%d", g_rand_int_range (self->rand, 0, 4));

  switch (state_of (book))
    {
    case ORM_STATE_DELETED: /* an object that has lost its row stays behind: another takes over */
      g_object_unref (book);
      self->books[i] = book = g_object_new (TYPE_BOOK, "title", text, NULL);
      g_object_set (book, "book-id", (gint64) i + 1, NULL);
      orm_session_add (self->fixture->session, book);
      break;
    case ORM_STATE_DETACHED:
      g_object_set (book, "book-id", (gint64) i + 1, NULL);
      orm_session_add (self->fixture->session, book);
      break;
    case ORM_STATE_NEW:
    case ORM_STATE_CLEAN:
    case ORM_STATE_DIRTY:
      if (g_rand_int_range (self->rand, 0, 5) == 0)
        orm_session_remove (self->fixture->session, book);
      else
        g_object_set (book, g_rand_boolean (self->rand) ? "title" : "isbn", text, "pages",
                      (gint64) g_rand_int_range (self->rand, -12, 90), NULL);
      break;
    case ORM_STATE_REMOVED:
    default:
      break;
    }
}

/* Objects that came back are in use again, in the place of those that took over. */
static void
look_again (Work *self)
{
  for (guint i = 0; i < N_BOOKS; i++)
    {
      Book *found = orm_session_load (self->fixture->session, TYPE_BOOK, i + 1, NULL);

      if (found == NULL)
        continue;
      g_object_unref (self->books[i]);
      self->books[i] = found;
    }
}

static void
set_rows (Work  *self,
          guint  depth)
{
  g_free (self->rows[depth]);
  self->rows[depth] = print_rows (self);
}

static void
check (Work  *self,
       guint  depth)
{
  g_autofree char *rows = print_rows (self);
  g_autofree char *books = NULL;

  look_again (self);
  books = print_books (self);
  g_assert_cmpstr (books, ==, rows);
  g_assert_cmpstr (rows, ==, self->rows[depth]);
}

/* A refused write goes back to the innermost savepoint. */
static void
do_round (Work *self)
{
  OrmSession *session = self->fixture->session;
  guint choice = g_rand_int_range (self->rand, 0, 10);
  guint savepoint = self->depth > 0 ? (guint) g_rand_int_range (self->rand, 1, self->depth + 1) : 0;

  for (gint n = g_rand_int_range (self->rand, 0, 6); n > 0; n--)
    act (self);
  if (choice < 3 && self->depth < MAX_DEPTH)
    {
      if (orm_session_begin_nested (session, NULL) == 0)
        check (self, self->depth);
      else
        set_rows (self, ++self->depth);
    }
  else if (choice < 5 && savepoint > 0)
    {
      if (!orm_session_release (session, savepoint, NULL))
        check (self, self->depth);
      else
        self->depth = savepoint - 1;
    }
  else if (choice < 8 && savepoint > 0)
    {
      orm_session_rollback_to (session, savepoint);
      self->depth = savepoint;
      check (self, savepoint);
    }
  else if (choice < 9)
    {
      if (!orm_session_flush (session, NULL))
        check (self, self->depth);
    }
  else
    {
      gboolean done = orm_session_commit (session, "Work", NULL);

      self->depth = 0;
      if (done)
        set_rows (self, 0);
      check (self, 0);
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  guint32 seed = g_test_rand_int ();
  Work work = { fixture, g_rand_new_with_seed (seed) };
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < N_BOOKS; i++)
    work.books[i] = fixture_add_book (fixture, "0", NULL);
  fixture_commit (fixture, "Add");
  set_rows (&work, 0);
  for (guint i = 0; i < 3000; i++)
    do_round (&work);
  orm_session_rollback (fixture->session);
  check (&work, 0);

  g_ptr_array_add (dumps, fixture_dump (fixture));
  while (orm_history_get_undo_name (fixture->history) != NULL)
    {
      fixture_undo (fixture);
      g_ptr_array_add (dumps, fixture_dump (fixture));
    }
  for (guint i = dumps->len - 1; i-- > 0;)
    {
      fixture_redo (fixture);
      assert_dump (fixture, dumps->pdata[i]);
    }
  for (guint i = 0; i < N_BOOKS; i++)
    g_object_unref (work.books[i]);
  for (guint i = 0; i <= MAX_DEPTH; i++)
    g_free (work.rows[i]);
  g_rand_free (work.rand);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/savepoint/depths", test_depths);
  fixture_add_test ("/orm/savepoint/pending", test_pending);
  fixture_add_test ("/orm/savepoint/objects", test_objects);
  fixture_add_test ("/orm/savepoint/refused", test_refused);
  fixture_add_test ("/orm/savepoint/refused-commit", test_refused_commit);
  fixture_add_test ("/orm/savepoint/given-up", test_given_up);
  fixture_add_test ("/orm/savepoint/random", test_random);
  return g_test_run ();
}
