#pragma once

#include "sheet/sheet-range.h"

G_BEGIN_DECLS

/**
 * SheetBlock:
 *
 * A rectangle of texts on its way to or from the clipboard.
 */
typedef struct _SheetBlock SheetBlock;

SheetBlock *sheet_block_new            (guint             n_rows,
                                        guint             n_columns);
void        sheet_block_free           (SheetBlock       *self);
void        sheet_block_get_size       (const SheetBlock *self,
                                        guint            *n_rows,
                                        guint            *n_columns);
const char *sheet_block_get            (const SheetBlock *self,
                                        guint             row,
                                        guint             column);
void        sheet_block_take           (SheetBlock       *self,
                                        guint             row,
                                        guint             column,
                                        char             *text);
void        sheet_block_transpose      (SheetBlock       *self);
void        sheet_block_append_row     (const SheetBlock *self,
                                        guint             row,
                                        GString          *text);
char       *sheet_block_to_text        (const SheetBlock *self);
SheetRange  sheet_block_get_target     (const SheetBlock *self,
                                        const SheetRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetBlock, sheet_block_free)

G_END_DECLS
