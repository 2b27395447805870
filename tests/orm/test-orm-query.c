#include "fixture.h"

/* The order of rows, and what else a query says. An order is written as properties with "-" in
 * front where it goes down. */

static OrmQuery *
make_query (GType       type,
            const char *orders)
{
  OrmQuery *query = orm_query_new (type);
  g_auto (GStrv) properties = g_strsplit (orders, " ", -1);

  for (char **property = properties; *property != NULL; property++)
    if (**property != '\0')
      orm_query_order_by (query, *property + (**property == '-'),
                          **property == '-' ? ORM_DESCENDING : ORM_ASCENDING);
  return query;
}

static void
assert_keys (Fixture    *fixture,
             OrmQuery   *query,
             const char *expected)
{
  g_autoptr (OrmList) list = orm_list_new (fixture->session, query);

  assert_model (list, expected);
}

static void
test_natural (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmQuery) up = make_query (TYPE_BOOK, "title");
  g_autoptr (OrmQuery) down = make_query (TYPE_BOOK, "-title");

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('Box 10'), ('box 9'), ('Box 100'), (''),"
                        " ('Äpfel'), ('box'), ('Box 9'), ('2'), ('10'), ('1'), ('Box 09')");
  assert_keys (fixture, up, "4 10 8 9 6 2 7 11 1 3 5");
  assert_keys (fixture, down, "5 3 1 2 7 11 6 9 8 10 4");
}

static void
test_nulls_last (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *orders;
    const char *expected;
  } cases[] = {
    { "isbn", "2 4 1 3" },
    { "-isbn", "4 2 1 3" },
    { "level", "3 1 2 4" },
    { "-level", "1 3 2 4" },
    { "published", "4 1 2 3" },
    { "-published", "1 4 2 3" },
    { "weight", "2 1 3 4" },
    { "-weight", "1 2 3 4" },
    { "author.name", "2 1 3 4" },
    { "-author.name", "1 2 3 4" },
    { "author", "1 2 3 4" },
    { "-author", "2 1 3 4" },
  };

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Z'), ('A');"
                        "INSERT INTO book (isbn, level, published, weight, author_id) VALUES"
                        " (NULL, 5, '2024-01-01', 2.0, 1), ('1', NULL, NULL, -1.0, 2),"
                        " (NULL, -5, NULL, NULL, NULL), ('2', NULL, '1999-01-01', NULL, NULL)");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, cases[i].orders);

      assert_keys (fixture, query, cases[i].expected);
    }
}

/* Among equals the next property decides, at last the key. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *orders;
    const char *expected;
  } cases[] = {
    { "", "1 2 3 4 5" },
    { "pages", "2 4 1 3 5" },
    { "-pages", "1 3 5 2 4" },
    { "pages title", "4 2 5 1 3" },
    { "pages -title", "2 4 1 3 5" },
    { "lent -pages", "1 3 2 5 4" },
    { "-lent title", "4 5 1 2 3" },
    { "-book-id", "5 4 3 2 1" },
  };

  fixture_sql (fixture, "INSERT INTO book (title, pages, lent) VALUES"
                        " ('b', 2, 0), ('b', 1, 0), ('b', 2, 0), ('a', 1, 1), ('a', 2, 1)");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, cases[i].orders);

      assert_keys (fixture, query, cases[i].expected);
    }
}

/* Paths may be long, and go the same way twice. */
static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) query = make_query (TYPE_LOAN, "book.author.name -book.title reader.name");

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Z'), ('A');"
                        "INSERT INTO reader (name, card) VALUES ('x', 1), ('w', 2);"
                        "INSERT INTO book (title, author_id) VALUES ('1', 1), ('2', 2), ('3', 2);"
                        "INSERT INTO loan (due, book_id, reader_id) VALUES ('2024-01-01', 1, NULL),"
                        " ('2024-01-01', 2, 1), ('2024-01-01', 3, 1), ('2024-01-01', 3, 2)");
  assert_keys (fixture, query, "4 3 2 1");
  orm_query_where (query, orm_condition_compare ("book.author.name", ORM_EQUAL, ORM_STRING ("a")));
  orm_query_where (query, orm_condition_compare ("book.title", ORM_EQUAL, ORM_STRING ("3")));
  assert_keys (fixture, query, "4 3");
}

static OrmTotal
random_number (void)
{
  static const gint64 scales[] = { 1, 10, 1000, 1000000, G_GINT64_CONSTANT (1000000000000) };
  gint64 scale = scales[g_test_rand_int_range (0, G_N_ELEMENTS (scales))];

  return g_test_rand_int_range (-3, 4) * scale + g_test_rand_int_range (-1, 2);
}

/* Orders two fractions of 128 bits without division: a / 10^d against b / 10^e. */
static int
compare_products (OrmTotal a,
                  guint    d,
                  OrmTotal b,
                  guint    e)
{
  for (; d < 6; d++)
    a *= 10;
  for (; e < 6; e++)
    b *= 10;
  return a < b ? -1 : a > b;
}

/* The order of exact products: larger than 64 bits, and divided. */
static void
test_products (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  OrmProduct product = { "price", "level", "price-decimals" };
  g_autoptr (GPtrArray) books = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO book (price, level, price_decimals) VALUES (%" G_GINT64_FORMAT
                         ", %" G_GINT64_FORMAT ", %d)", (gint64) random_number (),
                         (gint64) random_number (), g_test_rand_int_range (0, 7));

      fixture_sql (fixture, sql);
    }
  fixture_sql (fixture, "UPDATE book SET level = NULL WHERE book_id < 3");
  orm_query_order_by_product (query, product, ORM_ASCENDING);
  for (guint turn = 0; turn < 2; turn++)
    {
      books = orm_session_load_all (fixture->session, query, NULL);
      for (guint i = 1; i < books->len; i++)
        {
          Book *a = books->pdata[i - 1], *b = books->pdata[i];
          int order;

          if (b->level == ORM_UNSET)
            continue;
          g_assert_cmpint (a->level, !=, ORM_UNSET);
          order = compare_products ((OrmTotal) a->price * a->level, a->price_decimals,
                                    (OrmTotal) b->price * b->level, b->price_decimals);
          g_assert_cmpint (turn == 0 ? order : -order, <=, 0);
          if (order == 0)
            g_assert_cmpint (a->book_id, <, b->book_id);
        }
      g_clear_object (&query);
      g_clear_pointer (&books, g_ptr_array_unref);
      query = orm_query_new (TYPE_BOOK);
      orm_query_order_by_product (query, product, ORM_DESCENDING);
    }
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, "-book-id");

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('a'), ('b'), ('c')");
  orm_query_limit (query, 2);
  assert_keys (fixture, query, "3 2");
  orm_query_limit (query, 100);
  assert_keys (fixture, query, "3 2 1");
  orm_query_limit (query, 0);
  assert_keys (fixture, query, "3 2 1");
}

/* A page after the other, by one statement. */
static void
test_offset (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const pages[] = { "1 2", "3 4", "5 6", "" };
  g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, "");
  guint n_prepared = 0;

  fixture_sql (fixture, "INSERT INTO book (title) VALUES ('a'), ('b'), ('c'), ('d'), ('e'), ('f')");
  orm_query_limit (query, 2);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (OrmQuery) copy = NULL;

      orm_query_offset (query, 2 * i);
      assert_keys (fixture, query, pages[i]);
      copy = orm_query_copy (query);
      assert_keys (fixture, copy, pages[i]);
      if (i == 0)
        n_prepared = fixture_count_prepared (fixture);
    }
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared);
  orm_query_limit (query, 0);
  orm_query_offset (query, 3);
  assert_keys (fixture, query, "4 5 6");
}

static OrmCondition *
make_condition (gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return orm_condition_and (orm_condition_compare ("pages", ORM_LESS, ORM_INT (number)),
                            orm_condition_between ("price", ORM_INT (-number), ORM_INT (number)),
                            orm_condition_in_keys ("level", &number, number % 2),
                            orm_condition_contains ("author.name", text),
                            orm_condition_contains_word ("title", text),
                            orm_condition_search (text), NULL);
}

/* What is asked with other values is the same statement. */
static void
test_shape (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_prepared = 0;

  for (gint64 i = 1; i < 20; i++)
    {
      g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, "author.name");

      orm_query_where (query, make_condition (i));
      orm_query_limit (query, i);
      assert_keys (fixture, query, "");
      if (i == 1)
        n_prepared = fixture_count_prepared (fixture);
    }
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared);
}

/* A copy asks the same, and is another: what is added to one is not in the other. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  OrmProduct product = { "price", "pages", NULL };
  g_autoptr (OrmQuery) query = make_query (TYPE_BOOK, "-lent");
  g_autoptr (OrmQuery) copy = NULL;

  fixture_sql (fixture, "INSERT INTO book (title, pages, price, lent) VALUES ('a', 5, 3, 0),"
                        " ('b', 2, 4, 1), ('c', 2, 5, 1), ('d', 1, 1, 1), ('e', 9, 9, 1)");
  orm_query_order_by_product (query, product, ORM_DESCENDING);
  orm_query_where (query, orm_condition_compare ("pages", ORM_LESS, ORM_INT (9)));
  orm_query_limit (query, 3);
  assert_keys (fixture, query, "3 2 4");
  copy = orm_query_copy (query);
  orm_query_limit (query, 0);
  orm_query_where (query, orm_condition_compare ("pages", ORM_NOT_EQUAL, ORM_INT (2)));
  assert_keys (fixture, query, "4 1");
  g_clear_object (&query);
  assert_keys (fixture, copy, "3 2 4");
  g_assert_true (orm_query_get_record_type (copy) == TYPE_BOOK);
}

static void
test_related (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Author) author = NULL;
  g_autoptr (OrmQuery) query = NULL;

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('Jane'), ('Anne');"
                        "INSERT INTO book (title, author_id) VALUES ('a', 1), ('b', 2), ('c', 1)");
  author = fixture_load (fixture, TYPE_AUTHOR, 1);
  query = orm_query_new_related (ORM_RECORD (author), "books");
  assert_keys (fixture, query, "1 3");
  orm_query_where (query, NULL);
  assert_keys (fixture, query, "1 3");
  orm_query_order_by (query, "title", ORM_DESCENDING);
  assert_keys (fixture, query, "3 1");
  orm_query_where (query, orm_condition_search ("a"));
  assert_keys (fixture, query, "1");
}

/* A name that no class has is a programmer's mistake. */
static void
test_unknown (gconstpointer data)
{
  const char *path = data;

  if (g_test_subprocess ())
    {
      Fixture fixture = { 0 };
      g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);

      fixture_set_up (&fixture, NULL);
      remove_folder (fixture.folder);
      orm_query_order_by (query, path, ORM_ASCENDING);
      orm_session_list_keys (fixture.session, query, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*has no property \"*\" for the path \"*\"*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/query/natural", test_natural);
  fixture_add_test ("/orm/query/nulls-last", test_nulls_last);
  fixture_add_test ("/orm/query/several", test_several);
  fixture_add_test ("/orm/query/paths", test_paths);
  fixture_add_test ("/orm/query/products", test_products);
  fixture_add_test ("/orm/query/limit", test_limit);
  fixture_add_test ("/orm/query/offset", test_offset);
  fixture_add_test ("/orm/query/shape", test_shape);
  fixture_add_test ("/orm/query/copy", test_copy);
  fixture_add_test ("/orm/query/related", test_related);
  g_test_add_data_func ("/orm/query/unknown/property", "titel", test_unknown);
  g_test_add_data_func ("/orm/query/unknown/path", "title.name", test_unknown);
  g_test_add_data_func ("/orm/query/unknown/end", "author.title", test_unknown);
  return g_test_run ();
}
