#include "fixture.h"

#include <string.h>

/* What a check of the whole file finds, a sentence each. */

static const struct
{
  const char *name;
  const char *sql;
  const char *problems; /* joined by bars */
} cases[] = {
  { "nothing", "INSERT INTO author (name) VALUES ('Jane'); INSERT INTO book (author_id) VALUES (1)",
    "" },
  { "references", "PRAGMA foreign_keys = OFF; INSERT INTO book (author_id) VALUES (77), (78)",
    "book, row 1: refers to a row of author that does not exist|"
    "book, row 2: refers to a row of author that does not exist" },
  { "check", "PRAGMA ignore_check_constraints = ON; INSERT INTO book (published)"
             " VALUES ('2024-02-30')",
    "The file is damaged: CHECK constraint failed in book" },
  { "null", "INSERT INTO book (notes) VALUES (NULL); PRAGMA writable_schema = ON;"
            "UPDATE sqlite_schema SET sql = replace (sql, 'notes TEXT', 'notes TEXT NOT NULL')"
            " WHERE name = 'book'; PRAGMA schema_version = 1000",
    "The file is damaged: NULL value in book.notes" },
  { "index", "PRAGMA writable_schema = ON; INSERT INTO book (title, pages) VALUES ('a', 1);"
             "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
             " WHERE name = 'group_order') WHERE name = 'book_pages'; PRAGMA schema_version = 1000",
    "*|The file is damaged: row 1 missing from index book_pages*" },
  { "no-index", "DROP INDEX book_title", "book_title is missing" },
  { "other-index", "DROP INDEX book_title; CREATE INDEX book_title ON book (pages)",
    "book_title is not defined as this version defines it" },
  { "column", "ALTER TABLE author ADD COLUMN nonsense TEXT CHECK (nonsense <> ',)')", "" },
  { "other-column", "ALTER TABLE author RENAME COLUMN born TO \"bo\"\"rn\"",
    "author is not defined as this version defines it" },
  { "table", "DROP TABLE loan",
    "loan is missing|loan_book_id is missing|loan_reader_id is missing" },
  { "no-journal", "DROP TABLE orm_change", "orm_change is missing" },
  { "other-journal", "ALTER TABLE orm_step DROP COLUMN time",
    "orm_step is not defined as this version defines it" },
};

static char *
check (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean done =
    orm_engine_check (orm_session_get_engine (fixture->session), problems, &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_ptr_array_add (problems, NULL);
  return g_strjoinv ("|", (char **) problems->pdata);
}

static void
test_case (Fixture       *fixture,
           gconstpointer  data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *empty = NULL;
  g_autofree char *found = NULL;

  empty = check (fixture);
  g_assert_cmpstr (empty, ==, "");
  fixture_sql (fixture, cases[i].sql);
  found = check (fixture);
  if (strchr (cases[i].problems, '*') != NULL)
    g_assert_true (g_pattern_match_simple (cases[i].problems, found));
  else
    g_assert_cmpstr (found, ==, cases[i].problems);

  /* The fixture looks at the file as well, when the test is over */
  fixture_close (fixture);
  fixture_close_raw (fixture);
  if (*cases[i].problems != '\0')
    g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/orm/sqlite-check/", cases[i].name, NULL);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), fixture_set_up, test_case,
                  fixture_tear_down);
    }
  return g_test_run ();
}
