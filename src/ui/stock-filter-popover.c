#include "config.h"

#include "ui/stock-filter-popover.h"

#include <glib/gi18n-lib.h>

#include "ui/stock-value-list.h"

struct _StockFilterPopover
{
  GtkPopover parent_instance;

  const StockField *field;
  StockFilters *filters;
  StockInventory *inventory;
  StockTest tests[STOCK_N_TESTS]; /* those of the choice */

  GtkLabel *title;
  GtkDropDown *choice;
  StockValueList *values;
  GtkWidget *entries[2];
  GtkWidget *between;
  GtkLabel *reason;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (StockFilterPopover, stock_filter_popover, GTK_TYPE_POPOVER)

static StockTest
get_test (StockFilterPopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return selected < STOCK_N_TESTS ? self->tests[selected] : STOCK_TEST_ONE_OF;
}

static void
show_reason (StockFilterPopover *self,
             const char         *reason)
{
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
}

static void
choice_cb (StockFilterPopover *self)
{
  StockTest test = get_test (self);
  guint n_entries = stock_filter_get_n_entries (test);

  show_reason (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->values), test == STOCK_TEST_ONE_OF);
  gtk_widget_set_visible (self->entries[0], n_entries > 0);
  gtk_widget_set_visible (self->entries[1], n_entries > 1);
  gtk_widget_set_visible (self->between, n_entries > 1);
}

/* What one types is looked for first; where nothing is typed the test can be changed. */
static void
map_cb (StockFilterPopover *self)
{
  GtkWidget *first = GTK_WIDGET (self->choice);

  if (gtk_widget_get_visible (GTK_WIDGET (self->values)))
    first = GTK_WIDGET (self->values);
  else if (gtk_widget_get_visible (self->entries[0]))
    first = self->entries[0];
  gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD);
}

/* Returns: (transfer full) (nullable): what is set, NULL with @error */
static StockFilter *
create_filter (StockFilterPopover  *self,
               GError             **error)
{
  StockTest test = get_test (self);
  const char *typed[] = {
    gtk_editable_get_text (GTK_EDITABLE (self->entries[0])),
    gtk_editable_get_text (GTK_EDITABLE (self->entries[1])), NULL,
  };
  g_auto (GStrv) chosen = NULL;

  if (test != STOCK_TEST_ONE_OF)
    return stock_filter_new_typed (self->field, test, typed, self->inventory, error);
  chosen = stock_value_list_dup_chosen (self->values);
  if (*chosen == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("Choose at least one value"));
      return NULL;
    }
  return stock_filter_new (self->field, test, (const char *const *) chosen);
}

static void
apply_cb (StockFilterPopover *self)
{
  g_autoptr (GError) error = NULL;
  StockFilter *filter = create_filter (self, &error);

  if (filter == NULL)
    {
      show_reason (self, error->message);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  stock_filters_add (self->filters, filter);
}

static void
remove_cb (StockFilterPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  stock_filters_remove (self->filters, self->field);
}

static void
stock_filter_popover_dispose (GObject *object)
{
  StockFilterPopover *self = STOCK_FILTER_POPOVER (object);

  g_clear_object (&self->filters);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_filter_popover_parent_class)->dispose (object);
}

static void
stock_filter_popover_class_init (StockFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_filter_popover_dispose;
  g_type_ensure (STOCK_TYPE_VALUE_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, title);
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, choice);
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, values);
  gtk_widget_class_bind_template_child_full (widget_class, "first", FALSE,
                                             G_STRUCT_OFFSET (StockFilterPopover, entries[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "second", FALSE,
                                             G_STRUCT_OFFSET (StockFilterPopover, entries[1]));
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, between);
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, reason);
  gtk_widget_class_bind_template_child (widget_class, StockFilterPopover, remove);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
}

static void
stock_filter_popover_init (StockFilterPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Fills the choice with what can be asked of the column. */
static void
add_tests (StockFilterPopover *self,
           const StockFilter  *current)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n_tests = 0, selected = 0;

  for (StockTest test = 0; test < STOCK_N_TESTS; test++)
    if (stock_filter_takes (self->field, test))
      {
        if (current != NULL && current->test == test)
          selected = n_tests;
        self->tests[n_tests++] = test;
        gtk_string_list_append (labels, stock_filter_get_label (self->field, test));
      }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->choice, selected);
}

static void
show_current (StockFilterPopover *self,
              const StockFilter  *current)
{
  g_auto (GStrv) typed = stock_filter_dup_typed (current);

  if (current->test == STOCK_TEST_ONE_OF)
    return;
  for (guint i = 0; typed[i] != NULL; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), typed[i]);
}

/**
 * stock_filter_popover_new:
 * @field: a column that can be filtered
 * @filters: the filters of the table
 * @inventory: the inventory
 * @query: the products whose values are offered
 *
 * Returns: (transfer floating): a popover without a parent
 */
GtkWidget *
stock_filter_popover_new (const StockField *field,
                          StockFilters     *filters,
                          StockInventory   *inventory,
                          OrmQuery         *query)
{
  StockFilterPopover *self = g_object_new (STOCK_TYPE_FILTER_POPOVER, NULL);
  const StockFilter *current = stock_filters_find (filters, field);
  gboolean has_values = stock_filter_takes (field, STOCK_TEST_ONE_OF);

  self->field = field;
  self->filters = g_object_ref (filters);
  self->inventory = g_object_ref (inventory);
  gtk_label_set_text (self->title, _(field->title));
  gtk_widget_set_visible (self->remove, current != NULL);
  if (has_values)
    stock_value_list_set_field (self->values, field, inventory, query,
                                current != NULL && current->test == STOCK_TEST_ONE_OF
                                  ? (const char *const *) current->values : NULL);
  add_tests (self, current);
  if (current != NULL)
    show_current (self, current);
  choice_cb (self);
  return GTK_WIDGET (self);
}
