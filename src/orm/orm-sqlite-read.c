#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-sql.h"
#include "orm/orm-summary-private.h"

/* Rows, keys and totals on their way out. */

/* Reads rows until there are no more. */
static gboolean
read_rows (OrmSqliteEngine  *self,
           sqlite3_stmt     *statement,
           guint             n_columns,
           OrmRowFunc        func,
           gpointer          user_data,
           GError          **error)
{
  OrmValue values[ORM_MAX_COLUMNS];
  int code;

  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      for (guint i = 0; i < n_columns; i++)
        values[i] = orm_sqlite_column (statement, i);
      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
      func (values, user_data);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
fetch_one (OrmSqliteEngine  *self,
           OrmTable         *table,
           gint64            key,
           OrmRowFunc        func,
           gpointer          user_data,
           GError          **error)
{
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement =
    orm_sqlite_prepare_once (self, &statements->fetch_one, orm_sql_fetch_one, table, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return read_rows (self, statement, table->n_columns, func, user_data, error);
}

/* Returns: (transfer full): keys as a JSON array, which a statement reads */
char *
orm_sqlite_dup_keys (const gint64 *keys,
                     gsize         n_keys)
{
  GString *json = g_string_new ("[");

  for (gsize i = 0; i < n_keys; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", keys[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

gboolean
orm_sqlite_fetch (OrmEngine     *engine,
                  OrmTable      *table,
                  const gint64  *keys,
                  gsize          n_keys,
                  OrmRowFunc     func,
                  gpointer       user_data,
                  GError       **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  OrmTableStatements *statements = orm_sqlite_get_table (self, table);
  sqlite3_stmt *statement;
  g_autofree char *json = NULL;

  if (n_keys == 1)
    return fetch_one (self, table, *keys, func, user_data, error);
  statement = orm_sqlite_prepare_once (self, &statements->fetch, orm_sql_fetch, table, error);
  if (statement == NULL)
    return FALSE;
  json = orm_sqlite_dup_keys (keys, n_keys);
  orm_sqlite_bind_text (self, statement, 1, json, -1);
  return read_rows (self, statement, table->n_columns, func, user_data, error);
}

/* Returns: (transfer none) (nullable): a statement whose values are bound; they live in @sql */
sqlite3_stmt *
orm_sqlite_prepare_values (OrmSqliteEngine  *self,
                           OrmSql           *sql,
                           GError          **error)
{
  sqlite3_stmt *statement;

  if (sql->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sql->error));
      return NULL;
    }
  statement = orm_sqlite_prepare (self, sql->sql->str, error);
  for (guint i = 0; statement != NULL && i < sql->values->len; i++)
    orm_sqlite_bind (self, statement, i + 1, g_array_index (sql->values, OrmValue, i));
  for (guint i = 0; statement != NULL && i < sql->sets->len; i++)
    {
      const OrmSqlSet *set = &g_array_index (sql->sets, OrmSqlSet, i);

      orm_key_set_bind (set->set, statement, set->index + 1);
    }
  return statement;
}

gboolean
orm_sqlite_select (OrmEngine   *engine,
                   OrmQuery    *query,
                   OrmRowFunc   func,
                   gpointer     user_data,
                   GError     **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (OrmSql) sql = orm_sql_new_select (self, query, TRUE);
  sqlite3_stmt *statement = orm_sqlite_prepare_values (self, sql, error);

  return statement != NULL
         && read_rows (self, statement, orm_query_get_table (query)->n_columns, func, user_data,
                       error);
}

gboolean
orm_sqlite_list_keys (OrmEngine  *engine,
                      OrmQuery   *query,
                      GArray     *keys,
                      GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (OrmSql) sql = orm_sql_new_select (self, query, FALSE);
  sqlite3_stmt *statement = orm_sqlite_prepare_values (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      g_array_append_val (keys, key);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Totals in 128 bits come as text. */
static OrmTotal
read_total (const char *text)
{
  gboolean is_negative = *text == '-';
  OrmTotal total = 0;

  for (const char *c = text + is_negative; g_ascii_isdigit (*c); c++)
    total = total * 10 + (is_negative ? '0' - *c : *c - '0');
  return total;
}

/* Reads what an aggregate made. Returns: the column of the next one */
static int
read_cell (sqlite3_stmt       *statement,
           int                 column,
           const OrmAggregate *aggregate,
           OrmSummaryCell     *cell)
{
  gboolean is_sum = aggregate->function != ORM_LEAST && aggregate->function != ORM_MOST;

  *cell = (OrmSummaryCell) { .value = orm_sqlite_column (statement, column++) };
  if (aggregate->function == ORM_AVERAGE)
    cell->count = sqlite3_column_int64 (statement, column++);
  if (cell->value.type == ORM_VALUE_INTEGER)
    cell->total = cell->value.integer;
  else if (is_sum && cell->value.type == ORM_VALUE_TEXT)
    {
      cell->total = read_total (cell->value.text);
      cell->value = ORM_NULL;
    }
  else if (cell->value.type == ORM_VALUE_REAL && cell->count > 0)
    cell->value.real /= cell->count;
  return column;
}

static void
read_group (sqlite3_stmt       *statement,
            guint               n_parts,
            const OrmAggregate *aggregates,
            guint               n_aggregates,
            OrmSummary         *summary)
{
  g_autofree OrmValue *parts = g_new (OrmValue, n_parts);
  g_autofree OrmSummaryCell *cells = g_new (OrmSummaryCell, n_aggregates);
  int column = n_parts;

  for (guint i = 0; i < n_parts; i++)
    parts[i] = orm_sqlite_column (statement, i);
  for (guint i = 0; i < n_aggregates; i++)
    column = read_cell (statement, column, &aggregates[i], &cells[i]);
  orm_summary_add_group (summary, parts, cells);
}

OrmSummary *
orm_sqlite_summarize (OrmEngine           *engine,
                      OrmQuery            *query,
                      const char          *group_by,
                      const OrmAggregate  *aggregates,
                      guint                n_aggregates,
                      GError             **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_auto (GStrv) paths = g_strsplit (group_by != NULL ? group_by : "", ",", -1);
  g_autoptr (OrmSql) sql = orm_sql_new_summary (self, query, paths, aggregates, n_aggregates);
  guint n_parts = MAX (1, g_strv_length (paths));
  g_autoptr (OrmSummary) summary = orm_summary_new (n_parts, n_aggregates);
  sqlite3_stmt *statement = orm_sqlite_prepare_values (self, sql, error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      read_group (statement, n_parts, aggregates, n_aggregates, summary);
      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&summary) : NULL;
}
