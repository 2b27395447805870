#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/**
 * SheetSortKey:
 * @column: a column, which may be hidden
 * @descending: the direction
 *
 * One of the columns by which rows are sorted.
 */
typedef struct
{
  SheetColumn *column;
  gboolean     descending;
} SheetSortKey;

/**
 * SheetSort:
 *
 * By which columns the rows of a sheet are sorted, the most important first. No column is in it
 * twice. Nothing is sorted here.
 *
 * Signals:
 *
 * - changed ()
 */
#define SHEET_TYPE_SORT (sheet_sort_get_type ())
G_DECLARE_FINAL_TYPE (SheetSort, sheet_sort, SHEET, SORT, GObject)

SheetSort          *sheet_sort_new      (void);
const SheetSortKey *sheet_sort_get_keys (SheetSort          *self,
                                         guint              *n_keys);
gboolean            sheet_sort_find     (SheetSort          *self,
                                         SheetColumn        *column,
                                         guint              *number);
void                sheet_sort_set_keys (SheetSort          *self,
                                         const SheetSortKey *keys,
                                         guint               n_keys);
void                sheet_sort_click    (SheetSort          *self,
                                         SheetColumn        *column,
                                         gboolean            add);
void                sheet_sort_remove   (SheetSort          *self,
                                         SheetColumn        *column);

G_END_DECLS
