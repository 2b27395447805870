#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetNotes:
 *
 * A text field of several lines, which grows with its text.
 *
 * Signals:
 *
 * - typed (): the user has changed the text
 */
#define SHEET_TYPE_NOTES (sheet_notes_get_type ())
G_DECLARE_FINAL_TYPE (SheetNotes, sheet_notes, SHEET, NOTES, GtkWidget)

GtkWidget  *sheet_notes_new               (void);
void        sheet_notes_start             (SheetNotes *self,
                                           const char *text,
                                           int         caret);
void        sheet_notes_break_line        (SheetNotes *self);
const char *sheet_notes_get_text          (SheetNotes *self);
GtkWidget  *sheet_notes_get_input         (SheetNotes *self);
gboolean    sheet_notes_is_composing      (SheetNotes *self);
int         sheet_notes_get_wanted_height (SheetNotes *self,
                                           int         width);

G_END_DECLS
