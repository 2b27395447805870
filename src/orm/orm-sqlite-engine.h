#pragma once

#include "orm/orm-engine.h"

G_BEGIN_DECLS

/**
 * OrmSqliteEngine:
 *
 * One connection to one SQLite file.
 */
#define ORM_TYPE_SQLITE_ENGINE (orm_sqlite_engine_get_type ())
G_DECLARE_FINAL_TYPE (OrmSqliteEngine, orm_sqlite_engine, ORM, SQLITE_ENGINE, GObject)

typedef enum
{
  ORM_OPEN_DEFAULT = 0,
  ORM_OPEN_CREATE = 1 << 0,    /* make the file where there is none */
  ORM_OPEN_READ_ONLY = 1 << 1, /* do not write, whatever the file allows */
  ORM_OPEN_WAIT = 1 << 2,      /* wait for another connection's write (five seconds) instead of
                                  answering busy at once: for threads, not for the main loop */
  ORM_OPEN_NO_HISTORY = 1 << 3, /* record nothing: what is written cannot be undone, and earlier
                                   steps can be only where it left their rows alone */
} OrmOpenFlags;

/* Why a file that was to be written was opened read-only, or is not as safe as others. */
typedef enum
{
  ORM_NOTICE_NONE,
  ORM_NOTICE_CREATED,   /* the file was made just now */
  ORM_NOTICE_READ_ONLY, /* the file or its folder cannot be written */
  ORM_NOTICE_NEWER,     /* a newer version of the program made it */
  ORM_NOTICE_MIGRATED,  /* it was brought to a new version: see orm_sqlite_engine_get_copy_path() */
} OrmNotice;

OrmEngine  *orm_sqlite_engine_open        (OrmSchema        *schema,
                                           const char       *path,
                                           OrmOpenFlags      flags,
                                           GError          **error);
const char *orm_sqlite_engine_get_path    (OrmSqliteEngine  *self);
OrmNotice   orm_sqlite_engine_get_notice  (OrmSqliteEngine  *self);
const char *orm_sqlite_engine_get_copy_path (OrmSqliteEngine *self);
gboolean    orm_sqlite_engine_checkpoint  (OrmSqliteEngine  *self);
gboolean    orm_sqlite_engine_check_derived (OrmSqliteEngine *self,
                                             GPtrArray       *findings,
                                             GError         **error);
gboolean    orm_sqlite_engine_mend        (OrmSqliteEngine  *self,
                                           GCancellable     *cancellable,
                                           GError          **error);

G_END_DECLS
