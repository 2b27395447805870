#include "config.h"

#include "app/stock-command-line.h"

#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>

#include "io/io-export.h"
#include "io/io-import.h"
#include "io/io-table-load.h"
#include "model/stock-inventory.h"

/* What stands for standard input or output where a file is expected. */
#define STANDARD_STREAM "-"

/* What was given on the command line. */
typedef struct
{
  char    *inventory;
  char    *encoding;
  char    *delimiter;
  char    *decimal;
  char    *date_order;
  char   **map;
  char   **files;
  gboolean dry_run;
  gboolean skip_refused;
  gboolean clear_empty;
  gboolean exact;
} Arguments;

typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  guint       n_files;
  gboolean    (*run) (Arguments *arguments, GError **error);
} Command;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->inventory);
  g_free (arguments->encoding);
  g_free (arguments->delimiter);
  g_free (arguments->decimal);
  g_free (arguments->date_order);
  g_strfreev (arguments->map);
  g_strfreev (arguments->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static char *
dup_inventory_path (const Arguments *arguments)
{
  return arguments->inventory != NULL ? g_strdup (arguments->inventory)
                                      : stock_inventory_dup_default_path ();
}

/* import */

static gboolean
read_options (const Arguments *arguments,
              IoOptions       *options,
              GError         **error)
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
load_table (const Arguments *arguments,
            GError         **error)
{
  const char *filename = arguments->files[0];
  IoOptions options = IO_OPTIONS_FIND;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GFile) file = NULL;

  if (!read_options (arguments, &options, error))
    return NULL;
  if (strcmp (filename, STANDARD_STREAM) == 0)
    {
      stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return io_table_load_stream (stream, _("standard input"), &options, NULL, error);
    }
  file = g_file_new_for_commandline_arg (filename);
  return io_table_load (file, &options, NULL, error);
}

static IoMapping *
make_mapping (const Arguments *arguments,
              IoTable         *table,
              GError         **error)
{
  g_autoptr (IoMapping) mapping = io_mapping_new (table);

  for (guint i = 0; arguments->map != NULL && arguments->map[i] != NULL; i++)
    if (!io_mapping_set_header (mapping, table, arguments->map[i], error))
      return NULL;
  return g_steal_pointer (&mapping);
}

static IoImportFlags
get_import_flags (const Arguments *arguments)
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
print_result (const Arguments *arguments,
              IoPlan          *plan)
{
  gboolean stopped = io_plan_get_count (plan, IO_OUTCOME_REFUSED) > 0 && !arguments->skip_refused;

  if (stopped)
    g_printerr (_("Nothing was written. Use --skip-refused to import the other rows.\n"));
  else if (arguments->dry_run)
    g_print (_("Nothing was written: this was a dry run.\n"));
  return !stopped;
}

static gboolean
run_import (Arguments  *arguments,
            GError    **error)
{
  g_autofree char *path = dup_inventory_path (arguments);
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
  import = io_import_new (table, mapping, path, get_import_flags (arguments));
  plan = arguments->dry_run ? io_import_check (import, NULL, error)
                            : io_import_run (import, NULL, error);
  if (plan == NULL)
    return FALSE;
  print_plan (plan);
  return print_result (arguments, plan);
}

/* export */

static gboolean
run_export (Arguments  *arguments,
            GError    **error)
{
  g_autofree char *path = dup_inventory_path (arguments);
  IoExportFlags flags = arguments->exact ? IO_EXPORT_EXACT : IO_EXPORT_DEFAULT;
  const char *filename = arguments->files[0];
  g_autoptr (GOutputStream) stream = NULL;
  guint n_products;

  if (strcmp (filename, STANDARD_STREAM) == 0)
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

/* check */

static gboolean
run_check (Arguments  *arguments,
           GError    **error)
{
  g_autofree char *path = dup_inventory_path (arguments);
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  OrmSession *session;

  inventory = stock_inventory_open (path, ORM_OPEN_READ_ONLY | ORM_OPEN_WAIT, error);
  if (inventory == NULL)
    return FALSE;
  session = stock_inventory_get_session (inventory);
  if (!orm_engine_check (orm_session_get_engine (session), problems, error))
    return FALSE;

  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (problems, i));
  if (problems->len == 0)
    g_print (_("%s is in order\n"), path);
  return problems->len == 0;
}

static const Command commands[] = {
  { "import", N_("TABLE"),
    N_("Imports a CSV or TSV table; “-” is standard input. Rows are matched by SKU, then\n"
       "barcode. All of it is one step that can be undone. Refused rows keep everything from\n"
       "being written."),
    1, run_import },
  { "export", N_("OUT.csv"),
    N_("Writes all products as a CSV table; “-” is standard output."), 1, run_export },
  { "check", "",
    N_("Checks an inventory: its pages, its references and its tables. Nothing is changed."), 0,
    run_check },
};

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* The empty text has another meaning to gettext. */
static const char *
get_usage (const Command *command)
{
  return *command->usage != '\0' ? _(command->usage) : "";
}

static void
print_help (void)
{
  g_print ("%s\n", _("Usage:"));
  g_print ("  stockbook [%s]\n", _("FILE.stockbook"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  stockbook %s [%s] %s\n", commands[i].name, _("OPTION…"),
             get_usage (&commands[i]));
  g_print ("\n%s\n\n", _("Without a command a window is opened. A file that is named like a\n"
                         "command goes behind “--”."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("%s\n%s\n\n", commands[i].name, _(commands[i].summary));
  g_print ("%s\n", _("“stockbook COMMAND --help” lists the options of a command."));
}

static void
add_import_options (GOptionContext *context,
                    Arguments      *arguments)
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

static void
add_export_options (GOptionContext *context,
                    Arguments      *arguments)
{
  const GOptionEntry entries[] = {
    { "exact", 0, 0, G_OPTION_ARG_NONE, &arguments->exact,
      N_("Plain decimals, ISO dates and all columns, so that an import brings back the same"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static void
add_common_options (GOptionContext *context,
                    Arguments      *arguments)
{
  const GOptionEntry entries[] = {
    { "inventory", 0, 0, G_OPTION_ARG_FILENAME, &arguments->inventory,
      N_("The inventory; the user’s own where not given"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

static gboolean
check_number_of_files (const Command   *command,
                       const Arguments *arguments,
                       GError         **error)
{
  guint n_files = arguments->files != NULL ? g_strv_length (arguments->files) : 0;

  if (n_files == command->n_files)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               ngettext ("“stockbook %s” takes %u file, not %u",
                         "“stockbook %s” takes %u files, not %u", command->n_files),
               command->name, command->n_files, n_files);
  return FALSE;
}

/* Reads what stands behind the command; leaves the arguments as they are. */
static gboolean
parse_arguments (const Command *command,
                 int            argc,
                 char         **argv,
                 Arguments     *arguments,
                 GError       **error)
{
  g_autofree char *program = g_strdup_printf ("stockbook %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (get_usage (command));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(command->summary));
  if (command->run == run_import)
    add_import_options (context, arguments);
  if (command->run == run_export)
    add_export_options (context, arguments);
  add_common_options (context, arguments);

  /* The name stands in the help. */
  g_strv_builder_add (builder, program);
  for (int i = 2; i < argc; i++)
    g_strv_builder_add (builder, argv[i]);
  rest = g_strv_builder_end (builder);
  return g_option_context_parse_strv (context, &rest, error)
         && check_number_of_files (command, arguments, error);
}

static gboolean
run_command (const Command *command,
             int            argc,
             char         **argv)
{
  g_auto (Arguments) arguments = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean done = parse_arguments (command, argc, argv, &arguments, &error)
                  && command->run (&arguments, &error);

  if (error != NULL)
    g_printerr ("stockbook: %s\n", error->message);
  return done;
}

/**
 * stock_command_line_is_subcommand:
 * @argc: how many arguments
 * @argv: the arguments of main ()
 *
 * Tells whether the program is to do something without a window: the first argument is a command,
 * or asks for help or the version. A file that is named like a command goes behind "--".
 *
 * Returns: whether stock_command_line_run () takes the arguments
 */
gboolean
stock_command_line_is_subcommand (int    argc,
                                  char **argv)
{
  static const char *const questions[] = { "--help", "-h", "--version", NULL };

  return argc > 1
         && (find_command (argv[1]) != NULL || g_strv_contains (questions, argv[1]));
}

/**
 * stock_command_line_run:
 * @argc: how many arguments
 * @argv: the arguments of main (), of which stock_command_line_is_subcommand () is true
 *
 * Does what the arguments say, without a display. What was done goes to standard output, errors
 * and refused rows go to standard error.
 *
 * Returns: the exit status: 0 if all of it was done
 */
int
stock_command_line_run (int    argc,
                        char **argv)
{
  const Command *command = find_command (argv[1]);

  if (command != NULL)
    return run_command (command, argc, argv) ? 0 : 1;
  if (strcmp (argv[1], "--version") == 0)
    g_print ("Stockbook %s\n", PACKAGE_VERSION);
  else
    print_help ();
  return 0;
}
