#pragma once

#include "sheet-fixture.h"
#include "x-input.h"

G_BEGIN_DECLS

/**
 * SheetWindow:
 * @window: a window, 900 by 500 pixels, with the focus
 * @view: the sheet in it
 * @store: its rows: FixtureItems
 * @other: a button below the sheet, to take the focus
 * @told: what the view has signalled since it was last looked at, separated by spaces
 *
 * A window for tests. The view is wired as its owner would do it, with as little as possible: it
 * deletes, inserts and appends rows in the store.
 */
typedef struct
{
  GtkWindow  *window;
  SheetView  *view;
  GListStore *store;
  GtkWidget  *other;
  GString    *told;
} SheetWindow;

SheetWindow *sheet_window_new          (guint          n_rows);
void         sheet_window_free         (SheetWindow   *self);
const char  *sheet_window_get_text     (SheetWindow   *self,
                                        guint          row,
                                        FixtureColumn  column);
char        *sheet_window_dup_state    (SheetWindow   *self);
char        *sheet_window_steal_told   (SheetWindow   *self);
gboolean     sheet_window_get_cell     (SheetWindow   *self,
                                        guint          row,
                                        guint          column,
                                        GtkWidget    **cell);
void         sheet_window_click_cell   (SheetWindow   *self,
                                        guint          row,
                                        guint          column,
                                        guint          button,
                                        guint          n_presses);
GtkWidget   *sheet_window_find         (GtkWidget     *widget,
                                        GType          type);

GtkWidget   *sheet_window_get_title    (SheetWindow   *self,
                                        guint          column);
GtkWidget   *sheet_window_get_title_label (GtkWidget  *title);
void         sheet_window_click_title  (SheetWindow   *self,
                                        guint          column,
                                        guint          button);
void         sheet_window_drag_title   (SheetWindow   *self,
                                        guint          column,
                                        gboolean       at_end,
                                        double         by);

/* Compares "row:column" of the cursor, " in row:column rows x columns" of an active range of
 * several cells, and " of" all selected ranges if that is not all. */
#define assert_state(window, expected)                                                             \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *state_ = sheet_window_dup_state (window);                                   \
      g_assert_cmpstr (state_, ==, expected);                                                      \
    }                                                                                              \
  G_STMT_END

#define assert_text(window, row, column, expected)                                                 \
  g_assert_cmpstr (sheet_window_get_text (window, row, column), ==, expected)

#define assert_told(window, expected)                                                              \
  G_STMT_START                                                                                     \
    {                                                                                              \
      g_autofree char *told_ = sheet_window_steal_told (window);                                   \
      g_assert_cmpstr (told_, ==, expected);                                                       \
    }                                                                                              \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SheetWindow, sheet_window_free)

G_END_DECLS
