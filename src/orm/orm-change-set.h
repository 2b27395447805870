#pragma once

#include "orm/orm-record.h"

G_BEGIN_DECLS

/**
 * OrmChangeSet:
 *
 * What a commit, an undo or a redo did to rows, whichever way: by object, by bulk statement, by a
 * foreign key's rule. A row made and deleted in the same transaction is not in it.
 */
typedef struct _OrmChangeSet OrmChangeSet;

#define ORM_TYPE_CHANGE_SET (orm_change_set_get_type ())
GType orm_change_set_get_type (void);

typedef enum
{
  ORM_ROW_INSERTED,
  ORM_ROW_UPDATED,
  ORM_ROW_DELETED,
} OrmRowChangeKind;

/**
 * OrmRowChange:
 * @key: the primary key of the row
 * @kind: what became of it
 */
typedef struct
{
  gint64 key;
  OrmRowChangeKind kind;
  /*< private >*/
  OrmTable *table;
  guint64 columns;
} OrmRowChange;

const OrmRowChange *orm_change_set_get_rows (const OrmChangeSet *self,
                                             GType               type,
                                             guint              *n_rows);
gboolean            orm_row_change_has      (const OrmRowChange *self,
                                             const char         *property);
OrmChangeSet       *orm_change_set_ref      (OrmChangeSet       *self);
void                orm_change_set_unref    (OrmChangeSet       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmChangeSet, orm_change_set_unref)

/*< private >*/
OrmChangeSet       *orm_change_set_new      (GArray             *rows);

G_END_DECLS
