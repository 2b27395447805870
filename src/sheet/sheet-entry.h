#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetEntry:
 *
 * A text field as large as a cell, with its text where the cell has it.
 *
 * Signals:
 *
 * - typed (): the user has changed the text; again when the caret has followed
 */
#define SHEET_TYPE_ENTRY (sheet_entry_get_type ())
G_DECLARE_FINAL_TYPE (SheetEntry, sheet_entry, SHEET, ENTRY, GtkWidget)

GtkWidget  *sheet_entry_new              (void);
void        sheet_entry_start            (SheetEntry    *self,
                                          const char    *text,
                                          gboolean       numeric,
                                          PangoAttrList *figures);
const char *sheet_entry_get_text         (SheetEntry    *self);
void        sheet_entry_set_text         (SheetEntry    *self,
                                          const char    *text);
int         sheet_entry_get_caret        (SheetEntry    *self);
void        sheet_entry_set_caret        (SheetEntry    *self,
                                          int            caret);
GtkWidget  *sheet_entry_get_input        (SheetEntry    *self);
gboolean    sheet_entry_is_composing     (SheetEntry    *self);
gboolean    sheet_entry_is_at_right      (SheetEntry    *self);
int         sheet_entry_get_wanted_width (SheetEntry    *self);

G_END_DECLS
