#include "config.h"

#include "orm/orm-sqlite-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tables are changed as https://sqlite.org/lang_altertable.html says in its section 7: a new table
 * is made, filled from the old one, and takes its place. It does for every change alike, and leaves
 * the very text that a new file has. */

/* What a table is called while it is made. */
#define NEW_TABLE "orm_new_%s"

/* Returns: (transfer full): all that the definition of a table says, behind its name; with what
 * @found has beside it, which is another program's */
static char *
join_definitions (OrmPlanner          *self,
                  const OrmObject     *wanted,
                  const OrmDefinition *definition,
                  const OrmDefinition *found)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  guint n_others = 0;
  GString *sql;

  g_ptr_array_extend (parts, definition->columns, NULL, NULL);
  for (guint i = 0; i < found->names->len; i++)
    {
      const char *name = g_ptr_array_index (found->names, i);

      if (orm_definition_find (definition, name) >= 0
          || (self->is_older && !self->drops_last
              && orm_planner_is_dropped (self, wanted->name, name)))
        continue;
      g_ptr_array_add (parts, g_ptr_array_index (found->columns, i));
      n_others++;
    }
  if (n_others == 0)
    return g_strdup (strchr (wanted->sql, '('));
  g_ptr_array_extend (parts, definition->constraints, NULL, NULL);
  sql = g_string_new ("(");
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (sql, "%s\n  %s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (parts, i));
  g_string_append_printf (sql, "\n) %s", definition->options);
  return g_string_free (sql, FALSE);
}

/* Asks the clone for a text. Returns: (transfer full) (nullable) */
static char *
ask (OrmPlanner  *self,
     const char  *query,
     const char  *new_table,
     const char  *table,
     GError     **error)
{
  sqlite3_stmt *statement;
  char *text = NULL;
  int code = sqlite3_prepare_v2 (self->clone, query, -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (statement, 1, new_table, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 2, table, -1, SQLITE_STATIC);
      code = sqlite3_step (statement);
    }
  if (code == SQLITE_ROW)
    text = g_strdup (orm_sqlite_column_text (statement, 0));
  else
    orm_sqlite_fail_connection (self->clone, code, error);
  sqlite3_finalize (statement);
  return text;
}

/* The rows of a table go into the new one: columns of the same name. One that may not be empty any
 * more gets its default where it was. */
#define COPY_ROWS \
  "SELECT printf ('INSERT INTO \"%w\" (%s) SELECT %s FROM \"%w\"', ?1," \
  " group_concat (printf ('\"%w\"', new.name), ', '), group_concat (CASE" \
  " WHEN new.\"notnull\" AND NOT old.\"notnull\" AND new.dflt_value IS NOT NULL" \
  " THEN printf ('ifnull (\"%w\", %s)', old.name, new.dflt_value)" \
  " ELSE printf ('\"%w\"', old.name) END, ', '), ?2)" \
  " FROM (SELECT * FROM pragma_table_xinfo (?1) WHERE hidden = 0 ORDER BY cid) AS new" \
  " JOIN pragma_table_xinfo (?2) AS old ON new.name = old.name COLLATE NOCASE" \
  " WHERE old.hidden <> 1"

/* Moves the rows of a table, and the keys that it gives: none is given twice. */
static gboolean
move_rows (OrmPlanner  *self,
           const char  *table,
           const char  *new_table,
           gboolean     counts_keys,
           GError     **error)
{
  g_autofree char *copy = ask (self, COPY_ROWS, new_table, table, error);

  return copy != NULL
         && (!counts_keys
             || orm_planner_add (self, error,
                                 "INSERT INTO sqlite_sequence (name, seq) SELECT %Q, seq"
                                 " FROM sqlite_sequence WHERE name = %Q", new_table, table))
         && orm_planner_add (self, error, "%s", copy);
}

/* Returns: (transfer full): the indexes that only other programs made on a table */
static GPtrArray *
list_other_indexes (OrmPlanner *self,
                    const char *table)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->found->objects->len; i++)
    {
      const OrmObject *index = g_ptr_array_index (self->found->objects, i);

      if (orm_object_is (index, "index") && g_ascii_strcasecmp (index->table, table) == 0
          && orm_layout_find (self->wanted, "index", index->name) == NULL)
        g_ptr_array_add (list, g_strdup (index->sql));
    }
  return list;
}

static gboolean
rebuild (OrmPlanner       *self,
         const OrmObject  *wanted,
         const char       *definition,
         GError          **error)
{
  g_autofree char *new_table = g_strdup_printf (NEW_TABLE, wanted->name);
  gboolean counts_keys = strstr (definition, "AUTOINCREMENT") != NULL;
  g_autoptr (GPtrArray) indexes = NULL;

  self->plan->changes_rows = TRUE;
  if (!orm_planner_keep_views (self, error))
    return FALSE;
  indexes = list_other_indexes (self, wanted->name);
  if (!orm_planner_add (self, error, "CREATE TABLE \"%w\" %s", new_table, definition)
      || !move_rows (self, wanted->name, new_table, counts_keys, error)
      || !orm_planner_add (self, error, "DROP TABLE \"%w\"", wanted->name)
      || !orm_planner_add (self, error, "ALTER TABLE \"%w\" RENAME TO \"%w\"", new_table,
                           wanted->name))
    return FALSE;
  for (guint i = 0; i < indexes->len; i++) /* one on a column that is gone goes with it */
    orm_planner_add (self, NULL, "%s", (const char *) g_ptr_array_index (indexes, i));
  return orm_planner_look (self, error);
}

/* A virtual table holds what can be made again from others: it is made anew. */
static gboolean
remake (OrmPlanner       *self,
        const OrmObject  *found,
        const OrmObject  *wanted,
        GError          **error)
{
  if (!self->is_older || g_str_equal (found->sql, wanted->sql))
    return TRUE;
  return orm_planner_add (self, error, "DROP TABLE \"%w\"", wanted->name)
         && orm_planner_add (self, error, "%s", wanted->sql) && orm_planner_look (self, error);
}

/* Returns: whether the table has each column that is wanted, whatever is said of it */
static gboolean
has_columns (const OrmDefinition *found,
             const OrmDefinition *wanted)
{
  for (guint i = 0; i < wanted->names->len; i++)
    if (orm_definition_find (found, g_ptr_array_index (wanted->names, i)) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
fit_columns (OrmPlanner       *self,
             const OrmObject  *found,
             const OrmObject  *wanted,
             GError          **error)
{
  g_autoptr (OrmDefinition) old_definition = orm_definition_new (found->sql);
  g_autoptr (OrmDefinition) new_definition = orm_definition_new (wanted->sql);
  g_autofree char *definition =
    join_definitions (self, wanted, new_definition, old_definition);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE \"%s\" %s", wanted->name, definition);

  if (self->is_older ? g_str_equal (found->sql, sql) : has_columns (old_definition, new_definition))
    return TRUE;
  if (new_definition->names->len > 0
      && orm_definition_find (old_definition, g_ptr_array_index (new_definition->names, 0)) < 0)
    {
      g_set_error (error, ORM_ERROR, ORM_ERROR_FAILED,
                   /* Translators: the name of a table */
                   _("it has a table “%s” already, which another program made"), wanted->name);
      return FALSE;
    }
  orm_planner_convert (self, wanted->name, old_definition, new_definition);
  return rebuild (self, wanted, definition, error);
}

/* Makes a table what it is wanted to be. */
gboolean
orm_planner_fit_table (OrmPlanner       *self,
                       const OrmObject  *wanted,
                       GError          **error)
{
  const OrmObject *found = orm_layout_find (self->found, "table", wanted->name);

  if (found == NULL)
    {
      self->plan->changes_rows = TRUE;
      return orm_planner_add (self, error, "%s", wanted->sql) && orm_planner_look (self, error);
    }
  if (orm_object_is_virtual (found) || orm_object_is_virtual (wanted))
    return remake (self, found, wanted, error);
  return fit_columns (self, found, wanted, error);
}
