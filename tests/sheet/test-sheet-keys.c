#include "sheet/sheet-keys.h"

#define SHIFT GDK_SHIFT_MASK
#define CTRL  GDK_CONTROL_MASK
#define ALT   GDK_ALT_MASK

#define NONE  0

/* What a key does when the sheet is ready, while typing, while editing; - is nothing. */
static const struct
{
  const char      *name;
  guint            keyval;
  GdkModifierType  state;
  const char      *commands;
} cases[] = {
  { "left", GDK_KEY_Left, NONE, "move move -" },
  { "keypad-left", GDK_KEY_KP_Left, NONE, "move move -" },
  { "caps-and-num-lock", GDK_KEY_Left, GDK_LOCK_MASK | (1 << 4), "move move -" },
  { "shift-left", GDK_KEY_Left, SHIFT, "extend - -" },
  { "ctrl-left", GDK_KEY_Left, CTRL, "move - -" },
  { "shift-ctrl-left", GDK_KEY_Left, SHIFT | CTRL, "extend - -" },
  { "home", GDK_KEY_Home, NONE, "move - -" },
  { "shift-alt-page-down", GDK_KEY_Page_Down, SHIFT | ALT, "extend - -" },
  { "tab", GDK_KEY_Tab, NONE, "move move move" },
  { "shift-tab", GDK_KEY_ISO_Left_Tab, SHIFT, "move move move" },
  { "ctrl-tab", GDK_KEY_Tab, CTRL, "- - -" },
  { "enter", GDK_KEY_Return, NONE, "move move move" },
  { "shift-enter", GDK_KEY_KP_Enter, SHIFT, "move move move" },
  { "ctrl-enter", GDK_KEY_Return, CTRL, "- fill fill" },
  { "alt-enter", GDK_KEY_Return, ALT, "- break-line break-line" },
  { "ctrl-d", GDK_KEY_d, CTRL, "fill-down - -" },
  { "ctrl-apostrophe", GDK_KEY_apostrophe, CTRL, "fill-down - -" },
  { "escape", GDK_KEY_Escape, NONE, "cancel cancel cancel" },
  { "f2", GDK_KEY_F2, NONE, "edit edit edit" },
  { "delete", GDK_KEY_Delete, NONE, "clear - -" },
  { "backspace", GDK_KEY_BackSpace, NONE, "replace - -" },
  { "ctrl-backspace", GDK_KEY_BackSpace, CTRL, "show-cursor - -" },
  { "space", GDK_KEY_space, NONE, "- - -" },
  { "shift-space", GDK_KEY_space, SHIFT, "select-rows - -" },
  { "ctrl-space", GDK_KEY_space, CTRL, "select-columns - -" },
  { "ctrl-a", GDK_KEY_a, CTRL, "select-all - -" },
  { "ctrl-a-with-caps-lock", GDK_KEY_A, CTRL | GDK_LOCK_MASK, "select-all - -" },
  { "shift-ctrl-a", GDK_KEY_A, SHIFT | CTRL, "- - -" },
  { "a", GDK_KEY_a, NONE, "- - -" },
  { "ctrl-minus", GDK_KEY_minus, CTRL, "delete-rows - -" },
  { "ctrl-plus", GDK_KEY_plus, CTRL, "insert-row - -" },
  { "ctrl-plus-by-shift", GDK_KEY_plus, SHIFT | CTRL, "insert-row - -" },
  { "ctrl-keypad-plus", GDK_KEY_KP_Add, CTRL, "insert-row - -" },
  { "ctrl-semicolon-by-shift", GDK_KEY_semicolon, SHIFT | CTRL, "today - -" },
  { "ctrl-c", GDK_KEY_c, CTRL, "copy - -" },
  { "ctrl-shift-c", GDK_KEY_C, CTRL | SHIFT, "copy-text - -" },
  { "ctrl-shift-d", GDK_KEY_D, CTRL | SHIFT, "duplicate-rows - -" },
  { "ctrl-insert", GDK_KEY_Insert, CTRL, "copy - -" },
  { "shift-delete", GDK_KEY_Delete, SHIFT, "cut - -" },
  { "shift-insert", GDK_KEY_KP_Insert, SHIFT, "paste - -" },
  { "ctrl-shift-v", GDK_KEY_V, CTRL | SHIFT, "paste-special - -" },
  { "alt-down", GDK_KEY_Down, ALT, "choose choose choose" },
  { "menu", GDK_KEY_Menu, NONE, "menu - -" },
  { "shift-f10", GDK_KEY_F10, SHIFT, "menu - -" },
  { "f10", GDK_KEY_F10, NONE, "- - -" },
  { "ctrl-z", GDK_KEY_z, CTRL, "- - -" },
};

static const char *const names[SHEET_N_COMMANDS] = {
  "-", "move", "extend", "edit", "replace", "fill", "fill-down", "cancel", "clear", "select-rows",
  "select-columns", "select-all", "delete-rows", "insert-row", "duplicate-rows", "copy",
  "copy-text", "cut", "paste", "paste-special", "today", "choose", "break-line", "menu",
  "header-menu", "show-cursor",
};

static const char *
find_name (SheetMode       mode,
           guint           keyval,
           GdkModifierType state)
{
  SheetMove move;

  return names[sheet_keys_find (mode, keyval, state, &move)];
}

static void
test_find (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *commands =
        g_strjoin (" ", find_name (SHEET_MODE_READY, cases[i].keyval, cases[i].state),
                   find_name (SHEET_MODE_TYPING, cases[i].keyval, cases[i].state),
                   find_name (SHEET_MODE_EDITING, cases[i].keyval, cases[i].state), NULL);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (commands, ==, cases[i].commands);
    }
}

static void
test_move (void)
{
  SheetMove move = SHEET_MOVE_HOME;

  sheet_keys_find (SHEET_MODE_READY, GDK_KEY_KP_Page_Up, NONE, &move);
  g_assert_cmpint (move, ==, SHEET_MOVE_PAGE_UP);
  sheet_keys_find (SHEET_MODE_READY, GDK_KEY_Down, SHIFT | CTRL, &move);
  g_assert_cmpint (move, ==, SHEET_MOVE_EDGE_DOWN);
  sheet_keys_find (SHEET_MODE_EDITING, GDK_KEY_ISO_Left_Tab, SHIFT, &move);
  g_assert_cmpint (move, ==, SHEET_MOVE_TAB_BACK);
}

static void
test_types (void)
{
  g_assert_true (sheet_keys_types (GDK_KEY_a, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_A, SHIFT));
  g_assert_true (sheet_keys_types (GDK_KEY_a, GDK_LOCK_MASK));
  g_assert_true (sheet_keys_types (GDK_KEY_odiaeresis, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_EuroSign, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_KP_5, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_KP_Subtract, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_space, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_dead_acute, NONE));
  g_assert_true (sheet_keys_types (GDK_KEY_dead_diaeresis, SHIFT));
  g_assert_true (sheet_keys_types (GDK_KEY_Multi_key, NONE));

  g_assert_false (sheet_keys_types (GDK_KEY_a, CTRL));
  g_assert_false (sheet_keys_types (GDK_KEY_a, ALT));
  g_assert_false (sheet_keys_types (GDK_KEY_a, GDK_SUPER_MASK));
  g_assert_false (sheet_keys_types (GDK_KEY_Shift_L, NONE));
  g_assert_false (sheet_keys_types (GDK_KEY_F5, NONE));
  g_assert_false (sheet_keys_types (GDK_KEY_Insert, NONE));
  g_assert_false (sheet_keys_types (GDK_KEY_AccessX_Enable, NONE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/keys/find", test_find);
  g_test_add_func ("/sheet/keys/move", test_move);
  g_test_add_func ("/sheet/keys/types", test_types);

  return g_test_run ();
}
