#include "config.h"

#include "orm/orm-sqlite-layout.h"

#include <glib/gi18n-lib.h>

/* How long a check waits for a lock, in milliseconds. */
#define CHECK_WAIT 2000

/* Runs one of SQLite's own checks on the file, and adds what it says is wrong. */
gboolean
orm_sqlite_check_pages (OrmSqliteEngine  *self,
                        const char       *pragma,
                        GPtrArray        *problems,
                        GError          **error)
{
  sqlite3 *db = orm_sqlite_open_plain (self->file_name, self->file_flags & ~SQLITE_OPEN_CREATE,
                                       error);
  sqlite3_stmt *statement = NULL;
  int code;

  if (db == NULL)
    return FALSE;
  sqlite3_busy_timeout (db, CHECK_WAIT);
  code = sqlite3_prepare_v2 (db, pragma, -1, &statement, NULL);
  while (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *text = orm_sqlite_column_text (statement, 0);

      code = sqlite3_errcode (db) == SQLITE_NOMEM ? SQLITE_NOMEM : SQLITE_OK;
      if (code == SQLITE_OK && !g_str_equal (text, "ok"))
        g_ptr_array_add (problems, g_strdup (text));
    }
  if ((code & 0xff) == SQLITE_CORRUPT)
    {
      g_ptr_array_add (problems, g_strdup (sqlite3_errmsg (db)));
      code = SQLITE_DONE;
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail_connection (db, code, error);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return code == SQLITE_DONE;
}

static gboolean
check_pages (OrmSqliteEngine  *self,
             GPtrArray        *problems,
             GError          **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!orm_sqlite_check_pages (self, "PRAGMA integrity_check", texts, error))
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (problems, g_strdup_printf (_("The file is damaged: %s"),
                                                (char *) g_ptr_array_index (texts, i)));
  return TRUE;
}

static gboolean
check_references (OrmSqliteEngine  *self,
                  GPtrArray        *problems,
                  GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, "PRAGMA foreign_key_check", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      g_ptr_array_add (problems,
                       /* Translators: table name, row number, name of another table */
                       g_strdup_printf (_("%s, row %s: refers to a row of %s that does not exist"),
                                        orm_sqlite_column_text (statement, 0),
                                        orm_sqlite_column_text (statement, 1),
                                        orm_sqlite_column_text (statement, 2)));
      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE || orm_sqlite_fail (self, code, error);
}

/* Compares what the file is made of with what the classes say. */
static gboolean
check_layout (OrmSqliteEngine  *self,
              GPtrArray        *problems,
              GError          **error)
{
  g_autoptr (OrmLayout) wanted = orm_layout_new (self->schema, error);
  g_autoptr (OrmLayout) found = wanted != NULL ? orm_layout_read (self->db, error) : NULL;

  if (found != NULL)
    orm_layout_compare (found, wanted, problems);
  return found != NULL;
}

/* Checks what the engine is connected to. */
static gboolean
check_all (OrmSqliteEngine  *self,
           GPtrArray        *problems,
           GError          **error)
{
  gint64 version;

  if (!check_pages (self, problems, error))
    return FALSE;
  if (problems->len > 0)
    return TRUE; /* what else there is cannot be read with confidence */
  return check_references (self, problems, error)
         && orm_sqlite_get_integer (self, "PRAGMA user_version", &version, error)
         && (version != orm_schema_get_version (self->schema)
             || check_layout (self, problems, error));
}

/* See orm_engine_check(). Where a copy is read in the file's place, the file is checked. */
gboolean
orm_sqlite_check (OrmEngine  *engine,
                  GPtrArray  *problems,
                  GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  sqlite3 *db = self->db;
  gboolean done;

  if (self->original == NULL)
    return check_all (self, problems, error);
  g_hash_table_remove_all (self->statements);
  self->db = self->original;
  done = check_all (self, problems, error);
  g_hash_table_remove_all (self->statements);
  self->db = db;
  return done;
}
