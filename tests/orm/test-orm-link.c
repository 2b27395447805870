#include "school.h"

#include "mirror.h"

/* Many to many: both sides are lists, the table between them is nobody's business. */

typedef struct
{
  Pupil *pupils[2];   /* Ann, Bob */
  Course *courses[2]; /* Art, Biology */
  OrmList *lists[4];  /* of Ann, Bob, Art, Biology */
  Mirror *mirrors[4];
} Timetable;

static void
timetable_init (Timetable *self,
                Fixture   *fixture)
{
  self->pupils[0] = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  self->pupils[1] = school_add (fixture, TYPE_PUPIL, "Bob", NULL, NULL);
  self->courses[0] = school_add (fixture, TYPE_COURSE, "Art", NULL, NULL);
  self->courses[1] = school_add (fixture, TYPE_COURSE, "Biology", NULL, NULL);
  fixture_commit (fixture, "Add");
  for (guint i = 0; i < 4; i++)
    {
      self->lists[i] = i < 2 ? school_get (self->pupils[i], "courses")
                             : school_get (self->courses[i - 2], "pupils");
      self->mirrors[i] = mirror_new (self->lists[i]);
    }
}

static void
timetable_clear (Timetable *self)
{
  for (guint i = 0; i < 4; i++)
    {
      mirror_free (self->mirrors[i]);
      g_assert_finalize_object (self->lists[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_assert_finalize_object (self->pupils[i]);
      g_assert_finalize_object (self->courses[i]);
    }
}

/* The members of all four lists, and that each told how it got there. */
static void
assert_lists (Timetable  *self,
              const char *expected)
{
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *keys = describe_list (G_LIST_MODEL (self->lists[i]));

      g_string_append_printf (found, "%s%s", i > 0 ? " | " : "", keys);
      mirror_check (self->mirrors[i]);
    }
  g_assert_cmpstr (found->str, ==, expected);
  g_string_free (found, TRUE);
}

#define ENROLMENT "SELECT enrolment_id, pupil_id, course_id FROM enrolment ORDER BY 1"

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  Timetable self;

  timetable_init (&self, fixture);
  orm_list_add (self.lists[0], self.courses[0]);
  orm_list_add (self.lists[3], self.pupils[0]); /* from the other side */
  assert_lists (&self, "1 2 |  | 1 | 1");
  orm_list_add (self.lists[0], self.courses[0]); /* twice is nothing */
  orm_list_add (self.lists[2], self.pupils[0]);
  assert_lists (&self, "1 2 |  | 1 | 1");
  assert_sql (fixture, ENROLMENT, "");
  orm_session_rollback (fixture->session);
  assert_lists (&self, " |  |  | ");

  orm_list_add (self.lists[0], self.courses[0]);
  orm_list_add (self.lists[0], self.courses[1]);
  orm_list_add (self.lists[1], self.courses[1]);
  for (guint i = 0; i < 4; i++)
    g_string_truncate (self.mirrors[i]->changes, 0);
  fixture_commit (fixture, "Enrol");
  for (guint i = 0; i < 4; i++)
    assert_changes (self.mirrors[i], "");
  assert_lists (&self, "1 2 | 2 | 1 | 1 2");
  assert_sql (fixture, ENROLMENT, "1|1|1\n2|1|2\n3|2|2");
  orm_list_add (self.lists[2], self.pupils[0]);
  g_assert_false (orm_session_has_changes (fixture->session));

  fixture_undo (fixture);
  assert_lists (&self, " |  |  | ");
  assert_sql (fixture, ENROLMENT, "");
  fixture_redo (fixture);
  assert_lists (&self, "1 2 | 2 | 1 | 1 2");
  timetable_clear (&self);
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  Timetable self;

  timetable_init (&self, fixture);
  orm_list_add (self.lists[0], self.courses[0]);
  orm_list_add (self.lists[0], self.courses[1]);
  orm_list_remove (self.lists[0], self.courses[0]); /* before it was ever saved */
  orm_list_remove (self.lists[1], self.courses[0]); /* who is no member */
  assert_lists (&self, "2 |  |  | 1");
  fixture_commit (fixture, "Enrol");
  assert_sql (fixture, ENROLMENT, "1|1|2");

  /* Remove and add again in one flush, and both of it twice */
  orm_list_remove (self.lists[0], self.courses[1]);
  assert_lists (&self, " |  |  | ");
  orm_list_remove (self.lists[0], self.courses[1]);
  orm_list_add (self.lists[0], self.courses[1]);
  orm_list_add (self.lists[3], self.pupils[0]);
  assert_lists (&self, "2 |  |  | 1");
  orm_list_remove (self.lists[3], self.pupils[0]);
  orm_list_add (self.lists[0], self.courses[1]);
  fixture_commit (fixture, "Nothing");
  assert_sql (fixture, ENROLMENT, "1|1|2");
  assert_lists (&self, "2 |  |  | 1");

  /* Across a flush it is another row */
  orm_list_remove (self.lists[0], self.courses[1]);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  orm_list_add (self.lists[0], self.courses[1]);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_lists (&self, "2 |  |  | 1");
  orm_session_rollback (fixture->session);
  assert_lists (&self, "2 |  |  | 1");
  orm_list_remove (self.lists[0], self.courses[1]);
  fixture_commit (fixture, "Leave");
  assert_sql (fixture, ENROLMENT, "");
  assert_lists (&self, " |  |  | ");
  fixture_undo (fixture);
  assert_sql (fixture, ENROLMENT, "1|1|2");
  assert_lists (&self, "2 |  |  | 1");
  timetable_clear (&self);
}

/* Either end takes its links with it, and undo brings them back. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  Timetable self;

  timetable_init (&self, fixture);
  for (guint i = 0; i < 4; i++)
    orm_list_add (self.lists[i / 2], self.courses[i % 2]);
  fixture_commit (fixture, "Enrol");
  orm_session_remove (fixture->session, self.courses[0]);
  assert_lists (&self, "2 | 2 | 1 2 | 1 2");
  orm_session_rollback (fixture->session);
  assert_lists (&self, "1 2 | 1 2 | 1 2 | 1 2");
  orm_session_remove (fixture->session, self.courses[0]);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_lists (&self, "2 | 2 |  | 1 2");
  fixture_commit (fixture, "Remove");
  assert_lists (&self, "2 | 2 |  | 1 2");
  assert_sql (fixture, ENROLMENT, "2|1|2\n4|2|2");
  fixture_undo (fixture);
  assert_sql (fixture, ENROLMENT, "1|1|1\n2|1|2\n3|2|1\n4|2|2");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self.lists[0])), ==, 2);
  orm_session_remove (fixture->session, self.pupils[0]);
  fixture_commit (fixture, "Remove");
  assert_sql (fixture, ENROLMENT, "3|2|1\n4|2|2");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self.lists[3])), ==, 1);
  timetable_clear (&self);
}

/* New records on both sides, and one that comes to nothing. */
static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (Pupil) ann = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  g_autoptr (OrmList) courses = school_get (ann, "courses");
  g_autoptr (Course) art = g_object_new (TYPE_COURSE, "name", "Art", NULL);
  g_autoptr (Course) dropped = g_object_new (TYPE_COURSE, "name", "Dropped", NULL);
  g_autoptr (Mirror) mirror = mirror_new (courses);
  g_autoptr (OrmList) pupils = NULL;

  orm_list_add (courses, art);
  orm_list_add (courses, dropped);
  assert_changes (mirror, "0+1, 1+1");
  pupils = school_get (art, "pupils");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pupils)), ==, 1);
  orm_session_remove (fixture->session, dropped);
  assert_changes (mirror, "1-1");
  fixture_commit (fixture, "Add");
  assert_changes (mirror, "");
  assert_model (courses, "1");
  assert_model (pupils, "1");
  assert_sql (fixture, "SELECT course.name, pupil.name FROM enrolment JOIN course USING (course_id)"
                       " JOIN pupil USING (pupil_id)", "Art|Ann");
  assert_sql (fixture, "SELECT count (*) FROM course", "1");
}

/* Within one class. */
static void
test_self (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Pupil) ann = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  g_autoptr (Pupil) bob = school_add (fixture, TYPE_PUPIL, "Bob", NULL, NULL);
  g_autoptr (OrmList) friends = NULL;
  g_autoptr (OrmList) friend_of = NULL;

  fixture_commit (fixture, "Add");
  friends = school_get (ann, "friends");
  friend_of = school_get (bob, "friend-of");
  orm_list_add (friends, bob);
  orm_list_add (friends, ann);
  assert_model (friends, "2 1");
  assert_model (friend_of, "1");
  fixture_commit (fixture, "Meet");
  assert_model (friends, "1 2");
  assert_sql (fixture, "SELECT pupil_id, friends_id FROM friendship ORDER BY 2", "1|1\n1|2");
  orm_list_remove (friend_of, ann);
  fixture_commit (fixture, "Part");
  assert_model (friends, "1");
  assert_model (friend_of, "");
}

/* What another program and another session write comes like anything else. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  Timetable self;

  timetable_init (&self, fixture);
  fixture_sql (fixture, "INSERT INTO enrolment (pupil_id, course_id) VALUES (2, 1), (2, 2)");
  fixture_poll (fixture);
  assert_lists (&self, " | 1 2 | 2 | 2");
  orm_list_remove (self.lists[1], self.courses[0]);
  fixture_sql (fixture, "DELETE FROM enrolment");
  fixture_commit (fixture, "Leave"); /* it had left already */
  fixture_poll (fixture);
  assert_lists (&self, " |  |  | ");
  timetable_clear (&self);
}

static char *
ask_names (Fixture      *fixture,
           GType         type,
           OrmCondition *condition)
{
  g_autoptr (OrmQuery) query = orm_query_new (type);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GString *names = g_string_new (NULL);

  orm_query_where (query, condition);
  found = orm_session_load_all (fixture->session, query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *name = NULL;

      g_object_get (found->pdata[i], "name", &name, NULL);
      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }
  return g_string_free (names, FALSE);
}

#define assert_found(fixture, type, condition, expected) \
  G_STMT_START { \
    g_autofree char *names_ = ask_names (fixture, type, condition); \
    g_assert_cmpstr (names_, ==, expected); \
  } G_STMT_END

static OrmCondition *
named (const char *property,
       const char *name)
{
  return orm_condition_compare (property, ORM_EQUAL, ORM_STRING (name));
}

static void
test_conditions (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (Course) art = NULL;
  g_autoptr (Course) unsaved = g_object_new (TYPE_COURSE, "name", "New", NULL);
  g_autoptr (Mark) mark = NULL;

  fixture_sql (fixture,
               "INSERT INTO room VALUES (1, 'red', NULL), (2, 'blue', NULL);"
               "INSERT INTO course VALUES (1, 'Art', NULL), (2, 'Biology', 1), (3, 'Chess', NULL);"
               "INSERT INTO pupil VALUES (1, 'Ann', 1, NULL), (2, 'Bob', 2, 1), (3, 'Cid', 1, 1),"
               " (4, 'Dot', NULL, NULL);"
               "INSERT INTO enrolment (pupil_id, course_id) VALUES (1, 1), (1, 2), (2, 2), (3, 1);"
               "INSERT INTO mark VALUES (1, 'good', 1, NULL), (2, 'bad', 3, 1);"
               "INSERT INTO card VALUES (1, 'x', 2)");
  art = fixture_load (fixture, TYPE_COURSE, 1);
  mark = fixture_load (fixture, TYPE_MARK, 2);
  assert_found (fixture, TYPE_PUPIL, orm_condition_refers_to ("courses", ORM_RECORD (art)),
                "Ann Cid");
  assert_found (fixture, TYPE_PUPIL, orm_condition_refers_to ("courses", ORM_RECORD (unsaved)), "");
  assert_found (fixture, TYPE_PUPIL, orm_condition_has ("courses", NULL), "Ann Bob Cid");
  assert_found (fixture, TYPE_PUPIL, orm_condition_not (orm_condition_has ("courses", NULL)),
                "Dot");
  assert_found (fixture, TYPE_PUPIL, orm_condition_has ("courses", named ("name", "Biology")),
                "Ann Bob");
  assert_found (fixture, TYPE_PUPIL, orm_condition_has ("courses", named ("whole.name", "Art")),
                "Ann Bob");
  assert_found (fixture, TYPE_PUPIL,
                orm_condition_and (orm_condition_has ("courses", named ("name", "Biology")),
                                   named ("name", "Bob"),
                                   orm_condition_has ("courses", named ("name", "Biology")), NULL),
                "Bob");
  assert_found (fixture, TYPE_PUPIL,
                orm_condition_has ("mentor.courses", named ("name", "Biology")), "Bob Cid");
  assert_found (fixture, TYPE_COURSE, orm_condition_has ("pupils", named ("room.name", "red")),
                "Art Biology");

  /* One to many, one to one, and lists of lists */
  assert_found (fixture, TYPE_ROOM, orm_condition_has ("pupils", named ("name", "Bob")), "blue");
  assert_found (fixture, TYPE_ROOM, orm_condition_not (orm_condition_has ("pupils", NULL)), "");
  assert_found (fixture, TYPE_PUPIL,
                orm_condition_not (orm_condition_has ("mentees", named ("name", "Bob"))),
                "Bob Cid Dot");
  assert_found (fixture, TYPE_PUPIL, orm_condition_refers_to ("marks", ORM_RECORD (mark)), "Cid");
  assert_found (fixture, TYPE_PUPIL, orm_condition_has ("card", NULL), "Bob");
  assert_found (fixture, TYPE_ROOM,
                orm_condition_has ("pupils", orm_condition_has ("courses",
                                                                named ("name", "Biology"))),
                "red blue");
}

/* A list over such a query hears of links, and of what its members become. */
static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  Timetable self;
  g_autoptr (OrmQuery) query = orm_query_new (TYPE_PUPIL);
  g_autoptr (OrmList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;

  timetable_init (&self, fixture);
  orm_query_where (query, orm_condition_has ("courses", named ("name", "Art")));
  list = orm_list_new (fixture->session, query);
  mirror = mirror_new (list);
  orm_list_add (self.lists[0], self.courses[0]);
  fixture_commit (fixture, "Enrol");
  assert_changes (mirror, "0+1");
  g_object_set (self.courses[0], "name", "Arts", NULL);
  fixture_commit (fixture, "Rename");
  assert_changes (mirror, "0-1");
  fixture_undo (fixture);
  assert_changes (mirror, "0+1");
  fixture_undo (fixture);
  assert_changes (mirror, "0-1");
  timetable_clear (&self);
}

/* What the mapper makes of the declaration. */
static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  assert_sql (fixture, "SELECT sql FROM sqlite_schema WHERE tbl_name = 'enrolment'"
                       " AND sql IS NOT NULL ORDER BY type DESC",
              "CREATE TABLE \"enrolment\" (\n"
              "  enrolment_id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
              "  pupil_id INTEGER NOT NULL REFERENCES pupil (pupil_id) ON DELETE CASCADE,\n"
              "  course_id INTEGER NOT NULL REFERENCES course (course_id) ON DELETE CASCADE,\n"
              "  UNIQUE (\"pupil_id\", \"course_id\")\n"
              ") STRICT\n"
              "CREATE INDEX enrolment_course_id ON enrolment (course_id)");
}

/* What could not be looked up is no half of a step: what was to be written with it is refused. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Pupil) pupil = school_add (fixture, TYPE_PUPIL, "Ada", NULL, NULL);
  g_autoptr (Course) course = school_add (fixture, TYPE_COURSE, "Logic", NULL, NULL);
  g_autoptr (OrmList) courses = school_get (pupil, "courses");

  orm_list_add (courses, course);
  fixture_commit (fixture, "Begin");
  for (guint i = 0; i < 2; i++)
    {
      fixture_sql (fixture, "ALTER TABLE enrolment RENAME TO hidden");
      orm_list_remove (courses, course);
      fixture_sql (fixture, "ALTER TABLE hidden RENAME TO enrolment");
      g_object_set (pupil, "name", "Eve", NULL);
      g_assert_true (orm_session_has_changes (fixture->session));
      if (i == 0)
        assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_FAILED,
                        "no such table: enrolment");
      else
        orm_session_rollback (fixture->session);
      g_assert_false (orm_session_has_changes (fixture->session));
      g_assert_cmpstr (pupil->name, ==, "Ada");
      fixture_commit (fixture, "Nothing");
    }
  assert_model (courses, "1");
  assert_sql (fixture, "SELECT name, (SELECT count (*) FROM enrolment) FROM pupil", "Ada|1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  school_add_test ("/orm/link/add", test_add);
  school_add_test ("/orm/link/remove", test_remove);
  school_add_test ("/orm/link/delete", test_delete);
  school_add_test ("/orm/link/new", test_new);
  school_add_test ("/orm/link/self", test_self);
  school_add_test ("/orm/link/foreign", test_foreign);
  school_add_test ("/orm/link/conditions", test_conditions);
  school_add_test ("/orm/link/live", test_live);
  school_add_test ("/orm/link/table", test_table);
  school_add_test ("/orm/link/unknown", test_unknown);
  return g_test_run ();
}
