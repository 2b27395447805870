/* Filling down, by key. */

#include "sheet-window.h"

/* Which cells are selected, what is pressed, and the quantities of rows 1 to 5 then. */
static const struct
{
  const char *name;
  SheetRange range;
  const char *keys;
  const char *quantities;
  const char *told;
} cases[] = {
  { "from-above", { 3, FIXTURE_QUANTITY, 1, 1 }, "<Control>d", "7 14 14 28 35", "" },
  { "again", { 3, FIXTURE_QUANTITY, 1, 1 }, "<Control>apostrophe", "7 14 14 28 35", "" },
  { "range", { 2, FIXTURE_QUANTITY, 3, 1 }, "<Control>d", "7 14 14 14 35", "" },
  { "first-row", { 0, FIXTURE_QUANTITY, 1, 1 }, "<Control>d", "7 14 21 28 35", "" },
  { "row-of-cells", { 3, FIXTURE_QUANTITY, 1, 2 }, "<Control>d", "7 14 14 28 35", "" },
  { "over-computed", { 2, FIXTURE_VALUE, 2, 1 }, "<Control>d", "7 14 21 28 35",
    "error:Value cannot be changed." },
};

static void
test_fill (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GString) quantities = g_string_new (NULL);

  sheet_view_set_range (window->view, &cases[i].range);
  x_input_keys (cases[i].keys);
  for (guint row = 1; row <= 5; row++)
    g_string_append_printf (quantities, "%s%s", row > 1 ? " " : "",
                            sheet_window_get_text (window, row, FIXTURE_QUANTITY));
  g_assert_cmpstr (quantities->str, ==, cases[i].quantities);
  assert_told (window, cases[i].told);
}

static gboolean
count_cb (SheetView          *view,
          SheetAction         action,
          const SheetChange  *changes,
          gsize               n_changes,
          gsize              *refused,
          GError            **error,
          gpointer            user_data)
{
  GString *log = user_data;

  g_string_append_printf (log, "[%d", action);
  for (gsize i = 0; i < n_changes; i++)
    g_string_append_printf (log, " %u.%s=%s", changes[i].row,
                            sheet_column_get_id (changes[i].column), changes[i].text);
  g_string_append_c (log, ']');
  return sheet_changes_apply (action, changes, n_changes, refused, error);
}

/* Each column gets its own text, and all is one list of changes. */
static void
test_one_change (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GString) log = g_string_new (NULL);

  sheet_view_set_writer (window->view, count_cb, log, NULL);
  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_CATEGORY, 3, 2 });
  x_input_keys ("<Control>d");
  g_assert_cmpstr (log->str, ==,
                   "[5 3.category=Dairy 3.quantity=14 4.category=Dairy 4.quantity=14]");
  assert_text (window, 4, FIXTURE_CATEGORY, "Dairy");
  assert_state (window, "2:2 in 2:2 3x2");
  sheet_view_set_writer (window->view, NULL, NULL, NULL);
}

/* Each range from its own first row; where they overlap, the last one counts. */
static void
test_several (void)
{
  static const SheetRange ranges[] = {
    { 1, FIXTURE_QUANTITY, 3, 1 }, { 2, FIXTURE_QUANTITY, 2, 2 }, { 5, FIXTURE_PRICE, 1, 1 },
  };
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GString) log = g_string_new (NULL);

  sheet_view_set_writer (window->view, count_cb, log, NULL);
  sheet_view_set_selection (window->view, ranges, G_N_ELEMENTS (ranges));
  x_input_keys ("<Control>d");
  g_assert_cmpstr (log->str, ==,
                   "[5 2.quantity=7 3.quantity=14 3.price=3.50 5.price=5.00]");
  sheet_view_set_writer (window->view, NULL, NULL, NULL);
}

static void
test_read_only (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_read_only (window->view, TRUE);
  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_QUANTITY, 2, 1 });
  x_input_keys ("<Control>d");
  assert_text (window, 3, FIXTURE_QUANTITY, "21");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/fill/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_fill);
    }
  g_test_add_func ("/sheet/fill/one-change", test_one_change);
  g_test_add_func ("/sheet/fill/several", test_several);
  g_test_add_func ("/sheet/fill/read-only", test_read_only);

  return g_test_run ();
}
