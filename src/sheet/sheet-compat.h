#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sheet_compat_scroll_to_row (GtkColumnView *view,
                                 GtkWidget     *list,
                                 guint          row);

G_END_DECLS
