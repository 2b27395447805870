#include "fixture.h"

/* What the database refuses, or the user gives up: nothing of it stays, in the file or in
 * objects. */

static OrmRecordState
state_of (gpointer record)
{
  return orm_record_get_state (record);
}

static void
note_value (GObject    *object,
            GParamSpec *pspec,
            gpointer    user_data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (object, pspec->name, &value);
  if (G_VALUE_HOLDS_STRING (&value))
    text = g_value_dup_string (&value);
  else if (G_VALUE_HOLDS_INT64 (&value))
    text = g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (&value));
  else
    text = g_strdup (g_value_get_object (&value) != NULL ? "some" : "none");
  g_string_append_printf (user_data, "%s=%s ", pspec->name, text);
}

/* One edit of one row: what is refused says which property, which value and why. */

typedef struct
{
  GType (*type) (void);
  const char *property;
  const char *text;
  OrmError code;
  const char *message;
} Refusal;

static const Refusal refusals[] = {
  { author_get_type, "name", "anne", ORM_ERROR_UNIQUE,
    "Author: Name “anne” is already in use" },
  { author_get_type, "name", "ANNE", ORM_ERROR_UNIQUE,
    "Author: Name “ANNE” is already in use" },
  { author_get_type, "name", "ÄPFEL", ORM_ERROR_UNIQUE,
    "Author: Name “ÄPFEL” is already in use" },
  { author_get_type, "name", "äpfel", ORM_ERROR_UNIQUE,
    "Author: Name “äpfel” is already in use" },
  { author_get_type, "name", "A\314\210pfel", ORM_ERROR_UNIQUE,
    "Author: Name “A\314\210pfel” is already in use" },
  { author_get_type, "name", "STRASSE", ORM_ERROR_UNIQUE,
    "Author: Name “STRASSE” is already in use" },
  { author_get_type, "name", NULL, ORM_ERROR_NOT_NULL,
    "Author: Name may not be empty" },
  { book_get_type, "isbn", "123", ORM_ERROR_UNIQUE,
    "Book: ISBN “123” is already in use" },
  { book_get_type, "title", NULL, ORM_ERROR_NOT_NULL,
    "Book: Title may not be empty" },
  { book_get_type, "pages", "100001", ORM_ERROR_CHECK,
    "Book: Pages cannot be “100001”: at least -10, at most 100000" },
  { book_get_type, "pages", "-11", ORM_ERROR_CHECK,
    "Book: Pages cannot be “-11”: at least -10, at most 100000" },
  { book_get_type, "price", "-9223372036854775808", ORM_ERROR_NOT_NULL,
    "Book: price may not be empty" },
  { book_get_type, "price-decimals", "19", ORM_ERROR_CHECK,
    "Book: price_decimals cannot be “19”: at least 0, at most 18" },
  { reader_get_type, "card", "77", ORM_ERROR_UNIQUE,
    "Reader: Card “77” is already in use" },
};

static void
set_text (gpointer    record,
          const char *property,
          const char *text)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (record), property);

  if (pspec->value_type == G_TYPE_INT64)
    g_object_set (record, property, g_ascii_strtoll (text, NULL, 10), NULL);
  else
    g_object_set (record, property, text, NULL);
}

static void
add_others (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO author (name)"
                        " VALUES ('Jane'), ('Anne'), ('Äpfel'), ('Straße');"
                        "INSERT INTO book (title, isbn) VALUES ('Emma', '12'), ('Agnes', '123');"
                        "INSERT INTO reader (name, card) VALUES ('Ann', 7), ('Bob', 77)");
}

static void
test_refused_update (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = NULL;

  add_others (fixture);
  before = fixture_dump (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const Refusal *refusal = &refusals[i];
      g_autoptr (OrmRecord) record = fixture_load (fixture, refusal->type (), 1);
      g_autoptr (GString) old = g_string_new (NULL);
      g_autoptr (GString) notified = g_string_new (NULL);
      g_autofree char *detail = g_strconcat ("notify::", refusal->property, NULL);

      note_value (G_OBJECT (record),
                  g_object_class_find_property (G_OBJECT_GET_CLASS (record), refusal->property),
                  old);
      set_text (record, refusal->property, refusal->text);
      g_signal_connect (record, detail, G_CALLBACK (note_value), notified);
      assert_refused (orm_session_commit (fixture->session, "Edit", error), refusal->code,
                      refusal->message);
      g_assert_cmpstr (notified->str, ==, old->str);
      g_assert_cmpint (state_of (record), ==, ORM_STATE_CLEAN);
      g_assert_false (orm_session_has_changes (fixture->session));
      assert_dump (fixture, before);
      g_signal_handlers_disconnect_by_func (record, note_value, notified);
    }
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "0");
  g_assert_null (orm_history_get_undo_name (fixture->history));
}

static void
test_refused_insert (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *before = NULL;

  add_others (fixture);
  before = fixture_dump (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      const Refusal *refusal = &refusals[i];
      g_autoptr (OrmRecord) record = g_object_new (refusal->type (), NULL);

      if (refusal->type () == TYPE_READER)
        g_object_set (record, "name", "", NULL);
      set_text (record, refusal->property, refusal->text);
      orm_session_add (fixture->session, record);
      assert_refused (orm_session_commit (fixture->session, "Add", error), refusal->code,
                      refusal->message);
      g_assert_cmpint (state_of (record), ==, ORM_STATE_DETACHED);
      g_assert_null (orm_record_get_session (record));
      g_assert_cmpint (orm_record_get_key (record), ==, 0);
      assert_dump (fixture, before);
    }
  assert_sql (fixture, "SELECT count (*) FROM orm_change", "0");
}

/* A row that is referred to is not there. */
static void
test_refused_reference (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "DELETE FROM author");
  g_object_set (book, "author", author, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_REFERENCE,
                  "Book: Author “1” does not exist");
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  assert_sql (fixture, "SELECT author_id FROM book", "NULL");
}

/* A key that was chosen is another row's already. */
static void
test_refused_key (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) other = g_object_new (TYPE_AUTHOR, "author-id", (gint64) 1, NULL);

  fixture_commit (fixture, "Add");
  orm_session_add (fixture->session, other);
  assert_refused (orm_session_commit (fixture->session, "Add", error), ORM_ERROR_UNIQUE,
                  "Author: author_id “1” is already in use");
  g_assert_cmpint (other->author_id, ==, 1);
  g_assert_true (fixture_load (fixture, TYPE_AUTHOR, 1) == author);
  g_object_unref (author);
}

/* Two of one commit that are in each other's way. */
static void
test_refused_pair (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) one = fixture_add_author (fixture, "Äpfel");
  g_autoptr (Author) two = fixture_add_author (fixture, "äpfel");

  assert_refused (orm_session_commit (fixture->session, "Add", error), ORM_ERROR_UNIQUE,
                  "Author: Name “äpfel” is already in use");
  g_assert_cmpint (one->author_id, ==, 0);
  assert_dump (fixture, "\n\n\n\n\n");

  g_object_set (two, "name", "Birnen", NULL);
  orm_session_add (fixture->session, one);
  orm_session_add (fixture->session, two);
  fixture_commit (fixture, "Add");
  g_object_set (one, "name", "BIRNEN", NULL);
  g_object_set (two, "name", "birnen", NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_UNIQUE,
                  "Author: Name “birnen” is already in use");
  assert_sql (fixture, "SELECT name FROM author ORDER BY author_id", "Äpfel\nBirnen");
}

/* Names that differ in more than case are two. */
static void
test_names_apart (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const names[] = { "m2", "m²", "Apfel", "Äpfel", "a b", "a  b", "1", "①", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (fixture_add_author (fixture, names[i]));
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT count (*) FROM author", "9");
}

/* The last of many changes is refused: all of them are taken back. */
static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  g_autoptr (Book) emma = fixture_add_book (fixture, "Emma", jane);
  g_autoptr (Book) agnes = fixture_add_book (fixture, "Agnes", anne);
  g_autoptr (Author) added = NULL;
  g_autoptr (Book) added_book = NULL;
  g_autofree char *before = NULL;

  fixture_commit (fixture, "Add");
  before = fixture_dump (fixture);
  added = fixture_add_author (fixture, "Charlotte");
  added_book = fixture_add_book (fixture, "Jane Eyre", added);
  g_object_set (emma, "author", added, "title", "Emma 2", NULL);
  orm_session_remove (fixture->session, anne);
  g_object_set (agnes, "pages", (gint64) 1000000, NULL);
  assert_refused (orm_session_commit (fixture->session, "Much", error), ORM_ERROR_CHECK,
                  "Book: Pages cannot be “1000000”: at least -10, at most 100000");

  assert_dump (fixture, before);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_DETACHED);
  g_assert_cmpint (added->author_id, ==, 0);
  g_assert_true (orm_record_get_reference (ORM_RECORD (added_book), "author") == added);
  g_assert_true (orm_record_get_reference (ORM_RECORD (emma), "author") == jane);
  g_assert_cmpstr (emma->title, ==, "Emma");
  g_assert_cmpint (state_of (anne), ==, ORM_STATE_CLEAN);
  g_assert_true (orm_record_get_reference (ORM_RECORD (agnes), "author") == anne);
  g_assert_true (fixture_load (fixture, TYPE_AUTHOR, anne->author_id) == anne);
  g_object_unref (anne);

  /* The rest goes through once the reason is gone */
  orm_session_add (fixture->session, added_book);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT name FROM book JOIN author USING (author_id) ORDER BY book_id",
              "Jane\nAnne\nCharlotte");
}

/* Giving up is as being refused: values, references, states, and everybody hears of it. */
static void
test_rollback (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", jane);
  g_autoptr (GString) notified = g_string_new (NULL);

  fixture_commit (fixture, "Add");
  g_object_set (book, "title", "A", "pages", (gint64) 1, "author", anne, NULL);
  g_object_set (book, "title", "B", "author", NULL, NULL);
  g_signal_connect (book, "notify", G_CALLBACK (note_value), notified);
  orm_session_rollback (fixture->session);
  g_assert_cmpstr (notified->str, ==, "title=Emma pages=7 author=some ");
  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == jane);
  g_assert_cmpint (state_of (book), ==, ORM_STATE_CLEAN);
  g_signal_handlers_disconnect_by_func (book, note_value, notified);

  /* It is as if nothing had been: the next change is the only one */
  g_object_set (book, "notes", "x", NULL);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT title, pages, notes, author_id FROM book", "Emma|7|x|1");
}

/* A reference that was not loaded when it was changed is not loaded after, and the same. */
static void
test_rollback_unloaded (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (Book) book = NULL;
  Author *author;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (7, 'Jane');"
                        "INSERT INTO book (book_id, author_id) VALUES (1, 7)");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_object_set (book, "author", NULL, NULL);
  orm_session_rollback (fixture->session);
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (book), "author"), ==, 7);
  author = orm_record_get_reference (ORM_RECORD (book), "author");
  g_assert_cmpstr (author->name, ==, "Jane");
}

/* Keys come with a flush and go with a rollback, and both are told. */
static void
test_rollback_key (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (GString) notified = g_string_new (NULL);

  g_signal_connect (author, "notify::author-id", G_CALLBACK (note_value), notified);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  orm_session_rollback (fixture->session);
  g_assert_cmpstr (notified->str, ==, "author-id=1 author-id=0 ");
  g_assert_cmpint (state_of (author), ==, ORM_STATE_DETACHED);
  assert_dump (fixture, "\n\n\n\n\n");
}

/* What is set after it was removed is taken back as well. */
static void
test_rollback_removed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");

  fixture_commit (fixture, "Add");
  orm_session_remove (fixture->session, author);
  g_object_set (author, "name", "A", NULL);
  orm_session_rollback (fixture->session);
  g_assert_cmpstr (author->name, ==, "Jane");

  g_object_set (author, "name", "A", NULL);
  orm_session_remove (fixture->session, author);
  g_object_set (author, "name", "B", NULL);
  orm_session_rollback (fixture->session);
  g_assert_cmpint (state_of (author), ==, ORM_STATE_CLEAN);
  g_assert_cmpstr (author->name, ==, "Jane");

  orm_session_remove (fixture->session, author);
  g_object_set (author, "name", "C", NULL);
  fixture_commit (fixture, "Delete");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name FROM author", "Jane");
}

/* Several flushes of one transaction are one. */
static void
test_rollback_flushed (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = NULL;
  g_autoptr (Author) added = NULL;
  g_autofree char *before = NULL;

  fixture_commit (fixture, "Add");
  before = fixture_dump (fixture);
  added = fixture_add_author (fixture, "Charlotte");
  g_object_set (jane, "name", "A", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_object_set (jane, "name", "B", NULL);
  g_object_set (added, "name", "C", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_object_set (added, "name", "D", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  orm_session_remove (fixture->session, jane);
  orm_session_remove (fixture->session, added);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_assert_cmpint (state_of (jane), ==, ORM_STATE_DELETED);
  orm_session_rollback (fixture->session);

  g_assert_cmpstr (jane->name, ==, "Jane");
  g_assert_cmpint (state_of (jane), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (state_of (added), ==, ORM_STATE_DETACHED);
  g_assert_cmpint (added->author_id, ==, 0);
  g_assert_cmpstr (added->name, ==, "Charlotte");
  assert_dump (fixture, before);
  anne = fixture_load (fixture, TYPE_AUTHOR, jane->author_id);
  g_assert_true (anne == jane);
}

/* What was read in the middle of a transaction that did not come to be is read again: records and
 * lists hold nothing that never was. */
static void
test_read_in_transaction (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = NULL;
  g_autoptr (Author) added = NULL;
  g_autoptr (OrmList) authors = NULL;

  book = fixture_add_book (fixture, "Emma", author);
  fixture_commit (fixture, "Add");
  g_clear_object (&book);

  orm_session_remove (fixture->session, author);
  added = fixture_add_author (fixture, "Anne");
  g_assert_true (orm_session_flush (fixture->session, NULL));
  book = fixture_load (fixture, TYPE_BOOK, 1); /* whose author has just gone */
  g_assert_null (orm_record_get_reference (ORM_RECORD (book), "author"));
  authors = fixture_list (fixture, TYPE_AUTHOR, NULL);
  assert_model (authors, "2");
  orm_session_rollback (fixture->session);

  g_assert_true (orm_record_get_reference (ORM_RECORD (book), "author") == author);
  assert_model (authors, "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/unit/refused/update", test_refused_update);
  fixture_add_test ("/orm/unit/refused/insert", test_refused_insert);
  fixture_add_test ("/orm/unit/refused/reference", test_refused_reference);
  fixture_add_test ("/orm/unit/refused/key", test_refused_key);
  fixture_add_test ("/orm/unit/refused/pair", test_refused_pair);
  fixture_add_test ("/orm/unit/refused/names-apart", test_names_apart);
  fixture_add_test ("/orm/unit/refused/all-or-nothing", test_all_or_nothing);
  fixture_add_test ("/orm/unit/rollback/values", test_rollback);
  fixture_add_test ("/orm/unit/rollback/unloaded", test_rollback_unloaded);
  fixture_add_test ("/orm/unit/rollback/key", test_rollback_key);
  fixture_add_test ("/orm/unit/rollback/removed", test_rollback_removed);
  fixture_add_test ("/orm/unit/rollback/flushed", test_rollback_flushed);
  fixture_add_test ("/orm/unit/rollback/read-in-transaction", test_read_in_transaction);
  return g_test_run ();
}
