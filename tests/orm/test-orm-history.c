#include "fixture.h"

#include <math.h>
#include <string.h>

/* Undo and redo: what is seen of them from outside. */

static void
note_name (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  g_autofree char *name = NULL;

  g_object_get (object, pspec->name, &name, NULL);
  g_string_append_printf (user_data, "%s=%s ", pspec->name, name);
}

static void
assert_names (Fixture    *fixture,
              const char *undo_name,
              const char *redo_name)
{
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, undo_name);
  g_assert_cmpstr (orm_history_get_redo_name (fixture->history), ==, redo_name);
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = NULL;
  g_autoptr (GString) notified = g_string_new (NULL);

  assert_names (fixture, NULL, NULL);
  g_signal_connect (fixture->history, "notify", G_CALLBACK (note_name), notified);
  author = fixture_add_author (fixture, "Jane");
  fixture_commit (fixture, "Add");
  assert_names (fixture, "Add", NULL);
  g_assert_cmpstr (notified->str, ==, "undo-name=Add ");
  g_object_set (author, "name", "Anne", NULL);
  fixture_commit (fixture, "Rename");
  assert_names (fixture, "Rename", NULL);
  g_object_set (author, "name", "Emily", NULL);
  g_string_truncate (notified, 0);
  fixture_commit (fixture, "Rename");
  g_assert_cmpstr (notified->str, ==, "");

  fixture_undo (fixture);
  assert_names (fixture, "Rename", "Rename");
  fixture_undo (fixture);
  assert_names (fixture, "Add", "Rename");
  fixture_undo (fixture);
  assert_names (fixture, NULL, "Add");
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_NOT_FOUND,
                  "There is nothing to undo");
  fixture_redo (fixture);
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_names (fixture, "Rename", NULL);
  assert_refused (orm_history_redo (fixture->history, error), ORM_ERROR_NOT_FOUND,
                  "There is nothing to redo");
  assert_sql (fixture, "SELECT name FROM author", "Emily");
}

/* A step after an undo takes the place of what was undone. */
static void
test_another_way (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "a");

  fixture_commit (fixture, "1");
  for (char name[2] = "b"; *name < 'e'; (*name)++)
    {
      g_object_set (author, "name", name, NULL);
      fixture_commit (fixture, name);
    }
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*), sum (undone) FROM orm_step", "4|2");
  g_object_set (author, "name", "x", NULL);
  fixture_commit (fixture, "x");
  assert_names (fixture, "x", NULL);
  assert_sql (fixture, "SELECT group_concat (name), sum (undone) FROM orm_step", "1,b,x|0");
  assert_sql (fixture, "SELECT count (*) FROM orm_change WHERE step_id NOT IN"
                       " (SELECT step_id FROM orm_step)", "0");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name FROM author", "b");
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_redo (fixture);
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT name FROM author", "x");
}

/* The steps are in the file: another session goes on where this one ended. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autofree char *after = NULL;

  fixture_commit (fixture, "Add");
  g_object_set (book, "title", "Persuasion", "weight", 0.1, NULL);
  orm_session_remove (fixture->session, author);
  fixture_commit (fixture, "Much");
  after = fixture_dump (fixture);
  g_clear_object (&author);
  g_clear_object (&book);

  fixture_reopen (fixture);
  assert_names (fixture, "Much", NULL);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT title, weight, author_id FROM book", "Emma|0.0|1");
  fixture_reopen (fixture);
  assert_names (fixture, "Add", "Much");
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_reopen (fixture);
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_dump (fixture, after);
}

/* A commit without a name is no step: nothing that the user did. */
static void
test_unnamed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) other = NULL;

  fixture_commit (fixture, NULL);
  assert_names (fixture, NULL, NULL);
  assert_sql (fixture,
              "SELECT (SELECT count (*) FROM orm_step), (SELECT count (*) FROM orm_change)", "0|0");
  g_object_set (author, "name", "Anne", NULL);
  fixture_commit (fixture, "Rename");
  other = fixture_add_author (fixture, "Emily");
  fixture_commit (fixture, NULL);
  assert_names (fixture, "Rename", NULL);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name FROM author ORDER BY author_id", "Jane\nEmily");
  orm_session_remove (fixture->session, other);
  fixture_commit (fixture, NULL);
  assert_names (fixture, NULL, "Rename"); /* what was undone can still be redone */
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT name FROM author", "Anne");
}

/* Objects follow: those that were changed have their values, those that were made are gone. */
static void
test_objects (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autoptr (Book) again = NULL;
  g_autoptr (Author) author_again = NULL;

  fixture_commit (fixture, "Add");
  orm_session_remove (fixture->session, author);
  g_object_set (book, "title", "Orphan", NULL);
  fixture_commit (fixture, "Delete");
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));

  fixture_undo (fixture);
  g_assert_cmpstr (book->title, ==, "Emma");
  author_again = g_object_ref (orm_record_get_reference (ORM_RECORD (book), "author"));
  g_assert_cmpstr (author_again->name, ==, "Jane");
  g_assert_cmpint (author_again->author_id, ==, 1);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (author_again)), ==, ORM_STATE_CLEAN);

  fixture_undo (fixture);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_DELETED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (author_again)), ==, ORM_STATE_DELETED);
  fixture_redo (fixture);
  again = fixture_load (fixture, TYPE_BOOK, 1);
  g_assert_cmpstr (again->title, ==, "Emma");
  g_object_set (again, "title", "New", NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title FROM book", "New");
}

/* Whatever a value is made of, it comes back to the bit. */
static void
test_exact (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const texts[] = {
    "", "\"", "\\", "\\u0041", "{\"a\":[1,2]}", "'", "\n\r\t\001\037\177", "ÄÖÜ \360\237\215\216",
    "0012", "1e5", "null", "NULL", "\357\273\277", "\302\240", "/", "\342\200\250",
  };
  g_autofree char *empty = fixture_dump (fixture);
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_ptr_array_add (books, fixture_add_book (fixture, texts[i], NULL));
      g_object_set (books->pdata[i], "isbn", texts[i], "notes", i % 2 ? texts[i] : NULL, "price",
                    i % 2 ? G_MAXINT64 : -G_MAXINT64, "weight", i % 3 ? 0.1 * i : NAN, NULL);
    }
  fixture_commit (fixture, "Add");
  before = fixture_dump (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_object_set (books->pdata[i], "notes", texts[(i + 1) % G_N_ELEMENTS (texts)], "price",
                  i % 2 ? -G_MAXINT64 + i : G_MAXINT64 - i, "weight", i % 4 ? 1.0 / i : NAN, NULL);
  fixture_commit (fixture, "Edit");
  after = fixture_dump (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    orm_session_remove (fixture->session, books->pdata[i]);
  fixture_commit (fixture, "Delete");

  for (guint turn = 0; turn < 2; turn++)
    {
      assert_dump (fixture, empty);
      fixture_undo (fixture);
      assert_dump (fixture, after);
      fixture_undo (fixture);
      assert_dump (fixture, before);
      fixture_undo (fixture);
      assert_dump (fixture, empty);
      for (guint i = 0; i < 3; i++)
        fixture_redo (fixture);
    }
}

static double
random_real (void)
{
  guint64 bits;
  double real;

  do
    {
      bits = (guint64) (guint) g_test_rand_int () << 32 | (guint) g_test_rand_int ();
      memcpy (&real, &bits, sizeof real);
    }
  while (!isfinite (real));
  return real;
}

/* Reals of any size too: there is none that a text of 17 digits does not hold. */
static void
test_reals (Fixture       *fixture,
            gconstpointer  data)
{
  static const double special[] = {
    0.0, -0.0, 0.1, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 9007199254740993.0,
    -1.0, 3.0, 1e15, 1e16, 1e22, 1e23, 0.3, 1.0 / 3.0,
  };
  g_autofree char *empty = fixture_dump (fixture);
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < 500; i++)
    {
      g_ptr_array_add (books, fixture_add_book (fixture, "", NULL));
      g_object_set (books->pdata[i], "weight", 1.5, NULL); /* or -0.0 would be no change */
      g_object_set (books->pdata[i], "weight",
                    i < G_N_ELEMENTS (special) ? special[i] : random_real (), NULL);
    }
  fixture_commit (fixture, "Add");
  before = fixture_dump (fixture);
  for (guint i = 0; i < 500; i++)
    g_object_set (books->pdata[i], "weight",
                  i < G_N_ELEMENTS (special) ? -special[i] : random_real (), NULL);
  fixture_commit (fixture, "Edit");
  after = fixture_dump (fixture);
  for (guint i = 0; i < 500; i++)
    orm_session_remove (fixture->session, books->pdata[i]);
  fixture_commit (fixture, "Delete");
  fixture_undo (fixture);
  assert_dump (fixture, after);
  fixture_undo (fixture);
  assert_dump (fixture, before);
  fixture_undo (fixture);
  assert_dump (fixture, empty);
  fixture_redo (fixture);
  assert_dump (fixture, before);
  fixture_redo (fixture);
  assert_dump (fixture, after);
}

/* More changes than are read at once, and rows that refer to each other among them. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autofree char *after = NULL;

  for (guint i = 0; i < 2500; i++)
    {
      g_autofree char *title = g_strdup_printf ("Book %u", i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, author);

      g_object_set (book, "isbn", title, NULL);
    }
  fixture_commit (fixture, "Import");
  after = fixture_dump (fixture);
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_redo (fixture);
  assert_dump (fixture, after);
  g_clear_object (&author);
  author = fixture_load (fixture, TYPE_AUTHOR, 1);
  orm_session_remove (fixture->session, author);
  fixture_commit (fixture, "Delete");
  assert_sql (fixture, "SELECT count (*), count (author_id) FROM book", "2500|0");
  fixture_undo (fixture);
  assert_dump (fixture, after);
}

/* Another session's steps are as good as one's own. */
static void
test_two_sessions (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), fixture->path, ORM_OPEN_DEFAULT, NULL);
  g_autoptr (OrmSession) other = orm_session_new (engine);
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) theirs = NULL;

  fixture_commit (fixture, "Add");
  theirs = orm_session_load (other, TYPE_AUTHOR, 1, NULL);
  g_object_set (theirs, "name", "Anne", NULL);
  g_assert_true (orm_session_commit (other, "Rename", NULL));
  fixture_poll (fixture);
  assert_names (fixture, "Rename", NULL);
  g_assert_cmpstr (author->name, ==, "Anne");
  fixture_undo (fixture);
  g_assert_cmpstr (author->name, ==, "Jane");
  g_assert_true (orm_session_poll (other, NULL));
  g_assert_cmpstr (theirs->name, ==, "Jane");
  g_assert_cmpstr (orm_history_get_redo_name (orm_session_get_history (other)), ==, "Rename");
}

/* A connection that records nothing leaves the journal alone; objects and lists hear of what it
 * does all the same, and earlier steps can be undone where their rows are as they left them. */
static void
test_not_recorded (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = NULL;
  g_autoptr (Book) book = NULL;
  g_autoptr (OrmList) books = NULL;

  fixture_commit (fixture, "Add Jane");
  g_clear_object (&jane);
  fixture_close (fixture);
  fixture_open (fixture, ORM_OPEN_NO_HISTORY);
  books = fixture_list (fixture, TYPE_BOOK, "title");
  anne = fixture_add_author (fixture, "Anne");
  book = fixture_add_book (fixture, "Emma", anne);
  assert_model (books, "");
  fixture_commit (fixture, "Add");
  assert_model (books, "1");
  g_object_set (book, "title", "Agnes", NULL);
  fixture_commit (fixture, "Edit");
  orm_session_remove (fixture->session, anne);
  fixture_commit (fixture, "Remove");
  assert_sql (fixture, "SELECT title, author_id FROM book", "Agnes|NULL");
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  assert_sql (fixture, "SELECT (SELECT group_concat (name) FROM orm_step), count (*)"
                       " FROM orm_change", "Add Jane|1");
  assert_names (fixture, "Add Jane", NULL);

  fixture_sql (fixture, "UPDATE author SET name = 'Joan'");
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_CONFLICT,
                  "“Add Jane” cannot be undone: another program has changed Author “Joan” since");
  fixture_sql (fixture, "UPDATE author SET name = 'Jane'");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM author", "0");
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static gboolean
count_change (const OrmPastChange *change,
              gpointer             n)
{
  (*(guint *) n)++;
  return TRUE;
}

/* A history that somebody holds for longer than its session has nothing to tell, and refuses. */
static void
test_outlives_session (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char closed[] = "The file was closed";
  g_autoptr (OrmHistory) history = g_object_ref (fixture->history);
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) steps = NULL;
  OrmHistorySize size = { 0, 0 };
  guint n_changes = 0;

  fixture_commit (fixture, "Add");
  fixture_close (fixture);
  assert_refused (orm_history_undo (history, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_redo (history, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_go_to (history, 0, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_get_limit (history, &size, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_set_limit (history, &size, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_measure (history, &size, error), ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_list_values (history, jane, "name", error) != NULL,
                  ORM_ERROR_NOT_FOUND, closed);
  assert_refused (orm_history_read_changes (history, 1, count_change, &n_changes, error),
                  ORM_ERROR_NOT_FOUND, closed);
  g_assert_cmpuint (n_changes, ==, 0);
  orm_history_undo_async (history, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_refused (orm_history_move_finish (history, result, error), ORM_ERROR_NOT_FOUND, closed);
  steps = orm_history_get_steps (history);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 0);
  assert_sql (fixture, "SELECT count (*) FROM author", "1");
}

/* The list of steps keeps the session, and works as before. */
static void
test_steps_keep_session (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  GListModel *steps = orm_history_get_steps (fixture->history);
  OrmEngine *engine = g_object_ref (orm_session_get_engine (fixture->session));
  OrmStep *step;

  fixture_commit (fixture, "Add");
  g_clear_object (&fixture->session);
  fixture->history = NULL;
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 1);
  step = g_list_model_get_item (steps, 0);
  g_object_unref (steps);
  g_assert_cmpint (orm_step_get_n_rows (step), ==, 1);
  g_assert_nonnull (orm_record_get_session (ORM_RECORD (jane)));
  g_assert_finalize_object (step);
  g_assert_null (orm_record_get_session (ORM_RECORD (jane)));
  g_assert_finalize_object (engine);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/history/names", test_names);
  fixture_add_test ("/orm/history/another-way", test_another_way);
  fixture_add_test ("/orm/history/reopen", test_reopen);
  fixture_add_test ("/orm/history/unnamed", test_unnamed);
  fixture_add_test ("/orm/history/objects", test_objects);
  fixture_add_test ("/orm/history/exact", test_exact);
  fixture_add_test ("/orm/history/reals", test_reals);
  fixture_add_test ("/orm/history/many", test_many);
  fixture_add_test ("/orm/history/two-sessions", test_two_sessions);
  fixture_add_test ("/orm/history/not-recorded", test_not_recorded);
  fixture_add_test ("/orm/history/outlives-session", test_outlives_session);
  fixture_add_test ("/orm/history/steps-keep-session", test_steps_keep_session);
  return g_test_run ();
}
