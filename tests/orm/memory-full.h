#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A memory that runs out: SQLite's allocator from memory_full_install() on, which has to come
 * before anything that SQLite does. Every allocation is counted and can fail; GLib's own, which
 * ends the program when there is no memory, is another one. */

void  memory_full_install   (void);
void  memory_full_fail_from (guint allocation,
                             guint n_allocations);
void  memory_full_heal      (void);
guint memory_full_get_calls (void);

G_END_DECLS
