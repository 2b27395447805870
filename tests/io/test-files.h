#pragma once

/* What the tests of this folder share: tables from text, a folder for files, and raw SQL. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "io/io-table.h"

typedef struct
{
  char *path;
  char *inventory; /* a file in the folder that does not exist yet */
} Folder;

static inline void
folder_set_up (Folder       *folder,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("stockbook-io-XXXXXX", &error);
  g_assert_no_error (error);
  folder->inventory = g_build_filename (folder->path, "test.stockbook", NULL);
}

static inline void
folder_tear_down (Folder       *folder,
                  gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder->path, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder->path), ==, 0);
  g_free (folder->path);
  g_free (folder->inventory);
}

/* Writes a file into the folder. */
static inline char *
folder_add (Folder     *folder,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (folder->path, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static inline IoTable *
make_table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  IoTable *table = io_table_new (bytes, "table.csv", NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* Runs SQL on a connection of its own; returns the rows as "a|b", each on a line. */
static inline char *
raw_sql (const char *path,
         const char *sql)
{
  GString *rows = g_string_new (NULL);
  sqlite3 *database;
  sqlite3_stmt *statement;
  gboolean first = TRUE;
  int code;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        const char *text = (const char *) sqlite3_column_text (statement, i);

        if (!first)
          g_string_append_c (rows, i > 0 ? '|' : '\n');
        first = FALSE;
        g_string_append (rows, text != NULL ? text : "NULL");
      }
  g_assert_cmpint (code, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
  return g_string_free (rows, FALSE);
}

#define assert_sql(path, sql, expected) \
  G_STMT_START \
  { \
    g_autofree char *rows_ = raw_sql (path, sql); \
\
    g_assert_cmpstr (rows_, ==, expected); \
  } \
  G_STMT_END
