#include <glib/gstdio.h>

#include "app/stock-application.h"
#include "inventory-fixture.h"
#include "ui/stock-problem-window.h"
#include "ui/stock-settings.h"
#include "ui/stock-window-private.h"
#include "x-input.h"

/* The folder of the user's data: it holds the inventory that is opened where none is named. */
static char *data_folder;
static StockApplication *application;

static char *
default_path (void)
{
  return g_build_filename (data_folder, "stockbook", "inventory.stockbook", NULL);
}

static GtkWindow *
get_window (void)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
}

static void
close_all (void)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    gtk_window_destroy (windows->data);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

/* The first start, without anything: an inventory is made, and keys do what they say. */
static void
test_keys (void)
{
  g_autofree char *path = default_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);
  StockWindow *window;

  g_application_activate (G_APPLICATION (application));
  window = STOCK_WINDOW (get_window ());
  g_assert_cmpstr (stock_inventory_get_path (stock_window_get_inventory (window)), ==, path);
  x_input_start (GTK_WINDOW (window));
  x_input_keys ("<Control>n");
  x_input_text ("Tea");
  x_input_keys ("Return <Control>n");
  x_input_text ("Coffee");
  x_input_keys ("Return <Control>z");
  x_input_settle ();

  inventory = stock_inventory_open (path, ORM_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (orm_session_count (stock_inventory_get_session (inventory), query, NULL), ==,
                   1);
  x_input_keys ("<Control>y F9");
  x_input_settle ();
  g_assert_cmpint (orm_session_count (stock_inventory_get_session (inventory), query, NULL), ==,
                   2);
  g_assert_false (adw_flap_get_reveal_flap (window->flap));
  x_input_keys ("F9 <Control>f");
  g_assert_true (gtk_widget_get_visible (window->search_bar));
  x_input_keys ("Escape");
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  wait_until (count_windows () == 0);
}

/* One inventory, one window; another one has its own, which is opened again at the next start. */
static void
test_windows (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autofree char *last = NULL;

  g_application_activate (G_APPLICATION (application));
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_cmpstr (gtk_window_get_title (get_window ()), ==, "test — Stockbook");
  last = g_settings_get_string (stock_settings_get (), "last-inventory");
  g_assert_cmpstr (last, ==, self->path);
  close_all ();
  g_application_activate (G_APPLICATION (application));
  g_assert_cmpuint (count_windows (), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (get_window ()), ==, "test — Stockbook");
  close_all ();
  g_settings_reset (stock_settings_get (), "last-inventory");
}

/* A file that is none, and one that is not there: nothing is made or changed. */
static void
test_problem (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "notes.stockbook", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "none.stockbook", NULL);
  GFile *files[] = { g_file_new_for_path (path), g_file_new_for_path (missing) };
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "This is a letter.", -1, NULL));
  g_application_open (G_APPLICATION (application), files, 2, "");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (STOCK_IS_PROBLEM_WINDOW (get_window ()));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "This is a letter.");
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  close_all ();
  g_object_unref (files[0]);
  g_object_unref (files[1]);
}

/* The user's own inventory is damaged: it is not replaced. */
static void
test_damaged (void)
{
  g_autofree char *path = default_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *garbage = g_strnfill (5000, 'x');
  g_autofree char *text = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  g_application_activate (G_APPLICATION (application));
  g_assert_true (STOCK_IS_PROBLEM_WINDOW (get_window ()));
  close_all ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, garbage);
  g_remove (path);
}

/* A new inventory does not take the place of a file. */
static void
test_new_inventory (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "new.stockbook", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) existing = g_file_new_for_path (self->path);

  g_application_open (G_APPLICATION (application), &existing, 1, "");
  g_signal_emit_by_name (get_window (), "open-inventory", file, TRUE);
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  close_all ();
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_signal_emit_by_name (get_window (), "open-inventory", existing, TRUE);
  assert_sql (self, "SELECT count(*) FROM product", "4");
  close_all ();
  g_settings_reset (stock_settings_get (), "last-inventory");
}

/* One of an older version is brought to this one beside the main loop; the window says where the
 * old one is kept. */
static void
test_migration (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  StockWindow *window;

  fixture_make_old (self, "2");
  g_application_open (G_APPLICATION (application), &file, 1, "");
  g_application_open (G_APPLICATION (application), &file, 1, "");
  wait_until (STOCK_IS_WINDOW (get_window ()));
  wait_until (count_windows () == 1);
  window = STOCK_WINDOW (get_window ());
  assert_sql (self, "PRAGMA user_version", G_STRINGIFY (STOCK_SCHEMA_VERSION));
  g_assert_true (gtk_revealer_get_reveal_child (window->notice));
  g_assert_nonnull (strstr (gtk_label_get_text (window->notice_label), "test-version-2"));
  close_all ();
  g_settings_reset (stock_settings_get (), "last-inventory");
}

static void
remove_data (void)
{
  g_autofree char *folder = g_build_filename (data_folder, "stockbook", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_rmdir (data_folder);
}

int
main (int    argc,
      char **argv)
{
  int status;

  /* As on a machine without a session bus, and with a home of its own. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  data_folder = g_dir_make_tmp ("stockbook-app-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", data_folder, TRUE);
  x_input_init (&argc, &argv);
  application = stock_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/stock-application/damaged", test_damaged);
  g_test_add_func ("/stock-application/keys", test_keys);
  fixture_add_test ("/stock-application/windows", test_windows);
  fixture_add_test ("/stock-application/problem", test_problem);
  fixture_add_test ("/stock-application/new-inventory", test_new_inventory);
  fixture_add_test ("/stock-application/migration", test_migration);
  status = g_test_run ();

  g_application_release (G_APPLICATION (application));
  g_object_unref (application);
  remove_data ();
  g_free (data_folder);
  return status;
}
