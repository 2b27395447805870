#include "config.h"

#include "app/stock-command.h"

#include <glib/gi18n-lib.h>

#include "model/stock-inventory.h"

/* "stockbook check": what is wrong with an inventory. */

static void
print_all (GPtrArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (sentences, i));
}

/* Mends what can be made of the rows again. */
static gboolean
mend (const char  *path,
      GError     **error)
{
  g_autoptr (OrmEngine) engine =
    orm_sqlite_engine_open (stock_schema_get (), path, ORM_OPEN_WAIT, error);

  if (engine == NULL)
    return FALSE;
  if (orm_engine_is_read_only (engine))
    {
      g_set_error_literal (error, ORM_ERROR, ORM_ERROR_READ_ONLY,
                           _("It can be mended, but the file cannot be written"));
      return FALSE;
    }
  if (!orm_sqlite_engine_mend (ORM_SQLITE_ENGINE (engine), NULL, error))
    return FALSE;
  g_print (_("That was mended\n"));
  return TRUE;
}

/* What is made of the rows is looked at in a file of this version alone: another gets it anew when
 * it is brought to this one. */
static gboolean
check_derived (const char  *path,
               OrmEngine   *engine,
               GError     **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OrmMigration) migration = orm_migration_new (stock_schema_get (), path, NULL);

  if (migration == NULL || orm_migration_changes_rows (migration))
    return TRUE;
  if (!orm_sqlite_engine_check_derived (ORM_SQLITE_ENGINE (engine), findings, error))
    return FALSE;
  print_all (findings);
  return findings->len == 0 || mend (path, error);
}

static gboolean
run (StockArguments  *arguments,
     GError         **error)
{
  g_autofree char *path = stock_arguments_dup_inventory (arguments);
  g_autoptr (StockInventory) inventory = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  OrmEngine *engine;

  inventory = stock_inventory_open (path, ORM_OPEN_READ_ONLY | ORM_OPEN_WAIT, error);
  if (inventory == NULL)
    return FALSE;
  engine = orm_session_get_engine (stock_inventory_get_session (inventory));
  if (!orm_engine_check (engine, problems, error))
    return FALSE;

  print_all (problems);
  if (problems->len > 0 || !check_derived (path, engine, error))
    return FALSE;
  g_print (_("%s is in order\n"), path);
  return TRUE;
}

const StockCommand stock_command_check = {
  "check", "",
  N_("Checks an inventory: its pages, its references, its tables, and what is kept for searching\n"
     "and sorting. The last is mended if need be, by the rows; nothing else is changed."), 0, 0,
  NULL, run,
};
