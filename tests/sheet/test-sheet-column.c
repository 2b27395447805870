#include "sheet-fixture.h"

#define PLAIN_TYPE_COLUMN (plain_column_get_type ())
G_DECLARE_FINAL_TYPE (PlainColumn, plain_column, PLAIN, COLUMN, SheetColumn)

/* A column that does no more than it has to. */
struct _PlainColumn
{
  SheetColumn parent_instance;
};

G_DEFINE_FINAL_TYPE (PlainColumn, plain_column, SHEET_TYPE_COLUMN)

static char *
plain_column_dup_text (SheetColumn *column,
                       GObject     *item)
{
  return g_strdup (fixture_item_get (FIXTURE_ITEM (item), FIXTURE_NAME));
}

static void
plain_column_class_init (PlainColumnClass *klass)
{
  SHEET_COLUMN_CLASS (klass)->dup_text = plain_column_dup_text;
}

static void
plain_column_init (PlainColumn *self)
{
}

static void
test_defaults (void)
{
  g_autoptr (SheetColumn) column = g_object_new (PLAIN_TYPE_COLUMN, "id", "plain", "title", "Plain",
                                                 NULL);

  g_assert_cmpstr (sheet_column_get_id (column), ==, "plain");
  g_assert_cmpstr (sheet_column_get_title (column), ==, "Plain");
  g_assert_cmpint (sheet_column_get_width (column), ==, 120);
  g_assert_false (sheet_column_get_numeric (column));
  g_assert_true (sheet_column_get_editable (column));
  g_assert_true (sheet_column_get_sortable (column));
  g_assert_true (sheet_column_get_visible (column));
  g_assert_false (sheet_column_get_always_filled (column));
  g_assert_false (sheet_column_get_expand (column));
}

static void
test_default_cells (void)
{
  g_autoptr (SheetColumn) column = g_object_new (PLAIN_TYPE_COLUMN, "title", "Plain", NULL);
  g_autoptr (FixtureItem) item = fixture_item_new (3);
  GObject *object = G_OBJECT (item);
  g_autofree char *text = sheet_column_dup_text (column, object);
  g_autofree char *edit_text = sheet_column_dup_edit_text (column, object);
  g_autofree char *copy_text = sheet_column_dup_copy_text (column, object);
  g_autofree char *today = sheet_column_dup_today (column, object);
  g_auto (GStrv) completions = sheet_column_dup_completions (column, object, "");
  g_autoptr (GError) error = NULL;
  SheetLook look = { .has_dot = TRUE };

  g_assert_cmpstr (text, ==, "Orange Juice 3");
  g_assert_cmpstr (edit_text, ==, text);
  g_assert_cmpstr (copy_text, ==, text);
  g_assert_null (today);
  g_assert_null (completions);
  g_assert_false (sheet_column_get_look (column, object, &look));
  g_assert_false (look.has_dot);

  g_assert_true (sheet_column_is_filled (column, object));
  fixture_item_set (item, FIXTURE_NAME, "");
  g_assert_false (sheet_column_is_filled (column, object));

  g_assert_false (sheet_column_set_text (column, object, "x", SHEET_ACTION_TYPE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_assert_cmpstr (error->message, ==, "Plain cannot be changed.");
  g_clear_error (&error);
  g_assert_false (sheet_column_clear (column, object, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

static void
count_cb (guint *count)
{
  ++*count;
}

/* Each property notifies when it changes, and only then. */
static void
test_notify (void)
{
  g_autoptr (SheetColumn) column = g_object_new (PLAIN_TYPE_COLUMN, "title", "Plain", NULL);
  guint count = 0;

  g_signal_connect_swapped (column, "notify", G_CALLBACK (count_cb), &count);
  for (int i = 0; i < 2; i++)
    {
      sheet_column_set_title (column, "Other");
      sheet_column_set_width (column, 99);
      sheet_column_set_editable (column, FALSE);
      sheet_column_set_visible (column, FALSE);
      g_assert_cmpuint (count, ==, 4);
    }

  g_assert_cmpint (sheet_column_get_width (column), ==, 99);
  g_assert_false (sheet_column_get_editable (column));
  sheet_column_set_title (column, NULL);
  g_assert_cmpstr (sheet_column_get_title (column), ==, "");
}

static void
test_changed (void)
{
  g_autoptr (SheetColumn) column = fixture_column_new (FIXTURE_SKU);
  guint count = 0;

  g_signal_connect_swapped (column, "changed", G_CALLBACK (count_cb), &count);
  sheet_column_changed (column);
  g_assert_cmpuint (count, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/column/defaults", test_defaults);
  g_test_add_func ("/sheet/column/default-cells", test_default_cells);
  g_test_add_func ("/sheet/column/notify", test_notify);
  g_test_add_func ("/sheet/column/changed", test_changed);

  return g_test_run ();
}
