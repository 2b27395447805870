#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetArrow:
 *
 * The arrow in the header of a column by which rows are sorted, with its number if there are
 * several such columns.
 */
#define SHEET_TYPE_ARROW (sheet_arrow_get_type ())
G_DECLARE_FINAL_TYPE (SheetArrow, sheet_arrow, SHEET, ARROW, GtkWidget)

GtkWidget *sheet_arrow_new      (void);
void       sheet_arrow_set      (SheetArrow *self,
                                 gboolean    descending,
                                 guint       number);
char      *sheet_arrow_dup_text (SheetArrow *self);

G_END_DECLS
