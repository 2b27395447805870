#include "config.h"

#include "io/io-table-load.h"

#include <glib/gi18n-lib.h>

#include "io/io-error.h"

/* The largest table that is read into memory, in bytes. */
#define MAX_BYTES (256 * 1024 * 1024)

static GBytes *
read_bytes (GInputStream  *stream,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (64 * 1024);
  gssize n = 1;

  while (n > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      n = g_input_stream_read (stream, buffer, 64 * 1024, cancellable, error);
      if (n < 0)
        return NULL;
      if (all->len + (gsize) n > MAX_BYTES)
        {
          g_set_error (error, IO_ERROR, IO_ERROR_TOO_LARGE,
                       _("The table is larger than %u megabytes. Split it into smaller ones."),
                       MAX_BYTES / (1024 * 1024));
          return NULL;
        }
      g_byte_array_append (all, buffer, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/**
 * io_table_load_stream:
 * @stream: where to read, for instance standard input
 * @name: what to call the table to the user
 * @wanted: (nullable): as in io_table_new ()
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads a table to the end of a stream.
 *
 * Errors: those of io_table_new (), %IO_ERROR_TOO_LARGE, and those of the stream.
 *
 * Returns: (transfer full) (nullable): the table
 */
IoTable *
io_table_load_stream (GInputStream     *stream,
                      const char       *name,
                      const IoOptions  *wanted,
                      GCancellable     *cancellable,
                      GError          **error)
{
  g_autoptr (GBytes) bytes = read_bytes (stream, cancellable, error);

  return bytes != NULL ? io_table_new (bytes, name, wanted, error) : NULL;
}

static char *
dup_display_name (GFile        *file,
                  GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autofree char *basename = NULL;

  if (info != NULL)
    return g_strdup (g_file_info_get_display_name (info));
  basename = g_file_get_basename (file);
  return g_filename_display_name (basename);
}

/**
 * io_table_load:
 * @file: the table
 * @wanted: (nullable): as in io_table_new ()
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads a table from a file.
 *
 * Errors: those of io_table_load_stream () and of the file.
 *
 * Returns: (transfer full) (nullable): the table
 */
IoTable *
io_table_load (GFile            *file,
               const IoOptions  *wanted,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *name = NULL;

  if (stream == NULL)
    return NULL;
  name = dup_display_name (file, cancellable);
  return io_table_load_stream (G_INPUT_STREAM (stream), name, wanted, cancellable, error);
}

static void
return_table (GTask   *task,
              IoTable *table,
              GError  *error)
{
  if (table != NULL)
    g_task_return_pointer (task, table, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
load_in_thread (GTask        *task,
                gpointer      file,
                gpointer      wanted,
                GCancellable *cancellable)
{
  GError *error = NULL;
  IoTable *table = io_table_load (file, wanted, cancellable, &error);

  return_table (task, table, error);
}

static void
reread_in_thread (GTask        *task,
                  gpointer      table,
                  gpointer      wanted,
                  GCancellable *cancellable)
{
  GError *error = NULL;
  IoTable *reread = io_table_new (io_table_get_bytes (table), io_table_get_name (table), wanted,
                                  &error);

  return_table (task, reread, error);
}

static void
run_in_thread (gpointer             source,
               const IoOptions     *wanted,
               GTaskThreadFunc      func,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  static const IoOptions find = IO_OPTIONS_FIND;
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_task_data (task, g_memdup2 (wanted != NULL ? wanted : &find, sizeof find), g_free);
  g_task_run_in_thread (task, func);
}

/**
 * io_table_load_async:
 * @file: the table
 * @wanted: (nullable): as in io_table_new ()
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Does what io_table_load () does, in a thread.
 */
void
io_table_load_async (GFile               *file,
                     const IoOptions     *wanted,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  run_in_thread (file, wanted, load_in_thread, cancellable, callback, user_data);
}

/**
 * io_table_reread_async:
 * @self: a table
 * @wanted: (nullable): as in io_table_new ()
 * @cancellable: (nullable): a cancellable
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Makes a new table from the same bytes, read with other options, in a thread. The file is not
 * opened again.
 */
void
io_table_reread_async (IoTable             *self,
                       const IoOptions     *wanted,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  run_in_thread (self, wanted, reread_in_thread, cancellable, callback, user_data);
}

/**
 * io_table_load_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends io_table_load_async () and io_table_reread_async ().
 *
 * Returns: (transfer full) (nullable): the table
 */
IoTable *
io_table_load_finish (GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
