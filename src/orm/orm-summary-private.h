#pragma once

/* Private to the mapper: what an engine puts into a summary. */

#include "orm/orm-summary.h"

G_BEGIN_DECLS

typedef struct
{
  OrmTotal total;
  gint64 count;   /* of an average: how many made the total */
  OrmValue value; /* of the least, the most, and of reals; copied */
} OrmSummaryCell;

OrmSummary *orm_summary_new       (guint                 n_parts,
                                   guint                 n_aggregates);
void        orm_summary_add_group (OrmSummary           *self,
                                   const OrmValue       *parts,
                                   const OrmSummaryCell *cells);

G_END_DECLS
