#include "config.h"

#include "ui/stock-write.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-product-column.h"

/**
 * stock_write_dup_step_name:
 * @action: what the user does
 * @changes: (array length=n_changes): the cells
 * @n_changes: how many, at least one
 * @is_new: whether a product comes into being by it
 *
 * Returns: (transfer full): what the step is called in "Undo ..."
 */
char *
stock_write_dup_step_name (SheetAction        action,
                           const SheetChange *changes,
                           gsize              n_changes,
                           gboolean           is_new)
{
  const StockField *field
    = stock_product_column_get_field (STOCK_PRODUCT_COLUMN (changes[0].column));

  if (is_new)
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
      return g_strdup_printf (ngettext ("Pasting of %u cell", "Pasting of %u cells", n_changes),
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

/* Whether a product that has no row yet gets one: only when something is put into it. */
static gboolean
begins_product (OrmRecord         *last,
                const SheetChange *changes,
                gsize              n_changes)
{
  if (last == NULL || orm_record_get_state (last) != ORM_STATE_DETACHED)
    return FALSE;
  for (gsize i = 0; i < n_changes; i++)
    if (changes[i].item == (GObject *) last && changes[i].text != NULL && *changes[i].text != '\0')
      return TRUE;
  return FALSE;
}

/* The session gives rows back their values, but a product that has none yet has to be emptied. */
static void
empty_product (StockProduct      *product,
               StockCategory     *category,
               const SheetChange *changes,
               gsize              n_changes)
{
  for (gsize i = 0; i < n_changes; i++)
    if (changes[i].item == (GObject *) product)
      sheet_column_clear (changes[i].column, changes[i].item, NULL);
  g_object_set (product, "category", category, NULL);
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
 * @last: (nullable): the product at the end of the table; if it has no row yet, the first text in
 *   one of its cells makes it one
 * @action: what the user does
 * @changes: (array length=n_changes): the cells, whose columns are #StockProductColumns
 * @n_changes: how many, at least one
 * @refused: (out): on failure, the change that was refused, if it was one of them
 * @new_category: (out) (nullable): the name of the category that was made on the way
 * @error: return location for an error
 *
 * Writes cells, all or nothing: one transaction and one step of undo. Where nothing is different
 * nothing is written.
 *
 * Returns: whether all is written
 */
gboolean
stock_write_cells (StockInventory     *inventory,
                   OrmRecord          *last,
                   SheetAction         action,
                   const SheetChange  *changes,
                   gsize               n_changes,
                   gsize              *refused,
                   char              **new_category,
                   GError            **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  gboolean is_new = begins_product (last, changes, n_changes);
  StockCategory *old_category
    = is_new ? stock_product_get_category (STOCK_PRODUCT (last)) : NULL;
  g_autofree char *category = NULL;
  g_autofree char *step = NULL;

  *new_category = NULL;
  if (is_new)
    orm_session_add (session, last);
  if (!sheet_changes_apply (action, changes, n_changes, refused, error))
    {
      orm_session_rollback (session);
      if (is_new)
        empty_product (STOCK_PRODUCT (last), old_category, changes, n_changes);
      return FALSE;
    }
  if (!orm_session_has_changes (session))
    return TRUE;
  category = dup_new_category (changes, n_changes);
  step = stock_write_dup_step_name (action, changes, n_changes, is_new);
  if (!orm_session_commit (session, step, error))
    {
      if (is_new)
        empty_product (STOCK_PRODUCT (last), old_category, changes, n_changes);
      return FALSE;
    }
  *new_category = g_steal_pointer (&category);
  return TRUE;
}
