#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-sql.h"

/* Reading the journal: its changes, and whether a row is as it says. */

/* Checks that a row is as @image says. Returns: (transfer full)
 * (nullable): the row's image in full; NULL with a conflict where it is not */
char *
orm_sqlite_verify_row (OrmSqliteEngine  *self,
                       OrmTable         *table,
                       gint64            key,
                       const char       *image,
                       GError          **error)
{
  g_autofree char *sql = orm_sql_fetch_one (table);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  OrmValue values[ORM_MAX_COLUMNS];
  g_autoptr (GString) full = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean matches = FALSE;
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, key);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      for (guint i = 0; i < table->n_columns; i++)
        values[i] = orm_sqlite_column (statement, i);
      code = orm_sqlite_get_row_code (self);
      full = orm_image_new (table, values);
      orm_sqlite_is_image (self, table, values, image, &matches, &local_error);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (matches)
    return g_string_free (g_steal_pointer (&full), FALSE);
  else if (code == SQLITE_ROW || code == SQLITE_DONE)
    orm_sqlite_conflict_row (self, table, key, error);
  return NULL;
}

static void
change_clear (gpointer data)
{
  OrmJournalChange *change = data;

  g_free (change->table_name);
  g_free (change->image);
}

/* Returns: (transfer full): a place for OrmJournalChange */
GArray *
orm_sqlite_changes_new (void)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (OrmJournalChange));

  g_array_set_clear_func (changes, change_clear);
  return changes;
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
int
orm_sqlite_next_changes (OrmSqliteEngine  *self,
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
      OrmJournalChange change = {
        .id = sqlite3_column_int64 (statement, 0),
        .table_name = g_strdup (orm_sqlite_column_text (statement, 1)),
        .key = sqlite3_column_int64 (statement, 2),
        .kind = *orm_sqlite_column_text (statement, 3),
        .image = g_strdup (orm_sqlite_column_text (statement, 4)),
      };

      change.table = find_table (self, change.table_name);
      g_array_append_val (changes, change);
      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? (int) changes->len : -1;
}
