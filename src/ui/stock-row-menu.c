#include "config.h"

#include "ui/stock-row-menu.h"

#include <glib/gi18n-lib.h>

#include "model/stock-category-tree.h"

/* What stands in the menu of a cell, in sections; that of the head of a row has no more than what
 * is done to whole rows. */
static const struct
{
  guint section;
  gboolean is_for_rows;
  const char *label;
  const char *action;
  const char *key;
} items[] = {
  { 0, FALSE, N_("Cu_t"), "sheet.cut", "<Control>x" },
  { 0, FALSE, N_("_Copy"), "sheet.copy", "<Control>c" },
  { 0, TRUE, N_("Copy as Te_xt"), "sheet.copy-text", "<Control><Shift>c" },
  { 0, FALSE, N_("_Paste"), "sheet.paste", "<Control>v" },
  /* Translators: Empties the selected cells */
  { 0, FALSE, N_("C_lear"), "sheet.clear", "Delete" },
  { 1, FALSE, N_("_Filter by This Value"), "table.filter-cell", NULL },
  { 1, FALSE, N_("_Edit"), "sheet.edit", "F2" },
  { 1, FALSE, N_("_Fill Down"), "sheet.fill-down", "<Control>d" },
  { 2, TRUE, N_("_Add Product"), "sheet.insert-row", "<Control>plus" },
  /* Translators: The products whose cells are selected, one or more */
  { 2, TRUE, N_("D_uplicate Selected Products"), "sheet.duplicate-rows", "<Control><Shift>d" },
  /* Translators: The products whose cells are selected, one or more */
  { 2, TRUE, N_("_Delete Selected Products"), "sheet.delete-rows", "<Control>minus" },
};

#define N_SECTIONS 3

static void
append_category (GMenu      *menu,
                 const char *label,
                 gint64      key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "table.move-to-category", "x", key);
  g_menu_append_item (menu, item);
}

/* All categories as in the sidebar, each below the one that it belongs to. */
static GMenuModel *
create_categories (OrmSession *session)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) named = g_menu_new ();
  g_autoptr (GMenu) none = g_menu_new ();
  g_autoptr (StockCategoryTree) tree = stock_category_tree_new (session);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (StockCategory) category = g_list_model_get_item (G_LIST_MODEL (tree), i);
      g_autoptr (GString) label = g_string_new (NULL);

      for (guint j = stock_category_tree_get_depth (tree, i); j > 0; j--)
        g_string_append (label, "\u2003");
      g_string_append (label, category->name);
      g_string_replace (label, "_", "__", 0);
      append_category (named, label->str, category->category_id);
    }
  append_category (none, _("No category"), 0);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (named));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));
  return G_MENU_MODEL (menu);
}

/**
 * stock_row_menu_new:
 * @session: where the categories are
 * @for_head: whether it is for the head of a row instead of a cell
 *
 * Makes a context menu. The actions are those of the sheet and of the table.
 *
 * Returns: (transfer full): the menu
 */
GMenuModel *
stock_row_menu_new (OrmSession *session,
                    gboolean    for_head)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) categories = create_categories (session);
  g_autoptr (GMenu) move = g_menu_new ();

  for (guint section = 0; section < N_SECTIONS; section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (guint i = 0; i < G_N_ELEMENTS (items); i++)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (_(items[i].label), items[i].action);

          if (items[i].section != section || (for_head && !items[i].is_for_rows))
            continue;
          if (items[i].key != NULL)
            g_menu_item_set_attribute (item, "accel", "s", items[i].key);
          g_menu_append_item (part, item);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (part));
    }
  g_menu_append_submenu (move, _("_Move to Category"), categories);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (move));
  return G_MENU_MODEL (menu);
}
