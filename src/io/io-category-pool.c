#include "io/io-category-pool.h"

struct _IoCategoryPool
{
  OrmSession *session;    /* or NULL */
  IoPlan *plan;
  GHashTable *categories; /* case-folded name -> StockCategory */
  gint64 new_position;
};

/* Names are compared as stock_category_find () does. */
static char *
fold_name (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  return g_utf8_casefold (stripped, -1);
}

/* New categories stand behind those that were put in an order by hand; where none was, all stand
 * in the order of their names. */
static gint64
find_new_position (GPtrArray *categories)
{
  gint64 last = 0;

  for (guint i = 0; i < categories->len; i++)
    last = MAX (last, ((StockCategory *) g_ptr_array_index (categories, i))->position);
  return last > 0 ? last + 1 : 0;
}

static gboolean
load_categories (IoCategoryPool *self,
                 GError        **error)
{
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);
  g_autoptr (GPtrArray) all = orm_session_load_all (self->session, query, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      StockCategory *category = g_ptr_array_index (all, i);

      g_hash_table_insert (self->categories, fold_name (category->name), g_object_ref (category));
    }
  self->new_position = find_new_position (all);
  return TRUE;
}

/**
 * io_category_pool_new:
 * @session: (nullable): the session, or %NULL for an inventory that does not exist yet
 * @plan: where to note the categories that are made
 * @error: return location for an error
 *
 * Errors: those of the database.
 *
 * Returns: (transfer full) (nullable): the categories
 */
IoCategoryPool *
io_category_pool_new (OrmSession  *session,
                      IoPlan      *plan,
                      GError     **error)
{
  g_autoptr (IoCategoryPool) self = g_new0 (IoCategoryPool, 1);

  self->plan = g_object_ref (plan);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      if (!load_categories (self, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * io_category_pool_free:
 * @self: (transfer full): categories
 *
 * Frees the pool; the session keeps what was added to it.
 */
void
io_category_pool_free (IoCategoryPool *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->categories, g_hash_table_unref);
  g_free (self);
}

static StockCategory *
add_category (IoCategoryPool *self,
              const char     *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  StockCategory *category = stock_category_new (stripped);
  guint n = g_hash_table_size (self->categories);

  g_object_set (category, "colour", stock_category_next_colour (n), "position", self->new_position,
                NULL);
  if (self->session != NULL)
    orm_session_add (self->session, category);
  io_plan_add_category (self->plan, stripped);
  return category;
}

/**
 * io_category_pool_get:
 * @self: categories
 * @name: a name that is not empty; case and the white space around it do not count
 *
 * Gets the category of a name, which is made if there is none.
 *
 * Returns: (transfer none): the category
 */
StockCategory *
io_category_pool_get (IoCategoryPool *self,
                      const char     *name)
{
  g_autofree char *folded = fold_name (name);
  StockCategory *category = g_hash_table_lookup (self->categories, folded);

  if (category == NULL)
    {
      category = add_category (self, name);
      g_hash_table_insert (self->categories, g_steal_pointer (&folded), category);
    }
  return category;
}
