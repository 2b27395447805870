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
  OrmTable *table;
  gboolean exists;      /* whether the file has it */
  gboolean is_complete; /* whether it held for every row when that was looked at last */
  gboolean is_large;
  GArray *touched;      /* gint64: rows that this transaction changed */
  guint n_indexed;      /* how many of them are indexed already */
  GString *words;       /* what a row says, of the row looked at last */
  GString *codes;
  GString *tokens;
  sqlite3_stmt *statements[ORM_SEARCH_N_STATEMENTS];
};

/* orm-sqlite-search.c */
OrmSearch  *orm_search_new            (OrmTable         *table);
void        orm_search_free           (OrmSearch        *self);
sqlite3_stmt *orm_search_prepare      (OrmSearch        *self,
                                       OrmSqliteEngine  *engine,
                                       OrmSearchStatement which,
                                       GError          **error);
gboolean    orm_search_read_text      (OrmSearch        *self,
                                       sqlite3_stmt     *row,
                                       int               first);
gboolean    orm_search_same_text      (OrmSearch        *self,
                                       sqlite3_stmt     *row,
                                       int               first);
gboolean    orm_search_update_row     (OrmSearch        *self,
                                       OrmSqliteEngine  *engine,
                                       gint64            key,
                                       GError          **error);
gboolean    orm_search_is_broken      (OrmSqliteEngine  *engine);
gboolean    orm_search_probe          (OrmSearch        *self,
                                       OrmSqliteEngine  *engine,
                                       GError          **error);
void        orm_search_drop           (OrmSearch        *self,
                                       OrmSqliteEngine  *engine);
void        orm_sqlite_search_note    (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       gint64            key,
                                       guint64           columns,
                                       char              kind);
gboolean    orm_sqlite_search_update  (OrmSqliteEngine  *self,
                                       GError          **error);
void        orm_sqlite_search_forget  (OrmSqliteEngine  *self);
void        orm_sqlite_search_repeat  (OrmSqliteEngine  *self);
gboolean    orm_sqlite_search         (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       char            **words,
                                       OrmKeySet       **found,
                                       GError          **error);

/* orm-sqlite-derived.c */
gboolean    orm_sqlite_create_derived (OrmSqliteEngine  *self,
                                       GError          **error);
void        orm_sqlite_open_derived   (OrmSqliteEngine  *self);
void        orm_sqlite_refresh_derived (OrmSqliteEngine *self);
gboolean    orm_sqlite_is_current     (OrmSqliteEngine  *self);
gboolean    orm_sqlite_needs_mending  (OrmEngine        *engine);
gboolean    orm_sqlite_distrust_derived (OrmSqliteEngine *self,
                                         GError        **error);
gboolean    orm_sqlite_set_mark       (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       const char       *what,
                                       const char       *mark,
                                       GError          **error);
gboolean    orm_sqlite_has_mark       (OrmSqliteEngine  *self,
                                       OrmTable         *table,
                                       const char       *what,
                                       const char       *mark);

G_END_DECLS
