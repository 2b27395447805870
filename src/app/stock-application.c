#include "config.h"

#include "app/stock-application.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ui/stock-migration-window.h"
#include "ui/stock-problem-window.h"
#include "ui/stock-settings.h"
#include "ui/stock-ui.h"
#include "ui/stock-window.h"

struct _StockApplication
{
  AdwApplication parent_instance;
};

static const struct
{
  const char *action;
  const char *accels[3];
} accels[] = {
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.history", { "<Control><Shift>h" } },
  { "win.add-product", { "<Control>n" } },
  { "win.new-category", { "<Control><Shift>n" } },
  { "win.search", { "<Control>f" } },
  { "win.switch-focus", { "F6" } },
  { "win.sidebar", { "F9" } },
  { "win.open", { "<Control>o" } },
  { "win.new-inventory", { "<Control><Shift>o" } },
  { "win.import", { "<Control>i" } },
  { "win.export", { "<Control>e" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-help-overlay", { "F1", "<Control>question" } },
  { "win.close", { "<Control>w" } },
  { "app.quit", { "<Control>q" } },
};

static void open_file (StockApplication *self,
                       GFile            *file,
                       OrmOpenFlags      flags);

G_DEFINE_FINAL_TYPE (StockApplication, stock_application, ADW_TYPE_APPLICATION)

static GFile *
dup_default_file (void)
{
  g_autofree char *path = stock_inventory_dup_default_path ();

  return g_file_new_for_path (path);
}

static gboolean
is_default (GFile *file)
{
  g_autoptr (GFile) usual = dup_default_file ();

  return g_file_equal (file, usual);
}

/* The file that a window is about, as far as it is open or about to be. */
static GFile *
dup_file (GtkWindow *window)
{
  if (STOCK_IS_WINDOW (window))
    return g_file_new_for_path (
      stock_inventory_get_path (stock_window_get_inventory (STOCK_WINDOW (window))));
  if (STOCK_IS_MIGRATION_WINDOW (window))
    return g_object_ref (stock_migration_window_get_file (STOCK_MIGRATION_WINDOW (window)));
  return NULL;
}

static GtkWindow *
find_window (StockApplication *self,
             GFile            *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      g_autoptr (GFile) other = dup_file (l->data);

      if (other != NULL && g_file_equal (file, other))
        return l->data;
    }
  return NULL;
}

/* A window on another inventory. The one that asked goes if it showed a problem only. */
static void
open_inventory_cb (StockApplication *self,
                   GFile            *file,
                   gboolean          create,
                   GtkWindow        *window)
{
  g_autoptr (GtkWindow) asking = g_object_ref (window);
  gboolean may_create = create || is_default (file);

  if (create && g_file_query_exists (file, NULL))
    {
      GtkWidget *dialog
        = adw_message_dialog_new (window, _("There Is Such a File Already"),
                                  _("A new inventory does not take the place of another file. "
                                    "Choose another name for it."));

      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
      gtk_window_present (GTK_WINDOW (dialog));
      return;
    }
  open_file (self, file, may_create ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT);
  if (STOCK_IS_PROBLEM_WINDOW (asking))
    gtk_window_destroy (asking);
}

static StockInventory *
open_inventory (GFile         *file,
                OrmOpenFlags   flags,
                GError       **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("An inventory has to be a file on this computer."));
      return NULL;
    }
  return stock_inventory_open (path, flags, error);
}

/* What is opened at the next start. */
static void
remember (GFile *file)
{
  g_settings_set_string (stock_settings_get (), "last-inventory",
                         is_default (file) ? "" : g_file_peek_path (file));
}

/* Shows a window on an inventory, or why there can be none. */
static GtkWindow *
show_inventory (StockApplication *self,
                GFile            *file,
                StockInventory   *inventory,
                const GError     *error)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GtkWindow *window = inventory != NULL
                        ? GTK_WINDOW (stock_window_new (application, inventory))
                        : GTK_WINDOW (stock_problem_window_new (application, file, error));

  g_signal_connect_object (window, "open-inventory", G_CALLBACK (open_inventory_cb), self,
                           G_CONNECT_SWAPPED);
  if (inventory != NULL)
    remember (file);
  gtk_window_present (window);
  return window;
}

static void
migrated_cb (StockApplication     *self,
             const GError         *failure,
             StockMigrationWindow *migrating)
{
  GFile *file = stock_migration_window_get_file (migrating);
  const char *copy_path = stock_migration_window_get_copy_path (migrating);
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  if (failure == NULL)
    inventory = open_inventory (file, ORM_OPEN_DEFAULT, &error);
  window = show_inventory (self, file, inventory, failure != NULL ? failure : error);
  if (inventory != NULL && copy_path != NULL)
    stock_window_show_migrated (STOCK_WINDOW (window), copy_path);
}

/* Brings an inventory of an older version to this one, beside the main loop, if it is one and can
 * be written. Returns: whether that was begun */
static gboolean
migrate (StockApplication *self,
         GFile            *file)
{
  const char *path = g_file_peek_path (file);
  g_autoptr (OrmMigration) migration = NULL;
  StockMigrationWindow *window;

  if (path == NULL || g_access (path, W_OK) != 0)
    return FALSE;
  migration = orm_migration_new (stock_schema_get (), path, NULL);
  if (migration == NULL || !orm_migration_changes_rows (migration))
    return FALSE;
  window = stock_migration_window_new (GTK_APPLICATION (self), file, migration);
  g_signal_connect_object (window, "ended", G_CALLBACK (migrated_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

/* Shows an inventory in the window that it has or in a new one. */
static void
open_file (StockApplication *self,
           GFile            *file,
           OrmOpenFlags      flags)
{
  GtkWindow *window = find_window (self, file);
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (GError) error = NULL;

  if (window != NULL)
    {
      remember (file);
      gtk_window_present (window);
    }
  else if (!migrate (self, file))
    {
      inventory = open_inventory (file, flags, &error);
      show_inventory (self, file, inventory, error);
    }
}

/* The inventory that was open last, as far as it is still there, else the user's own one. */
static void
stock_application_activate (GApplication *application)
{
  StockApplication *self = STOCK_APPLICATION (application);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *last = g_settings_get_string (stock_settings_get (), "last-inventory");
  g_autoptr (GFile) file = NULL;

  if (active != NULL)
    {
      gtk_window_present (active);
      return;
    }
  if (*last != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    file = g_file_new_for_path (last);
  else
    file = dup_default_file ();
  open_file (self, file, is_default (file) ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT);
}

static void
stock_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (STOCK_APPLICATION (application), files[i],
               is_default (files[i]) ? ORM_OPEN_CREATE : ORM_OPEN_DEFAULT);
}

/* Windows may refuse to close: something that was typed cannot be written. Then the program
 * stays. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
};

static void
stock_application_startup (GApplication *application)
{
  GdkDisplay *display;

  stock_ui_init ();
  G_APPLICATION_CLASS (stock_application_parent_class)->startup (application);

  /* The program finds its own icon also where nobody has told XDG_DATA_DIRS of it. */
  display = gdk_display_get_default ();
  if (display != NULL)
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (display), STOCK_ICON_DIR);
  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
}

static void
stock_application_class_init (StockApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = stock_application_startup;
  application_class->activate = stock_application_activate;
  application_class->open = stock_application_open;
}

static void
stock_application_init (StockApplication *self)
{
}

/**
 * stock_application_new:
 *
 * Returns: (transfer full): the application
 */
StockApplication *
stock_application_new (void)
{
  return g_object_new (STOCK_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
