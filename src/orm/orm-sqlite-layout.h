#pragma once

/* Private to the SQLite engine: what a file is made of, as its sqlite_schema says. */

#include "orm/orm-sqlite-private.h"

G_BEGIN_DECLS

/* A row of sqlite_schema. */
typedef struct
{
  char *type;  /* table, index, trigger or view */
  char *name;
  char *table; /* that it belongs to */
  char *sql;
} OrmObject;

/* All of them, in the order in which they were made, but for what SQLite makes by itself. */
typedef struct
{
  GPtrArray *objects;
} OrmLayout;

OrmLayout *orm_layout_read     (sqlite3         *db,
                                GError         **error);
OrmLayout *orm_layout_new      (OrmSchema       *schema,
                                GError         **error);
void       orm_layout_free     (OrmLayout       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmLayout, orm_layout_free)
OrmObject *orm_layout_find     (const OrmLayout *self,
                                const char      *type,
                                const char      *name);
gboolean   orm_object_is       (const OrmObject *self,
                                const char      *type);
gboolean   orm_object_is_virtual (const OrmObject *self);
gboolean   orm_object_serves   (const OrmObject *self,
                                const OrmObject *wanted);
void       orm_layout_compare  (const OrmLayout *self,
                                const OrmLayout *wanted,
                                GPtrArray       *problems);

/* What a CREATE TABLE says. */
typedef struct
{
  GPtrArray *columns;     /* definitions, a text each */
  GPtrArray *names;       /* of the columns */
  GPtrArray *constraints; /* of the table */
  char *options;          /* behind the columns: STRICT */
} OrmDefinition;

OrmDefinition *orm_definition_new  (const char          *sql);
void           orm_definition_free (OrmDefinition       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OrmDefinition, orm_definition_free)
int            orm_definition_find (const OrmDefinition *self,
                                    const char          *name);

G_END_DECLS
