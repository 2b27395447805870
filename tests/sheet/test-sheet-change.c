#include "sheet/sheet-change.h"

#include "sheet-fixture.h"

/* Changes are made in order, up to the first that is refused. */
static void
test_apply (void)
{
  g_autoptr (SheetColumn) name = fixture_column_new (FIXTURE_NAME);
  g_autoptr (SheetColumn) quantity = fixture_column_new (FIXTURE_QUANTITY);
  g_autoptr (FixtureItem) item = fixture_item_new (3);
  GObject *object = G_OBJECT (item);
  SheetChange changes[] = {
    { name, object, 0, "Milk" },
    { quantity, object, 0, NULL },
    { quantity, object, 0, "x" },
    { name, object, 0, "Cream" },
  };
  g_autoptr (GError) error = NULL;
  gsize refused = 99;

  g_assert_true (sheet_changes_apply (SHEET_ACTION_PASTE, changes, 2, &refused, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (refused, ==, 99);
  g_assert_cmpstr (fixture_item_get (item, FIXTURE_NAME), ==, "Milk");
  g_assert_cmpstr (fixture_item_get (item, FIXTURE_QUANTITY), ==, "0");

  g_assert_false (sheet_changes_apply (SHEET_ACTION_PASTE, changes, 4, &refused, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (refused, ==, 2);
  g_assert_cmpstr (fixture_item_get (item, FIXTURE_NAME), ==, "Milk");
  g_assert_false (sheet_changes_apply (SHEET_ACTION_PASTE, changes, 4, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/change/apply", test_apply);

  return g_test_run ();
}
