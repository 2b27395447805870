#include "window-fixture.h"

#include "ui/stock-import-report.h"

static IoPlan *
create_plan (guint n_new,
             guint n_updated,
             guint n_unchanged,
             guint n_refused)
{
  const guint counts[] = { n_new, n_updated, n_unchanged, n_refused };
  IoPlan *plan = io_plan_new ();

  for (guint outcome = 0; outcome < IO_N_OUTCOMES; outcome++)
    for (guint i = 0; i < counts[outcome]; i++)
      io_plan_add_row (plan, outcome);
  for (guint i = 0; i < n_refused; i++)
    io_plan_add_refusal (plan, (IoRefusal) {
                                 .row = i,
                                 .number = i + 2,
                                 .column = i % 2 == 0 ? 0 : -1,
                                 .header = g_strdup ("Price <€>"),
                                 .value = g_strdup ("a & b"),
                                 .reason = g_strdup ("That is <no> price"),
                               });
  return plan;
}

/* What a plan says in words, and whether it can be carried out. */
static void
test_summary (void)
{
  static const struct
  {
    guint counts[IO_N_OUTCOMES];
    const char *summary;
    gboolean can_import;
    gboolean can_skip; /* with the refused rows left out */
  } cases[] = {
    { { 990, 0, 0, 0 }, "990 new products", TRUE, TRUE },
    { { 1, 2, 3, 0 }, "1 new product, 2 updated, 3 unchanged", TRUE, TRUE },
    { { 0, 0, 5, 0 }, "5 unchanged", FALSE, FALSE },
    { { 3, 0, 0, 1 }, "3 new products, 1 row refused", FALSE, TRUE },
    { { 0, 0, 0, 250 }, "250 rows refused", FALSE, FALSE },
    { { 0, 0, 0, 0 }, "There are no rows in this file", FALSE, FALSE },
  };
  g_autoptr (GtkWidget) widget = g_object_ref_sink (g_object_new (STOCK_TYPE_IMPORT_REPORT, NULL));
  StockImportReport *report = STOCK_IMPORT_REPORT (widget);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint *counts = cases[i].counts;
      g_autoptr (IoPlan) plan = create_plan (counts[0], counts[1], counts[2], counts[3]);

      stock_import_report_show_busy (report);
      g_assert_false (stock_import_report_can_import (report));
      stock_import_report_set_flags (report, IO_IMPORT_DEFAULT);
      stock_import_report_show_plan (report, plan);
      g_assert_cmpstr (stock_import_report_get_summary (report), ==, cases[i].summary);
      g_assert_cmpint (stock_import_report_can_import (report), ==, cases[i].can_import);
      stock_import_report_set_flags (report, IO_IMPORT_SKIP_REFUSED);
      g_assert_cmpint (stock_import_report_get_flags (report), ==, IO_IMPORT_SKIP_REFUSED);
      g_assert_cmpint (stock_import_report_can_import (report), ==, cases[i].can_skip);
    }
  stock_import_report_show_problem (report, "No column holds <names>");
  g_assert_cmpstr (stock_import_report_get_summary (report), ==,
                   "No column holds &lt;names&gt;");
  g_assert_false (stock_import_report_can_import (report));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/stock-import-report/summary", test_summary);
  return g_test_run ();
}
