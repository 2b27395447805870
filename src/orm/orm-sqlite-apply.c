#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "orm/orm-sqlite-sql.h"

/* Makes one change of the journal, backwards or forwards. */

/* Sets the error of a step that finds other rows than it left. Returns: %FALSE, to be returned */
gboolean
orm_sqlite_conflict (GError **error)
{
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_CONFLICT,
                       _("another program has changed the same rows since"));
  return FALSE;
}

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

      orm_sqlite_bind (statement, i + 1, way == ORM_UNDO ? cell->before : cell->after);
      orm_sqlite_bind (statement, n + i + 1, way == ORM_UNDO ? cell->after : cell->before);
    }
  sqlite3_bind_int64 (statement, 2 * n + 1, key);
  return run_or_conflict (self, statement, error);
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
    orm_sqlite_bind (statement, i + 2, g_array_index (cells, OrmImageCell, i).before);
  orm_sqlite_note_row (self, table, key, NULL);
  return run_or_conflict (self, statement, error);
}

/* Checks that a row is as @image says, by its hash or to the letter. Returns: (transfer full)
 * (nullable): the row's image in full */
static char *
verify_row (OrmSqliteEngine  *self,
            OrmTable         *table,
            gint64            key,
            const char       *image,
            GError          **error)
{
  g_autofree char *sql = orm_sql_fetch_one (table);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  OrmValue values[ORM_MAX_COLUMNS];
  g_autoptr (GString) full = NULL;
  g_autoptr (GString) hash = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      for (guint i = 0; i < table->n_columns; i++)
        values[i] = orm_sqlite_column (statement, i);
      full = orm_image_new (table, values);
      hash = orm_image_hash (table, values);
    }
  else if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  if (code == SQLITE_ROW && (g_str_equal (image, full->str) || g_str_equal (image, hash->str)))
    return g_string_free (g_steal_pointer (&full), FALSE);
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    orm_sqlite_conflict (error);
  return NULL;
}

static gboolean
remove_row (OrmSqliteEngine  *self,
            OrmTable         *table,
            gint64            key,
            gint64            change,
            const char       *image,
            GError          **error)
{
  g_autofree char *full = verify_row (self, table, key, image, error);
  g_autofree char *sql = orm_sql_delete (table);
  sqlite3_stmt *keep, *statement;

  if (full == NULL)
    return FALSE;
  keep = orm_sqlite_prepare (self, "UPDATE orm_change SET image = ? WHERE change_id = ?", error);
  statement = orm_sqlite_prepare (self, sql, error);
  if (keep == NULL || statement == NULL)
    return FALSE;
  sqlite3_bind_text (keep, 1, full, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (keep, 2, change);
  if (!orm_sqlite_run (self, keep, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return run_or_conflict (self, statement, error);
}

typedef struct
{
  gint64 id;
  OrmTable *table;
  gint64 key;
  char kind;
  char *image;
} Change;

static void
change_clear (gpointer data)
{
  g_free (((Change *) data)->image);
}

static gboolean
apply_change (OrmSqliteEngine  *self,
              const Change     *change,
              OrmHistoryWay     way,
              GError          **error)
{
  if (change->table == NULL)
    return orm_sqlite_conflict (error);
  if (change->kind == 'u')
    return apply_update (self, change->table, change->key, change->image, way, error);
  if ((change->kind == 'i') == (way == ORM_REDO))
    return make_row (self, change->table, change->key, change->image, error);
  return remove_row (self, change->table, change->key, change->id, change->image, error);
}

static OrmTable *
find_table (OrmSqliteEngine *self,
            const char      *name)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (g_str_equal (self->tables[i].table->name, name))
      return self->tables[i].table;
  return NULL;
}

/* So many changes are read at a time that memory stays small whatever a step's size. */
#define BATCH 1000

/* Nothing is NULL, not even in a journal that another program made. */
#define COLUMNS "SELECT change_id, ifnull (table_name, ''), row_id, ifnull (kind, '')," \
                " ifnull (image, '') FROM orm_change"

/* Reads the next changes of a step on a way. Returns: how many, or -1 */
static int
read_changes (OrmSqliteEngine  *self,
              gint64            step,
              OrmHistoryWay     way,
              gint64            after,
              GArray           *changes,
              GError          **error)
{
  static const char *const queries[] = {
    [ORM_UNDO] = COLUMNS
                 " WHERE change_id < ?1 AND change_id >="
                 " (SELECT first_change FROM orm_step WHERE step_id = ?2) AND step_id = ?2"
                 " ORDER BY change_id DESC LIMIT ?3",
    [ORM_REDO] = COLUMNS
                 " WHERE change_id > ?1 AND change_id <="
                 " (SELECT last_change FROM orm_step WHERE step_id = ?2) AND step_id = ?2"
                 " ORDER BY change_id LIMIT ?3",
  };
  sqlite3_stmt *statement = orm_sqlite_prepare (self, queries[way], error);
  int code;

  g_array_set_size (changes, 0);
  if (statement == NULL)
    return -1;
  sqlite3_bind_int64 (statement, 1, after);
  sqlite3_bind_int64 (statement, 2, step);
  sqlite3_bind_int (statement, 3, BATCH);
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      Change change = {
        .id = sqlite3_column_int64 (statement, 0),
        .table = find_table (self, (const char *) sqlite3_column_text (statement, 1)),
        .key = sqlite3_column_int64 (statement, 2),
        .kind = *(const char *) sqlite3_column_text (statement, 3),
        .image = g_strdup ((const char *) sqlite3_column_text (statement, 4)),
      };

      g_array_append_val (changes, change);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? (int) changes->len : -1;
}

/* Makes all changes of a step, backwards or forwards, and counts them. */
gboolean
orm_sqlite_apply_step (OrmSqliteEngine  *self,
                       gint64            step,
                       OrmHistoryWay     way,
                       guint64          *n_applied,
                       GError          **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (Change));
  gint64 after = way == ORM_UNDO ? G_MAXINT64 : 0;
  int n;

  g_array_set_clear_func (changes, change_clear);
  while ((n = read_changes (self, step, way, after, changes, error)) > 0)
    {
      for (int i = 0; i < n; i++)
        if (!apply_change (self, &g_array_index (changes, Change, i), way, error))
          return FALSE;
      *n_applied += n;
      after = g_array_index (changes, Change, n - 1).id;
    }
  return n == 0;
}
