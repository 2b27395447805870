#pragma once

/* Private to the mapper: what is inside a list. */

#include "orm/orm-session-private.h"

G_BEGIN_DECLS

/* How many objects are read at once. */
#define ORM_LIST_PAGE 256

/* What the worker was asked for, see orm-list-background.c. */
typedef struct _OrmListRequest OrmListRequest;

struct _OrmList
{
  GObject parent_instance;

  OrmSession *session;
  guint place;        /* among the lists of the session */
  OrmQuery *query;
  GArray *keys;       /* gint64 in order; NULL as long as nobody has asked. See orm-list-members.c
                         for records that have no key yet */
  GQueue kept;        /* OrmRecord, the newest first */
  GPtrArray *read;    /* OrmRecord: kept too, as they were read at once; NULL: none */
  GHashTable *seen;   /* numbers of the pages whose objects were asked for */
  guint last_seen;    /* the last of them, if there are any */
  gint64 pinned;      /* 0: none */
  gboolean displaced; /* whether the pinned row stands where the query would not have it */
  gboolean is_telling;  /* whether it is in the middle of telling what became different */
  gboolean is_outdated; /* whether it was to be asked again meanwhile */
  GHashTable *ghosts;   /* keys of rows that were looked at and could not be read; NULL: none */

  /* Asked again beside the main loop */
  gboolean is_background;
  gboolean is_loading;     /* what was told of it */
  OrmListRequest *request; /* NULL: none */
  GHashTable *gone;        /* keys whose records are none any more, though the list may have them;
                              NULL: none */

  /* The list of a relationship */
  OrmRecord *owner;     /* owned; NULL: the list is of a query alone */
  guint back_reference; /* which of its class */
  GHashTable *unsaved;  /* OrmRecord, owned: members that had no key when they came */
  gboolean touched;     /* whether it runs ahead of the file */
  guint last_taken;     /* where a member was taken out last */
};

/* orm-list.c */
OrmList    *orm_list_new_related     (OrmRecord *owner,
                                      guint      back_reference);
void        orm_list_relist          (OrmList      *self);
void        orm_list_publish         (OrmList      *self,
                                      GArray       *found);
void        orm_list_preload         (OrmList      *self,
                                      GArray       *keys);
void        orm_list_collect_members (OrmList      *self,
                                      GHashTable   *met,
                                      GPtrArray    *members);

/* orm-list-tell.c */
void        orm_list_splice          (OrmList      *self,
                                      guint         position,
                                      guint         n_removed,
                                      const gint64 *added,
                                      guint         n_added);
void        orm_list_replace         (OrmList      *self,
                                      GArray       *new_keys);
void        orm_list_replace_ghosts  (OrmList      *self);

/* orm-list-background.c */
gboolean    orm_list_asks_worker     (OrmList      *self);
void        orm_list_ask_worker      (OrmList      *self);
void        orm_list_stop_asking     (OrmList      *self);
void        orm_list_drop_gone       (OrmList      *self);
void        orm_list_tell_loading    (OrmList      *self);

/* orm-list-members.c */
const OrmBackReference *orm_list_get_back_reference (OrmList *self);
OrmRecord  *orm_list_lookup_unsaved  (OrmList      *self,
                                      gint64        key);
int         orm_list_find_member     (OrmList      *self,
                                      OrmRecord    *record,
                                      gint64        key);
void        orm_list_take_in         (OrmList      *self,
                                      OrmRecord    *record,
                                      gint64        key);
void        orm_list_let_go          (OrmList      *self,
                                      OrmRecord    *record,
                                      gint64        key);
void        orm_list_settle          (OrmList      *self);
void        orm_list_drop_settled    (OrmList      *self);
void        orm_list_overlay         (OrmList      *self,
                                      GArray       *keys);

G_END_DECLS
