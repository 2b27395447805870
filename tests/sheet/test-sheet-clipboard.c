/* Copy, cut and paste through the display's own clipboard, and with another program. */

#include <string.h>

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
wait_for_paste (SheetWindow *window)
{
  while (sheet_view_is_pasting (window->view))
    g_main_context_iteration (NULL, TRUE);
}

static void
paste (SheetWindow *window)
{
  x_input_keys ("<Control>v");
  wait_for_paste (window);
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
  paste (window);
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
  paste (window);
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
  paste (window);
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
  paste (window);
  assert_text (window, 5, FIXTURE_QUANTITY, "14");
  assert_text (window, 5, FIXTURE_EXPIRES, "2026-03-03");
  assert_told (window, "error:Left out, as it cannot be changed: Value");

  sheet_view_set_cursor (window->view, 5, FIXTURE_VALUE);
  set_clipboard (window, "12");
  paste (window);
  assert_told (window, "error:Value cannot be changed.");
}

static GObject *
make_row_cb (SheetView *view,
             gpointer   user_data)
{
  FixtureItem *item = fixture_item_new (1000);

  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    fixture_item_set (item, i, "");
  fixture_item_set (item, FIXTURE_CATEGORY, "Produce");

  return G_OBJECT (item);
}

/* As an owner does it: rows that are written into get their places. */
static gboolean
append_rows_cb (SheetView          *view,
                SheetAction         action,
                const SheetChange  *changes,
                gsize               n_changes,
                gsize              *refused,
                GError            **error,
                gpointer            user_data)
{
  SheetWindow *window = user_data;

  if (!sheet_changes_apply (action, changes, n_changes, refused, error))
    return FALSE;
  for (gsize i = 0; i < n_changes; i++)
    if (!g_list_store_find (window->store, changes[i].item, NULL))
      g_list_store_append (window->store, changes[i].item);

  return TRUE;
}

static void
test_grows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (5);

  sheet_view_set_row_maker (window->view, make_row_cb, NULL);
  sheet_view_set_writer (window->view, append_rows_cb, window, NULL);
  sheet_view_set_cursor (window->view, 4, FIXTURE_NAME);
  set_clipboard (window, "one\tS-1\ntwo\tS-2\nthree\tS-3");
  paste (window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (window->store)), ==, 7);
  assert_text (window, 4, FIXTURE_NAME, "one");
  assert_text (window, 4, FIXTURE_CATEGORY, "Bakery");
  assert_text (window, 6, FIXTURE_SKU, "S-3");
  assert_text (window, 6, FIXTURE_CATEGORY, "Produce");
  assert_told (window, "");

  /* Nothing is made where it is refused. */
  set_clipboard (window, "four\tS-4\nfive\tTAKEN\nsix\tS-6\nseven\tS-7");
  paste (window);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (window->store)), ==, 7);
}

/* Ways to paste "7" and an empty cell over it, at the SKU of row 1 of 3. */
static const struct
{
  const char     *name;
  SheetPasteFlags flags;
  guint           row; /* and column FIXTURE_SKU: what is there then */
  const char     *first;
  const char     *second; /* in FIXTURE_CATEGORY */
  guint           n_rows;
} choices[] = {
  { "default", SHEET_PASTE_DEFAULT, 2, "", "Dairy", 3 },
  { "skip-empty", SHEET_PASTE_SKIP_EMPTY, 2, "02-002-0002", "Dairy", 3 },
  { "transposed", SHEET_PASTE_TRANSPOSED, 1, "7", "", 3 },
  { "transposed-skip", SHEET_PASTE_TRANSPOSED | SHEET_PASTE_SKIP_EMPTY, 1, "7", "Beverages", 3 },
  { "as-rows", SHEET_PASTE_AS_ROWS, 3, "7", "Produce", 5 },
};

static void
test_choices (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (SheetWindow) window = sheet_window_new (3);

  sheet_view_set_row_maker (window->view, make_row_cb, NULL);
  sheet_view_set_writer (window->view, append_rows_cb, window, NULL);
  sheet_view_set_cursor (window->view, 1, FIXTURE_SKU);
  set_clipboard (window, "7\n\n");
  sheet_view_paste (window->view, choices[i].flags);
  wait_for_paste (window);
  assert_text (window, choices[i].row, FIXTURE_SKU, choices[i].first);
  assert_text (window, choices[i].row, FIXTURE_CATEGORY, choices[i].second);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (window->store)), ==,
                    choices[i].n_rows);
}

/* A value goes into all that is selected, be it in one piece or not. */
static void
test_fills_ranges (void)
{
  static const SheetRange ranges[] = {
    { 2, FIXTURE_QUANTITY, 2, 1 }, { 6, FIXTURE_QUANTITY, 1, 1 },
  };
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_selection (window->view, ranges, 2);
  set_clipboard (window, "77");
  paste (window);
  assert_text (window, 2, FIXTURE_QUANTITY, "77");
  assert_text (window, 3, FIXTURE_QUANTITY, "77");
  assert_text (window, 4, FIXTURE_QUANTITY, "28");
  assert_text (window, 6, FIXTURE_QUANTITY, "77");
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  char **output = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, output, NULL, &error);
  g_assert_no_error (error);
  if (*output == NULL)
    *output = g_strdup ("");
}

/* What another program gets of the clipboard. */
static char *
dup_seen (const char *target)
{
  g_autoptr (GSubprocess) xclip
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "xclip", "-selection", "clipboard",
                        "-o", "-t", target, NULL);
  char *output = NULL;

  g_assert_nonnull (xclip);
  g_subprocess_communicate_utf8_async (xclip, NULL, NULL, finished_cb, &output);
  while (output == NULL)
    g_main_context_iteration (NULL, TRUE);

  return output;
}

static void
test_other_program_gets (void)
{
  static const char *const texts[] = { "UTF8_STRING", "STRING", "text/plain;charset=utf-8" };
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  g_autofree char *html = NULL;

  sheet_view_set_range (window->view, &(SheetRange) { 2, FIXTURE_SKU, 2, 3 });
  x_input_keys ("<Control>c");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = dup_seen (texts[i]);

      g_assert_cmpstr (text, ==, "02-002-0002\tDairy\t14\n03-003-0003\tProduce\t21");
    }

  html = dup_seen ("text/html");
  g_assert_nonnull (strstr (html, ">02-002-0002</td>"));
  g_assert_nonnull (strstr (html, "<td>21</td></tr>"));
}

/* Another program owns the clipboard as long as it runs. */
static void
test_other_program_gives (void)
{
  static const char html[] = "<table><tr><td>two<br>lines<td>0012345<tr><td>Brot &amp; K&auml;se"
                             "<td>1E5</table>";
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window->view));
  g_autoptr (GSubprocess) xclip
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                        "xclip", "-quiet", "-selection", "clipboard", "-t", "text/html", "-i",
                        NULL);

  g_assert_nonnull (xclip);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (xclip), html, strlen (html), NULL, NULL,
                             NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (xclip), NULL, NULL);
  while (gdk_clipboard_is_local (clipboard)
         || !gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard),
                                                    "text/html"))
    g_main_context_iteration (NULL, TRUE);

  sheet_view_set_cursor (window->view, 2, FIXTURE_NAME);
  paste (window);
  assert_text (window, 2, FIXTURE_NAME, "two\nlines");
  assert_text (window, 2, FIXTURE_SKU, "0012345");
  assert_text (window, 3, FIXTURE_NAME, "Brot & Käse");
  assert_told (window, "");
  g_subprocess_force_exit (xclip);
  g_subprocess_wait (xclip, NULL, NULL);
}

static void
test_too_much (void)
{
  gsize size = 100 * 1000 * 1000;
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window->view));
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, 'a'), size);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes ("text/html", bytes);

  sheet_view_set_cursor (window->view, 2, FIXTURE_NAME);
  gdk_clipboard_set_content (clipboard, content);
  paste (window);
  assert_told (window, "error:There is too much on the clipboard to be pasted.");
  assert_text (window, 2, FIXTURE_NAME, "Greek Yogurt 2");
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
  g_test_add_func ("/sheet/clipboard/grows", test_grows);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autofree char *path = g_strconcat ("/sheet/clipboard/choice-", choices[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_choices);
    }
  g_test_add_func ("/sheet/clipboard/fills-ranges", test_fills_ranges);
  g_test_add_func ("/sheet/clipboard/other-program-gets", test_other_program_gets);
  g_test_add_func ("/sheet/clipboard/other-program-gives", test_other_program_gives);
  g_test_add_func ("/sheet/clipboard/too-much", test_too_much);
  g_test_add_func ("/sheet/clipboard/within-the-editor", test_within_the_editor);

  return g_test_run ();
}
