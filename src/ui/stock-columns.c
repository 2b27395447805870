#include "ui/stock-columns.h"

#include "ui/stock-product-column.h"
#include "ui/stock-settings.h"

/**
 * stock_columns_add:
 * @sheet: an empty sheet
 * @inventory: the inventory
 * @calendar: what day it is
 *
 * Gives the sheet its columns and the arrow of the order that was chosen last, by name at first.
 */
void
stock_columns_add (SheetView      *sheet,
                   StockInventory *inventory,
                   StockCalendar  *calendar)
{
  GSettings *settings = stock_settings_get ();
  g_autoptr (GVariant) widths = g_settings_get_value (settings, "column-widths");
  g_autofree char *sort = g_settings_get_string (settings, "sort-column");
  const char *sorted = stock_field_find (sort) != NULL ? sort : "name";
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autoptr (SheetColumn) column
        = stock_product_column_new (&fields[i], inventory, calendar);
      int width;

      if (g_variant_lookup (widths, fields[i].id, "i", &width))
        sheet_column_set_width (column, width);
      sheet_view_add_column (sheet, column);
      if (g_str_equal (fields[i].id, sorted))
        sheet_view_set_sort (sheet, column, g_settings_get_boolean (settings, "sort-descending"));
    }
}

/**
 * stock_columns_changed:
 * @sheet: the sheet
 *
 * Lets every cell be shown anew.
 */
void
stock_columns_changed (SheetView *sheet)
{
  GListModel *columns = sheet_view_get_columns (sheet);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      sheet_column_changed (column);
    }
}

static GVariant *
dup_widths (SheetView *sheet)
{
  GListModel *columns = sheet_view_get_columns (sheet);
  GVariantBuilder widths = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);
      const StockField *field = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column));

      if (sheet_column_get_width (column) != field->width)
        g_variant_builder_add (&widths, "{si}", field->id, sheet_column_get_width (column));
    }
  return g_variant_ref_sink (g_variant_builder_end (&widths));
}

/**
 * stock_columns_save:
 * @sheet: the sheet
 *
 * Remembers the widths that are not those of the beginning, and the order of rows.
 */
void
stock_columns_save (SheetView *sheet)
{
  GSettings *settings = stock_settings_get ();
  g_autoptr (GVariant) widths = dup_widths (sheet);
  gboolean descending = FALSE;
  SheetColumn *sort = sheet_view_get_sort (sheet, &descending);

  g_settings_set_value (settings, "column-widths", widths);
  g_settings_set_string (settings, "sort-column", sort != NULL ? sheet_column_get_id (sort) : "");
  g_settings_set_boolean (settings, "sort-descending", descending);
}

/**
 * stock_columns_order:
 * @sheet: the sheet
 * @query: a query of products
 *
 * Lets @query sort as the arrow in the header says; by name if there is none.
 */
void
stock_columns_order (SheetView *sheet,
                     OrmQuery  *query)
{
  gboolean descending = FALSE;
  SheetColumn *sort = sheet_view_get_sort (sheet, &descending);
  const StockField *field = sort != NULL
                              ? stock_product_column_get_field (STOCK_PRODUCT_COLUMN (sort))
                              : stock_field_find ("name");

  stock_field_order (field, query, descending ? ORM_DESCENDING : ORM_ASCENDING);
}
