#include "sheet/sheet-entry.h"

#include "sheet/sheet-style.h"

/* Pixels that the caret takes behind the text. */
#define CARET 2

struct _SheetEntry
{
  GtkWidget parent_instance;

  GtkWidget *text;
  gboolean numeric;
  gboolean is_composing;
  gboolean is_setting;
  gboolean caret_is_old;
};

enum
{
  TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GtkEditable *
get_delegate (GtkEditable *editable)
{
  return GTK_EDITABLE (SHEET_ENTRY (editable)->text);
}

static void
editable_init (GtkEditableInterface *iface)
{
  iface->get_delegate = get_delegate;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SheetEntry, sheet_entry, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_EDITABLE, editable_init))

static gboolean
has_letters (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text != '\0';
}

static PangoLayout *
make_layout (SheetEntry *self)
{
  return gtk_widget_create_pango_layout (self->text, sheet_entry_get_text (self));
}

/* The direction of what is typed, and that of the keyboard where that has none. */
static PangoDirection
get_text_direction (SheetEntry *self)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (self->text));
  g_autoptr (PangoLayout) layout = NULL;

  if (!has_letters (sheet_entry_get_text (self)) && seat != NULL)
    return gdk_device_get_direction (gdk_seat_get_keyboard (seat));

  layout = make_layout (self);
  return pango_layout_get_direction (layout, 0);
}

/* The text keeps to the side that the cell's is at; GtkText counts sides by the direction of the
 * text. */
static void
update_alignment (SheetEntry *self)
{
  gboolean at_right = sheet_entry_is_at_right (self);
  gboolean is_rtl = get_text_direction (self) == PANGO_DIRECTION_RTL;

  gtk_widget_set_direction (self->text, is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), at_right != is_rtl ? 1 : 0);
}

static void
text_changed_cb (SheetEntry *self)
{
  update_alignment (self);
  self->caret_is_old = TRUE;
  if (!self->is_setting)
    g_signal_emit (self, signals[TYPED], 0);
}

/* GtkText tells of a character before it has moved the caret behind it. */
static void
caret_moved_cb (SheetEntry *self)
{
  gboolean was_old = self->caret_is_old;

  self->caret_is_old = FALSE;
  if (was_old && !self->is_setting)
    g_signal_emit (self, signals[TYPED], 0);
}

static void
preedit_changed_cb (SheetEntry *self,
                    const char *preedit)
{
  self->is_composing = preedit[0] != '\0';
}

static void
sheet_entry_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  if (!gtk_editable_delegate_get_property (object, property_id, value, pspec))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sheet_entry_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  if (!gtk_editable_delegate_set_property (object, property_id, value, pspec))
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sheet_entry_dispose (GObject *object)
{
  SheetEntry *self = SHEET_ENTRY (object);

  if (self->text != NULL)
    gtk_editable_finish_delegate (GTK_EDITABLE (self));
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (sheet_entry_parent_class)->dispose (object);
}

/* A bare GtkText is nothing to a screen reader: it is read as a part of what holds it. */
static void
sheet_entry_class_init (SheetEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sheet_entry_get_property;
  object_class->set_property = sheet_entry_set_property;
  object_class->dispose = sheet_entry_dispose;
  gtk_editable_install_properties (object_class, 1);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sheetentry");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);

  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sheet_entry_init (SheetEntry *self)
{
  self->text = gtk_text_new ();
  gtk_widget_set_margin_start (self->text, SHEET_CELL_PADDING);
  gtk_widget_set_margin_end (self->text, SHEET_CELL_PADDING);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_editable_init_delegate (GTK_EDITABLE (self));

  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->text, "notify::cursor-position", G_CALLBACK (caret_moved_cb),
                            self);
  g_signal_connect_swapped (self->text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
}

/**
 * sheet_entry_new:
 *
 * Returns: (transfer floating): an empty entry
 */
GtkWidget *
sheet_entry_new (void)
{
  return g_object_new (SHEET_TYPE_ENTRY, NULL);
}

/**
 * sheet_entry_start:
 * @self: an entry
 * @text: what it starts with
 * @numeric: whether the text stands at the end
 * @figures: attributes for numbers
 *
 * Begins with another cell: what was typed into the last one cannot be undone in this one.
 */
void
sheet_entry_start (SheetEntry    *self,
                   const char    *text,
                   gboolean       numeric,
                   PangoAttrList *figures)
{
  self->numeric = numeric;
  self->is_composing = FALSE;

  gtk_text_set_attributes (GTK_TEXT (self->text), numeric ? figures : NULL);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->text), FALSE);
  sheet_entry_set_text (self, text);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->text), TRUE);
  update_alignment (self);
}

/**
 * sheet_entry_get_text:
 * @self: an entry
 *
 * Returns: what stands in it
 */
const char *
sheet_entry_get_text (SheetEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->text));
}

/**
 * sheet_entry_set_text:
 * @self: an entry
 * @text: a text
 *
 * Sets the text, the caret at its end.
 */
void
sheet_entry_set_text (SheetEntry *self,
                      const char *text)
{
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  self->is_setting = FALSE;
  self->caret_is_old = FALSE;
}

/**
 * sheet_entry_get_caret:
 * @self: an entry
 *
 * Returns: where the caret is, in characters
 */
int
sheet_entry_get_caret (SheetEntry *self)
{
  return gtk_editable_get_position (GTK_EDITABLE (self->text));
}

/**
 * sheet_entry_set_caret:
 * @self: an entry
 * @caret: where to put the caret, in characters
 */
void
sheet_entry_set_caret (SheetEntry *self,
                       int         caret)
{
  gtk_editable_set_position (GTK_EDITABLE (self->text), caret);
}

/**
 * sheet_entry_get_input:
 * @self: an entry
 *
 * Returns: (transfer none): the widget that takes keys
 */
GtkWidget *
sheet_entry_get_input (SheetEntry *self)
{
  return self->text;
}

/**
 * sheet_entry_is_composing:
 * @self: an entry
 *
 * Returns: whether an input method or a dead key is at work
 */
gboolean
sheet_entry_is_composing (SheetEntry *self)
{
  return self->is_composing;
}

/**
 * sheet_entry_is_at_right:
 * @self: an entry
 *
 * Returns: whether the text stands at the right: so do numbers, or texts from right to left
 */
gboolean
sheet_entry_is_at_right (SheetEntry *self)
{
  return self->numeric != (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
}

/**
 * sheet_entry_get_wanted_width:
 * @self: an entry
 *
 * Returns: the pixels that the text needs in order to be seen in full
 */
int
sheet_entry_get_wanted_width (SheetEntry *self)
{
  g_autoptr (PangoLayout) layout = make_layout (self);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width + 2 * SHEET_CELL_PADDING + CARET;
}
