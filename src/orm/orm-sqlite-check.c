#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-sqlite-sql.h"

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
      const char *text = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (text, "ok") != 0)
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
    g_ptr_array_add (problems,
                     /* Translators: table name, row number, name of another table */
                     g_strdup_printf (_("%s, row %s: refers to a row of %s that does not exist"),
                                      sqlite3_column_text (statement, 0),
                                      sqlite3_column_text (statement, 1),
                                      sqlite3_column_text (statement, 2)));
  sqlite3_reset (statement);
  return code == SQLITE_DONE || orm_sqlite_fail (self, code, error);
}

/* Compares what the file says an object is made of with what the classes say. */
static gboolean
check_object (OrmSqliteEngine  *self,
              const char       *name,
              const char       *expected,
              GPtrArray        *problems,
              GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT sql FROM sqlite_schema WHERE name = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_DONE)
    g_ptr_array_add (problems, g_strdup_printf (_("%s is missing"), name));
  else if (code == SQLITE_ROW
           && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), expected) != 0)
    g_ptr_array_add (problems,
                     g_strdup_printf (_("%s is not defined as this version defines it"), name));
  sqlite3_reset (statement);
  return code == SQLITE_DONE || code == SQLITE_ROW || orm_sqlite_fail (self, code, error);
}

static gboolean
check_table (OrmSqliteEngine  *self,
             OrmTable         *table,
             GPtrArray        *problems,
             GError          **error)
{
  g_autofree char *create_table = orm_sql_create_table (table);

  if (!check_object (self, table->name, create_table, problems, error))
    return FALSE;
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *create_index = orm_sql_create_index (table, i);
      g_autofree char *name = g_strdup_printf ("%s_%s", table->name, table->column_names[i]);

      if (create_index != NULL && !check_object (self, name, create_index, problems, error))
        return FALSE;
    }
  return TRUE;
}

/* See orm_engine_check(). */
gboolean
orm_sqlite_check (OrmEngine  *engine,
                  GPtrArray  *problems,
                  GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);

  if (!check_pages (self, problems, error))
    return FALSE;
  if (problems->len > 0)
    return TRUE; /* what else there is cannot be read with confidence */
  if (!check_references (self, problems, error))
    return FALSE;
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (!check_table (self, orm_schema_get_table (self->schema, i), problems, error))
      return FALSE;
  return check_object (self, "orm_step", orm_sql_step_table, problems, error)
         && check_object (self, "orm_change", orm_sql_change_table, problems, error);
}
