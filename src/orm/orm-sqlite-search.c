#include "config.h"

#include "orm/orm-sqlite-derived.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base-search.h"

/* The index of a table's searchable columns: an FTS5 table of tokens, made by base/base-search.c,
 * that keeps no text, and a plain table of the texts that were indexed, of which what is to be
 * removed from the index can be made again. */

/* What a complete index is marked with. */
#define MARK "1"

/* In a text, @ is the name of the table. */
static const struct
{
  const char *text;
  char *(*write) (OrmTable *table);
} statements[ORM_SEARCH_N_STATEMENTS] = {
  [ORM_SEARCH_READ_ROW] = { NULL, orm_sql_search_row },
  [ORM_SEARCH_READ_TEXT] = { "SELECT words, codes FROM @_search_text WHERE row_id = ?", NULL },
  [ORM_SEARCH_REMOVE_TOKENS] = {
    "INSERT INTO @_search (@_search, rowid, tokens) VALUES ('delete', ?, ?)", NULL },
  [ORM_SEARCH_ADD_TOKENS] = { "INSERT INTO @_search (rowid, tokens) VALUES (?, ?)", NULL },
  [ORM_SEARCH_REMOVE_TEXT] = { "DELETE FROM @_search_text WHERE row_id = ?", NULL },
  [ORM_SEARCH_SET_TEXT] = {
    "REPLACE INTO @_search_text (row_id, words, codes) VALUES (?, ?, ?)", NULL },
  [ORM_SEARCH_FIND] = { "SELECT rowid FROM @_search WHERE @_search MATCH ?", NULL },
  [ORM_SEARCH_LIST_ROWS] = { NULL, orm_sql_search_rows },
  [ORM_SEARCH_LIST_GONE] = { NULL, orm_sql_search_gone },
};

static void
clear_statements (OrmSearch *self)
{
  for (guint i = 0; i < ORM_SEARCH_N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
}

static void
free_search (OrmDerived *derived)
{
  OrmSearch *self = (OrmSearch *) derived;

  clear_statements (self);
  g_string_free (self->words, TRUE);
  g_string_free (self->codes, TRUE);
  g_string_free (self->tokens, TRUE);
}

/* Returns: (transfer none) (nullable): one of the index's statements, prepared at its first use */
static sqlite3_stmt *
prepare (OrmSearch           *self,
         OrmSqliteEngine     *engine,
         OrmSearchStatement   which,
         GError             **error)
{
  g_autofree char *sql = NULL;

  if (self->statements[which] != NULL)
    return self->statements[which];
  sql = statements[which].text != NULL ? orm_derived_expand (statements[which].text,
                                                             self->derived.table->name)
                                       : statements[which].write (self->derived.table);
  self->statements[which] = orm_sqlite_prepare_new (engine, sql, error);
  return self->statements[which];
}

static void
append_folded (GString    *line,
               const char *text)
{
  g_autofree char *folded = text != NULL ? base_search_fold (text) : NULL;

  if (folded == NULL || *folded == '\0')
    return;
  if (line->len > 0)
    g_string_append_c (line, ' ');
  g_string_append (line, folded);
}

/* Leaves in words and codes what the searchable columns of a row say; they begin at @first.
 * Returns: %FALSE if there is not enough memory for it */
static gboolean
read_text (OrmSearch    *self,
           sqlite3_stmt *row,
           int           first)
{
  OrmTable *table = self->derived.table;

  g_string_truncate (self->words, 0);
  g_string_truncate (self->codes, 0);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->searchable >> i & 1)
      append_folded (table->search_anywhere >> i & 1 ? self->codes : self->words,
                     (const char *) sqlite3_column_text (row, first++));
  return sqlite3_errcode (sqlite3_db_handle (row)) != SQLITE_NOMEM;
}

/* Returns: whether words and codes, which begin at column @first, are those that were read */
static gboolean
is_same_text (OrmSearch    *self,
              sqlite3_stmt *row,
              int           first)
{
  return g_strcmp0 ((const char *) sqlite3_column_text (row, first), self->words->str) == 0
         && g_strcmp0 ((const char *) sqlite3_column_text (row, first + 1), self->codes->str) == 0;
}

static void
fill_tokens (OrmSearch  *self,
             const char *words,
             const char *codes)
{
  g_string_truncate (self->tokens, 0);
  base_search_append_words (self->tokens, words != NULL ? words : "");
  base_search_append_codes (self->tokens, codes != NULL ? codes : "");
}

static gboolean
write_tokens (OrmSearch           *self,
              OrmSqliteEngine     *engine,
              OrmSearchStatement   which,
              gint64               key,
              GError             **error)
{
  sqlite3_stmt *statement = prepare (self, engine, which, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_text (statement, 2, self->tokens->str, self->tokens->len, SQLITE_STATIC);
  return orm_derived_run (engine, statement, error);
}

static gboolean
remove_text (OrmSearch        *self,
             OrmSqliteEngine  *engine,
             gint64            key,
             GError          **error)
{
  sqlite3_stmt *statement = prepare (self, engine, ORM_SEARCH_REMOVE_TEXT, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return orm_derived_run (engine, statement, error);
}

static gboolean
add_text (OrmSearch        *self,
          OrmSqliteEngine  *engine,
          gint64            key,
          GError          **error)
{
  sqlite3_stmt *statement = prepare (self, engine, ORM_SEARCH_SET_TEXT, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_text (statement, 2, self->words->str, self->words->len, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, self->codes->str, self->codes->len, SQLITE_STATIC);
  if (!orm_derived_run (engine, statement, error))
    return FALSE;
  fill_tokens (self, self->words->str, self->codes->str);
  return write_tokens (self, engine, ORM_SEARCH_ADD_TOKENS, key, error);
}

/* Looks for a row. Leaves the statement on it, to be reset. */
static gboolean
seek (OrmSearch           *self,
      OrmSqliteEngine     *engine,
      OrmSearchStatement   which,
      gint64               key,
      sqlite3_stmt       **statement,
      gboolean            *found,
      GError             **error)
{
  int code;

  *statement = prepare (self, engine, which, error);
  if (*statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (*statement, 1, key);
  code = sqlite3_step (*statement);
  *found = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  orm_sqlite_fail (engine, code, error);
  sqlite3_reset (*statement);
  return FALSE;
}

/* Indexes a row as it is now; a row that is gone leaves the index. */
static gboolean
update_row (OrmDerived       *derived,
            OrmSqliteEngine  *engine,
            gint64            key,
            GError          **error)
{
  OrmSearch *self = (OrmSearch *) derived;
  sqlite3_stmt *row, *text;
  gboolean exists, was_indexed, is_same, is_read;

  if (!seek (self, engine, ORM_SEARCH_READ_ROW, key, &row, &exists, error))
    return FALSE;
  is_read = !exists || read_text (self, row, 0);
  sqlite3_reset (row);
  if (!is_read)
    return orm_sqlite_fail (engine, SQLITE_NOMEM, error);

  if (!seek (self, engine, ORM_SEARCH_READ_TEXT, key, &text, &was_indexed, error))
    return FALSE;
  is_same = exists == was_indexed && (!exists || is_same_text (self, text, 0));
  is_read = sqlite3_errcode (engine->db) != SQLITE_NOMEM;
  if (is_read && was_indexed && !is_same)
    fill_tokens (self, (const char *) sqlite3_column_text (text, 0),
                 (const char *) sqlite3_column_text (text, 1));
  sqlite3_reset (text);
  if (!is_read)
    return orm_sqlite_fail (engine, SQLITE_NOMEM, error);
  if (is_same)
    return TRUE;

  if (was_indexed
      && (!write_tokens (self, engine, ORM_SEARCH_REMOVE_TOKENS, key, error)
          || (!exists && !remove_text (self, engine, key, error))))
    return FALSE;
  return !exists || add_text (self, engine, key, error);
}

/* Drops an index that cannot be read or written. It need not be whole for that. */
static void
drop (OrmDerived      *derived,
      OrmSqliteEngine *engine)
{
  static const char text[] =
    /* FTS5 refuses to drop what it cannot read: so it gets what an empty index consists of. */
    "CREATE TABLE IF NOT EXISTS @_search_data (id INTEGER PRIMARY KEY, block BLOB);"
    "CREATE TABLE IF NOT EXISTS @_search_idx (segid, term, pgno, PRIMARY KEY (segid, term))"
    " WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS @_search_config (k PRIMARY KEY, v) WITHOUT ROWID;"
    "REPLACE INTO @_search_config VALUES ('version', 4);"
    "REPLACE INTO @_search_data VALUES (1, x''), (10, x'00000000000000');"
    "DROP TABLE IF EXISTS @_search;"
    "DROP TABLE IF EXISTS @_search_data;"
    "DROP TABLE IF EXISTS @_search_idx;"
    "DROP TABLE IF EXISTS @_search_config;"
    "DROP TABLE IF EXISTS @_search_text;";
  g_autofree char *sql = orm_derived_expand (text, derived->table->name);
  g_autoptr (GError) error = NULL;

  clear_statements ((OrmSearch *) derived);
  sqlite3_db_config (engine->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (!orm_sqlite_exec (engine, sql, &error))
    g_debug ("%s: the index for searches stays: %s", derived->table->name, error->message);
  sqlite3_db_config (engine->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

/* Asks the index for anything, so that it fails here if it does and not in COMMIT: FTS5 writes what
 * it has gathered before it answers. */
static gboolean
probe (OrmDerived       *derived,
       OrmSqliteEngine  *engine,
       GError          **error)
{
  sqlite3_stmt *statement = prepare ((OrmSearch *) derived, engine, ORM_SEARCH_FIND, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, BASE_SEARCH_CODE, -1, SQLITE_STATIC);
  code = sqlite3_step (statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* Adds the keys that a statement gives in its first column: all, or those of rows whose text is not
 * what was indexed. */
static gboolean
gather (OrmSearch           *self,
        OrmSqliteEngine     *engine,
        OrmSearchStatement   which,
        GArray              *keys,
        GError             **error)
{
  sqlite3_stmt *statement = prepare (self, engine, which, error);
  int n_columns, code;

  if (statement == NULL)
    return FALSE;
  n_columns = sqlite3_column_count (statement);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      if (which == ORM_SEARCH_LIST_ROWS)
        {
          if (!read_text (self, statement, 1))
            {
              code = SQLITE_NOMEM;
              break;
            }
          if (is_same_text (self, statement, n_columns - 2))
            continue;
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
  OrmSearch *self = (OrmSearch *) derived;

  return gather (self, engine, ORM_SEARCH_LIST_ROWS, keys, error)
         && gather (self, engine, ORM_SEARCH_LIST_GONE, keys, error);
}

static gboolean
look (OrmDerived       *self,
      OrmSqliteEngine  *engine,
      gboolean         *exists,
      GError          **error)
{
  g_autofree char *sql =
    orm_derived_expand ("SELECT count (*) FROM sqlite_schema"
                        " WHERE name IN ('@_search', '@_search_text')", self->table->name);
  gint64 n_tables;

  if (!orm_sqlite_get_integer (engine, sql, &n_tables, error))
    return FALSE;
  *exists = n_tables == 2;
  return TRUE;
}

static char *
describe_stale (const char *name,
                guint       n_rows)
{
  /* Translators: %s is the name of a table in the file */
  const char *text = ngettext ("%s: the index for searches is out of step with %u row",
                               "%s: the index for searches is out of step with %u rows", n_rows);

  return g_strdup_printf (text, name, n_rows);
}

static const OrmDerivedClass search_class = {
  .what = "search",
  .rows = "@_search_text",
  .is_lasting = TRUE,
  .missing = N_("%s: the index for searches is missing"),
  .broken = N_("%s: the index for searches is broken"),
  .describe_stale = describe_stale,
  .create = orm_sql_create_search,
  .look = look,
  .list_stale = list_stale,
  .update_row = update_row,
  .probe = probe,
  .drop = drop,
  .free = free_search,
};

/* Returns: (transfer full): the index of a table that has searchable columns */
OrmDerived *
orm_search_new (OrmTable *table)
{
  OrmSearch *self = g_new0 (OrmSearch, 1);

  orm_derived_init (&self->derived, &search_class, table, table->searchable, MARK);
  self->words = g_string_new (NULL);
  self->codes = g_string_new (NULL);
  self->tokens = g_string_new (NULL);
  return &self->derived;
}

/* Appends tokens as a string of FTS5's own language, without the space at their end. */
static void
append_string (GString    *expression,
               const char *tokens,
               gsize       length)
{
  g_string_append_c (expression, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (tokens[i] == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, tokens[i]);
    }
  g_string_append_c (expression, '"');
}

/* A word is found as the beginning of a word or as part of a code. */
static void
append_word (OrmSearch  *self,
             GString    *expression,
             const char *word)
{
  gboolean has_codes = self->derived.table->search_anywhere != 0;
  gboolean has_words = self->derived.table->searchable != self->derived.table->search_anywhere;

  g_string_append (expression, expression->len > 0 ? " AND (" : "(");
  if (has_words)
    {
      append_string (expression, word, base_search_word_length (word));
      g_string_append (expression, has_codes ? " * OR " : " *");
    }
  if (has_codes)
    {
      gboolean is_beginning;

      g_string_truncate (self->tokens, 0);
      is_beginning = base_search_append_part (self->tokens, word);
      append_string (expression, self->tokens->str, self->tokens->len - 1);
      g_string_append (expression, is_beginning ? " *" : "");
    }
  g_string_append_c (expression, ')');
}

static GArray *
find_keys (OrmSearch        *self,
           OrmSqliteEngine  *engine,
           char            **words,
           GError          **error)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = prepare (self, engine, ORM_SEARCH_FIND, error);
  int code;

  if (statement == NULL)
    return NULL;
  for (guint i = 0; words[i] != NULL; i++)
    append_word (self, expression, words[i]);
  sqlite3_bind_text (statement, 1, expression->str, expression->len, SQLITE_STATIC);
  while ((code = orm_sqlite_step (engine, statement)) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      g_array_append_val (keys, key);
    }
  if (code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&keys) : NULL;
}

/* Finds the rows that have all of some words. Where the table has no index, or none that is known
 * to hold, nothing is found and the rows themselves are to be asked. Returns: %FALSE if it was
 * cancelled, or the disk fails */
gboolean
orm_sqlite_search (OrmSqliteEngine  *self,
                   OrmTable         *table,
                   char            **words,
                   OrmKeySet       **found,
                   GError          **error)
{
  OrmDerived *derived = orm_sqlite_get_table (self, table)->derived[ORM_DERIVED_SEARCH];
  g_autoptr (GError) local_error = NULL;
  gboolean usable;
  GArray *keys;

  *found = NULL;
  if (derived == NULL || *words == NULL)
    return TRUE;
  if (!orm_derived_is_usable (derived, self, &usable, error))
    return FALSE;
  if (!usable)
    return TRUE;
  keys = find_keys ((OrmSearch *) derived, self, words, &local_error);
  if (keys != NULL)
    *found = orm_key_set_new (keys);
  else if (orm_derived_is_broken (self))
    derived->is_complete = FALSE;
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
