#pragma once

/* A disk that gets full: SQLite's own file functions, but for writing. */

#include <sqlite3.h>

static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  sqlite3_io_methods methods[2]; /* of the database itself, and of the files beside it */
  int (*write) (sqlite3_file *, const void *, int, sqlite3_int64);
  gint64 bytes_left;
} full_disk;

static int
full_disk_write (sqlite3_file *file,
                 const void   *data,
                 int           length,
                 sqlite3_int64 offset)
{
  full_disk.bytes_left -= length;
  if (full_disk.bytes_left < 0)
    return SQLITE_FULL;
  return full_disk.write (file, data, length, offset);
}

static int
full_disk_open (sqlite3_vfs  *vfs,
                const char   *name,
                sqlite3_file *file,
                int           flags,
                int          *out_flags)
{
  int code = full_disk.real->xOpen (full_disk.real, name, file, flags, out_flags);
  sqlite3_io_methods *methods = &full_disk.methods[(flags & SQLITE_OPEN_MAIN_DB) == 0];

  if (file->pMethods != NULL)
    {
      *methods = *file->pMethods;
      full_disk.write = methods->xWrite;
      methods->xWrite = full_disk_write;
      file->pMethods = methods;
    }
  return code;
}

/* From now on connections that are opened can write so many bytes, all together. */
static inline void
full_disk_begin (gint64 bytes)
{
  full_disk.real = sqlite3_vfs_find (NULL);
  full_disk.vfs = *full_disk.real;
  full_disk.vfs.zName = "full-disk";
  full_disk.vfs.xOpen = full_disk_open;
  full_disk.bytes_left = bytes;
  g_assert_cmpint (sqlite3_vfs_register (&full_disk.vfs, 1), ==, SQLITE_OK);
}

static inline void
full_disk_end (void)
{
  sqlite3_vfs_unregister (&full_disk.vfs);
  sqlite3_vfs_register (full_disk.real, 1);
}
