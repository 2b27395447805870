#pragma once

/* Private to the mapper: what an engine puts into a summary. */

#include "orm/orm-summary.h"

G_BEGIN_DECLS

OrmSummary *orm_summary_new       (guint           n_aggregates);
void        orm_summary_add_group (OrmSummary     *self,
                                   OrmValue        group,
                                   const OrmTotal *totals);

G_END_DECLS
