#include "fixture.h"

#include <glib/gstdio.h>

#include "vfs-full.h"

/* A disk that is full or broken at any moment: all of a step is written or nothing, objects are as
 * the file, and once the disk is well again the work goes on. */

typedef struct
{
  Author *author;
  Book *kept;
  Book *removed;
} Objects;

static void
objects_init (Objects *self,
              Fixture *fixture)
{
  self->author = fixture_add_author (fixture, "Jane");
  self->kept = fixture_add_book (fixture, "Emma", self->author);
  self->removed = fixture_add_book (fixture, "Agnes", self->author);
  fixture_commit (fixture, "Begin");
}

static void
objects_clear (Objects *self)
{
  g_clear_object (&self->author);
  g_clear_object (&self->kept);
  g_clear_object (&self->removed);
}

static void
assert_fault (const GError *error,
              VfsFault      fault)
{
  if (fault == VFS_DISK_FULL)
    g_assert_error (error, ORM_ERROR, ORM_ERROR_FULL);
  else
    g_assert_error (error, ORM_ERROR, ORM_ERROR_FAILED);
}

/* A bit of everything. Returns: whether it was committed */
static gboolean
work (Fixture  *fixture,
      Objects  *objects,
      guint     n_books,
      GError  **error)
{
  g_object_set (objects->kept, "title", "Persuasion", "weight", 0.25, NULL);
  orm_session_remove (fixture->session, objects->removed);
  for (guint i = 0; i < n_books; i++)
    {
      g_autofree char *title = g_strnfill (200, 'a' + i % 26);

      g_object_unref (fixture_add_book (fixture, title, objects->author));
    }
  return orm_session_commit (fixture->session, "Work", error);
}

static void
check_untouched (Fixture    *fixture,
                 Objects    *objects,
                 const char *before)
{
  assert_dump (fixture, before);
  assert_sql (fixture, "SELECT group_concat (name) FROM orm_step WHERE NOT undone",
              "Begin");
  g_assert_cmpstr (objects->kept->title, ==, "Emma");
  g_assert_cmpfloat (objects->kept->weight, ==, 0.0);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (objects->kept)), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (objects->removed)), ==, ORM_STATE_CLEAN);
  g_assert_false (orm_session_has_changes (fixture->session));
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Begin");
}

/* The disk fills up a little later each time. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  Objects objects;
  g_autofree char *before = NULL;
  guint n_full = 0;

  objects_init (&objects, fixture);
  before = fixture_dump (fixture);
  for (gint64 room = 0;; room += 7000)
    {
      g_autoptr (GError) error = NULL;

      vfs_full_allow (room);
      if (work (fixture, &objects, 400, &error))
        break;
      g_assert_error (error, ORM_ERROR, ORM_ERROR_FULL);
      g_assert_cmpstr (error->message, ==, "The disk is full");
      check_untouched (fixture, &objects, before);
      n_full++;
    }
  vfs_full_heal ();
  g_assert_cmpuint (n_full, >, 5);
  assert_sql (fixture, "SELECT count (*) FROM book", "401");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (objects.removed)), ==, ORM_STATE_DELETED);

  /* Taking it back needs room as well */
  vfs_full_allow (0);
  if (!orm_history_undo (fixture->history, NULL))
    assert_sql (fixture, "SELECT count (*) FROM book", "401");
  vfs_full_heal ();
  if (g_strcmp0 (orm_history_get_undo_name (fixture->history), "Work") == 0)
    fixture_undo (fixture);
  assert_dump (fixture, before);
  objects_clear (&objects);
}

/* One call fails, or all from there on: each in turn. */
static void
fail_each_call (Fixture  *fixture,
                guint     n_calls,
                VfsFault  fault)
{
  Objects objects;
  g_autofree char *before = NULL;
  guint n_failed = 0;
  gboolean is_over = FALSE;

  objects_init (&objects, fixture);
  before = fixture_dump (fixture);
  for (guint call = 1; !is_over; call++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      vfs_full_fail_from (call, n_calls, fault);
      done = work (fixture, &objects, 5, &error);
      is_over = vfs_full_get_calls () < call;
      vfs_full_heal ();
      if (done)
        {
          assert_sql (fixture, "SELECT count (*), sum (title = 'Persuasion') FROM book", "6|1");
          g_assert_cmpint (orm_record_get_state (ORM_RECORD (objects.removed)), ==,
                           ORM_STATE_DELETED);
          objects_clear (&objects);
          fixture_undo (fixture);
          objects.author = fixture_load (fixture, TYPE_AUTHOR, 1);
          objects.kept = fixture_load (fixture, TYPE_BOOK, 1);
          objects.removed = fixture_load (fixture, TYPE_BOOK, 2);
        }
      else
        {
          assert_fault (error, fault);
          n_failed++;
        }
      check_untouched (fixture, &objects, before);
    }
  g_assert_cmpuint (n_failed, >, 5);
  objects_clear (&objects);
  fixture_reopen (fixture);
  assert_dump (fixture, before);
}

static void
test_one_call (Fixture       *fixture,
               gconstpointer  data)
{
  fail_each_call (fixture, 1, VFS_IO_ERROR);
}

static void
test_all_calls (Fixture       *fixture,
                gconstpointer  data)
{
  fail_each_call (fixture, G_MAXUINT, VFS_IO_ERROR);
}

static void
test_one_call_full (Fixture       *fixture,
                    gconstpointer  data)
{
  fail_each_call (fixture, 1, VFS_DISK_FULL);
}

/* Undo and redo in turn, with each call failing in one of them. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  Objects objects;
  g_autofree char *begun = NULL;
  g_autofree char *worked = NULL;
  guint n_failed = 0;
  gboolean is_over = FALSE;

  objects_init (&objects, fixture);
  begun = fixture_dump (fixture);
  g_assert_true (work (fixture, &objects, 5, NULL));
  objects_clear (&objects);
  worked = fixture_dump (fixture);
  for (guint call = 1, now = 1; !is_over; call++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      vfs_full_fail_from (call, 1, VFS_IO_ERROR);
      done = now == 1 ? orm_history_undo (fixture->history, &error)
                      : orm_history_redo (fixture->history, &error);
      is_over = vfs_full_get_calls () < call;
      vfs_full_heal ();
      if (done)
        now = 1 - now;
      else
        {
          g_assert_error (error, ORM_ERROR, ORM_ERROR_FAILED);
          n_failed++;
        }
      assert_dump (fixture, now == 1 ? worked : begun);
      g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==,
                       now == 1 ? "Work" : "Begin");
      g_assert_cmpstr (orm_history_get_redo_name (fixture->history), ==, now == 1 ? NULL : "Work");
    }
  g_assert_cmpuint (n_failed, >, 5);
}

/* The log is moved into the file when it is closed; where that fails, it is there the next time. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  Objects objects;
  g_autofree char *before = NULL;

  objects_init (&objects, fixture);
  objects_clear (&objects);
  before = fixture_dump (fixture);
  fixture_close_raw (fixture);
  for (guint call = 1; call < 12; call++)
    {
      g_autoptr (Author) author = NULL;
      g_autofree char *name = g_strdup_printf ("%u", call);

      author = fixture_load (fixture, TYPE_AUTHOR, 1);
      g_object_set (author, "name", name, NULL);
      fixture_commit (fixture, NULL);
      g_clear_object (&author);
      vfs_full_fail_from (call, G_MAXUINT, call % 2 ? VFS_IO_ERROR : VFS_DISK_FULL);
      fixture_close (fixture);
      vfs_full_heal ();
      fixture_open (fixture, ORM_OPEN_DEFAULT);
      author = fixture_load (fixture, TYPE_AUTHOR, 1);
      g_assert_cmpstr (author->name, ==, name);
    }
}

/* A file that could not be made is made the next time. */
static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  gboolean is_over = FALSE;
  guint n_failed = 0;

  fixture_close (fixture);
  for (guint call = 1; !is_over; call++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.db", fixture->folder, call);
      g_autoptr (GError) error = NULL;
      g_autoptr (OrmEngine) engine = NULL;

      vfs_full_fail_from (call, G_MAXUINT, call % 2 ? VFS_IO_ERROR : VFS_DISK_FULL);
      engine = orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, &error);
      is_over = vfs_full_get_calls () < call;
      vfs_full_heal ();
      if (engine == NULL)
        {
          assert_fault (error, call % 2 ? VFS_IO_ERROR : VFS_DISK_FULL);
          g_clear_error (&error);
          n_failed++;
          engine = orm_sqlite_engine_open (library_get_schema (), path, ORM_OPEN_CREATE, &error);
          g_assert_no_error (error);
          g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==,
                           ORM_NOTICE_CREATED);
        }
    }
  g_assert_cmpuint (n_failed, >, 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vfs_full_install ();
  fixture_add_test ("/orm/sqlite-faults/full", test_full);
  fixture_add_test ("/orm/sqlite-faults/one-call", test_one_call);
  fixture_add_test ("/orm/sqlite-faults/all-calls", test_all_calls);
  fixture_add_test ("/orm/sqlite-faults/one-call-full", test_one_call_full);
  fixture_add_test ("/orm/sqlite-faults/history", test_history);
  fixture_add_test ("/orm/sqlite-faults/close", test_close);
  fixture_add_test ("/orm/sqlite-faults/create", test_create);
  return g_test_run ();
}
