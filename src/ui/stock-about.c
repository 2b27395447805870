#include "config.h"

#include "ui/stock-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * stock_about_show:
 * @parent: the window in front of which it stands
 *
 * Shows who made the program and what it may be used for.
 */
void
stock_about_show (GtkWindow *parent)
{
  static const char *const developers[] = { "The Stockbook developers", NULL };

  adw_show_about_window (parent,
                         "application-name", "Stockbook",
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "comments", _("Stock-keeping as quick as a spreadsheet and as safe as "
                                       "a database"),
                         "developer-name", _("The Stockbook developers"),
                         "developers", developers,
                         /* Translators: your names, one a line, with addresses if you like */
                         "translator-credits", _("translator-credits"),
                         "copyright", "© 2026 The Stockbook developers",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}
