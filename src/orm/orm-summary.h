#pragma once

#include "orm/orm-query.h"

G_BEGIN_DECLS

typedef enum
{
  ORM_COUNT,       /* how many rows */
  ORM_SUM,         /* of an integer property, exact; of a real one */
  ORM_SUM_PRODUCT, /* of quantity times price, say; exact */
  ORM_AVERAGE,     /* of an integer property, exact; of a real one */
  ORM_LEAST,       /* of any property; text is compared as the file does, not by language */
  ORM_MOST,
} OrmFunction;

/**
 * OrmAggregate:
 * @function: what to compute
 * @property: the property it is computed of; NULL for counts and products
 * @product: for %ORM_SUM_PRODUCT
 * @where: (nullable): only rows for which this holds count; not taken over
 */
typedef struct
{
  OrmFunction function;
  const char *property;
  OrmProduct product;
  OrmCondition *where;
} OrmAggregate;

__extension__ typedef __int128 OrmTotal;

/**
 * OrmSummary:
 *
 * What orm_session_summarize() found: a row a group, a column an aggregate. Totals of integers are
 * exact in 128 bits, and an average is kept as its total and how many made it. A sum of products
 * that has to be divided is rounded half away from zero once, at its end.
 */
typedef struct _OrmSummary OrmSummary;

guint    orm_summary_get_n_groups (const OrmSummary *self);
OrmValue orm_summary_get_group    (const OrmSummary *self,
                                   guint             group);
OrmValue orm_summary_get_group_part (const OrmSummary *self,
                                     guint             group,
                                     guint             part);
OrmTotal orm_summary_get_total    (const OrmSummary *self,
                                   guint             group,
                                   guint             aggregate);
gint64   orm_summary_get_count    (const OrmSummary *self,
                                   guint             group,
                                   guint             aggregate);
gboolean orm_summary_get_average  (const OrmSummary *self,
                                   guint             group,
                                   guint             aggregate,
                                   guint             decimals,
                                   OrmTotal         *average);
OrmValue orm_summary_get_value    (const OrmSummary *self,
                                   guint             group,
                                   guint             aggregate);
void     orm_summary_free         (OrmSummary       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmSummary, orm_summary_free)

G_END_DECLS
