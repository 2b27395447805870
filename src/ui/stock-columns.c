#include "ui/stock-columns.h"

#include "ui/stock-product-column.h"

/* Pixels: what is wider or narrower in a layout was not written by this program. */
#define NARROWEST 16
#define WIDEST 4000

/**
 * stock_columns_add:
 * @sheet: an empty sheet
 * @inventory: the inventory
 * @calendar: what day it is
 *
 * Gives the sheet its columns, as they are at first.
 */
void
stock_columns_add (SheetView      *sheet,
                   StockInventory *inventory,
                   StockCalendar  *calendar)
{
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autoptr (SheetColumn) column
        = stock_product_column_new (&fields[i], inventory, calendar);

      sheet_view_add_column (sheet, column);
    }
  stock_columns_set_layout (sheet, NULL);
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

static const StockField *
get_field (SheetColumn *column)
{
  return stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column));
}

/**
 * stock_columns_dup_layout:
 * @sheet: the sheet
 *
 * Returns: (transfer full): how the columns are now
 */
GVariant *
stock_columns_dup_layout (SheetView *sheet)
{
  GListModel *columns = sheet_view_get_columns (sheet);
  GVariantBuilder shown = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sib)"));
  GVariantBuilder sort = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sb)"));
  guint n_keys;
  const SheetSortKey *keys = sheet_view_get_sort (sheet, &n_keys);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);

      g_variant_builder_add (&shown, "(sib)", sheet_column_get_id (column),
                             sheet_column_get_width (column), sheet_column_get_visible (column));
    }
  for (guint i = 0; i < n_keys; i++)
    g_variant_builder_add (&sort, "(sb)", sheet_column_get_id (keys[i].column),
                           keys[i].descending);
  return g_variant_ref_sink (g_variant_new (STOCK_LAYOUT_TYPE, &shown, &sort));
}

static GHashTable *
index_columns (SheetView *sheet)
{
  GListModel *columns = sheet_view_get_columns (sheet);
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      SheetColumn *column = g_list_model_get_item (columns, i);

      g_hash_table_insert (index, (gpointer) sheet_column_get_id (column), column);
    }
  return index;
}

/* Takes the columns that @shown names out of @index and into @order. */
static void
place_named (GVariant   *shown,
             GHashTable *index,
             GPtrArray  *order)
{
  GVariantIter iter;
  const char *id;
  gboolean visible, any = FALSE;
  int width;

  g_variant_iter_init (&iter, shown);
  while (g_variant_iter_next (&iter, "(&sib)", &id, &width, &visible))
    {
      SheetColumn *column = g_hash_table_lookup (index, id);

      if (column == NULL)
        continue;
      sheet_column_set_width (column, CLAMP (width, NARROWEST, WIDEST));
      sheet_column_set_visible (column, visible);
      any |= visible;
      g_ptr_array_add (order, g_object_ref (column));
      g_hash_table_remove (index, id);
    }
  /* A table without columns would have no header to bring them back with. */
  if (!any && order->len > 0)
    sheet_column_set_visible (g_ptr_array_index (order, 0), TRUE);
}

static void
place_others (GHashTable *index,
              GPtrArray  *order)
{
  guint n_fields;
  const StockField *fields = stock_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      SheetColumn *column = g_hash_table_lookup (index, fields[i].id);

      if (column == NULL)
        continue;
      sheet_column_set_width (column, fields[i].width);
      sheet_column_set_visible (column, TRUE);
      g_ptr_array_add (order, g_object_ref (column));
    }
}

static void
set_sort (SheetView *sheet,
          GVariant  *sort)
{
  g_autoptr (GHashTable) index = index_columns (sheet);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SheetSortKey));
  GVariantIter iter;
  SheetSortKey key;
  const char *id;

  g_variant_iter_init (&iter, sort);
  while (g_variant_iter_next (&iter, "(&sb)", &id, &key.descending))
    {
      key.column = g_hash_table_lookup (index, id);
      if (key.column != NULL)
        g_array_append_val (keys, key);
    }
  sheet_view_set_sort (sheet, (const SheetSortKey *) keys->data, keys->len);
}

/**
 * stock_columns_set_layout:
 * @sheet: the sheet
 * @layout: (nullable): a layout; %NULL: as it is at first, all columns, by name
 */
void
stock_columns_set_layout (SheetView *sheet,
                          GVariant  *layout)
{
  g_autoptr (GVariant) plain
    = layout != NULL ? g_variant_ref (layout)
                     : g_variant_ref_sink (g_variant_new_parsed (
                         "(@a(sib) [], [('name', false)])"));
  g_autoptr (GVariant) shown = g_variant_get_child_value (plain, 0);
  g_autoptr (GVariant) sort = g_variant_get_child_value (plain, 1);
  g_autoptr (GHashTable) index = index_columns (sheet);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_object_unref);

  place_named (shown, index, order);
  place_others (index, order);
  sheet_view_arrange_columns (sheet, (SheetColumn *const *) order->pdata, order->len);
  set_sort (sheet, sort);
}

/**
 * stock_columns_order:
 * @sheet: the sheet
 * @query: a query of products
 *
 * Lets @query sort as the arrows in the header say; by name if there are none.
 */
void
stock_columns_order (SheetView *sheet,
                     OrmQuery  *query)
{
  guint n_keys;
  const SheetSortKey *keys = sheet_view_get_sort (sheet, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    stock_field_order (get_field (keys[i].column), query,
                       keys[i].descending ? ORM_DESCENDING : ORM_ASCENDING);
  if (n_keys == 0)
    stock_field_order (stock_field_find ("name"), query, ORM_ASCENDING);
}
