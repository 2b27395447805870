#include "window-fixture.h"

#include "ui/stock-work-bar.h"

/* Changes a product, and then waits to be cancelled or to be told to go on. */
static gboolean
wait_for_it (StockWork       *work,
             StockInventory  *inventory,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  int *may_go_on = data;
  g_autoptr (StockProduct) product
    = orm_session_load (stock_inventory_get_session (inventory), STOCK_TYPE_PRODUCT, 1, error);

  g_object_set (product, "quantity", (gint64) 7, NULL);
  stock_work_set_fraction (work, 0.5);
  while (!g_atomic_int_get (may_go_on) && !g_cancellable_is_cancelled (cancellable))
    g_usleep (500);
  return product != NULL;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkWidget *
find_bar (WindowFixture *self)
{
  return find (GTK_WIDGET (self->window->table), STOCK_TYPE_WORK_BAR);
}

static void
begin (WindowFixture *self,
       int           *may_go_on)
{
  stock_work_run_async (stock_table_get_work (self->window->table), "Counting of sheep", "Sheep",
                        wait_for_it, may_go_on, NULL, NULL, NULL);
}

/* It takes the place of the sums; its button leaves the file as it was. Nothing can be changed
 * meanwhile. */
static void
test_cancel (WindowFixture *self,
             gconstpointer  data)
{
  GtkWidget *bar = find_bar (self);
  GtkWidget *summary = GTK_WIDGET (stock_table_get_summary_bar (self->window->table));
  GtkWidget *button = find (bar, GTK_TYPE_BUTTON);
  int may_go_on = FALSE;

  begin (self, &may_go_on);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (sheet_view_get_read_only (self->sheet));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window),
                                                     "add-product"));
  wait_until (gtk_widget_get_mapped (bar) && !gtk_widget_get_mapped (summary));
  wait_until (gtk_progress_bar_get_fraction (
                GTK_PROGRESS_BAR (find (bar, GTK_TYPE_PROGRESS_BAR))) == 0.5);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (find (bar, GTK_TYPE_LABEL))), ==,
                   "Counting of sheep");
  x_input_paint ();
  x_input_click (button, gtk_widget_get_width (button) / 2.0,
                 gtk_widget_get_height (button) / 2.0, 1, 1);
  wait_until (!stock_work_is_running (stock_table_get_work (self->window->table)));
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (gtk_widget_get_visible (summary));
  g_assert_false (sheet_view_get_read_only (self->sheet));
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 1", "51");
}

/* A window that is closed in the middle goes when the work is done. */
static void
test_close (WindowFixture *self,
            gconstpointer  data)
{
  int may_go_on = FALSE;

  begin (self, &may_go_on);
  gtk_window_close (GTK_WINDOW (self->window));
  x_input_settle ();
  g_assert_nonnull (self->window);
  g_atomic_int_set (&may_go_on, TRUE);
  wait_until (self->window == NULL);
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE product_id = 1", "7");
  wait_until (G_OBJECT (self->inventory.inventory)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->inventory.inventory));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-work-bar/cancel", test_cancel);
  window_fixture_add_test ("/stock-work-bar/close", test_close);
  return g_test_run ();
}
