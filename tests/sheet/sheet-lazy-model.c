/* A list of as many rows as one likes, of which a few pages are objects at a time. */

#include "sheet-fixture.h"

#define PAGE_ROWS 100
#define PAGES     40

#define FIXTURE_TYPE_LAZY_MODEL (fixture_lazy_model_get_type ())
G_DECLARE_FINAL_TYPE (FixtureLazyModel, fixture_lazy_model, FIXTURE, LAZY_MODEL, GObject)

struct _FixtureLazyModel
{
  GObject parent_instance;

  guint n_rows;
  GQueue pages; /* of page numbers, the latest first */
  GHashTable *rows_by_page; /* page number -> GPtrArray of FixtureItem */
};

static GType
get_item_type (GListModel *model)
{
  return FIXTURE_TYPE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return FIXTURE_LAZY_MODEL (model)->n_rows;
}

static GPtrArray *
load_page (FixtureLazyModel *self,
           guint             page)
{
  gpointer key = GUINT_TO_POINTER (page);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = page * PAGE_ROWS; i < (page + 1) * PAGE_ROWS; i++)
    g_ptr_array_add (rows, fixture_item_new (i));

  if (g_queue_get_length (&self->pages) == PAGES)
    g_hash_table_remove (self->rows_by_page, g_queue_pop_tail (&self->pages));
  g_queue_push_head (&self->pages, key);
  g_hash_table_insert (self->rows_by_page, key, rows);

  return rows;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  FixtureLazyModel *self = FIXTURE_LAZY_MODEL (model);
  guint page = position / PAGE_ROWS;
  GPtrArray *rows;

  if (position >= self->n_rows)
    return NULL;

  rows = g_hash_table_lookup (self->rows_by_page, GUINT_TO_POINTER (page));
  if (rows == NULL)
    rows = load_page (self, page);

  return g_object_ref (g_ptr_array_index (rows, position % PAGE_ROWS));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FixtureLazyModel, fixture_lazy_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
fixture_lazy_model_finalize (GObject *object)
{
  FixtureLazyModel *self = FIXTURE_LAZY_MODEL (object);

  g_queue_clear (&self->pages);
  g_hash_table_unref (self->rows_by_page);

  G_OBJECT_CLASS (fixture_lazy_model_parent_class)->finalize (object);
}

static void
fixture_lazy_model_class_init (FixtureLazyModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fixture_lazy_model_finalize;
}

static void
fixture_lazy_model_init (FixtureLazyModel *self)
{
  g_queue_init (&self->pages);
  self->rows_by_page = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

GListModel *
fixture_lazy_model_new (guint n_rows)
{
  FixtureLazyModel *self = g_object_new (FIXTURE_TYPE_LAZY_MODEL, NULL);

  self->n_rows = n_rows;

  return G_LIST_MODEL (self);
}
