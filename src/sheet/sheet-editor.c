#include "config.h"

#include "sheet/sheet-editor-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "sheet/sheet-calendar.h"
#include "sheet/sheet-choices.h"
#include "sheet/sheet-placement.h"

/* Where the editor is while its cell is not on the screen: it keeps the focus there. */
#define FAR_AWAY -10000

/* Pixels, if there is room: lines of a narrow column would be broken at every word. */
#define NOTES_WIDTH 320

/* Milliseconds of rest after which what was typed is looked at. */
#define CHECK_DELAY 600

enum
{
  CHOSEN,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetEditor, sheet_editor, GTK_TYPE_WIDGET)

/* For the eye and for screen readers. */
static void
mark_refused (SheetEditor *self,
              const char  *reason)
{
  GtkWidget *field = self->has_lines ? GTK_WIDGET (self->notes) : GTK_WIDGET (self->entry);
  GtkAccessible *spoken = GTK_ACCESSIBLE (self->has_lines ? sheet_notes_get_input (self->notes)
                                                          : field);

  gtk_widget_set_visible (self->reason, reason != NULL);
  if (reason == NULL)
    {
      gtk_widget_remove_css_class (field, "refused");
      gtk_accessible_reset_property (spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      gtk_accessible_reset_state (spoken, GTK_ACCESSIBLE_STATE_INVALID);
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->reason), reason);
  gtk_widget_add_css_class (field, "refused");
  gtk_accessible_update_property (spoken, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
  gtk_accessible_update_state (spoken, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static gboolean
check_cb (gpointer user_data)
{
  SheetEditor *self = user_data;
  SheetAction action = self->mode == SHEET_MODE_TYPING ? SHEET_ACTION_TYPE : SHEET_ACTION_EDIT;
  g_autoptr (GError) error = NULL;

  self->check_source = 0;
  if (!sheet_editor_is_composing (self) && !gtk_widget_get_visible (self->choices)
      && !sheet_column_check_text (self->column, self->item, sheet_editor_get_text (self), action,
                                   &error))
    mark_refused (self, error->message);

  return G_SOURCE_REMOVE;
}

/* Goes on in several lines, with the text and the caret where they are. */
static void
use_lines (SheetEditor *self)
{
  int caret = sheet_entry_get_caret (self->entry);

  mark_refused (self, NULL);
  self->mode = SHEET_MODE_EDITING;
  sheet_notes_start (self->notes, sheet_entry_get_text (self->entry), caret);
  self->has_lines = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->notes), TRUE);
  sheet_editor_grab_focus (self);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), FALSE);
}

static void
typed_cb (SheetEditor *self)
{
  if (!self->has_lines && sheet_column_get_multiline (self->column)
      && strchr (sheet_editor_get_text (self), '\n') != NULL)
    use_lines (self);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  mark_refused (self, NULL);
  sheet_editor_drop_choices (self);
  sheet_editor_offer_part (self);

  g_clear_handle_id (&self->check_source, g_source_remove);
  if (sheet_editor_get_text (self)[0] != '\0')
    self->check_source = g_timeout_add (CHECK_DELAY, check_cb, self);
}

static gboolean
holds_focus (SheetEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

/* A window that is left for another one keeps its focus widget, and the editor stays open. */
static void
focus_leave_cb (SheetEditor *self)
{
  if (sheet_editor_is_open (self) && !holds_focus (self))
    g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
get_cell_area (SheetEditor           *self,
               cairo_rectangle_int_t *cell)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  graphene_rect_t area;
  graphene_point_t corner;

  if (!sheet_table_get_area (self->table, sheet_controller_get_cursor (self->controller)->row,
                             sheet_column_set_find (columns, self->column), &area)
      || !gtk_widget_compute_point (sheet_table_get_list (self->table), GTK_WIDGET (self),
                                    &area.origin, &corner))
    return FALSE;

  *cell = (cairo_rectangle_int_t) { floorf (corner.x + 0.5f), floorf (corner.y + 0.5f),
                                    area.size.width, area.size.height };

  return TRUE;
}

/* The entry grows over the cells beside it while its text needs more room, as far as there is. */
static void
allocate_entry (SheetEditor           *self,
                cairo_rectangle_int_t *cell)
{
  GtkWidget *entry = GTK_WIDGET (self->entry);
  gboolean at_right = sheet_entry_is_at_right (self->entry);
  int room = at_right ? cell->x + cell->width
                      : gtk_widget_get_width (GTK_WIDGET (self)) - cell->x;
  int width = sheet_entry_get_wanted_width (self->entry);
  int minimum;

  width = CLAMP (width, cell->width, MAX (room, cell->width));
  gtk_widget_measure (entry, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  width = MAX (width, minimum);
  /* GtkText centres its line by what it has found out when it was measured upright. */
  gtk_widget_measure (entry, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);

  sheet_placement_set (entry, at_right ? cell->x + cell->width - width : cell->x, cell->y,
                       width, cell->height);
}

/* The field of several lines grows downwards, and upwards where the sheet ends. */
static void
allocate_notes (SheetEditor           *self,
                cairo_rectangle_int_t *cell)
{
  GtkWidget *notes = GTK_WIDGET (self->notes);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int layer_height = gtk_widget_get_height (GTK_WIDGET (self));
  int layer_width = gtk_widget_get_width (GTK_WIDGET (self));
  int width = MAX (cell->width, MIN (NOTES_WIDTH, layer_width));
  int height = sheet_notes_get_wanted_height (self->notes, width);
  int minimum;

  gtk_widget_measure (notes, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  if (is_rtl)
    cell->x = MIN (MAX (cell->x + cell->width - width, 0), cell->x);
  else
    cell->x = MAX (MIN (cell->x, layer_width - width), MIN (cell->x, 0));
  cell->width = width;
  cell->height = CLAMP (height, MAX (cell->height, minimum), MAX (layer_height, cell->height));
  cell->y = MIN (cell->y, MAX (layer_height - cell->height, 0));

  sheet_placement_set (notes, cell->x, cell->y, cell->width, cell->height);
}

static void
sheet_editor_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  sheet_editor_place (SHEET_EDITOR (widget));
}

/* Only what stands in the layer takes clicks; the rest belongs to the cells below. */
static gboolean
sheet_editor_contains (GtkWidget *widget,
                       double     x,
                       double     y)
{
  return FALSE;
}

static void
sheet_editor_dispose (GObject *object)
{
  SheetEditor *self = SHEET_EDITOR (object);
  GtkWidget *child;

  self->mode = SHEET_MODE_READY;
  g_clear_handle_id (&self->check_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->column);
  g_clear_object (&self->item);
  g_clear_object (&self->style);
  g_clear_object (&self->controller);
  g_clear_pointer (&self->old_text, g_free);

  G_OBJECT_CLASS (sheet_editor_parent_class)->dispose (object);
}

static void
sheet_editor_class_init (SheetEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_editor_dispose;
  widget_class->size_allocate = sheet_editor_size_allocate;
  widget_class->contains = sheet_editor_contains;

  gtk_widget_class_set_css_name (widget_class, "sheeteditor");

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_child (SheetEditor *self,
           GtkWidget   *child,
           const char  *css_class)
{
  if (css_class != NULL)
    gtk_widget_add_css_class (child, css_class);
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return child;
}

static void
add_reason (SheetEditor *self)
{
  self->reason = add_child (self, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE,
                                                "max-width-chars", 50, "accessible-role",
                                                GTK_ACCESSIBLE_ROLE_ALERT, NULL), "reason");
}

static void
sheet_editor_init (SheetEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->mode = SHEET_MODE_READY;
  self->entry = SHEET_ENTRY (add_child (self, sheet_entry_new (), NULL));
  g_signal_connect_swapped (self->entry, "typed", G_CALLBACK (typed_cb), self);
  self->notes = SHEET_NOTES (add_child (self, sheet_notes_new (), NULL));
  g_signal_connect_swapped (self->notes, "typed", G_CALLBACK (typed_cb), self);
  add_reason (self);

  self->choices = add_child (self, sheet_choices_new (), "choices");
  self->calendar = add_child (self, sheet_calendar_new (), "choices");
  sheet_editor_connect_offers (self);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * sheet_editor_new:
 * @table: where the cells are; outlives the editor
 * @controller: where the cursor is
 * @style: how cells look
 *
 * Returns: (transfer floating): an editor, closed
 */
GtkWidget *
sheet_editor_new (SheetTable      *table,
                  SheetController *controller,
                  SheetStyle      *style)
{
  SheetEditor *self = g_object_new (SHEET_TYPE_EDITOR, NULL);

  self->table = table;
  self->controller = g_object_ref (controller);
  self->style = g_object_ref (style);

  return GTK_WIDGET (self);
}

/**
 * sheet_editor_open:
 * @self: an editor that is closed
 * @column: the column of the cell
 * @item: the object of its row
 * @text: what the editor starts with
 * @mode: TYPING or EDITING
 *
 * Opens the editor over the cell of the cursor and takes the focus, with the caret at the end.
 */
void
sheet_editor_open (SheetEditor *self,
                   SheetColumn *column,
                   GObject     *item,
                   const char  *text,
                   SheetMode    mode)
{
  const char *title = sheet_column_get_title (column);

  g_set_object (&self->column, column);
  g_set_object (&self->item, item);
  g_free (self->old_text);
  self->old_text = sheet_column_dup_edit_text (column, item);
  self->mode = mode;

  mark_refused (self, NULL);
  sheet_editor_drop_choices (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (sheet_notes_get_input (self->notes)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  /* The focus comes first: it has a say in the direction of a text without letters. */
  gtk_widget_set_visible (GTK_WIDGET (self->notes), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  sheet_editor_grab_focus (self);
  sheet_entry_start (self->entry, text, sheet_column_get_numeric (column),
                     sheet_style_get_figures (self->style));
  if (sheet_column_get_multiline (column) && strchr (text, '\n') != NULL)
    use_lines (self);
}

/**
 * sheet_editor_grab_focus:
 * @self: an open editor
 *
 * Takes the focus; what is selected stays so.
 */
void
sheet_editor_grab_focus (SheetEditor *self)
{
  GtkWidget *input = sheet_editor_get_input (self);

  if (self->has_lines)
    gtk_widget_grab_focus (input);
  else
    gtk_text_grab_focus_without_selecting (GTK_TEXT (input));
}

/**
 * sheet_editor_place:
 * @self: an editor
 *
 * Puts the text over its cell, for the parent to call whenever it is allocated: the cells may have
 * moved although the layer has not.
 */
void
sheet_editor_place (SheetEditor *self)
{
  cairo_rectangle_int_t cell = { FAR_AWAY, FAR_AWAY, 100, 100 };
  GtkWidget *layer = GTK_WIDGET (self);

  if (!sheet_editor_is_open (self))
    return;

  get_cell_area (self, &cell);
  if (self->has_lines)
    allocate_notes (self, &cell);
  else
    allocate_entry (self, &cell);
  sheet_placement_beside (layer, self->choices, &cell, FALSE);
  sheet_placement_beside (layer, self->calendar, &cell, FALSE);
  sheet_placement_beside (layer, self->reason, &cell, gtk_widget_get_visible (self->choices));
}

/**
 * sheet_editor_close:
 * @self: an editor
 *
 * Closes the editor; its text is gone. If it has the focus, that goes to its parent.
 */
void
sheet_editor_close (SheetEditor *self)
{
  self->mode = SHEET_MODE_READY;
  g_clear_handle_id (&self->check_source, g_source_remove);
  if (holds_focus (self))
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  mark_refused (self, NULL);
  self->has_lines = FALSE;
  g_clear_object (&self->column);
  g_clear_object (&self->item);
}

/**
 * sheet_editor_is_open:
 * @self: an editor
 *
 * Returns: whether it is open
 */
gboolean
sheet_editor_is_open (SheetEditor *self)
{
  return self->mode != SHEET_MODE_READY;
}

/**
 * sheet_editor_get_mode:
 * @self: an editor
 *
 * Returns: TYPING or EDITING; READY while it is closed
 */
SheetMode
sheet_editor_get_mode (SheetEditor *self)
{
  return self->mode;
}

/**
 * sheet_editor_set_mode:
 * @self: an open editor
 * @mode: TYPING or EDITING
 *
 * F2 goes from one to the other.
 */
void
sheet_editor_set_mode (SheetEditor *self,
                       SheetMode    mode)
{
  self->mode = mode;
}

/**
 * sheet_editor_get_column:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the column of the cell
 */
SheetColumn *
sheet_editor_get_column (SheetEditor *self)
{
  return self->column;
}

/**
 * sheet_editor_get_item:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the object of the row
 */
GObject *
sheet_editor_get_item (SheetEditor *self)
{
  return self->item;
}

/**
 * sheet_editor_get_text:
 * @self: an editor
 *
 * Returns: what stands in it
 */
const char *
sheet_editor_get_text (SheetEditor *self)
{
  return self->has_lines ? sheet_notes_get_text (self->notes) : sheet_entry_get_text (self->entry);
}

/**
 * sheet_editor_is_changed:
 * @self: an open editor
 *
 * Returns: whether its text is another one than the cell had when it was opened
 */
gboolean
sheet_editor_is_changed (SheetEditor *self)
{
  return !g_str_equal (sheet_editor_get_text (self), self->old_text);
}

/**
 * sheet_editor_is_composing:
 * @self: an editor
 *
 * Returns: whether an input method or a dead key is at work: all keys belong to it then
 */
gboolean
sheet_editor_is_composing (SheetEditor *self)
{
  return self->has_lines ? sheet_notes_is_composing (self->notes)
                         : sheet_entry_is_composing (self->entry);
}

/**
 * sheet_editor_get_input:
 * @self: an editor
 *
 * Returns: (transfer none): the widget that takes keys
 */
GtkWidget *
sheet_editor_get_input (SheetEditor *self)
{
  return self->has_lines ? sheet_notes_get_input (self->notes)
                         : sheet_entry_get_input (self->entry);
}

/**
 * sheet_editor_refuse:
 * @self: an open editor
 * @reason: why its text could not be taken
 *
 * Says why beside the cell, until the text is changed.
 */
void
sheet_editor_refuse (SheetEditor *self,
                     const char  *reason)
{
  mark_refused (self, reason);
}

/**
 * sheet_editor_break_line:
 * @self: an open editor
 *
 * Begins a new line at the caret, where the column may hold several; says so where it may not.
 */
void
sheet_editor_break_line (SheetEditor *self)
{
  if (!sheet_column_get_multiline (self->column))
    {
      /* Translators: %s is the title of a column */
      g_autofree char *reason = g_strdup_printf (_("%s holds one line only."),
                                                 sheet_column_get_title (self->column));

      mark_refused (self, reason);
      return;
    }

  if (!self->has_lines)
    use_lines (self);
  sheet_notes_break_line (self->notes);
}
