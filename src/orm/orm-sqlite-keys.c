#include "orm/orm-sqlite-keys.h"

/* A set of bits may be so many bytes large. */
#define MAX_BYTES (64 * 1024 * 1024)

#define POINTER_TYPE "orm-key-set"

static gint64
key_at (const OrmKeySet *self,
        guint            index)
{
  return g_array_index (self->keys, gint64, index);
}

/* Makes the set of bits, unless the keys lie too far apart. */
static void
fill_bits (OrmKeySet *self)
{
  guint n = self->keys->len;
  guint64 span = n > 0 ? (guint64) key_at (self, n - 1) - (guint64) key_at (self, 0) : 0;

  if (n == 0 || span / 8 >= MAX_BYTES)
    return;
  self->bits = g_malloc0 (span / 8 + 1);
  for (guint i = 0; i < n; i++)
    {
      guint64 bit = (guint64) key_at (self, i) - (guint64) key_at (self, 0);

      self->bits[bit / 8] |= 1 << bit % 8;
    }
}

/* Returns: (transfer full): a set of keys, which are gint64 in ascending order and taken over */
OrmKeySet *
orm_key_set_new (GArray *keys)
{
  OrmKeySet *self = g_new0 (OrmKeySet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->keys = keys;
  fill_bits (self);
  return self;
}

OrmKeySet *
orm_key_set_ref (OrmKeySet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
orm_key_set_unref (OrmKeySet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->keys);
  g_free (self->bits);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

gboolean
orm_key_set_contains (const OrmKeySet *self,
                      gint64           key)
{
  guint n = self->keys->len;
  guint64 bit;

  if (n == 0 || key < key_at (self, 0) || key > key_at (self, n - 1))
    return FALSE;
  if (self->bits == NULL)
    return g_array_binary_search (self->keys, &key, compare, NULL);
  bit = (guint64) key - (guint64) key_at (self, 0);
  return self->bits[bit / 8] >> bit % 8 & 1;
}

static void
unref_bound (gpointer set)
{
  orm_key_set_unref (set);
}

/* Binds the set for orm_in (). The statement keeps it until something else is bound. */
void
orm_key_set_bind (OrmKeySet    *self,
                  sqlite3_stmt *statement,
                  int           index)
{
  sqlite3_bind_pointer (statement, index, orm_key_set_ref (self), POINTER_TYPE, unref_bound);
}

/* orm_in (set, key): whether the key is in the set. */
void
orm_key_set_call (sqlite3_context *context,
                  int              n_values,
                  sqlite3_value  **values)
{
  const OrmKeySet *set = sqlite3_value_pointer (values[0], POINTER_TYPE);

  sqlite3_result_int (context,
                      set != NULL && orm_key_set_contains (set, sqlite3_value_int64 (values[1])));
}
