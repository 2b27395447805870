#include "window-fixture.h"

#include "ui/stock-empty-page.h"

static void
append_actions (GtkWidget *widget,
                GString   *actions)
{
  if (GTK_IS_BUTTON (widget))
    g_string_append_printf (actions, "%s%s", actions->len > 0 ? " " : "",
                            gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_actions (child, actions);
}

/* Each page offers what is of use there, and nothing that writes where nothing can be written. */
static void
test_buttons (void)
{
  static const struct
  {
    StockEmptiness emptiness;
    StockView view; /* STOCK_N_VIEWS: a category */
    gboolean editable;
    const char *actions;
  } cases[] = {
    { STOCK_EMPTY_NEW, STOCK_VIEW_ALL, TRUE, "win.import win.add-product win.add-sample" },
    { STOCK_EMPTY_INVENTORY, STOCK_VIEW_ALL, TRUE, "win.import win.add-product" },
    { STOCK_EMPTY_INVENTORY, STOCK_VIEW_ALL, FALSE, "" },
    { STOCK_EMPTY_SCOPE, STOCK_VIEW_EXPIRED, TRUE, "" },
    { STOCK_EMPTY_SCOPE, STOCK_N_VIEWS, TRUE, "win.add-product" },
    { STOCK_EMPTY_SCOPE, STOCK_N_VIEWS, FALSE, "" },
    { STOCK_EMPTY_SEARCH, STOCK_VIEW_ALL, TRUE, "win.clear-search" },
    { STOCK_EMPTY_SEARCH, STOCK_N_VIEWS, FALSE, "win.clear-search" },
  };
  g_autoptr (StockCategory) category = stock_category_new ("Dairy");
  g_autoptr (GtkWidget) page = g_object_ref_sink (g_object_new (STOCK_TYPE_EMPTY_PAGE, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StockScope) scope = cases[i].view == STOCK_N_VIEWS
                                       ? stock_scope_new_category (category)
                                       : stock_scope_new_view (cases[i].view);
      g_autoptr (GString) actions = g_string_new (NULL);

      stock_empty_page_show (STOCK_EMPTY_PAGE (page), cases[i].emptiness, scope,
                             cases[i].editable);
      append_actions (page, actions);
      g_assert_cmpstr (actions->str, ==, cases[i].actions);
    }
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/stock-empty-page/buttons", test_buttons);
  return g_test_run ();
}
