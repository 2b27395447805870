#include "operations.h"

#include <glib/gstdio.h>

#include "memory-full.h"
#include "vfs-full.h"

/* Every allocation of SQLite's and every call to the disk fails, one after the other, once or from
 * there on: it ends in an error, all of a step is there or none, what is in use is as the file, and
 * once nothing fails any more the same work is done.
 *
 * Of the calls only every 97th is tried, since there are thousands; see operations_get_step(). */

/* Whatever can fail. */
typedef struct
{
  const char *name;
  void (*fail_from) (guint call, guint n_calls);
  void (*heal) (void);
  guint (*get_calls) (void);
} Source;

static void
fail_disk_from (guint call,
                guint n_calls)
{
  vfs_full_fail_from (call, n_calls, VFS_ANY_ERROR);
}

static const Source sources[] = {
  { "memory", memory_full_fail_from, memory_full_heal, memory_full_get_calls },
  { "disk", fail_disk_from, vfs_full_heal, vfs_full_get_calls },
};

typedef struct
{
  const Operation *operation;
  const Source *source;
  guint encoding;
  guint n_calls; /* how many fail */
} Case;

/* A file to begin with, time and again. */
typedef struct
{
  char *bytes;
  gsize length;
} File;

static const World *const worlds[] = { &library_world, &school_world };
static const char *const encodings[] = { "UTF-8", "UTF-16le" };

static File filled[G_N_ELEMENTS (worlds)][G_N_ELEMENTS (encodings)];
static GPtrArray *all_cases;

static void
file_load (File        *self,
           const World *world,
           const char  *encoding)
{
  Fixture fixture = { NULL };
  g_autofree char *sql = g_strdup_printf ("PRAGMA encoding = '%s'; CREATE TABLE t (x);"
                                          "DROP TABLE t", encoding);

  fixture_set_up_schema (&fixture, &world->get_schema);
  fixture_close (&fixture);
  g_assert_cmpint (g_remove (fixture.path), ==, 0);
  g_assert_cmpint (sqlite3_open (fixture.path, &fixture.raw), ==, SQLITE_OK);
  fixture_sql (&fixture, sql);
  fixture_close_raw (&fixture);
  fixture_open (&fixture, ORM_OPEN_CREATE);
  world->fill (&fixture);
  fixture_close (&fixture);
  fixture_close_raw (&fixture);
  g_assert_true (g_file_get_contents (fixture.path, &self->bytes, &self->length, NULL));
  fixture_tear_down (&fixture, NULL);
}

/* Leaves in the folder nothing but the file, or nothing at all. */
static void
put_file (Fixture    *fixture,
          const File *file)
{
  fixture_close_raw (fixture);
  remove_folder (fixture->folder);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  if (file != NULL)
    g_assert_true (g_file_set_contents_full (fixture->path, file->bytes, file->length,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* The moment when a row was written is different each time. */
static char *
mask_times (const char *dump)
{
  g_autoptr (GRegex) times = g_regex_new ("\\b1[0-9]{15}\\b", 0, 0, NULL);

  return g_regex_replace_literal (times, dump, -1, 0, "T", 0, NULL);
}

static void
begin (Workplace       *place,
       const Operation *operation,
       const File      *file)
{
  put_file (place->fixture, operation->starts_empty ? NULL : file);
  if (!operation->starts_closed)
    {
      fixture_open (place->fixture, ORM_OPEN_DEFAULT);
      workplace_enter (place);
    }
  if (operation->prepare != NULL)
    operation->prepare (place);
}

static void
end (Workplace *place)
{
  workplace_leave (place);
  fixture_close (place->fixture);
}

/* The file shows all of a step; the session, if it is open, too. */
static void
check_done (Workplace  *place,
            const char *after)
{
  g_autofree char *dump = workplace_dump (place);
  g_autofree char *masked = mask_times (dump);

  g_assert_cmpstr (masked, ==, after);
  if (place->fixture->session != NULL)
    workplace_check (place);
}

/* It shows nothing of it. */
static void
check_nothing (Workplace       *place,
               const Operation *operation,
               const char      *before)
{
  g_autofree char *dump = NULL;

  if (operation->starts_empty)
    return;
  dump = workplace_dump (place);
  g_assert_cmpstr (dump, ==, before);
  if (place->fixture->session != NULL)
    workplace_check (place);
}

/* Lets the calls from @call on fail, and looks at what is left. Returns: whether any failed */
static gboolean
fail_at (Workplace  *place,
         const Case *c,
         const File *file,
         guint       call,
         const char *after)
{
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;
  guint n_calls;

  begin (place, c->operation, file);
  if (!c->operation->starts_empty)
    before = workplace_dump (place);
  g_test_message ("call %u", call);
  c->source->fail_from (call, c->n_calls);
  done = c->operation->run (place, &error);
  n_calls = c->source->get_calls ();
  c->source->heal ();
  g_assert_true (done == (error == NULL));
  if (!done)
    {
      g_assert_true (error->domain == ORM_ERROR);
      g_clear_error (&error);
      g_clear_error (&place->reported);
      check_nothing (place, c->operation, before);
      done = c->operation->run (place, &error);
      g_assert_no_error (error);
    }
  check_done (place, after);
  end (place);
  return n_calls >= call;
}

static void
test_operation (Fixture       *fixture,
                gconstpointer  data)
{
  const Case *c = data;
  Workplace place = { fixture, c->operation->world != NULL ? c->operation->world : &library_world };
  const File *file = &filled[place.world == &school_world][c->encoding];
  g_autofree char *dump = NULL;
  g_autofree char *after = NULL;
  guint step = operations_get_step (c->operation->starts_closed ? 499 : 97);
  guint call;

  fixture_close (fixture);
  fixture->get_schema = place.world->get_schema;
  begin (&place, c->operation, file);
  g_assert_true (c->operation->run (&place, NULL));
  dump = workplace_dump (&place);
  after = mask_times (dump);
  end (&place);
  for (call = 1; fail_at (&place, c, file, call, after); call += step)
    ;
  fixture_close_raw (fixture);
}

static void
add_tests (const Source *source,
           guint         encoding,
           guint         n_calls)
{
  Case *cases = g_new (Case, n_operations);

  g_ptr_array_add (all_cases, cases);
  for (guint i = 0; i < n_operations; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/orm/sqlite-each-call/%s/%s/%s/%s", source->name, encodings[encoding],
                         n_calls == 1 ? "once" : "on", operations[i].name);

      cases[i] = (Case) { &operations[i], source, encoding, n_calls };
      g_test_add_vtable (path, sizeof (Fixture), &cases[i], (GTestFixtureFunc) fixture_set_up,
                         (GTestFixtureFunc) test_operation, (GTestFixtureFunc) fixture_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  memory_full_install ();
  all_cases = g_ptr_array_new_with_free_func (g_free);
  g_test_init (&argc, &argv, NULL);
  vfs_full_install ();
  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (encodings); j++)
      file_load (&filled[i][j], worlds[i], encodings[j]);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      add_tests (&sources[i], 0, 1);
      add_tests (&sources[i], 0, G_MAXUINT);
    }
  add_tests (&sources[0], 1, 1);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (worlds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (encodings); j++)
      g_free (filled[i][j].bytes);
  g_ptr_array_unref (all_cases);
  return status;
}
