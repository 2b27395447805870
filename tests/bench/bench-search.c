#include "bench-search.h"

#include "base/base-search.h"

/* What the rows alone do not tell SQLite: a table of the texts that are found, and one of their
 * tokens. The texts of the mapper's side are folded and cut by the same functions. */

struct _BenchSearch
{
  Bench *bench;
  sqlite3_stmt *add_text, *add_tokens, *read_text, *remove_text, *remove_tokens;
  GString *tokens;
};

BenchSearch *
bench_search_new (Bench *bench)
{
  BenchSearch *self = g_new0 (BenchSearch, 1);

  self->bench = bench;
  self->add_text = bench_prepare (
    bench, "INSERT INTO product_search_text (row_id, words, codes) VALUES (?, ?, ?)");
  self->add_tokens =
    bench_prepare (bench, "INSERT INTO product_search (rowid, tokens) VALUES (?, ?)");
  self->read_text =
    bench_prepare (bench, "SELECT words, codes FROM product_search_text WHERE row_id = ?");
  self->remove_text = bench_prepare (bench, "DELETE FROM product_search_text WHERE row_id = ?");
  self->remove_tokens = bench_prepare (
    bench, "INSERT INTO product_search (product_search, rowid, tokens) VALUES ('delete', ?, ?)");
  self->tokens = g_string_new (NULL);
  return self;
}

void
bench_search_free (BenchSearch *self)
{
  sqlite3_finalize (self->add_text);
  sqlite3_finalize (self->add_tokens);
  sqlite3_finalize (self->read_text);
  sqlite3_finalize (self->remove_text);
  sqlite3_finalize (self->remove_tokens);
  g_string_free (self->tokens, TRUE);
  g_free (self);
}

static void
write_tokens (BenchSearch  *self,
              sqlite3_stmt *s,
              gint64        key,
              const char   *words,
              const char   *codes)
{
  g_string_truncate (self->tokens, 0);
  base_search_append_words (self->tokens, words);
  base_search_append_codes (self->tokens, codes);
  sqlite3_bind_int64 (s, 1, key);
  sqlite3_bind_text (s, 2, self->tokens->str, self->tokens->len, SQLITE_STATIC);
  bench_run (self->bench, s);
}

/* Indexes a new product. FTS5 is quick only where the keys ascend. */
void
bench_search_add (BenchSearch *self,
                  gint64       key,
                  const char  *name,
                  const char  *sku)
{
  g_autofree char *words = base_search_fold (name);
  g_autofree char *codes = base_search_fold (sku);

  sqlite3_bind_int64 (self->add_text, 1, key);
  sqlite3_bind_text (self->add_text, 2, words, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->add_text, 3, codes, -1, SQLITE_STATIC);
  bench_run (self->bench, self->add_text);
  write_tokens (self, self->add_tokens, key, words, codes);
}

/* Takes a product out of the index, which has to be told what it said. */
void
bench_search_remove (BenchSearch *self,
                     gint64       key)
{
  sqlite3_stmt *s = self->read_text;

  sqlite3_bind_int64 (s, 1, key);
  if (sqlite3_step (s) != SQLITE_ROW)
    g_error ("product %" G_GINT64_FORMAT " is not in the index", key);
  write_tokens (self, self->remove_tokens, key, (const char *) sqlite3_column_text (s, 0),
                (const char *) sqlite3_column_text (s, 1));
  sqlite3_reset (s);
  sqlite3_bind_int64 (self->remove_text, 1, key);
  bench_run (self->bench, self->remove_text);
}
