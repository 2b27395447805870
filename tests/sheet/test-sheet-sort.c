#include "sheet/sheet-sort.h"

#include "sheet-fixture.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static char *
dup_text (SheetSort *sort)
{
  GString *text = g_string_new (NULL);
  guint n_keys;
  const SheetSortKey *keys = sheet_sort_get_keys (sort, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", sheet_column_get_id (keys[i].column),
                            keys[i].descending ? "down" : "up");
  return g_string_free (text, FALSE);
}

#define assert_sort(sort, expected)                                                                \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *text_ = dup_text (sort);                                                    \
      g_assert_cmpstr (text_, ==, expected);                                                       \
    }                                                                                              \
  G_STMT_END

/* A row: which column is clicked, whether with Shift, and what the sort is then. */
static const struct
{
  FixtureColumn column;
  gboolean add;
  const char *sort;
} clicks[] = {
  { FIXTURE_SKU, FALSE, "sku:up" },
  { FIXTURE_SKU, FALSE, "sku:down" },
  { FIXTURE_SKU, FALSE, "sku:up" },
  { FIXTURE_NAME, TRUE, "sku:up name:up" },
  { FIXTURE_SKU, TRUE, "sku:down name:up" },
  { FIXTURE_PRICE, TRUE, "sku:down name:up price:up" },
  { FIXTURE_NAME, FALSE, "name:up" },
  { FIXTURE_NAME, TRUE, "name:down" },
  { FIXTURE_SKU, FALSE, "sku:up" },
};

static void
test_click (void)
{
  g_autoptr (SheetSort) sort = sheet_sort_new ();
  SheetColumn *columns[FIXTURE_N_COLUMNS];
  guint count = 0;

  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    columns[i] = fixture_column_new (i);
  g_signal_connect_swapped (sort, "changed", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < G_N_ELEMENTS (clicks); i++)
    {
      sheet_sort_click (sort, columns[clicks[i].column], clicks[i].add);
      assert_sort (sort, clicks[i].sort);
      g_assert_cmpuint (count, ==, i + 1);
    }
  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    g_object_unref (columns[i]);
}

/* Its own keys may be given back to it, and a column comes once. */
static void
test_set_keys (void)
{
  g_autoptr (SheetSort) sort = sheet_sort_new ();
  g_autoptr (SheetColumn) sku = fixture_column_new (FIXTURE_SKU);
  g_autoptr (SheetColumn) name = fixture_column_new (FIXTURE_NAME);
  SheetSortKey keys[] = { { sku, TRUE }, { name, FALSE }, { sku, FALSE } };
  guint count = 0, n_keys, number;
  const SheetSortKey *own;

  g_signal_connect_swapped (sort, "changed", G_CALLBACK (count_cb), &count);
  sheet_sort_set_keys (sort, keys, 3);
  assert_sort (sort, "sku:down name:up");
  own = sheet_sort_get_keys (sort, &n_keys);
  sheet_sort_set_keys (sort, own, 2);
  g_assert_cmpuint (count, ==, 1);
  sheet_sort_set_keys (sort, own + 1, 1);
  assert_sort (sort, "name:up");
  g_assert_false (sheet_sort_find (sort, sku, &number));
  sheet_sort_remove (sort, sku);
  g_assert_cmpuint (count, ==, 2);
  sheet_sort_remove (sort, name);
  assert_sort (sort, "");
  g_assert_cmpuint (count, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/sort/click", test_click);
  g_test_add_func ("/sheet/sort/set-keys", test_set_keys);
  return g_test_run ();
}
