#pragma once

#include "sheet/sheet-cells.h"
#include "sheet/sheet-table-columns.h"
#include "sheet/sheet-table.h"

G_BEGIN_DECLS

/* What the files of the table share: sheet-table.c is the widget, sheet-table-places.c knows where
 * cells are. */
struct _SheetTable
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetHeader *header;
  SheetTableColumns *columns;

  SheetHeads *heads;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *list; /* the view's own list of rows */
  GtkNoSelection *selection;

  SheetCells *cells;

  /* How far down the table was scrolled when its model became empty, and whether it is on its way
   * back there because rows have come again. */
  double kept_value;
  gboolean is_returning;

  gboolean is_mirrored; /* scrolling sideways is counted from the right */
};

void sheet_table_update_mirrored (SheetTable *self);

G_END_DECLS
