#pragma once

#include "orm/orm-session.h"

G_BEGIN_DECLS

/**
 * OrmProgressFunc:
 * @fraction: how much is done, from 0 to 1; it may be told more than once
 *
 * Called some ten times a second or oftener while something takes long.
 */
typedef void (*OrmProgressFunc) (double   fraction,
                                 gpointer user_data);

/**
 * OrmMigration:
 *
 * What a file has against what the classes say, as a list of steps, and the doing of them: all in
 * one transaction, with a verified copy of the file made before where rows are touched. Opening a
 * file for writing does the same; this is for whoever wants to know before, to show progress, or to
 * cancel. It belongs to one thread at a time.
 */
#define ORM_TYPE_MIGRATION (orm_migration_get_type ())
G_DECLARE_FINAL_TYPE (OrmMigration, orm_migration, ORM, MIGRATION, GObject)

OrmMigration       *orm_migration_new           (OrmSchema        *schema,
                                                 const char       *path,
                                                 GError          **error);
guint               orm_migration_get_version   (OrmMigration     *self);
const char *const  *orm_migration_get_steps     (OrmMigration     *self);
gboolean            orm_migration_changes_rows  (OrmMigration     *self);
gboolean            orm_migration_apply         (OrmMigration     *self,
                                                 OrmProgressFunc   progress,
                                                 gpointer          user_data,
                                                 GCancellable     *cancellable,
                                                 GError          **error);
const char         *orm_migration_get_copy_path (OrmMigration     *self);

/**
 * OrmColumnFunc:
 * @key: the row
 * @value: what it has in the column; valid during the call
 *
 * Called for each row.
 */
typedef void (*OrmColumnFunc) (gint64   key,
                               OrmValue value,
                               gpointer user_data);

gboolean            orm_migration_read_column   (OrmSession       *session,
                                                 GType             type,
                                                 const char       *column_name,
                                                 OrmColumnFunc     func,
                                                 gpointer          user_data,
                                                 GError          **error);

/* A schema as SQL text */
char               *orm_migration_print_schema  (OrmSchema        *schema);

G_END_DECLS
