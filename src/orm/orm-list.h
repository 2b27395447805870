#pragma once

#include "orm/orm-session.h"

G_BEGIN_DECLS

/**
 * OrmList:
 *
 * A lazy, live #GListModel over a query: a vector of keys in the query's order and a few pages of
 * objects. No statement runs before the number of items or an item is first asked for; only what
 * is looked at becomes an object. After each commit, undo and redo of its session, and after
 * another connection's write, it says by `items-changed` what became different; a changed value is
 * told by the object's own `notify`.
 *
 * The list that a relationship gives to a record ("category.products") is in step with the other
 * side at once, before anything is written: orm_list_add() and orm_list_remove() are the same as
 * to set the reference of the member.
 *
 * With orm_list_set_background() it is asked again beside the main loop; its property "loading"
 * says that the answer has not come yet.
 */
#define ORM_TYPE_LIST (orm_list_get_type ())
G_DECLARE_FINAL_TYPE (OrmList, orm_list, ORM, LIST, GObject)

OrmList  *orm_list_new            (OrmSession *session,
                                   OrmQuery   *query);
OrmQuery *orm_list_get_query      (OrmList    *self);
void      orm_list_set_query      (OrmList    *self,
                                   OrmQuery   *query);
gint64    orm_list_get_key        (OrmList    *self,
                                   guint       position);
gboolean  orm_list_find           (OrmList    *self,
                                   gint64      key,
                                   guint      *position);
void      orm_list_add            (OrmList    *self,
                                   gpointer    record);
void      orm_list_remove         (OrmList    *self,
                                   gpointer    record);
void      orm_list_set_pinned     (OrmList    *self,
                                   gint64      key);
void      orm_list_set_background (OrmList    *self,
                                   gboolean    background);
gboolean  orm_list_is_loading     (OrmList    *self);

G_END_DECLS
