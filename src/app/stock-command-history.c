#include "config.h"

#include "app/stock-command.h"

#include <glib/gi18n-lib.h>

#include "model/stock-inventory.h"

/* "stockbook history", "undo" and "redo": the steps of an inventory, and the way through them. */

static StockInventory *
open_inventory (const StockArguments  *arguments,
                OrmOpenFlags           flags,
                GError               **error)
{
  g_autofree char *path = arguments->files != NULL ? g_strdup (arguments->files[0])
                                                   : stock_arguments_dup_inventory (arguments);

  if (!(flags & ORM_OPEN_READ_ONLY) && !stock_command_migrate (path, error))
    return NULL;
  return stock_inventory_open (path, flags | ORM_OPEN_WAIT, error);
}

/* Reads how much is to be kept: "500" steps, "20MB", "all". */
static gboolean
parse_limit (const char      *text,
             OrmHistorySize  *limit,
             GError         **error)
{
  static const struct { const char *unit; gint64 factor; } units[] = {
    { "kB", 1000 }, { "MB", 1000 * 1000 }, { "GB", 1000 * 1000 * 1000 },
  };
  char *end;
  gint64 number = g_ascii_strtoll (text, &end, 10);

  *limit = (OrmHistorySize) { 0 };
  if (g_str_equal (text, "all"))
    return TRUE;
  if (end != text && *end == '\0' && number > 0)
    {
      limit->n_steps = number;
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (end != text && g_str_equal (end, units[i].unit) && number > 0 && number < 1000 * 1000)
      {
        limit->n_bytes = number * units[i].factor;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               /* Translators: the examples are typed as they are. */
               _("“%s” is no limit: 500 is a number of steps, 20MB a size, all is everything"),
               text);
  return FALSE;
}

static gboolean
set_limit (OrmHistory  *history,
           const char  *text,
           GError     **error)
{
  OrmHistorySize limit;

  return text == NULL
         || (parse_limit (text, &limit, error) && orm_history_set_limit (history, &limit, error));
}

static void
print_step (OrmStep *step)
{
  g_autoptr (GDateTime) utc =
    g_date_time_new_from_unix_utc (orm_step_get_time (step) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%F %T") : g_strdup ("");

  g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%" G_GINT64_FORMAT "\t%s\n", orm_step_get_number (step),
           time, orm_step_get_name (step), orm_step_get_n_rows (step),
           orm_step_is_undone (step) ? _("undone") : "");
}

static gboolean
print_size (OrmHistory  *history,
            GError     **error)
{
  OrmHistorySize size;
  g_autofree char *bytes = NULL;

  if (!orm_history_measure (history, &size, error))
    return FALSE;
  bytes = g_format_size (size.n_bytes);
  /* Translators: the second is a size, such as 2.1 MB. */
  g_print (ngettext ("%d step, %s\n", "%d steps, %s\n", size.n_steps), (int) size.n_steps, bytes);
  return TRUE;
}

static gboolean
run_history (StockArguments  *arguments,
             GError         **error)
{
  OrmOpenFlags flags = arguments->keep != NULL ? ORM_OPEN_DEFAULT : ORM_OPEN_READ_ONLY;
  g_autoptr (StockInventory) inventory = open_inventory (arguments, flags, error);
  g_autoptr (GListModel) steps = NULL;
  OrmHistory *history;
  guint n_steps;

  if (inventory == NULL)
    return FALSE;
  history = stock_inventory_get_history (inventory);
  if (!set_limit (history, arguments->keep, error))
    return FALSE;
  steps = orm_history_get_steps (history);
  n_steps = g_list_model_get_n_items (steps);
  if (arguments->limit > 0)
    n_steps = MIN (n_steps, (guint) arguments->limit);
  for (guint i = 0; i < n_steps; i++)
    {
      g_autoptr (OrmStep) step = g_list_model_get_item (steps, i);

      print_step (step);
    }
  return print_size (history, error);
}

/* Goes one step. Returns: (transfer full) (nullable): its name */
static char *
move (const StockArguments  *arguments,
      const char          *(*get_name) (OrmHistory *),
      gboolean             (*func) (OrmHistory *, GError **),
      GError               **error)
{
  g_autoptr (StockInventory) inventory = open_inventory (arguments, ORM_OPEN_DEFAULT, error);
  g_autofree char *name = NULL;
  OrmHistory *history;

  if (inventory == NULL)
    return NULL;
  history = stock_inventory_get_history (inventory);
  name = g_strdup (get_name (history));
  return func (history, error) ? g_steal_pointer (&name) : NULL;
}

static gboolean
run_undo (StockArguments  *arguments,
          GError         **error)
{
  g_autofree char *name = move (arguments, orm_history_get_undo_name, orm_history_undo, error);

  if (name != NULL)
    /* Translators: %s is the name of a step, such as: Edit of Price */
    g_print (_("Undone: %s\n"), name);
  return name != NULL;
}

static gboolean
run_redo (StockArguments  *arguments,
          GError         **error)
{
  g_autofree char *name = move (arguments, orm_history_get_redo_name, orm_history_redo, error);

  if (name != NULL)
    /* Translators: %s is the name of a step, such as: Edit of Price */
    g_print (_("Redone: %s\n"), name);
  return name != NULL;
}

static void
add_history_options (GOptionContext *context,
                     StockArguments *arguments)
{
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &arguments->limit,
      N_("List no more than so many steps"), N_("NUMBER") },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &arguments->keep,
      N_("Keep no more from now on: 500 steps, or a size such as 20MB; all is everything"),
      N_("LIMIT") },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

const StockCommand stock_command_history = {
  "history", N_("[FILE]"),
  N_("Lists the steps of an inventory, the newest first: number, time, name, rows and whether\n"
     "it is undone, parted by tabs; in the last line how many there are and what they take."),
  0, 1, add_history_options, run_history,
};

const StockCommand stock_command_undo = {
  "undo", N_("[FILE]"),
  N_("Undoes the last step of an inventory, all of it or nothing. Stockbook may have the file\n"
     "open, and shows what has changed."),
  0, 1, NULL, run_undo,
};

const StockCommand stock_command_redo = {
  "redo", N_("[FILE]"), N_("Does again the step that was undone last."), 0, 1, NULL, run_redo,
};
