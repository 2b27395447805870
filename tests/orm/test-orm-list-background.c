#include "fixture.h"

#include <glib/gstdio.h>

#include "mirror.h"

/* Lists that are asked again beside the main loop. */

static void
wait_for (OrmList *list)
{
  while (orm_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static OrmQuery *
new_query (const char *order_by)
{
  OrmQuery *query = orm_query_new (TYPE_BOOK);

  orm_query_order_by (query, order_by + (*order_by == '-'),
                      *order_by == '-' ? ORM_DESCENDING : ORM_ASCENDING);
  return query;
}

static void
sort (OrmList    *list,
      const char *order_by)
{
  g_autoptr (OrmQuery) query = new_query (order_by);

  orm_list_set_query (list, query);
}

/* Books 1 to 6, of 10 to 60 pages. Returns: (transfer full): all of them, by their pages */
static OrmList *
add_books (Fixture *fixture)
{
  OrmList *list = fixture_list (fixture, TYPE_BOOK, "pages");

  for (guint i = 1; i <= 6; i++)
    {
      g_autofree char *title = g_strdup_printf ("t%u", i);
      g_autoptr (Book) book = fixture_add_book (fixture, title, NULL);

      g_object_set (book, "pages", (gint64) i * 10, NULL);
    }
  fixture_commit (fixture, "Add");
  orm_list_set_background (list, TRUE);
  assert_model (list, "1 2 3 4 5 6"); /* the first listing is there at once */
  g_assert_false (orm_list_is_loading (list));
  return list;
}

static void
set_pages (Fixture *fixture,
           gint64   key,
           gint64   pages)
{
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, key);

  g_object_set (book, "pages", pages, NULL);
  fixture_commit (fixture, "Edit");
}

static void
note_loading (OrmList    *list,
              GParamSpec *pspec,
              GString    *notes)
{
  gboolean is_loading;

  g_object_get (list, "loading", &is_loading, NULL);
  g_assert_cmpint (is_loading, ==, orm_list_is_loading (list));
  g_string_append_c (notes, is_loading ? '(' : ')');
}

/* Nothing changes before the answer is there, and then as little as can be. */
static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (GString) notes = g_string_new (NULL);

  g_signal_connect (list, "notify::loading", G_CALLBACK (note_loading), notes);
  set_pages (fixture, 2, 45);
  g_assert_true (orm_list_is_loading (list));
  assert_changes (mirror, "");
  assert_model (list, "1 2 3 4 5 6");
  wait_for (list);
  assert_changes (mirror, "1-1, 3+1");
  assert_model (list, "1 3 4 2 5 6");
  set_pages (fixture, 2, 46);
  wait_for (list);
  assert_changes (mirror, "");
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_changes (mirror, "");
  wait_for (list);
  assert_model (list, "1 2 3 4 5 6");
  fixture_sql (fixture, "DELETE FROM book WHERE book_id = 3");
  fixture_poll (fixture);
  wait_for (list);
  assert_changes (mirror, "3-1, 1+1, 2-1");
  g_assert_cmpstr (notes->str, ==, "()()()()");
}

/* What is no concern of the list does not make it ask. */
static void
test_no_concern (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, 1);

  g_object_set (book, "notes", "x", NULL);
  fixture_commit (fixture, "Note");
  g_assert_false (orm_list_is_loading (list));
  sort (list, "-pages");
  g_object_set (book, "notes", "y", NULL);
  fixture_commit (fixture, "Note");
  wait_for (list);
  assert_model (list, "6 5 4 3 2 1");
}

/* Only the newest answer is told. */
static void
test_newest (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (OrmQuery) query = new_query ("pages");

  g_signal_connect (list, "notify::loading", G_CALLBACK (note_loading), notes);
  orm_query_where (query, orm_condition_compare ("pages", ORM_GREATER, ORM_INT (40)));
  for (guint i = 0; i < 20; i++)
    sort (list, i % 2 ? "-pages" : "title");
  orm_list_set_query (list, query);
  g_assert_true (orm_list_get_query (list) == query);
  wait_for (list);
  assert_changes (mirror, "0-4");
  assert_model (list, "5 6");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_changes (mirror, "");
  g_assert_cmpstr (notes->str, ==, "()");
}

/* A commit that comes while the list is loading is in the answer. Who is deleted goes at once. */
static void
test_commit_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (Book) third = fixture_load (fixture, TYPE_BOOK, 3);

  sort (list, "-pages");
  orm_session_remove (fixture->session, third);
  fixture_commit (fixture, "Remove");
  assert_changes (mirror, "2-1");
  set_pages (fixture, 1, 100);
  assert_changes (mirror, "");
  wait_for (list);
  assert_model (list, "1 6 5 4 2");
  mirror_check (mirror);
}

/* Who comes back with the old key is another record, which everybody hears of. */
static void
test_comes_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (Book) third = fixture_load (fixture, TYPE_BOOK, 3);

  orm_session_remove (fixture->session, third);
  fixture_commit (fixture, "Remove");
  fixture_undo (fixture);
  assert_changes (mirror, "2-1");
  wait_for (list);
  assert_changes (mirror, "2+1");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (third)), ==, ORM_STATE_DELETED);
}

static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (Book) book = NULL;

  orm_list_set_pinned (list, 2);
  set_pages (fixture, 2, 100);
  wait_for (list);
  assert_changes (mirror, "");
  set_pages (fixture, 6, 5);
  orm_list_set_pinned (list, 3); /* who is pinned when the answer comes counts */
  wait_for (list);
  assert_model (list, "6 1 3 4 5 2");
  assert_changes (mirror, "0-6+6");
  orm_list_set_pinned (list, 0);

  book = fixture_add_book (fixture, "New", NULL);
  g_object_set (book, "pages", (gint64) 1, NULL);
  fixture_commit (fixture, "Add");
  orm_list_set_pinned (list, book->book_id);
  assert_model (list, "6 1 3 4 5 2 7"); /* at once */
  wait_for (list);
  assert_model (list, "6 1 3 4 5 2 7");
  orm_list_set_pinned (list, 0);
  wait_for (list);
  assert_model (list, "7 6 1 3 4 5 2");
  mirror_check (mirror);
  orm_list_set_pinned (list, 99);
  wait_for (list);
  assert_model (list, "7 6 1 3 4 5 2");
}

static void
drop_all (Fixture *fixture,
          OrmList *list)
{
  gpointer session = fixture->session;

  fixture->session = NULL;
  fixture->history = NULL;
  g_object_add_weak_pointer (session, &session);
  g_object_unref (session);
  g_assert_finalize_object (list);
  while (session != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  OrmList *list = add_books (fixture);

  sort (list, "-pages");
  g_assert_finalize_object (list);
  list = fixture_list (fixture, TYPE_BOOK, "title");
  orm_list_set_background (list, TRUE);
  assert_model (list, "1 2 3 4 5 6");
  sort (list, "-pages");
  drop_all (fixture, list);
}

static void
error_cb (OrmSession *session,
          GError     *error,
          GString    *notes)
{
  g_assert_nonnull (error);
  g_string_append_c (notes, 'e');
}

/* The old rows stay, and the session says why. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  g_signal_connect (list, "notify::loading", G_CALLBACK (note_loading), notes);
  g_signal_connect (fixture->session, "error", G_CALLBACK (error_cb), notes);
  g_assert_cmpint (g_rename (fixture->path, away), ==, 0); /* the worker has not opened it yet */
  sort (list, "-pages");
  wait_for (list);
  g_assert_cmpstr (notes->str, ==, "(e)");
  assert_changes (mirror, "");
  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
  sort (list, "-pages");
  wait_for (list);
  assert_model (list, "6 5 4 3 2 1");
}

/* The worker would not see what is flushed. */
static void
test_transaction (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, 1);
  g_autoptr (GError) error = NULL;

  sort (list, "title");
  g_object_set (book, "pages", (gint64) 25, NULL);
  g_assert_true (orm_session_flush (fixture->session, &error));
  sort (list, "pages");
  assert_model (list, "2 1 3 4 5 6");
  g_assert_false (orm_list_is_loading (list));
  orm_session_rollback (fixture->session);
  wait_for (list);
  assert_model (list, "1 2 3 4 5 6");
}

static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);

  sort (list, "-pages");
  orm_list_set_background (list, FALSE);
  g_assert_false (orm_list_is_loading (list));
  assert_model (list, "6 5 4 3 2 1");
}

/* Both sides of a relationship are in step at once. */
static void
test_relationship (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (OrmList) list = add_books (fixture);
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Book) book = fixture_load (fixture, TYPE_BOOK, 4);
  g_autoptr (OrmList) books = NULL;

  g_object_get (jane, "books", &books, NULL);
  orm_list_set_background (books, TRUE);
  assert_model (books, "");
  g_object_set (book, "author", jane, NULL);
  assert_model (books, "4");
  fixture_commit (fixture, "Write");
  g_assert_false (orm_list_is_loading (books));
  assert_model (books, "4");
}

/* Queries, and what plain SQL says of them. */
static const struct
{
  const char *order_by;
  gint64 min_pages;
  const char *sql;
} orders[] = {
  { "pages", 0, "pages >= 0 ORDER BY pages, book_id" },
  { "-pages", 300, "pages >= 300 ORDER BY pages DESC, book_id" },
  { "title", 0, "pages >= 0 ORDER BY title, book_id" },
  { "-title", 500, "pages >= 500 ORDER BY title DESC, book_id" },
  { "lent", 0, "pages >= 0 ORDER BY lent, book_id" },
};

#define N_LISTS 3

typedef struct
{
  Fixture *fixture;
  OrmList *lists[N_LISTS];
  Mirror *mirrors[N_LISTS];
  guint orders[N_LISTS];
  gint64 pinned[N_LISTS];
} World;

static gint64
random_pages (void)
{
  return g_test_rand_int_range (0, 1000);
}

static void
change_query (World *world)
{
  guint i = g_test_rand_int_range (0, N_LISTS);
  guint order = g_test_rand_int_range (0, G_N_ELEMENTS (orders));
  g_autoptr (OrmQuery) query = new_query (orders[order].order_by);

  orm_query_where (query, orm_condition_compare ("pages", ORM_GREATER_OR_EQUAL,
                                                 ORM_INT (orders[order].min_pages)));
  world->orders[i] = order;
  world->pinned[i] = 0;
  orm_list_set_query (world->lists[i], query);
}

/* Returns: (transfer full) (nullable): one of the books */
static Book *
random_book (World *world)
{
  return orm_session_load (world->fixture->session, TYPE_BOOK, g_test_rand_int_range (1, 700),
                           NULL);
}

static void
edit (World *world)
{
  for (guint n = g_test_rand_int_range (1, 4); n > 0; n--)
    {
      g_autofree char *title = g_strdup_printf ("%c%02d", 'a' + g_test_rand_int_range (0, 4),
                                                g_test_rand_int_range (0, 30));
      g_autoptr (Book) book = random_book (world);

      if (book == NULL)
        book = fixture_add_book (world->fixture, title, NULL);
      if (g_test_rand_int_range (0, 6) > 0)
        g_object_set (book, "title", title, "pages", random_pages (), "lent", g_test_rand_bit (),
                      NULL);
      else if (orm_record_get_state (ORM_RECORD (book)) == ORM_STATE_CLEAN)
        orm_session_remove (world->fixture->session, book);
    }
  fixture_commit (world->fixture, "Edit");
}

static void
go_back_and_forth (World *world)
{
  if (g_test_rand_bit ())
    orm_history_undo (world->fixture->history, NULL);
  else
    orm_history_redo (world->fixture->history, NULL);
}

static void
write_raw (World *world)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE book SET pages = %d WHERE book_id %% 17 = %d;"
                     "DELETE FROM book WHERE book_id %% 97 = %d", (int) random_pages (),
                     g_test_rand_int_range (0, 17), g_test_rand_int_range (0, 97));

  fixture_sql (world->fixture, sql);
  fixture_poll (world->fixture);
}

static void
pin (World *world)
{
  guint i = g_test_rand_int_range (0, N_LISTS);
  g_autoptr (Book) book = random_book (world);

  world->pinned[i] = book != NULL && g_test_rand_bit () ? book->book_id : 0;
  orm_list_set_pinned (world->lists[i], world->pinned[i]);
}

static void (*const actions[]) (World *) = {
  edit, edit, edit, change_query, change_query, go_back_and_forth, go_back_and_forth, write_raw,
  pin,
};

/* Once the answer is there, a list is what plain SQL finds, but for the pinned row. */
static void
check_list (World *world,
            guint  i)
{
  OrmList *list = world->lists[i];
  g_autofree char *sql =
    g_strdup_printf ("SELECT coalesce (group_concat (book_id, ' '), '') FROM (SELECT book_id"
                     " FROM book WHERE book_id != %" G_GINT64_FORMAT " AND %s)", world->pinned[i],
                     orders[world->orders[i]].sql);
  g_autoptr (GString) found = g_string_new (NULL);

  wait_for (list);
  for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (list)); j++)
    if (orm_list_get_key (list, j) != world->pinned[i])
      g_string_append_printf (found, "%s%" G_GINT64_FORMAT, found->len > 0 ? " " : "",
                              orm_list_get_key (list, j));
  assert_sql (world->fixture, sql, found->str);
  mirror_check (world->mirrors[i]);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  World world = { .fixture = fixture };

  fixture_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        " WHERE i < 600) INSERT INTO book (title, pages)"
                        " SELECT char (97 + i % 4) || (10 + i % 30), i * 7919 % 1000 FROM n");
  fixture_poll (fixture);
  for (guint i = 0; i < N_LISTS; i++)
    {
      world.lists[i] = fixture_list (fixture, TYPE_BOOK, "pages");
      world.mirrors[i] = mirror_new (world.lists[i]);
      orm_list_set_background (world.lists[i], TRUE);
    }
  for (guint n = 0; n < 300; n++)
    {
      actions[g_test_rand_int_range (0, G_N_ELEMENTS (actions))] (&world);
      if (g_test_rand_bit ())
        g_main_context_iteration (NULL, FALSE);
      for (guint i = 0; i < N_LISTS && g_test_rand_bit (); i++)
        check_list (&world, i);
    }
  for (guint i = 0; i < N_LISTS; i++)
    {
      check_list (&world, i);
      mirror_free (world.mirrors[i]);
      g_assert_finalize_object (world.lists[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_async_test ("/orm/list/background/edit", test_edit);
  fixture_add_async_test ("/orm/list/background/no-concern", test_no_concern);
  fixture_add_async_test ("/orm/list/background/newest", test_newest);
  fixture_add_async_test ("/orm/list/background/commit-meanwhile", test_commit_meanwhile);
  fixture_add_async_test ("/orm/list/background/comes-back", test_comes_back);
  fixture_add_async_test ("/orm/list/background/pinned", test_pinned);
  fixture_add_async_test ("/orm/list/background/dropped", test_dropped);
  fixture_add_async_test ("/orm/list/background/error", test_error);
  fixture_add_async_test ("/orm/list/background/transaction", test_transaction);
  fixture_add_async_test ("/orm/list/background/ended", test_ended);
  fixture_add_async_test ("/orm/list/background/relationship", test_relationship);
  fixture_add_async_test ("/orm/list/background/random", test_random);
  return g_test_run ();
}
