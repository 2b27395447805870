#include "config.h"

#include "ui/stock-table-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-batch.h"
#include "ui/stock-row-menu.h"

/* Does something with a batch: at once where it is small, else beside the main loop. */
static void
run_batch (StockTable    *self,
           StockBatch    *batch,
           StockWorkFunc  func,
           const char    *step,
           const char    *done)
{
  OrmSession *session = stock_inventory_get_session (self->inventory);
  g_autoptr (StockBatch) owned = batch;
  g_autoptr (GError) error = NULL;

  if (stock_batch_get_size (batch) > STOCK_WORK_MANY)
    {
      stock_work_run_async (self->work, step, step, func, g_steal_pointer (&owned),
                            stock_batch_free, stock_table_worked, g_object_ref (self));
      return;
    }
  if (func (NULL, self->inventory, batch, NULL, &error)
      && orm_session_commit (session, step, &error))
    {
      stock_table_show_message (self, done, TRUE);
      return;
    }
  orm_session_rollback (session);
  stock_table_show_message (self, error->message, FALSE);
}

static StockBatch *
create_batch (StockTable *self,
              GtkBitset  *rows)
{
  StockBatch *batch;

  if (self->read_only || !stock_table_commit (self))
    return NULL;
  batch = stock_batch_new (self->rows, rows);
  if (stock_batch_get_size (batch) > 0)
    return batch;
  stock_batch_free (batch);
  return NULL;
}

/* Makes a copy of the product of each of some rows. */
void
stock_table_duplicate_rows (StockTable *self,
                            GtkBitset  *rows)
{
  StockBatch *batch = create_batch (self, rows);
  guint n_products = batch != NULL ? stock_batch_get_size (batch) : 0;
  g_autofree char *step = NULL;
  g_autofree char *done = NULL;

  if (batch == NULL)
    return;
  step = g_strdup_printf (ngettext ("Duplicate of %u product", "Duplicate of %u products",
                                    n_products), n_products);
  done = g_strdup_printf (ngettext ("%u product duplicated", "%u products duplicated", n_products),
                          n_products);
  run_batch (self, batch, stock_batch_duplicate, step, done);
}

/**
 * stock_table_move_rows:
 * @self: the table
 * @category: (nullable): a category, or %NULL for none
 *
 * Moves the products in whose rows anything is selected.
 */
void
stock_table_move_rows (StockTable    *self,
                       StockCategory *category)
{
  g_autoptr (GtkBitset) rows = sheet_view_dup_rows (self->sheet);
  StockBatch *batch = create_batch (self, rows);
  guint n_products = batch != NULL ? stock_batch_get_size (batch) : 0;
  const char *name = category != NULL ? category->name : _("No category");
  g_autofree char *step = NULL;
  g_autofree char *done = NULL;

  if (batch == NULL)
    return;
  stock_batch_set_category (batch, category);
  step = g_strdup_printf (ngettext ("Moving of %u product", "Moving of %u products", n_products),
                          n_products);
  /* Translators: a number, and the name of a category */
  done = g_strdup_printf (ngettext ("%u product moved to “%s”", "%u products moved to “%s”",
                                    n_products), n_products, name);
  run_batch (self, batch, stock_batch_move, step, done);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StockTable *self = STOCK_TABLE (widget);
  gint64 key = g_variant_get_int64 (parameter);
  g_autoptr (StockCategory) category = NULL;
  g_autoptr (GError) error = NULL;

  if (key != 0)
    category = orm_session_load (stock_inventory_get_session (self->inventory),
                                 STOCK_TYPE_CATEGORY, key, &error);
  if (error != NULL)
    stock_table_show_message (self, error->message, FALSE);
  else if (key == 0 || category != NULL)
    stock_table_move_rows (self, category);
}

/* Gives the table what menus of rows do. */
void
stock_table_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "table.move-to-category", "x", move_action);
}

/* A table by a name: what is dragged lives on after it, and must not keep the window. */
static char *
dup_name (StockTable *self)
{
  return g_strdup_printf ("%p", (gpointer) self);
}

/* What is dropped on the sidebar when rows are dragged. */
GdkContentProvider *
stock_table_drag_rows (StockTable *self,
                       GtkBitset  *rows)
{
  g_autofree char *name = dup_name (self);
  g_autoptr (GtkStringObject) dragged = gtk_string_object_new (name);

  return self->read_only ? NULL
                         : gdk_content_provider_new_typed (GTK_TYPE_STRING_OBJECT, dragged);
}

/**
 * stock_table_drop_rows:
 * @self: the table
 * @table: what was dragged from a table
 * @category: (nullable): where it was dropped, or %NULL for no category
 *
 * Moves the selected rows, if they were dragged from this table: that of another window may show
 * another file.
 */
void
stock_table_drop_rows (StockTable    *self,
                       const char    *table,
                       StockCategory *category)
{
  g_autofree char *name = dup_name (self);

  if (g_str_equal (name, table))
    stock_table_move_rows (self, category);
}

/* Opens the menu of a cell, or of the head of a row. */
void
stock_table_open_menu (StockTable         *self,
                       guint               row,
                       guint               column,
                       const GdkRectangle *area)
{
  g_autoptr (GMenuModel) menu
    = stock_row_menu_new (stock_inventory_get_session (self->inventory), column == SHEET_NONE);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "table.move-to-category", !self->read_only);
  stock_table_update_filter_actions (self);
  stock_table_pop_up (self, menu, area);
}
