#include "sheet/sheet-choices.h"

#include "x-input.h"

static const char *const names[] = { "Bakery", "Beverages", "Dairy", "Bake", NULL };

static SheetChoices *
new_choices (void)
{
  return SHEET_CHOICES (g_object_ref_sink (sheet_choices_new ()));
}

/* What is typed selects itself, whatever its case, or else the first. */
static void
test_selection (void)
{
  static const struct
  {
    const char *typed;
    const char *selected;
  } cases[] = {
    { "", NULL },
    { "b", "Bakery" },
    { "dairy", "Dairy" },
    { "BAKE", "Bake" },
    { "bev", "Bakery" },
  };
  g_autoptr (SheetChoices) choices = new_choices ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      sheet_choices_set (choices, names, cases[i].typed, NULL);
      g_assert_true (gtk_widget_get_visible (GTK_WIDGET (choices)));
      g_assert_cmpstr (sheet_choices_get_selected (choices), ==, cases[i].selected);
    }
}

static void
test_move (void)
{
  g_autoptr (SheetChoices) choices = new_choices ();

  sheet_choices_set (choices, names, "", NULL);
  sheet_choices_move (choices, 1);
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Bakery");
  sheet_choices_move (choices, -1);
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Bakery");
  for (int i = 0; i < 10; i++)
    sheet_choices_move (choices, 1);
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Bake");
}

/* What would be made comes last; it is selected if there is nothing else. */
static void
test_new (void)
{
  static const char *const one[] = { "Spices", NULL };
  static const char *const none[] = { NULL };
  g_autoptr (SheetChoices) choices = new_choices ();

  sheet_choices_set (choices, one, "Spi", "New: Spi");
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Spices");
  sheet_choices_move (choices, 1);
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Spi");
  sheet_choices_set (choices, none, "Tea", "New: Tea");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (choices)));
  g_assert_cmpstr (sheet_choices_get_selected (choices), ==, "Tea");
}

static void
test_nothing (void)
{
  const char *const none[] = { NULL };
  g_autoptr (SheetChoices) choices = new_choices ();

  sheet_choices_set (choices, names, "b", NULL);
  sheet_choices_set (choices, none, "b", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (choices)));
  g_assert_null (sheet_choices_get_selected (choices));
  sheet_choices_set (choices, NULL, "b", NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (choices)));
  sheet_choices_move (choices, 1);
  g_assert_null (sheet_choices_get_selected (choices));

  sheet_choices_set (choices, names, "b", NULL);
  gtk_widget_set_visible (GTK_WIDGET (choices), FALSE);
  g_assert_null (sheet_choices_get_selected (choices));
}

/* A long list scrolls along with the selection; a short one is as high as its rows. */
static void
test_height (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *widget = sheet_choices_new ();
  GtkWidget *scroller = gtk_widget_get_first_child (widget);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) many = NULL;
  int short_height, long_height;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("Category %d", i);

      g_strv_builder_add (builder, name);
    }
  many = g_strv_builder_end (builder);

  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 600);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  sheet_choices_set (SHEET_CHOICES (widget), names, "", NULL);
  x_input_start (GTK_WINDOW (window));
  short_height = gtk_widget_get_height (widget);

  sheet_choices_set (SHEET_CHOICES (widget), (const char * const *) many, "", NULL);
  x_input_paint ();
  long_height = gtk_widget_get_height (widget);
  g_assert_cmpint (short_height, <, 160);
  g_assert_cmpint (long_height, >, short_height);
  g_assert_cmpint (long_height, <=, 240);

  for (int i = 0; i < 60; i++)
    sheet_choices_move (SHEET_CHOICES (widget), 1);
  x_input_paint ();
  g_assert_cmpstr (sheet_choices_get_selected (SHEET_CHOICES (widget)), ==, "Category 59");
  g_assert_cmpfloat (gtk_adjustment_get_value (down), >, 300);

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/choices/selection", test_selection);
  g_test_add_func ("/sheet/choices/move", test_move);
  g_test_add_func ("/sheet/choices/new", test_new);
  g_test_add_func ("/sheet/choices/nothing", test_nothing);
  g_test_add_func ("/sheet/choices/height", test_height);

  return g_test_run ();
}
