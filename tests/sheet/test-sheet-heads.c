/* The numbers of rows as they are painted. */

#include "picture.h"
#include "sheet-window.h"

#include "sheet/sheet-heads.h"

static GtkWidget *
get_heads (SheetWindow *window)
{
  return sheet_window_find (GTK_WIDGET (window->view), SHEET_TYPE_HEADS);
}

/* Where the head of a row is, in the heads: beside its cells. */
static graphene_rect_t
get_area (SheetWindow *window,
          guint        row)
{
  graphene_rect_t area;
  GtkWidget *cell;

  g_assert_true (sheet_window_get_cell (window, row, 0, &cell));
  g_assert_true (gtk_widget_compute_bounds (cell, get_heads (window), &area));

  return area;
}

static gboolean
has_ink (const Picture         *picture,
         const graphene_rect_t *area)
{
  for (int y = area->origin.y + 4; y < area->origin.y + area->size.height - 4; y++)
    for (int x = 4; x < picture->width - 4; x++)
      if (picture_is_ink (picture, x, y))
        return TRUE;

  return FALSE;
}

static int
get_blueness (const Picture         *picture,
              const graphene_rect_t *area)
{
  guint32 pixel = picture_get (picture, 3, area->origin.y + 3);

  return (int) (pixel & 0xff) - (int) (pixel >> 16 & 0xff);
}

static void
test_numbers (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (3);
  g_autoptr (Picture) picture = picture_new_part (GTK_WIDGET (window->view), get_heads (window));
  graphene_rect_t last = get_area (window, 2);
  graphene_rect_t beyond = last;

  beyond.origin.y += last.size.height;
  g_assert_cmpint (picture->width, >, 30);
  g_assert_cmpint (picture->width, <, 60);
  g_assert_true (has_ink (picture, &last));
  g_assert_false (has_ink (picture, &beyond));
}

/* A row of which any cell is selected. */
static void
test_selected (void)
{
  static const SheetRange ranges[] = { { 1, 1, 1, 1 }, { 4, 2, 2, 1 } };
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  g_autoptr (Picture) picture = NULL;

  sheet_view_set_selection (window->view, ranges, G_N_ELEMENTS (ranges));
  x_input_paint ();
  picture = picture_new_part (GTK_WIDGET (window->view), get_heads (window));
  for (guint row = 0; row < 8; row++)
    {
      graphene_rect_t area = get_area (window, row);

      if (row == 1 || row == 4 || row == 5)
        g_assert_cmpint (get_blueness (picture, &area), >, 15);
      else
        g_assert_cmpint (get_blueness (picture, &area), ==, 0);
    }
}

/* They stay sideways, follow up and down, and take the room that their digits need. */
static void
test_scrolled (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (2000);
  g_autoptr (Picture) before = picture_new_part (GTK_WIDGET (window->view), get_heads (window));
  g_autoptr (Picture) after = NULL;
  graphene_rect_t area;
  guint row;
  int width;

  x_input_keys ("End");
  sheet_view_set_cursor (window->view, 0, 7);
  x_input_paint ();
  after = picture_new_part (GTK_WIDGET (window->view), get_heads (window));
  g_assert_true (picture_is_equal (before, after));

  x_input_keys ("<Control>End");
  area = get_area (window, 1998);
  g_assert_true (sheet_heads_locate (SHEET_HEADS (get_heads (window)), area.origin.y + 5, &row));
  g_assert_cmpuint (row, ==, 1998);
  g_assert_true (sheet_heads_locate (SHEET_HEADS (get_heads (window)), 5, &row));
  g_assert_cmpuint (row, ==, SHEET_NONE);

  width = gtk_widget_get_width (get_heads (window));
  g_list_store_splice (window->store, 10, 1990, NULL, 0);
  x_input_paint ();
  g_assert_cmpint (gtk_widget_get_width (get_heads (window)), ==, width);
  sheet_view_set_model (window->view, NULL);
  x_input_paint ();
  g_assert_cmpint (gtk_widget_get_width (get_heads (window)), <, width);
}

static void
test_hidden (void)
{
  g_autoptr (SheetWindow) window = sheet_window_new (10);
  graphene_rect_t area;
  GtkWidget *cell;

  g_assert_true (sheet_view_get_row_heads (window->view));
  g_object_set (window->view, "row-heads", FALSE, NULL);
  x_input_paint ();
  g_assert_true (sheet_window_get_cell (window, 0, 0, &cell));
  g_assert_true (gtk_widget_compute_bounds (cell, GTK_WIDGET (window->view), &area));
  g_assert_cmpfloat (area.origin.x, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  x_input_init (&argc, &argv);

  g_test_add_func ("/sheet/heads/numbers", test_numbers);
  g_test_add_func ("/sheet/heads/selected", test_selected);
  g_test_add_func ("/sheet/heads/scrolled", test_scrolled);
  g_test_add_func ("/sheet/heads/hidden", test_hidden);

  return g_test_run ();
}
