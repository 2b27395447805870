#include "fixture.h"

/* What is in the file, for other programs. */

static const char book_table[] =
  "CREATE TABLE \"book\" (\n"
  "  book_id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
  "  title TEXT NOT NULL DEFAULT 'It''s new',\n"
  "  isbn TEXT UNIQUE,\n"
  "  pages INTEGER NOT NULL DEFAULT 7 CONSTRAINT book_pages CHECK (pages BETWEEN -10 AND 100000),\n"
  "  price INTEGER NOT NULL DEFAULT 0,\n"
  "  price_decimals INTEGER NOT NULL DEFAULT 0"
  " CONSTRAINT book_price_decimals CHECK (price_decimals BETWEEN 0 AND 18),\n"
  "  level INTEGER,\n"
  "  weight REAL DEFAULT 0.0,\n"
  "  lent INTEGER NOT NULL DEFAULT 0 CONSTRAINT book_lent CHECK (lent BETWEEN 0 AND 1),\n"
  "  published TEXT CONSTRAINT book_published CHECK (published IS date (published, '+0 days')),\n"
  "  notes TEXT,\n"
  "  author_id INTEGER REFERENCES author (author_id) ON DELETE SET NULL,\n"
  "  created INTEGER NOT NULL DEFAULT (unixepoch () * 1000000),\n"
  "  updated INTEGER NOT NULL DEFAULT (unixepoch () * 1000000)\n"
  ") STRICT";

static void
test_tables (Fixture       *fixture,
             gconstpointer  data)
{
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE name = 'book'", book_table);
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE name = 'author'",
              "CREATE TABLE \"author\" (\n"
              "  author_id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
              "  name TEXT NOT NULL COLLATE NOCASE UNIQUE DEFAULT '',\n"
              "  born TEXT CONSTRAINT author_born CHECK (born IS date (born, '+0 days'))\n"
              ") STRICT");
  assert_sql (fixture, "SELECT \"table\", \"from\", \"to\", on_delete"
                       " FROM pragma_foreign_key_list ('loan') ORDER BY 1",
              "book|book_id|book_id|CASCADE\nreader|reader_id|reader_id|RESTRICT");
  assert_sql (fixture, "SELECT name FROM sqlite_schema WHERE type = 'table'"
                       " AND name NOT GLOB '*_search_*' ORDER BY name",
              "author\nauthor_search\nauthor_sort\nbook\nbook_search\nbook_sort\ngroup\n"
              "group_search\ngroup_sort\nloan\norm_change\norm_meta\norm_shape\norm_step\n"
              "reader\nsqlite_sequence");
  assert_sql (fixture, "SELECT count (*) FROM pragma_table_list WHERE schema = 'main'"
                       " AND NOT strict AND name NOT LIKE 'sqlite%'"
                       " AND type <> 'virtual' AND type <> 'shadow'", "0");
}

static void
test_indices (Fixture       *fixture,
              gconstpointer  data)
{
  assert_sql (fixture, "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'"
                       " AND sql NOT NULL AND tbl_name NOT GLOB '*_sort' ORDER BY name",
              "book_author_id|book\nbook_pages|book\nbook_published|book\nbook_title|book\n"
              "group_order|group\ngroup_parent_id|group\nloan_book_id|loan\nloan_reader_id|loan");
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE tbl_name = 'book_sort' ORDER BY name",
              "CREATE TABLE book_sort (\n"
              "  row_id INTEGER PRIMARY KEY,\n"
              "  hash INTEGER NOT NULL,\n"
              "  title_key BLOB NOT NULL,\n"
              "  isbn_key BLOB\n"
              ") STRICT\n"
              "CREATE INDEX book_sort_isbn ON book_sort (isbn_key)\n"
              "CREATE INDEX book_sort_title ON book_sort (title_key)");
}

/* Nothing in the file needs the program: no triggers, no views, no functions of its own. */
static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  assert_sql (fixture, "SELECT count (*) FROM sqlite_schema WHERE type IN ('trigger', 'view')"
                       " OR instr (replace (replace (replace (sql, 'orm_step', ''),"
                       " 'orm_change', ''), 'orm_shape', ''), 'orm_')"
                       " AND name <> 'orm_meta'", "0");
  assert_sql (fixture, "PRAGMA user_version", "3");
  assert_sql (fixture, "PRAGMA application_id", "1281966641");
  assert_sql (fixture, "PRAGMA journal_mode", "wal");
  assert_sql (fixture, "PRAGMA encoding", "UTF-8");
}

/* Other programs cannot write what the mapper would not. */
static void
test_checks (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    const char *message;
  } cases[] = {
    { "INSERT INTO book (published) VALUES ('2024-02-30')",
      "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('2023-02-29')",
      "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('2024-2-3')",
      "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('3 May 2024')",
      "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('')", "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('now')", "non-deterministic use of date()" },
    { "INSERT INTO book (published) VALUES (2460000)", "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('2024-05-03 12:00')",
      "CHECK constraint failed: book_published" },
    { "INSERT INTO book (published) VALUES ('2024-05-03'), (NULL)", NULL },
    { "INSERT INTO book (lent) VALUES (2)", "CHECK constraint failed: book_lent" },
    { "INSERT INTO book (lent) VALUES (-1)", "CHECK constraint failed: book_lent" },
    { "INSERT INTO book (lent) VALUES (NULL)", "NOT NULL constraint failed: book.lent" },
    { "INSERT INTO book (lent) VALUES (0), (1), (1.0), ('1')", NULL },
    { "INSERT INTO book (pages) VALUES (100001)", "CHECK constraint failed: book_pages" },
    { "INSERT INTO book (pages) VALUES (-11)", "CHECK constraint failed: book_pages" },
    { "INSERT INTO book (pages) VALUES ('many')", "cannot store TEXT value in INTEGER column" },
    { "INSERT INTO book (pages) VALUES (1.5)", "cannot store REAL value in INTEGER column" },
    { "INSERT INTO book (pages) VALUES (NULL)", "NOT NULL constraint failed: book.pages" },
    { "INSERT INTO book (pages) VALUES (100000), (-10)", NULL },
    { "INSERT INTO book (title) VALUES (NULL)", "NOT NULL constraint failed: book.title" },
    { "INSERT INTO book (title) VALUES (x'00')", "cannot store BLOB value in TEXT column" },
    { "INSERT INTO book (isbn) VALUES ('1'), ('1')", "UNIQUE constraint failed: book.isbn" },
    { "INSERT INTO book (isbn) VALUES (NULL), (NULL)", NULL },
    { "INSERT INTO book (author_id) VALUES (99)", "FOREIGN KEY constraint failed" },
    { "INSERT INTO author (name) VALUES ('jane'), ('JANE')",
      "UNIQUE constraint failed: author.name" },
    { "INSERT INTO loan (due, book_id) VALUES ('2024-05-03', NULL)",
      "NOT NULL constraint failed: loan.book_id" },
    { "INSERT INTO loan (due, book_id) VALUES (NULL, 1)", "NOT NULL constraint failed: loan.due" },
    { "INSERT INTO \"group\" (\"order\") VALUES (100)", "CHECK constraint failed: group_order" },
  };

  assert_sql (fixture, "SELECT 1", "1");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *message = NULL;

      sqlite3_exec (fixture->raw, cases[i].sql, NULL, NULL, &message);
      if (cases[i].message == NULL)
        g_assert_cmpstr (message, ==, NULL);
      else if (message == NULL || !g_str_has_prefix (message, cases[i].message))
        g_error ("%s: %s", cases[i].sql, message);
      sqlite3_free (message);
    }
}

/* Keys are never used again: undo may bring a row back at any time. */
static void
test_keys_stay (Fixture       *fixture,
                gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (Author) author = fixture_add_author (fixture, "Jane");

      fixture_commit (fixture, "Add");
      g_assert_cmpint (author->author_id, ==, i + 1);
      orm_session_remove (fixture->session, author);
      fixture_commit (fixture, "Delete");
      fixture_reopen (fixture);
    }
}

/* Names that SQL has for itself are names all the same: every kind of statement is tried. */
static void
test_keywords (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Group) group = g_object_new (TYPE_GROUP, "name", "A", "order", (gint64) 5, NULL);
  g_autoptr (Group) child = g_object_new (TYPE_GROUP, "name", "B", "parent", group, NULL);
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_GROUP);
  g_autoptr (Group) found = NULL;
  g_autoptr (OrmList) list = NULL;

  orm_session_add (fixture->session, group);
  orm_session_add (fixture->session, child);
  fixture_commit (fixture, "Add");
  g_object_set (group, "order", (gint64) 6, NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT group_id, \"order\", parent_id FROM \"group\"", "1|6|NULL\n2|0|1");

  orm_query_where (query, orm_condition_compare ("order", ORM_EQUAL, ORM_INT (6)));
  orm_query_order_by (query, "parent.order", ORM_ASCENDING);
  found = orm_session_find (fixture->session, query, NULL);
  g_assert_true (found == group);
  g_object_get (group, "children", &list, NULL);
  assert_model (list, "2");

  orm_session_remove (fixture->session, group);
  fixture_commit (fixture, "Delete");
  assert_model (list, "");
  g_assert_null (orm_record_get_reference (ORM_RECORD (child), "parent"));
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT group_id, \"order\", parent_id FROM \"group\"", "1|5|NULL\n2|0|1");
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT group_id, \"order\", parent_id FROM \"group\"", "2|0|NULL");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-ddl/tables", test_tables);
  fixture_add_test ("/orm/sqlite-ddl/indices", test_indices);
  fixture_add_test ("/orm/sqlite-ddl/plain", test_plain);
  fixture_add_test ("/orm/sqlite-ddl/checks", test_checks);
  fixture_add_test ("/orm/sqlite-ddl/keys-stay", test_keys_stay);
  fixture_add_test ("/orm/sqlite-ddl/keywords", test_keywords);
  return g_test_run ();
}
