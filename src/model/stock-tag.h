#pragma once

#include "orm/orm.h"

G_BEGIN_DECLS

/**
 * StockTag:
 *
 * A word that any number of products bear, and a product any number of. Names are unique whatever
 * their case.
 */
#define STOCK_TYPE_TAG (stock_tag_get_type ())
G_DECLARE_FINAL_TYPE (StockTag, stock_tag, STOCK, TAG, OrmRecord)

struct _StockTag
{
  OrmRecord parent_instance;

  gint64 tag_id;
  char *name;
  char *colour; /* "#rrggbb" */
};

StockTag *stock_tag_new  (const char  *name);
StockTag *stock_tag_find (OrmSession  *session,
                          const char  *name,
                          GError     **error);

G_END_DECLS
