#include "sheet/sheet-notes.h"

#include "sheet/sheet-style.h"

/* Pixels above the first line and below the last one. */
#define AIR 7

struct _SheetNotes
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkTextView *view;
  GtkTextBuffer *buffer; /* of the view */
  char *text;
  gboolean is_composing;
  gboolean is_setting;
};

enum
{
  TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetNotes, sheet_notes, GTK_TYPE_WIDGET)

static void
changed_cb (SheetNotes *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  g_free (self->text);
  self->text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  if (!self->is_setting)
    g_signal_emit (self, signals[TYPED], 0);
}

static void
preedit_changed_cb (SheetNotes *self,
                    const char *preedit)
{
  self->is_composing = preedit[0] != '\0';
}

static void
sheet_notes_dispose (GObject *object)
{
  SheetNotes *self = SHEET_NOTES (object);

  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (sheet_notes_parent_class)->dispose (object);
}

static void
sheet_notes_class_init (SheetNotesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_notes_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sheetnotes");

  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_notes_init (SheetNotes *self)
{
  self->text = g_strdup ("");
  self->view = g_object_new (GTK_TYPE_TEXT_VIEW,
                             "wrap-mode", GTK_WRAP_WORD_CHAR,
                             "accepts-tab", FALSE,
                             "left-margin", SHEET_CELL_PADDING,
                             "right-margin", SHEET_CELL_PADDING,
                             "top-margin", AIR,
                             "bottom-margin", AIR,
                             NULL);
  self->buffer = gtk_text_view_get_buffer (self->view);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "child", self->view,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->view, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
}

/**
 * sheet_notes_new:
 *
 * Returns: (transfer floating): an empty field
 */
GtkWidget *
sheet_notes_new (void)
{
  return g_object_new (SHEET_TYPE_NOTES, NULL);
}

/**
 * sheet_notes_start:
 * @self: a field
 * @text: what it starts with
 * @caret: where the caret is, in characters; -1 for the end
 *
 * Begins with another cell: what was typed into the last one cannot be undone in this one.
 */
void
sheet_notes_start (SheetNotes *self,
                   const char *text,
                   int         caret)
{
  GtkTextIter place;

  self->is_composing = FALSE;
  self->is_setting = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->is_setting = FALSE;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &place, caret);
  gtk_text_buffer_place_cursor (self->buffer, &place);
}

/**
 * sheet_notes_break_line:
 * @self: a field
 *
 * Begins a new line at the caret, in the place of what is selected.
 */
void
sheet_notes_break_line (SheetNotes *self)
{
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, "\n", -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (self->buffer));
}

/**
 * sheet_notes_get_text:
 * @self: a field
 *
 * Returns: what stands in it
 */
const char *
sheet_notes_get_text (SheetNotes *self)
{
  return self->text;
}

/**
 * sheet_notes_get_input:
 * @self: a field
 *
 * Returns: (transfer none): the widget that takes keys
 */
GtkWidget *
sheet_notes_get_input (SheetNotes *self)
{
  return GTK_WIDGET (self->view);
}

/**
 * sheet_notes_is_composing:
 * @self: a field
 *
 * Returns: whether an input method or a dead key is at work
 */
gboolean
sheet_notes_is_composing (SheetNotes *self)
{
  return self->is_composing;
}

/**
 * sheet_notes_get_wanted_height:
 * @self: a field
 * @width: how wide it is, in pixels
 *
 * Returns: the pixels that its lines need in order to be seen in full
 */
int
sheet_notes_get_wanted_height (SheetNotes *self,
                               int         width)
{
  g_autoptr (PangoLayout) layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), self->text);
  int height;

  pango_layout_set_width (layout, (width - 2 * SHEET_CELL_PADDING) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + 2 * AIR;
}
