#include "model/stock-category-tree.h"

/* A category in its place. */
typedef struct
{
  StockCategory *category;
  guint depth;
} Place;

struct _StockCategoryTree
{
  GObject parent_instance;

  OrmList *list;
  GArray *places; /* Place */
};

static GType
stock_category_tree_get_item_type (GListModel *model)
{
  return STOCK_TYPE_CATEGORY;
}

static guint
stock_category_tree_get_n_items (GListModel *model)
{
  return STOCK_CATEGORY_TREE (model)->places->len;
}

static gpointer
stock_category_tree_get_item (GListModel *model,
                              guint       position)
{
  StockCategoryTree *self = STOCK_CATEGORY_TREE (model);

  if (position >= self->places->len)
    return NULL;
  return g_object_ref (g_array_index (self->places, Place, position).category);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = stock_category_tree_get_item_type;
  iface->get_n_items = stock_category_tree_get_n_items;
  iface->get_item = stock_category_tree_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StockCategoryTree, stock_category_tree, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
clear_place (gpointer data)
{
  g_object_unref (((Place *) data)->category);
}

static GArray *
places_new (void)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  g_array_set_clear_func (places, clear_place);
  return places;
}

static gint64
get_parent (StockCategory *category)
{
  return orm_record_get_reference_key (ORM_RECORD (category), "parent");
}

/* What is left to be placed: the children of each key, in their order. */
static GHashTable *
sort_by_parent (GPtrArray *all)
{
  GHashTable *children = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < all->len; i++)
    {
      gint64 parent = get_parent (g_ptr_array_index (all, i));
      GPtrArray *siblings = g_hash_table_lookup (children, &parent);

      if (siblings == NULL)
        {
          siblings = g_ptr_array_new ();
          g_hash_table_insert (children, g_memdup2 (&parent, sizeof parent), siblings);
        }
      g_ptr_array_add (siblings, g_ptr_array_index (all, i));
    }
  return children;
}

static void
add_place (GArray        *places,
           GHashTable    *placed,
           GHashTable    *children,
           StockCategory *category,
           guint          depth)
{
  Place place = { category, depth };
  GPtrArray *below;

  if (!g_hash_table_add (placed, category))
    return;
  g_object_ref (category);
  g_array_append_val (places, place);
  below = g_hash_table_lookup (children, &category->category_id);
  for (guint i = 0; below != NULL && i < below->len; i++)
    add_place (places, placed, children, g_ptr_array_index (below, i), depth + 1);
}

static GArray *
create_places (GPtrArray *all)
{
  g_autoptr (GHashTable) children = sort_by_parent (all);
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  GArray *places = places_new ();

  for (guint i = 0; i < all->len; i++)
    if (get_parent (g_ptr_array_index (all, i)) == 0)
      add_place (places, placed, children, g_ptr_array_index (all, i), 0);
  for (guint i = 0; i < all->len; i++)
    add_place (places, placed, children, g_ptr_array_index (all, i), 0);
  return places;
}

static gboolean
is_same (GArray *places,
         guint   position,
         GArray *other_places,
         guint   other_position)
{
  const Place *place = &g_array_index (places, Place, position);
  const Place *other = &g_array_index (other_places, Place, other_position);

  return place->category == other->category && place->depth == other->depth;
}

/* Tells of what is between the places that are as before. */
static void
update (StockCategoryTree *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) old = self->places;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint head = 0, tail = 0, least;

  for (guint i = 0; i < n_items; i++)
    {
      StockCategory *category = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (category != NULL)
        g_ptr_array_add (all, category);
    }
  self->places = create_places (all);
  least = MIN (old->len, self->places->len);
  while (head < least && is_same (old, head, self->places, head))
    head++;
  while (tail < least - head
         && is_same (old, old->len - 1 - tail, self->places, self->places->len - 1 - tail))
    tail++;
  if (old->len - head - tail > 0 || self->places->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                self->places->len - head - tail);
}

static void
stock_category_tree_dispose (GObject *object)
{
  StockCategoryTree *self = STOCK_CATEGORY_TREE (object);

  g_clear_object (&self->list);
  g_array_set_size (self->places, 0);
  G_OBJECT_CLASS (stock_category_tree_parent_class)->dispose (object);
}

static void
stock_category_tree_finalize (GObject *object)
{
  g_array_unref (STOCK_CATEGORY_TREE (object)->places);
  G_OBJECT_CLASS (stock_category_tree_parent_class)->finalize (object);
}

static void
stock_category_tree_class_init (StockCategoryTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_category_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = stock_category_tree_finalize;
}

static void
stock_category_tree_init (StockCategoryTree *self)
{
  self->places = places_new ();
}

/**
 * stock_category_tree_new:
 * @session: where the categories are
 *
 * Returns: (transfer full): the tree
 */
StockCategoryTree *
stock_category_tree_new (OrmSession *session)
{
  StockCategoryTree *self = g_object_new (STOCK_TYPE_CATEGORY_TREE, NULL);
  g_autoptr (OrmQuery) query = orm_query_new (STOCK_TYPE_CATEGORY);

  orm_query_order_by (query, "position", ORM_ASCENDING);
  orm_query_order_by (query, "name", ORM_ASCENDING);
  self->list = orm_list_new (session, query);
  update (self);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  /* Another parent is no change of the list. */
  g_signal_connect_object (session, "committed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * stock_category_tree_get_depth:
 * @self: a tree
 * @position: the position of a category
 *
 * Returns: how many categories stand above it
 */
guint
stock_category_tree_get_depth (StockCategoryTree *self,
                               guint              position)
{
  g_return_val_if_fail (position < self->places->len, 0);

  return g_array_index (self->places, Place, position).depth;
}

/**
 * stock_category_tree_get_end:
 * @self: a tree
 * @position: the position of a category
 *
 * Returns: the position behind the last category that stands below it, however deep
 */
guint
stock_category_tree_get_end (StockCategoryTree *self,
                             guint              position)
{
  guint depth = stock_category_tree_get_depth (self, position);
  guint end = position + 1;

  while (end < self->places->len && stock_category_tree_get_depth (self, end) > depth)
    end++;
  return end;
}
