#include "fixture.h"

#include <stdlib.h>

/* What the journal tells of the past: what a step did, what a cell has been; and the way back to
 * any step. */

static void
append_value (GString  *text,
              OrmValue  value)
{
  if (value.type == ORM_VALUE_NULL)
    g_string_append (text, "NULL");
  else if (value.type == ORM_VALUE_INTEGER)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, value.integer);
  else if (value.type == ORM_VALUE_REAL)
    g_string_append_printf (text, "%g", value.real);
  else
    g_string_append (text, value.text);
}

static gboolean
describe_change (const OrmPastChange *change,
                 gpointer            user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%c %s %" G_GINT64_FORMAT ":", change->kind, change->label,
                          change->key);
  for (guint i = 0; i < change->n_cells; i++)
    {
      const OrmPastCell *cell = &change->cells[i];

      if (g_str_equal (cell->property, "updated") || g_str_equal (cell->property, "created"))
        continue;
      g_string_append_printf (text, " %s/%s=", cell->property, cell->label);
      append_value (text, cell->before);
      g_string_append (text, ">");
      append_value (text, cell->after);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static void
assert_step (Fixture    *fixture,
             gint64      step,
             const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  orm_history_read_changes (fixture->history, step, describe_change, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_values (Fixture    *fixture,
               gpointer    record,
               const char *property,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values =
    orm_history_list_values (fixture->history, record, property, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < values->len; i++)
    {
      const OrmPastValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s %c ", i > 0 ? ", " : "",
                              value->step, value->step_name, value->kind);
      append_value (text, value->before);
      g_string_append_c (text, '>');
      append_value (text, value->after);
      g_assert_cmpint (value->time, >, 0);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_changes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);

  fixture_commit (fixture, "Add");
  assert_step (fixture, 1,
               "i Author 1: name/Name=NULL>Jane born/born=NULL>NULL\n"
               "i Book 1: title/Title=NULL>Emma isbn/ISBN=NULL>NULL pages/Pages=NULL>7"
               " price/price=NULL>0 price-decimals/price_decimals=NULL>0 level/level=NULL>NULL"
               " weight/weight=NULL>0 lent/Lent=NULL>0 published/Published=NULL>NULL"
               " notes/notes=NULL>NULL author/Author=NULL>1\n");
  g_object_set (book, "pages", (gint64) 9, "weight", 2.5, "author", NULL, NULL);
  fixture_commit (fixture, "Change");
  assert_step (fixture, 2, "u Book 1: pages/Pages=7>9 weight/weight=0>2.5 author/Author=1>NULL\n");
  assert_step (fixture, 1, "i Author 1: name/Name=NULL>Jane born/born=NULL>NULL\ni Book 1:\n");
  orm_session_remove (fixture->session, author);
  fixture_commit (fixture, "Delete");
  assert_step (fixture, 3, "d Author 1: name/Name=Jane>NULL born/born=NULL>NULL\n");
  assert_step (fixture, 99, "");
  fixture_undo (fixture);
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_step (fixture, 2, "u Book 1: pages/Pages=7>9 weight/weight=0>2.5 author/Author=1>NULL\n");
}

/* What no class has any more is told by its names in the file. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "UPDATE orm_change SET table_name = 'poet', kind = 'u',"
                        " image = '{\"muse\": [1, \"Erato\"]}'");
  assert_step (fixture, 1, "u poet 1: muse/muse=1>Erato\n");
  fixture_sql (fixture, "UPDATE orm_change SET kind = 'i', image = '0123456789abcdef'");
  assert_step (fixture, 1, "i poet 1:\n");
}

static gboolean
count_one (const OrmPastChange *change,
           gpointer            user_data)
{
  guint *n = user_data;

  return ++*n < 3;
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  for (guint i = 0; i < 2500; i++)
    {
      g_autoptr (Reader) reader = g_object_new (TYPE_READER, "name", "r", "card", (gint64) i, NULL);

      orm_session_add (fixture->session, reader);
    }
  fixture_commit (fixture, "Add");
  g_assert_true (orm_history_read_changes (fixture->history, 1, describe_change, text, NULL));
  lines = g_strsplit (text->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 2501);
  g_assert_cmpstr (lines[2499], ==, "i Reader 2500: name/Name=NULL>r card/Card=NULL>2499");
  g_assert_true (orm_history_read_changes (fixture->history, 1, count_one, &n, NULL));
  g_assert_cmpuint (n, ==, 3);
}

static void
test_values (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) other = fixture_add_book (fixture, "Agnes", NULL);

  assert_values (fixture, book, "pages", "");
  fixture_commit (fixture, "Add");
  assert_values (fixture, book, "pages", "1 Add i NULL>7");
  g_object_set (book, "pages", (gint64) 8, NULL);
  g_object_set (other, "pages", (gint64) 100, NULL);
  fixture_commit (fixture, "Eight");
  g_object_set (book, "title", "Persuasion", NULL);
  fixture_commit (fixture, "Title");
  g_object_set (book, "pages", (gint64) 9, NULL);
  fixture_commit (fixture, "Nine");
  assert_values (fixture, book, "pages", "4 Nine u 8>9, 2 Eight u 7>8, 1 Add i NULL>7");
  assert_values (fixture, book, "title", "3 Title u Emma>Persuasion, 1 Add i NULL>Emma");
  assert_values (fixture, book, "notes", "1 Add i NULL>NULL");
  fixture_undo (fixture);
  assert_values (fixture, book, "pages", "2 Eight u 7>8, 1 Add i NULL>7");
  fixture_redo (fixture);
  orm_session_remove (fixture->session, book);
  fixture_commit (fixture, "Delete");
  assert_values (fixture, book, "pages",
                 "5 Delete d 9>NULL, 4 Nine u 8>9, 2 Eight u 7>8, 1 Add i NULL>7");
  for (guint i = 0; i < 5; i++)
    fixture_undo (fixture);
  for (guint i = 0; i < 4; i++)
    fixture_redo (fixture);
  assert_values (fixture, book, "pages", "4 Nine u 8>9, 2 Eight u 7>8, 1 Add i NULL>7");
}

/* Where the history does not begin with the row, its first value is what was before. What a step
 * only passed through does not count. */
static void
test_values_from_before (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (Book) one = fixture_add_book (fixture, "Emma", NULL);
  g_autoptr (Book) two = fixture_add_book (fixture, "Agnes", NULL);

  g_object_set (one, "isbn", "1", NULL);
  g_object_set (two, "isbn", "2", NULL);
  fixture_commit (fixture, NULL);
  g_object_set (one, "isbn", "2", NULL);
  g_object_set (two, "isbn", "1", NULL);
  fixture_commit (fixture, "Swap");
  assert_sql (fixture, "SELECT count (*) FROM orm_change WHERE row_id = 1", "2");
  assert_values (fixture, one, "isbn", "2 Swap u 1>2");
  g_object_set (one, "isbn", "9", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_object_set (one, "isbn", "2", "title", "Persuasion", NULL);
  fixture_commit (fixture, "Forth and back");
  assert_values (fixture, one, "isbn", "2 Swap u 1>2");
  assert_values (fixture, one, "title", "3 Forth and back u Emma>Persuasion");
}

static void
go_to (Fixture *fixture,
       gint64   step)
{
  g_autoptr (GError) error = NULL;

  orm_history_go_to (fixture->history, step, &error);
  g_assert_no_error (error);
}

static void
test_go_to (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "1");
  char *dumps[6] = { fixture_dump (fixture) };
  guint n_committed = 0;

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      g_object_set (author, "name", name, NULL);
      fixture_commit (fixture, name);
      dumps[i] = fixture_dump (fixture);
    }
  g_signal_connect_swapped (fixture->session, "committed", G_CALLBACK (g_atomic_int_inc),
                            &n_committed);
  for (guint from = 0; from <= 5; from++)
    for (guint to = 0; to <= 5; to++)
      {
        go_to (fixture, from);
        n_committed = 0;
        go_to (fixture, to);
        g_assert_cmpuint (n_committed, ==, 1);
        assert_dump (fixture, dumps[to]);
        if (to > 0)
          g_assert_cmpint (atoi (orm_history_get_undo_name (fixture->history)), ==, to);
        else
          g_assert_null (orm_history_get_undo_name (fixture->history));
      }
  assert_refused (orm_history_go_to (fixture->history, 77, error), ORM_ERROR_NOT_FOUND,
                  "There is no such step");
  for (guint i = 0; i <= 5; i++)
    g_free (dumps[i]);
}

/* One step in the middle that cannot be undone: nothing is. */
static void
test_go_to_conflict (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);
  g_autofree char *before = NULL;

  fixture_commit (fixture, "Add");
  g_object_set (book, "pages", (gint64) 8, NULL);
  fixture_commit (fixture, "Pages");
  g_object_set (book, "title", "Persuasion", NULL);
  fixture_commit (fixture, "Title");
  fixture_sql (fixture, "UPDATE book SET pages = 9");
  fixture_poll (fixture);
  before = fixture_dump (fixture);
  assert_refused (orm_history_go_to (fixture->history, 1, error), ORM_ERROR_CONFLICT,
                  "“Pages” cannot be undone: another program has changed Pages of Book “Emma”"
                  " since");
  assert_dump (fixture, before);
  assert_sql (fixture, "SELECT sum (undone) FROM orm_step", "0");
  g_assert_cmpstr (book->title, ==, "Persuasion");
  go_to (fixture, 2);
  g_assert_cmpstr (book->title, ==, "Emma");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-steps/changes", test_changes);
  fixture_add_test ("/orm/sqlite-steps/unknown", test_unknown);
  fixture_add_test ("/orm/sqlite-steps/many", test_many);
  fixture_add_test ("/orm/sqlite-steps/values", test_values);
  fixture_add_test ("/orm/sqlite-steps/values-from-before", test_values_from_before);
  fixture_add_test ("/orm/sqlite-steps/go-to", test_go_to);
  fixture_add_test ("/orm/sqlite-steps/go-to-conflict", test_go_to_conflict);
  return g_test_run ();
}
