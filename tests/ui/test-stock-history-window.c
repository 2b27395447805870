#include "window-fixture.h"

#include "ui/stock-history-window.h"

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *label)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (label == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, label);
  return found;
}

/* The labels that are shown in it, joined by "|". */
static void
append_labels (GtkWidget *widget,
               GString   *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "",
                            gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_labels (child, text);
}

#define assert_labels(widget, expected) \
  G_STMT_START { \
    g_autoptr (GString) labels_ = g_string_new (NULL); \
    append_labels (widget, labels_); \
    g_assert_cmpstr (labels_->str, ==, expected); \
  } G_STMT_END

static GtkWindow *
open_history (WindowFixture *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  window_fixture_activate (self, "win.history");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (STOCK_IS_HISTORY_WINDOW (window))
        {
          x_input_start (window);
          return window;
        }
    }
  g_assert_not_reached ();
}

static void
close_history (WindowFixture *self,
               GtkWindow     *history)
{
  g_object_add_weak_pointer (G_OBJECT (history), (gpointer *) &history);
  x_input_key ("Escape");
  wait_until (history == NULL);
  x_input_start (GTK_WINDOW (self->window));
}

/* Three steps by hand: quantities 7, 8, 9 of the first product. */
static void
take_steps (WindowFixture *self)
{
  sheet_view_set_cursor (self->sheet, 0, 3);
  gtk_widget_grab_focus (GTK_WIDGET (self->sheet));
  x_input_keys ("'7' Return Up '8' Return Up '9' Return");
  assert_sql (&self->inventory, "SELECT quantity FROM product WHERE name = 'Butter'", "9");
}

static gboolean
is_answer (WindowFixture *self,
           const char    *sql,
           const char    *expected)
{
  g_autofree char *found = fixture_ask (&self->inventory, sql);

  return g_str_equal (found, expected);
}

#define wait_for(self, sql, expected) wait_until (is_answer (self, sql, expected))

static gboolean
is_idle (GtkWidget *button)
{
  return gtk_widget_get_sensitive (button);
}

/* What the table behind shows. */
static void
assert_quantity (WindowFixture *self,
                 gint64         expected)
{
  g_autoptr (StockProduct) product
    = g_list_model_get_item (sheet_view_get_model (self->sheet), 0);

  g_assert_cmpint (product->quantity, ==, expected);
}

/* Whether the list says of its first step that it is undone. */
static void
assert_undone (GtkWidget *list,
               gboolean   expected)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  append_labels (gtk_widget_get_first_child (list), labels);
  g_assert_cmpint (g_str_has_suffix (labels->str, "1 row · undone"), ==, expected);
}

/* Lists what was done, shows what a step changed, and goes back to it and forth again. */
static void
test_go_to (WindowFixture *self,
            gconstpointer  data)
{
  GtkWindow *history;
  GtkWidget *after, *list;

  take_steps (self);
  history = open_history (self);
  list = find (GTK_WIDGET (history), GTK_TYPE_LIST_VIEW, NULL);
  after = find (GTK_WIDGET (history), GTK_TYPE_BUTTON, "_Go to This Step");
  assert_labels (find (GTK_WIDGET (history), GTK_TYPE_LIST_BOX, NULL), "Butter|Quantity: 8 → 9");
  g_assert_false (gtk_widget_get_sensitive (after));

  gtk_widget_grab_focus (list);
  x_input_keys ("Down");
  assert_labels (find (GTK_WIDGET (history), GTK_TYPE_LIST_BOX, NULL), "Butter|Quantity: 7 → 8");
  assert_labels (gtk_widget_get_parent (after), "1 step would be undone|Go to This Step");
  x_input_click (after, 10, 10, 1, 1);
  wait_for (self, "SELECT quantity FROM product WHERE name = 'Butter'", "8");
  wait_until (!is_idle (after));
  assert_labels (gtk_widget_get_parent (after),
                 "The inventory is as after this step|Go to This Step");

  assert_quantity (self, 8);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), "redo"));
  assert_undone (list, TRUE);

  gtk_widget_grab_focus (list);
  x_input_keys ("Up");
  wait_until (is_idle (after));
  x_input_click (after, 10, 10, 1, 1);
  wait_for (self, "SELECT quantity FROM product WHERE name = 'Butter'", "9");
  wait_until (!is_idle (after));
  assert_quantity (self, 9);
  assert_undone (list, FALSE);
  close_history (self, history);
}

/* Before the first step that is kept, too. */
static void
test_go_before (WindowFixture *self,
                gconstpointer  data)
{
  GtkWindow *history;
  GtkWidget *before;

  take_steps (self);
  history = open_history (self);
  before = find (GTK_WIDGET (history), GTK_TYPE_BUTTON, "Go to _Before It");
  g_assert_false (gtk_widget_get_visible (before));
  gtk_widget_grab_focus (find (GTK_WIDGET (history), GTK_TYPE_LIST_VIEW, NULL));
  x_input_keys ("End");
  g_assert_true (gtk_widget_get_visible (before));
  x_input_click (before, 10, 10, 1, 1);
  wait_for (self, "SELECT quantity FROM product WHERE name = 'Butter'", "51");
  close_history (self, history);
}

/* The menu says what it would undo. */
static void
test_menu (WindowFixture *self,
           gconstpointer  data)
{
  GMenuModel *menu = G_MENU_MODEL (self->window->undo_menu);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  take_steps (self);
  x_input_keys ("<Control>z");
  window_fixture_activate (self, "win.undo");
  g_menu_model_get_item_attribute (menu, 0, G_MENU_ATTRIBUTE_LABEL, "s", &undo);
  g_menu_model_get_item_attribute (menu, 1, G_MENU_ATTRIBUTE_LABEL, "s", &redo);
  g_assert_cmpstr (undo, ==, "Undo Edit of quantity");
  g_assert_cmpstr (redo, ==, "Redo Edit of quantity");
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  window_fixture_add_test ("/stock-history-window/go-to", test_go_to);
  window_fixture_add_test ("/stock-history-window/go-before", test_go_before);
  window_fixture_add_test ("/stock-history-window/menu", test_menu);
  return g_test_run ();
}
