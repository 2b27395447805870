#include "config.h"

#include "orm/orm-sqlite-layout.h"

#include <glib/gi18n-lib.h>

/* Runs a pragma whose rows are problems, and adds a sentence for each. */
static gboolean
check_pages (OrmSqliteEngine  *self,
             GPtrArray        *problems,
             GError          **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, "PRAGMA integrity_check", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      const char *text = orm_sqlite_column_text (statement, 0);

      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
      if (!g_str_equal (text, "ok"))
        g_ptr_array_add (problems, g_strdup_printf (_("The file is damaged: %s"), text));
    }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CORRUPT)
    return orm_sqlite_fail (self, code, error);
  if (code != SQLITE_DONE)
    g_ptr_array_add (problems, g_strdup (_("The file is damaged")));
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
