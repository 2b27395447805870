/* The only file of the user interface that looks at the version of GTK. It is compiled without a
 * ceiling and with deprecations silenced; everywhere else the oldest supported version is all
 * there is. */

#include "ui/stock-compat.h"

typedef struct
{
  GtkWindow *parent;
  StockFileFunc func;
  gpointer user_data;
  gboolean is_save;
} Choice;

static void
choice_free (Choice *self)
{
  g_object_unref (self->parent);
  g_free (self);
}

static GtkFileFilter *
create_filter (const StockFileRequest *request)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, request->filter_name);
  for (guint i = 0; request->patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, request->patterns[i]);
  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Choice *choice = user_data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (GFile) file
    = choice->is_save ? gtk_file_dialog_save_finish (dialog, result, NULL)
                      : gtk_file_dialog_open_finish (dialog, result, NULL);

  if (file != NULL)
    choice->func (file, choice->user_data);
  choice_free (choice);
}

static void
show (const StockFileRequest *request,
      GtkFileFilter          *filter,
      Choice                 *choice)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, request->title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, request->initial_name);
  if (choice->is_save)
    gtk_file_dialog_save (dialog, choice->parent, NULL, chosen_cb, choice);
  else
    gtk_file_dialog_open (dialog, choice->parent, NULL, chosen_cb, choice);
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             Choice          *choice)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file != NULL)
    choice->func (file, choice->user_data);
  choice_free (choice);
}

static void
show (const StockFileRequest *request,
      GtkFileFilter          *filter,
      Choice                 *choice)
{
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (request->title, choice->parent,
                                   choice->is_save ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                   : GTK_FILE_CHOOSER_ACTION_OPEN,
                                   request->accept, NULL);

  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  if (choice->is_save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), request->initial_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/**
 * stock_compat_choose_file:
 * @parent: the window that the dialog belongs to
 * @request: which file to ask for
 * @func: called with the file
 * @user_data: for @func; @parent is kept alive until then
 *
 * Asks the user for a file, through the portal where there is one.
 */
void
stock_compat_choose_file (GtkWindow              *parent,
                          const StockFileRequest *request,
                          StockFileFunc           func,
                          gpointer                user_data)
{
  g_autoptr (GtkFileFilter) filter = create_filter (request);
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->func = func;
  choice->user_data = user_data;
  choice->is_save = request->initial_name != NULL;
  show (request, filter, choice);
}
