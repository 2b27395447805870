/* Copy, cut and paste through the display's own clipboard. */

#include "sheet-window.h"

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("(nothing)");
}

static char *
dup_clipboard (SheetWindow *window)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window->view));
  char *text = NULL;

  gdk_clipboard_read_text_async (clipboard, NULL, read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);

  return text;
}

#define assert_clipboard(window, expected)                                                         \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *text_ = dup_clipboard (window);                                             \
      g_assert_cmpstr (text_, ==, expected);                                                       \
    }                                                                                              \
  G_STMT_END

static void
set_clipboard (SheetWindow *window,
               const char  *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window->view)), text);
}

static void
test_copy (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (window->store), 2);
  g_autofree char *text = NULL;

  sheet_view_set_cursor (window->view, 2, FIXTURE_PRICE);
  x_input_keys ("<Control>c");
  assert_clipboard (window, "3.50");

  fixture_item_set (item, FIXTURE_NAME, "two\nlines\tand \"quotes\"");
  sheet_view_set_range (window->view, &(SheetRange) { 2, 0, 2, 3 });
  x_input_keys ("<Control>c");
  assert_clipboard (window, "\"two\nlines\tand \"\"quotes\"\"\"\t02-002-0002\tDairy\n"
                            "Orange Juice 3\t03-003-0003\tProduce");

  text = sheet_view_dup_range_text (window->view);
  assert_clipboard (window, text);
}

/* Ranges of the same rows, or of the same columns, are copied as if they touched. */
static void
test_copy_several (void)
{
  static const SheetRange ranges[] = {
    { 2, FIXTURE_SKU, 2, 1 }, { 2, FIXTURE_QUANTITY, 2, 1 }, { 4, FIXTURE_QUANTITY, 1, 1 },
  };
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_selection (window->view, ranges, 2);
  x_input_keys ("<Control>c");
  assert_clipboard (window, "02-002-0002\t14\n03-003-0003\t21");

  sheet_view_set_selection (window->view, ranges, 3);
  x_input_keys ("<Control>x");
  assert_clipboard (window, "02-002-0002\t14\n03-003-0003\t21");
  assert_text (window, 2, FIXTURE_SKU, "02-002-0002");
  assert_told (window, "error:Only ranges of the same rows, or of the same columns, can be "
                       "copied together.");

  sheet_view_set_selection (window->view, ranges + 1, 2);
  x_input_keys ("<Control>x");
  assert_clipboard (window, "14\n21\n28");
  assert_text (window, 4, FIXTURE_QUANTITY, "0");
}

static void
test_cut (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_SKU, 2, 2 });
  x_input_keys ("<Control>x");
  assert_clipboard (window, "02-002-0002\tDairy\n03-003-0003\tProduce");
  for (guint row = 2; row < 4; row++)
    {
      assert_text (window, row, FIXTURE_SKU, "");
      assert_text (window, row, FIXTURE_CATEGORY, "");
    }

  sheet_view_set_cursor (window->view, 5, FIXTURE_SKU);
  x_input_keys ("<Control>v");
  assert_text (window, 5, FIXTURE_SKU, "02-002-0002");
  assert_text (window, 6, FIXTURE_CATEGORY, "Produce");
  assert_state (window, "5:1 in 5:1 2x2");
}

/* What is pasted into 20 rows, where, and what there is then. */
static const struct
{
  const char *name;
  SheetRange  range;
  const char *text;
  const char *state;
  guint       row; /* and column FIXTURE_QUANTITY: what is there then */
  const char *quantity;
  const char *told;
} pastes[] = {
  { "cell", { 2, 3, 1, 1 }, "77", "2:3", 2, "77", "" },
  { "newline-is-no-row", { 2, 3, 1, 1 }, "77\n", "2:3", 3, "21", "" },
  { "fills", { 2, 3, 3, 1 }, "77", "2:3 in 2:3 3x1", 4, "77", "" },
  { "tiles", { 2, 3, 4, 1 }, "1\n2", "2:3 in 2:3 4x1", 5, "2", "" },
  { "goes-beyond", { 2, 3, 1, 1 }, "1\n2\n3", "2:3 in 2:3 3x1", 4, "3", "" },
  { "two-columns", { 2, 3, 1, 1 }, "1\t2.50\n3\t4.75", "2:3 in 2:3 2x2", 3, "3", "" },
  { "refused", { 2, 3, 1, 1 }, "x", "2:3", 2, "14", "error:This is not a whole number." },
  { "too-many-rows", { 18, 3, 1, 1 }, "1\n2\n3\n4", "18:3", 18, "6",
    "error:Not pasted: it needs 2 rows more than there are." },
  { "too-many-columns", { 2, 6, 1, 1 }, "1\t2\t3", "2:6", 2, "14",
    "error:Not pasted: it needs 1 column more than there is." },
};

static void
test_paste (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &pastes[i].range);
  set_clipboard (window, pastes[i].text);
  x_input_keys ("<Control>v");
  assert_state (window, pastes[i].state);
  assert_text (window, pastes[i].row, FIXTURE_QUANTITY, pastes[i].quantity);
  assert_told (window, pastes[i].told);
}

static gboolean
refuse_cb (SheetView          *view,
           SheetAction         action,
           const SheetChange  *changes,
           gsize               n_changes,
           gsize              *refused,
           GError            **error,
           gpointer            user_data)
{
  g_assert_cmpint (action, ==, SHEET_ACTION_PASTE);
  g_assert_cmpuint (n_changes, ==, 3);
  *refused = 1;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Not this one.");

  return FALSE;
}

/* A block is one list of changes, which the owner takes or leaves; it is told which cell. */
static void
test_paste_is_one_change (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_writer (window->view, refuse_cb, NULL, NULL);
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  set_clipboard (window, "1\n2\n3");
  x_input_keys ("<Control>v");
  assert_told (window, "error:Row 4, Quantity: Not this one.");
  assert_text (window, 2, FIXTURE_QUANTITY, "14");
}

/* A computed column is left out of a row that was copied with it, but not written over. */
static void
test_paste_over_computed (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_QUANTITY, 1, 4 });
  x_input_keys ("<Control>c");
  sheet_view_set_cursor (window->view, 5, FIXTURE_QUANTITY);
  x_input_keys ("<Control>v");
  assert_text (window, 5, FIXTURE_QUANTITY, "14");
  assert_text (window, 5, FIXTURE_EXPIRES, "2026-03-03");
  assert_told (window, "");

  sheet_view_set_cursor (window->view, 5, FIXTURE_VALUE);
  set_clipboard (window, "12");
  x_input_keys ("<Control>v");
  assert_told (window, "error:Value cannot be changed.");
}

/* While a cell is edited, the keys are the text's. */
static void
test_within_the_editor (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  set_clipboard (window, "abc");
  x_input_keys ("F2 <Control>a <Control>c");
  assert_clipboard (window, "02-002-0002");
  set_clipboard (window, "xy");
  x_input_keys ("<Control>v Return");
  assert_text (window, 2, FIXTURE_SKU, "xy");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/clipboard/copy", test_copy);
  g_test_add_func ("/sheet/clipboard/copy-several", test_copy_several);
  g_test_add_func ("/sheet/clipboard/cut", test_cut);
  for (gsize i = 0; i < G_N_ELEMENTS (pastes); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/clipboard/paste-", pastes[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_paste);
    }
  g_test_add_func ("/sheet/clipboard/paste-is-one-change", test_paste_is_one_change);
  g_test_add_func ("/sheet/clipboard/paste-over-computed", test_paste_over_computed);
  g_test_add_func ("/sheet/clipboard/within-the-editor", test_within_the_editor);

  return g_test_run ();
}
