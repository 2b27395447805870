#include "ui/stock-tally.h"

struct _StockTally
{
  GObject parent_instance;

  StockInventory *inventory;
  StockCalendar *calendar;
  guint source;
  GCancellable *cancellable; /* of what is being counted, or NULL */
};

enum
{
  COUNTED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StockTally, stock_tally, G_TYPE_OBJECT)

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (StockTally) self = user_data;
  g_autoptr (StockCounts) counts = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  counts = stock_counts_load_finish (result, &error);
  if (counts != NULL)
    g_signal_emit (self, signals[COUNTED], 0, counts);
  else
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
stop (StockTally *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
count_cb (gpointer user_data)
{
  StockTally *self = user_data;

  self->source = 0;
  stop (self);
  self->cancellable = g_cancellable_new ();
  stock_counts_load_async (stock_inventory_get_session (self->inventory),
                           stock_calendar_get_today (self->calendar),
                           stock_calendar_get_expiring_days (self->calendar), self->cancellable,
                           counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue (StockTally *self)
{
  if (self->source == 0)
    self->source = g_idle_add (count_cb, self);
}

static void
stock_tally_dispose (GObject *object)
{
  StockTally *self = STOCK_TALLY (object);

  stop (self);
  g_clear_object (&self->calendar);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_tally_parent_class)->dispose (object);
}

static void
stock_tally_class_init (StockTallyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stock_tally_dispose;
  signals[COUNTED] = g_signal_new ("counted", STOCK_TYPE_TALLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", STOCK_TYPE_TALLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
stock_tally_init (StockTally *self)
{
}

/**
 * stock_tally_new:
 * @inventory: what is counted
 * @calendar: what day it is
 *
 * Returns: (transfer full): a tally, which begins to count
 */
StockTally *
stock_tally_new (StockInventory *inventory,
                 StockCalendar  *calendar)
{
  StockTally *self = g_object_new (STOCK_TYPE_TALLY, NULL);
  OrmSession *session = stock_inventory_get_session (inventory);

  self->inventory = g_object_ref (inventory);
  self->calendar = g_object_ref (calendar);
  g_signal_connect_object (session, "committed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "changed", G_CALLBACK (queue), self, G_CONNECT_SWAPPED);
  queue (self);
  return self;
}
