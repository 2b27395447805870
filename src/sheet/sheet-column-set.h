#pragma once

#include "sheet/sheet-column.h"
#include "sheet/sheet-range.h"

G_BEGIN_DECLS

/**
 * SheetColumnSet:
 *
 * The columns of a sheet. As a #GListModel it is the shown ones, in order, all replaced at once
 * whenever that changes; beside it stands the list of all.
 */
#define SHEET_TYPE_COLUMN_SET (sheet_column_set_get_type ())
G_DECLARE_FINAL_TYPE (SheetColumnSet, sheet_column_set, SHEET, COLUMN_SET, GObject)

SheetColumnSet *sheet_column_set_new         (void);
GListStore     *sheet_column_set_get_all     (SheetColumnSet *self);
guint           sheet_column_set_get_n_shown (SheetColumnSet *self);
SheetColumn    *sheet_column_set_get_shown   (SheetColumnSet *self,
                                              guint           number);
guint           sheet_column_set_find        (SheetColumnSet *self,
                                              SheetColumn    *column);
void            sheet_column_set_arrange     (SheetColumnSet     *self,
                                              SheetColumn *const *order,
                                              guint               n_columns);
gboolean        sheet_column_set_move        (SheetColumnSet     *self,
                                              SheetColumn        *column,
                                              int                 by);

G_END_DECLS
