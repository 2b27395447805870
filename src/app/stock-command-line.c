#include "config.h"

#include "app/stock-command-line.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/stock-command.h"

static const StockCommand *const commands[] = {
  &stock_command_import,
  &stock_command_export,
  &stock_command_check,
  &stock_command_history,
  &stock_command_undo,
  &stock_command_redo,
  &stock_command_schema,
};

static const StockCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

/* The empty text has another meaning to gettext. */
static const char *
get_usage (const StockCommand *command)
{
  return *command->usage != '\0' ? _(command->usage) : "";
}

static void
print_help (void)
{
  g_print ("%s\n", _("Usage:"));
  g_print ("  stockbook [%s]\n", _("FILE.stockbook"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  stockbook %s [%s] %s\n", commands[i]->name, _("OPTION…"),
             get_usage (commands[i]));
  g_print ("\n%s\n\n", _("Without a command a window is opened. A file that is named like a\n"
                         "command goes behind “--”."));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("%s\n%s\n\n", commands[i]->name, _(commands[i]->summary));
  g_print ("%s\n", _("“stockbook COMMAND --help” lists the options of a command."));
}

static void
add_common_options (GOptionContext *context,
                    StockArguments *arguments)
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
check_number_of_files (const StockCommand    *command,
                       const StockArguments  *arguments,
                       GError               **error)
{
  guint n_files = arguments->files != NULL ? g_strv_length (arguments->files) : 0;

  if (n_files >= command->min_files && n_files <= command->max_files)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               ngettext ("“stockbook %s” takes %u file, not %u",
                         "“stockbook %s” takes %u files, not %u", command->max_files),
               command->name, command->max_files, n_files);
  return FALSE;
}

/* Reads what stands behind the command; leaves the arguments as they are. */
static gboolean
parse_arguments (const StockCommand  *command,
                 int                  argc,
                 char               **argv,
                 StockArguments      *arguments,
                 GError             **error)
{
  g_autofree char *program = g_strdup_printf ("stockbook %s", command->name);
  g_autoptr (GOptionContext) context = g_option_context_new (get_usage (command));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(command->summary));
  if (command->add_options != NULL)
    command->add_options (context, arguments);
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
run_command (const StockCommand  *command,
             int                  argc,
             char               **argv)
{
  g_auto (StockArguments) arguments = { NULL };
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
  const StockCommand *command = find_command (argv[1]);

  if (command != NULL)
    return run_command (command, argc, argv) ? 0 : 1;
  if (strcmp (argv[1], "--version") == 0)
    g_print ("Stockbook %s\n", PACKAGE_VERSION);
  else
    print_help ();
  return 0;
}
