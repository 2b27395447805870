#include "fixture.h"

#include "mirror.h"
#include "school.h"

/* All that match, by one statement: the file, objects in use, lists, journal and events agree. */

#define update(fixture, query, n_rows, ...) \
  update_all (fixture, query, n_rows, (const OrmAssignment[]) { __VA_ARGS__ }, \
              G_N_ELEMENTS (((const OrmAssignment[]) { __VA_ARGS__ })))

static void
update_all (Fixture             *fixture,
            OrmQuery            *query,
            guint64              n_rows,
            const OrmAssignment *assignments,
            guint                n_assignments)
{
  g_autoptr (GError) error = NULL;
  guint64 found = G_MAXUINT64;

  g_assert_true (orm_session_update_all (fixture->session, query, assignments, n_assignments,
                                         &found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, n_rows);
}

static void
remove_all (Fixture  *fixture,
            OrmQuery *query,
            guint64   n_rows)
{
  g_autoptr (GError) error = NULL;
  guint64 found = G_MAXUINT64;

  g_assert_true (orm_session_remove_all (fixture->session, query, &found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, n_rows);
}

static OrmQuery *
query_pages (OrmOperator op,
             gint64      pages)
{
  OrmQuery *query = orm_query_new (TYPE_BOOK);

  orm_query_where (query, orm_condition_compare ("pages", op, ORM_INT (pages)));
  return query;
}

static void
add_rows (Fixture *fixture)
{
  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (1, 'Jane'), (2, 'Anne');"
                        "INSERT INTO book (title, isbn, pages, price, author_id, updated) VALUES"
                        " ('a', '1', 10, 101, 1, 5), ('b', '2', 20, 102, 1, 5),"
                        " ('c', '3', 30, -103, 2, 5), ('d', NULL, 40, 104, NULL, 5);"
                        "INSERT INTO loan (due, book_id) VALUES ('2024-01-01', 1),"
                        " ('2024-01-01', 3)");
}

/* A value, another property, a multiple; rows that stay as they are keep their time stamps. */
static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (OrmQuery) all = orm_query_new (TYPE_BOOK);
  g_autoptr (OrmQuery) large = query_pages (ORM_GREATER_OR_EQUAL, 20);
  g_autoptr (OrmQuery) janes = orm_query_new (TYPE_BOOK);
  guint64 before;

  add_rows (fixture);
  before = fixture_get_statements (fixture);
  orm_query_order_by (all, "title", ORM_ASCENDING);
  update (fixture, all, 4, { "notes", .value = ORM_STRING ("it's") },
          { "level", .source = "pages" },
          { "price", .source = "price", .multiplier = 3, .divisor = 2, .addend = 1 });
  g_assert_cmpuint (fixture_get_statements (fixture), <=, before + 3 + 1 + 4); /* the journal's */
  update (fixture, large, 3, { "lent", .value = ORM_INT (1) });
  orm_query_where (janes, orm_condition_compare ("author.name", ORM_EQUAL, ORM_STRING ("jane")));
  update (fixture, janes, 2, { "author", .value = ORM_INT (2) });
  fixture_commit (fixture, "All");
  assert_sql (fixture, "SELECT title, notes, level, price, lent, author_id FROM book",
              "a|it's|10|153|0|2\nb|it's|20|154|1|2\nc|it's|30|-154|1|2\nd|it's|40|157|1|NULL");
  assert_sql (fixture, "SELECT count (*) FROM book WHERE updated > 5", "4");

  /* A row that has all of it already is left alone */
  fixture_sql (fixture, "UPDATE book SET updated = 5, title = upper (title) WHERE book_id < 3");
  update (fixture, all, 3, { "title", .value = ORM_STRING ("A") },
          { "notes", .value = ORM_STRING ("it's") }, { "author", .value = ORM_INT (2) });
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (OrmQuery) all = orm_query_new (TYPE_AUTHOR);
  g_autoptr (OrmQuery) books = orm_query_new (TYPE_BOOK);

  fixture_sql (fixture, "INSERT INTO author (name) VALUES ('jane');"
                        "INSERT INTO book (title, updated) VALUES ('same', 5), ('other', 5)");
  update (fixture, all, 0, { "name", .value = ORM_STRING ("jane") });
  update (fixture, all, 1, { "name", .value = ORM_STRING ("Jane") }); /* in case only */
  update (fixture, books, 1, { "title", .value = ORM_STRING ("same") });
  fixture_commit (fixture, "All");
  assert_sql (fixture, "SELECT name FROM author", "Jane");
  assert_sql (fixture, "SELECT book_id FROM book WHERE updated > 5", "2");
  assert_sql (fixture, "SELECT count (*) FROM orm_change", "2");
}

/* Exact, and rounded once, half away from zero. */
static void
test_scale (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    gint64 before, multiplier, divisor, addend, after;
  } cases[] = {
    { 5, 1, 2, 0, 3 },
    { -5, 1, 2, 0, -3 },
    { 5, 1, -2, 0, -3 },
    { 4, 1, 3, 0, 1 },
    { 199, 110, 100, 0, 219 },
    { 7, 0, 0, -10, -3 },
    { G_MAXINT64, 2, 3, 0, 6148914691236517205 },
    { G_MAXINT64 - 1, 0, 0, 1, G_MAXINT64 },
  };
  g_autoptr (OrmQuery) all = orm_query_new (TYPE_BOOK);
  g_autoptr (Book) book = fixture_add_book (fixture, "Emma", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_object_set (book, "price", cases[i].before, NULL);
      update (fixture, all, 1, { "price", .source = "price", .multiplier = cases[i].multiplier,
                                 .divisor = cases[i].divisor, .addend = cases[i].addend });
      g_assert_cmpint (book->price, ==, cases[i].after);
    }
  fixture_commit (fixture, "All");
  assert_refused (orm_session_update_all (fixture->session, all,
                                          &(OrmAssignment) { "price", .source = "price",
                                                             .multiplier = 2 }, 1, NULL, error),
                  ORM_ERROR_FAILED, "The number is too large");
  assert_sql (fixture, "SELECT price FROM book", "9223372036854775807");
}

static void
note_book (OrmSession   *session,
           OrmChangeSet *set,
           gpointer      user_data)
{
  guint n_rows;
  const OrmRowChange *rows = orm_change_set_get_rows (set, TYPE_BOOK, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (user_data, "%c%d%s ", "+~-"[rows[i].kind], (int) rows[i].key,
                            orm_row_change_has (&rows[i], "title") ? "!" : "");
}

/* Objects in use hear at once, lists and events with the commit, and undo has it all back. */
static void
test_heard (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) small = query_pages (ORM_LESS, 25);
  g_autoptr (OrmList) list = NULL;
  g_autoptr (OrmQuery) listed = query_pages (ORM_GREATER, 15);
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (Book) book = NULL;
  g_autoptr (Loan) loan = NULL;
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;

  add_rows (fixture);
  before = fixture_dump (fixture);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  loan = fixture_load (fixture, TYPE_LOAN, 1);
  list = orm_list_new (fixture->session, listed);
  mirror = mirror_new (list);
  assert_model (list, "2 3 4");
  g_signal_connect (fixture->session, "changed", G_CALLBACK (note_book), told);

  update (fixture, small, 2, { "pages", .source = "pages", .multiplier = 2 });
  g_assert_cmpint (book->pages, ==, 20);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_CLEAN);
  fixture_commit (fixture, "Double");
  g_assert_cmpstr (told->str, ==, "~1 ~2 ");
  g_string_truncate (told, 0);
  assert_changes (mirror, "0+1");
  between = fixture_dump (fixture);

  remove_all (fixture, small, 1);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_DELETED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (loan)), ==, ORM_STATE_DELETED);
  fixture_commit (fixture, "Remove");
  g_assert_cmpstr (told->str, ==, "-1! ");
  assert_changes (mirror, "0-1");
  after = fixture_dump (fixture);
  assert_sql (fixture, "SELECT name FROM orm_step", "Double\nRemove");

  fixture_undo (fixture);
  assert_dump (fixture, between);
  assert_model (list, "1 2 3 4");
  fixture_undo (fixture);
  assert_dump (fixture, before);
  assert_changes (mirror, "0+1, 0-1");
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_dump (fixture, after);
}

/* What is pending is written before, what follows stands upon it; a rollback has all of it back. */
static void
test_rollback (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (OrmQuery) all = orm_query_new (TYPE_BOOK);
  g_autoptr (Book) book = NULL;
  g_autoptr (Book) added = NULL;
  g_autoptr (Loan) loan = NULL;
  g_autofree char *before = NULL;
  guint savepoint;

  add_rows (fixture);
  before = fixture_dump (fixture);
  book = fixture_load (fixture, TYPE_BOOK, 1);
  loan = fixture_load (fixture, TYPE_LOAN, 1);
  g_object_set (book, "pages", (gint64) 50, NULL);
  added = fixture_add_book (fixture, "New", NULL);
  update (fixture, all, 5, { "pages", .source = "pages", .addend = 1 });
  g_assert_cmpint (book->pages, ==, 51);
  g_assert_cmpint (added->pages, ==, 8);
  savepoint = orm_session_begin_nested (fixture->session, NULL);
  update (fixture, all, 5, { "pages", .value = ORM_INT (1) });
  remove_all (fixture, all, 5);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_DELETED);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (loan)), ==, ORM_STATE_DELETED);
  orm_session_rollback_to (fixture->session, savepoint);
  g_assert_cmpint (book->pages, ==, 51);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (book)), ==, ORM_STATE_CLEAN);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (loan)), ==, ORM_STATE_CLEAN);
  orm_session_rollback (fixture->session);
  g_assert_cmpint (book->pages, ==, 10);
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (added)), ==, ORM_STATE_DETACHED);
  assert_dump (fixture, before);
}

/* What is refused names property and value, and everything is as it was. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    GType (*type) (void);
    OrmAssignment assignment;
    OrmError code;
    const char *message;
  } cases[] = {
    { book_get_type, { "pages", .value = { ORM_VALUE_INTEGER, .integer = -11 } }, ORM_ERROR_CHECK,
      "Book: Pages cannot be “-11”: at least -10, at most 100000" },
    { book_get_type, { "pages", .source = "pages", .multiplier = 3000 }, ORM_ERROR_CHECK,
      "Book: Pages cannot be “120000”: at least -10, at most 100000" },
    { book_get_type, { "isbn", .value = { ORM_VALUE_TEXT, .text = "7" } }, ORM_ERROR_UNIQUE,
      "Book: ISBN “7” is already in use" },
    { book_get_type, { "title", .value = { ORM_VALUE_NULL } }, ORM_ERROR_NOT_NULL,
      "Book: Title may not be empty" },
    { book_get_type, { "author", .value = { ORM_VALUE_INTEGER, .integer = 9 } },
      ORM_ERROR_REFERENCE,
      "Book: Author “9” does not exist" },
    { author_get_type, { "name", .value = { ORM_VALUE_TEXT, .text = "zoË" } }, ORM_ERROR_UNIQUE,
      "Author: Name “zoË” is already in use" },
    { author_get_type, { "name", .value = { ORM_VALUE_TEXT, .text = "ZOE" } }, ORM_ERROR_UNIQUE,
      "Author: Name “ZOE” is already in use" },
  };
  g_autofree char *before = NULL;

  add_rows (fixture);
  fixture_sql (fixture, "INSERT INTO author (author_id, name) VALUES (3, 'zoë'), (4, 'zoe')");
  before = fixture_dump (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OrmQuery) query = orm_query_new (cases[i].type ());
      g_autoptr (Author) author = fixture_load (fixture, TYPE_AUTHOR, 1);

      if (cases[i].type () == TYPE_AUTHOR)
        orm_query_where (query, orm_condition_compare ("author-id", ORM_EQUAL, ORM_INT (1)));
      g_object_set (author, "name", "Pending", NULL);
      assert_refused (orm_session_update_all (fixture->session, query, &cases[i].assignment, 1,
                                              NULL, error),
                      cases[i].code, cases[i].message);
      g_assert_cmpstr (author->name, ==, "Jane");
      g_assert_false (orm_session_has_changes (fixture->session));
      assert_dump (fixture, before);
    }
  assert_sql (fixture, "SELECT count (*) FROM orm_step", "0");
}

static void
test_refused_remove (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (OrmQuery) readers = orm_query_new (TYPE_READER);
  g_autoptr (OrmQuery) books = orm_query_new (TYPE_BOOK);

  add_rows (fixture);
  fixture_sql (fixture, "INSERT INTO reader (name, card) VALUES ('A', 1), ('B', 2);"
                        "UPDATE loan SET reader_id = 2");
  assert_refused (orm_session_remove_all (fixture->session, readers, NULL, error),
                  ORM_ERROR_REFERENCE,
                  "Reader: what it refers to does not exist, or something still refers to it");
  assert_sql (fixture, "SELECT count (*) FROM reader", "2");
  remove_all (fixture, books, 4);
  remove_all (fixture, readers, 2);
  fixture_commit (fixture, "Remove");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM loan JOIN reader USING (reader_id)", "2");
}

/* A limit takes the first in the query's order. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_BOOK);

  add_rows (fixture);
  orm_query_order_by (query, "price", ORM_DESCENDING);
  orm_query_limit (query, 2);
  update (fixture, query, 2, { "notes", .value = ORM_STRING ("dear") });
  orm_query_offset (query, 2);
  remove_all (fixture, query, 2);
  fixture_commit (fixture, "All");
  assert_sql (fixture, "SELECT title, notes FROM book", "b|dear\nd|dear");
}

/* Another value is the same statement. */
static void
test_shape (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_prepared = 0;

  add_rows (fixture);
  for (guint i = 1; i < 20; i++)
    {
      g_autoptr (OrmQuery) query = query_pages (ORM_GREATER, i);

      update (fixture, query, 4, { "price", .source = "price", .addend = i });
      if (i == 1)
        n_prepared = fixture_count_prepared (fixture);
      if (i == 9)
        break;
    }
  g_assert_cmpuint (fixture_count_prepared (fixture), ==, n_prepared);
  orm_session_rollback (fixture->session);
}

/* The rules of relationships hold: no ring, no orphan, and rows that restrict each other go
 * together. */
static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) pupils = orm_query_new (TYPE_PUPIL);
  g_autoptr (OrmQuery) marks = orm_query_new (TYPE_MARK);
  g_autoptr (OrmQuery) rooms = orm_query_new (TYPE_ROOM);
  g_autoptr (OrmQuery) some = orm_query_new (TYPE_PUPIL);
  g_autoptr (Mark) mark = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  OrmAssignment mentor = { "mentor", .value = ORM_INT (3) };

  fixture_sql (fixture, "INSERT INTO room (name, house_id) VALUES ('House', NULL), ('1', 1),"
                        " ('2', 2), ('3', 1);"
                        "INSERT INTO pupil (name, mentor_id) VALUES ('Ann', NULL), ('Bob', 1),"
                        " ('Cy', 2), ('Di', 3), ('Ed', NULL);"
                        "INSERT INTO mark (name, pupil_id) VALUES ('A', 1), ('B', 2)");
  before = school_dump (fixture);
  assert_refused (orm_session_update_all (fixture->session, pupils, &mentor, 1, NULL, error),
                  ORM_ERROR_RING,
                  "Pupil “Ann”: Mentor cannot be “Cy”, which stands below it already");
  orm_query_where (some, orm_condition_compare ("pupil-id", ORM_GREATER, ORM_INT (3)));
  update (fixture, some, 1, { "mentor", .value = ORM_INT (3) });
  orm_query_limit (some, 1);
  update (fixture, some, 1, { "mentor", .value = ORM_NULL });

  mark = fixture_load (fixture, TYPE_MARK, 1);
  update (fixture, marks, 2, { "pupil", .value = ORM_NULL });
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (mark)), ==, ORM_STATE_DELETED);
  orm_query_where (rooms, orm_condition_compare ("name", ORM_NOT_EQUAL, ORM_STRING ("3")));
  assert_refused (orm_session_remove_all (fixture->session, rooms, NULL, error),
                  ORM_ERROR_REFERENCE,
                  "Room: what it refers to does not exist, or something still refers to it");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (mark)), ==, ORM_STATE_CLEAN);
  g_clear_object (&rooms);
  rooms = orm_query_new (TYPE_ROOM);
  remove_all (fixture, rooms, 4);
  update (fixture, marks, 2, { "pupil", .value = ORM_NULL });
  fixture_commit (fixture, "All");
  assert_sql (fixture, "SELECT (SELECT count (*) FROM room), (SELECT count (*) FROM mark)", "0|0");
  fixture_undo (fixture);
  after = school_dump (fixture);
  g_assert_cmpstr (after, ==, before);
}

/* A part, which need not be of any machine; but once it was, it goes with it. */
typedef struct
{
  OrmRecord parent_instance;

  gint64 machine_id;
  char *name;
} Machine;

typedef struct
{
  OrmRecord parent_instance;

  gint64 part_id;
  char *name;
  OrmReference machine;
  OrmReference next;
} Part;

GType machine_get_type (void);
GType part_get_type (void);

typedef OrmRecordClass MachineClass;
typedef OrmRecordClass PartClass;
G_DEFINE_TYPE (Machine, machine, ORM_TYPE_RECORD)
G_DEFINE_TYPE (Part, part, ORM_TYPE_RECORD)

static const OrmColumn machine_columns[] = {
  ORM_PRIMARY_KEY (Machine, machine_id),
  ORM_TEXT (Machine, name, ORM_NOT_NULL),
};

static const OrmColumn part_columns[] = {
  ORM_PRIMARY_KEY (Part, part_id),
  ORM_TEXT (Part, name, ORM_NOT_NULL),
  ORM_BELONGS_TO (Part, machine, machine_get_type, "parts", ORM_CASCADE,
                  .flags = ORM_DELETE_ORPHAN),
  ORM_BELONGS_TO (Part, next, machine_get_type, "future-parts", ORM_SET_NULL),
};

static void
machine_class_init (OrmRecordClass *klass)
{
  orm_record_class_bind (klass, "machine", "Machine", machine_columns,
                         G_N_ELEMENTS (machine_columns));
}

static void
machine_init (Machine *self)
{
}

static void
part_class_init (OrmRecordClass *klass)
{
  orm_record_class_bind (klass, "part", "Part", part_columns, G_N_ELEMENTS (part_columns));
}

static void
part_init (Part *self)
{
}

static OrmSchema *
get_parts_schema (void)
{
  static OrmSchema *schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, orm_schema_new (0x9A275, 1, part_get_type (), machine_get_type (),
                                                G_TYPE_INVALID));
  return schema;
}

static OrmSchema *(*const parts_schema) (void) = get_parts_schema;

#define PARTS "SELECT name, machine_id FROM part ORDER BY part_id"

/* Those go that lose what they live by, named or copied; those that never had it stay. */
static void
test_orphans (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (OrmQuery) all = orm_query_new (part_get_type ());
  g_autoptr (OrmQuery) first = orm_query_new (part_get_type ());
  g_autoptr (OrmRecord) axle = NULL;

  fixture_sql (fixture, "INSERT INTO machine (name) VALUES ('Mill'), ('Lathe');"
                        "INSERT INTO part (name, machine_id, next_id) VALUES ('Axle', 1, NULL),"
                        " ('Belt', 1, 2), ('Cog', NULL, NULL), ('Drum', NULL, 1)");
  axle = fixture_load (fixture, part_get_type (), 1);
  update (fixture, all, 3, { "machine", .source = "next" });
  g_assert_cmpint (orm_record_get_state (axle), ==, ORM_STATE_DELETED);
  fixture_commit (fixture, "Next");
  assert_sql (fixture, PARTS, "Belt|2\nCog|NULL\nDrum|1");
  fixture_undo (fixture);
  assert_sql (fixture, PARTS, "Axle|1\nBelt|1\nCog|NULL\nDrum|NULL");

  orm_query_order_by (first, "name", ORM_ASCENDING);
  orm_query_limit (first, 3);
  update (fixture, first, 3, { "machine", .value = ORM_NULL },
          { "name", .value = ORM_STRING ("?") });
  fixture_commit (fixture, "None");
  assert_sql (fixture, PARTS, "?|NULL\nDrum|NULL");
  fixture_undo (fixture);
  assert_sql (fixture, PARTS, "Axle|1\nBelt|1\nCog|NULL\nDrum|NULL");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/bulk/update", test_update);
  fixture_add_test ("/orm/bulk/same", test_same);
  fixture_add_test ("/orm/bulk/scale", test_scale);
  fixture_add_test ("/orm/bulk/heard", test_heard);
  fixture_add_test ("/orm/bulk/rollback", test_rollback);
  fixture_add_test ("/orm/bulk/refused", test_refused);
  fixture_add_test ("/orm/bulk/refused-remove", test_refused_remove);
  fixture_add_test ("/orm/bulk/limit", test_limit);
  fixture_add_test ("/orm/bulk/shape", test_shape);
  school_add_test ("/orm/bulk/rules", test_rules);
  g_test_add ("/orm/bulk/orphans", Fixture, &parts_schema, fixture_set_up_schema, test_orphans,
              fixture_tear_down);
  return g_test_run ();
}
