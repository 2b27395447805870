#include "sheet/sheet-column-set.h"

#include "sheet-fixture.h"

typedef struct
{
  SheetColumnSet *set;
  GString *changes;
} Watch;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            Watch      *watch)
{
  g_string_append_printf (watch->changes, "%u-%u+%u ", position, removed, added);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==,
                    sheet_column_set_get_n_shown (watch->set));
}

static char *
dup_shown (SheetColumnSet *set)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < sheet_column_set_get_n_shown (set); i++)
    {
      g_autoptr (SheetColumn) item = g_list_model_get_item (G_LIST_MODEL (set), i);
      SheetColumn *column = sheet_column_set_get_shown (set, i);

      g_assert_true (item == column);
      g_assert_cmpuint (sheet_column_set_find (set, column), ==, i);
      g_string_append_printf (ids, "%s ", sheet_column_get_id (column));
    }

  return g_strdup (ids->str);
}

#define assert_shown(set, expected)                                                                \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *shown_ = dup_shown (set);                                                   \
      g_assert_cmpstr (shown_, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static void
test_shown (void)
{
  g_autoptr (SheetColumnSet) set = sheet_column_set_new ();
  g_autoptr (SheetColumn) name = fixture_column_new (FIXTURE_NAME);
  g_autoptr (SheetColumn) sku = fixture_column_new (FIXTURE_SKU);
  g_autoptr (SheetColumn) price = fixture_column_new (FIXTURE_PRICE);
  g_autoptr (GString) changes = g_string_new (NULL);
  Watch watch = { set, changes };

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (set)) == SHEET_TYPE_COLUMN);
  g_signal_connect (set, "items-changed", G_CALLBACK (changed_cb), &watch);
  assert_shown (set, "");

  g_list_store_append (sheet_column_set_get_all (set), name);
  g_list_store_append (sheet_column_set_get_all (set), price);
  g_list_store_insert (sheet_column_set_get_all (set), 1, sku);
  assert_shown (set, "name sku price ");

  sheet_column_set_visible (name, FALSE);
  assert_shown (set, "sku price ");
  g_assert_cmpuint (sheet_column_set_find (set, name), ==, SHEET_NONE);
  g_assert_null (sheet_column_set_get_shown (set, 2));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sheet_column_set_get_all (set))),
                    ==, 3);

  g_list_store_remove (sheet_column_set_get_all (set), 1);
  assert_shown (set, "price ");
  sheet_column_set_visible (name, TRUE);
  assert_shown (set, "name price ");
  g_assert_cmpstr (changes->str, ==, "0-0+1 0-1+2 0-2+3 0-3+2 0-2+1 0-1+2 ");
}

static void
test_outlived_by_columns (void)
{
  SheetColumnSet *set = sheet_column_set_new ();
  g_autoptr (SheetColumn) name = fixture_column_new (FIXTURE_NAME);

  g_list_store_append (sheet_column_set_get_all (set), name);
  g_assert_finalize_object (set);
  sheet_column_set_visible (name, FALSE);
}

/* Only those that are named change places, and the change is told once. */
static void
test_arrange (void)
{
  g_autoptr (SheetColumnSet) set = sheet_column_set_new ();
  SheetColumn *columns[4];
  Watch watch = { set, g_string_new (NULL) };

  for (guint i = 0; i < 4; i++)
    {
      columns[i] = fixture_column_new (i);
      g_list_store_append (sheet_column_set_get_all (set), columns[i]);
    }
  sheet_column_set_visible (columns[1], FALSE);
  g_signal_connect (set, "items-changed", G_CALLBACK (changed_cb), &watch);
  sheet_column_set_arrange (set, (SheetColumn *[]) { columns[3], columns[0] }, 2);
  assert_shown (set, "quantity category name ");
  g_assert_cmpstr (watch.changes->str, ==, "0-3+3 ");
  sheet_column_set_arrange (set, (SheetColumn *[]) { columns[3], columns[0] }, 2);
  g_assert_cmpstr (watch.changes->str, ==, "0-3+3 ");
  g_assert_true (sheet_column_set_move (set, columns[3], 9));
  assert_shown (set, "category name quantity ");
  g_assert_false (sheet_column_set_move (set, columns[3], 1));
  g_assert_false (sheet_column_set_move (set, columns[1], 1));
  g_string_truncate (watch.changes, 0);
  sheet_column_set_visible (columns[1], TRUE);
  assert_shown (set, "category sku name quantity ");
  g_assert_cmpstr (watch.changes->str, ==, "0-3+4 ");
  g_string_free (watch.changes, TRUE);
  for (guint i = 0; i < 4; i++)
    g_object_unref (columns[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/column-set/shown", test_shown);
  g_test_add_func ("/sheet/column-set/outlived", test_outlived_by_columns);

  g_test_add_func ("/sheet/column-set/arrange", test_arrange);
  return g_test_run ();
}
