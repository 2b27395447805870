#pragma once

#include "sheet/sheet-range.h"

G_BEGIN_DECLS

/* Arrays of #SheetRanges: what is selected, which may overlap until it is split. */

GArray  *sheet_ranges_new       (void);
GArray  *sheet_ranges_split     (const SheetRange *ranges,
                                 guint             n_ranges);
guint64  sheet_ranges_count     (GArray           *split);
gboolean sheet_ranges_get_block (GArray           *split,
                                 GArray          **rows,
                                 GArray          **columns);
void     sheet_ranges_splice    (GArray           *ranges,
                                 guint             position,
                                 guint             removed,
                                 guint             added);
void     sheet_ranges_clamp     (GArray           *ranges,
                                 guint             n_rows,
                                 guint             n_columns);

G_END_DECLS
