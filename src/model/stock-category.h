#pragma once

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockCategory:
 *
 * A group of what is kept in stock. Names are unique whatever their case.
 */
#define STOCK_TYPE_CATEGORY (stock_category_get_type ())
G_DECLARE_FINAL_TYPE (StockCategory, stock_category, STOCK, CATEGORY, OrmRecord)

struct _StockCategory
{
  OrmRecord parent_instance;

  gint64 category_id;
  char *name;
  char *colour;        /* "#rrggbb" */
  gint64 position;     /* order in the sidebar, by hand; equal ones by name */
  OrmReference parent; /* another category; what goes up ends */
};

StockCategory *stock_category_new         (const char    *name);
char          *stock_category_fold_name   (const char    *name);
StockCategory *stock_category_find        (OrmSession    *session,
                                           const char    *name,
                                           GError       **error);
GArray        *stock_category_list_below  (StockCategory *self,
                                           GError       **error);
const char    *stock_category_next_colour (guint          n);

G_END_DECLS
