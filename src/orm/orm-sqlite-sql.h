#pragma once

/* Private to the SQLite engine: SQL text, and nothing but text. */

#include "orm/orm-query-private.h"
#include "orm/orm-sqlite-engine.h"
#include "orm/orm-sqlite-keys.h"
#include "orm/orm-schema.h"
#include "orm/orm-summary.h"

G_BEGIN_DECLS

/* A statement, and the values to bind to it in order. */
typedef struct _OrmSql OrmSql;

struct _OrmSql
{
  GString *sql;
  GArray *values; /* OrmValue, owned */
  GArray *sets;   /* OrmSqlSet: bound in the place of a value */
  OrmSqliteEngine *engine; /* which is asked for what a search finds */
  GError *error;           /* why the statement could not be written: a search failed */
};

typedef struct
{
  guint index; /* of the value */
  OrmKeySet *set;
} OrmSqlSet;

OrmSql *orm_sql_new             (OrmSqliteEngine    *engine);
OrmSql *orm_sql_new_select      (OrmSqliteEngine    *engine,
                                 OrmQuery           *query,
                                 gboolean            whole_rows);
OrmSql *orm_sql_new_summary     (OrmSqliteEngine    *engine,
                                 OrmQuery           *query,
                                 GStrv               group_by,
                                 const OrmAggregate *aggregates,
                                 guint               n_aggregates);
void    orm_sql_free            (OrmSql             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmSql, orm_sql_free)

void    orm_json_append         (GString            *json,
                                 OrmValue            value);
void    orm_sql_append_name     (GString            *sql,
                                 const char         *name);
void    orm_sql_append_column_name (GString         *sql,
                                    OrmTable        *table,
                                    guint            column);
void    orm_sql_append_column   (GString            *sql,
                                 OrmTable           *table,
                                 guint               column);
const char *orm_sql_get_type    (const OrmColumn    *column);
gboolean orm_sql_is_never_null  (const OrmColumn    *column);
char   *orm_sql_create_table    (OrmTable           *table);
char   *orm_sql_index           (const char         *table_name,
                                 const char         *column_name);
char   *orm_sql_create_index    (OrmTable           *table,
                                 guint               column);
char   *orm_sql_create_schema   (OrmSchema          *schema);
extern const char orm_sql_meta_table[];
char   *orm_sql_create_search   (OrmTable           *table);
char   *orm_sql_search_row      (OrmTable           *table);
char   *orm_sql_search_rows     (OrmTable           *table);
char   *orm_sql_search_gone     (OrmTable           *table);
char   *orm_sql_create_sort     (OrmTable           *table);
char   *orm_sql_sort_row        (OrmTable           *table);
char   *orm_sql_sort_rows       (OrmTable           *table);
char   *orm_sql_sort_gone       (OrmTable           *table);
char   *orm_sql_sort_add        (OrmTable           *table);
char   *orm_sql_sort_set        (OrmTable           *table);
char   *orm_sql_sort_remove     (OrmTable           *table);
char   *orm_sql_watch_updates   (OrmTable           *table,
                                 guint               index,
                                 guint               column);
char   *orm_sql_watch_deletes   (OrmTable           *table,
                                 guint               index);
char   *orm_sql_insert          (OrmTable           *table);
char   *orm_sql_update          (OrmTable           *table,
                                 guint64             columns);
char   *orm_sql_park            (OrmTable           *table,
                                 guint64             columns);
char   *orm_sql_touch           (OrmTable           *table);
char   *orm_sql_delete          (OrmTable           *table);
char   *orm_sql_fetch           (OrmTable           *table);
char   *orm_sql_fetch_one       (OrmTable           *table);
char   *orm_sql_find_twice      (OrmTable           *table,
                                 guint               column);
char   *orm_sql_fetch_column    (OrmTable           *table,
                                 guint               column);
char   *orm_sql_list_beyond_ascii (OrmTable         *table,
                                   guint             column);
char   *orm_sql_find_same       (OrmTable           *table,
                                 guint               column);

/* orm-sqlite-history.c: the statements that make the journal */
extern const char orm_sql_step_table[];
extern const char orm_sql_change_table[];
extern const char orm_sql_shape_table[];

/* orm-sqlite-limit.c: the statement that makes the limit's table, in a file that has one */
extern const char orm_sql_setting_table[];

G_END_DECLS
