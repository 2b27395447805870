#pragma once

#include "sheet/sheet-controller.h"
#include "sheet/sheet-editor.h"
#include "sheet/sheet-keys.h"
#include "sheet/sheet-style.h"
#include "sheet/sheet-table.h"
#include "sheet/sheet-view.h"

G_BEGIN_DECLS

/* What the files of the view share: sheet-view.c is the widget, sheet-view-edit.c what writes
 * cells, sheet-view-commands.c what keys do, sheet-view-pointer.c what the mouse does on cells,
 * sheet-view-heads.c what it does beside them, sheet-view-handle.c the handle that fills, and
 * sheet-view-columns.c what is done to columns. */

/**
 * SheetDrag:
 *
 * What is reached for while the button is held: cells, whole rows, whole columns, or how far the
 * active range is filled.
 */
typedef enum
{
  SHEET_DRAG_NONE,
  SHEET_DRAG_CELLS,
  SHEET_DRAG_ROWS,
  SHEET_DRAG_COLUMNS,
  SHEET_DRAG_FILL,
} SheetDrag;

struct _SheetView
{
  GtkWidget parent_instance;

  SheetController *controller;
  SheetStyle *style;
  SheetTable *table;
  SheetEditor *editor;

  gboolean read_only;
  gboolean is_writing;
  guint n_pastes; /* for which the clipboard has been asked */
  SheetWriteFunc writer;
  gpointer writer_data;
  GDestroyNotify writer_destroy;
  SheetMakeRowFunc row_maker;
  gpointer row_maker_data;

  SheetSort *sort;

  /* The press on the edge of a title that may become a double click. */
  SheetColumn *pressed_edge; /* only compared */
  guint32 pressed_time;
  double pressed_x;

  /* A drag, with the pointer where it is in the list. */
  SheetDrag drag;
  double pointer_x;
  double pointer_y;
  guint autoscroll_tick;

  SheetRange fill_target; /* what a drag of the handle makes of the active range */
  gboolean is_at_handle;  /* the pointer shows it */
};

/* sheet-view.c */
void     sheet_view_report          (SheetView         *self,
                                     const char        *message);
void     sheet_view_place           (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_add             (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_extend          (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_emit_menu       (SheetView         *self,
                                     guint              column,
                                     const GdkRectangle *area);

/* sheet-view-edit.c */
gboolean sheet_view_can_edit        (SheetView         *self);
gboolean sheet_view_open_editor     (SheetView         *self,
                                     SheetMode          mode);
void     sheet_view_abandon_edit    (SheetView         *self);
gboolean sheet_view_write           (SheetView         *self,
                                     SheetAction        action,
                                     GArray            *changes);
gboolean sheet_view_is_too_large    (SheetView         *self,
                                     GArray            *ranges);
GArray  *sheet_view_make_changes    (SheetView         *self,
                                     const SheetRange  *range,
                                     const char        *text);
GArray  *sheet_view_make_changes_in (SheetView         *self,
                                     GArray            *ranges,
                                     const char        *text);
gboolean sheet_view_fill_range      (SheetView         *self);

/* sheet-view-commands.c */
void     sheet_view_install_actions (GtkWidgetClass    *widget_class);
gboolean sheet_view_run             (SheetView         *self,
                                     SheetCommand       command,
                                     SheetMove          move);
void     sheet_view_add_keys        (SheetView         *self);

/* sheet-view-columns.c */
void     sheet_view_install_column_actions (GtkWidgetClass *widget_class);
void     sheet_view_add_header      (SheetView         *self);
void     sheet_view_emit_header_menu (SheetView        *self);

/* sheet-view-rows.c */
gboolean sheet_view_insert_row      (SheetView         *self,
                                     SheetMove          move);
gboolean sheet_view_duplicate_rows  (SheetView         *self,
                                     SheetMove          move);
gboolean sheet_view_delete_rows     (SheetView         *self,
                                     SheetMove          move);
gboolean sheet_view_copy_text       (SheetView         *self,
                                     SheetMove          move);

/* sheet-view-pointer.c */
gboolean sheet_view_leave_editor    (SheetView         *self,
                                     GtkGesture        *gesture);
void     sheet_view_begin_drag      (SheetView         *self,
                                     SheetDrag          drag);
void     sheet_view_add_drag        (SheetView         *self,
                                     GtkWidget         *widget,
                                     GtkGesture        *click);
void     sheet_view_add_pointer     (SheetView         *self);

/* sheet-view-handle.c */
void     sheet_view_draw_handle     (SheetView         *self,
                                     GtkSnapshot       *snapshot);
gboolean sheet_view_press_handle    (SheetView         *self,
                                     int                n_press,
                                     double             x,
                                     double             y);
void     sheet_view_aim_fill        (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_end_fill        (SheetView         *self,
                                     gboolean           with_ctrl);
gboolean sheet_view_cancel_fill     (SheetView         *self);
void     sheet_view_add_handle      (SheetView         *self);

/* sheet-view-heads.c */
void     sheet_view_extend_rows     (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_extend_columns  (SheetView         *self,
                                     guint              row,
                                     guint              column);
void     sheet_view_add_heads       (SheetView         *self);

G_END_DECLS
