#include "config.h"

#include "sheet/sheet-cell.h"
#include "sheet/sheet-view-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_CURSOR_ITEM,
  PROP_DENSE,
  PROP_READ_ONLY,
  PROP_EDITING,
  PROP_ROW_HEADS,
  N_PROPS,
};

enum
{
  CURSOR_MOVED,
  RANGE_CHANGED,
  SORT_CHANGED,
  HEADER_MENU,
  DELETE_ROWS,
  INSERT_ROW,
  DUPLICATE_ROWS,
  DRAG_ROWS,
  ACTIVATE_NEW_ROW,
  CANCEL,
  CONTEXT_MENU,
  PASTE_SPECIAL,
  ERROR,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetView, sheet_view, GTK_TYPE_WIDGET)

/* The sheet has the focus, not its cells: its own name is what a screen reader reads. */
static void
update_spoken (SheetView *self)
{
  GObject *item = sheet_view_get_cursor_item (self);
  SheetColumn *column = sheet_view_get_cursor_column (self);
  g_autofree char *cell = NULL;
  g_autofree char *spoken = NULL;

  if (item == NULL || column == NULL)
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }

  cell = sheet_cell_dup_spoken (column, item);
  /* Translators: read aloud: a cell ("Quantity, 12 boxes"), the number of its row, and of all. */
  spoken = g_strdup_printf (_("%1$s, row %2$u of %3$u"), cell,
                            sheet_controller_get_cursor (self->controller)->row + 1,
                            sheet_controller_get_n_rows (self->controller));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
cursor_moved_cb (SheetView *self,
                 guint      old_row,
                 guint      row)
{
  g_signal_emit (self, signals[CURSOR_MOVED], 0, old_row, row);
}

static void
range_changed_cb (SheetView *self)
{
  update_spoken (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_signal_emit (self, signals[RANGE_CHANGED], 0);
}

static void
cursor_item_changed_cb (SheetView *self)
{
  if (sheet_editor_is_open (self->editor)
      && sheet_editor_get_item (self->editor) != sheet_view_get_cursor_item (self))
    sheet_view_abandon_edit (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURSOR_ITEM]);
}

static void
redraw_cursor (SheetView *self)
{
  guint row = sheet_controller_get_cursor (self->controller)->row;

  sheet_table_redraw (self->table, row, row);
}

static void
focus_changed_cb (GtkEventControllerFocus *focus,
                  GParamSpec              *pspec,
                  SheetView               *self)
{
  sheet_style_set_focused (self->style, gtk_event_controller_focus_contains_focus (focus));
  redraw_cursor (self);
}

/* Popovers that the owner has put here: they may want another size. */
static void
present_popovers (SheetView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_visible (child))
      gtk_popover_present (GTK_POPOVER (child));
}

/* The editor lies over the cells, and not over header and heads. */
static void
sheet_view_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  SheetView *self = SHEET_VIEW (widget);
  GtkWidget *editor = GTK_WIDGET (self->editor);
  graphene_rect_t area;

  gtk_widget_size_allocate (GTK_WIDGET (self->table), &(GtkAllocation) { 0, 0, width, height }, -1);

  present_popovers (self);

  if (!gtk_widget_should_layout (editor) || !sheet_table_get_visible (self->table, &area))
    return;

  gtk_widget_size_allocate (editor, &(GtkAllocation) { area.origin.x, area.origin.y,
                                                       area.size.width, area.size.height }, -1);
  sheet_editor_place (self->editor);
}

static void
sheet_view_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SHEET_VIEW (widget)->table), orientation, for_size,
                      minimum, natural, NULL, NULL);
}

static void
sheet_view_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  SheetView *self = SHEET_VIEW (widget);

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->table), snapshot);
  sheet_view_draw_handle (self, snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->editor), snapshot);
}

static void
sheet_view_css_changed (GtkWidget         *widget,
                        GtkCssStyleChange *change)
{
  SheetView *self = SHEET_VIEW (widget);

  GTK_WIDGET_CLASS (sheet_view_parent_class)->css_changed (widget, change);

  if (self->style == NULL)
    return;

  if (sheet_style_update (self->style, widget))
    sheet_table_resize (self->table);
  sheet_table_redraw (self->table, 0, SHEET_NONE);
}

static void
sheet_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sheet_view_parent_class)->root (widget);

  sheet_style_load_css (gtk_widget_get_display (widget));
}

static void
sheet_view_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SheetView *self = SHEET_VIEW (object);

  switch (property_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, sheet_view_get_model (self));
      break;
    case PROP_CURSOR_ITEM:
      g_value_set_object (value, sheet_view_get_cursor_item (self));
      break;
    case PROP_DENSE:
      g_value_set_boolean (value, sheet_view_get_dense (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_ROW_HEADS:
      g_value_set_boolean (value, sheet_view_get_row_heads (self));
      break;
    case PROP_EDITING:
      g_value_set_boolean (value, sheet_view_is_editing (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sheet_view_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  SheetView *self = SHEET_VIEW (object);

  switch (property_id)
    {
    case PROP_MODEL:
      sheet_view_set_model (self, g_value_get_object (value));
      break;
    case PROP_DENSE:
      sheet_view_set_dense (self, g_value_get_boolean (value));
      break;
    case PROP_READ_ONLY:
      sheet_view_set_read_only (self, g_value_get_boolean (value));
      break;
    case PROP_ROW_HEADS:
      sheet_view_set_row_heads (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
clear_writer (SheetView *self)
{
  if (self->writer_destroy != NULL)
    self->writer_destroy (self->writer_data);

  self->writer = NULL;
  self->writer_data = NULL;
  self->writer_destroy = NULL;
}

static void
sheet_view_dispose (GObject *object)
{
  SheetView *self = SHEET_VIEW (object);

  GtkWidget *child;

  if (self->editor != NULL)
    sheet_editor_close (self->editor);
  self->editor = NULL;
  self->table = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  g_clear_object (&self->controller);
  g_clear_object (&self->style);
  g_clear_object (&self->sort);
  clear_writer (self);

  G_OBJECT_CLASS (sheet_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags live = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, live);
  properties[PROP_CURSOR_ITEM] = g_param_spec_object ("cursor-item", NULL, NULL, G_TYPE_OBJECT,
                                                      read);
  properties[PROP_DENSE] = g_param_spec_boolean ("dense", NULL, NULL, FALSE, live);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, live);
  properties[PROP_ROW_HEADS] = g_param_spec_boolean ("row-heads", NULL, NULL, TRUE, live);
  properties[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE, read);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static guint
make_signal (const char *name,
             guint       n_parameters,
             ...)
{
  va_list types;
  guint id;

  va_start (types, n_parameters);
  id = g_signal_new_valist (name, SHEET_TYPE_VIEW, G_SIGNAL_RUN_LAST, NULL, NULL, NULL, NULL,
                            G_TYPE_NONE, n_parameters, types);
  va_end (types);

  return id;
}

static void
install_signals (void)
{
  signals[CURSOR_MOVED] = make_signal ("cursor-moved", 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[RANGE_CHANGED] = make_signal ("range-changed", 0);
  signals[SORT_CHANGED] = make_signal ("sort-changed", 0);
  signals[HEADER_MENU] = make_signal ("header-menu", 2, SHEET_TYPE_COLUMN,
                                      GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[DELETE_ROWS] = make_signal ("delete-rows", 1, GTK_TYPE_BITSET);
  signals[DUPLICATE_ROWS] = make_signal ("duplicate-rows", 1, GTK_TYPE_BITSET);
  signals[DRAG_ROWS] = g_signal_new ("drag-rows", SHEET_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 1, GTK_TYPE_BITSET);
  signals[INSERT_ROW] = make_signal ("insert-row", 1, G_TYPE_UINT);
  signals[ACTIVATE_NEW_ROW] = make_signal ("activate-new-row", 0);
  signals[CANCEL] = make_signal ("cancel", 0);
  signals[CONTEXT_MENU] = make_signal ("context-menu", 3, G_TYPE_UINT, G_TYPE_UINT,
                                       GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[PASTE_SPECIAL] = make_signal ("paste-special", 0);
  signals[ERROR] = make_signal ("error", 1, G_TYPE_STRING);
}

static void
sheet_view_class_init (SheetViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sheet_view_get_property;
  object_class->set_property = sheet_view_set_property;
  object_class->dispose = sheet_view_dispose;
  widget_class->size_allocate = sheet_view_size_allocate;
  widget_class->measure = sheet_view_measure;
  widget_class->snapshot = sheet_view_snapshot;
  widget_class->css_changed = sheet_view_css_changed;
  widget_class->root = sheet_view_root;

  install_properties (object_class);
  install_signals ();
  sheet_view_install_actions (widget_class);
  sheet_view_install_column_actions (widget_class);

  gtk_widget_class_set_css_name (widget_class, "sheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
add_children (SheetView *self)
{
  GtkAdjustment *adjustments[2];

  self->table = SHEET_TABLE (sheet_table_new (self->controller, self->style, self->sort));
  gtk_widget_set_parent (GTK_WIDGET (self->table), GTK_WIDGET (self));

  self->editor = SHEET_EDITOR (sheet_editor_new (self->table, self->controller, self->style));
  gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
  g_signal_connect_swapped (self->editor, "chosen", G_CALLBACK (sheet_view_commit_edit), self);
  g_signal_connect_swapped (self->editor, "left", G_CALLBACK (sheet_view_commit_edit), self);

  /* The editor moves with its cell. */
  sheet_table_get_adjustments (self->table, &adjustments[0], &adjustments[1]);
  for (gsize i = 0; i < G_N_ELEMENTS (adjustments); i++)
    g_signal_connect_object (adjustments[i], "value-changed",
                             G_CALLBACK (gtk_widget_queue_allocate), self, G_CONNECT_SWAPPED);
}

static void
sheet_view_init (SheetView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->controller = sheet_controller_new ();
  self->style = sheet_style_new ();
  self->sort = sheet_sort_new ();
  add_children (self);

  g_signal_connect_object (self->controller, "cursor-moved", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->controller, "range-changed", G_CALLBACK (range_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->controller, "notify::cursor-item",
                           G_CALLBACK (cursor_item_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  sheet_view_add_keys (self);
  sheet_view_add_pointer (self);
  sheet_view_add_heads (self);
  sheet_view_add_handle (self);
  sheet_view_add_header (self);
}

/* Tells the owner what has no editor to be said beside. */
void
sheet_view_report (SheetView  *self,
                   const char *message)
{
  g_signal_emit (self, signals[ERROR], 0, message);
}

/* Puts the cursor into a cell without scrolling: the user has clicked there. */
void
sheet_view_place (SheetView *self,
                  guint      row,
                  guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, row, column);
  sheet_controller_set_cursor (self->controller, &cursor);
}

/* Puts the cursor into a cell that is selected beside what is selected already. */
void
sheet_view_add (SheetView *self,
                guint      row,
                guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  sheet_cursor_place (&cursor, row, column);
  sheet_controller_add (self->controller, &cursor);
}

/* Makes the active range reach to a cell. */
void
sheet_view_extend (SheetView *self,
                   guint      row,
                   guint      column)
{
  SheetCursor cursor = *sheet_controller_get_cursor (self->controller);

  if (!sheet_cursor_is_somewhere (&cursor))
    return;

  sheet_cursor_extend (&cursor, row, column);
  sheet_controller_extend (self->controller, &cursor);
}

/* Asks the owner for a menu, in the cursor's row: at @area, or at its cell if that is NULL. */
void
sheet_view_emit_menu (SheetView          *self,
                      guint               column,
                      const GdkRectangle *area)
{
  const SheetCursor *cursor = sheet_controller_get_cursor (self->controller);
  GdkRectangle place = { 0, 0, 1, 1 };
  graphene_point_t corner;
  graphene_rect_t cell;

  if (area != NULL)
    place = *area;
  else if (sheet_table_get_area (self->table, cursor->row, cursor->column, &cell)
           && gtk_widget_compute_point (sheet_table_get_list (self->table), GTK_WIDGET (self),
                                        &cell.origin, &corner))
    place = (GdkRectangle) { corner.x, corner.y, cell.size.width, cell.size.height };

  g_signal_emit (self, signals[CONTEXT_MENU], 0, cursor->row, column, &place);
}

/**
 * sheet_view_new:
 *
 * Returns: (transfer floating): a sheet without rows and columns
 */
GtkWidget *
sheet_view_new (void)
{
  return g_object_new (SHEET_TYPE_VIEW, NULL);
}

/**
 * sheet_view_get_model:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the rows
 */
GListModel *
sheet_view_get_model (SheetView *self)
{
  g_return_val_if_fail (SHEET_IS_VIEW (self), NULL);

  return sheet_controller_get_model (self->controller);
}

/**
 * sheet_view_set_model:
 * @self: a view
 * @model: (nullable): a model of objects
 *
 * Sets the rows. An open edit is committed first; if that is refused, it is dropped and reported:
 * an owner that wants to stay then calls sheet_view_commit_edit() before. The cursor keeps its
 * column; it goes to its old object if that is near its old row, and to the first row otherwise.
 */
void
sheet_view_set_model (SheetView  *self,
                      GListModel *model)
{
  g_return_if_fail (SHEET_IS_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (sheet_controller_get_model (self->controller) == model)
    return;

  if (!sheet_view_commit_edit (self))
    sheet_view_abandon_edit (self);

  sheet_controller_set_model (self->controller, model);
  sheet_table_set_model (self->table, model);
  sheet_view_scroll_to_cursor (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}
