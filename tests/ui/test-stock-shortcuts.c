/* The window of shortcuts tells of every key of the sheet. */

#include <gtk/gtk.h>

#include "sheet/sheet-keys.h"

/* The same as another key, and told of that one only. */
static const char *const doubles[] = {
  "<Control>Insert", "<Shift>Insert", "<Shift>Delete", NULL,
};

static const char *const names[] = {
  "Left", "Right", "Up", "Down", "Page_Up", "Page_Down", "Home", "End", "Tab", "Return", "F2",
  "BackSpace", "Escape", "Delete", "Insert", "space", "Menu", "F10", "minus", "plus", "semicolon",
  "apostrophe", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
  "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
};

static const GdkModifierType modifiers[] = { 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK, GDK_ALT_MASK,
                                             GDK_CONTROL_MASK | GDK_SHIFT_MASK };

static gboolean
does_something (guint            keyval,
                GdkModifierType  state,
                SheetCommand    *command)
{
  static const SheetMode modes[] = { SHEET_MODE_READY, SHEET_MODE_TYPING, SHEET_MODE_EDITING };
  SheetMove move;

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      *command = sheet_keys_find (modes[i], keyval, state, &move);
      if (*command != SHEET_COMMAND_NONE)
        return TRUE;
    }
  return FALSE;
}

static GHashTable *
load_listed (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "ui",
                                                 "help-overlay.ui", NULL);
  GHashTable *listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("name=\"accelerator\">([^<]*)<", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *escaped = g_match_info_fetch (match, 1);
      g_autoptr (GString) accelerators = g_string_new (escaped);
      g_auto (GStrv) each = NULL;

      g_string_replace (accelerators, "&lt;", "<", 0);
      g_string_replace (accelerators, "&gt;", ">", 0);
      each = g_strsplit (accelerators->str, " ", -1);
      for (guint i = 0; each[i] != NULL; i++)
        {
          GdkModifierType state;
          guint keyval;

          g_assert_true (gtk_accelerator_parse (each[i], &keyval, &state));
          g_hash_table_add (listed, gtk_accelerator_name (keyval, state));
        }
    }
  g_assert_cmpuint (g_hash_table_size (listed), >, 30);
  return listed;
}

/* Whether Shift is what makes the key this sign on some keyboards, and so does not count. */
static gboolean
is_shifted_sign (guint           keyval,
                 GdkModifierType state)
{
  return (state & GDK_SHIFT_MASK) != 0 && g_ascii_isgraph (gdk_keyval_to_unicode (keyval))
         && !g_ascii_isalpha (gdk_keyval_to_unicode (keyval));
}

/* Shift extends the selection with every key that moves: that is told once. */
static void
test_listed (void)
{
  g_autoptr (GHashTable) listed = load_listed ();
  guint n_missing = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (modifiers); j++)
      {
        guint keyval = gdk_keyval_from_name (names[i]);
        g_autofree char *name = gtk_accelerator_name (keyval, modifiers[j]);
        SheetCommand command;

        if (!does_something (keyval, modifiers[j], &command) || command == SHEET_COMMAND_EXTEND
            || is_shifted_sign (keyval, modifiers[j]) || g_strv_contains (doubles, name)
            || g_hash_table_contains (listed, name))
          continue;
        g_printerr ("# not told of: %s\n", name);
        n_missing++;
      }
  g_assert_cmpuint (n_missing, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stock-shortcuts/listed", test_listed);
  return g_test_run ();
}
