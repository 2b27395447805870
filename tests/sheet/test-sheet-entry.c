#include "sheet/sheet-entry.h"

#include "x-input.h"

typedef struct
{
  GtkWidget *window;
  SheetEntry *entry;
  guint n_typed;
} Fixture;

static void
typed_cb (Fixture *self)
{
  self->n_typed++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  GtkWidget *entry = sheet_entry_new ();

  self->entry = SHEET_ENTRY (entry);
  self->n_typed = 0;
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 300, 40);
  gtk_window_set_child (GTK_WINDOW (self->window), entry);
  g_signal_connect_swapped (entry, "typed", G_CALLBACK (typed_cb), self);
  x_input_start (GTK_WINDOW (self->window));
  gtk_text_grab_focus_without_selecting (GTK_TEXT (sheet_entry_get_input (self->entry)));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* Only what the hand does counts as typed, and it goes to the end of what is there. */
static void
test_typed (Fixture       *self,
            gconstpointer  data)
{
  sheet_entry_start (self->entry, "ab", FALSE, NULL);
  sheet_entry_set_text (self->entry, "abc");
  g_assert_cmpuint (self->n_typed, ==, 0);
  x_input_keys ("'de'");
  g_assert_cmpstr (sheet_entry_get_text (self->entry), ==, "abcde");
  g_assert_cmpuint (self->n_typed, ==, 4);
}

/* Ctrl+Z goes back to what the cell had, and no further: not into the cell before. */
static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  sheet_entry_start (self->entry, "one", FALSE, NULL);
  x_input_keys ("'!'");
  sheet_entry_start (self->entry, "two", FALSE, NULL);
  x_input_keys ("'?' <Control>z <Control>z <Control>z");
  g_assert_cmpstr (sheet_entry_get_text (self->entry), ==, "two");
}

static void
test_composing (Fixture       *self,
                gconstpointer  data)
{
  sheet_entry_start (self->entry, "", FALSE, NULL);
  g_assert_false (sheet_entry_is_composing (self->entry));
  x_input_keys ("dead_acute");
  g_assert_true (sheet_entry_is_composing (self->entry));
  x_input_keys ("'e'");
  g_assert_false (sheet_entry_is_composing (self->entry));
  g_assert_cmpstr (sheet_entry_get_text (self->entry), ==, "é");

  x_input_keys ("dead_acute");
  sheet_entry_start (self->entry, "", FALSE, NULL);
  g_assert_false (sheet_entry_is_composing (self->entry));
}

/* Where the text stands does not depend on what it is. */
static void
test_side (Fixture       *self,
           gconstpointer  data)
{
  static const char *const texts[] = { "", "12", "abc", "אבג", "12 אבג" };
  GtkWidget *entry = GTK_WIDGET (self->entry);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_widget_set_direction (entry, GTK_TEXT_DIR_LTR);
      sheet_entry_start (self->entry, texts[i], FALSE, NULL);
      g_assert_false (sheet_entry_is_at_right (self->entry));
      sheet_entry_start (self->entry, texts[i], TRUE, NULL);
      g_assert_true (sheet_entry_is_at_right (self->entry));
      gtk_widget_set_direction (entry, GTK_TEXT_DIR_RTL);
      sheet_entry_start (self->entry, texts[i], FALSE, NULL);
      g_assert_true (sheet_entry_is_at_right (self->entry));
      sheet_entry_start (self->entry, texts[i], TRUE, NULL);
      g_assert_false (sheet_entry_is_at_right (self->entry));
    }
}

static void
test_wanted_width (Fixture       *self,
                   gconstpointer  data)
{
  int empty, some;

  sheet_entry_start (self->entry, "", FALSE, NULL);
  empty = sheet_entry_get_wanted_width (self->entry);
  g_assert_cmpint (empty, >=, 16);
  g_assert_cmpint (empty, <=, 20);
  x_input_keys ("'wwwwwwwwww'");
  some = sheet_entry_get_wanted_width (self->entry);
  g_assert_cmpint (some, >, empty + 50);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void       (* func) (Fixture       *self,
                         gconstpointer  data);
  } tests[] = {
    { "/sheet/entry/typed", test_typed },
    { "/sheet/entry/undo", test_undo },
    { "/sheet/entry/composing", test_composing },
    { "/sheet/entry/side", test_side },
    { "/sheet/entry/wanted-width", test_wanted_width },
  };

  x_input_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
