#include "sheet/sheet-keys.h"

#include <gtk/gtk.h>

#define READY  SHEET_MODE_READY
#define TYPING SHEET_MODE_TYPING
#define OPEN   (SHEET_MODE_TYPING | SHEET_MODE_EDITING)
#define ANY    (READY | OPEN)

#define SHIFT GDK_SHIFT_MASK
#define CTRL  GDK_CONTROL_MASK
#define ALT   GDK_ALT_MASK

typedef struct
{
  guint           keyval;
  GdkModifierType modifiers;
  SheetMode       modes;
  SheetCommand    command;
  SheetMove       move;
} Key;

/* Letters are in lower case, keys of the number pad as those that they double. */
static const Key keys[] = {
  { GDK_KEY_Left,      0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_LEFT },
  { GDK_KEY_Right,     0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_RIGHT },
  { GDK_KEY_Up,        0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_UP },
  { GDK_KEY_Down,      0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_DOWN },
  { GDK_KEY_Page_Up,   0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_PAGE_UP },
  { GDK_KEY_Page_Down, 0,            READY | TYPING, SHEET_COMMAND_MOVE, SHEET_MOVE_PAGE_DOWN },
  { GDK_KEY_Page_Up,   ALT,          READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_PAGE_LEFT },
  { GDK_KEY_Page_Down, ALT,          READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_PAGE_RIGHT },
  { GDK_KEY_Home,      0,            READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_HOME },
  { GDK_KEY_End,       0,            READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_END },
  { GDK_KEY_Home,      CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_FIRST },
  { GDK_KEY_End,       CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_LAST },
  { GDK_KEY_Left,      CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_EDGE_LEFT },
  { GDK_KEY_Right,     CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_EDGE_RIGHT },
  { GDK_KEY_Up,        CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_EDGE_UP },
  { GDK_KEY_Down,      CTRL,         READY,          SHEET_COMMAND_MOVE, SHEET_MOVE_EDGE_DOWN },
  { GDK_KEY_Tab,       0,            ANY,            SHEET_COMMAND_MOVE, SHEET_MOVE_TAB },
  { GDK_KEY_Tab,       SHIFT,        ANY,            SHEET_COMMAND_MOVE, SHEET_MOVE_TAB_BACK },
  { GDK_KEY_Return,    0,            ANY,            SHEET_COMMAND_MOVE, SHEET_MOVE_ENTER },
  { GDK_KEY_Return,    SHIFT,        ANY,            SHEET_COMMAND_MOVE, SHEET_MOVE_ENTER_BACK },
  { GDK_KEY_Return,    CTRL,         OPEN,           SHEET_COMMAND_FILL },
  { GDK_KEY_Return,    ALT,          OPEN,           SHEET_COMMAND_BREAK_LINE },
  { GDK_KEY_d,         CTRL,         READY,          SHEET_COMMAND_FILL_DOWN },
  { GDK_KEY_apostrophe, CTRL,        READY,          SHEET_COMMAND_FILL_DOWN },
  { GDK_KEY_F2,        0,            ANY,            SHEET_COMMAND_EDIT },
  { GDK_KEY_BackSpace, 0,            READY,          SHEET_COMMAND_REPLACE },
  { GDK_KEY_Escape,    0,            ANY,            SHEET_COMMAND_CANCEL },
  { GDK_KEY_Delete,    0,            READY,          SHEET_COMMAND_CLEAR },
  { GDK_KEY_space,     SHIFT,        READY,          SHEET_COMMAND_SELECT_ROWS },
  { GDK_KEY_space,     CTRL,         READY,          SHEET_COMMAND_SELECT_COLUMNS },
  { GDK_KEY_a,         CTRL,         READY,          SHEET_COMMAND_SELECT_ALL },
  { GDK_KEY_minus,     CTRL,         READY,          SHEET_COMMAND_DELETE_ROWS },
  { GDK_KEY_plus,      CTRL,         READY,          SHEET_COMMAND_INSERT_ROW },
  { GDK_KEY_d,         CTRL | SHIFT, READY,          SHEET_COMMAND_DUPLICATE_ROWS },
  { GDK_KEY_c,         CTRL | SHIFT, READY,          SHEET_COMMAND_COPY_TEXT },
  { GDK_KEY_c,         CTRL,         READY,          SHEET_COMMAND_COPY },
  { GDK_KEY_Insert,    CTRL,         READY,          SHEET_COMMAND_COPY },
  { GDK_KEY_x,         CTRL,         READY,          SHEET_COMMAND_CUT },
  { GDK_KEY_Delete,    SHIFT,        READY,          SHEET_COMMAND_CUT },
  { GDK_KEY_v,         CTRL,         READY,          SHEET_COMMAND_PASTE },
  { GDK_KEY_Insert,    SHIFT,        READY,          SHEET_COMMAND_PASTE },
  { GDK_KEY_v,         CTRL | SHIFT, READY,          SHEET_COMMAND_PASTE_SPECIAL },
  { GDK_KEY_semicolon, CTRL,         READY,          SHEET_COMMAND_TODAY },
  { GDK_KEY_Down,      ALT,          ANY,            SHEET_COMMAND_CHOOSE },
  { GDK_KEY_Menu,      0,            READY,          SHEET_COMMAND_MENU },
  { GDK_KEY_F10,       SHIFT,        READY,          SHEET_COMMAND_MENU },
  { GDK_KEY_l,         CTRL | SHIFT, READY,          SHEET_COMMAND_HEADER_MENU },
  { GDK_KEY_BackSpace, CTRL,         READY,          SHEET_COMMAND_SHOW_CURSOR },
};

static const struct
{
  guint from;
  guint to;
} twins[] = {
  { GDK_KEY_ISO_Left_Tab, GDK_KEY_Tab },
  { GDK_KEY_KP_Tab,       GDK_KEY_Tab },
  { GDK_KEY_KP_Enter,     GDK_KEY_Return },
  { GDK_KEY_ISO_Enter,    GDK_KEY_Return },
  { GDK_KEY_KP_Left,      GDK_KEY_Left },
  { GDK_KEY_KP_Right,     GDK_KEY_Right },
  { GDK_KEY_KP_Up,        GDK_KEY_Up },
  { GDK_KEY_KP_Down,      GDK_KEY_Down },
  { GDK_KEY_KP_Page_Up,   GDK_KEY_Page_Up },
  { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
  { GDK_KEY_KP_Home,      GDK_KEY_Home },
  { GDK_KEY_KP_End,       GDK_KEY_End },
  { GDK_KEY_KP_Insert,    GDK_KEY_Insert },
  { GDK_KEY_KP_Delete,    GDK_KEY_Delete },
  { GDK_KEY_KP_Add,       GDK_KEY_plus },
  { GDK_KEY_KP_Subtract,  GDK_KEY_minus },
  { GDK_KEY_KP_Space,     GDK_KEY_space },
};

static guint
get_plain_key (guint keyval)
{
  for (gsize i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      if (twins[i].from == keyval)
        return twins[i].to;
    }

  return gdk_keyval_to_lower (keyval);
}

/* Whether Shift is what makes the key this character, as in Ctrl and + on many keyboards. */
static gboolean
is_sign (guint keyval)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  return g_unichar_isgraph (character) && !g_unichar_isalpha (character);
}

static const Key *
find_key (SheetMode       mode,
          guint           keyval,
          GdkModifierType modifiers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].keyval == keyval && keys[i].modifiers == modifiers && (keys[i].modes & mode) != 0)
        return &keys[i];
    }

  return NULL;
}

/**
 * sheet_keys_find:
 * @mode: what the sheet is doing
 * @keyval: the key
 * @state: the modifiers held
 * @move: (out): where to, for MOVE and EXTEND
 *
 * Looks up what a key does. Shift with any move extends the range, except with those that mean
 * something else with Shift.
 *
 * Returns: the command, %SHEET_COMMAND_NONE for a key that is none
 */
SheetCommand
sheet_keys_find (SheetMode        mode,
                 guint            keyval,
                 GdkModifierType  state,
                 SheetMove       *move)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  const Key *key;

  keyval = get_plain_key (keyval);
  if (is_sign (keyval))
    modifiers &= ~SHIFT;

  key = find_key (mode, keyval, modifiers);
  if (key != NULL)
    {
      *move = key->move;
      return key->command;
    }

  key = (modifiers & SHIFT) != 0 && mode == READY ? find_key (mode, keyval, modifiers & ~SHIFT)
                                                  : NULL;
  if (key != NULL && key->command == SHEET_COMMAND_MOVE)
    {
      *move = key->move;
      return SHEET_COMMAND_EXTEND;
    }

  return SHEET_COMMAND_NONE;
}

/**
 * sheet_keys_types:
 * @keyval: the key
 * @state: the modifiers held
 *
 * Returns: whether the key begins a text: a character, a dead key, or one that composes characters
 */
gboolean
sheet_keys_types (guint           keyval,
                  GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask () & ~SHIFT) != 0)
    return FALSE;

  return g_unichar_isprint (gdk_keyval_to_unicode (keyval))
         || (keyval >= GDK_KEY_dead_grave && keyval <= GDK_KEY_dead_currency)
         || (keyval >= GDK_KEY_dead_a && keyval <= GDK_KEY_dead_longsolidusoverlay)
         || keyval == GDK_KEY_Multi_key;
}
