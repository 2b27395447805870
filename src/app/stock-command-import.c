#include "config.h"

#include "app/stock-command.h"

#include <string.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>

#include "io/io-import.h"
#include "io/io-table-load.h"

/* "stockbook import": a table into an inventory. */

static gboolean
read_options (const StockArguments  *arguments,
              IoOptions             *options,
              GError               **error)
{
  const char *const given[][2] = {
    { "encoding", arguments->encoding },
    { "delimiter", arguments->delimiter },
    { "decimal", arguments->decimal },
    { "date-order", arguments->date_order },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i][1] != NULL && !io_options_set (options, given[i][0], given[i][1], error))
      return FALSE;
  return TRUE;
}

static IoTable *
load_table (const StockArguments  *arguments,
            GError               **error)
{
  const char *filename = arguments->files[0];
  IoOptions options = IO_OPTIONS_FIND;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GFile) file = NULL;

  if (!read_options (arguments, &options, error))
    return NULL;
  if (strcmp (filename, STOCK_STANDARD_STREAM) == 0)
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return io_table_load_stream (stream, _("standard input"), &options, NULL, error);
    }
  file = g_file_new_for_commandline_arg (filename);
  return io_table_load (file, &options, NULL, error);
}

static IoMapping *
make_mapping (const StockArguments  *arguments,
              IoTable               *table,
              GError               **error)
{
  g_autoptr (IoMapping) mapping = io_mapping_new (table);

  for (guint i = 0; arguments->map != NULL && arguments->map[i] != NULL; i++)
    if (!io_mapping_set_header (mapping, table, arguments->map[i], error))
      return NULL;
  return g_steal_pointer (&mapping);
}

static IoImportFlags
get_import_flags (const StockArguments *arguments)
{
  return IO_IMPORT_CREATE | (arguments->clear_empty ? IO_IMPORT_CLEAR_EMPTY : 0)
         | (arguments->skip_refused ? IO_IMPORT_SKIP_REFUSED : 0);
}

static void
print_table (IoTable   *table,
             IoMapping *mapping)
{
  static const char *const orders[] = { "dmy", "mdy", "ymd" };
  const IoOptions *options = io_table_get_options (table);
  const char delimiter[] = { options->delimiter, '\0' };

  g_print (_("%s: encoding %s, delimiter “%s”, decimal sign “%c”, date order %s\n"),
           io_table_get_name (table),
           base_encoding_get_name ((BaseEncoding) options->encoding),
           options->delimiter == '\t' ? "tab" : delimiter, options->decimal_sign,
           orders[options->date_order]);

  for (guint i = 0; i < io_table_get_n_columns (table); i++)
    {
      IoPropertyId id = io_mapping_get (mapping, i);

      if (id != IO_PROPERTY_NONE)
        g_print ("  %s → %s\n", io_table_get_header (table, i), io_property_get (id)->name);
      else
        /* Translators: %s is the header of a column in a table that is imported. */
        g_print (_("  %s is left out\n"), io_table_get_header (table, i));
    }

  if (io_mapping_find (mapping, IO_PROPERTY_EXPIRY_DATE) >= 0 && !io_table_is_order_sure (table))
    /* Translators: %s is dmy, mdy or ymd; --date-order stays as it is. */
    g_print (_("No date shows the order of day and month: %s is assumed, "
               "--date-order=ORDER overrules it.\n"),
             orders[options->date_order]);
}

static void
print_refusals (IoPlan *plan)
{
  for (guint i = 0; i < io_plan_get_n_refusals (plan); i++)
    {
      const IoRefusal *refusal = io_plan_get_refusal (plan, i);

      if (refusal->column < 0)
        g_printerr (_("Row %u: %s\n"), refusal->number, refusal->reason);
      else
        /* Translators: row, header of the column, what the cell holds, reason. */
        g_printerr (_("Row %u, %s, “%s”: %s\n"), refusal->number, refusal->header, refusal->value,
                    refusal->reason);
    }
}

static void
print_plan (IoPlan *plan)
{
  for (guint i = 0; i < io_plan_get_n_categories (plan); i++)
    g_print (_("New category: %s\n"), io_plan_get_category (plan, i));
  /* Translators: how many rows of a table. */
  g_print (_("%u new, %u updated, %u unchanged, %u refused\n"),
           io_plan_get_count (plan, IO_OUTCOME_NEW), io_plan_get_count (plan, IO_OUTCOME_UPDATED),
           io_plan_get_count (plan, IO_OUTCOME_UNCHANGED),
           io_plan_get_count (plan, IO_OUTCOME_REFUSED));
  print_refusals (plan);
}

/* Says what became of the plan; FALSE if refused rows stood in its way. */
static gboolean
print_result (const StockArguments *arguments,
              IoPlan               *plan)
{
  gboolean stopped = io_plan_get_count (plan, IO_OUTCOME_REFUSED) > 0 && !arguments->skip_refused;

  if (stopped)
    g_printerr (_("Nothing was written. Use --skip-refused to import the other rows.\n"));
  else if (arguments->dry_run)
    g_print (_("Nothing was written: this was a dry run.\n"));
  return !stopped;
}

static gboolean
run (StockArguments  *arguments,
     GError         **error)
{
  g_autofree char *path = stock_arguments_dup_inventory (arguments);
  g_autoptr (IoTable) table = load_table (arguments, error);
  g_autoptr (IoMapping) mapping = NULL;
  g_autoptr (IoImport) import = NULL;
  g_autoptr (IoPlan) plan = NULL;

  if (table == NULL)
    return FALSE;
  mapping = make_mapping (arguments, table, error);
  if (mapping == NULL)
    return FALSE;

  print_table (table, mapping);
  if (!arguments->dry_run && !stock_command_migrate (path, error))
    return FALSE;
  import = io_import_new (table, mapping, path, get_import_flags (arguments));
  plan = arguments->dry_run ? io_import_check (import, NULL, error)
                            : io_import_run (import, NULL, error);
  if (plan == NULL)
    return FALSE;
  print_plan (plan);
  return print_result (arguments, plan);
}

static void
add_options (GOptionContext *context,
             StockArguments *arguments)
{
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &arguments->dry_run,
      N_("Say what would be done, and write nothing"), NULL },
    { "skip-refused", 0, 0, G_OPTION_ARG_NONE, &arguments->skip_refused,
      N_("Import the other rows where some are refused"), NULL },
    { "clear-empty", 0, 0, G_OPTION_ARG_NONE, &arguments->clear_empty,
      N_("Let an empty cell clear the value that a product has"), NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->map,
      N_("Take a column as this property, or with none leave it out; can be repeated"),
      N_("HEADER=PROPERTY") },
    { "encoding", 0, 0, G_OPTION_ARG_STRING, &arguments->encoding,
      N_("UTF-8, UTF-16LE, UTF-16BE or Windows-1252; found where not given"), N_("NAME") },
    { "delimiter", 0, 0, G_OPTION_ARG_STRING, &arguments->delimiter,
      N_("comma, semicolon, tab or bar; found where not given"), N_("SIGN") },
    { "decimal", 0, 0, G_OPTION_ARG_STRING, &arguments->decimal,
      N_("point or comma; found where not given"), N_("SIGN") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &arguments->date_order,
      N_("dmy, mdy or ymd; found where not given"), N_("ORDER") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

const StockCommand stock_command_import = {
  "import", N_("TABLE"),
  N_("Imports a CSV or TSV table; “-” is standard input. Rows are matched by SKU, then\n"
     "barcode. All of it is one step that can be undone. Refused rows keep everything from\n"
     "being written."),
  1, 1, add_options, run,
};
