#pragma once

/* Private to the mapper: what is known of a class. */

#include "orm/orm-record.h"

G_BEGIN_DECLS

/* Bits of a column mask. */
#define ORM_MAX_COLUMNS 63
#define ORM_ALL_COLUMNS G_MAXUINT64

/* The columns of a class of links that refer to the records that a link is between. */
#define ORM_LINK_FIRST 1
#define ORM_LINK_SECOND 2

/* The other end of a relationship: what the class referred to has got. */
typedef struct
{
  const char *name;
  OrmTable *source; /* the class that declares the reference */
  guint column;     /* where it does */
  int through;      /* which column of it refers to the members; -1: its records are the members */
  GParamSpec *pspec;
} OrmBackReference;

struct _OrmTable
{
  const char *name;
  const char *former_name;      /* in the file of an older version; NULL: the same */
  const char *label;
  GType type;
  const OrmColumn *columns; /* without those that are in tables between */
  guint n_columns;
  guint primary_key;
  char **column_names;          /* as in the file */
  GParamSpec **pspecs;          /* one a column */
  GArray *back_references;      /* OrmBackReference */
  int *ends;                    /* one a column: which back-reference its target got by it; -1 */
  guint64 *derived;             /* one a column: the mask of those that are computed from it */
  GPtrArray *links;             /* const OrmColumn: many to many */
  gboolean is_link;             /* it stands between two others */
  guint64 stored;               /* masks of columns by what they are: not computed */
  guint64 references;
  guint64 hierarchies;          /* references to the same class */
  guint64 restricted;           /* those of them that restrict and may be empty */
  guint64 orphans;              /* references without which a record goes */
  guint64 unique;
  guint64 nocase;
  guint64 searchable;
  guint64 sorted;
  guint64 owning;               /* their fields have to be cleared */
  guint64 search_anywhere;
  guint64 set_on_insert;
  guint64 set_on_update;
};

OrmTable *orm_table_new              (OrmRecordClass  *klass,
                                      const char      *name,
                                      const char      *label,
                                      const OrmColumn *columns,
                                      guint            n_columns);
OrmTable *orm_table_of               (GType            type);
OrmTable *orm_table_of_record        (OrmRecord       *record);
gboolean  orm_table_is_image_column (OrmTable     *self,
                                     guint         column);
int       orm_table_find_column      (OrmTable        *self,
                                      const char      *property);
int       orm_table_find_reference   (OrmTable        *self,
                                      const char      *property);
int       orm_table_find_column_name (OrmTable        *self,
                                      const char      *column_name);
GType     orm_column_get_target      (const OrmColumn *column);
OrmTable *orm_table_get_target       (OrmTable        *self,
                                      guint            column);
OrmBackReference *orm_table_find_back_reference (OrmTable   *self,
                                                 const char *name);
const char *orm_table_get_column_label (OrmTable      *self,
                                        guint          column);
OrmTable *orm_table_get_members      (const OrmBackReference *reference);
OrmBackReference *orm_table_get_end (OrmTable       *self,
                                     guint           column);
void      orm_table_pair             (OrmTable        *self);

G_END_DECLS
