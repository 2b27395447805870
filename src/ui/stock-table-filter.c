/* What the user does to see fewer products. */

#include "config.h"

#include "ui/stock-table-private.h"

#include "ui/stock-filter-popover.h"
#include "ui/stock-product-column.h"

/* Where the popover of a column points to: at the chip of its filter, or else to where the menu of
 * its header did. */
static GdkRectangle
get_area (StockTable       *self,
          const StockField *field)
{
  GtkWidget *chip = stock_filter_bar_get_chip (self->filter_bar, field);
  GdkRectangle area = { 0, 0, 1, 1 };
  graphene_point_t corner;
  graphene_rect_t bounds;

  if (chip != NULL && gtk_widget_compute_bounds (chip, GTK_WIDGET (self), &bounds))
    return (GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width,
                            bounds.size.height };
  area = self->header_area;
  if (gtk_widget_compute_point (GTK_WIDGET (self->sheet), GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT (area.x, area.y), &corner))
    {
      area.x = corner.x;
      area.y = corner.y;
    }
  return area;
}

static void
open_popover (StockTable       *self,
              const StockField *field)
{
  g_autoptr (OrmQuery) query = stock_table_create_query (self, field);
  GdkRectangle area = get_area (self, field);

  g_clear_pointer (&self->filter_popover, gtk_widget_unparent);
  self->filter_popover
    = stock_filter_popover_new (field, self->filters, self->inventory, query);
  gtk_widget_set_parent (self->filter_popover, GTK_WIDGET (self));
  gtk_popover_set_position (GTK_POPOVER (self->filter_popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->filter_popover), &area);
  g_signal_connect_object (self->filter_popover, "closed", G_CALLBACK (stock_table_focus), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->filter_popover));
}

static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockTable *self = STOCK_TABLE (widget);
  const StockField *field = stock_field_find (g_variant_get_string (parameter, NULL));

  if (field != NULL && stock_table_commit (self))
    open_popover (self, field);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StockTable *self = STOCK_TABLE (widget);
  const StockField *field = stock_field_find (g_variant_get_string (parameter, NULL));

  if (field == NULL || !stock_table_commit (self))
    return;
  stock_filters_remove (self->filters, field);
  stock_table_focus (self);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  StockTable *self = STOCK_TABLE (widget);

  if (!stock_table_commit (self))
    return;
  stock_filters_clear (self->filters);
  stock_table_focus (self);
}

/* The products that have the same value as the cell of the cursor. */
static void
cell_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StockTable *self = STOCK_TABLE (widget);
  SheetColumn *column = sheet_view_get_cursor_column (self->sheet);
  GObject *item = sheet_view_get_cursor_item (self->sheet);
  StockFilter *filter = NULL;

  if (item == NULL || !stock_table_commit (self))
    return;
  filter = stock_filter_new_product (stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column)),
                                     self->inventory, STOCK_PRODUCT (item));
  if (filter != NULL)
    stock_filters_add (self->filters, filter);
}

/* Installs what the bar of filters and the menus of the table do. */
void
stock_table_install_filter_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.filter", "s", filter_action);
  gtk_widget_class_install_action (widget_class, "table.remove-filter", "s", remove_action);
  gtk_widget_class_install_action (widget_class, "table.clear-filters", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "table.filter-cell", NULL, cell_action);
}

/* Says whether the value of the cursor's cell can be filtered by. */
void
stock_table_update_filter_actions (StockTable *self)
{
  SheetColumn *column = sheet_view_get_cursor_column (self->sheet);

  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "table.filter-cell",
    column != NULL
      && stock_filter_get_kind (
           stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column))) != 0);
}
