#include "inventory-fixture.h"

/* Saved views: in objects, in the file and through undo. */

#define VIEWS "SELECT name, definition, position FROM saved_view ORDER BY position, name"

static gboolean
commit (Fixture     *fixture,
        const char  *step_name,
        GError     **error)
{
  return orm_session_commit (fixture->session, step_name, error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (StockSavedView) low = NULL;
  g_autoptr (StockSavedView) worth = NULL;

  fixture_set_up (fixture, data);
  low = stock_saved_view_new ("Low", "{\"sort\": \"name\"}");
  worth = stock_saved_view_new ("Ärger", "[1, \"ä\"]");
  g_object_set (worth, "position", (gint64) 1, NULL);
  orm_session_add (fixture->session, low);
  orm_session_add (fixture->session, worth);
  g_assert_true (commit (fixture, "Save Views", NULL));
}

static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  assert_sql (fixture,
              "SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info ('saved_view')",
              "saved_view_id|INTEGER|0|NULL;name|TEXT|1|'';definition|TEXT|1|'{}';"
              "position|INTEGER|1|0");
}

/* What is kept is what was given, byte by byte; each step can be undone. */
static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (StockSavedView) low = fixture_load (fixture, STOCK_TYPE_SAVED_VIEW, 1);

  assert_sql (fixture, VIEWS, "Low|{\"sort\": \"name\"}|0;Ärger|[1, \"ä\"]|1");
  g_object_set (low, "name", "Scarce", "definition", "{}", NULL);
  g_assert_true (commit (fixture, "Change View", NULL));
  assert_sql (fixture, VIEWS, "Scarce|{}|0;Ärger|[1, \"ä\"]|1");
  orm_session_remove (fixture->session, low);
  g_assert_true (commit (fixture, "Remove View", NULL));
  assert_sql (fixture, VIEWS, "Ärger|[1, \"ä\"]|1");

  fixture_undo (fixture);
  assert_sql (fixture, VIEWS, "Scarce|{}|0;Ärger|[1, \"ä\"]|1");
  fixture_undo (fixture);
  assert_sql (fixture, VIEWS, "Low|{\"sort\": \"name\"}|0;Ärger|[1, \"ä\"]|1");
  fixture_undo (fixture);
  assert_sql (fixture, VIEWS, "");
}

/* A name twice is refused whatever its case and script, and nothing is lost. */
static void
test_name_twice (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const names[] = { "LOW", "äRGER" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StockSavedView) view = stock_saved_view_new (names[i], "{}");
      g_autoptr (GError) error = NULL;

      orm_session_add (fixture->session, view);
      g_assert_false (commit (fixture, "Save View", &error));
      g_assert_error (error, ORM_ERROR, ORM_ERROR_UNIQUE);
      orm_session_rollback (fixture->session);
      assert_sql (fixture, VIEWS, "Low|{\"sort\": \"name\"}|0;Ärger|[1, \"ä\"]|1");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/saved-view/columns", Fixture, NULL, set_up, test_columns, fixture_tear_down);
  g_test_add ("/saved-view/steps", Fixture, NULL, set_up, test_steps, fixture_tear_down);
  g_test_add ("/saved-view/name-twice", Fixture, NULL, set_up, test_name_twice, fixture_tear_down);
  return g_test_run ();
}
