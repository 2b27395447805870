#pragma once

#include <sqlite3.h>

#include "model/stock-inventory.h"

G_BEGIN_DECLS

/* A folder with an inventory in it: an open one, and a second connection that knows nothing of the
 * mapper. Today is 22 November 2026 in what it holds:
 *
 *   1 Butter   D-1  Dairy   51  3.00  expired yesterday
 *   2 Feta     D-2  Dairy   10  7.00  expires in ten days, reorder level 10
 *   3 Rye      B-1  Bakery   4  2.50  expires next year, reorder level 8
 *   4 Salt     -    -       20  0.80
 */
typedef struct
{
  char *folder;
  char *path;
  StockInventory *inventory;
  OrmSession *session;
  sqlite3 *raw;
} Fixture;

void  fixture_set_up     (Fixture       *self,
                          gconstpointer  data);
void  fixture_tear_down  (Fixture       *self,
                          gconstpointer  data);
void  fixture_sql        (Fixture       *self,
                          const char    *sql);
char *fixture_ask        (Fixture       *self,
                          const char    *sql);
void  fixture_undo       (Fixture       *self);
void  fixture_make_old   (Fixture       *self,
                          const char    *version);
GDate fixture_today      (void);

gpointer fixture_load    (Fixture       *self,
                          GType          type,
                          gint64         key);

/* Runs the main loop until a condition holds; fails after some seconds. */
#define wait_until(condition) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, end_); \
        g_main_context_iteration (NULL, g_main_context_pending (NULL)); \
        if (!(condition) && !g_main_context_pending (NULL)) \
          g_usleep (1000); \
      } \
  } G_STMT_END

#define assert_sql(self, sql, expected) \
  G_STMT_START { \
    g_autofree char *found_ = fixture_ask (self, sql); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

#define fixture_add_test(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

G_END_DECLS
