#include "fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A file of old classes is opened with new ones: tables and columns have other names, types and
 * constraints, some are new and some are gone. */

#define FILE_ID 0x4D694731

#define DEFINE_RECORD(Type, type) \
  typedef OrmRecordClass Type##Class; \
  GType type##_get_type (void); \
  G_DEFINE_TYPE (Type, type, ORM_TYPE_RECORD) \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, g_object_unref) \
  static void type##_init (Type *self) {}

typedef struct
{
  OrmRecord parent_instance;
  gint64 writer_id;
  char *name;
  char *note;
} Writer;

typedef struct
{
  OrmRecord parent_instance;
  gint64 tale_id;
  char *title;
  OrmReference writer;
} OldTale;

typedef struct
{
  OrmRecord parent_instance;
  gint64 shelf_id;
  char *code;
  char *colour;
} OldShelf;

typedef struct
{
  OrmRecord parent_instance;
  gint64 poet_id;
  char *full_name;
  gint64 rank;
  char *note;
} Poet;

typedef struct
{
  OrmRecord parent_instance;
  gint64 tale_id;
  char *title;
  OrmReference poet;
} Tale;

typedef struct
{
  OrmRecord parent_instance;
  gint64 shelf_id;
  gint64 code;
  char *label;
} Shelf;

DEFINE_RECORD (Writer, writer)
DEFINE_RECORD (OldTale, old_tale)
DEFINE_RECORD (OldShelf, old_shelf)
DEFINE_RECORD (Poet, poet)
DEFINE_RECORD (Tale, tale)
DEFINE_RECORD (Shelf, shelf)

static const OrmColumn writer_columns[] = {
  ORM_PRIMARY_KEY (Writer, writer_id),
  ORM_TEXT (Writer, name, ORM_INDEXED),
  ORM_TEXT (Writer, note, ORM_INDEXED),
};

static const OrmColumn old_tale_columns[] = {
  ORM_PRIMARY_KEY (OldTale, tale_id),
  ORM_TEXT (OldTale, title, ORM_NOT_NULL),
  ORM_BELONGS_TO (OldTale, writer, writer_get_type, "tales", ORM_SET_NULL),
};

static const OrmColumn old_shelf_columns[] = {
  ORM_PRIMARY_KEY (OldShelf, shelf_id),
  ORM_TEXT (OldShelf, code, 0),
  ORM_TEXT (OldShelf, colour, 0),
};

static const OrmColumn poet_columns[] = {
  ORM_PRIMARY_KEY (Poet, poet_id, .former_name = "author_id writer_id"),
  ORM_TEXT (Poet, full_name, ORM_NOT_NULL | ORM_INDEXED, .former_name = "name",
            .default_text = "?"),
  ORM_INTEGER (Poet, rank, ORM_NOT_NULL, .default_integer = 5, .minimum = 1, .maximum = 9),
  ORM_TEXT (Poet, note, 0),
};

static const OrmColumn tale_columns[] = {
  ORM_PRIMARY_KEY (Tale, tale_id),
  ORM_TEXT (Tale, title, ORM_NOT_NULL | ORM_UNIQUE),
  ORM_BELONGS_TO (Tale, poet, poet_get_type, "tales", ORM_CASCADE, .former_name = "writer_id"),
};

static const OrmColumn shelf_columns[] = {
  ORM_PRIMARY_KEY (Shelf, shelf_id),
  ORM_INTEGER (Shelf, code, 0, .default_integer = ORM_UNSET),
  ORM_TEXT (Shelf, label, 0),
};

#define DEFINE_CLASS(type, table) \
  static void \
  type##_class_init (OrmRecordClass *klass) \
  { \
    orm_record_class_bind (klass, table, table, type##_columns, G_N_ELEMENTS (type##_columns)); \
  }

DEFINE_CLASS (writer, "writer")
DEFINE_CLASS (old_tale, "tale")
DEFINE_CLASS (old_shelf, "shelf")
DEFINE_CLASS (tale, "tale")
DEFINE_CLASS (shelf, "shelf")

static void
poet_class_init (PoetClass *klass)
{
  orm_record_class_bind (klass, "poet", "Poet", poet_columns, G_N_ELEMENTS (poet_columns));
  orm_record_class_set_former_name (klass, "author writer");
}

static OrmSchema *
get_old (void)
{
  static OrmSchema *schema;

  if (schema == NULL)
    schema = orm_schema_new (FILE_ID, 1, writer_get_type (), old_tale_get_type (),
                             old_shelf_get_type (), G_TYPE_INVALID);
  return schema;
}

static OrmSchema *
get_new (void)
{
  static const char *const dropped[] = { "shelf.colour", NULL };
  static const OrmVersion version = { 2, dropped, NULL };
  static OrmSchema *schema;

  if (schema == NULL)
    {
      schema = orm_schema_new (FILE_ID, 2, poet_get_type (), tale_get_type (), shelf_get_type (),
                               G_TYPE_INVALID);
      orm_schema_set_versions (schema, &version, 1);
    }
  return schema;
}

/* What the function of a version does: the colour becomes a label. */

static void
keep_colour_cb (gint64   key,
                OrmValue value,
                gpointer user_data)
{
  g_hash_table_insert (user_data, GSIZE_TO_POINTER (key),
                       g_strdup (value.type == ORM_VALUE_TEXT ? value.text : NULL));
}

static gboolean
migrate (OrmSession  *session,
         GError     **error)
{
  g_autoptr (GHashTable) colours = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (OrmQuery) query = orm_query_new (shelf_get_type ());
  g_autoptr (GPtrArray) shelves = NULL;

  if (!orm_migration_read_column (session, shelf_get_type (), "colour", keep_colour_cb, colours,
                                  error))
    return FALSE;
  shelves = orm_session_load_all (session, query, error);
  for (guint i = 0; shelves != NULL && i < shelves->len; i++)
    {
      Shelf *shelf = g_ptr_array_index (shelves, i);

      g_object_set (shelf, "label",
                    g_hash_table_lookup (colours, GSIZE_TO_POINTER (shelf->shelf_id)), NULL);
    }
  return shelves != NULL;
}

static gboolean
fail (OrmSession  *session,
      GError     **error)
{
  if (migrate (session, NULL) && orm_session_commit (session, "Never", NULL))
    g_set_error_literal (error, ORM_ERROR, ORM_ERROR_FAILED, "no");
  return FALSE;
}

static OrmSchema *
get_working (gboolean (*func) (OrmSession *, GError **))
{
  static const char *const dropped[] = { "shelf.colour", "tale", NULL };
  static OrmVersion working = { 2, dropped, migrate };
  static OrmVersion failing = { 2, dropped, fail };
  OrmSchema *schema = orm_schema_new (FILE_ID, 2, poet_get_type (), shelf_get_type (),
                                      G_TYPE_INVALID);

  orm_schema_set_versions (schema, func == fail ? &failing : &working, 1);
  return schema;
}

static OrmSchema *(*const old) (void) = get_old;

static void
reopen (Fixture    *fixture,
        OrmSchema  *schema,
        OrmNotice   notice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (schema, fixture->path, ORM_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_cmpint (orm_sqlite_engine_get_notice (ORM_SQLITE_ENGINE (engine)), ==, notice);
  fixture->session = orm_session_new (engine);
  fixture->history = orm_session_get_history (fixture->session);
}

/* Steps on writers and tales, the last one undone; then the old program is gone. */
static void
write_old (Fixture *fixture)
{
  g_autoptr (Writer) jane = g_object_new (writer_get_type (), "name", "Jane \"old\": x", NULL);
  g_autoptr (Writer) nobody = g_object_new (writer_get_type (), "note", "no name", NULL);
  g_autoptr (OldTale) tale = g_object_new (old_tale_get_type (), "title", "Emma", "writer", jane,
                                           NULL);

  orm_session_add (fixture->session, jane);
  orm_session_add (fixture->session, nobody);
  orm_session_add (fixture->session, tale);
  fixture_commit (fixture, "Add");
  g_object_set (jane, "name", "Jane", "note", "\"name\": ", NULL);
  fixture_commit (fixture, "Edit");
  orm_session_remove (fixture->session, tale);
  fixture_commit (fixture, "Delete");
  fixture_undo (fixture);
  fixture_close (fixture);
}

/* Returns: how many copies stand beside the file, and nothing else but what SQLite keeps there */
static int
count_copies (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  int n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (!g_str_has_prefix (name, "library.db"))
      {
        g_assert_true (g_str_has_prefix (name, "library-version-"));
        n++;
      }
  return n;
}

#define assert_copies(fixture, n) g_assert_cmpint (count_copies (fixture), ==, n)

#define ROWS \
  "SELECT 'poet', poet_id, full_name, rank, note FROM poet" \
  " UNION ALL SELECT 'tale', tale_id, title, poet_id, NULL FROM tale ORDER BY 1, 2"
#define SCHEMA "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2"

/* The steps of old go back and forth through names and columns that they did not know. */
static void
test_renamed (Fixture       *fixture,
              gconstpointer  data)
{
  Fixture other = { 0 };
  g_autofree char *schema = NULL;

  write_old (fixture);
  reopen (fixture, get_new (), ORM_NOTICE_MIGRATED);
  assert_copies (fixture, 1);
  assert_sql (fixture, ROWS, "poet|1|Jane|5|\"name\": \npoet|2|?|5|no name\ntale|1|Emma|1|NULL");
  fixture_redo (fixture);
  assert_sql (fixture, ROWS, "poet|1|Jane|5|\"name\": \npoet|2|?|5|no name");
  fixture_undo (fixture);
  assert_sql (fixture, ROWS, "poet|1|Jane|5|\"name\": \npoet|2|?|5|no name\ntale|1|Emma|1|NULL");
  fixture_undo (fixture);
  assert_sql (fixture, ROWS, "poet|1|Jane \"old\": x|5|NULL\npoet|2|?|5|no name\n"
                             "tale|1|Emma|1|NULL");
  /* A name that was NULL is so no more */
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_CONFLICT, error_->message);
  fixture_sql (fixture, "DELETE FROM poet WHERE poet_id = 2; DELETE FROM orm_change"
                        " WHERE row_id = 2");
  fixture_poll (fixture);
  fixture_undo (fixture);
  assert_sql (fixture, ROWS, "");
  for (guint i = 0; i < 3; i++)
    fixture_redo (fixture);
  assert_sql (fixture, ROWS, "poet|1|Jane|5|\"name\": ");

  fixture_set_up_schema (&other, &(OrmSchema *(*) (void)) { get_new });
  schema = fixture_ask (&other, SCHEMA);
  fixture_tear_down (&other, NULL);
  assert_sql (fixture, SCHEMA, schema);
}

/* What other programs made stays, under the names that things have by now. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  write_old (fixture);
  fixture_sql (fixture, "ALTER TABLE writer ADD COLUMN \"their, (own\" TEXT DEFAULT 'it''s';"
                        "UPDATE writer SET \"their, (own\" = 'mine' WHERE writer_id = 1;"
                        "CREATE INDEX theirs ON writer (\"their, (own\", name);"
                        "CREATE TABLE their_table (a REFERENCES writer (writer_id));"
                        "CREATE VIEW their_view AS SELECT name FROM writer;"
                        "CREATE TRIGGER their_trigger AFTER DELETE ON writer BEGIN"
                        " DELETE FROM their_table WHERE a = old.writer_id; END;"
                        "INSERT INTO their_table VALUES (2)");
  fixture_close_raw (fixture);
  reopen (fixture, get_new (), ORM_NOTICE_MIGRATED);
  assert_sql (fixture, "SELECT poet_id, \"their, (own\" FROM poet ORDER BY 1", "1|mine\n2|it's");
  assert_sql (fixture, "SELECT * FROM their_view ORDER BY 1", "?\nJane");
  assert_sql (fixture, "SELECT name FROM pragma_index_info ('theirs')", "their, (own\nfull_name");
  assert_sql (fixture, "SELECT \"table\", \"to\" FROM pragma_foreign_key_list ('their_table')",
              "poet|poet_id");
  fixture_sql (fixture, "DELETE FROM poet WHERE poet_id = 2");
  assert_sql (fixture, "SELECT count (*) FROM their_table", "0");
}

/* A view that names nothing does not stand in the way of a rename, and stays as it is. */
static void
test_broken_view (Fixture       *fixture,
                  gconstpointer  data)
{
  write_old (fixture);
  fixture_sql (fixture, "CREATE VIEW broken AS SELECT x FROM gone");
  fixture_close_raw (fixture);
  reopen (fixture, get_new (), ORM_NOTICE_MIGRATED);
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE name = 'broken'",
              "CREATE VIEW broken AS SELECT x FROM gone");
  assert_sql (fixture, "SELECT count (*) FROM poet", "2");
}

/* A column's type changes, another one goes and so does a table; a function keeps what was there.
 * What was done to them cannot be undone, and stays in the list. */
static void
test_function (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OrmSchema) schema = get_working (migrate);
  g_autoptr (OldShelf) shelf =
    g_object_new (old_shelf_get_type (), "code", "12", "colour", "red", NULL);

  orm_session_add (fixture->session, shelf);
  fixture_commit (fixture, "Add Shelf");
  g_clear_object (&shelf);
  fixture_close (fixture);
  reopen (fixture, schema, ORM_NOTICE_MIGRATED);
  assert_sql (fixture, "SELECT *, typeof (code) FROM shelf", "1|12|red|integer");
  assert_sql (fixture, "SELECT count (*) FROM sqlite_schema WHERE name = 'tale'", "0");
  assert_sql (fixture, "SELECT name, closed FROM orm_step", "Add Shelf|2");
  g_assert_cmpstr (orm_history_get_undo_name (fixture->history), ==, "Add Shelf");
  assert_refused (orm_history_undo (fixture->history, error), ORM_ERROR_CONFLICT,
                  "“Add Shelf” cannot be undone: version 2 of the file has other tables");
  assert_sql (fixture, "SELECT count (*) FROM shelf", "1");
}

/* What keeps a file from being brought in step, which stays as it was, without a copy. */
static void
assert_left (Fixture *fixture, OrmSchema *schema, OrmError code, const char *message)
{
  g_autofree char *before = fixture_ask (fixture, SCHEMA);
  g_autoptr (GError) error = NULL;

  g_assert_null (orm_sqlite_engine_open (schema, fixture->path, ORM_OPEN_DEFAULT, &error));
  g_assert_error (error, ORM_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
  assert_sql (fixture, SCHEMA, before);
  assert_sql (fixture, "PRAGMA user_version", "1");
  assert_copies (fixture, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmSchema) failing = get_working (fail);

  write_old (fixture);
  fixture_sql (fixture, "INSERT INTO shelf (code) VALUES ('7')");
  assert_left (fixture, failing, ORM_ERROR_FAILED, "The file cannot be brought to version 2: no");
  fixture_sql (fixture, "UPDATE shelf SET code = 'seven'");
  assert_left (fixture, get_new (), ORM_ERROR_FAILED,
               "The file cannot be brought to version 2: "
               "cannot store TEXT value in INTEGER column shelf.code");
  fixture_sql (fixture, "DELETE FROM shelf; INSERT INTO tale (title) VALUES ('Emma')");
  assert_left (fixture, get_new (), ORM_ERROR_FAILED,
               "The file cannot be brought to version 2: UNIQUE constraint failed: tale.title");
  fixture_sql (fixture, "DELETE FROM tale WHERE writer_id IS NULL; CREATE TABLE poet (a)");
  assert_left (fixture, get_new (), ORM_ERROR_FAILED,
               "The file cannot be brought to version 2: it has a table “poet” already, which "
               "another program made");
  fixture_sql (fixture, "DROP TABLE poet; BEGIN IMMEDIATE");
  assert_left (fixture, get_new (), ORM_ERROR_BUSY,
               "Another program is writing to the file at the moment");
  fixture_sql (fixture, "ROLLBACK");
}

/* Where no copy can be made, the file is read through one that nobody sees. */
static void
test_no_copy (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *partial = g_strconcat (fixture->path, ".partial", NULL);
  g_autofree char *inside = g_build_filename (partial, "x", NULL);
  g_autoptr (OrmMigration) migration = NULL;
  g_autoptr (OrmQuery) poets = orm_query_new (poet_get_type ());
  g_autoptr (GError) error = NULL;

  write_old (fixture);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  migration = orm_migration_new (get_new (), fixture->path, &error);
  g_assert_no_error (error);
  g_assert_false (orm_migration_apply (migration, NULL, NULL, NULL, &error));
  g_assert_error (error, ORM_ERROR, ORM_ERROR_NOT_FOUND);
  g_assert_true (strstr (error->message, "No copy of the file could be made") != NULL);
  reopen (fixture, get_new (), ORM_NOTICE_READ_ONLY);
  g_assert_cmpint (orm_session_count (fixture->session, poets, NULL), ==, 2);
  assert_sql (fixture, "SELECT count (*) FROM writer", "2");
  assert_copies (fixture, 0);
}

/* In a file of this version what is missing is made, and nothing else is touched. */
static void
test_mended (Fixture       *fixture,
             gconstpointer  data)
{
  write_old (fixture);
  fixture_sql (fixture, "DROP INDEX writer_name; CREATE INDEX theirs ON writer (note);"
                        "ALTER TABLE tale ADD COLUMN extra TEXT");
  fixture_close_raw (fixture);
  reopen (fixture, get_old (), ORM_NOTICE_NONE);
  assert_copies (fixture, 0);
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE name IN ('writer_name', 'theirs')",
              "CREATE INDEX theirs ON writer (note)\nCREATE INDEX writer_name ON writer (name)");
  fixture_close (fixture);
  fixture_sql (fixture, "UPDATE tale SET extra = 'kept'; DROP INDEX tale_writer_id;"
                        "DROP TABLE shelf; DROP INDEX writer_note; DROP INDEX theirs;"
                        "ALTER TABLE writer DROP COLUMN note");
  fixture_close_raw (fixture);
  reopen (fixture, get_old (), ORM_NOTICE_MIGRATED);
  assert_copies (fixture, 1);
  assert_sql (fixture, "SELECT name, note FROM writer", "Jane|NULL\nNULL|NULL");
  assert_sql (fixture, "SELECT extra FROM tale", "kept");
  assert_sql (fixture, "SELECT count (*) FROM shelf", "0");
  fixture_close (fixture);
  reopen (fixture, get_old (), ORM_NOTICE_NONE);
}

typedef struct
{
  GCancellable *cancellable;
  int n_left;
  double last;
} Countdown;

static void
countdown_cb (double   fraction,
              gpointer user_data)
{
  Countdown *countdown = user_data;

  g_assert_cmpfloat (fraction, >=, countdown->last);
  countdown->last = fraction;
  if (countdown->n_left-- > 0)
    return;
  if (countdown->cancellable == NULL)
    raise (SIGKILL);
  g_cancellable_cancel (countdown->cancellable);
}

/* Stopped anywhere, the file is as it was. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  gboolean done = FALSE;

  write_old (fixture);
  for (int n = 0; !done; n++)
    {
      g_autoptr (OrmMigration) migration = orm_migration_new (get_new (), fixture->path, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Countdown countdown = { cancellable, n, 0 };

      done = orm_migration_apply (migration, countdown_cb, &countdown, cancellable, &error);
      if (done)
        break;
      g_assert_error (error, ORM_ERROR, ORM_ERROR_CANCELLED);
      assert_sql (fixture, "PRAGMA user_version", "1");
      assert_sql (fixture, "SELECT count (*) FROM writer", "2");
      assert_copies (fixture, 0);
      g_assert_cmpint (n, <, 1000);
    }
  assert_sql (fixture, "PRAGMA user_version", "2");
  assert_copies (fixture, 1);
}

/* Ended by force anywhere, the file is the old or the new one, and the next one to come goes on. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  static OrmMigration *migration; /* static: what a child leaves is not lost */
  int status = -1;

  write_old (fixture);
  for (int n = 0; status != 0; n++)
    {
      g_autofree char *state = NULL;
      pid_t child = fork ();

      if (child == 0)
        {
          Countdown countdown = { NULL, n, 0 };

          migration = orm_migration_new (get_new (), fixture->path, NULL);
          _exit (!orm_migration_apply (migration, countdown_cb, &countdown, NULL, NULL));
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      assert_sql (fixture, "PRAGMA integrity_check", "ok");
      state = fixture_ask (fixture, "SELECT (SELECT * FROM pragma_user_version), name"
                                    " FROM sqlite_schema WHERE name IN ('writer', 'poet')");
      g_assert_true (g_str_equal (state, "2|poet")
                     || (status != 0 && g_str_equal (state, "1|writer")));
      fixture_close_raw (fixture);
    }
  reopen (fixture, get_new (), ORM_NOTICE_NONE);
  assert_sql (fixture, "SELECT count (*) FROM poet", "2");
}

/* Several programs come at once: one does it, the others find it done. */
static void
test_at_once (Fixture       *fixture,
              gconstpointer  data)
{
  enum { N = 4 };
  static OrmEngine *engine; /* as above */
  pid_t children[N];

  write_old (fixture);
  for (int i = 0; i < N; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (!(engine = orm_sqlite_engine_open (get_new (), fixture->path, ORM_OPEN_WAIT, NULL)));
    }
  for (int i = 0; i < N; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  assert_copies (fixture, 1);
  assert_sql (fixture, "PRAGMA user_version", "2");
  assert_sql (fixture, "SELECT count (*) FROM poet", "2");
}

#define ADD(name, run) \
  g_test_add ("/orm/migration/" name, Fixture, &old, fixture_set_up_schema, run, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("renamed", test_renamed);
  ADD ("foreign", test_foreign);
  ADD ("broken-view", test_broken_view);
  ADD ("function", test_function);
  ADD ("refused", test_refused);
  ADD ("no-copy", test_no_copy);
  ADD ("mended", test_mended);
  ADD ("cancelled", test_cancelled);
  ADD ("killed", test_killed);
  ADD ("at-once", test_at_once);
  return g_test_run ();
}
