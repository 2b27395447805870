#include "config.h"

#include "ui/stock-table-private.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-edit.h"
#include "ui/stock-large-write.h"
#include "ui/stock-write.h"

/* Something long has ended. */
void
stock_table_worked (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (StockTable) self = user_data;
  const char *title = stock_work_get_title (STOCK_WORK (source));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (stock_work_finish (STOCK_WORK (source), result, &error))
    /* Translators: %s is what was done, such as “Filling of 5,000 cells” */
    text = g_strdup_printf (_("Done: %s"), title);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: %s is what was not done, such as “Filling of 5,000 cells” */
    text = g_strdup_printf (_("Cancelled, and nothing was changed: %s"), title);
  stock_table_show_message (self, text != NULL ? text : error->message, error == NULL);
}

static void
write_beside (StockTable        *self,
              SheetAction        action,
              const SheetChange *changes,
              gsize              n_changes)
{
  g_autofree char *step = stock_write_dup_step_name (action, changes, n_changes, 0);
  StockLargeWrite *write
    = stock_large_write_new (self->rows, stock_scope_get_category (self->scope), action, changes,
                             n_changes, stock_calendar_get_today (self->calendar));

  if (action == SHEET_ACTION_PASTE)
    stock_table_drop_new_row (self);
  stock_work_run_async (self->work, step, step, stock_large_write_run, write,
                        stock_large_write_free, stock_table_worked, g_object_ref (self));
}

/* A SheetWriteFunc. Much is written beside the main loop, and told of when that has ended. */
gboolean
stock_table_write (SheetView          *sheet,
                   SheetAction         action,
                   const SheetChange  *changes,
                   gsize               n_changes,
                   gsize              *refused,
                   GError            **error,
                   gpointer            user_data)
{
  StockTable *self = user_data;
  g_autofree char *category = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  stock_listing_pin_cursor (self->listing);
  if (n_changes > SHEET_MANY)
    {
      write_beside (self, action, changes, n_changes);
      return TRUE;
    }
  if (!stock_write_cells (self->inventory, action, changes, n_changes, refused, &category,
                          &failure))
    {
      if (g_error_matches (failure, ORM_ERROR, ORM_ERROR_BUSY) && sheet_view_is_editing (sheet))
        stock_retry_queue (self->retry);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (category != NULL)
    {
      /* Translators: %s is the name of a category */
      text = g_strdup_printf (_("New category “%s”"), category);
      stock_table_show_message (self, text, TRUE);
    }
  return TRUE;
}

static void
delete_beside (StockTable *self,
               GtkBitset  *rows)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *step = NULL;
  GtkBitsetIter iter;
  guint row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      gint64 key = stock_rows_get_key (self->rows, row);

      if (key != 0)
        g_array_append_val (keys, key);
    }
  step = stock_edit_dup_removal (keys->len);
  stock_work_run_async (self->work, step, step, stock_edit_remove_keys, keys,
                        (GDestroyNotify) g_array_unref, stock_table_worked, g_object_ref (self));
}

/* Deletes the products of some rows; one that has no row yet goes. */
void
stock_table_delete_rows (StockTable *self,
                         GtkBitset  *rows)
{
  g_autoptr (GPtrArray) products = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GtkBitsetIter iter;
  guint row;

  if (gtk_bitset_get_size (rows) > STOCK_WORK_MANY)
    {
      delete_beside (self, rows);
      return;
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (OrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->rows), row);

      if (record != NULL && orm_record_get_state (record) != ORM_STATE_DETACHED)
        g_ptr_array_add (products, g_steal_pointer (&record));
    }
  stock_table_drop_new_row (self);
  if (products->len == 0)
    return;
  if (!stock_edit_remove_products (self->inventory, products, &error))
    {
      stock_table_show_message (self, error->message, FALSE);
      return;
    }
  text = g_strdup_printf (ngettext ("%u product deleted", "%u products deleted", products->len),
                          products->len);
  stock_table_show_message (self, text, TRUE);
}
