#pragma once

#include "sheet/sheet-column.h"

G_BEGIN_DECLS

/**
 * SheetSeries:
 *
 * How some cells go on when they are filled into those beside them: as copies, or as a series of
 * numbers, of dates, or of texts that end with a number.
 */
typedef struct _SheetSeries SheetSeries;

SheetSeries *sheet_series_new      (const SheetValue   *values,
                                    const char * const *texts,
                                    guint               n_values,
                                    gboolean            with_ctrl,
                                    gboolean            back);
void         sheet_series_free     (SheetSeries        *self);
char        *sheet_series_dup_text (SheetSeries        *self,
                                    guint               index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetSeries, sheet_series_free)

G_END_DECLS
