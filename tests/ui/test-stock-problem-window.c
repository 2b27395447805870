#include "window-fixture.h"

#include "ui/stock-problem-window.h"

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static AdwStatusPage *
find_page (GtkWidget *widget)
{
  if (ADW_IS_STATUS_PAGE (widget))
    return ADW_STATUS_PAGE (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwStatusPage *found = find_page (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
open_cb (GFile   **opened,
         GFile    *file,
         gboolean  create)
{
  g_assert_false (create);
  g_set_object (opened, file);
}

/* Says why, and tries the same file again. */
static void
test_problem (void)
{
  static const struct
  {
    OrmError code;
    const char *title;
  } cases[] = {
    { ORM_ERROR_DAMAGED, "This Inventory Is Damaged" },
    { ORM_ERROR_NOT_DATABASE, "This Is Not an Inventory" },
    { ORM_ERROR_NOT_FOUND, "There Is No Such Inventory" },
    { ORM_ERROR_BUSY, "This Inventory Cannot Be Opened" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path ("/none/a<b.stockbook");
      g_autoptr (GFile) opened = NULL;
      g_autoptr (GError) error = g_error_new_literal (ORM_ERROR, cases[i].code, "Rats & mice");
      GtkWidget *window = GTK_WIDGET (stock_problem_window_new (NULL, file, error));
      AdwStatusPage *page = find_page (window);

      g_signal_connect_swapped (window, "open-inventory", G_CALLBACK (open_cb), &opened);
      g_assert_cmpstr (adw_status_page_get_title (page), ==, cases[i].title);
      g_assert_nonnull (strstr (adw_status_page_get_description (page), "Rats &amp; mice"));
      g_assert_nonnull (strstr (adw_status_page_get_description (page), "/none/a&lt;b.stockbook"));
      g_signal_emit_by_name (find_button (window, "_Try Again"), "clicked");
      g_assert_true (opened == file);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/stock-problem-window/problem", test_problem);
  return g_test_run ();
}
