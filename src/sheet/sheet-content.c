#include "config.h"

#include "sheet/sheet-content.h"

#include <glib/gi18n-lib.h>

#include "sheet/sheet-block.h"
#include "sheet/sheet-html.h"

/* More cells than this are not kept. */
#define MOST_KEPT 50000

/* How many cells are written at once, between which others have their turn. */
#define PORTION 2000

struct _SheetContent
{
  GdkContentProvider parent_instance;

  GWeakRef model;
  GArray *rows;       /* their positions in the model */
  GPtrArray *columns;
  gboolean *is_text;  /* of each column */
  SheetBlock *block;  /* the cells that are kept; NULL: they are read from the model */
  gboolean is_stale;  /* rows have come or gone since */
};

typedef struct
{
  const char *mime_type;
  void (*begin)  (GString          *text);
  void (*append) (SheetContent     *self,
                  GString          *text,
                  const SheetBlock *block,
                  guint             row);
  void (*end)    (SheetContent     *self,
                  GString          *text);
} Format;

/* One request. */
typedef struct
{
  const Format  *format;
  GOutputStream *stream;
  GString       *text; /* what is being written */
  guint          n_written;
} Job;

G_DEFINE_FINAL_TYPE (SheetContent, sheet_content, GDK_TYPE_CONTENT_PROVIDER)

static void
job_free (Job *job)
{
  g_object_unref (job->stream);
  g_string_free (job->text, TRUE);
  g_free (job);
}

static SheetBlock *
load_rows (SheetContent *self,
           GListModel   *model,
           guint         first,
           guint         n_rows)
{
  SheetBlock *block = sheet_block_new (n_rows, self->columns->len);

  for (guint i = 0; i < n_rows; i++)
    {
      guint position = g_array_index (self->rows, guint, first + i);
      g_autoptr (GObject) item = g_list_model_get_item (model, position);

      for (guint j = 0; j < self->columns->len && item != NULL; j++)
        sheet_block_take (block, i, j,
                          sheet_column_dup_copy_text (g_ptr_array_index (self->columns, j), item));
    }

  return block;
}

static void
begin_text (GString *text)
{
}

/* A single cell is its plain text, without quotes, as one would paste it into a letter. */
static void
append_text (SheetContent     *self,
             GString          *text,
             const SheetBlock *block,
             guint             row)
{
  if (self->rows->len == 1 && self->columns->len == 1)
    g_string_append (text, sheet_block_get (block, row, 0));
  else
    sheet_block_append_row (block, row, text);
}

/* The newline of the last row is none that a table has. */
static void
end_text (SheetContent *self,
          GString      *text)
{
  if (self->rows->len > 1 || self->columns->len > 1)
    g_string_truncate (text, text->len - 1);
}

static void
append_html (SheetContent     *self,
             GString          *text,
             const SheetBlock *block,
             guint             row)
{
  sheet_html_append_row (text, block, row, self->is_text);
}

static void
end_html (SheetContent *self,
          GString      *text)
{
  sheet_html_end (text);
}

static const Format formats[] = {
  { "text/plain;charset=utf-8", begin_text, append_text, end_text },
  { "text/plain", begin_text, append_text, end_text },
  { "text/html", sheet_html_begin, append_html, end_html },
};

/* Appends the next rows. Returns: FALSE with an error if they are not to be had any more */
static gboolean
append_portion (SheetContent  *self,
                const Format  *format,
                guint          first,
                guint          n_rows,
                GString       *text,
                GError       **error)
{
  g_autoptr (GListModel) model = g_weak_ref_get (&self->model);
  g_autoptr (SheetBlock) portion = NULL;

  if (self->block == NULL)
    {
      if (self->is_stale || model == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                               _("The table has changed since its cells were copied."));
          return FALSE;
        }
      portion = load_rows (self, model, first, n_rows);
    }

  if (first == 0)
    format->begin (text);
  for (guint i = 0; i < n_rows; i++)
    format->append (self, text, portion != NULL ? portion : self->block,
                    portion != NULL ? i : first + i);
  if (first + n_rows == self->rows->len)
    format->end (self, text);

  return TRUE;
}

static void write_portion (GTask *task);

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_error (task, error);
  else
    write_portion (task);
}

static void
write_portion (GTask *task)
{
  SheetContent *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  guint n_rows = MIN (MAX (PORTION / self->columns->len, 1), self->rows->len - job->n_written);
  GError *error = NULL;

  if (n_rows == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_string_truncate (job->text, 0);
  if (!append_portion (self, job->format, job->n_written, n_rows, job->text, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job->n_written += n_rows;
  g_output_stream_write_all_async (job->stream, job->text->str, job->text->len,
                                   g_task_get_priority (task), g_task_get_cancellable (task),
                                   written_cb, g_object_ref (task));
}

static const Format *
find_format (const char *mime_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].mime_type, mime_type))
      return &formats[i];

  return NULL;
}

static void
sheet_content_write_mime_type_async (GdkContentProvider  *provider,
                                     const char          *mime_type,
                                     GOutputStream       *stream,
                                     int                  io_priority,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, sheet_content_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  job->format = find_format (mime_type);
  job->stream = g_object_ref (stream);
  job->text = g_string_new (NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  if (job->format == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             "%s is not offered", mime_type);
  else
    write_portion (task);
}

static gboolean
sheet_content_write_mime_type_finish (GdkContentProvider  *provider,
                                      GAsyncResult        *result,
                                      GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static GdkContentFormats *
sheet_content_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    gdk_content_formats_builder_add_mime_type (builder, formats[i].mime_type);

  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
items_changed_cb (SheetContent *self)
{
  self->is_stale = TRUE;
}

static void
sheet_content_finalize (GObject *object)
{
  SheetContent *self = SHEET_CONTENT (object);

  g_weak_ref_clear (&self->model);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->block, sheet_block_free);
  g_free (self->is_text);

  G_OBJECT_CLASS (sheet_content_parent_class)->finalize (object);
}

static void
sheet_content_class_init (SheetContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sheet_content_finalize;
  provider_class->ref_formats = sheet_content_ref_formats;
  provider_class->write_mime_type_async = sheet_content_write_mime_type_async;
  provider_class->write_mime_type_finish = sheet_content_write_mime_type_finish;
}

static void
sheet_content_init (SheetContent *self)
{
  g_weak_ref_init (&self->model, NULL);
}

/* Numbers and dates are for the other program to read; all else stays as it is. */
static void
find_texts (SheetContent *self,
            GListModel   *model)
{
  g_autoptr (GObject) item = g_list_model_get_item (model, g_array_index (self->rows, guint, 0));

  self->is_text = g_new0 (gboolean, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    {
      SheetColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *today = sheet_column_dup_today (column, item);

      self->is_text[i] = !sheet_column_get_numeric (column) && today == NULL;
    }
}

/**
 * sheet_content_new:
 * @model: the rows
 * @rows: (element-type guint): the positions of those that are copied, at least one
 * @columns: (element-type SheetColumn): what is copied of each, at least one
 * @keep: whether the cells are kept as they are now, however many
 *
 * Returns: (transfer full): content for a clipboard
 */
GdkContentProvider *
sheet_content_new (GListModel *model,
                   GArray     *rows,
                   GPtrArray  *columns,
                   gboolean    keep)
{
  SheetContent *self = g_object_new (SHEET_TYPE_CONTENT, NULL);

  self->rows = g_array_ref (rows);
  self->columns = g_ptr_array_ref (columns);
  find_texts (self, model);

  if (keep || (guint64) rows->len * columns->len <= MOST_KEPT)
    {
      self->block = load_rows (self, model, 0, rows->len);
      return GDK_CONTENT_PROVIDER (self);
    }

  g_weak_ref_set (&self->model, model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return GDK_CONTENT_PROVIDER (self);
}

/**
 * sheet_content_dup_text:
 * @self: content
 *
 * Returns: (transfer full) (nullable): all of it as TSV; %NULL if it is not to be had any more
 */
char *
sheet_content_dup_text (SheetContent *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!append_portion (self, find_format ("text/plain"), 0, self->rows->len, text, NULL))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}
