/* What other programs get of copied cells. */

#include "sheet-fixture.h"
#include "sheet/sheet-content.h"

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Asks as a clipboard does. Returns: what is written, or NULL with an error */
static char *
dup_written (GdkContentProvider  *content,
             const char          *mime_type,
             GError             **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  gdk_content_provider_write_mime_type_async (content, mime_type, stream, G_PRIORITY_DEFAULT, NULL,
                                              done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!gdk_content_provider_write_mime_type_finish (content, result, error))
    return NULL;

  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* The first @n_rows, of SKU, quantity and date. */
static GdkContentProvider *
create_content (GListModel *model,
                guint       n_rows,
                gboolean    keep)
{
  static const FixtureColumn numbers[] = { FIXTURE_SKU, FIXTURE_QUANTITY, FIXTURE_EXPIRES };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    g_array_append_val (rows, i);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_ptr_array_add (columns, fixture_column_new (numbers[i]));

  return sheet_content_new (model, rows, columns, keep);
}

static void
test_formats (void)
{
  g_autoptr (GListStore) store = fixture_store_new (3);
  g_autoptr (GdkContentProvider) content = create_content (G_LIST_MODEL (store), 2, FALSE);
  g_autofree char *text = dup_written (content, "text/plain;charset=utf-8", NULL);
  g_autofree char *html = dup_written (content, "text/html", NULL);
  g_autofree char *own = sheet_content_dup_text (SHEET_CONTENT (content));
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, "00-000-0000\t0\t2024-01-01\n01-001-0001\t7\t2025-02-02");
  g_assert_cmpstr (own, ==, text);
  g_assert_nonnull (strstr (html, "<tr><td sdnum=\"1033;0;@\" style='mso-number-format:\"\\@\"'>"
                                  "01-001-0001</td><td>7</td><td>2025-02-02</td></tr>"));

  other = dup_written (content, "image/png", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* A few cells are kept as they were. */
static void
test_kept (void)
{
  g_autoptr (GListStore) store = fixture_store_new (3);
  g_autoptr (GdkContentProvider) content = create_content (G_LIST_MODEL (store), 2, FALSE);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (store), 0);
  g_autofree char *text = NULL;

  fixture_item_set (item, FIXTURE_QUANTITY, "99");
  g_list_store_remove (store, 1);
  text = dup_written (content, "text/plain", NULL);
  g_assert_cmpstr (text, ==, "00-000-0000\t0\t2024-01-01\n01-001-0001\t7\t2025-02-02");
}

/* Many are read when they are asked for, and not once their rows are others. */
static void
test_many (void)
{
  g_autoptr (GListStore) store = fixture_store_new (17000);
  g_autoptr (GdkContentProvider) content = create_content (G_LIST_MODEL (store), 17000, FALSE);
  g_autoptr (GdkContentProvider) kept = create_content (G_LIST_MODEL (store), 17000, TRUE);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (store), 16999);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dup_written (content, "text/plain", NULL);
  g_autofree char *after = NULL;
  g_autofree char *none = NULL;
  g_auto (GStrv) lines = g_strsplit (before, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 17000);
  g_assert_true (g_str_has_prefix (lines[10], "10-010-0010\t"));

  fixture_item_set (item, FIXTURE_QUANTITY, "77");
  after = dup_written (content, "text/plain", NULL);
  g_assert_nonnull (strstr (after + strlen (after) - 30, "\t77\t"));

  g_list_store_remove (store, 5);
  none = dup_written (content, "text/html", &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (sheet_content_dup_text (SHEET_CONTENT (content)));

  none = dup_written (kept, "text/plain", NULL);
  g_assert_cmpstr (none, ==, before);
}

/* The clipboard of a window that is gone holds nothing of it. */
static void
test_model_goes (void)
{
  GListStore *store = fixture_store_new (17000);
  g_autoptr (GdkContentProvider) content = create_content (G_LIST_MODEL (store), 17000, FALSE);

  g_assert_finalize_object (store);
  g_assert_null (sheet_content_dup_text (SHEET_CONTENT (content)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/content/formats", test_formats);
  g_test_add_func ("/sheet/content/kept", test_kept);
  g_test_add_func ("/sheet/content/many", test_many);
  g_test_add_func ("/sheet/content/model-goes", test_model_goes);

  return g_test_run ();
}
