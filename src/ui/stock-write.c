#include "config.h"

#include "ui/stock-write.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-product-column.h"

/**
 * stock_write_dup_step_name:
 * @action: what the user does
 * @changes: (array length=n_changes): the cells
 * @n_changes: how many, at least one
 * @n_new: how many products come into being by it
 *
 * Returns: (transfer full): what the step is called in "Undo ..."
 */
char *
stock_write_dup_step_name (SheetAction        action,
                           const SheetChange *changes,
                           gsize              n_changes,
                           guint              n_new)
{
  const StockField *field
    = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (changes[0].column));

  if (n_new == 1 && n_changes == 1)
    return g_strdup (_("New product"));
  if (n_changes == 1 && action != SHEET_ACTION_CUT && action != SHEET_ACTION_PASTE)
    return g_strdup (field->step != NULL ? _(field->step) : _("Edit"));

  switch (action)
    {
    case SHEET_ACTION_CLEAR:
      return g_strdup_printf (ngettext ("Clearing of %u cell", "Clearing of %u cells", n_changes),
                              (guint) n_changes);
    case SHEET_ACTION_CUT:
      return g_strdup_printf (ngettext ("Cutting of %u cell", "Cutting of %u cells", n_changes),
                              (guint) n_changes);
    case SHEET_ACTION_PASTE:
      return g_strdup_printf (ngettext ("Paste of %u cell", "Paste of %u cells", n_changes),
                              (guint) n_changes);
    case SHEET_ACTION_TYPE:
    case SHEET_ACTION_EDIT:
    case SHEET_ACTION_FILL:
    case SHEET_ACTION_TODAY:
    default:
      return g_strdup_printf (ngettext ("Filling of %u cell", "Filling of %u cells", n_changes),
                              (guint) n_changes);
    }
}

/* A product without a row, and the category that it began with. */
typedef struct
{
  StockProduct *product;
  StockCategory *category; /* NULL: none */
} NewProduct;

/* A product that has no row yet gets one only when something is put into it. */
static GArray *
begin_products (OrmSession        *session,
                const SheetChange *changes,
                gsize              n_changes)
{
  GArray *products = g_array_new (FALSE, FALSE, sizeof (NewProduct));

  for (gsize i = 0; i < n_changes; i++)
    {
      GObject *item = changes[i].item;
      NewProduct added = { STOCK_PRODUCT (item) };

      if (orm_record_get_state (ORM_RECORD (item)) != ORM_STATE_DETACHED
          || changes[i].text == NULL || *changes[i].text == '\0')
        continue;
      added.category = stock_product_get_category (added.product);
      orm_session_add (session, item);
      g_array_append_val (products, added);
    }
  return products;
}

/* The session gives rows back their values, but products that have none yet have to be emptied. */
static void
empty_products (GArray            *products,
                const SheetChange *changes,
                gsize              n_changes)
{
  for (gsize i = 0; i < n_changes; i++)
    if (orm_record_get_state (ORM_RECORD (changes[i].item)) == ORM_STATE_DETACHED)
      sheet_column_clear (changes[i].column, changes[i].item, NULL);
  for (guint i = 0; i < products->len; i++)
    {
      NewProduct *added = &g_array_index (products, NewProduct, i);

      g_object_set (added->product, "category", added->category, NULL);
    }
}

/* The name of a category that the changes have made, and that has no row yet. */
static char *
dup_new_category (const SheetChange *changes,
                  gsize              n_changes)
{
  for (gsize i = 0; i < n_changes; i++)
    {
      StockProductColumn *column = STOCK_PRODUCT_COLUMN (changes[i].column);
      StockCategory *category = stock_product_get_category (STOCK_PRODUCT (changes[i].item));

      if (g_str_equal (stock_product_column_get_field (column)->id, "category")
          && category != NULL && orm_record_get_state (ORM_RECORD (category)) == ORM_STATE_NEW)
        return g_strdup (category->name);
    }
  return NULL;
}

/**
 * stock_write_cells:
 * @inventory: where the products are
 * @action: what the user does
 * @changes: (array length=n_changes): the cells, whose columns are #StockProductColumns
 * @n_changes: how many, at least one
 * @refused: (out): on failure, the change that was refused, if it was one of them
 * @new_category: (out) (nullable): the name of the category that was made on the way
 * @error: return location for an error
 *
 * Writes cells, all or nothing: one transaction and one step of undo. Where nothing is different
 * nothing is written. A product that has no row yet gets one by the first text in one of its cells.
 *
 * Returns: whether all is written
 */
gboolean
stock_write_cells (StockInventory     *inventory,
                   SheetAction         action,
                   const SheetChange  *changes,
                   gsize               n_changes,
                   gsize              *refused,
                   char              **new_category,
                   GError            **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (GArray) added = begin_products (session, changes, n_changes);
  g_autofree char *category = NULL;
  g_autofree char *step = NULL;

  *new_category = NULL;
  if (!sheet_changes_apply (action, changes, n_changes, refused, error))
    {
      orm_session_rollback (session);
      empty_products (added, changes, n_changes);
      return FALSE;
    }
  if (!orm_session_has_changes (session))
    return TRUE;
  category = dup_new_category (changes, n_changes);
  step = stock_write_dup_step_name (action, changes, n_changes, added->len);
  if (!orm_session_commit (session, step, error))
    {
      empty_products (added, changes, n_changes);
      return FALSE;
    }
  *new_category = g_steal_pointer (&category);
  return TRUE;
}
