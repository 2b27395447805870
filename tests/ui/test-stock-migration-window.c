#include "window-fixture.h"

#include "ui/stock-migration-window.h"

/* What is heard in the end. */
typedef struct
{
  gboolean has_ended;
  GError *error;
  char *copy_path;
} Ending;

static void
ended_cb (StockMigrationWindow *window,
          const GError         *error,
          Ending               *ending)
{
  ending->has_ended = TRUE;
  ending->error = error != NULL ? g_error_copy (error) : NULL;
  ending->copy_path = g_strdup (stock_migration_window_get_copy_path (window));
}

static GtkWindow *
begin (Fixture *self,
       Ending  *ending)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmMigration) migration = NULL;
  StockMigrationWindow *window;

  migration = orm_migration_new (stock_schema_get (), self->path, &error);
  g_assert_no_error (error);
  g_assert_true (orm_migration_changes_rows (migration));
  window = stock_migration_window_new (NULL, file, migration);
  g_assert_true (g_file_equal (stock_migration_window_get_file (window), file));
  g_signal_connect (window, "ended", G_CALLBACK (ended_cb), ending);
  return GTK_WINDOW (window);
}

static void
clear_ending (Ending *ending)
{
  g_clear_error (&ending->error);
  g_clear_pointer (&ending->copy_path, g_free);
}

/* Nobody sees a window where it takes a moment only. */
static void
test_apply (Fixture       *self,
            gconstpointer  data)
{
  Ending ending = { 0 };
  GtkWindow *window;

  fixture_make_old (self, "1");
  window = begin (self, &ending);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  wait_until (window == NULL);
  g_assert_true (ending.has_ended);
  g_assert_no_error (ending.error);
  g_assert_true (g_file_test (ending.copy_path, G_FILE_TEST_EXISTS));
  assert_sql (self, "PRAGMA user_version", G_STRINGIFY (STOCK_SCHEMA_VERSION));
  clear_ending (&ending);
}

static GtkWidget *
find_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Cancel") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child);
  return found;
}

/* Another program is writing, so that it takes long. Cancelled, the file is as it was, and there is
 * no copy. */
static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  gboolean closes = GPOINTER_TO_INT (data);
  Ending ending = { 0 };
  GtkWindow *window;

  fixture_make_old (self, "1");
  fixture_sql (self, "BEGIN IMMEDIATE");
  window = begin (self, &ending);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  if (closes)
    gtk_window_close (window);
  else
    g_signal_emit_by_name (find_button (GTK_WIDGET (window)), "clicked");
  fixture_sql (self, "ROLLBACK");
  wait_until (window == NULL);
  g_assert_true (ending.has_ended != closes);
  if (!closes)
    g_assert_error (ending.error, ORM_ERROR, ORM_ERROR_CANCELLED);
  g_assert_null (ending.copy_path);
  assert_sql (self, "PRAGMA user_version", "1");
  clear_ending (&ending);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  fixture_add_test ("/stock-migration-window/apply", test_apply);
  fixture_add_test ("/stock-migration-window/cancel", test_cancel);
  g_test_add ("/stock-migration-window/close", Fixture, GINT_TO_POINTER (TRUE), fixture_set_up,
              test_cancel, fixture_tear_down);
  return g_test_run ();
}
