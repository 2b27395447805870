#include "config.h"

#include "orm/orm-sqlite-private.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-sqlite-sql.h"

/* What the journal tells of the past: the steps, what each did, and what a cell has been. */

/* A step that is being made has no changes yet that are its own. */
gboolean
orm_sqlite_list_steps (OrmEngine  *engine,
                       GArray     *steps,
                       GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "SELECT step_id FROM orm_step WHERE first_change > 0 ORDER BY step_id DESC",
                        error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      gint64 step = sqlite3_column_int64 (statement, 0);

      g_array_append_val (steps, step);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
orm_sqlite_read_steps (OrmEngine     *engine,
                       const gint64  *steps,
                       guint          n_steps,
                       OrmStepFunc    func,
                       gpointer       user_data,
                       GError       **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autofree char *json = orm_sqlite_dup_keys (steps, n_steps);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "SELECT step_id, name, time, undone FROM json_each (?) CROSS JOIN orm_step"
                        " ON step_id = json_each.value", error);
  int code;

  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, json, -1);
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      const OrmStepInfo info = {
        .number = sqlite3_column_int64 (statement, 0),
        .name = orm_sqlite_column_text (statement, 1),
        .time = sqlite3_column_int64 (statement, 2),
        .undone = sqlite3_column_int (statement, 3) != 0,
      };

      code = orm_sqlite_get_row_code (self);
      if (code != SQLITE_ROW)
        break;
      func (&info, user_data);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* A row that a step wrote twice is one row all the same. */
gboolean
orm_sqlite_count_step_rows (OrmEngine  *engine,
                            gint64      step,
                            gint64     *n_rows,
                            GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "SELECT count (*) FROM (SELECT DISTINCT row_id, table_name FROM orm_change"
                        " WHERE change_id BETWEEN"
                        " (SELECT first_change FROM orm_step WHERE step_id = ?1) AND"
                        " (SELECT last_change FROM orm_step WHERE step_id = ?1)"
                        " AND step_id = ?1)", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, step);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    *n_rows = sqlite3_column_int64 (statement, 0);
  else
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW;
}

/* Reads what an image says was before and after. Returns: (transfer full): OrmImageCell; none where
 * the image makes no sense */
static GArray *
read_cells (char        kind,
            const char *image)
{
  GArray *cells = *image == '{' ? orm_image_read (image, kind == 'u') : NULL;

  for (guint i = 0; kind == 'i' && cells != NULL && i < cells->len; i++)
    {
      OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);

      cell->after = cell->before;
      cell->before = ORM_NULL;
    }
  return cells != NULL ? cells : g_array_new (FALSE, FALSE, sizeof (OrmImageCell));
}

/* The property of a column, and the user's word for it. */
static const char *
get_property (OrmTable   *table,
              const char *column_name,
              const char **label)
{
  int column = table != NULL ? orm_table_find_column_name (table, column_name) : -1;

  *label = column >= 0 ? orm_table_get_column_label (table, column) : column_name;
  return column >= 0 ? table->pspecs[column]->name : column_name;
}

/* A recorder writes the columns of a change in the order in which a statement set them. */
static int
compare_columns (gconstpointer a,
                 gconstpointer b,
                 gpointer      table)
{
  const OrmImageCell *one = a, *other = b;
  guint column = orm_table_find_column_name (table, one->name);
  guint other_column = orm_table_find_column_name (table, other->name);

  /* What has no column any more, -1, comes last. */
  return (column > other_column) - (column < other_column);
}

/* A row that was made has left nothing but its hash: the row itself tells, unless a later step
 * changed it. Returns: (transfer full) (nullable): the image */
static char *
find_image (OrmSqliteEngine         *self,
            const OrmJournalChange  *change,
            GError                 **error)
{
  g_autoptr (GError) local_error = NULL;
  char *image;

  if (change->kind != 'i' || *change->image == '{')
    return g_strdup (change->image);
  if (change->table == NULL)
    return g_strdup ("{}");
  image = orm_sqlite_verify_row (self, change->table, change->key, change->image, &local_error);
  if (image != NULL)
    return image;
  if (g_error_matches (local_error, ORM_ERROR, ORM_ERROR_CONFLICT))
    return g_strdup ("{}");
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Tells of one change. */
static gboolean
tell_change (OrmSqliteEngine         *self,
             const OrmJournalChange  *change,
             OrmPastChangeFunc        func,
             gpointer                 user_data,
             gboolean                *go_on,
             GError                 **error)
{
  g_autofree char *image = find_image (self, change, error);
  g_autoptr (GArray) cells = NULL;
  g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (OrmPastCell));
  OrmPastChange row = {
    .type = change->table != NULL ? change->table->type : G_TYPE_INVALID,
    .label = change->table != NULL ? _(change->table->label) : change->table_name,
    .key = change->key,
    .kind = change->kind,
  };

  if (image == NULL)
    return FALSE;
  cells = read_cells (change->kind, image);
  if (change->table != NULL)
    g_array_sort_with_data (cells, compare_columns, change->table);
  for (guint i = 0; i < cells->len; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);
      OrmPastCell one = { NULL, NULL, cell->before, cell->after };

      one.property = get_property (change->table, cell->name, &one.label);
      g_array_append_val (told, one);
    }
  row.cells = (const OrmPastCell *) told->data;
  row.n_cells = told->len;
  *go_on = func (&row, user_data);
  return TRUE;
}

gboolean
orm_sqlite_read_changes (OrmEngine         *engine,
                         gint64             step,
                         OrmPastChangeFunc  func,
                         gpointer           user_data,
                         GError           **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  g_autoptr (GArray) changes = orm_sqlite_changes_new ();
  gboolean go_on = TRUE;
  gint64 after = 0;
  int n;

  while (go_on
         && (n = orm_sqlite_next_changes (self, step, ORM_REDO, after, changes, error)) != 0)
    {
      if (n < 0)
        return FALSE;
      for (int i = 0; go_on && i < n; i++)
        if (!tell_change (self, &g_array_index (changes, OrmJournalChange, i), func, user_data,
                          &go_on, error))
          return FALSE;
      after = g_array_index (changes, OrmJournalChange, n - 1).id;
    }
  return TRUE;
}

/* What a cell has been, from the newest step to the oldest. */
typedef struct
{
  const char *column;
  OrmValue value; /* owned: what it was after the step that is looked at */
  GPtrArray *values;
} Past;

/* Takes one change of the row: those of one step come together, and are one. */
static void
take_past (Past         *past,
           sqlite3_stmt *row)
{
  char kind = *orm_sqlite_column_text (row, 2);
  const char *image = orm_sqlite_column_text (row, 3);
  OrmValue before = ORM_NULL, after = past->value;
  g_autoptr (GArray) cells = read_cells (kind, image);
  OrmPastValue *last = NULL;
  gboolean found = kind == 'i';

  for (guint i = 0; i < cells->len; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);

      if (!g_str_equal (cell->name, past->column))
        continue;
      before = cell->before;
      after = cell->after;
      found = TRUE;
    }
  if (!found)
    return;
  if (past->values->len > 0)
    last = g_ptr_array_index (past->values, past->values->len - 1);
  if (last == NULL || last->step != sqlite3_column_int64 (row, 0))
    {
      last = g_new0 (OrmPastValue, 1);
      last->step = sqlite3_column_int64 (row, 0);
      last->step_name = g_strdup (orm_sqlite_column_text (row, 1));
      last->time = sqlite3_column_int64 (row, 4);
      last->after = orm_value_copy (after);
      last->kind = kind;
      g_ptr_array_add (past->values, last);
    }
  if (kind == 'i')
    last->kind = kind;
  orm_value_clear (&last->before);
  last->before = orm_value_copy (before);
  orm_value_clear (&past->value);
  past->value = orm_value_copy (before);
}

/* Returns: (transfer full): what a cell is now; NULL too where there is no such row */
static OrmValue
copy_present_value (OrmSqliteEngine *self,
                    OrmTable        *table,
                    gint64           key,
                    guint            column)
{
  g_autofree char *sql = orm_sql_fetch_one (table);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, NULL);
  OrmValue value = ORM_NULL;

  if (statement == NULL)
    return value;
  sqlite3_bind_int64 (statement, 1, key);
  if (orm_sqlite_step (self, statement) == SQLITE_ROW)
    value = orm_value_copy (orm_sqlite_column (statement, column));
  sqlite3_reset (statement);
  return value;
}

/* Takes out what a step only passed through: a value that was let go of and given back. */
static void
drop_unchanged (GPtrArray *values)
{
  for (guint i = values->len; i-- > 0;)
    {
      const OrmPastValue *value = g_ptr_array_index (values, i);

      if (value->kind == 'u' && orm_value_equal (value->before, value->after))
        g_ptr_array_remove_index (values, i);
    }
}

/* No index helps: it would cost every write more than this costs whoever asks, which is a tenth of
 * a second for a million changes. */
gboolean
orm_sqlite_list_values (OrmEngine  *engine,
                        OrmTable   *table,
                        gint64      key,
                        guint       column,
                        GPtrArray  *values,
                        GError    **error)
{
  OrmSqliteEngine *self = ORM_SQLITE_ENGINE (engine);
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "SELECT step_id, ifnull (name, ''), ifnull (kind, ''), ifnull (image, ''),"
                        " time FROM orm_change CROSS JOIN orm_step USING (step_id)"
                        " WHERE row_id = ? AND table_name = ? AND NOT undone"
                        " ORDER BY change_id DESC", error);
  Past past = { table->column_names[column], ORM_NULL, values };
  int code;

  if (statement == NULL)
    return FALSE;
  past.value = copy_present_value (self, table, key, column);
  sqlite3_bind_int64 (statement, 1, key);
  orm_sqlite_bind_text (self, statement, 2, table->name, -1);
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    take_past (&past, statement);
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  orm_value_clear (&past.value);
  drop_unchanged (values);
  return code == SQLITE_DONE;
}
