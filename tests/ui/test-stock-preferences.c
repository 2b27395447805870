#include "window-fixture.h"

#include "ui/stock-preferences.h"
#include "ui/stock-settings.h"

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A change takes effect in the window behind it at once. */
static void
test_preferences (WindowFixture *self,
                  gconstpointer  data)
{
  GtkWidget *preferences
    = GTK_WIDGET (stock_preferences_new (GTK_WINDOW (self->window), self->inventory.inventory));
  GtkSpinButton *days;

  gtk_window_present (GTK_WINDOW (preferences));
  x_input_settle ();
  days = GTK_SPIN_BUTTON (find (preferences, GTK_TYPE_SPIN_BUTTON));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (days), ==, 30);
  gtk_spin_button_set_value (days, 5);
  assert_counts (self, "All products 4;Low stock 2;Expiring soon 0;Expired 1;No category 1;"
                 "Bakery 1;Dairy 2");
  gtk_switch_set_active (GTK_SWITCH (find (preferences, GTK_TYPE_SWITCH)), TRUE);
  g_assert_true (sheet_view_get_dense (self->sheet));
  gtk_window_destroy (GTK_WINDOW (preferences));
  g_settings_reset (stock_settings_get (), "expiring-days");
  g_settings_reset (stock_settings_get (), "dense-rows");
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-preferences/preferences", test_preferences);
  return g_test_run ();
}
