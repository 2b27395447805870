#include "school.h"

/* One to one: both sides in step, and nobody has two. */

typedef struct
{
  Pupil *ann, *bob;
  Locker *lockers[2]; /* of Ann, of Bob */
  guint n_notified[2];
} Corridor;

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

static void
corridor_init (Corridor *self,
               Fixture  *fixture)
{
  self->ann = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  self->bob = school_add (fixture, TYPE_PUPIL, "Bob", NULL, NULL);
  self->lockers[0] = school_add (fixture, TYPE_LOCKER, "1", "pupil", self->ann);
  self->lockers[1] = school_add (fixture, TYPE_LOCKER, "2", "pupil", self->bob);
  fixture_commit (fixture, "Add");
  self->n_notified[0] = self->n_notified[1] = 0;
  g_signal_connect (self->ann, "notify::locker", G_CALLBACK (count_notify), &self->n_notified[0]);
  g_signal_connect (self->bob, "notify::locker", G_CALLBACK (count_notify), &self->n_notified[1]);
}

static void
corridor_clear (Corridor *self)
{
  for (guint i = 0; i < 2; i++)
    g_assert_finalize_object (self->lockers[i]);
  g_assert_finalize_object (self->ann);
  g_assert_finalize_object (self->bob);
}

/* Which lockers the pupils have, and which pupils the lockers: 0 is none. */
static void
assert_state (Corridor   *self,
              const char *expected)
{
  g_autoptr (Locker) of_ann = school_get (self->ann, "locker");
  g_autoptr (Locker) of_bob = school_get (self->bob, "locker");
  gpointer owners[2];
  g_autofree char *found = NULL;

  for (guint i = 0; i < 2; i++)
    owners[i] = orm_record_get_reference (ORM_RECORD (self->lockers[i]), "pupil");
  found = g_strdup_printf ("%s %s, %s %s", of_ann != NULL ? of_ann->name : "0",
                           of_bob != NULL ? of_bob->name : "0",
                           owners[0] == NULL ? "0" : owners[0] == self->ann ? "Ann" : "Bob",
                           owners[1] == NULL ? "0" : owners[1] == self->ann ? "Ann" : "Bob");
  g_assert_cmpstr (found, ==, expected);
}

/* Whoever takes one over takes it from the other, and lets go of what it had. */
static void
test_take (Fixture       *fixture,
           gconstpointer  data)
{
  Corridor self;

  corridor_init (&self, fixture);
  assert_state (&self, "1 2, Ann Bob");
  g_object_set (self.lockers[0], "pupil", self.bob, NULL);
  assert_state (&self, "0 1, Bob 0");
  g_assert_cmpuint (self.n_notified[0], ==, 1);
  g_assert_cmpuint (self.n_notified[1], ==, 1);
  orm_session_rollback (fixture->session);
  assert_state (&self, "1 2, Ann Bob");

  g_object_set (self.ann, "locker", self.lockers[1], NULL);
  assert_state (&self, "2 0, 0 Ann");
  fixture_commit (fixture, "Take");
  assert_state (&self, "2 0, 0 Ann");
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "1|NULL\n2|1");
  fixture_undo (fixture);
  assert_state (&self, "1 2, Ann Bob");
  fixture_redo (fixture);
  assert_state (&self, "2 0, 0 Ann");
  g_object_set (self.ann, "locker", NULL, NULL);
  assert_state (&self, "0 0, 0 0");
  orm_session_rollback (fixture->session);
  assert_state (&self, "2 0, 0 Ann");
  corridor_clear (&self);
}

/* Two exchange theirs in one flush. */
static void
test_swap (Fixture       *fixture,
           gconstpointer  data)
{
  Corridor self;
  g_autoptr (Card) one = NULL;
  g_autoptr (Card) two = NULL;

  corridor_init (&self, fixture);
  g_object_set (self.lockers[0], "pupil", self.bob, NULL);
  g_object_set (self.lockers[1], "pupil", self.ann, NULL);
  assert_state (&self, "2 1, Bob Ann");
  fixture_commit (fixture, "Swap");
  assert_state (&self, "2 1, Bob Ann");
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "1|2\n2|1");
  fixture_undo (fixture);
  assert_state (&self, "1 2, Ann Bob");

  /* Those too that nobody may be without */
  one = school_add (fixture, TYPE_CARD, "A", "pupil", self.ann);
  two = school_add (fixture, TYPE_CARD, "B", "pupil", self.bob);
  fixture_commit (fixture, "Cards");
  g_object_set (one, "pupil", self.bob, NULL);
  g_object_set (two, "pupil", self.ann, NULL);
  fixture_commit (fixture, "Swap");
  assert_sql (fixture, "SELECT name, pupil_id FROM card ORDER BY 1", "A|2\nB|1");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name, pupil_id FROM card ORDER BY 1", "A|1\nB|2");
  g_clear_object (&one);
  g_clear_object (&two);
  corridor_clear (&self);
}

/* Who is displaced and may not be without an owner goes. */
static void
test_orphan (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Pupil) ann = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  g_autoptr (Card) old = school_add (fixture, TYPE_CARD, "old", "pupil", ann);
  g_autoptr (Card) fresh = NULL;
  g_autoptr (Card) found = NULL;

  fixture_commit (fixture, "Add");
  fresh = school_add (fixture, TYPE_CARD, "new", "pupil", ann);
  found = school_get (ann, "card");
  g_assert_true (found == fresh);
  fixture_commit (fixture, "Replace");
  assert_sql (fixture, "SELECT name, pupil_id FROM card", "new|1");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (old)), ==, ORM_STATE_DELETED);
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name, pupil_id FROM card", "old|1");
  g_clear_object (&found);
  found = school_get (ann, "card");
  g_assert_cmpstr (found->name, ==, "old");
}

/* What is not loaded is found in the file, once. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Pupil) ann = NULL;
  g_autoptr (Locker) locker = NULL;
  g_autoptr (Locker) again = NULL;
  g_autoptr (Locker) other = NULL;
  guint64 statements;

  fixture_sql (fixture, "INSERT INTO pupil (pupil_id, name) VALUES (1, 'Ann'), (2, 'Bob');"
                        "INSERT INTO locker VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', NULL)");
  ann = fixture_load (fixture, TYPE_PUPIL, 1);
  statements = fixture_get_statements (fixture);
  locker = school_get (ann, "locker");
  again = school_get (ann, "locker");
  g_assert_true (locker == again);
  g_assert_cmpstr (locker->name, ==, "a");
  g_assert_cmpuint (fixture_get_statements (fixture) - statements, ==, 1);
  g_clear_object (&locker);
  g_clear_object (&again);

  /* Who is displaced has not been loaded either */
  other = fixture_load (fixture, TYPE_LOCKER, 3);
  g_object_set (ann, "locker", other, NULL);
  fixture_commit (fixture, "Take");
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "a|NULL\nb|2\nc|1");

  /* Another program */
  fixture_sql (fixture, "UPDATE locker SET pupil_id = NULL;"
                        "UPDATE locker SET pupil_id = 1 WHERE locker_id = 2");
  fixture_poll (fixture);
  locker = school_get (ann, "locker");
  g_assert_cmpstr (locker->name, ==, "b");
  fixture_sql (fixture, "DELETE FROM locker");
  fixture_poll (fixture);
  again = school_get (ann, "locker");
  g_assert_null (again);
}

/* The delete rule of the file reaches both sides. */
static void
test_rule (Fixture       *fixture,
           gconstpointer  data)
{
  Corridor self;
  g_autoptr (Locker) none = NULL;

  corridor_init (&self, fixture);
  orm_session_remove (fixture->session, self.lockers[0]);
  none = school_get (self.ann, "locker");
  g_assert_null (none);
  orm_session_rollback (fixture->session);
  assert_state (&self, "1 2, Ann Bob");
  orm_session_remove (fixture->session, self.ann);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  g_assert_null (orm_record_get_reference (ORM_RECORD (self.lockers[0]), "pupil"));
  orm_session_rollback (fixture->session);
  assert_state (&self, "1 2, Ann Bob");
  orm_session_remove (fixture->session, self.ann);
  fixture_commit (fixture, "Remove");
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "1|NULL\n2|2");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "1|1\n2|2");
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (self.lockers[0]), "pupil"), ==, 1);
  corridor_clear (&self);
}

/* Objects that were never saved. */
static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (Pupil) ann = school_add (fixture, TYPE_PUPIL, "Ann", NULL, NULL);
  g_autoptr (Locker) locker = g_object_new (TYPE_LOCKER, "name", "1", NULL);
  g_autoptr (Locker) other = g_object_new (TYPE_LOCKER, "name", "2", "pupil", ann, NULL);
  g_autoptr (Locker) found = NULL;

  g_object_set (ann, "locker", locker, NULL);
  orm_session_add (fixture->session, other);
  g_assert_null (orm_record_get_reference (ORM_RECORD (locker), "pupil"));
  found = school_get (ann, "locker");
  g_assert_true (found == other);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT name, pupil_id FROM locker ORDER BY 1", "1|NULL\n2|1");
}

/* A record that outlives its session knows nothing any more. */
static void
test_outlive (Fixture       *fixture,
              gconstpointer  data)
{
  Corridor self;
  Locker *gone;

  corridor_init (&self, fixture);
  assert_state (&self, "1 2, Ann Bob");
  fixture_close (fixture);
  gone = school_get (self.ann, "locker");
  g_assert_null (gone);
  corridor_clear (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  school_add_test ("/orm/one/take", test_take);
  school_add_test ("/orm/one/swap", test_swap);
  school_add_test ("/orm/one/orphan", test_orphan);
  school_add_test ("/orm/one/lazy", test_lazy);
  school_add_test ("/orm/one/rule", test_rule);
  school_add_test ("/orm/one/new", test_new);
  school_add_test ("/orm/one/outlive", test_outlive);
  return g_test_run ();
}
