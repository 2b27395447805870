#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean stock_command_line_is_subcommand (int    argc,
                                           char **argv);
int      stock_command_line_run           (int    argc,
                                           char **argv);

G_END_DECLS
