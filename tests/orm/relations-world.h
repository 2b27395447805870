#pragma once

#include "mirror.h"
#include "plain-school.h"

G_BEGIN_DECLS

#define N_WATCHES 10

/* Somebody who looks at the members of a list. */
typedef struct
{
  gint64 owner;
  const char *property;
  OrmList *list;
  Mirror *mirror;
} Watch;

typedef struct
{
  Fixture *fixture;
  School *now;       /* as the objects are */
  School *committed; /* as the file is */
  GPtrArray *states; /* School: before and after each step */
  GPtrArray *dumps;  /* char *: the file then */
  guint step;        /* which of them */
  gboolean pending;
  GHashTable *objects; /* id to a record that is in use, owned */
  Watch watches[N_WATCHES];
  gint64 last_id;
} World;

gpointer world_lookup     (World   *world,
                           gint64   id);
void     world_keep       (World   *world,
                           gint64   id,
                           gpointer object);
gpointer world_get_object (World   *world,
                           gint64   id);
gboolean world_has        (World   *world,
                           gint64   id);
void     world_watch      (World   *world);
void     world_unwatch    (World   *world,
                           gboolean all);
void     world_check      (World   *world);

G_END_DECLS
