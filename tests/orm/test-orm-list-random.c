#include "fixture.h"

#include "mirror.h"

/* Lists of every kind, and somebody who believes what each of them says, through thousands of
 * random edits: by this session, by another one, by plain SQL, by undo and redo; sorts, filters,
 * pins. */

#define N_LISTS 6

typedef struct
{
  Fixture *fixture;
  OrmSession *other;
  OrmList *lists[N_LISTS];
  Mirror *mirrors[N_LISTS];
  gint64 pinned[N_LISTS];
  int max_pages;
} World;

static OrmQuery *
random_query (World *world,
              guint  list)
{
  static const char *const orders[] = { "title", "pages", "author.name", "isbn", "author", "lent" };
  g_autoptr (Author) author = NULL;
  OrmQuery *query;

  if (list == 0)
    {
      author = fixture_load (world->fixture, TYPE_AUTHOR, g_test_rand_int_range (1, 4));
      query = orm_query_new_related (ORM_RECORD (author), "books");
    }
  else
    query = orm_query_new (TYPE_BOOK);
  if (g_test_rand_bit ())
    {
      int pages = g_test_rand_int_range (0, world->max_pages);

      orm_query_where (query, orm_condition_compare ("pages", ORM_LESS, ORM_INT (pages)));
    }
  if (g_test_rand_int_range (0, 4) == 0)
    orm_query_where (query, orm_condition_search (g_test_rand_bit () ? "a" : "b 1"));
  for (guint n = g_test_rand_int_range (0, 3); n > 0; n--)
    orm_query_order_by (query, orders[g_test_rand_int_range (0, G_N_ELEMENTS (orders))],
                        g_test_rand_bit () ? ORM_ASCENDING : ORM_DESCENDING);
  if (g_test_rand_int_range (0, 6) == 0)
    orm_query_limit (query, g_test_rand_int_range (1, 1500));
  return query;
}

static char *
random_title (void)
{
  return g_strdup_printf ("%c%d", 'a' + g_test_rand_int_range (0, 4),
                          g_test_rand_int_range (0, 30));
}

/* Returns: (transfer full) (nullable): one of the books */
static Book *
random_book (OrmSession *session)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);
  g_autoptr (GArray) keys = orm_session_list_keys (session, query, NULL);

  if (keys->len == 0)
    return NULL;
  return orm_session_load (session, TYPE_BOOK,
                           g_array_index (keys, gint64, g_test_rand_int_range (0, keys->len)),
                           NULL);
}

static void
edit_book (World      *world,
           OrmSession *session,
           Book       *book)
{
  g_autofree char *title = random_title ();
  g_autoptr (Author) author =
    orm_session_load (session, TYPE_AUTHOR, g_test_rand_int_range (1, 5), NULL);

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      g_object_set (book, "author", author, NULL);
      break;
    case 1:
      g_object_set (book, "pages", (gint64) g_test_rand_int_range (0, world->max_pages), NULL);
      break;
    case 2:
      g_object_set (book, "title", title, "lent", g_test_rand_bit (), NULL);
      break;
    case 3:
      orm_session_remove (session, book);
      break;
    default:
      g_object_set (book, "title", title, NULL);
    }
}

/* Some edits of some books in one commit. */
static void
write_by (World      *world,
          OrmSession *session)
{
  g_autoptr (GError) error = NULL;

  for (guint n = g_test_rand_int_range (1, 4); n > 0; n--)
    {
      g_autoptr (Book) book = NULL;

      if (g_test_rand_int_range (0, 3) == 0)
        {
          book = g_object_new (TYPE_BOOK, NULL);
          orm_session_add (session, book);
        }
      else
        book = random_book (session);
      if (book != NULL && orm_record_get_state (ORM_RECORD (book)) != ORM_STATE_REMOVED)
        edit_book (world, session, book);
    }
  if (!orm_session_commit (session, "Write", &error))
    g_error ("%s", error->message);
}

static void
write_self (World *world)
{
  write_by (world, world->fixture->session);
}

static void
write_other (World *world)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_poll (world->other, &error));
  write_by (world, world->other);
  fixture_mend (world->fixture);
}

static void
write_raw (World *world)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE book SET pages = %d, title = 'r' || title WHERE book_id %% 17 = %d;"
                     "DELETE FROM book WHERE book_id %% 23 = %d;"
                     "UPDATE author SET name = '%d' WHERE author_id = 4",
                     g_test_rand_int_range (0, world->max_pages), g_test_rand_int_range (0, 17),
                     g_test_rand_int_range (0, 23), g_test_rand_int_range (10, 99));

  fixture_sql (world->fixture, sql);
  fixture_mend (world->fixture);
}

static void
rename_author (World *world)
{
  g_autoptr (Author) author = fixture_load (world->fixture, TYPE_AUTHOR,
                                            g_test_rand_int_range (1, 4));
  g_autofree char *name = g_strdup_printf ("%08x", (guint) g_test_rand_int ());

  g_object_set (author, "name", name, NULL);
  fixture_commit (world->fixture, "Rename");
}

/* What other connections did may stand in the way, which is no matter here. */
static void
go_back_and_forth (World *world)
{
  if (g_test_rand_bit ())
    orm_history_undo (world->fixture->history, NULL);
  else
    orm_history_redo (world->fixture->history, NULL);
}

static void
change_query (World *world)
{
  guint i = g_test_rand_int_range (0, N_LISTS);
  g_autoptr (OrmQuery) query = random_query (world, i);

  orm_list_set_query (world->lists[i], query);
  world->pinned[i] = 0;
}

static void
pin (World *world)
{
  guint i = g_test_rand_int_range (0, N_LISTS);
  g_autoptr (Book) book = random_book (world->fixture->session);

  world->pinned[i] = book != NULL && g_test_rand_bit () ? book->book_id : 0;
  orm_list_set_pinned (world->lists[i], world->pinned[i]);
}

static void (*const actions[]) (World *) = {
  write_self, write_self, write_self, write_other, rename_author, go_back_and_forth,
  go_back_and_forth, go_back_and_forth, change_query, pin, write_raw,
};

static char *
join_keys_but (GArray *keys,
               gint64  but)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    if (g_array_index (keys, gint64, i) != but)
      g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (keys, gint64, i));
  return g_string_free (text, FALSE);
}

/* A list is what its query finds, but for the pinned row, which may stand anywhere, and with it one
 * row more or less than the limit. */
static void
check_list (World *world,
            guint  i)
{
  OrmList *list = world->lists[i];
  g_autoptr (GArray) fresh =
    orm_session_list_keys (world->fixture->session, orm_list_get_query (list), NULL);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *expected = join_keys_but (fresh, world->pinned[i]);
  g_autofree char *found = NULL;

  for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (list)); j++)
    {
      gint64 key = orm_list_get_key (list, j);

      g_array_append_val (keys, key);
    }
  found = join_keys_but (keys, world->pinned[i]);
  g_assert_cmpstr (found, ==, expected);
  mirror_check (world->mirrors[i]);
  g_string_truncate (world->mirrors[i]->changes, 0);
}

/* While a row is pinned it keeps its place, if there are enough rows in front of it. */
static void
act (World *world)
{
  guint position[N_LISTS], n[N_LISTS];
  gint64 pinned[N_LISTS];
  gboolean was_there[N_LISTS];

  for (guint i = 0; i < N_LISTS; i++)
    {
      pinned[i] = world->pinned[i];
      was_there[i] = pinned[i] != 0 && orm_list_find (world->lists[i], pinned[i], &position[i]);
    }
  actions[g_test_rand_int_range (0, G_N_ELEMENTS (actions))] (world);
  for (guint i = 0; i < N_LISTS; i++)
    {
      n[i] = g_list_model_get_n_items (G_LIST_MODEL (world->lists[i]));
      if (was_there[i] && world->pinned[i] == pinned[i]
          && orm_list_find (world->lists[i], pinned[i], NULL))
        g_assert_cmpint (orm_list_get_key (world->lists[i], MIN (position[i], n[i] - 1)), ==,
                         pinned[i]);
      check_list (world, i);
    }
}

static void
run (Fixture *fixture,
     guint    n_books,
     guint    n_actions)
{
  World world = { .fixture = fixture, .max_pages = 1000 };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), fixture->path, ORM_OPEN_DEFAULT, &error);
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO author (name) VALUES ('a'), ('b'), ('c'), ('d');"
                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                     " INSERT INTO book (title, pages, author_id, isbn)"
                     " SELECT char (97 + i %% 4) || i, i * 7919 %% 1000, nullif (i %% 5, 0),"
                     " CASE WHEN i %% 3 THEN i END FROM n", n_books);

  g_assert_no_error (error);
  world.other = orm_session_new (engine);
  fixture_sql (fixture, sql);
  fixture_mend (fixture);
  for (guint i = 0; i < N_LISTS; i++)
    {
      g_autoptr (OrmQuery) query = random_query (&world, i);

      world.lists[i] = orm_list_new (fixture->session, query);
      world.mirrors[i] = mirror_new (world.lists[i]);
    }
  for (guint i = 0; i < n_actions; i++)
    act (&world);
  for (guint i = 0; i < N_LISTS; i++)
    {
      mirror_free (world.mirrors[i]);
      g_assert_finalize_object (world.lists[i]);
    }
  g_assert_finalize_object (world.other);
}

static void
test_small (Fixture       *fixture,
            gconstpointer  data)
{
  run (fixture, 40, 1200);
}

static void
test_large (Fixture       *fixture,
            gconstpointer  data)
{
  run (fixture, 3000, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/list/random/small", test_small);
  fixture_add_test ("/orm/list/random/large", test_large);
  return g_test_run ();
}
