#include "inventory-fixture.h"
#include "ui/stock-export.h"

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_products;

  stock_export_async (self->path, file, done_cb, &result);
  wait_until (result != NULL);
  g_assert_true (stock_export_finish (result, &n_products, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_products, ==, 4);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_nonnull (strstr (lines[0], "name,"));
  g_assert_nonnull (strstr (text, "Butter"));
}

static void
test_no_folder (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_products;

  stock_export_async (self->path, file, done_cb, &result);
  wait_until (result != NULL);
  g_assert_false (stock_export_finish (result, &n_products, &error));
  g_assert_nonnull (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test ("/stock-export/export", test_export);
  fixture_add_test ("/stock-export/no-folder", test_no_folder);
  return g_test_run ();
}
