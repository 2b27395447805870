#include "picture.h"

#include <string.h>

/* What is within the frame of a cell. */
#define MARGIN 4

static Picture *
render (GtkWidget             *widget,
        const graphene_rect_t *area)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderNode *node;
  Picture *self;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, area);
  gsk_render_node_unref (node);

  self = g_malloc (sizeof (Picture)
                   + sizeof (guint32) * gdk_texture_get_width (texture)
                     * gdk_texture_get_height (texture));
  self->width = gdk_texture_get_width (texture);
  self->height = gdk_texture_get_height (texture);
  gdk_texture_download (texture, (guchar *) self->pixels, self->width * sizeof (guint32));

  return self;
}

Picture *
picture_new (GtkWidget *widget)
{
  return picture_new_part (widget, widget);
}

/* The part of a widget that a child of it takes, with all that lies over it. */
Picture *
picture_new_part (GtkWidget *widget,
                  GtkWidget *part)
{
  graphene_rect_t area;

  g_assert_true (gtk_widget_compute_bounds (part, widget, &area));

  return render (widget, &area);
}

guint32
picture_get (const Picture *self,
             int            x,
             int            y)
{
  g_assert_cmpint (x, <, self->width);
  g_assert_cmpint (y, <, self->height);

  return self->pixels[y * self->width + x];
}

/* Whether the pixel is dark, as text is in a light style. */
gboolean
picture_is_ink (const Picture *self,
                int            x,
                int            y)
{
  guint32 pixel = picture_get (self, x, y);

  return ((pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff)) < 3 * 128;
}

/* The first and last column within the frame that has ink. */
gboolean
picture_find_ink (const Picture *self,
                  int           *left,
                  int           *right)
{
  *left = G_MAXINT;
  *right = -1;

  for (int x = MARGIN; x < self->width - MARGIN; x++)
    {
      for (int y = MARGIN; y < self->height - MARGIN; y++)
        {
          if (picture_is_ink (self, x, y))
            {
              *left = MIN (*left, x);
              *right = MAX (*right, x);
            }
        }
    }

  return *right >= 0;
}

gboolean
picture_is_equal (const Picture *self,
                  const Picture *other)
{
  gsize size = sizeof (guint32) * self->width * self->height;

  return self->width == other->width && self->height == other->height
         && memcmp (self->pixels, other->pixels, size) == 0;
}
