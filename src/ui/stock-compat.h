#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StockFileFunc:
 * @file: what was chosen
 *
 * Called when the user has chosen a file; not called when the choice was cancelled.
 */
typedef void (*StockFileFunc) (GFile    *file,
                               gpointer  user_data);

/**
 * StockFileRequest:
 * @title: the title of the dialog
 * @accept: the label of its button, with a mnemonic
 * @initial_name: (nullable): the name that is offered for a file that is written; NULL: a file is
 *   read
 * @filter_name: what the files are called that are shown
 * @patterns: (array zero-terminated=1): and how their names look
 *
 * Which file to ask for.
 */
typedef struct
{
  const char *title;
  const char *accept;
  const char *initial_name;
  const char *filter_name;
  const char *const *patterns;
} StockFileRequest;

void stock_compat_choose_file (GtkWindow              *parent,
                               const StockFileRequest *request,
                               StockFileFunc           func,
                               gpointer                user_data);

G_END_DECLS
