#pragma once

#include "orm/orm-column.h"

G_BEGIN_DECLS

typedef struct _OrmSession OrmSession;
typedef struct _OrmTable OrmTable;
typedef struct _OrmRecordClass OrmRecordClass;

#define ORM_TYPE_RECORD (orm_record_get_type ())
GType orm_record_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmRecord, g_object_unref)

#define ORM_RECORD(object) (G_TYPE_CHECK_INSTANCE_CAST ((object), ORM_TYPE_RECORD, OrmRecord))
#define ORM_IS_RECORD(object) (G_TYPE_CHECK_INSTANCE_TYPE ((object), ORM_TYPE_RECORD))
#define ORM_RECORD_CLASS(klass) (G_TYPE_CHECK_CLASS_CAST ((klass), ORM_TYPE_RECORD, OrmRecordClass))
#define ORM_RECORD_GET_CLASS(object) \
  (G_TYPE_INSTANCE_GET_CLASS ((object), ORM_TYPE_RECORD, OrmRecordClass))

/**
 * OrmRecordState:
 * @ORM_STATE_DETACHED: belongs to no session: just made, or its session has gone
 * @ORM_STATE_NEW: added to a session, has no row yet
 * @ORM_STATE_CLEAN: as its row
 * @ORM_STATE_DIRTY: changed since
 * @ORM_STATE_REMOVED: its row is to be deleted
 * @ORM_STATE_DELETED: its row is gone; kept by somebody who holds the object
 */
typedef enum
{
  ORM_STATE_DETACHED,
  ORM_STATE_NEW,
  ORM_STATE_CLEAN,
  ORM_STATE_DIRTY,
  ORM_STATE_REMOVED,
  ORM_STATE_DELETED,
} OrmRecordState;

/**
 * OrmRecord:
 *
 * The base of all models: an object that is a row. A class declares its columns in one table and
 * binds it in its class_init; fields are read directly or by property, and written by property,
 * which is what marks them dirty.
 */
struct _OrmRecord
{
  GObject parent_instance;

  /*< private >*/
  OrmSession *session; /* not owned: a session lets go of its records when it ends */
  guint64 dirty;       /* a bit a column */
  gpointer lists;      /* one a back-reference: the OrmList that somebody looks at, not owned, or an
                          OrmOne; NULL as long as there is none */
  OrmRecordState state;
};

struct _OrmRecordClass
{
  GObjectClass parent_class;

  /**
   * OrmRecordClass::validate:
   * @self: a record that is about to be written, new or changed
   * @error: return location for an error, of any domain
   *
   * Called by each flush before anything is written; a class may leave it out. What is refused is
   * rolled back as if the database had refused it. It may look at anything, and set properties of
   * @self itself. Rows that a statement changes in bulk are not asked.
   *
   * Returns: %TRUE if the record may be written
   */
  gboolean (*validate) (OrmRecord  *self,
                        GError    **error);

  /*< private >*/
  OrmTable *table;
};

void           orm_record_class_bind     (OrmRecordClass  *klass,
                                          const char      *table_name,
                                          const char      *label,
                                          const OrmColumn *columns,
                                          guint            n_columns);
void           orm_record_class_set_former_name (OrmRecordClass *klass,
                                                 const char     *table_name);
gint64         orm_record_get_key        (OrmRecord       *self);
OrmRecordState orm_record_get_state      (OrmRecord       *self);
OrmSession    *orm_record_get_session    (OrmRecord       *self);
gpointer       orm_record_get_reference  (OrmRecord       *self,
                                          const char      *property);
gpointer       orm_record_load_reference (OrmRecord       *self,
                                          const char      *property,
                                          GError         **error);
gint64         orm_record_get_reference_key (OrmRecord    *self,
                                             const char   *property);

G_END_DECLS
