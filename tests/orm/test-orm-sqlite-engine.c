#include "fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Several connections at once, and one that ends in the middle of its work. */

#define N_BOOKS 20 /* a step */

/* Makes one step after the other until somebody ends it, and tells of each that is committed. */
static void
work_for_ever (const char *path,
               int         out)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_DEFAULT, NULL);
  g_autoptr (OrmSession) session = orm_session_new (engine);
  g_autoptr (Author) author = orm_session_load (session, TYPE_AUTHOR, 1, NULL);

  for (int step = atoi (author->name) + 1;; step++)
    {
      g_autofree char *name = g_strdup_printf ("%d", step);

      g_object_set (author, "name", name, NULL);
      for (guint i = 0; i < N_BOOKS; i++)
        {
          g_autoptr (Book) book = g_object_new (TYPE_BOOK, "title", name, "author", author, NULL);

          orm_session_add (session, book);
        }
      g_assert_true (orm_session_commit (session, name, NULL));
      g_assert_cmpint (write (out, &step, sizeof step), ==, sizeof step);
    }
}

/* Runs a child for some milliseconds and ends it. Returns: the last step that it told of, or 0 */
static int
run_and_kill (const char *path,
              guint       milliseconds)
{
  int pipes[2], step, last = 0, status;
  pid_t child;

  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (pipes[0]);
      work_for_ever (path, pipes[1]);
    }
  close (pipes[1]);
  g_usleep (milliseconds * 1000);
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  while (read (pipes[0], &step, sizeof step) == sizeof step)
    last = step;
  close (pipes[0]);
  return last;
}

static int
ask_number (Fixture    *fixture,
            const char *sql)
{
  g_autofree char *text = fixture_ask (fixture, sql);

  return atoi (text);
}

/* What was committed is there, and of each step all or nothing. */
static void
test_kill (Fixture       *fixture,
           gconstpointer  data)
{
  int n_steps = 0;

  g_object_unref (fixture_add_author (fixture, "0"));
  fixture_commit (fixture, NULL);
  for (guint i = 0; i < 30; i++)
    {
      int told, found;

      fixture_close (fixture);
      fixture_close_raw (fixture);
      told = run_and_kill (fixture->path, g_test_rand_int_range (15, 60));
      fixture_open (fixture, ORM_OPEN_DEFAULT);
      found = ask_number (fixture, "SELECT name FROM author");
      g_assert_cmpint (found, >=, MAX (told, n_steps));
      g_assert_cmpint (found, <=, MAX (told, n_steps) + 1);
      g_assert_cmpint (ask_number (fixture, "SELECT count (*) FROM orm_step"), ==, found);
      g_assert_cmpint (ask_number (fixture, "SELECT count (*) FROM book"), ==, found * N_BOOKS);
      assert_sql (fixture, "SELECT count (*) FROM book GROUP BY title HAVING count (*) <> 20", "");
      assert_sql (fixture, "PRAGMA quick_check", "ok");
      n_steps = found;
    }
  g_assert_cmpint (n_steps, >, 0);
  fixture_undo (fixture);
  g_assert_cmpint (ask_number (fixture, "SELECT count (*) FROM book"), ==,
                   (n_steps - 1) * N_BOOKS);
}

/* Two threads, each with a session of its own on the one file. */

#define N_COMMITS 60

typedef struct
{
  const char *path;
  const char *name;
  OrmOpenFlags flags;
  guint n_busy;
} Worker;

static gpointer
work_in_thread (gpointer data)
{
  Worker *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (library_get_schema (), self->path, self->flags, &error);
  g_autoptr (OrmSession) session = NULL;

  g_assert_no_error (error);
  session = orm_session_new (engine);
  for (guint i = 0; i < N_COMMITS; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %u", self->name, i);
      g_autoptr (Book) book = g_object_new (TYPE_BOOK, "title", title, NULL);

      for (gboolean done = FALSE; !done;)
        {
          orm_session_add (session, book);
          done = orm_session_commit (session, title, &error);
          if (!done)
            g_assert_error (error, ORM_ERROR, ORM_ERROR_BUSY);
          self->n_busy += !done;
          g_clear_error (&error);
        }
      g_assert_true (orm_session_poll (session, &error));
    }
  return NULL;
}

static void
run_threads (Fixture      *fixture,
             OrmOpenFlags  flags,
             guint        *n_busy)
{
  Worker workers[] = { { fixture->path, "one", flags }, { fixture->path, "two", flags } };
  GThread *threads[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new (workers[i].name, work_in_thread, &workers[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);
  *n_busy = workers[0].n_busy + workers[1].n_busy;
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmList) list = fixture_list (fixture, TYPE_BOOK, "title");
  guint n_busy;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  run_threads (fixture, ORM_OPEN_WAIT, &n_busy);
  g_assert_cmpuint (n_busy, ==, 0);
  run_threads (fixture, ORM_OPEN_DEFAULT, &n_busy);
  assert_sql (fixture,
              "SELECT count (*), count (DISTINCT title), count (DISTINCT book_id) FROM book",
              "240|120|240");
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "240");
  fixture_poll (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 240);

  /* Whoever wrote last: all of it can be taken back by one */
  for (guint i = 0; i < 240; i++)
    fixture_undo (fixture);
  assert_dump (fixture, "\n\n\n\n\n");
}

/* Several programs that find no file and make it at once get one file, which is whole. */
static void
test_create_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint turn = 0; turn < 15; turn++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", fixture->folder, turn);
      pid_t children[4];

      for (guint i = 0; i < G_N_ELEMENTS (children); i++)
        {
          children[i] = fork ();
          g_assert_cmpint (children[i], >=, 0);
          if (children[i] == 0)
            {
              g_autoptr (GError) error = NULL;
              OrmEngine *engine =
                orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, &error);

              g_assert_no_error (error);
              g_object_unref (engine);
              _exit (0);
            }
        }
      for (guint i = 0; i < G_N_ELEMENTS (children); i++)
        {
          int status;

          g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
          g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/sqlite-engine/kill", test_kill);
  fixture_add_test ("/orm/sqlite-engine/create-at-once", test_create_at_once);
  fixture_add_test ("/orm/sqlite-engine/threads", test_threads);
  return g_test_run ();
}
