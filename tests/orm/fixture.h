#pragma once

#include <sqlite3.h>

#include "library.h"

G_BEGIN_DECLS

/* A folder with one file in it: a session on it, and a second connection that knows nothing of the
 * mapper. */
typedef struct
{
  OrmSchema *(*get_schema) (void); /* the library's, unless fixture_set_up_schema() says another */
  char *folder;
  char *path;
  OrmSession *session; /* NULL after fixture_close() */
  OrmHistory *history;
  sqlite3 *raw;        /* opened at its first use */
} Fixture;

void        fixture_set_up         (Fixture       *self,
                                    gconstpointer  data);
void        fixture_set_up_schema  (Fixture       *self,
                                    gconstpointer  data);
void        fixture_tear_down      (Fixture       *self,
                                    gconstpointer  data);
#define fixture_add_test(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

/* For work beside the main loop. */
void        fixture_tear_down_idle (Fixture       *self,
                                    gconstpointer  data);
#define fixture_add_async_test(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down_idle)

OrmSession *fixture_open           (Fixture       *self,
                                    OrmOpenFlags   flags);
void        fixture_close          (Fixture       *self);
void        fixture_reopen         (Fixture       *self);
void        fixture_close_raw      (Fixture       *self);
void        fixture_check_whole    (Fixture       *self);

/* Through the second connection */
void        fixture_sql            (Fixture       *self,
                                    const char    *sql);
char       *fixture_ask            (Fixture       *self,
                                    const char    *sql);
char       *fixture_dump           (Fixture       *self);
#define assert_sql(self, sql, expected) \
  G_STMT_START { \
    g_autofree char *found_ = fixture_ask (self, sql); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END
#define assert_dump(self, expected) \
  G_STMT_START { \
    g_autofree char *dump_ = fixture_dump (self); \
    g_assert_cmpstr (dump_, ==, expected); \
  } G_STMT_END

/* Through the session */
guint64     fixture_get_statements (Fixture       *self);
guint       fixture_count_prepared (Fixture       *self);
void        fixture_commit         (Fixture       *self,
                                    const char    *step_name);
void        fixture_undo           (Fixture       *self);
void        fixture_redo           (Fixture       *self);
void        fixture_poll           (Fixture       *self);
void        fixture_hear           (OrmSession    *session);
void        fixture_mend           (Fixture       *self);
gpointer    fixture_load           (Fixture       *self,
                                    GType          type,
                                    gint64         key);
OrmList    *fixture_list           (Fixture       *self,
                                    GType          type,
                                    const char    *order_by);
Author     *fixture_add_author     (Fixture       *self,
                                    const char    *name);
Book       *fixture_add_book       (Fixture       *self,
                                    const char    *title,
                                    Author        *author);

/* A commit, undo or redo that is refused with a certain error. */
#define assert_refused(call, error_code, text) \
  G_STMT_START { \
    g_autoptr (GError) error_ = NULL; \
    GError **error = &error_; \
    g_assert_false (call); \
    g_assert_error (error_, ORM_ERROR, (int) (error_code)); \
    g_assert_cmpstr (error_->message, ==, text); \
  } G_STMT_END

GDate       date_of                (guint          day,
                                    guint          month,
                                    guint          year);
char       *describe_list          (GListModel    *list);
#define assert_model(list, expected) \
  G_STMT_START { \
    g_autofree char *keys_ = describe_list (G_LIST_MODEL (list)); \
    g_assert_cmpstr (keys_, ==, expected); \
  } G_STMT_END
void        remove_folder          (const char    *path);

G_END_DECLS
