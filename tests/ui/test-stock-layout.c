#include "window-fixture.h"

#include "ui/stock-settings.h"

static void
run (WindowFixture *self,
     const char    *action,
     const char    *column)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), action, "s", column));
  x_input_settle ();
}

static void
choose_view (WindowFixture *self,
             StockView      view)
{
  g_autoptr (StockScope) scope = stock_scope_new_view (view);

  stock_sidebar_set_scope (self->window->sidebar, scope);
  x_input_settle ();
}

static void
choose_category (WindowFixture *self,
                 gint64         category)
{
  g_autoptr (StockCategory) record = fixture_load (&self->inventory, STOCK_TYPE_CATEGORY, category);
  g_autoptr (StockScope) scope = stock_scope_new_category (record);

  stock_sidebar_set_scope (self->window->sidebar, scope);
  x_input_settle ();
}

/* The first three columns, and the width of the first. */
static void
assert_columns (WindowFixture *self,
                const char    *expected)
{
  g_autofree char *found = NULL;

  found = g_strdup_printf ("%s %s %s %d",
                           sheet_column_get_id (sheet_view_get_shown_column (self->sheet, 0)),
                           sheet_column_get_id (sheet_view_get_shown_column (self->sheet, 1)),
                           sheet_column_get_id (sheet_view_get_shown_column (self->sheet, 2)),
                           sheet_column_get_width (sheet_view_get_shown_column (self->sheet, 0)));
  g_assert_cmpstr (found, ==, expected);
}

static gboolean
settings_have (const char *part)
{
  g_autoptr (GVariant) layouts = g_settings_get_value (stock_settings_get (), "layouts");
  g_autofree char *text = g_variant_print (layouts, FALSE);

  return strstr (text, part) != NULL;
}

/* What is done to the columns in one view stays there; what was never touched looks like the table
 * of all products. */
static void
test_places (WindowFixture *self,
             gconstpointer  data)
{
  assert_columns (self, "name sku category 210");
  choose_view (self, STOCK_VIEW_LOW_STOCK);
  run (self, "sheet.hide-column", "sku");
  run (self, "sheet.move-column-left", "category");
  run (self, "sheet.sort-down", "name");
  assert_columns (self, "category name quantity 172");

  choose_view (self, STOCK_VIEW_ALL);
  assert_columns (self, "name sku category 210");
  assert_names (self, "Butter Feta Rye Salt");
  sheet_column_set_width (sheet_view_get_shown_column (self->sheet, 0), 333);
  choose_category (self, 1);
  assert_columns (self, "name sku category 333");
  run (self, "sheet.move-column-right", "name");
  choose_category (self, 2);
  assert_columns (self, "name sku category 333");

  window_fixture_close (self);
  window_fixture_open (self, ORM_OPEN_DEFAULT);
  assert_columns (self, "name sku category 333");
  choose_view (self, STOCK_VIEW_LOW_STOCK);
  assert_columns (self, "category name quantity 172");
  choose_category (self, 1);
  assert_columns (self, "sku name category 112");
}

/* Without closing anything, and not before there is something to remember. */
static void
test_soon (WindowFixture *self,
           gconstpointer  data)
{
  g_assert_false (settings_have ("name"));
  sheet_column_set_width (sheet_view_get_shown_column (self->sheet, 0), 321);
  wait_until (settings_have ("'all': <([('name', 321, true)"));
}

static GtkWidget *
find_title (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_title (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click_title (WindowFixture *self,
             const char    *text)
{
  GtkWidget *title = find_title (GTK_WIDGET (self->sheet), text);

  x_input_click (title, 4, gtk_widget_get_height (title) / 2.0, 1, 1);
  x_input_settle ();
}

/* By hand: the menu of the header, and what it says of sorting. */
static void
test_menu (WindowFixture *self,
           gconstpointer  data)
{
  x_input_keys ("<Control><Shift>l");
  x_input_paint ();
  x_input_keys ("Down Return");
  assert_names (self, "Salt Rye Feta Butter");
  x_input_keys ("Right <Control><Shift>l");
  x_input_paint ();
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->sheet), "column.sku", NULL));
  x_input_paint ();
  x_input_keys ("Escape");
  assert_columns (self, "name category quantity 210");
  wait_until (settings_have ("('sku', 112, false)"));
}

/* With Shift the second column decides among equals of the first. */
static void
test_several (WindowFixture *self,
              gconstpointer  data)
{
  fixture_sql (&self->inventory, "UPDATE product SET supplier = CASE WHEN name IN ('Butter', 'Rye')"
               " THEN 'Alpha' ELSE 'Beta' END");
  for (guint i = 0; i < 2; i++)
    sheet_column_set_visible (sheet_view_get_shown_column (self->sheet, 1), FALSE);
  run (self, "sheet.move-column-left", "supplier");
  run (self, "sheet.sort-down", "supplier");
  assert_names (self, "Feta Salt Butter Rye");
  x_input_paint ();
  x_input_hold ("<Shift>", TRUE);
  click_title (self, "Quantity");
  x_input_hold ("<Shift>", FALSE);
  assert_names (self, "Feta Salt Rye Butter");
  g_assert_false (settings_have ("quantity', false)])"));
  wait_until (settings_have ("[('supplier', true), ('quantity', false)]"));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-layout/places", test_places);
  window_fixture_add_test ("/stock-layout/soon", test_soon);
  window_fixture_add_test ("/stock-layout/menu", test_menu);
  window_fixture_add_test ("/stock-layout/several", test_several);
  return g_test_run ();
}
