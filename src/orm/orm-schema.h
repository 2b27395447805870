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

OrmSchema  *orm_schema_new                (guint32     application_id,
                                           guint       version,
                                           GType       first_type,
                                           ...);
guint32     orm_schema_get_application_id (OrmSchema  *self);
guint       orm_schema_get_version        (OrmSchema  *self);
guint       orm_schema_get_n_tables       (OrmSchema  *self);
OrmTable   *orm_schema_get_table          (OrmSchema  *self,
                                           guint       index);

G_END_DECLS
