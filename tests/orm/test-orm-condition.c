#include "things.h"

#include <math.h>

/* Which rows are found: as plain SQL finds them through the other connection.
 *
 * 1e22 is the largest power of ten that SQLite reads to the last bit on any machine. */

static void
add_rows (Fixture *fixture)
{
  fixture_sql (fixture,
               "INSERT INTO author (author_id, name, born) VALUES (1, 'Jane', '1775-12-16'),"
               " (2, 'Émile', '1840-04-02'), (3, 'Zoë', NULL);"
               "INSERT INTO book (book_id, title, isbn, pages, level, weight, lent, published,"
               " author_id) VALUES"
               " (1, 'Emma', '0-1', 400, 400, 0.5, 0, '1815-12-23', 1),"
               " (2, 'Persuasion', NULL, 300, 350, NULL, 1, '1817-12-20', 1),"
               " (3, 'Germinal', '0-3', 500, NULL, 0.75, 0, '1885-03-01', 2),"
               " (4, 'emma', '100%', 1, 2, -1.5, 1, NULL, NULL),"
               " (5, 'O''Neill \"x\" _', '0_3', -5, -5, 1e22, 0, '2024-02-29', 3),"
               " (6, '', 'ÄÖÜ', 0, 0, 0.0, 0, '0001-01-01', 2)");
}

static char *
list_keys (Fixture      *fixture,
           OrmCondition *condition)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  GString *text = g_string_new (NULL);

  orm_query_where (query, condition);
  keys = orm_session_list_keys (fixture->session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

/* Takes the condition over. */
#define assert_finds(fixture, condition, expected) \
  G_STMT_START { \
    g_autofree char *found_ = list_keys (fixture, condition); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *property;
    OrmOperator op;
    OrmValue value;
    const char *expected;
  } cases[] = {
    { "title", ORM_EQUAL, { ORM_VALUE_TEXT, .text = "Emma" }, "1" },
    { "title", ORM_EQUAL, { ORM_VALUE_TEXT, .text = "" }, "6" },
    { "title", ORM_EQUAL, { ORM_VALUE_TEXT, .text = "O'Neill \"x\" _" }, "5" },
    { "title", ORM_EQUAL, { ORM_VALUE_TEXT, .text = "' OR 1 --" }, "" },
    { "title", ORM_GREATER, { ORM_VALUE_TEXT, .text = "P" }, "2 4" },
    { "isbn", ORM_NOT_EQUAL, { ORM_VALUE_TEXT, .text = "0-1" }, "3 4 5 6" },
    { "isbn", ORM_EQUAL, { ORM_VALUE_NULL }, "" },
    { "pages", ORM_EQUAL, { ORM_VALUE_INTEGER, .integer = 300 }, "2" },
    { "pages", ORM_NOT_EQUAL, { ORM_VALUE_INTEGER, .integer = 300 }, "1 3 4 5 6" },
    { "pages", ORM_LESS, { ORM_VALUE_INTEGER, .integer = 1 }, "5 6" },
    { "pages", ORM_LESS_OR_EQUAL, { ORM_VALUE_INTEGER, .integer = 1 }, "4 5 6" },
    { "pages", ORM_GREATER, { ORM_VALUE_INTEGER, .integer = 400 }, "3" },
    { "pages", ORM_GREATER_OR_EQUAL, { ORM_VALUE_INTEGER, .integer = 400 }, "1 3" },
    { "weight", ORM_LESS, { ORM_VALUE_REAL, .real = 0.75 }, "1 4 6" },
    { "weight", ORM_GREATER_OR_EQUAL, { ORM_VALUE_REAL, .real = 1e22 }, "5" },
    { "lent", ORM_EQUAL, { ORM_VALUE_INTEGER, .integer = 1 }, "2 4" },
    { "book-id", ORM_LESS, { ORM_VALUE_INTEGER, .integer = 3 }, "1 2" },
    { "book_id", ORM_LESS, { ORM_VALUE_INTEGER, .integer = 3 }, "1 2" },
    { "author", ORM_EQUAL, { ORM_VALUE_INTEGER, .integer = 2 }, "3 6" },
    { "author.name", ORM_EQUAL, { ORM_VALUE_TEXT, .text = "JANE" }, "1 2" },
    { "author.name", ORM_NOT_EQUAL, { ORM_VALUE_TEXT, .text = "jane" }, "3 5 6" },
    { "author.author-id", ORM_GREATER, { ORM_VALUE_INTEGER, .integer = 1 }, "3 5 6" },
  };

  add_rows (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (fixture,
                  orm_condition_compare (cases[i].property, cases[i].op, cases[i].value),
                  cases[i].expected);
}

static void
test_compare_date (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    OrmOperator op;
    guint day, month, year;
    const char *expected;
  } cases[] = {
    { ORM_EQUAL, 29, 2, 2024, "5" },
    { ORM_LESS, 23, 12, 1815, "6" },
    { ORM_LESS_OR_EQUAL, 23, 12, 1815, "1 6" },
    { ORM_GREATER, 20, 12, 1817, "3 5" },
    { ORM_GREATER_OR_EQUAL, 20, 12, 1817, "2 3 5" },
    { ORM_NOT_EQUAL, 20, 12, 1817, "1 3 5 6" },
    { ORM_EQUAL, 1, 1, 1, "6" },
  };

  add_rows (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GDate date = date_of (cases[i].day, cases[i].month, cases[i].year);

      assert_finds (fixture, orm_condition_compare_date ("published", cases[i].op, &date),
                    cases[i].expected);
    }
}

static void
test_compare_properties (Fixture       *fixture,
                         gconstpointer  data)
{
  add_rows (fixture);
  assert_finds (fixture, orm_condition_compare_properties ("pages", ORM_LESS_OR_EQUAL, "level"),
                "1 2 4 5 6");
  assert_finds (fixture, orm_condition_compare_properties ("pages", ORM_LESS, "level"), "2 4");
  assert_finds (fixture, orm_condition_compare_properties ("pages", ORM_EQUAL, "level"), "1 5 6");
  assert_finds (fixture, orm_condition_compare_properties ("published", ORM_GREATER, "author.born"),
                "1 2 3");
}

static void
test_null (Fixture       *fixture,
           gconstpointer  data)
{
  add_rows (fixture);
  assert_finds (fixture, orm_condition_is_null ("author"), "4");
  assert_finds (fixture, orm_condition_is_not_null ("author"), "1 2 3 5 6");
  assert_finds (fixture, orm_condition_is_null ("level"), "3");
  assert_finds (fixture, orm_condition_is_null ("author.born"), "4 5");
  assert_finds (fixture, orm_condition_is_not_null ("author.born"), "1 2 3 6");
}

static void
test_refers_to (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Author) jane = NULL;
  g_autoptr (Author) unsaved = g_object_new (TYPE_AUTHOR, "name", "New", NULL);
  g_autoptr (OrmCondition) condition = orm_condition_refers_to ("author", ORM_RECORD (unsaved));

  add_rows (fixture);
  jane = fixture_load (fixture, TYPE_AUTHOR, 1);
  assert_finds (fixture, orm_condition_refers_to ("author", ORM_RECORD (jane)), "1 2");
  assert_finds (fixture, orm_condition_not (orm_condition_refers_to ("author", ORM_RECORD (jane))),
                "3 5 6");

  /* It holds for nothing until there is something that could be referred to */
  assert_finds (fixture, orm_condition_ref (condition), "");
  orm_session_add (fixture->session, unsaved);
  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "UPDATE book SET author_id = 4 WHERE book_id = 4");
  assert_finds (fixture, orm_condition_ref (condition), "4");
}

static OrmCondition *
pages (OrmOperator op,
       gint64      n)
{
  return orm_condition_compare ("pages", op, ORM_INT (n));
}

static void
test_trees (Fixture       *fixture,
            gconstpointer  data)
{
  add_rows (fixture);
  assert_finds (fixture, NULL, "1 2 3 4 5 6");
  assert_finds (fixture, orm_condition_and (pages (ORM_GREATER, 0), pages (ORM_LESS, 400), NULL),
                "2 4");
  assert_finds (fixture, orm_condition_or (pages (ORM_LESS, 0), pages (ORM_EQUAL, 1),
                                           pages (ORM_GREATER, 400), NULL), "3 4 5");
  assert_finds (fixture, orm_condition_not (pages (ORM_GREATER, 0)), "5 6");
  assert_finds (fixture,
                orm_condition_and (orm_condition_or (pages (ORM_EQUAL, 1), pages (ORM_EQUAL, 300),
                                                     NULL),
                                   orm_condition_not (orm_condition_is_null ("author")), NULL),
                "2");
  assert_finds (fixture, orm_condition_and (pages (ORM_EQUAL, 1), NULL), "4");
  /* All of none hold, one of none does not */
  assert_finds (fixture, orm_condition_and (NULL, NULL), "1 2 3 4 5 6");
  assert_finds (fixture, orm_condition_or (NULL, NULL), "");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char *words;
    const char *expected;
  } cases[] = {
    { "", "1 2 3 4 5 6" },
    { "  \t ", "1 2 3 4 5 6" },
    { "emma", "1 4" },
    { "EMMA", "1 4" },
    { "em", "1 4" },
    { "mm", "" }, /* a word is found by its beginning */
    { "-1", "1" }, /* and a code by any part */
    { "émmà", "1 4" },
    { "emma 0-1", "1" },
    { "0-1   emma", "1" },
    { "emma germinal", "" },
    { "0-", "1 3" },
    { "%", "4" },
    { "_", "5" },
    { "0_3", "5" },
    { "\"x\"", "5" },
    { "o'neill", "5" },
    { "aou", "6" },
    { "ÄÖÜ", "6" },
    { "A\314\210o", "6" },
    { "jane", "" }, /* the author is not the book */
    { "persuasion emma", "" },
    { "ZZZ", "" },
  };

  add_rows (fixture);
  for (guint round = 0; round < 2; round++) /* without the index, and with it */
    {
      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        assert_finds (fixture, orm_condition_search (cases[i].words), cases[i].expected);
      fixture_poll (fixture);
    }
  assert_finds (fixture,
                orm_condition_and (orm_condition_search ("em e"), pages (ORM_LESS, 100), NULL),
                "4");
}

/* Bytes that are no text harm no search. */
static void
test_search_bad_text (Fixture       *fixture,
                      gconstpointer  data)
{
  fixture_sql (fixture, "INSERT INTO book (title, isbn) VALUES (CAST (x'c3' AS TEXT), 'abc'),"
                        " (CAST (x'41e282' AS TEXT), NULL)");
  assert_finds (fixture, orm_condition_search ("b"), "1");
  assert_finds (fixture, orm_condition_search ("a"), "1 2");
}

static void
test_between (Fixture       *fixture,
              gconstpointer  data)
{
  GDate first = date_of (20, 12, 1817), last = date_of (1, 3, 1885);

  add_rows (fixture);
  assert_finds (fixture, orm_condition_between ("pages", ORM_INT (0), ORM_INT (400)), "1 2 4 6");
  assert_finds (fixture, orm_condition_between ("pages", ORM_INT (2), ORM_INT (1)), "");
  assert_finds (fixture, orm_condition_between ("weight", ORM_DOUBLE (0.5), ORM_DOUBLE (0.75)),
                "1 3");
  assert_finds (fixture, orm_condition_between ("author.name", ORM_STRING ("JANE"),
                                                ORM_STRING ("jane")), "1 2");
  assert_finds (fixture, orm_condition_between_dates ("published", &first, &last), "2 3");
  assert_finds (fixture, orm_condition_not (orm_condition_between_dates ("published", &first,
                                                                         &last)), "1 5 6");
}

static guint
count_in (Fixture    *fixture,
          const char *property,
          OrmValue    value,
          OrmValue    other)
{
  g_autoptr (OrmQuery) query = orm_query_new (thing_get_type ());
  g_autoptr (OrmList) list = NULL;
  const OrmValue values[] = { value, other, ORM_STRING ("t") };

  orm_query_where (query, orm_condition_in (property, values, 3));
  list = orm_list_new (fixture->session, query);
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* Reals to their last bit, and bytes. */
static void
test_in_exact (Fixture       *fixture,
               gconstpointer  data)
{
  const OrmValue none = { ORM_VALUE_BYTES, .bytes = "", .n_bytes = 0 };
  const OrmValue bytes = { ORM_VALUE_BYTES, .bytes = "a\0\xff", .n_bytes = 3 };
  const OrmValue fewer = { ORM_VALUE_BYTES, .bytes = "a\0\xff", .n_bytes = 2 };
  g_autoptr (Thing) thing = things_add (fixture, "one");
  g_autoptr (GBytes) picture = g_bytes_new_static ("a\0\xff", 3);

  g_object_set (thing, "picture", picture, NULL);
  for (guint i = 0; i < 200; i++)
    {
      double weight = g_test_rand_double () * pow (10, g_test_rand_int_range (-30, 30));

      g_object_set (thing, "weight", weight, NULL);
      fixture_commit (fixture, NULL);
      g_assert_cmpuint (count_in (fixture, "weight", ORM_DOUBLE (weight), none), ==, 1);
      g_assert_cmpuint (count_in (fixture, "weight", ORM_DOUBLE (nextafter (weight, 0)),
                                  ORM_DOUBLE (nextafter (weight, 1e99))), ==, 0);
    }
  g_assert_cmpuint (count_in (fixture, "picture", bytes, ORM_INT (1)), ==, 1);
  g_assert_cmpuint (count_in (fixture, "picture", fewer, none), ==, 0);
  g_assert_cmpuint (count_in (fixture, "name", bytes, ORM_STRING ("one")), ==, 1);
}

static void
test_in (Fixture       *fixture,
         gconstpointer  data)
{
  static const OrmValue titles[] = {
    { ORM_VALUE_TEXT, .text = "Emma" },
    { ORM_VALUE_TEXT, .text = "O'Neill \"x\" _" },
    { ORM_VALUE_NULL },
    { ORM_VALUE_TEXT, .text = "" },
    { ORM_VALUE_TEXT, .text = "\\ \t \" ] Ä" },
  };
  static const OrmValue names[] = {
    { ORM_VALUE_TEXT, .text = "JANE" }, { ORM_VALUE_TEXT, .text = "zoë" }
  };
  static const OrmValue weights[] = {
    { ORM_VALUE_REAL, .real = 0.75 }, { ORM_VALUE_REAL, .real = 1e22 },
    { ORM_VALUE_INTEGER, .integer = 0 }
  };
  const gint64 keys[] = { 2, 6, 99, -1, 2 };

  add_rows (fixture);
  assert_finds (fixture, orm_condition_in ("title", titles, 5), "1 5 6");
  assert_finds (fixture, orm_condition_not (orm_condition_in ("title", titles, 5)), "2 3 4");
  assert_finds (fixture, orm_condition_in ("author.name", names, 2), "1 2 5");
  assert_finds (fixture, orm_condition_in ("weight", weights, 3), "3 5 6");
  assert_finds (fixture, orm_condition_in_keys ("book-id", keys, 5), "2 6");
  assert_finds (fixture, orm_condition_in_keys ("author", keys, 5), "3 6");
  assert_finds (fixture, orm_condition_in_keys ("author.author-id", keys, 5), "3 6");
  assert_finds (fixture, orm_condition_in_keys ("pages", NULL, 0), "");
  assert_finds (fixture, orm_condition_not (orm_condition_in_keys ("pages", NULL, 0)),
                "1 2 3 4 5 6");
}

/* However many values there are, they are one parameter of one statement. */
static void
test_in_many (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree gint64 *keys = g_new (gint64, 50000);
  guint n_statements;

  add_rows (fixture);
  for (guint i = 0; i < 50000; i++)
    keys[i] = 2 * (i + 1);
  assert_finds (fixture, orm_condition_in_keys ("book-id", keys, 1), "2");
  n_statements = fixture_count_prepared (fixture);
  assert_finds (fixture, orm_condition_in_keys ("book-id", keys, 50000), "2 4 6");
  assert_finds (fixture, orm_condition_in_keys ("book-id", keys, 0), "");
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_statements);
}

static void
test_like (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    OrmCondition *(*new) (const char *property, const char *text);
    const char *property;
    const char *text;
    const char *expected;
  } cases[] = {
    { orm_condition_like, "title", "e%", "1 4" },
    { orm_condition_like, "title", "E__a", "1 4" },
    { orm_condition_like, "title", "%\\_", "5" },
    { orm_condition_like, "title", "%", "1 2 3 4 5 6" },
    { orm_condition_like, "title", "", "6" },
    { orm_condition_like, "title", "emm", "" },
    { orm_condition_like, "isbn", "0_3", "3 5" },
    { orm_condition_like, "isbn", "0\\_3", "5" },
    { orm_condition_like, "isbn", "äö_", "6" },
    { orm_condition_like, "isbn", "___", "1 3 5 6" },
    { orm_condition_like, "author.name", "_mile", "3 6" },
    { orm_condition_like, "author.name", "ÉMILE", "3 6" },
    { orm_condition_like, "author.name", "E\314\201m%", "3 6" },
    { orm_condition_like, "author.name", "e%", "" },
    { orm_condition_starts_with, "title", "EM", "1 4" },
    { orm_condition_starts_with, "title", "", "1 2 3 4 5 6" },
    { orm_condition_starts_with, "isbn", "0_", "5" },
    { orm_condition_starts_with, "isbn", "Äö", "6" },
    { orm_condition_starts_with, "title", "mma", "" },
    { orm_condition_ends_with, "title", "MA", "1 4" },
    { orm_condition_ends_with, "isbn", "%", "4" },
    { orm_condition_ends_with, "author.name", "Ë", "5" },
    { orm_condition_contains, "title", "MM", "1 4" },
    { orm_condition_contains, "title", "\"x\" _", "5" },
    { orm_condition_contains, "isbn", "%", "4" },
    { orm_condition_contains, "isbn", "\\", "" },
    { orm_condition_contains, "author.name", "MIL", "3 6" },
    { orm_condition_contains_word, "title", "emma", "1 4" },
    { orm_condition_contains_word, "title", "émmä", "1 4" },
    { orm_condition_contains_word, "title", "emm", "" },
    { orm_condition_contains_word, "title", "mma", "" },
    { orm_condition_contains_word, "title", "X", "5" },
    { orm_condition_contains_word, "title", "neill", "5" },
    { orm_condition_contains_word, "title", "neill \"x\"", "5" },
    { orm_condition_contains_word, "isbn", "0", "1 3 5" },
    { orm_condition_contains_word, "isbn", "aou", "6" },
    { orm_condition_contains_word, "author.name", "EMILE", "3 6" },
  };

  add_rows (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_finds (fixture, cases[i].new (cases[i].property, cases[i].text), cases[i].expected);
  assert_finds (fixture, orm_condition_not (orm_condition_contains ("isbn", "0")), "6");
}

/* A list hears of the columns that its condition names, whichever it is. */
static void
test_depends (Fixture       *fixture,
              gconstpointer  data)
{
  const gint64 keys[] = { 9, 10 };
  OrmCondition *conditions[] = {
    orm_condition_between ("pages", ORM_INT (9), ORM_INT (10)),
    orm_condition_in_keys ("pages", keys, 2),
    orm_condition_like ("author.name", "%z%"),
    orm_condition_contains_word ("author.name", "Liz"),
  };
  g_autoptr (Author) author = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", author);
  OrmList *lists[G_N_ELEMENTS (conditions)];

  fixture_commit (fixture, "Add");
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);

      orm_query_where (query, conditions[i]);
      lists[i] = orm_list_new (fixture->session, query);
      assert_model (lists[i], "");
    }
  g_object_set (author, "name", "Liz", NULL);
  g_object_set (book, "pages", (gint64) 9, NULL);
  fixture_commit (fixture, "Edit");
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      assert_model (lists[i], "1");
      g_object_unref (lists[i]);
    }
}

/* Trees at random, against the same in SQL. */

static OrmCondition *
make_leaf (GString *sql)
{
  static const char *const operators[] = { "=", "<>", "<", "<=", ">", ">=" };
  static const char *const columns[][2] = {
    { "pages", "pages" }, { "level", "level" }, { "author", "book.author_id" },
    { "author.author-id", "author.author_id" }, { "lent", "lent" }, { "book-id", "book_id" },
  };
  OrmOperator op = g_test_rand_int_range (ORM_EQUAL, ORM_GREATER_OR_EQUAL + 1);
  guint column = g_test_rand_int_range (0, G_N_ELEMENTS (columns));
  guint other = g_test_rand_int_range (0, G_N_ELEMENTS (columns));
  gint64 number = g_test_rand_int_range (-6, 7);

  switch (g_test_rand_int_range (0, 5))
    {
    case 3:
      g_string_append_printf (sql, "(%s BETWEEN %" G_GINT64_FORMAT " AND 2)", columns[column][1],
                              number);
      return orm_condition_between (columns[column][0], ORM_INT (number), ORM_INT (2));
    case 4:
      g_string_append_printf (sql, "(%s IN (%" G_GINT64_FORMAT ", 2))", columns[column][1], number);
      return orm_condition_in_keys (columns[column][0], (const gint64[]) { 2, number }, 2);
    case 0:
      g_string_append_printf (sql, "(%s IS NULL)", columns[column][1]);
      return orm_condition_is_null (columns[column][0]);
    case 1:
      g_string_append_printf (sql, "(%s %s %s)", columns[column][1], operators[op],
                              columns[other][1]);
      return orm_condition_compare_properties (columns[column][0], op, columns[other][0]);
    default:
      g_string_append_printf (sql, "(%s %s %" G_GINT64_FORMAT ")", columns[column][1],
                              operators[op], number);
      return orm_condition_compare (columns[column][0], op, ORM_INT (number));
    }
}

static OrmCondition *
make_tree (GString *sql,
           guint    depth)
{
  OrmCondition *first, *second;
  gboolean is_or = g_test_rand_bit ();

  if (depth == 0 || g_test_rand_int_range (0, 4) == 0)
    return make_leaf (sql);
  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_string_append (sql, "(NOT ");
      first = make_tree (sql, depth - 1);
      g_string_append (sql, ")");
      return orm_condition_not (first);
    }
  g_string_append (sql, "(");
  first = make_tree (sql, depth - 1);
  g_string_append (sql, is_or ? " OR " : " AND ");
  second = make_tree (sql, depth - 1);
  g_string_append (sql, ")");
  return is_or ? orm_condition_or (first, second, NULL) : orm_condition_and (first, second, NULL);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('1'), ('2'), ('3')");
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO book (pages, level, lent, author_id)"
                         " VALUES (%d, nullif (%d, 5), %d, nullif (%d, 0))",
                         g_test_rand_int_range (-6, 7), g_test_rand_int_range (-6, 7),
                         g_test_rand_int_range (0, 2), g_test_rand_int_range (0, 4));

      fixture_sql (fixture, sql);
    }
  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GString) where = g_string_new (NULL);
      OrmCondition *condition = make_tree (where, 4);
      g_autofree char *sql =
        g_strdup_printf ("SELECT ifnull (group_concat (book_id, ' '), '') FROM (SELECT book_id FROM"
                         " book LEFT JOIN author USING (author_id) WHERE %s ORDER BY book_id)",
                         where->str);
      g_autofree char *expected = fixture_ask (fixture, sql);

      assert_finds (fixture, condition, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/condition/compare", test_compare);
  fixture_add_test ("/orm/condition/compare-date", test_compare_date);
  fixture_add_test ("/orm/condition/compare-properties", test_compare_properties);
  fixture_add_test ("/orm/condition/null", test_null);
  fixture_add_test ("/orm/condition/refers-to", test_refers_to);
  fixture_add_test ("/orm/condition/trees", test_trees);
  fixture_add_test ("/orm/condition/search", test_search);
  fixture_add_test ("/orm/condition/search-bad-text", test_search_bad_text);
  fixture_add_test ("/orm/condition/between", test_between);
  fixture_add_test ("/orm/condition/in", test_in);
  things_add_test ("/orm/condition/in-exact", test_in_exact);
  fixture_add_test ("/orm/condition/in-many", test_in_many);
  fixture_add_test ("/orm/condition/like", test_like);
  fixture_add_test ("/orm/condition/depends", test_depends);
  fixture_add_test ("/orm/condition/random", test_random);
  return g_test_run ();
}
