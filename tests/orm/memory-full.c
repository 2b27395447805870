#include "memory-full.h"

#include <sqlite3.h>

static struct
{
  guint n_calls;
  guint first; /* the first allocation that fails; 0: none */
  guint n_failing;
} memory;

static sqlite3_mem_methods real;

/* Counts an allocation. Returns: whether there is memory for it */
static gboolean
meet_call (void)
{
  guint call = ++memory.n_calls;

  return memory.first == 0 || call < memory.first || call - memory.first >= memory.n_failing;
}

static void *
allocate (int size)
{
  return meet_call () ? real.xMalloc (size) : NULL;
}

static void *
reallocate (void *block,
            int   size)
{
  return meet_call () ? real.xRealloc (block, size) : NULL;
}

/* Puts the counting allocator before the usual one. Small blocks of a connection's own store
 * (lookaside) would pass it by, so there is none. */
void
memory_full_install (void)
{
  sqlite3_mem_methods counting;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real), ==, SQLITE_OK);
  counting = real;
  counting.xMalloc = allocate;
  counting.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &counting), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
}

/* Lets allocations fail, counted from 1 from now on. */
void
memory_full_fail_from (guint allocation,
                       guint n_allocations)
{
  memory.n_calls = 0;
  memory.first = allocation;
  memory.n_failing = n_allocations;
}

/* There is memory enough. */
void
memory_full_heal (void)
{
  memory.first = 0;
}

/* Returns: how many allocations there have been since memory_full_fail_from() */
guint
memory_full_get_calls (void)
{
  return memory.n_calls;
}
