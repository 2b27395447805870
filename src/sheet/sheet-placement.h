#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sheet_placement_set    (GtkWidget                   *widget,
                             int                          x,
                             int                          y,
                             int                          width,
                             int                          height);
void sheet_placement_beside (GtkWidget                   *layer,
                             GtkWidget                   *widget,
                             const cairo_rectangle_int_t *cell,
                             gboolean                     above);

G_END_DECLS
