#include "sheet/sheet-clipboard.h"
#include "sheet/sheet-fill.h"
#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

typedef gboolean (* CommandFunc) (SheetView *self,
                                  SheetMove  move);

static SheetMode
get_mode (SheetView *self)
{
  return sheet_editor_get_mode (self->editor);
}

/* Arrows follow what is seen. */
static SheetMove
mirror (SheetView *self,
        SheetMove  move)
{
  static const SheetMove twins[][2] = {
    { SHEET_MOVE_LEFT, SHEET_MOVE_RIGHT },
    { SHEET_MOVE_EDGE_LEFT, SHEET_MOVE_EDGE_RIGHT },
  };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL)
    return move;

  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      if (move == twins[i][0] || move == twins[i][1])
        return move == twins[i][0] ? twins[i][1] : twins[i][0];
    }

  return move;
}

/* The end of the range that has moved is what is followed: whole rows that grow downward do not
 * scroll sideways. */
static void
scroll_to_head (SheetView         *self,
                const SheetCursor *before)
{
  const SheetCursor *cursor = sheet_controller_get_cursor (self->controller);
  gboolean is_extended = sheet_cursor_is_somewhere (before)
                         && before->row == cursor->row && before->column == cursor->column;
  gboolean stays_across = is_extended && before->head_column == cursor->head_column;
  gboolean stays_down = is_extended && before->head_row == cursor->head_row;

  if (sheet_cursor_is_somewhere (cursor))
    sheet_table_scroll_to (self->table,
                           stays_down && !stays_across ? SHEET_NONE : cursor->head_row,
                           stays_across && !stays_down ? SHEET_NONE : cursor->head_column);
}

static gboolean
move_cursor (SheetView *self,
             SheetMove  move,
             gboolean   extend)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  g_autofree int *widths = g_new (int, sheet_column_set_get_n_shown (columns));
  SheetCursor before = *sheet_controller_get_cursor (self->controller);
  SheetGrid page = { .widths = widths };
  gboolean moved;

  sheet_table_get_page (self->table, &page.page_rows, &page.page_width, widths);
  moved = sheet_controller_move (self->controller, mirror (self, move), extend, &page);
  scroll_to_head (self, &before);

  return moved;
}

/* The owner makes the row; the cursor goes there with the Tab run that led to it. */
static void
activate_new_row (SheetView *self)
{
  guint n_rows = sheet_controller_get_n_rows (self->controller);
  guint old_row = sheet_controller_get_cursor (self->controller)->row;
  SheetCursor cursor;

  if (self->read_only)
    return;

  g_signal_emit_by_name (self, "activate-new-row");
  cursor = *sheet_controller_get_cursor (self->controller);
  if (sheet_controller_get_n_rows (self->controller) <= n_rows || cursor.row != old_row)
    return;

  sheet_cursor_enter_new_row (&cursor, n_rows);
  sheet_controller_set_cursor (self->controller, &cursor);
  sheet_view_scroll_to_cursor (self);
}

static gboolean
run_move (SheetView *self,
          SheetMove  move)
{
  if (!sheet_cursor_is_somewhere (sheet_controller_get_cursor (self->controller)))
    return FALSE;
  if (!sheet_view_commit_edit (self))
    return TRUE;

  if (!move_cursor (self, move, FALSE) && move == SHEET_MOVE_TAB)
    activate_new_row (self);

  return TRUE;
}

static gboolean
run_extend (SheetView *self,
            SheetMove  move)
{
  move_cursor (self, move, TRUE);

  return TRUE;
}

static gboolean
run_edit (SheetView *self,
          SheetMove  move)
{
  if (get_mode (self) == SHEET_MODE_READY)
    sheet_view_open_editor (self, SHEET_MODE_EDITING);
  else
    sheet_editor_set_mode (self->editor, SHEET_MODE_EDITING);

  return TRUE;
}

static gboolean
run_replace (SheetView *self,
             SheetMove  move)
{
  sheet_view_open_editor (self, SHEET_MODE_TYPING);

  return TRUE;
}

static gboolean
run_fill (SheetView *self,
          SheetMove  move)
{
  sheet_view_fill_range (self);

  return TRUE;
}

static gboolean
run_fill_down (SheetView *self,
               SheetMove  move)
{
  sheet_fill_down (self);

  return TRUE;
}

/* One thing at a time: a drag, the list, the entry, the ranges. Then the key may mean something
 * outside. */
static gboolean
run_cancel (SheetView *self,
            SheetMove  move)
{
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (self->controller);
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  if (sheet_view_cancel_fill (self))
    return TRUE;
  if (sheet_editor_drop_choices (self->editor))
    return TRUE;

  if (get_mode (self) != SHEET_MODE_READY)
    {
      sheet_view_cancel_edit (self);
      return TRUE;
    }

  if (ranges->len > 1 || sheet_ranges_count (ranges) > 1)
    {
      sheet_cursor_collapse (&cursor);
      sheet_controller_set_cursor (self->controller, &cursor);
      return TRUE;
    }

  g_signal_emit_by_name (self, "cancel");
  return FALSE;
}

static gboolean
run_clear (SheetView *self,
           SheetMove  move)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self);
  g_autoptr (GArray) changes = sheet_view_make_changes_in (self, selection, NULL);

  sheet_view_write (self, SHEET_ACTION_CLEAR, changes);

  return TRUE;
}

/* Widens every range over whole rows, or over whole columns. */
static void
select_whole (SheetView *self,
              gboolean   rows)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (self->controller);

  for (guint i = 0; i < ranges->len; i++)
    {
      SheetRange *range = &g_array_index (ranges, SheetRange, i);

      if (rows)
        range->column = 0, range->n_columns = sheet_column_set_get_n_shown (columns);
      else
        range->row = 0, range->n_rows = sheet_controller_get_n_rows (self->controller);
    }
  if (ranges->len > 0)
    sheet_view_set_selection (self, (SheetRange *) ranges->data, ranges->len);
}

static gboolean
run_select_rows (SheetView *self,
                 SheetMove  move)
{
  select_whole (self, TRUE);

  return TRUE;
}

static gboolean
run_select_columns (SheetView *self,
                    SheetMove  move)
{
  select_whole (self, FALSE);

  return TRUE;
}

static gboolean
run_select_all (SheetView *self,
                SheetMove  move)
{
  sheet_view_set_range (self, &(SheetRange) { 0, 0, G_MAXUINT, G_MAXUINT });

  return TRUE;
}

static gboolean
run_copy (SheetView *self,
          SheetMove  move)
{
  sheet_clipboard_copy (self, FALSE);

  return TRUE;
}

static gboolean
run_cut (SheetView *self,
         SheetMove  move)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self);
  g_autoptr (GArray) changes = sheet_view_make_changes_in (self, selection, NULL);

  if (changes != NULL && sheet_clipboard_copy (self, TRUE))
    sheet_view_write (self, SHEET_ACTION_CUT, changes);

  return TRUE;
}

static gboolean
run_paste (SheetView *self,
           SheetMove  move)
{
  sheet_clipboard_paste (self, SHEET_PASTE_DEFAULT);

  return TRUE;
}

static gboolean
run_paste_special (SheetView *self,
                   SheetMove  move)
{
  if (!self->read_only)
    g_signal_emit_by_name (self, "paste-special");

  return TRUE;
}

static gboolean
run_today (SheetView *self,
           SheetMove  move)
{
  SheetColumn *column = sheet_view_get_cursor_column (self);
  const SheetCursor *cursor = sheet_controller_get_cursor (self->controller);
  SheetRange cell = { cursor->row, cursor->column, 1, 1 };
  g_autofree char *today = NULL;
  g_autoptr (GArray) changes = NULL;

  if (column != NULL)
    today = sheet_column_dup_today (column, sheet_view_get_cursor_item (self));
  if (today == NULL)
    return FALSE;

  changes = sheet_view_make_changes (self, &cell, today);
  sheet_view_write (self, SHEET_ACTION_TODAY, changes);

  return TRUE;
}

static gboolean
run_choose (SheetView *self,
            SheetMove  move)
{
  SheetColumn *column = sheet_view_get_cursor_column (self);
  GObject *item = sheet_view_get_cursor_item (self);

  if (column != NULL && get_mode (self) == SHEET_MODE_READY
      && sheet_editor_can_offer (column, item))
    sheet_view_open_editor (self, SHEET_MODE_EDITING);
  if (get_mode (self) != SHEET_MODE_READY)
    sheet_editor_offer_all (self->editor);

  return TRUE;
}

static gboolean
run_break_line (SheetView *self,
                SheetMove  move)
{
  sheet_editor_break_line (self->editor);

  return TRUE;
}

static gboolean
run_menu (SheetView *self,
          SheetMove  move)
{
  sheet_view_emit_menu (self, sheet_controller_get_cursor (self->controller)->column, NULL);

  return TRUE;
}

static gboolean
run_header_menu (SheetView *self,
                 SheetMove  move)
{
  sheet_view_emit_header_menu (self);

  return TRUE;
}

static gboolean
run_show_cursor (SheetView *self,
                 SheetMove  move)
{
  sheet_view_scroll_to_cursor (self);

  return TRUE;
}

static const CommandFunc commands[SHEET_N_COMMANDS] = {
  [SHEET_COMMAND_MOVE]           = run_move,
  [SHEET_COMMAND_EXTEND]         = run_extend,
  [SHEET_COMMAND_EDIT]           = run_edit,
  [SHEET_COMMAND_REPLACE]        = run_replace,
  [SHEET_COMMAND_FILL]           = run_fill,
  [SHEET_COMMAND_FILL_DOWN]      = run_fill_down,
  [SHEET_COMMAND_CANCEL]         = run_cancel,
  [SHEET_COMMAND_CLEAR]          = run_clear,
  [SHEET_COMMAND_SELECT_ROWS]    = run_select_rows,
  [SHEET_COMMAND_SELECT_COLUMNS] = run_select_columns,
  [SHEET_COMMAND_SELECT_ALL]     = run_select_all,
  [SHEET_COMMAND_DELETE_ROWS]    = sheet_view_delete_rows,
  [SHEET_COMMAND_INSERT_ROW]     = sheet_view_insert_row,
  [SHEET_COMMAND_DUPLICATE_ROWS] = sheet_view_duplicate_rows,
  [SHEET_COMMAND_COPY]           = run_copy,
  [SHEET_COMMAND_COPY_TEXT]      = sheet_view_copy_text,
  [SHEET_COMMAND_CUT]            = run_cut,
  [SHEET_COMMAND_PASTE]          = run_paste,
  [SHEET_COMMAND_PASTE_SPECIAL]  = run_paste_special,
  [SHEET_COMMAND_TODAY]          = run_today,
  [SHEET_COMMAND_CHOOSE]         = run_choose,
  [SHEET_COMMAND_BREAK_LINE]     = run_break_line,
  [SHEET_COMMAND_MENU]           = run_menu,
  [SHEET_COMMAND_HEADER_MENU]    = run_header_menu,
  [SHEET_COMMAND_SHOW_CURSOR]    = run_show_cursor,
};

static const struct
{
  const char  *name;
  SheetCommand command;
} actions[] = {
  { "sheet.edit",        SHEET_COMMAND_EDIT },
  { "sheet.clear",       SHEET_COMMAND_CLEAR },
  { "sheet.copy",        SHEET_COMMAND_COPY },
  { "sheet.cut",         SHEET_COMMAND_CUT },
  { "sheet.paste",       SHEET_COMMAND_PASTE },
  { "sheet.paste-special", SHEET_COMMAND_PASTE_SPECIAL },
  { "sheet.fill-down",   SHEET_COMMAND_FILL_DOWN },
  { "sheet.select-all",  SHEET_COMMAND_SELECT_ALL },
  { "sheet.delete-rows", SHEET_COMMAND_DELETE_ROWS },
  { "sheet.insert-row",  SHEET_COMMAND_INSERT_ROW },
  { "sheet.duplicate-rows", SHEET_COMMAND_DUPLICATE_ROWS },
  { "sheet.copy-text",   SHEET_COMMAND_COPY_TEXT },
};

static void
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  SheetView *self = SHEET_VIEW (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].name, name) && sheet_view_commit_edit (self))
        sheet_view_run (self, actions[i].command, 0);
    }
}

/**
 * sheet_view_install_actions:
 * @widget_class: the class of the view
 *
 * Installs what menus can do.
 */
void
sheet_view_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, activate_action);
}

/**
 * sheet_view_run:
 * @self: a view
 * @command: what to do
 * @move: where to, for MOVE and EXTEND
 *
 * Does what a key does.
 *
 * Returns: whether the key has been dealt with
 */
gboolean
sheet_view_run (SheetView    *self,
                SheetCommand  command,
                SheetMove     move)
{
  return commands[command] != NULL && commands[command] (self, move);
}

/* What the key is on the keyboard's Latin level: Ctrl+C works where another letter is printed. */
static guint
get_latin_key (SheetView *self,
               guint      keycode)
{
  g_autofree guint *keyvals = NULL;
  int n_keyvals = 0;

  if (!gdk_display_map_keycode (gtk_widget_get_display (GTK_WIDGET (self)), keycode, NULL,
                                &keyvals, &n_keyvals))
    return GDK_KEY_VoidSymbol;

  for (int i = 0; i < n_keyvals; i++)
    {
      if (keyvals[i] >= GDK_KEY_a && keyvals[i] <= GDK_KEY_z)
        return keyvals[i];
    }

  return GDK_KEY_VoidSymbol;
}

static SheetCommand
find_command (SheetView       *self,
              guint            keyval,
              guint            keycode,
              GdkModifierType  state,
              SheetMove       *move)
{
  SheetCommand command = sheet_keys_find (get_mode (self), keyval, state, move);

  if (command == SHEET_COMMAND_NONE && (state & GDK_CONTROL_MASK) != 0 && keyval > 0x7f)
    command = sheet_keys_find (get_mode (self), get_latin_key (self, keycode), state, move);

  return command;
}

/*
 * Before any child sees the key. A key that begins a text opens the editor and is handed on to it
 * in this very moment, so that its character, dead key or input method is not lost.
 */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                SheetView             *self)
{
  SheetMove move = SHEET_MOVE_LEFT;
  SheetCommand command;

  if (get_mode (self) != SHEET_MODE_READY && sheet_editor_is_composing (self->editor))
    return FALSE;
  if (sheet_editor_take_key (self->editor, keyval, state))
    return TRUE;

  command = find_command (self, keyval, keycode, state, &move);
  if (command != SHEET_COMMAND_NONE)
    return sheet_view_run (self, command, move);

  if (get_mode (self) == SHEET_MODE_READY)
    {
      if (!sheet_keys_types (keyval, state))
        return FALSE;
      if (!sheet_view_open_editor (self, SHEET_MODE_TYPING))
        return TRUE;
    }
  else if (gtk_widget_has_focus (sheet_editor_get_input (self->editor)))
    return FALSE;
  else
    sheet_editor_grab_focus (self->editor);

  return gtk_event_controller_key_forward (controller, sheet_editor_get_input (self->editor));
}

/**
 * sheet_view_add_keys:
 * @self: a view
 *
 * Listens to the keyboard.
 */
void
sheet_view_add_keys (SheetView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
