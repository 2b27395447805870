#include "fixture.h"
#include "mirror.h"

/* The steps of the history as a list. */

/* Returns: (transfer full): name, rows and mark of each step of a list */
static char *
describe_steps (GListModel *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (OrmStep) step = g_list_model_get_item (steps, i);

      g_string_append_printf (text, "%s%s%" G_GINT64_FORMAT "%s", i > 0 ? " " : "",
                              orm_step_get_name (step), orm_step_get_n_rows (step),
                              orm_step_is_undone (step) ? "-" : "");
    }
  return g_string_free (text, FALSE);
}

#define assert_steps(steps, expected) \
  G_STMT_START { \
    g_autofree char *steps_ = describe_steps (steps); \
    g_assert_cmpstr (steps_, ==, expected); \
  } G_STMT_END

static void
rename_author (Fixture    *fixture,
               Author     *author,
               const char *name)
{
  g_object_set (author, "name", name, NULL);
  fixture_commit (fixture, name);
}

static void
test_live (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GListModel) steps = orm_history_get_steps (fixture->history);
  g_autoptr (GListModel) again = orm_history_get_steps (fixture->history);
  g_autoptr (Author) author = fixture_add_author (fixture, "A");
  g_autoptr (Mirror) mirror = mirror_new (steps);

  g_assert_true (steps == again);
  g_assert_true (g_list_model_get_item_type (steps) == ORM_TYPE_STEP);
  fixture_commit (fixture, "A");
  assert_changes (mirror, "0+1");
  rename_author (fixture, author, "B");
  assert_changes (mirror, "0+1");
  rename_author (fixture, author, "C");
  assert_changes (mirror, "0+1");
  assert_steps (steps, "C1 B1 A1");
  fixture_undo (fixture);
  fixture_undo (fixture);
  assert_changes (mirror, "");
  assert_steps (steps, "C1- B1- A1");
  fixture_redo (fixture);
  assert_steps (steps, "C1- B1 A1");
  rename_author (fixture, author, "D");
  assert_changes (mirror, "0-1+1");
  assert_steps (steps, "D1 B1 A1");
  assert_sql (fixture, "SELECT name FROM orm_step ORDER BY step_id DESC", "D\nB\nA");
  g_assert_null (g_list_model_get_item (steps, 3));
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GListModel) steps = orm_history_get_steps (fixture->history);
  gint64 before = g_get_real_time (), number, time, n_rows;
  g_autoptr (Author) author = fixture_add_author (fixture, "A");
  g_autoptr (OrmStep) step = NULL;
  g_autofree char *name = NULL;
  gboolean undone;
  guint n_notified = 0;

  fixture_commit (fixture, "First");
  step = g_list_model_get_item (steps, 0);
  g_object_get (step, "number", &number, "name", &name, "time", &time, "undone", &undone,
                "n-rows", &n_rows, NULL);
  g_assert_cmpint (number, ==, orm_step_get_number (step));
  g_assert_cmpstr (name, ==, "First");
  g_assert_cmpint (time, >=, before);
  g_assert_cmpint (time, <=, g_get_real_time ());
  g_assert_cmpint (time, ==, orm_step_get_time (step));
  g_assert_false (undone);
  g_assert_cmpint (n_rows, ==, 1);

  g_signal_connect_swapped (step, "notify::undone", G_CALLBACK (g_atomic_int_inc), &n_notified);
  fixture_undo (fixture);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (orm_step_is_undone (step));
}

/* A row that a step wrote twice is one row; a step that is under way is none yet. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GListModel) steps = orm_history_get_steps (fixture->history);
  g_autoptr (Author) jane = fixture_add_author (fixture, "Jane");
  g_autoptr (Author) anne = fixture_add_author (fixture, "Anne");

  fixture_commit (fixture, "Add");
  g_object_set (jane, "name", "Anne", NULL);
  g_object_set (anne, "name", "Jane", NULL);
  g_assert_true (orm_session_flush (fixture->session, NULL));
  assert_steps (steps, "Add2");
  fixture_commit (fixture, "Swap");
  assert_steps (steps, "Swap2 Add2");
  assert_sql (fixture, "SELECT count (*) > 2 FROM orm_change WHERE step_id = 2", "1");
}

/* Nothing is read before somebody asks, and then a page. */
static void
test_lazy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Author) author = fixture_add_author (fixture, "A");
  g_autoptr (GListModel) steps = NULL;
  g_autoptr (OrmStep) last = NULL;
  g_autofree char *name = NULL;
  guint64 n_statements;

  for (guint i = 0; i < 300; i++)
    {
      g_free (name);
      name = g_strdup_printf ("Step %u", i);
      rename_author (fixture, author, name);
    }
  n_statements = fixture_get_statements (fixture);
  steps = orm_history_get_steps (fixture->history);
  g_assert_cmpint (fixture_get_statements (fixture) - n_statements, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 300);
  g_assert_cmpint (fixture_get_statements (fixture) - n_statements, ==, 1);
  for (guint i = 0; i < 64; i++)
    {
      g_autoptr (OrmStep) step = g_list_model_get_item (steps, i);

      g_assert_nonnull (step);
    }
  g_assert_cmpint (fixture_get_statements (fixture) - n_statements, ==, 2);
  last = g_list_model_get_item (steps, 299);
  g_assert_cmpstr (orm_step_get_name (last), ==, "Step 0");
  g_assert_cmpint (fixture_get_statements (fixture) - n_statements, ==, 3);
}

/* Another connection's steps, and what it does to the journal. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GListModel) steps = orm_history_get_steps (fixture->history);
  g_autoptr (Mirror) mirror = mirror_new (steps);
  g_autoptr (Author) author = fixture_add_author (fixture, "A");

  fixture_commit (fixture, "A");
  rename_author (fixture, author, "B");
  rename_author (fixture, author, "C");
  assert_changes (mirror, "0+1, 0+1, 0+1");
  fixture_sql (fixture, "INSERT INTO orm_step (name, time, first_change, last_change)"
                        " VALUES ('theirs', 0, 9, 8)");
  fixture_poll (fixture);
  assert_changes (mirror, "0+1");
  assert_steps (steps, "theirs0 C1 B1 A1");
  fixture_sql (fixture, "DELETE FROM orm_step WHERE step_id <= 2");
  fixture_poll (fixture);
  assert_changes (mirror, "2-2");
  fixture_sql (fixture, "DELETE FROM orm_step");
  fixture_poll (fixture);
  assert_changes (mirror, "0-2");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/orm/step-list/live", test_live);
  fixture_add_test ("/orm/step-list/properties", test_properties);
  fixture_add_test ("/orm/step-list/rows", test_rows);
  fixture_add_test ("/orm/step-list/lazy", test_lazy);
  fixture_add_test ("/orm/step-list/foreign", test_foreign);
  return g_test_run ();
}
