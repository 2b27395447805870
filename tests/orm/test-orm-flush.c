#include "fixture.h"

#include <pthread.h>

/* A large flush: as many prepared statements as there are shapes, and no stack for each record. */

static void
add_many (Fixture   *fixture,
          GPtrArray *records,
          guint      n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", records->len);
      Author *author = fixture_add_author (fixture, name);

      g_ptr_array_add (records, author);
      g_ptr_array_add (records, fixture_add_book (fixture, name, author));
    }
}

/* Changes each book, by one of three shapes, and removes nothing. */
static void
change (GPtrArray *records)
{
  for (guint i = 1; i < records->len; i += 2)
    {
      gint64 pages = ((Book *) records->pdata[i])->pages + 1;

      if (i % 3 > 0)
        g_object_set (records->pdata[i], "pages", pages, NULL);
      if (i % 3 < 2)
        g_object_set (records->pdata[i], "price", pages, NULL);
    }
}

static void
remove_all (Fixture   *fixture,
            GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    orm_session_remove (fixture->session, records->pdata[i]);
  fixture_commit (fixture, "Remove");
  g_ptr_array_set_size (records, 0);
}

static void
do_all (Fixture *fixture,
        guint    n)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  add_many (fixture, records, n);
  fixture_commit (fixture, "Add");
  change (records);
  fixture_commit (fixture, "Change");
  remove_all (fixture, records);
}

/* What has been done once prepares nothing more, however many records there are; and each shape is
 * one statement, so that another one costs one. */
static void
test_shapes (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Book) book = NULL;
  guint n_prepared;

  do_all (fixture, 4);
  n_prepared = fixture_count_prepared (fixture);
  do_all (fixture, 700);
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared);
  book = fixture_add_book (fixture, "New", NULL);
  fixture_commit (fixture, "Add");
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared);
  for (guint i = 0; i < 3; i++)
    {
      g_object_set (book, "notes", i % 2 ? "a" : "b", NULL);
      fixture_commit (fixture, "Edit");
      g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared + 1);
    }
}

/* A chain of objects, each referring to the one before, of which the session is told the last. */

#define N_CHAIN 100000
#define STACK_SIZE (512 * 1024) /* five bytes a record */

typedef struct
{
  Fixture *fixture;
  gboolean done;
} Chain;

static gpointer
write_chain (gpointer data)
{
  Chain *chain = data;
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  fixture_open (chain->fixture, ORM_OPEN_DEFAULT);
  for (guint i = 0; i < N_CHAIN; i++)
    g_ptr_array_add (groups, g_object_new (TYPE_GROUP, "parent",
                                           i > 0 ? groups->pdata[i - 1] : NULL, NULL));
  orm_session_add (chain->fixture->session, groups->pdata[N_CHAIN - 1]);
  chain->done = orm_session_commit (chain->fixture->session, "Add", &error);
  g_assert_no_error (error);
  for (guint i = N_CHAIN; i-- > 0;) /* the last first: it holds the one before */
    g_object_unref (groups->pdata[i]);
  fixture_close (chain->fixture);
  return NULL;
}

static void
test_stack (Fixture       *fixture,
            gconstpointer  data)
{
  Chain chain = { fixture };
  pthread_attr_t attributes;
  pthread_t thread;

  fixture_close (fixture);
  g_assert_cmpint (pthread_attr_init (&attributes), ==, 0);
  g_assert_cmpint (pthread_attr_setstacksize (&attributes, STACK_SIZE), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, write_chain, &chain), ==, 0);
  g_assert_cmpint (pthread_join (thread, NULL), ==, 0);
  g_assert_cmpint (pthread_attr_destroy (&attributes), ==, 0);
  g_assert_true (chain.done);
  assert_sql (fixture, "SELECT count (*), count (DISTINCT parent_id) FROM \"group\"",
              "100000|99999");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/flush/shapes", test_shapes);
  fixture_add_test ("/orm/flush/stack", test_stack);
  return g_test_run ();
}
