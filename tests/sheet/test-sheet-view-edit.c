/* Typing into cells: what is pressed in a window, and what the objects behind hold then. */

#include "sheet-window.h"

#include "sheet/sheet-editor.h"

#define NAME     FIXTURE_NAME
#define SKU      FIXTURE_SKU
#define CATEGORY FIXTURE_CATEGORY
#define QUANTITY FIXTURE_QUANTITY
#define PRICE    FIXTURE_PRICE
#define VALUE    FIXTURE_VALUE
#define EXPIRES  FIXTURE_EXPIRES
#define NOTES    FIXTURE_NOTES

/* Row 2 is "Greek Yogurt 2", "02-002-0002", Dairy, 14, 3.50, 2026-03-03, "". */
static const struct
{
  const char   *name;
  FixtureColumn column;  /* where the cursor is in the beginning, in row 2 */
  const char   *keys;
  const char   *state;   /* in the end; with an asterisk if the editor is open */
  FixtureColumn checked; /* in row 2 */
  const char   *text;
  const char   *told;
} cases[] = {
  { "type-enter", NAME, "'Milk' Return", "3:0", NAME, "Milk" },
  { "first-character-is-kept", NAME, "'x' Return", "3:0", NAME, "x" },
  { "not-before-enter", NAME, "'Milk'", "2:0 *", NAME, "Greek Yogurt 2" },
  { "capitals-and-signs", SKU, "'A-1+2=(3)' Tab", "2:2", SKU, "A-1+2=(3)" },
  { "umlauts", NAME, "'Äpfel' Return", "3:0", NAME, "Äpfel" },
  { "dead-key-first", NAME, "dead_acute 'eclair' Return", "3:0", NAME, "éclair" },
  { "dead-key-within", NAME, "'caf' dead_acute 'e' Return", "3:0", NAME, "café" },
  { "compose", NAME, "Multi_key 'ss' Return", "3:0", NAME, "ß" },
  { "space", NOTES, "space 'x' Return", "3:7", NOTES, " x" },
  { "shift-enter", NAME, "'Milk' <Shift>Return", "1:0", NAME, "Milk" },
  { "keypad-enter", QUANTITY, "'7' KP_Enter", "3:3", QUANTITY, "7" },
  { "tab", SKU, "'1E5' Tab", "2:2", SKU, "1E5" },
  { "shift-tab", SKU, "'0012' <Shift>Tab", "2:0", SKU, "0012" },
  { "tab-run-enter", SKU, "'a' Tab 'Pro' Tab '9' Return", "3:1", QUANTITY, "9" },
  { "typing-arrow-down", SKU, "'a' Down", "3:1", SKU, "a" },
  { "typing-arrow-left", SKU, "'a' Left", "2:0", SKU, "a" },
  { "typing-page-down", SKU, "'a' <Control>Home 'b' Return", "3:1", SKU, "ba" },
  { "f2-caret-at-end", NAME, "F2 '1' Return", "3:0", NAME, "Greek Yogurt 21" },
  { "f2-arrows-move-caret", NAME, "F2 Left '1' Return", "3:0", NAME, "Greek Yogurt 12" },
  { "f2-home", NAME, "F2 Home '>' Return", "3:0", NAME, ">Greek Yogurt 2" },
  { "f2-while-typing", SKU, "'ab' F2 Left 'c' Return", "3:1", SKU, "acb" },
  { "f2-unformatted", PRICE, "F2 BackSpace BackSpace '75' Return", "3:4", PRICE, "3.75" },
  { "escape-typing", NAME, "'Milk' Escape", "2:0", NAME, "Greek Yogurt 2" },
  { "escape-editing", NAME, "F2 'x' Escape Down", "3:0", NAME, "Greek Yogurt 2" },
  { "escape-keeps-range", NAME, "<Shift>Down 'x' Escape",
    "2:0 in 2:0 2x1", NAME, "Greek Yogurt 2" },
  { "backspace", NAME, "BackSpace 'x' Return", "3:0", NAME, "x" },
  { "backspace-enter", NAME, "BackSpace Return", "3:0", NAME, "" },
  { "backspace-escape", NAME, "BackSpace Escape", "2:0", NAME, "Greek Yogurt 2" },
  { "delete", NAME, "Delete", "2:0", NAME, "" },
  { "delete-sets-default", QUANTITY, "Delete", "2:3", QUANTITY, "0" },
  { "delete-refused", PRICE, "Delete", "2:4", PRICE, "3.50", "error:A price is needed." },
  { "not-editable-type", VALUE, "'1'", "2:5", PRICE, "3.50" },
  { "not-editable-f2", VALUE, "F2", "2:5", PRICE, "3.50" },
  { "not-editable-delete", VALUE, "Delete",
    "2:5", PRICE, "3.50", "error:Value cannot be changed." },
  { "delete-leaves-computed", VALUE, "<Shift>Right Delete", "2:5 in 2:5 1x2", EXPIRES, "" },
  { "refused", QUANTITY, "'twelve' Return", "2:3 *", QUANTITY, "14" },
  { "refused-and-mended", QUANTITY, "'1o' Return BackSpace '0' Return", "3:3", QUANTITY, "10" },
  { "refused-by-arrow", QUANTITY, "'x' Down", "2:3 *", QUANTITY, "14" },
  { "refused-and-dropped", QUANTITY, "'x' Return Escape", "2:3", QUANTITY, "14" },
  { "today", EXPIRES, "<Control>semicolon", "2:6", EXPIRES, "2031-01-31" },
  { "today-elsewhere", NAME, "<Control>semicolon", "2:0", NAME, "Greek Yogurt 2" },
  { "complete-enter", CATEGORY, "'pro' Return", "3:2", CATEGORY, "Produce" },
  { "complete-tab", CATEGORY, "'B' Down Tab", "2:3", CATEGORY, "Beverages" },
  { "complete-up", CATEGORY, "'B' Down Up Return", "3:2", CATEGORY, "Bakery" },
  { "complete-escape", CATEGORY, "'B' Escape", "2:2 *", CATEGORY, "Dairy" },
  { "complete-escape-twice", CATEGORY, "'B' Escape Escape", "2:2", CATEGORY, "Dairy" },
  { "complete-dropped-is-literal", CATEGORY, "'B' Escape Return", "2:2 *", CATEGORY, "Dairy" },
  { "complete-nothing", CATEGORY, "'Zoo' Return", "2:2 *", CATEGORY, "Dairy" },
  { "choose", CATEGORY, "<Alt>Down Down Return", "3:2", CATEGORY, "Produce" },
  { "choose-nothing", CATEGORY, "<Alt>Down Return", "3:2", CATEGORY, "Dairy" },
  { "choose-while-editing", CATEGORY, "F2 <Alt>Down Up Return", "3:2", CATEGORY, "Beverages" },
  { "choose-without-list", NAME, "<Alt>Down", "2:0", NAME, "Greek Yogurt 2" },
  { "calendar-enter", EXPIRES, "<Alt>Down Right Return", "3:6", EXPIRES, "2026-03-04" },
  { "calendar-today", EXPIRES, "Delete <Alt>Down Return", "3:6", EXPIRES, "2031-01-31" },
  { "calendar-week", EXPIRES, "<Alt>Down Up Down Down Tab", "2:7", EXPIRES, "2026-03-10" },
  { "calendar-month", EXPIRES, "<Alt>Down Page_Down Left Return", "3:6", EXPIRES, "2026-04-02" },
  { "calendar-escape", EXPIRES, "<Alt>Down Right Escape", "2:6 *", EXPIRES, "2026-03-03" },
  { "calendar-escape-twice", EXPIRES, "<Alt>Down Right Escape Escape Down",
    "3:6", EXPIRES, "2026-03-03" },
  { "calendar-delete", EXPIRES, "<Alt>Down Delete", "2:6", EXPIRES, "" },
  { "calendar-typing-closes-it", EXPIRES, "<Alt>Down BackSpace '9' Return",
    "3:6", EXPIRES, "2026-03-09" },
  { "calendar-of-what-was-typed", EXPIRES, "'2030-05-06' <Alt>Down Right Return",
    "3:6", EXPIRES, "2030-05-07" },
  { "lines", NOTES, "'one' <Alt>Return 'two' Return", "3:7", NOTES, "one\ntwo" },
  { "lines-tab", NOTES, "'a' <Alt>Return <Alt>Return 'b' <Shift>Tab", "2:6", NOTES, "a\n\nb" },
  { "lines-at-the-caret", NOTES, "'onetwo' F2 Left Left Left <Alt>Return 'x' Return",
    "3:7", NOTES, "one\nxtwo" },
  { "lines-arrows", NOTES, "'ab' <Alt>Return 'cd' Up 'x' Down Home 'y' Return",
    "3:7", NOTES, "abx\nycd" },
  { "lines-again", NOTES, "'a' <Alt>Return 'b' Return Up F2 'c' Return", "3:7", NOTES, "a\nbc" },
  { "lines-escape", NOTES, "'a' <Alt>Return 'b' Escape Down", "3:7", NOTES, "" },
  { "lines-dead-key", NOTES, "'a' <Alt>Return dead_acute 'e' Return", "3:7", NOTES, "a\né" },
  { "lines-elsewhere", NAME, "'x' <Alt>Return", "2:0 *", NAME, "Greek Yogurt 2" },
  { "lines-elsewhere-goes-on", NAME, "'x' <Alt>Return 'y' Return", "3:0", NAME, "xy" },
  { "lines-not-editing", NOTES, "<Alt>Return", "2:7", NOTES, "" },
  { "category-emptied", CATEGORY, "BackSpace Return", "3:2", CATEGORY, "" },
};

static void
test_key (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autofree char *state = NULL;
  g_autofree char *shown = NULL;

  sheet_view_set_cursor (window->view, 2, cases[i].column);
  x_input_paint ();
  x_input_keys (cases[i].keys);
  state = sheet_window_dup_state (window);
  shown = g_strconcat (state, sheet_view_is_editing (window->view) ? " *" : "", NULL);
  g_assert_cmpstr (shown, ==, cases[i].state);
  assert_text (window, 2, cases[i].checked, cases[i].text);
  assert_told (window, cases[i].told != NULL ? cases[i].told : "");
}

/* Row 2 is "cold, new" in the column of lists, which offers cold, fresh and heavy. */
static const struct
{
  const char *name;
  const char *keys;
  const char *text;
} list_cases[] = {
  { "complete", "'fr' Return", "fresh" },
  { "complete-second", "'x,' space 'fr' Return", "x, fresh" },
  { "complete-at-the-caret", "'f,' space 'x' F2 Left Left Left BackSpace 'h' Return", "heavy, x" },
  { "exactly", "'cold' Return", "cold" },
  { "comma-is-literal", "'fr,' Return", "fr," },
  { "new", "'fr' Down Return", "fr" },
  { "new-beside", "F2 ',' space 'ice' Return", "cold, new, ice" },
  { "choose", "<Alt>Down Down Down Return", "cold, new, fresh" },
  { "choose-nothing", "<Alt>Down Escape Escape", "cold, new" },
  { "choose-in-empty", "Delete <Alt>Down Down Return", "cold" },
};

static void
test_list (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (SheetColumn) tags = fixture_column_new (FIXTURE_TAGS);

  sheet_view_add_column (window->view, tags);
  sheet_view_set_cursor (window->view, 2, FIXTURE_TAGS);
  x_input_paint ();
  x_input_keys (list_cases[i].keys);
  g_assert_false (sheet_view_is_editing (window->view));
  assert_text (window, 2, FIXTURE_TAGS, list_cases[i].text);
}

static SheetEditor *
get_editor (SheetWindow *window)
{
  return SHEET_EDITOR (sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR));
}

/* The reason is shown until the text is changed, and the text is kept. */
static void
test_reason (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *reason;

  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  x_input_keys ("'TAKEN' Return");
  g_assert_cmpstr (sheet_editor_get_text (get_editor (window)), ==, "TAKEN");
  reason = sheet_window_find (GTK_WIDGET (get_editor (window)), GTK_TYPE_LABEL);
  g_assert_true (gtk_widget_get_mapped (reason));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (reason)), ==,
                   "This SKU belongs to Butter already.");

  x_input_keys ("BackSpace");
  g_assert_false (gtk_widget_get_mapped (reason));
  x_input_keys ("Return");
  assert_text (window, 2, FIXTURE_SKU, "TAKE");
}

/* Delete over a range is one list of changes. */
static void
test_delete_range (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_NAME, 3, 2 });
  x_input_keys ("Delete");
  for (guint row = 2; row < 5; row++)
    {
      assert_text (window, row, FIXTURE_NAME, "");
      assert_text (window, row, FIXTURE_SKU, "");
    }
  assert_text (window, 1, FIXTURE_SKU, "01-001-0001");
  assert_text (window, 5, FIXTURE_SKU, "05-005-0005");
}

static void
test_fill_range (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_QUANTITY, 3, 1 });
  x_input_keys ("'77' <Control>Return");
  for (guint row = 2; row < 5; row++)
    assert_text (window, row, FIXTURE_QUANTITY, "77");
  assert_text (window, 5, FIXTURE_QUANTITY, "35");
  assert_state (window, "2:3 in 2:3 3x1");

  x_input_keys ("'no' <Control>Return");
  g_assert_true (sheet_view_is_editing (window->view));
  assert_text (window, 2, FIXTURE_QUANTITY, "77");
}

typedef struct
{
  GString *log;
  gboolean fails;
} Writer;

static gboolean
write_cb (SheetView          *view,
          SheetAction         action,
          const SheetChange  *changes,
          gsize               n_changes,
          gsize              *refused,
          GError            **error,
          gpointer            user_data)
{
  Writer *writer = user_data;

  g_string_append_printf (writer->log, "[%d", action);
  for (gsize i = 0; i < n_changes; i++)
    g_string_append_printf (writer->log, " %u.%s=%s", changes[i].row,
                            sheet_column_get_id (changes[i].column),
                            changes[i].text != NULL ? changes[i].text : "-");
  g_string_append_c (writer->log, ']');

  if (writer->fails)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full.");
      return FALSE;
    }

  return sheet_changes_apply (action, changes, n_changes, refused, error);
}

/* All writing goes through the owner, as one list for each thing that the user does. */
static void
test_writer (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  Writer writer = { g_string_new (NULL), FALSE };
  g_autofree char *log = NULL;

  sheet_view_set_writer (window->view, write_cb, &writer, NULL);
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'5' Return F2 '6' Return F2 Return");
  x_input_keys ("<Shift>Down Delete <Shift>Down '8' <Control>Return");
  x_input_keys ("F2 '1' <Control>Return");
  g_assert_cmpstr (writer.log->str, ==,
                   "[0 2.quantity=5][1 3.quantity=216][2 5.quantity=- 6.quantity=-]"
                   "[0 5.quantity=8 6.quantity=8 7.quantity=8]"
                   "[5 5.quantity=81 6.quantity=81 7.quantity=81]");

  writer.fails = TRUE;
  x_input_keys ("'9' Return");
  g_assert_true (sheet_view_is_editing (window->view));
  x_input_keys ("Escape Escape Delete");
  assert_told (window, "error:The disk is full.");
  assert_text (window, 5, FIXTURE_QUANTITY, "81");

  sheet_view_set_writer (window->view, NULL, NULL, NULL);
  log = g_string_free (writer.log, FALSE);
}

static void
test_commit_and_cancel (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  g_assert_true (sheet_view_commit_edit (window->view));
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'5'");
  g_assert_true (sheet_view_commit_edit (window->view));
  assert_text (window, 2, FIXTURE_QUANTITY, "5");
  assert_state (window, "2:3");

  x_input_keys ("'x'");
  g_assert_false (sheet_view_commit_edit (window->view));
  g_assert_false (sheet_view_set_cursor (window->view, 0, 0));
  assert_state (window, "2:3");
  sheet_view_cancel_edit (window->view);
  g_assert_false (sheet_view_is_editing (window->view));
  assert_text (window, 2, FIXTURE_QUANTITY, "5");

  g_assert_true (sheet_view_begin_edit (window->view));
  x_input_keys ("'0' Return");
  assert_text (window, 2, FIXTURE_QUANTITY, "50");
}

/* The focus that goes elsewhere commits, and does not come back. */
static void
test_focus_out (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'5'");
  gtk_widget_grab_focus (window->other);
  x_input_paint ();
  g_assert_false (sheet_view_is_editing (window->view));
  assert_text (window, 2, FIXTURE_QUANTITY, "5");
  g_assert_true (gtk_widget_has_focus (window->other));

  gtk_widget_grab_focus (GTK_WIDGET (window->view));
  x_input_keys ("'x'");
  gtk_widget_grab_focus (window->other);
  x_input_paint ();
  g_assert_true (sheet_view_is_editing (window->view));
  g_assert_cmpstr (sheet_editor_get_text (get_editor (window)), ==, "x");
  g_assert_true (gtk_widget_has_focus (window->other));
}

/* The editor stays with its text while its row scrolls away, and keeps the keys. */
static void
test_scrolled_away (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  x_input_keys ("'Mi'");
  gtk_adjustment_set_value (down, 20000);
  x_input_paint ();
  g_assert_true (sheet_view_is_editing (window->view));
  x_input_keys ("'lk' Return");
  assert_text (window, 0, FIXTURE_NAME, "Milk");
  assert_state (window, "1:0");
}

/* A row that comes above moves the editor along; a row that goes takes it away, and says so. */
static void
test_model_changes (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (FixtureItem) above = fixture_item_new (100);

  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  x_input_keys ("'ab'");
  g_list_store_insert (window->store, 0, above);
  x_input_keys ("'c' Return");
  assert_text (window, 3, FIXTURE_SKU, "abc");
  assert_state (window, "4:1");

  x_input_keys ("'lost'");
  g_list_store_remove (window->store, 4);
  g_assert_false (sheet_view_is_editing (window->view));
  assert_told (window, "error:The row is gone, and “lost” was not entered.");
}

/* Another model: what can be entered is, the rest is told. */
static void
test_set_model (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (GListStore) other = fixture_store_new (5);

  sheet_view_set_cursor (window->view, 12, FIXTURE_QUANTITY);
  x_input_keys ("'5'");
  sheet_view_set_model (window->view, G_LIST_MODEL (other));
  assert_text (window, 12, FIXTURE_QUANTITY, "5");
  assert_state (window, "0:3");

  x_input_keys ("'x'");
  sheet_view_set_model (window->view, G_LIST_MODEL (window->store));
  g_assert_false (sheet_view_is_editing (window->view));
  assert_told (window, "error:The row is gone, and “x” was not entered.");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/edit/", cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_key);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (list_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/edit/list-", list_cases[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_list);
    }
  g_test_add_func ("/sheet/edit/reason", test_reason);
  g_test_add_func ("/sheet/edit/delete-range", test_delete_range);
  g_test_add_func ("/sheet/edit/fill-range", test_fill_range);
  g_test_add_func ("/sheet/edit/writer", test_writer);
  g_test_add_func ("/sheet/edit/commit-and-cancel", test_commit_and_cancel);
  g_test_add_func ("/sheet/edit/focus-out", test_focus_out);
  g_test_add_func ("/sheet/edit/scrolled-away", test_scrolled_away);
  g_test_add_func ("/sheet/edit/model-changes", test_model_changes);
  g_test_add_func ("/sheet/edit/set-model", test_set_model);

  return g_test_run ();
}
