#include "school.h"

/* A class that refers to itself: whoever follows the reference comes to an end. */

static void
assert_ring (Fixture    *fixture,
             const char *message)
{
  assert_refused (orm_session_commit (fixture->session, "Ring", error), ORM_ERROR_RING, message);
  g_assert_false (orm_session_has_changes (fixture->session));
}

/* Houses h, each but the first in the one before. */
static void
fill (Fixture *fixture,
      guint    n)
{
  g_autofree char *sql =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                     " INSERT INTO room SELECT i, 'h' || i, nullif (i - 1, 0) FROM n", n);

  fixture_sql (fixture, sql);
  fixture_poll (fixture);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (Room) hen = school_add (fixture, TYPE_ROOM, "hen", NULL, NULL);
  g_autoptr (Room) egg = school_add (fixture, TYPE_ROOM, "egg", "house", hen);

  g_object_set (hen, "house", egg, NULL);
  assert_ring (fixture, "Room “hen”: House cannot be “egg”, which stands below it already");
  assert_sql (fixture, "SELECT count (*) FROM room", "0");
  g_object_set (hen, "house", hen, NULL);
  g_object_set (egg, "house", NULL, NULL);
  orm_session_add (fixture->session, hen);
  assert_ring (fixture, "Room “hen”: House cannot be “hen”, which stands below it already");

  g_object_set (hen, "house", NULL, NULL); /* who was never saved is nobody's but the test's */
  orm_session_add (fixture->session, hen);
  fixture_commit (fixture, "Add");
  g_object_set (hen, "house", hen, NULL);
  assert_ring (fixture, "Room “hen”: House cannot be “hen”, which stands below it already");
  g_assert_null (orm_record_get_reference (ORM_RECORD (hen), "house"));
}

/* Against rows that nobody has loaded, at whatever depth. */
static void
test_file (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Room) first = NULL;
  g_autoptr (Room) last = NULL;
  guint64 statements;

  fill (fixture, 50);
  first = fixture_load (fixture, TYPE_ROOM, 1);
  last = fixture_load (fixture, TYPE_ROOM, 50);
  g_object_set (first, "house", last, NULL);
  assert_ring (fixture, "Room “h1”: House cannot be “h50”, which stands below it already");
  assert_sql (fixture, "SELECT house_id FROM room WHERE room_id = 1", "NULL");
  g_assert_cmpint (orm_record_get_reference_key (ORM_RECORD (first), "house"), ==, 0);

  /* Other changes ask nothing */
  g_object_set (last, "name", "Other", NULL);
  fixture_commit (fixture, "Edit");
  statements = fixture_get_statements (fixture);
  g_object_set (last, "name", "Another", NULL);
  fixture_commit (fixture, "Edit");
  g_assert_cmpuint (fixture_get_statements (fixture) - statements, <=, 11);

  /* A session of its own sees the same after a flush */
  g_object_set (last, "house", NULL, NULL);
  g_object_set (first, "house", last, NULL);
  fixture_commit (fixture, "Turn");
  assert_sql (fixture, "SELECT house_id FROM room WHERE room_id IN (1, 50)", "50\nNULL");
  fixture_undo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT house_id FROM room WHERE room_id IN (1, 50)", "50\nNULL");
}

/* Several changes of one flush, of which none is a ring alone. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  Room *rooms[4];

  for (guint i = 0; i < 4; i++)
    rooms[i] = school_add (fixture, TYPE_ROOM, "room", NULL, NULL);
  fixture_commit (fixture, "Add");
  for (guint i = 0; i < 4; i++)
    g_object_set (rooms[i], "house", rooms[(i + 1) % 4], NULL);
  assert_ring (fixture, "Room “room”: House cannot be “room”, which stands below it already");
  for (guint i = 0; i < 3; i++)
    g_object_set (rooms[i], "house", rooms[i + 1], NULL);
  fixture_commit (fixture, "Chain");

  /* Turning a chain round passes through a ring, and ends well */
  g_object_set (rooms[3], "house", rooms[2], NULL);
  g_object_set (rooms[2], "house", rooms[1], NULL);
  g_object_set (rooms[1], "house", rooms[0], NULL);
  g_object_set (rooms[0], "house", NULL, NULL);
  fixture_commit (fixture, "Turn");
  assert_sql (fixture, "SELECT house_id FROM room ORDER BY room_id", "NULL\n1\n2\n3");
  fixture_undo (fixture);
  assert_sql (fixture, "SELECT house_id FROM room ORDER BY room_id", "2\n3\n4\nNULL");
  for (guint i = 0; i < 4; i++)
    g_object_unref (rooms[i]);
}

/* What another program wrote is no reason to go round for ever, nor to refuse what is beside it. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Room) room = school_add (fixture, TYPE_ROOM, "room", NULL, NULL);
  g_autoptr (Room) one = NULL;
  g_autoptr (Room) two = NULL;

  fixture_commit (fixture, "Add");
  fixture_sql (fixture, "INSERT INTO room VALUES (7, 'a', NULL), (8, 'b', 7);"
                        "UPDATE room SET house_id = 8 WHERE room_id = 7");
  fixture_poll (fixture);
  one = fixture_load (fixture, TYPE_ROOM, 7);
  g_object_set (room, "house", one, NULL);
  fixture_commit (fixture, "In");
  two = fixture_load (fixture, TYPE_ROOM, 8);
  g_object_set (two, "house", NULL, NULL);
  fixture_commit (fixture, "Break");
  assert_sql (fixture, "SELECT room_id, house_id FROM room ORDER BY 1", "1|7\n7|8\n8|NULL");
}

/* A long chain is checked once for all that hang on it, and needs no deep stack. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) rooms = g_ptr_array_new_with_free_func (g_object_unref);
  Room *above = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      above = school_add (fixture, TYPE_ROOM, "r", "house", above);
      g_ptr_array_add (rooms, above);
    }
  fixture_commit (fixture, "Add");
  assert_sql (fixture, "SELECT count (house_id) FROM room", "19999");
  g_object_set (rooms->pdata[0], "house", above, NULL);
  assert_ring (fixture, "Room “r”: House cannot be “r”, which stands below it already");
  for (guint i = rooms->len; i-- > 1;) /* or the last to go would take all others with it, deeply */
    g_object_set (rooms->pdata[i], "house", NULL, NULL);
  fixture_commit (fixture, "Loosen");
}

/* A house and all that is in it go together, in whichever order they are named. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Room) house = NULL;
  g_autoptr (Room) room = NULL;
  g_autofree char *before = NULL;

  fill (fixture, 2);
  before = school_dump (fixture);
  house = fixture_load (fixture, TYPE_ROOM, 1);
  room = fixture_load (fixture, TYPE_ROOM, 2);
  orm_session_remove (fixture->session, house);
  assert_refused (orm_session_commit (fixture->session, "Remove", error), ORM_ERROR_REFERENCE,
                  "Room “1”: still in use, as House of: Room");
  orm_session_remove (fixture->session, house);
  orm_session_remove (fixture->session, room);
  fixture_commit (fixture, "Remove");
  assert_sql (fixture, "SELECT count (*) FROM room", "0");
  fixture_undo (fixture);
  {
    g_autofree char *after = school_dump (fixture);

    g_assert_cmpstr (after, ==, before);
  }
  fixture_redo (fixture);
  assert_sql (fixture, "SELECT count (*) FROM room", "0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  school_add_test ("/orm/hierarchy/new", test_new);
  school_add_test ("/orm/hierarchy/file", test_file);
  school_add_test ("/orm/hierarchy/several", test_several);
  school_add_test ("/orm/hierarchy/foreign", test_foreign);
  school_add_test ("/orm/hierarchy/long", test_long);
  school_add_test ("/orm/hierarchy/remove", test_remove);
  return g_test_run ();
}
