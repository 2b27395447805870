#include "config.h"

#include "ui/stock-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-settings.h"

/* Under these widths the sidebar slides over the table, and the header bar has fewer buttons. */
#define FOLD_WIDTH 860
#define NARROW_WIDTH 500

/* Seconds between two looks for what other programs have written. */
#define POLL_INTERVAL 1

/* Seconds of rest after which what was written goes from the log into the file itself. */
#define CHECKPOINT_DELAY 2

static guint open_inventory_signal;

G_DEFINE_FINAL_TYPE (StockWindow, stock_window, ADW_TYPE_APPLICATION_WINDOW)

static OrmSession *
get_session (StockWindow *self)
{
  return stock_inventory_get_session (self->inventory);
}

/* Title */

static void
update_title (StockWindow *self)
{
  StockScope *scope = stock_table_get_scope (self->table);

  adw_window_title_set_title (self->title, stock_scope_get_title (scope));
}

/* Follows the sidebar, unless something that was typed into a cell cannot stay there. */
static void
scope_cb (StockWindow *self)
{
  StockScope *scope = stock_sidebar_get_scope (self->sidebar);

  if (stock_table_get_scope (self->table) == NULL
      || stock_scope_equal (scope, stock_table_get_scope (self->table)))
    return;
  if (stock_table_set_scope (self->table, scope))
    update_title (self);
  else
    stock_sidebar_set_scope (self->sidebar, stock_table_get_scope (self->table));
}

/* A sidebar that covers the table makes room for it. One that does not keeps the keyboard after a
 * click, so that F2 renames what was clicked. */
static void
activated_cb (StockWindow *self,
              gboolean     by_key)
{
  if (self->is_folded)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (self->is_folded || by_key)
    stock_table_focus (self->table);
}

static void
rows_dropped_cb (StockWindow   *self,
                 const char    *table,
                 StockCategory *category)
{
  stock_table_drop_rows (self->table, table, category);
}

/* Width */

static void
reveal_cb (StockWindow *self)
{
  gboolean revealed = adw_flap_get_reveal_flap (self->flap);

  if (!self->is_folded)
    g_settings_set_boolean (stock_settings_get (), "sidebar-visible", revealed);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, !revealed || self->is_folded);
}

static void
set_folded (StockWindow *self,
            gboolean     folded)
{
  gboolean revealed = g_settings_get_boolean (stock_settings_get (), "sidebar-visible");

  self->is_folded = folded;
  adw_flap_set_fold_policy (self->flap,
                            folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !folded && revealed);
}

static void
set_narrow (StockWindow *self,
            gboolean     narrow)
{
  self->is_narrow = narrow;
  gtk_widget_set_visible (self->undo_box, !narrow);
  gtk_widget_set_visible (self->add_button, !narrow);
  if (narrow)
    g_menu_insert_section (self->primary_menu, 0, NULL, self->narrow_menu);
  else
    g_menu_remove (self->primary_menu, 0);
}

static void
stock_window_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  StockWindow *self = STOCK_WINDOW (widget);

  if (self->is_folded != (width < FOLD_WIDTH))
    set_folded (self, width < FOLD_WIDTH);
  if (self->is_narrow != (width < NARROW_WIDTH))
    set_narrow (self, width < NARROW_WIDTH);
  GTK_WIDGET_CLASS (stock_window_parent_class)->size_allocate (widget, width, height, baseline);
}

/* Search */

static void
search_changed_cb (StockWindow *self)
{
  stock_table_set_search (self->table, gtk_editable_get_text (self->search_entry));
}

static void
search_activate_cb (StockWindow *self)
{
  search_changed_cb (self);
  stock_table_focus (self->table);
}

static void
stop_search_cb (StockWindow *self)
{
  gtk_widget_hide (self->search_bar);
}

/* A search that is not seen does not narrow the table. */
static void
search_shown_cb (StockWindow *self)
{
  if (gtk_widget_get_visible (self->search_bar))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
      return;
    }
  gtk_editable_set_text (self->search_entry, "");
  stock_table_set_search (self->table, NULL);
  stock_table_focus (self->table);
}

/* Messages */

static void
toast_dismissed_cb (StockWindow *self,
                    AdwToast    *toast)
{
  if (self->toast == toast)
    self->toast = NULL;
}

static void
dismiss_toast (StockWindow *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

static void
message_cb (StockWindow *self,
            const char  *text,
            gboolean     can_undo)
{
  stock_window_show_message (self, text, can_undo);
}

/* What the file says */

static void
checkpoint (StockWindow *self)
{
  OrmEngine *engine = orm_session_get_engine (get_session (self));

  g_clear_handle_id (&self->checkpoint_source, g_source_remove);
  if (!stock_inventory_is_read_only (self->inventory))
    orm_sqlite_engine_checkpoint (ORM_SQLITE_ENGINE (engine));
}

static gboolean
checkpoint_cb (gpointer user_data)
{
  StockWindow *self = user_data;

  self->checkpoint_source = 0;
  checkpoint (self);
  return G_SOURCE_REMOVE;
}

/* A toast that offers to undo means the last step: another step takes it away. */
static void
committed_cb (StockWindow *self)
{
  dismiss_toast (self);
  update_title (self);
  g_clear_handle_id (&self->checkpoint_source, g_source_remove);
  self->checkpoint_source = g_timeout_add_seconds (CHECKPOINT_DELAY, checkpoint_cb, self);
}

static void
session_error_cb (StockWindow *self,
                  GError      *error)
{
  stock_window_show_message (self, error->message, FALSE);
}

static void
poll (StockWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!orm_session_poll (get_session (self), &error)
      && !g_error_matches (error, ORM_ERROR, ORM_ERROR_BUSY))
    stock_window_show_message (self, error->message, FALSE);
}

static gboolean
poll_cb (gpointer user_data)
{
  poll (user_data);
  return G_SOURCE_CONTINUE;
}

static void
is_active_cb (StockWindow *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;
  stock_calendar_check (self->calendar);
  poll (self);
}

/* Why nothing can be changed, or that it is not as safe as it could be. */
static const char *const notices[] = {
  [ORM_NOTICE_READ_ONLY]
    = N_("This inventory cannot be changed here: its file or folder is read-only."),
  [ORM_NOTICE_NEWER]
    = N_("This inventory was made by a newer version of Stockbook. "
         "It can be looked at, not changed."),
  [ORM_NOTICE_MIGRATED]
    /* Translators: %s is the name of a file */
    = N_("This inventory was brought to a new version. As it was before, it is kept beside it "
         "as “%s”."),
};

static void
update_notice (StockWindow *self,
               OrmNotice    notice,
               const char  *copy)
{
  const char *text = notice < G_N_ELEMENTS (notices) ? notices[notice] : NULL;
  g_autofree char *name = copy != NULL ? g_filename_display_basename (copy) : NULL;
  g_autoptr (GString) shown = g_string_new (text != NULL ? _(text) : "");

  g_string_replace (shown, "%s", name != NULL ? name : "", 1);
  if (text != NULL)
    gtk_label_set_text (self->notice_label, shown->str);
  gtk_revealer_set_reveal_child (self->notice, text != NULL);
}

/* The sidebar is headed by the name of the file, unless that is where it always is. */
static void
update_name (StockWindow *self)
{
  const char *path = stock_inventory_get_path (self->inventory);
  g_autofree char *usual = stock_inventory_dup_default_path ();
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (g_strcmp0 (path, usual) == 0)
    return;
  name = g_filename_display_basename (path);
  if (g_str_has_suffix (name, ".stockbook"))
    name[strlen (name) - strlen (".stockbook")] = '\0';
  /* Translators: %s is the name of a file */
  title = g_strdup_printf (_("%s — Stockbook"), name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  stock_sidebar_set_title (self->sidebar, name, path);
}

/* The window */

static void
load_state (StockWindow *self)
{
  GSettings *settings = stock_settings_get ();

  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (settings, "sidebar-visible"));
}

static void
save_state (StockWindow *self)
{
  GSettings *settings = stock_settings_get ();
  gboolean is_maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (settings, "window-maximized", is_maximized);
  if (!is_maximized)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  stock_table_save (self->table);
}

static gboolean
stock_window_close_request (GtkWindow *window)
{
  StockWindow *self = STOCK_WINDOW (window);

  self->is_closing = stock_work_is_running (stock_table_get_work (self->table));
  if (self->is_busy || !stock_table_commit (self->table))
    return GDK_EVENT_STOP;
  save_state (self);
  checkpoint (self);
  return GTK_WINDOW_CLASS (stock_window_parent_class)->close_request (window);
}

static void
stock_window_dispose (GObject *object)
{
  StockWindow *self = STOCK_WINDOW (object);

  g_clear_handle_id (&self->poll_source, g_source_remove);
  g_clear_handle_id (&self->checkpoint_source, g_source_remove);
  g_clear_object (&self->calendar);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (STOCK_TYPE_SIDEBAR);
  g_type_ensure (STOCK_TYPE_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StockWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, title);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, undo_box);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, undo_menu);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, narrow_menu);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, StockWindow, table);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
stock_window_class_init (StockWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_window_dispose;
  widget_class->size_allocate = stock_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = stock_window_close_request;
  open_inventory_signal = g_signal_new ("open-inventory", STOCK_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE,
                                        G_TYPE_BOOLEAN);
  bind_template (widget_class);
}

static void
stock_window_init (StockWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->calendar = stock_calendar_new ();
  g_settings_bind (stock_settings_get (), "expiring-days", self->calendar, "expiring-days",
                   G_SETTINGS_BIND_GET);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}

/* Nothing else is changed while something long is written. A window that was to be closed waits for
 * its end. */
static void
working_cb (StockWindow *self)
{
  gboolean is_running = stock_work_is_running (stock_table_get_work (self->table));

  stock_window_set_busy (self, is_running);
  if (!is_running && self->is_closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
connect_session (StockWindow *self)
{
  OrmSession *session = get_session (self);
  OrmHistory *history = stock_inventory_get_history (self->inventory);

  g_signal_connect_object (session, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "error", G_CALLBACK (session_error_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify", G_CALLBACK (stock_window_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stock_table_get_work (self->table), "notify::running",
                           G_CALLBACK (working_cb), self, G_CONNECT_SWAPPED);
  self->poll_source = g_timeout_add_seconds (POLL_INTERVAL, poll_cb, self);
}

/**
 * stock_window_new:
 * @application: the application
 * @inventory: an open inventory
 *
 * Returns: (transfer none): a window on @inventory, which belongs to @application
 */
StockWindow *
stock_window_new (GtkApplication *application,
                  StockInventory *inventory)
{
  StockWindow *self = g_object_new (STOCK_TYPE_WINDOW, "application", application, NULL);

  self->inventory = g_object_ref (inventory);
  stock_sidebar_set_inventory (self->sidebar, inventory, self->calendar);
  stock_table_set_inventory (self->table, inventory, self->calendar);
  g_object_bind_property (stock_table_get_summary_bar (self->table), "whole", self->title,
                          "subtitle", G_BINDING_SYNC_CREATE);
  stock_window_add_actions (self);
  connect_session (self);
  update_title (self);
  update_name (self);
  update_notice (self, stock_inventory_get_notice (inventory),
                 stock_inventory_get_copy_path (inventory));
  load_state (self);
  stock_window_set_busy (self, FALSE);
  stock_table_focus (self->table);
  return self;
}

/**
 * stock_window_get_inventory:
 * @self: a window
 *
 * Returns: (transfer none): what it shows
 */
StockInventory *
stock_window_get_inventory (StockWindow *self)
{
  return self->inventory;
}

/**
 * stock_window_show_migrated:
 * @self: a window
 * @copy_path: where its inventory is kept as it was before it was brought to this version
 *
 * Says so above the table.
 */
void
stock_window_show_migrated (StockWindow *self,
                            const char  *copy_path)
{
  update_notice (self, ORM_NOTICE_MIGRATED, copy_path);
}

/**
 * stock_window_show_message:
 * @self: a window
 * @text: what has happened, in words of the user's world
 * @can_undo: whether to offer to undo the last step
 *
 * Shows a toast in the place of the last one.
 */
void
stock_window_show_message (StockWindow *self,
                           const char  *text,
                           gboolean     can_undo)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  dismiss_toast (self);
  self->toast = adw_toast_new (escaped);
  if (can_undo)
    {
      adw_toast_set_button_label (self->toast, _("_Undo"));
      adw_toast_set_action_name (self->toast, "win.undo");
    }
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

/* Whether the inventory can be written, and nothing else is writing it at the moment. */
gboolean
stock_window_is_editable (StockWindow *self)
{
  return !self->is_busy && !stock_inventory_is_read_only (self->inventory);
}

/* Closes the table and all actions that write while something long is written. */
void
stock_window_set_busy (StockWindow *self,
                       gboolean     busy)
{
  self->is_busy = busy;
  stock_table_set_read_only (self->table, !stock_window_is_editable (self));
  stock_sidebar_set_editable (self->sidebar, stock_window_is_editable (self));
  stock_window_update_actions (self);
}
