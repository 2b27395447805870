#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-sql.h"

/* Makes the changes of a step, backwards or forwards. */

/* A row that came into a state that its CHECKs refuse: between, where it was parked. */
typedef struct
{
  OrmTable *table;
  gint64 key;
} Unchecked;

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

/* After a write: a constraint that it met is another program's doing. */
static gboolean
finish (OrmSqliteEngine  *self,
        sqlite3_stmt     *statement,
        int               code,
        GError          **error)
{
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

typedef void (*BindFunc) (OrmSqliteEngine *, sqlite3_stmt *, GArray *, gint64, OrmHistoryWay);

/* Writes a row's cells. What its CHECKs refuse is written all the same, and put down: the step
 * passed through such states where it parked rows, and none of them may be left at its end. */
static gboolean
write_cells (OrmSqliteEngine          *self,
             const OrmJournalChange   *change,
             GArray                   *cells,
             const char               *sql,
             BindFunc                  bind,
             OrmHistoryWay             way,
             GArray                   *unchecked,
             GError                  **error)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  Unchecked row = { change->table, change->key };
  int code;

  if (statement == NULL)
    return FALSE;
  bind (self, statement, cells, change->key, way);
  code = orm_sqlite_step (self, statement);
  if (code != SQLITE_CONSTRAINT_CHECK)
    return finish (self, statement, code, error);
  sqlite3_reset (statement);
  statement = orm_sqlite_prepare_unchecked (self, sql, error);
  if (statement == NULL)
    return FALSE;
  bind (self, statement, cells, change->key, way);
  g_array_append_val (unchecked, row);
  return finish (self, statement, orm_sqlite_step_unchecked (self, statement), error);
}

static void
bind_update (OrmSqliteEngine *self,
             sqlite3_stmt    *statement,
             GArray          *cells,
             gint64           key,
             OrmHistoryWay    way)
{
  int n = cells->len;

  for (int i = 0; i < n; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);

      orm_sqlite_bind (self, statement, i + 1, way == ORM_UNDO ? cell->before : cell->after);
      orm_sqlite_bind (self, statement, n + i + 1, way == ORM_UNDO ? cell->after : cell->before);
    }
  sqlite3_bind_int64 (statement, 2 * n + 1, key);
}

static gboolean
apply_update (OrmSqliteEngine         *self,
              const OrmJournalChange  *change,
              OrmHistoryWay            way,
              GArray                  *unchecked,
              GError                 **error)
{
  OrmTable *table = change->table;
  g_autoptr (GArray) cells = read_image (table, change->image, TRUE, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) where = g_string_new (NULL);
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
  return write_cells (self, change, cells, sql->str, bind_update, way, unchecked, error)
         || orm_sqlite_explain_conflict (self, table, change->key, cells, way, error);
}

static void
bind_row (OrmSqliteEngine *self,
          sqlite3_stmt    *statement,
          GArray          *cells,
          gint64           key,
          OrmHistoryWay    way)
{
  sqlite3_bind_int64 (statement, 1, key);
  for (guint i = 0; i < cells->len; i++)
    orm_sqlite_bind (self, statement, i + 2, g_array_index (cells, OrmImageCell, i).before);
}

static gboolean
make_row (OrmSqliteEngine         *self,
          const OrmJournalChange  *change,
          OrmHistoryWay            way,
          GArray                  *unchecked,
          GError                 **error)
{
  OrmTable *table = change->table;
  g_autoptr (GArray) cells = read_image (table, change->image, FALSE, error);
  g_autoptr (GString) sql = g_string_new (NULL);

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
  orm_sqlite_note_row (self, table, change->key, NULL);
  return write_cells (self, change, cells, sql->str, bind_row, way, unchecked, error);
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
  return finish (self, statement, orm_sqlite_step (self, statement), error);
}

static gboolean
apply_change (OrmSqliteEngine         *self,
              const OrmJournalChange  *change,
              OrmHistoryWay            way,
              GArray                  *unchecked,
              GError                 **error)
{
  if (change->table == NULL)
    return orm_sqlite_conflict (error);
  if (change->kind == 'u')
    return apply_update (self, change, way, unchecked, error);
  if ((change->kind == 'i') == (way == ORM_REDO))
    return make_row (self, change, way, unchecked, error);
  return remove_row (self, change->table, change->key, change->id, change->image, error);
}

/* Checks the rows as the step leaves them. */
static gboolean
check_rows (OrmSqliteEngine  *self,
            GArray           *unchecked,
            GError          **error)
{
  for (guint i = 0; i < unchecked->len; i++)
    {
      const Unchecked *row = &g_array_index (unchecked, Unchecked, i);
      g_autofree char *sql = orm_sql_touch (row->table);
      sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
      int code;

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row->key);
      code = orm_sqlite_step (self, statement);
      sqlite3_reset (statement);
      orm_sqlite_drop_notes (self); /* nothing has changed */
      if ((code & 0xff) == SQLITE_CONSTRAINT)
        return orm_sqlite_conflict (error);
      if (code != SQLITE_DONE)
        return orm_sqlite_fail (self, code, error);
    }
  return TRUE;
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
  g_autoptr (GArray) unchecked = g_array_new (FALSE, FALSE, sizeof (Unchecked));
  gint64 after = way == ORM_UNDO ? G_MAXINT64 : 0;
  int n;

  while ((n = orm_sqlite_next_changes (self, step, way, after, changes, error)) > 0)
    {
      for (int i = 0; i < n; i++)
        if (!apply_change (self, &g_array_index (changes, OrmJournalChange, i), way, unchecked,
                           error))
          return FALSE;
      *n_applied += n;
      after = g_array_index (changes, OrmJournalChange, n - 1).id;
    }
  return n == 0 && check_rows (self, unchecked, error);
}
