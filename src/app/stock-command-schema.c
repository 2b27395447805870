#include "config.h"

#include "app/stock-command.h"

#include <glib/gi18n-lib.h>

#include "model/stock-inventory.h"

/* "stockbook schema": the tables of an inventory, as SQL. */

/* Prints the statements that bring a file in step. Returns: whether there are none */
static gboolean
print_difference (const char  *path,
                  GError     **error)
{
  g_autoptr (OrmMigration) migration = orm_migration_new (stock_schema_get (), path, error);
  const char *const *steps;

  if (migration == NULL)
    return FALSE;
  if (orm_migration_get_version (migration) > STOCK_SCHEMA_VERSION)
    {
      g_set_error (error, ORM_ERROR, ORM_ERROR_FAILED,
                   /* Translators: a file, and two version numbers */
                   _("%s is of version %u; this program knows versions up to %u"), path,
                   orm_migration_get_version (migration), STOCK_SCHEMA_VERSION);
      return FALSE;
    }
  steps = orm_migration_get_steps (migration);
  for (guint i = 0; steps[i] != NULL; i++)
    g_print ("%s;\n", steps[i]);
  return steps[0] == NULL;
}

static gboolean
run (StockArguments  *arguments,
     GError         **error)
{
  g_autofree char *sql = NULL;

  if (arguments->diff != NULL)
    return print_difference (arguments->diff, error);
  sql = orm_migration_print_schema (stock_schema_get ());
  g_print ("%s", sql);
  return TRUE;
}

static void
add_options (GOptionContext *context,
             StockArguments *arguments)
{
  const GOptionEntry entries[] = {
    { "diff", 0, 0, G_OPTION_ARG_FILENAME, &arguments->diff,
      N_("Print what this inventory lacks instead"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

const StockCommand stock_command_schema = {
  "schema", "",
  N_("Prints the SQL that makes the tables of an inventory. With --diff=FILE it prints what\n"
     "would bring FILE to them, which opening it for writing does: the exit status is 0 when\n"
     "FILE lacks nothing, 1 when it does. Nothing is changed."),
  0, 0, add_options, run,
};
