#include "things.h"

/* Computed columns: the same in the file, by property, in the field. */

#define assert_computed(thing, worth_, title_, many_, half_) \
  G_STMT_START { \
    gint64 by_property_; \
    g_object_get (thing, "worth", &by_property_, NULL); \
    g_assert_cmpint (by_property_, ==, worth_); \
    g_assert_cmpint ((thing)->worth, ==, worth_); \
    g_assert_cmpint ((thing)->twice_worth, ==, (worth_) == ORM_UNSET ? ORM_UNSET : 2 * (worth_)); \
    g_assert_cmpstr ((thing)->title, ==, title_); \
    g_assert_cmpint ((thing)->is_many, ==, many_); \
    g_assert_cmpfloat ((thing)->half, ==, half_); \
  } G_STMT_END

#define FILE "SELECT worth, title, is_many, half, double, number FROM thing"

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    n)
{
  (*(guint *) n)++;
}

/* In step at each change, before the flush; told once; as the database has it afterwards. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  guint n = 0;

  g_signal_connect (thing, "notify::worth", G_CALLBACK (count_notify), &n);
  assert_computed (thing, ORM_UNSET, "Saw, used", FALSE, 0.5);
  g_object_set (thing, "price", (gint64) 7, NULL);
  assert_computed (thing, 7, "Saw, used", FALSE, 0.5);
  g_assert_cmpuint (n, ==, 1);
  g_object_set (thing, "name", "many", "condition", CONDITION_NEW, NULL);
  assert_computed (thing, 7, "many, new", TRUE, 0.5);
  g_assert_cmpuint (n, ==, 1);
  fixture_commit (fixture, "Add");
  assert_sql (fixture, FILE, "7|many, new|1|0.5|14|1");
  g_assert_cmpint (thing->number, ==, 1);

  g_object_set (thing, "amount", (gint64) 200, "name", "Axe", "colour", COLOUR_DARK_BLUE, NULL);
  assert_computed (thing, 1400, "Axe, new", TRUE, 100.0);
  g_assert_cmpuint (n, ==, 2);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, FILE, "1400|Axe, new|1|100.0|2800|1");
  g_assert_cmpint (orm_record_get_state (ORM_RECORD (thing)), ==, ORM_STATE_CLEAN);
  g_object_set (thing, "price", ORM_UNSET, NULL);
  assert_computed (thing, ORM_UNSET, "Axe, new", TRUE, 100.0);
  orm_session_rollback (fixture->session);
  assert_computed (thing, 1400, "Axe, new", TRUE, 100.0);

  fixture_undo (fixture);
  assert_computed (thing, 7, "many, new", TRUE, 0.5);
  assert_sql (fixture, FILE, "7|many, new|1|0.5|14|1");
  fixture_redo (fixture);
  assert_computed (thing, 1400, "Axe, new", TRUE, 100.0);
  fixture_sql (fixture, "UPDATE thing SET cost = 3");
  fixture_poll (fixture);
  assert_computed (thing, 600, "Axe, new", TRUE, 100.0);
}

/* Computed from keys that are not known before the flush. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Thing) box = things_add (fixture, "Box");
  g_autoptr (Thing) thing = things_add (fixture, "Saw");
  g_autoptr (Thing) other = things_add (fixture, "Axe");

  g_object_set (box, "box", other, NULL); /* made after it */
  g_object_set (thing, "box", box, NULL);
  fixture_commit (fixture, "Add");
  g_assert_cmpint (box->number, ==, 3001);
  g_assert_cmpint (thing->number, ==, 1002);
  assert_sql (fixture, "SELECT number FROM thing ORDER BY thing_id", "3001\n1002\n3");
  g_object_set (thing, "box", NULL, NULL);
  g_assert_cmpint (thing->number, ==, 2);
  fixture_commit (fixture, "Edit");
  assert_sql (fixture, "SELECT number FROM thing ORDER BY thing_id", "3001\n2\n3");
  fixture_undo (fixture);
  g_assert_cmpint (thing->number, ==, 1002);
}

/* They can be asked for and ordered by, and lists hear of what changes them. */
static void
test_query (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (OrmQuery) query = orm_query_new (thing_get_type ());
  g_autoptr (OrmList) list = NULL;
  Thing *things[3];

  for (guint i = 0; i < 3; i++)
    {
      things[i] = things_add (fixture, "Saw");
      g_object_set (things[i], "price", (gint64) (10 * i), NULL);
    }
  fixture_commit (fixture, "Add");
  orm_query_where (query, orm_condition_compare ("twice_worth", ORM_GREATER, ORM_INT (0)));
  orm_query_order_by (query, "worth", ORM_DESCENDING);
  list = orm_list_new (fixture->session, query);
  assert_model (list, "3 2");
  g_object_set (things[0], "amount", (gint64) 10, "price", (gint64) 100, NULL);
  g_object_set (things[2], "price", (gint64) 0, NULL);
  fixture_commit (fixture, "Edit");
  assert_model (list, "1 2");
  fixture_undo (fixture);
  assert_model (list, "3 2");
  for (guint i = 0; i < 3; i++)
    g_object_unref (things[i]);
}

/* What is deleted comes back without what is computed in it, which is computed. */
static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");

  g_object_set (thing, "price", (gint64) 5, NULL);
  fixture_commit (fixture, "Add");
  orm_session_remove (fixture->session, thing);
  fixture_commit (fixture, "Delete");
  fixture_undo (fixture);
  assert_sql (fixture, FILE, "5|Saw, used|0|0.5|10|1");
  fixture_undo (fixture);
  assert_sql (fixture, FILE, "");
  fixture_redo (fixture);
  fixture_redo (fixture);
  assert_sql (fixture, FILE, "");
}

/* Nobody writes them. On a record of no session they are unset. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Thing) thing = g_object_new (thing_get_type (), "price", (gint64) 5, NULL);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (thing), "twice-worth");

  g_assert_false (pspec->flags & G_PARAM_WRITABLE);
  g_assert_cmpint (thing->worth, ==, ORM_UNSET);
  g_assert_null (thing->title);
  assert_sql (fixture, "SELECT count (*) FROM pragma_table_xinfo ('thing') WHERE hidden = 2", "6");
}

/* A result that its column cannot hold is refused by the file, with what was changed. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Thing) thing = things_add (fixture, "Saw");

  g_object_set (thing, "price", (gint64) 5, NULL);
  fixture_commit (fixture, "Add");
  g_object_set (thing, "amount", (gint64) 10, "price", G_MAXINT64, NULL);
  assert_refused (orm_session_commit (fixture->session, "Edit", error), ORM_ERROR_CHECK,
                  "Thing: worth cannot be “9223372036854775807”");
  assert_computed (thing, 5, "Saw, used", FALSE, 0.5);
  assert_sql (fixture, FILE, "5|Saw, used|0|0.5|10|1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  things_add_test ("/orm/computed/follows", test_follows);
  things_add_test ("/orm/computed/keys", test_keys);
  things_add_test ("/orm/computed/query", test_query);
  things_add_test ("/orm/computed/delete", test_delete);
  things_add_test ("/orm/computed/read-only", test_read_only);
  things_add_test ("/orm/computed/too-large", test_too_large);
  return g_test_run ();
}
