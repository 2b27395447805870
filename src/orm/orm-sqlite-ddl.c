#include "orm/orm-sqlite-sql.h"

#include <sqlite3.h>
#include <string.h>

#define BIT(column) (G_GUINT64_CONSTANT (1) << (column))

/* Appends a name, in quotes where SQL has the word for itself. */
void
orm_sql_append_name (GString    *sql,
                     const char *name)
{
  if (sqlite3_keyword_check (name, strlen (name)))
    g_string_append_printf (sql, "\"%s\"", name);
  else
    g_string_append (sql, name);
}

/* Appends the name of a column, likewise. */
void
orm_sql_append_column_name (GString  *sql,
                            OrmTable *table,
                            guint     column)
{
  orm_sql_append_name (sql, table->column_names[column]);
}

/* Returns: (transfer full): the statement that makes a class's table. Its name stands in quotes, as
 * SQLite writes it where it renames one: so the text is the same after a migration. */
char *
orm_sql_create_table (OrmTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (", table->name);
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append (sql, i > 0 ? ",\n  " : "\n  ");
      orm_sql_append_column (sql, table, i);
    }
  if (table->is_link)
    g_string_append_printf (sql, ",\n  UNIQUE (\"%s\", \"%s\")",
                            table->column_names[ORM_LINK_FIRST],
                            table->column_names[ORM_LINK_SECOND]);
  g_string_append (sql, "\n) STRICT");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that makes an index on one column */
char *
orm_sql_index (const char *table_name,
               const char *column_name)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE INDEX %s_%s ON ", table_name, column_name);
  orm_sql_append_name (sql, table_name);
  g_string_append (sql, " (");
  orm_sql_append_name (sql, column_name);
  g_string_append (sql, ")");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full) (nullable): the statement that makes a column's index; NULL if it has
 * none or a unique one, which makes itself */
char *
orm_sql_create_index (OrmTable *table,
                      guint     column)
{
  const OrmColumn *declaration = &table->columns[column];

  if (!(declaration->flags & ORM_INDEXED) && declaration->kind != ORM_KIND_BELONGS_TO)
    return NULL;
  if (declaration->flags & ORM_UNIQUE || (table->is_link && column == ORM_LINK_FIRST))
    return NULL;
  return orm_sql_index (table->name, table->column_names[column]);
}

static void
append_statement (GString *sql,
                  char    *statement)
{
  if (statement != NULL)
    g_string_append_printf (sql, "%s;\n", statement);
  g_free (statement);
}

/* Returns: (transfer full): all that a new file is made of, each statement ended by ";\n". What a
 * migration makes of an older file is compared with it. */
char *
orm_sql_create_schema (OrmSchema *schema)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < orm_schema_get_n_tables (schema); i++)
    {
      OrmTable *table = orm_schema_get_table (schema, i);

      append_statement (sql, orm_sql_create_table (table));
      for (guint j = 0; j < table->n_columns; j++)
        append_statement (sql, orm_sql_create_index (table, j));
    }
  append_statement (sql, g_strdup (orm_sql_step_table));
  append_statement (sql, g_strdup (orm_sql_change_table));
  append_statement (sql, g_strdup (orm_sql_shape_table));
  return g_string_free (sql, FALSE);
}

static void
append_where_key (GString    *sql,
                  OrmTable   *table,
                  const char *condition)
{
  g_string_append (sql, " WHERE ");
  orm_sql_append_column_name (sql, table, table->primary_key);
  g_string_append (sql, condition);
}

/* What is derived of the rows is no part of the schema: it can be dropped and made again. */

const char orm_sql_meta_table[] =
  "CREATE TABLE IF NOT EXISTS orm_meta (\n"
  "  name TEXT PRIMARY KEY,\n"
  "  value TEXT NOT NULL\n"
  ") STRICT";

/* Returns: (transfer full): the statements that make the index of a table's words. The tokenizer
 * splits at spaces and nowhere else: what a token is was decided before. */
char *
orm_sql_create_search (OrmTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "CREATE VIRTUAL TABLE %s_search USING fts5 (tokens, content='',"
                          " columnsize=0, tokenize='ascii tokenchars ''", table->name);
  for (char c = '!'; c <= '~'; c++)
    if (g_ascii_ispunct (c)) /* in a string in a string */
      g_string_append_printf (sql, "%s%c", c == '\'' ? "'''" : "", c);
  g_string_append_printf (sql,
                          "''');\n"
                          "CREATE TABLE %s_search_text (\n"
                          "  row_id INTEGER PRIMARY KEY,\n"
                          "  words TEXT NOT NULL,\n"
                          "  codes TEXT NOT NULL\n"
                          ") STRICT", table->name);
  return g_string_free (sql, FALSE);
}

static void
append_columns (GString    *sql,
                OrmTable   *table,
                guint64     columns,
                const char *separator)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (columns & BIT (i))
      {
        g_string_append (sql, separator);
        orm_sql_append_column_name (sql, table, i);
        separator = ", ";
      }
}

/* "SELECT name, notes FROM product WHERE product_id = ?" */
static char *
select_row (OrmTable   *table,
            guint64     columns,
            const char *also)
{
  GString *sql = g_string_new ("SELECT ");

  append_columns (sql, table, columns, "");
  g_string_append_printf (sql, "%s FROM ", also);
  orm_sql_append_name (sql, table->name);
  append_where_key (sql, table, " = ?1");
  return g_string_free (sql, FALSE);
}

/* "SELECT product_id, name, notes, words FROM product LEFT JOIN ..." */
static char *
select_rows (OrmTable   *table,
             guint64     columns,
             const char *derived,
             const char *also)
{
  GString *sql = g_string_new ("SELECT ");

  orm_sql_append_column_name (sql, table, table->primary_key);
  append_columns (sql, table, columns, ", ");
  g_string_append_printf (sql, ", %s FROM ", also);
  orm_sql_append_name (sql, table->name);
  g_string_append_printf (sql, " LEFT JOIN %s_%s ON row_id = ", table->name, derived);
  orm_sql_append_column_name (sql, table, table->primary_key);
  return g_string_free (sql, FALSE);
}

/* The rows that are derived of rows that are gone. */
static char *
select_gone (OrmTable   *table,
             const char *derived)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT row_id FROM %s_%s WHERE NOT EXISTS (SELECT 1 FROM ",
                          table->name, derived);
  orm_sql_append_name (sql, table->name);
  append_where_key (sql, table, " = row_id)");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that reads the searchable columns of a row by its key */
char *
orm_sql_search_row (OrmTable *table)
{
  return select_row (table, table->searchable, "");
}

/* Returns: (transfer full): the statement that reads the key and the searchable columns of every
 * row, and what was indexed of it */
char *
orm_sql_search_rows (OrmTable *table)
{
  return select_rows (table, table->searchable, "search_text", "words, codes");
}

/* Returns: (transfer full): the statement that reads the keys that were indexed of rows that are
 * gone */
char *
orm_sql_search_gone (OrmTable *table)
{
  return select_gone (table, "search_text");
}

/* Returns: (transfer full): the statements that make the table of a class's sort keys, parted by
 * ";\n" */
char *
orm_sql_create_sort (OrmTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "CREATE TABLE %s_sort (\n"
                          "  row_id INTEGER PRIMARY KEY,\n"
                          "  hash INTEGER NOT NULL", table->name);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->sorted & BIT (i))
      g_string_append_printf (sql, ",\n  %s_key BLOB%s", table->column_names[i],
                              orm_sql_is_never_null (&table->columns[i]) ? " NOT NULL" : "");
  g_string_append (sql, "\n) STRICT");
  for (guint i = 0; i < table->n_columns; i++)
    if (table->sorted & BIT (i))
      g_string_append_printf (sql, ";\nCREATE INDEX %s_sort_%s ON %s_sort (%s_key)", table->name,
                              table->column_names[i], table->name, table->column_names[i]);
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that reads the columns of a row that are sorted, by its
 * key, and what their keys were made of */
char *
orm_sql_sort_row (OrmTable *table)
{
  g_autofree char *hash =
    g_strdup_printf (", (SELECT hash FROM %s_sort WHERE row_id = ?1)", table->name);

  return select_row (table, table->sorted, hash);
}

/* Returns: (transfer full): the same of every row, the key first */
char *
orm_sql_sort_rows (OrmTable *table)
{
  return select_rows (table, table->sorted, "sort", "hash");
}

/* Returns: (transfer full): the statement that reads the keys that are sorted of rows that are
 * gone */
char *
orm_sql_sort_gone (OrmTable *table)
{
  return select_gone (table, "sort");
}

/* Returns: (transfer full): the statement that writes the first sort keys of a row; bound are its
 * key, the hash, and they. As with orm_sql_update(), there is nothing to back out. */
char *
orm_sql_sort_add (OrmTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR FAIL INTO %s_sort VALUES (?1, ?2", table->name);
  for (guint i = 0, n = 3; i < table->n_columns; i++)
    if (table->sorted & BIT (i))
      g_string_append_printf (sql, ", ?%u", n++);
  g_string_append (sql, ")");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that writes other ones; bound is the same */
char *
orm_sql_sort_set (OrmTable *table)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE OR FAIL %s_sort SET hash = ?2", table->name);
  for (guint i = 0, n = 3; i < table->n_columns; i++)
    if (table->sorted & BIT (i))
      g_string_append_printf (sql, ", %s_key = ?%u", table->column_names[i], n++);
  g_string_append (sql, " WHERE row_id = ?1");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that forgets a row's sort keys */
char *
orm_sql_sort_remove (OrmTable *table)
{
  return g_strdup_printf ("DELETE FROM %s_sort WHERE row_id = ?", table->name);
}

/* Returns: (transfer full): the temporary trigger that tells of each update of one column; @index
 * is the table's in the schema */
char *
orm_sql_watch_updates (OrmTable *table,
                       guint     index,
                       guint     column)
{
  const char *name = table->column_names[column];

  return g_strdup_printf ("CREATE TEMP TRIGGER orm_%s_%s AFTER UPDATE OF \"%s\" ON main.\"%s\""
                          " BEGIN SELECT orm_cell (%u, %u, old.\"%s\", old.\"%s\", new.\"%s\");"
                          " END",
                          table->name, name, name, table->name, index, column,
                          table->column_names[table->primary_key], name, name);
}

/* Returns: (transfer full): the temporary trigger that tells of each row deleted */
char *
orm_sql_watch_deletes (OrmTable *table,
                       guint     index)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "CREATE TEMP TRIGGER orm_%s AFTER DELETE ON main.\"%s\" BEGIN"
                          " SELECT orm_gone (%u, old.\"%s\"",
                          table->name, table->name, index, table->column_names[table->primary_key]);
  for (guint i = 0; i < table->n_columns; i++)
    if (orm_table_is_image_column (table, i))
      g_string_append_printf (sql, ", old.\"%s\"", table->column_names[i]);
  g_string_append (sql, "); END");
  return g_string_free (sql, FALSE);
}

static void
append_all_columns (GString  *sql,
                    OrmTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (i > 0)
        g_string_append (sql, ", ");
      orm_sql_append_column_name (sql, table, i);
    }
}

/* Returns: (transfer full): the statement that makes a row; a parameter for each column but those
 * that are computed */
char *
orm_sql_insert (OrmTable *table)
{
  GString *sql = g_string_new ("INSERT INTO ");
  g_autoptr (GString) values = g_string_new (") VALUES (");
  const char *separator = "";

  orm_sql_append_name (sql, table->name);
  g_string_append (sql, " (");
  for (guint i = 0; i < table->n_columns; i++)
    if (table->stored & BIT (i))
      {
        g_string_append (sql, separator);
        orm_sql_append_column_name (sql, table, i);
        g_string_append_printf (values, "%s?", separator);
        separator = ", ";
      }
  g_string_append_printf (sql, "%s)", values->str);
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that writes some columns; their values are bound in
 * order, the key last. What it refuses is refused before its one row is written, but for a
 * reference, of which SQLite takes care: OR FAIL tells it that there is nothing to back out, so
 * that it keeps no journal of the statement. */
char *
orm_sql_update (OrmTable *table,
                guint64   columns)
{
  GString *sql = g_string_new ("UPDATE OR FAIL ");
  const char *separator = " SET ";

  orm_sql_append_name (sql, table->name);
  for (guint i = 0; i < table->n_columns; i++)
    if (columns & BIT (i))
      {
        g_string_append (sql, separator);
        orm_sql_append_column_name (sql, table, i);
        g_string_append (sql, " = ?");
        separator = ", ";
      }
  append_where_key (sql, table, " = ?");
  return g_string_free (sql, FALSE);
}

/* What a column holds that may not be NULL while its row is parked: nothing that another row has,
 * or that exists. It is drawn, so that another can be drawn if that should fail. */
static const char *const parked[ORM_N_KINDS] = {
  [ORM_KIND_TEXT] = "char (127) || hex (randomblob (8))",
  [ORM_KIND_INTEGER] = "random ()",
  [ORM_KIND_REAL] = "random () * 1e289",
  [ORM_KIND_BOOLEAN] = "random ()",
  [ORM_KIND_DATE] = "char (127) || hex (randomblob (8))",
  [ORM_KIND_TIMESTAMP] = "random ()",
  [ORM_KIND_BELONGS_TO] = "random () | (1 << 63)", /* below 0, where no keys are given out */
  [ORM_KIND_ENUM] = "char (127) || hex (randomblob (8))",
  [ORM_KIND_BYTES] = "randomblob (16)",
};

/* Returns: (transfer full): the statement that makes unique columns of a row let go of their
 * values until they get their new ones in the same transaction; the key is bound */
char *
orm_sql_park (OrmTable *table,
              guint64   columns)
{
  GString *sql = g_string_new ("UPDATE ");
  const char *separator = " SET ";

  orm_sql_append_name (sql, table->name);
  for (guint i = 0; i < table->n_columns; i++)
    if (columns & BIT (i))
      {
        const OrmColumn *column = &table->columns[i];

        g_string_append (sql, separator);
        orm_sql_append_column_name (sql, table, i);
        g_string_append_printf (sql, " = %s",
                                orm_sql_is_never_null (column) ? parked[column->kind] : "NULL");
        separator = ", ";
      }
  append_where_key (sql, table, " = ?");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that writes a row as it is, so that it is checked; the
 * key is bound */
char *
orm_sql_touch (OrmTable *table)
{
  GString *sql = g_string_new ("UPDATE ");
  const char *separator = " SET ";

  orm_sql_append_name (sql, table->name);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->stored & BIT (i))
      {
        const char *name = table->column_names[i];

        g_string_append_printf (sql, "%s\"%s\" = \"%s\"", separator, name, name);
        separator = ", ";
      }
  append_where_key (sql, table, " = ?");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that deletes a row by its key */
char *
orm_sql_delete (OrmTable *table)
{
  GString *sql = g_string_new ("DELETE FROM ");

  orm_sql_append_name (sql, table->name);
  append_where_key (sql, table, " = ?");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that reads a row by its key */
char *
orm_sql_fetch_one (OrmTable *table)
{
  GString *sql = g_string_new ("SELECT ");

  append_all_columns (sql, table);
  g_string_append (sql, " FROM ");
  orm_sql_append_name (sql, table->name);
  append_where_key (sql, table, " = ?");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that reads the rows whose keys stand in a JSON array. A
 * cross join goes through the array once; IN would sort it into a table first. */
char *
orm_sql_fetch (OrmTable *table)
{
  GString *sql = g_string_new ("SELECT ");

  append_all_columns (sql, table);
  g_string_append (sql, " FROM (SELECT value AS orm_key FROM json_each (?)) CROSS JOIN ");
  orm_sql_append_name (sql, table->name);
  append_where_key (sql, table, " = orm_key");
  return g_string_free (sql, FALSE);
}

/* Returns: (transfer full): the statement that looks for another row whose text is the same as the
 * column's index compares; text and key are bound */
char *
orm_sql_find_same (OrmTable *table,
                   guint     column)
{
  return g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE \"%s\" = ? AND \"%s\" <> ? LIMIT 1",
                          table->name, table->column_names[column],
                          table->column_names[table->primary_key]);
}

/* Returns: (transfer full): the statement that reads one column of a row by its key */
char *
orm_sql_fetch_column (OrmTable *table,
                      guint     column)
{
  return g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE \"%s\" = ?",
                          table->column_names[column], table->name,
                          table->column_names[table->primary_key]);
}

/* Returns: (transfer full): the statement that reads the keys and the texts that have more bytes
 * than characters */
char *
orm_sql_list_beyond_ascii (OrmTable *table,
                           guint     column)
{
  const char *name = table->column_names[column];

  return g_strdup_printf ("SELECT \"%s\", \"%s\" FROM \"%s\""
                          " WHERE length (\"%s\") <> length (CAST (\"%s\" AS BLOB))",
                          table->column_names[table->primary_key], name, table->name, name, name);
}

/* Returns: (transfer full): the statement that looks for a text that two rows have without regard
 * to case, in any script, one of them among the keys that are bound as JSON */
char *
orm_sql_find_twice (OrmTable *table,
                    guint     column)
{
  GString *sql = g_string_new ("SELECT ");

  orm_sql_append_column_name (sql, table, column);
  g_string_append (sql, " FROM ");
  orm_sql_append_name (sql, table->name);
  g_string_append (sql, " WHERE ");
  orm_sql_append_column_name (sql, table, column);
  g_string_append (sql, " IS NOT NULL GROUP BY orm_caseless (");
  orm_sql_append_column_name (sql, table, column);
  g_string_append (sql, ") HAVING count (*) > 1 AND max (");
  orm_sql_append_column_name (sql, table, table->primary_key);
  g_string_append (sql, " IN (SELECT value FROM json_each (?))) LIMIT 1");
  return g_string_free (sql, FALSE);
}
