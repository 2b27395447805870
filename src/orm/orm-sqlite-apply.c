#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-sql.h"

/* Makes one change of the journal, backwards or forwards. */

/* Reads an image, whose columns all have to be of the table as it is. Returns: (transfer full)
 * (nullable) */
static GArray *
read_image (OrmTable    *table,
            const char  *image,
            gboolean     is_change,
            GError     **error)
{
  g_autoptr (GArray) cells = orm_image_read (image, is_change);

  if (cells != NULL && is_change && cells->len == 0)
    g_clear_pointer (&cells, g_array_unref);
  for (guint i = 0; cells != NULL && i < cells->len; i++)
    {
      int column = orm_table_find_column_name (table, g_array_index (cells, OrmImageCell, i).name);

      if (column < 0 || !orm_table_is_image_column (table, column))
        g_clear_pointer (&cells, g_array_unref);
    }
  if (cells == NULL)
    orm_sqlite_conflict (error);
  return g_steal_pointer (&cells);
}

/* Runs a write; a constraint that it meets is another program's doing. */
static gboolean
run_or_conflict (OrmSqliteEngine  *self,
                 sqlite3_stmt     *statement,
                 GError          **error)
{
  int code = orm_sqlite_step (self, statement);
  gboolean done = code == SQLITE_DONE && sqlite3_changes (self->db) == 1;

  if (code == SQLITE_DONE || (code & 0xff) == SQLITE_CONSTRAINT)
    {
      if (!done)
        orm_sqlite_conflict (error);
    }
  else
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  if (done)
    return orm_sqlite_write_notes (self, error);
  orm_sqlite_drop_notes (self);
  return FALSE;
}

static gboolean
apply_update (OrmSqliteEngine  *self,
              OrmTable         *table,
              gint64            key,
              const char       *image,
              OrmHistoryWay     way,
              GError          **error)
{
  g_autoptr (GArray) cells = read_image (table, image, TRUE, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) where = g_string_new (NULL);
  sqlite3_stmt *statement;
  int n;

  if (cells == NULL)
    return FALSE;
  n = cells->len;
  g_string_append_printf (sql, "UPDATE \"%s\" SET ", table->name);
  for (int i = 0; i < n; i++)
    {
      const char *name = g_array_index (cells, OrmImageCell, i).name;

      g_string_append_printf (sql, "%s\"%s\" = ?%d", i > 0 ? ", " : "", name, i + 1);
      g_string_append_printf (where, " AND \"%s\" IS ?%d COLLATE BINARY", name, n + i + 1);
    }
  g_string_append_printf (sql, " WHERE \"%s\" = ?%d%s", table->column_names[table->primary_key],
                          2 * n + 1, where->str);
  statement = orm_sqlite_prepare (self, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < n; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);

      orm_sqlite_bind (self, statement, i + 1, way == ORM_UNDO ? cell->before : cell->after);
      orm_sqlite_bind (self, statement, n + i + 1, way == ORM_UNDO ? cell->after : cell->before);
    }
  sqlite3_bind_int64 (statement, 2 * n + 1, key);
  return run_or_conflict (self, statement, error)
         || orm_sqlite_explain_conflict (self, table, key, cells, way, error);
}

static gboolean
make_row (OrmSqliteEngine  *self,
          OrmTable         *table,
          gint64            key,
          const char       *image,
          GError          **error)
{
  g_autoptr (GArray) cells = read_image (table, image, FALSE, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement;

  if (cells == NULL)
    return FALSE;
  g_string_append_printf (sql, "INSERT INTO \"%s\" (\"%s\"", table->name,
                          table->column_names[table->primary_key]);
  for (guint i = 0; i < cells->len; i++)
    g_string_append_printf (sql, ", \"%s\"", g_array_index (cells, OrmImageCell, i).name);
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < cells->len; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");
  statement = orm_sqlite_prepare (self, sql->str, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  for (guint i = 0; i < cells->len; i++)
    orm_sqlite_bind (self, statement, i + 2, g_array_index (cells, OrmImageCell, i).before);
  orm_sqlite_note_row (self, table, key, NULL);
  return run_or_conflict (self, statement, error);
}

static gboolean
remove_row (OrmSqliteEngine  *self,
            OrmTable         *table,
            gint64            key,
            gint64            change,
            const char       *image,
            GError          **error)
{
  g_autofree char *full = orm_sqlite_verify_row (self, table, key, image, error);
  g_autofree char *sql = orm_sql_delete (table);
  sqlite3_stmt *keep, *statement;

  if (full == NULL)
    return FALSE;
  keep = orm_sqlite_prepare (self, "UPDATE orm_change SET image = ? WHERE change_id = ?", error);
  statement = orm_sqlite_prepare (self, sql, error);
  if (keep == NULL || statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, keep, 1, full, -1);
  sqlite3_bind_int64 (keep, 2, change);
  if (!orm_sqlite_run (self, keep, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return run_or_conflict (self, statement, error);
}

static gboolean
apply_change (OrmSqliteEngine         *self,
              const OrmJournalChange  *change,
              OrmHistoryWay            way,
              GError                 **error)
{
  if (change->table == NULL)
    return orm_sqlite_conflict (error);
  if (change->kind == 'u')
    return apply_update (self, change->table, change->key, change->image, way, error);
  if ((change->kind == 'i') == (way == ORM_REDO))
    return make_row (self, change->table, change->key, change->image, error);
  return remove_row (self, change->table, change->key, change->id, change->image, error);
}

/* Makes all changes of a step, backwards or forwards, and counts them. */
gboolean
orm_sqlite_apply_step (OrmSqliteEngine  *self,
                       gint64            step,
                       OrmHistoryWay     way,
                       guint64          *n_applied,
                       GError          **error)
{
  g_autoptr (GArray) changes = orm_sqlite_changes_new ();
  gint64 after = way == ORM_UNDO ? G_MAXINT64 : 0;
  int n;

  while ((n = orm_sqlite_next_changes (self, step, way, after, changes, error)) > 0)
    {
      for (int i = 0; i < n; i++)
        if (!apply_change (self, &g_array_index (changes, OrmJournalChange, i), way, error))
          return FALSE;
      *n_applied += n;
      after = g_array_index (changes, OrmJournalChange, n - 1).id;
    }
  return n == 0;
}
