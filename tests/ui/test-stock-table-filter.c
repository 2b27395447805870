/* Filters by hand: the popover, the chips, the menus, the empty page. */

#include "window-fixture.h"

#include "ui/stock-empty-page.h"
#include "ui/stock-filter-bar.h"
#include "ui/stock-filter-popover.h"
#include "ui/stock-value-list.h"

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

static void
append_labels (GtkWidget *widget,
               GString   *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, text);
}

static char *
dup_labels (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  if (widget != NULL)
    append_labels (widget, text);
  return g_string_free (text, FALSE);
}

#define assert_chips(self, expected) \
  G_STMT_START { \
    g_autofree char *chips_ = NULL; \
    x_input_paint (); \
    chips_ = dup_labels (find (GTK_WIDGET ((self)->window->table), STOCK_TYPE_FILTER_BAR)); \
    g_assert_cmpstr (chips_, ==, expected); \
  } G_STMT_END

static GtkWidget *
get_popover (WindowFixture *self)
{
  return find (GTK_WIDGET (self->window->table), STOCK_TYPE_FILTER_POPOVER);
}

static void
open_popover (WindowFixture *self,
              const char    *field)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "table.filter", "s", field));
  x_input_paint ();
}

static gboolean
values_are (WindowFixture *self,
            const char    *expected)
{
  g_autofree char *labels
    = dup_labels (find (find (get_popover (self), STOCK_TYPE_VALUE_LIST), GTK_TYPE_LIST_BOX));

  return g_str_equal (labels, expected);
}

static void
click_row (WindowFixture *self,
           int            number)
{
  GtkWidget *list_box = find (find (get_popover (self), STOCK_TYPE_VALUE_LIST), GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list_box), number);

  g_signal_emit_by_name (row, "activate");
}

static void
choose_test (WindowFixture *self,
             guint          number)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (get_popover (self), GTK_TYPE_DROP_DOWN)),
                              number);
  x_input_paint ();
}

static const char *
subtitle (WindowFixture *self)
{
  return adw_window_title_get_subtitle (self->window->title);
}

/* By keys alone: the menu of the header, Filter, and what is typed for it. */
static void
test_number (WindowFixture *self,
             gconstpointer  data)
{
  x_input_keys ("Right Right Right <Control><Shift>l");
  x_input_paint ();
  x_input_keys ("Down Down Return");
  x_input_paint ();
  g_assert_nonnull (get_popover (self));
  choose_test (self, 1);
  gtk_widget_grab_focus (find (get_popover (self), GTK_TYPE_ENTRY));
  x_input_text ("many");
  x_input_keys ("Return");
  assert_names (self, "Butter Feta Rye Salt");
  g_assert_true (gtk_widget_get_mapped (get_popover (self)));
  x_input_keys ("<Control>a");
  x_input_text ("20");
  x_input_keys ("Return");
  wait_until (g_str_equal (subtitle (self), "2 products, worth $80.00"));
  assert_names (self, "Feta Rye");
  assert_chips (self, "Quantity < 20");
  x_input_keys ("Down Down");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         GTK_WIDGET (self->window->table)));
}

/* Values with counts, of what the other filters let through; a second column narrows further. */
static void
test_values (WindowFixture *self,
             gconstpointer  data)
{
  fixture_sql (&self->inventory, "UPDATE product SET supplier = CASE name WHEN 'Salt' THEN NULL"
               " WHEN 'Rye' THEN 'Mill' ELSE 'Farm' END");
  wait_until (find (GTK_WIDGET (self->sheet), GTK_TYPE_COLUMN_VIEW) != NULL);
  open_popover (self, "supplier");
  wait_until (values_are (self, "Farm;2;(empty);1;Mill;1"));
  click_row (self, 0);
  click_row (self, 1);
  g_signal_emit_by_name (find (get_popover (self), STOCK_TYPE_VALUE_LIST), "activate");
  x_input_settle ();
  assert_names (self, "Butter Feta Salt");
  assert_chips (self, "Supplier: (empty), Farm");

  open_popover (self, "category");
  wait_until (values_are (self, "Dairy;2;(empty);1"));
  click_row (self, 0);
  g_signal_emit_by_name (find (get_popover (self), STOCK_TYPE_VALUE_LIST), "activate");
  x_input_settle ();
  assert_names (self, "Butter Feta");
  assert_chips (self, "Supplier: (empty), Farm;Category: Dairy");

  /* The filter of the column itself does not narrow its list, and is what is checked. */
  open_popover (self, "supplier");
  wait_until (values_are (self, "Farm;2"));
  gtk_popover_popdown (GTK_POPOVER (get_popover (self)));
}

static void
search (WindowFixture *self,
        const char    *part)
{
  GtkWidget *list = find (get_popover (self), STOCK_TYPE_VALUE_LIST);

  gtk_editable_set_text (GTK_EDITABLE (find (list, GTK_TYPE_SEARCH_ENTRY)), part);
}

static void
test_search_values (WindowFixture *self,
                    gconstpointer  data)
{
  open_popover (self, "name");
  wait_until (values_are (self, "Butter;1;Feta;1;Rye;1;Salt;1"));
  search (self, "e");
  wait_until (values_are (self, "Butter;1;Feta;1;Rye;1"));
  click_row (self, 2);
  search (self, "sal");
  wait_until (values_are (self, "Salt;1"));
  click_row (self, 0);
  g_signal_emit_by_name (find (get_popover (self), STOCK_TYPE_VALUE_LIST), "activate");
  x_input_settle ();
  assert_names (self, "Rye Salt");
}

/* By keys: what was searched for and found is what is meant. */
static void
test_found (WindowFixture *self,
            gconstpointer  data)
{
  open_popover (self, "name");
  wait_until (values_are (self, "Butter;1;Feta;1;Rye;1;Salt;1"));
  x_input_text ("t");
  wait_until (values_are (self, "Butter;1;Feta;1;Salt;1"));
  x_input_keys ("Return");
  assert_names (self, "Butter Feta Salt");
  assert_chips (self, "Name: Butter, Feta, Salt");
}

/* Chips are taken off one by one, or all. */
static void
test_chips (WindowFixture *self,
            gconstpointer  data)
{
  GtkWidget *sheet = GTK_WIDGET (self->sheet);

  sheet_view_set_cursor (self->sheet, 0, 2);
  g_assert_true (gtk_widget_activate_action (sheet, "table.filter-cell", NULL));
  assert_names (self, "Butter Feta");
  sheet_view_set_cursor (self->sheet, 1, 4);
  g_assert_true (gtk_widget_activate_action (sheet, "table.filter-cell", NULL));
  assert_names (self, "Feta");
  assert_chips (self, "Category: Dairy;Price = 7");
  g_assert_true (gtk_widget_activate_action (sheet, "table.remove-filter", "s", "category"));
  assert_names (self, "Feta");
  assert_chips (self, "Price = 7");
  g_assert_true (gtk_widget_activate_action (sheet, "table.clear-filters", NULL));
  assert_names (self, "Butter Feta Rye Salt");
  assert_chips (self, "");
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *action)
{
  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Filters go together with view and search; where nothing is left there is a way out. */
static void
test_empty (WindowFixture *self,
            gconstpointer  data)
{
  g_autoptr (StockScope) low = stock_scope_new_view (STOCK_VIEW_LOW_STOCK);
  GtkWidget *table = GTK_WIDGET (self->window->table);
  GtkWidget *page = find (table, STOCK_TYPE_EMPTY_PAGE);

  sheet_view_set_cursor (self->sheet, 2, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "table.filter-cell", NULL));
  assert_names (self, "Rye");
  stock_sidebar_set_scope (self->window->sidebar, low);
  assert_names (self, "Rye");
  stock_table_set_search (self->window->table, "feta");
  x_input_paint ();
  assert_names (self, "");
  g_assert_true (gtk_widget_get_mapped (page));
  assert_chips (self, "Category: Bakery");
  x_input_click (find_button (page, "table.clear-filters"), 20, 10, 1, 1);
  x_input_paint ();
  assert_names (self, "Feta");
  g_assert_false (gtk_widget_get_mapped (page));
}

/* What is typed and refused holds the filters too. */
static void
test_refused (WindowFixture *self,
              gconstpointer  data)
{
  sheet_view_set_cursor (self->sheet, 0, 1);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "table.filter-cell", NULL));
  x_input_text ("D-2");
  g_assert_true (sheet_view_is_editing (self->sheet));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "table.clear-filters",
                                             NULL));
  g_assert_true (sheet_view_is_editing (self->sheet));
  assert_names (self, "Butter");
  x_input_keys ("Escape");
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-table-filter/number", test_number);
  window_fixture_add_test ("/stock-table-filter/values", test_values);
  window_fixture_add_test ("/stock-table-filter/search-values", test_search_values);
  window_fixture_add_test ("/stock-table-filter/found", test_found);
  window_fixture_add_test ("/stock-table-filter/chips", test_chips);
  window_fixture_add_test ("/stock-table-filter/empty", test_empty);
  window_fixture_add_test ("/stock-table-filter/refused", test_refused);
  return g_test_run ();
}
