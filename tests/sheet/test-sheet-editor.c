/* Where the editor is, and how it looks. */

#include "sheet/sheet-editor.h"

#include "picture.h"
#include "sheet-window.h"

static GtkWidget *
get_entry (SheetWindow *window)
{
  GtkWidget *editor = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR);

  return gtk_widget_get_first_child (editor);
}

static void
get_bounds (SheetWindow     *window,
            GtkWidget       *widget,
            graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window->view), bounds));
}

static void
assert_over_cell (SheetWindow *window,
                  guint        row,
                  guint        column)
{
  graphene_rect_t entry, cell_area;
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, row, column, &cell));
  get_bounds (window, get_entry (window), &entry);
  get_bounds (window, cell, &cell_area);
  g_assert_cmpfloat (entry.origin.x, ==, cell_area.origin.x);
  g_assert_cmpfloat (entry.origin.y, ==, cell_area.origin.y);
  g_assert_cmpfloat (entry.size.width, ==, cell_area.size.width);
  g_assert_cmpfloat (entry.size.height, ==, cell_area.size.height);
}

/* The letters of the text do not move when the editor opens; what is beside them is the caret. */
static void
assert_text_stays (SheetWindow *window,
                   guint        row,
                   guint        column)
{
  g_autoptr (Picture) before = NULL;
  g_autoptr (Picture) after = NULL;
  GtkWidget *cell;
  int left, right, caret_left, caret_right;
  int ink = 0, moved = 0;

  g_assert_true (sheet_window_get_cell (window, row, column, &cell));
  before = picture_new_part (GTK_WIDGET (window->view), cell);
  x_input_keys ("F2");
  assert_over_cell (window, row, column);
  after = picture_new_part (GTK_WIDGET (window->view), cell);

  g_assert_true (picture_find_ink (before, &left, &right));
  g_assert_true (picture_find_ink (after, &caret_left, &caret_right));
  g_assert_cmpint (caret_left, ==, left);
  g_assert_cmpint (caret_right, <=, right + 2);
  for (int x = left; x < right; x++)
    {
      for (int y = 4; y < before->height - 4; y++)
        {
          ink += picture_is_ink (before, x, y);
          moved += picture_is_ink (before, x, y) != picture_is_ink (after, x, y);
        }
    }

  /* The edges of letters are smoothed against another ground. */
  g_assert_cmpint (moved * 20, <, ink);
}

static void
test_over_text (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  x_input_paint ();
  assert_text_stays (window, 2, FIXTURE_SKU);
}

static void
test_over_number (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_paint ();
  assert_text_stays (window, 2, FIXTURE_QUANTITY);
}

static void
test_over_dense (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);

  sheet_view_set_dense (window->view, TRUE);
  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  x_input_paint ();
  assert_text_stays (window, 2, FIXTURE_SKU);
}

static void
test_right_to_left (void)
{
  g_autoptr (SheetWindow) window = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = sheet_window_new (20);
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_paint ();
  assert_text_stays (window, 2, FIXTURE_QUANTITY);
  x_input_keys ("Escape");
  sheet_view_set_cursor (window->view, 3, FIXTURE_SKU);
  x_input_paint ();
  assert_text_stays (window, 3, FIXTURE_SKU);
  x_input_keys ("Escape");
  sheet_view_set_cursor (window->view, 4, FIXTURE_QUANTITY);
  x_input_paint ();
  assert_text_stays (window, 4, FIXTURE_QUANTITY);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* It moves with its cell: by scrolling, by a row that comes above, by a column that grows. */
static void
test_follows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *scroller = sheet_window_find (GTK_WIDGET (window->view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_autoptr (FixtureItem) item = fixture_item_new (2000);

  sheet_view_set_cursor (window->view, 6, FIXTURE_CATEGORY);
  x_input_keys ("F2");
  gtk_adjustment_set_value (down, 70);
  x_input_paint ();
  assert_over_cell (window, 6, FIXTURE_CATEGORY);
  gtk_adjustment_set_value (across, 90);
  x_input_paint ();
  assert_over_cell (window, 6, FIXTURE_CATEGORY);
  g_list_store_insert (window->store, 3, item);
  x_input_paint ();
  assert_over_cell (window, 7, FIXTURE_CATEGORY);
  sheet_column_set_width (sheet_view_get_shown_column (window->view, FIXTURE_SKU), 200);
  x_input_paint ();
  assert_over_cell (window, 7, FIXTURE_CATEGORY);

  /* Half below the header it is cut off there. */
  gtk_adjustment_set_value (down, 7 * 34 + 17);
  x_input_paint ();
  assert_over_cell (window, 7, FIXTURE_CATEGORY);
  g_assert_cmpint (gtk_widget_get_overflow (gtk_widget_get_parent (get_entry (window))), ==,
                   GTK_OVERFLOW_HIDDEN);

  gtk_adjustment_set_value (down, 20000);
  x_input_paint ();
  g_assert_true (gtk_widget_get_mapped (get_entry (window)));
  g_assert_true (sheet_view_is_editing (window->view));
}

static void
test_grows (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  graphene_rect_t entry, cell_area;
  GtkWidget *cell;

  sheet_view_set_cursor (window->view, 2, FIXTURE_SKU);
  x_input_keys ("F2 '-more-than-fits-into-it'");
  g_assert_true (sheet_window_get_cell (window, 2, FIXTURE_SKU, &cell));
  get_bounds (window, get_entry (window), &entry);
  get_bounds (window, cell, &cell_area);
  g_assert_cmpfloat (entry.origin.x, ==, cell_area.origin.x);
  g_assert_cmpfloat (entry.size.width, >, cell_area.size.width + 20);

  x_input_keys ("Escape");
  sheet_view_set_cursor (window->view, 2, FIXTURE_PRICE);
  x_input_keys ("'12345678901234567890'");
  g_assert_true (sheet_window_get_cell (window, 2, FIXTURE_PRICE, &cell));
  get_bounds (window, get_entry (window), &entry);
  get_bounds (window, cell, &cell_area);
  g_assert_cmpfloat (entry.origin.x + entry.size.width, ==,
                     cell_area.origin.x + cell_area.size.width);
  g_assert_cmpfloat (entry.size.width, >, cell_area.size.width + 20);
}

/* Reason and list stand below the cell, or above it where there is no room, within the sheet. */
static void
test_beside (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *reason = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR);
  graphene_rect_t cell, beside;
  guint row;

  reason = sheet_window_find (reason, GTK_TYPE_LABEL);
  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'x' Return");
  get_bounds (window, get_entry (window), &cell);
  get_bounds (window, reason, &beside);
  g_assert_cmpfloat (beside.origin.y, >=, cell.origin.y + cell.size.height);
  g_assert_cmpfloat (beside.origin.x, ==, cell.origin.x);

  x_input_keys ("Escape Page_Down");
  sheet_view_get_cursor (window->view, &row, NULL);
  x_input_keys ("'x' Return");
  get_bounds (window, get_entry (window), &cell);
  get_bounds (window, reason, &beside);
  g_assert_cmpfloat (beside.origin.y + beside.size.height, <=, cell.origin.y);

  x_input_keys ("Escape End 'x'");
  get_bounds (window, get_entry (window), &cell);
  g_assert_cmpfloat (cell.origin.x + cell.size.width, <=,
                     gtk_widget_get_width (GTK_WIDGET (window->view)));
}

static void
test_accessible (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *entry = get_entry (window);

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'x' Return");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Quantity");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "This is not a whole number.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  x_input_keys ("BackSpace");
  g_assert_false (gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry),
                                                 GTK_ACCESSIBLE_STATE_INVALID));
}

/* What is wrong is said when typing pauses, and nothing is written. */
static void
test_check (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *editor = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR);
  GtkWidget *reason = sheet_window_find (editor, GTK_TYPE_LABEL);
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  sheet_view_set_cursor (window->view, 2, FIXTURE_QUANTITY);
  x_input_keys ("'7x'");
  g_assert_false (gtk_widget_get_mapped (reason));
  while (!gtk_widget_get_mapped (reason) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (reason)), ==, "This is not a whole number.");
  g_assert_true (gtk_widget_has_css_class (get_entry (window), "refused"));
  g_assert_true (sheet_view_is_editing (window->view));
  x_input_keys ("BackSpace Return");
  g_assert_cmpstr (sheet_window_get_text (window, 2, FIXTURE_QUANTITY), ==, "7");
}

/* The field of several lines covers its cell, grows downwards, and upwards at the end. */
static void
test_lines (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (1000);
  GtkWidget *editor = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR);
  GtkWidget *notes = gtk_widget_get_next_sibling (get_entry (window));
  graphene_rect_t bounds, cell_area, layer;
  GtkWidget *cell;
  guint row;
  float height;

  sheet_view_set_cursor (window->view, 2, FIXTURE_NOTES);
  x_input_keys ("'a' <Alt>Return");
  g_assert_true (sheet_window_get_cell (window, 2, FIXTURE_NOTES, &cell));
  get_bounds (window, cell, &cell_area);
  get_bounds (window, notes, &bounds);
  g_assert_false (gtk_widget_get_mapped (get_entry (window)));
  g_assert_cmpfloat (bounds.origin.x, <=, cell_area.origin.x);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, >=,
                     MIN (cell_area.origin.x + cell_area.size.width,
                          gtk_widget_get_width (GTK_WIDGET (window->view))));
  g_assert_cmpfloat (bounds.origin.y, ==, cell_area.origin.y);
  height = bounds.size.height;
  g_assert_cmpfloat (height, >, cell_area.size.height + 10);
  x_input_keys ("'b' <Alt>Return 'c'");
  get_bounds (window, notes, &bounds);
  g_assert_cmpfloat (bounds.size.height, >, height + 10);
  for (int i = 0; i < 30; i++)
    x_input_keys ("<Alt>Return");
  get_bounds (window, notes, &bounds);
  get_bounds (window, editor, &layer);
  g_assert_cmpfloat (bounds.size.height, ==, layer.size.height);

  x_input_keys ("Escape Page_Down");
  sheet_view_get_cursor (window->view, &row, NULL);
  x_input_keys ("'a' <Alt>Return 'b' <Alt>Return 'c'");
  get_bounds (window, notes, &bounds);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     layer.origin.y + layer.size.height);
  x_input_keys ("Return");
  g_assert_cmpstr (sheet_window_get_text (window, row, FIXTURE_NOTES), ==, "a\nb\nc");
  g_assert_false (gtk_widget_get_mapped (notes));
}

/* The calendar never covers the cell, and a click on a day takes it. */
static void
test_calendar (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (20);
  GtkWidget *editor = sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_EDITOR);
  GtkWidget *calendar = sheet_window_find (editor, GTK_TYPE_CALENDAR);
  GtkWidget *none = gtk_widget_get_next_sibling (calendar);
  graphene_rect_t cell, bounds;

  for (guint row = 0; row < 12; row++)
    {
      sheet_view_set_cursor (window->view, row, FIXTURE_EXPIRES);
      x_input_keys ("<Alt>Down");
      get_bounds (window, get_entry (window), &cell);
      get_bounds (window, gtk_widget_get_parent (calendar), &bounds);
      g_assert_true (gtk_widget_get_mapped (calendar));
      g_assert_false (graphene_rect_intersection (&cell, &bounds, NULL));
      g_assert_cmpfloat (bounds.origin.y, >=, 0);
      x_input_keys ("Escape Escape");
    }

  sheet_view_set_cursor (window->view, 2, FIXTURE_EXPIRES);
  x_input_keys ("<Alt>Down");
  x_input_click (none, 10, 5, GDK_BUTTON_PRIMARY, 1);
  g_assert_false (sheet_view_is_editing (window->view));
  g_assert_cmpstr (sheet_window_get_text (window, 2, FIXTURE_EXPIRES), ==, "");

  x_input_keys ("<Alt>Down");
  x_input_click (calendar, gtk_widget_get_width (calendar) / 2,
                 gtk_widget_get_height (calendar) / 2, GDK_BUTTON_PRIMARY, 1);
  g_assert_false (sheet_view_is_editing (window->view));
  g_assert_true (g_str_has_prefix (sheet_window_get_text (window, 2, FIXTURE_EXPIRES), "2031-01-"));
  g_assert_cmpstr (sheet_window_get_text (window, 2, FIXTURE_EXPIRES), !=, "2031-01-31");
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/editor/over-text", test_over_text);
  g_test_add_func ("/sheet/editor/over-number", test_over_number);
  g_test_add_func ("/sheet/editor/over-dense", test_over_dense);
  g_test_add_func ("/sheet/editor/right-to-left", test_right_to_left);
  g_test_add_func ("/sheet/editor/follows", test_follows);
  g_test_add_func ("/sheet/editor/grows", test_grows);
  g_test_add_func ("/sheet/editor/beside", test_beside);
  g_test_add_func ("/sheet/editor/accessible", test_accessible);
  g_test_add_func ("/sheet/editor/check", test_check);
  g_test_add_func ("/sheet/editor/lines", test_lines);
  g_test_add_func ("/sheet/editor/calendar", test_calendar);

  return g_test_run ();
}
