#include "fixture.h"

/* Queries and writes beside the main loop. */

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_books (Fixture *fixture)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *title = g_strdup_printf ("Book %u", 9 - i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, i < 3 ? jane : NULL);

      g_object_set (book, "price", (gint64) i, NULL);
    }
  fixture_commit (fixture, "Add");
}

static void
test_list_keys (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) expected = NULL;
  g_autoptr (GArray) keys = NULL;

  add_books (fixture);
  orm_query_order_by (query, "title", ORM_ASCENDING);
  orm_query_where (query, orm_condition_compare ("price", ORM_GREATER, ORM_INT (2)));
  expected = orm_session_list_keys (fixture->session, query, NULL);
  orm_session_list_keys_async (fixture->session, query, NULL, take_result, &result);
  orm_query_limit (query, 1); /* what becomes of the query later does not matter */
  wait_for (&result);
  keys = orm_session_list_keys_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (keys->data, keys->len * sizeof (gint64), expected->data,
                   expected->len * sizeof (gint64));
  g_assert_cmpuint (keys->len, ==, 7);
}

static void
test_summarize (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmCondition) cheap = orm_condition_compare ("price", ORM_LESS, ORM_INT (5));
  OrmAggregate aggregates[] = {
    { .function = ORM_SUM, .property = "price" },
    { .function = ORM_COUNT, .where = orm_condition_ref (cheap) },
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) count = NULL;
  g_autoptr (OrmSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  add_books (fixture);
  orm_session_summarize_async (fixture->session, query, "author", aggregates, 2, NULL, take_result,
                               &result);
  orm_condition_unref (aggregates[1].where);
  aggregates[0].property = "nonsense";
  orm_session_count_async (fixture->session, query, NULL, take_result, &count);
  wait_for (&count);
  g_assert_nonnull (result); /* in order */
  summary = orm_session_summarize_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (orm_summary_get_n_groups (summary), ==, 2);
  g_assert_cmpint ((gint64) orm_summary_get_total (summary, 0, 0), ==, 42);
  g_assert_cmpint ((gint64) orm_summary_get_total (summary, 0, 1), ==, 2);
  g_assert_cmpint ((gint64) orm_summary_get_total (summary, 1, 0), ==, 3);
  g_assert_cmpint (orm_session_count_finish (fixture->session, count, &error), ==, 10);
}

static gboolean
write_author (OrmSession    *session,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (Author) jane = orm_session_load (session, TYPE_AUTHOR, 1, error);
  g_autoptr (Author) anne = g_object_new (TYPE_AUTHOR, "name", "Anne", NULL);

  g_assert_true (data == NULL || data != g_thread_self ()); /* which was given by the other */
  g_object_set (jane, "name", "Emily", NULL);
  orm_session_add (session, anne);
  return TRUE;
}

/* Everybody has heard of it when the callback comes. */
static void
test_run (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_AUTHOR, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture_commit (fixture, "Add");
  assert_model (list, "1");
  orm_session_run_async (fixture->session, "Write", write_author, g_thread_self (), NULL,
                         take_result, &result);
  wait_for (&result);
  g_assert_true (orm_session_run_finish (fixture->session, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (jane->name, ==, "Emily");
  assert_model (list, "1 2");
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Write");
  assert_sql (fixture, "SELECT name FROM author ORDER BY 1", "Anne\nEmily");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name FROM author", "Jane");
}

static void
note_refreshed (OrmSession *session,
                GString    *notes)
{
  g_string_append (notes, "refreshed ");
}

static void
note_changed (OrmSession   *session,
              OrmChangeSet *set,
              GString      *notes)
{
  guint n_rows;
  const OrmRowChange *rows = orm_change_set_get_rows (set, TYPE_AUTHOR, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (notes, "%" G_GINT64_FORMAT "%c ", rows[i].key, "iud"[rows[i].kind]);
}

/* Returns: (transfer full): what the session tells from now on */
static GString *
note_signals (Fixture *fixture)
{
  GString *notes = g_string_new (NULL);

  g_signal_connect (fixture->session, "refreshed", G_CALLBACK (note_refreshed), notes);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_changed), notes);
  return notes;
}

#define assert_told(notes, expected) \
  G_STMT_START { \
    g_assert_cmpstr ((notes)->str, ==, expected); \
    g_string_truncate (notes, 0); \
  } G_STMT_END

static void
move (Fixture *fixture,
      void   (*move_async) (OrmHistory *, GCancellable *, GAsyncReadyCallback, gpointer))
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  move_async (fixture->history, NULL, take_result, &result);
  wait_for (&result);
  g_assert_true (orm_history_move_finish (fixture->history, result, &error));
  g_assert_no_error (error);
}

/* Who is in use and was not written is not read again, however many there are. */
static void
test_only_changed (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_AUTHOR, "name");
  g_autoptr (OrmList) books = fixture_list (fixture, TYPE_BOOK, NULL);
  g_autoptr (Book) book = fixture_add_book (fixture, "Book", jane);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GString) notes = NULL;

  fixture_commit (fixture, "Add");
  assert_model (list, "1");
  assert_model (books, "1");
  fixture_sql (fixture, "UPDATE author SET born = '2000-01-01'"); /* is caught up with first */
  notes = note_signals (fixture);
  orm_session_run_async (fixture->session, "Write", write_author, g_thread_self (), NULL,
                         take_result, &result);
  assert_told (notes, "refreshed ");
  g_assert_cmpint (g_date_get_year (&jane->born), ==, 2000);
  wait_for (&result);
  g_assert_true (orm_session_run_finish (fixture->session, result, NULL));
  assert_told (notes, "1u 2i ");
  g_assert_cmpstr (jane->name, ==, "Emily");
  assert_model (list, "2 1");
  move (fixture, orm_history_undo_async);
  assert_told (notes, "1u 2d ");
  g_assert_cmpstr (jane->name, ==, "Jane");
  assert_model (list, "1");
  fixture_poll (fixture);
  assert_told (notes, ""); /* nothing is left to hear of */
}

static gboolean
wait_and_write (OrmSession    *session,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  while (!g_atomic_int_get ((int *) data))
    g_usleep (1000);
  return write_author (session, NULL, cancellable, error);
}

/* Another program, which no step tells of, writes while the work waits: all is read again. */
static void
test_others_write (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Book", jane);
  g_autoptr (GString) notes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  int may_begin = FALSE;

  fixture_commit (fixture, "Add");
  notes = note_signals (fixture);
  orm_session_run_async (fixture->session, "Write", wait_and_write, &may_begin, NULL, take_result,
                         &result);
  fixture_sql (fixture, "UPDATE book SET title = 'Raw'");
  g_atomic_int_set (&may_begin, TRUE);
  wait_for (&result);
  g_assert_true (orm_session_run_finish (fixture->session, result, NULL));
  assert_told (notes, "refreshed ");
  g_assert_cmpstr (jane->name, ==, "Emily");
  g_assert_cmpstr (book->title, ==, "Raw");
}

typedef struct
{
  int is_writing; /* atomic */
  int may_end;    /* atomic */
} Hold;

/* Writes, and holds the file until it may end. */
static gboolean
hold_file (OrmSession    *session,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Hold *hold = data;

  write_author (session, NULL, cancellable, error);
  g_assert_true (orm_session_flush (session, NULL));
  g_atomic_int_set (&hold->is_writing, TRUE);
  while (!g_atomic_int_get (&hold->may_end))
    g_usleep (1000);
  return TRUE;
}

/* Meanwhile the session reads what there was, and a write is answered at once. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Hold hold = { FALSE, FALSE };

  fixture_commit (fixture, "Add");
  orm_session_run_async (fixture->session, "Write", hold_file, &hold, NULL, take_result, &result);
  while (!g_atomic_int_get (&hold.is_writing))
    g_usleep (1000);
  g_assert_cmpint (orm_session_count (fixture->session, query, NULL), ==, 1);
  g_object_set (jane, "name", "Joan", NULL);
  g_assert_false (orm_session_commit (fixture->session, "Mine", &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_BUSY);
  g_assert_cmpstr (jane->name, ==, "Jane");
  g_atomic_int_set (&hold.may_end, TRUE);
  wait_for (&result);
  g_assert_true (orm_session_run_finish (fixture->session, result, NULL));
  g_assert_cmpstr (jane->name, ==, "Emily");
}

/* Writes for ever, without a look at the cancellable. */
static gboolean
write_for_ever (OrmSession    *session,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  Hold *hold = data;

  for (gint64 i = 1;; i++)
    {
      g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "r", "card", i, NULL);

      orm_session_add (session, reader);
      if (i % 100 == 0 && !orm_session_flush (session, error))
        return FALSE;
      g_atomic_int_set (&hold->is_writing, i > 1000);
    }
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  Hold hold = { FALSE, FALSE };

  add_books (fixture);
  before = fixture_dump (fixture);
  orm_session_run_async (fixture->session, "Write", write_for_ever, &hold, cancellable, take_result,
                         &result);
  while (!g_atomic_int_get (&hold.is_writing))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  wait_for (&result);
  g_assert_false (orm_session_run_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_dump (fixture, before);
  assert_sql (fixture, "SELECT group_concat (name) FROM orm_step", "Add");
}

/* Only the end of what has begun to write says whether it was done: nobody is answered before. */
static void
test_cancel_begun (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Hold hold = { FALSE, FALSE };

  fixture_commit (fixture, "Add");
  orm_session_run_async (fixture->session, "Write", hold_file, &hold, cancellable, take_result,
                         &result);
  while (!g_atomic_int_get (&hold.is_writing))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (result);
  g_atomic_int_set (&hold.may_end, TRUE);
  wait_for (&result);
  g_assert_false (orm_session_run_finish (fixture->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_sql (fixture, "SELECT group_concat (name) FROM author", "Jane");
}

/* What is cancelled before its turn is not begun. */
static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GAsyncResult) keys = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GError) error = NULL;

  add_books (fixture);
  g_cancellable_cancel (cancellable);
  orm_session_list_keys_async (fixture->session, query, cancellable, take_result, &keys);
  orm_history_undo_async (fixture->history, cancellable, take_result, &undone);
  wait_for (&undone);
  g_assert_null (orm_session_list_keys_finish (fixture->session, keys, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (orm_history_move_finish (fixture->history, undone, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_sql (fixture, "SELECT count (*), (SELECT sum (undone) FROM orm_step) FROM book", "10|0");
}

/* What is cancelled while it waits for its turn is answered while what is in front goes on. */
static void
test_cancelled_waiting (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_AUTHOR);
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) keys = NULL;
  g_autoptr (GError) error = NULL;
  Hold hold = { FALSE, FALSE };

  fixture_commit (fixture, "Add");
  orm_session_run_async (fixture->session, "Write", hold_file, &hold, NULL, take_result, &written);
  orm_history_undo_async (fixture->history, cancellable, take_result, &undone);
  orm_session_list_keys_async (fixture->session, query, cancellable, take_result, &keys);
  while (!g_atomic_int_get (&hold.is_writing))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  wait_for (&undone);
  wait_for (&keys);
  g_assert_null (written);
  g_assert_false (orm_history_move_finish (fixture->history, undone, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_atomic_int_set (&hold.may_end, TRUE);
  wait_for (&written);
  g_assert_true (orm_session_run_finish (fixture->session, written, NULL));
  assert_sql (fixture, "SELECT count (*), sum (undone) FROM orm_step", "2|0");
}

static gboolean
refuse (OrmSession    *session,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  write_author (session, NULL, cancellable, error);
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_CHECK, "No");
  return FALSE;
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (GAsyncResult) result = NULL;

  fixture_commit (fixture, "Add");
  orm_session_run_async (fixture->session, "Write", refuse, NULL, NULL, take_result, &result);
  wait_for (&result);
  assert_refused (orm_session_run_finish (fixture->session, result, error), ORM_ERROR_CHECK, "No");
  assert_sql (fixture, "SELECT name FROM author", "Jane");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_AUTHOR, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *dump = NULL;

  add_books (fixture);
  dump = fixture_dump (fixture);
  assert_model (list, "1");
  move (fixture, orm_history_undo_async);
  assert_model (list, "");
  g_assert_null (orm_history_get_undo_name (fixture->history));
  g_assert_cmpstr (orm_history_get_redo_name (fixture->history), ==, "Add");
  orm_history_undo_async (fixture->history, NULL, take_result, &result);
  wait_for (&result);
  assert_refused (orm_history_move_finish (fixture->history, result, error), ORM_ERROR_NOT_FOUND,
                  "There is nothing to undo");
  move (fixture, orm_history_redo_async);
  assert_dump (fixture, dump);
  assert_model (list, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_async_test ("/orm/session-async/list-keys", test_list_keys);
  fixture_add_async_test ("/orm/session-async/summarize", test_summarize);
  fixture_add_async_test ("/orm/session-async/run", test_run);
  fixture_add_async_test ("/orm/session-async/only-changed", test_only_changed);
  fixture_add_async_test ("/orm/session-async/others-write", test_others_write);
  fixture_add_async_test ("/orm/session-async/busy", test_busy);
  fixture_add_async_test ("/orm/session-async/cancel", test_cancel);
  fixture_add_async_test ("/orm/session-async/cancel-begun", test_cancel_begun);
  fixture_add_async_test ("/orm/session-async/cancelled-before", test_cancelled_before);
  fixture_add_async_test ("/orm/session-async/cancelled-waiting", test_cancelled_waiting);
  fixture_add_async_test ("/orm/session-async/refused", test_refused);
  fixture_add_async_test ("/orm/session-async/undo", test_undo);
  return g_test_run ();
}
