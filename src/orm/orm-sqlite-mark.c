#include "orm/orm-sqlite-derived.h"

/* The marks of what is derived: a row each of orm_meta, by whose rules it was made, and whether it
 * is complete. Where there is none it is to be compared with the rows. */

/* Behind a mark: not complete yet. */
#define MENDING " mending"

/* Returns: (transfer none) (nullable): a statement about a mark, whose name is bound */
static sqlite3_stmt *
prepare (OrmDerived       *self,
         OrmSqliteEngine  *engine,
         const char       *sql,
         GError          **error)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", self->table->name, self->klass->what);
  sqlite3_stmt *statement = orm_sqlite_prepare (engine, sql, error);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  return statement;
}

static char *
dup_mark (OrmDerived      *self,
          OrmSqliteEngine *engine)
{
  sqlite3_stmt *statement =
    prepare (self, engine, "SELECT value FROM orm_meta WHERE name = ?", NULL);
  char *mark = NULL;

  if (statement == NULL)
    return NULL;
  if (sqlite3_step (statement) == SQLITE_ROW)
    mark = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return mark;
}

/* Returns: whether it is complete, as one of these rules */
gboolean
orm_derived_has_mark (OrmDerived      *self,
                      OrmSqliteEngine *engine)
{
  g_autofree char *mark = dup_mark (self, engine);

  return g_strcmp0 (mark, self->mark) == 0;
}

/* Returns: whether it has been made by other rules, or somebody is about to */
gboolean
orm_derived_is_of_others (OrmDerived      *self,
                          OrmSqliteEngine *engine)
{
  g_autofree char *mark = dup_mark (self, engine);
  g_autofree char *mending = g_strconcat (self->mark, MENDING, NULL);

  return mark != NULL && !g_str_equal (mark, self->mark) && !g_str_equal (mark, mending);
}

gboolean
orm_derived_set_mark (OrmDerived       *self,
                      OrmSqliteEngine  *engine,
                      gboolean          is_complete,
                      GError          **error)
{
  g_autofree char *mark = g_strconcat (self->mark, is_complete ? "" : MENDING, NULL);
  sqlite3_stmt *statement =
    prepare (self, engine, "REPLACE INTO orm_meta (name, value) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, mark, -1, SQLITE_TRANSIENT);
  return orm_derived_run (engine, statement, error);
}

/* Marks what is being mended as complete, unless somebody has taken the mark away: then rows have
 * been written by other rules meanwhile. */
gboolean
orm_derived_complete_mark (OrmDerived       *self,
                           OrmSqliteEngine  *engine,
                           GError          **error)
{
  sqlite3_stmt *statement =
    prepare (self, engine,
             "UPDATE orm_meta SET value = ?2 WHERE name = ?1 AND value = ?2 || '" MENDING "'",
             error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, self->mark, -1, SQLITE_TRANSIENT);
  return orm_derived_run (engine, statement, error);
}

/* Takes the mark away. That it cannot be is no error: it does not hold where there is no table. */
void
orm_derived_unmark (OrmDerived      *self,
                    OrmSqliteEngine *engine)
{
  sqlite3_stmt *statement =
    prepare (self, engine, "DELETE FROM orm_meta WHERE name = ?", NULL);

  if (statement != NULL)
    orm_derived_run (engine, statement, NULL);
}
