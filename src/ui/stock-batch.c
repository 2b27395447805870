#include "ui/stock-batch.h"

#include "orm/orm-bulk.h"

/* Products that are dealt with before the cancellable is looked at. */
#define PRODUCTS_AT_ONCE 1000

/* Of the progress, what is told before the last is written and committed. */
#define BEFORE_COMMIT 0.95

struct _StockBatch
{
  GArray *keys;    /* gint64 */
  gint64 category; /* 0: none */
};

/* Deals with the products of a query. */
typedef gboolean (*PartFunc) (StockBatch  *self,
                              OrmSession  *session,
                              OrmQuery    *query,
                              GError     **error);

static gboolean
run (StockBatch      *self,
     PartFunc         func,
     StockWork       *work,
     StockInventory  *inventory,
     GCancellable    *cancellable,
     GError         **error)
{
  for (guint first = 0; first < self->keys->len; first += PRODUCTS_AT_ONCE)
    {
      guint n_keys = MIN (PRODUCTS_AT_ONCE, self->keys->len - first);
      g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_PRODUCT);

      orm_query_where (query,
                       orm_condition_in_keys ("product-id",
                                              &g_array_index (self->keys, gint64, first), n_keys));
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !func (self, stock_inventory_get_session (inventory), query, error))
        return FALSE;
      if (work != NULL)
        stock_work_set_fraction (work, BEFORE_COMMIT * (first + n_keys) / self->keys->len);
    }
  return TRUE;
}

static gboolean
move_part (StockBatch  *self,
           OrmSession  *session,
           OrmQuery    *query,
           GError     **error)
{
  OrmAssignment assignment = {
    .property = "category",
    .value = self->category != 0 ? ORM_INT (self->category) : ORM_NULL,
  };

  return orm_session_update_all (session, query, &assignment, 1, NULL, error);
}

static gboolean
duplicate_part (StockBatch  *self,
                OrmSession  *session,
                OrmQuery    *query,
                GError     **error)
{
  g_autoptr (GPtrArray) products = NULL;

  orm_query_load (query, "tags");
  products = orm_session_load_all (session, query, error);
  for (guint i = 0; products != NULL && i < products->len; i++)
    g_object_unref (stock_product_duplicate (g_ptr_array_index (products, i)));
  return products != NULL && orm_session_flush (session, error);
}

/**
 * stock_batch_new:
 * @rows: the rows of the table
 * @positions: some of them; what has no row in the file yet is left out
 *
 * Returns: (transfer full): their products
 */
StockBatch *
stock_batch_new (StockRows *rows,
                 GtkBitset *positions)
{
  StockBatch *self = g_new0 (StockBatch, 1);
  GtkBitsetIter iter;
  guint position;

  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 key = stock_rows_get_key (rows, position);

      if (key != 0)
        g_array_append_val (self->keys, key);
    }
  return self;
}

void
stock_batch_free (gpointer data)
{
  StockBatch *self = data;

  g_array_unref (self->keys);
  g_free (self);
}

/**
 * stock_batch_get_size:
 * @self: a batch
 *
 * Returns: how many products they are
 */
guint
stock_batch_get_size (StockBatch *self)
{
  return self->keys->len;
}

/**
 * stock_batch_set_category:
 * @self: a batch
 * @category: (nullable): where stock_batch_move() moves it; %NULL: out of any category
 */
void
stock_batch_set_category (StockBatch    *self,
                          StockCategory *category)
{
  self->category = category != NULL ? category->category_id : 0;
}

gboolean
stock_batch_move (StockWork       *work,
                  StockInventory  *inventory,
                  gpointer         data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return run (data, move_part, work, inventory, cancellable, error);
}

gboolean
stock_batch_duplicate (StockWork       *work,
                       StockInventory  *inventory,
                       gpointer         data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  return run (data, duplicate_part, work, inventory, cancellable, error);
}
