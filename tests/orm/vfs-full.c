#include "vfs-full.h"

#include <signal.h>
#include <sqlite3.h>

static struct
{
  gint64 bytes_left; /* -1: a disk without end */
  guint n_calls;
  guint first;       /* the first call that fails; 0: none */
  guint n_failing;
  VfsFault fault;
} disk = { .bytes_left = -1 };

static sqlite3_vfs *real_vfs;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* behind this struct, in the same block */
} File;

#define REAL(file) (((File *) (file))->real)

/* Counts a call that changes something. Returns: what it is answered, SQLITE_OK if it may go on */
static int
meet_call (int io_error)
{
  guint call = ++disk.n_calls;

  if (disk.first == 0 || call < disk.first || call - disk.first >= disk.n_failing)
    return SQLITE_OK;
  if (disk.fault == VFS_DEATH)
    raise (SIGKILL);
  return disk.fault == VFS_DISK_FULL ? SQLITE_FULL : io_error;
}

/* The same of a call that changes nothing. */
static int
meet_look (int io_error)
{
  return disk.fault == VFS_ANY_ERROR ? meet_call (io_error) : SQLITE_OK;
}

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file  *file,
           void          *bytes,
           int            length,
           sqlite3_int64  offset)
{
  int code = meet_look (SQLITE_IOERR_READ);

  return code != SQLITE_OK ? code
                           : REAL (file)->pMethods->xRead (REAL (file), bytes, length, offset);
}

/* A full disk takes what overwrites, and nothing that grows. */
static int
file_write (sqlite3_file  *file,
            const void    *bytes,
            int            length,
            sqlite3_int64  offset)
{
  sqlite3_int64 size;
  int code;

  if (disk.fault == VFS_DEATH && disk.n_calls + 1 == disk.first)
    REAL (file)->pMethods->xWrite (REAL (file), bytes, length / 2, offset);
  code = meet_call (SQLITE_IOERR_WRITE);
  if (code != SQLITE_OK)
    return code;
  if (disk.bytes_left >= 0)
    {
      REAL (file)->pMethods->xFileSize (REAL (file), &size);
      if (offset + length > size)
        {
          if (offset + length - size > disk.bytes_left)
            return SQLITE_FULL;
          disk.bytes_left -= offset + length - size;
        }
    }
  return REAL (file)->pMethods->xWrite (REAL (file), bytes, length, offset);
}

static int
file_truncate (sqlite3_file  *file,
               sqlite3_int64  size)
{
  int code = meet_call (SQLITE_IOERR_TRUNCATE);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xTruncate (REAL (file), size);
}

/* Nobody takes the power away, so there is nothing to wait for. */
static int
file_sync (sqlite3_file *file,
           int           flags)
{
  return meet_call (SQLITE_IOERR_FSYNC);
}

static int
file_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  int code = meet_look (SQLITE_IOERR_FSTAT);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file,
           int           level)
{
  int code = meet_look (SQLITE_IOERR_LOCK);

  return code != SQLITE_OK ? code : REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
file_unlock (sqlite3_file *file,
             int           level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
file_check_reserved_lock (sqlite3_file *file,
                          int          *answer)
{
  int code = meet_look (SQLITE_IOERR_CHECKRESERVEDLOCK);

  return code != SQLITE_OK ? code
                           : REAL (file)->pMethods->xCheckReservedLock (REAL (file), answer);
}

static int
file_control (sqlite3_file *file,
              int           op,
              void         *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
file_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
file_shm_map (sqlite3_file   *file,
              int             page,
              int             page_size,
              int             extend,
              void volatile **memory)
{
  int code = extend ? meet_call (SQLITE_IOERR_SHMSIZE) : meet_look (SQLITE_IOERR_SHMMAP);

  *memory = NULL;
  return code != SQLITE_OK ? code
                           : REAL (file)->pMethods->xShmMap (REAL (file), page, page_size, extend,
                                                             memory);
}

static int
file_shm_lock (sqlite3_file *file,
               int           offset,
               int           n,
               int           flags)
{
  int code = flags & SQLITE_SHM_LOCK ? meet_look (SQLITE_IOERR_SHMLOCK) : SQLITE_OK;

  return code != SQLITE_OK ? code
                           : REAL (file)->pMethods->xShmLock (REAL (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
file_shm_unmap (sqlite3_file *file,
                int           delete_it)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), delete_it);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_device_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
vfs_open (sqlite3_vfs  *vfs,
          const char   *name,
          sqlite3_file *file,
          int           flags,
          int          *out_flags)
{
  int code = meet_look (SQLITE_CANTOPEN);

  file->pMethods = NULL;
  if (code != SQLITE_OK)
    return code;
  REAL (file) = (sqlite3_file *) ((File *) file + 1);
  code = real_vfs->xOpen (real_vfs, name, REAL (file), flags, out_flags);
  if (REAL (file)->pMethods != NULL)
    file->pMethods = &methods;
  return code;
}

static int
vfs_delete (sqlite3_vfs *vfs,
            const char  *name,
            int          sync_folder)
{
  int code = disk.fault == VFS_DEATH ? meet_call (SQLITE_IOERR_DELETE)
                                     : meet_look (SQLITE_IOERR_DELETE);

  return code != SQLITE_OK ? code : real_vfs->xDelete (real_vfs, name, sync_folder);
}

static int
vfs_access (sqlite3_vfs *vfs,
            const char  *name,
            int          flags,
            int         *answer)
{
  int code = meet_look (SQLITE_IOERR_ACCESS);

  *answer = 0;
  return code != SQLITE_OK ? code : real_vfs->xAccess (real_vfs, name, flags, answer);
}

/* Makes the failing disk the default one, of every connection opened after. */
void
vfs_full_install (void)
{
  static sqlite3_vfs vfs;

  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "full";
  vfs.szOsFile = sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

/* Leaves room for so many bytes more on the disk; -1: without end. */
void
vfs_full_allow (gint64 bytes)
{
  disk.bytes_left = bytes;
}

/* Lets calls fail, counted from 1 from now on. */
void
vfs_full_fail_from (guint    call,
                    guint    n_calls,
                    VfsFault fault)
{
  disk.n_calls = 0;
  disk.first = call;
  disk.n_failing = n_calls;
  disk.fault = fault;
}

/* The disk is as good as new. */
void
vfs_full_heal (void)
{
  vfs_full_fail_from (0, 0, VFS_IO_ERROR);
  vfs_full_allow (-1);
}

/* Returns: how many calls there have been since vfs_full_fail_from() or vfs_full_heal() */
guint
vfs_full_get_calls (void)
{
  return disk.n_calls;
}
