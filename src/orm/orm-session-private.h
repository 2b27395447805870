#pragma once

/* Private to the mapper: what records, lists and the history ask of their session. */

#include "orm/orm-field.h"
#include "orm/orm-history.h"
#include "orm/orm-identity-map.h"
#include "orm/orm-list.h"
#include "orm/orm-mender.h"
#include "orm/orm-session.h"
#include "orm/orm-worker.h"

G_BEGIN_DECLS

/* What a transaction did to one table. */
typedef struct
{
  OrmTable *table;
  guint64 columns; /* that were changed in any row */
  gboolean rows;   /* whether rows were made or deleted */
  gboolean behind; /* whether any of it happened behind the objects' backs */
} OrmTableChange;

struct _OrmSession
{
  GObject parent_instance;

  OrmEngine *engine;
  OrmHistory *history;
  OrmIdentityMap records;
  GPtrArray *lists; /* OrmList, not owned: each leaves when it dies */
  GPtrArray *background_lists; /* those of them that are asked again beside the main loop */
  OrmWorker *worker;     /* NULL: nothing was listed or written beside the main loop yet */
  OrmWorker *summarizer; /* NULL: nothing was computed there yet */
  OrmMender *mender; /* NULL: nothing is being mended */
  gboolean is_mending_due; /* whether anybody may have written since it was mended */
  gboolean is_unmendable;  /* whether mending failed, and would again */

  /* The unit of work */
  GPtrArray *pending;      /* OrmRecord: new, dirty, removed */
  GHashTable *links;       /* what is pending between records, see orm-link.c; NULL: nothing yet */
  GHashTable *ones;        /* OrmOne, not owned: what is known of one to one; NULL: nothing yet */
  GHashTable *orphans;     /* OrmRecord, owned: new ones that lost what they live by */
  GError *unknown;         /* why something that it takes could not be looked up; NULL: nothing */
  GArray *log;             /* what to put back in a rollback, see orm-log.c */
  GArray *savepoints;      /* the innermost last, see orm-savepoint.c */
  gboolean in_transaction;
  gboolean is_flushed;     /* since the last savepoint: what was read may never come to be */
  gboolean is_writing;     /* whether a flush is under way */
  OrmRecord *writing;      /* whose statement is running */

  /* What the transaction changed */
  GArray *changes;   /* OrmTableChange, one a table of the schema */
  GArray *rows;      /* OrmRowChange, as they happened; NULL: nobody wants to know */
  GHashTable *stale; /* OrmRecord: in use, and its row was changed behind its back */
  gboolean is_behind; /* whether something in use could not be read; it is by the next poll */
};

/* orm-session.c */
OrmRecord *orm_session_adopt_row  (OrmSession     *self,
                                   OrmTable       *table,
                                   const OrmValue *values);
gboolean   orm_session_fetch      (OrmSession     *self,
                                   OrmTable       *table,
                                   const gint64   *keys,
                                   gsize           n_keys,
                                   GPtrArray      *records,
                                   GError        **error);
void       orm_session_detach     (OrmSession     *self,
                                   OrmRecord      *record,
                                   OrmRecordState  state);
void       orm_session_forget     (OrmSession     *self,
                                   OrmRecord      *record);
void       orm_session_spoil      (OrmSession     *self,
                                   GError         *error);
void       orm_session_report     (OrmSession     *self,
                                   const GError   *error);
void       orm_session_fall_behind (OrmSession    *self,
                                    const GError  *error);

/* orm-session-async.c */
void       orm_session_move_async (OrmSession          *self,
                                   OrmHistoryWay        way,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);

/* orm-unit.c */
void       orm_session_init_unit  (OrmSession     *self);
void       orm_session_clear_unit (OrmSession     *self);
void       orm_session_will_change (OrmSession    *self,
                                    OrmRecord     *record,
                                    guint          column);
void       orm_session_restore    (OrmSession     *self,
                                   OrmRecord      *record);
gboolean   orm_session_begin      (OrmSession     *self,
                                   GError        **error);

/* orm-savepoint.c */
void       orm_session_init_savepoints (OrmSession *self);
gboolean   orm_session_end_savepoints (OrmSession *self);
void       orm_session_put_back   (OrmSession     *self,
                                   guint           log_length,
                                   gboolean        read_again);
void       orm_session_refuse     (OrmSession     *self);

/* orm-computed.c */
void       orm_record_compute     (OrmRecord      *record);

/* orm-changes.c */
void       orm_session_watch      (OrmSession     *self);
void       orm_session_begin_changes (OrmSession  *self);
void       orm_session_clear_changes (OrmSession  *self);
guint      orm_session_get_n_rows (OrmSession     *self);
void       orm_session_cut_rows   (OrmSession     *self,
                                   guint           n_rows);
void       orm_session_settle     (OrmSession     *self);
void       orm_session_publish    (OrmSession     *self);
void       orm_session_hear       (OrmSession     *self,
                                   GArray         *rows);
void       orm_row_change_add     (OrmTable       *table,
                                   gint64          key,
                                   guint64         columns,
                                   char            kind,
                                   gpointer        rows);
gboolean   orm_session_read_again (OrmSession     *self,
                                   GError        **error);
gboolean   orm_session_refresh_stale (OrmSession  *self,
                                      GError     **error);
gboolean   orm_session_refresh_records (OrmSession *self,
                                        GPtrArray  *records,
                                        GError    **error);

/* orm-loader.c */
gboolean   orm_session_load_paths (OrmSession     *self,
                                   OrmQuery       *query,
                                   GPtrArray      *records,
                                   GError        **error);

/* orm-list.c */
void       orm_list_update        (OrmList        *self,
                                   GArray         *changes);

/* orm-list-background.c */
void       orm_list_note_gone     (OrmList        *self,
                                   OrmTable       *table,
                                   gint64          key);

/* orm-history.c */
OrmHistory *orm_history_new       (OrmSession     *session);
void        orm_history_detach    (OrmHistory     *self);
void        orm_history_update    (OrmHistory     *self);

G_END_DECLS
