#include "config.h"

#include "ui/stock-scope.h"

#include <glib/gi18n-lib.h>

struct _StockScope
{
  GObject parent_instance;

  StockView view;          /* STOCK_N_VIEWS: a category */
  StockCategory *category; /* NULL: a view */
  GArray *below;           /* gint64: the categories that were asked for last, or NULL */
};

/* What settings and people call each view, and what is said where it shows nothing. The last row
 * is that of a category. */
static const struct
{
  const char *place;
  const char *title;
  const char *icon_name;
  const char *empty_title;
  const char *empty_description;
} words[STOCK_N_VIEWS + 1] = {
  [STOCK_VIEW_ALL] = {
    "all", N_("All products"), "stock-all-symbolic",
    N_("No Products Yet"),
    N_("Import a spreadsheet that you have, or add products one by one."),
  },
  [STOCK_VIEW_LOW_STOCK] = {
    "low-stock", N_("Low stock"), "stock-low-symbolic",
    N_("Nothing Is Low"),
    N_("Products appear here when their quantity is at or under their reorder level."),
  },
  [STOCK_VIEW_EXPIRING] = {
    "expiring", N_("Expiring soon"), "stock-expiring-symbolic",
    N_("Nothing Expires Soon"),
    N_("Products appear here when their date of expiry comes near. "
       "How near is set in the preferences."),
  },
  [STOCK_VIEW_EXPIRED] = {
    "expired", N_("Expired"), "stock-expired-symbolic",
    N_("Nothing Has Expired"),
    N_("Products appear here when their date of expiry has passed."),
  },
  [STOCK_VIEW_NO_CATEGORY] = {
    "no-category", N_("No category"), "stock-no-category-symbolic",
    N_("Every Product Has a Category"),
    N_("Products without a category appear here."),
  },
  [STOCK_N_VIEWS] = {
    NULL, NULL, NULL,
    N_("No Products in This Category"),
    N_("Add a product, or enter the name of this category in the Category column of another one."),
  },
};

G_DEFINE_FINAL_TYPE (StockScope, stock_scope, G_TYPE_OBJECT)

static void
stock_scope_dispose (GObject *object)
{
  StockScope *self = STOCK_SCOPE (object);

  g_clear_object (&self->category);
  g_clear_pointer (&self->below, g_array_unref);
  G_OBJECT_CLASS (stock_scope_parent_class)->dispose (object);
}

static void
stock_scope_class_init (StockScopeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_scope_dispose;
}

static void
stock_scope_init (StockScope *self)
{
  self->view = STOCK_N_VIEWS;
}

/**
 * stock_scope_new_view:
 * @view: a view
 *
 * Returns: (transfer full): the products of @view
 */
StockScope *
stock_scope_new_view (StockView view)
{
  StockScope *self = g_object_new (STOCK_TYPE_SCOPE, NULL);

  g_return_val_if_fail (view < STOCK_N_VIEWS, self);
  self->view = view;
  return self;
}

/**
 * stock_scope_new_category:
 * @category: a category
 *
 * Returns: (transfer full): the products of @category
 */
StockScope *
stock_scope_new_category (StockCategory *category)
{
  StockScope *self = g_object_new (STOCK_TYPE_SCOPE, NULL);

  self->category = g_object_ref (category);
  return self;
}

/**
 * stock_scope_equal:
 * @self: a scope
 * @other: (nullable): another one
 *
 * Returns: whether both show the same products
 */
gboolean
stock_scope_equal (StockScope *self,
                   StockScope *other)
{
  if (other == NULL || self->view != other->view)
    return FALSE;
  return self->category == other->category
         || orm_record_get_key (ORM_RECORD (self->category))
              == orm_record_get_key (ORM_RECORD (other->category));
}

/**
 * stock_scope_get_view:
 * @self: a scope
 *
 * Returns: the view, or %STOCK_N_VIEWS for a category
 */
StockView
stock_scope_get_view (StockScope *self)
{
  return self->view;
}

/**
 * stock_scope_get_category:
 * @self: a scope
 *
 * Returns: (transfer none) (nullable): the category, or %NULL for a view
 */
StockCategory *
stock_scope_get_category (StockScope *self)
{
  return self->category;
}

/**
 * stock_scope_dup_place:
 * @self: a scope
 * @inventory: where it is
 *
 * Returns: (transfer full): the name by which settings know it; that of a view is the same in all
 *   inventories, while a category is one of its file
 */
char *
stock_scope_dup_place (StockScope     *self,
                       StockInventory *inventory)
{
  if (self->category == NULL)
    return g_strdup (words[self->view].place);
  return g_strdup_printf ("%s#%" G_GINT64_FORMAT, stock_inventory_get_path (inventory),
                          self->category->category_id);
}

/**
 * stock_scope_get_title:
 * @self: a scope
 *
 * Returns: what the sidebar and the window call it
 */
const char *
stock_scope_get_title (StockScope *self)
{
  return self->category != NULL ? self->category->name : _(words[self->view].title);
}

/**
 * stock_scope_get_icon_name:
 * @self: a scope
 *
 * Returns: (nullable): its symbolic icon; a category has none, but a colour
 */
const char *
stock_scope_get_icon_name (StockScope *self)
{
  return words[self->view].icon_name;
}

/**
 * stock_scope_get_empty_title:
 * @self: a scope
 *
 * Returns: what there is to say where it shows no product
 */
const char *
stock_scope_get_empty_title (StockScope *self)
{
  return _(words[self->view].empty_title);
}

/**
 * stock_scope_get_empty_description:
 * @self: a scope
 *
 * Returns: what to do where it shows no product
 */
const char *
stock_scope_get_empty_description (StockScope *self)
{
  return _(words[self->view].empty_description);
}

static GArray *
list_below (StockScope *self)
{
  GArray *below = stock_category_list_below (self->category, NULL);

  if (below != NULL)
    return below;
  below = g_array_new (FALSE, FALSE, sizeof (gint64));
  return g_array_append_val (below, self->category->category_id);
}

/**
 * stock_scope_dup_query:
 * @self: a scope
 * @calendar: what today and soon mean
 *
 * Returns: (transfer full): which products are shown, without an order; those of a category are its
 *   own and those of all categories below it
 */
OrmQuery *
stock_scope_dup_query (StockScope    *self,
                       StockCalendar *calendar)
{
  OrmCondition *condition;
  OrmQuery *query;

  query = orm_query_new (STOCK_TYPE_PRODUCT);
  if (self->category != NULL)
    {
      g_clear_pointer (&self->below, g_array_unref);
      self->below = list_below (self);
      orm_query_where (query, orm_condition_in_keys ("category", (gint64 *) self->below->data,
                                                     self->below->len));
      return query;
    }
  condition = stock_view_dup_condition (self->view, stock_calendar_get_today (calendar),
                                        stock_calendar_get_expiring_days (calendar));
  if (condition != NULL)
    orm_query_where (query, condition);
  return query;
}

/**
 * stock_scope_is_outdated:
 * @self: a scope
 *
 * Returns: whether stock_scope_dup_query() would say something else than the last time, because
 *   other categories are below that of the scope
 */
gboolean
stock_scope_is_outdated (StockScope *self)
{
  g_autoptr (GArray) below = NULL;

  if (self->below == NULL)
    return FALSE;
  below = list_below (self);
  return below->len != self->below->len
         || memcmp (below->data, self->below->data, below->len * sizeof (gint64)) != 0;
}
