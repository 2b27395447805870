#include "window-fixture.h"

#include "ui/stock-settings.h"
#include "ui/stock-sidebar-row.h"
#include "ui/stock-ui.h"

void
window_fixture_init (int    *argc,
                     char ***argv)
{
  x_input_init (argc, argv);
  stock_ui_init ();
  adw_init ();
}

/* Opens the window on a day that does not change. */
void
window_fixture_open (WindowFixture *self,
                     OrmOpenFlags   flags)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 12, 0, 0);
  g_autoptr (GError) error = NULL;

  self->inventory.inventory = stock_inventory_open (self->inventory.path, flags, &error);
  g_assert_no_error (error);
  self->inventory.session = stock_inventory_get_session (self->inventory.inventory);
  self->window = stock_window_new (NULL, self->inventory.inventory);
  self->sheet = stock_table_get_sheet (self->window->table);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  x_input_start (GTK_WINDOW (self->window));
  /* After the window looked at the clock, as it does whenever it becomes active. */
  stock_calendar_set_now (self->window->calendar, now);
  x_input_settle ();
}

/* Nothing may hold on to a window that is gone. */
void
window_fixture_close (WindowFixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  wait_until (self->window == NULL);
  /* Disposed, that is; what holds its parts lets go of them bit by bit. */
  wait_until (G_OBJECT (self->inventory.inventory)->ref_count == 1);
  self->inventory.session = NULL;
  g_assert_finalize_object (g_steal_pointer (&self->inventory.inventory));
}

void
window_fixture_set_up (WindowFixture *self,
                       gconstpointer  data)
{
  g_settings_reset (stock_settings_get (), "layouts");
  g_settings_reset (stock_settings_get (), "sidebar-visible");
  fixture_set_up (&self->inventory, NULL);
  g_clear_object (&self->inventory.inventory);
  window_fixture_open (self, ORM_OPEN_DEFAULT);
}

void
window_fixture_tear_down (WindowFixture *self,
                          gconstpointer  data)
{
  if (self->window != NULL)
    window_fixture_close (self);
  fixture_tear_down (&self->inventory, NULL);
}

void
window_fixture_activate (WindowFixture *self,
                         const char    *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
  x_input_settle ();
}

char *
window_fixture_dup_names (WindowFixture *self)
{
  GListModel *rows = sheet_view_get_model (self->sheet);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (StockProduct) product = g_list_model_get_item (rows, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", product->name);
    }
  return g_string_free (names, FALSE);
}

static void
append_counts (GtkWidget *widget,
               GString   *counts)
{
  if (STOCK_IS_SIDEBAR_ROW (widget))
    g_string_append_printf (
      counts, "%s%s %u", counts->len > 0 ? ";" : "",
      stock_scope_get_title (stock_sidebar_row_get_scope (STOCK_SIDEBAR_ROW (widget))),
      stock_sidebar_row_get_count (STOCK_SIDEBAR_ROW (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_counts (child, counts);
}

char *
window_fixture_dup_counts (WindowFixture *self)
{
  GString *counts = g_string_new (NULL);

  append_counts (GTK_WIDGET (self->window->sidebar), counts);
  return g_string_free (counts, FALSE);
}
