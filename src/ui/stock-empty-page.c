#include "config.h"

#include "ui/stock-empty-page.h"

#include <glib/gi18n-lib.h>

struct _StockEmptyPage
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkBox *buttons;
};

/* When a button is of use. */
typedef enum
{
  ON_NEW = 1 << STOCK_EMPTY_NEW,
  ON_INVENTORY = 1 << STOCK_EMPTY_INVENTORY,
  ON_SCOPE = 1 << STOCK_EMPTY_SCOPE,
  ON_SEARCH = 1 << STOCK_EMPTY_SEARCH,
  ON_FILTER = 1 << STOCK_EMPTY_FILTER,
  IN_CATEGORY = 1 << STOCK_N_EMPTINESSES, /* in a category only */
  WRITES = IN_CATEGORY << 1,              /* where the inventory can be written */
} When;

static const struct
{
  const char *label;
  const char *action;
  const char *css_class;
  When when;
} buttons[] = {
  { N_("_Import a Spreadsheet…"), "win.import", "suggested-action",
    ON_NEW | ON_INVENTORY | WRITES },
  { N_("_Add a Product"), "win.add-product", NULL, ON_NEW | ON_INVENTORY | WRITES },
  { N_("_Try the Sample Inventory"), "win.add-sample", NULL, ON_NEW | WRITES },
  { N_("_Add a Product"), "win.add-product", "suggested-action", ON_SCOPE | IN_CATEGORY | WRITES },
  { N_("_Remove Filters"), "table.clear-filters", NULL, ON_FILTER },
  { N_("_Clear the Search"), "win.clear-search", NULL, ON_SEARCH },
};

G_DEFINE_FINAL_TYPE (StockEmptyPage, stock_empty_page, ADW_TYPE_BIN)

static void
add_buttons (StockEmptyPage *self,
             When            now)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      When needed = buttons[i].when & (IN_CATEGORY | WRITES);

      if ((buttons[i].when & ~needed & now) == 0 || (needed & now) != needed)
        continue;
      child = gtk_button_new_with_mnemonic (_(buttons[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (child), buttons[i].action);
      gtk_widget_add_css_class (child, "pill");
      if (buttons[i].css_class != NULL)
        gtk_widget_add_css_class (child, buttons[i].css_class);
      gtk_box_append (self->buttons, child);
    }
}

static void
stock_empty_page_class_init (StockEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-empty-page.ui");
  gtk_widget_class_bind_template_child (widget_class, StockEmptyPage, page);
  gtk_widget_class_bind_template_child (widget_class, StockEmptyPage, buttons);
}

static void
stock_empty_page_init (StockEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_empty_page_show:
 * @self: the page
 * @emptiness: why there is nothing to show
 * @scope: what is to be shown
 * @editable: whether products can be added
 */
void
stock_empty_page_show (StockEmptyPage *self,
                       StockEmptiness  emptiness,
                       StockScope     *scope,
                       gboolean        editable)
{
  const char *icon_name = stock_scope_get_icon_name (scope);
  const char *title = stock_scope_get_empty_title (scope);
  const char *description = stock_scope_get_empty_description (scope);

  if (emptiness == STOCK_EMPTY_NEW)
    {
      icon_name = APPLICATION_ID;
      title = _("Welcome to Stockbook");
    }
  else if (emptiness == STOCK_EMPTY_SEARCH)
    {
      icon_name = "edit-find-symbolic";
      title = _("No Products Found");
      description = _("Every word of a search is looked for in name, SKU, barcode, supplier and "
                      "notes.");
    }
  else if (emptiness == STOCK_EMPTY_FILTER)
    {
      icon_name = "edit-find-symbolic";
      title = _("No Products Pass the Filters");
      description = _("What is shown is narrowed by the filters above.");
    }
  adw_status_page_set_icon_name (self->page,
                                 icon_name != NULL ? icon_name : "stock-all-symbolic");
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, description);
  add_buttons (self, 1 << emptiness | (editable ? WRITES : 0)
                       | (stock_scope_get_category (scope) != NULL ? IN_CATEGORY : 0));
}
