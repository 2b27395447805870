#pragma once

/* Private to the mapper: what is inside a query, for engines to read. */

#include "orm/orm-query.h"
#include "orm/orm-table.h"

G_BEGIN_DECLS

typedef enum
{
  ORM_CONDITION_COMPARE,
  ORM_CONDITION_COMPARE_PROPERTIES,
  ORM_CONDITION_IS_NULL,
  ORM_CONDITION_BETWEEN,
  ORM_CONDITION_IN,
  ORM_CONDITION_LIKE,
  ORM_CONDITION_CONTAINS_WORD,
  ORM_CONDITION_REFERS_TO, /* or has, where the property is a list */
  ORM_CONDITION_HAS,
  ORM_CONDITION_SEARCH,
  ORM_CONDITION_AND,
  ORM_CONDITION_OR,
  ORM_CONDITION_NOT,
} OrmConditionKind;

struct _OrmCondition
{
  gatomicrefcount ref_count;
  OrmConditionKind kind;
  OrmOperator op;
  char *property;
  char *other_property;
  OrmValue value;      /* owned */
  OrmValue other_value; /* owned; of between */
  GArray *values;      /* OrmValue, owned; of in */
  OrmRecord *record;   /* owned */
  char **words;        /* folded */
  GPtrArray *children; /* OrmCondition; of HAS at most one, of the members' class */
};

typedef struct
{
  char *property; /* NULL: by the product */
  OrmProduct product;
  OrmDirection direction;
} OrmOrder;

/* Called for each reference that a path goes through, and for the column at its end. */
typedef void (*OrmPathFunc) (OrmTable *table,
                             guint     column,
                             gboolean  is_last,
                             gpointer  user_data);

void             orm_path_walk            (OrmTable         *table,
                                           const char       *path,
                                           OrmPathFunc       func,
                                           gpointer          user_data);
const OrmBackReference *orm_path_find_list (OrmTable   *table,
                                           const char       *path,
                                           char            **key_path);
OrmTable        *orm_query_get_table      (OrmQuery         *self);
OrmCondition    *orm_query_get_condition  (OrmQuery         *self);
const OrmOrder  *orm_query_get_order      (OrmQuery         *self,
                                           guint            *n_orders);
const char *const *orm_query_get_paths    (OrmQuery         *self,
                                           guint            *n_paths);
void             orm_query_keep           (OrmQuery         *self,
                                           GPtrArray        *objects);
void             orm_query_keep_as        (OrmQuery         *self,
                                           OrmQuery         *other);
guint            orm_query_get_limit      (OrmQuery         *self);
guint            orm_query_get_offset     (OrmQuery         *self);
gboolean         orm_query_depends_on_rows (OrmQuery    *self,
                                           OrmTable         *table);
gboolean         orm_query_depends_on     (OrmQuery         *self,
                                           OrmTable         *table,
                                           guint64           columns);

G_END_DECLS
