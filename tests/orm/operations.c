#include "operations.h"

/* Files */

static gboolean
run_open (Workplace  *self,
          GError    **error)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (self->world->get_schema (), self->fixture->path, ORM_OPEN_CREATE,
                            error);

  if (engine == NULL)
    return FALSE;
  self->fixture->session = orm_session_new (engine);
  self->fixture->history = orm_session_get_history (self->fixture->session);
  return TRUE;
}

static gboolean
run_close (Workplace  *self,
           GError    **error)
{
  workplace_leave (self);
  fixture_close (self->fixture);
  return TRUE;
}

static gboolean
run_check (Workplace  *self,
           GError    **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!orm_engine_check (orm_session_get_engine (self->fixture->session), problems, error))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    g_error ("%s", (char *) problems->pdata[i]);
  return TRUE;
}

/* A file as an older version may have made it: a table without its constraints, an index less. */
static void
prepare_migrate (Workplace *self)
{
  fixture_sql (self->fixture,
               "PRAGMA foreign_keys = OFF; BEGIN;"
               "CREATE TABLE old (reader_id INTEGER PRIMARY KEY, name TEXT, card INTEGER);"
               "INSERT INTO old SELECT * FROM reader; DROP TABLE reader;"
               "ALTER TABLE old RENAME TO reader; DROP INDEX book_pages; PRAGMA user_version = 2;"
               "COMMIT; PRAGMA foreign_keys = ON;");
}

/* Units of work */

static gboolean
run_insert (Workplace  *self,
            GError    **error)
{
  g_autoptr (Author) author = fixture_add_author (self->fixture, "Charlotte");
  g_autoptr (Book) first = fixture_add_book (self->fixture, "Jane Eyre", author);
  g_autoptr (Book) second = fixture_add_book (self->fixture, "Villette", author);
  g_autoptr (Group) parent = g_object_new (TYPE_GROUP, "name", "Parent", NULL);
  g_autoptr (Group) child =
    g_object_new (TYPE_GROUP, "name", "Child", "order", (gint64) 3, "parent", parent, NULL);

  g_object_set (first, "isbn", "isbn-100", "weight", 0.25, "pages", (gint64) 1, NULL);
  orm_session_add (self->fixture->session, child);
  return orm_session_commit (self->fixture->session, "Insert", error);
}

static void
change (Workplace *self)
{
  Book *book = workplace_get (self, TYPE_BOOK, 1);
  GDate day = date_of (31, 12, 2029);

  g_object_set (book, "title", "Changed", "isbn", NULL, "pages", (gint64) 77, "weight", 1.5,
                "lent", TRUE, "published", &day, "notes", NULL, "author", NULL, NULL);
  g_object_set (workplace_get (self, TYPE_BOOK, 2), "author",
                workplace_get (self, TYPE_AUTHOR, 1), NULL);
}

static gboolean
run_change (Workplace  *self,
            GError    **error)
{
  change (self);
  return orm_session_commit (self->fixture->session, "Change", error);
}

static gboolean
run_swap (Workplace  *self,
          GError    **error)
{
  g_object_set (workplace_get (self, TYPE_READER, 1), "card", (gint64) 2, NULL);
  g_object_set (workplace_get (self, TYPE_READER, 2), "card", (gint64) 3, NULL);
  g_object_set (workplace_get (self, TYPE_READER, 3), "card", (gint64) 1, NULL);
  g_object_set (workplace_get (self, TYPE_AUTHOR, 1), "name", "Agnes", NULL);
  return orm_session_commit (self->fixture->session, "Swap", error);
}

static gboolean
run_remove (Workplace  *self,
            GError    **error)
{
  orm_session_remove (self->fixture->session, workplace_get (self, TYPE_AUTHOR, 1));
  orm_session_remove (self->fixture->session, workplace_get (self, TYPE_BOOK, 1));
  orm_session_remove (self->fixture->session, workplace_get (self, TYPE_READER, 1));
  return orm_session_commit (self->fixture->session, "Remove", error);
}

/* What fails between two flushes fails as a whole, whoever hears of the error. */
static gboolean
run_flushes (Workplace  *self,
             GError    **error)
{
  g_autoptr (Author) author = fixture_add_author (self->fixture, "Emily");
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_GROUP);
  g_autoptr (GPtrArray) groups = NULL;

  if (!orm_session_flush (self->fixture->session, error))
    return FALSE;
  groups = orm_session_load_all (self->fixture->session, query, NULL);
  change (self);
  g_object_set (workplace_get (self, TYPE_BOOK, 3), "author", author, NULL);
  if (!orm_session_flush (self->fixture->session, error))
    return FALSE;
  orm_session_remove (self->fixture->session, workplace_get (self, TYPE_LOAN, 2));
  return orm_session_commit (self->fixture->session, "Flushes", error);
}

static gboolean
run_rollback (Workplace  *self,
              GError    **error)
{
  change (self);
  orm_session_remove (self->fixture->session, workplace_get (self, TYPE_BOOK, 3));
  g_object_unref (fixture_add_author (self->fixture, "Nobody"));
  if (!orm_session_flush (self->fixture->session, error))
    return FALSE;
  orm_session_rollback (self->fixture->session);
  return TRUE;
}

/* Savepoints: what is between them is kept or given up, each for itself. */
static gboolean
run_savepoints (Workplace  *self,
                GError    **error)
{
  OrmSession *session = self->fixture->session;
  guint outer, inner;

  g_object_set (workplace_get (self, TYPE_BOOK, 1), "title", "Outside", NULL);
  outer = orm_session_begin_nested (session, error);
  if (outer == 0)
    return FALSE;
  g_object_set (workplace_get (self, TYPE_BOOK, 2), "title", "Kept", "isbn", NULL, NULL);
  g_object_unref (fixture_add_author (self->fixture, "Kept"));
  inner = orm_session_begin_nested (session, error);
  if (inner == 0)
    {
      orm_session_rollback (session);
      return FALSE;
    }
  change (self);
  orm_session_remove (session, workplace_get (self, TYPE_LOAN, 2));
  g_object_unref (fixture_add_author (self->fixture, "Given up"));
  if (!orm_session_flush (session, error))
    {
      orm_session_rollback (session);
      return FALSE;
    }
  orm_session_rollback_to (session, inner);
  if (orm_session_release (session, outer, error)
      && orm_session_commit (session, "Savepoints", error))
    return TRUE;
  orm_session_rollback (session);
  return FALSE;
}

/* All that match */

static gboolean
run_update_all (Workplace  *self,
                GError    **error)
{
  static const OrmAssignment assignments[] = {
    { "price", .source = "pages", .multiplier = 105, .divisor = 100, .addend = 1 },
    { "title", { ORM_VALUE_TEXT, .text = "All alike" } },
    { "author", { ORM_VALUE_NULL } },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  guint64 n_rows;
  gboolean done;

  orm_query_where (query, orm_condition_compare ("author.name", ORM_EQUAL,
                                                 ORM_STRING ("Jane Austen")));
  done = orm_session_update_all (self->fixture->session, query, assignments,
                                 G_N_ELEMENTS (assignments), &n_rows, error)
         && orm_session_commit (self->fixture->session, "All", error);
  g_assert_true (!done || n_rows == WORKPLACE_BOOKS / 2);
  return done;
}

/* Loans go with their books. */
static gboolean
run_remove_all (Workplace  *self,
                GError    **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  guint64 n_rows;
  gboolean done;

  orm_query_where (query, orm_condition_compare ("pages", ORM_LESS, ORM_INT (3)));
  done = orm_session_remove_all (self->fixture->session, query, &n_rows, error)
         && orm_session_commit (self->fixture->session, "All", error);
  g_assert_true (!done || n_rows == 2);
  return done;
}

/* The index for searches */

static gboolean
find_books (Workplace   *self,
            const char  *words,
            const char  *keys,
            GError     **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GArray) found = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  orm_query_where (query, orm_condition_search (words));
  found = orm_session_list_keys (self->fixture->session, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (found, gint64, i));
  if (found != NULL)
    g_assert_cmpstr (text->str, ==, keys);
  return found != NULL;
}

/* A list that could not be asked again tells so by the signal, and SQLite may have given up the
 * transaction with that. */
static gboolean
was_quiet (Workplace  *self,
           GError    **error)
{
  if (self->reported == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->reported));
  return FALSE;
}

/* What cannot be found for want of memory is no reason to find anything else. */
static gboolean
run_search (Workplace  *self,
            GError    **error)
{
  OrmSession *session = self->fixture->session;

  g_object_set (workplace_get (self, TYPE_BOOK, 1), "title", "\303\211tudes", "isbn", "xy-77",
                NULL);
  orm_session_remove (session, workplace_get (self, TYPE_BOOK, 3));
  if (orm_session_flush (session, error) && was_quiet (self, error)
      && find_books (self, "etud y-7", "1 ", error)
      && find_books (self, "book", "2 4 5 6 ", error) && find_books (self, "bn-3", "", error)
      && orm_session_commit (session, "Search", error))
    return TRUE;
  orm_session_rollback (session);
  return FALSE;
}

/* Looking */

static gboolean
run_query (Workplace  *self,
           GError    **error)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT }, { .function = ORM_SUM, .property = "pages" }
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (OrmSummary) summary = NULL;
  g_autoptr (Book) last = NULL;
  g_autoptr (GError) local_error = NULL;
  Author *author;

  orm_query_where (query, orm_condition_search ("book"));
  orm_query_order_by (query, "author.name", ORM_ASCENDING);
  orm_query_order_by (query, "title", ORM_DESCENDING);
  books = orm_session_load_all (self->fixture->session, query, error);
  if (books == NULL)
    return FALSE;
  g_assert_cmpuint (books->len, ==, WORKPLACE_BOOKS);
  g_assert_cmpstr (((Book *) books->pdata[0])->title, ==, "Book 5");
  author = orm_record_load_reference (books->pdata[0], "author", &local_error);
  g_assert_true ((author == NULL) == (local_error != NULL));
  g_assert_true (author == NULL || g_str_equal (author->name, "Jane Austen"));
  last = orm_session_load (self->fixture->session, TYPE_BOOK, WORKPLACE_BOOKS, error);
  if (last == NULL)
    return FALSE;
  g_assert_cmpstr (last->notes, ==, "an old note");
  summary = orm_session_summarize (self->fixture->session, query, "author.name", aggregates,
                                   G_N_ELEMENTS (aggregates), error);
  if (summary == NULL)
    return FALSE;
  g_assert_cmpuint (orm_summary_get_n_groups (summary), ==, 2);
  g_assert_cmpint (orm_summary_get_total (summary, 0, 1) + orm_summary_get_total (summary, 1, 1),
                   ==, 21);
  return TRUE;
}

/* A list tells its errors by the session's signal. */
static gboolean
run_list (Workplace  *self,
          GError    **error)
{
  g_autoptr (OrmList) groups = fixture_list (self->fixture, TYPE_GROUP, "-name");
  g_autoptr (OrmList) loans = NULL;
  guint n_groups = g_list_model_get_n_items (G_LIST_MODEL (groups));

  g_object_get (workplace_get (self, TYPE_BOOK, 1), "loans", &loans, NULL);
  for (guint i = 0; i < n_groups; i++)
    {
      g_autoptr (Group) group = g_list_model_get_item (G_LIST_MODEL (groups), i);
      gboolean is_shown = g_strcmp0 (group->name, "") != 0;

      g_assert_true (is_shown || self->reported != NULL);
    }
  g_assert_true (n_groups == WORKPLACE_BOOKS || self->reported != NULL);
  g_assert_true (g_list_model_get_n_items (G_LIST_MODEL (loans)) == 1 || self->reported != NULL);
  return was_quiet (self, error);
}

/* Steps */

static gboolean
run_undo (Workplace  *self,
          GError    **error)
{
  return orm_history_undo (self->fixture->history, error);
}

static gboolean
run_redo (Workplace  *self,
          GError    **error)
{
  return orm_history_redo (self->fixture->history, error);
}

static gboolean
run_go_to (Workplace  *self,
           GError    **error)
{
  return orm_history_go_to (self->fixture->history, 1, error);
}

/* Only the last step stays, and what can be done again goes. */
static gboolean
run_limit (Workplace  *self,
           GError    **error)
{
  static const OrmHistorySize limit = { .n_steps = 1 };

  return orm_history_set_limit (self->fixture->history, &limit, error);
}

/* What the past is asked for */
static gboolean
run_past (Workplace  *self,
          GError    **error)
{
  OrmHistory *history = self->fixture->history;
  g_autoptr (GPtrArray) values = NULL;
  OrmHistorySize size;

  if (!orm_history_measure (history, &size, error))
    return FALSE;
  g_assert_cmpuint (size.n_steps, ==, 4);
  values =
    orm_history_list_values (history, workplace_get (self, TYPE_AUTHOR, 1), "name", error);
  if (values == NULL)
    return FALSE;
  g_assert_cmpuint (values->len, ==, 2);
  return TRUE;
}

/* Relationships of many to many */

static gboolean
run_links (Workplace  *self,
           GError    **error)
{
  OrmSession *session = self->fixture->session;
  gpointer first = workplace_get (self, TYPE_PUPIL, 1);
  gpointer second = workplace_get (self, TYPE_PUPIL, 2);
  g_autoptr (OrmList) courses = school_get (first, "courses");
  g_autoptr (OrmList) friends = school_get (second, "friends");
  g_autoptr (Pupil) comer = school_add (self->fixture, TYPE_PUPIL, "4", NULL, NULL);
  g_autoptr (OrmList) theirs = school_get (comer, "courses");

  orm_list_remove (courses, workplace_get (self, TYPE_COURSE, 1));
  orm_list_add (courses, workplace_get (self, TYPE_COURSE, 2));
  orm_list_remove (friends, first);
  orm_list_add (friends, comer);
  orm_list_add (theirs, workplace_get (self, TYPE_COURSE, 1));
  orm_session_remove (session, workplace_get (self, TYPE_PUPIL, 3));
  return orm_session_commit (session, "Links", error);
}

/* Beside the main loop */

static gboolean
write_beside (OrmSession    *session,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (Author) anne = NULL;
  g_autoptr (Book) book = orm_session_load (session, TYPE_BOOK, 1, error);

  if (book == NULL)
    return FALSE;
  anne = g_object_new (TYPE_AUTHOR, "name", "Beside", NULL);
  g_object_set (book, "title", "Written beside", "author", anne, NULL);
  orm_session_add (session, anne);
  return TRUE;
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
run_beside (Workplace  *self,
            GError    **error)
{
  OrmSession *session = self->fixture->session;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  orm_session_run_async (session, "Beside", write_beside, NULL, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  done = orm_session_run_finish (session, result, error);
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return done;
}

static void
prepare_poll (Workplace *self)
{
  fixture_sql (self->fixture,
               "DELETE FROM loan WHERE loan_id = 1;"
               "DELETE FROM book WHERE book_id = 4;"
               "UPDATE author SET name = 'Somebody';"
               "UPDATE book SET title = 'Other ' || title, author_id = NULL WHERE book_id = 1;"
               "INSERT INTO book (book_id, title, author_id, pages, price, price_decimals, created,"
               " updated) VALUES (50, 'New', 1, 1, 1, 0, 1700000000000000, 1700000000000000)");
}

static gboolean
run_poll (Workplace  *self,
          GError    **error)
{
  return orm_session_poll (self->fixture->session, error);
}

const Operation operations[] = {
  { "create", NULL, run_open, .starts_closed = TRUE, .starts_empty = TRUE },
  { "open", NULL, run_open, .starts_closed = TRUE },
  { "migrate", prepare_migrate, run_open, .starts_closed = TRUE },
  { "close", NULL, run_close },
  { "check", NULL, run_check },
  { "insert", NULL, run_insert },
  { "change", NULL, run_change },
  { "swap", NULL, run_swap },
  { "remove", NULL, run_remove },
  { "flushes", NULL, run_flushes },
  { "rollback", NULL, run_rollback },
  { "query", NULL, run_query },
  { "list", NULL, run_list },
  { "undo", NULL, run_undo },
  { "redo", NULL, run_redo },
  { "poll", prepare_poll, run_poll },
  { "savepoints", NULL, run_savepoints },
  { "update-all", NULL, run_update_all },
  { "remove-all", NULL, run_remove_all },
  { "search", NULL, run_search },
  { "go-to", NULL, run_go_to },
  { "limit", NULL, run_limit },
  { "past", NULL, run_past },
  { "links", NULL, run_links, .world = &school_world },
  { "beside", NULL, run_beside },
};
const guint n_operations = G_N_ELEMENTS (operations);

/* Returns: of how many calls one is tried: @usual, or what STOCKBOOK_TEST_ALL=1 or, for valgrind,
 * STOCKBOOK_TEST_FEW=1 in the environment make of it */
guint
operations_get_step (guint usual)
{
  if (g_getenv ("STOCKBOOK_TEST_ALL") != NULL)
    return 1;
  return g_getenv ("STOCKBOOK_TEST_FEW") != NULL ? usual * 16 : usual;
}
