#pragma once

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockSavedView:
 *
 * A way of looking at the products that was given a name. Names are unique whatever their case.
 */
#define STOCK_TYPE_SAVED_VIEW (stock_saved_view_get_type ())
G_DECLARE_FINAL_TYPE (StockSavedView, stock_saved_view, STOCK, SAVED_VIEW, OrmRecord)

struct _StockSavedView
{
  OrmRecord parent_instance;

  gint64 saved_view_id;
  char *name;
  char *definition; /* filters, order and columns, as JSON that the window writes and reads */
  gint64 position;  /* order in the sidebar, by hand; equal ones by name */
};

StockSavedView *stock_saved_view_new (const char *name,
                                      const char *definition);

G_END_DECLS
