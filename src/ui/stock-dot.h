#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StockDot:
 *
 * A round spot in the colour of a category.
 *
 * Properties: `colour`, as "#rrggbb"; NULL shows nothing.
 */
#define STOCK_TYPE_DOT (stock_dot_get_type ())
G_DECLARE_FINAL_TYPE (StockDot, stock_dot, STOCK, DOT, GtkWidget)

GtkWidget *stock_dot_new        (const char *colour);
void       stock_dot_set_colour (StockDot   *self,
                                 const char *colour);

G_END_DECLS
