#include "sheet/sheet-placement.h"

/* Pixels between the cell and what stands beside it. */
#define GAP 4

/**
 * sheet_placement_set:
 * @widget: a child of the layer
 * @x: where it begins, from the left of the layer
 * @y: likewise, from its top
 * @width: how wide it is
 * @height: how high it is
 *
 * Allocates a widget.
 */
void
sheet_placement_set (GtkWidget *widget,
                     int        x,
                     int        y,
                     int        width,
                     int        height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

static GtkRequisition
get_size (GtkWidget *widget,
          int        cell_width,
          int        layer_width)
{
  GtkRequisition least, size;

  gtk_widget_get_preferred_size (widget, &least, &size);
  size.width = CLAMP (MAX (size.width, cell_width), least.width, MAX (layer_width, least.width));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, size.width, NULL, &size.height, NULL, NULL);

  return size;
}

/* At the side that has more room, as low as the layer allows. */
static void
set_at_side (GtkWidget                   *layer,
             GtkWidget                   *widget,
             const cairo_rectangle_int_t *cell,
             const GtkRequisition        *size)
{
  int right = cell->x + cell->width + GAP;
  int room = gtk_widget_get_width (layer) - right;
  int x = room >= cell->x - GAP ? right : cell->x - GAP - size->width;
  int y = MIN (cell->y, gtk_widget_get_height (layer) - size->height);

  sheet_placement_set (widget, x, MAX (y, 0), size->width, size->height);
}

/**
 * sheet_placement_beside:
 * @layer: the parent
 * @widget: its child
 * @cell: what must not be covered, in the layer
 * @above: whether there is something below it already
 *
 * Puts a widget below the cell, or above it where there is no room below, or else at its side;
 * within the layer.
 */
void
sheet_placement_beside (GtkWidget                   *layer,
                        GtkWidget                   *widget,
                        const cairo_rectangle_int_t *cell,
                        gboolean                     above)
{
  int layer_width = gtk_widget_get_width (layer);
  gboolean is_rtl = gtk_widget_get_direction (layer) == GTK_TEXT_DIR_RTL;
  gboolean fits_below, fits_above;
  GtkRequisition size;
  int below = cell->y + cell->height + GAP;
  int x;

  if (!gtk_widget_should_layout (widget))
    return;

  size = get_size (widget, cell->width, layer_width);
  fits_above = cell->y - GAP - size.height >= 0;
  fits_below = !above && below + size.height <= gtk_widget_get_height (layer);
  if (!fits_below && !fits_above)
    {
      set_at_side (layer, widget, cell, &size);
      return;
    }

  x = is_rtl ? cell->x + cell->width - size.width : cell->x;
  sheet_placement_set (widget, CLAMP (x, 0, MAX (layer_width - size.width, 0)),
                       fits_below ? below : cell->y - GAP - size.height, size.width, size.height);
}
