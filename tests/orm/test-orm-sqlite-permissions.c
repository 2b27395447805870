#include "fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"

/* Files and folders that may not be written, by somebody whom that holds back. */

typedef struct
{
  const char *name;
  int folder_mode;
  int file_mode;
  enum { NO_LOG, EMPTY_LOG, FULL_LOG } log;
  gboolean has_journal; /* whether it was left with a rollback journal instead of a log */
  OrmOpenFlags flags;
  const char *error;    /* NULL: it is opened for reading */
  gboolean is_written;  /* or for writing */
} Case;

#define NEEDS_MENDING "The file was not closed properly, and its folder cannot be written to mend" \
  " it. Copy it, together with the file beside it whose name ends in “-wal”, to a folder of your" \
  " own"

static const Case cases[] = {
  { "all-may-be-written", 0777, 0666, .is_written = TRUE },
  { "file", 0777, 0444 },
  { "folder", 0555, 0666 },
  { "both", 0555, 0444 },
  { "both-may-create", 0555, 0444, .flags = ORM_OPEN_CREATE },
  { "both-read-only", 0555, 0444, .flags = ORM_OPEN_READ_ONLY },
  { "empty-log", 0555, 0444, .log = EMPTY_LOG },
  { "log", 0777, 0444, .log = FULL_LOG },
  { "folder-and-log", 0555, 0444, .log = FULL_LOG, .error = NEEDS_MENDING },
  { "journal-mode", 0777, 0666, .has_journal = TRUE, .is_written = TRUE },
  { "journal-mode-file", 0777, 0444, .has_journal = TRUE },
  { "journal-mode-folder", 0555, 0666, .has_journal = TRUE },
  { "journal-mode-both", 0555, 0444, .has_journal = TRUE },
  { "unreadable", 0777, 0000, .error = "The file cannot be opened" },
};

/* Two books, the second of which may stand in the log alone. */
static char *
make_file (const Case *one,
           char      **folder)
{
  g_autoptr (OrmEngine) engine = NULL;
  char *path;
  sqlite3 *raw;

  *folder = make_public_folder ();
  path = g_build_filename (*folder, "library.db", NULL);
  engine = orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, NULL);
  g_clear_object (&engine);
  g_assert_cmpint (sqlite3_open (path, &raw), ==, SQLITE_OK);
  sqlite3_exec (raw, "INSERT INTO book (title) VALUES ('a'); PRAGMA wal_checkpoint (TRUNCATE);"
                     "INSERT INTO book (title) VALUES ('b')", NULL, NULL, NULL);
  if (one->log == FULL_LOG)
    {
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      g_autofree char *kept = g_strconcat (path, "-kept", NULL);
      g_autofree char *kept_log = g_strconcat (path, "-kept-wal", NULL);

      copy_file (path, kept);
      copy_file (log, kept_log);
      g_assert_cmpint (sqlite3_close (raw), ==, SQLITE_OK);
      g_assert_cmpint (g_rename (kept, path), ==, 0);
      g_assert_cmpint (g_rename (kept_log, log), ==, 0);
      g_assert_cmpint (g_chmod (log, 0444), ==, 0);
      return path;
    }
  if (one->has_journal)
    sqlite3_exec (raw, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_close (raw), ==, SQLITE_OK);
  if (one->log == EMPTY_LOG)
    {
      g_autofree char *log = g_strconcat (path, "-wal", NULL);

      g_assert_true (g_file_set_contents (log, "", 0, NULL));
    }
  return path;
}

typedef struct
{
  const Case *one;
  const char *path;
} Try;

static void
try_to_write (OrmSession *session,
              Book       *book,
              gboolean    may_write)
{
  g_autoptr (GError) error = NULL;

  g_object_set (book, "title", "mine", NULL);
  g_assert_cmpint (orm_session_commit (session, "Edit", &error), ==, may_write);
  if (!may_write)
    {
      g_assert_error (error, ORM_ERROR, ORM_ERROR_READ_ONLY);
      g_assert_cmpstr (book->title, ==, "a");
    }
}

/* Runs as the unprivileged user. */
static void
try_file (gpointer user_data)
{
  const Try *try = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), try->path, try->one->flags, &error);
  g_autoptr (OrmSession) session = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GPtrArray) books = NULL;

  if (try->one->error != NULL)
    {
      g_assert_null (engine);
      g_assert_cmpstr (error->message, ==, try->one->error);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (orm_engine_is_read_only (engine), ==, !try->one->is_written);
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==,
                   try->one->is_written || try->one->flags & ORM_OPEN_READ_ONLY
                     ? ORM_NOTICE_NONE : ORM_NOTICE_READ_ONLY);
  session = orm_session_new (engine);
  books = orm_session_load_all (session, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (books->len, ==, 2);
  g_assert_cmpstr (((Book *) books->pdata[1])->title, ==, "b");
  g_assert_true (orm_session_poll (session, &error));
  try_to_write (session, books->pdata[0], try->one->is_written);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *folder = NULL;
  g_autofree char *path = make_file (one, &folder);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Try try = { one, path };

  g_assert_cmpint (g_chmod (path, one->file_mode), ==, 0);
  g_assert_cmpint (g_chmod (folder, one->folder_mode), ==, 0);
  if (getuid () == 0)
    before = folder_describe (folder);
  run_unprivileged (try_file, &try);
  if (getuid () == 0 && !one->is_written)
    {
      GStatBuf info;

      /* A log that reading made is empty, and no matter */
      if (one->log == NO_LOG && g_stat (log, &info) == 0 && info.st_size == 0)
        g_assert_cmpint (g_remove (log), ==, 0);
      after = folder_describe (folder);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  remove_folder (folder);
}

static void
try_to_create (gpointer user_data)
{
  g_autofree char *path = g_build_filename (user_data, "new.db", NULL);

  assert_refused (orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, error),
                  ORM_ERROR_NOT_FOUND, "The file cannot be opened");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_create (void)
{
  g_autofree char *folder = make_public_folder ();

  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  run_unprivileged (try_to_create, folder);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/orm/sqlite-permissions/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/orm/sqlite-permissions/create", test_create);
  return g_test_run ();
}
