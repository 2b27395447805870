#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * StockProblemWindow:
 *
 * Stands in the place of a window on an inventory that cannot be opened: it says why, and what can
 * be done instead. The file is not touched.
 *
 * Signals: `open-inventory (GFile *file, gboolean create)`, as of #StockWindow; also with the same
 * file, to try again.
 */
#define STOCK_TYPE_PROBLEM_WINDOW (stock_problem_window_get_type ())
G_DECLARE_FINAL_TYPE (StockProblemWindow, stock_problem_window, STOCK, PROBLEM_WINDOW,
                      AdwApplicationWindow)

StockProblemWindow *stock_problem_window_new (GtkApplication *application,
                                              GFile          *file,
                                              const GError   *error);

G_END_DECLS
