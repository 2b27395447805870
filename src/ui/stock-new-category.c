#include "ui/stock-new-category.h"

#include "ui/stock-edit.h"

struct _StockNewCategory
{
  GtkPopover parent_instance;

  StockInventory *inventory;

  GtkEditable *entry;
  GtkWidget *reason;
  GtkWidget *button;
};

static guint added_signal;

G_DEFINE_FINAL_TYPE (StockNewCategory, stock_new_category, GTK_TYPE_POPOVER)

static void
changed_cb (StockNewCategory *self)
{
  gtk_widget_set_sensitive (self->button, *gtk_editable_get_text (self->entry) != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_hide (self->reason);
}

static void
add_cb (StockNewCategory *self)
{
  g_autoptr (StockCategory) category = NULL;
  g_autoptr (GError) error = NULL;

  category = stock_edit_add_category (self->inventory, gtk_editable_get_text (self->entry),
                                      &error);
  if (category == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->reason), error->message);
      gtk_widget_show (self->reason);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, added_signal, 0, category);
}

static void
stock_new_category_closed (GtkPopover *popover)
{
  gtk_editable_set_text (STOCK_NEW_CATEGORY (popover)->entry, "");
}

static void
stock_new_category_dispose (GObject *object)
{
  StockNewCategory *self = STOCK_NEW_CATEGORY (object);

  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_new_category_parent_class)->dispose (object);
}

static void
stock_new_category_class_init (StockNewCategoryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_new_category_dispose;
  GTK_POPOVER_CLASS (klass)->closed = stock_new_category_closed;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-new-category.ui");
  gtk_widget_class_bind_template_child (widget_class, StockNewCategory, entry);
  gtk_widget_class_bind_template_child (widget_class, StockNewCategory, reason);
  gtk_widget_class_bind_template_child (widget_class, StockNewCategory, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  added_signal = g_signal_new ("added", STOCK_TYPE_NEW_CATEGORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, STOCK_TYPE_CATEGORY);
}

static void
stock_new_category_init (StockNewCategory *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_new_category_set_inventory:
 * @self: the popover
 * @inventory: (nullable): where categories are made; %NULL lets go of it
 */
void
stock_new_category_set_inventory (StockNewCategory *self,
                                  StockInventory   *inventory)
{
  g_set_object (&self->inventory, inventory);
}
