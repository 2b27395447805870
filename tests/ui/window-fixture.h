#pragma once

#include "inventory-fixture.h"
#include "x-input.h"

#include "ui/stock-window-private.h"

G_BEGIN_DECLS

/* The inventory of inventory-fixture.h in a window that has the keyboard. */
typedef struct
{
  Fixture inventory;
  StockWindow *window;
  SheetView *sheet;
} WindowFixture;

void   window_fixture_init       (int            *argc,
                                  char         ***argv);
void   window_fixture_set_up     (WindowFixture  *self,
                                  gconstpointer   data);
void   window_fixture_tear_down  (WindowFixture  *self,
                                  gconstpointer   data);
void   window_fixture_open       (WindowFixture  *self,
                                  OrmOpenFlags    flags);
void   window_fixture_close      (WindowFixture  *self);
void   window_fixture_activate   (WindowFixture  *self,
                                  const char     *action);
char  *window_fixture_dup_names  (WindowFixture  *self);
char  *window_fixture_dup_counts (WindowFixture  *self);

/* The names in the rows of the table, joined by spaces; "" for a row without. */
#define assert_names(self, expected) \
  G_STMT_START { \
    g_autofree char *names_ = window_fixture_dup_names (self); \
    g_assert_cmpstr (names_, ==, expected); \
  } G_STMT_END

/* The sidebar, which is counted beside the main loop: "title count" of each row, joined by ";". */
#define assert_counts(self, expected) \
  wait_for_text (window_fixture_dup_counts (self), expected)

/* Waits until what @dup says, anew each time, is what is expected. */
#define wait_for_text(dup, expected) \
  G_STMT_START { \
    gint64 end_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    g_autofree char *text_ = (dup); \
    while (g_strcmp0 (text_, expected) != 0 && g_get_monotonic_time () < end_) \
      { \
        if (!g_main_context_iteration (NULL, FALSE)) \
          g_usleep (1000); \
        g_free (text_); \
        text_ = (dup); \
      } \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

#define window_fixture_add_test(path, function) \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function, \
              window_fixture_tear_down)

G_END_DECLS
