#include "ui/stock-retry.h"

/* Milliseconds until the next try. */
#define INTERVAL 200

struct _StockRetry
{
  SheetView *sheet; /* not owned: whoever owns this owns the sheet */
  guint source;
  char *text; /* what stood in the editor when it could not be written */
};

/**
 * stock_retry_new:
 * @sheet: a sheet that lives longer than this
 *
 * Returns: (transfer full): something that does nothing before it is asked to
 */
StockRetry *
stock_retry_new (SheetView *sheet)
{
  StockRetry *self = g_new0 (StockRetry, 1);

  self->sheet = sheet;
  return self;
}

void
stock_retry_free (StockRetry *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self->text);
  g_free (self);
}

static gboolean
retry_cb (gpointer user_data)
{
  StockRetry *self = user_data;
  const char *text = sheet_view_get_edit_text (self->sheet);

  self->source = 0;
  if (sheet_view_is_editing (self->sheet) && g_strcmp0 (text, self->text) == 0)
    sheet_view_commit_edit (self->sheet);
  return G_SOURCE_REMOVE;
}

/**
 * stock_retry_queue:
 * @self: a retry
 *
 * To be called when what stands in the editor was refused because another program is writing. Soon
 * it is committed again, which may lead here again.
 */
void
stock_retry_queue (StockRetry *self)
{
  g_free (self->text);
  self->text = g_strdup (sheet_view_get_edit_text (self->sheet));
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (INTERVAL, retry_cb, self);
}
