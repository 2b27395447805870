#include "orm/orm-sqlite-derived.h"

#include <stdlib.h>

/* What is made of the rows and kept in the file stands in tables of its own, which any version may
 * drop and make again. No trigger writes them: with trusted_schema off SQLite refuses that of the
 * index for searches. The recorder's notes tell which rows a transaction changed, and before it
 * ends those are done anew. That it cannot be written is no reason to refuse what the user did: it
 * is dropped, queries read the rows, and the next comparison makes it again.
 *
 * Other programs write rows and know nothing of it: orm-sqlite-mend.c compares and mends. */

void
orm_derived_init (OrmDerived            *self,
                  const OrmDerivedClass *klass,
                  OrmTable              *table,
                  guint64                columns,
                  const char            *mark)
{
  self->klass = klass;
  self->table = table;
  self->columns = columns;
  self->mark = mark;
  self->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
orm_derived_free (OrmDerived *self)
{
  self->klass->free (self);
  g_array_unref (self->touched);
  g_free (self);
}

/* Steps a statement to its end. What is done here is not among the statements counted. */
gboolean
orm_derived_run (OrmSqliteEngine  *engine,
                 sqlite3_stmt     *statement,
                 GError          **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Returns: (transfer full): text in which each @ is a name */
char *
orm_derived_expand (const char *text,
                    const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", -1);

  return g_strjoinv (name, parts);
}

/* Returns: whether what failed last is what is derived alone, not the disk or the memory */
gboolean
orm_derived_is_broken (OrmSqliteEngine *engine)
{
  static const int codes[] = {
    SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_SCHEMA,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if ((sqlite3_errcode (engine->db) & 0xff) == codes[i])
      return TRUE;
  return FALSE;
}

/* The number changes with every commit of another connection. */
gboolean
orm_sqlite_read_data_version (OrmSqliteEngine *self,
                              gint64          *version)
{
  sqlite3_stmt *statement = orm_sqlite_prepare (self, "PRAGMA data_version", NULL);
  gboolean done = statement != NULL && sqlite3_step (statement) == SQLITE_ROW;

  *version = done ? sqlite3_column_int64 (statement, 0) : -1;
  if (statement != NULL)
    sqlite3_reset (statement);
  return done;
}

/* Returns: whether no other connection has written since what is derived was compared */
static gboolean
is_current (OrmSqliteEngine *self)
{
  gint64 version;

  return orm_sqlite_read_data_version (self, &version) && version == self->derived_version;
}

/* Finds out what there is of it, and how large its table is. */
gboolean
orm_derived_look_at (OrmDerived       *self,
                     OrmSqliteEngine  *engine,
                     GError          **error)
{
  g_autofree char *size =
    g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM \"%s\" LIMIT %d)", self->table->name,
                     ORM_SQLITE_SMALL + 1);
  gint64 has_meta, n_rows;

  if (!self->klass->look (self, engine, &self->exists, error)
      || !orm_sqlite_get_integer (engine, "SELECT count (*) FROM sqlite_schema"
                                          " WHERE name = 'orm_meta'", &has_meta, error)
      || !orm_sqlite_get_integer (engine, size, &n_rows, error))
    return FALSE;
  self->exists &= has_meta;
  self->is_large = n_rows > ORM_SQLITE_SMALL;
  return TRUE;
}

/* Drops what cannot be read or written; it need not be whole for that. */
void
orm_derived_drop (OrmDerived      *self,
                  OrmSqliteEngine *engine)
{
  self->exists = self->is_complete = FALSE;
  self->klass->drop (self, engine);
  orm_derived_unmark (self, engine);
}

static gboolean
create (OrmDerived       *self,
        OrmSqliteEngine  *engine,
        GError          **error)
{
  g_autofree char *sql = self->klass->create (self->table);
  g_autofree char *has_rows =
    g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\")", self->table->name);
  g_autofree char *has_parts =
    g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE name GLOB '%s_%s*'",
                     self->table->name, self->klass->what);
  gint64 n_rows, n_parts;

  if (!orm_sqlite_get_integer (engine, has_parts, &n_parts, error))
    return FALSE;
  if (n_parts > 0) /* what is there is not whole */
    orm_derived_drop (self, engine);
  if (!orm_sqlite_exec (engine, sql, error)
      || !orm_sqlite_get_integer (engine, has_rows, &n_rows, error))
    return FALSE;
  self->exists = TRUE;
  return n_rows > 0 || orm_derived_set_mark (self, engine, TRUE, error);
}

/* Returns: (nullable): the next of all that is derived, in order; *@i begins at 0 */
OrmDerived *
orm_sqlite_next_derived (OrmSqliteEngine *self,
                         guint           *i)
{
  OrmDerived *derived = NULL;

  while (derived == NULL && *i < orm_schema_get_n_tables (self->schema) * ORM_N_DERIVED)
    {
      derived = self->tables[*i / ORM_N_DERIVED].derived[*i % ORM_N_DERIVED];
      ++*i;
    }
  return derived;
}

/* Makes the tables of what is derived where they are missing, in the transaction under way. */
gboolean
orm_sqlite_create_derived (OrmSqliteEngine  *self,
                           GError          **error)
{
  OrmDerived *derived;

  if (!orm_sqlite_exec (self, orm_sql_meta_table, error))
    return FALSE;
  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    if (!orm_derived_look_at (derived, self, error)
        || (!derived->exists && !create (derived, self, error)))
      return FALSE;
  return TRUE;
}

/* Notes that a row was made, changed or deleted, as the recorder tells. */
void
orm_sqlite_derived_note (OrmSqliteEngine *self,
                         OrmTable        *table,
                         gint64           key,
                         guint64          columns)
{
  OrmTableStatements *statements;

  if (((table->searchable | table->sorted) & columns) == 0)
    return;
  statements = orm_sqlite_get_table (self, table);
  for (guint i = 0; i < ORM_N_DERIVED; i++)
    {
      OrmDerived *derived = statements->derived[i];

      if (derived != NULL && derived->exists && (derived->columns & columns) != 0)
        g_array_append_val (derived->touched, key);
    }
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* In ascending order of the keys: FTS5 gathers what it writes as long as they ascend. */
static gboolean
update_touched (OrmDerived       *self,
                OrmSqliteEngine  *engine,
                GError          **error)
{
  guint first = self->n_done;
  gint64 last = 0;

  qsort (&g_array_index (self->touched, gint64, first), self->touched->len - first, sizeof (gint64),
         compare_keys);
  for (guint i = first; i < self->touched->len; i++)
    {
      gint64 key = g_array_index (self->touched, gint64, i);

      if ((i == first || key != last) && !self->klass->update_row (self, engine, key, error))
        return FALSE;
      last = key;
    }
  self->n_done = self->touched->len;
  return self->klass->probe == NULL || self->klass->probe (self, engine, error);
}

/* Brings it in step with what was touched or, where it cannot be written, takes back what was
 * begun: FTS5 fails again at every statement else. */
static gboolean
update_safely (OrmDerived       *self,
               OrmSqliteEngine  *engine,
               gboolean         *is_broken,
               GError          **error)
{
  gboolean done = orm_sqlite_exec (engine, "SAVEPOINT orm_derived", error)
                  && update_touched (self, engine, error);

  *is_broken = !done && orm_derived_is_broken (engine);
  if (!done)
    orm_sqlite_exec (engine, "ROLLBACK TO orm_derived", NULL);
  return orm_sqlite_exec (engine, "RELEASE orm_derived", done ? error : NULL) && done;
}

static void
clear_touched (OrmDerived *self)
{
  g_array_set_size (self->touched, 0);
  self->n_done = 0;
}

/* Brings what is derived in step with what the transaction has done so far. What is another's does
 * not hold for the others either after that, nor for us yet. */
gboolean
orm_sqlite_derived_update (OrmSqliteEngine  *self,
                           GError          **error)
{
  OrmDerived *derived;

  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    {
      g_autoptr (GError) local_error = NULL;
      gboolean is_broken;

      if (derived->touched->len == derived->n_done)
        continue;
      if (update_safely (derived, self, &is_broken, &local_error))
        {
          if (orm_derived_is_of_others (derived, self))
            {
              orm_derived_unmark (derived, self);
              derived->is_complete = FALSE;
            }
          continue;
        }
      if (!is_broken)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      clear_touched (derived);
      orm_derived_drop (derived, self);
    }
  return TRUE;
}

/* At the end of a transaction: forgets which rows it touched. */
void
orm_sqlite_derived_forget (OrmSqliteEngine *self)
{
  OrmDerived *derived;

  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    clear_touched (derived);
}

/* After a part of the transaction was rolled back: what is left of it is to be done again. */
void
orm_sqlite_derived_repeat (OrmSqliteEngine *self)
{
  OrmDerived *derived;

  for (guint i = 0; (derived = orm_sqlite_next_derived (self, &i)) != NULL;)
    derived->n_done = 0;
}

/* Finds out whether it can be asked now, instead of the rows. Returns: %FALSE if the disk fails */
gboolean
orm_derived_is_usable (OrmDerived       *self,
                       OrmSqliteEngine  *engine,
                       gboolean         *usable,
                       GError          **error)
{
  *usable = FALSE;
  if (!self->is_complete)
    return TRUE;
  if (!orm_sqlite_derived_update (engine, error))
    return FALSE;
  *usable = self->is_complete && (self->is_large || is_current (engine));
  return TRUE;
}
