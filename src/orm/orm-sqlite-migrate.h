#pragma once

/* Private to the SQLite engine: migrations are done here, planned in orm-sqlite-plan.c. */

#include "orm/orm-migration.h"
#include "orm/orm-sqlite-plan.h"

G_BEGIN_DECLS

/* Who hears how far it is, and may stop it. All of it may be NULL. */
typedef struct
{
  OrmProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;
  double fraction; /* of the whole, where it is by now */
} OrmWork;

/* orm-sqlite-migrate.c */
gboolean orm_sqlite_is_in_step   (OrmSqliteEngine  *self,
                                  gboolean         *in_step,
                                  GError          **error);
gboolean orm_sqlite_migrate      (OrmSqliteEngine  *self,
                                  char            **copy_path,
                                  OrmWork          *work,
                                  GError          **error);
gboolean orm_sqlite_migrate_file (OrmSchema        *schema,
                                  const char       *path,
                                  OrmOpenFlags      flags,
                                  char            **copy_path,
                                  OrmWork          *work,
                                  GError          **error);
OrmPlan *orm_sqlite_plan_file    (OrmSchema        *schema,
                                  const char       *path,
                                  GError          **error);
gboolean orm_sqlite_read_column  (OrmSqliteEngine  *self,
                                  OrmTable         *table,
                                  const char       *column_name,
                                  OrmColumnFunc     func,
                                  gpointer          user_data,
                                  GError          **error);

/* orm-sqlite-copy.c */
gboolean orm_sqlite_copy_pages   (sqlite3          *from,
                                  sqlite3          *to,
                                  OrmWork          *work,
                                  GError          **error);
char    *orm_sqlite_keep_copy    (OrmSqliteEngine  *self,
                                  guint             version,
                                  OrmWork          *work,
                                  GError          **error);
gboolean orm_work_report         (OrmWork          *self,
                                  double            fraction,
                                  GError          **error);
void     orm_work_watch          (OrmWork          *self,
                                  sqlite3          *db);

G_END_DECLS
