#include "fixture.h"

#include <math.h>
#include <stdio.h>

/* The way of a value: by property into the object, into the file, and out of it into another
 * object. Each case is a property and what it is set to; %NULL stands for the value that means no
 * value. */

typedef struct
{
  const char *property;
  const char *text;     /* what to set, see set_by_text() */
  const char *file;     /* as quote() of SQL shows it */
} Case;

static const Case cases[] = {
  { "title", "Emma", "'Emma'" },
  { "title", "", "''" },
  { "title", "O'Neill \"Ω\" \\ \n\t\001", "'O''Neill \"Ω\" \\ \n\t\001'" },
  { "isbn", "0012345678905", "'0012345678905'" },
  { "isbn", "1E5", "'1E5'" },
  { "isbn", NULL, "NULL" },
  { "pages", "0", "0" },
  { "pages", "-10", "-10" },
  { "pages", "100000", "100000" },
  { "price", "9223372036854775807", "9223372036854775807" },
  { "price", "-9223372036854775807", "-9223372036854775807" },
  { "level", "0", "0" },
  { "level", NULL, "NULL" },
  { "weight", "0.1", "0.1" },
  { "weight", "-1e22", "-1.0e+22" },
  { "weight", "3", "3.0" },
  { "weight", "0", "0.0" },
  { "weight", NULL, "NULL" },
  { "lent", "1", "1" },
  { "lent", "0", "0" },
  { "published", "2024-02-29", "'2024-02-29'" },
  { "published", "0001-01-01", "'0001-01-01'" },
  { "published", "9999-12-31", "'9999-12-31'" },
  { "published", NULL, "NULL" },
  { "notes", "", "''" },
  { "notes", NULL, "NULL" },
};

static void
value_from_text (GValue     *value,
                 const char *text)
{
  GDate date;

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, text);
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, text != NULL ? g_ascii_strtoll (text, NULL, 10) : ORM_UNSET);
  else if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, text != NULL ? g_ascii_strtod (text, NULL) : NAN);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, *text == '1');
  else if (text != NULL)
    {
      int year, month, day;

      g_assert_cmpint (sscanf (text, "%d-%d-%d", &year, &month, &day), ==, 3);
      date = date_of (day, month, year);
      g_value_set_boxed (value, &date);
    }
}

static gboolean
same (const GValue *a,
      const GValue *b)
{
  const GDate *a_date, *b_date;

  if (G_VALUE_HOLDS_STRING (a))
    return g_strcmp0 (g_value_get_string (a), g_value_get_string (b)) == 0;
  if (G_VALUE_HOLDS_INT64 (a))
    return g_value_get_int64 (a) == g_value_get_int64 (b);
  if (G_VALUE_HOLDS_DOUBLE (a))
    return g_value_get_double (a) == g_value_get_double (b)
           || (isnan (g_value_get_double (a)) && isnan (g_value_get_double (b)));
  if (G_VALUE_HOLDS_BOOLEAN (a))
    return g_value_get_boolean (a) == g_value_get_boolean (b);
  a_date = g_value_get_boxed (a);
  b_date = g_value_get_boxed (b);
  return a_date == NULL ? b_date == NULL : b_date != NULL && g_date_compare (a_date, b_date) == 0;
}

static void
assert_property (gpointer    object,
                 const char *property,
                 const char *text)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_auto (GValue) expected = G_VALUE_INIT;
  g_auto (GValue) found = G_VALUE_INIT;

  g_value_init (&expected, pspec->value_type);
  value_from_text (&expected, text);
  g_value_init (&found, pspec->value_type);
  g_object_get_property (object, property, &found);
  g_assert_true (same (&found, &expected));
}

static void
set_by_text (gpointer    object,
             const char *property,
             const char *text)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  value_from_text (&value, text);
  g_object_set_property (object, property, &value);
}

static void
test_insert (Fixture       *fixture,
             gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Book) book = fixture_add_book (fixture, "", NULL);

      set_by_text (book, cases[i].property, cases[i].text);
      assert_property (book, cases[i].property, cases[i].text);
    }
  fixture_commit (fixture, "Add");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT quote (%s) FROM book WHERE book_id = %"
                                              G_GSIZE_FORMAT, cases[i].property, i + 1);
      g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, i + 1);

      assert_sql (fixture, sql, cases[i].file);
      assert_property (book, cases[i].property, cases[i].text);
    }
}

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Book) added = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT quote (%s) FROM book", cases[i].property);

      set_by_text (added, cases[i].property, cases[i].text);
      fixture_commit (fixture, "Edit");
      assert_sql (fixture, sql, cases[i].file);
    }
}

/* What the file holds comes out of it the same. */
static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO book (book_id, %s) VALUES (%" G_GSIZE_FORMAT ", %s)",
                         cases[i].property, i + 1, cases[i].file);

      fixture_sql (fixture, sql);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, i + 1);

      assert_property (book, cases[i].property, cases[i].text);
      g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_CLEAN);
    }
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

/* Setting what is set already does nothing; setting something else tells once. */
static void
test_notify (Fixture       *fixture,
             gconstpointer  data)
{
  guint n = 0;
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  fixture_commit (fixture, NULL);
  g_signal_connect (book, "notify", G_CALLBACK (count_notify), &n);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GParamSpec *pspec =
        g_object_class_find_property (G_OBJECT_GET_CLASS (book), cases[i].property);
      g_auto (GValue) wanted = G_VALUE_INIT;
      g_auto (GValue) found = G_VALUE_INIT;

      g_value_init (&wanted, pspec->value_type);
      value_from_text (&wanted, cases[i].text);
      g_value_init (&found, pspec->value_type);
      g_object_get_property (G_OBJECT (book), cases[i].property, &found);
      n = 0;
      set_by_text (book, cases[i].property, cases[i].text);
      g_assert_cmpuint (n, ==, same (&wanted, &found) ? 0 : 1);
      set_by_text (book, cases[i].property, cases[i].text);
      g_assert_cmpuint (n, ==, same (&wanted, &found) ? 0 : 1);
    }
  orm_session_rollback (fixture->session);
}

static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Book) book = g_object_new (TYPE_BOOK, NULL);

  g_assert_cmpstr (book->title, ==, "It's new");
  g_assert_null (book->isbn);
  g_assert_cmpint (book->pages, ==, 7);
  g_assert_cmpint (book->price, ==, 0);
  g_assert_cmpint (book->level, ==, ORM_UNSET);
  g_assert_false (book->lent);
  g_assert_false (g_date_valid (&book->published));
  g_assert_cmpint (book->created.microseconds, ==, ORM_UNSET);
  g_assert_cmpint (book->book_id, ==, 0);
}

/* A row that another program made has the defaults that a new object has. */
static void
test_defaults_in_file (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_sql (fixture, "INSERT INTO book DEFAULT VALUES");
  assert_sql (fixture, "SELECT title, isbn, pages, price, level, lent, published FROM book",
              "It's new|NULL|7|0|NULL|0|NULL");
  assert_sql (fixture, "SELECT abs (unixepoch () - created / 1000000) < 60, created = updated"
                       " FROM book", "1|1");
}

/* GDate can hold years that the file cannot: they are no date, in the object already. */
static void
test_far_date (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Far", NULL);
  GDate date = date_of (1, 1, 10000);

  g_object_set (book, "published", &date, NULL);
  g_assert_false (g_date_valid (&book->published));
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT published FROM book", "NULL");
}

/* Bytes that are no text, a date that is none, a boolean that is more: written by another program
 * that was not stopped, read without harm. */
static void
test_bad_data (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Book) book = NULL;

  fixture_sql (fixture, "PRAGMA ignore_check_constraints = ON");
  fixture_sql (fixture, "INSERT INTO book (title, notes, published, lent, weight, level)"
                        " VALUES (CAST (x'45c3' AS TEXT), 'a' || char (0) || 'b', '2024-02-30', 2,"
                        " 9e999, -9223372036854775808)");
  book = fixture_load (fixture, TYPE_BOOK, 1);
  g_assert_true (g_utf8_validate (book->title, -1, NULL));
  g_assert_true (g_str_has_prefix (book->title, "E"));
  g_assert_cmpstr (book->notes, ==, "a");
  g_assert_false (g_date_valid (&book->published));
  g_assert_true (book->lent);
  g_assert_true (isinf (book->weight));
  g_assert_cmpint (book->level, ==, ORM_UNSET);
  g_clear_object (&book);
  fixture_sql (fixture, "DELETE FROM book");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/field/insert", test_insert);
  fixture_add_test ("/orm/field/update", test_update);
  fixture_add_test ("/orm/field/load", test_load);
  fixture_add_test ("/orm/field/notify", test_notify);
  fixture_add_test ("/orm/field/defaults", test_defaults);
  fixture_add_test ("/orm/field/defaults-in-file", test_defaults_in_file);
  fixture_add_test ("/orm/field/far-date", test_far_date);
  fixture_add_test ("/orm/field/bad-data", test_bad_data);
  return g_test_run ();
}
