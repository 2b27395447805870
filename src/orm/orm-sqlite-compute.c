#include "orm/orm-sqlite-private.h"

#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"

/* What is computed in a row, from what a record holds before it is written: SQLite does it, so that
 * there is one definition. */

/* Returns: (transfer full): the statement that gives the computed columns; the values of the others
 * are bound in order, with the types and collations that they have in the table. It reads no table.
 * Each computed column is there for those after it. */
static char *
write_compute (OrmTable *table)
{
  g_autofree char *from = NULL;
  GString *sql = g_string_new ("SELECT ");
  const char *separator = "";

  for (guint i = 0; i < table->n_columns; i++)
    if ((table->stored >> i) & 1)
      {
        const OrmColumn *column = &table->columns[i];

        g_string_append_printf (sql, "%sCAST (? AS %s)%s AS ", separator,
                                column->kind == ORM_KIND_PRIMARY_KEY ? "INTEGER"
                                                                     : orm_sql_get_type (column),
                                column->flags & ORM_NOCASE ? " COLLATE NOCASE" : "");
        orm_sql_append_column_name (sql, table, i);
        separator = ", ";
      }
  for (guint i = 0; i < table->n_columns; i++)
    if (!((table->stored >> i) & 1))
      {
        from = g_strdup (sql->str);
        g_string_printf (sql, "SELECT *, CAST (%s AS %s) AS ", table->columns[i].computed,
                         orm_sql_get_type (&table->columns[i]));
        orm_sql_append_column_name (sql, table, i);
        g_string_append_printf (sql, " FROM (%s)", from);
        g_clear_pointer (&from, g_free);
      }
  from = g_string_free (sql, FALSE);
  sql = g_string_new ("SELECT ");
  separator = "";
  for (guint i = 0; i < table->n_columns; i++)
    if (!((table->stored >> i) & 1))
      {
        g_string_append (sql, separator);
        orm_sql_append_column_name (sql, table, i);
        separator = ", ";
      }
  g_string_append_printf (sql, " FROM (%s)", from);
  return g_string_free (sql, FALSE);
}

/* See OrmEngineInterface: calls @func with a value a column, of which those computed count. */
gboolean
orm_sqlite_compute (OrmEngine   *engine,
                    OrmTable    *table,
                    OrmRecord   *record,
                    OrmRowFunc   func,
                    gpointer     user_data,
                    GError     **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_once (self, &statements->compute, write_compute, table, error);
  char buffers[ORM_MAX_COLUMNS][ORM_FIELD_BUFFER];
  OrmValue values[ORM_MAX_COLUMNS];
  int n = 0, code;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < table->n_columns; i++)
    {
      values[i] = ORM_NULL;
      if ((table->stored >> i) & 1)
        orm_sqlite_bind (self, statement, ++n,
                         orm_field_get (record, &table->columns[i], buffers[i]));
    }
  code = orm_sqlite_step (self, statement);
  n = 0;
  for (guint i = 0; code == SQLITE_ROW && i < table->n_columns; i++)
    if (!((table->stored >> i) & 1))
      values[i] = orm_sqlite_column (statement, n++);
  if (code == SQLITE_ROW)
    code = orm_sqlite_get_row_code (self);
  if (code == SQLITE_ROW)
    func (values, user_data);
  else
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW;
}
