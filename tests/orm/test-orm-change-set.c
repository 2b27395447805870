#include "fixture.h"

/* What a layer above hears: before a save it may refuse, after a commit it is told of each row. */

typedef struct
{
  GString *text;
  guint n_calls;
} Told;

static void
print_class (GString            *text,
             const OrmChangeSet *set,
             GType               type,
             const char         *name,
             const char         *property)
{
  guint n_rows;
  const OrmRowChange *rows = orm_change_set_get_rows (set, type, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%s%c%d%s ", name, "+~-"[rows[i].kind], (int) rows[i].key,
                            orm_row_change_has (&rows[i], property) ? "!" : "");
}

/* Notes each row as "book~1!": with "!" where the title or name has changed. */
static void
note_changes (OrmSession   *session,
              OrmChangeSet *set,
              gpointer      user_data)
{
  Told *told = user_data;

  g_string_truncate (told->text, 0);
  print_class (told->text, set, TYPE_AUTHOR, "author", "name");
  print_class (told->text, set, TYPE_BOOK, "book", "title");
  print_class (told->text, set, TYPE_LOAN, "loan", "due");
  told->n_calls++;
}

#define assert_told(told, expected) \
  G_STMT_START { \
    g_assert_cmpstr ((told)->text->str, ==, expected); \
    g_string_truncate ((told)->text, 0); \
  } G_STMT_END

static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Told told = { text, 0 };
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autoptr (Book) other = fixture_add_book (fixture, "Agnes", author);

  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changes), &told);
  fixture_commit (fixture, "Add");
  assert_told (&told, "author+1! book+1! book+2! ");
  g_object_set (other, "pages", (gint64) 3, NULL);
  g_object_set (book, "title", "Zelda", NULL);
  fixture_commit (fixture, "Edit");
  assert_told (&told, "book~1! book~2 ");
  fixture_undo (fixture);
  assert_told (&told, "book~1! book~2 ");
  fixture_redo (fixture);
  assert_told (&told, "book~1! book~2 ");
  orm_session_remove (fixture->session, author); /* the books lose it by their rule */
  fixture_commit (fixture, "Remove");
  assert_told (&told, "author-1! book~1 book~2 ");
  fixture_undo (fixture);
  assert_told (&told, "author+1! book~1 book~2 ");
  g_assert_cmpuint (told.n_calls, ==, 6);
  g_object_set (book, "pages", (gint64) -11, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “-11”: at least -10, at most 100000");
  fixture_commit (fixture, "Nothing");
  g_assert_cmpuint (told.n_calls, ==, 6);
}

/* Rows that a rule deletes are told as well. */
static void
test_cascade (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Told told = { text, 0 };
  g_autoptr (Book) book = NULL;

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('Emma');"
                        "INSERT INTO loan (due, book_id) VALUES ('2024-01-01', 1),"
                        " ('2024-01-01', 1)");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changes), &told);
  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Remove");
  assert_told (&told, "book-1! loan-1! loan-2! ");
}

/* Several flushes are told as one: what a row was before and what it is after. */
static void
test_joined (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Told told = { text, 0 };
  g_autoptr (Book) changed = fixture_add_book (fixture, "Changed", NULL);
  g_autoptr (Book) removed = fixture_add_book (fixture, "Removed", NULL);
  g_autoptr (Book) again = fixture_add_book (fixture, "Again", NULL);
  g_autoptr (Book) added = NULL;
  g_autoptr (Book) passing = NULL;
  g_autoptr (Book) replacement = NULL;

  fixture_commit (fixture, "Add");
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changes), &told);
  g_object_set (changed, "pages", (gint64) 1, NULL);
  g_object_set (removed, "pages", (gint64) 1, NULL);
  orm_session_remove (fixture->session, again);
  added = fixture_add_book (fixture, "Added", NULL);
  passing = fixture_add_book (fixture, "Passing", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_object_set (changed, "title", "Other", NULL);
  g_object_set (added, "title", "Other", NULL);
  orm_session_remove (fixture->session, removed);
  orm_session_remove (fixture->session, passing);
  replacement = g_object_new (TYPE_BOOK, "book-id", (gint64) 3, NULL);
  orm_session_add (fixture->session, replacement);
  fixture_commit (fixture, "All");
  assert_told (&told, "book~1! book-2! book~3! book+4! ");
}

/* What was rolled back to a savepoint is not told. */
static void
test_savepoint (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Told told = { text, 0 };
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) added = NULL;
  guint savepoint;

  fixture_commit (fixture, "Add");
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changes), &told);
  g_object_set (book, "pages", (gint64) 1, NULL);
  savepoint = orm_session_begin_nested (fixture->session, NULL);
  g_object_set (book, "title", "Zelda", NULL);
  added = fixture_add_book (fixture, "Added", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  orm_session_rollback_to (fixture->session, savepoint);
  fixture_commit (fixture, "Edit");
  assert_told (&told, "book~1 ");
}

/* Whoever is told may write: that is told in its turn. */
static void
write_more (OrmSession   *session,
            OrmChangeSet *set,
            gpointer      user_data)
{
  guint n_rows;
  const OrmRowChange *rows = orm_change_set_get_rows (set, TYPE_BOOK, &n_rows);
  g_autoptr (Author) author = NULL;
  g_autoptr (GError) error = NULL;

  if (n_rows == 0)
    return;
  g_assert_cmpint (rows[0].kind, ==, ORM_ROW_INSERTED);
  author = g_object_new (TYPE_AUTHOR, "name", "of a book", NULL);
  orm_session_add (session, author);
  orm_session_commit (session, "More", &error);
  g_assert_no_error (error);
}

static void
test_write_more (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Told told = { text, 0 };
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  g_signal_connect (fixture->session, "changed", G_CALLBACK (write_more), NULL);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changes), &told);
  fixture_commit (fixture, "Add");
  g_assert_cmpuint (told.n_calls, ==, 2);
  assert_sql (fixture, "SELECT name FROM author", "of a book");
}

/* A class says what it takes. */

static guint n_validated;

static gboolean
validate_reader (OrmRecord  *record,
                 GError    **error)
{
  Reader *reader = (Reader *) record;

  n_validated++;
  if (reader->card % 2 == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Card %d is odd", (int) reader->card);
  return FALSE;
}

static void
assert_invalid (Fixture    *fixture,
                const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (orm_session_commit (fixture->session, "Edit", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_validate (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "A", "card", (gint64) 2, NULL);
  g_autoptr (Reader) odd = g_object_new (TYPE_READER, "name", "B", "card", (gint64) 3, NULL);
  g_autoptr (Author) author = NULL;
  OrmRecordClass *klass = ORM_RECORD_GET_CLASS (reader);
  guint64 before;

  klass->validate = validate_reader;
  orm_session_add (fixture->session, reader);
  fixture_commit (fixture, "Add");
  n_validated = 0;

  /* Nothing is written, and everything is as it was, in objects too */
  g_object_set (reader, "card", (gint64) 4, NULL);
  orm_session_add (fixture->session, odd);
  author = fixture_add_author (fixture, "Jane");
  before = fixture_get_statements (fixture);
  assert_invalid (fixture, "Card 3 is odd");
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);
  g_assert_cmpuint (n_validated, ==, 2);
  g_assert_cmpint (reader->card, ==, 2);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (odd)), ==, ORM_STATE_DETACHED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (author)), ==, ORM_STATE_DETACHED);
  g_assert_false (orm_session_has_changes (fixture->session));
  assert_sql (fixture, "SELECT card FROM reader", "2");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "1");

  /* What is already flushed goes as well */
  g_object_set (reader, "card", (gint64) 6, NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_object_set (reader, "card", (gint64) 7, NULL);
  assert_invalid (fixture, "Card 7 is odd");
  g_assert_cmpint (reader->card, ==, 2);

  /* What is to go is not asked */
  n_validated = 0;
  orm_session_remove (fixture->session, reader);
  fixture_commit (fixture, "Remove");
  g_assert_cmpuint (n_validated, ==, 0);
  klass->validate = NULL;
}

/* Within a flush, whoever hears of it can neither write nor roll back. */

#define BUSY "The changes are being written already"

static guint n_refused;

static void
try_to_write (OrmSession *session)
{
  assert_refused (orm_session_flush (session, error), ORM_ERROR_BUSY, BUSY);
  assert_refused (orm_session_commit (session, "Inner", error), ORM_ERROR_BUSY, BUSY);
  assert_refused (orm_session_begin_nested (session, error) != 0, ORM_ERROR_BUSY, BUSY);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_writing*");
  orm_session_rollback (session);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*is_writing*");
  orm_session_rollback_to (session, 1);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*orm_session_has_changes*");
  g_assert_false (orm_history_undo (orm_session_get_history (session), NULL));
  g_test_assert_expected_messages ();
  n_refused++;
}

static gboolean
validate_by_writing (OrmRecord  *record,
                     GError    **error)
{
  try_to_write (orm_record_get_session (record));
  return TRUE;
}

static void
write_when_told (OrmRecord *record)
{
  try_to_write (orm_record_get_session (record));
}

static void
test_within_flush (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "A", "card", (gint64) 2, NULL);
  g_autoptr (Reader) other = g_object_new (TYPE_READER, "name", "B", "card", (gint64) 4, NULL);
  OrmRecordClass *klass = ORM_RECORD_GET_CLASS (reader);

  klass->validate = validate_by_writing;
  g_signal_connect (reader, "notify::reader-id", G_CALLBACK (write_when_told), NULL);
  orm_session_add (fixture->session, reader);
  orm_session_add (fixture->session, other);
  n_refused = 0;
  fixture_commit (fixture, "Outer");
  klass->validate = NULL;
  g_assert_cmpuint (n_refused, ==, 3);
  assert_sql (fixture, "SELECT group_concat (name) FROM orm_step", "Outer");
  assert_sql (fixture, "SELECT count (*) FROM reader", "2");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM reader", "0");
}

/* Whoever hears of what was committed may go on from there, once. */

typedef void (*Act) (Fixture *fixture);

typedef struct
{
  Fixture *fixture;
  Act act;
} Hearing;

static void
hear (Hearing *hearing)
{
  Act act = g_steal_pointer (&hearing->act);

  if (act != NULL)
    act (hearing->fixture);
}

static void
add_anne (Fixture *fixture)
{
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");

  fixture_commit (fixture, "Anne");
}

static void
flush_anne (Fixture *fixture)
{
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");

  g_assert_true (orm_session_flush (fixture->session, NULL));
  orm_session_rollback (fixture->session);
}

static void
test_within_publish (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct { Act act; const char *names; const char *steps; } cases[] = {
    { add_anne, "Anne,Jane", "Jane,Anne" },
    { flush_anne, "Jane", "Jane" },
    { fixture_undo, "NULL", "Jane" },
  };
  static const char *const signals[] = { "items-changed", "changed", "committed", "notify" };

  for (guint i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (signals); i++)
    {
      const char *name = signals[i % G_N_ELEMENTS (signals)];
      guint n_case = i / G_N_ELEMENTS (signals);
      Hearing hearing = { fixture, cases[n_case].act };
      g_autoptr (Author) jane = NULL;
      g_autoptr (OrmList) list = fixture_list (fixture, TYPE_AUTHOR, "name");
      gpointer source = g_str_equal (name, "items-changed") ? (gpointer) list
                        : g_str_equal (name, "notify") ? (gpointer) fixture->history
                                                       : fixture->session;
      gulong handler;

      assert_model (list, "");
      jane = fixture_add_author (fixture, "Jane");
      handler = g_signal_connect_swapped (source, name, G_CALLBACK (hear), &hearing);
      fixture_commit (fixture, "Jane");
      g_assert_null (hearing.act);
      g_signal_handler_disconnect (source, handler);
      assert_sql (fixture, "SELECT group_concat (name) FROM (SELECT name FROM author"
                           " ORDER BY name)", cases[n_case].names);
      assert_sql (fixture, "SELECT group_concat (name) FROM orm_step", cases[n_case].steps);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==,
                        n_case == 0 ? 2 : n_case == 1 ? 1 : 0);
      while (orm_history_get_undo_name (fixture->history) != NULL)
        fixture_undo (fixture);
      assert_model (list, "");
      fixture_sql (fixture, "DELETE FROM orm_change; DELETE FROM orm_step;"
                            " DELETE FROM sqlite_sequence");
      fixture_poll (fixture);
    }
}

/* The last one who holds a session may let go of it while it tells. */
static void
test_let_go (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const signals[] = { "notify::author-id", "changed", "committed" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (Author) jane = fixture_add_author (fixture, signals[i]);
      gpointer source = i == 0 ? (gpointer) jane : fixture->session;
      OrmSession *session = g_steal_pointer (&fixture->session);
      OrmSession *seen = session;

      g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &seen);
      g_signal_connect_swapped (source, signals[i], G_CALLBACK (g_object_unref), session);
      g_assert_true (orm_session_commit (session, "Add", NULL));
      g_assert_null (seen);
      g_assert_null (orm_record_get_session (ORM_RECORD (jane)));
      fixture_open (fixture, ORM_OPEN_DEFAULT);
      assert_sql (fixture, "SELECT count (*) FROM author", i == 0 ? "1" : i == 1 ? "2" : "3");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/change-set/rows", test_rows);
  fixture_add_test ("/orm/change-set/cascade", test_cascade);
  fixture_add_test ("/orm/change-set/joined", test_joined);
  fixture_add_test ("/orm/change-set/savepoint", test_savepoint);
  fixture_add_test ("/orm/change-set/write-more", test_write_more);
  fixture_add_test ("/orm/change-set/validate", test_validate);
  fixture_add_test ("/orm/change-set/within-flush", test_within_flush);
  fixture_add_test ("/orm/change-set/within-publish", test_within_publish);
  fixture_add_test ("/orm/change-set/let-go", test_let_go);
  return g_test_run ();
}
