#include "operations.h"

#include "orm/orm-session-private.h"
#include "orm/orm-table.h"

#define N_BOOKS 6

/* Writes what every operation finds: rows of every class, steps to undo and one to redo. */
void
operations_fill_file (Fixture *fixture)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  GDate due = date_of (1, 3, 2030);

  for (guint i = 1; i <= N_BOOKS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Book %u", i);
      g_autofree char *isbn = g_strdup_printf ("isbn-%u", i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, i % 2 ? jane : anne);
      g_autoptr (Reader) reader =
        g_object_new (TYPE_READER, "name", title, "card", (gint64) i, NULL);
      g_autoptr (Loan) loan = g_object_new (TYPE_LOAN, "due", &due, "book", book, NULL);
      g_autoptr (Group) group = g_object_new (TYPE_GROUP, "name", title, NULL);

      g_object_set (book, "isbn", isbn, "pages", (gint64) i, "notes", "an old note", NULL);
      if (i > 1)
        g_object_set (loan, "reader", reader, NULL);
      orm_session_add (fixture->session, reader);
      orm_session_add (fixture->session, loan);
      orm_session_add (fixture->session, group);
    }
  fixture_commit (fixture, "Begin");
  g_object_set (jane, "name", "Jane Austen", NULL);
  fixture_commit (fixture, "Rename");
  orm_session_remove (fixture->session, anne);
  fixture_commit (fixture, "Remove");
  g_object_set (jane, "name", "J. A.", NULL);
  fixture_commit (fixture, "Shorten");
  fixture_undo (fixture);
}

static gpointer
held (Workplace *self,
      GType      type,
      gint64     key)
{
  for (guint i = 0; i < self->held->len; i++)
    if (G_OBJECT_TYPE (self->held->pdata[i]) == type
        && orm_record_get_key (self->held->pdata[i]) == key)
      return self->held->pdata[i];
  g_assert_not_reached ();
}

static void
error_cb (Workplace    *self,
          const GError *error)
{
  if (self->reported == NULL)
    self->reported = g_error_copy (error);
}

/* Looks at part of an open file. */
void
workplace_enter (Workplace *self)
{
  OrmSession *session = self->fixture->session;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmList) books = NULL;

  orm_query_order_by (query, "author.name", ORM_ASCENDING);
  books = orm_list_new (session, query);
  self->mirror = mirror_new (books);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_AUTHOR, 1));
  for (gint64 key = 1; key <= 3; key++)
    {
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_BOOK, key));
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_READER, key));
      g_ptr_array_add (self->held, fixture_load (self->fixture, TYPE_LOAN, key));
    }
  g_signal_connect_swapped (session, "error", G_CALLBACK (error_cb), self);
}

/* Looks away. */
void
workplace_leave (Workplace *self)
{
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->mirror, mirror_free);
  g_clear_error (&self->reported);
  if (self->fixture->session != NULL)
    g_signal_handlers_disconnect_by_data (self->fixture->session, self);
}

/* A record in use holds what its row holds: read anew by the mapper, since what the mapper reads is
 * compared with the raw dump elsewhere. */
static void
check_record (Workplace *self,
              Fixture   *fresh,
              OrmRecord *record)
{
  OrmTable *table = orm_table_of_record (record);
  g_autoptr (OrmRecord) row = NULL;

  g_assert_cmpint (orm_record_get_state (record), ==, ORM_STATE_CLEAN);
  row = fixture_load (fresh, table->type, orm_record_get_key (record));
  for (guint i = 0; i < table->n_columns; i++)
    {
      char buffers[2][ORM_FIELD_BUFFER];

      g_assert_true (orm_value_equal (orm_field_get (record, &table->columns[i], buffers[0]),
                                      orm_field_get (row, &table->columns[i], buffers[1])));
    }
}

/* After everything: the file is whole, and all that is in use is as the file. */
void
workplace_check (Workplace *self)
{
  Fixture fresh = { .get_schema = self->fixture->get_schema, .path = self->fixture->path };
  g_autoptr (GPtrArray) records = NULL;

  fixture_check_whole (self->fixture);
  g_assert_false (orm_session_has_changes (self->fixture->session));
  fixture_poll (self->fixture);
  records = orm_identity_map_list (&self->fixture->session->records);
  fixture_open (&fresh, ORM_OPEN_DEFAULT);
  for (guint i = 0; i < records->len; i++)
    check_record (self, &fresh, g_ptr_array_index (records, i));
  g_assert_cmpstr (orm_history_get_undo_name (self->fixture->history), ==,
                   orm_history_get_undo_name (fresh.history));
  g_assert_cmpstr (orm_history_get_redo_name (self->fixture->history), ==,
                   orm_history_get_redo_name (fresh.history));
  if (self->mirror != NULL)
    {
      g_autofree char *keys =
        fixture_ask (self->fixture,
                     "SELECT group_concat (book_id, ' ') FROM (SELECT book_id FROM book LEFT JOIN"
                     " author USING (author_id) ORDER BY author.name NULLS LAST, book_id)");

      mirror_check (self->mirror);
      assert_model (self->mirror->model, keys);
    }
  fixture_close (&fresh);
}

/* Returns: (transfer full): all rows, and the steps of the history */
char *
workplace_dump (Workplace *self)
{
  g_autofree char *rows = fixture_dump (self->fixture);
  g_autofree char *steps = fixture_ask (self->fixture, "SELECT name, undone FROM orm_step");

  return g_strconcat (rows, steps, NULL);
}

/* Files */

static gboolean
run_open (Workplace  *self,
          GError    **error)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), self->fixture->path, ORM_OPEN_CREATE, error);

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
  Book *book = held (self, TYPE_BOOK, 1);
  GDate day = date_of (31, 12, 2029);

  g_object_set (book, "title", "Changed", "isbn", NULL, "pages", (gint64) 77, "weight", 1.5, "lent",
                TRUE, "published", &day, "notes", NULL, "author", NULL, NULL);
  g_object_set (held (self, TYPE_BOOK, 2), "author", held (self, TYPE_AUTHOR, 1), NULL);
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
  g_object_set (held (self, TYPE_READER, 1), "card", (gint64) 2, NULL);
  g_object_set (held (self, TYPE_READER, 2), "card", (gint64) 3, NULL);
  g_object_set (held (self, TYPE_READER, 3), "card", (gint64) 1, NULL);
  g_object_set (held (self, TYPE_AUTHOR, 1), "name", "Agnes", NULL);
  return orm_session_commit (self->fixture->session, "Swap", error);
}

static gboolean
run_remove (Workplace  *self,
            GError    **error)
{
  orm_session_remove (self->fixture->session, held (self, TYPE_AUTHOR, 1));
  orm_session_remove (self->fixture->session, held (self, TYPE_BOOK, 1));
  orm_session_remove (self->fixture->session, held (self, TYPE_READER, 1));
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
  g_object_set (held (self, TYPE_BOOK, 3), "author", author, NULL);
  if (!orm_session_flush (self->fixture->session, error))
    return FALSE;
  orm_session_remove (self->fixture->session, held (self, TYPE_LOAN, 2));
  return orm_session_commit (self->fixture->session, "Flushes", error);
}

static gboolean
run_rollback (Workplace  *self,
              GError    **error)
{
  change (self);
  orm_session_remove (self->fixture->session, held (self, TYPE_BOOK, 3));
  g_object_unref (fixture_add_author (self->fixture, "Nobody"));
  if (!orm_session_flush (self->fixture->session, error))
    return FALSE;
  orm_session_rollback (self->fixture->session);
  return TRUE;
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
  g_assert_cmpuint (books->len, ==, N_BOOKS);
  g_assert_cmpstr (((Book *) books->pdata[0])->title, ==, "Book 5");
  author = orm_record_load_reference (books->pdata[0], "author", &local_error);
  g_assert_true ((author == NULL) == (local_error != NULL));
  g_assert_true (author == NULL || g_str_equal (author->name, "Jane Austen"));
  last = orm_session_load (self->fixture->session, TYPE_BOOK, N_BOOKS, error);
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

  g_object_get (held (self, TYPE_BOOK, 1), "loans", &loans, NULL);
  for (guint i = 0; i < n_groups; i++)
    {
      g_autoptr (Group) group = g_list_model_get_item (G_LIST_MODEL (groups), i);
      gboolean is_shown = g_strcmp0 (group->name, "") != 0;

      g_assert_true (is_shown || self->reported != NULL);
    }
  g_assert_true (n_groups == N_BOOKS || self->reported != NULL);
  g_assert_true (g_list_model_get_n_items (G_LIST_MODEL (loans)) == 1 || self->reported != NULL);
  if (self->reported == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->reported));
  return FALSE;
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
};
const guint n_operations = G_N_ELEMENTS (operations);
