#include "window-fixture.h"

#include "ui/stock-columns.h"
#include "ui/stock-field.h"
#include "ui/stock-settings.h"

static char *
dup_layout (WindowFixture *self)
{
  g_autoptr (GVariant) layout = stock_columns_dup_layout (self->sheet);

  return g_variant_print (layout, FALSE);
}

static void
set_layout (WindowFixture *self,
            const char    *text)
{
  g_autoptr (GVariant) layout = g_variant_ref_sink (g_variant_new_parsed (text));

  stock_columns_set_layout (self->sheet, layout);
}

/* What a layout names comes first, the rest follows; names that are none are passed over. */
static void
test_layout (WindowFixture *self,
             gconstpointer  data)
{
  g_autofree char *before = dup_layout (self);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  set_layout (self, "([('price', 99, true), ('gone', 1, true), ('name', 99999, false)],"
              " [('gone', true), ('price', true), ('name', false)])");
  after = dup_layout (self);
  g_assert_true (g_str_has_prefix (after, "([('price', 99, true), ('name', 4000, false), "
                                   "('sku', 112, true), ('category', 172, true), "));
  g_assert_true (g_str_has_suffix (after, "], [('price', true), ('name', false)])"));
  stock_columns_set_layout (self->sheet, NULL);
  again = dup_layout (self);
  g_assert_cmpstr (again, ==, before);
}

/* At least one column is shown, or there would be no header. */
static void
test_none_shown (WindowFixture *self,
                 gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("([");
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (text, "%s('%s', 100, false)", i > 0 ? ", " : "", fields[i].id);
  g_string_append (text, "], @a(sb) [])");
  set_layout (self, text->str);
  g_assert_cmpstr (sheet_column_get_id (sheet_view_get_shown_column (self->sheet, 0)), ==, "name");
  g_assert_null (sheet_view_get_shown_column (self->sheet, 1));
}

/* At first the table is sorted by name, and says so. */
static void
test_at_first (WindowFixture *self,
               gconstpointer  data)
{
  guint n_keys;
  const SheetSortKey *keys = sheet_view_get_sort (self->sheet, &n_keys);

  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpstr (sheet_column_get_id (keys[0].column), ==, "name");
  g_assert_false (keys[0].descending);
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
  window_fixture_add_test ("/stock-columns/layout", test_layout);
  window_fixture_add_test ("/stock-columns/none-shown", test_none_shown);
  window_fixture_add_test ("/stock-columns/at-first", test_at_first);
  window_fixture_add_test ("/stock-columns/dense", test_dense);
  return g_test_run ();
}
