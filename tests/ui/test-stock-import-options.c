#include "window-fixture.h"

#include "ui/stock-import-options.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
append_combos (GtkWidget *widget,
               GPtrArray *combos)
{
  if (ADW_IS_COMBO_ROW (widget))
    g_ptr_array_add (combos, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_combos (child, combos);
}

/* What was found is shown; what is chosen is what is got. */
static void
test_options (void)
{
  static const IoOptions found[] = {
    { BASE_ENCODING_UTF_8, ',', '.', BASE_DATE_ORDER_MDY },
    { BASE_ENCODING_WINDOWS_1252, ';', ',', BASE_DATE_ORDER_DMY },
    { BASE_ENCODING_UTF_16LE, '\t', '.', BASE_DATE_ORDER_YMD },
  };
  static const guint chosen[] = { BASE_ENCODING_UTF_16BE, 3, 1, 0 };
  const IoOptions expected = { BASE_ENCODING_UTF_16BE, '|', ',', BASE_DATE_ORDER_DMY };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (g_object_new (STOCK_TYPE_IMPORT_OPTIONS, NULL));
  StockImportOptions *options = STOCK_IMPORT_OPTIONS (widget);
  g_autoptr (GPtrArray) combos = g_ptr_array_new ();
  guint n_changed = 0;

  g_signal_connect_swapped (options, "changed", G_CALLBACK (count_cb), &n_changed);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      stock_import_options_set (options, &found[i]);
      g_assert_true (io_options_equal (stock_import_options_get (options), &found[i]));
    }
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (options)), ==,
                   "UTF-16LE · Tab · Point · Year, month, day");
  g_assert_cmpuint (n_changed, ==, 0);

  append_combos (widget, combos);
  g_assert_cmpuint (combos->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    adw_combo_row_set_selected (g_ptr_array_index (combos, i), chosen[i]);
  g_assert_cmpuint (n_changed, ==, 4);
  g_assert_true (io_options_equal (stock_import_options_get (options), &expected));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/stock-import-options/options", test_options);
  return g_test_run ();
}
