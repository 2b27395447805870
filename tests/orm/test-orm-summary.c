#include "fixture.h"

/* Counts and exact sums, against plain C in 128 bits. */

static void
assert_total (OrmTotal found,
              OrmTotal expected)
{
  g_assert_cmpint ((gint64) (found >> 64), ==, (gint64) (expected >> 64));
  g_assert_cmphex ((guint64) found, ==, (guint64) expected);
}

static OrmSummary *
summarize (Fixture            *fixture,
           OrmQuery           *query,
           const char         *group_by,
           const OrmAggregate *aggregates,
           guint               n_aggregates)
{
  g_autoptr (GError) error = NULL;
  guint64 before = fixture_get_statements (fixture);
  OrmSummary *summary = orm_session_summarize (fixture->session, query, group_by, aggregates,
                                               n_aggregates, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture_get_statements (fixture), ==, before + 1);
  return summary;
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT },
    { .function = ORM_SUM, .property = "pages" },
    { .function = ORM_SUM_PRODUCT, .product = { "price", "pages", "price-decimals" } },
    { .function = ORM_LEAST, .property = "pages" },
    { .function = ORM_MOST, .property = "pages" },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) all = summarize (fixture, query, NULL, aggregates, 5);
  g_autoptr (OrmSummary) groups = summarize (fixture, query, "author", aggregates, 5);

  g_assert_cmpuint (orm_summary_get_n_groups (all), ==, 1);
  g_assert_cmpint (orm_summary_get_group (all, 0).type, ==, ORM_VALUE_NULL);
  for (guint i = 0; i < 5; i++)
    assert_total (orm_summary_get_total (all, 0, i), 0);
  g_assert_cmpuint (orm_summary_get_n_groups (groups), ==, 0);
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT },
    { .function = ORM_SUM, .property = "pages" },
    { .function = ORM_SUM, .property = "level" },
    { .function = ORM_LEAST, .property = "pages" },
    { .function = ORM_MOST, .property = "pages" },
  };
  static const struct
  {
    const char *name;
    int totals[5];
  } expected[] = {
    { NULL, { 1, 7, 0, 7, 7 } },
    { "Anne", { 1, -9, -3, -9, -9 } },
    { "Jane", { 3, 61, 5, 10, 40 } },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Jane'), ('Anne');"
                        "INSERT INTO book (pages, level, author_id)"
                        " VALUES (10, 5, 1), (11, NULL, 1), (40, 0, 1), (-9, -3, 2),"
                        " (7, NULL, NULL), (99, 99, 2)");
  orm_query_where (query, orm_condition_compare ("pages", ORM_NOT_EQUAL, ORM_INT (99)));
  summary = summarize (fixture, query, "author.name", aggregates, 5);
  g_assert_cmpuint (orm_summary_get_n_groups (summary), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      OrmValue group = orm_summary_get_group (summary, i);

      g_assert_cmpstr (group.type == ORM_VALUE_TEXT ? group.text : NULL, ==, expected[i].name);
      for (guint j = 0; j < 5; j++)
        assert_total (orm_summary_get_total (summary, i, j), expected[i].totals[j]);
    }
}

/* Each aggregate may have a condition of its own, besides that of the query. */
static void
test_where (Fixture       *fixture,
            gconstpointer  data)
{
  OrmAggregate aggregates[] = {
    { .function = ORM_COUNT,
      .where = orm_condition_compare ("title", ORM_EQUAL, ORM_STRING ("a")) },
    { .function = ORM_COUNT },
    { .function = ORM_SUM, .property = "pages",
      .where = orm_condition_compare ("author.name", ORM_EQUAL, ORM_STRING ("jane")) },
    { .function = ORM_SUM_PRODUCT, .product = { "pages", "level", NULL },
      .where = orm_condition_and (orm_condition_compare ("pages", ORM_GREATER, ORM_INT (1)),
                                  orm_condition_compare ("pages", ORM_LESS, ORM_INT (4)), NULL) },
  };
  static const int expected[] = { 1, 3, 6, 2 * 10 + 3 * 10 };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Jane');"
                        "INSERT INTO book (title, pages, level, author_id) VALUES ('a', 1, 10, 1),"
                        " ('b', 2, 10, 1), ('c', 3, 10, 1), ('a', 4, 10, 1)");
  orm_query_where (query, orm_condition_compare ("pages", ORM_LESS, ORM_INT (4)));
  summary = summarize (fixture, query, NULL, aggregates, 4);
  for (guint i = 0; i < 4; i++)
    {
      assert_total (orm_summary_get_total (summary, 0, i), expected[i]);
      g_clear_pointer (&aggregates[i].where, orm_condition_unref);
    }
}

/* A product that has to be divided is rounded once, half away from zero. */
static void
test_rounding (Fixture       *fixture,
               gconstpointer  data)
{
  static const OrmAggregate worth = {
    .function = ORM_SUM_PRODUCT, .product = { "price", "pages", "price-decimals" }
  };
  static const struct
  {
    const char *rows; /* price, pages, decimals */
    int expected;
  } cases[] = {
    { "(5, 1, 1)", 1 },
    { "(4, 1, 1)", 0 },
    { "(-5, 1, 1)", -1 },
    { "(-4, 1, 1)", 0 },
    { "(15, 1, 1)", 2 },
    { "(-15, 1, 1)", -2 },
    { "(25, 1, 1), (25, 1, 1)", 5 },
    { "(4, 1, 1), (1, 1, 1)", 1 },
    { "(4, 1, 1), (9, 1, 2)", 0 },
    { "(4, 1, 1), (10, 1, 2)", 1 },
    { "(1, 1, 18)", 0 },
    { "(1, 1, 0), (-5, 1, 1)", 1 },
    { "(1, 1, 0), (-6, 1, 1)", 0 },
    { "(-1, 1, 0), (5, 1, 1)", -1 },
    { "(-1, 1, 0), (6, 1, 1)", 0 },
    { "(-1, 1, 0), (1, 1, 1)", -1 },
    { "(1, 1, 0), (-1, 1, 1)", 1 },
    { "(7, 3, 1), (7, 3, 1), (8, 1, 1)", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat ("DELETE FROM book; INSERT INTO book"
                                          " (price, pages, price_decimals) VALUES ", cases[i].rows,
                                          NULL);
      g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
      g_autoptr (OrmSummary) summary = NULL;

      fixture_sql (fixture, sql);
      summary = summarize (fixture, query, NULL, &worth, 1);
      assert_total (orm_summary_get_total (summary, 0, 0), cases[i].expected);
    }
}

static gint64
random_amount (void)
{
  gint64 amount = (gint64) g_test_rand_int () * 65536 + g_test_rand_int ();

  return amount % G_GINT64_CONSTANT (1000000000001) * (g_test_rand_bit () ? 1 : -1);
}

/* Sums of any products up to 10^24, with decimals of every kind. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_SUM, .property = "price" },
    { .function = ORM_SUM_PRODUCT, .product = { "price", "level", NULL } },
    { .function = ORM_SUM_PRODUCT, .product = { "price", "level", "price-decimals" } },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);

  for (guint turn = 0; turn < 20; turn++)
    {
      g_autoptr (OrmSummary) summary = NULL;
      OrmTotal sum = 0, products = 0, divided = 0, half = 500000;

      fixture_sql (fixture, "DELETE FROM book; BEGIN");
      for (guint i = 0; i < 50; i++)
        {
          gint64 price = random_amount (), level = random_amount ();
          int decimals = g_test_rand_int_range (0, 7);
          OrmTotal product = (OrmTotal) price * level;
          g_autofree char *sql =
            g_strdup_printf ("INSERT INTO book (price, level, price_decimals) VALUES (%"
                             G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %d)", price, level, decimals);

          fixture_sql (fixture, sql);
          sum += price;
          products += product;
          for (int j = decimals; j < 6; j++)
            product *= 10;
          divided += product;
        }
      fixture_sql (fixture, "COMMIT");
      summary = summarize (fixture, query, NULL, aggregates, 3);
      assert_total (orm_summary_get_total (summary, 0, 0), sum);
      assert_total (orm_summary_get_total (summary, 0, 1), products);
      assert_total (orm_summary_get_total (summary, 0, 2),
                    (divided + (divided < 0 ? -half : half)) / 1000000);
    }
}

/* What does not fit is an error, not another number. */
static void
test_overflow (Fixture       *fixture,
               gconstpointer  data)
{
  static const OrmAggregate product = {
    .function = ORM_SUM_PRODUCT, .product = { "price", "level", "price-decimals" }
  };
  static const OrmAggregate sum = { .function = ORM_SUM, .property = "price" };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  fixture_sql (fixture, "INSERT INTO book (price, level) VALUES (9223372036854775807, 1),"
                        " (9223372036854775807, 1), (9223372036854775807, 1)");
  summary = summarize (fixture, query, NULL, &sum, 1);
  assert_total (orm_summary_get_total (summary, 0, 0), (OrmTotal) G_MAXINT64 * 3);
  g_clear_pointer (&summary, orm_summary_free);

  fixture_sql (fixture, "UPDATE book SET level = 9223372036854775807");
  g_assert_null (orm_session_summarize (fixture->session, query, NULL, &product, 1, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_FAILED);
  g_clear_error (&error);

  /* Nor where the parts fit and what they are joined to does not */
  fixture_sql (fixture, "UPDATE book SET price_decimals = 1 WHERE book_id = 3;"
                        "UPDATE book SET level = 9223372036854775807, price = 9223372036854775807");
  g_assert_null (orm_session_summarize (fixture->session, query, NULL, &product, 1, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_FAILED);
}

static void
assert_average (OrmSummary *summary,
                guint       group,
                guint       decimals,
                gint64      expected)
{
  OrmTotal average;

  g_assert_true (orm_summary_get_average (summary, group, 0, decimals, &average));
  assert_total (average, expected);
}

/* An average is exact however large the numbers are, and rounded once. */
static void
test_average (Fixture       *fixture,
              gconstpointer  data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_AVERAGE, .property = "level" },
    { .function = ORM_AVERAGE, .property = "weight" },
    { .function = ORM_SUM, .property = "weight" },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;
  OrmTotal average;

  fixture_sql (fixture, "INSERT INTO book (pages, level, weight) VALUES (1, 9007199254740993, 0.5),"
                        " (1, 9007199254740994, 0.25), (1, NULL, NULL), (2, -1, NULL), (2, -1, 3),"
                        " (2, 0, 4), (3, NULL, NULL), (4, 9223372036854775807, 1),"
                        " (4, 9223372036854775807, 1), (5, -5, 1), (5, -10, 1)");
  summary = summarize (fixture, query, "pages", aggregates, G_N_ELEMENTS (aggregates));
  g_assert_cmpuint (orm_summary_get_n_groups (summary), ==, 5);
  assert_average (summary, 0, 0, 9007199254740994);
  assert_average (summary, 0, 1, 90071992547409935);
  assert_total (orm_summary_get_total (summary, 0, 0), 18014398509481987);
  g_assert_cmpint (orm_summary_get_count (summary, 0, 0), ==, 2);
  assert_average (summary, 1, 0, -1);
  assert_average (summary, 1, 2, -67);
  assert_average (summary, 1, 18, -666666666666666667);
  g_assert_false (orm_summary_get_average (summary, 2, 0, 0, &average));
  assert_average (summary, 3, 0, G_MAXINT64);
  g_assert_true (orm_summary_get_average (summary, 3, 0, 18, &average));
  assert_total (average, (OrmTotal) G_MAXINT64 * 1000000000000000000);
  assert_average (summary, 4, 0, -8);
  assert_average (summary, 4, 1, -75);
  g_assert_cmpfloat (orm_summary_get_value (summary, 0, 1).real, ==, 0.375);
  g_assert_cmpfloat (orm_summary_get_value (summary, 1, 1).real, ==, 3.5);
  g_assert_cmpfloat (orm_summary_get_value (summary, 1, 2).real, ==, 7);
  g_assert_cmpint (orm_summary_get_value (summary, 2, 1).type, ==, ORM_VALUE_NULL);
}

static const char *
text_of (OrmSummary *summary,
         guint       group,
         guint       aggregate)
{
  OrmValue value = orm_summary_get_value (summary, group, aggregate);

  g_assert_cmpint (value.type, ==, ORM_VALUE_TEXT);
  return value.text;
}

/* The least and the most of text, of dates, of numbers, of what is at the end of a path. */
static void
test_least_and_most (Fixture       *fixture,
                     gconstpointer  data)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_LEAST, .property = "title" },
    { .function = ORM_MOST, .property = "title" },
    { .function = ORM_LEAST, .property = "published" },
    { .function = ORM_MOST, .property = "author.name" },
    { .function = ORM_MOST, .property = "weight" },
    { .function = ORM_MOST, .property = "level" },
  };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (1, 'Jane'), (2, 'anne');"
                        "INSERT INTO book (title, published, weight, level, author_id) VALUES"
                        " ('12 b', '2024-02-29', 0.5, 7, 1), ('9 a', '0001-01-01', 0.25, NULL, 2),"
                        " ('a', NULL, NULL, 9007199254740993, NULL)");
  summary = summarize (fixture, query, NULL, aggregates, G_N_ELEMENTS (aggregates));
  g_assert_cmpstr (text_of (summary, 0, 0), ==, "12 b");
  g_assert_cmpstr (text_of (summary, 0, 1), ==, "a");
  g_assert_cmpstr (text_of (summary, 0, 2), ==, "0001-01-01");
  g_assert_cmpstr (text_of (summary, 0, 3), ==, "Jane");
  g_assert_cmpfloat (orm_summary_get_value (summary, 0, 4).real, ==, 0.5);
  assert_total (orm_summary_get_total (summary, 0, 5), 9007199254740993);
  assert_total (orm_summary_get_total (summary, 0, 0), 0);
}

static void
test_several_groups (Fixture       *fixture,
                     gconstpointer  data)
{
  static const OrmAggregate count = { .function = ORM_COUNT };
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmSummary) summary = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (1, 'Jane'), (2, 'Anne');"
                        "INSERT INTO book (pages, author_id) VALUES (1, 1), (1, 1), (2, 1), (1, 2),"
                        " (2, NULL), (2, NULL)");
  summary = summarize (fixture, query, "author.name,pages", &count, 1);
  for (guint i = 0; i < orm_summary_get_n_groups (summary); i++)
    {
      OrmValue name = orm_summary_get_group (summary, i);

      g_string_append_printf (text, "%s %d: %d; ", name.type == ORM_VALUE_TEXT ? name.text : "-",
                              (int) orm_summary_get_group_part (summary, i, 1).integer,
                              (int) orm_summary_get_total (summary, i, 0));
    }
  g_assert_cmpstr (text->str, ==, "- 2: 2; Anne 1: 1; Jane 1: 2; Jane 2: 1; ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/summary/nothing", test_nothing);
  fixture_add_test ("/orm/summary/groups", test_groups);
  fixture_add_test ("/orm/summary/where", test_where);
  fixture_add_test ("/orm/summary/rounding", test_rounding);
  fixture_add_test ("/orm/summary/random", test_random);
  fixture_add_test ("/orm/summary/overflow", test_overflow);
  fixture_add_test ("/orm/summary/average", test_average);
  fixture_add_test ("/orm/summary/least-and-most", test_least_and_most);
  fixture_add_test ("/orm/summary/several-groups", test_several_groups);
  return g_test_run ();
}
