#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whoever looks at a list and believes its signals: what they say is replayed in a list store,
 * which has to be the same at any time. Every signal is noted, as "0+2", "3-1" or "4-2+3". */
typedef struct
{
  GListModel *model;
  GListStore *store;
  GString *changes;
  gulong handler;
  guint largest; /* how many rows the largest signal took away and brought at once */
} Mirror;

Mirror *mirror_new    (gpointer  model);
void    mirror_check  (Mirror   *self);
void    mirror_free   (Mirror   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

/* Checks what was told since the last time. */
#define assert_changes(mirror, expected) \
  G_STMT_START { \
    g_assert_cmpstr ((mirror)->changes->str, ==, expected); \
    g_string_truncate ((mirror)->changes, 0); \
    mirror_check (mirror); \
  } G_STMT_END

G_END_DECLS
