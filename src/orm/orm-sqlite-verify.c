#include "orm/orm-sqlite-private.h"

#include <string.h>

/* Whether a row is as an image of the journal says. An image that an older version wrote may name
 * fewer columns than there are now; these decide. */

/* Compares a row with the columns that an image names. */
static gboolean
is_as_image (OrmTable       *table,
             const OrmValue *values,
             const char     *image)
{
  g_autoptr (GArray) cells = orm_image_read (image, FALSE);

  for (guint i = 0; cells != NULL && i < cells->len; i++)
    {
      const OrmImageCell *cell = &g_array_index (cells, OrmImageCell, i);
      int column = orm_table_find_column_name (table, cell->name);

      if (column < 0 || !orm_value_equal (values[column], cell->before))
        return FALSE;
    }
  return cells != NULL;
}

/* Reads which columns a hash is made of. One that there is not makes the row another: then @known
 * is FALSE. */
static gboolean
read_shape (OrmSqliteEngine  *self,
            OrmTable         *table,
            const char       *shape,
            GArray           *columns,
            gboolean         *known,
            GError          **error)
{
  sqlite3_stmt *statement =
    orm_sqlite_prepare (self, "SELECT value FROM orm_shape, json_each (columns) WHERE shape_id ="
                              " CAST (? AS INTEGER) ORDER BY json_each.id", error);
  int code;

  *known = TRUE;
  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, shape, -1);
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      int column = orm_table_find_column_name (table, orm_sqlite_column_text (statement, 0));

      *known &= column >= 0;
      if (column >= 0)
        g_array_append_vals (columns, &(guint) { column }, 1);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Finds out whether a row is as @image says: by its hash, or value by value. */
gboolean
orm_sqlite_is_image (OrmSqliteEngine  *self,
                     OrmTable         *table,
                     const OrmValue   *values,
                     const char       *image,
                     gboolean         *matches,
                     GError          **error)
{
  g_autoptr (GArray) columns = NULL;
  g_autoptr (GString) hash = NULL;
  const char *shape;

  if (*image == '{')
    {
      *matches = is_as_image (table, values, image);
      return TRUE;
    }
  shape = strchr (image, '/');
  if (shape == NULL)
    {
      hash = orm_image_hash (table, values);
      *matches = g_str_equal (image, hash->str);
      return TRUE;
    }
  columns = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!read_shape (self, table, shape + 1, columns, matches, error))
    return FALSE;
  hash = orm_image_hash_columns (columns, values);
  *matches &= hash->len == (gsize) (shape - image) && strncmp (image, hash->str, hash->len) == 0;
  return TRUE;
}
