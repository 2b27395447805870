#pragma once

/* Private to the SQLite engine: how a file is brought in step with the classes. */

#include "orm/orm-sqlite-layout.h"

G_BEGIN_DECLS

/* The statements that do it, in order. */
typedef struct
{
  guint version;         /* of the file before */
  GPtrArray *steps;      /* SQL text; behind the last one stands NULL */
  guint n_steps;
  guint n_before;        /* so many are run before the functions of the versions */
  gboolean changes_rows; /* FALSE: only indexes are made, from which nothing can be lost */
} OrmPlan;

OrmPlan *orm_plan_new      (OrmSchema        *schema,
                            sqlite3          *db,
                            GError          **error);
void     orm_plan_free     (OrmPlan          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmPlan, orm_plan_free)

/* orm-sqlite-rebuild.c: while a plan is made */
typedef struct
{
  OrmPlan *plan;
  OrmSchema *schema;
  sqlite3 *clone;       /* of the file, without rows: each step is tried there */
  OrmLayout *wanted;
  OrmLayout *found;     /* in the clone; read anew when steps have changed it */
  GPtrArray *kept;      /* SQL text: views and triggers that are made again at the end */
  GPtrArray *late;      /* what becomes of the journal, once its tables are as they should be */
  gboolean is_older;    /* of an older version: all is to be as in a new file */
  gboolean drops_last;  /* what a version does away with stays until its functions have run */
} OrmPlanner;

gboolean orm_planner_add        (OrmPlanner       *self,
                                 GError          **error,
                                 const char       *format,
                                 ...);
gboolean orm_planner_look       (OrmPlanner       *self,
                                 GError          **error);
gboolean orm_planner_keep_views (OrmPlanner       *self,
                                 GError          **error);
gboolean orm_planner_is_dropped (OrmPlanner       *self,
                                 const char       *table,
                                 const char       *column);
gboolean orm_planner_fit_table  (OrmPlanner       *self,
                                 const OrmObject  *wanted,
                                 GError          **error);

/* orm-sqlite-convert.c: what becomes of the journal */
void     orm_planner_rename_table  (OrmPlanner          *self,
                                    const char          *from,
                                    const char          *to);
void     orm_planner_rename_column (OrmPlanner          *self,
                                    const char          *table,
                                    const char          *from,
                                    const char          *to);
void     orm_planner_convert       (OrmPlanner          *self,
                                    const char          *table,
                                    const OrmDefinition *found,
                                    const OrmDefinition *wanted);

G_END_DECLS
