#include "orm/orm-sqlite-derived.h"

#include <stdlib.h>
#include <string.h>

#include "base/base-search.h"

/* The index of a table's searchable columns: an FTS5 table of tokens, made by base/base-search.c,
 * that keeps no text, and a plain table of the texts that were indexed, of which what is to be
 * removed from the index can be made again. No trigger writes them: with trusted_schema off SQLite
 * refuses that. The recorder's notes tell which rows a transaction changed, and before it ends
 * those are indexed anew. That an index cannot be written is no reason to refuse what the user did:
 * it is dropped, searches read the rows, and the next comparison makes it again. */

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

OrmSearch *
orm_search_new (OrmTable *table)
{
  OrmSearch *self = g_new0 (OrmSearch, 1);

  self->table = table;
  self->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->words = g_string_new (NULL);
  self->codes = g_string_new (NULL);
  self->tokens = g_string_new (NULL);
  return self;
}

static void
clear_statements (OrmSearch *self)
{
  for (guint i = 0; i < ORM_SEARCH_N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
}

void
orm_search_free (OrmSearch *self)
{
  clear_statements (self);
  g_array_unref (self->touched);
  g_string_free (self->words, TRUE);
  g_string_free (self->codes, TRUE);
  g_string_free (self->tokens, TRUE);
  g_free (self);
}

/* Returns: (transfer full): text in which each @ is a name */
static char *
expand (const char *text,
        const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "@", -1);

  return g_strjoinv (name, parts);
}

/* Returns: (transfer none) (nullable): one of the index's statements, prepared at its first use */
sqlite3_stmt *
orm_search_prepare (OrmSearch           *self,
                    OrmSqliteEngine     *engine,
                    OrmSearchStatement   which,
                    GError             **error)
{
  g_autofree char *sql = NULL;

  if (self->statements[which] != NULL)
    return self->statements[which];
  sql = statements[which].text != NULL ? expand (statements[which].text, self->table->name)
                                       : statements[which].write (self->table);
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
gboolean
orm_search_read_text (OrmSearch    *self,
                      sqlite3_stmt *row,
                      int           first)
{
  OrmTable *table = self->table;

  g_string_truncate (self->words, 0);
  g_string_truncate (self->codes, 0);
  for (guint i = 0; i < table->n_columns; i++)
    if (table->searchable >> i & 1)
      append_folded (table->search_anywhere >> i & 1 ? self->codes : self->words,
                     (const char *) sqlite3_column_text (row, first++));
  return sqlite3_errcode (sqlite3_db_handle (row)) != SQLITE_NOMEM;
}

/* Returns: whether words and codes, which begin at column @first, are those that were read */
gboolean
orm_search_same_text (OrmSearch    *self,
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

/* Steps a statement to its end. What the index itself does is not among the statements counted. */
static gboolean
run (OrmSqliteEngine  *engine,
     sqlite3_stmt     *statement,
     GError          **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_DONE)
    orm_sqlite_fail (engine, code, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
write_tokens (OrmSearch           *self,
              OrmSqliteEngine     *engine,
              OrmSearchStatement   which,
              gint64               key,
              GError             **error)
{
  sqlite3_stmt *statement = orm_search_prepare (self, engine, which, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_text (statement, 2, self->tokens->str, self->tokens->len, SQLITE_STATIC);
  return run (engine, statement, error);
}

static gboolean
remove_text (OrmSearch        *self,
             OrmSqliteEngine  *engine,
             gint64            key,
             GError          **error)
{
  sqlite3_stmt *statement = orm_search_prepare (self, engine, ORM_SEARCH_REMOVE_TEXT, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return run (engine, statement, error);
}

static gboolean
add_text (OrmSearch        *self,
          OrmSqliteEngine  *engine,
          gint64            key,
          GError          **error)
{
  sqlite3_stmt *statement = orm_search_prepare (self, engine, ORM_SEARCH_SET_TEXT, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  sqlite3_bind_text (statement, 2, self->words->str, self->words->len, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, self->codes->str, self->codes->len, SQLITE_STATIC);
  if (!run (engine, statement, error))
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

  *statement = orm_search_prepare (self, engine, which, error);
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
gboolean
orm_search_update_row (OrmSearch        *self,
                       OrmSqliteEngine  *engine,
                       gint64            key,
                       GError          **error)
{
  sqlite3_stmt *row, *text;
  gboolean exists, was_indexed, is_same, is_read;

  if (!seek (self, engine, ORM_SEARCH_READ_ROW, key, &row, &exists, error))
    return FALSE;
  is_read = !exists || orm_search_read_text (self, row, 0);
  sqlite3_reset (row);
  if (!is_read)
    return orm_sqlite_fail (engine, SQLITE_NOMEM, error);

  if (!seek (self, engine, ORM_SEARCH_READ_TEXT, key, &text, &was_indexed, error))
    return FALSE;
  is_same = exists == was_indexed && (!exists || orm_search_same_text (self, text, 0));
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
void
orm_search_drop (OrmSearch       *self,
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
  g_autofree char *sql = expand (text, self->table->name);
  g_autoptr (GError) error = NULL;

  clear_statements (self);
  self->exists = self->is_complete = FALSE;
  sqlite3_db_config (engine->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (!orm_sqlite_exec (engine, sql, &error))
    g_debug ("%s: the index for searches stays: %s", self->table->name, error->message);
  sqlite3_db_config (engine->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  orm_sqlite_set_mark (engine, self->table, "search", NULL, NULL);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Returns: whether what failed last is the index alone, not the disk or the memory */
gboolean
orm_search_is_broken (OrmSqliteEngine *engine)
{
  static const int codes[] = {
    SQLITE_ERROR, SQLITE_CORRUPT, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_SCHEMA,
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if ((sqlite3_errcode (engine->db) & 0xff) == codes[i])
      return TRUE;
  return FALSE;
}

/* Asks the index for anything, so that it fails here if it does and not in COMMIT: FTS5 writes what
 * it has gathered before it answers. */
gboolean
orm_search_probe (OrmSearch        *self,
                  OrmSqliteEngine  *engine,
                  GError          **error)
{
  sqlite3_stmt *statement = orm_search_prepare (self, engine, ORM_SEARCH_FIND, error);
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

static gboolean
update_touched (OrmSearch        *self,
                OrmSqliteEngine  *engine,
                GError          **error)
{
  guint first = self->n_indexed;
  gint64 last = 0;

  /* FTS5 gathers what it writes as long as the keys ascend. */
  qsort (&g_array_index (self->touched, gint64, first), self->touched->len - first, sizeof (gint64),
         compare_keys);
  for (guint i = first; i < self->touched->len; i++)
    {
      gint64 key = g_array_index (self->touched, gint64, i);

      if ((i == first || key != last) && !orm_search_update_row (self, engine, key, error))
        return FALSE;
      last = key;
    }
  self->n_indexed = self->touched->len;
  return orm_search_probe (self, engine, error);
}

/* Notes that a row was made, changed or deleted, as the recorder tells. */
void
orm_sqlite_search_note (OrmSqliteEngine *self,
                        OrmTable        *table,
                        gint64           key,
                        guint64          columns,
                        char             kind)
{
  OrmSearch *search;

  if ((table->searchable & columns) == 0)
    return;
  search = orm_sqlite_get_table (self, table)->search;
  if (search->exists)
    g_array_append_val (search->touched, key);
}

/* Indexes what was touched or, where the index cannot be written, takes back what was begun: FTS5
 * fails again at every statement else. */
static gboolean
update_safely (OrmSearch        *self,
               OrmSqliteEngine  *engine,
               gboolean         *is_broken,
               GError          **error)
{
  gboolean done = orm_sqlite_exec (engine, "SAVEPOINT orm_search", error)
                  && update_touched (self, engine, error);

  *is_broken = !done && orm_search_is_broken (engine);
  if (!done)
    orm_sqlite_exec (engine, "ROLLBACK TO orm_search", NULL);
  return orm_sqlite_exec (engine, "RELEASE orm_search", done ? error : NULL) && done;
}

static void
clear_touched (OrmSearch *self)
{
  g_array_set_size (self->touched, 0);
  self->n_indexed = 0;
}

/* Brings the indexes in step with what the transaction has done so far. */
gboolean
orm_sqlite_search_update (OrmSqliteEngine  *self,
                          GError          **error)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    {
      OrmSearch *search = self->tables[i].search;
      g_autoptr (GError) local_error = NULL;
      gboolean is_broken;

      if (search == NULL || search->touched->len == search->n_indexed
          || update_safely (search, self, &is_broken, &local_error))
        continue;
      if (!is_broken)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      clear_touched (search);
      orm_search_drop (search, self);
    }
  return TRUE;
}

/* At the end of a transaction: forgets which rows it touched. */
void
orm_sqlite_search_forget (OrmSqliteEngine *self)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL)
      clear_touched (self->tables[i].search);
}

/* After a part of the transaction was rolled back: what is left of it is to be indexed again. */
void
orm_sqlite_search_repeat (OrmSqliteEngine *self)
{
  for (guint i = 0; i < orm_schema_get_n_tables (self->schema); i++)
    if (self->tables[i].search != NULL)
      self->tables[i].search->n_indexed = 0;
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
  gboolean has_codes = self->table->search_anywhere != 0;
  gboolean has_words = self->table->searchable != self->table->search_anywhere;

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
  sqlite3_stmt *statement = orm_search_prepare (self, engine, ORM_SEARCH_FIND, error);
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
  OrmSearch *search = orm_sqlite_get_table (self, table)->search;
  g_autoptr (GError) local_error = NULL;
  GArray *keys;

  *found = NULL;
  if (search == NULL || *words == NULL || !search->is_complete)
    return TRUE;
  if (!orm_sqlite_search_update (self, error))
    return FALSE;
  if (!search->is_complete || (!search->is_large && !orm_sqlite_is_current (self)))
    return TRUE;
  keys = find_keys (search, self, words, &local_error);
  if (keys != NULL)
    *found = orm_key_set_new (keys);
  else if (orm_search_is_broken (self))
    search->is_complete = FALSE;
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
