#include "fixture.h"

#include <glib/gstdio.h>

#include "orm/orm-session-private.h"
#include "orm/orm-sqlite-private.h"

/* Removes a folder and all that is in it. */
void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_assert_cmpint (g_remove (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
set_up (Fixture   *self,
        OrmSchema *(*get_schema) (void))
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("stockbook-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "library.db", NULL);
  self->get_schema = get_schema;
  fixture_open (self, ORM_OPEN_CREATE);
}

void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  set_up (self, library_get_schema);
}

/* @data points to the function that returns the schema. */
void
fixture_set_up_schema (Fixture       *self,
                       gconstpointer  data)
{
  set_up (self, *(OrmSchema *(*const *) (void)) data);
}

/* Whatever a test did: the file is whole, and once it is closed nothing stands beside it. */
void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);

  fixture_close (self);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    fixture_check_whole (self);
  fixture_close_raw (self);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

/* Work that was cancelled holds the session until its thread has let it go. */
void
fixture_tear_down_idle (Fixture       *self,
                        gconstpointer  data)
{
  while (self->session != NULL && G_OBJECT (self->session)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  fixture_tear_down (self, data);
}

/* Returns: (transfer none): the session, which has to be closed */
OrmSession *
fixture_open (Fixture      *self,
              OrmOpenFlags  flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmEngine) engine = NULL;

  g_assert_null (self->session);
  engine = orm_sqlite_engine_open (self->get_schema (), self->path, flags, &error);
  g_assert_no_error (error);
  self->session = orm_session_new (engine);
  self->history = orm_session_get_history (self->session);
  return self->session;
}

/* Closes the session, which nobody else may hold. */
void
fixture_close (Fixture *self)
{
  OrmEngine *engine;

  if (self->session == NULL)
    return;
  engine = g_object_ref (orm_session_get_engine (self->session));
  g_assert_finalize_object (self->session);
  g_assert_finalize_object (engine);
  self->session = NULL;
  self->history = NULL;
}

void
fixture_reopen (Fixture *self)
{
  fixture_close (self);
  fixture_open (self, ORM_OPEN_DEFAULT);
}

static sqlite3 *
get_raw (Fixture *self)
{
  if (self->raw == NULL)
    {
      g_assert_cmpint (sqlite3_open_v2 (self->path, &self->raw, SQLITE_OPEN_READWRITE, "unix"), ==,
                       SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (self->raw, "PRAGMA foreign_keys = ON", NULL, NULL, NULL), ==,
                       SQLITE_OK);
    }
  return self->raw;
}

void
fixture_close_raw (Fixture *self)
{
  g_assert_cmpint (sqlite3_close (self->raw), ==, SQLITE_OK);
  self->raw = NULL;
}

/* Looks with a new connection: SQLite 3.46 checks an index for searches against what the connection
 * knew of it before others wrote. */
void
fixture_check_whole (Fixture *self)
{
  fixture_close_raw (self);
  assert_sql (self, "PRAGMA integrity_check", "ok");
  assert_sql (self, "PRAGMA foreign_key_check", "");
}

/* Does what another program might. */
void
fixture_sql (Fixture    *self,
             const char *sql)
{
  char *message = NULL;

  sqlite3_exec (get_raw (self), sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

/* Returns: (transfer full): rows, joined by newlines; their columns by bars */
char *
fixture_ask (Fixture    *self,
             const char *sql)
{
  GString *rows = g_string_new (NULL);
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (get_raw (self), sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->raw));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      if (rows->len > 0)
        g_string_append_c (rows, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        {
          const char *text = (const char *) sqlite3_column_text (statement, i);

          g_string_append_printf (rows, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "NULL");
        }
    }
  if (sqlite3_finalize (statement) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->raw));
  return g_string_free (rows, FALSE);
}

/* Returns: (transfer full): every row of every table but the mapper's own, to the bit */
char *
fixture_dump (Fixture *self)
{
  static const char *const queries[] = {
    "SELECT 'author', author_id, quote (name), born FROM author ORDER BY 2",
    "SELECT 'book', book_id, quote (title), quote (isbn), pages, price, price_decimals, level,"
    " typeof (weight), printf ('%!.26g', weight), lent, published, quote (notes), author_id,"
    " created, updated FROM book ORDER BY 2",
    "SELECT 'reader', reader_id, quote (name), card FROM reader ORDER BY 2",
    "SELECT 'loan', loan_id, due, book_id, reader_id FROM loan ORDER BY 2",
    "SELECT 'group', group_id, quote (name), \"order\", parent_id FROM \"group\" ORDER BY 2",
  };
  GString *dump = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *rows = fixture_ask (self, queries[i]);

      g_string_append_printf (dump, "%s\n", rows);
    }
  return g_string_free (dump, FALSE);
}

guint64
fixture_get_statements (Fixture *self)
{
  return orm_engine_get_statements (orm_session_get_engine (self->session));
}

/* Returns: how many statements the session's engine has prepared and keeps */
guint
fixture_count_prepared (Fixture *self)
{
  OrmSqliteEngine *engine = ORM_SQLITE_ENGINE (orm_session_get_engine (self->session));
  guint n = 0;

  for (sqlite3_stmt *i = sqlite3_next_stmt (engine->db, NULL); i != NULL;
       i = sqlite3_next_stmt (engine->db, i))
    n++;
  return n;
}

void
fixture_commit (Fixture    *self,
                const char *step_name)
{
  g_autoptr (GError) error = NULL;
  gboolean done = orm_session_commit (self->session, step_name, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_false (orm_session_has_changes (self->session));
}

void
fixture_undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = orm_history_undo (self->history, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
fixture_redo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = orm_history_redo (self->history, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* Lets the session hear of what the second connection wrote. */
void
fixture_poll (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = orm_session_poll (self->session, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* Lets the session hear of it, and runs the main loop until nothing is left to be mended. */
void
fixture_mend (Fixture *self)
{
  fixture_poll (self);
  while (self->session->mender != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full): a record that has to be there */
/* Lets a session's engine hear of what others wrote, as a poll does, but for the thread that
 * mends. */
void
fixture_hear (OrmSession *session)
{
  OrmEngine *engine = orm_session_get_engine (session);
  gboolean changed;

  g_assert_true (ORM_ENGINE_GET_IFACE (engine)->has_foreign_changes (engine, &changed, NULL));
}

gpointer
fixture_load (Fixture *self,
              GType    type,
              gint64   key)
{
  g_autoptr (GError) error = NULL;
  gpointer record = orm_session_load (self->session, type, key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

/* Returns: (transfer full): a list of all records of a class, in the order of a property or, where
 * it is NULL, of their keys; "-" in front turns it round */
OrmList *
fixture_list (Fixture    *self,
              GType       type,
              const char *order_by)
{
  g_autoptr (OrmQuery) query = orm_query_new (type);

  if (order_by != NULL)
    orm_query_order_by (query, order_by + (*order_by == '-'),
                        *order_by == '-' ? ORM_DESCENDING : ORM_ASCENDING);
  return orm_list_new (self->session, query);
}

/* Returns: (transfer full): an author who waits for the next commit */
Author *
fixture_add_author (Fixture    *self,
                    const char *name)
{
  Author *author = g_object_new (TYPE_AUTHOR, "name", name, NULL);

  orm_session_add (self->session, author);
  return author;
}

/* Returns: (transfer full): a book that waits for the next commit */
Book *
fixture_add_book (Fixture    *self,
                  const char *title,
                  Author     *author)
{
  Book *book = g_object_new (TYPE_BOOK, "title", title, "author", author, NULL);

  orm_session_add (self->session, book);
  return book;
}

GDate
date_of (guint day,
         guint month,
         guint year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return date;
}

/* Returns: (transfer full): the keys of a list's records, joined by spaces */
char *
describe_list (GListModel *list)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (OrmRecord) record = g_list_model_get_item (list, i);

      g_string_append_printf (keys, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              orm_record_get_key (record));
    }
  return g_string_free (keys, FALSE);
}
