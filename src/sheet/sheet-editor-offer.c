/* The values and the calendar that stand below the editor. */

#include "sheet/sheet-editor-private.h"

#include "sheet/sheet-calendar.h"
#include "sheet/sheet-choices.h"
#include "sheet/sheet-part.h"

/* What is chosen takes the place of the whole text or, in a list, of the value at the caret. */
static char *
dup_part (SheetEditor *self)
{
  const char *text = sheet_editor_get_text (self);
  gsize start = 0, end = strlen (text);

  if (sheet_column_get_list (self->column))
    sheet_part_find (text, g_utf8_offset_to_pointer (text, sheet_entry_get_caret (self->entry))
                           - text, &start, &end);

  return g_strndup (text + start, end - start);
}

static void
put_choice (SheetEditor *self,
            const char  *value)
{
  const char *text = sheet_editor_get_text (self);
  const char *caret = g_utf8_offset_to_pointer (text, sheet_entry_get_caret (self->entry));
  g_autofree char *changed = NULL;
  gsize new_caret;

  if (!sheet_column_get_list (self->column))
    {
      sheet_entry_set_text (self->entry, value);
      return;
    }

  changed = sheet_part_replace (text, caret - text, value, &new_caret);
  sheet_entry_set_text (self->entry, changed);
  sheet_entry_set_caret (self->entry, g_utf8_pointer_to_offset (changed, changed + new_caret));
}

static void
offer (SheetEditor *self,
       const char  *typed)
{
  g_auto (GStrv) texts = sheet_column_dup_completions (self->column, self->item, typed);
  g_autofree char *part = dup_part (self);
  g_autofree char *new_label
    = typed[0] != '\0' ? sheet_column_dup_new_label (self->column, self->item, typed) : NULL;

  sheet_choices_set (SHEET_CHOICES (self->choices), (const char * const *) texts, part, new_label);
}

static void
chosen_cb (SheetEditor *self,
           const char  *text)
{
  put_choice (self, text);
  sheet_editor_drop_choices (self);
  g_signal_emit_by_name (self, "chosen");
}

static void
day_chosen_cb (SheetEditor *self)
{
  sheet_editor_take_choice (self);
  g_signal_emit_by_name (self, "chosen");
}

static void
day_cleared_cb (SheetEditor *self)
{
  chosen_cb (self, "");
}

/* Listens to what is clicked. */
void
sheet_editor_connect_offers (SheetEditor *self)
{
  g_signal_connect_swapped (self->choices, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->calendar, "chosen", G_CALLBACK (day_chosen_cb), self);
  g_signal_connect_swapped (self->calendar, "cleared", G_CALLBACK (day_cleared_cb), self);
}

/**
 * sheet_editor_can_offer:
 * @column: a column
 * @item: the object of a row
 *
 * Returns: whether the cell has a calendar, or a list with anything in it
 */
gboolean
sheet_editor_can_offer (SheetColumn *column,
                        GObject     *item)
{
  g_auto (GStrv) texts = NULL;
  GDate date;

  if (sheet_column_read_date (column, item, "", &date))
    return TRUE;
  texts = sheet_column_dup_completions (column, item, "");

  return texts != NULL && texts[0] != NULL;
}

/* In a list, what is chosen from all values comes behind those that are there. */
static void
make_place (SheetEditor *self)
{
  g_autofree char *part = dup_part (self);
  g_autofree char *text = NULL;

  if (!sheet_column_get_list (self->column) || part[0] == '\0')
    return;

  text = g_strconcat (sheet_editor_get_text (self), ", ", NULL);
  sheet_entry_set_text (self->entry, text);
}

/**
 * sheet_editor_offer_all:
 * @self: an open editor
 *
 * Opens the calendar, or the list of all values.
 */
void
sheet_editor_offer_all (SheetEditor *self)
{
  GDate date;

  if (self->has_lines || !sheet_editor_can_offer (self->column, self->item))
    return;

  if (sheet_column_read_date (self->column, self->item, sheet_editor_get_text (self), &date))
    {
      sheet_calendar_set_date (SHEET_CALENDAR (self->calendar), &date);
      gtk_widget_set_visible (self->calendar, TRUE);
      return;
    }

  make_place (self);
  offer (self, "");
}

/* Offers what goes on as the text does at the caret. */
void
sheet_editor_offer_part (SheetEditor *self)
{
  g_autofree char *part = self->has_lines ? NULL : dup_part (self);

  if (part != NULL && part[0] != '\0')
    offer (self, part);
}

/**
 * sheet_editor_take_key:
 * @self: an editor
 * @keyval: a key
 * @state: the modifiers held
 *
 * Moves the selection in the list or in the calendar, whichever is open.
 *
 * Returns: whether the key has been dealt with
 */
gboolean
sheet_editor_take_key (SheetEditor     *self,
                       guint            keyval,
                       GdkModifierType  state)
{
  gboolean is_up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;
  gboolean is_down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;

  if (!sheet_editor_is_open (self) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  if (gtk_widget_get_visible (self->calendar))
    return sheet_calendar_take_key (SHEET_CALENDAR (self->calendar), keyval);

  if (!gtk_widget_get_visible (self->choices) || (!is_up && !is_down))
    return FALSE;

  sheet_choices_move (SHEET_CHOICES (self->choices), is_up ? -1 : 1);

  return TRUE;
}

/**
 * sheet_editor_drop_choices:
 * @self: an editor
 *
 * Closes list and calendar without choosing.
 *
 * Returns: whether one was open
 */
gboolean
sheet_editor_drop_choices (SheetEditor *self)
{
  gboolean was_open = sheet_editor_is_open (self) && (gtk_widget_get_visible (self->choices)
                                                      || gtk_widget_get_visible (self->calendar));

  gtk_widget_set_visible (self->choices, FALSE);
  gtk_widget_set_visible (self->calendar, FALSE);

  return was_open;
}

/* Returns: (nullable): what is selected in the list or in the calendar */
static char *
dup_selected (SheetEditor *self)
{
  GDate date;

  if (!gtk_widget_get_visible (self->calendar))
    return g_strdup (sheet_choices_get_selected (SHEET_CHOICES (self->choices)));

  sheet_calendar_get_date (SHEET_CALENDAR (self->calendar), &date);

  return sheet_column_dup_date_text (self->column, self->item, &date);
}

/**
 * sheet_editor_take_choice:
 * @self: an editor
 *
 * Makes what is selected in the list or in the calendar the text, and closes them.
 *
 * Returns: whether anything was selected
 */
gboolean
sheet_editor_take_choice (SheetEditor *self)
{
  g_autofree char *selected = dup_selected (self);

  if (selected != NULL)
    put_choice (self, selected);
  sheet_editor_drop_choices (self);

  return selected != NULL;
}
