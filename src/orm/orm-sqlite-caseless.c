#include "orm/orm-sqlite-private.h"

#include <string.h>

#include "orm/orm-field.h"
#include "orm/orm-sqlite-sql.h"

/* Names that are unique without regard to case are so in every script. The index in the file knows
 * the case of ASCII alone, so it decides between two texts of ASCII; a text beyond ASCII is looked
 * for among those of the other rows, which are read once in a transaction and kept by what they are
 * without case. What is kept says where to look: a row may have another text by now. */

/* Returns: (transfer full) (nullable): equal for texts that differ in case only, in any script,
 * however their accents are composed; NULL if it is no UTF-8 */
char *
orm_sqlite_fold (const char *text)
{
  g_autofree char *normal = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

/* Forgets what is kept of the rows: they may be others by now. */
void
orm_sqlite_forget_names (OrmSqliteEngine *self)
{
  g_hash_table_remove_all (self->names);
}

static void
remember (GHashTable *names,
          char       *folded, /* owned */
          gint64      key)
{
  GArray *keys = g_hash_table_lookup (names, folded);

  if (keys != NULL)
    g_free (folded);
  else
    {
      keys = g_array_new (FALSE, FALSE, sizeof key);
      g_hash_table_insert (names, folded, keys);
    }
  g_array_append_val (keys, key);
}

/* Returns: (transfer none) (nullable): keys by what the texts of a column beyond ASCII are without
 * case */
static GHashTable *
get_names (OrmSqliteEngine  *self,
           OrmTable         *table,
           guint             column,
           GError          **error)
{
  GHashTable *names = g_hash_table_lookup (self->names, &table->columns[column]);
  g_autoptr (GHashTable) found = NULL;
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  int code;

  if (names != NULL)
    return names;
  sql = orm_sql_list_beyond_ascii (table, column);
  statement = orm_sqlite_prepare (self, sql, error);
  if (statement == NULL)
    return NULL;
  found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  while ((code = orm_sqlite_step (self, statement)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 1);
      char *folded = text != NULL ? orm_sqlite_fold (text) : NULL;

      code = orm_sqlite_get_row_code (self);
      if (folded != NULL)
        remember (found, folded, sqlite3_column_int64 (statement, 0));
      if (code != SQLITE_ROW)
        break;
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return NULL;
  names = g_steal_pointer (&found);
  g_hash_table_insert (self->names, (gpointer) &table->columns[column], names);
  return names;
}

/* Whether another row has the text, as the index knows it. */
static gboolean
find_same (OrmSqliteEngine  *self,
           OrmTable         *table,
           guint             column,
           const char       *text,
           gint64            key,
           gboolean         *found,
           GError          **error)
{
  g_autofree char *sql = orm_sql_find_same (table, column);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  orm_sqlite_bind_text (self, statement, 1, text, -1);
  sqlite3_bind_int64 (statement, 2, key);
  code = orm_sqlite_step (self, statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  *found = code == SQLITE_ROW;
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Whether a row's text still is the same without case. */
static gboolean
is_still (OrmSqliteEngine  *self,
          OrmTable         *table,
          guint             column,
          const char       *folded,
          gint64            key,
          gboolean         *is_same,
          GError          **error)
{
  g_autofree char *sql = orm_sql_fetch_column (table, column);
  sqlite3_stmt *statement = orm_sqlite_prepare (self, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  code = orm_sqlite_step (self, statement);
  if (code == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      g_autofree char *its = text != NULL ? orm_sqlite_fold (text) : NULL;

      code = orm_sqlite_get_row_code (self);
      *is_same = g_strcmp0 (its, folded) == 0;
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (self, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Whether another row's text is the same without case; the row of @key has it by now. */
static gboolean
find_other (OrmSqliteEngine  *self,
            OrmTable         *table,
            guint             column,
            const char       *text,
            gint64            key,
            gboolean         *found,
            GError          **error)
{
  g_autofree char *folded = orm_sqlite_fold (text);
  GHashTable *names = get_names (self, table, column, error);
  GArray *keys;
  gboolean is_known = FALSE;

  if (names == NULL)
    return FALSE;
  if (folded == NULL)
    return TRUE;
  keys = g_hash_table_lookup (names, folded);
  for (guint i = 0; keys != NULL && i < keys->len && !*found; i++)
    {
      gint64 other = g_array_index (keys, gint64, i);

      is_known |= other == key;
      if (other != key && !is_still (self, table, column, folded, other, found, error))
        return FALSE;
    }
  if (*found || g_str_is_ascii (text))
    return TRUE;
  if (!is_known)
    remember (names, g_strdup (folded), key);
  return !g_str_is_ascii (folded)
         || find_same (self, table, column, folded, key, found, error);
}

/* Refuses a record that was written, if a text that has to be unique without regard to case is that
 * of another row; of @columns. */
gboolean
orm_sqlite_check_names (OrmSqliteEngine  *self,
                        OrmTable         *table,
                        OrmRecord        *record,
                        gint64            key,
                        guint64           columns,
                        GError          **error)
{
  for (guint i = 0; i < table->n_columns; i++)
    if ((table->nocase & columns) >> i & 1)
      {
        char buffer[ORM_FIELD_BUFFER];
        OrmValue value = orm_field_get (record, &table->columns[i], buffer);
        gboolean found = FALSE;

        if (value.type != ORM_VALUE_TEXT)
          continue;
        if (!find_other (self, table, i, value.text, key, &found, error))
          return FALSE;
        if (found)
          {
            orm_sqlite_refuse (self, SQLITE_CONSTRAINT_UNIQUE, table, record, i, error);
            return FALSE;
          }
      }
  return TRUE;
}
