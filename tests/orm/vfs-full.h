#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk that fails: SQLite's default file system from vfs_full_install() on, which is the usual
 * one until it is told to fail. Calls that change something are counted and fail: writes,
 * truncations, syncs, and the growth of the shared memory file; with VFS_ANY_ERROR also those that
 * open, read, look, lock and delete. With VFS_DEATH the process is killed at a call, with half of
 * what it writes written; deletions count then too. */

/* What a disk can say to a call. */
typedef enum
{
  VFS_DISK_FULL,
  VFS_IO_ERROR,
  VFS_ANY_ERROR,
  VFS_DEATH,
} VfsFault;

void  vfs_full_install   (void);
void  vfs_full_allow     (gint64   bytes);
void  vfs_full_fail_from (guint    call,
                          guint    n_calls,
                          VfsFault fault);
void  vfs_full_heal      (void);
guint vfs_full_get_calls (void);

G_END_DECLS
