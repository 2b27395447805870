#include "config.h"

#include "ui/stock-column-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-filter.h"
#include "ui/stock-product-column.h"

static void
append (GMenu       *menu,
        const char  *label,
        const char  *action,
        SheetColumn *column)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", sheet_column_get_id (column));
  g_menu_append_item (menu, item);
}

static void
append_sort (GMenu       *menu,
             SheetView   *sheet,
             SheetColumn *column)
{
  gboolean numeric = sheet_column_get_numeric (column);
  guint n_keys;
  const SheetSortKey *keys = sheet_view_get_sort (sheet, &n_keys);

  append (menu, numeric ? _("Sort from _Least to Most") : _("Sort _A to Z"), "sheet.sort-up",
          column);
  append (menu, numeric ? _("Sort from _Most to Least") : _("Sort _Z to A"), "sheet.sort-down",
          column);
  for (guint i = 0; i < n_keys; i++)
    if (keys[i].column == column)
      append (menu, _("_Remove Sort"), "sheet.remove-sort", column);
}

static void
append_filter (GMenu       *menu,
               SheetColumn *column)
{
  const StockField *field = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (column));

  if (stock_filter_get_kind (field) != 0)
    append (menu, _("_Filter…"), "table.filter", column);
}

static void
append_place (GMenu       *menu,
              SheetColumn *column)
{
  append (menu, _("Move _Left"), "sheet.move-column-left", column);
  append (menu, _("Move _Right"), "sheet.move-column-right", column);
  append (menu, _("_Best Width"), "sheet.fit-column", column);
  append (menu, _("_Hide"), "sheet.hide-column", column);
}

/* All columns, each with a check mark if it is shown. The last that is shown cannot be hidden: it
 * has no action. */
static GMenuModel *
create_list (SheetView *sheet)
{
  GListModel *columns = sheet_view_get_columns (sheet);
  gboolean is_single = sheet_view_get_shown_column (sheet, 1) == NULL;
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);
      const char *id = sheet_column_get_id (column);
      gboolean is_last = is_single && sheet_column_get_visible (column);
      g_autofree char *name = g_strconcat ("column.", is_last ? "none" : id, NULL);

      g_menu_append (menu, sheet_column_get_title (column), name);
    }
  return G_MENU_MODEL (menu);
}

/**
 * stock_column_menu_add_actions:
 * @sheet: the sheet, with its columns
 *
 * Lets menus show and hide each column.
 */
void
stock_column_menu_add_actions (SheetView *sheet)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GListModel *columns = sheet_view_get_columns (sheet);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (SheetColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GPropertyAction) action
        = g_property_action_new (sheet_column_get_id (column), column, "visible");

      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (sheet), "column", G_ACTION_GROUP (group));
}

/**
 * stock_column_menu_new:
 * @sheet: the sheet
 * @column: one of its columns
 *
 * Makes the menu of the column's header.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
stock_column_menu_new (SheetView   *sheet,
                       SheetColumn *column)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();
  g_autoptr (GMenu) filter = g_menu_new ();
  g_autoptr (GMenu) place = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenuModel) list = create_list (sheet);

  if (sheet_column_get_sortable (column))
    append_sort (sort, sheet, column);
  append_filter (filter, column);
  append_place (place, column);
  g_menu_append_submenu (others, _("_Columns"), list);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (filter));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (place));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));

  return G_MENU_MODEL (menu);
}
