#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>

/* A step that finds other rows than it left: what is in its way, in words. */

/* Sets the error of a step that finds other rows than it left. Returns: %FALSE, to be returned */
gboolean
orm_sqlite_conflict (GError **error)
{
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                       _("another program has changed the same rows since"));
  return FALSE;
}

/* Returns: the column that people know a row by: the first text that every row has; or the key */
static guint
get_name_column (OrmTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == ORM_KIND_TEXT && (table->columns[i].flags & ORM_NOT_NULL))
      return i;
  return table->primary_key;
}

/* Returns: (transfer full) (nullable): what people know a row by; NULL if there is no such row */
static char *
dup_row_name (OrmSqliteEngine *self,
              OrmTable        *table,
              gint64           key)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE \"%s\" = ?",
                     table->column_names[get_name_column (table)], table->name,
                     table->column_names[table->primary_key]);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, NULL);
  char *name = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  if (orm_sqlite_step (self, statement) == SQLITE_ROW)
    name = g_strdup (orm_sqlite_column_text (statement, 0));
  sqlite3_reset (statement);
  return name;
}

/* As orm_sqlite_conflict(), of a row that is another or not there. */
gboolean
orm_sqlite_conflict_row (OrmSqliteEngine  *self,
                         OrmTable         *table,
                         gint64            key,
                         GError          **error)
{
  g_autofree char *name = dup_row_name (self, table, key);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, key);

  if (name != NULL)
    g_set_error (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                 /* Translators: such as: another program has changed Product “Butter” since */
                 _("another program has changed %s “%s” since"), _(table->label), name);
  else
    g_set_error (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                 /* Translators: such as: another program has deleted Product 12 since */
                 _("another program has deleted %s %s since"), _(table->label), number);
  return FALSE;
}

/* Returns: the first of the cells whose column is not what it has to be; NULL if all are */
static const OrmImageCell *
find_changed (OrmSqliteEngine *self,
              OrmTable        *table,
              gint64           key,
              GArray          *cells,
              OrmHistoryWay    way)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  const OrmImageCell *found = NULL;
  sqlite3_stmt *statement;

  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (sql, "%s\"%s\" IS ?%u COLLATE BINARY", i > 0 ? ", " : "",
                            g_array_index (cells, OrmImageCell, i).name, i + 2);
  g_string_append_printf (sql, " FROM \"%s\" WHERE \"%s\" = ?1", table->name,
                          table->column_names[table->primary_key]);
  statement = orm_sqlite_prepare (self, sql->str, NULL);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  for (guint i = 0; i < cells->len; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);

      orm_sqlite_bind (self, statement, i + 2, way == ORM_UNDO ? cell->after : cell->before);
    }
  if (orm_sqlite_step (self, statement) == SQLITE_ROW)
    for (guint i = 0; i < cells->len && found == NULL; i++)
      if (!sqlite3_column_int (statement, i))
        found = &g_array_index (cells, OrmImageCell, i);
  sqlite3_reset (statement);
  return found;
}

/* Says of a conflict over a row's @cells which row and which property it is, where that can be
 * found. Returns: %FALSE, to be returned */
gboolean
orm_sqlite_explain_conflict (OrmSqliteEngine  *self,
                             OrmTable         *table,
                             gint64            key,
                             GArray           *cells,
                             OrmHistoryWay     way,
                             GError          **error)
{
  g_autofree char *name = NULL;
  const OrmImageCell *cell;

  if (error == NULL || !g_error_matches (*error, ORM_ERROR, ORM_ERROR_CONFLICT))
    return FALSE;
  cell = find_changed (self, table, key, cells, way);
  name = dup_row_name (self, table, key);
  if (cell == NULL && name != NULL)
    return FALSE;
  g_clear_error (error);
  if (cell == NULL || name == NULL)
    return orm_sqlite_conflict_row (self, table, key, error);
  g_set_error (error, ORM_ERROR, ORM_ERROR_CONFLICT,
               /* Translators: property, class, name, such as: another program has changed Price of
                * Product “Butter” since */
               _("another program has changed %s of %s “%s” since"),
               orm_table_get_column_label (table, orm_table_find_column_name (table, cell->name)),
               _(table->label), name);
  return FALSE;
}
