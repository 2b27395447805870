#include "orm/orm-sqlite-private.h"

#include "orm/orm-sqlite-derived.h"
#include "orm/orm-sqlite-sql.h"

/* The recorder: what the connection does to rows, for the journal and for the session. Temporary
 * triggers call it for each cell that an update changes and for each row that is deleted, so that
 * what a foreign key's rule does is recorded too; only the triggers of the columns that a statement
 * names are part of it, so one cell costs one cell. Rows are made one by one, and noted by
 * orm_sqlite_note_row(). What was noted is written when the statement is done. */

typedef struct
{
  OrmTable *table;
  gint64 key;
  guint64 columns;
  char kind;
  GString *image; /* NULL: nothing is recorded */
} Note;

static void
note_clear (gpointer data)
{
  Note *note = data;

  if (note->image != NULL)
    g_string_free (note->image, TRUE);
}

/* Returns: (transfer full): a place for notes */
GArray *
orm_sqlite_notes_new (void)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (Note));

  g_array_set_clear_func (notes, note_clear);
  return notes;
}

/* Drops what a statement noted that was refused. */
void
orm_sqlite_drop_notes (OrmSqliteEngine *self)
{
  g_array_set_size (self->notes, 0);
}

static Note *
add_note (OrmSqliteEngine *self,
          OrmTable        *table,
          gint64           key,
          char             kind)
{
  Note note = { table, key, ORM_ALL_COLUMNS, kind, NULL };

  g_array_append_val (self->notes, note);
  return &g_array_index (self->notes, Note, self->notes->len - 1);
}

/* Notes that a row was made; @values has a value a column, and is not needed while nothing is
 * recorded. */
void
orm_sqlite_note_row (OrmSqliteEngine *self,
                     OrmTable        *table,
                     gint64           key,
                     const OrmValue  *values)
{
  Note *note = add_note (self, table, key, 'i');

  if (self->step != 0)
    note->image = orm_image_hash (table, values);
}

/* Returns: (nullable): the table of a trigger's first argument; NULL, with an error, if it has
 * none */
static OrmTable *
get_table (sqlite3_context *context,
           int              n_values,
           sqlite3_value  **values)
{
  OrmSqliteEngine *self = sqlite3_user_data (context);
  gint64 index = n_values > 0 ? sqlite3_value_int64 (values[0]) : -1;

  if (index >= 0 && index < orm_schema_get_n_tables (self->schema))
    return self->tables[index].table;
  sqlite3_result_error (context, "no such table", -1);
  return NULL;
}

/* orm_cell (table, column, key, old, new): a cell was written. The cells of a row come together. */
void
orm_sqlite_note_cell (sqlite3_context *context,
                      int              n_values,
                      sqlite3_value  **values)
{
  OrmSqliteEngine *self = sqlite3_user_data (context);
  OrmTable *table = get_table (context, n_values, values);
  gint64 column = sqlite3_value_int64 (values[1]);
  gint64 key = sqlite3_value_int64 (values[2]);
  OrmValue before = orm_sqlite_value (context, values[3]);
  OrmValue after = orm_sqlite_value (context, values[4]);
  Note *note = NULL;

  if (table == NULL || column < 0 || column >= table->n_columns || orm_value_equal (before, after))
    return;
  if (self->notes->len > 0)
    note = &g_array_index (self->notes, Note, self->notes->len - 1);
  if (note == NULL || note->kind != 'u' || note->table != table || note->key != key)
    {
      note = add_note (self, table, key, 'u');
      note->columns = 0;
      if (self->step != 0)
        note->image = orm_image_new_empty ();
    }
  note->columns |= G_GUINT64_CONSTANT (1) << column | table->derived[column];
  if (note->image != NULL)
    orm_image_add_change (note->image, table->column_names[column], before, after);
}

/* Returns: how many columns the images of a table have */
static guint
count_images (OrmTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->n_columns; i++)
    n += orm_table_is_image_column (table, i);
  return n;
}

/* orm_gone (table, key, value of each column of the image...): a row was deleted. */
void
orm_sqlite_note_gone (sqlite3_context *context,
                      int              n_values,
                      sqlite3_value  **values)
{
  OrmSqliteEngine *self = sqlite3_user_data (context);
  OrmTable *table = get_table (context, n_values, values);
  Note *note;

  if (table == NULL || (guint) n_values != count_images (table) + 2)
    return;
  note = add_note (self, table, sqlite3_value_int64 (values[1]), 'd');
  if (self->step == 0)
    return;
  note->image = orm_image_new_empty ();
  for (guint i = 0, argument = 2; i < table->n_columns; i++)
    if (orm_table_is_image_column (table, i))
      orm_image_add_value (note->image, table->column_names[i],
                           orm_sqlite_value (context, values[argument++]));
}

/* The two are aggregates of one row: SQLite keeps a journal of a statement that calls a function,
 * since that may fail half-way, which took a quarter of the time of an update. */
void
orm_sqlite_note_end (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

/* Returns: (transfer full): the keys of the rows of a table that the statement has written, as a
 * JSON array */
GString *
orm_sqlite_noted_keys (OrmSqliteEngine *self,
                       OrmTable        *table)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = &g_array_index (self->notes, Note, i);

      if (note->table == table)
        g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", note->key);
    }
  g_string_append_c (json, ']');
  return json;
}

static gboolean
write_note (OrmSqliteEngine  *self,
            const Note       *note,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self,
                        "INSERT INTO orm_change (step_id, table_name, row_id, kind, image)"
                        " VALUES (?, ?, ?, ?, ?)", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->step);
  orm_sqlite_bind_text (self, statement, 2, note->table->name, -1);
  sqlite3_bind_int64 (statement, 3, note->key);
  orm_sqlite_bind_text (self, statement, 4, &note->kind, 1);
  orm_sqlite_bind_text (self, statement, 5, note->image->str, note->image->len);
  code = orm_sqlite_step (self, statement);
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* After a statement: writes what it noted to the journal, and tells the session. */
gboolean
orm_sqlite_write_notes (OrmSqliteEngine  *self,
                        GError          **error)
{
  gboolean done = TRUE;

  for (guint i = 0; done && i < self->notes->len; i++)
    {
      const Note *note = &g_array_index (self->notes, Note, i);

      self->n_noted++;
      orm_sqlite_derived_note (self, note->table, note->key, note->columns);
      if (self->change_func != NULL)
        self->change_func (note->table, note->key, note->columns, note->kind, self->change_data);
      if (note->image != NULL)
        done = write_note (self, note, error);
    }
  orm_sqlite_drop_notes (self);
  return done;
}

static gboolean
watch_table (OrmSqliteEngine  *self,
             guint             index,
             GError          **error)
{
  OrmTable *table = self->tables[index].table;
  g_autofree char *deletes = orm_sql_watch_deletes (table, index);

  for (guint i = 0; i < table->n_columns; i++)
    if (orm_table_is_image_column (table, i))
      {
        g_autofree char *updates = orm_sql_watch_updates (table, index, i);

        if (!orm_sqlite_exec (self, updates, error))
          return FALSE;
      }
  return orm_sqlite_exec (self, deletes, error);
}

/* Makes the temporary triggers by which this connection records what it does. */
gboolean
orm_sqlite_watch (OrmSqliteEngine  *self,
                  GError          **error)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (!watch_table (self, i, error))
      return FALSE;
  return TRUE;
}
