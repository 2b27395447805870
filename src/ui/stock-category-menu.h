#pragma once

#include <gtk/gtk.h>

#include "model/stock-category.h"

G_BEGIN_DECLS

GtkWidget *stock_category_menu_new (StockCategory *category);

G_END_DECLS
