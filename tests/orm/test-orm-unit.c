#include "fixture.h"

#include "school.h"

/* The unit of work: what is written, in which order, and that all of it is or nothing. */

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

static OrmRecordState
state_of (gpointer record)
{
  return orm_record_get_state (record);
}

/* An update writes what was changed and leaves alone what another program wrote meanwhile. */
static void
test_dirty_columns (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  g_object_set (book, "title", "Persuasion", NULL);
  fixture_sql (fixture, "UPDATE book SET pages = 99, notes = 'theirs', isbn = '123'");
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages, notes, isbn FROM book", "Persuasion|99|theirs|123");
  assert_sql (fixture, "SELECT json_remove (image, '$.updated') FROM orm_change ORDER BY change_id"
                       " DESC LIMIT 1", "{\"title\":[\"Emma\",\"Persuasion\"]}");

  /* What the row has by now comes with the next look */
  fixture_poll (fixture);
  g_assert_cmpint (book->pages, ==, 99);
  g_assert_cmpstr (book->isbn, ==, "123");
}

/* One statement a record, whatever the number of properties; none for what did not change. */
static void
test_statements (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Book) emma = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) other = fixture_add_book (fixture, "Sense", NULL);
  guint64 before, one, two;

  fixture_commit (fixture, "Add");
  before = fixture_get_statements (fixture);
  fixture_commit (fixture, "Nothing");
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before);

  g_object_set (emma, "title", "Emma 2", NULL);
  fixture_commit (fixture, "Edit");
  one = fixture_get_statements (fixture) - before;
  g_assert_cmpuint (one, <=, 11); /* nothing that was written is read again */
  before = fixture_get_statements (fixture);
  g_object_set (emma, "title", "Emma 3", "pages", (gint64) 5, "notes", "x", NULL);
  fixture_commit (fixture, "Edit");
  g_assert_cmpuint (fixture_get_statements (fixture) - before, ==, one);
  before = fixture_get_statements (fixture);
  g_object_set (emma, "title", "Emma 4", NULL);
  g_object_set (other, "title", "Sense 2", NULL);
  fixture_commit (fixture, "Edit");
  two = fixture_get_statements (fixture) - before;
  g_assert_cmpuint (two, ==, one + 2); /* the update and its line in the journal */
}

/* The last of a chain is added alone: all that it refers to goes with it, in the right order. */
static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = g_object_new (TYPE_AUTHOR, "name", "Jane", NULL);
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, "title", "Emma", "author", author, NULL);
  g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "Ann", NULL);
  GDate due = date_of (3, 5, 2024);
  g_autoptr (Loan) loan =
    g_object_new (TYPE_LOAN, "due", &due, "book", book, "reader", reader, NULL);

  orm_session_add (fixture->session, loan);
  fixture_commit (fixture, "Lend");
  assert_sql (fixture, "SELECT loan_id, due, book.title, author.name, reader.name FROM loan"
                       " JOIN book USING (book_id) JOIN author USING (author_id)"
                       " JOIN reader USING (reader_id)", "1|2024-05-03|Emma|Jane|Ann");
  g_assert_cmpint (state_of (author), ==, ORM_STATE_CLEAN);
  g_assert_true (orm_record_get_session (ORM_RECORD (author)) == fixture->session);
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT book_id, reader_id, author_id FROM loan JOIN book USING (book_id)",
              "1|1|1");
}

/* Within one class too: a child that is added before its parent, and without it. */
static void
test_self_reference (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Group) top = g_object_new (TYPE_GROUP, "name", "top", NULL);
  g_autoptr (Group) middle = g_object_new (TYPE_GROUP, "name", "middle", "parent", top, NULL);
  g_autoptr (Group) bottom = g_object_new (TYPE_GROUP, "name", "bottom", "parent", middle, NULL);

  orm_session_add (fixture->session, bottom);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT child.name, parent.name FROM \"group\" AS child"
                       " LEFT JOIN \"group\" AS parent ON parent.group_id = child.parent_id"
                       " ORDER BY 1", "bottom|middle\nmiddle|top\ntop|NULL");
  g_assert_false (orm_session_has_changes (fixture->session));
  g_assert_true (orm_record_get_reference (ORM_RECORD (bottom), "parent") == middle);
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT count (*), count (parent_id) FROM \"group\"", "3|2");
}

/* Rows are deleted in an order in which nothing refers to what is gone. */
static void
test_delete_order (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Reader) reader = NULL;
  g_autoptr (Book) book = NULL;
  g_autoptr (Loan) loan = NULL;

  fixture_sql (fixture, "INSERT INTO reader (reader_id, name, card) VALUES (1, 'Ann', 1);"
                        "INSERT INTO book (book_id) VALUES (1);"
                        "INSERT INTO loan (loan_id, due, book_id, reader_id)"
                        " VALUES (1, '2024-01-01', 1, 1)");
  reader = fixture_load (fixture, TYPE_READER, 1);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  loan = fixture_load (fixture, TYPE_LOAN, 1);
  orm_session_remove (fixture->session, reader);
  orm_session_remove (fixture->session, book);
  orm_session_remove (fixture->session, loan);
  fixture_commit (fixture, "Delete");
  assert_dump (fixture, "\n\n\n\n\n");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT book_id, reader_id FROM loan", "1|1");

  /* Without the book, whose loans would go with it */
  g_clear_object (&reader);
  g_clear_object (&loan);
  reader = fixture_load (fixture, TYPE_READER, 1);
  loan = fixture_load (fixture, TYPE_LOAN, 1);
  orm_session_remove (fixture->session, reader);
  orm_session_remove (fixture->session, loan);
  fixture_commit (fixture, "Delete");
  assert_sql (fixture, "SELECT (SELECT count (*) FROM loan), (SELECT count (*) FROM reader)",
              "0|0");
}

/* What becomes of those that refer to a row that goes, in the file and in the objects. */
static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "Ann", NULL);
  GDate due = date_of (3, 5, 2024);
  g_autoptr (Loan) loan = g_object_new (TYPE_LOAN, "due", &due, "book", book, "reader", reader,
                                        NULL);
  guint n = 0;

  orm_session_add (fixture->session, loan);
  fixture_commit (fixture, "Add");

  orm_session_remove (fixture->session, reader);
  assert_refused (orm_session_commit (fixture->session, "Delete", error), ORM_ERROR_REFERENCE,
                  "Reader “1”: still in use, as Reader of: Loan");
  g_assert_cmpint (state_of (reader), ==, ORM_STATE_CLEAN);
  assert_sql (fixture, "SELECT count (*) FROM reader", "1");

  g_signal_connect (book, "notify::author", G_CALLBACK (count_notify), &n);
  orm_session_remove (fixture->session, author);
  fixture_commit (fixture, "Delete");
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  assert_sql (fixture, "SELECT author_id FROM book", "NULL");

  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Delete");
  g_assert_cmpint (state_of (loan), ==, ORM_STATE_DELETED);
  assert_sql (fixture, "SELECT count (*) FROM loan", "0");
}

/* The swaps: rows that pass unique values on among themselves. */

static void
add_books (Fixture *fixture,
           Book   **books,
           guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *isbn = g_strdup_printf ("%c", 'a' + i);

      books[i] = fixture_add_book (fixture, isbn, NULL);
      g_object_set (books[i], "isbn", isbn, NULL);
    }
  fixture_commit (fixture, "Add");
}

static void
test_swap (Fixture       *fixture,
           gconstpointer  data)
{
  Book *books[4];
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_books (fixture, books, 4);
  before = fixture_dump (fixture);
  for (guint i = 0; i < 4; i++)
    g_object_set (books[i], "isbn", books[(i + 1) % 4]->title, NULL);
  fixture_commit (fixture, "Rotate");
  assert_sql (fixture, "SELECT group_concat (title || isbn) FROM book", "ab,bc,cd,da");
  after = fixture_dump (fixture);

  for (guint i = 0; i < 2; i++)
    {
      fixture_undo (fixture);
      assert_dump (fixture, before);
      g_assert_cmpstr (books[0]->isbn, ==, "a");
      fixture_redo (fixture);
      assert_dump (fixture, after);
      g_assert_cmpstr (books[0]->isbn, ==, "b");
    }
  for (guint i = 0; i < 4; i++)
    g_object_unref (books[i]);
}

/* A value goes from a row deleted to one that is made, to one that is changed, or both. */
static void
test_inherit (Fixture       *fixture,
              gconstpointer  data)
{
  Book *books[3];
  g_autoptr (Book) added = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_books (fixture, books, 3);
  before = fixture_dump (fixture);
  added = fixture_add_book (fixture, "new", NULL);
  g_object_set (added, "isbn", "b", NULL);
  g_object_set (books[1], "isbn", "a", NULL);
  orm_session_remove (fixture->session, books[0]);
  fixture_commit (fixture, "Pass on");
  assert_sql (fixture, "SELECT group_concat (title || isbn) FROM book", "ba,cc,newb");
  after = fixture_dump (fixture);
  fixture_undo (fixture);
  assert_dump (fixture, before);
  fixture_redo (fixture);
  assert_dump (fixture, after);
  for (guint i = 0; i < 3; i++)
    g_object_unref (books[i]);
}

/* Also where the column may not be empty, and where case does not count. */
static void
test_swap_names (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Author) one = fixture_add_author (fixture, "Äpfel");
  g_autoptr (Author) two = fixture_add_author (fixture, "Birnen");
  g_autoptr (Author) three = NULL;

  fixture_commit (fixture, "Add");
  g_object_set (one, "name", "BIRNEN", NULL);
  g_object_set (two, "name", "ÄPFEL", NULL);
  fixture_commit (fixture, "Swap");
  assert_sql (fixture, "SELECT name FROM author ORDER BY author_id", "BIRNEN\nÄPFEL");

  g_object_set (one, "name", "birnen", NULL);
  fixture_commit (fixture, "Its own name in another case");
  assert_sql (fixture, "SELECT name FROM author WHERE author_id = 1", "birnen");

  orm_session_remove (fixture->session, two);
  three = fixture_add_author (fixture, "äpfel");
  fixture_commit (fixture, "Replace");
  assert_sql (fixture, "SELECT name FROM author ORDER BY author_id", "birnen\näpfel");
  for (guint i = 0; i < 4; i++)
    fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
  for (guint i = 0; i < 4; i++)
    fixture_redo (fixture);
  assert_sql (fixture, "SELECT name FROM author ORDER BY author_id", "birnen\näpfel");
}

/* And numbers. */
static void
test_swap_numbers (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Reader) one = g_object_new (TYPE_READER, "name", "1", "card", (gint64) 1, NULL);
  g_autoptr (Reader) two = g_object_new (TYPE_READER, "name", "2", "card", (gint64) 2, NULL);

  orm_session_add (fixture->session, one);
  orm_session_add (fixture->session, two);
  fixture_commit (fixture, "Add");
  g_object_set (one, "card", (gint64) 2, NULL);
  g_object_set (two, "card", (gint64) 1, NULL);
  fixture_commit (fixture, "Swap");
  assert_sql (fixture, "SELECT name, card FROM reader ORDER BY 1", "1|2\n2|1");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name, card FROM reader ORDER BY 1", "1|1\n2|2");
}

/* Other connections see all of a commit or nothing of it. */
static void
test_one_transaction (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = NULL;

  g_assert_true (orm_session_flush (fixture->session, &error));
  g_assert_cmpint (author->author_id, ==, 1);
  assert_sql (fixture, "SELECT count (*) FROM author", "0");
  g_assert_true (orm_session_has_changes (fixture->session));
  book = fixture_add_book (fixture, "Emma", author);
  g_object_set (author, "name", "Anne", NULL);
  g_assert_true (orm_session_flush (fixture->session, &error));
  assert_sql (fixture, "SELECT count (*) FROM author", "0");
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT title, name FROM book JOIN author USING (author_id)", "Emma|Anne");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "1");
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = g_object_new (TYPE_AUTHOR, "name", "Jane", NULL);
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, "author", author, NULL);

  g_assert_false (orm_session_has_changes (fixture->session));
  orm_session_add (fixture->session, book);
  g_assert_true (orm_session_has_changes (fixture->session));
  orm_session_remove (fixture->session, book);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_DETACHED);
  fixture_commit (fixture, "Nothing");
  assert_dump (fixture, "\n\n\n\n\n");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "0");
  g_assert_null (orm_history_get_undo_name (fixture->history));

  /* It may be added after all */
  orm_session_add (fixture->session, book);
  orm_session_remove (fixture->session, book);
  orm_session_add (fixture->session, book);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT count (*), count (author_id) FROM book", "1|1");
}

static void
add_author (GObject    *book,
            GParamSpec *pspec,
            gpointer    user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, ((Book *) book)->book_id);

  if (((Book *) book)->book_id == 0)
    return;
  g_object_unref (fixture_add_author (fixture, name));
  g_object_set (book, "title", name, NULL);
}

/* Whoever hears of a new key may add and change more: it is part of the same work. */
static void
test_more_meanwhile (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  g_signal_connect (book, "notify::book-id", G_CALLBACK (add_author), fixture);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT name, title FROM author, book", "1|1");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "1");
  fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
}

static void
test_stamps (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 start = g_get_real_time ();
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  gint64 created;
  guint n = 0;

  fixture_commit (fixture, "Add");
  created = book->created.microseconds;
  g_assert_cmpint (created, >=, start);
  g_assert_cmpint (created, <=, g_get_real_time ());
  g_assert_cmpint (book->updated.microseconds, ==, created);

  while (g_get_real_time () == created)
    g_thread_yield ();
  g_signal_connect (book, "notify::updated", G_CALLBACK (count_notify), &n);
  g_object_set (book, "title", "Persuasion", NULL);
  g_assert_cmpuint (n, ==, 0);
  fixture_commit (fixture, "Edit");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (book->created.microseconds, ==, created);
  g_assert_cmpint (book->updated.microseconds, >, created);
  assert_sql (fixture, "SELECT updated > created FROM book", "1");
  fixture_undo (fixture);
  g_assert_cmpint (book->updated.microseconds, ==, created);
  assert_sql (fixture, "SELECT updated = created FROM book", "1");
}

/* Another program was faster. */
static void
test_row_gone (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "DELETE FROM book");
  g_object_set (book, "title", "Persuasion", NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_NOT_FOUND,
                  "Book “1” was deleted by another program");
  g_assert_cmpstr (book->title, ==, "Emma");

  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Delete");
  g_assert_cmpint (state_of (book), ==, ORM_STATE_DELETED);
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Add");
}

/* A class of another file is a mistake of the program, told where it is made: a flush would find no
 * table for the record. */
static void
test_foreign_class (void)
{
  if (g_test_subprocess ())
    {
      Fixture fixture = { 0 };

      fixture_set_up (&fixture, NULL);
      remove_folder (fixture.folder);
      orm_session_add (fixture.session, g_object_new (TYPE_ROOM, "name", "1", NULL));
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*orm_session_add*orm_schema_has_table*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/unit/dirty-columns", test_dirty_columns);
  fixture_add_test ("/orm/unit/statements", test_statements);
  fixture_add_test ("/orm/unit/chain", test_chain);
  fixture_add_test ("/orm/unit/self-reference", test_self_reference);
  fixture_add_test ("/orm/unit/delete-order", test_delete_order);
  fixture_add_test ("/orm/unit/rules", test_rules);
  fixture_add_test ("/orm/unit/swap", test_swap);
  fixture_add_test ("/orm/unit/inherit", test_inherit);
  fixture_add_test ("/orm/unit/swap-names", test_swap_names);
  fixture_add_test ("/orm/unit/swap-numbers", test_swap_numbers);
  fixture_add_test ("/orm/unit/one-transaction", test_one_transaction);
  fixture_add_test ("/orm/unit/nothing", test_nothing);
  fixture_add_test ("/orm/unit/more-meanwhile", test_more_meanwhile);
  fixture_add_test ("/orm/unit/stamps", test_stamps);
  fixture_add_test ("/orm/unit/row-gone", test_row_gone);
  g_test_add_func ("/orm/unit/foreign-class", test_foreign_class);
  return g_test_run ();
}
