#include "window-fixture.h"

#include "ui/stock-columns.h"
#include "ui/stock-settings.h"

/* Widths and order are found again; widths that nobody has changed are not remembered. */
static void
test_remembered (WindowFixture *self,
                 gconstpointer  data)
{
  g_autoptr (GVariant) widths = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sort = NULL;
  gboolean descending = FALSE;
  SheetColumn *quantity = sheet_view_get_shown_column (self->sheet, 3);

  sheet_column_set_width (quantity, 141);
  sheet_view_set_sort (self->sheet, quantity, TRUE);
  stock_columns_save (self->sheet);
  widths = g_settings_get_value (stock_settings_get (), "column-widths");
  text = g_variant_print (widths, FALSE);
  g_assert_cmpstr (text, ==, "{'quantity': 141}");
  sort = g_settings_get_string (stock_settings_get (), "sort-column");
  g_assert_cmpstr (sort, ==, "quantity");

  window_fixture_close (self);
  window_fixture_open (self, ORM_OPEN_DEFAULT);
  quantity = sheet_view_get_shown_column (self->sheet, 3);
  g_assert_cmpstr (sheet_column_get_id (quantity), ==, "quantity");
  g_assert_cmpint (sheet_column_get_width (quantity), ==, 141);
  g_assert_true (sheet_view_get_sort (self->sheet, &descending) == quantity);
  g_assert_true (descending);
  assert_names (self, "Butter Salt Feta Rye");
  g_settings_reset (stock_settings_get (), "column-widths");
}

/* At first the table is sorted by name, and says so. */
static void
test_at_first (WindowFixture *self,
               gconstpointer  data)
{
  gboolean descending = TRUE;
  SheetColumn *sort = sheet_view_get_sort (self->sheet, &descending);

  g_assert_cmpstr (sheet_column_get_id (sort), ==, "name");
  g_assert_false (descending);
}

static void
test_dense (WindowFixture *self,
            gconstpointer  data)
{
  g_assert_false (sheet_view_get_dense (self->sheet));
  window_fixture_activate (self, "win.dense-rows");
  g_assert_true (sheet_view_get_dense (self->sheet));
  g_assert_true (g_settings_get_boolean (stock_settings_get (), "dense-rows"));
  g_settings_reset (stock_settings_get (), "dense-rows");
  g_assert_false (sheet_view_get_dense (self->sheet));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-columns/remembered", test_remembered);
  window_fixture_add_test ("/stock-columns/at-first", test_at_first);
  window_fixture_add_test ("/stock-columns/dense", test_dense);
  return g_test_run ();
}
