#include "sheet/sheet-style.h"

#include "x-input.h"

static GtkWidget *
new_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("x"));
  sheet_style_load_css (gtk_widget_get_display (window));
  x_input_start (GTK_WINDOW (window));

  return window;
}

/* Each colour is found, with or without libadwaita, and told from the others. */
static void
test_colors (void)
{
  GtkWidget *window = new_window ();
  g_autoptr (SheetStyle) style = sheet_style_new ();
  const GdkRGBA *frame, *range, *row;

  sheet_style_update (style, gtk_window_get_child (GTK_WINDOW (window)));
  for (guint i = 0; i < SHEET_N_COLORS; i++)
    g_assert_cmpfloat (sheet_style_get_color (style, i)->alpha, >, 0);

  frame = sheet_style_get_color (style, SHEET_COLOR_FRAME);
  range = sheet_style_get_color (style, SHEET_COLOR_RANGE);
  row = sheet_style_get_color (style, SHEET_COLOR_ROW);
  g_assert_cmpfloat (frame->blue, >, frame->red);
  g_assert_cmpfloat_with_epsilon (range->alpha, frame->alpha * 0.12, 0.001);
  g_assert_cmpfloat_with_epsilon (row->alpha, frame->alpha * 0.04, 0.001);
  g_assert_false (gdk_rgba_equal (sheet_style_get_color (style, SHEET_COLOR_WARNING),
                                  sheet_style_get_color (style, SHEET_COLOR_ERROR)));
  g_assert_false (gdk_rgba_equal (sheet_style_get_color (style, SHEET_COLOR_LINES),
                                  sheet_style_get_color (style, SHEET_COLOR_TEXT)));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_row_height (void)
{
  GtkWidget *window = new_window ();
  GtkWidget *label = gtk_window_get_child (GTK_WINDOW (window));
  g_autoptr (SheetStyle) style = sheet_style_new ();

  g_assert_true (sheet_style_update (style, label));
  g_assert_false (sheet_style_update (style, label));
  g_assert_cmpint (sheet_style_get_row_height (style), ==, 34);
  sheet_style_set_dense (style, TRUE);
  g_assert_cmpint (sheet_style_get_row_height (style), ==, 26);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An icon is looked up once, until the theme changes. */
static void
test_icons (void)
{
  GtkWidget *window = new_window ();
  GtkWidget *label = gtk_window_get_child (GTK_WINDOW (window));
  g_autoptr (SheetStyle) style = sheet_style_new ();
  GdkPaintable *icon;

  sheet_style_update (style, label);
  icon = sheet_style_get_icon (style, label, "dialog-warning-symbolic", 16);
  g_assert_true (GTK_IS_SYMBOLIC_PAINTABLE (icon));
  g_assert_true (sheet_style_get_icon (style, label, "dialog-warning-symbolic", 16) == icon);
  g_assert_true (sheet_style_get_icon (style, label, "dialog-error-symbolic", 16) != icon);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/style/colors", test_colors);
  g_test_add_func ("/sheet/style/row-height", test_row_height);
  g_test_add_func ("/sheet/style/icons", test_icons);

  return g_test_run ();
}
