#pragma once

/* Private to the SQLite engine. */

#include <sqlite3.h>

#include "orm/orm-sqlite-engine.h"
#include "orm/orm-table.h"

G_BEGIN_DECLS

/* How long a connection beside the main loop waits for another's write, in milliseconds. */
#define ORM_SQLITE_WAIT 5000

typedef struct _OrmSql OrmSql;
typedef struct _OrmSearch OrmSearch;
typedef struct _OrmDerived OrmDerived;

/* What is made of a table's rows and kept beside them, in the order in which it is made. */
typedef enum
{
  ORM_DERIVED_SEARCH,
  ORM_DERIVED_SORT,
  ORM_N_DERIVED
} OrmDerivedKind;

/* A table's statements, prepared at their first use and kept. */
typedef struct
{
  OrmTable *table;
  sqlite3_stmt *insert;
  sqlite3_stmt *remove;
  sqlite3_stmt *fetch;
  sqlite3_stmt *fetch_one;
  sqlite3_stmt *compute;
  GHashTable *updates; /* column mask to statement */
  GHashTable *parks;
  OrmDerived *derived[ORM_N_DERIVED]; /* see orm-sqlite-derived.c; NULL: there is none */
} OrmTableStatements;

struct _OrmSqliteEngine
{
  GObject parent_instance;

  OrmSchema *schema;
  char *path;
  sqlite3 *db;
  char *file_name; /* by which SQLite was told to open the file, and the flags */
  int file_flags;
  gboolean read_only;
  gboolean is_deferring; /* foreign keys, while references are parked on nobody */
  gboolean is_unchecked; /* what is compiled now asks no CHECK */
  gboolean is_second;  /* opened beside another connection, which would take a checkpoint for a
                          foreign write */
  gboolean keeps_marks; /* sort keys of another locale stay as they are: two programs that both
                           have the file open would make them anew in turn */
  gboolean no_history; /* no step is made: nothing is recorded */
  OrmNotice notice;
  char *copy_path;       /* of the file before its tables were changed; NULL: they were not */
  sqlite3 *original;     /* the file, where a copy of it is read in its place */
  gboolean is_migrating; /* transactions are part of the migration's */
  gint64 data_version;
  gint64 derived_version; /* the data_version at which what is derived was compared last */
  guint64 n_statements;
  gboolean is_doomed; /* whether a transaction is still to be rolled back */
  int bind_code; /* why the next statement did not get all its values; SQLITE_OK: it did */
  locale_t locale;        /* by whose rules text is sorted */
  char *sort_mark;        /* stands for these rules */

  OrmTableStatements *tables; /* one a table of the schema */
  GHashTable *statements;     /* SQL text to statement */

  gint64 step;         /* the step being recorded; 0: nothing is */
  gint64 last_change;  /* the last change in the journal before it */
  GHashTable *names;   /* see orm-sqlite-caseless.c: column to hash table of texts */
  GArray *notes;       /* what the statement that is running does, see orm-sqlite-recorder.c */
  guint64 n_noted;     /* rows that changed since the engine was opened */
  OrmChangeFunc change_func;
  gpointer change_data;
};

/* What the journal says of one row. */
typedef struct
{
  gint64 id;
  char *table_name;
  OrmTable *table; /* NULL: no class has it any more */
  gint64 key;
  char kind;
  char *image;
} OrmJournalChange;

/* orm-sqlite-statement.c */
sqlite3_stmt *orm_sqlite_prepare     (OrmSqliteEngine *self,
                                      const char      *sql,
                                      GError         **error);
sqlite3_stmt *orm_sqlite_prepare_new (OrmSqliteEngine *self,
                                      const char      *sql,
                                      GError         **error);
sqlite3_stmt *orm_sqlite_prepare_once (OrmSqliteEngine *self,
                                       sqlite3_stmt   **place,
                                       char          *(*write) (OrmTable *),
                                       OrmTable        *table,
                                       GError         **error);
int           orm_sqlite_step        (OrmSqliteEngine *self,
                                      sqlite3_stmt    *statement);
gboolean      orm_sqlite_run         (OrmSqliteEngine *self,
                                      sqlite3_stmt    *statement,
                                      GError         **error);
gboolean      orm_sqlite_exec        (OrmSqliteEngine *self,
                                      const char      *sql,
                                      GError         **error);
gboolean      orm_sqlite_get_integer (OrmSqliteEngine *self,
                                      const char      *sql,
                                      gint64          *value,
                                      GError         **error);
int           orm_sqlite_bind        (OrmSqliteEngine *self,
                                      sqlite3_stmt    *statement,
                                      int              index,
                                      OrmValue         value);
int           orm_sqlite_bind_text   (OrmSqliteEngine *self,
                                      sqlite3_stmt    *statement,
                                      int              index,
                                      const char      *text,
                                      gssize           length);
int           orm_sqlite_get_row_code (OrmSqliteEngine *self);
OrmValue      orm_sqlite_column      (sqlite3_stmt    *statement,
                                      int              index);
gboolean      orm_sqlite_fail_connection (sqlite3      *db,
                                          int           code,
                                          GError      **error);
const char   *orm_sqlite_column_text (sqlite3_stmt    *statement,
                                      int              index);
OrmValue      orm_sqlite_value       (sqlite3_context *context,
                                      sqlite3_value   *value);
const char   *orm_sqlite_value_text  (sqlite3_context *context,
                                      sqlite3_value   *value);
gboolean      orm_sqlite_fail        (OrmSqliteEngine *self,
                                      int              code,
                                      GError         **error);
OrmTableStatements *orm_sqlite_get_table (OrmSqliteEngine *self,
                                          OrmTable        *table);

/* orm-sqlite-refusal.c */
gboolean      orm_sqlite_refuse_deleted (OrmTable     *table,
                                         OrmRecord    *record,
                                         GError      **error);
gboolean      orm_sqlite_refuse      (OrmSqliteEngine *self,
                                      int              code,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      int              column,
                                      GError         **error);
gboolean      orm_sqlite_fail_record (OrmSqliteEngine *self,
                                      int              code,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      GError         **error);
int           orm_sqlite_find_refused (OrmTable       *table,
                                       const char     *message);

/* orm-sqlite-engine.c */
OrmSqliteEngine *orm_sqlite_engine_new (OrmSchema      *schema,
                                        const char     *path,
                                        OrmOpenFlags    flags);

/* orm-sqlite-open.c */
gboolean      orm_sqlite_connect     (OrmSqliteEngine *self,
                                      OrmOpenFlags     flags,
                                      GError         **error);
gboolean      orm_sqlite_open        (OrmSqliteEngine *self,
                                      OrmOpenFlags     flags,
                                      GError         **error);

/* orm-sqlite-functions.c */
gboolean      orm_sqlite_add_functions (OrmSqliteEngine *self,
                                        GError         **error);

/* orm-sqlite-image.c */
GString      *orm_image_new_empty    (void);
GString      *orm_image_new          (OrmTable        *table,
                                      const OrmValue  *values);
void          orm_image_add_value    (GString         *json,
                                      const char      *name,
                                      OrmValue         value);
void          orm_image_add_change   (GString         *json,
                                      const char      *name,
                                      OrmValue         before,
                                      OrmValue         after);
#define ORM_HASH_LENGTH 16
#define ORM_IMAGE_HASH_BASIS G_GUINT64_CONSTANT (0xcbf29ce484222325)
guint64       orm_image_hash_bytes   (guint64          hash,
                                      gconstpointer    bytes,
                                      gsize            length);
GString      *orm_image_hash         (OrmTable        *table,
                                      const OrmValue  *values);
GString      *orm_image_hash_columns (GArray          *columns,
                                      const OrmValue  *values);

/* orm-sqlite-verify.c */
gboolean      orm_sqlite_is_image    (OrmSqliteEngine *self,
                                      OrmTable        *table,
                                      const OrmValue  *values,
                                      const char      *image,
                                      gboolean        *matches,
                                      GError         **error);

/* orm-sqlite-image-read.c */

/* What an image says of one column: of a row changed before and after, of one deleted before. */
typedef struct
{
  char *name;
  OrmValue before; /* both owned */
  OrmValue after;
} OrmImageCell;

GArray       *orm_image_read         (const char      *json,
                                      gboolean         is_change);

/* orm-sqlite-recorder.c */
GArray       *orm_sqlite_notes_new   (void);
gboolean      orm_sqlite_watch       (OrmSqliteEngine *self,
                                      GError         **error);
void          orm_sqlite_note_row    (OrmSqliteEngine *self,
                                      OrmTable        *table,
                                      gint64           key,
                                      const OrmValue  *values);
void          orm_sqlite_note_cell   (sqlite3_context *context,
                                      int              n_values,
                                      sqlite3_value  **values);
void          orm_sqlite_note_gone   (sqlite3_context *context,
                                      int              n_values,
                                      sqlite3_value  **values);
void          orm_sqlite_note_end    (sqlite3_context *context);
GString      *orm_sqlite_noted_keys  (OrmSqliteEngine *self,
                                      OrmTable        *table);
gboolean      orm_sqlite_write_notes (OrmSqliteEngine *self,
                                      GError         **error);
void          orm_sqlite_drop_notes  (OrmSqliteEngine *self);

/* orm-sqlite-write.c */
gboolean      orm_sqlite_insert      (OrmEngine       *engine,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      gint64          *key,
                                      GError         **error);
gboolean      orm_sqlite_update      (OrmEngine       *engine,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      guint64          columns,
                                      GError         **error);
gboolean      orm_sqlite_remove      (OrmEngine       *engine,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      GError         **error);

sqlite3_stmt *orm_sqlite_prepare_shape (OrmSqliteEngine *self,
                                        GHashTable      *shapes,
                                        char          *(*write) (OrmTable *, guint64),
                                        OrmTable        *table,
                                        guint64          columns,
                                        GError         **error);

/* orm-sqlite-caseless.c */
char         *orm_sqlite_fold        (const char      *text);
void          orm_sqlite_forget_names (OrmSqliteEngine *self);
gboolean      orm_sqlite_check_names (OrmSqliteEngine *self,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      gint64           key,
                                      guint64          columns,
                                      GError         **error);

/* orm-sqlite-park.c */
gboolean      orm_sqlite_ensure_checked (OrmSqliteEngine *self,
                                         GError         **error);
sqlite3_stmt *orm_sqlite_prepare_unchecked (OrmSqliteEngine *self,
                                            const char      *sql,
                                            GError         **error);
int           orm_sqlite_step_unchecked (OrmSqliteEngine *self,
                                         sqlite3_stmt    *statement);
gboolean      orm_sqlite_defer_foreign_keys (OrmSqliteEngine *self,
                                             gboolean         defers,
                                             GError         **error);
gboolean      orm_sqlite_park        (OrmEngine       *engine,
                                      OrmTable        *table,
                                      gint64           key,
                                      guint64          columns,
                                      GError         **error);

/* orm-sqlite-compute.c */
gboolean      orm_sqlite_compute     (OrmEngine       *engine,
                                      OrmTable        *table,
                                      OrmRecord       *record,
                                      OrmRowFunc       func,
                                      gpointer         user_data,
                                      GError         **error);

/* orm-sqlite-bulk.c */
gboolean      orm_sqlite_update_all  (OrmEngine       *engine,
                                      OrmQuery        *query,
                                      const OrmAssignment *assignments,
                                      guint            n_assignments,
                                      guint64         *n_rows,
                                      GError         **error);
gboolean      orm_sqlite_remove_all  (OrmEngine       *engine,
                                      OrmQuery        *query,
                                      guint64         *n_rows,
                                      GError         **error);

/* orm-sqlite-read.c */
char         *orm_sqlite_dup_keys    (const gint64    *keys,
                                      gsize            n_keys);
sqlite3_stmt *orm_sqlite_prepare_values (OrmSqliteEngine *self,
                                         OrmSql          *sql,
                                         GError         **error);
gboolean      orm_sqlite_fetch       (OrmEngine       *engine,
                                      OrmTable        *table,
                                      const gint64    *keys,
                                      gsize            n_keys,
                                      OrmRowFunc       func,
                                      gpointer         user_data,
                                      GError         **error);
gboolean      orm_sqlite_select      (OrmEngine       *engine,
                                      OrmQuery        *query,
                                      OrmRowFunc       func,
                                      gpointer         user_data,
                                      GError         **error);
gboolean      orm_sqlite_list_keys   (OrmEngine       *engine,
                                      OrmQuery        *query,
                                      GArray          *keys,
                                      GError         **error);
OrmSummary   *orm_sqlite_summarize   (OrmEngine       *engine,
                                      OrmQuery        *query,
                                      const char      *group_by,
                                      const OrmAggregate *aggregates,
                                      guint            n_aggregates,
                                      GError         **error);

/* orm-sqlite-history.c */
gboolean      orm_sqlite_begin       (OrmEngine       *engine,
                                      GError         **error);
gboolean      orm_sqlite_commit      (OrmEngine       *engine,
                                      const char      *step_name,
                                      GError         **error);
gboolean      orm_sqlite_is_writing  (OrmSqliteEngine *self,
                                      GError         **error);
void          orm_sqlite_rollback    (OrmEngine       *engine);
gboolean      orm_sqlite_savepoint   (OrmEngine       *engine,
                                      OrmSavepointAction action,
                                      guint            number,
                                      GError         **error);
char         *orm_sqlite_dup_step_name (OrmEngine     *engine,
                                        OrmHistoryWay  way,
                                        GError       **error);
gboolean      orm_sqlite_move_history (OrmEngine      *engine,
                                       OrmHistoryWay   way,
                                       GError        **error);

gboolean      orm_sqlite_go_to_step  (OrmEngine       *engine,
                                      gint64           step,
                                      GError         **error);

/* orm-sqlite-steps.c */
gboolean      orm_sqlite_list_steps  (OrmEngine       *engine,
                                      GArray          *steps,
                                      GError         **error);
gboolean      orm_sqlite_read_steps  (OrmEngine       *engine,
                                      const gint64    *steps,
                                      guint            n_steps,
                                      OrmStepFunc      func,
                                      gpointer         user_data,
                                      GError         **error);
gboolean      orm_sqlite_count_step_rows (OrmEngine   *engine,
                                          gint64       step,
                                          gint64      *n_rows,
                                          GError     **error);
gboolean      orm_sqlite_read_changes (OrmEngine      *engine,
                                       gint64          step,
                                       OrmPastChangeFunc func,
                                       gpointer        user_data,
                                       GError        **error);
gboolean      orm_sqlite_list_values (OrmEngine       *engine,
                                      OrmTable        *table,
                                      gint64           key,
                                      guint            column,
                                      GPtrArray       *values,
                                      GError         **error);

/* orm-sqlite-limit.c */
gboolean      orm_sqlite_get_history_limit (OrmEngine      *engine,
                                            OrmHistorySize *limit,
                                            GError        **error);
gboolean      orm_sqlite_set_history_limit (OrmEngine            *engine,
                                            const OrmHistorySize *limit,
                                            GError              **error);
gboolean      orm_sqlite_measure_history (OrmEngine       *engine,
                                          OrmHistorySize  *size,
                                          GError         **error);
gboolean      orm_sqlite_account_changes (OrmSqliteEngine *self,
                                          gint64        first,
                                          gint64        last,
                                          int           sign,
                                          GError      **error);
gboolean      orm_sqlite_trim_history (OrmSqliteEngine *self,
                                       gint64           n_changes,
                                       GError         **error);

/* orm-sqlite-conflict.c */
gboolean      orm_sqlite_conflict    (GError         **error);
gboolean      orm_sqlite_conflict_row (OrmSqliteEngine *self,
                                       OrmTable       *table,
                                       gint64          key,
                                       GError        **error);
gboolean      orm_sqlite_explain_conflict (OrmSqliteEngine *self,
                                           OrmTable   *table,
                                           gint64      key,
                                           GArray     *cells,
                                           OrmHistoryWay way,
                                           GError    **error);

/* orm-sqlite-journal.c */
char         *orm_sqlite_verify_row  (OrmSqliteEngine *self,
                                      OrmTable        *table,
                                      gint64           key,
                                      const char      *image,
                                      GError         **error);
GArray       *orm_sqlite_changes_new (void);
int           orm_sqlite_next_changes (OrmSqliteEngine *self,
                                       gint64          step,
                                       OrmHistoryWay   way,
                                       gint64          after,
                                       GArray         *changes,
                                       GError        **error);

/* orm-sqlite-apply.c */
gboolean      orm_sqlite_apply_step  (OrmSqliteEngine *self,
                                      gint64           step,
                                      OrmHistoryWay    way,
                                      guint64         *n_applied,
                                      GError         **error);

/* orm-sqlite-copy.c */
sqlite3      *orm_sqlite_open_plain  (const char      *path,
                                      int              flags,
                                      GError         **error);

/* orm-sqlite-sort.c */
void          orm_sqlite_append_sort_key (GString     *key,
                                          const char  *text,
                                          int          length,
                                          locale_t     locale);

/* orm-sqlite-check.c */
gboolean      orm_sqlite_check_pages (OrmSqliteEngine *self,
                                      const char      *pragma,
                                      GPtrArray       *problems,
                                      GError         **error);
gboolean      orm_sqlite_check       (OrmEngine       *engine,
                                      GPtrArray       *problems,
                                      GError         **error);

G_END_DECLS
