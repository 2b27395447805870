#pragma once

#include "sheet/sheet-editor.h"
#include "sheet/sheet-entry.h"
#include "sheet/sheet-notes.h"

G_BEGIN_DECLS

/* What the files of the editor share: sheet-editor.c is the widget, sheet-editor-offer.c the values
 * to choose from. */
struct _SheetEditor
{
  GtkWidget parent_instance;

  SheetTable *table;
  SheetController *controller;
  SheetStyle *style;

  SheetEntry *entry;
  SheetNotes *notes;  /* shown in place of the entry while has_lines */
  GtkWidget *reason;
  GtkWidget *choices;
  GtkWidget *calendar;

  SheetColumn *column;
  GObject *item;
  SheetMode mode; /* READY while it is closed */
  gboolean has_lines;
  char *old_text;
  guint check_source;
};

void sheet_editor_connect_offers (SheetEditor *self);
void sheet_editor_offer_part     (SheetEditor *self);

G_END_DECLS
