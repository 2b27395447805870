#include "ui/stock-listing.h"

struct _StockListing
{
  GObject parent_instance;

  StockInventory *inventory;
  SheetView *sheet; /* weak */
  StockRows *rows;
  gboolean is_waiting; /* rows were asked for and are not there yet */
  StockAsked asked;    /* while they are waited for */
  gint64 pinned;       /* the key of the row that stays in its place as long as the cursor does */
  guint place_source;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (StockListing, stock_listing, G_TYPE_OBJECT)

static OrmList *
get_list (StockListing *self)
{
  return stock_rows_get_list (self->rows);
}

/* The rows that were waited for are there. A product that was made meanwhile keeps the cursor. */
static void
place_cursor (StockListing *self)
{
  guint column = 0;

  if (self->asked == STOCK_ASKED_ANEW && stock_rows_get_last (self->rows) == NULL)
    {
      sheet_view_get_cursor (self->sheet, NULL, &column);
      sheet_view_set_cursor (self->sheet, 0, column != SHEET_NONE ? column : 0);
    }
  else if (self->asked != STOCK_ASKED_ORDER)
    sheet_view_scroll_to_cursor (self->sheet);
}

static void
loading_cb (StockListing *self)
{
  if (!self->is_waiting || orm_list_is_loading (get_list (self)))
    return;
  self->is_waiting = FALSE;
  if (self->sheet != NULL)
    place_cursor (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Lets rows that the cursor has left go where they belong. */
static void
update_place (StockListing *self)
{
  GObject *item = self->sheet != NULL ? sheet_view_get_cursor_item (self->sheet) : NULL;
  OrmRecord *last = stock_rows_get_last (self->rows);
  gint64 key = item != NULL ? orm_record_get_key (ORM_RECORD (item)) : 0;

  g_clear_handle_id (&self->place_source, g_source_remove);
  if (last != NULL && item != (GObject *) last)
    stock_rows_set_last (self->rows, NULL);
  if (self->pinned != 0 && self->pinned != key)
    {
      self->pinned = 0;
      orm_list_set_pinned (get_list (self), 0);
    }
}

static gboolean
update_place_cb (gpointer user_data)
{
  StockListing *self = user_data;

  self->place_source = 0;
  update_place (self);
  return G_SOURCE_REMOVE;
}

/* Rows must not move while the sheet tells that the cursor has: so this is put off. */
static void
cursor_item_cb (StockListing *self)
{
  if (self->place_source == 0)
    self->place_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_place_cb, self, NULL);
}

static void
stock_listing_dispose (GObject *object)
{
  StockListing *self = STOCK_LISTING (object);

  g_clear_handle_id (&self->place_source, g_source_remove);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (get_list (self), self);
  g_clear_object (&self->rows);
  g_clear_weak_pointer (&self->sheet);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_listing_parent_class)->dispose (object);
}

static void
stock_listing_class_init (StockListingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_listing_dispose;
  changed_signal = g_signal_new ("changed", STOCK_TYPE_LISTING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
stock_listing_init (StockListing *self)
{
}

/**
 * stock_listing_new:
 * @inventory: where the products are
 * @sheet: a sheet, which gets the rows as its model
 * @query: the first rows, which are asked for at once: nothing is shown that could stay meanwhile
 *
 * Returns: (transfer full): a listing
 */
StockListing *
stock_listing_new (StockInventory *inventory,
                   SheetView      *sheet,
                   OrmQuery       *query)
{
  StockListing *self = g_object_new (STOCK_TYPE_LISTING, NULL);
  g_autoptr (OrmList) list = orm_list_new (stock_inventory_get_session (inventory), query);

  self->inventory = g_object_ref (inventory);
  self->rows = stock_rows_new (list);
  g_set_weak_pointer (&self->sheet, sheet);
  orm_list_set_background (list, stock_inventory_is_large (inventory));
  sheet_view_set_model (sheet, G_LIST_MODEL (self->rows));
  sheet_view_set_cursor (sheet, 0, 0);
  g_signal_connect_swapped (list, "notify::loading", G_CALLBACK (loading_cb), self);
  g_signal_connect_object (sheet, "notify::cursor-item", G_CALLBACK (cursor_item_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * stock_listing_get_rows:
 * @self: a listing
 *
 * Returns: (transfer none): the rows, always the same model
 */
StockRows *
stock_listing_get_rows (StockListing *self)
{
  return self->rows;
}

/**
 * stock_listing_set_query:
 * @self: a listing
 * @query: the rows
 * @asked: what they are beside those that are shown
 *
 * Asks for rows; what was asked for before is not waited for any more. A product that was made just
 * now goes where it belongs.
 */
void
stock_listing_set_query (StockListing *self,
                         OrmQuery     *query,
                         StockAsked    asked)
{
  self->asked = self->is_waiting ? MAX (self->asked, asked) : asked;
  self->is_waiting = TRUE;
  stock_rows_set_last (self->rows, NULL);
  self->pinned = 0;
  orm_list_set_background (get_list (self), stock_inventory_is_large (self->inventory));
  orm_list_set_query (get_list (self), query);
  loading_cb (self);
  if (self->is_waiting)
    g_signal_emit (self, changed_signal, 0);
}

/**
 * stock_listing_is_waiting:
 * @self: a listing
 *
 * Returns: whether rows were asked for and are not there yet
 */
gboolean
stock_listing_is_waiting (StockListing *self)
{
  return self->is_waiting;
}

/**
 * stock_listing_is_outdated:
 * @self: a listing
 *
 * Returns: whether the rows that are shown are about to be exchanged for others, so that nothing
 *   should be written into them
 */
gboolean
stock_listing_is_outdated (StockListing *self)
{
  return self->is_waiting && self->asked != STOCK_ASKED_ORDER;
}

/**
 * stock_listing_pin_cursor:
 * @self: a listing
 *
 * To be called before something is changed in the row of the cursor: it does not move that row
 * until the cursor leaves it.
 */
void
stock_listing_pin_cursor (StockListing *self)
{
  GObject *item = sheet_view_get_cursor_item (self->sheet);

  update_place (self);
  self->pinned = item != NULL ? orm_record_get_key (ORM_RECORD (item)) : 0;
  orm_list_set_pinned (get_list (self), self->pinned);
}
