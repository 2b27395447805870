#include "config.h"

#include "app/stock-command.h"

#include <glib/gi18n-lib.h>

#include "model/stock-inventory.h"

/* Frees what was given. */
void
stock_arguments_clear (StockArguments *self)
{
  g_free (self->inventory);
  g_strfreev (self->files);
  g_free (self->encoding);
  g_free (self->delimiter);
  g_free (self->decimal);
  g_free (self->date_order);
  g_strfreev (self->map);
  g_free (self->keep);
  g_free (self->diff);
}

/**
 * stock_arguments_dup_inventory:
 * @self: what was given on the command line
 *
 * Returns: (transfer full): the inventory that is meant: the user's own where none was named
 */
char *
stock_arguments_dup_inventory (const StockArguments *self)
{
  return self->inventory != NULL ? g_strdup (self->inventory) : stock_inventory_dup_default_path ();
}

/**
 * stock_command_migrate:
 * @path: an inventory that is about to be written, or a file that there is not yet
 * @error: return location for an error
 *
 * Brings an inventory of an older version to this one, as opening it would, and says so.
 *
 * Returns: whether it can be opened for writing now
 */
gboolean
stock_command_migrate (const char  *path,
                       GError     **error)
{
  g_autoptr (OrmMigration) migration = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  migration = orm_migration_new (stock_schema_get (), path, error);
  if (migration == NULL)
    return FALSE;
  if (!orm_migration_changes_rows (migration))
    return TRUE;
  if (!orm_migration_apply (migration, NULL, NULL, NULL, error))
    return FALSE;
  if (orm_migration_get_copy_path (migration) != NULL)
    /* Translators: an inventory, a version number, and the copy of the inventory */
    g_printerr (_("%s was brought to version %u. As it was before, it is kept as %s\n"), path,
                STOCK_SCHEMA_VERSION, orm_migration_get_copy_path (migration));
  return TRUE;
}
