#include "config.h"

#include "app/stock-command.h"

#include <glib/gi18n-lib.h>

#include "model/stock-inventory.h"

/* "stockbook check": what is wrong with an inventory. */

static gboolean
run (StockArguments  *arguments,
     GError         **error)
{
  g_autofree char *path = stock_arguments_dup_inventory (arguments);
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

const StockCommand stock_command_check = {
  "check", "",
  N_("Checks an inventory: its pages, its references and its tables. Nothing is changed."), 0, 0,
  NULL, run,
};
