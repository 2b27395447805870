#include "orm/orm-sqlite-private.h"

#include "orm/orm-bulk.h"
#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"

/* Updates and deletes of all rows that match a query. */

static void
bind (OrmSql   *sql,
      OrmValue  value)
{
  value = orm_value_copy (value);
  g_array_append_val (sql->values, value);
  g_string_append (sql->sql, "?");
}

static void
append_column (OrmSql     *sql,
               OrmTable   *table,
               const char *property)
{
  orm_sql_append_name (sql->sql, table->column_names[orm_table_find_column (table, property)]);
}

static void
append_expression (OrmSql              *sql,
                   OrmTable            *table,
                   const OrmAssignment *assignment)
{
  if (assignment->source == NULL)
    bind (sql, assignment->value);
  else if (!orm_assignment_is_scaled (assignment))
    append_column (sql, table, assignment->source);
  else
    {
      g_string_append (sql->sql, "orm_scale (");
      append_column (sql, table, assignment->source);
      g_string_append (sql->sql, ", ");
      bind (sql, ORM_INT (assignment->multiplier != 0 ? assignment->multiplier : 1));
      g_string_append (sql->sql, ", ");
      bind (sql, ORM_INT (assignment->divisor != 0 ? assignment->divisor : 1));
      g_string_append (sql->sql, ", ");
      bind (sql, ORM_INT (assignment->addend));
      g_string_append (sql->sql, ")");
    }
}

/* " WHERE product_id IN (SELECT ...)" */
static void
append_where (OrmSql   *sql,
              OrmTable *table,
              OrmQuery *query)
{
  g_autoptr (OrmSql) select = orm_sql_new_select (sql->engine, query, FALSE);

  g_string_append (sql->sql, " WHERE ");
  orm_sql_append_name (sql->sql, table->column_names[table->primary_key]);
  g_string_append_printf (sql->sql, " IN (%s)", select->sql->str);
  for (guint i = 0; i < select->sets->len; i++)
    g_array_index (select->sets, OrmSqlSet, i).index += sql->values->len;
  g_array_append_vals (sql->values, select->values->data, select->values->len);
  g_array_append_vals (sql->sets, select->sets->data, select->sets->len);
  g_array_set_clear_func (select->values, NULL); /* they have moved */
  g_array_set_clear_func (select->sets, NULL);
  if (sql->error == NULL)
    sql->error = g_steal_pointer (&select->error);
}

static OrmSql *
sql_new (OrmSqliteEngine *self,
         const char      *verb,
         OrmTable        *table)
{
  OrmSql *sql = orm_sql_new (self);

  sql->sql = g_string_new (verb);
  orm_sql_append_name (sql->sql, table->name);
  return sql;
}

static guint64
mask_of (OrmTable            *table,
         const OrmAssignment *assignments,
         guint                n_assignments)
{
  guint64 columns = 0;

  for (guint i = 0; i < n_assignments; i++)
    columns |= G_GUINT64_CONSTANT (1) << orm_table_find_column (table, assignments[i].property);
  return columns;
}

/* The time stamps are set in rows that become different, and in no others. */
static OrmSql *
sql_new_update (OrmSqliteEngine     *self,
                OrmQuery            *query,
                OrmTable            *table,
                const OrmAssignment *assignments,
                guint                n_assignments)
{
  OrmSql *sql = sql_new (self, "UPDATE ", table);
  guint64 stamps = table->set_on_update & ~mask_of (table, assignments, n_assignments);

  for (guint i = 0; i < n_assignments; i++)
    {
      g_string_append (sql->sql, i > 0 ? ", " : " SET ");
      append_column (sql, table, assignments[i].property);
      g_string_append (sql->sql, " = ");
      append_expression (sql, table, &assignments[i]);
    }
  for (guint i = 0; stamps >> i != 0; i++)
    if ((stamps >> i) & 1)
      {
        g_string_append (sql->sql, ", ");
        orm_sql_append_name (sql->sql, table->column_names[i]);
        g_string_append (sql->sql, " = ");
        bind (sql, ORM_INT (g_get_real_time ()));
      }
  append_where (sql, table, query);
  for (guint i = 0; i < n_assignments; i++)
    {
      g_string_append (sql->sql, i > 0 ? " OR " : " AND (");
      append_column (sql, table, assignments[i].property);
      g_string_append (sql->sql, " IS NOT ");
      append_expression (sql, table, &assignments[i]);
      g_string_append (sql->sql, " COLLATE BINARY");
    }
  g_string_append (sql->sql, ")");
  return sql;
}

/* Finds a value that an assignment would give to a row: one that its column does not take, if
 * there is any, to be told of. */
static void
find_refused (OrmSqliteEngine     *self,
              int                  code,
              OrmQuery            *query,
              const OrmAssignment *assignment,
              OrmRecord           *record)
{
  OrmTable *table = orm_query_get_table (query);
  const OrmColumn *column =
    &table->columns[orm_table_find_column (table, assignment->property)];
  g_autoptr (OrmSql) sql = sql_new (self, "", table);
  sqlite3_stmt *statement;

  g_string_assign (sql->sql, "SELECT value FROM (SELECT ");
  append_expression (sql, table, assignment);
  g_string_append (sql->sql, " AS value FROM ");
  orm_sql_append_name (sql->sql, table->name);
  append_where (sql, table, query);
  g_string_append (sql->sql, ") ORDER BY value ");
  if (code == SQLITE_CONSTRAINT_CHECK)
    g_string_append_printf (sql->sql, "BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT,
                            column->minimum, column->maximum);
  else
    {
      g_string_append (sql->sql, "NOT IN (SELECT ");
      append_column (sql, table, column->name);
      g_string_append (sql->sql, " FROM ");
      orm_sql_append_name (sql->sql, table->name);
      g_string_append (sql->sql, ")");
    }
  g_string_append (sql->sql, " LIMIT 1");
  statement = orm_sqlite_prepare_values (self, sql, NULL);
  if (statement == NULL)
    return;
  if (orm_sqlite_step (self, statement) == SQLITE_ROW)
    orm_field_set (record, column, orm_sqlite_column (statement, 0));
  sqlite3_reset (statement);
}

static OrmRecord *
new_example (OrmTable            *table,
             const OrmAssignment *assignments,
             guint                n_assignments)
{
  OrmRecord *record = g_object_new (table->type, NULL);

  for (guint i = 0; i < n_assignments; i++)
    if (assignments[i].source == NULL)
      orm_field_set (record,
                     &table->columns[orm_table_find_column (table, assignments[i].property)],
                     assignments[i].value);
  return record;
}

/* Says what was refused, as of a record that was to have these values. */
static void
fail (OrmSqliteEngine      *self,
      int                   code,
      OrmQuery             *query,
      const OrmAssignment  *assignments,
      guint                 n_assignments,
      GError              **error)
{
  OrmTable *table = orm_query_get_table (query);
  g_autoptr (OrmRecord) record = new_example (table, assignments, n_assignments);
  int column = orm_sqlite_find_refused (table, sqlite3_errmsg (self->db));

  if (column >= 0 && (code == SQLITE_CONSTRAINT_CHECK || code == SQLITE_CONSTRAINT_UNIQUE))
    for (guint i = 0; i < n_assignments; i++)
      if (assignments[i].source != NULL
          && orm_table_find_column (table, assignments[i].property) == column)
        {
          find_refused (self, code, query, &assignments[i], record);
          orm_sqlite_refuse (self, code, table, record, column, error);
          return;
        }
  orm_sqlite_fail_record (self, code, table, record, error);
}

/* Names that are unique without regard to case are so in every script: looks whether a row that was
 * written has the same as another. */
static gboolean
check_caseless (OrmSqliteEngine  *self,
                OrmTable         *table,
                guint             column,
                const char       *keys,
                GError          **error)
{
  g_autofree char *sql = orm_sql_find_twice (table, column);
  g_autoptr (OrmRecord) record = NULL;
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, keys, -1);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      record = g_object_new (table->type, NULL);
      orm_field_set (record, &table->columns[column], orm_sqlite_column (statement, 0));
      orm_sqlite_refuse (self, SQLITE_CONSTRAINT_UNIQUE, table, record, column, error);
    }
  else if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
check_names (OrmSqliteEngine  *self,
             OrmTable         *table,
             guint64           columns,
             GError          **error)
{
  g_autoptr (GString) keys = NULL;

  for (guint i = 0; columns >> i != 0; i++)
    if ((columns >> i) & 1)
      {
        if (keys == NULL)
          keys = orm_sqlite_noted_keys (self, table);
        if (!check_caseless (self, table, i, keys->str, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
orm_sqlite_update_all (OrmEngine            *engine,
                       OrmQuery             *query,
                       const OrmAssignment  *assignments,
                       guint                 n_assignments,
                       guint64              *n_rows,
                       GError              **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTable *table = orm_query_get_table (query);
  guint64 columns = mask_of (table, assignments, n_assignments);
  g_autoptr (OrmSql) sql = sql_new_update (self, query, table, assignments, n_assignments);
  sqlite3_stmt *statement = orm_sqlite_prepare_values (self, sql, error);
  int code;

  if (statement == NULL || !orm_sqlite_is_writing (self, error))
    return FALSE;
  if (columns & table->nocase)
    orm_sqlite_forget_names (self);
  code = orm_sqlite_step (self, statement);
  *n_rows = sqlite3_changes64 (self->db);
  if (code != SQLITE_DONE)
    fail (self, code, query, assignments, n_assignments, error);
  sqlite3_reset (statement);
  if (code == SQLITE_DONE && check_names (self, table, columns & table->nocase, error))
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return FALSE;
}

gboolean
orm_sqlite_remove_all (OrmEngine  *engine,
                       OrmQuery   *query,
                       guint64    *n_rows,
                       GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTable *table = orm_query_get_table (query);
  g_autoptr (OrmSql) sql = sql_new (self, "DELETE FROM ", table);
  sqlite3_stmt *statement;
  int code;

  append_where (sql, table, query);
  statement = orm_sqlite_prepare_values (self, sql, error);
  if (statement == NULL || !orm_sqlite_is_writing (self, error))
    return FALSE;
  code = orm_sqlite_step (self, statement);
  *n_rows = sqlite3_changes64 (self->db);
  if (code != SQLITE_DONE)
    fail (self, code, query, NULL, 0, error);
  sqlite3_reset (statement);
  if (code == SQLITE_DONE)
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return FALSE;
}
