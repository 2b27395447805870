#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "app/stock-application.h"
#include "app/stock-command-line.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (StockApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Before GTK looks for a display: a subcommand needs none. */
  if (stock_command_line_is_subcommand (argc, argv))
    return stock_command_line_run (argc, argv);

  /* X11 finds the desktop file by it. */
  g_set_prgname (APPLICATION_ID);
  application = stock_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
