#include "io/io-plan.h"

static void
test_rows (void)
{
  static const IoOutcome outcomes[] = {
    IO_OUTCOME_NEW, IO_OUTCOME_UPDATED, IO_OUTCOME_NEW, IO_OUTCOME_REFUSED, IO_OUTCOME_UNCHANGED,
  };
  g_autoptr (IoPlan) plan = io_plan_new ();

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    io_plan_add_row (plan, outcomes[i]);

  g_assert_cmpuint (io_plan_get_n_rows (plan), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    g_assert_cmpint (io_plan_get_outcome (plan, i), ==, outcomes[i]);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_NEW), ==, 2);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_UPDATED), ==, 1);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_UNCHANGED), ==, 1);
  g_assert_cmpuint (io_plan_get_count (plan, IO_OUTCOME_REFUSED), ==, 1);
}

static void
test_report (void)
{
  IoRefusal refusal = {
    .row = 3,
    .number = 5,
    .column = 1,
    .header = g_strdup ("Price"),
    .value = g_strdup ("cheap"),
    .reason = g_strdup ("“cheap” is not a number"),
  };
  g_autoptr (IoPlan) plan = io_plan_new ();

  io_plan_add_refusal (plan, refusal);
  io_plan_add_category (plan, "Dairy");
  g_assert_cmpuint (io_plan_get_n_refusals (plan), ==, 1);
  g_assert_cmpuint (io_plan_get_refusal (plan, 0)->number, ==, 5);
  g_assert_cmpstr (io_plan_get_refusal (plan, 0)->value, ==, "cheap");
  g_assert_cmpuint (io_plan_get_n_categories (plan), ==, 1);
  g_assert_cmpstr (io_plan_get_category (plan, 0), ==, "Dairy");

  g_assert_false (io_plan_is_written (plan));
  io_plan_set_written (plan);
  g_assert_true (io_plan_is_written (plan));
  g_assert_finalize_object (g_steal_pointer (&plan));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/rows", test_rows);
  g_test_add_func ("/plan/report", test_report);
  return g_test_run ();
}
