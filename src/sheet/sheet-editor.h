#pragma once

#include "sheet/sheet-keys.h"
#include "sheet/sheet-table.h"

G_BEGIN_DECLS

/**
 * SheetEditor:
 *
 * The one editor of a sheet: a text over the cell of the cursor, of one line or of several, below
 * it the reason why an entry was refused, or the values or the calendar to choose from. It lies
 * over the rows as a layer that is otherwise transparent, and so stays what it is when its row
 * scrolls away.
 *
 * It writes nothing: the view asks for its text.
 *
 * Signals:
 *
 * - chosen (): a value was clicked, and is the text now
 * - left (): the focus has gone elsewhere in the window
 */
#define SHEET_TYPE_EDITOR (sheet_editor_get_type ())
G_DECLARE_FINAL_TYPE (SheetEditor, sheet_editor, SHEET, EDITOR, GtkWidget)

GtkWidget   *sheet_editor_new            (SheetTable      *table,
                                          SheetController *controller,
                                          SheetStyle      *style);
void         sheet_editor_open           (SheetEditor     *self,
                                          SheetColumn     *column,
                                          GObject         *item,
                                          const char      *text,
                                          SheetMode        mode);
void         sheet_editor_grab_focus     (SheetEditor     *self);
void         sheet_editor_place          (SheetEditor     *self);
void         sheet_editor_close          (SheetEditor     *self);
gboolean     sheet_editor_is_open        (SheetEditor     *self);
SheetMode    sheet_editor_get_mode       (SheetEditor     *self);
void         sheet_editor_set_mode       (SheetEditor     *self,
                                          SheetMode        mode);
SheetColumn *sheet_editor_get_column     (SheetEditor     *self);
GObject     *sheet_editor_get_item       (SheetEditor     *self);
const char  *sheet_editor_get_text       (SheetEditor     *self);
gboolean     sheet_editor_is_changed     (SheetEditor     *self);
gboolean     sheet_editor_is_composing   (SheetEditor     *self);
GtkWidget   *sheet_editor_get_input      (SheetEditor     *self);
void         sheet_editor_refuse         (SheetEditor     *self,
                                          const char      *reason);
void         sheet_editor_break_line     (SheetEditor     *self);
gboolean     sheet_editor_can_offer      (SheetColumn     *column,
                                          GObject         *item);
void         sheet_editor_offer_all      (SheetEditor     *self);
gboolean     sheet_editor_take_key       (SheetEditor     *self,
                                          guint            keyval,
                                          GdkModifierType  state);
gboolean     sheet_editor_drop_choices   (SheetEditor     *self);
gboolean     sheet_editor_take_choice    (SheetEditor     *self);

G_END_DECLS
