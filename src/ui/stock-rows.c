#include "ui/stock-rows.h"

struct _StockRows
{
  GObject parent_instance;

  OrmList *list;
  OrmRecord *last; /* NULL: the list alone */
  guint hole;      /* where the list has @last, which is not shown there; or NOWHERE */
};

#define NOWHERE G_MAXUINT

static GType
stock_rows_get_item_type (GListModel *model)
{
  return ORM_TYPE_RECORD;
}

static guint
stock_rows_get_n_items (GListModel *model)
{
  StockRows *self = STOCK_ROWS (model);

  return g_list_model_get_n_items (G_LIST_MODEL (self->list)) - (self->hole != NOWHERE)
         + (self->last != NULL);
}

static gpointer
stock_rows_get_item (GListModel *model,
                     guint       position)
{
  StockRows *self = STOCK_ROWS (model);
  guint n_items = stock_rows_get_n_items (model);

  if (self->last != NULL && position == n_items - 1)
    return g_object_ref (self->last);
  if (position >= n_items)
    return NULL;
  if (position >= self->hole)
    position++;
  return g_list_model_get_item (G_LIST_MODEL (self->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = stock_rows_get_item_type;
  iface->get_n_items = stock_rows_get_n_items;
  iface->get_item = stock_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StockRows, stock_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Where the list has a record. */
static guint
find_hole (StockRows *self,
           OrmRecord *record)
{
  gint64 key = record != NULL ? orm_record_get_key (record) : 0;
  guint position;

  return key != 0 && orm_list_find (self->list, key, &position) ? position : NOWHERE;
}

static void
list_changed_cb (GListModel *list,
                 guint       position,
                 guint       removed,
                 guint       added,
                 StockRows  *self)
{
  guint old_hole = self->hole;
  guint shown_position = position;

  self->hole = find_hole (self, self->last);
  if (old_hole < position)
    shown_position--;
  else if (old_hole - position < removed)
    removed--;
  if (self->hole >= position && self->hole - position < added)
    added--;
  if (removed != 0 || added != 0)
    g_list_model_items_changed (G_LIST_MODEL (self), shown_position, removed, added);
}

static void
stock_rows_dispose (GObject *object)
{
  StockRows *self = STOCK_ROWS (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, list_changed_cb, self);
  g_clear_object (&self->list);
  g_clear_object (&self->last);
  G_OBJECT_CLASS (stock_rows_parent_class)->dispose (object);
}

static void
stock_rows_class_init (StockRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_rows_dispose;
}

static void
stock_rows_init (StockRows *self)
{
  self->hole = NOWHERE;
}

/**
 * stock_rows_new:
 * @list: a list
 *
 * Returns: (transfer full): the rows of @list
 */
StockRows *
stock_rows_new (OrmList *list)
{
  StockRows *self = g_object_new (STOCK_TYPE_ROWS, NULL);

  self->list = g_object_ref (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (list_changed_cb), self);
  return self;
}

/**
 * stock_rows_get_list:
 * @self: rows
 *
 * Returns: (transfer none): the list that it was made for
 */
OrmList *
stock_rows_get_list (StockRows *self)
{
  return self->list;
}

/**
 * stock_rows_get_last:
 * @self: rows
 *
 * Returns: (transfer none) (nullable): the record that stands at the end
 */
OrmRecord *
stock_rows_get_last (StockRows *self)
{
  return self->last;
}

/**
 * stock_rows_get_key:
 * @self: rows
 * @position: a position
 *
 * Returns: the primary key of the row there, without making an object of it; 0 behind the end, or
 *   if the record there has no row yet
 */
gint64
stock_rows_get_key (StockRows *self,
                    guint      position)
{
  guint n_items = stock_rows_get_n_items (G_LIST_MODEL (self));

  if (self->last != NULL && position == n_items - 1)
    return orm_record_get_key (self->last);
  return orm_list_get_key (self->list, position >= self->hole ? position + 1 : position);
}

/**
 * stock_rows_set_last:
 * @self: rows
 * @record: (nullable): a record, new or from the list; %NULL: none
 *
 * Shows @record at the end, and the one that was there before where it belongs: in the list if it
 * is there, else nowhere.
 */
void
stock_rows_set_last (StockRows *self,
                     OrmRecord *record)
{
  GListModel *model = G_LIST_MODEL (self);
  guint hole;

  if (self->last == record)
    return;
  if (self->last != NULL)
    {
      g_clear_object (&self->last);
      g_list_model_items_changed (model, stock_rows_get_n_items (model), 1, 0);
    }
  if (self->hole != NOWHERE)
    {
      hole = self->hole;
      self->hole = NOWHERE;
      g_list_model_items_changed (model, hole, 0, 1);
    }
  if (record == NULL)
    return;

  hole = find_hole (self, record);
  if (hole != NOWHERE)
    {
      self->hole = hole;
      g_list_model_items_changed (model, hole, 1, 0);
    }
  self->last = g_object_ref (record);
  g_list_model_items_changed (model, stock_rows_get_n_items (model) - 1, 0, 1);
}
