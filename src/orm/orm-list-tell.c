#include "orm/orm-list-private.h"

#include <string.h>

/* How a list becomes another and tells of it. */

/* Two runs of more rows than this are not told as one change of both: GTK looks for every row that
 * went among all that came. */
#define LARGE 1000

static gint64
key_at (GArray *keys,
        guint   position)
{
  return g_array_index (keys, gint64, position);
}

/* The run of a list that is replaced: what stands before and after it stays. */
typedef struct
{
  guint start;
  guint n_old;
  guint n_new;
} Run;

static Run
find_run (GArray *old_keys,
          GArray *new_keys)
{
  guint n_old = old_keys->len, n_new = new_keys->len;
  Run run = { 0, n_old, n_new };

  while (run.start < MIN (n_old, n_new)
         && key_at (old_keys, run.start) == key_at (new_keys, run.start))
    run.start++;
  while (MIN (n_old, n_new) > run.start
         && key_at (old_keys, n_old - 1) == key_at (new_keys, n_new - 1))
    n_old--, n_new--;
  run.n_old = n_old - run.start;
  run.n_new = n_new - run.start;
  return run;
}

/* Replaces part of the keys and tells of it. Each signal leaves a list that is what was told. */
void
orm_list_splice (OrmList      *self,
                 guint         position,
                 guint         n_removed,
                 const gint64 *added,
                 guint         n_added)
{
  if (n_removed > n_added)
    g_array_remove_range (self->keys, position, n_removed - n_added);
  else if (n_added > n_removed)
    g_array_insert_vals (self->keys, position, added, n_added - n_removed);
  if (n_added > 0)
    memcpy (&g_array_index (self->keys, gint64, position), added, n_added * sizeof *added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static gboolean
same_keys (const gint64 *a,
           const gint64 *b,
           guint         n)
{
  return memcmp (a, b, n * sizeof *a) == 0;
}

/* One row that goes from one place to another is told as that. Returns: whether it was one */
static gboolean
move_one (OrmList      *self,
          Run           run,
          const gint64 *added)
{
  const gint64 *removed = &g_array_index (self->keys, gint64, run.start);
  guint last = run.n_old - 1;
  gint64 key;

  if (run.n_old != run.n_new || run.n_old < 2)
    return FALSE;
  if (removed[0] == added[last] && same_keys (removed + 1, added, last))
    {
      key = removed[0];
      orm_list_splice (self, run.start, 1, NULL, 0);
      orm_list_splice (self, run.start + last, 0, &key, 1);
      return TRUE;
    }
  if (removed[last] == added[0] && same_keys (removed, added + 1, last))
    {
      key = removed[last];
      orm_list_splice (self, run.start + last, 1, NULL, 0);
      orm_list_splice (self, run.start, 0, &key, 1);
      return TRUE;
    }
  return FALSE;
}

/* A sort: pages that somebody looks at are told one by one, the gaps between them whole, so that
 * GTK has no row to look for among those of a gap. */
static void
replace_by_pages (OrmList      *self,
                  Run           run,
                  const gint64 *added)
{
  g_autoptr (GHashTable) seen = g_steal_pointer (&self->seen);
  guint end = run.start + run.n_new;
  guint next;

  self->seen = g_hash_table_new (NULL, NULL);
  for (guint position = run.start; position < end; position = next)
    {
      guint page = position / ORM_LIST_PAGE;
      gboolean is_seen = g_hash_table_contains (seen, GUINT_TO_POINTER (page));

      do
        next = ++page * ORM_LIST_PAGE;
      while (!is_seen && next < end && !g_hash_table_contains (seen, GUINT_TO_POINTER (page)));
      next = MIN (next, end);
      orm_list_splice (self, position, next - position, added + position - run.start,
                       next - position);
    }
}

/* Lets a list have other keys, and tells as little as can be. */
void
orm_list_replace (OrmList *self,
                  GArray  *new_keys)
{
  Run run = find_run (self->keys, new_keys);
  const gint64 *added = &g_array_index (new_keys, gint64, run.start);

  if (run.n_old == 0 && run.n_new == 0)
    return;
  if (move_one (self, run, added))
    return;
  if (run.n_old > LARGE && run.n_new > LARGE)
    {
      if (run.n_old == run.n_new)
        {
          replace_by_pages (self, run, added);
          return;
        }
      orm_list_splice (self, run.start, run.n_old, NULL, 0);
      run.n_old = 0;
    }
  orm_list_splice (self, run.start, run.n_old, added, run.n_new);
}

/* Lets objects stand where there were none to be had. */
void
orm_list_replace_ghosts (OrmList *self)
{
  g_autoptr (GHashTable) ghosts = g_steal_pointer (&self->ghosts);

  for (guint i = 0; ghosts != NULL && i < self->keys->len; i++)
    {
      gint64 key = key_at (self->keys, i);

      if (g_hash_table_contains (ghosts, &key))
        orm_list_splice (self, i, 1, &key, 1);
    }
}
