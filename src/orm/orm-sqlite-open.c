#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "orm/orm-sqlite-migrate.h"
#include "orm/orm-sqlite-sql.h"

/* A file that is not larger is checked whole before it is used; a larger one page by page, as it is
 * read (cell_size_check), and by orm_engine_check(). About a tenth of a second's work. */
#define QUICK_CHECK_BYTES (32 * 1024 * 1024)

/* What a connection may keep of the file in memory, in KiB. With SQLite's 2 MiB, a large write
 * spills into the log over and over: an insert of 100,000 rows took twice as long. */
#define CACHE_KIB "65536"

/* How long opening waits for another's write, in milliseconds. */
#define OPEN_WAIT 2000

static gboolean
refuse (GError     **error,
        OrmError     code,
        const char  *message)
{
  g_set_error_literal (error, ORM_ERROR, code, message);
  return FALSE;
}

static void
close_connection (OrmSqliteEngine *self)
{
  g_clear_pointer (&self->db, sqlite3_close_v2);
}

/* What holds for every connection, before a statement is run: the file's own triggers and views
 * do nothing, and nothing that the file says can call functions with effects. */
static gboolean
harden (OrmSqliteEngine  *self,
        GError          **error)
{
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, OPEN_WAIT);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  return orm_sqlite_exec (self,
                          "PRAGMA trusted_schema = OFF;"
                          "PRAGMA cell_size_check = ON;"
                          "PRAGMA mmap_size = 0;"
                          "PRAGMA foreign_keys = ON;"
                          "PRAGMA recursive_triggers = ON;"
                          "PRAGMA temp_store = MEMORY;"
                          "PRAGMA cache_size = -" CACHE_KIB ";"
                          "PRAGMA synchronous = FULL;", error);
}

/* Returns: whether part of what the file holds stands beside it in a log */
static gboolean
has_log (OrmSqliteEngine *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

/* What others left in a log beside the file is moved into it when the last connection closes, but
 * not by one that refuses the file. */
static void
keep_log (OrmSqliteEngine *self,
          gboolean         keep)
{
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep, NULL);
}

/* Opens the file, and reads of it just enough to know that it is a database. */
static gboolean
connect_file (OrmSqliteEngine  *self,
              const char       *name,
              int               flags,
              GError          **error)
{
  gboolean had_log = has_log (self);
  gint64 schema_version;
  int code;

  close_connection (self);
  g_hash_table_remove_all (self->statements);
  code = sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          NULL);
  if (code != SQLITE_OK)
    return orm_sqlite_fail (self, code, error);
  if (*name != '\0')
    {
      g_free (self->file_name);
      self->file_name = g_strdup (name);
      self->file_flags = flags;
    }
  keep_log (self, had_log);

  /* First the functions: of those that it does not know yet when it reads the file's schema, SQLite
   * does not keep in mind that the schema may not call them. */
  return orm_sqlite_add_functions (self, error) && harden (self, error)
         && orm_sqlite_get_integer (self, "PRAGMA schema_version", &schema_version, error);
}

/* A file on a medium that cannot be written, where not even the files beside it can be made. */
static gboolean
connect_immutable (OrmSqliteEngine  *self,
                   GError          **error)
{
  g_autofree char *uri = NULL;
  g_autofree char *immutable = NULL;

  if (has_log (self))
    return refuse (error, ORM_ERROR_READ_ONLY,
                   _("The file was not closed properly, and its folder cannot be written to mend "
                     "it. Copy it, together with the file beside it whose name ends in “-wal”, to "
                     "a folder of your own"));
  uri = g_filename_to_uri (self->path, NULL, error);
  if (uri == NULL)
    return FALSE;
  immutable = g_strconcat (uri, "?immutable=1", NULL);
  return connect_file (self, immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

/* Returns: whether it is file or folder that may not be written */
static gboolean
is_held_back (const GError *error)
{
  return g_error_matches (error, ORM_ERROR, ORM_ERROR_NOT_FOUND)
         || g_error_matches (error, ORM_ERROR, ORM_ERROR_READ_ONLY);
}

static gboolean
connect_read_only (OrmSqliteEngine  *self,
                   GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  self->read_only = TRUE;
  if (connect_file (self, self->path, SQLITE_OPEN_READONLY, &local_error))
    return TRUE;
  if (is_held_back (local_error))
    return connect_immutable (self, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Lets a connection read only, though it could write. It is opened like others because one that
 * cannot write leaves the files beside a write-ahead log behind. */
static gboolean
forbid_writing (OrmSqliteEngine  *self,
                GError          **error)
{
  self->read_only = TRUE;
  return orm_sqlite_exec (self, "PRAGMA query_only = ON", error);
}

/* Opens for writing where that can be, else for reading. */
static gboolean
connect_best (OrmSqliteEngine  *self,
              OrmOpenFlags      flags,
              GError          **error)
{
  gboolean may_write = g_access (self->path, W_OK) == 0;
  int create = flags & ORM_OPEN_CREATE ? SQLITE_OPEN_CREATE : 0;
  g_autoptr (GError) local_error = NULL;

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return connect_file (self, self->path, SQLITE_OPEN_READWRITE | create, error);
  if (may_write)
    {
      if (connect_file (self, self->path, SQLITE_OPEN_READWRITE, &local_error))
        return !(flags & ORM_OPEN_READ_ONLY) || forbid_writing (self, error);
      if (!is_held_back (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  if (!(flags & ORM_OPEN_READ_ONLY))
    self->notice = ORM_NOTICE_READ_ONLY;
  return connect_read_only (self, error);
}

/* Reads what the file says of itself, in one statement: it may just be coming into being. */
static gboolean
read_marks (OrmSqliteEngine  *self,
            gint64           *n_objects,
            gint64           *application_id,
            gint64           *version,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "SELECT count (*), (SELECT * FROM pragma_application_id),"
                        " (SELECT * FROM pragma_user_version) FROM sqlite_schema", error);
  int code;

  if (statement == NULL)
    return FALSE;
  code = orm_sqlite_step (self, statement);
  *n_objects = sqlite3_column_int64 (statement, 0);
  *application_id = sqlite3_column_int64 (statement, 1);
  *version = sqlite3_column_int64 (statement, 2);
  if (code != SQLITE_ROW)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW;
}

/* Finds out whose file it is. */
static gboolean
identify (OrmSqliteEngine  *self,
          gboolean         *is_empty,
          gboolean         *is_newer,
          GError          **error)
{
  gint64 application_id, version, n_objects;

  if (!read_marks (self, &n_objects, &application_id, &version, error))
    return FALSE;
  *is_empty = n_objects == 0 && application_id == 0 && version == 0;
  *is_newer = version > orm_schema_get_version (self->schema);
  if (!*is_empty && (guint32) application_id != orm_schema_get_application_id (self->schema))
    return refuse (error, ORM_ERROR_NOT_DATABASE,
                   _("The file is a database, but of another program"));
  if (!*is_empty && version < 1)
    return refuse (error, ORM_ERROR_DAMAGED, _("The file does not say which version it is"));
  return TRUE;
}

/* Where the file system refuses a write-ahead log, or somebody else is reading just now, SQLite
 * stays with its rollback journal. */
static gboolean
use_log (OrmSqliteEngine  *self,
         GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  if (orm_sqlite_exec (self, "PRAGMA journal_mode = WAL", &local_error)
      || g_error_matches (local_error, ORM_ERROR, ORM_ERROR_BUSY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
create_tables (OrmSqliteEngine  *self,
               GError          **error)
{
  g_autofree char *schema = orm_sql_create_schema (self->schema);
  g_autofree char *sql =
    g_strdup_printf ("%sPRAGMA application_id = %d; PRAGMA user_version = %u;", schema,
                     (gint32) orm_schema_get_application_id (self->schema),
                     orm_schema_get_version (self->schema));

  return orm_sqlite_exec (self, sql, error) && orm_sqlite_create_derived (self, error);
}

/* Makes the tables of a new file, all or none, unless another program has just done so. */
static gboolean
create (OrmSqliteEngine  *self,
        GError          **error)
{
  gboolean is_empty, is_newer;

  if (use_log (self, error) && orm_sqlite_exec (self, "BEGIN IMMEDIATE", error)
      && identify (self, &is_empty, &is_newer, error)
      && (!is_empty || create_tables (self, error))
      && orm_sqlite_exec (self, "COMMIT", error))
    {
      if (is_empty)
        self->notice = ORM_NOTICE_CREATED;
      return TRUE;
    }
  orm_sqlite_rollback (ORM_ENGINE (self));
  return FALSE;
}

static gboolean
check_quickly (OrmSqliteEngine  *self,
               GError          **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GStatBuf info;

  if (g_stat (self->path, &info) != 0 || info.st_size > QUICK_CHECK_BYTES)
    return TRUE;
  return orm_sqlite_check_pages (self, "PRAGMA quick_check (1)", problems, error)
         && (problems->len == 0 || refuse (error, ORM_ERROR_DAMAGED, _("The file is damaged")));
}

/* Readies a connection for writing; where the folder lets neither log nor journal be made, the file
 * is for reading. */
static gboolean
prepare_writing (OrmSqliteEngine  *self,
                 GError          **error)
{
  g_autoptr (GError) local_error = NULL;

  if (use_log (self, &local_error))
    return orm_sqlite_watch (self, error);
  if (is_held_back (local_error))
    {
      self->notice = ORM_NOTICE_READ_ONLY;
      return connect_read_only (self, error);
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Reads a copy of the file that has been brought in step, because the file itself cannot be. SQLite
 * keeps it in memory, and where it is large on the disk, until the engine goes. */
static gboolean
read_copy (OrmSqliteEngine  *self,
           GError          **error)
{
  self->original = g_steal_pointer (&self->db);
  return connect_file (self, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)
         && orm_sqlite_copy_pages (self->original, self->db, NULL, error)
         && orm_sqlite_migrate (self, NULL, NULL, error) && forbid_writing (self, error);
}

/* Returns: whether a file that can be read only can be read as it is */
static gboolean
serves (OrmSqliteEngine  *self,
        gboolean         *is_fit,
        GError          **error)
{
  g_autoptr (OrmPlan) plan = orm_plan_new (self->schema, self->db, error);

  *is_fit = plan != NULL && !plan->changes_rows;
  return plan != NULL;
}

/* Brings the file in step with the classes if it is not. */
static gboolean
bring_in_step (OrmSqliteEngine  *self,
               OrmOpenFlags      flags,
               GError          **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean is_fit;

  if (!orm_sqlite_is_in_step (self, &is_fit, error))
    return FALSE;
  if (is_fit)
    return TRUE;
  if (!self->read_only)
    {
      if (orm_sqlite_migrate_file (self->schema, self->path, flags, &self->copy_path, NULL,
                                   &local_error))
        {
          if (self->copy_path != NULL)
            self->notice = ORM_NOTICE_MIGRATED;
          return TRUE;
        }
      if (!is_held_back (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      self->notice = ORM_NOTICE_READ_ONLY;
      if (!connect_read_only (self, error))
        return FALSE;
    }
  return serves (self, &is_fit, error) && (is_fit || read_copy (self, error));
}

/* Connects to the file of an engine, and finds out what it is. */
static gboolean
connect_and_identify (OrmSqliteEngine  *self,
                      OrmOpenFlags      flags,
                      gboolean         *is_empty,
                      gboolean         *is_newer,
                      GError          **error)
{
  if (!(flags & ORM_OPEN_CREATE) && !g_file_test (self->path, G_FILE_TEST_EXISTS))
    return refuse (error, ORM_ERROR_NOT_FOUND, _("There is no such file"));
  if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    return refuse (error, ORM_ERROR_NOT_DATABASE, _("It is a folder, not a file"));
  if (!connect_best (self, flags, error) || !identify (self, is_empty, is_newer, error))
    return FALSE;
  if (*is_empty && (self->read_only || !(flags & ORM_OPEN_CREATE)))
    return refuse (error, ORM_ERROR_NOT_DATABASE, _("The file is empty"));
  return *is_empty || check_quickly (self, error);
}

/* Connects an engine to a file that there is, to look at its tables or to change them. */
gboolean
orm_sqlite_connect (OrmSqliteEngine  *self,
                    OrmOpenFlags      flags,
                    GError          **error)
{
  gboolean is_empty, is_newer;

  if (!connect_and_identify (self, flags & ~ORM_OPEN_CREATE, &is_empty, &is_newer, error))
    return FALSE;
  if (flags & ORM_OPEN_READ_ONLY)
    return TRUE;
  if (self->read_only)
    return refuse (error, ORM_ERROR_READ_ONLY, _("The file cannot be written"));
  sqlite3_busy_timeout (self->db, flags & ORM_OPEN_WAIT ? ORM_SQLITE_WAIT : OPEN_WAIT);
  return use_log (self, error);
}

/* Opens the file of an engine. What is refused is left as it was. */
gboolean
orm_sqlite_open (OrmSqliteEngine  *self,
                 OrmOpenFlags      flags,
                 GError          **error)
{
  gboolean is_empty, is_newer;

  if (!connect_and_identify (self, flags, &is_empty, &is_newer, error))
    return FALSE;
  if (is_newer && !self->read_only)
    {
      self->notice = ORM_NOTICE_NEWER;
      if (!forbid_writing (self, error))
        return FALSE;
    }
  if (is_empty ? !create (self, error) : (!is_newer && !bring_in_step (self, flags, error)))
    return FALSE;
  if ((!self->read_only && !prepare_writing (self, error))
      || !orm_sqlite_get_integer (self, "PRAGMA data_version", &self->data_version, error))
    return FALSE;
  orm_sqlite_open_derived (self);
  sqlite3_busy_timeout (self->db, flags & ORM_OPEN_WAIT ? ORM_SQLITE_WAIT : 0);
  if (!self->read_only)
    keep_log (self, FALSE);
  return TRUE;
}
