#include "sheet/sheet-controller.h"

#include <stdlib.h>

#include "sheet-fixture.h"

typedef struct
{
  SheetController *controller;
  GListStore *store;
  GString *told;
} Fixture;

static void
cursor_moved_cb (Fixture *self,
                 guint    old_row,
                 guint    row)
{
  g_string_append_printf (self->told, "moved:%d:%d ", (int) old_row, (int) row);
}

static void
range_changed_cb (Fixture *self)
{
  g_string_append (self->told, "range ");
}

static void
item_changed_cb (Fixture *self)
{
  g_string_append (self->told, "item ");
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  GListStore *columns;

  self->told = g_string_new (NULL);
  self->store = fixture_store_new (10);
  self->controller = sheet_controller_new ();
  columns = sheet_column_set_get_all (sheet_controller_get_columns (self->controller));
  for (guint i = 0; i < FIXTURE_N_COLUMNS; i++)
    {
      g_autoptr (SheetColumn) column = fixture_column_new (i);

      g_list_store_append (columns, column);
    }
  sheet_controller_set_model (self->controller, G_LIST_MODEL (self->store));

  g_signal_connect_swapped (self->controller, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  g_signal_connect_swapped (self->controller, "range-changed", G_CALLBACK (range_changed_cb), self);
  g_signal_connect_swapped (self->controller, "notify::cursor-item", G_CALLBACK (item_changed_cb),
                            self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  GListStore *store = self->store;
  SheetController *controller = self->controller;

  g_assert_finalize_object (controller);
  g_list_store_remove_all (store);
  g_assert_finalize_object (store);
  g_string_free (self->told, TRUE);
}

static void
place (Fixture *self,
       guint    row,
       guint    column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, row, column);
  sheet_controller_set_cursor (self->controller, &cursor);
  g_string_truncate (self->told, 0);
}

static void
select_range (Fixture    *self,
              SheetRange  range)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_set_range (&cursor, &range);
  sheet_controller_set_cursor (self->controller, &cursor);
  g_string_truncate (self->told, 0);
}

/* "row:column SKU's number", a range of several cells, and what was signalled. */
static char *
dup_state (Fixture *self)
{
  const SheetCursor *cursor = sheet_controller_get_cursor (self->controller);
  GObject *item = sheet_controller_get_cursor_item (self->controller);
  SheetRange range = sheet_controller_get_range (self->controller);
  g_autoptr (GString) state = g_string_new (NULL);

  if (!sheet_cursor_is_somewhere (cursor))
    {
      g_assert_null (item);
      g_string_append (state, "nowhere");
    }
  else
    {
      g_autoptr (GObject) found = sheet_controller_dup_item (self->controller, cursor->row);

      g_assert_true (found == item);
      g_string_append_printf (state, "%u:%u %d", cursor->row, cursor->column,
                              atoi (fixture_item_get (FIXTURE_ITEM (item), FIXTURE_SKU)));
    }

  if (sheet_range_count (&range) > 1)
    g_string_append_printf (state, " in %u:%u %ux%u", range.row, range.column, range.n_rows,
                            range.n_columns);
  if (self->told->len > 0)
    g_string_append_printf (state, " | %.*s", (int) self->told->len - 1, self->told->str);
  g_string_truncate (self->told, 0);

  return g_strdup (state->str);
}

#define assert_state(self, expected)                                                               \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *state_ = dup_state (self);                                                  \
      g_assert_cmpstr (state_, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

static void
run_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_signals (Fixture       *self,
              gconstpointer  data)
{
  SheetCursor cursor;

  assert_state (self, "0:0 0");
  cursor = *sheet_controller_get_cursor (self->controller);
  sheet_cursor_place (&cursor, 3, 2);
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_state (self, "3:2 3 | item moved:0:3 range");
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_state (self, "3:2 3");
  sheet_cursor_place (&cursor, 3, 4);
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_state (self, "3:4 3 | moved:3:3 range");
  sheet_cursor_extend (&cursor, 5, 5);
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_state (self, "3:4 3 in 3:4 3x2 | range");
  sheet_cursor_place (&cursor, 300, 40);
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_state (self, "9:7 9 | item moved:3:9 range");
}

static SheetCellState
get_state (Fixture *self,
           guint    row,
           guint    column)
{
  return sheet_selection_get_cell_state (sheet_controller_get_selection (self->controller), row,
                                         column);
}

static void
test_cell_state (Fixture       *self,
                 gconstpointer  data)
{
  place (self, 3, 2);
  g_assert_cmpint (get_state (self, 3, 2), ==,
                   SHEET_CELL_CURSOR | SHEET_CELL_CURSOR_ROW);
  g_assert_cmpint (get_state (self, 3, 4), ==,
                   SHEET_CELL_CURSOR_ROW);
  g_assert_cmpint (get_state (self, 4, 2), ==, 0);

  select_range (self, (SheetRange) { 3, 2, 2, 2 });
  g_assert_cmpint (get_state (self, 3, 2), ==,
                   SHEET_CELL_CURSOR | SHEET_CELL_CURSOR_ROW | SHEET_CELL_SELECTED);
  g_assert_cmpint (get_state (self, 4, 3), ==,
                   SHEET_CELL_SELECTED);
  g_assert_cmpint (get_state (self, 5, 3), ==, 0);
}

/* "row:column rows x columns" of each range, and what was signalled. */
static char *
dup_ranges (Fixture *self)
{
  g_autoptr (GArray) ranges = sheet_controller_dup_ranges (self->controller);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ranges->len; i++)
    {
      SheetRange range = g_array_index (ranges, SheetRange, i);

      g_string_append_printf (text, "%u:%u %ux%u, ", range.row, range.column, range.n_rows,
                              range.n_columns);
    }
  g_string_append_printf (text, "| %s", self->told->str);
  g_string_truncate (self->told, 0);

  return g_string_free (text, FALSE);
}

#define assert_ranges(self, expected)                                                              \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *ranges_ = dup_ranges (self);                                                \
      g_assert_cmpstr (ranges_, ==, expected);                                                     \
    }                                                                                              \
  G_STMT_END

static void
add (Fixture *self,
     guint    row,
     guint    column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, row, column);
  sheet_controller_add (self->controller, &cursor);
}

static void
test_several (Fixture       *self,
              gconstpointer  data)
{
  SheetCursor cursor;

  select_range (self, (SheetRange) { 3, 2, 2, 2 });
  add (self, 6, 1);
  assert_ranges (self, "3:2 2x2, 6:1 1x1, | item moved:3:6 range ");
  add (self, 6, 1);
  assert_ranges (self, "3:2 2x2, 6:1 1x1, 6:1 1x1, | range ");
  cursor = *sheet_controller_get_cursor (self->controller);
  sheet_cursor_extend (&cursor, 7, 1);
  sheet_controller_extend (self->controller, &cursor);
  assert_ranges (self, "3:2 2x2, 6:1 1x1, 6:1 2x1, | range ");
  g_assert_cmpint (get_state (self, 4, 3), ==,
                   SHEET_CELL_SELECTED);
  g_assert_cmpint (get_state (self, 6, 1), ==,
                   SHEET_CELL_SELECTED | SHEET_CELL_CURSOR | SHEET_CELL_CURSOR_ROW);
  g_assert_cmpint (get_state (self, 5, 1), ==, 0);
  sheet_controller_set_cursor (self->controller, &cursor);
  assert_ranges (self, "6:1 2x1, | range ");
}

/* They follow their rows, as the active one does, and end with the columns. */
static void
test_several_follow (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (FixtureItem) item = fixture_item_new (50);
  g_autoptr (FixtureItem) other = fixture_item_new (51);
  gpointer items[] = { item, other };

  select_range (self, (SheetRange) { 3, 2, 2, 2 });
  add (self, 1, 1);
  g_string_truncate (self->told, 0);
  g_list_store_insert (self->store, 2, item);
  assert_ranges (self, "4:2 2x2, 1:1 1x1, | range ");
  g_list_store_insert (self->store, 8, other);
  assert_ranges (self, "4:2 2x2, 1:1 1x1, | ");
  g_list_store_remove (self->store, 4);
  assert_ranges (self, "1:1 1x1, | range ");

  add (self, 0, 0);
  g_list_store_remove_all (self->store);
  g_list_store_splice (self->store, 0, 0, items, 2);
  run_loop ();
  g_string_truncate (self->told, 0);
  assert_ranges (self, "1:1 1x1, 0:0 1x1, | ");
  g_list_store_remove_all (sheet_column_set_get_all (
                             sheet_controller_get_columns (self->controller)));
  g_string_truncate (self->told, 0);
  assert_ranges (self, "| ");
}

/* Ctrl+arrow asks the columns; one that is always filled is not asked. */
static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  int widths[FIXTURE_N_COLUMNS] = { 100, 100, 100, 100, 100, 100, 100, 100 };
  SheetGrid page = { .page_rows = 4, .page_width = 350, .widths = widths };
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), 4);

  fixture_item_set (item, FIXTURE_QUANTITY, "");
  fixture_item_set (item, FIXTURE_SKU, "");
  g_assert_true (sheet_controller_move (self->controller, SHEET_MOVE_PAGE_DOWN, FALSE, &page));
  assert_state (self, "4:0 0 | item moved:0:4 range");
  place (self, 0, FIXTURE_SKU);
  sheet_controller_move (self->controller, SHEET_MOVE_EDGE_DOWN, FALSE, &page);
  assert_state (self, "3:1 3 | item moved:0:3 range");
  place (self, 0, FIXTURE_QUANTITY);
  sheet_controller_move (self->controller, SHEET_MOVE_EDGE_DOWN, TRUE, &page);
  assert_state (self, "0:3 0 in 0:3 10x1 | range");
  g_assert_false (sheet_controller_move (self->controller, SHEET_MOVE_EDGE_DOWN, TRUE, &page));
}

static void
insert (Fixture *self,
        guint    position,
        guint    number)
{
  g_autoptr (FixtureItem) item = fixture_item_new (number);

  g_list_store_insert (self->store, position, item);
}

static void
test_rows_come_and_go (Fixture       *self,
                       gconstpointer  data)
{
  place (self, 5, 2);
  insert (self, 8, 50);
  assert_state (self, "5:2 5");
  insert (self, 0, 51);
  assert_state (self, "6:2 5 | moved:5:6 range");
  g_list_store_remove (self->store, 0);
  assert_state (self, "5:2 5 | moved:6:5 range");
  g_list_store_remove (self->store, 5);
  assert_state (self, "5:2 6 | item range");

  place (self, 9, 2);
  g_list_store_remove (self->store, 9);
  assert_state (self, "8:2 8 | item moved:9:8 range");
}

static void
test_range_keeps_its_rows (Fixture       *self,
                           gconstpointer  data)
{
  select_range (self, (SheetRange) { 4, 1, 3, 2 });
  insert (self, 0, 51);
  assert_state (self, "5:1 4 in 5:1 3x2 | moved:4:5 range");
  insert (self, 6, 52);
  assert_state (self, "5:1 4 in 5:1 4x2 | range");
  insert (self, 10, 53);
  assert_state (self, "5:1 4 in 5:1 4x2");
}

/* One row replaced by others, as a list does that does not know better. */
static void
test_follows_its_object (Fixture       *self,
                         gconstpointer  data)
{
  gpointer rows[10];

  place (self, 5, 2);
  for (guint i = 0; i < 10; i++)
    rows[(i * 3 + 1) % 10] = g_list_model_get_item (G_LIST_MODEL (self->store), i);
  g_list_store_splice (self->store, 0, 10, rows, 10);
  assert_state (self, "6:2 5 | moved:5:6 range");

  for (guint i = 0; i < 10; i++)
    g_object_unref (rows[i]);
}

static int
compare_descending (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  return g_strcmp0 (fixture_item_get (FIXTURE_ITEM ((gpointer) b), FIXTURE_SKU),
                    fixture_item_get (FIXTURE_ITEM ((gpointer) a), FIXTURE_SKU));
}

static void
test_follows_a_sort (Fixture       *self,
                     gconstpointer  data)
{
  place (self, 2, 2);
  g_list_store_sort (self->store, compare_descending, NULL);
  assert_state (self, "7:2 2 | moved:2:7 range");
}

/* A list that asks the database again becomes empty and is filled: nobody hears of the moment. */
static void
test_refilled_at_once (Fixture       *self,
                       gconstpointer  data)
{
  gpointer rows[10];

  select_range (self, (SheetRange) { 4, 1, 3, 2 });
  for (guint i = 0; i < 10; i++)
    rows[i] = g_list_model_get_item (G_LIST_MODEL (self->store), i);

  g_list_store_remove_all (self->store);
  g_assert_false (sheet_cursor_is_somewhere (sheet_controller_get_cursor (self->controller)));
  g_list_store_splice (self->store, 0, 0, rows, 10);
  assert_state (self, "4:1 4 in 4:1 3x2 | range");
  run_loop ();
  assert_state (self, "4:1 4 in 4:1 3x2");

  for (guint i = 0; i < 10; i++)
    g_object_unref (rows[i]);
}

/* A search that finds nothing, and is taken back. */
static void
test_refilled_later (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (FixtureItem) item = NULL;

  place (self, 5, 2);
  item = g_list_model_get_item (G_LIST_MODEL (self->store), 5);
  g_list_store_remove_all (self->store);
  run_loop ();
  assert_state (self, "nowhere | item moved:5:-1 range");

  insert (self, 0, 3);
  g_list_store_append (self->store, item);
  assert_state (self, "0:2 3 | item moved:-1:0 range");

  g_list_store_remove_all (self->store);
  run_loop ();
  g_string_truncate (self->told, 0);
  g_list_store_append (self->store, item);
  assert_state (self, "0:2 5 | item moved:-1:0 range");
}

static void
test_set_model (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GListStore) other = fixture_store_new (3);
  g_autoptr (GListStore) empty = fixture_store_new (0);
  g_autoptr (FixtureItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), 5);
  g_autoptr (FixtureItem) late = fixture_item_new (8);

  place (self, 5, 2);
  sheet_controller_set_model (self->controller, G_LIST_MODEL (other));
  assert_state (self, "0:2 0 | item moved:5:0 range");

  g_list_store_append (other, item);
  sheet_controller_set_model (self->controller, G_LIST_MODEL (self->store));
  place (self, 5, 3);
  sheet_controller_set_model (self->controller, G_LIST_MODEL (other));
  assert_state (self, "3:3 5 | moved:5:3 range");

  sheet_controller_set_model (self->controller, G_LIST_MODEL (empty));
  assert_state (self, "nowhere | item moved:3:-1 range");
  g_list_store_append (empty, late);
  assert_state (self, "0:3 8 | item moved:-1:0 range");

  sheet_controller_set_model (self->controller, NULL);
  assert_state (self, "nowhere | item moved:0:-1 range");
  g_assert_cmpuint (sheet_controller_get_n_rows (self->controller), ==, 0);
  g_assert_null (sheet_controller_dup_item (self->controller, 0));
}

/* The cursor goes along with its column. */
static void
test_columns (Fixture       *self,
              gconstpointer  data)
{
  SheetColumnSet *columns = sheet_controller_get_columns (self->controller);
  SheetColumn *sku = sheet_column_set_get_shown (columns, FIXTURE_SKU);
  SheetColumn *notes = sheet_column_set_get_shown (columns, FIXTURE_NOTES);

  place (self, 5, FIXTURE_PRICE);
  sheet_column_set_visible (sku, FALSE);
  assert_state (self, "5:3 5 | moved:5:5 range");
  sheet_column_set_visible (sku, TRUE);
  assert_state (self, "5:4 5 | moved:5:5 range");

  place (self, 5, FIXTURE_NOTES);
  sheet_column_set_visible (notes, FALSE);
  assert_state (self, "5:6 5 | moved:5:5 range");

  select_range (self, (SheetRange) { 4, 1, 3, 2 });
  sheet_column_set_visible (sku, FALSE);
  assert_state (self, "4:1 4 | range");
  g_list_store_remove_all (sheet_column_set_get_all (columns));
  assert_state (self, "nowhere | item moved:4:-1 range");
}

static void
redraw_cb (GString         *told,
           guint            first,
           guint            last)
{
  g_string_append_printf (told, "%u-%d ", first, (int) last);
}

static void
test_redraw (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GString) told = g_string_new (NULL);

  place (self, 2, 2);
  g_signal_connect_swapped (self->controller, "redraw", G_CALLBACK (redraw_cb), told);
  place (self, 5, 2);
  select_range (self, (SheetRange) { 4, 1, 3, 2 });
  place (self, 8, 2);
  insert (self, 9, 50);
  insert (self, 3, 51);
  g_assert_cmpstr (told->str, ==, "2-5 4-6 4-8 9--1 3--1 8-9 ");
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
    { "/sheet/controller/signals", test_signals },
    { "/sheet/controller/cell-state", test_cell_state },
    { "/sheet/controller/several", test_several },
    { "/sheet/controller/several-follow", test_several_follow },
    { "/sheet/controller/move", test_move },
    { "/sheet/controller/rows-come-and-go", test_rows_come_and_go },
    { "/sheet/controller/range-keeps-its-rows", test_range_keeps_its_rows },
    { "/sheet/controller/follows-its-object", test_follows_its_object },
    { "/sheet/controller/follows-a-sort", test_follows_a_sort },
    { "/sheet/controller/refilled-at-once", test_refilled_at_once },
    { "/sheet/controller/refilled-later", test_refilled_later },
    { "/sheet/controller/set-model", test_set_model },
    { "/sheet/controller/columns", test_columns },
    { "/sheet/controller/redraw", test_redraw },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
