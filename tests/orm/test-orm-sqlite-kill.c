#include "operations.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "orm/orm-sqlite-private.h"
#include "vfs-full.h"

/* A process at work is killed: the file is whole, shows all of a step or nothing of it, never less
 * than was said to be done, and goes on from there, back to the beginning and forth again.
 *
 * Some are killed at a certain call to the disk, half of the bytes written; some by another process
 * at any moment. Of the calls only some are tried; STOCKBOOK_TEST_ALL=1 in the environment tries
 * all. */

#define N_ROWS 30
#define N_KILLS 50 /* of each kind */
#define EMPTY "\n\n\n\n\n"

/* What the one process tells the other. */
typedef struct
{
  guint n_done;
  guint n_calls;
} Board;

static Board *board;

/* Work */

static GPtrArray *
load_all (Fixture *fixture,
          GType    type)
{
  g_autoptr (OrmQuery) query = orm_query_new (type);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = orm_session_load_all (fixture->session, query, &error);

  g_assert_no_error (error);
  return records;
}

static void
flush (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (orm_session_flush (fixture->session, &error));
  g_assert_no_error (error);
}

/* A connection that forgets what it has not written yet at every opportunity, and that moves its
 * log into the file time and again. */
static void
act_open (Fixture    *fixture,
          const char *name)
{
  OrmSqliteEngine *engine;

  fixture_open (fixture, ORM_OPEN_CREATE);
  engine = ORM_SQLITE_ENGINE (orm_session_get_engine (fixture->session));
  g_assert_cmpint (sqlite3_exec (engine->db,
                                 "PRAGMA cache_size = 12; PRAGMA wal_autocheckpoint = 40", NULL,
                                 NULL, NULL), ==, SQLITE_OK);
}

static void
act_close (Fixture    *fixture,
           const char *name)
{
  fixture_close (fixture);
}

static void
act_insert (Fixture    *fixture,
            const char *name)
{
  g_autoptr (Group) parent = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", name, i);
      g_autoptr (Author) author = fixture_add_author (fixture, text);
      g_autoptr (Group) group = g_object_new (TYPE_GROUP, "name", text, "parent", parent, NULL);

      orm_session_add (fixture->session, group);
      g_set_object (&parent, group);
      if (i == N_ROWS / 2)
        flush (fixture);
    }
  fixture_commit (fixture, name);
}

static void
act_edit (Fixture    *fixture,
          const char *name)
{
  g_autoptr (GPtrArray) authors = load_all (fixture, TYPE_AUTHOR);
  g_autoptr (GPtrArray) groups = load_all (fixture, TYPE_GROUP);

  for (guint i = 0; i < authors->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u, which is longer than it was", name, i);

      g_object_set (authors->pdata[i], "name", text, NULL);
      if (i == authors->len / 3)
        flush (fixture);
    }
  for (guint i = 0; i < groups->len; i++)
    g_object_set (groups->pdata[i], "name", name, "order", (gint64) i % 100, NULL);
  fixture_commit (fixture, name);
}

/* Takes away every other one, and with each group the line to its child. */
static void
act_remove (Fixture    *fixture,
            const char *name)
{
  g_autoptr (GPtrArray) authors = load_all (fixture, TYPE_AUTHOR);
  g_autoptr (GPtrArray) groups = load_all (fixture, TYPE_GROUP);

  for (guint i = 0; i < groups->len; i += 2)
    orm_session_remove (fixture->session, groups->pdata[i]);
  flush (fixture);
  for (guint i = 0; i < authors->len; i += 2)
    orm_session_remove (fixture->session, authors->pdata[i]);
  fixture_commit (fixture, name);
}

static void
act_undo (Fixture    *fixture,
          const char *name)
{
  fixture_undo (fixture);
}

static void
act_redo (Fixture    *fixture,
          const char *name)
{
  fixture_redo (fixture);
}

/* What is done, one after the other. */
static const struct
{
  void (*run) (Fixture *fixture, const char *name);
  const char *name; /* of the step that it makes; NULL: none */
} acts[] = {
  { act_open },
  { act_insert, "First" },
  { act_edit, "Second" },
  { act_undo },
  { act_redo },
  { act_remove, "Third" },
  { act_undo },
  { act_undo },
  { act_undo },
  { act_redo },
  { act_insert, "Fourth" },
  { act_remove, "Fifth" },
  { act_undo },
  { act_close },
};

/* What the file shows after each of them. */
typedef struct
{
  char *rows;
  char *all; /* the history's steps too */
  guint tip; /* the state to which all redo leads */
} State;

static State states[G_N_ELEMENTS (acts)];

static void
work (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      acts[i].run (fixture, acts[i].name);
      board->n_done++;
    }
}

static void
note_states (void)
{
  Fixture fixture = { NULL };
  Workplace place = { &fixture, &library_world };

  fixture_set_up (&fixture, NULL);
  fixture_close (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      acts[i].run (&fixture, acts[i].name);
      states[i].rows = fixture_dump (&fixture);
      states[i].all = workplace_dump (&place);
      states[i].tip = acts[i].name != NULL || i == 0 ? i : states[i - 1].tip;
    }
  fixture_tear_down (&fixture, NULL);
}

/* Lets another process do something, of which @call is the last call to the disk; 0: none is. It
 * has to be alive or killed, but not to fail. Returns: the process */
static pid_t
begin (Fixture *fixture,
       void   (*func) (Fixture *fixture),
       guint    call)
{
  pid_t child;

  g_assert_null (fixture->session);
  fixture_close_raw (fixture);
  board->n_done = 0;
  child = fork ();
  if (child == 0)
    {
      vfs_full_fail_from (call, 1, VFS_DEATH);
      func (fixture);
      board->n_calls = vfs_full_get_calls ();
      _exit (0);
    }
  g_assert_cmpint (child, >, 0);
  return child;
}

/* Returns: whether the process was killed */
static gboolean
end (pid_t child)
{
  int status;

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : status == 0);
  return WIFSIGNALED (status);
}

/* Returns: how many calls to the disk something takes that nobody disturbs */
static guint
count_calls (Fixture *fixture,
             void   (*func) (Fixture *fixture))
{
  g_assert_false (end (begin (fixture, func, 0)));
  return board->n_calls;
}

/* Returns: how many calls lie between two that are tried */
static guint
get_stride (guint n_calls)
{
  return operations_get_step ((n_calls + N_KILLS - 1) / N_KILLS);
}

static void
remove_files (Fixture *fixture)
{
  fixture_close_raw (fixture);
  remove_folder (fixture->folder);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
}

/* What a killed process left, whoever comes first: another program or the mapper. */
static void
check_left (Fixture *fixture)
{
  guint n_done = board->n_done;
  Workplace place = { fixture, &library_world };
  g_autofree char *found = NULL;
  const State *state;

  if (n_done > 0 && g_test_rand_bit ())
    fixture_check_whole (fixture);
  fixture_open (fixture, ORM_OPEN_CREATE);
  fixture_check_whole (fixture);
  found = workplace_dump (&place);
  state = &states[n_done > 0 ? n_done - 1 : 0];
  if (n_done > 0 && n_done < G_N_ELEMENTS (acts) && !g_str_equal (found, state->all))
    state++;
  g_assert_cmpstr (found, ==, state->all);
  while (orm_history_get_undo_name (fixture->history) != NULL)
    fixture_undo (fixture);
  assert_dump (fixture, EMPTY);
  while (orm_history_get_redo_name (fixture->history) != NULL)
    fixture_redo (fixture);
  assert_dump (fixture, states[state->tip].rows);
  act_insert (fixture, "Later");
  fixture_undo (fixture);
  assert_dump (fixture, states[state->tip].rows);
  fixture_check_whole (fixture);
  fixture_close (fixture);
}

static void
test_calls (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_calls, stride;

  fixture_close (fixture);
  remove_files (fixture);
  n_calls = count_calls (fixture, work);
  stride = get_stride (n_calls);
  g_test_message ("%u calls, every %u", n_calls, stride);
  for (guint call = g_test_rand_int_range (1, stride + 1); call <= n_calls; call += stride)
    {
      remove_files (fixture);
      g_test_message ("call %u", call);
      g_assert_true (end (begin (fixture, work, call)));
      check_left (fixture);
    }
}

static void
test_moments (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();
  gint64 duration;

  fixture_close (fixture);
  remove_files (fixture);
  g_assert_false (end (begin (fixture, work, 0)));
  duration = g_get_monotonic_time () - start;
  for (guint i = 0; i < N_KILLS; i++)
    {
      pid_t child;

      remove_files (fixture);
      child = begin (fixture, work, 0);
      g_usleep (g_test_rand_double_range (0, duration));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      end (child);
      check_left (fixture);
    }
}

/* Migration */

#define DEFINE_RECORD(Type, type, table) \
  typedef OrmRecordClass Type##Class; \
  GType type##_get_type (void); \
  G_DEFINE_TYPE (Type, type, ORM_TYPE_RECORD) \
  static void type##_init (Type *self) {} \
  static void \
  type##_class_init (OrmRecordClass *klass) \
  { \
    orm_record_class_bind (klass, table, table, type##_columns, G_N_ELEMENTS (type##_columns)); \
    orm_record_class_set_former_name (klass, "worker"); \
  }

typedef struct
{
  OrmRecord parent_instance;
  gint64 worker_id;
  char *name;
} Worker;

typedef struct
{
  OrmRecord parent_instance;
  gint64 person_id;
  char *full_name;
  gint64 rank;
} Person;

static const OrmColumn worker_columns[] = {
  ORM_PRIMARY_KEY (Worker, worker_id),
  ORM_TEXT (Worker, name, 0),
};

static const OrmColumn person_columns[] = {
  ORM_PRIMARY_KEY (Person, person_id, .former_name = "worker_id"),
  ORM_TEXT (Person, full_name, ORM_NOT_NULL | ORM_UNIQUE, .former_name = "name"),
  ORM_INTEGER (Person, rank, ORM_NOT_NULL, .default_integer = 5, .minimum = 1, .maximum = 9),
};

DEFINE_RECORD (Worker, worker, "worker")
DEFINE_RECORD (Person, person, "person")

static OrmSchema *
get_old (void)
{
  static OrmSchema *schema;

  if (schema == NULL)
    schema = orm_schema_new (1, 1, worker_get_type (), G_TYPE_INVALID);
  return schema;
}

static OrmSchema *
get_new (void)
{
  static const OrmVersion version = { 2 };
  static OrmSchema *schema;

  if (schema == NULL)
    {
      schema = orm_schema_new (1, 2, person_get_type (), G_TYPE_INVALID);
      orm_schema_set_versions (schema, &version, 1);
    }
  return schema;
}

static OrmSchema *(*const old) (void) = get_old;

#define N_WORKERS 300
#define OLD_ROWS "SELECT count (*), sum (worker_id), min (name), max (name) FROM worker"
#define NEW_ROWS "SELECT count (*), sum (person_id), min (full_name), max (full_name) FROM person"
#define ROWS "300|45150|name 1|name 99"

static void
write_old (Fixture *fixture)
{
  for (guint i = 1; i <= N_WORKERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);
      g_autoptr (OrmRecord) worker = g_object_new (worker_get_type (), "name", name, NULL);

      orm_session_add (fixture->session, worker);
    }
  fixture_commit (fixture, "Add");
  fixture_close (fixture);
}

static void
migrate (Fixture *fixture)
{
  fixture->get_schema = get_new;
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  fixture_close (fixture);
}

/* Returns: how many copies there are, each of which is whole */
static guint
check_copies (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "library-version-"))
      {
        Fixture copy = { .path = g_build_filename (fixture->folder, name, NULL) };

        fixture_check_whole (&copy);
        assert_sql (&copy, "PRAGMA user_version", "1");
        assert_sql (&copy, OLD_ROWS, ROWS);
        fixture_close_raw (&copy);
        g_free (copy.path);
        n++;
      }
  return n;
}

/* The file is the old one or the new one, which has a copy of the old one; the next one to come
 * goes on, and the history reaches back to before. */
static void
check_migrated (Fixture *fixture)
{
  g_autofree char *version = NULL;

  fixture_check_whole (fixture);
  version = fixture_ask (fixture, "PRAGMA user_version");
  assert_sql (fixture, g_str_equal (version, "2") ? NEW_ROWS : OLD_ROWS, ROWS);
  fixture_close_raw (fixture);
  if (g_str_equal (version, "2"))
    g_assert_cmpuint (check_copies (fixture), >, 0);
  migrate (fixture);
  g_assert_cmpuint (check_copies (fixture), >, 0);
  fixture_open (fixture, ORM_OPEN_DEFAULT);
  fixture_check_whole (fixture);
  assert_sql (fixture, "SELECT DISTINCT rank FROM person", "5");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM person", "0");
  fixture_redo (fixture);
  assert_sql (fixture, NEW_ROWS, ROWS);
  fixture_close (fixture);
}

static void
test_migration (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint n_calls, stride;

  write_old (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  n_calls = count_calls (fixture, migrate);
  stride = get_stride (n_calls);
  g_test_message ("%u calls, every %u", n_calls, stride);
  for (guint call = g_test_rand_int_range (1, stride + 1); call <= n_calls; call += stride)
    {
      remove_files (fixture);
      g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
      g_test_message ("call %u", call);
      g_assert_true (end (begin (fixture, migrate, call)));
      check_migrated (fixture);
    }
  fixture_close_raw (fixture);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  vfs_full_install ();
  board = mmap (NULL, sizeof (Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (board != MAP_FAILED);
  note_states ();
  fixture_add_test ("/orm/sqlite-kill/calls", test_calls);
  fixture_add_test ("/orm/sqlite-kill/moments", test_moments);
  g_test_add ("/orm/sqlite-kill/migration", Fixture, &old, fixture_set_up_schema, test_migration,
              fixture_tear_down);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_free (states[i].rows);
      g_free (states[i].all);
    }
  munmap (board, sizeof (Board));
  return status;
}
