#include "fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "orm/orm-sqlite-private.h"

#include "folder.h"

/* Files that are refused stay as they are, and say why. */

/* Closes the fixture's file and overwrites part of it; a length of 0 cuts it off there. */
static void
damage (Fixture    *fixture,
        double      where,
        const char *bytes,
        gsize       n_bytes)
{
  g_autofree char *contents = NULL;
  gsize length, offset;

  fixture_close (fixture);
  fixture_close_raw (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  offset = where * length;
  if (n_bytes == 0)
    length = offset;
  else
    memcpy (contents + offset, bytes, n_bytes);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
}

static void
make_text (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_close_raw (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "name;price\nButter;2.19\n", -1, NULL));
}

static void
make_long_text (Fixture *fixture)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  make_text (fixture);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

static void
make_empty (Fixture *fixture)
{
  make_text (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
}

static void
make_folder (Fixture *fixture)
{
  make_text (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
}

static void
make_missing (Fixture *fixture)
{
  make_text (fixture);
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
}

static void
make_half (Fixture *fixture)
{
  damage (fixture, 0.5, NULL, 0);
}

static void
make_stump (Fixture *fixture)
{
  damage (fixture, 0.002, NULL, 0);
}

static void
make_head_damaged (Fixture *fixture)
{
  damage (fixture, 0, "XXXX", 4);
}

/* Overwrites pages, so that trees do not hang together. */
static void
make_damaged (Fixture *fixture)
{
  char zeros[4096] = { 0 };

  damage (fixture, 0.25, zeros, sizeof zeros);
}

static void
make_rows_damaged (Fixture *fixture)
{
  fixture_sql (fixture, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;"
                        "INSERT INTO book (pages) VALUES (999999999)");
  damage (fixture, 0, "S", 1);
}

static void
make_other_program (Fixture *fixture)
{
  fixture_sql (fixture, "PRAGMA application_id = 77");
  fixture_close (fixture);
  fixture_close_raw (fixture);
}

static void
make_no_version (Fixture *fixture)
{
  fixture_sql (fixture, "PRAGMA user_version = 0");
  fixture_close (fixture);
  fixture_close_raw (fixture);
}

/* Of another program, in use or not closed properly: what is not in the file yet is beside it. */
static void
make_other_with_log (Fixture *fixture)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL);
  g_autofree char *kept_log = g_build_filename (fixture->folder, "kept-log", NULL);

  fixture_sql (fixture, "PRAGMA application_id = 77; PRAGMA wal_checkpoint (TRUNCATE);"
                        "INSERT INTO book (title) VALUES ('in the log')");
  copy_file (fixture->path, kept);
  copy_file (log, kept_log);
  fixture_close (fixture);
  fixture_close_raw (fixture);
  copy_file (kept, fixture->path);
  copy_file (kept_log, log);
}

static const struct
{
  const char *name;
  void (*make) (Fixture *fixture);
  int code;
  const char *message;
  gboolean is_made; /* where it may be */
} refusals[] = {
  { "text", make_text, ORM_ERROR_NOT_DATABASE, "The file is not a database" },
  { "long-text", make_long_text, ORM_ERROR_NOT_DATABASE, "The file is not a database" },
  { "empty", make_empty, ORM_ERROR_NOT_DATABASE, "The file is empty", TRUE },
  { "folder", make_folder, ORM_ERROR_NOT_DATABASE, "It is a folder, not a file" },
  { "missing", make_missing, ORM_ERROR_NOT_FOUND, "There is no such file", TRUE },
  { "half", make_half, ORM_ERROR_DAMAGED, "The file is damaged" },
  { "stump", make_stump, ORM_ERROR_DAMAGED, "The file is damaged" },
  { "head-damaged", make_head_damaged, ORM_ERROR_NOT_DATABASE, "The file is not a database" },
  { "damaged", make_damaged, ORM_ERROR_DAMAGED, "The file is damaged" },
  { "rows-damaged", make_rows_damaged, ORM_ERROR_DAMAGED, "The file is damaged" },
  { "other-program", make_other_program, ORM_ERROR_NOT_DATABASE,
    "The file is a database, but of another program" },
  { "no-version", make_no_version, ORM_ERROR_DAMAGED,
    "The file does not say which version it is" },
  { "other-with-log", make_other_with_log, ORM_ERROR_NOT_DATABASE,
    "The file is a database, but of another program" },
};

static OrmEngine *
open_engine (Fixture       *fixture,
             OrmOpenFlags   flags,
             GError       **error)
{
  return orm_sqlite_engine_open (library_get_schema (), fixture->path, flags, error);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *before = NULL;

  fixture_sql (fixture, "INSERT INTO book (title) SELECT hex (randomblob (2000)) FROM"
                        " (SELECT 1 UNION SELECT 2), (SELECT 1 UNION SELECT 2),"
                        " (SELECT 1 UNION SELECT 2), (SELECT 1 UNION SELECT 2)");
  refusals[i].make (fixture);
  before = folder_describe (fixture->folder);
  for (OrmOpenFlags flags = 0; flags < ORM_OPEN_WAIT; flags++)
    {
      g_autofree char *after = NULL;
      gboolean may_make = (flags & ORM_OPEN_CREATE) && !(flags & ORM_OPEN_READ_ONLY);

      if (refusals[i].is_made && (flags & ORM_OPEN_CREATE))
        continue;
      assert_refused (open_engine (fixture, flags, error) != NULL, refusals[i].code,
                      refusals[i].message);
      after = folder_describe (fixture->folder);
      g_assert_cmpstr (after, ==, before);
      g_assert_false (may_make && refusals[i].is_made);
    }
  if (g_file_test (fixture->path, G_FILE_TEST_IS_DIR))
    g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  else
    g_remove (fixture->path);
  if (refusals[i].make == make_other_with_log)
    {
      g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

      g_assert_cmpint (g_remove (log), ==, 0);
    }
}

/* A file that a newer version made is read and never changed: not in opening, not in closing, even
 * if part of it stands beside it yet. */
static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "newer.db", NULL);
  g_autofree char *newer_log = g_strconcat (path, "-wal", NULL);
  g_autofree char *newer_index = g_strconcat (path, "-shm", NULL);
  g_autoptr (Book) book = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  OrmEngine *engine;

  fixture_sql (fixture, "PRAGMA user_version = 4; PRAGMA wal_checkpoint (TRUNCATE);"
                        "INSERT INTO book (title) VALUES ('in the log')");
  copy_file (fixture->path, path);
  if (data != NULL)
    copy_file (log, newer_log);
  fixture_close (fixture);
  fixture_close_raw (fixture);
  g_assert_cmpint (g_rename (fixture->path, index), ==, 0);
  g_assert_cmpint (g_remove (index), ==, 0);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&path);
  before = folder_describe (fixture->folder);

  fixture_open (fixture, data != NULL ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT);
  engine = orm_session_get_engine (fixture->session);
  g_assert_true (orm_engine_is_read_only (engine));
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==, ORM_NOTICE_NEWER);
  g_assert_false (orm_sqlite_engine_checkpoint (ORM_SQLITE_ENGINE (engine)));
  if (data != NULL)
    {
      book = fixture_load (fixture, TYPE_BOOK, 1);
      g_assert_cmpstr (book->title, ==, "in the log");
    }
  book = book != NULL ? g_steal_pointer (&book) : fixture_add_book (fixture, "Mine", NULL);
  g_object_set (book, "title", "Other", NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_READ_ONLY,
                  "The file cannot be written");
  g_clear_object (&book);
  fixture_close (fixture);
  g_assert_cmpint (g_file_test (newer_index, G_FILE_TEST_EXISTS), ==, data != NULL);
  after = folder_describe (fixture->folder);
  g_assert_cmpstr (after, ==, before);
}

/* What happens when a file that is not there, or empty, may be made. */
static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  OrmEngine *engine = orm_session_get_engine (fixture->session);

  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==,
                   ORM_NOTICE_CREATED);
  g_assert_cmpstr (orm_sqlite_engine_get_path (ORM_SQLITE_ENGINE (engine)), ==, fixture->path);
  g_object_unref (fixture_add_author (fixture, "Jane"));
  fixture_commit (fixture, "Add");
  fixture_close (fixture);

  fixture_open (fixture, ORM_OPEN_CREATE);
  engine = orm_session_get_engine (fixture->session);
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==, ORM_NOTICE_NONE);
  assert_sql (fixture, "SELECT name FROM author", "Jane");
  make_empty (fixture);
  fixture_open (fixture, ORM_OPEN_CREATE);
  engine = orm_session_get_engine (fixture->session);
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==,
                   ORM_NOTICE_CREATED);
  assert_sql (fixture, "SELECT count (*) FROM author", "0");
}

/* Nowhere to make it. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "library.db", NULL);

  assert_refused (orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, error),
                  ORM_ERROR_NOT_FOUND, "The file cannot be opened");
}

/* Any name that a file may have. */
static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const names[] = {
    "a b.db", "a?mode=memory", "a#b", "100%.db", "%41.db", "ÄÖÜ.db", "file:x", "a\nb", "'\"",
    ":memory:", "-wal", "\303.db",
  };
  g_autofree char *cwd = g_get_current_dir ();

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (OrmOpenFlags flags = ORM_OPEN_CREATE; flags <= ORM_OPEN_READ_ONLY; flags <<= 1)
      {
        g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (OrmEngine) engine =
          orm_sqlite_engine_open (library_get_schema (), flags == ORM_OPEN_CREATE ? names[i] : path,
                                  flags, &error);

        g_assert_no_error (error);
        g_assert_cmpstr (orm_sqlite_engine_get_path (ORM_SQLITE_ENGINE (engine)), ==, path);
        g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      }
  g_assert_cmpint (g_chdir (cwd), ==, 0);
}

/* What the file itself brings along does nothing. */
static void
test_foreign_triggers (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Book) book = NULL;

  fixture_sql (fixture, "CREATE TABLE loot (text);"
                        "CREATE TRIGGER steal AFTER INSERT ON book BEGIN"
                        " INSERT INTO loot VALUES (new.title); END;"
                        "CREATE TRIGGER spoil BEFORE UPDATE ON book BEGIN"
                        " UPDATE author SET name = 'spoilt'; SELECT RAISE (ABORT, 'no'); END;"
                        "CREATE TRIGGER keep BEFORE DELETE ON book BEGIN"
                        " SELECT RAISE (IGNORE); END;"
                        "CREATE VIEW reader_view AS SELECT * FROM reader");
  fixture_reopen (fixture);
  book = fixture_add_book (fixture, "Emma", NULL);
  fixture_commit (fixture, "Add");
  g_object_set (book, "title", "Agnes", NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title FROM book", "Agnes");
  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Delete");
  for (guint i = 0; i < 3; i++)
    fixture_undo (fixture);
  assert_sql (fixture, "SELECT (SELECT count (*) FROM loot), (SELECT count (*) FROM book)", "0|0");
  fixture_sql (fixture, "DROP TABLE loot");
}

/* Refused or not, it is no matter here. */
static void
add_and_undo (OrmEngine *engine)
{
  g_autoptr (OrmSession) session = orm_session_new (engine);
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, NULL);

  orm_session_add (session, book);
  orm_session_commit (session, "Add", NULL);
  orm_history_undo (orm_session_get_history (session), NULL);
}

/* A check of a foreign file may name the functions by which the mapper listens to its own triggers:
 * with whatever arguments, no harm is done. The file is too large to be checked at its opening. */
static void
test_hostile_functions (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char *const calls[] = {
    "orm_cell (99, 0, 1, 2, 3)", "orm_cell (-1, 0, 1, 2, 3)", "orm_cell (1, 999, 1, 2, 3)",
    "orm_cell (1, -5, 1, 2, 3)", "orm_cell (\"x\", x\"00\", NULL, 2, 3)",
    "orm_cell (4294967296, 0, 1, 2, 3)", "orm_gone (99, 1)", "orm_gone (1, 1)", "orm_gone ()",
    "orm_gone (1)", "orm_gone (-7, 1, 2, 3)", "orm_total (pages)", "orm_contains ()",
    "orm_product (1)", "orm_caseless (title)",
  };

  fixture_sql (fixture, "CREATE TABLE ballast (bytes);"
                        "INSERT INTO ballast VALUES (zeroblob (33 * 1024 * 1024));"
                        "CREATE TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'book'");
  fixture_close (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autofree char *call = g_strdelimit (g_strdup (calls[i]), "\"", '\'');
      char *sql = sqlite3_mprintf ("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
                                   " replace ((SELECT sql FROM kept), 'notes TEXT', %Q || %Q || %Q)"
                                   " WHERE name = 'book'",
                                   "notes TEXT CHECK (ifnull (", call, ", 1))");
      g_autoptr (GError) error = NULL;
      g_autoptr (OrmEngine) engine = NULL;

      fixture_sql (fixture, sql);
      sqlite3_free (sql);
      fixture_close_raw (fixture);
      engine = open_engine (fixture, ORM_OPEN_DEFAULT, &error);
      if (engine != NULL)
        add_and_undo (engine);
      else
        g_assert_error (error, ORM_ERROR, ORM_ERROR_DAMAGED);
    }
  fixture_sql (fixture, "PRAGMA writable_schema = ON;"
                        "UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'book';"
                        "PRAGMA writable_schema = OFF; DROP TABLE ballast; DROP TABLE kept");
  fixture_close_raw (fixture);
}

/* A file that another program left with a rollback journal gets a log when it is opened. */
static void
test_journal_mode (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_close (fixture);
  assert_sql (fixture, "PRAGMA journal_mode = DELETE", "delete");
  fixture_close_raw (fixture);
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  assert_sql (fixture, "PRAGMA journal_mode", "wal");
}

/* Who only reads leaves nothing beside the file. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);

  g_object_unref (fixture_add_author (fixture, "Jane"));
  fixture_commit (fixture, "Add");
  fixture_close (fixture);
  before = folder_describe (fixture->folder);
  fixture_open (fixture, ORM_OPEN_READ_ONLY);
  g_object_unref (fixture_load (fixture, TYPE_AUTHOR, 1));
  fixture_close (fixture);
  after = folder_describe (fixture->folder);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (g_file_test (index, G_FILE_TEST_EXISTS));
}

/* While another program holds the file whole, opening says so. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_close (fixture);
  assert_sql (fixture, "PRAGMA journal_mode = DELETE", "delete");
  fixture_sql (fixture, "BEGIN EXCLUSIVE");
  assert_refused (open_engine (fixture, ORM_OPEN_DEFAULT, error), ORM_ERROR_BUSY,
                  "Another program is writing to the file at the moment");
  fixture_sql (fixture, "ROLLBACK");
}

/* A copy of the one file is a copy of everything, once the log is empty. */
static void
test_checkpoint (Fixture       *fixture,
                 gconstpointer  data)
{
  OrmSqliteEngine *engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  GStatBuf info;

  g_object_unref (fixture_add_author (fixture, "Jane"));
  fixture_commit (fixture, "Add");
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 0);
  g_assert_true (orm_sqlite_engine_checkpoint (engine));
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
  copy_file (fixture->path, copy);
  fixture_close (fixture);
  fixture_close_raw (fixture);
  g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
  assert_sql (fixture, "SELECT name FROM author", "Jane");
}

/* Closing empties the log, even if another program has the file open. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf info;

  g_object_unref (fixture_add_author (fixture, "Jane"));
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT name FROM author", "Jane");
  fixture_close (fixture);
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* How long a connection waits for another's write, in milliseconds. */
static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      OrmSqliteEngine *engine;
      sqlite3_stmt *statement;

      fixture_close (fixture);
      fixture_open (fixture, i == 0 ? ORM_OPEN_DEFAULT : ORM_OPEN_WAIT);
      engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
      g_assert_cmpint (sqlite3_prepare_v2 (engine->db, "PRAGMA busy_timeout", -1, &statement, NULL),
                       ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_assert_cmpint (sqlite3_column_int (statement, 0), ==, i == 0 ? 0 : 5000);
      sqlite3_finalize (statement);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/orm/sqlite-open/refused/", refusals[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), fixture_set_up, test_refused,
                  fixture_tear_down);
    }
  g_test_add ("/orm/sqlite-open/newer", Fixture, NULL, fixture_set_up, test_newer,
              fixture_tear_down);
  g_test_add ("/orm/sqlite-open/newer-with-log", Fixture, "log", fixture_set_up, test_newer,
              fixture_tear_down);
  fixture_add_test ("/orm/sqlite-open/create", test_create);
  fixture_add_test ("/orm/sqlite-open/no-folder", test_no_folder);
  fixture_add_test ("/orm/sqlite-open/names", test_names);
  fixture_add_test ("/orm/sqlite-open/foreign-triggers", test_foreign_triggers);
  fixture_add_test ("/orm/sqlite-open/hostile-functions", test_hostile_functions);
  fixture_add_test ("/orm/sqlite-open/journal-mode", test_journal_mode);
  fixture_add_test ("/orm/sqlite-open/read-only", test_read_only);
  fixture_add_test ("/orm/sqlite-open/locked", test_locked);
  fixture_add_test ("/orm/sqlite-open/checkpoint", test_checkpoint);
  fixture_add_test ("/orm/sqlite-open/close", test_close);
  fixture_add_test ("/orm/sqlite-open/wait", test_wait);
  return g_test_run ();
}
