#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SheetChoices:
 *
 * The list of values below the editor. It never takes the focus: the editor has the keys, and moves
 * the selection.
 *
 * Signals:
 *
 * - chosen (const char *text): one was clicked
 */
#define SHEET_TYPE_CHOICES (sheet_choices_get_type ())
G_DECLARE_FINAL_TYPE (SheetChoices, sheet_choices, SHEET, CHOICES, GtkWidget)

GtkWidget  *sheet_choices_new          (void);
void        sheet_choices_set          (SheetChoices       *self,
                                        const char * const *texts,
                                        const char         *typed,
                                        const char         *new_label);
const char *sheet_choices_get_selected (SheetChoices       *self);
void        sheet_choices_move         (SheetChoices       *self,
                                        int                 by);

G_END_DECLS
