#pragma once

/* Private to the mapper: how steps come about. */

#include "orm/orm-session.h"
#include "orm/orm-step.h"

G_BEGIN_DECLS

/* orm-step.c */
OrmStep    *orm_step_new         (OrmSession        *session,
                                  const OrmStepInfo *info);
void        orm_step_update      (OrmStep           *self,
                                  const OrmStepInfo *info);

/* orm-step-list.c */
#define ORM_TYPE_STEP_LIST (orm_step_list_get_type ())
G_DECLARE_FINAL_TYPE (OrmStepList, orm_step_list, ORM, STEP_LIST, GObject)

OrmStepList *orm_step_list_new    (OrmSession       *session);
void         orm_step_list_update (OrmStepList      *self);

G_END_DECLS
