#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Picture:
 *
 * What a widget looks like, in pixels.
 */
typedef struct
{
  int     width;
  int     height;
  guint32 pixels[]; /* alpha, red, green, blue from the highest byte; row by row */
} Picture;

Picture *picture_new      (GtkWidget     *widget);
Picture *picture_new_part (GtkWidget     *widget,
                           GtkWidget     *part);
guint32  picture_get      (const Picture *self,
                           int            x,
                           int            y);
gboolean picture_is_ink   (const Picture *self,
                           int            x,
                           int            y);
gboolean picture_find_ink (const Picture *self,
                           int           *left,
                           int           *right);
gboolean picture_is_equal (const Picture *self,
                           const Picture *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, g_free)

G_END_DECLS
