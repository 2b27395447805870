#include "config.h"

#include "ui/stock-value-list.h"

#include <glib/gi18n-lib.h>

#include "base/base-decimal.h"
#include "ui/stock-filter.h"

/* Values that are shown. */
#define MOST 200

struct _StockValueList
{
  AdwBin parent_instance;

  const StockField *field;
  StockInventory *inventory;
  OrmQuery *query;
  GHashTable *chosen; /* of char */
  GCancellable *cancellable; /* of the counting that goes on, or NULL */

  GtkEditable *search;
  GtkListBox *list_box;
  GtkWidget *spinner;
  GtkLabel *note;
};

/* A value and how often it is there; 0: nobody has counted. */
typedef struct
{
  char *text;
  gint64 count;
} Value;

static guint activate_signal;

G_DEFINE_FINAL_TYPE (StockValueList, stock_value_list, ADW_TYPE_BIN)

static void
value_clear (gpointer data)
{
  g_free (((Value *) data)->text);
}

static GArray *
values_new (void)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (Value));

  g_array_set_clear_func (values, value_clear);
  return values;
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const Value *first = a, *second = b;

  if (first->count != second->count)
    return first->count > second->count ? -1 : 1;
  return g_utf8_collate (first->text, second->text);
}

/* The rows */

static void
toggled_cb (GtkCheckButton *button,
            StockValueList *self)
{
  const char *text = g_object_get_data (G_OBJECT (button), "value");

  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->chosen, g_strdup (text));
  else
    g_hash_table_remove (self->chosen, text);
}

static GtkWidget *
create_row (StockValueList *self,
            const Value    *value)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (*value->text != '\0' ? value->text : _("(empty)"));
  g_autofree char *count
    = value->count > 0 ? base_decimal_format (value->count, 0, base_format_get_locale ()) : NULL;
  GtkWidget *number = gtk_label_new (count);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button),
                               g_hash_table_contains (self->chosen, value->text));
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value->text), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_widget_set_can_focus (button, FALSE);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
row_activated_cb (StockValueList *self,
                  GtkListBoxRow  *row)
{
  GtkWidget *button = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (button));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), !active);
}

static void
show_values (StockValueList *self,
             GArray         *values,
             guint           n_all)
{
  g_autofree char *note = NULL;
  GtkWidget *child;

  g_array_sort (values, compare_values);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, child);
  for (guint i = 0; i < values->len; i++)
    gtk_list_box_append (self->list_box, create_row (self, &g_array_index (values, Value, i)));
  if (values->len == 0)
    note = g_strdup (_("No values"));
  else if (n_all > values->len)
    note = g_strdup_printf (_("The %u most frequent; search for others"), values->len);
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_widget_hide (self->spinner);
}

/* Counting */

/* The most frequent of the groups. Those that are not kept cost one comparison each. */
static GArray *
pick_values (OrmSummary *summary)
{
  guint n_groups = orm_summary_get_n_groups (summary);
  GArray *values = values_new ();
  gint64 empty = 0;

  for (guint i = 0; i < n_groups; i++)
    {
      OrmValue group = orm_summary_get_group (summary, i);
      Value value = { NULL, orm_summary_get_total (summary, i, 0) };

      if (group.type != ORM_VALUE_TEXT || *group.text == '\0')
        {
          empty += value.count;
          continue;
        }
      if (values->len == MOST && value.count <= g_array_index (values, Value, MOST - 1).count)
        continue;
      value.text = g_strdup (group.text);
      if (values->len == MOST)
        g_array_set_size (values, MOST - 1);
      g_array_append_val (values, value);
      if (values->len == MOST)
        g_array_sort (values, compare_values);
    }
  if (empty > 0)
    {
      Value value = { g_strdup (""), empty };

      g_array_append_val (values, value);
    }
  return values;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (StockValueList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (OrmSummary) summary
    = orm_session_summarize_finish (ORM_SESSION (source), result, &error);
  g_autoptr (GArray) values = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (summary == NULL)
    {
      gtk_label_set_text (self->note, error->message);
      gtk_widget_show (GTK_WIDGET (self->note));
      gtk_widget_hide (self->spinner);
      return;
    }
  values = pick_values (summary);
  show_values (self, values, orm_summary_get_n_groups (summary));
}

static void
cancel (StockValueList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
count (StockValueList *self,
       const char     *part)
{
  static const OrmAggregate aggregate = { .function = ORM_COUNT };
  const char *path = stock_filter_get_path (self->field);
  g_autoptr (OrmQuery) query = orm_query_copy (self->query);

  cancel (self);
  self->cancellable = g_cancellable_new ();
  gtk_widget_show (self->spinner);
  if (*part != '\0')
    orm_query_where (query, orm_condition_contains (path, part));
  orm_session_summarize_async (stock_inventory_get_session (self->inventory), query, path,
                               &aggregate, 1, self->cancellable, counted_cb, g_object_ref (self));
}

/* The names of a list are few, and are read as they are. */
static void
list_names (StockValueList *self,
            const char     *part)
{
  g_auto (GStrv) names = stock_field_dup_completions (self->field, self->inventory, part);
  g_autoptr (GArray) values = values_new ();
  guint n_names = names != NULL ? g_strv_length (names) : 0;

  for (guint i = 0; i < MIN (n_names, MOST); i++)
    {
      Value value = { g_strdup (names[i]), 0 };

      g_array_append_val (values, value);
    }
  show_values (self, values, n_names);
}

static void
search_changed_cb (StockValueList *self)
{
  const char *part = gtk_editable_get_text (self->search);

  if (self->field == NULL)
    return;
  if (stock_filter_get_path (self->field) != NULL)
    count (self, part);
  else
    list_names (self, part);
}

/* Who has searched and chosen nothing means what was found. */
static void
choose_found (StockValueList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    row_activated_cb (self, row);
}

static void
search_activate_cb (StockValueList *self)
{
  if (self->cancellable != NULL)
    return;
  if (g_hash_table_size (self->chosen) == 0 && *gtk_editable_get_text (self->search) != '\0')
    choose_found (self);
  g_signal_emit (self, activate_signal, 0);
}

static void
stock_value_list_dispose (GObject *object)
{
  StockValueList *self = STOCK_VALUE_LIST (object);

  cancel (self);
  g_clear_object (&self->query);
  g_clear_object (&self->inventory);
  G_OBJECT_CLASS (stock_value_list_parent_class)->dispose (object);
}

static void
stock_value_list_finalize (GObject *object)
{
  g_hash_table_unref (STOCK_VALUE_LIST (object)->chosen);
  G_OBJECT_CLASS (stock_value_list_parent_class)->finalize (object);
}

static void
stock_value_list_class_init (StockValueListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stock_value_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = stock_value_list_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stockbook/Stockbook/ui/stock-value-list.ui");
  gtk_widget_class_bind_template_child (widget_class, StockValueList, search);
  gtk_widget_class_bind_template_child (widget_class, StockValueList, list_box);
  gtk_widget_class_bind_template_child (widget_class, StockValueList, spinner);
  gtk_widget_class_bind_template_child (widget_class, StockValueList, note);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  activate_signal = g_signal_new ("activate", STOCK_TYPE_VALUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
stock_value_list_init (StockValueList *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * stock_value_list_set_field:
 * @self: the list
 * @field: a column of text
 * @inventory: the inventory
 * @query: the products whose values are counted
 * @chosen: (nullable): values that are chosen, shown or not
 *
 * Begins to count, once.
 */
void
stock_value_list_set_field (StockValueList    *self,
                            const StockField  *field,
                            StockInventory    *inventory,
                            OrmQuery          *query,
                            const char *const *chosen)
{
  g_return_if_fail (self->field == NULL);

  self->field = field;
  self->inventory = g_object_ref (inventory);
  self->query = g_object_ref (query);
  for (; chosen != NULL && *chosen != NULL; chosen++)
    g_hash_table_add (self->chosen, g_strdup (*chosen));
  search_changed_cb (self);
}

/**
 * stock_value_list_dup_chosen:
 * @self: the list
 *
 * Returns: (transfer full): the values that are chosen, in alphabetical order
 */
char **
stock_value_list_dup_chosen (StockValueList *self)
{
  g_autoptr (GList) keys = g_hash_table_get_keys (self->chosen);
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  keys = g_list_sort (keys, (GCompareFunc) g_utf8_collate);
  for (GList *key = keys; key != NULL; key = key->next)
    g_strv_builder_add (chosen, key->data);
  return g_strv_builder_end (chosen);
}
