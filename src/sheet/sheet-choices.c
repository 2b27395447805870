#include "sheet/sheet-choices.h"

/* Longer lists scroll. A list that may scroll is at least as high as its scroll bar. */
#define MOST_ROWS 8
#define TALLEST   240 /* pixels */

struct _SheetChoices
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkListBox *list;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SheetChoices, sheet_choices, GTK_TYPE_WIDGET)

#define TEXT "sheet-text"

static const char *
get_text (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), TEXT);
}

static void
row_activated_cb (SheetChoices  *self,
                  GtkListBoxRow *row)
{
  g_autofree char *text = g_strdup (get_text (row));

  g_signal_emit (self, signals[CHOSEN], 0, text);
}

static GtkListBoxRow *
append (SheetChoices *self,
        const char   *text,
        const char   *shown)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data_full (G_OBJECT (row), TEXT, g_strdup (text), g_free);
  gtk_list_box_append (self->list, row);

  return GTK_LIST_BOX_ROW (row);
}

/* What would be made stands apart from what there is. */
static GtkListBoxRow *
append_new (SheetChoices *self,
            const char   *text,
            const char   *label)
{
  GtkListBoxRow *row = append (self, text, label);

  gtk_widget_add_css_class (GTK_WIDGET (row), "new");

  return row;
}

/* Scrolls to the row once it has its place; the list has no function for it without focus. */
static void
show_row (SheetChoices  *self,
          GtkListBoxRow *row)
{
  graphene_rect_t area;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &area))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->list), area.origin.y,
                               area.origin.y + area.size.height);
}

static gboolean
is_same_text (const char *a,
              const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

static void
sheet_choices_dispose (GObject *object)
{
  SheetChoices *self = SHEET_CHOICES (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;

  G_OBJECT_CLASS (sheet_choices_parent_class)->dispose (object);
}

static void
sheet_choices_class_init (SheetChoicesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sheet_choices_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sheetchoices");

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sheet_choices_init (SheetChoices *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_propagate_natural_width (self->scroller, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scroller, TALLEST);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));

  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
}

/**
 * sheet_choices_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
sheet_choices_new (void)
{
  return g_object_new (SHEET_TYPE_CHOICES, NULL);
}

/**
 * sheet_choices_set:
 * @self: a list
 * @texts: (nullable) (array zero-terminated=1): the values
 * @typed: what stands in the editor
 * @new_label: (nullable): how to offer to make what was typed, below the values
 *
 * Shows the values, or hides the list if there are none. Selected is the value that was typed in
 * full, or else the first, or nothing if nothing was typed.
 */
void
sheet_choices_set (SheetChoices       *self,
                   const char * const *texts,
                   const char         *typed,
                   const char         *new_label)
{
  GtkListBoxRow *selected = NULL;
  GtkListBoxRow *row;
  gsize n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (; texts != NULL && texts[n] != NULL; n++)
    {
      row = append (self, texts[n], texts[n]);
      if (is_same_text (texts[n], typed) || (selected == NULL && typed[0] != '\0'))
        selected = row;
    }
  if (new_label != NULL)
    {
      row = append_new (self, typed, new_label);
      selected = selected != NULL ? selected : row;
      n++;
    }

  gtk_list_box_select_row (self->list, selected);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  n > MOST_ROWS ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/**
 * sheet_choices_get_selected:
 * @self: a list
 *
 * Returns: (nullable): the selected value, %NULL if there is none or the list is hidden
 */
const char *
sheet_choices_get_selected (SheetChoices *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL && gtk_widget_get_visible (GTK_WIDGET (self)) ? get_text (row) : NULL;
}

/**
 * sheet_choices_move:
 * @self: a list
 * @by: -1 or 1
 *
 * Moves the selection, not beyond the ends.
 */
void
sheet_choices_move (SheetChoices *self,
                    int           by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = gtk_list_box_get_row_at_index (self->list, index);
  if (index < 0 || row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  show_row (self, row);
}
