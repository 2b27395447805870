#pragma once

#include "model/stock-category.h"

G_BEGIN_DECLS

/**
 * StockCategoryTree:
 *
 * All categories as a live #GListModel, each followed by those below it, and those beside each
 * other in the order of their positions and names. Where another program has put categories into a
 * ring, they stand at the end, as if below none.
 */
#define STOCK_TYPE_CATEGORY_TREE (stock_category_tree_get_type ())
G_DECLARE_FINAL_TYPE (StockCategoryTree, stock_category_tree, STOCK, CATEGORY_TREE, GObject)

StockCategoryTree *stock_category_tree_new       (OrmSession        *session);
guint              stock_category_tree_get_depth (StockCategoryTree *self,
                                                  guint              position);
guint              stock_category_tree_get_end   (StockCategoryTree *self,
                                                  guint              position);

G_END_DECLS
