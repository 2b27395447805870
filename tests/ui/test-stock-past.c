#include "inventory-fixture.h"

#include "ui/stock-past.h"

/* Lists the rows of the newest step, "title: detail" each, joined by ";". */
static char *
dup_rows (Fixture *self,
          guint    at_most)
{
  g_autoptr (GListModel) steps
    = orm_history_get_steps (stock_inventory_get_history (self->inventory));
  g_autoptr (OrmStep) step = g_list_model_get_item (steps, 0);
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  gboolean is_all;

  rows = stock_past_list (self->inventory, orm_step_get_number (step), at_most, &is_all, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (StockPastRow) row = g_list_model_get_item (rows, i);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? ";" : "", stock_past_row_get_title (row),
                              stock_past_row_get_detail (row));
    }
  if (!is_all)
    g_string_append (text, ";...");
  return g_string_free (text, FALSE);
}

static StockProduct *
load (Fixture    *self,
      const char *sku)
{
  return stock_product_find_by_code (self->session, "sku", sku, NULL);
}

#define commit_and_assert(self, expected) \
  G_STMT_START { \
    g_autofree char *rows_ = NULL; \
    g_assert_true (orm_session_commit ((self)->session, "Step", NULL)); \
    rows_ = dup_rows (self, 10); \
    g_assert_cmpstr (rows_, ==, expected); \
  } G_STMT_END

/* Values are told as the table shows them, each with what it was before. */
static void
test_values (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (StockProduct) butter = load (self, "D-1");
  g_autoptr (StockProduct) rye = load (self, "B-1");
  GDate date;

  g_object_set (butter, "quantity", G_GINT64_CONSTANT (48), "price", G_GINT64_CONSTANT (350),
                NULL);
  commit_and_assert (self, "Butter: Quantity: 51 → 48 · Price: $3.00 → $3.50");

  /* The decimals are those of then, not of now. */
  g_object_set (rye, "unit", "kg", "unit-decimals", G_GINT64_CONSTANT (3), "quantity",
                G_GINT64_CONSTANT (1500), NULL);
  commit_and_assert (self, "Rye: Quantity: 4 → 1.500 · Unit: – → kg");
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_MARCH, 2027);
  g_object_set (rye, "expiry-date", &date, "category", stock_product_get_category (butter),
                "reorder-level", ORM_UNSET, NULL);
  commit_and_assert (self, "Rye: Expires: Nov 22, 2027 → Mar 1, 2027 · Reorder level: 0.008 → –"
                           " · Category: Bakery → Dairy");
  g_object_set (rye, "name", "Oats", NULL);
  commit_and_assert (self, "Rye: Name: Rye → Oats");
}

/* A row made is there to be looked at; of one deleted the step keeps all. */
static void
test_rows (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StockProduct) butter = load (self, "D-1");
  g_autoptr (StockProduct) made = stock_product_new ();
  g_autoptr (StockCategory) category = stock_category_new ("Spices");
  g_autofree char *rows = NULL;

  g_object_set (made, "name", "Pepper", "quantity", G_GINT64_CONSTANT (2), NULL);
  orm_session_add (self->session, made);
  g_assert_true (orm_session_commit (self->session, "Step", NULL));
  rows = dup_rows (self, 10);
  g_assert_true (g_str_has_prefix (rows, "Pepper: New · "));
  g_assert_nonnull (strstr (rows, "Quantity: 2"));

  orm_session_add (self->session, category);
  g_assert_true (orm_session_commit (self->session, "Step", NULL));
  g_clear_pointer (&rows, g_free);
  rows = dup_rows (self, 10);
  g_assert_true (g_str_has_prefix (rows, "Category “Spices”: New"));

  orm_session_remove (self->session, butter);
  g_assert_true (orm_session_commit (self->session, "Step", NULL));
  g_clear_pointer (&rows, g_free);
  rows = dup_rows (self, 10);
  g_assert_true (g_str_has_prefix (rows, "Butter: Deleted · "));
  g_assert_nonnull (strstr (rows, "Price: $3.00"));
}

/* No more is read than is asked for. */
static void
test_at_most (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (StockProduct) butter = load (self, "D-1");
  g_autoptr (StockProduct) rye = load (self, "B-1");
  g_autofree char *rows = NULL;

  g_object_set (butter, "quantity", G_GINT64_CONSTANT (1), NULL);
  g_object_set (rye, "quantity", G_GINT64_CONSTANT (2), NULL);
  g_assert_true (orm_session_commit (self->session, "Step", NULL));
  rows = dup_rows (self, 1);
  g_assert_true (g_str_has_suffix (rows, ";..."));
  g_assert_null (strstr (rows, "Rye"));
  g_clear_pointer (&rows, g_free);
  rows = dup_rows (self, 2);
  g_assert_cmpstr (rows, ==, "Butter: Quantity: 51 → 1;Rye: Quantity: 4 → 2");
}

static void
test_time (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 22, 12, 0, 0);
  static const struct
  {
    const char *utc;
    const char *said;
  } cases[] = {
    { "2026-11-22T10:59:59Z", "Today, 11:59" },
    { "2026-11-21T23:05:00Z", "Today, 00:05" },
    { "2026-11-21T22:59:00Z", "Nov 21, 2026, 23:59" },
    { "2025-11-22T08:00:00Z", "Nov 22, 2025, 09:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (cases[i].utc, NULL);
      g_autofree char *said
        = stock_past_dup_time (g_date_time_to_unix (then) * G_USEC_PER_SEC, now);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/stock-past/values", Fixture, NULL, fixture_set_up, test_values, fixture_tear_down);
  g_test_add ("/stock-past/rows", Fixture, NULL, fixture_set_up, test_rows, fixture_tear_down);
  g_test_add ("/stock-past/at-most", Fixture, NULL, fixture_set_up, test_at_most,
              fixture_tear_down);
  g_test_add_func ("/stock-past/time", test_time);
  return g_test_run ();
}
