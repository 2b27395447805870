#pragma once

/* Private to the SQLite engine: a query on its way to SQL text. */

#include "orm/orm-sqlite-sql.h"

G_BEGIN_DECLS

typedef struct
{
  OrmTable *table;
  GString *joins;
  GHashTable *aliases; /* path to number + 1 */
  OrmSql *statement;   /* which gets the values in the order of the text; not the writer's own */
  guint64 keyed;       /* mask of aliases whose sort keys are joined, as k0, k1, ... */
  gboolean from_keys;  /* the rows come in the order of k0, to which t0 is joined */
  gboolean only_keys;  /* there is k0 and no t0 */

  /* while a path is walked */
  GString *prefix;
  guint alias;
  GString *out;
} OrmSqlWriter;

void orm_sql_writer_init      (OrmSqlWriter *self,
                               OrmTable     *table,
                               OrmSql       *statement);
void orm_sql_writer_clear     (OrmSqlWriter *self);
void orm_sql_append_aliased   (GString      *sql,
                               guint         alias,
                               OrmTable     *table,
                               guint         column);
void orm_sql_append_path      (OrmSqlWriter *self,
                               GString      *sql,
                               const char   *path);
gboolean orm_sql_append_sort_key (OrmSqlWriter *self,
                                  GString      *sql,
                                  const char   *path);
void orm_sql_bind             (OrmSqlWriter *self,
                               GString      *sql,
                               OrmValue      value);
void orm_sql_append_condition (OrmSqlWriter *self,
                               GString      *sql,
                               OrmCondition *condition);

G_END_DECLS
