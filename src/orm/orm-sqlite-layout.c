#include "config.h"

#include "orm/orm-sqlite-layout.h"

#include <glib/gi18n-lib.h>

#include "orm/orm-sqlite-sql.h"

static void
object_free (gpointer data)
{
  OrmObject *self = data;

  g_free (self->type);
  g_free (self->name);
  g_free (self->table);
  g_free (self->sql);
  g_free (self);
}

void
orm_layout_free (OrmLayout *self)
{
  g_ptr_array_unref (self->objects);
  g_free (self);
}

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_strdup (text != NULL ? text : "");
}

/* Returns: (transfer full) (nullable): what a database is made of. The tables in which a virtual
 * one keeps its content are its own business. */
OrmLayout *
orm_layout_read (sqlite3  *db,
                 GError  **error)
{
  g_autoptr (OrmLayout) self = g_new0 (OrmLayout, 1);
  sqlite3_stmt *statement;
  int code =
    sqlite3_prepare_v2 (db,
                        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                        " AND name NOT IN (SELECT name FROM pragma_table_list"
                        " WHERE schema = 'main' AND type = 'shadow') ORDER BY rowid",
                        -1, &statement, NULL);

  self->objects = g_ptr_array_new_with_free_func (object_free);
  while (code == SQLITE_OK || code == SQLITE_ROW)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        {
          OrmObject *object = g_new0 (OrmObject, 1);

          object->type = dup_text (statement, 0);
          object->name = dup_text (statement, 1);
          object->table = dup_text (statement, 2);
          object->sql = dup_text (statement, 3);
          g_ptr_array_add (self->objects, object);
        }
    }
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return g_steal_pointer (&self);
  orm_sqlite_fail_connection (db, code, error);
  return NULL;
}

/* Returns: (transfer full) (nullable): what a new file of a schema is made of */
OrmLayout *
orm_layout_new (OrmSchema  *schema,
                GError    **error)
{
  g_autofree char *sql = orm_sql_create_schema (schema);
  OrmLayout *self = NULL;
  sqlite3 *db;
  int code = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    self = orm_layout_read (db, error);
  else
    orm_sqlite_fail_connection (db, code, error);
  sqlite3_close (db);
  return self;
}

/* Returns: whether an object is of a type */
gboolean
orm_object_is (const OrmObject *self,
               const char      *type)
{
  return g_str_equal (self->type, type);
}

/* Returns: whether it is a virtual table, such as one for full-text search */
gboolean
orm_object_is_virtual (const OrmObject *self)
{
  return orm_object_is (self, "table")
         && g_ascii_strncasecmp (self->sql, "CREATE VIRTUAL", strlen ("CREATE VIRTUAL")) == 0;
}

/* Returns: (transfer none) (nullable): the object of a type and a name */
OrmObject *
orm_layout_find (const OrmLayout *self,
                 const char      *type,
                 const char      *name)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      OrmObject *object = g_ptr_array_index (self->objects, i);

      if (orm_object_is (object, type) && g_ascii_strcasecmp (object->name, name) == 0)
        return object;
    }
  return NULL;
}

/* Returns: whether each text of @wanted is among @found */
static gboolean
has_all (GPtrArray *found,
         GPtrArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    if (!g_ptr_array_find_with_equal_func (found, g_ptr_array_index (wanted, i), g_str_equal, NULL))
      return FALSE;
  return TRUE;
}

/* Returns: whether an object is what it is wanted to be; a table may have more columns than that */
gboolean
orm_object_serves (const OrmObject *self,
                   const OrmObject *wanted)
{
  g_autoptr (OrmDefinition) mine = NULL;
  g_autoptr (OrmDefinition) other = NULL;

  if (g_str_equal (self->sql, wanted->sql))
    return TRUE;
  if (!orm_object_is (self, "table") || orm_object_is_virtual (self)
      || orm_object_is_virtual (wanted))
    return FALSE;
  mine = orm_definition_new (self->sql);
  other = orm_definition_new (wanted->sql);
  return has_all (mine->columns, other->columns)
         && has_all (mine->constraints, other->constraints)
         && has_all (other->constraints, mine->constraints)
         && g_str_equal (mine->options, other->options);
}

/* Adds a sentence for each object that is missing or is defined otherwise than it is @wanted. */
void
orm_layout_compare (const OrmLayout *self,
                    const OrmLayout *wanted,
                    GPtrArray       *problems)
{
  for (guint i = 0; i < wanted->objects->len; i++)
    {
      const OrmObject *object = g_ptr_array_index (wanted->objects, i);
      const OrmObject *found = orm_layout_find (self, object->type, object->name);

      if (found == NULL)
        g_ptr_array_add (problems, g_strdup_printf (_("%s is missing"), object->name));
      else if (!orm_object_serves (found, object))
        g_ptr_array_add (problems,
                         g_strdup_printf (_("%s is not defined as this version defines it"),
                                          object->name));
    }
}
