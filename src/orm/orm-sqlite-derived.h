#pragma once

/* Private to the SQLite engine: what the file holds besides the rows and can be made of them again:
 * the index of the words to be searched, and the sort keys of text. */

#include "orm/orm-sqlite-keys.h"
#include "orm/orm-sqlite-private.h"
#include "orm/orm-sqlite-sql.h"

G_BEGIN_DECLS

/* A table of so many rows is compared with its index whenever another program has written; a larger
 * one by orm_sqlite_engine_mend() alone. */
#define ORM_SQLITE_SMALL 2000

/* What is made of the rows of one table. */
typedef struct _OrmDerived OrmDerived;

typedef struct
{
  const char *what;      /* its name in orm_meta, behind the table's */
  const char *rows;      /* the table with a row for each row, where @ is the name of the class's */
  gboolean is_lasting;   /* of a large table: once it held it does until it is mended */
  const char *missing;   /* that it is, in the user's words, untranslated; %s is the table */
  const char *broken;
  char     *(*describe_stale) (const char *name, guint n_rows);
  char     *(*create)     (OrmTable *table);
  gboolean  (*look)       (OrmDerived *self, OrmSqliteEngine *engine, gboolean *exists,
                           GError **error);
  gboolean  (*list_stale) (OrmDerived *self, OrmSqliteEngine *engine, GArray *keys,
                           GError **error);
  gboolean  (*update_row) (OrmDerived *self, OrmSqliteEngine *engine, gint64 key, GError **error);
  gboolean  (*probe)      (OrmDerived *self, OrmSqliteEngine *engine, GError **error);
  void      (*drop)       (OrmDerived *self, OrmSqliteEngine *engine);
  void      (*free)       (OrmDerived *self);
} OrmDerivedClass;

struct _OrmDerived
{
  const OrmDerivedClass *klass;
  OrmTable *table;
  guint64 columns;      /* that it is made of */
  const char *mark;     /* that says in orm_meta that it is complete */
  gboolean exists;      /* whether the file has it */
  gboolean is_complete; /* whether it held for every row when that was looked at last */
  gboolean is_large;
  GArray *touched;      /* gint64: rows that this transaction changed */
  guint n_done;         /* how many of them it is in step with already */
};

typedef enum
{
  ORM_SEARCH_READ_ROW,
  ORM_SEARCH_READ_TEXT,
  ORM_SEARCH_REMOVE_TOKENS,
  ORM_SEARCH_ADD_TOKENS,
  ORM_SEARCH_REMOVE_TEXT,
  ORM_SEARCH_SET_TEXT,
  ORM_SEARCH_FIND,
  ORM_SEARCH_LIST_ROWS,
  ORM_SEARCH_LIST_GONE,
  ORM_SEARCH_N_STATEMENTS
} OrmSearchStatement;

/* The index of one table. */
struct _OrmSearch
{
  OrmDerived derived;
  GString *words;       /* what a row says, of the row looked at last */
  GString *codes;
  GString *tokens;
  sqlite3_stmt *statements[ORM_SEARCH_N_STATEMENTS];
};

/* orm-sqlite-search.c */
OrmDerived *orm_search_new            (OrmTable         *table);
gboolean    orm_sqlite_search         (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       char            **words,
                                       OrmKeySet       **found,
                                       GError          **error);

/* orm-sqlite-sort.c */
OrmDerived *orm_sort_new              (OrmTable         *table,
                                       OrmSqliteEngine  *engine);
gboolean    orm_sqlite_is_sorted      (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       guint             column,
                                       GError          **error);

/* orm-sqlite-mark.c */
gboolean    orm_derived_has_mark      (OrmDerived       *self,
                                       OrmSqliteEngine  *engine);
gboolean    orm_derived_is_of_others  (OrmDerived       *self,
                                       OrmSqliteEngine  *engine);
gboolean    orm_derived_set_mark      (OrmDerived       *self,
                                       OrmSqliteEngine  *engine,
                                       gboolean          is_complete,
                                       GError          **error);
gboolean    orm_derived_complete_mark (OrmDerived       *self,
                                       OrmSqliteEngine  *engine,
                                       GError          **error);
void        orm_derived_unmark        (OrmDerived       *self,
                                       OrmSqliteEngine  *engine);

/* orm-sqlite-derived.c */
void        orm_derived_init          (OrmDerived       *self,
                                       const OrmDerivedClass *klass,
                                       OrmTable         *table,
                                       guint64           columns,
                                       const char       *mark);
void        orm_derived_free          (OrmDerived       *self);
gboolean    orm_derived_run           (OrmSqliteEngine  *engine,
                                       sqlite3_stmt     *statement,
                                       GError          **error);
char       *orm_derived_expand        (const char       *text,
                                       const char       *name);
gboolean    orm_derived_is_broken     (OrmSqliteEngine  *engine);
gboolean    orm_derived_look_at       (OrmDerived       *self,
                                       OrmSqliteEngine  *engine,
                                       GError          **error);
void        orm_derived_drop          (OrmDerived       *self,
                                       OrmSqliteEngine  *engine);
gboolean    orm_derived_is_usable     (OrmDerived       *self,
                                       OrmSqliteEngine  *engine,
                                       gboolean         *usable,
                                       GError          **error);
void        orm_sqlite_derived_note   (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       gint64            key,
                                       guint64           columns);
gboolean    orm_sqlite_derived_update (OrmSqliteEngine  *self,
                                       GError          **error);
void        orm_sqlite_derived_forget (OrmSqliteEngine  *self);
void        orm_sqlite_derived_repeat (OrmSqliteEngine  *self);
gboolean    orm_sqlite_create_derived (OrmSqliteEngine  *self,
                                       GError          **error);
OrmDerived *orm_sqlite_next_derived   (OrmSqliteEngine  *self,
                                       guint            *i);
gboolean    orm_sqlite_read_data_version (OrmSqliteEngine *self,
                                          gint64          *version);

/* orm-sqlite-mend.c */
void        orm_sqlite_open_derived   (OrmSqliteEngine  *self);
void        orm_sqlite_refresh_derived (OrmSqliteEngine *self);
gboolean    orm_sqlite_needs_mending  (OrmEngine        *engine);
gboolean    orm_sqlite_distrust_derived (OrmSqliteEngine *self,
                                         GError        **error);

G_END_DECLS
