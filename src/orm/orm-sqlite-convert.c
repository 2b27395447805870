#include "orm/orm-sqlite-plan.h"

#include <string.h>

/* What becomes of the journal when tables change. Images name columns: those of a column that has
 * another name by now get it. A column that an image does not name does not matter to it. The hash
 * of a row that was made is one of all columns that its class had; it is told which these were.
 * Steps on a table of which columns change their type or go are closed: they stay in the list, and
 * can be neither undone nor redone. */

static void
add_late (OrmPlanner *self,
          char       *sql)
{
  g_ptr_array_add (self->late, g_strdup (sql));
  sqlite3_free (sql);
}

void
orm_planner_rename_table (OrmPlanner *self,
                          const char *from,
                          const char *to)
{
  add_late (self, sqlite3_mprintf ("UPDATE orm_change SET table_name = %Q WHERE table_name = %Q",
                                   to, from));
  add_late (self, sqlite3_mprintf ("UPDATE orm_shape SET table_name = %Q WHERE table_name = %Q",
                                   to, from));
}

/* A name in quotes with a colon behind it is nothing but a name in an image: a quote that is part
 * of a text stands behind a backslash there. */
void
orm_planner_rename_column (OrmPlanner *self,
                           const char *table,
                           const char *from,
                           const char *to)
{
  add_late (self, sqlite3_mprintf ("UPDATE orm_change SET image = replace (image, '\"%q\":',"
                                   " '\"%q\":') WHERE table_name = %Q AND image LIKE '{%%'",
                                   from, to, table));
  add_late (self, sqlite3_mprintf ("UPDATE orm_shape SET columns = replace (columns, '\"%q\"',"
                                   " '\"%q\"') WHERE table_name = %Q", from, to, table));
}

static OrmTable *
find_table (OrmPlanner *self,
            const char *name)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (g_str_equal (orm_schema_get_table (self->schema, i)->name, name))
      return orm_schema_get_table (self->schema, i);
  return NULL;
}

static gboolean
is_computed (const char *definition)
{
  return strstr (definition, " GENERATED ALWAYS ") != NULL;
}

/* Returns: (transfer full): the columns that a hash is made of, as a JSON array */
static char *
list_columns (OrmTable            *table,
              const OrmDefinition *definition)
{
  GString *list = g_string_new ("[");

  for (guint i = 0; i < definition->names->len; i++)
    {
      const char *name = g_ptr_array_index (definition->names, i);
      int column = orm_table_find_column_name (table, name);

      if (column >= 0 && orm_table_is_image_column (table, column)
          && !is_computed (g_ptr_array_index (definition->columns, i)))
        g_string_append_printf (list, "%s\"%s\"", list->len > 1 ? "," : "", name);
    }
  return g_string_free (g_string_append_c (list, ']'), FALSE);
}

/* Returns: the second word of a column's definition: its type */
static char *
dup_type (const char *definition)
{
  g_auto (GStrv) words = g_strsplit (definition, " ", 3);

  return g_strdup (g_strv_length (words) > 1 ? words[1] : "");
}

/* Returns: whether what images say of a table's columns is lost to it */
static gboolean
loses_images (OrmPlanner          *self,
              const char          *table,
              const OrmDefinition *found,
              const OrmDefinition *wanted)
{
  for (guint i = 0; i < found->names->len; i++)
    {
      const char *definition = g_ptr_array_index (found->columns, i);
      int column = orm_definition_find (wanted, g_ptr_array_index (found->names, i));
      g_autofree char *before = dup_type (definition);
      g_autofree char *after = NULL;

      if (column < 0 && orm_planner_is_dropped (self, table, g_ptr_array_index (found->names, i)))
        return TRUE;
      if (column < 0)
        continue;
      after = dup_type (g_ptr_array_index (wanted->columns, column));
      if (!g_str_equal (before, after)
          || is_computed (g_ptr_array_index (wanted->columns, column)) > is_computed (definition))
        return TRUE;
    }
  return FALSE;
}

/* Adds what becomes of the journal of a table that is made anew. */
void
orm_planner_convert (OrmPlanner          *self,
                     const char          *name,
                     const OrmDefinition *found,
                     const OrmDefinition *wanted)
{
  OrmTable *table = find_table (self, name);
  g_autofree char *before = table != NULL ? list_columns (table, found) : NULL;
  g_autofree char *after = table != NULL ? list_columns (table, wanted) : NULL;

  if (table == NULL)
    return;
  if (loses_images (self, name, found, wanted))
    add_late (self, sqlite3_mprintf ("UPDATE orm_step SET closed = %u WHERE closed = 0 AND step_id"
                                     " IN (SELECT step_id FROM orm_change WHERE table_name = %Q)",
                                     orm_schema_get_version (self->schema), name));
  else if (!g_str_equal (before, after))
    {
      add_late (self, sqlite3_mprintf ("INSERT INTO orm_shape (table_name, columns)"
                                       " VALUES (%Q, %Q)", name, before));
      add_late (self, sqlite3_mprintf ("UPDATE orm_change SET image = image || '/' || (SELECT"
                                       " max (shape_id) FROM orm_shape) WHERE table_name = %Q AND"
                                       " kind = 'i' AND length (image) = %d"
                                       " AND image NOT LIKE '{%%'", name, ORM_HASH_LENGTH));
    }
}
