#pragma once

#include "orm/orm-record.h"

G_BEGIN_DECLS

/**
 * OrmSchema:
 *
 * The classes that make up one kind of file. It pairs both ends of every relationship - which is
 * when the lists of the back-references come into being - and orders the tables so that a table
 * comes after those it refers to. Nothing in it changes after it is made: threads may share it.
 */
#define ORM_TYPE_SCHEMA (orm_schema_get_type ())
G_DECLARE_FINAL_TYPE (OrmSchema, orm_schema, ORM, SCHEMA, GObject)

/**
 * OrmMigrateFunc:
 * @session: a session on the file, whose tables are as the classes say
 * @error: return location for an error
 *
 * Brings data to a new version: changes and adds records; what is pending when it returns is
 * written. It runs in the transaction of the migration, records no step, and no delete rule is
 * applied meanwhile: what refers to nothing at the end undoes the whole migration. A column that
 * the class does not have any more is read with orm_migration_read_column().
 *
 * Returns: whether it could be done; if not, the file stays as it was
 */
typedef gboolean (*OrmMigrateFunc) (OrmSession  *session,
                                    GError     **error);

/**
 * OrmVersion:
 * @version: what it is for: a file of a lower version gets it
 * @dropped: (nullable) (array zero-terminated=1): the columns ("table.column") and tables that this
 *   version does away with; what else the classes do not have stays in the file
 * @migrate: (nullable): what becomes of the data
 *
 * What a new version of the tables does that the classes do not say by themselves.
 */
typedef struct
{
  guint version;
  const char *const *dropped;
  OrmMigrateFunc migrate;
} OrmVersion;

OrmSchema  *orm_schema_new                (guint32     application_id,
                                           guint       version,
                                           GType       first_type,
                                           ...);
guint32     orm_schema_get_application_id (OrmSchema  *self);
guint       orm_schema_get_version        (OrmSchema  *self);
guint       orm_schema_get_n_tables       (OrmSchema  *self);
OrmTable   *orm_schema_get_table          (OrmSchema  *self,
                                           guint       index);
gboolean    orm_schema_has_table          (OrmSchema  *self,
                                           OrmTable   *table);
void        orm_schema_set_versions       (OrmSchema        *self,
                                           const OrmVersion *versions,
                                           guint             n_versions);
const OrmVersion *orm_schema_get_versions (OrmSchema        *self,
                                           guint            *n_versions);

G_END_DECLS
