#include "app/stock-command.h"

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
