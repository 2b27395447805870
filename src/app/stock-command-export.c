#include "config.h"

#include "app/stock-command.h"

#include <string.h>
#include <unistd.h>

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>

#include "io/io-export.h"

/* "stockbook export": the products of an inventory as a table. */

static gboolean
run (StockArguments  *arguments,
     GError         **error)
{
  g_autofree char *path = stock_arguments_dup_inventory (arguments);
  IoExportFlags flags = arguments->exact ? IO_EXPORT_EXACT : IO_EXPORT_DEFAULT;
  const char *filename = arguments->files[0];
  g_autoptr (GOutputStream) stream = NULL;
  guint n_products;

  if (strcmp (filename, STOCK_STANDARD_STREAM) == 0)
    {
      stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      return io_export_write (path, stream, flags, NULL, NULL, error);
    }

  if (!io_export_save (path, filename, flags, &n_products, NULL, error))
    return FALSE;
  g_print (ngettext ("%u product was written to %s\n", "%u products were written to %s\n",
                     n_products),
           n_products, filename);
  return TRUE;
}

static void
add_options (GOptionContext *context,
             StockArguments *arguments)
{
  const GOptionEntry entries[] = {
    { "exact", 0, 0, G_OPTION_ARG_NONE, &arguments->exact,
      N_("Plain decimals, ISO dates and all columns, so that an import brings back the same"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

const StockCommand stock_command_export = {
  "export", N_("OUT.csv"), N_("Writes all products as a CSV table; “-” is standard output."),
  1, 1, add_options, run,
};
