#include "config.h"

#include "ui/stock-category-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-dot.h"

#define COLUMNS 6

/* What the colours of the palette are called. */
static const struct
{
  const char *colour;
  const char *name;
} names[] = {
  { "#3584e4", N_("Blue") }, { "#2ec27e", N_("Green") }, { "#f5c211", N_("Yellow") },
  { "#ff7800", N_("Orange") }, { "#e01b24", N_("Red") }, { "#9141ac", N_("Purple") },
  { "#986a44", N_("Brown") }, { "#1c9fb0", N_("Teal") }, { "#62a0ea", N_("Light blue") },
  { "#57a300", N_("Leaf green") }, { "#c64600", N_("Rust") }, { "#dc8add", N_("Pink") },
};

static const char *
get_name (const char *colour)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].colour, colour))
      return _(names[i].name);
  return colour;
}

static GtkWidget *
create_swatch (const char    *colour,
               StockCategory *category)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), stock_dot_new (colour));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sidebar.set-colour");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", colour);
  if (g_ascii_strcasecmp (colour, category->colour) == 0)
    gtk_widget_add_css_class (button, "chosen");
  gtk_widget_set_tooltip_text (button, get_name (colour));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_name (colour), -1);
  return button;
}

static GtkWidget *
create_palette (StockCategory *category)
{
  GtkWidget *grid = gtk_grid_new ();
  const char *first = stock_category_next_colour (0);
  const char *colour = first;

  gtk_widget_add_css_class (grid, "palette");
  for (guint i = 0; i == 0 || colour != first; colour = stock_category_next_colour (++i))
    gtk_grid_attach (GTK_GRID (grid), create_swatch (colour, category), i % COLUMNS, i / COLUMNS,
                     1, 1);
  return grid;
}

/**
 * stock_category_menu_new:
 * @category: a category
 *
 * Makes its context menu. The actions are those of the sidebar: sidebar.rename, sidebar.delete,
 * and sidebar.set-colour with "#rrggbb".
 *
 * Returns: (transfer floating): a popover without a parent
 */
GtkWidget *
stock_category_menu_new (StockCategory *category)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();
  g_autoptr (GMenu) colours = g_menu_new ();
  g_autoptr (GMenuItem) palette = g_menu_item_new (NULL, NULL);
  GtkWidget *popover;

  g_menu_append (words, _("_Rename"), "sidebar.rename");
  g_menu_append (words, _("_Delete"), "sidebar.delete");
  g_menu_item_set_attribute (palette, "custom", "s", "palette");
  g_menu_append_item (colours, palette);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (colours));

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_menu_add_child (GTK_POPOVER_MENU (popover), create_palette (category), "palette");
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  return popover;
}
