#include "config.h"

#include "ui/stock-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-about.h"
#include "ui/stock-export.h"
#include "ui/stock-files.h"
#include "ui/stock-history-window.h"
#include "ui/stock-preferences.h"
#include "ui/stock-settings.h"

/* Undo and redo */

/* While text is edited, undo is about the text. */
static gboolean
move_in_text (StockWindow *self,
              const char  *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
         && gtk_widget_activate_action (focus, action, NULL);
}

/* Says what was undone or redone, which is what can be redone or undone now; or why not. */
static void
tell_moved (StockWindow  *self,
            gboolean      redo,
            const GError *error)
{
  OrmHistory *history = stock_inventory_get_history (self->inventory);
  /* Translators: %s is what was done, such as “Edit of quantity” */
  const char *format = redo ? _("Redone: %s") : _("Undone: %s");
  g_autoptr (GString) text = g_string_new (format);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_string_assign (text, _("Cancelled, and nothing was changed"));
  else if (error != NULL)
    g_string_assign (text, error->message);
  else
    g_string_replace (text, "%s",
                      redo ? orm_history_get_undo_name (history)
                           : orm_history_get_redo_name (history), 1);
  stock_window_show_message (self, text->str, FALSE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StockWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  stock_work_finish (STOCK_WORK (source), result, &error);
  tell_moved (self, FALSE, error);
}

static void
redone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (StockWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  stock_work_finish (STOCK_WORK (source), result, &error);
  tell_moved (self, TRUE, error);
}

/* Undoes or redoes: at once what is done before anybody can press a key, else beside the main
 * loop. */
static void
move (StockWindow *self,
      gboolean     redo)
{
  OrmHistory *history = stock_inventory_get_history (self->inventory);
  const char *name
    = redo ? orm_history_get_redo_name (history) : orm_history_get_undo_name (history);
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  if (move_in_text (self, redo ? "text.redo" : "text.undo") || !stock_table_commit (self->table)
      || name == NULL)
    return;
  if (stock_work_is_long_way (self->inventory, redo))
    {
      /* Translators: %s is what was done, such as “Edit of quantity” */
      title = g_strdup_printf (redo ? _("Redo %s") : _("Undo %s"), name);
      stock_work_move_async (stock_table_get_work (self->table), title, redo,
                             redo ? redone_cb : undone_cb, g_object_ref (self));
      return;
    }
  if (redo)
    orm_history_redo (history, &error);
  else
    orm_history_undo (history, &error);
  tell_moved (self, redo, error);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  move (user_data, FALSE);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  move (user_data, TRUE);
}

static void
moved_cb (StockWindow *self,
          const char  *message)
{
  stock_window_show_message (self, message, FALSE);
}

static void
history_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  StockWindow *self = user_data;
  StockHistoryWindow *history;

  if (!stock_table_commit (self->table))
    return;
  history = stock_history_window_new (
    GTK_WINDOW (self), self->inventory,
    stock_inventory_is_read_only (self->inventory) ? NULL : stock_table_get_work (self->table));
  g_signal_connect_object (history, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (history));
}

/* Products and categories */

static void
add_product_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  StockWindow *self = user_data;

  if (self->is_folded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  stock_table_add_product (self->table);
}

static void
new_category_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  StockWindow *self = user_data;

  adw_flap_set_reveal_flap (self->flap, TRUE);
  stock_sidebar_new_category (self->sidebar);
}

static void
add_sample_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  StockWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) csv
    = g_resources_lookup_data ("/io/github/stockbook/Stockbook/sample.csv", 0, &error);

  if (csv == NULL
      || !stock_inventory_add_sample (self->inventory, csv,
                                      stock_calendar_get_today (self->calendar), &error))
    {
      stock_window_show_message (self, error->message, FALSE);
      return;
    }
  stock_table_focus (self->table);
  stock_window_show_message (self, _("A sample inventory to look around in"), TRUE);
}

/* Search, sidebar, menu */

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  StockWindow *self = user_data;

  if (!stock_table_commit (self->table))
    return;
  gtk_widget_show (self->search_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

static void
clear_search_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  StockWindow *self = user_data;

  gtk_widget_hide (self->search_bar);
}

/* Not a property action of the flap: that would hold the flap, which holds the widgets that hold
 * the actions of the window. */
static void
sidebar_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  AdwFlap *flap = STOCK_WINDOW (user_data)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
switch_focus_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  StockWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar)))
    {
      if (self->is_folded)
        adw_flap_set_reveal_flap (self->flap, FALSE);
      stock_table_focus (self->table);
      return;
    }
  if (!stock_table_commit (self->table))
    return;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  stock_sidebar_focus (self->sidebar);
}

static void
menu_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gtk_menu_button_popup (STOCK_WINDOW (user_data)->menu_button);
}

/* Files */

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  stock_files_open_inventory (user_data);
}

static void
new_inventory_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  stock_files_new_inventory (user_data);
}

static void
running_cb (StockWindow *self,
            gboolean     running)
{
  stock_window_set_busy (self, running);
}

static void
imported_cb (StockWindow *self,
             guint        n_products)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u product imported",
                                                     "%u products imported", n_products),
                                           n_products);
  g_autoptr (GError) error = NULL;

  if (!orm_session_refresh (stock_inventory_get_session (self->inventory), &error))
    {
      stock_window_show_message (self, error->message, FALSE);
      return;
    }
  stock_window_show_message (self, text, TRUE);
  stock_table_focus (self->table);
}

static void
import_from_cb (GFile    *file,
                gpointer  user_data)
{
  stock_window_import (user_data, file);
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  StockWindow *self = user_data;

  if (stock_table_commit (self->table))
    stock_files_open_table (user_data, import_from_cb, self);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (StockWindow) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n_products;

  if (stock_export_finish (result, &n_products, &error))
    text = g_strdup_printf (ngettext ("%u product exported", "%u products exported", n_products),
                            n_products);
  stock_window_show_message (self, text != NULL ? text : error->message, FALSE);
}

static void
export_to_cb (GFile    *file,
              gpointer  user_data)
{
  StockWindow *self = user_data;

  stock_export_async (stock_inventory_get_path (self->inventory), file, exported_cb,
                      g_object_ref (self));
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  StockWindow *self = user_data;

  if (stock_table_commit (self->table))
    stock_files_save_table (user_data, export_to_cb, self);
}

/* Dialogs */

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  StockWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (stock_preferences_new (GTK_WINDOW (self), self->inventory)));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  stock_about_show (user_data);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_close (user_data);
}

static const GActionEntry actions[] = {
  { "undo", undo_action },
  { "redo", redo_action },
  { "history", history_action },
  { "add-product", add_product_action },
  { "new-category", new_category_action },
  { "add-sample", add_sample_action },
  { "search", search_action },
  { "clear-search", clear_search_action },
  { "sidebar", sidebar_action },
  { "switch-focus", switch_focus_action },
  { "menu", menu_action },
  { "open", open_action },
  { "new-inventory", new_inventory_action },
  { "import", import_action },
  { "export", export_action },
  { "preferences", preferences_action },
  { "about", about_action },
  { "close", close_action },
};

/* Those that can be used only while the inventory can be written. */
static const char *const writing_actions[] = {
  "add-product", "new-category", "add-sample", "import",
};

static void
set_enabled (StockWindow *self,
             const char  *name,
             gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Gives an item of the menu another label. What a step is called may have an underscore. */
static void
set_label (StockWindow *self,
           int          position,
           const char  *action,
           const char  *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);

  g_menu_remove (self->undo_menu, position);
  g_menu_insert (self->undo_menu, position, label, action);
}

/* Which actions can be used now; buttons and menu say what they would undo and redo. */
void
stock_window_update_actions (StockWindow *self)
{
  OrmHistory *history = stock_inventory_get_history (self->inventory);
  const char *undo = orm_history_get_undo_name (history);
  const char *redo = orm_history_get_redo_name (history);
  gboolean editable = stock_window_is_editable (self);
  g_autofree char *undo_text = NULL;
  g_autofree char *redo_text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (writing_actions); i++)
    set_enabled (self, writing_actions[i], editable);
  set_enabled (self, "undo", editable && undo != NULL);
  set_enabled (self, "redo", editable && redo != NULL);
  /* Translators: %s is what was done, such as “Edit of quantity” */
  undo_text = undo != NULL ? g_strdup_printf (_("Undo %s"), undo) : g_strdup (_("Undo"));
  /* Translators: %s is what was done, such as “Edit of quantity” */
  redo_text = redo != NULL ? g_strdup_printf (_("Redo %s"), redo) : g_strdup (_("Redo"));
  gtk_widget_set_tooltip_text (self->undo_button, undo_text);
  gtk_widget_set_tooltip_text (self->redo_button, redo_text);
  set_label (self, 0, "win.undo", undo_text);
  set_label (self, 1, "win.redo", redo_text);
}

/* Gives the window its actions. */
void
stock_window_add_actions (StockWindow *self)
{
  g_autoptr (GAction) dense = g_settings_create_action (stock_settings_get (), "dense-rows");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), dense);
}

/**
 * stock_window_import:
 * @self: a window whose inventory can be written
 * @file: a text table
 *
 * Opens the dialog that imports @file.
 *
 * Returns: (transfer none): the dialog
 */
StockImportDialog *
stock_window_import (StockWindow *self,
                     GFile       *file)
{
  StockImportDialog *dialog
    = stock_import_dialog_new (GTK_WINDOW (self), self->inventory, file);

  g_signal_connect_object (dialog, "running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
