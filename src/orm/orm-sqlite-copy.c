#include "config.h"

#include "orm/orm-sqlite-migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The copy of a file as it was before its tables are changed. It stands beside the file under a
 * name that says which version and day it is of, and is kept: whoever wants back needs nothing but
 * it, and nobody else knows when it is not needed any more. */

/* How many pages are copied before somebody is asked whether to go on: a few hundredths of a
 * second's work. */
#define PAGES_AT_A_TIME 2000

/* What part of the whole work a copy is. */
#define COPY_FRACTION 0.2
#define CHECK_FRACTION 0.3

/* Says how far the work is. Returns: whether it is to go on */
gboolean
orm_work_report (OrmWork  *self,
                 double    fraction,
                 GError  **error)
{
  if (self == NULL)
    return TRUE;
  self->fraction = fraction;
  if (self->progress != NULL)
    self->progress (fraction, self->user_data);
  if (!g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_CANCELLED, _("The work was cancelled"));
  return FALSE;
}

static int
progress_cb (gpointer user_data)
{
  OrmWork *self = user_data;

  return !orm_work_report (self, self->fraction, NULL);
}

/* Lets whoever may stop the work be asked while a connection runs a statement. */
void
orm_work_watch (OrmWork *self,
                sqlite3 *db)
{
  if (self != NULL)
    sqlite3_progress_handler (db, 100000, progress_cb, self);
}

/* Copies a database page by page; what the other one held is gone. */
gboolean
orm_sqlite_copy_pages (sqlite3  *from,
                       sqlite3  *to,
                       OrmWork  *work,
                       GError  **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  gboolean done = backup != NULL || orm_sqlite_fail_connection (to, sqlite3_errcode (to), error);
  int code = SQLITE_OK;

  while (done && code == SQLITE_OK)
    {
      code = sqlite3_backup_step (backup, PAGES_AT_A_TIME);
      if (code == SQLITE_OK)
        done = orm_work_report (work, COPY_FRACTION
                                        * (1.0 - (double) sqlite3_backup_remaining (backup)
                                                   / sqlite3_backup_pagecount (backup)), error);
    }
  sqlite3_backup_finish (backup);
  return done && (code == SQLITE_DONE || orm_sqlite_fail_connection (to, code, error));
}

/* Opens a connection that knows no virtual tables. From 3.44 on SQLite's checks ask these as well,
 * in words that differ by version; but an index for searches that is broken is no damage: it is
 * made again. */
sqlite3 *
orm_sqlite_open_plain (const char  *path,
                       int          flags,
                       GError     **error)
{
  sqlite3 *db;
  int code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_drop_modules (db, NULL);
      return db;
    }
  orm_sqlite_fail_connection (db, code, error);
  sqlite3_close (db);
  return NULL;
}

/* Returns: (transfer full) (nullable): what a query finds, row by row */
static char *
ask (sqlite3     *db,
     const char  *sql,
     GError     **error)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  sqlite3_stmt *statement;
  int code = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (statement)) == SQLITE_ROW)
      g_string_append_printf (rows, "%s\n", orm_sqlite_column_text (statement, 0));
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return g_string_free (g_steal_pointer (&rows), FALSE);
  orm_sqlite_fail_connection (db, code, error);
  return NULL;
}

/* Returns: (transfer full) (nullable): how many rows each table has, and what else tells a file
 * from another */
static char *
describe (sqlite3  *db,
          GError  **error)
{
  g_autofree char *sql =
    ask (db,
         "SELECT group_concat (printf ('SELECT %Q || count (*) FROM \"%w\"', name || ' ', name),"
         " ' UNION ALL ') || ' UNION ALL SELECT * FROM pragma_user_version UNION ALL"
         " SELECT * FROM pragma_application_id' FROM pragma_table_list"
         " WHERE schema = 'main' AND type IN ('table', 'shadow') AND name <> 'sqlite_schema'",
         error);

  return sql != NULL ? ask (db, sql, error) : NULL;
}

/* Opens the copy anew and compares it with the file. */
static gboolean
verify (sqlite3     *from,
        const char  *path,
        OrmWork     *work,
        GError     **error)
{
  sqlite3 *copy = orm_sqlite_open_plain (path, SQLITE_OPEN_READONLY, error);
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autofree char *state = NULL;

  if (copy == NULL)
    return FALSE;
  orm_work_watch (work, copy);
  orm_work_watch (work, from);
  state = ask (copy, "PRAGMA quick_check (1)", error);
  expected = state != NULL ? describe (from, error) : NULL;
  found = expected != NULL ? describe (copy, error) : NULL;
  sqlite3_close (copy);
  if (found == NULL)
    return FALSE;
  if (g_str_equal (state, "ok\n") && g_str_equal (expected, found))
    return TRUE;
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_DAMAGED, _("The file is damaged"));
  return FALSE;
}

/* Writes the copy, as one file that needs no other beside it. */
static gboolean
write_copy (sqlite3     *from,
            const char  *path,
            OrmWork     *work,
            GError     **error)
{
  sqlite3 *to = orm_sqlite_open_plain (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  g_autofree char *mode = NULL;
  gboolean done;

  if (to == NULL)
    return FALSE;
  done = orm_sqlite_copy_pages (from, to, work, error);
  if (done)
    mode = ask (to, "PRAGMA journal_mode = DELETE", error);
  sqlite3_close (to);
  return mode != NULL;
}

/* Returns: (transfer full): the name of a copy that there is not yet */
static char *
choose_path (const char *path,
             guint       version)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');
  g_autofree char *suffix = g_strdup (dot != NULL && dot > name ? dot : "");

  name[strlen (name) - strlen (suffix)] = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *copy_name =
        g_strdup_printf ("%s-version-%u-%s%s%s", name, version, day, number, suffix);
      g_autofree char *copy = g_build_filename (folder, copy_name, NULL);

      if (!g_file_test (copy, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&copy);
    }
}

/* Gives the finished copy the rights of the file and its name, for good. */
static gboolean
publish (const char  *path,
         const char  *partial,
         const char  *copy,
         GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (copy);
  GStatBuf info;
  int fd;

  if (g_stat (path, &info) != 0 || g_chmod (partial, info.st_mode & 0777) != 0
      || g_rename (partial, copy) != 0)
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_FAILED, g_strerror (errno));
      return FALSE;
    }
  fd = g_open (folder, O_RDONLY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
  return TRUE;
}

static gboolean
make_copy (OrmSqliteEngine  *self,
           const char       *partial,
           const char       *copy,
           OrmWork          *work,
           GError          **error)
{
  /* Through a connection of its own: the one that holds the lock cannot be copied from. */
  sqlite3 *from = orm_sqlite_open_plain (self->path, SQLITE_OPEN_READONLY, error);
  gboolean done = from != NULL && write_copy (from, partial, work, error)
                  && verify (from, partial, work, error)
                  && orm_work_report (work, CHECK_FRACTION, error)
                  && publish (self->path, partial, copy, error);

  sqlite3_close (from);
  return done;
}

/* Copies the file of an engine that holds the lock for writing and has written nothing yet.
 * Returns: (transfer full) (nullable): the path of the copy, which is whole */
char *
orm_sqlite_keep_copy (OrmSqliteEngine  *self,
                      guint             version,
                      OrmWork          *work,
                      GError          **error)
{
  g_autofree char *copy = choose_path (self->path, version);
  g_autofree char *partial = g_strconcat (self->path, ".partial", NULL);
  g_autofree char *journal = g_strconcat (partial, "-journal", NULL);

  g_remove (partial); /* of a program that was ended meanwhile */
  g_remove (journal);
  if (make_copy (self, partial, copy, work, error))
    return g_steal_pointer (&copy);
  g_remove (partial);
  g_remove (journal);
  g_prefix_error (error, "%s ", _("No copy of the file could be made before changing its tables:"));
  return NULL;
}
