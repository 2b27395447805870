#include "ui/stock-filters.h"

struct _StockFilters
{
  GObject parent_instance;

  GPtrArray *filters; /* of StockFilter, in the order in which they were made */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockFilters, stock_filters, G_TYPE_OBJECT)

static void
emit_changed (StockFilters *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
stock_filters_finalize (GObject *object)
{
  g_ptr_array_unref (STOCK_FILTERS (object)->filters);
  G_OBJECT_CLASS (stock_filters_parent_class)->finalize (object);
}

static void
stock_filters_class_init (StockFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stock_filters_finalize;
  changed_signal = g_signal_new ("changed", STOCK_TYPE_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
stock_filters_init (StockFilters *self)
{
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) stock_filter_free);
}

/**
 * stock_filters_new:
 *
 * Returns: (transfer full): no filters
 */
StockFilters *
stock_filters_new (void)
{
  return g_object_new (STOCK_TYPE_FILTERS, NULL);
}

/**
 * stock_filters_get_n:
 * @self: filters
 *
 * Returns: how many there are
 */
guint
stock_filters_get_n (StockFilters *self)
{
  return self->filters->len;
}

/**
 * stock_filters_get:
 * @self: filters
 * @number: which
 *
 * Returns: (transfer none): a filter
 */
const StockFilter *
stock_filters_get (StockFilters *self,
                   guint         number)
{
  return g_ptr_array_index (self->filters, number);
}

static gboolean
find (StockFilters     *self,
      const StockField *field,
      guint            *number)
{
  for (*number = 0; *number < self->filters->len; (*number)++)
    if (stock_filters_get (self, *number)->field == field)
      return TRUE;
  return FALSE;
}

/**
 * stock_filters_find:
 * @self: filters
 * @field: a column
 *
 * Returns: (transfer none) (nullable): its filter
 */
const StockFilter *
stock_filters_find (StockFilters     *self,
                    const StockField *field)
{
  guint number;

  return find (self, field, &number) ? stock_filters_get (self, number) : NULL;
}

static void
add (StockFilters *self,
     StockFilter  *filter)
{
  guint number;

  if (!find (self, filter->field, &number))
    {
      g_ptr_array_add (self->filters, filter);
      return;
    }
  stock_filter_free (self->filters->pdata[number]);
  self->filters->pdata[number] = filter;
}

/**
 * stock_filters_add:
 * @self: filters
 * @filter: (transfer full): a filter, which takes the place of the one of its column
 */
void
stock_filters_add (StockFilters *self,
                   StockFilter  *filter)
{
  add (self, filter);
  emit_changed (self);
}

/**
 * stock_filters_remove:
 * @self: filters
 * @field: the column whose filter is taken off
 */
void
stock_filters_remove (StockFilters     *self,
                      const StockField *field)
{
  guint number;

  if (!find (self, field, &number))
    return;
  g_ptr_array_remove_index (self->filters, number);
  emit_changed (self);
}

/**
 * stock_filters_clear:
 * @self: filters
 *
 * Takes all of them off.
 */
void
stock_filters_clear (StockFilters *self)
{
  if (self->filters->len == 0)
    return;
  g_ptr_array_set_size (self->filters, 0);
  emit_changed (self);
}

/**
 * stock_filters_dup_variant:
 * @self: filters
 *
 * Returns: (transfer full): them, to be kept
 */
GVariant *
stock_filters_dup_variant (StockFilters *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (STOCK_FILTERS_TYPE));

  for (guint i = 0; i < self->filters->len; i++)
    {
      const StockFilter *filter = stock_filters_get (self, i);

      g_variant_builder_add (&builder, "(ss^as)", filter->field->id,
                             stock_filter_get_nick (filter->test), filter->values);
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * stock_filters_set_variant:
 * @self: filters
 * @variant: (nullable): filters that were kept; those of a later version are passed over
 */
void
stock_filters_set_variant (StockFilters *self,
                           GVariant     *variant)
{
  g_autoptr (GVariant) before = stock_filters_dup_variant (self);
  g_autoptr (GVariant) after = NULL;
  GVariantIter iter;
  const char *id, *nick;
  char **values;

  g_ptr_array_set_size (self->filters, 0);
  if (variant != NULL)
    {
      g_variant_iter_init (&iter, variant);
      while (g_variant_iter_next (&iter, "(&s&s^as)", &id, &nick, &values))
        {
          const StockField *field = stock_field_find (id);
          StockFilter *filter = NULL;
          StockTest test;

          if (field != NULL && stock_filter_find_test (nick, &test))
            filter = stock_filter_new (field, test, (const char *const *) values);
          if (filter != NULL)
            add (self, filter);
          g_strfreev (values);
        }
    }
  after = stock_filters_dup_variant (self);
  if (!g_variant_equal (before, after))
    emit_changed (self);
}

/**
 * stock_filters_apply:
 * @self: filters
 * @query: a query of products
 * @inventory: whose currency it is
 * @today: the day
 * @except: (nullable): a column whose filter does not count
 *
 * Lets @query find what passes all filters.
 */
void
stock_filters_apply (StockFilters     *self,
                     OrmQuery         *query,
                     StockInventory   *inventory,
                     const GDate      *today,
                     const StockField *except)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (stock_filters_get (self, i)->field != except)
      orm_query_where (query,
                       stock_filter_dup_condition (stock_filters_get (self, i), inventory, today));
}
