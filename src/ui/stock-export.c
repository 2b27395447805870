#include "config.h"

#include "ui/stock-export.h"

#include <glib/gi18n-lib.h>

#include "io/io-export.h"

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const char *path = task_data;
  const char *filename = g_file_peek_path (source);
  guint n_products;
  GError *error = NULL;

  if (filename == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _("A table can be written to a folder of this computer only."));
  else if (io_export_save (path, filename, IO_EXPORT_EXACT, &n_products, cancellable, &error))
    g_task_return_int (task, n_products);
  else
    g_task_return_error (task, error);
}

/**
 * stock_export_async:
 * @path: the file of the inventory
 * @file: the table to write
 * @callback: called in the caller's main context
 * @user_data: for @callback
 *
 * Writes all products as CSV, in a thread with its own connection.
 */
void
stock_export_async (const char          *path,
                    GFile               *file,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (file, NULL, callback, user_data);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * stock_export_finish:
 * @result: what the callback was given
 * @n_products: (out): how many products were written
 * @error: return location for an error
 *
 * Returns: whether the table is complete
 */
gboolean
stock_export_finish (GAsyncResult  *result,
                     guint         *n_products,
                     GError       **error)
{
  g_autoptr (GError) failure = NULL;

  *n_products = g_task_propagate_int (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
