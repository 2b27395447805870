#include "config.h"

#include "ui/stock-edit.h"

#include <glib/gi18n-lib.h>

/* Products that are deleted by one statement. */
#define PRODUCTS_AT_ONCE 1000

/* A name without white space around it; NULL with an error if nothing is left. */
static char *
dup_name (const char  *name,
          GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped != '\0')
    return g_steal_pointer (&stripped);
  g_set_error_literal (error, ORM_ERROR, ORM_ERROR_NOT_NULL, _("A category needs a name"));
  return NULL;
}

/**
 * stock_edit_make_category:
 * @inventory: an inventory
 * @name: a name that no category has
 * @error: return location for an error
 *
 * Makes a category in a colour that the last ones do not have. It comes behind those that have
 * been put into an order; where all stand by their names, so does it. Nothing is committed.
 *
 * Returns: (transfer full): the category, or %NULL with @error
 */
StockCategory *
stock_edit_make_category (StockInventory  *inventory,
                          const char      *name,
                          GError         **error)
{
  static const OrmAggregate aggregates[] = {
    { .function = ORM_COUNT },
    { .function = ORM_MOST, .property = "position" },
  };
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autoptr (OrmQuery) all = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (OrmSummary) summary = NULL;
  g_autofree char *stripped = dup_name (name, error);
  StockCategory *category;
  guint count;
  gint64 last;

  if (stripped == NULL)
    return NULL;
  summary = orm_session_summarize (session, all, NULL, aggregates, G_N_ELEMENTS (aggregates),
                                   error);
  if (summary == NULL)
    return NULL;
  count = orm_summary_get_total (summary, 0, 0);
  last = count > 0 ? orm_summary_get_total (summary, 0, 1) : 0;

  category = stock_category_new (stripped);
  g_object_set (category,
                "colour", stock_category_next_colour (count),
                "position", last > 0 ? last + 1 : 0,
                NULL);
  orm_session_add (session, category);
  return category;
}

/**
 * stock_edit_add_category:
 * @inventory: an inventory
 * @name: a name that no category has
 * @error: return location for an error
 *
 * Returns: (transfer full): a new category, or %NULL with @error
 */
StockCategory *
stock_edit_add_category (StockInventory  *inventory,
                         const char      *name,
                         GError         **error)
{
  g_autoptr (StockCategory) category = stock_edit_make_category (inventory, name, error);

  if (category == NULL
      || !orm_session_commit (stock_inventory_get_session (inventory), _("New category"), error))
    return NULL;
  return g_steal_pointer (&category);
}

/**
 * stock_edit_rename_category:
 * @inventory: an inventory
 * @category: one of its categories
 * @name: a name that no other category has
 * @error: return location for an error
 *
 * Returns: whether it is called @name now
 */
gboolean
stock_edit_rename_category (StockInventory  *inventory,
                            StockCategory   *category,
                            const char      *name,
                            GError         **error)
{
  g_autofree char *stripped = dup_name (name, error);

  if (stripped == NULL)
    return FALSE;
  g_object_set (category, "name", stripped, NULL);
  return orm_session_commit (stock_inventory_get_session (inventory), _("Renaming of category"),
                             error);
}

/**
 * stock_edit_colour_category:
 * @inventory: an inventory
 * @category: one of its categories
 * @colour: "#rrggbb"
 * @error: return location for an error
 *
 * Returns: whether it has the colour now
 */
gboolean
stock_edit_colour_category (StockInventory  *inventory,
                            StockCategory   *category,
                            const char      *colour,
                            GError         **error)
{
  g_object_set (category, "colour", colour, NULL);
  return orm_session_commit (stock_inventory_get_session (inventory), _("Colour of category"),
                             error);
}

/**
 * stock_edit_nest_category:
 * @inventory: an inventory
 * @category: one of its categories
 * @parent: (nullable): another one, or %NULL
 * @error: return location for an error
 *
 * Puts a category below another one, or below none. %ORM_ERROR_RING: @parent stands below it.
 *
 * Returns: whether it is there now
 */
gboolean
stock_edit_nest_category (StockInventory  *inventory,
                          StockCategory   *category,
                          StockCategory   *parent,
                          GError         **error)
{
  g_object_set (category, "parent", parent, NULL);
  return orm_session_commit (stock_inventory_get_session (inventory), _("Nesting of category"),
                             error);
}

/**
 * stock_edit_remove_category:
 * @inventory: an inventory
 * @category: one of its categories
 * @error: return location for an error
 *
 * Deletes a category. Its products stay and have none.
 *
 * Returns: whether it is gone
 */
gboolean
stock_edit_remove_category (StockInventory  *inventory,
                            StockCategory   *category,
                            GError         **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);

  orm_session_remove (session, category);
  return orm_session_commit (session, _("Deletion of category"), error);
}

/**
 * stock_edit_dup_removal:
 * @n_products: how many
 *
 * Returns: (transfer full): what the deletion of products is called as a step
 */
char *
stock_edit_dup_removal (guint n_products)
{
  return g_strdup_printf (ngettext ("Deletion of %u product", "Deletion of %u products",
                                    n_products), n_products);
}

/**
 * stock_edit_remove_products:
 * @inventory: an inventory
 * @products: (element-type StockProduct): products of it
 * @error: return location for an error
 *
 * Returns: whether they are gone
 */
gboolean
stock_edit_remove_products (StockInventory  *inventory,
                            GPtrArray       *products,
                            GError         **error)
{
  OrmSession *session = stock_inventory_get_session (inventory);
  g_autofree char *step = NULL;

  for (guint i = 0; i < products->len; i++)
    orm_session_remove (session, g_ptr_array_index (products, i));
  step = stock_edit_dup_removal (products->len);
  return orm_session_commit (session, step, error);
}

/**
 * stock_edit_remove_keys:
 * @work: what runs it
 * @inventory: an inventory of the thread's own
 * @data: (element-type gint64): a #GArray of the keys of products
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Deletes more products than can be deleted at once.
 *
 * Returns: whether they are gone
 */
gboolean
stock_edit_remove_keys (StockWork       *work,
                        StockInventory  *inventory,
                        gpointer         data,
                        GCancellable    *cancellable,
                        GError         **error)
{
  GArray *keys = data;

  for (guint first = 0; first < keys->len; first += PRODUCTS_AT_ONCE)
    {
      guint n_keys = MIN (PRODUCTS_AT_ONCE, keys->len - first);
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

      orm_query_where (query, orm_condition_in_keys (
                                "product-id", &g_array_index (keys, gint64, first), n_keys));
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !orm_session_remove_all (stock_inventory_get_session (inventory), query, NULL, error))
        return FALSE;
      stock_work_set_fraction (work, 0.95 * (first + n_keys) / keys->len);
    }
  return TRUE;
}
