#include "bench-sort.h"

#include <locale.h>

#include "base/base-text.h"

/* What the rows alone do not tell SQLite: by which bytes their names sort. The mapper's side makes
 * them by the same function. */

struct _BenchSort
{
  Bench *bench;
  sqlite3_stmt *add, *remove;
  locale_t locale;
  GString *name_key;
};

BenchSort *
bench_sort_new (Bench *bench)
{
  BenchSort *self = g_new0 (BenchSort, 1);

  self->bench = bench;
  self->add =
    bench_prepare (bench, "INSERT INTO product_sort (row_id, hash, name_key) VALUES (?, ?, ?)");
  self->remove = bench_prepare (bench, "DELETE FROM product_sort WHERE row_id = ?");
  self->locale = newlocale (LC_ALL_MASK, setlocale (LC_COLLATE, NULL), (locale_t) 0);
  self->name_key = g_string_new (NULL);
  return self;
}

void
bench_sort_free (BenchSort *self)
{
  sqlite3_finalize (self->add);
  sqlite3_finalize (self->remove);
  freelocale (self->locale);
  g_string_free (self->name_key, TRUE);
  g_free (self);
}

/* Keeps the key of a new product that has neither supplier nor location. */
void
bench_sort_add (BenchSort  *self,
                gint64      key,
                const char *name)
{
  g_string_truncate (self->name_key, 0);
  base_text_append_sort_key (self->name_key, name, self->locale);
  sqlite3_bind_int64 (self->add, 1, key);
  sqlite3_bind_int64 (self->add, 2, g_str_hash (name));
  sqlite3_bind_blob (self->add, 3, self->name_key->str, self->name_key->len, SQLITE_STATIC);
  bench_run (self->bench, self->add);
}

void
bench_sort_remove (BenchSort *self,
                   gint64     key)
{
  sqlite3_bind_int64 (self->remove, 1, key);
  bench_run (self->bench, self->remove);
}
