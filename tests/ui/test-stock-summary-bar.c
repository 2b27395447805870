#include "window-fixture.h"

static char *
dup_text (WindowFixture *self)
{
  return g_strdup (
    stock_summary_bar_get_text (stock_table_get_summary_bar (self->window->table)));
}

static void
test_range (WindowFixture *self,
            gconstpointer  data)
{
  wait_for_text (dup_text (self),
                 "4 products, worth $249.00");
  x_input_keys ("Right Right Right <Shift>Down <Shift>Down");
  wait_for_text (dup_text (self),
                 "3 cells    sum 65    average 21.7    least 4    most 51");
  x_input_keys ("<Shift>Right");
  wait_for_text (dup_text (self),
                 "6 cells");
  x_input_keys ("<Shift>Left <Shift>Left");
  wait_for_text (dup_text (self),
                 "6 cells    sum 65    average 21.7    least 4    most 51");
  x_input_keys ("Escape Right");
  wait_for_text (dup_text (self),
                 "4 products, worth $249.00");
  x_input_keys ("<Shift>Down");
  wait_for_text (dup_text (self),
                 "2 cells    sum $10.00    average $5.00    least $3.00    most $7.00");
}

/* Each selected cell counts, and counts once. */
static void
test_several (WindowFixture *self,
              gconstpointer  data)
{
  static const SheetRange ranges[] = { { 0, 3, 2, 1 }, { 1, 3, 2, 1 }, { 0, 3, 1, 1 } };
  SheetView *sheet = stock_table_get_sheet (self->window->table);

  g_assert_true (sheet_view_set_selection (sheet, ranges, G_N_ELEMENTS (ranges)));
  wait_for_text (dup_text (self),
                 "3 cells    sum 65    average 21.7    least 4    most 51");
}

/* What is shown follows what is written. */
static void
test_changes (WindowFixture *self,
              gconstpointer  data)
{
  x_input_keys ("Right Right Right");
  x_input_text ("1");
  x_input_keys ("Return");
  wait_for_text (dup_text (self),
                 "4 products, worth $99.00");
  window_fixture_activate (self, "win.undo");
  wait_for_text (dup_text (self),
                 "4 products, worth $249.00");
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-summary-bar/range", test_range);
  window_fixture_add_test ("/stock-summary-bar/several", test_several);
  window_fixture_add_test ("/stock-summary-bar/changes", test_changes);
  return g_test_run ();
}
