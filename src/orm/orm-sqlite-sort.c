#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "base/base-text.h"

/* The keys by which text sorts: bytes in a table beside the class's, with an index for each column,
 * so that a list by name reads an index and sorts nothing. A hash says which texts they were made
 * of, and by which rules: those of a locale and of one version of the C library. Keys of other
 * rules, and those of rows that other programs wrote, are stale, as if there were none. */

/* Letters whose order differs between locales, and those that follow on others in most: what comes
 * of them stands for the rules of a locale. */
#define SAMPLE "a á à â ä å ā æ aa b c č ch cs d đ dz e é f g gy h i ı ij j k l ł ll lj m n ñ nj" \
  " ny o ö ø œ p r ř s ß š sz t þ u ü v w x y z ž zs - _ . , ' & / Ω я א 字 0 9"

typedef enum
{
  READ_ROW,
  LIST_ROWS,
  LIST_GONE,
  ADD_KEYS,
  SET_KEYS,
  REMOVE_KEYS,
  N_STATEMENTS
} Statement;

static char *(*const write_statement[N_STATEMENTS]) (OrmTable *) = {
  [READ_ROW] = orm_sql_sort_row,
  [LIST_ROWS] = orm_sql_sort_rows,
  [LIST_GONE] = orm_sql_sort_gone,
  [ADD_KEYS] = orm_sql_sort_add,
  [SET_KEYS] = orm_sql_sort_set,
  [REMOVE_KEYS] = orm_sql_sort_remove,
};

typedef struct
{
  OrmDerived derived;
  locale_t locale;
  guint64 rules; /* the hash begins with them */
  guint n_columns;
  GString *keys; /* of a row, one behind the other */
  sqlite3_stmt *statements[N_STATEMENTS];
} OrmSort;

/* Appends the key of a text that is as long, and UTF-8 or nearly so. */
void
orm_sqlite_append_sort_key (GString    *key,
                            const char *text,
                            int         length,
                            locale_t    locale)
{
  g_autofree char *valid = NULL;

  if (strlen (text) != (gsize) length || !base_text_is_ascii (text, length))
    valid = g_utf8_make_valid (text, length);
  base_text_append_sort_key (key, valid != NULL ? valid : text, locale);
}

static guint64
hash_sample (locale_t locale)
{
  g_autoptr (GString) key = g_string_new (NULL);

  base_text_append_sort_key (key, SAMPLE, locale);
  return orm_image_hash_bytes (ORM_IMAGE_HASH_BASIS, key->str, key->len);
}

/* Returns: (transfer none) (nullable): a statement, prepared at its first use */
static sqlite3_stmt *
prepare (OrmSort          *self,
         OrmSqliteEngine  *engine,
         Statement         which,
         GError          **error)
{
  g_autofree char *sql = NULL;

  if (self->statements[which] == NULL)
    {
      sql = write_statement[which] (self->derived.table);
      self->statements[which] = orm_sqlite_prepare_new (engine, sql, error);
    }
  return self->statements[which];
}

static void
clear_statements (OrmSort *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
}

static void
free_sort (OrmDerived *derived)
{
  OrmSort *self = (OrmSort *) derived;

  clear_statements (self);
  g_string_free (self->keys, TRUE);
}

/* Returns: whether there was enough memory to read the row at which a statement stands */
static gboolean
is_read (sqlite3_stmt *row)
{
  return sqlite3_errcode (sqlite3_db_handle (row)) != SQLITE_NOMEM;
}

/* Returns: what the texts of a row come to, which begin at column @first */
static gint64
hash_row (OrmSort      *self,
          sqlite3_stmt *row,
          int           first)
{
  guint64 hash = self->rules;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const guchar *text = sqlite3_column_text (row, first + i);
      int length = text != NULL ? sqlite3_column_bytes (row, first + i) : -1;

      hash = orm_image_hash_bytes (hash, &length, sizeof length);
      if (length > 0)
        hash = orm_image_hash_bytes (hash, text, length);
    }
  return (gint64) hash;
}

/* Leaves the keys of a row in @ends, where each ends among the others; -1 is none. */
static void
make_keys (OrmSort      *self,
           sqlite3_stmt *row,
           gssize       *ends)
{
  g_string_truncate (self->keys, 0);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *text = (const char *) sqlite3_column_text (row, i);

      if (text != NULL)
        orm_sqlite_append_sort_key (self->keys, text, sqlite3_column_bytes (row, i), self->locale);
      ends[i] = text != NULL ? (gssize) self->keys->len : -1;
    }
}

static gboolean
write_keys (OrmSort          *self,
            OrmSqliteEngine  *engine,
            Statement         which,
            gint64            key,
            gint64            hash,
            const gssize     *ends,
            GError          **error)
{
  sqlite3_stmt *statement = prepare (self, engine, which, error);
  gsize begin = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_int64 (statement, 2, hash);
  for (guint i = 0; i < self->n_columns; i++)
    if (ends[i] < 0)
      sqlite3_bind_null (statement, 3 + i);
    else
      {
        sqlite3_bind_blob (statement, 3 + i, self->keys->str + begin, ends[i] - begin,
                           SQLITE_STATIC);
        begin = ends[i];
      }
  return orm_derived_run (engine, statement, error);
}

static gboolean
remove_keys (OrmSort          *self,
             OrmSqliteEngine  *engine,
             gint64            key,
             GError          **error)
{
  sqlite3_stmt *statement = prepare (self, engine, REMOVE_KEYS, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return orm_derived_run (engine, statement, error);
}

/* Makes the keys of a row as it is now; those of a row that is gone go. */
static gboolean
update_row (OrmDerived       *derived,
            OrmSqliteEngine  *engine,
            gint64            key,
            GError          **error)
{
  OrmSort *self = (OrmSort *) derived;
  sqlite3_stmt *row = prepare (self, engine, READ_ROW, error);
  gssize ends[ORM_MAX_COLUMNS];
  gint64 hash = 0;
  gboolean has_keys = FALSE, is_same = FALSE;
  int code;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, key);
  code = sqlite3_step (row);
  if (code == SQLITE_ROW)
    {
      hash = hash_row (self, row, 0);
      has_keys = sqlite3_column_type (row, self->n_columns) == SQLITE_INTEGER;
      is_same = has_keys && sqlite3_column_int64 (row, self->n_columns) == hash;
      if (!is_same)
        make_keys (self, row, ends);
      if (!is_read (row))
        code = SQLITE_NOMEM;
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (row);
  if (code == SQLITE_DONE)
    return remove_keys (self, engine, key, error);
  return code == SQLITE_ROW
         && (is_same || write_keys (self, engine, has_keys ? SET_KEYS : ADD_KEYS, key, hash, ends,
                                    error));
}

/* Adds the keys that a statement gives in its first column: all, or those of rows whose texts are
 * not those that they were sorted by. */
static gboolean
gather (OrmSort          *self,
        OrmSqliteEngine  *engine,
        Statement         which,
        GArray           *keys,
        GError          **error)
{
  sqlite3_stmt *statement = prepare (self, engine, which, error);
  int hash = 1 + self->n_columns;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      if (which == LIST_ROWS && sqlite3_column_type (statement, hash) == SQLITE_INTEGER
          && sqlite3_column_int64 (statement, hash) == hash_row (self, statement, 1))
        continue;
      if (!is_read (statement))
        {
          code = SQLITE_NOMEM;
          break;
        }
      g_array_append_val (keys, key);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
list_stale (OrmDerived       *derived,
            OrmSqliteEngine  *engine,
            GArray           *keys,
            GError          **error)
{
  OrmSort *self = (OrmSort *) derived;

  return gather (self, engine, LIST_ROWS, keys, error)
         && gather (self, engine, LIST_GONE, keys, error);
}

/* Whether the file has table and indexes as this version makes them, to the letter. */
static gboolean
look (OrmDerived       *self,
      OrmSqliteEngine  *engine,
      gboolean         *exists,
      GError          **error)
{
  g_autofree char *wanted = orm_sql_create_sort (self->table);
  g_auto (GStrv) statements = g_strsplit (wanted, ";\n", -1);
  g_autofree char *list = g_strjoinv ("', '", statements);
  g_autofree char *sql =
    g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE sql IN ('%s')", list);
  gint64 n_found;

  if (!orm_sqlite_get_integer (engine, sql, &n_found, error))
    return FALSE;
  *exists = n_found == g_strv_length (statements);
  return TRUE;
}

static void
drop (OrmDerived      *derived,
      OrmSqliteEngine *engine)
{
  g_autofree char *sql =
    orm_derived_expand ("DROP TABLE IF EXISTS @_sort", derived->table->name);
  g_autoptr (GError) error = NULL;

  clear_statements ((OrmSort *) derived);
  if (!orm_sqlite_exec (engine, sql, &error))
    g_debug ("%s: the sort keys stay: %s", derived->table->name, error->message);
}

static char *
describe_stale (const char *name,
                guint       n_rows)
{
  /* Translators: %s is the name of a table in the file */
  const char *text = ngettext ("%s: the order of names is out of step with %u row",
                               "%s: the order of names is out of step with %u rows", n_rows);

  return g_strdup_printf (text, name, n_rows);
}

static const OrmDerivedClass sort_class = {
  .what = "sort",
  .rows = "@_sort",
  .missing = N_("%s: the order of names is missing"),
  .broken = N_("%s: the order of names is broken"),
  .describe_stale = describe_stale,
  .create = orm_sql_create_sort,
  .look = look,
  .list_stale = list_stale,
  .update_row = update_row,
  .drop = drop,
  .free = free_sort,
};

/* Returns: (transfer full): the sort keys of a table that has sorted columns */
OrmDerived *
orm_sort_new (OrmTable        *table,
              OrmSqliteEngine *engine)
{
  OrmSort *self = g_new0 (OrmSort, 1);
  const char *name = setlocale (LC_COLLATE, NULL);

  self->locale = engine->locale;
  self->rules = hash_sample (engine->locale);
  self->rules = orm_image_hash_bytes (self->rules, name, strlen (name));
  if (engine->sort_mark == NULL)
    engine->sort_mark = g_strdup_printf ("1 %s %016" G_GINT64_MODIFIER "x", name, self->rules);
  for (guint64 columns = table->sorted; columns != 0; columns &= columns - 1)
    self->n_columns++;
  self->keys = g_string_new (NULL);
  orm_derived_init (&self->derived, &sort_class, table, table->sorted, engine->sort_mark);
  return &self->derived;
}

/* Returns: whether the keys of a column are there and hold; %FALSE with @error if that cannot be
 * found out */
gboolean
orm_sqlite_is_sorted (OrmSqliteEngine  *self,
                      OrmTable         *table,
                      guint             column,
                      GError          **error)
{
  OrmDerived *derived = orm_sqlite_get_table (self, table)->derived[ORM_DERIVED_SORT];
  gboolean usable = FALSE;

  return (table->sorted >> column & 1) && derived != NULL
         && orm_derived_is_usable (derived, self, &usable, error) && usable;
}
