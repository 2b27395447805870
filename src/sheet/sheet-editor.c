#include "sheet/sheet-editor.h"

#include <math.h>

#include "sheet/sheet-choices.h"
#include "sheet/sheet-entry.h"

/* Pixels between the cell and what stands below or above it. */
#define GAP 4

/* Where the editor is while its cell is not on the screen: it keeps the focus there. */
#define FAR_AWAY -10000

struct _SheetEditor
{
  GtkWidget parent_instance;

  SheetTable *table;
  SheetController *controller;
  SheetStyle *style;

  SheetEntry *entry;
  GtkWidget *reason;
  GtkWidget *choices;

  SheetColumn *column;
  GObject *item;
  SheetMode mode; /* READY while it is closed */
  char *old_text;
};

enum
{
  CHOSEN,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetEditor, sheet_editor, GTK_TYPE_WIDGET)

static void
offer (SheetEditor *self,
       const char  *typed)
{
  g_auto (GStrv) texts = sheet_column_dup_completions (self->column, self->item, typed);

  sheet_choices_set (SHEET_CHOICES (self->choices), (const char * const *) texts,
                     sheet_editor_get_text (self));
}

static void
typed_cb (SheetEditor *self)
{
  const char *typed = sheet_editor_get_text (self);

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_set_visible (self->reason, FALSE);
  sheet_entry_set_refused (self->entry, NULL);
  if (typed[0] != '\0')
    offer (self, typed);
  else
    sheet_editor_drop_choices (self);
}

static void
chosen_cb (SheetEditor *self,
           const char  *text)
{
  sheet_entry_set_text (self->entry, text);
  sheet_editor_drop_choices (self);
  g_signal_emit (self, signals[CHOSEN], 0);
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

static void
allocate_at (GtkWidget *widget,
             int        x,
             int        y,
             int        width,
             int        height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation) { x, y, width, height }, -1);
}

/* The entry grows over the cells beside it while its text needs more room, as far as there is. */
static void
allocate_entry (SheetEditor                 *self,
                const cairo_rectangle_int_t *cell)
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

  allocate_at (entry, at_right ? cell->x + cell->width - width : cell->x, cell->y,
               width, cell->height);
}

/* Below the cell, or above it where there is no room below; within the layer. */
static void
allocate_beside (SheetEditor                 *self,
                 GtkWidget                   *widget,
                 const cairo_rectangle_int_t *cell,
                 gboolean                     above)
{
  int layer_width = gtk_widget_get_width (GTK_WIDGET (self));
  int layer_height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkRequisition least, size;
  int x, y;

  if (!gtk_widget_should_layout (widget))
    return;

  gtk_widget_get_preferred_size (widget, &least, &size);
  size.width = CLAMP (MAX (size.width, cell->width), least.width, MAX (layer_width, least.width));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, size.width, NULL, &size.height, NULL, NULL);

  x = is_rtl ? cell->x + cell->width - size.width : cell->x;
  y = cell->y + cell->height + GAP;
  if (above || (y + size.height > layer_height && cell->y - GAP - size.height >= 0))
    y = cell->y - GAP - size.height;

  allocate_at (widget, CLAMP (x, 0, MAX (layer_width - size.width, 0)), y, size.width, size.height);
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

static void
add_reason (SheetEditor *self)
{
  self->reason = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "max-width-chars", 50,
                               NULL);
  gtk_widget_add_css_class (self->reason, "reason");
  gtk_widget_set_parent (self->reason, GTK_WIDGET (self));
}

static void
sheet_editor_init (SheetEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->mode = SHEET_MODE_READY;
  self->entry = SHEET_ENTRY (sheet_entry_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "typed", G_CALLBACK (typed_cb), self);
  add_reason (self);

  self->choices = sheet_choices_new ();
  gtk_widget_add_css_class (self->choices, "choices");
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  g_signal_connect_swapped (self->choices, "chosen", G_CALLBACK (chosen_cb), self);

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
  GtkWidget *input = sheet_entry_get_input (self->entry);

  g_set_object (&self->column, column);
  g_set_object (&self->item, item);
  g_free (self->old_text);
  self->old_text = sheet_column_dup_edit_text (column, item);
  self->mode = mode;

  gtk_widget_set_visible (self->reason, FALSE);
  gtk_widget_set_visible (self->choices, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sheet_column_get_title (column), -1);

  /* The focus comes first: it has a say in the direction of a text without letters. */
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (input));
  sheet_entry_start (self->entry, text, sheet_column_get_numeric (column),
                     sheet_style_get_figures (self->style));
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

  if (!sheet_editor_is_open (self))
    return;

  get_cell_area (self, &cell);
  allocate_entry (self, &cell);
  allocate_beside (self, self->choices, &cell, FALSE);
  allocate_beside (self, self->reason, &cell, gtk_widget_get_visible (self->choices));
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
  if (holds_focus (self))
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
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
  return sheet_entry_get_text (self->entry);
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
  return sheet_entry_is_composing (self->entry);
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
  return sheet_entry_get_input (self->entry);
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
  gtk_label_set_text (GTK_LABEL (self->reason), reason);
  gtk_widget_set_visible (self->reason, TRUE);
  sheet_entry_set_refused (self->entry, reason);
}

/**
 * sheet_editor_offer_all:
 * @self: an open editor
 *
 * Opens the list of all values.
 *
 * Returns: whether there are any
 */
gboolean
sheet_editor_offer_all (SheetEditor *self)
{
  offer (self, "");

  return gtk_widget_get_visible (self->choices);
}

/**
 * sheet_editor_move_choice:
 * @self: an editor
 * @by: -1 or 1
 *
 * Returns: whether a list is open, in which the selection was moved
 */
gboolean
sheet_editor_move_choice (SheetEditor *self,
                          int          by)
{
  if (!sheet_editor_is_open (self) || !gtk_widget_get_visible (self->choices))
    return FALSE;

  sheet_choices_move (SHEET_CHOICES (self->choices), by);

  return TRUE;
}

/**
 * sheet_editor_drop_choices:
 * @self: an editor
 *
 * Closes the list without choosing.
 *
 * Returns: whether one was open
 */
gboolean
sheet_editor_drop_choices (SheetEditor *self)
{
  gboolean was_open = sheet_editor_is_open (self) && gtk_widget_get_visible (self->choices);

  gtk_widget_set_visible (self->choices, FALSE);

  return was_open;
}

/**
 * sheet_editor_take_choice:
 * @self: an editor
 *
 * Makes the value that is selected in the list the text, and closes the list.
 *
 * Returns: whether one was selected
 */
gboolean
sheet_editor_take_choice (SheetEditor *self)
{
  const char *selected = sheet_choices_get_selected (SHEET_CHOICES (self->choices));

  if (selected != NULL)
    sheet_entry_set_text (self->entry, selected);
  sheet_editor_drop_choices (self);

  return selected != NULL;
}
