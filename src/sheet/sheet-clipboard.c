#include "config.h"

#include "sheet/sheet-clipboard.h"

#include <glib/gi18n-lib.h>

#include "base/base-encoding.h"
#include "sheet/sheet-content.h"
#include "sheet/sheet-incoming.h"
#include "sheet/sheet-ranges.h"
#include "sheet/sheet-view-private.h"

/* Bytes: more is not read from the clipboard. */
#define MOST_BYTES (64 * 1024 * 1024)

/* Bytes: more is not made out on the main loop. */
#define MOST_AT_ONCE (256 * 1024)

#define PORTION (64 * 1024)

enum
{
  HTML,
  TEXT,
  N_KINDS,
};

/* What is read, the better first. */
static const char *const mime_types[N_KINDS][4] = {
  [HTML] = { "text/html", NULL },
  [TEXT] = { "text/plain;charset=utf-8", "text/plain", NULL },
};

typedef struct
{
  SheetView *view;
  SheetRange range; /* the range when the key was pressed */
  SheetPasteFlags flags;
  guint kind; /* which is being read */
  GByteArray *bytes; /* of it, so far */
  char *texts[N_KINDS];
} Paste;

static void
paste_free (Paste *paste)
{
  paste->view->n_pastes--;
  g_object_unref (paste->view);
  g_byte_array_unref (paste->bytes);
  for (gsize i = 0; i < N_KINDS; i++)
    g_free (paste->texts[i]);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static GdkContentProvider *
create_content (SheetView *self,
                gboolean   keep)
{
  g_autoptr (GArray) selection = sheet_view_dup_selection (self);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_object_unref);

  if (selection->len == 0 || !sheet_ranges_get_block (selection, &rows, &numbers))
    return NULL;

  for (guint i = 0; i < numbers->len; i++)
    {
      guint number = g_array_index (numbers, guint, i);

      g_ptr_array_add (columns, g_object_ref (sheet_controller_get_column (self->controller,
                                                                           number)));
    }

  return sheet_content_new (sheet_view_get_model (self), rows, columns, keep);
}

/**
 * sheet_view_dup_range_text:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the selected cells as they are copied: TSV, rows but the
 *   last ended by a newline; %NULL if there are none, or they make no block, see
 *   sheet_ranges_get_block()
 */
char *
sheet_view_dup_range_text (SheetView *self)
{
  g_autoptr (GdkContentProvider) content = create_content (self, FALSE);

  return content != NULL ? sheet_content_dup_text (SHEET_CONTENT (content)) : NULL;
}

/**
 * sheet_clipboard_copy:
 * @view: a view
 * @keep: whether what is copied stays as it is now, however much it is, because it is about to
 *   change
 *
 * Offers the selected cells to other programs. If they make no block, that is reported.
 *
 * Returns: whether they are on the clipboard
 */
gboolean
sheet_clipboard_copy (SheetView *view,
                      gboolean   keep)
{
  g_autoptr (GdkContentProvider) content = create_content (view, keep);
  SheetRange range;

  if (content == NULL && !sheet_view_get_range (view, &range))
    return FALSE;
  if (content == NULL)
    {
      sheet_view_report (view, _("Only ranges of the same rows, or of the same columns, can be "
                                 "copied together."));
      return FALSE;
    }

  return gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), content);
}

static void
finish_paste (Paste      *paste,
              SheetBlock *block,
              GError     *error)
{
  if (block != NULL)
    sheet_paste_block (paste->view, block, &paste->range, paste->flags);
  else
    sheet_view_report (paste->view, error->message);
}

static void
made_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SheetBlock) block = g_task_propagate_pointer (G_TASK (result), &error);

  finish_paste (g_task_get_task_data (G_TASK (result)), block, error);
}

static void
make_out (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  Paste *paste = task_data;
  GError *error = NULL;
  SheetBlock *block = sheet_incoming_read (paste->texts[HTML], paste->texts[TEXT], &error);

  if (block != NULL)
    g_task_return_pointer (task, block, (GDestroyNotify) sheet_block_free);
  else
    g_task_return_error (task, error);
}

/* All is read. What is large is made out in a thread. */
static void
end_reading (Paste *read)
{
  g_autoptr (Paste) paste = read;
  g_autoptr (SheetBlock) block = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  gsize size = 0;

  for (gsize i = 0; i < N_KINDS; i++)
    size += paste->texts[i] != NULL ? strlen (paste->texts[i]) : 0;

  if (size <= MOST_AT_ONCE)
    {
      block = sheet_incoming_read (paste->texts[HTML], paste->texts[TEXT], &error);
      finish_paste (paste, block, error);
      return;
    }

  task = g_task_new (NULL, NULL, made_out_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&paste), (GDestroyNotify) paste_free);
  g_task_run_in_thread (task, make_out);
}

static void read_kind (Paste *paste,
                       guint  kind);

static char *
dup_decoded (GByteArray *bytes)
{
  const char *text = (const char *) bytes->data;
  gsize length;

  if (bytes->len == 0)
    return g_strdup ("");

  return base_encoding_to_utf8 (text, bytes->len, base_encoding_guess (text, bytes->len),
                                &length, NULL);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Paste) paste = user_data;
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, NULL);
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (size == 0)
    {
      if (bytes != NULL)
        paste->texts[paste->kind] = dup_decoded (paste->bytes);
      read_kind (paste, paste->kind + 1);
      g_steal_pointer (&paste);
      return;
    }

  if (paste->bytes->len + size > MOST_BYTES)
    {
      sheet_view_report (paste->view, _("There is too much on the clipboard to be pasted."));
      return;
    }

  g_byte_array_append (paste->bytes, g_bytes_get_data (bytes, NULL), size);
  g_input_stream_read_bytes_async (stream, PORTION, G_PRIORITY_DEFAULT, NULL, read_cb,
                                   g_steal_pointer (&paste));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Paste *paste = user_data;
  g_autoptr (GInputStream) stream
    = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream != NULL)
    g_input_stream_read_bytes_async (stream, PORTION, G_PRIORITY_DEFAULT, NULL, read_cb, paste);
  else
    read_kind (paste, paste->kind + 1);
}

static gboolean
is_offered (GdkClipboard      *clipboard,
            const char *const *types)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean is = FALSE;

  for (gsize i = 0; types[i] != NULL; i++)
    is |= gdk_content_formats_contain_mime_type (formats, types[i]);

  return is;
}

/* Reads @kind and those after it, as far as they are there. */
static void
read_kind (Paste *paste,
           guint  kind)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (paste->view));

  while (kind < N_KINDS && !is_offered (clipboard, mime_types[kind]))
    kind++;
  if (kind == N_KINDS)
    {
      end_reading (paste);
      return;
    }

  paste->kind = kind;
  g_byte_array_set_size (paste->bytes, 0);
  gdk_clipboard_read_async (clipboard, (const char **) mime_types[kind], G_PRIORITY_DEFAULT, NULL,
                            opened_cb, paste);
}

/**
 * sheet_clipboard_paste:
 * @view: a view
 * @flags: how
 *
 * Pastes what is on the clipboard at the range. The clipboard answers later; the range of now
 * counts.
 */
void
sheet_clipboard_paste (SheetView       *view,
                       SheetPasteFlags  flags)
{
  g_autoptr (Paste) paste = g_new0 (Paste, 1);

  paste->view = g_object_ref (view);
  view->n_pastes++;
  paste->bytes = g_byte_array_new ();
  paste->flags = flags;
  if (view->read_only || !sheet_view_get_range (view, &paste->range))
    return;

  read_kind (g_steal_pointer (&paste), 0);
}
