#include "io/io-table-load.h"

#include <string.h>

#include "io/io-error.h"

#include "test-files.h"

static void
test_file (Folder       *folder,
           gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "Käse.csv", "a,b\n1,2\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (IoTable) table = io_table_load (file, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (io_table_get_name (table), ==, "Käse.csv");
  g_assert_cmpstr (io_table_get_cell (table, 0, 1), ==, "2");
}

static void
test_no_file (Folder       *folder,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder->path, "none.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) directory = g_file_new_for_path (folder->path);
  g_autoptr (GError) error = NULL;

  g_assert_null (io_table_load (file, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (io_table_load (directory, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

/* A stream that ends nowhere: more bytes than are taken. */
static void
test_too_large (void)
{
  g_autoptr (GFile) zeros = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFileInputStream) stream = g_file_read (zeros, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (io_table_load_stream (G_INPUT_STREAM (stream), "zeros", NULL, NULL, &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_TOO_LARGE);
}

/* More than is read at once. */
static void
test_long_stream (void)
{
  g_autoptr (GString) text = g_string_new ("number\n");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (IoTable) table = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "%u\n", i);
  stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  table = io_table_load_stream (stream, "numbers", NULL, NULL, NULL);
  g_assert_cmpuint (io_table_get_n_rows (table), ==, 50000);
  g_assert_cmpstr (io_table_get_cell (table, 49999, 0), ==, "49999");
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("a\n", 2, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (io_table_load_stream (stream, "a", NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
test_async (Folder       *folder,
            gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "table.csv", "a;b\n1,5;2\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const IoOptions commas = { IO_FIND, ',', 0, IO_FIND };
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) reread = NULL;
  g_autoptr (IoTable) table = NULL;
  g_autoptr (IoTable) again = NULL;

  io_table_load_async (file, NULL, NULL, take_result, &loaded);
  table = io_table_load_finish (wait_for (&loaded), NULL);
  g_assert_cmpstr (io_table_get_cell (table, 0, 0), ==, "1,5");

  /* Reading anew needs no file. */
  g_assert_cmpint (g_remove (path), ==, 0);
  io_table_reread_async (table, &commas, NULL, take_result, &reread);
  again = io_table_load_finish (wait_for (&reread), NULL);
  g_assert_true (again != table);
  g_assert_cmpstr (io_table_get_name (again), ==, "table.csv");
  g_assert_cmpstr (io_table_get_header (again, 0), ==, "a;b");
  g_assert_cmpstr (io_table_get_cell (again, 0, 1), ==, "5;2");
}

static void
test_async_error (Folder       *folder,
                  gconstpointer data)
{
  g_autofree char *path = folder_add (folder, "empty.csv", "");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  io_table_load_async (file, NULL, NULL, take_result, &loaded);
  g_assert_null (io_table_load_finish (wait_for (&loaded), &error));
  g_assert_error (error, IO_ERROR, IO_ERROR_EMPTY);
  g_assert_cmpstr (error->message, ==, "“empty.csv” is empty");
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/table-load/file", test_file);
  ADD ("/table-load/no-file", test_no_file);
  g_test_add_func ("/table-load/too-large", test_too_large);
  g_test_add_func ("/table-load/long-stream", test_long_stream);
  g_test_add_func ("/table-load/cancel", test_cancel);
  ADD ("/table-load/async", test_async);
  ADD ("/table-load/async-error", test_async_error);
  return g_test_run ();
}
