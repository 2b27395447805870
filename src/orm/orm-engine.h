#pragma once

#include <gio/gio.h>

#include "orm/orm-query.h"
#include "orm/orm-schema.h"
#include "orm/orm-step.h"
#include "orm/orm-summary.h"

G_BEGIN_DECLS

/**
 * OrmEngine:
 *
 * The database behind a session: an interface in terms of tables, records and queries, so that
 * the session knows no SQL. An engine is one connection and belongs to one thread at a time.
 */
#define ORM_TYPE_ENGINE (orm_engine_get_type ())
G_DECLARE_INTERFACE (OrmEngine, orm_engine, ORM, ENGINE, GObject)

/**
 * OrmRowFunc:
 * @values: one value a column of the table, in its order; valid during the call
 *
 * Called for each row that is read.
 */
typedef void (*OrmRowFunc) (const OrmValue *values,
                            gpointer        user_data);

/**
 * OrmChangeFunc:
 * @table: the table
 * @key: the row
 * @columns: a bit for each column that changed; all bits for a row that was made or deleted
 * @kind: 'i' made, 'u' changed, 'd' deleted
 *
 * Told for every row that a transaction changed, whichever way: by statement, by a foreign key's
 * rule, by undo.
 */
typedef void (*OrmChangeFunc) (OrmTable *table,
                               gint64    key,
                               guint64   columns,
                               char      kind,
                               gpointer  user_data);

typedef enum
{
  ORM_UNDO,
  ORM_REDO,
} OrmHistoryWay;

typedef enum
{
  ORM_SAVEPOINT_SET,
  ORM_SAVEPOINT_RELEASE,     /* it and those within it */
  ORM_SAVEPOINT_ROLLBACK_TO, /* it stays, those within it end */
} OrmSavepointAction;

/* A step of the history, as the file has it. */
typedef struct
{
  gint64 number;
  const char *name;
  gint64 time;
  gboolean undone;
} OrmStepInfo;

typedef void (*OrmStepFunc) (const OrmStepInfo *step,
                             gpointer           user_data);

typedef struct _OrmAssignment OrmAssignment;

struct _OrmEngineInterface
{
  GTypeInterface parent_iface;

  OrmSchema *(*get_schema)     (OrmEngine *self);
  gboolean   (*is_read_only)   (OrmEngine *self);
  guint64    (*get_statements) (OrmEngine *self);
  OrmEngine *(*open_again)     (OrmEngine *self, gboolean read_only, GError **error);
  void       (*set_cancellable)(OrmEngine *self, GCancellable *cancellable);
  gboolean   (*begin)          (OrmEngine *self, GError **error);
  gboolean   (*commit)         (OrmEngine *self, const char *step_name, GError **error);
  void       (*rollback)       (OrmEngine *self);
  gboolean   (*savepoint)      (OrmEngine *self, OrmSavepointAction action, guint number,
                                GError **error);

  gboolean   (*insert)         (OrmEngine *self, OrmTable *table, OrmRecord *record, gint64 *key,
                                GError **error);
  gboolean   (*update)         (OrmEngine *self, OrmTable *table, OrmRecord *record,
                                guint64 columns, GError **error);
  gboolean   (*park)           (OrmEngine *self, OrmTable *table, gint64 key, guint64 columns,
                                GError **error);
  gboolean   (*remove)         (OrmEngine *self, OrmTable *table, OrmRecord *record,
                                GError **error);

  gboolean   (*compute)        (OrmEngine *self, OrmTable *table, OrmRecord *record,
                                OrmRowFunc func, gpointer user_data, GError **error);
  gboolean   (*update_all)     (OrmEngine *self, OrmQuery *query,
                                const OrmAssignment *assignments, guint n_assignments,
                                guint64 *n_rows, GError **error);
  gboolean   (*remove_all)     (OrmEngine *self, OrmQuery *query, guint64 *n_rows, GError **error);

  gboolean   (*fetch)          (OrmEngine *self, OrmTable *table, const gint64 *keys, gsize n_keys,
                                OrmRowFunc func, gpointer user_data, GError **error);
  gboolean   (*select)         (OrmEngine *self, OrmQuery *query, OrmRowFunc func,
                                gpointer user_data, GError **error);
  gboolean   (*list_keys)      (OrmEngine *self, OrmQuery *query, GArray *keys, GError **error);
  OrmSummary *(*summarize)     (OrmEngine *self, OrmQuery *query, const char *group_by,
                                const OrmAggregate *aggregates, guint n_aggregates,
                                GError **error);

  char      *(*dup_step_name)  (OrmEngine *self, OrmHistoryWay way, GError **error);
  gboolean   (*move_history)   (OrmEngine *self, OrmHistoryWay way, GError **error);
  gboolean   (*go_to_step)     (OrmEngine *self, gint64 step, GError **error);

  gboolean   (*list_steps)     (OrmEngine *self, GArray *steps, GError **error);
  gboolean   (*read_steps)     (OrmEngine *self, const gint64 *steps, guint n_steps,
                                OrmStepFunc func, gpointer user_data, GError **error);
  gboolean   (*count_step_rows) (OrmEngine *self, gint64 step, gint64 *n_rows, GError **error);
  gboolean   (*read_changes)   (OrmEngine *self, gint64 step, OrmPastChangeFunc func,
                                gpointer user_data, GError **error);
  gboolean   (*list_values)    (OrmEngine *self, OrmTable *table, gint64 key, guint column,
                                GPtrArray *values, GError **error);
  gboolean   (*get_history_limit) (OrmEngine *self, OrmHistorySize *limit, GError **error);
  gboolean   (*set_history_limit) (OrmEngine *self, const OrmHistorySize *limit, GError **error);
  gboolean   (*measure_history)(OrmEngine *self, OrmHistorySize *size, GError **error);

  void       (*set_change_func)(OrmEngine *self, OrmChangeFunc func, gpointer user_data);
  gboolean   (*has_foreign_changes) (OrmEngine *self, gboolean *changed, GError **error);
  gboolean   (*needs_mending)  (OrmEngine *self);
  gboolean   (*mend)           (OrmEngine *self, GCancellable *cancellable, GError **error);
  gboolean   (*check)          (OrmEngine *self, GPtrArray *problems, GError **error);
};

OrmSchema *orm_engine_get_schema    (OrmEngine  *self);
gboolean   orm_engine_is_read_only  (OrmEngine  *self);
guint64    orm_engine_get_statements (OrmEngine *self);
gboolean   orm_engine_check         (OrmEngine  *self,
                                     GPtrArray  *problems,
                                     GError    **error);

G_END_DECLS
