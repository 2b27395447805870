#include "config.h"

#include "ui/stock-history-window.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-past.h"

/* Rows of a step that are shown; one that changed more says so. */
#define SHOWN_ROWS 200

struct _StockHistoryWindow
{
  AdwWindow parent_instance;

  StockInventory *inventory;
  StockWork *work;
  GListModel *steps;
  GtkSingleSelection *selection;
  guint update_source;

  GtkStack *pages;
  AdwLeaflet *leaflet;
  AdwHeaderBar *list_header;
  GtkListView *list;
  GtkWidget *details;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkListBox *changes;
  GtkLabel *more;
  GtkLabel *consequence;
  GtkWidget *before;
  GtkWidget *after;
};

static guint moved_signal;

G_DEFINE_FINAL_TYPE (StockHistoryWindow, stock_history_window, ADW_TYPE_WINDOW)

/* Steps */

/* Where the inventory stands: the position of the newest step that is not undone, or how many
 * steps there are if all are. */
static guint
find_current (StockHistoryWindow *self)
{
  guint n_steps = g_list_model_get_n_items (self->steps);

  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (OrmStep) step = g_list_model_get_item (self->steps, i);

      if (!orm_step_is_undone (step))
        return i;
    }
  return n_steps;
}

static char *
dup_consequence (guint current,
                 guint chosen)
{
  if (chosen > current)
    return g_strdup_printf (ngettext ("%u step would be undone", "%u steps would be undone",
                                      chosen - current), chosen - current);
  if (chosen < current)
    return g_strdup_printf (ngettext ("%u step would be redone", "%u steps would be redone",
                                      current - chosen), current - chosen);
  return g_strdup (_("The inventory is as after this step"));
}

static void
update_buttons (StockHistoryWindow *self)
{
  guint current = find_current (self);
  guint chosen = gtk_single_selection_get_selected (self->selection);
  guint n_steps = g_list_model_get_n_items (self->steps);
  gboolean can_move = self->work != NULL && !stock_work_is_running (self->work);
  g_autofree char *consequence = dup_consequence (current, chosen);

  gtk_label_set_text (self->consequence, consequence);
  gtk_widget_set_sensitive (self->after, can_move && chosen != current);
  gtk_widget_set_sensitive (self->before, can_move && current != n_steps);
  gtk_widget_set_visible (self->before, n_steps > 0 && chosen == n_steps - 1);
}

static GtkWidget *
create_change (gpointer item,
               gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), stock_past_row_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), stock_past_row_get_detail (item));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
show_changes (StockHistoryWindow *self,
              OrmStep            *step)
{
  gboolean is_all = TRUE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows
    = stock_past_list (self->inventory, orm_step_get_number (step), SHOWN_ROWS, &is_all, &error);
  g_autofree char *more = NULL;

  gtk_list_box_bind_model (self->changes, rows, create_change, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->changes),
                          rows != NULL && g_list_model_get_n_items (rows) > 0);
  if (error != NULL)
    more = g_strdup (error->message);
  else if (!is_all)
    more = g_strdup_printf (_("The first %u of %u rows"), SHOWN_ROWS,
                            (guint) orm_step_get_n_rows (step));
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
  gtk_label_set_text (self->more, more != NULL ? more : "");
}

static void
update (StockHistoryWindow *self)
{
  OrmStep *step = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = NULL;

  g_clear_handle_id (&self->update_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->pages, step != NULL ? "steps" : "empty");
  if (step == NULL)
    return;
  time = stock_past_dup_time (orm_step_get_time (step), now);
  adw_window_title_set_title (self->title, orm_step_get_name (step));
  adw_window_title_set_subtitle (self->title, time);
  show_changes (self, step);
  update_buttons (self);
}

static void
update_cb (gpointer user_data)
{
  StockHistoryWindow *self = user_data;

  self->update_source = 0;
  update (self);
}

/* After all that the list has to tell. */
static void
queue_update (StockHistoryWindow *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_once (update_cb, self);
}

/* Rows of the list */

static void
setup_cb (StockHistoryWindow *self,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *about = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_ellipsize (GTK_LABEL (about), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (about, "caption");
  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), about);
  gtk_list_item_set_child (item, box);
}

static void
show_step (OrmStep     *step,
           GParamSpec  *pspec,
           GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *about = gtk_widget_get_next_sibling (name);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = stock_past_dup_time (orm_step_get_time (step), now);
  guint n_rows = orm_step_get_n_rows (step);
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  g_autofree char *text = NULL;

  /* Translators: when a step was made, how many rows it changed */
  text = orm_step_is_undone (step) ? g_strdup_printf (_("%s · %s · undone"), time, rows)
                                   : g_strdup_printf (_("%s · %s"), time, rows);
  gtk_label_set_text (GTK_LABEL (name), orm_step_get_name (step));
  gtk_label_set_text (GTK_LABEL (about), text);
  if (orm_step_is_undone (step))
    gtk_widget_add_css_class (name, "dim-label");
  else
    gtk_widget_remove_css_class (name, "dim-label");
}

static void
bind_cb (StockHistoryWindow *self,
         GtkListItem        *item)
{
  OrmStep *step = gtk_list_item_get_item (item);

  g_signal_connect (step, "notify::undone", G_CALLBACK (show_step), item);
  show_step (step, NULL, item);
}

static void
unbind_cb (StockHistoryWindow *self,
           GtkListItem        *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_step, item);
}

static void
activate_cb (StockHistoryWindow *self,
             guint               position)
{
  adw_leaflet_set_visible_child (self->leaflet, self->details);
}

static void
selected_cb (StockHistoryWindow *self)
{
  queue_update (self);
  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->details);
}

static void
back_cb (StockHistoryWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
folded_cb (StockHistoryWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (self->back, folded);
  adw_header_bar_set_show_end_title_buttons (self->list_header, folded);
}

/* The way */

static gboolean
go_to (StockWork       *work,
       StockInventory  *inventory,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  return orm_history_go_to (stock_inventory_get_history (inventory), *(gint64 *) data, error);
}

static void
gone_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (StockHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  stock_work_finish (STOCK_WORK (source), result, &error);
  g_signal_emit (self, moved_signal, 0,
                 error != NULL ? error->message : _("The inventory is as it was then"));
  queue_update (self);
}

static void
go (StockHistoryWindow *self,
    gint64              step)
{
  stock_work_run_async (self->work, _("Going through the history"), NULL, go_to,
                        g_memdup2 (&step, sizeof step), g_free, gone_cb, g_object_ref (self));
  update_buttons (self);
}

static void
after_cb (StockHistoryWindow *self)
{
  go (self, orm_step_get_number (gtk_single_selection_get_selected_item (self->selection)));
}

static void
before_cb (StockHistoryWindow *self)
{
  go (self, 0);
}

/* The widget */

static void
stock_history_window_dispose (GObject *object)
{
  StockHistoryWindow *self = STOCK_HISTORY_WINDOW (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->steps);
  g_clear_object (&self->work);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_history_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, list_header);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, details);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, title);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, back);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, changes);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, more);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, consequence);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, before);
  gtk_widget_class_bind_template_child (widget_class, StockHistoryWindow, after);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, before_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_cb);
}

static void
stock_history_window_class_init (StockHistoryWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_history_window_dispose;
  moved_signal = g_signal_new ("moved", STOCK_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
stock_history_window_init (StockHistoryWindow *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self);
  folded_cb (self);
}

/**
 * stock_history_window_new:
 * @parent: the window in front of which it stands
 * @inventory: whose steps are listed
 * @work: (nullable): what goes to a step; %NULL where the inventory cannot be written
 *
 * Returns: (transfer none): the window
 */
StockHistoryWindow *
stock_history_window_new (GtkWindow      *parent,
                          StockInventory *inventory,
                          StockWork      *work)
{
  StockHistoryWindow *self
    = g_object_new (STOCK_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->inventory = g_object_ref (inventory);
  g_set_object (&self->work, work);
  self->steps = orm_history_get_steps (stock_inventory_get_history (inventory));
  self->selection = gtk_single_selection_new (g_object_ref (self->steps));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_single_selection_set_selected (self->selection, find_current (self));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  if (work != NULL)
    g_signal_connect_object (work, "notify::running", G_CALLBACK (queue_update), self,
                             G_CONNECT_SWAPPED);
  update (self);
  return self;
}
